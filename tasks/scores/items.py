"""Spans with fields: what a gold file says of a text, and what was found in it, in one shape."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields, replace
from datetime import date
from math import isclose
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tasks.tables import Date, Figure, Mention, Statement

    Row = Figure | Date | Mention | Statement

LINKS = ("same_as", "subset_of")
"""Fields that name another row of the same text; here they hold the span of that row's core."""

ROUNDED = 5e-5
"""Ratios of a gold file may be rounded to four decimals: a third is 0.3333."""

CLASSES = MappingProxyType(
    {"PERSON": "PERSON", "ORG": "ORG", "GPE": "place", "LOC": "place", "NORP": None, "MISC": None}
)
"""Label → class of name: whether a country is a GPE or a LOC is a matter of convention."""

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


def items_of(rows: Sequence[Row], text: str = "") -> list[Item]:
    """The rows found in one text as items, in their order; the text is needed of rows that do not hold their words."""
    cores = {getattr(row, "figure_id", ""): _core(row) for row in rows}
    return link_forwards([_item(row, cores, text) for row in rows])


def _core(row: Row) -> Span:
    return Span(getattr(row, "num_start", row.start_char), getattr(row, "num_end", row.end_char))


def _item(row: Row, cores: Mapping[str, Span], text: str) -> Item:
    said = {each.name: _value(getattr(row, each.name)) for each in fields(row)}
    said |= {name: cores.get(str(said[name])) for name in LINKS if said.get(name) is not None}
    span = Span(row.start_char, row.end_char)
    return Item(getattr(row, "text", text[span.start : span.end]), span, _core(row), said | made_of(said))


def _value(value: object) -> Value:
    if isinstance(value, date):
        return value.isoformat()
    return (
        value if isinstance(value, str | float | int | bool | None) else None
    )  # a list is a key, nothing that is said


def made_of(said: Mapping[str, Any]) -> dict[str, Value]:
    """Columns that are made of others: the class of a label, the span of a speaker."""
    made: dict[str, Value] = {}
    if "label" in said:
        made["class"] = CLASSES.get(str(said["label"]))
    if "speaker_start" in said:
        start, end = said["speaker_start"], said["speaker_end"]
        made["speaker_span"] = None if start is None or end is None else Span(start, end)
    return made


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
