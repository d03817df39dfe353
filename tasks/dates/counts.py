"""Counts before a unit of time, in digits or in the number words of the figures: 'vingt-cinq ans', 'trois mois'."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

LARGEST = 1000
"""No date counts more units in words."""


@dataclass(frozen=True, slots=True)
class Counts:
    """`pattern` matches a number in words; `values` and `factors` are its parts, in lower case."""

    pattern: str
    values: Mapping[str, int]
    factors: Mapping[str, int]
    parts: re.Pattern[str]

    def read(self, written: str) -> int:
        """'15' → 15, 'quatre-vingt-dix' → 90, 'deux cents' → 200."""
        if written.isdigit():
            return int(written)
        total = 0
        for part in self.parts.findall(written.lower().replace("-", " ")):
            total = total + self.values[part] if part in self.values else max(total, 1) * self.factors[part]
        return total


def counts_of(section: Mapping[str, Any]) -> Counts:
    """From a pack's section `numbers`; without one, digits only."""
    values = dict.fromkeys((*section.get("articles", ()), *section.get("one", ())), 1) | section.get("words", {})
    factors = {word: each for word, each in section.get("multipliers", {}).items() if each < LARGEST}
    words = sorted({*values, *factors}, key=len, reverse=True)
    written = "|".join(word.replace(" ", "(?: |-)") for word in words) or r"(?!)"
    link = section.get("link") or "-"
    pattern = rf"(?:{written})(?:(?:-| |(?: |-){link}(?: |-))(?:{written})\b)*"
    return Counts(pattern, values, factors, re.compile(rf"\b(?:{'|'.join(words) or '(?!)'})\b"))
