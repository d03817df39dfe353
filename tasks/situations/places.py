"""Places that a sentence names behind a preposition: "à Paris", "dans la région de Koursk", "dans tout le pays"."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from tasks.entities.gazetteer import peoples_in
from tasks.entities.names import fold, words_between
from tasks.situations.anchors import Anchor
from tasks.situations.grammar import CAPITAL, WORD
from tasks.situations.referents import COUNTRIES, Referents

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tasks.entities.gazetteer import Match
    from tasks.situations.grammar import Form, Grammar
    from tasks.tables import Sentence

PLACE_LABELS = frozenset({"GPE", "LOC"})
KNOWN = "known"

TOUCH = re.compile(r",?\s?")
"""What may stand between a place and the preposition of a second one that says where the first is."""

WORD_BEFORE = re.compile(r"([^\W\d_]+)\s$")
LONGEST_VERB = 24
LONGEST_RANGE = 40
"""Code points of "de Villeneuve-sur-Lot" before "à Nice"."""

_BORNE = re.compile(rf"(?<=\w ){WORD} ({CAPITAL}\w+)")
"""A capitalised word behind another inside a sentence: the second is a surname, as "Trump" in "Donald Trump"."""


class Places:
    """The places of one text, read a sentence at a time."""

    def __init__(self, text: str, grammar: Grammar, sentences: Sequence[Sentence]) -> None:
        self.text, self.grammar = text, grammar
        self.referents = Referents(text, grammar, sentences, self._spans)

    def within(self, sentence: Sentence) -> list[Anchor]:
        """Places, left to right; of two that overlap the longer one, and neighbours as one: "Lviv, en Ukraine"."""
        kept: list[Anchor] = []
        spans = self._spans(sentence.start_char, sentence.end_char)
        for lead, start, end in sorted(spans, key=lambda span: (span[1], -span[2])):
            if (kept and start < kept[-1].end) or self._ends_range(lead, sentence):
                continue
            near = kept and not kept[-1].broad and TOUCH.fullmatch(self.text, kept[-1].end, lead)
            first = kept.pop().start if near else start
            if anchor := self._anchor(first, end, sentence):
                kept.append(anchor)
        return kept

    def _ends_range(self, lead: int, sentence: Sentence) -> bool:
        """Whether a place is the far end of many: "De Lens | à Nice, des marches ont réuni 300 personnes"."""
        return self.grammar.ranged.search(self.text[max(sentence.start_char, lead - LONGEST_RANGE) : lead]) is not None

    def _anchor(self, start: int, end: int, sentence: Sentence) -> Anchor | None:
        """A place with its span: of "la région" that of "la région de Koursk" before it; none of "sur place" alone."""
        noun, is_named = self._noun(start, end)
        bare = noun and not is_named and not self._says_whose(noun, start, end)
        known = self.referents.of(noun, start, end, sentence) if noun and bare else None
        if known is None and noun in self.grammar.there:
            return None
        return Anchor(start, end, known or (start, end), broad=self._is_broad(start, end, noun))

    def _noun(self, start: int, end: int) -> tuple[str | None, bool]:
        """The noun of a place that is named by one, "région", and whether a proper name stands behind it.

        None behind an indefinite article: "une ville" is none that was named.
        """
        grammar, said = self.grammar, words_between(self.text, start, end)
        words = [word for word in said if word.folded not in grammar.articles]
        phrase = " ".join(word.folded for word in words)
        whole = " ".join(word.folded for word in said)
        entire = grammar.entire.match(phrase)
        if entire and phrase[entire.end() :] in grammar.lands:
            return phrase[entire.end() :], False  # "dans tout le pays"
        named = any(word.text[0].isupper() for word in words[1:])
        if whole in grammar.there:
            return whole, False
        first = said[0].folded if said and not named else ""
        if first in grammar.some or (first in grammar.many and phrase.removesuffix("s") in grammar.singular):
            return None, False  # "dans une ville", "dans leurs régions"
        if phrase in grammar.towns:
            return phrase, False
        return (words[0].folded, named) if words and words[0].folded in grammar.nouns else (None, bool(words))

    def _says_whose(self, noun: str, start: int, end: int) -> bool:
        """Whether a nationality tells the country, as a name would: "le sol russe", "la capitale russe"."""
        grammar = self.grammar
        if noun not in grammar.lands and noun not in grammar.capitals:
            return False
        return any(peoples_in(words_between(self.text, start, end), grammar.peoples))

    def _is_broad(self, start: int, end: int, noun: str | None) -> bool:
        """Whether a place is no more than a country, by its name or as "le territoire russe"."""
        kinds = {match.entry.kind for match in self._entries(start, end)}
        return (noun in self.grammar.lands or bool(COUNTRIES & kinds)) and kinds <= COUNTRIES

    def _entries(self, start: int, end: int) -> Iterator[Match]:
        return self.grammar.gazetteer.scan(self.text, words_between(self.text, start, end))

    def _spans(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """(start of the preposition, start, end) of each place in [start, end)."""
        for form in self.grammar.forms:
            for match in form.pattern.finditer(self.text, start, end):
                if self._is_place(form, match):
                    yield match.start(), *match.span("span")

    def _is_place(self, form: Form, match: re.Match[str]) -> bool:
        name = match.groupdict().get("name")
        if not name:
            return True
        entry = self.grammar.gazetteer.lookup(name)
        if entry is not None:
            return entry.label in PLACE_LABELS
        first, *rest = fold(name).split()
        if form.names == KNOWN or first in self.grammar.never or self._spoken_to(match.start()):
            return False
        plain_pair = bool(rest) and " " in name and first not in self.grammar.openers and "-" not in name
        return not plain_pair and name not in self._surnames

    def _spoken_to(self, lead: int) -> bool:
        """Whether a verb of saying stands before the preposition: "a répondu à Martin"."""
        before = WORD_BEFORE.search(self.text, max(0, lead - LONGEST_VERB), lead)
        return before is not None and before[1].lower() in self.grammar.saying

    @cached_property
    def _surnames(self) -> frozenset[str]:
        return frozenset(_BORNE.findall(self.text))
