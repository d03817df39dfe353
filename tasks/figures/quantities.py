"""Quantities: hedge + numeral or range + unit, with the noun phrase that they count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tasks.figures.ages import is_age, is_bare_age, with_age_words
from tasks.figures.bounds import OR_EQUAL, hedge_after, hedge_before, hedged, joined
from tasks.figures.counted import complement, is_participle, noun_phrase
from tasks.figures.drafts import (
    ABOUT,
    AGE,
    BETWEEN,
    COUNT,
    DURATION,
    EXACT,
    MEASURE,
    MONEY,
    PERCENT,
    Amount,
    Draft,
)
from tasks.figures.numerals import read_bare_unit, read_numeral
from tasks.figures.parts import read_part
from tasks.figures.ranges import MINUS, Reading, is_one, read_range
from tasks.figures.rates import read_per, with_rate
from tasks.figures.tokens import NUMBER
from tasks.figures.units import Measured, one_is_counted, read_prefix, read_unit

if TYPE_CHECKING:
    from tasks.figures.drafts import Span
    from tasks.figures.tokens import Line
    from tasks.figures.words import Numeral

SMALL = 100
"""A number word below it, without noun, unit or hedge, is no figure: "tous les deux"."""
PLUS = frozenset("+")


def read_quantity(line: Line, at: int, found: list[Draft]) -> tuple[int, Draft | None] | None:
    """The quantity whose numeral starts at a token: the token after it, and its draft."""
    numeral = read_bare_unit(line, at) or read_numeral(line, at)
    if numeral is None:
        return None
    reading = read_range(line, numeral) or read_single(line, numeral)
    if reading.unit is None and (shared := unit_of_change(line, reading)):
        reading = reading._replace(unit=shared)
    if reading.unit is None and (percent := percent_before(line, reading, found)) is not None:
        reading = reading._replace(first=percent, unit=Measured(PERCENT, "percent", reading.end))
    reading, bound = with_hedge(line, reading)
    kind, reading = with_kind(line, reading, bound, found)
    noun = noun_of(line, reading, kind)
    if is_one(line, numeral) and not one_states(line, reading, noun, found):
        return None
    if not stands(line, reading, kind, noun):
        return numeral.end, None
    draft = Draft(
        line,
        reading.first,
        reading.end,
        reading.num_first,
        reading.num_end,
        kind,
        hedged(scaled(reading), bound),
        reading.rule,
        unit=reading.unit.unit if reading.unit else None,
        choice=reading.unit.choice if reading.unit else None,
        scale=reading.numeral.scale,
        noun=noun,
    )
    after, draft = with_rate(draft)
    return max(after, reading.end, numeral.end), draft


def with_kind(line: Line, reading: Reading, bound: str, found: list[Draft]) -> tuple[str, Reading]:
    """The kind of a reading, an age told from a duration and from a count, and the reading with the age's words."""
    if reading.unit is None:
        age = is_bare_age(line, reading.numeral)
        return (AGE, reading._replace(unit=Measured(AGE, "year", reading.end))) if age else (COUNT, reading)
    kind = reading.unit.kind
    if kind != DURATION:
        return kind, reading
    if is_age(line, reading, bound if bound != EXACT else reading.amount.bound):
        return AGE, with_age_words(line, reading)
    joined = line.key(reading.num_first - 1) in line.grammar.nouns.coordinators  # "âgés de 27 et 21 ans"
    return (AGE if joined and found and found[-1].kind == AGE else kind), reading


