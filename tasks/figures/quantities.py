"""Quantities: hedge + numeral or range + unit, with the noun phrase that they count."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tasks.figures.bounds import direction_before, hedge_after, hedge_before, hedged, spread
from tasks.figures.counted import OPENING, complement, is_participle, noun_phrase
from tasks.figures.drafts import ABOUT, AGE, BETWEEN, COUNT, DURATION, EXACT, MEASURE, MONEY, Amount, Draft
from tasks.figures.numerals import read_bare_unit, read_numeral
from tasks.figures.tokens import NUMBER
from tasks.figures.units import Measured, is_age, is_bare_age, one_is_counted, read_per, read_prefix, read_unit

if TYPE_CHECKING:
    from tasks.figures.drafts import Span
    from tasks.figures.tokens import Line
    from tasks.figures.words import Numeral

SMALL = 100
"""A number word below it, without noun, unit or hedge, is no figure: "tous les deux"."""
NOT_A_RATE = "none"
LONGEST_SHIFT = 10
PLUS, MINUS = frozenset("+"), frozenset("-−–")


class Reading(NamedTuple):
    """A numeral or range with its unit, from token `first` to before `end`; `one` is a bare article or one."""

    first: int
    end: int
    num_first: int
    num_end: int
    amount: Amount
    unit: Measured | None
    numeral: Numeral
    rule: str


def read_quantity(line: Line, at: int, found: list[Draft]) -> tuple[int, Draft | None] | None:
    """The quantity whose numeral starts at a token: the token after it, and its draft."""
    numeral = read_bare_unit(line, at) or read_numeral(line, at)
    if numeral is None:
        return None
    reading = read_range(line, numeral) or read_single(line, numeral)
    if reading.unit is None and (shared := unit_of_change(line, reading)):
        reading = reading._replace(unit=shared)
    reading, bound = with_hedge(line, reading)
    kind = reading.unit.kind if reading.unit else COUNT
    if reading.unit and kind == DURATION and is_age(line, numeral, reading.unit.end, reading.end):
        kind, reading = AGE, with_age_words(line, reading)
    elif kind == COUNT and is_bare_age(line, numeral):
        kind, reading = AGE, reading._replace(unit=Measured(AGE, "year", reading.end))
    elif kind == DURATION and found and found[-1].kind == AGE and line.key(at - 1) in line.grammar.nouns.coordinators:
        kind = AGE  # "âgés de 27 et 21 ans"
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
        hedged(reading.amount, bound),
        reading.rule,
        unit=reading.unit.unit if reading.unit else None,
        scale=reading.numeral.scale,
        noun=noun,
    )
    return max(reading.end, numeral.end), with_rate(draft)


def read_single(line: Line, numeral: Numeral) -> Reading:
    """A numeral with its sign and unit: "5,6 milliards de dollars", "$5.6bn", "-3 °C", "une seule"."""
    unit = read_unit(line, numeral)
    first, end, amount = numeral.first, unit.end if unit else numeral.end, numeral.amount
    num_end = numeral.end
    prefix = read_prefix(line, numeral)
    if prefix:
        currency = unit.unit if unit and unit.kind == MONEY else prefix[1]
        first, unit = prefix[0], Measured(MONEY, currency, end if unit and unit.kind == MONEY else numeral.end)
        end = unit.end
    elif unit is None and is_one(line, numeral) and line.key(end) in line.grammar.nouns.only:
        end = num_end = end + 1
    half = line.grammar.numbers.half_after.at(line.keys, end) if unit and unit.kind in {DURATION, MEASURE} else None
    if half and amount.value is not None and amount.bound == EXACT:  # "deux ans et demi"
        return Reading(first, half[0], numeral.first, half[0], plus_half(amount), unit, numeral, "cardinal and half")
    signed = first - 1
    spaced = line.key(signed) in PLUS
    if spaced or (line.key(signed) in PLUS | MINUS and line.glued(first) and not line.glued(signed)):
        first = signed
        if line.key(signed) in MINUS and amount.value is not None and not prefix:
            amount = amount.times(-1.0)
    return Reading(first, end, numeral.first, num_end, amount, unit, numeral, numeral.rule)


def plus_half(amount: Amount) -> Amount:
    """The amount and a half of its unit."""
    value = (amount.value or 0.0) + 0.5
    return Amount(value, value, value, EXACT)


def read_range(line: Line, numeral: Numeral) -> Reading | None:
    """Reads "entre 10 et 20", "de 10 à 20 %", "10 à 12 000", "10-15", "deux ou trois"; null where none starts."""
    bounds = line.grammar.bounds
    low_unit = read_unit(line, numeral)
    after = low_unit.end if low_unit else numeral.end
    prefix = read_prefix(line, numeral)
    first = prefix[0] if prefix else numeral.first
    first -= line.key(first - 1) in OPENING and line.key(first - 2) in bounds.between
    lead = line.key(first - 1)
    if lead in bounds.between:
        follows = after + 1 if line.key(after) in bounds.between_and else None
    else:
        follows = range_link(line, first, after)
    if follows is None:
        return None
    if line.grammar.units.prefixes.at(line.keys, follows):
        follows += 1
    high = read_numeral(line, follows)
    if high is None or is_one(line, high):
        return None
    amount = spread(numeral, high)
    unit = read_unit(line, high)
    if amount is None or not same_measure(low_unit, unit):
        return None
    if prefix:
        unit = Measured(MONEY, prefix[1], high.end)
    opens = lead in bounds.between or (lead in bounds.start and line.key(first - 2) not in bounds.directions)
    end = unit.end if unit else high.end
    return Reading(first - opens, end, numeral.first, high.end, amount, unit, high, BETWEEN)


def range_link(line: Line, first: int, after: int) -> int | None:
    """The token after the word or dash that links a range; null where it is a change: "passé de 7 à 25"."""
    bounds = line.grammar.bounds
    near = line.keys[max(0, first - LONGEST_SHIFT) : first]
    if line.key(first - 1) in bounds.shift_leads and not bounds.shifts.isdisjoint(near):
        return None
    if found := bounds.to.at(line.keys, after):
        return found[0]
    either = line.key(after) in bounds.either
    dash = line.key(after) in bounds.dash and line.glued(after) == line.glued(after + 1)
    return after + 1 if either or dash else None


def same_measure(low: Measured | None, high: Measured | None) -> bool:
    """Whether the ends of a range can share a unit: the first one's may be left out."""
    return low is None or (high is not None and (low.kind, low.unit) == (high.kind, high.unit))


