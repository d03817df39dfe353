"""Spans with fields: what a gold file says of a text, and what was found in it, in one shape."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields, replace
from datetime import date
from math import isclose
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tasks.tables import Date, Figure

LINKS = ("same_as", "subset_of")
"""Fields that name another row of the same text; here they hold the span of that row's core."""

ROUNDED = 5e-5
"""Ratios of a gold file may be rounded to four decimals: a third is 0.3333."""

APOSTROPHES = str.maketrans("’ʼ", "''")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Code points of a text, `end` exclusive."""

    start: int
    end: int

    def overlap(self, other: Span) -> float:
        """What two spans share, of all that they cover: 1 for the same span, 0 for spans apart."""
        shared = min(self.end, other.end) - max(self.start, other.start)
        return max(shared, 0) / (max(self.end, other.end) - min(self.start, other.start))


Value: TypeAlias = "str | float | bool | Span | None"


@dataclass(frozen=True, slots=True)
class Item:
    """One row of gold, or one found. It is matched by its `core`: of a figure the numeral, else the whole span."""

    text: str
    span: Span
    core: Span
    values: Mapping[str, Value]
    others: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
    """Further right answers, by field."""
    optional: bool = False
    """Of gold: neither found nor missed counts."""
    where: str = ""
    """Of gold: its file and line."""

    def accepts(self, column: str, found: Item) -> bool:
        """Whether the found row says of this column what this gold row says."""
        answer = found.values.get(column)
        return any(agree(value, answer) for value in (self.values.get(column), *self.others.get(column, ())))


def agree(gold: Value, found: Value) -> bool:
    """Equal, but for the kind of space and apostrophe, for rounding, and for the edges of a linked span."""
    if isinstance(gold, str) and isinstance(found, str):
        return _plain(gold) == _plain(found)
    if isinstance(gold, Span) and isinstance(found, Span):
        return gold.overlap(found) > 0
    if isinstance(gold, bool | None) or isinstance(found, bool | None):
        return gold is found
    if isinstance(gold, float | int) and isinstance(found, float | int):
        return isclose(gold, found, rel_tol=1e-9, abs_tol=ROUNDED)
    return False


def _plain(words: str) -> str:
    return re.sub(r"\s+", " ", words.translate(APOSTROPHES)).strip()


def items_of(rows: Sequence[Figure] | Sequence[Date]) -> list[Item]:
    """The rows found in one text as items, in their order."""
    cores = {getattr(row, "figure_id", ""): _core(row) for row in rows}
    return link_forwards([_item(row, cores) for row in rows])


def _core(row: Figure | Date) -> Span:
    return Span(getattr(row, "num_start", row.start_char), getattr(row, "num_end", row.end_char))


def _item(row: Figure | Date, cores: Mapping[str, Span]) -> Item:
    values: dict[str, Value] = {each.name: _value(getattr(row, each.name)) for each in fields(row)}
    values |= {name: cores.get(str(values[name])) for name in LINKS if values.get(name) is not None}
    return Item(row.text, Span(row.start_char, row.end_char), _core(row), values)


def _value(value: str | float | date | None) -> str | float | bool | None:
    return value.isoformat() if isinstance(value, date) else value


def link_forwards(items: Iterable[Item]) -> list[Item]:
    """The items of one text, `same_as` turned around where it names a later one: which of two restates is a choice.

    'dollars (euros)': the euros restate the dollars, whichever of the two rows said so.
    """
    made = sorted(items, key=lambda item: item.core)
    by_core = {item.core: at for at, item in enumerate(made)}
    for at, item in enumerate(made):
        named = item.values.get("same_as")
        if isinstance(named, Span) and by_core.get(named, at) > at:
            other = made[by_core[named]]
            made[by_core[named]] = replace(other, values={**other.values, "same_as": item.core})
            made[at] = replace(item, values={**item.values, "same_as": None})
    return made
