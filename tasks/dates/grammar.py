"""The words and forms of a language's dates: CLDR names and the pack's section `dates`, as compiled patterns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from tasks.dates.counts import counts_of
from tasks.dates.openings import opening, openings_of, reaching
from tasks.dates.windows import Windows
from tasks.languages import pack_of
from tasks.memo import Memo

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tasks.dates.counts import Counts

SPACE = "[ \u00a0\u2009\u200a\u202f\n]"
APOSTROPHE = "['’]"

MASK = "mask"
"""Meaning of a stretch that holds no date, whatever it looks like: 'le Journal du dimanche'."""

NUMBERS: Mapping[str, str] = {
    "day": r"(?P<{name}>0?[1-9]|[12]\d|3[01])",
    "year": r"(?P<{name}>1[0-9]\d\d|20\d\d)(?!\d)",
    "shortyear": r"(?P<{name}>(?:1[0-9]|20)?\d\d)(?!\d)",
    "decade": r"(?P<{name}>(?:1[0-9]|20)?\d0)(?!\d)",
    "roman": r"(?P<{name}>[IVX]{{1,5}}|\d{{1,2}})",
}
"""Numeral slots of a form, in any language; `count` comes with the pack's numbers in words."""

ANYWHERE: tuple[tuple[str, str], ...] = (
    ("iso", r"(?<![\w/.-])⟨(?P<year>(?:1[5-9]|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)⟩(?![\d/-])"),
    (
        "numeric",
        r"(?<![\w/.-])⟨(?P<one>\d{1,2})(?P<mark>[/.-])(?P<two>\d{1,2})(?P=mark)(?P<year>(?:1[5-9]|20)?\d\d)⟩(?![\d/-]|\.\d)",
    ),
)
"""Forms that every language has: ISO 8601 and digits of day, month, year."""

REMEMBERED = 20_000
"""Beginnings of words whose forms are kept in memory."""

NEAR = 30
"""Code points on each side that a refusal looks at: 'au moins' before a year, 'manifestants' after it."""

_SLOT = re.compile(r"\{([a-z]+)(\d?)\}")


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a date: `meaning` names how its groups are resolved; `kinds` must stand in its window.

    `rank` is its place among the forms, `openings` what it can begin with.
    """

    rank: int
    meaning: str
    pattern: re.Pattern[str]
    kinds: int
    openings: frozenset[str]


@dataclass(frozen=True, slots=True)
class Refusal:
    """What stands beside a span that is no date after all: 'quelque ⟨2000⟩', '⟨2034⟩ blocages'."""

    before: re.Pattern[str]
    after: re.Pattern[str]

    def holds(self, text: str, start: int, end: int) -> bool:
        """Whether the span is refused."""
        return bool(self.before.search(text, max(0, start - NEAR), start) or self.after.match(text, end, end + NEAR))


class Dispatch(Memo[str, "tuple[Form, ...]"]):
    """The beginning of a word, as written → the forms that may match there, in the pack's order."""

    def __init__(self, forms: Iterable[Form]) -> None:
        super().__init__(REMEMBERED)
        self.all = tuple(forms)
        self.by_opening: dict[str, list[Form]] = {}
        for form in self.all:
            for each in form.openings:
                self.by_opening.setdefault(each, []).append(form)

    def make(self, written: str) -> tuple[Form, ...]:
        """The forms with an opening that the word reaches."""
        keys = reaching(opening(written), self.by_opening)
        forms = {form.rank: form for key in keys for form in self.by_opening[key]}
        return tuple(forms[rank] for rank in sorted(forms))


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """All that one language knows of dates. `values` maps a slot's name to word → meaning, words in lower case."""

    language: str
    forms: Dispatch
    refusals: Mapping[str, Refusal]
    values: Mapping[str, Mapping[str, Any]]
    counts: Counts
    order: str
    windows: Windows

    def refused(self, meaning: str, text: str, start: int, end: int) -> bool:
        """Whether the words beside a span say that it does not have this meaning."""
        refusal = self.refusals.get(meaning)
        return refusal is not None and refusal.holds(text, start, end)