def with_hedge(line: Line, reading: Reading) -> tuple[Reading, str]:
    """The reading, widened by the hedge before or after it, and the hedge's bound."""
    first, bound = hedge_before(line, reading.first)
    end = reading.end
    if bound == EXACT:
        end, bound = hedge_after(line, end)
    return reading._replace(first=first, end=end), bound


def with_age_words(line: Line, reading: Reading) -> Reading:
    """The reading of an age, with the words that close it: "34-year-old"."""
    closing = line.grammar.units.age_after.at(line.keys, reading.end)
    unit = Measured(AGE, "year", reading.end)
    return reading._replace(unit=unit, end=closing[0] if closing else reading.end)


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
        noun = complement(line, end)
        place = noun is not None and line.capital(noun[0]) and kind in {MEASURE, DURATION, MONEY}
        return None if place else noun  # "une trentaine de kilomètres de Varsovie"
    if reading.numeral.large or reading.numeral.rule == "open":
        # a participle is no noun here: "40 milliards constitués"
        bare = line.key(end) not in line.grammar.numbers.of and not is_participle(line, end)
        return complement(line, end) or (noun_phrase(line, end) if bare else None)
    return noun_phrase(line, end)


def is_one(line: Line, numeral: Numeral) -> bool:
    """Whether a numeral is the bare word one, which is most often an article."""
    numbers = line.grammar.numbers
    return numeral.end == numeral.first + 1 and line.key(numeral.first) in numbers.ones


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
    if kind != COUNT or noun is not None or alone or reading.first < reading.num_first:
        return True
    numeral = reading.numeral
    grammar = line.grammar
    if numeral.rule == "open":
        return False
    if line.kind(numeral.first) == NUMBER or numeral.amount.value is None or numeral.amount.value >= SMALL:
        return True
    if numeral.amount.bound == ABOUT or reading.rule == BETWEEN:
        return True
    if grammar.nouns.subset.before(line.keys, reading.first) or is_participle(line, reading.end):
        return True
    return grammar.nouns.pronouns.at(line.keys, reading.end + (line.key(reading.end) in grammar.numbers.of)) is not None


def with_rate(draft: Draft) -> Draft:
    """The draft with the base of its rate, its direction, and the unit of the figure that follows in a change."""
    line = draft.line
    per = read_per(line, draft.end, draft.noun_end)
    if per is None and (before := line.grammar.units.per.before(line.keys, draft.first)):
        per = before[0], before[1]
    draft.per = per[1] if per and per[1] != NOT_A_RATE else None
    sign = line.key(draft.first)
    draft.direction = "up" if sign in PLUS else "down" if sign in MINUS else direction_before(line, draft.first)
    return draft
