"""The noun of a counted phrase, its class, and what qualifies it; and the condition that a state tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tasks.entities.gazetteer import peoples_in
from tasks.entities.names import Word, words_of
from tasks.things.grammar import lemma_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tasks.things.grammar import Grammar

LONGEST_TERM = 4
"""Words of the longest term of the tables of classes: "placées en garde à vue"."""

SHORTEST_QUALIFIER = 3
PEOPLE = "people"
"""The class of nouns that say no more than that people are counted."""

COUNTRY = "iso:"
HYPHENS = frozenset("-\u2010\u2011")


class Noun(NamedTuple):
    """A counted noun. `name` is its class or lemma, `known` whether a table has it; `category` as figures have it.

    `condition` is what its adjectives say of it: "burned cars".
    """

    name: str
    known: bool
    category: str | None
    qualifiers: frozenset[str]
    condition: str | None = None

    @property
    def countries(self) -> bool:
        """Whether a nationality qualifies it."""
        return any(each.startswith(COUNTRY) for each in self.qualifiers)


def noun_of(counted: str | None, grammar: Grammar) -> Noun | None:
    """The noun of a counted phrase; null where there is no word that could be one."""
    phrase = counted or ""
    words = words_of(phrase)
    first, last = _head(words, grammar)
    while first < last < len(words) and phrase[words[last - 1].end] in HYPHENS:
        last += 1
    if first == last:
        return None
    peoples = {at: found for one, past, found in peoples_in(words, grammar.peoples) for at in range(one, past)}
    if first in peoples:  # "8 000 Nord-Coréens": the people themselves
        return Noun(PEOPLE, known=True, category=None, qualifiers=frozenset(peoples.values()))
    keys = [word.folded for word in words[first:last]]
    name = grammar.nouns.of_phrase(keys) or grammar.categories.of_word(keys[-1])
    category = grammar.categories.of([" ".join(keys), *keys])
    states = {word.text: found for word in words if (found := grammar.states.of_word(word.folded))}
    qualifiers = frozenset(peoples.values()) | frozenset(_qualifiers(words, (first, last), name, peoples, grammar))
    qualifiers -= {lemma_of(word, grammar.language) for word in states}
    condition = next((states[word.text] for word in words if word.text in states), None)
    lemma = "-".join(lemma_of(word.text, grammar.language) for word in words[first:last])
    return Noun(name or lemma, name is not None, category, qualifiers, condition)


def _head(words: Sequence[Word], grammar: Grammar) -> tuple[int, int]:
    """The words of the head noun, first and past the last: one word, or a term of the tables."""
    end = next((place for place, word in enumerate(words) if place and word.folded in grammar.links), len(words))
    if not grammar.head_first:
        start = max(end - LONGEST_TERM, 0)
        while start < end - 1 and not grammar.nouns.of_phrase([word.folded for word in words[start:end]]):
            start += 1
        return start, end
    for first, word in enumerate(words):
        if word.folded in grammar.before or (word.folded in grammar.parts and len(words) > first + 1):
            continue
        if word.folded in grammar.links:
            continue
        for last in range(min(first + LONGEST_TERM, len(words)), first, -1):
            if grammar.nouns.of_phrase([each.folded for each in words[first:last]]):
                return first, last
        return first, first + 1
    return 0, 0


def _qualifiers(
    words: Sequence[Word], noun: tuple[int, int], name: str | None, peoples: dict[int, str], grammar: Grammar
) -> Iterator[str]:
    """Lemmas of what stands beside the noun, and of the first complement: "policiers", "de la BAC"."""
    first, last = noun
    own = {lemma_of(word.text, grammar.language) for word in words[first:last]}
    complements = 0
    for place, word in enumerate(words):
        key = word.folded
        complements += key in grammar.links and place >= last
        if complements > 1 or (place >= last and lemma_of(word.text, grammar.language) in own):
            return  # "soldats nord-coréens ou soldats de l'armée": what follows is said of another noun
        idle = key in grammar.links or key in grammar.joints or key in grammar.plain or key in grammar.before
        if first <= place < last or place in peoples or idle or len(key) < SHORTEST_QUALIFIER:
            continue
        lemma = lemma_of(word.text, grammar.language)
        twin = name is not None and grammar.nouns.of_word(key) == name  # "policiers et gendarmes"
        if key not in grammar.parts and lemma not in own and not twin:
            yield lemma


def condition_of(state: str | None, grammar: Grammar) -> str | None:
    """The class of what happened to the counted, else the lemma of its first word that says something."""
    words = words_of(state or "")
    keys = [word.folded for word in words]
    for first in range(len(keys)):
        for last in range(min(first + LONGEST_TERM, len(keys)), first, -1):
            if name := grammar.states.of_phrase(keys[first:last]):
                return name
    telling = (word for word in words if word.folded not in grammar.links | grammar.joints | grammar.plain)
    return next((lemma_of(word.text, grammar.language) for word in telling), None)
