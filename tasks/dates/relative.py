"""Expressions that count from the publication date or from another date of the text."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tasks.dates import periods
from tasks.dates.readings import Reading, counted

if TYPE_CHECKING:
    from tasks.dates.periods import Period
    from tasks.dates.readings import Context


CLOSE = 2
"""Days within which 'ce samedi' is the nearest Saturday, whatever the tense."""


def weekday(context: Context) -> Reading:
    """Bare, with 'ce', or with 'dernier' and 'prochain'."""
    if not context.at:
        return counted(None, "day")
    wanted = context.number("weekday") or 0
    steps = (shift for shift in range(-7, 8) if (context.at.weekday() + shift) % 7 == wanted)
    days = [day for shift in steps if (day := periods.shifted(context.at, "day", shift))]
    near = [day for day in days if abs((day.first - context.at).days) <= CLOSE]
    if context.groups.get("this") and len(near) == 1:
        return counted(near[0], "day")
    return counted(context.pick(iter(days)), "day")


def weekday_after(context: Context) -> Reading:
    """The second of a pair, 'de vendredi à dimanche': the first such day after the other one."""
    first = weekday(context.renamed({"weekday": "weekday2"})).period
    wanted = context.number("weekday") or 0
    gap = (wanted - first.first.weekday()) % 7 if first else 0
    return counted(periods.shifted(first.first, "day", gap) if first else None, "day")


def unit(context: Context) -> Reading:
    """'cette semaine', 'le mois dernier', 'l'an prochain'."""
    unit = context.word("unit") or ""
    count = -1 if context.groups.get("last") else 1 if context.groups.get("next") else 0
    return _shift(context, unit, count)


def ago(context: Context) -> Reading:
    """'il y a trois jours': the day, week, month or year that lies so far back."""
    return _shift(context, context.word("unit") or "", -(context.number("count") or 0))


def vague(context: Context) -> Reading:
    """'ces derniers jours', 'il y a plus de vingt ans': found, but no calendar says which."""
    return counted(None, context.word("unit") or context.word("vagueunit") or "day")


def ahead(context: Context) -> Reading:
    """'dans trois jours', 'd'ici un an'."""
    return _shift(context, context.word("unit") or "", context.number("count") or 0)


def deictic(context: Context) -> Reading:
    """'hier', 'ce soir'."""
    return _shift(context, "day", context.number("deictic") or 0)


def _shift(context: Context, unit: str, count: int) -> Reading:
    period = periods.shifted(context.at, unit, count) if context.at else None
    return counted(period, "day" if unit == "weekend" else unit)


def recurring(context: Context) -> Reading:
    """'chaque samedi': no day of its own."""
    return Reading(None, context.word("unit") or "day", "text", recurring=True)


def neighbour(context: Context) -> Reading:
    """'la veille', 'le surlendemain': counted from the nearest date of the text, else from the publication."""
    count = context.number("neighbour") or 0
    return Reading(_shift(context, "day", count).period, "day", beside=partial(_after, "day", count))


def following(context: Context) -> Reading:
    """'le mois suivant', 'le samedi précédent': only a date of the text says of what."""
    count = -1 if context.groups.get("before") else 1
    if context.groups.get("weekday"):
        return Reading(None, "day", beside=partial(_weekday_beside, context.number("weekday") or 0, count))
    unit = context.word("unit") or "day"
    return Reading(None, "day" if unit == "weekend" else unit, beside=partial(_after, unit, count))


def _after(unit: str, count: int, other: Period) -> Period | None:
    return periods.shifted(other.first if count < 0 else other.last, unit, count)


def _weekday_beside(wanted: int, count: int, other: Period) -> Period | None:
    gap = (wanted - other.first.weekday()) % 7 or 7
    return periods.shifted(other.first, "day", gap if count > 0 else gap - (7 if gap < 7 else 14))  # noqa: PLR2004 - days of a week
