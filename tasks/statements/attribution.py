"""Figures and the statements that they stand in."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tasks.tables import Figure, Sentence, Statement


def attribute(
    figures: Sequence[Figure], statements: Sequence[Statement], sentences: Sequence[Sentence], text: str
) -> list[Figure]:
    """The figures with source, cue and relay of the narrowest statement that covers their numeral.

    A figure that no statement covers, or that counts the speakers themselves ("deux responsables"), stays as it is:
    the article's own voice. Order is kept.
    """
    del sentences, text  # scope is settled in the statements; the border of the rooms names them for what may come
    ordered = sorted(statements, key=lambda row: row.start_char)
    starts = [row.start_char for row in ordered]
    reach = _reach(ordered)
    return [_attributed(figure, _covering(figure, ordered, starts, reach)) for figure in figures]


def _reach(ordered: Sequence[Statement]) -> list[int]:
    """For each statement the farthest end of it and all before it: where looking back may stop."""
    reach: list[int] = []
    for row in ordered:
        reach.append(max(row.end_char, reach[-1] if reach else 0))
    return reach


def _covering(
    figure: Figure, ordered: Sequence[Statement], starts: Sequence[int], reach: Sequence[int]
) -> Statement | None:
    best: Statement | None = None
    at = bisect_right(starts, figure.num_start) - 1
    while at >= 0 and reach[at] >= figure.num_end:
        row = ordered[at]
        if (
            row.end_char >= figure.num_end
            and not _names_speaker(figure, row)
            and (best is None or _narrower(row, best))
        ):
            best = row
        at -= 1
    return best


def _narrower(row: Statement, best: Statement) -> bool:
    """Whether a statement lies inside another: "A dit que 40 …, selon B" is B's, though B's stretch is the longer."""
    nested, around = _inside(row, best), _inside(best, row)
    if nested != around:
        return nested
    if nested and row.style != best.style and "according_to" in (row.style, best.style):
        return row.style == "according_to"
    return (_length(row), row.cue_start) < (_length(best), best.cue_start)


def _inside(row: Statement, other: Statement) -> bool:
    """Whether the cue of a statement stands in what another says."""
    return other.start_char <= row.cue_start and row.cue_end <= other.end_char


def _length(row: Statement) -> int:
    return row.end_char - row.start_char


def _names_speaker(figure: Figure, row: Statement) -> bool:
    """Whether the figure is part of the speaker or the cue, not of what is said."""
    speaker = (row.speaker_start or 0, row.speaker_end or 0)
    return any(
        start < figure.num_end and figure.num_start < end for start, end in (speaker, (row.cue_start, row.cue_end))
    )


def _attributed(figure: Figure, row: Statement | None) -> Figure:
    if row is None or row.speaker is None:
        return figure
    return replace(
        figure,
        source=row.speaker,
        source_start=row.speaker_start,
        source_end=row.speaker_end,
        source_kind=row.speaker_kind,
        cue=row.cue,
        relayed_by=row.relayed_by,
    )
