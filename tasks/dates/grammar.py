"""The words and forms of a language's dates: CLDR names and the pack's section `dates`, as compiled patterns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

from tasks.dates.needs import needs_of
from tasks.languages import pack_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

SPACE = "[ \u00a0\u2009\u202f]"
APOSTROPHE = "['’]"
MARGIN = 70
"""Code points around a calendar word in which its expression must lie."""

NUMBERS: Mapping[str, str] = {
    "day": r"(?P<{name}>0?[1-9]|[12]\d|3[01])",
    "year": r"(?P<{name}>1[0-9]\d\d|20\d\d)(?!\d)",
    "shortyear": r"(?P<{name}>(?:1[0-9]|20)?\d\d)(?!\d)",
    "decade": r"(?P<{name}>(?:1[0-9]|20)?\d0)(?!\d)",
    "count": r"(?P<{name}>\d{{1,3}}{numbers})",
    "roman": r"(?P<{name}>[IVX]{{1,5}}|\d{{1,2}})",
}
"""Numeral slots of a form, in any language."""

DIGIT_SLOTS = ("day", "year", "shortyear", "decade")
"""Those that are never written in words."""

ANYWHERE: tuple[tuple[str, str], ...] = (
    ("iso", r"(?<![\w/.-])(?P<span>(?P<year>(?:1[5-9]|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d))(?![\d/-])"),
    (
        "numeric",
        r"(?<![\w/.-])(?P<span>(?P<one>\d{1,2})(?P<mark>[/.-])(?P<two>\d{1,2})(?P=mark)(?P<year>(?:1[5-9]|20)?\d\d))(?![\d/-]|\.\d)",
    ),
)
"""Forms that every language has: ISO 8601 and digits of day, month, year."""

_TOKEN = re.compile(r"\w+")
_REST = re.compile(r"\w{0,40}")  # a window never cuts "mais" into "mai"
_PIECE = re.compile(r"\w+|\W+")
DIGITS = "0-9"
"""Stands for any digit among the words of a window."""

NUMERALS = frozenset("0123456789")
_DIGIT = re.compile(r"\d")

_SLOT = re.compile(r"\{([a-z]+)(\d?)\}")


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a date: `meaning` names how its groups are resolved, `needs` words of which it has one each."""

    meaning: str
    pattern: re.Pattern[str]
    needs: tuple[frozenset[str], ...]


class Window(NamedTuple):
    """A stretch of text and the forms that may match in it."""

    low: int
    high: int
    forms: list[Form]


@dataclass(frozen=True, slots=True)
class Grammar:
    """All that one language knows of dates. `values` maps a slot's name to word → meaning, words in lower case."""

    forms: tuple[Form, ...]
    masks: tuple[re.Pattern[str], ...]
    values: Mapping[str, Mapping[str, Any]]
    order: str
    triggers: frozenset[str]

    def windows(self, text: str) -> Iterator[Window]:
        """Stretches of text near a calendar word or a number of date shape; in order, none beyond its line."""
        start = 0
        for line in _lowered(text).split("\n"):
            if _DIGIT.search(line) or not self.triggers.isdisjoint(_TOKEN.findall(line)):
                yield from self._windows_of(line, start)
            start += len(line) + 1

    def _windows_of(self, line: str, start: int) -> Iterator[Window]:
        """The windows of one line in lower case, which begins at `start`."""
        pieces = _PIECE.findall(line)
        ends = list(accumulate(map(len, pieces)))
        low = high = -1
        for at, piece in enumerate(pieces):
            if piece not in self.triggers and not (piece[0] in NUMERALS and _numeric(piece, pieces, at)):
                continue
            first, last = max(0, ends[at] - len(piece) - MARGIN), _word_end(line, ends[at] + MARGIN)
            if first > high >= 0:
                yield Window(start + low, start + high, self._forms_in(line[low:high]))
            low, high = (low if 0 <= first <= high else first), last
        if high >= 0:
            yield Window(start + low, start + high, self._forms_in(line[low:high]))

    def _forms_in(self, stretch: str) -> list[Form]:
        """The forms of which each needed word, or one of its list, stands in the stretch."""
        words = {*_TOKEN.findall(stretch)}
        if _DIGIT.search(stretch):
            words.add(DIGITS)
        return [form for form in self.forms if not any(map(words.isdisjoint, form.needs))]


