"""Hedges and ranges: what the words around a numeral assert about its bounds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tasks.figures.cardinals import HUNDRED, read_cardinal
from tasks.figures.drafts import (
    ABOUT,
    AT_LEAST,
    AT_MOST,
    BETWEEN,
    EXACT,
    LESS_THAN,
    MORE_THAN,
    Amount,
    rounded,
)
from tasks.figures.phrases import Phrases, compile_phrases
from tasks.figures.tokens import NUMBER

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tasks.figures.phrases import Words
    from tasks.figures.tokens import Line
    from tasks.figures.words import Numeral

NOT_A_BOUND, OR_EQUAL = "not_a_bound", "or_equal"
CLOSED = {MORE_THAN: AT_LEAST, LESS_THAN: AT_MOST}
"""What a strict bound is once "or equal" follows."""

THOUSAND = 1000
SHARED = 10
"""The ends of a range share their thousands within this factor: "2 à 5 000", not "200 à 3 000 000"."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Hedges, words of ranges and words of change of a language."""

    before: Phrases[str]
    after: Phrases[str]
    between: frozenset[str]
    between_and: frozenset[str]
    start: frozenset[str]
    to: Phrases[bool]
    either: frozenset[str]
    dash: frozenset[str]
    compared: frozenset[str]
    shifts: frozenset[str]
    shift_leads: frozenset[str]
    directions: frozenset[str]


def compile_bounds(section: Mapping[str, Any], words_of: Callable[[str], list[Words]]) -> Bounds:
    """The section [bounds] of a pack."""
    ranges = section.get("range", {})
    directions = section.get("directions", {})
    pairs = {
        side: [(phrase, bound) for bound, listed in section.get(side, {}).items() for phrase in listed]
        for side in ("before", "after")
    }
    return Bounds(
        before=compile_phrases(pairs["before"], words_of),
        after=compile_phrases(pairs["after"], words_of),
        between=frozenset(ranges.get("between", ())),
        between_and=frozenset(ranges.get("between_and", ())),
        start=frozenset(ranges.get("from", ())),
        to=compile_phrases(((phrase, True) for phrase in ranges.get("to", ())), words_of),
        either=frozenset(ranges.get("or", ())),
        compared=frozenset(ranges.get("compared", ())),
        dash=frozenset(ranges.get("dash", ("-", "–", "—"))),
        shift_leads=frozenset(ranges.get("shift_leads", ())),
        shifts=frozenset(ranges.get("shifts", ())),
        directions=frozenset(word for way in ("up", "down") for word in directions.get(way, ())),
    )


def hedge_before(line: Line, first: int) -> tuple[int, str]:
    """First token and bound of the hedge before a numeral; (`first`, exact) without one."""
    bounds = line.grammar.bounds
    found = bounds.before.before(line.keys, first)
    if found is None or found[1] in {NOT_A_BOUND, EXACT}:
        return first, EXACT
    start, bound = found
    outer = bounds.before.before(
        line.keys, start
    )  # "à plus de", "au moins environ": the outer one is kept if it bounds
    if bound == ABOUT and outer and outer[1] not in {NOT_A_BOUND, EXACT}:
        return outer
    return start, bound


def hedge_after(line: Line, end: int) -> tuple[int, str]:
    """End and bound of the hedge after a figure ("50 000 au moins"); (`end`, exact) without one."""
    found = line.grammar.bounds.after.at(line.keys, end)
    if found is None:
        return end, EXACT
    after = found[0] + (line.key(found[0]) in line.grammar.bounds.compared)
    number_follows = line.kind(after) == NUMBER or read_cardinal(line, after)  # "5 000 ou moins de 6 000"
    return (end, EXACT) if number_follows else found


def joined(before: str, after: str) -> str:
    """The bound of a hedge before and one behind: "environ 500 ou plus", "more than 5 000 or equal"."""
    if after == OR_EQUAL:
        return CLOSED.get(before, before)
    return after if before in {EXACT, ABOUT} and after != EXACT else before


def hedged(amount: Amount, bound: str) -> Amount:
    """The amount as a hedge leaves it: about keeps the point, a bound keeps one side."""
    value = amount.value
    if value is None or bound == EXACT:
        return amount
    low = value if bound in {AT_LEAST, MORE_THAN} else None
    high = value if bound in {AT_MOST, LESS_THAN} else None
    return Amount(value, low, high, bound)


def spread(low: Numeral, high: Numeral, *, in_words: bool = False) -> Amount | None:
    """The interval of two numerals of a range, sharing the last one's magnitude; null when they do not rise.

    "10 à 12 000" is 10 000 to 12 000, "5 à 10 millions" 5,000,000 to 10,000,000, "deux ou trois cents" 200 to 300.
    """
    first, last = low.amount.value, high.amount.value
    if first is None or last is None:
        return None
    if high.scale > low.scale and first * high.scale < last:
        first *= high.scale
    elif last >= THOUSAND > first > 1 and first < last / THOUSAND < first * SHARED and last % THOUSAND == 0:
        first *= THOUSAND
    elif in_words and first < HUNDRED / SHARED and first * HUNDRED < last < THOUSAND and last % HUNDRED == 0:
        first *= HUNDRED
    if not first < last:
        return None
    return Amount(None, rounded(first), rounded(last), BETWEEN)
