"""What a page says in words: numbers, days, who disagrees most."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tasks.controls import visible

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tasks.report.rows import Claim, Measure

BREAKS = re.compile(r"[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")

MILLION, MILLIARD = 1e6, 1e9

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

RELATIONS = {
    "conflict": "cannot both hold",
    "stale": "older claim, newer claim",
    "bound": "same number, other bound",
}


def shown(text: str) -> str:
    """Text of others as a page shows it: on one line, with what would steer the reader's screen as pictures."""
    return visible(BREAKS.sub(" ", text))


def number(value: float | None) -> str:
    """A number as English writes it: 12,500, 3.25 million; '' for none."""
    if value is None:
        return ""
    for unit, word in ((MILLIARD, "billion"), (MILLION, "million")):
        if abs(value) >= unit:
            return f"{value / unit:,.4g} {word}"
    return f"{round(value, 2):,.15g}"


def day(value: date | None) -> str:
    """3 Mar 2031; '' for none."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}" if value else ""


def period(first: date | None, last: date | None) -> str:
    """One day, or the days from first to last without what both share: 3–5 Mar 2031."""
    if not first or not last or first == last:
        return day(first or last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    start = day(first) if first.year != last.year else f"{first.day} {MONTHS[first.month - 1]}"
    return f"{start} – {day(last)}"


def counted(many: int, noun: str, nouns: str = "") -> str:
    """1 claim, 1,200 claims."""
    return f"{many:,} {noun if many == 1 else nouns or f'{noun}s'}"


def name_of(measure: Measure) -> str:
    """What a measure is about: its label, with its place unless the label says it."""
    label = measure.label or "unnamed"
    if measure.place_name and measure.place_name.casefold() not in label.casefold():
        label = f"{label} · {measure.place_name}"
    return f"{label} per {measure.per}" if measure.per else label


def unit_of(measure: Measure) -> str:
    """The unit of its axis where it has one: EUR, percent, square kilometre."""
    return (measure.unit or "").replace("_", " ")


def range_of(claims: Sequence[Claim]) -> str:
    """What all these claims leave possible: 'from 12,000 to 30,000 or more'; '' where none says a number."""
    lows = [end for claim in claims if (end := _first(claim.holds_low, claim.value, claim.holds_high)) is not None]
    highs = [end for claim in claims if (end := _first(claim.holds_high, claim.value, claim.holds_low)) is not None]
    if not lows:
        return ""
    low, high = min(lows), max(highs)
    below = any(claim.holds_low is None and claim.holds_high == low for claim in claims)
    above = any(claim.holds_high is None and claim.holds_low == high for claim in claims)
    told = number(low) if low == high else f"from {number(low)}{' or fewer' * below} to {number(high)}"
    return f"{told}{' or more' * above}"


def _first(*values: float | None) -> float | None:
    return next((value for value in values if value is not None), None)
