"""What a matched form means: the name that the pack gives it, and the function that reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tasks.dates import absolute, relative

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tasks.dates.readings import Context, Reading

MEANINGS: Mapping[str, Callable[[Context], Reading | None]] = {
    "date": absolute.date,
    "day_range": absolute.day_range,
    "weekday_number": absolute.weekday_number,
    "month": absolute.month,
    "season": absolute.season,
    "part_of_year": absolute.part_of_year,
    "months_of_year": absolute.months_of_year,
    "feast": absolute.feast,
    "year": absolute.year,
    "bare_year": absolute.year,
    "decade": absolute.decade,
    "century": absolute.century,
    "iso": absolute.iso,
    "numeric": absolute.numeric,
    "weekday": relative.weekday,
    "weekday_after": relative.weekday_after,
    "unit": relative.unit,
    "ago": relative.ago,
    "ahead": relative.ahead,
    "deictic": relative.deictic,
    "vague": relative.vague,
    "neighbour": relative.neighbour,
    "following": relative.following,
    "recurring": relative.recurring,
}
"""What a pack may name in [dates.patterns], and how it is read."""


def read(meaning: str, context: Context) -> Reading | None:
    """The reading of a matched form; None where the calendar has no such date.

    Raises:
        ValueError: a pack names a meaning that is not in MEANINGS.
    """
    if meaning not in MEANINGS:
        message = f"[dates] patterns: meaning {meaning!r} is unknown; known are {', '.join(sorted(MEANINGS))}"
        raise ValueError(message)
    return MEANINGS[meaning](context)