def read_single(line: Line, numeral: Numeral) -> Reading:
    """A numeral with its sign and unit: "5,6 milliards de dollars", "$5.6bn", "-3 °C", "une seule", "5 ft 2 in"."""
    first, unit = read_money(line, numeral)
    end, num_end, amount, rule = unit.end if unit else numeral.end, numeral.end, numeral.amount, numeral.rule
    if unit is None and is_one(line, numeral) and line.key(end) in line.grammar.nouns.only:
        end = num_end = end + 1
    half = line.grammar.numbers.half_after.at(line.keys, end) if unit and unit.kind in {DURATION, MEASURE} else None
    if half and amount.value is not None and amount.bound == EXACT:  # "deux ans et demi"
        end = num_end = half[0]
        amount, rule = plus_half(amount), "cardinal and half"
    elif unit and (parts := read_part(line, amount, unit)):
        (amount, num_end, end), rule = parts, "cardinal in two units"
    sign = read_sign(line, first)
    if sign in MINUS and amount.value is not None and line.glued(first):
        amount = amount.times(-1.0)
    elif (
        not sign
        and amount.value is not None
        and unit
        and unit.kind in {PERCENT, MEASURE}
        and is_said_negative(line, first)
    ):
        first, amount = first - 1, amount.times(-1.0)
    return Reading(first - (sign != ""), end, numeral.first, num_end, amount, unit, numeral, rule)


def read_money(line: Line, numeral: Numeral) -> tuple[int, Measured | None]:
    """First token and unit of a numeral; a currency before it makes it money: "$5.6bn", "$US 300"."""
    unit = read_unit(line, numeral)
    prefix = read_prefix(line, numeral)
    if prefix is None:
        return numeral.first, unit
    first, before = prefix
    if unit and unit.kind == MONEY:
        return first, unit if unit.choice is None else unit._replace(unit=before.unit, choice=before.choice)
    return first, Measured(MONEY, before.unit, numeral.end, before.choice, before.factor)


def read_sign(line: Line, first: int) -> str:
    """The plus or minus before a figure; empty without one. A minus apart from both sides is one after "de" alone."""
    at = first - 1
    sign = line.key(at)
    if sign in PLUS or (sign in MINUS and line.glued(first) and not line.glued(at)):
        return sign
    apart = sign in MINUS and not line.glued(first) and not line.glued(at)
    return sign if apart and line.key(at - 1) in line.grammar.directions.steps else ""


def scaled(reading: Reading) -> Amount:
    """The amount in its unit: 50 cents are half a dollar."""
    factor = reading.unit.factor if reading.unit else 1.0
    return reading.amount if factor == 1.0 else reading.amount.times(factor)


def is_said_negative(line: Line, at: int) -> bool:
    """Whether a word makes the number at a token negative: "moins dix degrés", not "au moins dix degrés"."""
    numbers = line.grammar.numbers
    return line.key(at - 1) in numbers.negative and line.key(at - 2) not in numbers.negative_not_after


def plus_half(amount: Amount) -> Amount:
    """The amount and a half of its unit."""
    value = (amount.value or 0.0) + 0.5
    return Amount(value, value, value, EXACT)


def with_hedge(line: Line, reading: Reading) -> tuple[Reading, str]:
    """The reading, widened by the hedge before or after it, and the hedge's bound."""
    first, bound = hedge_before(line, reading.first)
    end, after = hedge_after(line, reading.end)
    both = joined(bound, after)
    taken = both != bound or after in {OR_EQUAL, bound}  # "au moins 500 au maximum" keeps the first
    return reading._replace(first=first, end=end if taken else reading.end), both


def percent_before(line: Line, reading: Reading, found: list[Draft]) -> int | None:
    """First token of "un pourcentage de" before a bare number; null behind another number: "20 % of 300"."""
    before = line.grammar.numbers.percent_before.before(line.keys, reading.first)
    taken = found[-1].end if found and found[-1].line is line else 0
    bare = before is not None and before[0] >= taken and noun_phrase(line, reading.end) is None
    return before[0] if before and bare else None


def unit_of_change(line: Line, reading: Reading) -> Measured | None:
    """The unit of the second figure of a change or pair, shared by the first: "de 7 à 25 %", "27 et 21 ans"."""
    found = line.grammar.bounds.to.at(line.keys, reading.end)
    joined = reading.end + 1 if line.key(reading.end) in line.grammar.nouns.coordinators else None
    after = found[0] if found else joined
    second = read_numeral(line, after) if after else None
    if second is not None and second.rule != "cardinal":
        return None
    unit = read_unit(line, second) if second else None
    return unit if unit and reading.numeral.amount.value is not None else None


