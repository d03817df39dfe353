"""The place of a figure as a key that other articles share: an id of the gazetteer, else its folded name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tasks.entities.gazetteer import capital_ids, peoples_in
from tasks.entities.names import fold, words_between
from tasks.situations.places import PLACE_LABELS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tasks.entities.names import Word
    from tasks.tables import Figure
    from tasks.things.grammar import Grammar

COUNTRY = "iso:"
WIDE = (COUNTRY, "place:")
"""Ids of countries and of areas: what lies in one has not its id."""

PLURAL = "s"
"""Of places in the plural the whole is meant: "les rues de France"."""


class PlaceKeys:
    """The places of one text."""

    def __init__(self, text: str, grammar: Grammar) -> None:
        self.text, self.grammar = text, grammar

    def of(self, figure: Figure) -> str | None:
        """The first place named in the words that is no country, else the country, else what has a capital letter.

        "Lviv, en Ukraine" is in Lviv, "le sol russe" in Russia, "la rue" has no key; "le sud de la France"
        is not France.
        """
        if figure.place_start is None or figure.place_end is None:
            return None
        words = words_between(self.text, figure.place_start, figure.place_end)
        places = [match for match in self.grammar.gazetteer.scan(self.text, words) if match.entry.label in PLACE_LABELS]
        named = [
            (match.first, match.last, match.entry.entity_id)
            for match in places
            if len(places) == 1 or not self._is_point(words[match.first : match.last])
        ]
        closest = next((each for each in named if not each[2].startswith(COUNTRY)), None)
        found = closest or next(iter(named), None) or next(peoples_in(words, self.grammar.peoples), None)
        if found is None or self._is_near(words, found[0]):
            return self._named(words[: found[0]] if found else words, figure.article_id)
        return self._part(words, found, figure.article_id) or found[2]

    def _is_near(self, words: Sequence[Word], at: int) -> bool:
        """Whether the place at words[at] only says where one is that no table has: "Vern | près de Rennes"."""
        names = [word for word in words[:at] if word.text[0].isupper() and word.folded not in self.grammar.sides]
        return bool(names) and self.grammar.near.search(fold(self.text[names[-1].end : words[at].start])) is not None

    def _is_point(self, words: Sequence[Word]) -> bool:
        """Whether words name a point of the compass, which is a town too: "Le Sud-Ouest" of "le Sud-Ouest du pays"."""
        return all(word.folded in self.grammar.sides | self.grammar.joints for word in words)

    def _part(self, words: Sequence[Word], found: tuple[int, int, str], article_id: str) -> str | None:
        """The key of what is only a part of the place found: "le sud de la France", "l'avenue parisienne".

        Null for the whole: "le territoire de la Russie"; towns keep their id: "le nord de Paris", "la ville de Lens".
        A country's capital is a town: "la capitale russe".
        """
        first, last, known = found
        grammar = self.grammar
        beside = self._beside(words, first, last)
        said = [word for word in beside if word.folded not in grammar.links | grammar.joints]
        if any(word.folded in grammar.lands for word in said):
            return None
        noun = next((word.folded for word in said if word.folded in grammar.grounds - grammar.sides), None)
        if noun in grammar.capitals and known in capital_ids():
            return capital_ids()[known]
        inside = noun and not noun.endswith(PLURAL) and self._is_smaller(noun, known)
        side = known.startswith(WIDE) and any(word.folded in grammar.sides for word in said)
        if not (inside or side):
            return None
        if noun and beside[0].folded in grammar.indefinite:
            return f"words:{article_id} {noun}"
        whole = sorted({*said, *words[first:last]}, key=lambda word: word.start)
        return f"words:{' '.join(word.folded for word in whole)}"

    def _is_smaller(self, noun: str, known: str) -> bool:
        """Whether a noun is of a place inside: "l'avenue parisienne"; not "la ville de Lens", "la région de Lens"."""
        return known.startswith(COUNTRY) or (not known.startswith(WIDE) and noun in self.grammar.spots)

    def _beside(self, words: Sequence[Word], first: int, last: int) -> list[Word]:
        """The words before and behind [first, last) that no comma parts from it."""
        low, high = first, last
        while low and "," not in self.text[words[low - 1].end : words[low].start]:
            low -= 1
        while high < len(words) and "," not in self.text[words[high - 1].end : words[high].start]:
            high += 1
        return [*words[low:first], *words[last:high]]

    def _named(self, words: Sequence[Word], article_id: str) -> str | None:
        """The key of a place that no table has: its name, or "la région" of this text.

        None for "le pays", "en province", "dans plusieurs villes", "dans la rue".
        """
        named = [word.folded for word in words if word.text[0].isupper()]
        if named:
            return f"words:{' '.join(named)}"
        if len(words) == 1 or words[0].folded in self.grammar.several or words[-1].folded in self.grammar.anywhere:
            return None
        nouns = [word.folded for word in words if word.folded in self.grammar.grounds]
        return f"words:{article_id} {nouns[0]}" if nouns else None
