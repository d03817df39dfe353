"""What a matched form means: its groups, the publication date and the tense give the period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tasks.dates import periods
from tasks.dates.periods import Period

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from tasks.dates.grammar import Grammar

TWO_DIGIT_PIVOT = 50
"""'12/11/18' is 2018 and 'mai 68' is 1968: two digits below the pivot belong to this century."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one expression names. No period: neither the text nor a publication date says."""

    period: Period | None
    precision: str
    anchor: str = "published"
    recurring: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """What a form is read with. `groups` are the slots that matched, in lower case."""

    groups: Mapping[str, str]
    grammar: Grammar
    at: date | None
    tense: Callable[[], str | None]

    def number(self, slot: str) -> int | None:
        """The value of a slot: digits, or its word's value in the slot's table."""
        word = self.groups.get(slot)
        if not word:
            return None
        return int(word) if word.isdigit() else int(self.table(slot)[word])

    def word(self, slot: str) -> str | None:
        """The name that a word of a slot, or of its numbered twins, stands for: 'trimestre' → quarter."""
        names = (slot, *(f"{slot}{number}" for number in range(1, 5)))
        word = next((self.groups[name] for name in names if name in self.groups), None)
        return str(self.table(slot)[word]) if word else None

    def table(self, slot: str) -> Mapping[str, int | str]:
        """Word → value of a slot; `month2` reads the table of `month`."""
        return self.grammar.values[slot.rstrip("123456789")]

    def lean(self) -> str | None:
        """Said by the words themselves (`last`, `next`), else by the tense around."""
        return next((said for said in ("last", "next") if self.groups.get(said)), None) or self.tense()

    def pick(self, candidates: Iterator[Period]) -> Period | None:
        """The candidate that is meant; None without a publication date."""
        return periods.pick(candidates, self.at, self.lean()) if self.at else None

    def around(self, reach: int) -> range:
        """Years in which an expression without year may lie."""
        if not self.at:
            return range(0)
        return range(max(2, self.at.year - reach), min(9998, self.at.year + reach) + 1)  # winter starts the year before


def read(meaning: str, context: Context) -> Reading | None:
    """The reading of a matched form; None where the calendar has no such date.

    Raises:
        ValueError: a pack names a meaning that is not in MEANINGS.
    """
    if meaning not in MEANINGS:
        message = f"[dates] patterns: meaning {meaning!r} is unknown; known are {', '.join(sorted(MEANINGS))}"
        raise ValueError(message)
    return MEANINGS[meaning](context)


def _stated(period: Period | None) -> Reading | None:
    return Reading(period, period.precision, "text") if period else None


def _counted(period: Period | None, precision: str) -> Reading:
    return Reading(period, precision)


def _full_year(number: int | None) -> int | None:
    if number is None or number > 99:  # noqa: PLR2004 - two digits
        return number
    return number + (2000 if number < TWO_DIGIT_PIVOT else 1900)


def _date(context: Context) -> Reading | None:
    month, number = context.number("month") or 0, context.number("day") or 0
    year, weekday = _full_year(context.number("year") or context.number("shortyear")), context.number("weekday")
    if year:
        return _stated(periods.day_of(year, month, number))
    if not periods.day_of(2000, month, number):  # a leap year has every day
        return None
    found = [day for each in context.around(4) if (day := periods.day_of(each, month, number))]
    agreeing = [day for day in found if weekday is None or day.first.weekday() == weekday]
    return _counted(context.pick(iter(agreeing or found)), "day")


def _day_range(context: Context) -> Reading | None:
    last = _date(_renamed(context, {"day": "day2", "month": "month2", "year": "year"}))
    if last is None or last.period is None:
        return last
    end = last.period.first
    month = context.number("month") or end.month
    start = periods.day_of(end.year - (month > end.month), month, context.number("day") or 0)
    return Reading(Period(start.first, end, "day"), "day", last.anchor) if start and start.first <= end else None


def _renamed(context: Context, names: Mapping[str, str]) -> Context:
    groups = {name: context.groups.get(source) or context.groups.get(name, "") for name, source in names.items()}
    return Context(groups, context.grammar, context.at, context.tense)


def _weekday_number(context: Context) -> Reading:
    """'samedi 17': the nearest 17th that is a Saturday."""
    number, weekday = context.number("day") or 0, context.number("weekday")
    days = (periods.day_of(year, month, number) for year in context.around(1) for month in range(1, 13))
    return _counted(context.pick(day for day in days if day and day.first.weekday() == weekday), "day")


def _month(context: Context) -> Reading | None:
    slot = "monthname" if context.groups.get("monthname") else "month"
    year = _full_year(context.number("year") or context.number("shortyear"))
    first, last = context.number(slot) or 0, context.number("monthname2") or context.number(slot) or 0
    length = (last - first) % 12 + 1
    if year:
        return _stated(periods.months(year - (first > last), first, length, "month"))
    return _counted(context.pick(periods.months(each, first, length, "month") for each in context.around(2)), "month")


