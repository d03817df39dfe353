"""Which dollar, franc or pound a text means, and which bare billions are money."""

from __future__ import annotations

import csv
import re
from bisect import bisect_left, insort
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from tasks.figures.currencies import REFERENCE, cldr_names, current, tenders
from tasks.figures.drafts import COUNT, MONEY
from tasks.languages import locale_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from tasks.figures.currencies import Choice
    from tasks.figures.drafts import Draft

MILLION = 1_000_000
BILLION = 1_000_000_000


def settle(drafts: Sequence[Draft], text: str, language: str, country: str | None) -> None:
    """Gives each figure of an ambiguous term the currency that the text, else its publisher's country, means."""
    sums = [draft for draft in drafts if draft.kind == MONEY]
    choices = {draft.choice for draft in sums if draft.choice is not None}
    codes = {choice: meant(choice, sums, text, language, country) for choice in choices}
    for draft in sums:
        if draft.choice is not None:
            draft.unit = codes[draft.choice] or draft.unit
    bare = [draft for draft in drafts if draft.kind == COUNT and draft.counted is None and draft.scale >= MILLION]
    if bare:
        fill_bare(drafts, bare, lambda: currency_of(text, language, country))


def currency_of(text: str, language: str, country: str | None) -> str | None:
    """The currency of the country that a text names most often, else of its publisher's."""
    codes = frozenset(filter(current, tenders()))
    return of_country_named(codes, text, language, today=True) or of_country(codes, country, today=True)


def fill_bare(drafts: Sequence[Draft], bare: Sequence[Draft], home: Callable[[], str | None]) -> None:
    """Bare billions, and millions beside money or equal to it, are money: "de 8 à 10 milliards"."""
    places = {id(draft): place for place, draft in enumerate(drafts)}
    sums = [place for place, draft in enumerate(drafts) if draft.kind == MONEY]
    of_value: dict[float | None, list[int]] = {}
    for place in sums:
        of_value.setdefault(drafts[place].amount.value, []).append(place)
    for draft in sorted(bare, key=lambda one: -one.scale):
        here, value = places[id(draft)], draft.amount.value
        equal = of_value.get(value, []) if value is not None else []
        closest = nearest(here, equal or sums)  # one of the same value before any other
        near = None if closest is None else drafts[closest]
        if draft.scale >= BILLION or (near is not None and (equal or near.line is draft.line)):
            unit = near.unit if near else home()
            if unit is not None:
                draft.kind, draft.unit, draft.rule = MONEY, unit, f"{draft.rule}, currency of the context"
                insort(sums, here)
                insort(of_value.setdefault(value, []), here)


def nearest(here: int, places: Sequence[int]) -> int | None:
    """The closest of places in order, of two as close the earlier; null where there is none."""
    after = bisect_left(places, here)
    return min(places[max(0, after - 1) : after + 1], key=lambda place: abs(place - here), default=None)


def meant(choice: Choice, sums: Sequence[Draft], text: str, language: str, country: str | None) -> str | None:
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
    pairs = [(draft, draft.same_as) for draft in sums if draft.same_as]
    converted = {later.unit for later, earlier in pairs if earlier.choice}
    converted |= {earlier.unit for later, earlier in pairs if later.choice}
    sure = {draft.unit for draft in sums if draft.choice is None and draft.unit}
    plain = text.lower().replace("’", "'")
    names = cldr_names(language)
    written = {code for code in codes if any(" " in form and form.lower() in plain for form in names.get(code, ()))}
    found = {code for code in sure | written if code in codes and code not in converted}
    return found.pop() if len(found) == 1 else None


def of_country(codes: frozenset[str], country: str | None, *, today: bool) -> str | None:
    """The one of `codes` that is legal tender in a country today, or was."""
    found = [code for code in sorted(codes) if country and tenders()[code].get(country) is today]
    return found[0] if len(found) == 1 else None


def of_country_named(codes: frozenset[str], text: str, language: str, *, today: bool) -> str | None:
    """The one of `codes` whose countries the text names most often: "en Suisse", "les autorités chiliennes"."""
    countries = {
        territory: code for code in sorted(codes) for territory, now in tenders().get(code, {}).items() if now is today
    }
    plain, words = text.lower().replace("’", "'"), country_words(language)
    here = [word for word in words if words[word] in countries and word in plain]
    shape = "|".join(map(re.escape, sorted(here, key=len, reverse=True))) or "(?!)"
    counted = Counter(countries[words[word]] for word in re.findall(rf"\b(?:{shape})\b", plain))
    ranked = counted.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


@cache
def country_words(language: str) -> Mapping[str, str]:
    """Small-letter word → country: CLDR's names of territories and the demonyms of the reference tables."""
    locale = locale_of(language)
    words = {
        name.lower().replace("’", "'"): code
        for code, name in (locale.territories.items() if locale else ())
        if code.isalpha()
    }
    with (REFERENCE / "demonyms.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["language"] == language and row["country"]:
                words |= dict.fromkeys(row["forms"].lower().split("|"), row["country"])
    return words
