"""Rates: the base that a figure is stated per, "par jour", "pour 100 000 habitants"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tasks.figures.directions import direction_of
from tasks.figures.numerals import read_numeral

if TYPE_CHECKING:
    from tasks.figures.drafts import Draft
    from tasks.figures.tokens import Line

NOT_A_RATE = "none"
MANY = frozenset(10.0**power for power in range(2, 7))


def read_per(line: Line, *ends: int) -> tuple[int, str] | None:
    """End and base of a rate that starts at one of the tokens: "par jour", "/mois"."""
    for end in ends:
        if found := line.grammar.units.per.at(line.keys, end):
            return found
    return None


def with_rate(draft: Draft) -> tuple[int, Draft]:
    """The draft with the base of its rate and its direction; first the token after both."""
    line = draft.line
    draft.direction = direction_of(draft)
    if many := read_per_many(line, draft.end, draft.noun_end):
        draft.per = many[1]
        return many[0], draft
    per = read_per(line, draft.end, draft.noun_end)
    if per is None and (before := line.grammar.units.per.before(line.keys, draft.first)):
        per = before[0], before[1]
    draft.per = per[1] if per and per[1] != NOT_A_RATE else None
    return draft.end, draft


def read_per_many(line: Line, *ends: int) -> tuple[int, str] | None:
    """End and base of a rate on many, a power of ten: "12 morts pour 100 000 habitants" is per 100000_inhabitant."""
    units = line.grammar.units
    for end in ends:
        number = read_numeral(line, end + 1) if line.key(end) in units.many_leads else None
        base = units.many.get(line.key(number.end)) if number else None
        if number and base and number.amount.value in MANY:
            return number.end + 1, f"{number.amount.value:.0f}_{base}"
    return None
