"""Calendar arithmetic: named periods, and which of several like-named periods a text means."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

SEASONS = ("winter", "spring", "summer", "autumn")
"""Meteorological seasons of the northern hemisphere (WMO), three whole months each; winter starts in December."""

LENGTHS = {
    "day": 1,
    "week": 7,
    "month": 30,
    "quarter": 91,
    "season": 91,
    "half": 182,
    "year": 365,
    "decade": 3652,
    "century": 36524,
}
"""Precision → days, about."""

SOON = 45
"""Days within which a period without year is the near one, whatever the tense: 'la date du 20 janvier a été choisie',
written in December; 'il doit publier les résultats de juin', written in July. News rarely names a day eleven months
away without its year."""

LATELY = 90
"""The same for a period behind: 'annoncé mi-septembre, il sera versé', written in December."""

NEWS_LOOKS_BACK = 1.5
"""How much farther a day ahead counts than one behind where no tense decides: from a Friday, 'lundi' is the last
Monday (4 days) rather than the next (3), 'dimanche' the next (2) rather than the last (5)."""


@dataclass(frozen=True, slots=True)
class Period:
    """First to last day, both included."""

    first: date
    last: date
    precision: str


def day(at: date) -> Period:
    """One day."""
    return Period(at, at, "day")


def day_of(year: int, month: int, number: int) -> Period | None:
    """One day; None where the calendar has no such day."""
    if not (1 <= month <= 12 and 1 <= number <= 31 and 1 <= year <= 9999) or number > monthrange(year, month)[1]:  # noqa: PLR2004 - the calendar
        return None
    return day(date(year, month, number))


def months(year: int, month: int, count: int, precision: str) -> Period:
    """`count` whole months from a month; `month` may run out of 1–12, as 0 for the December before."""
    start, end = _month_start(year, month), _month_start(year, month + count)
    return Period(start, end - timedelta(days=1), precision)


def years(year: int, count: int, precision: str) -> Period:
    """`count` whole years from a year."""
    return Period(date(year, 1, 1), date(year + count - 1, 12, 31), precision)


def season(year: int, name: str) -> Period:
    """A season of a year; winter belongs to the year in which it ends ('hiver 2018': December 2017 on)."""
    return months(year, 3 * SEASONS.index(name), 3, "season")


def century(number: int) -> Period:
    """The 21st century is 2001 to 2100."""
    return years(100 * (number - 1) + 1, 100, "century")


def shifted(at: date, unit: str, count: int) -> Period | None:
    """The whole unit that lies `count` units after the one which holds `at`; None outside the calendar."""
    try:
        if unit == "day":
            return day(at + timedelta(days=count))
        if unit in ("week", "weekend"):
            monday = at - timedelta(days=at.weekday()) + timedelta(weeks=count)
            first = monday if unit == "week" else monday + timedelta(days=5)
            return Period(first, monday + timedelta(days=6), "week" if unit == "week" else "day")
        return _shifted_months(at, unit, count)
    except (OverflowError, ValueError):
        return None


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Butcher's algorithm)."""
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    to_sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * to_sunday) // 451
    month, number = divmod(moon + to_sunday - 7 * late + 114, 31)
    return date(year, month, number + 1)


def pick(candidates: Iterable[Period], at: date, lean: str | None) -> Period | None:
    """The candidate that a text published on `at` means.

    `lean`: `last` and `next` are said by the text and exclude what holds `at`; `since` is begun and `until` is not
    over; `past` and `future` come from the tense; None takes the nearest, days ahead counted as NEWS_LOOKS_BACK says.
    """
    ordered = sorted(candidates, key=lambda period: period.first)
    before = [
        period
        for period in ordered
        if (period.last if lean == "last" else period.first) < at or (lean != "last" and period.first == at)
    ]
    after = [period for period in ordered if (period.first > at if lean == "next" else period.last >= at)]
    latest, earliest = (before[-1] if before else None), (after[0] if after else None)
    if lean in ("last", "since"):
        return latest
    if lean in ("next", "until"):
        return earliest
    if not (latest and earliest) or lean is None:
        return min(ordered, key=lambda period: _distance(period, at), default=None)
    behind, ahead = (at - latest.last).days, (earliest.first - at).days
    if lean == "past":
        return earliest if _nearby(ahead, behind, SOON) else latest
    return latest if _nearby(behind, ahead, LATELY) else earliest


def _nearby(near: int, far: int, most: int) -> bool:
    """A yearly period so near that the one on the other side is most of a year away."""
    return 0 < near <= most and near + far > 5 * SOON


def _distance(period: Period, at: date) -> float:
    return max(NEWS_LOOKS_BACK * (period.first - at).days, (at - period.last).days, 0)


def _shifted_months(at: date, unit: str, count: int) -> Period:
    if unit == "season":
        start = at.month // 3 * 3
        return months(at.year, start + 3 * count, 3, "season")
    length = {"month": 1, "quarter": 3, "half": 6}.get(unit)
    if length:
        start = (at.month - 1) // length * length + 1
        return months(at.year, start + length * count, length, unit)
    if unit == "century":
        return century((at.year - 1) // 100 + 1 + count)
    length = {"year": 1, "decade": 10}[unit]
    return years(at.year // length * length + length * count, length, unit)


def _month_start(year: int, month: int) -> date:
    years_on, index = divmod(month - 1, 12)
    return date(year + years_on, index + 1, 1)
