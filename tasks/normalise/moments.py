"""Dates and times as a page prints them: "7 novembre 2024 à 18h32", "Nov 7, 2024", "19/11/2018 19:33:53"."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache

from tasks.languages import pack_codes

SHORTEST_MONTH = 3  # letters of an abbreviated month: "fév"
MONTHS_IN_A_YEAR = 12
NOON = 12

_DAY_FIRST = r"(?P<day>\d{1,2})(?:er|st|nd|rd|th)?\.? (?P<month>[^\W\d_]{3,10})\.?,?(?: (?P<year>\d{4}))?"
_MONTH_FIRST = r"(?P<month_2>[^\W\d_]{3,10})\.? (?P<day_2>\d{1,2})(?:st|nd|rd|th)?(?:,? (?P<year_2>\d{4}))?"
_SLASHED = r"(?P<one>\d{1,2})[/.](?P<two>\d{1,2})[/.](?P<year_3>\d{4})"
_ISO = r"(?P<year_4>\d{4})-(?P<month_4>\d\d)-(?P<day_4>\d\d)"
_TIME = r"(?P<hour>\d{1,2}) ?[h:] ?(?P<minute>\d\d)(?::(?P<second>\d\d))?(?: ?(?P<half>[ap])\.?m\b\.?)?"
WHEN = re.compile(
    rf"(?:[^\W\d_]{{2,10}}\.?,? )?(?:{_DAY_FIRST}|{_MONTH_FIRST}|{_SLASHED}|{_ISO})"
    rf"(?:,? ?(?:[^\W\d_]{{1,3}}|[-–|])?,? ?{_TIME})?",
    re.IGNORECASE,
)
CLOCK_STAMP = re.compile(rf"\A{_SLASHED} {_TIME} ?[-–—]", re.IGNORECASE)
"""What wires print at the start of a line: "19/11/2018 19:33:53 -"."""


def moment(match: re.Match[str], *, day_first: bool) -> tuple[datetime, str] | None:
    """The clock that a match of WHEN or CLOCK_STAMP states, marked as UTC, with its precision.

    None where it has no year, is no date of the calendar, or may be read two ways: 02/01 without `day_first`.
    """
    found = match.groupdict()
    day = _day(found, day_first=day_first)
    if day is None:
        return None
    with suppress(ValueError):
        if found["hour"] is None:
            return datetime(*day, tzinfo=UTC), "day"
        hour = int(found["hour"])
        if found["half"]:
            hour = hour % NOON + (NOON if found["half"] in "pP" else 0)
        when = datetime(*day, hour, int(found["minute"]), int(found["second"] or 0), tzinfo=UTC)
        return when, "second" if found["second"] else "minute"
    return None


def _day(found: dict[str, str | None], *, day_first: bool) -> tuple[int, int, int] | None:
    """Year, month, day."""
    if name := found.get("month") or found.get("month_2"):
        said, number = found["year"] or found["year_2"], found["day"] or found["day_2"]
        named = months().get(_plain(name))
        return (int(said), named, int(number)) if said and number and named else None
    if found.get("year_4"):
        return int(found["year_4"] or 0), int(found["month_4"] or 0), int(found["day_4"] or 0)
    one, two = int(found["one"] or 0), int(found["two"] or 0)
    if not day_first and one <= MONTHS_IN_A_YEAR and two <= MONTHS_IN_A_YEAR and one != two:
        return None
    year = int(found["year_3"] or 0)
    return (year, two, one) if two <= MONTHS_IN_A_YEAR else (year, one, two)


@cache
def months() -> dict[str, int]:
    """Month names of all packs' languages, whole or cut after three letters or more, without accents: "fev" → 2."""
    from babel.core import UnknownLocaleError  # noqa: PLC0415 -- slow to import, most texts state no date
    from babel.dates import get_month_names  # noqa: PLC0415 -- see above

    meanings: dict[str, set[int]] = {}
    for code in pack_codes():
        with suppress(UnknownLocaleError):
            for number, name in get_month_names("wide", locale=code).items():
                plain = _plain(name)
                for length in range(SHORTEST_MONTH, len(plain) + 1):
                    meanings.setdefault(plain[:length], set()).add(number)
    return {name: min(numbers) for name, numbers in meanings.items() if len(numbers) == 1}


def _plain(word: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(char))
