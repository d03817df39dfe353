"""Units after and before a numeral: money, percent, measures, time, rates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from tasks.figures.currencies import HUNDREDTH, LARGE
from tasks.figures.directions import direction_before
from tasks.figures.drafts import DURATION, MEASURE, MONEY, PERCENT
from tasks.figures.measures import is_symbol
from tasks.figures.phrases import Phrases, compile_phrases
from tasks.figures.tokens import NUMBER, SIGN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from tasks.figures.currencies import Choice, Term
    from tasks.figures.phrases import Words
    from tasks.figures.tokens import Line
    from tasks.figures.words import Numeral

PERCENT_SIGN = "%"
POINT, DEGREE = "point", "degree"
SMALLEST_INDEX = 200
"""So many points are those of an index, whatever the sentence says."""
SMALLEST_MOVE = 10
"""Fewer points in a sentence of percentages are not those of an index: "l'indice de confiance gagne 2 points"."""
SMALLEST_LARGE_MONEY = 1_000_000
"""From here on "livres" are pounds sterling, not books."""
CENT = 0.01
BRACKETS = {"(": ")", "{": "}"}


class Unit(NamedTuple):
    """A unit and its kind; `exact` is how a symbol must be written, null for a word. `factor`: a cent is 0.01."""

    kind: str
    unit: str | None
    exact: str | None
    choice: Choice | None = None
    factor: float = 1.0


class Measured(NamedTuple):
    """A unit read in a line, ending before token `end`."""

    kind: str
    unit: str | None
    end: int
    choice: Choice | None = None
    factor: float = 1.0


@dataclass(frozen=True, slots=True)
class Units:
    """The units of a language."""

    units: Phrases[Unit]
    time: Phrases[Unit]
    money: Phrases[Unit]
    large_money: Phrases[Unit]
    prefixes: Phrases[Unit]
    per: Phrases[str]
    many_leads: frozenset[str]
    many: Mapping[str, str]
    parts: Mapping[str, str]
    of: frozenset[str]
    between: frozenset[str]
    dimensions: frozenset[str]
    indices: frozenset[str]
    point_changes: bool
    ago: Phrases[bool]
    degrees: str
    angles: frozenset[str]
    one_idioms: frozenset[str]
    one_after: Phrases[bool]


def compile_units(
    section: Mapping[str, Any],
    names: Iterable[tuple[str, str]],
    terms: Iterable[Term],
    words_of: Callable[[str], list[Words]],
) -> Units:
    """The section [units] of a pack, with the names of measures and the terms of currencies of its language."""
    listed_money = [(term.term, money_unit(term), term.stands) for term in terms]
    money = [(term, unit) for term, unit, stands in listed_money if stands != LARGE]
    large = [(term, unit) for term, unit, stands in listed_money if stands == LARGE]
    signs = [(term, unit) for term, unit, stands in listed_money if stands == "before"]
    times = list(listed(section, "duration", DURATION))
    percents = [("%", Unit(PERCENT, "percent", None)), *listed(section, "percent", PERCENT)]
    measured = [(name, unit_of(MEASURE, unit, name)) for name, unit in names]
    many = section.get("per_many", {})
    everything = [*percents, *money, *times, *measured]
    return Units(
        units=compile_phrases(everything, words_of),
        time=compile_phrases(times, words_of),
        money=compile_phrases(money, words_of),
        large_money=compile_phrases(large, words_of),
        prefixes=compile_phrases(signs, words_of),
        per=compile_phrases(
            ((word, unit) for unit, words in section.get("per", {}).items() for word in words), words_of
        ),
        many_leads=frozenset(many.get("leads", ())),
        many=by_name(many.get("bases", {})),
        parts=by_name(section.get("parts", {})),
        of=frozenset(section.get("of", ())),
        between=frozenset(section.get("between", ())),
        dimensions=frozenset(section.get("dimensions", ())),
        degrees=section.get("degrees", {}).get("unit", DEGREE),
        angles=frozenset(section.get("degrees", {}).get("angles", ())),
        indices=frozenset(section.get("indices", ())),
        point_changes=section.get("point_changes", False),
        ago=compile_phrases(((phrase, True) for phrase in section.get("ago", ())), words_of),
        one_idioms=frozenset(section.get("one_idioms", ())),
        one_after=compile_phrases(((phrase, True) for phrase in section.get("one_after", ())), words_of),
    )


def by_name(table: Mapping[str, list[str]]) -> dict[str, str]:
    """Name → unit, of a table of units with their names."""
    return {name: unit for unit, names in table.items() for name in names}


def listed(section: Mapping[str, Any], table: str, kind: str) -> Iterator[tuple[str, Unit]]:
    """(word, unit) of one table of units."""
    for unit, words in section.get(table, {}).items():
        for word in words:
            yield word, unit_of(kind, unit, word)


def unit_of(kind: str, unit: str | None, word: str) -> Unit:
    """The unit of a word; a symbol must be written exactly so."""
    return Unit(kind, unit, word.replace(" ", "") if is_symbol(word) and word.isascii() else None)


def money_unit(term: Term) -> Unit:
    """The unit of a term of the table of currencies."""
    plain = unit_of(MONEY, term.code, term.term)
    return plain._replace(choice=term.choice, factor=CENT if term.stands == HUNDREDTH else 1.0)


def read_unit(line: Line, numeral: Numeral) -> Measured | None:
    """The unit after a numeral, also after "de" and an adjective: "milliards de dollars", "trois derniers mois"."""
    units = line.grammar.units
    at = numeral.end
    if line.key(at) == "-" and line.glued(at) and line.glued(at + 1):  # "34-year-old", "a 20-mile march"
        at += 1
    found = unit_at(line, numeral, at)
    if found is None and numeral.large and line.key(at) in units.of:
        at += 1
        found = unit_at(line, numeral, at)
    if found is None and line.key(at) in units.between:
        found = match_unit(line, units.time, at + 1)
    found = found or read_bracketed(line, at)
    if found is None or (found[1].kind == MONEY and begins_sum(line, at, found[0])):
        return None
    end, unit = found
    if unit.unit == POINT:
        return read_point(line, numeral, end)
    if unit.unit == DEGREE and units.angles.isdisjoint(line.keys):
        return Measured(unit.kind, units.degrees, end)
    return Measured(unit.kind, unit.unit, end, unit.choice, unit.factor)


def unit_at(line: Line, numeral: Numeral, at: int) -> tuple[int, Unit] | None:
    """The longest unit at a token: of two million, "livres" are pounds and "livres sterling" too."""
    found = (read_large_money(line, numeral, at), match_unit(line, line.grammar.units.units, at))
    return max(filter(None, found), key=lambda each: each[0], default=None)


def read_large_money(line: Line, numeral: Numeral, at: int) -> tuple[int, Unit] | None:
    """Pounds by the million: money, unless they are of something: "3 million pounds of beef"."""
    if numeral.scale < SMALLEST_LARGE_MONEY:
        return None
    found = line.grammar.units.large_money.at(line.keys, at)
    return None if found is None or line.key(found[0]) in line.grammar.nouns.complements else found


def read_bracketed(line: Line, at: int) -> tuple[int, Unit] | None:
    """A symbol in brackets: "20 (kg)"."""
    if line.key(at) not in BRACKETS:
        return None
    found = match_unit(line, line.grammar.units.units, at + 1)
    closed = found is not None and found[1].exact is not None and line.key(found[0]) in BRACKETS.values()
    return (found[0] + 1, found[1]) if found and closed else None


def begins_sum(line: Line, at: int, end: int) -> bool:
    """Whether a currency touches the number after it and not the one before: "3 USD50 cards"."""
    return line.kind(end) == NUMBER and line.glued(end) and not line.glued(at)


def read_point(line: Line, numeral: Numeral, end: int) -> Measured | None:
    """Points of percentage or of an index; null where they are counted: points of a match, of a plan, on a map."""
    units, value = line.grammar.units, numeral.amount.value
    whole = value is None or value.is_integer()
    shares = Measured(PERCENT, "percentage_point", end)
    level, named = value or 0, not units.indices.isdisjoint(line.keys)
    of_things = line.key(end) in line.grammar.nouns.complements and not named
    if PERCENT_SIGN in line.keys and (not named or (whole and level < SMALLEST_MOVE)):
        return shares
    if of_things:
        return None if whole else shares
    if named or level >= SMALLEST_INDEX:
        return Measured(MEASURE, POINT, end)
    if units.point_changes and direction_before(line, numeral.first, gains=True):
        return shares
    return None if whole else Measured(MEASURE, POINT, end)


def match_unit(line: Line, phrases: Phrases[Unit], at: int) -> tuple[int, Unit] | None:
    """End and unit of the longest phrase at a token; a symbol only as the pack has it, after a number in digits."""
    for words, unit in phrases.by_first.get(line.key(at), ()):
        end = at + len(words)
        if line.keys[at:end] == words and (unit.exact is None or is_written(line, at, end, unit)):
            return end, unit
    return None


def is_written(line: Line, at: int, end: int, unit: Unit) -> bool:
    """Whether tokens are a symbol as it must be written: "5 t", "200p" but not "200 p", "trois km" but not "un t"."""
    exact = unit.exact or ""
    if not same_symbol("".join(line.slice(at, end).split()), unit):
        return False
    if len(exact) > 1:
        return True
    loose = unit.kind != MONEY or not exact.islower() or line.glued(at)
    return loose and (line.kind(at - 1) == NUMBER or line.kind(at) == SIGN or not exact.islower())


def same_symbol(written: str, unit: Unit) -> bool:
    """Whether a symbol is written as the pack has it; beside a currency sign capitals do not matter: "hk$"."""
    if written == unit.exact or unit.exact is None:
        return True
    return unit.kind == MONEY and not unit.exact.isalpha() and written.upper() == unit.exact.upper()


def read_prefix(line: Line, numeral: Numeral) -> tuple[int, Unit] | None:
    """First token and unit of a currency sign before a numeral: "$5.6bn", "HK $10"; "A $5 bill" is American."""
    end = numeral.first
    for words, unit in line.grammar.units.prefixes.by_last.get(line.key(end - 1), ()):
        first = end - len(words)
        if first < 0 or line.keys[first:end] != words:
            continue
        joined = len(words) == 1 or line.glued(first + 1) or words[0] not in line.grammar.numbers.articles
        if joined and same_symbol("".join(line.slice(first, end).split()), unit):
            return first, unit
    return None


def one_is_counted(line: Line, at: int, unit_at: int) -> bool:
    """Whether "un" before a unit states one: "depuis un mois", "un million"; "un jour" is an idiom by itself."""
    units = line.grammar.units
    return line.key(unit_at) not in units.one_idioms or units.one_after.before(line.keys, at) is not None
