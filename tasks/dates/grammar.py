"""The words and forms of a language's dates: CLDR names and the pack's section `dates`, as compiled patterns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

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

ANYWHERE: tuple[tuple[str, str], ...] = (
    ("iso", r"(?<![\w/.-])⟨(?P<year>(?:1[5-9]|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)⟩(?![\d/-])"),
    (
        "numeric",
        r"(?<![\w/.-])⟨(?P<one>\d{1,2})(?P<mark>[/.-])(?P<two>\d{1,2})(?P=mark)(?P<year>(?:1[5-9]|20)?\d\d)⟩(?![\d/-]|\.\d)",
    ),
)
"""Forms that every language has: ISO 8601 and digits of day, month, year."""

_TOKEN = re.compile(r"\w+")
_REST = re.compile(r"\w{0,40}")  # a window never cuts "mais" into "mai"
_SLOT = re.compile(r"\{([a-z]+)(\d?)\}")


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a date: `meaning` names how its groups are resolved."""

    meaning: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """All that one language knows of dates. `values` maps a slot's name to word → meaning, words in lower case."""

    forms: tuple[Form, ...]
    masks: tuple[re.Pattern[str], ...]
    values: Mapping[str, Mapping[str, Any]]
    order: str
    triggers: frozenset[str]

    def windows(self, text: str) -> Iterator[tuple[int, int]]:
        """Stretches of text near a calendar word or a number of date shape; in order, never overlapping."""
        low = high = -1
        for token in _TOKEN.finditer(text):
            word = token.group()
            if word.lower() not in self.triggers and not _numeric(word, text[token.end() : token.end() + 1]):
                continue
            start, end = max(0, token.start() - MARGIN), _word_end(text, token.end() + MARGIN)
            if start > high:
                if high >= 0:
                    yield low, high
                low = start
            high = end
        if high >= 0:
            yield low, high


@cache
def grammar_of(language: str) -> Grammar:
    """The grammar of a language; of one without pack, only the forms that every language has.

    Raises:
        ValueError: a form of the pack names a slot that no list fills, or is no regular expression.
    """
    section = pack_of(language).section("dates")
    values = _values(language, section) if section else {}
    flags = re.IGNORECASE if section.get("ignore_case", True) else re.NOFLAG
    written = [(meaning, form) for meaning, forms in section.get("patterns", {}).items() for form in forms]
    forms = tuple(
        Form(meaning, re.compile(_expand(form, values, language), flags)) for meaning, form in [*written, *ANYWHERE]
    )
    masks = tuple(re.compile(_spaced(mask)) for mask in section.get("masks", ()))
    strong = [words for key, words in values.items() if key not in section["weak"]]
    strong.append({f"{word}s": number for word, number in values.get("weekday", {}).items()})
    triggers = frozenset(part for words in strong for word in words for part in _TOKEN.findall(word.lower()))
    lowered = {slot: {word.lower(): value for word, value in words.items()} for slot, words in values.items()}
    return Grammar(forms, masks, lowered, str(section.get("order", "dmy")), triggers)


def _word_end(text: str, at: int) -> int:
    rest = _REST.match(text, at)
    return rest.end() if rest else len(text)


def _numeric(word: str, following: str) -> bool:
    """A year, a decade as '1990s', or the start of digits with slashes."""
    return word[:4].isdigit() and (4 <= len(word) <= 5 or following == "/")  # noqa: PLR2004 - digits of a year


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
    if form in dict.fromkeys(form for _, form in ANYWHERE):
        return bare
    return rf"(?<![\w-])(?:{_spaced(_SLOT.sub(slot, bare))})(?![\w])"


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _spaced(form: str) -> str:
    return form.replace("'", APOSTROPHE).replace("\\ ", " ").replace(" ", SPACE)
