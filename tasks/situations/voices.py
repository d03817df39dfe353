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

    def __init__(self, statements: Sequence[Statement]) -> None:
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
            (row.start_char <= first < row.end_char) == (row.start_char <= last < row.end_char)
            and not (row.speaker_start or 0) <= figure.num_start < (row.speaker_end or 0)
            for row in self.statements[low:high]
        )
