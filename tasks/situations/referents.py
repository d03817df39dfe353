"""Which named place "le centre-ville" or "sur place" means: one of its sentence, else the nearest before."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from tasks.entities.names import fold, words_between
from tasks.situations.grammar import SPACE, WORD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tasks.situations.grammar import Grammar
    from tasks.tables import Sentence

TOWNS = frozenset({"city", "capital"})
COUNTRIES = frozenset({"state", "territory", "people"})

REACH = 1_500
"""Code points before a sentence, in its paragraph and the one before, in which a place may have been named."""


NEAR = 300
"""Code points before a sentence in which "sur place" was said to be."""

APPOSED = re.compile(rf",{SPACE}(?P<name>{WORD}(?:{SPACE}{WORD}){{0,2}})(?:(?P<bracket>{SPACE}\()|(?!\w))")
"""A name right behind a noun: "dans sa ville, Arpajon (Essonne)"."""


class Named(NamedTuple):
    """A place with a proper name, [start, end) of the text, `noun` as in "la région de Koursk"; and what it is.

    `nation` is the code of its country. `firm`: said to be where, not what is near it: "à Lens", not "au nord de Lens".
    """

    start: int
    end: int
    noun: str | None
    town: bool
    capital: bool
    country: bool
    firm: bool
    nation: str | None


class Referents:
    """The named places of one text, for the nouns that mean them. `spans` finds (lead, start, end) in a stretch."""

    def __init__(
        self,
        text: str,
        grammar: Grammar,
        sentences: Sequence[Sentence],
        spans: Callable[[int, int], Iterable[tuple[int, int, int]]],
    ) -> None:
        self.text, self.grammar, self.spans = text, grammar, spans
        self.paragraphs = sorted({each.paragraph: each.start_char for each in reversed(sentences)}.values())
        self.known: dict[tuple[int, int], list[Named]] = {}

    def of(self, noun: str, start: int, end: int, sentence: Sentence) -> tuple[int, int] | None:
        """The span of the place that a bare noun at [start, end) means; none where none is named near it."""
        beside = APPOSED.match(self.text, end, sentence.end_char)
        if beside and noun in self.grammar.towns and (beside["bracket"] or self._is_town(beside["name"])):
            return beside.span("name")
        here = self._within(sentence.start_char, sentence.end_char)
        fitting = [each for each in here if self._fits(noun, each) or (each.end <= start and self._holds(noun, each))]
        fitting = [each for each in fitting if each.firm] or fitting
        before = [each for each in fitting if each.end <= start]
        found = (before[-1:] or fitting[:1]) or self._before(noun, sentence)
        return (found[0].start, found[0].end) if found else None

    def _before(self, noun: str, sentence: Sentence) -> list[Named]:
        """The last fitting place of the paragraph or the one before; of an area also the only one of the text.

        Of "le pays" the country that the text has named most, of "la capitale" the one that it names at all.
        """
        at = max(0, bisect_right(self.paragraphs, sentence.start_char) - 2)
        reach = NEAR if noun in self.grammar.there else REACH
        floor = max(self.paragraphs[at] if self.paragraphs else 0, sentence.start_char - reach)
        lands = noun in self.grammar.lands
        near = [each for each in self._within(floor, sentence.start_char) if self._fits(noun, each) and not lands]
        near = [each for each in near if each.firm] or near
        found = near[-1:] or (self._only(noun, sentence.start_char) if noun in self.grammar.areas else [])
        if noun in self.grammar.capitals:
            return found or self._capital()
        return found or (self._most_named(sentence.start_char) if lands else [])

    def _is_town(self, name: str) -> bool:
        entry = self.grammar.gazetteer.lookup(name)
        return entry is not None and entry.kind in TOWNS

    def _only(self, noun: str, start: int) -> list[Named]:
        """The place that a noun names before, where the text names one so far."""
        named = self._areas.get(noun, [])
        at = bisect_left(named, start, key=lambda each: each[0].start) - 1
        return [named[at][0]] if at >= 0 and named[at][1] == 1 else []

    def _capital(self) -> list[Named]:
        """The one capital that the text names, also further on; none of another country than it names most."""
        named = self._within(0, len(self.text))
        lands = {each.nation for each in self._most([each for each in named if each.country])}
        capitals = [each for each in named if each.capital]
        alone = len({fold(self.text[each.start : each.end]) for each in capitals}) == 1
        return capitals[:1] if alone and (not lands or capitals[0].nation in lands) else []

    def _most_named(self, start: int) -> list[Named]:
        """The country most often named before `start`; none where two are named as often."""
        return self._most([each for each in self._within(0, len(self.text)) if each.country and each.end <= start])

    def _most(self, named: Sequence[Named]) -> list[Named]:
        """The last of those that share the name said most often; none where two are said as often."""
        names = [fold(self.text[each.start : each.end]).split()[-1] for each in named]
        (first, times), *others = Counter(names).most_common(2) or [("", 0)]
        if not times or (others and others[0][1] == times):
            return []
        return [each for each, name in zip(named, names, strict=True) if name == first][-1:]

    @cached_property
    def _areas(self) -> dict[str, list[tuple[Named, int]]]:
        """Noun → the places that it names, in order, and how many different ones so far."""
        found: dict[str, list[tuple[Named, int]]] = {}
        names: dict[str, set[str]] = {}
        for place in self._within(0, len(self.text)):
            if place.noun in self.grammar.areas and place.noun:
                said = names.setdefault(place.noun, set())
                said.add(fold(self.text[place.start : place.end]))
                found.setdefault(place.noun, []).append((place, len(said)))
        return found

    def _holds(self, noun: str, place: Named) -> bool:
        """Whether a town says better where something is than a noun does: "À Lens, 300 personnes … dans la rue"."""
        grammar = self.grammar
        return place.town and not {noun, noun.removesuffix("s")} & (grammar.areas | grammar.lands | grammar.capitals)

    def _fits(self, noun: str, place: Named) -> bool:
        """Whether a noun may mean a place."""
        grammar = self.grammar
        if noun in grammar.capitals:
            return place.capital
        if noun in grammar.lands:
            return place.country
        return noun == place.noun or (place.town and noun in grammar.towns | grammar.there)

    def _within(self, start: int, end: int) -> list[Named]:
        if (start, end) not in self.known:
            spans = sorted(self.spans(start, end), key=lambda span: (span[1], -span[2]))
            self.known[start, end] = [each for span in spans if (each := self._named(*span))]
        return self.known[start, end]

    def _named(self, lead: int, start: int, end: int) -> Named | None:
        """The place of a span, where a proper name says it: not "la ville", nor a street for its town."""
        words = [word for word in words_between(self.text, start, end) if word.folded not in self.grammar.articles]
        if not any(word.text[0].isupper() for word in words):  # "la ville"
            return None
        noun = words[0].folded if words[0].folded in self.grammar.nouns else None
        found = [match.entry for match in self.grammar.gazetteer.scan(self.text, words)]
        kinds = {entry.kind for entry in found}
        led = fold(self.text[lead:start]) in self.grammar.town_leads
        town = bool(kinds & TOWNS) or (not found and led)
        inside = noun is None or noun in self.grammar.towns or noun in self.grammar.points
        country = bool(kinds & COUNTRIES) and (noun is None or noun in self.grammar.lands)
        capital = "capital" in kinds and noun is None
        firm = led or noun in self.grammar.towns
        nation = found[0].country if found else None
        return Named(start, end, noun, town and inside, capital, country, firm, nation)
