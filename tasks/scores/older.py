"""Gold files of an older form: other names of columns, other words, and periods written in one cell."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

TAKEN = frozenset(
    {
        *("file", "text", "num_start", "num_end", "scope", "why"),
        *("kind", "value", "unit", "counted", "negated", "source", "relayed_by", "place"),
    }
)
"""Columns that mean the same; those that are not named here say other things by our names (`state`: a class)."""

NAMES = MappingProxyType(
    {"start": "start_char", "end": "end_char", "value_low": "low", "value_high": "high", "approx": "bound"}
)
"""Column → field."""

WORDS = MappingProxyType(
    {
        "bound": {"up_to": "at_most", "several": "vague", "indefinite": "vague"},
        "unit": {"km2": "square_kilometre"},
    }
)
"""Field → word → ours."""

ALSO = MappingProxyType(
    {"counted": ("counted_head",), "source": ("alt_source", "source_head"), "place": ()},
)
"""Field of words → columns with further right answers."""

SUPPLIED = re.compile(r"\s*\[[^\]]*\]")
"""What the annotator added to the words of the text."""

PERIOD = re.compile(r"(\d{4})(?:-W(\d\d)|-(SP|SU|FA|WI)|-(\d\d)(?:-(\d\d))?)?", re.ASCII)
SEASONS = MappingProxyType({"SP": 3, "SU": 6, "FA": 9, "WI": 12})
"""First month of a season; winter runs into the next year."""


def renewed(record: Mapping[str, Any]) -> dict[str, Any]:
    """A row under the names and words of today.

    Raises:
        ValueError: a period that cannot be read.
    """
    row = {NAMES.get(name, name): value for name, value in record.items() if name in TAKEN or name in NAMES}
    for column, words in WORDS.items():
        if isinstance(row.get(column), str):
            row[column] = words.get(row[column], row[column])
    if isinstance(record.get("rate"), str):
        row["per"] = record["rate"].removeprefix("per ").split(" ")[0]  # "per day (chaque jour)"
    elif "rate" in record:
        row["per"] = None
    for column, names in ALSO.items():
        if isinstance(row.get(column), str):
            row |= _alternatives(column, row[column], [record.get(name) for name in names])
    if "resolved" in record:
        row["first_day"], row["last_day"], row["precision"] = _period(record["resolved"])
    return row


def _alternatives(column: str, words: str, others: list[object]) -> dict[str, object]:
    """The words with and without what was supplied: 'la région [russe de Koursk]'."""
    also = [SUPPLIED.sub("", words).strip(), *(other for other in others if isinstance(other, str))]
    return {column: words.replace("[", "").replace("]", ""), f"{column}_alt": also}


def _period(resolved: object) -> tuple[str | None, str | None, str | None]:
    """First and last day and precision of 2024, 2024-11, 2024-11-07, 2024-W45 or 2024-SU."""
    if resolved is None:
        return None, None, None
    found = PERIOD.fullmatch(str(resolved))
    try:
        first, last, precision = _days(*found.groups()) if found else (None, None, "")
    except ValueError:
        first = last = None
    if first is None or last is None:
        message = f'"resolved" is {resolved!r}; write 2024, 2024-11, 2024-11-07, 2024-W45 or 2024-SU'
        raise ValueError(message)
    return first.isoformat(), last.isoformat(), precision


def _days(
    year: str, week: str | None, season: str | None, month: str | None, day: str | None
) -> tuple[date, date, str]:
    if week:
        first = date.fromisocalendar(int(year), int(week), 1)
        return first, first + timedelta(days=6), "week"
    if season:
        return *_months(int(year), SEASONS[season], 3), "season"
    if month and day:
        only = date(int(year), int(month), int(day))
        return only, only, "day"
    return (*_months(int(year), int(month), 1), "month") if month else (*_months(int(year), 1, 12), "year")


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    years, last = divmod(month - 1 + count - 1, 12)
    return date(year, month, 1), date(year + years, last + 1, calendar.monthrange(year + years, last + 1)[1])
