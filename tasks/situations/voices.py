"""Who is speaking at a place of the text: a circumstance and its figure lie in the same statements."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tasks.tables import Figure, Statement

LONGEST_STATEMENT = 4_000
"""Code points before a place in which a statement that still holds there may have begun."""


class Voices:
    """The statements of one text."""

    def __init__(self, text: str, statements: Sequence[Statement], counting: tuple[str, ...] = ()) -> None:
        self.text, self.counting = text, counting
        self.statements = sorted(statements, key=lambda row: row.start_char)
        self.starts = [row.start_char for row in self.statements]

    def agree(self, at: int, figure: Figure) -> bool:
        """Whether what stands at `at` is said by whoever says the figure.

        In "a dit jeudi à Paris que 300 …" day and place are those of saying; so are those of a figure that counts the
        speakers: "deux témoins ont dit jeudi que …".
        """
        first, last = sorted((at, figure.num_start))
        low, high = (
            bisect_left(self.starts, first - LONGEST_STATEMENT),
            bisect_right(self.starts, last + LONGEST_STATEMENT),
        )
        return all(
            (
                self._counts(row, at, first)
                or (row.start_char <= first < row.end_char) == (row.start_char <= last < row.end_char)
            )
            and not (row.speaker_start or 0) <= figure.num_start < (row.speaker_end or 0)
            for row in self.statements[low:high]
        )

    def _counts(self, row: Statement, at: int, first: int) -> bool:
        """Whether a circumstance outside a statement is one of its number, and not of saying.

        "À Lyon, la préfecture a dénombré 300 …" for a place; "700 personnes, selon la police, 1 000, selon la CGT, ont
        défilé samedi à Lyon" for any. "Selon un bilan donné lundi" is when it is said.
        """
        if row.style == "according_to":
            said = row.speaker_end or row.cue_end
            return at <= row.cue_start or self.text.find(",", said, at) >= 0
        speaks = bool(self.counting) and first < (row.speaker_start or 0) <= row.start_char
        return speaks and any(word.startswith(self.counting) for word in row.cue.lower().split())