@cache
def grammar_of(language: str) -> Grammar:
    """The grammar of a language; of one without pack, only the forms that every language has.

    Raises:
        ValueError: a form of the pack names a slot that no list fills, is no regular expression or begins with no word.
    """
    pack = pack_of(language)
    section = pack.section("dates")
    counts = counts_of(pack.section("numbers"))
    values = _values(language, section) if section else {}
    windows = Windows.of(values, section.get("weak", ()))
    flags = re.IGNORECASE if section.get("ignore_case", True) else re.NOFLAG
    fill = _Filler(language, values, counts.pattern)
    written = [(MASK, f"⟨{mask}⟩") for mask in section.get("masks", ())]
    written += [(meaning, form) for meaning, forms in section.get("patterns", {}).items() for form in forms]
    compiled = [(meaning, re.compile(fill.form(form), flags), windows.needed(form)) for meaning, form in written]
    compiled += [(meaning, re.compile(_spans(form)), windows.digits) for meaning, form in ANYWHERE]
    forms = [Form(rank, *form, openings_in(language, form[1])) for rank, form in enumerate(compiled)]
    refusals = {meaning: _refusal(words, fill) for meaning, words in section.get("refused", {}).items()}
    lowered = {slot: {word.lower(): value for word, value in words.items()} for slot, words in values.items()}
    return Grammar(language, Dispatch(forms), refusals, lowered, counts, str(section.get("order", "dmy")), windows)


def openings_in(language: str, pattern: re.Pattern[str]) -> frozenset[str]:
    """What a form of a pack can begin with; a ValueError for one that may begin with no word."""
    openings = openings_of(pattern.pattern)
    if all(each[:1].isalnum() for each in openings):
        return openings
    message = f"{language}.toml, [dates]: {pattern.pattern!r} may begin with a sign or with anything; put it in (?<=…)"
    raise ValueError(message)


def _refusal(words: Mapping[str, Sequence[str]], fill: _Filler) -> Refusal:
    before, after = ("|".join(map(fill.slots, words[key])) for key in ("before", "after"))
    return Refusal(
        re.compile(rf"(?:{before}){SPACE}?$", re.IGNORECASE), re.compile(rf"{SPACE}?(?:{after})", re.IGNORECASE)
    )


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
    plural = {f"{word}s": number for word, number in weekday.items()}
    return {"month": month, "monthname": monthname, "weekday": weekday, "weekdays": plural, **tables}


@dataclass(frozen=True, slots=True)
class _Filler:
    """Turns forms of the pack into regular expressions."""

    language: str
    values: Mapping[str, Mapping[str, Any]]
    count: str

    def form(self, form: str) -> str:
        """Slots filled, ⟨span⟩ grouped, each space any space; whole words only."""
        return rf"(?<![\w-])(?:{_spans(self.slots(form))})(?!\w)"

    def slots(self, form: str) -> str:
        """Slots filled, each space any space."""
        return _spaced(_SLOT.sub(lambda found: self._slot(found.group(1), found.group(2), form), form))

    def _slot(self, key: str, number: str, form: str) -> str:
        name = f"{key}{number}"
        if key in NUMBERS:
            return NUMBERS[key].format(name=name)
        if key == "count":
            return rf"(?P<{name}>\d{{1,3}}|{self.count})"
        if key not in self.values:
            message = f"{self.language}.toml, [dates]: {form!r} has no word list for {{{key}}}; add [dates.words.{key}]"
            raise ValueError(message)
        if key == "month":  # an abbreviation takes its dot along: '12 janv. 2018', but not '12 janvier.'
            short = _any_of(word for word in self.values[key] if word not in self.values["monthname"])
            return rf"(?P<{name}>(?:{_any_of(self.values['monthname'])})\b|(?:{short})\b\.?)"
        return rf"(?P<{name}>{_any_of(self.values[key])})"


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _spans(form: str) -> str:
    return form.replace("⟨", "(?P<span>").replace("⟩", ")")


def _spaced(form: str) -> str:
    return form.replace("'", APOSTROPHE).replace("\\ ", " ").replace(" ", SPACE)
