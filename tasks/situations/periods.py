"""Dates as the periods that figures are about: not those of speaking, not those compared with, open ones closed."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from tasks.situations.anchors import Anchor

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tasks.situations.grammar import Grammar
    from tasks.tables import Date, Sentence

LOOK_BACK = 100
"""Code points before a date in which "depuis la chute du régime en" or "par rapport à" may stand."""


class Periods:
    """The dates of one text that have days."""

    def __init__(
        self,
        text: str,
        dates: Sequence[Date],
        grammar: Grammar,
        published: date | None,
    ) -> None:
        self.text, self.grammar, self.published = text, grammar, published
        self.dates = [each for each in dates if each.first_day and not each.recurring]
        self.starts = [each.start_char for each in self.dates]

    def within(self, sentence: Sentence) -> list[Anchor]:
        """The periods of a sentence that its figures may be about."""
        low, high = (bisect_left(self.starts, edge) for edge in (sentence.start_char, sentence.end_char))
        dates = [each for each in self.dates[low:high] if not self._compared(each)]
        return [Anchor(each.start_char, each.end_char, self._period(each)) for each in dates]

    def _period(self, each: Date) -> tuple[date | None, date | None]:
        """Both days; "depuis janvier" ends on the day of publication, or on none that is known."""
        if self.grammar.since.search(self.text[max(0, each.start_char - LOOK_BACK) : each.start_char]):
            return each.first_day, self.published
        return each.first_day, each.last_day

    def _compared(self, each: Date) -> bool:
        """Whether the date belongs to what the figure is compared with: "3 % de plus qu'en 2017"."""
        before = self.text[max(0, each.start_char - LOOK_BACK) : each.start_char]
        return self.grammar.compared.search(before) is not None