def noun_of(line: Line, reading: Reading, kind: str) -> Span | None:
    """Tokens of the noun phrase counted: right after a number, after "de" behind a unit or noun of quantity."""
    end = reading.end
    if kind == AGE:
        return None
    if kind != COUNT:
        rate = read_per(line, end)  # "3 euros de l'heure" counts no hours
        end = rate[0] if rate else end
        noun = complement(line, end)
        return None if noun and kind != PERCENT and is_place(line, end, noun[0]) else noun
    if reading.numeral.large or reading.numeral.rule == "open":
        sum_of = reading.numeral.large and is_participle(line, end)  # "les 40 milliards constitués"
        none = line.key(end) in line.grammar.numbers.of or sum_of
        return complement(line, end) or (None if none else noun_phrase(line, end))
    return noun_phrase(line, end)


def is_place(line: Line, of: int, noun: int) -> bool:
    """Whether what follows "de" is no substance: "30 kilomètres de Varsovie", "de l'île", "7 mètres de haut"."""
    named = line.capital(noun)
    certain = noun > of + 1 or line.key(of) not in line.grammar.units.of  # with an article: "de la", "du"
    return named or certain or line.key(noun) in line.grammar.units.dimensions


def one_states(line: Line, reading: Reading, noun: Span | None, found: list[Draft]) -> bool:
    """Whether "un" states one: bounded, before a unit or victim, coordinated with a numeral, or "une seule"."""
    grammar = line.grammar
    one = reading.numeral
    if reading.num_end > one.end:
        return True
    if reading.unit is not None:
        return reading.first < one.first or one_is_counted(line, one.first, one.end)
    if noun is None or line.key(one.first - 1) in {"l'", "d'"}:
        return False
    part = grammar.nouns.subset.before(line.keys, one.first)  # "trois agents, dont une femme"
    if part or line.key(one.end) in grammar.nouns.one_before:
        return True
    follower = noun[1] + 1 if line.key(noun[1]) in grammar.nouns.coordinators else None
    if follower is not None and is_plain_number(line, follower):
        return True
    linked = line.key(one.first - 1) in grammar.nouns.coordinators
    return (
        linked
        and bool(found)
        and found[-1].line is line
        and found[-1].noun_end == one.first - 1
        and found[-1].kind == COUNT
    )


def is_plain_number(line: Line, at: int) -> bool:
    """Whether a number above one starts at a token."""
    number = read_numeral(line, at)
    return (
        number is not None
        and number.rule == "cardinal"
        and (number.amount.value or 0) > 1
        and not line.grammar.units.units.at(line.keys, number.end)
    )


def stands(line: Line, reading: Reading, kind: str, noun: Span | None) -> bool:
    """Whether a reading is a figure by itself: "tous les deux" is none, "dont cinq" and "deux sont morts" are."""
    alone = reading.first == 0 and reading.end == len(line.keys)
    if kind == DURATION and noun is None:
        return line.grammar.units.ago.before(line.keys, reading.first) is None
    if kind != COUNT or noun is not None or alone or reading.first < reading.num_first:
        return True
    numeral = reading.numeral
    grammar = line.grammar
    if numeral.rule == "open":
        return False
    large = numeral.amount.value is None or numeral.amount.value >= SMALL
    if large or line.kind(numeral.first) == NUMBER or numeral.amount.bound == ABOUT or reading.rule == BETWEEN:
        return True
    if grammar.nouns.subset.before(line.keys, reading.first) or is_participle(line, reading.end):
        return True
    return grammar.nouns.pronouns.at(line.keys, reading.end + (line.key(reading.end) in grammar.numbers.of)) is not None
