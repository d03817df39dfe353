"""The counted thing: where the noun phrase after a numeral begins and ends, and what happened to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tasks.figures.categories import Categories, compile_categories
from tasks.figures.phrases import Phrases, compile_phrases
from tasks.figures.tokens import SIGN, SKIPPED, WORD

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tasks.figures.drafts import Span
    from tasks.figures.phrases import Words
    from tasks.figures.tokens import Line

OPENING, CLOSING = frozenset('«“"„‘'), frozenset('»”"’')
LONGEST_PHRASE = 14
LONGEST_WAY_TO_STATE = 9
SHORTEST_PARTICIPLE = 4


@dataclass(frozen=True, slots=True)
class Nouns:
    """The grammar words by which a noun phrase of a language is found."""

    stop: frozenset[str]
    verbs: frozenset[str]
    verb_endings: tuple[str, ...]
    not_verbs: frozenset[str]
    complements: frozenset[str]
    determiners: frozenset[str]
    coordinators: frozenset[str]
    participle_endings: tuple[str, ...]
    not_participle_endings: tuple[str, ...]
    participles: frozenset[str]
    head_nouns: frozenset[str]
    adjectives: frozenset[str]
    auxiliaries: frozenset[str]
    adverbs: frozenset[str]
    adverb_endings: tuple[str, ...]
    numerals: frozenset[str]
    one_before: frozenset[str]
    only: frozenset[str]
    pronouns: Phrases[bool]
    antecedents: frozenset[str]
    back_pronouns: frozenset[str]
    back_to: frozenset[str]
    subset: Phrases[bool]
    base: Phrases[bool]
    restated: Phrases[bool]
    categories: Categories


def compile_nouns(section: Mapping[str, Any], language: str, words_of: Callable[[str], list[Words]]) -> Nouns:
    """The section [counted] of a pack, with the categories of its language."""

    def words(name: str) -> frozenset[str]:
        return frozenset(section.get(name, ()))

    def phrases(name: str) -> Phrases[bool]:
        return compile_phrases(((phrase, True) for phrase in section.get(name, ())), words_of)

    return Nouns(
        stop=words("stop"),
        verbs=words("verbs"),
        verb_endings=tuple(section.get("verb_endings", ())),
        not_verbs=words("not_verbs"),
        complements=words("complements"),
        determiners=words("determiners"),
        coordinators=words("coordinators"),
        participle_endings=tuple(section.get("participle_endings", ())),
        not_participle_endings=tuple(section.get("not_participle_endings", ())),
        participles=words("participles"),
        head_nouns=words("head_nouns"),
        adjectives=words("adjectives"),
        auxiliaries=words("auxiliaries"),
        adverbs=words("adverbs"),
        adverb_endings=tuple(section.get("adverb_endings", ())),
        numerals=words("numerals"),
        one_before=words("one_before"),
        only=words("only"),
        pronouns=phrases("pronouns"),
        antecedents=words("antecedents"),
        back_pronouns=words("back_pronouns"),
        back_to=words("back_to"),
        subset=phrases("subset"),
        base=phrases("base"),
        restated=phrases("restated"),
        categories=compile_categories(language),
    )


def noun_phrase(line: Line, at: int) -> Span | None:
    """Tokens of the noun phrase that starts at a token: head, adjectives, complements with "de", coordination."""
    nouns = line.grammar.nouns
    if line.key(at) in OPENING | CLOSING:  # "«près de 300» interpellations"
        at += 1
    if not is_content(line, at) or line.key(at) in nouns.verbs:
        return None
    end = at + 1
    while end - at < LONGEST_PHRASE:
        step = continues(line, at, end)
        if step == end:
            break
        end = step
    return at, end


def complement(line: Line, at: int) -> Span | None:
    """Tokens of the noun phrase after "de": "centaines | de soldats", "43 % | des Français"."""
    nouns = line.grammar.nouns
    if line.key(at) not in nouns.complements:
        return None
    at += 1
    while line.key(at) in nouns.determiners:
        at += 1
    return noun_phrase(line, at)


def continues(line: Line, first: int, end: int) -> int:
    """The end of a noun phrase after one more step; `end` itself where it stops."""
    nouns = line.grammar.nouns
    key = line.key(end)
    if key in nouns.complements:
        after = end + 1
        while line.key(after) in nouns.determiners or line.key(after) in OPENING:
            after += 1
        return after + 1 if is_content(line, after) and line.key(after) not in nouns.verbs else end
    if key in nouns.coordinators:
        joined = is_content(line, end + 1) and not breaks(line, end + 1)
        same_case = line.capital(end + 1) == line.capital(end - 1) or line.capital(first) == line.capital(end + 1)
        return end + 2 if joined and same_case and not heads_clause(line, end + 1) else end
    if (
        key == ","
        and line.key(end + 2) in nouns.coordinators
        and is_content(line, end + 1)
        and is_content(line, end + 3)
    ):
        lower = not line.capital(end + 1) and not breaks(line, end + 1) and not breaks(line, end + 3)
        return end + 4 if lower and not line.capital(end + 3) else end
    if key in OPENING and is_content(line, end + 1) and not breaks(line, end + 1):
        return end + 2
    return end + 1 if is_content(line, end) and not breaks(line, end) else end


def heads_clause(line: Line, at: int) -> bool:
    """Whether a finite verb follows the word: "12 blessés et Paris a …" is no coordination of nouns."""
    return line.key(at + 1) in line.grammar.nouns.verbs and line.capital(at)


def is_content(line: Line, at: int) -> bool:
    """Whether a token can stand in a noun phrase: a word that is no grammar word and no number."""
    grammar = line.grammar
    key = line.key(at)
    if line.kind(at) == SKIPPED:
        return key[:1].isalpha()
    if line.kind(at) != WORD or key in grammar.nouns.stop or key in grammar.nouns.complements:
        return False
    if key in grammar.nouns.determiners or key in grammar.nouns.coordinators or key in grammar.numbers.ones:
        return False
    return not grammar.numbers.words.at(line.keys, at) and key not in grammar.numbers.multipliers


def breaks(line: Line, at: int) -> bool:
    """Whether a word after the head ends the phrase: a finite verb, a participle or an adverb."""
    nouns = line.grammar.nouns
    key = line.key(at)
    if key in nouns.verbs or key in nouns.adverbs or is_participle(line, at):
        return True
    if line.capital(at) or key in nouns.not_verbs:
        return False
    return key.endswith(nouns.verb_endings + nouns.adverb_endings)


def is_participle(line: Line, at: int) -> bool:
    """Whether a word is a participle: "tués", "interpellées"; "âgées" and "salariés" are listed as adjectives."""
    nouns = line.grammar.nouns
    key = line.key(at)
    if key in nouns.participles:
        return True
    if key in nouns.adjectives or line.kind(at) != WORD or line.capital(at) or len(key) < SHORTEST_PARTICIPLE:
        return False
    return key.endswith(nouns.participle_endings) and not key.endswith(nouns.not_participle_endings)


def find_state(line: Line, at: int) -> Span | None:
    """Tokens of what happened to the counted thing, right after it: "tués ou blessés", "ont été déployés"."""
    nouns = line.grammar.nouns
    for step in range(LONGEST_WAY_TO_STATE):
        here = at + step
        key = line.key(here)
        if is_participle(line, here) and key not in nouns.auxiliaries:
            return here, coordinated_participles(line, here + 1)
        passed = key in nouns.auxiliaries or key in nouns.adverbs or key.endswith(nouns.adverb_endings or ("\0",))
        if not passed and not (line.kind(here) == SIGN and key in OPENING | CLOSING):
            return None
    return None


def coordinated_participles(line: Line, end: int) -> int:
    """End of participles joined by "ou" or "et"."""
    nouns = line.grammar.nouns
    while line.key(end) in nouns.coordinators and is_participle(line, end + 1):
        end += 2
    return end
