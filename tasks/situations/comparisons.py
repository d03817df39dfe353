"""Figures that stand behind "contre": the number of another time, or what another source counts at the same time."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re

    from tasks.tables import Figure

LONGEST_LEAD = 20
"""Code points before a figure in which "contre" may stand."""

LONGEST_REST = 60
"""Code points behind a figure in which "la semaine précédente" may stand."""


def is_compared(text: str, figure: Figure, compared: re.Pattern[str]) -> bool:
    """Whether a figure stands behind "contre"."""
    return compared.search(text[max(0, figure.start_char - LONGEST_LEAD) : figure.start_char]) is not None


def names_earlier(text: str, figure: Figure, earlier: re.Pattern[str]) -> bool:
    """Whether words behind a figure say that it is of an earlier time: "contre 4 000 une semaine plus tôt"."""
    return earlier.search(text, figure.end_char, figure.end_char + LONGEST_REST) is not None


def are_rivals(figure: Figure, before: Figure | None) -> bool:
    """Whether two sources count the same: "30 000 selon la CGT, contre 4 000 selon la police"."""
    return before is not None and figure.source is not None and before.source != figure.source
