"""Expressions that name a period of the calendar: days, months, seasons, years, feasts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tasks.dates import periods
from tasks.dates.periods import Period
from tasks.dates.readings import Reading, counted, stated

if TYPE_CHECKING:
    from tasks.dates.readings import Context

TWO_DIGIT_PIVOT = 50
"""'12/11/18' is 2018 and 'mai 68' is 1968: two digits below the pivot belong to this century."""


def _full_year(number: int | None) -> int | None:
    if number is None or number > 99:  # noqa: PLR2004 - two digits
        return number
    return number + (2000 if number < TWO_DIGIT_PIVOT else 1900)


def date(context: Context) -> Reading | None:
    """'4 novembre', 'samedi 12 mars 2019': the year of the text, else the one that tense and weekday mean."""
    month, number = context.number("month") or 0, context.number("day") or 0
    year, weekday = _full_year(context.number("year") or context.number("shortyear")), context.number("weekday")
    if year:
        return stated(periods.day_of(year, month, number))
    if not periods.day_of(2000, month, number):  # a leap year has every day
        return None
    found = [day for each in context.around(4) if (day := periods.day_of(each, month, number))]
    agreeing = [day for day in found if weekday is None or day.first.weekday() == weekday]
    return counted(context.pick(iter(agreeing or found)), "day")


def day_range(context: Context) -> Reading | None:
    """'3 au 5 mai', '28 décembre au 2 janvier 2019'."""
    last = date(context.renamed({"day": "day2", "month": "month2", "year": "year"}))
    if last is None or last.period is None:
        return last
    end = last.period.first
    month = context.number("month") or end.month
    start = periods.day_of(end.year - (month > end.month), month, context.number("day") or 0)
    return Reading(Period(start.first, end, "day"), "day", last.anchor) if start and start.first <= end else None


def weekday_number(context: Context) -> Reading:
    """'samedi 17': the nearest 17th that is a Saturday."""
    number, weekday = context.number("day") or 0, context.number("weekday")
    days = (periods.day_of(year, month, number) for year in context.around(1) for month in range(1, 13))
    return counted(context.pick(day for day in days if day and day.first.weekday() == weekday), "day")


def month(context: Context) -> Reading | None:
    """'août', 'fin août 2018', 'septembre-octobre': whole months."""
    slot = "monthname" if context.groups.get("monthname") else "month"
    year = _full_year(context.number("year") or context.number("shortyear"))
    first, last = context.number(slot) or 0, context.number("monthname2") or context.number(slot) or 0
    length = (last - first) % 12 + 1
    if year:
        return stated(periods.months(year - (first > last), first, length, "month"))
    return counted(context.pick(periods.months(each, first, length, "month") for each in context.around(2)), "month")


def season(context: Context) -> Reading | None:
    """'été 2003', 'cet hiver'."""
    name, year = context.word("season") or "", context.number("year")
    if year:
        return stated(periods.season(year, name))
    return counted(context.pick(periods.season(each, name) for each in context.around(2)), "season")


def part_of_year(context: Context) -> Reading | None:
    """Quarters and halves: 'deuxième trimestre 2018'."""
    unit, ordinal, year = context.word("fraction") or "", context.number("ordinal") or 0, context.number("year")
    length = {"quarter": 3, "half": 6}[unit]
    if not 1 <= ordinal <= 12 // length:
        return None
    start = length * (ordinal - 1) + 1
    if year:
        return stated(periods.months(year, start, length, unit))
    return counted(context.pick(periods.months(each, start, length, unit) for each in context.around(2)), unit)


def year(context: Context) -> Reading | None:
    """'2018', '2017-2018', '2010 à 2015': whole years."""
    first = context.number("year") or 0
    last = context.number("year2") or context.number("shortyear") or first
    last = last if last > 99 else first // 100 * 100 + last  # noqa: PLR2004 - two digits
    return stated(periods.years(first, last - first + 1, "year")) if 0 <= last - first <= 100 else None  # noqa: PLR2004


def decade(context: Context) -> Reading | None:
    """'années 90', 'années trente', 'années 1950-1960'."""
    first = _of_century(context.number("decade") or context.number("decadename") or 0)
    last = _of_century(context.number("decade2") or first)
    return stated(periods.years(first, last - first + 10, "decade")) if last >= first else None


def _of_century(number: int) -> int:
    return number if number > 99 else 1900 + number  # noqa: PLR2004 - two digits


def century(context: Context) -> Reading | None:
    """'XIXe siècle', 'dix-neuvième siècle'."""
    written = context.groups.get("roman", "")
    number = int(written) if written.isdigit() else _roman(written) if written else context.number("centuryname")
    return stated(periods.century(number)) if number and 1 <= number <= 21 else None  # noqa: PLR2004 - news


def _roman(written: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10}[letter] for letter in written]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


def iso(context: Context) -> Reading | None:
    """'2018-03-12'."""
    year, month, number = (int(context.groups[key]) for key in ("year", "month", "day"))
    return stated(periods.day_of(year, month, number))


def numeric(context: Context) -> Reading | None:
    """'03/12/2018': day first unless the pack says otherwise, or only the other order is a date."""
    one, two = int(context.groups["one"]), int(context.groups["two"])
    written = context.groups["year"]
    if len(written) == 2 and context.groups["mark"] != "/":  # noqa: PLR2004 - '12.11.18' may be a version or a time
        return None
    year = _full_year(int(written)) or 0
    day_first, month_first = periods.day_of(year, two, one), periods.day_of(year, one, two)
    return stated(month_first or day_first if context.grammar.order == "mdy" else day_first or month_first)


def feast(context: Context) -> Reading | None:
    """'Noël', 'lundi de Pâques 2018': a day of the year, or one counted from Easter."""
    name = context.word("feast") or ""
    year = context.number("year")
    if year:
        return stated(_feast_of(year, name))
    days = (_feast_of(each, name) for each in context.around(1))
    return counted(context.pick(day for day in days if day), "day")


def _feast_of(year: int, name: str) -> Period | None:
    kind, _, number = name.partition(" ")
    if kind == "easter":
        return periods.shifted(periods.easter(year), "day", int(number))
    return periods.day_of(year, int(kind), int(number))


def months_of_year(context: Context) -> Reading | None:
    """'neuf premiers mois de 2018', 'six derniers mois de l'année'."""
    count, year = context.number("count") or 0, context.number("year") or (context.at.year if context.at else None)
    if not 1 <= count <= 12:  # noqa: PLR2004 - months of a year
        return None
    anchor = "text" if context.groups.get("year") else "published"
    start = 13 - count if context.groups.get("ending") else 1
    return Reading(periods.months(year, start, count, "month") if year else None, "month", anchor)
