"""Quantities in two units: "treize euros et quarante-cinq cents", "5 ft 2 in", "deux ans et trois mois", "1 m 80"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tasks.figures.drafts import EXACT, MEASURE, MONEY, exactly
from tasks.figures.numerals import read_numeral
from tasks.figures.tokens import NUMBER
from tasks.figures.units import Measured, read_unit

if TYPE_CHECKING:
    from tasks.figures.drafts import Amount
    from tasks.figures.tokens import Line
    from tasks.figures.words import Numeral

PARTS = {
    "year": ("month", 12),
    "day": ("hour", 24),
    "hour": ("minute", 60),
    "minute": ("second", 60),
    "foot": ("inch", 12),
    "metre": ("centimetre", 100),
    "kilogram": ("gram", 1000),
    "pound": ("ounce", 16),
}
"""Unit → the smaller unit that may follow it, and how many of that make one."""
BARE_PARTS = frozenset({"metre", "hour"})
"""Units whose part may stand without its own: "1 mètre 80", "deux heures trente"."""
CENTS = 100
TWO_DIGITS = range(10, 100)


def read_part(line: Line, amount: Amount, unit: Measured) -> tuple[Amount, int, int] | None:
    """The whole amount, the end of the second numeral and of its unit; null where no smaller unit follows."""
    if amount.value is None or amount.bound != EXACT or not amount.value.is_integer():
        return None
    joined = line.key(unit.end) in line.grammar.nouns.coordinators
    at = unit.end + joined
    counted = line.kind(at) == NUMBER or line.key(at) in line.grammar.numbers.words.by_first
    numeral = read_numeral(line, at) if counted else None
    if numeral is None or numeral.rule != "cardinal" or numeral.amount.value is None:
        return None
    share = share_of(line, numeral, unit, joined=joined)
    if share is None or not 0 < share[0] < 1:
        return None
    return exactly(amount.value + share[0]), numeral.end, share[1]


def share_of(line: Line, numeral: Numeral, unit: Measured, *, joined: bool) -> tuple[float, int] | None:
    """How much of the unit a second numeral adds, and where that ends."""
    value = numeral.amount.value or 0.0
    smaller = read_unit(line, numeral) or named_part(line, numeral)
    if smaller is not None:
        if unit.kind == MONEY and smaller.kind == MONEY and smaller.factor < unit.factor:
            return value / CENTS, smaller.end
        part, size = PARTS.get(unit.unit or "", ("", 1))
        return (value / size, smaller.end) if smaller.unit == part else None
    bare = unit.kind == MONEY or unit.unit in BARE_PARTS
    if joined and not (unit.kind == MONEY and line.key(numeral.end) in {"", "."}):
        return None
    if not bare or value not in TWO_DIGITS or continues(line, numeral):
        return None
    size = CENTS if unit.kind == MONEY else PARTS[unit.unit or ""][1]
    return value / size, numeral.end


def named_part(line: Line, numeral: Numeral) -> Measured | None:
    """A smaller unit by a name that is one only behind a larger: the "in" of "5 ft 2 in"."""
    unit = line.grammar.units.parts.get(line.key(numeral.end))
    return Measured(MEASURE, unit, numeral.end + 1) if unit else None


def continues(line: Line, numeral: Numeral) -> bool:
    """Whether a number is the head of something else: "2 euros 30 000 fois", "à 3 mètres 12 policiers"."""
    written = line.kind(numeral.first) == NUMBER and not line.slice(numeral.first, numeral.end).isdigit()
    follower = line.key(numeral.end)
    return written or not (
        follower in {"", ".", ",", ";", ":", ")", "»", "!", "?"} or follower in line.grammar.nouns.stop
    )
