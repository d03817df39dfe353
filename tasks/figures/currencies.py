"""Names of currencies in a language, and which dollar, franc or pound a text means.

Names come from CLDR (babel) and from seeds/reference/currencies.csv, which adds press usage and settles CLDR's doubts.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from tasks import ROOT
from tasks.figures.drafts import MONEY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from tasks.figures.drafts import Draft

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
            code = alone[0] if len(alone) == 1 else None
            yield Term(noun, code, AFTER if code else COUNTRY, None if code else Choice(codes, by_country=True))


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
    from babel import Locale  # noqa: PLC0415 - slow to import, not needed without a pack
    from babel.numbers import get_currency_name  # noqa: PLC0415 - see above

    known = Locale.parse(language).currencies
    named = {
        code: tuple(get_currency_name(code, count, language).replace("’", "'") for count in (1, 2))
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


def settle(drafts: Iterable[Draft], text: str, language: str, country: str | None) -> None:
    """Gives each figure of an ambiguous term the currency that the text, else its publisher's country, means."""
    sums = [draft for draft in drafts if draft.kind == MONEY]
    for draft in sums:
        if draft.choice is not None:
            draft.unit = meant(draft.choice, sums, text, language, country) or draft.unit


def meant(
    choice: Choice, sums: Sequence[Draft], text: str, language: str, country: str | None
) -> str | None:
    """The currency that an ambiguous term means in a text; null when neither text nor publisher says."""
    by_text = choice.by_country
    ways: tuple[Callable[[], str | None], ...] = (
        lambda: named_in_full(choice.codes, sums, text, language),
        lambda: of_country_named(choice.codes, text, language, today=True) if by_text else None,
        lambda: of_country(choice.codes, country, today=True),
        lambda: of_country(choice.codes, country, today=False) if by_text else None,
        lambda: of_country_named(choice.codes, text, language, today=False) if by_text else None,
    )
    return next((code for way in ways if (code := way())), None)


def named_in_full(codes: frozenset[str], sums: Sequence[Draft], text: str, language: str) -> str | None:
    """The one currency of `codes` that the text names elsewhere: "dollars canadiens", "CHF".

    Not the one into which a sum is converted: "5 millions de dollars (6,8 millions de dollars canadiens)".
    """
    converted = {draft.unit for draft in sums if draft.same_as and draft.same_as.choice}
    converted |= {draft.same_as.unit for draft in sums if draft.same_as and draft.choice}
    sure = {draft.unit for draft in sums if draft.choice is None and draft.unit}
    plain = text.lower().replace("’", "'")
    names = cldr_names(language)
    written = {code for code in codes if any(" " in form and form.lower() in plain for form in names.get(code, ()))}
    found = (sure | written) & codes - converted
    return found.pop() if len(found) == 1 else None


def of_country(codes: frozenset[str], country: str | None, *, today: bool) -> str | None:
    """The one of `codes` that is legal tender in a country today, or was."""
    found = [code for code in sorted(codes) if country and tenders()[code].get(country) is today]
    return found[0] if len(found) == 1 else None


def of_country_named(codes: frozenset[str], text: str, language: str, *, today: bool) -> str | None:
    """The one of `codes` whose countries the text names most often: "en Suisse", "les autorités chiliennes"."""
    countries = {
        territory: code
        for code in sorted(codes)
        for territory, now in tenders().get(code, {}).items()
        if now is today
    }
    counted: Counter[str] = Counter()
    for found in country_shape(language, frozenset(countries)).finditer(text):
        counted[countries[country_words(language)[found.group().lower().replace("’", "'")]]] += 1
    ranked = counted.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


@cache
def country_shape(language: str, countries: frozenset[str]) -> re.Pattern[str]:
    """An expression for every word that names one of the countries or its people."""
    words = [word for word, country in country_words(language).items() if country in countries]
    shape = "|".join(re.escape(word).replace("'", "['’]") for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"\b(?:{shape or '(?!)'})\b", re.IGNORECASE)


@cache
def country_words(language: str) -> Mapping[str, str]:
    """Small-letter word → country: CLDR's names of territories and the demonyms of the reference tables."""
    from babel import Locale  # noqa: PLC0415 - slow to import, few texts leave a currency open

    words = {
        name.lower().replace("’", "'"): code
        for code, name in Locale.parse(language).territories.items()
        if code.isalpha()
    }
    with (REFERENCE / "demonyms.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["language"] == language and row["country"]:
                words |= dict.fromkeys(row["forms"].lower().split("|"), row["country"])
    return words
