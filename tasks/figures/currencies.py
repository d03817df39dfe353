"""Names of currencies in a language, and where each is legal tender.

Names come from CLDR (babel) and from seeds/reference/currencies.csv, which adds press usage and settles CLDR's doubts.
"""

from __future__ import annotations

import csv
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from tasks import ROOT
from tasks.languages import locale_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

REFERENCE = ROOT / "seeds" / "reference"
CURRENCIES = REFERENCE / "currencies.csv"
COLUMNS = frozenset({"term", "language", "currency", "stands"})
ANY_LANGUAGE = "*"
DOLLAR_SIGN = "$"

BEFORE, AFTER, COUNTRY, LARGE, HUNDREDTH, NEVER = "before", "after", "country", "large", "hundredth", "never"
"""How a term of the table stands: see seeds/reference/README.md."""


class Choice(NamedTuple):
    """The currencies that an ambiguous term may mean; `by_country` when a country named in the text decides."""

    codes: frozenset[str]
    by_country: bool


class Term(NamedTuple):
    """A word or sign of a currency. `code` is ISO 4217, null where only a text says which; `stands` as above."""

    term: str
    code: str | None
    stands: str
    choice: Choice | None


def terms_of(section: Mapping[str, Any], language: str) -> Iterator[Term]:
    """The currency terms of a language, the user's table first; without a pack, the signs of every language alone."""
    rows = [row for row in table() if row["language"] in {language, ANY_LANGUAGE}]
    names = cldr_names(language) if section else {}
    nouns = nouns_of(names, section.get("money", {}))
    taken = {row["term"] for row in rows}
    yield from (term for row in rows for term in listed(row, nouns, spelled=bool(section)))
    for code, forms in names.items():
        for form in forms:
            for shorter in {form, without_modifier(form, section.get("money", {}))} - taken:
                yield Term(shorter, code, AFTER, None)
        if code not in taken and current(code):
            yield Term(code, code, BEFORE, None)
    for noun, codes in nouns.items():
        if noun not in taken:
            alone = sorted(filter(current, codes))
            if len(alone) == 1:
                yield Term(noun, alone[0], AFTER, None)
            else:
                yield Term(noun, None, COUNTRY, Choice(codes, by_country=True))


@cache
def table() -> tuple[dict[str, str], ...]:
    """The rows of the user's table.

    Raises:
        ValueError: the file lacks a column.
    """
    with CURRENCIES.open(encoding="utf-8", newline="") as file:
        rows = tuple(csv.DictReader(file))
    if rows and not rows[0].keys() >= COLUMNS:
        message = f"{CURRENCIES}: columns {sorted(rows[0])}; needs {', '.join(sorted(COLUMNS))}"
        raise ValueError(message)
    return rows


def listed(row: Mapping[str, str], nouns: Mapping[str, frozenset[str]], *, spelled: bool) -> Iterator[Term]:
    """The terms of one row: the first code is meant unless the text or its publisher says another."""
    term, stands = row["term"], row["stands"]
    codes = row["currency"].split("|") if row["currency"] else []
    choices = frozenset(codes) if len(codes) > 1 else nouns.get(term, frozenset())
    if stands == NEVER:
        return
    choice = Choice(choices, stands in {COUNTRY, LARGE}) if len(choices) > 1 else None
    yield Term(term, codes[0] if codes else None, stands, choice)
    if term == DOLLAR_SIGN and spelled:
        for code in codes:
            for spelling in (f"{code}$", f"{code[:2]}$", f"${code[:2]}", f"${code}"):
                yield Term(spelling, code, BEFORE, None)


@cache
def cldr_names(language: str) -> Mapping[str, tuple[str, ...]]:
    """Code → name in the singular and plural, of every currency that is or was legal tender somewhere.

    A name with a year or a market in brackets is left out: nobody writes it.
    """
    from babel.numbers import get_currency_name  # noqa: PLC0415 - slow to import, not needed without a pack

    locale = locale_of(language)
    known = locale.currencies if locale else {}
    named = {
        code: tuple(get_currency_name(code, count, locale).replace("’", "'") for count in (1, 2))
        for code in sorted(tenders())
        if code in known and "(" not in known[code]
    }
    return {code: forms for code, forms in named.items() if not any("(" in form for form in forms)}


def nouns_of(names: Mapping[str, Sequence[str]], money: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """Noun ("dollar", "dollars") → the currencies called so; the pack says where in a name it stands."""
    found: dict[str, set[str]] = {}
    place = -1 if money.get("noun") == "last" else 0
    for code, forms in names.items():
        for form in forms:
            found.setdefault(without_modifier(form, money).split()[place].lower(), set()).add(code)
    return {noun: frozenset(codes) for noun, codes in found.items()}


def without_modifier(name: str, money: Mapping[str, Any]) -> str:
    """A name without the pack's words for new: "nouveaux shekels israéliens" are shekels."""
    kept = [word for word in name.split() if word.lower() not in money.get("modifiers", ())]
    return " ".join(kept)


@cache
def tenders() -> Mapping[str, Mapping[str, bool]]:
    """Code → territory → whether it is legal tender there today; false where it was."""
    from babel.core import get_global  # noqa: PLC0415 - slow to import, not needed without a pack

    found: dict[str, dict[str, bool]] = {}
    for territory, rows in get_global("territory_currencies").items():
        for code, _, end, tender in rows:
            if tender:
                places = found.setdefault(code, {})
                places[territory] = places.get(territory, False) or end is None
    return found


def current(code: str) -> bool:
    """Whether a currency is legal tender somewhere today."""
    return any(tenders().get(code, {}).values())