def _season(context: Context) -> Reading | None:
    name, year = context.word("season") or "", context.number("year")
    if year:
        return _stated(periods.season(year, name))
    return _counted(context.pick(periods.season(each, name) for each in context.around(2)), "season")


def _part_of_year(context: Context) -> Reading | None:
    """Quarters and halves: 'deuxième trimestre 2018'."""
    unit, ordinal, year = context.word("fraction") or "", context.number("ordinal") or 0, context.number("year")
    length = {"quarter": 3, "half": 6}[unit]
    if not 1 <= ordinal <= 12 // length:
        return None
    start = length * (ordinal - 1) + 1
    if year:
        return _stated(periods.months(year, start, length, unit))
    return _counted(context.pick(periods.months(each, start, length, unit) for each in context.around(2)), unit)


def _weekday(context: Context) -> Reading:
    """Bare, with 'ce', or with 'dernier' and 'prochain'."""
    if not context.at:
        return _counted(None, "day")
    wanted = context.number("weekday") or 0
    steps = (shift for shift in range(-7, 8) if (context.at.weekday() + shift) % 7 == wanted)
    days = (periods.shifted(context.at, "day", shift) for shift in steps)
    return _counted(context.pick(day for day in days if day), "day")


def _weekday_after(context: Context) -> Reading:
    """The second of a pair, 'de vendredi à dimanche': the first such day after the other one."""
    first = _weekday(_renamed(context, {"weekday": "weekday2"})).period
    wanted = context.number("weekday") or 0
    gap = (wanted - first.first.weekday()) % 7 if first else 0
    return _counted(periods.shifted(first.first, "day", gap) if first else None, "day")


def _unit(context: Context) -> Reading:
    """'cette semaine', 'le mois dernier', 'l'an prochain'."""
    unit = context.word("unit") or ""
    count = -1 if context.groups.get("last") else 1 if context.groups.get("next") else 0
    return _shift(context, unit, count)


def _ago(context: Context) -> Reading:
    return _shift(context, context.word("unit") or "", -(context.number("count") or 0))


def _ahead(context: Context) -> Reading:
    return _shift(context, context.word("unit") or "", context.number("count") or 0)


def _deictic(context: Context) -> Reading:
    return _shift(context, "day", context.number("deictic") or 0)


def _shift(context: Context, unit: str, count: int) -> Reading:
    period = periods.shifted(context.at, unit, count) if context.at else None
    return _counted(period, "day" if unit == "weekend" else unit)


def _vague(context: Context) -> Reading:
    """'ces derniers jours': found, but no calendar says which."""
    return _counted(None, context.word("unit") or context.word("vagueunit") or "day")


def _year(context: Context) -> Reading | None:
    first = context.number("year") or 0
    last = context.number("year2") or context.number("shortyear") or first
    last = last if last > 99 else first // 100 * 100 + last  # noqa: PLR2004 - two digits
    return _stated(periods.years(first, last - first + 1, "year")) if 0 <= last - first <= 100 else None  # noqa: PLR2004


def _decade(context: Context) -> Reading | None:
    number = context.number("decade") or 0
    return _stated(periods.years(number if number > 99 else 1900 + number, 10, "decade"))  # noqa: PLR2004 - two digits


def _century(context: Context) -> Reading | None:
    written = context.groups.get("roman", "")
    number = int(written) if written.isdigit() else _roman(written) if written else context.number("ordinal")
    return _stated(periods.century(number)) if number and 1 <= number <= 21 else None  # noqa: PLR2004 - news


def _roman(written: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10}[letter] for letter in written]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


def _recurring(context: Context) -> Reading:
    return Reading(None, context.word("unit") or "day", "text", recurring=True)


def _iso(context: Context) -> Reading | None:
    year, month, number = (int(context.groups[key]) for key in ("year", "month", "day"))
    return _stated(periods.day_of(year, month, number))


def _numeric(context: Context) -> Reading | None:
    """'03/12/2018': day first unless the pack says otherwise, or only the other order is a date."""
    one, two = int(context.groups["one"]), int(context.groups["two"])
    written = context.groups["year"]
    if len(written) == 2 and context.groups["mark"] != "/":  # noqa: PLR2004 - '12.11.18' may be a version or a time
        return None
    year = _full_year(int(written)) or 0
    day_first, month_first = periods.day_of(year, two, one), periods.day_of(year, one, two)
    return _stated(month_first or day_first if context.grammar.order == "mdy" else day_first or month_first)


MEANINGS: Mapping[str, Callable[[Context], Reading | None]] = {
    "date": _date,
    "day_range": _day_range,
    "weekday_number": _weekday_number,
    "month": _month,
    "season": _season,
    "part_of_year": _part_of_year,
    "weekday": _weekday,
    "weekday_after": _weekday_after,
    "unit": _unit,
    "ago": _ago,
    "ahead": _ahead,
    "deictic": _deictic,
    "vague": _vague,
    "year": _year,
    "decade": _decade,
    "century": _century,
    "recurring": _recurring,
    "iso": _iso,
    "numeric": _numeric,
}
"""What a pack may name in [dates.patterns], and how it is read."""
