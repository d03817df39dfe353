"""The hour of the day at which a count stood: "à 15 heures", "à la mi-journée", "en fin de matinée"."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tasks.tables import Figure, Sentence
    from tasks.things.grammar import Grammar

HOURS = 24
FULL_HOUR = 60
HALF = 12
AFTERNOON = "p"
"""How "pm" begins."""


class Hours:
    """The clock times of one text, a sentence at a time."""

    def __init__(self, text: str, sentences: Sequence[Sentence], grammar: Grammar) -> None:
        self.text, self.grammar = text, grammar
        self.edges = [*(sentence.start_char for sentence in sentences), len(text)]
        self.known: dict[int, list[int]] = {}

    def of(self, figure: Figure) -> int | None:
        """Minutes since midnight that the sentence of a figure says, null where it says none or several."""
        at = bisect_right(self.edges, figure.start_char) - 1
        if at < 0 or at + 1 >= len(self.edges):
            return None
        if at not in self.known:
            self.known[at] = self._within(self.edges[at], self.edges[at + 1])
        found = self.known[at]
        return found[0] if len(found) == 1 else None

    def _within(self, start: int, end: int) -> list[int]:
        minutes = {minute for said, minute in self.grammar.day_parts if said.search(self.text, start, end)}
        for match in self.grammar.clock.finditer(self.text, start, end):
            hour, minute = int(match["hour"]), int(match["minute"] or 0)
            half = match.groupdict().get("half") or ""
            if half.lower().startswith(AFTERNOON) and hour < HALF:
                hour += HALF
            if hour <= HOURS and minute < FULL_HOUR:
                minutes.add(hour * FULL_HOUR + minute)
        return sorted(minutes)
