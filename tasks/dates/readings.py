"""What an expression is read with, and what its reading is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from tasks.dates import periods

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from tasks.dates.grammar import Grammar
    from tasks.dates.periods import Period


@dataclass(frozen=True, slots=True)
class Reading:
    """What one expression names. No period: neither the text nor a publication date says.

    `beside` gives the period from another date of the text: 'la veille', 'le mois suivant'.
    """

    period: Period | None
    precision: str
    anchor: str = "published"
    recurring: bool = False
    beside: Callable[[Period], Period | None] | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What a form is read with. `groups` are the slots that matched, in lower case."""

    groups: Mapping[str, str]
    grammar: Grammar
    at: date | None
    tense: Callable[[], str | None]

    def number(self, slot: str) -> int | None:
        """The value of a slot: a count, digits, or its word's value in the slot's table."""
        word = self.groups.get(slot)
        if not word:
            return None
        if slot == "count":
            return self.grammar.counts.read(word)
        return int(word) if word.isdigit() else int(self.table(slot)[word])

    def word(self, slot: str) -> str | None:
        """The name that a word of a slot, or of its numbered twins, stands for: 'trimestre' → quarter."""
        names = (slot, *(f"{slot}{number}" for number in range(1, 5)))
        word = next((self.groups[name] for name in names if name in self.groups), None)
        return str(self.table(slot)[word]) if word else None

    def table(self, slot: str) -> Mapping[str, int | str]:
        """Word → value of a slot; `month2` reads the table of `month`."""
        return self.grammar.values[slot.rstrip("123456789")]

    def lean(self) -> str | None:
        """Said by the words themselves (`last`, `next`), else by what stands around."""
        return next((said for said in ("last", "next") if self.groups.get(said)), None) or self.tense()

    def pick(self, candidates: Iterator[Period]) -> Period | None:
        """The candidate that is meant; None without a publication date."""
        return periods.pick(candidates, self.at, self.lean()) if self.at else None

    def around(self, reach: int) -> range:
        """Years in which an expression without year may lie."""
        if not self.at:
            return range(0)
        return range(max(2, self.at.year - reach), min(9998, self.at.year + reach) + 1)  # winter starts the year before

    def renamed(self, names: Mapping[str, str]) -> Context:
        """The same expression with the slots of one of its two dates: name → slot that fills it."""
        groups = {name: self.groups.get(slot) or self.groups.get(name, "") for name, slot in names.items()}
        return Context(groups, self.grammar, self.at, self.tense)


def stated(period: Period | None) -> Reading | None:
    """The text itself says the period; None where the calendar has none."""
    return Reading(period, period.precision, "text") if period else None


def counted(period: Period | None, precision: str) -> Reading:
    """Counted from the publication date, which may be missing."""
    return Reading(period, precision)


Found: TypeAlias = "tuple[int, int, Reading]"
"""Start, end and reading of one expression."""
