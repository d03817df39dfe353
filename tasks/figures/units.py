"""Units after and before a numeral: money, percent, measures, time, ages, rates."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from tasks import ROOT
from tasks.figures.counted import OPENING
from tasks.figures.drafts import DURATION, MEASURE, MONEY, PERCENT
from tasks.figures.phrases import Phrases, compile_phrases
from tasks.figures.tokens import NUMBER, SIGN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from tasks.figures.phrases import Words
    from tasks.figures.tokens import Line
    from tasks.figures.words import Numeral

CURRENCIES = ROOT / "seeds" / "reference" / "currencies.csv"
ANY_LANGUAGE = "*"
PERCENT_SIGN = "%"
POINT = "point"
LONGEST_SYMBOL = 2
AGES = range(125)
SMALLEST_LARGE_MONEY = 1_000_000
"""From here on "livres" are pounds sterling, not books."""


class Unit(NamedTuple):
    """A unit and its kind; `exact` is how a symbol must be written, null for a word."""

    kind: str
    unit: str | None
    exact: str | None


class Measured(NamedTuple):
    """A unit read in a line, ending before token `end`."""

    kind: str
    unit: str | None
    end: int


@dataclass(frozen=True, slots=True)
class Units:
    """The units of a language."""

    units: Phrases[Unit]
    time: Phrases[Unit]
    money: Phrases[Unit]
    large_money: Phrases[Unit]
    prefixes: Phrases[Unit]
    per: Phrases[str]
    of: frozenset[str]
    between: frozenset[str]
    one_idioms: frozenset[str]
    one_after: Phrases[bool]
    age_before: Phrases[bool]
    age_after: Phrases[bool]
    age_units: frozenset[str]
    age_verbs: frozenset[str]
    age_opens: frozenset[str]
    persons: frozenset[str]
    bare_ages: bool


def compile_units(section: Mapping[str, Any], language: str, words_of: Callable[[str], list[Words]]) -> Units:
    """The section [units] of a pack, with the currencies of its language."""
    ages = section.get("age", {})
    listed_money = [(term, unit_of(MONEY, code or None, term), stands) for term, code, stands in currencies(language)]
    money = [(term, unit) for term, unit, stands in listed_money if stands != "large"]
    large = [(term, unit) for term, unit, stands in listed_money if stands == "large"]
    signs = [(term, unit) for term, unit, stands in listed_money if stands == "before"]
    times = list(listed(section, "duration", DURATION))
    percents = [("%", Unit(PERCENT, "percent", None)), *listed(section, "percent", PERCENT)]
    everything = [*percents, *money, *times, *listed(section, "measure", MEASURE)]
    return Units(
        units=compile_phrases(everything, words_of),
        time=compile_phrases(times, words_of),
        money=compile_phrases(money, words_of),
        large_money=compile_phrases(large, words_of),
        prefixes=compile_phrases(signs, words_of),
        per=compile_phrases(
            ((word, unit) for unit, words in section.get("per", {}).items() for word in words), words_of
        ),
        of=frozenset(section.get("of", ())),
        between=frozenset(section.get("between", ())),
        one_idioms=frozenset(section.get("one_idioms", ())),
        one_after=compile_phrases(((phrase, True) for phrase in section.get("one_after", ())), words_of),
        age_before=compile_phrases(((phrase, True) for phrase in ages.get("before", ())), words_of),
        age_after=compile_phrases(((phrase, True) for phrase in ages.get("after", ())), words_of),
        age_verbs=frozenset(ages.get("verbs", ())),
        age_opens=frozenset(ages.get("opens", ())),
        age_units=frozenset(ages.get("years", ())),
        persons=frozenset(ages.get("persons", ())),
        bare_ages=ages.get("bare", False),
    )


def listed(section: Mapping[str, Any], table: str, kind: str) -> Iterator[tuple[str, Unit]]:
    """(word, unit) of one table of units."""
    for unit, words in section.get(table, {}).items():
        for word in words:
            yield word, unit_of(kind, unit, word)


def unit_of(kind: str, unit: str | None, word: str) -> Unit:
    """The unit of a word; a symbol (two letters, or with a capital) must be written exactly so."""
    letters = word.replace(" ", "")
    symbol = letters.isascii() and (len(letters) <= LONGEST_SYMBOL or letters != letters.lower())
    return Unit(kind, unit, letters if symbol else None)


def currencies(language: str) -> Iterator[tuple[str, str, str]]:
    """(term, ISO 4217 code or empty, stands) of the currencies of a language, and of the signs of all.

    Raises:
        ValueError: the file lacks a column.
    """
    with CURRENCIES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if not {"term", "language", "currency", "stands"} <= row.keys():
                message = f"{CURRENCIES}: columns {sorted(row)}; needs term, language, currency, stands"
                raise ValueError(message)
            if row["language"] in {language, ANY_LANGUAGE}:
                yield row["term"], row["currency"], row["stands"]


def read_unit(line: Line, numeral: Numeral) -> Measured | None:
    """The unit after a numeral, also after "de" and an adjective: "milliards de dollars", "trois derniers mois"."""
    units = line.grammar.units
    at = numeral.end
    if line.key(at) == "-" and line.glued(at) and line.glued(at + 1):  # "34-year-old", "a 20-mile march"
        at += 1
    found = match_unit(line, units.units, at)
    if found is None and numeral.large and line.key(at) in units.of:
        at += 1
        found = match_unit(line, units.units, at)
    if found is None and numeral.scale >= SMALLEST_LARGE_MONEY:
        found = units.large_money.at(line.keys, at)
    if found is None and line.key(at) in units.between:
        found = match_unit(line, units.time, at + 1)
    if found is None:
        return None
    end, unit = found
    if unit.unit == POINT:
        return read_point(line, numeral, end)
    return Measured(unit.kind, unit.unit, end)


def read_point(line: Line, numeral: Numeral, end: int) -> Measured | None:
    """Points: of percentage beside a percent sign, of an index, or none: "200 points de blocage" are places."""
    value = numeral.amount.value
    if PERCENT_SIGN in line.keys:
        return Measured(PERCENT, "percentage_point", end)
    if line.key(end) in line.grammar.nouns.complements:
        whole = value is None or value.is_integer()
        return None if whole else Measured(PERCENT, "percentage_point", end)
    return Measured(MEASURE, POINT, end)


def match_unit(line: Line, phrases: Phrases[Unit], at: int) -> tuple[int, Unit] | None:
    """End and unit at a token; a symbol only as it is written in the pack, after a number in digits."""
    found = phrases.at(line.keys, at)
    if found is None:
        return None
    end, unit = found
    if unit.exact is None:
        return found
    written = "".join(line.slice(at, end).split())
    after_digits = line.kind(at - 1) == NUMBER or line.kind(at) == SIGN or not unit.exact[0].islower()
    return found if written == unit.exact and (after_digits or len(unit.exact) > 1) else None


def read_prefix(line: Line, numeral: Numeral) -> tuple[int, str | None] | None:
    """First token and currency of a sign before a numeral: "$5.6bn"."""
    end = numeral.first
    for words, unit in line.grammar.units.prefixes.by_last.get(line.key(end - 1), ()):
        first = end - len(words)
        if first < 0 or line.keys[first:end] != words:
            continue
        if unit.exact in {None, "".join(line.slice(first, end).split())} and (len(words) == 1 or line.glued(first + 1)):
            return first, unit.unit
    return None


def read_per(line: Line, *ends: int) -> tuple[int, str] | None:
    """End and base of a rate that starts at one of the tokens: "par jour", "/mois"."""
    for end in ends:
        if found := line.grammar.units.per.at(line.keys, end):
            return found
    return None


def is_age(line: Line, numeral: Numeral, unit_end: int, end: int) -> bool:
    """Whether years are an age: "âgé de 34 ans", "Marie, 34 ans,", "un homme de 34 ans", "34-year-old"."""
    units = line.grammar.units
    years = numeral.amount.value
    if years is None or int(years) not in AGES or line.key(unit_end - 1) not in units.age_units:
        return False
    before = numeral.first - 1
    of_noun = line.key(end) in line.grammar.nouns.complements
    has_age = line.key(before) in units.age_verbs or (
        line.key(before) in units.age_opens and (before == 0 or line.key(before - 1) in OPENING)
    )
    if has_age and not of_noun:  # "elle a 16 ans", "À 33 ans, …"; not "a 10 ans de retard"
        return True
    if units.age_before.before(line.keys, numeral.first) or units.age_after.at(line.keys, end):
        return True
    closes = line.key(end) in {",", ")", ".", "", ";", "-", "–", "»", "”"}
    if line.key(before) in {",", "("} and line.capital(before - 1) and closes:
        return True
    of_person = line.key(before) in units.of and line.key(before - 1) in units.persons
    further = {line.key(at) for at in range(before - 6, before)}
    return of_person or (line.key(before) in units.of | {","} and bool(further & units.persons) and closes)


def is_bare_age(line: Line, numeral: Numeral) -> bool:
    """Whether a number alone is an age, in languages that say so: "Mary Smith, 37, said"."""
    value, first = numeral.amount.value, numeral.first
    if not line.grammar.units.bare_ages or value is None or value not in AGES or line.kind(first) != NUMBER:
        return False
    named = line.key(first - 1) == "," and line.capital(first - 2)
    return (named and line.key(numeral.end) in {",", "."}) or line.grammar.units.age_before.before(
        line.keys, first
    ) is not None


def one_is_counted(line: Line, at: int, unit_at: int) -> bool:
    """Whether "un" before a unit states one: "depuis un mois", "un million"; "un jour" is an idiom by itself."""
    units = line.grammar.units
    return line.key(unit_at) not in units.one_idioms or units.one_after.before(line.keys, at) is not None
