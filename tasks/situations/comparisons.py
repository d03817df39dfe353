"""Figures that stand behind "contre": the number of another time, or what another source counts at the same time."""

from __future__ import annotations

from math import inf, log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

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


def counterpart(text: str, figures: Sequence[Figure], at: int) -> int | None:
    """Position of the figure that one is compared with: the last before it, or the whole of that, nearer in size.

    "27 000 manifestants, dont 7 000 à Paris, contre 32 000" are all of them, "contre 8 000" those of Paris. What stands
    in brackets is passed over: "12 000 (et 300 à Lille), contre 15 000".
    """
    last = at - 1
    while last > 0 and text.rfind("(", 0, figures[last].start_char) >= figures[last - 1].end_char:
        if text.find(")", figures[last].end_char, figures[at].start_char) < 0:
            break
        last -= 1
    if last < 0:
        return None
    whole = next((other for other in range(last) if figures[other].figure_id == figures[last].subset_of), last)
    return min((last, whole), key=lambda other: _gap(figures[at], figures[other]))


def _gap(one: Figure, other: Figure) -> float:
    sizes = [figure.value or figure.low or figure.high or 0 for figure in (one, other)]
    return abs(log(sizes[0] / sizes[1])) if min(sizes) > 0 else inf
