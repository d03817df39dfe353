"""Numerals of every sort at one token: nouns of quantity, halves, vague words, else cardinals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tasks.figures.cardinals import read_cardinal
from tasks.figures.drafts import ABOUT, VAGUE, Amount, exactly, rounded
from tasks.figures.fractions import is_said_with_slash, read_part_after, read_part_of_magnitude
from tasks.figures.tokens import FRACTION
from tasks.figures.units import match_unit
from tasks.figures.words import Numeral

if TYPE_CHECKING:
    from tasks.figures.tokens import Line


def read_numeral(line: Line, start: int) -> Numeral | None:
    """The number that starts at a token: digits, words, a noun of quantity or a vague word."""
    return (
        read_collective(line, start)
        or read_half(line, start)
        or read_part_number(line, start)
        or read_open(line, start)
        or read_mixed(line, start)
    )


def read_part_number(line: Line, start: int) -> Numeral | None:
    """Reads "deux tiers de million", and "1/4" before a unit."""
    if line.kind(start) == FRACTION:
        measured = is_said_with_slash(line, start) and match_unit(line, line.grammar.units.units, start + 1)
        return Numeral(start, start + 1, exactly(line.values[start]), 1, "fraction") if measured else None
    large = read_part_of_magnitude(line, start)
    return Numeral(start, large[0], exactly(large[1]), large[2], "fraction") if large else None


def read_mixed(line: Line, start: int) -> Numeral | None:
    """Reads a cardinal with a part behind it: "six millions et deux tiers", "2 1/4"."""
    number = read_cardinal(line, start)
    if number is None or number.amount.value is None:
        return number
    if (halves := read_halves(line, number)) is not None:
        return halves
    part = read_part_after(line, number.end, number.scale)
    return Numeral(start, part[0], exactly(number.amount.value + part[1]), number.scale, "mixed") if part else number


def read_half(line: Line, start: int) -> Numeral | None:
    """Reads "un demi-million": half of the magnitude or unit that follows."""
    found = line.grammar.numbers.half_before.at(line.keys, start)
    if not found:
        return None
    end = found[0]
    numbers = line.grammar.numbers
    while line.key(end) in numbers.articles:
        end += 1
    if scale := numbers.multipliers.get(line.key(end)):
        return Numeral(start, end + 1, exactly(scale / 2), scale, "half")
    if size := numbers.collectives.get(line.key(end)):
        return Numeral(start, end + 1, Amount(size / 2, None, None, ABOUT), size, "collective")
    if match_unit(line, line.grammar.units.units, end):
        return Numeral(start, end, exactly(0.5), 1, "half")
    return None


def read_halves(line: Line, number: Numeral) -> Numeral | None:
    """Reads "trois demi-journées": so many halves of a unit."""
    half = line.grammar.numbers.half_before.at(line.keys, number.end)
    if not half or not match_unit(line, line.grammar.units.units, half[0]):
        return None
    return Numeral(number.first, half[0], number.amount.times(half[1]), 1, "half")


def read_open(line: Line, start: int) -> Numeral | None:
    """Reads "plusieurs", "quelques", "un certain nombre": an interval without numeral."""
    found = line.grammar.numbers.open_words.at(line.keys, start)
    if found is None:
        return None
    low, high = [*map(float, found[1]), None][:2]
    return Numeral(start, found[0], Amount(None, low, high, VAGUE), 1, "open")


def read_bare_unit(line: Line, start: int) -> Numeral | None:
    """Reads "depuis des mois": the determiner, where a preposition of duration stands before and a unit follows."""
    numbers = line.grammar.numbers
    found = numbers.bare.at(line.keys, start)
    if not found or not numbers.bare_units_after.before(line.keys, start):
        return None
    if not line.grammar.units.time.at(line.keys, found[0]):
        return None
    return Numeral(start, found[0], Amount(None, 2.0, None, VAGUE), 1, "bare unit")


def read_collective(line: Line, start: int) -> Numeral | None:
    """Reads "une quarantaine", "plusieurs dizaines de milliers", "trois douzaines", "milliers"."""
    numbers = line.grammar.numbers
    counter = read_cardinal_before_collective(line, start)
    at = counter.end if counter else start
    vague = None if counter else numbers.open_words.at(line.keys, start)
    if vague:
        at = vague[0]
    elif counter is None and line.key(start) in numbers.several:
        at = start + 1
    while line.key(at) in numbers.adjectives:
        at += 1
    if line.key(at) not in numbers.collectives and not (vague and line.key(at) in numbers.multipliers):
        return None
    size, end, largest = chain(line, at)
    if counter is not None and counter.amount.value is not None:
        if line.key(start) in numbers.ones or line.key(start) in numbers.articles:
            return Numeral(start, end, Amount(rounded(size), None, None, ABOUT), largest, "collective")
        return Numeral(start, end, counter.amount.times(size), largest, "collective")
    if vague is None and not line.key(at).endswith("s"):  # a bare singular counts nothing: "la centaine"
        return None
    return Numeral(start, end, several_of(line, at, end, size), largest, "vague")


def read_cardinal_before_collective(line: Line, start: int) -> Numeral | None:
    """The count of a noun of quantity: "une" (quarantaine), "deux" (douzaines); not "deux" (millions)."""
    numbers = line.grammar.numbers
    if line.key(start) in numbers.articles | numbers.ones:
        counter: Numeral | None = Numeral(start, start + 1, exactly(1), 1, "cardinal")
    else:
        counter = read_cardinal(line, start)
    if counter is None or line.key(counter.end) in numbers.multipliers:
        return None
    return counter


def chain(line: Line, at: int) -> tuple[float, int, float]:
    """Size, end and largest part of nouns of quantity joined by "de": dizaines de milliers = 10 000."""
    numbers = line.grammar.numbers
    size = largest = numbers.collectives.get(line.key(at)) or numbers.multipliers[line.key(at)]
    end = at + 1
    while line.key(end) in numbers.of and (more := numbers.collectives.get(line.key(end + 1))):
        size, largest, end = size * more, max(largest, more), end + 2
    return size, end, largest


def several_of(line: Line, at: int, end: int, size: float) -> Amount:
    """The interval that the pack declares for an uncounted noun of quantity."""
    numbers = line.grammar.numbers
    declared = numbers.intervals.get(line.key(at)) if end == at + 1 else None
    if declared:
        return Amount(None, float(declared[0]), float(declared[1]), VAGUE)
    low, high = numbers.multiples
    return Amount(None, low * size, high * size - 1, VAGUE)