def _lowered(text: str) -> str:
    """Lower case, code point by code point where the whole would change its length ("İ")."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)


@cache
def grammar_of(language: str) -> Grammar:
    """The grammar of a language; of one without pack, only the forms that every language has.

    Raises:
        ValueError: a form of the pack names a slot that no list fills, or is no regular expression.
    """
    section = pack_of(language).section("dates")
    values = _values(language, section) if section else {}
    flags = re.IGNORECASE if section.get("ignore_case", True) else re.NOFLAG
    tables = {slot: _longest(words) for slot, words in values.items() if slot not in NUMBERS}
    tables |= dict.fromkeys(DIGIT_SLOTS, frozenset([DIGITS]))
    written = [(meaning, form) for meaning, forms in section.get("patterns", {}).items() for form in forms]
    forms = tuple(
        Form(meaning, re.compile(_expand(form, values, language), flags), needs_of(form, tables))
        for meaning, form in written
    )
    forms += tuple(Form(meaning, re.compile(form), (frozenset([DIGITS]),)) for meaning, form in ANYWHERE)
    masks = tuple(re.compile(_spaced(mask)) for mask in section.get("masks", ()))
    strong = [words for key, words in values.items() if key not in section["weak"]]
    strong.append({f"{word}s": number for word, number in values.get("weekday", {}).items()})
    triggers = frozenset(part for words in strong for word in words for part in _TOKEN.findall(word.lower()))
    lowered = {slot: {word.lower(): value for word, value in words.items()} for slot, words in values.items()}
    return Grammar(forms, masks, lowered, str(section.get("order", "dmy")), triggers)


def _longest(phrases: Iterable[str]) -> frozenset[str]:
    """The longest word of each phrase, also with the plural's s that a form may add."""
    words = {max(_TOKEN.findall(phrase.lower()), key=len) for phrase in phrases}
    return frozenset(words | {f"{word}s" for word in words})


def _word_end(text: str, at: int) -> int:
    rest = _REST.match(text, at)
    return rest.end() if rest else len(text)


def _numeric(piece: str, pieces: list[str], at: int) -> bool:
    """A year, a decade as '1990s', or the start of digits with slashes."""
    slash = at + 1 < len(pieces) and pieces[at + 1][0] == "/"
    return piece[:4].isdigit() and (4 <= len(piece) <= 5 or slash)  # noqa: PLR2004 - digits of a year


def _values(language: str, section: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Slot → word → value, words as written: months and weekdays of CLDR, then the word tables of the pack."""
    from babel import Locale  # noqa: PLC0415 - slow to import, not needed without a pack

    locale = Locale.parse(language)
    months, days = locale.months["format"], locale.days["format"]
    monthname = {name: number for number, name in months["wide"].items()}
    short = {name.rstrip("."): number for number, name in months["abbreviated"].items()}
    weekday = {name: number for number, name in days["wide"].items()}  # CLDR counts from Monday = 0
    tables = {key: dict(table) for key, table in section["words"].items()}
    monthname |= tables.pop("monthname", {})
    month = monthname | short | tables.pop("month", {})
    return {"month": month, "monthname": monthname, "weekday": weekday, **tables}


def _expand(form: str, values: Mapping[str, Mapping[str, Any]], language: str) -> str:
    """A form as a regular expression: slots filled, ⟨span⟩ grouped, each space any space."""

    def slot(found: re.Match[str]) -> str:
        key, number = found.groups()
        name = f"{key}{number}"
        if key in NUMBERS:
            words = "".join(f"|{word}" for word in sorted(values["count"], key=len, reverse=True))
            return NUMBERS[key].format(name=name, numbers=words) if key == "count" else NUMBERS[key].format(name=name)
        if key not in values:
            message = (
                f"{language}.toml, [dates] patterns: {form!r} has no word list for {{{key}}}; add [dates.words.{key}]"
            )
            raise ValueError(message)
        if key == "month":  # an abbreviation takes its dot along: '12 janv. 2018', but not '12 janvier.'
            short = _any_of(word for word in values[key] if word not in values["monthname"])
            return rf"(?P<{name}>(?:{_any_of(values['monthname'])})\b|(?:{short})\b\.?)"
        return rf"(?P<{name}>{_any_of(values[key])})"

    bare = form.replace("⟨", "(?P<span>").replace("⟩", ")")
    return rf"(?<![\w-])(?:{_spaced(_SLOT.sub(slot, bare))})(?![\w])"


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _spaced(form: str) -> str:
    return form.replace("'", APOSTROPHE).replace("\\ ", " ").replace(" ", SPACE)
