"""Ranges: "entre 10 et 20", "de 10 à 20 %", "10 à 12 000", "10-15", "deux ou trois", "entre -5 et -12 degrés"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tasks.figures.bounds import spread
from tasks.figures.counted import OPENING
from tasks.figures.drafts import BETWEEN, MONEY, Amount
from tasks.figures.numerals import read_numeral
from tasks.figures.tokens import NUMBER
from tasks.figures.units import Measured, read_prefix, read_unit

if TYPE_CHECKING:
    from tasks.figures.tokens import Line
    from tasks.figures.words import Numeral

MINUS = frozenset("-−–")
LONGEST_SHIFT = 10
"""Words that may stand between a verb of change and its first figure."""


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


def read_range(line: Line, numeral: Numeral) -> Reading | None:
    """The range whose lower end is a numeral, read with its sign and units; null where none starts."""
    bounds = line.grammar.bounds
    low_unit, prefix = read_unit(line, numeral), read_prefix(line, numeral)
    first = prefix[0] if prefix else numeral.first
    if has_minus(line, first):
        first, numeral = first - 1, negative(numeral)
    first -= line.key(first - 1) in OPENING and line.key(first - 2) in bounds.between
    follows = upper_start(line, first, low_unit.end if low_unit else numeral.end)
    high = read_upper(line, follows) if follows else None
    if follows is None or high is None:
        return None
    lead = line.key(first - 1)
    low, top = (high, numeral) if lead in bounds.between and falls(numeral, high) else (numeral, high)
    amount = spread(low, top, in_words=line.kind(follows) != NUMBER)
    unit = read_unit(line, high)
    if amount is None or not same_measure(low_unit, unit):
        return None
    if prefix:
        unit = Measured(MONEY, prefix[1].unit, high.end, prefix[1].choice)
    opens = lead in bounds.between or (lead in bounds.start and line.key(first - 2) not in bounds.directions)
    end = unit.end if unit else high.end
    return Reading(first - opens, end, numeral.first, high.end, amount, unit, high, BETWEEN)


def upper_start(line: Line, first: int, after: int) -> int | None:
    """The token at which the upper end of a range begins, behind its link and currency sign; null without a link."""
    bounds = line.grammar.bounds
    if line.key(first - 1) in bounds.between:
        follows = after + 1 if line.key(after) in bounds.between_and else None
    else:
        follows = range_link(line, first, after)
    sign = line.grammar.units.prefixes.at(line.keys, follows) if follows is not None else None
    return sign[0] if sign else follows


def read_upper(line: Line, at: int) -> Numeral | None:
    """The upper end of a range, with its sign; null where a bare "un" stands."""
    signed = has_minus(line, at + 1)
    high = read_numeral(line, at + signed)
    if high is None or is_one(line, high):
        return None
    return negative(high) if signed else high


def is_one(line: Line, numeral: Numeral) -> bool:
    """Whether a numeral is the bare word one, which is most often an article."""
    return numeral.end == numeral.first + 1 and line.key(numeral.first) in line.grammar.numbers.ones


def falls(low: Numeral, high: Numeral) -> bool:
    """Whether the second end is a negative number below the first."""
    return (
        high.amount.value is not None and low.amount.value is not None and high.amount.value < min(0, low.amount.value)
    )


def has_minus(line: Line, at: int) -> bool:
    """Whether a minus touches the number at a token and nothing before it."""
    return line.key(at - 1) in MINUS and line.glued(at) and not line.glued(at - 1)


def negative(numeral: Numeral) -> Numeral:
    """A number with its sign turned."""
    return numeral._replace(amount=numeral.amount.times(-1.0))


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
