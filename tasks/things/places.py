"""The place of a figure as a key that other articles share: an id of the gazetteer, else its folded name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tasks.entities.names import words_between

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tasks.entities.names import Word
    from tasks.tables import Figure
    from tasks.things.grammar import Grammar

PLACE_LABELS = frozenset({"GPE", "LOC"})


class PlaceKeys:
    """The places of one text."""

    def __init__(self, text: str, grammar: Grammar) -> None:
        self.text, self.grammar = text, grammar

    def of(self, figure: Figure) -> str | None:
        """The first place named in the words that is no country, else the country, else what has a capital letter.

        "Lviv, en Ukraine" is in Lviv, "le sol russe" in Russia, "la rue" has no key.
        """
        if figure.place_start is None or figure.place_end is None:
            return None
        words = words_between(self.text, figure.place_start, figure.place_end)
        found = [match.entry for match in self.grammar.gazetteer.scan(self.text, words)]
        places = [entry.entity_id for entry in found if entry.label in PLACE_LABELS]
        closest = next((each for each in places if not each.startswith("iso:")), None)
        if closest or places:
            return closest or places[0]
        peoples = (self.grammar.peoples.get(" ".join(w.folded for w in words[at:])) for at in range(len(words)))
        return next(filter(None, peoples), None) or self._named(words, figure.article_id)

    def _named(self, words: Sequence[Word], article_id: str) -> str | None:
        """The key of a place that no table has: its name, or "la région" of this text; "le pays" has none."""
        named = [word.folded for word in words if word.text[0].isupper()]
        if named:
            return f"words:{' '.join(named)}"
        nouns = [word.folded for word in words if word.folded in self.grammar.grounds]
        return f"words:{article_id} {nouns[0]}" if nouns else None
