"""Fractions: "deux tiers", "un vingt-cinquième", "3/4", "½"; and of a magnitude or after a number: "six et demi"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tasks.figures.cardinals import read_cardinal
from tasks.figures.ordinals import read_composed
from tasks.figures.tokens import FRACTION

if TYPE_CHECKING:
    from tasks.figures.tokens import Line

DENOMINATORS = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 16, 20, 32, 64, 100, 1000})
"""What newspapers divide by with a slash; other pairs are dates, editions or scores: "11/9", "24/24"."""


class Fraction(NamedTuple):
    """A fraction that ends before token `end`; `above` is its upper number, `word` the token of its lower one."""

    end: int
    value: float
    above: float
    word: int


def read_fraction(line: Line, at: int) -> Fraction | None:
    """The fraction that starts at a token, whatever it is a part of."""
    if line.kind(at) == FRACTION:
        value = line.values[at]
        return Fraction(at + 1, value, 1.0, at) if value else None
    above, end = read_numerator(line, at)
    if above is None:
        return None
    below = read_denominator(line, end)
    if below is None:
        return None
    last, size = below
    if is_whole_and_part(line, at, end):
        return Fraction(last, above - 1 + 1 / size, 1.0, end)
    return Fraction(last, above / size, above, end)


def read_numerator(line: Line, at: int) -> tuple[float | None, int]:
    """Value and end of the number above the line; the article of "a third" is 1."""
    number = read_cardinal(line, at)
    if number is not None:
        return number.amount.value, number.end
    grammar = line.grammar
    if line.key(at) in grammar.numbers.articles and line.key(at + 1) in grammar.ratios.fractions:
        return 1.0, at + 1
    return None, at


def read_denominator(line: Line, at: int) -> tuple[int, float] | None:
    """End and value of the number below the line, of one word or more."""
    if line.key(at) == "-" and line.key(at + 1) in line.grammar.ratios.plurals:  # "five - eighths"
        at += 1
    size = line.grammar.ratios.fractions.get(line.key(at))
    return (at + 1, size) if size else read_composed(line, at, plural=True)


def is_whole_and_part(line: Line, at: int, end: int) -> bool:
    """Whether "vingt et un cinquième" is twenty and a fifth: one and the part agree in the singular."""
    numbers = line.grammar.numbers
    if not (end - 2 > at and line.key(end - 1) in numbers.ones and line.key(end - 2) == numbers.link):
        return False
    return line.key(end) not in line.grammar.ratios.plurals


def is_said_with_slash(line: Line, at: int) -> bool:
    """Whether "3/4" is a part by its numbers, whatever stands around it; "½" always is."""
    above, slash, below = line.key(at).partition("/")
    return not slash or (0 < int(above) < int(below) and int(below) in DENOMINATORS)


def read_part_of_magnitude(line: Line, at: int) -> tuple[int, float, float] | None:
    """End, value and magnitude of "deux tiers de million", "a quarter of a million"."""
    numbers = line.grammar.numbers
    part = read_fraction(line, at)
    if (
        part is None
        and line.key(at + 1) in numbers.multipliers
        and (size := line.grammar.ratios.fractions.get(line.key(at)))
    ):
        part = Fraction(at + 1, 1 / size, 1.0, at)  # "quarter million"
    if part is None:
        return None
    end = part.end + (line.key(part.end) in numbers.of)
    end += end > part.end and line.key(end) in numbers.articles | numbers.ones
    scale = numbers.multipliers.get(line.key(end), 0.0)
    return (end + 1, part.value * scale, scale) if scale > 1000 else None  # noqa: PLR2004 - thousands are counted, not cut


def read_part_after(line: Line, at: int, scale: float) -> tuple[int, float] | None:
    """End and value of what a number goes on with: "six millions *et deux tiers*", "2 *1/4*", "cent *et trois quarts*".

    "vingt et un tiers des voix" is twenty, and a third of the votes.
    """
    numbers = line.grammar.numbers
    if line.kind(at) == FRACTION:
        part = line.values[at]
        if line.key(at - 1) in numbers.ones | numbers.articles:  # "un 1/4 de litre" is a quarter
            return None
        return (at + 1, part * scale) if 0 < part < 1 and is_said_with_slash(line, at) else None
    if not numbers.link or line.key(at) != numbers.link:
        return None
    if large := read_part_of_magnitude(line, at + 1):
        return (large[0], large[1]) if large[2] < scale else None
    found = read_fraction(line, at + 1)
    if found is None or not 0 < found.value < 1 or line.key(found.end) in line.grammar.nouns.complements:
        return None
    return found.end, found.value * scale
