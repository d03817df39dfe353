"""Dates that count from another date of the text: 'Il a fui le 3 mai et a été repris le lendemain'."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tasks.dates.periods import LENGTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tasks.dates.readings import Found, Reading
    from tasks.dates.tense import Tenses

REACH = 1000
"""Code points before a date in which a date has its neighbour, up to a blank line."""

MANY = 20
"""Dates on each side among which it is looked for."""


def settled(text: str, found: list[Found], tenses: Tenses) -> list[Found]:
    """The same dates, in order; those beside another one have its neighbour's days, if there is one."""
    settled = list(found)
    for at, (start, end, reading) in enumerate(found):
        if reading.beside:
            other = next(_others(text, settled, at, tenses), None)
            if other and other.period:
                settled[at] = start, end, replace(reading, period=reading.beside(other.period), anchor=other.anchor)
    return settled


def _others(text: str, found: list[Found], at: int, tenses: Tenses) -> Iterator[Reading]:
    """Readings that a date may count from: nearest before in its sentence, after in it, before in its paragraph."""
    start, end, reading = found[at]
    low, high = tenses.sentence(start, end)
    floor = max(0, start - REACH)
    paragraph = max(text.rfind("\n\n", floor, start), floor)
    before = [each for each in reversed(found[max(0, at - MANY) : at]) if each[0] >= paragraph]
    after = [each for each in found[at + 1 : at + MANY] if each[1] <= high and not each[2].beside]
    inside = [each for each in before if each[0] >= low]
    for _, _, other in [*inside, *after, *before]:
        if other.period and LENGTHS[other.period.precision] <= LENGTHS[reading.precision]:
            yield other
