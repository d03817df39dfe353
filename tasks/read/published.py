"""When a record says that it was published: ISO 8601, RFC 2822, epoch, day first, or a month by its name."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import cache

from tasks.languages import pack_codes

FIRST_YEAR, LAST_YEAR = 1605, 2100
"""From the first printed newspaper (Strasbourg, 1605); years outside are placeholders such as 0001 and 9999."""

MAX_CHARS = 120
"""No date is longer; it also bounds the work of the patterns below."""

ZONES = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "west": 1, "bst": 1, "cet": 1, "cest": 2, "eet": 2, "eest": 3,
    "msk": 3, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
}  # fmt: skip
"""Hours east of Greenwich: RFC 2822, 4.3, and the zones of Europe."""

DATES = (
    r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})",
    r"(?P<year>(?:1[6-9]|2[01])\d\d)(?P<month>\d\d)(?P<day>\d\d)",
    r"(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4})",
    r"(?P<day>\d{1,2})[^\W\d]{0,2}[.º°]?(?:[\s-]+|\s+de\s+)(?P<name>[^\W\d_]{3,})\.?,?(?:[\s-]+|\s+de\s+)(?P<year>\d{4})",
    r"(?P<name>[^\W\d_]{3,})\.?\s+(?P<day>\d{1,2})[^\W\d]{0,2},?\s+(?P<year>\d{4})",
)
BEFORE = r"\D*?"  # "Mon, ", "Publié le jeudi "
ZONE = r"\(?(?:(?P<sign>[+-])(?P<east>\d\d):?(?P<more>\d\d)?|(?P<zone>[a-z]{1,4}))?\)?"
TIME = (
    r"(?!-)[^\d+]{0,6}?(?P<hour>\d\d?)(?:\s?[:h.]\s?|(?<=T\d\d))(?P<minute>\d\d)?(?:[:.]?(?P<second>\d\d)(?:[.,]\d+)?)?"
    rf"s?\s*(?:(?P<half>[ap])\.?m\.?)?\s*{ZONE}"
)
AFTER = rf"(?:{TIME}|\s?(?:z|[+-]\d\d:\d\d))?\.?\Z"  # XML's "2024-11-07+01:00" has a zone and no time
STAMPS = tuple(re.compile(rf"{BEFORE}\b{date}{AFTER}", re.IGNORECASE) for date in DATES)
DIGITS_14 = re.compile(r"(\d{8})(\d\d)(\d\d)(\d\d)")  # GDELT's 20241107193353
EPOCH = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Published:
    """A time in UTC, and how much of it was said: 'second', 'minute' or 'day' (then it is midnight)."""

    at: datetime
    precision: str


def parse_published(value: str) -> Published:
    """The time that a field states. A time without zone counts as UTC, a day stays that day.

    Raises:
        ValueError: no date of a known form, or one outside FIRST_YEAR to LAST_YEAR.
    """
    text = " ".join(unicodedata.normalize("NFKC", value).split())
    if len(text) > MAX_CHARS:
        message = f"is {len(text)} characters long; a date has at most {MAX_CHARS}"
        raise ValueError(message)
    text = DIGITS_14.sub(r"\1T\2:\3:\4", text) if DIGITS_14.fullmatch(text) else text
    try:
        found = _stamp(text) or _epoch(text)
    except (OverflowError, ValueError) as error:  # "2024-13-45", "+99:99": the form of a date, but no such day or hour
        message = f"cannot be: {error}; write a day, a time and an offset that exist"
        raise ValueError(message) from error
    if found is None:
        message = "has no form of a date that is known; write YYYY-MM-DD or YYYY-MM-DDTHH:MM:SS+00:00"
        raise ValueError(message)
    if not FIRST_YEAR <= found.at.year <= LAST_YEAR:
        message = f"is in the year {found.at.year}; {FIRST_YEAR} to {LAST_YEAR} are believed"
        raise ValueError(message)
    return found


def _stamp(text: str) -> Published | None:
    match = next(filter(None, (stamp.match(text) for stamp in STAMPS)), None)
    if match is None:
        return None
    parts = match.groupdict()
    month = parts.get("month") or _months().get(_fold(parts.get("name") or ""))
    if month is None:
        return None
    day = datetime(int(parts["year"]), int(month), int(parts["day"]), tzinfo=UTC)
    if parts["hour"] is None:
        return Published(day, "day")
    zone = _zone(parts)
    hour = _hour(int(parts["hour"]), parts["half"])
    local = day.replace(hour=hour, minute=int(parts["minute"] or 0), second=int(parts["second"] or 0), tzinfo=zone)
    return Published(local.astimezone(UTC), "second" if parts["second"] else "minute")


def _hour(hour: int, half: str | None) -> int:
    if half is None:
        return hour
    return hour % 12 + (12 if half.lower() == "p" else 0)


def _zone(parts: dict[str, str | None]) -> timezone:
    if parts["sign"]:
        east = timedelta(hours=int(parts["east"] or 0), minutes=int(parts["more"] or 0))
        return timezone(east if parts["sign"] == "+" else -east)
    name = (parts["zone"] or "utc").lower()
    if name not in ZONES:
        message = f"has a time zone {parts['zone']!r} that is not known; write it as +01:00"
        raise ValueError(message)
    return timezone(timedelta(hours=ZONES[name]))


def _epoch(text: str) -> Published | None:
    """Seconds since 1970 of 9 or 10 digits (from March 1973), milliseconds of 12 or 13."""
    if not EPOCH.fullmatch(text):
        return None
    digits = len(text.partition(".")[0])
    seconds = {9: 1, 10: 1, 12: 1000, 13: 1000}.get(digits)
    if seconds is None or text.startswith("-"):
        return None
    return Published(datetime.fromtimestamp(int(float(text) / seconds), tz=UTC), "second")


@cache
def _months() -> dict[str, int]:
    """Folded month name → month: English, as in RFC 2822, and each language with a pack. Ambiguous names are out."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - most sources write months as numbers

    found: dict[str, set[int]] = {}
    for code in dict.fromkeys(("en", *pack_codes())):
        try:
            months = Locale.parse(code).months
        except (UnknownLocaleError, ValueError):  # a pack for a language that CLDR does not have
            continue
        for use in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for month, name in months[use][width].items():
                    found.setdefault(_fold(name), set()).add(month)
    return {name: numbers.pop() for name, numbers in found.items() if len(numbers) == 1}


def _fold(name: str) -> str:
    """'Févr.' → 'fevr'."""
    letters = unicodedata.normalize("NFKD", name.casefold()).removesuffix(".")
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
