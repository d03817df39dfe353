"""What is scored: which rows of a gold file, and which of their fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from tasks.scores.items import Item

RANK = "ordinal"
"""A rank is a point: whether it is also written as an interval is a matter of form, so its limits are not compared."""

LIMITS = frozenset({"low", "high"})

STATED = frozenset({"kind", "bound", "modality", "precision", "label", "cue", "style"})
"""Columns that every found row fills: gold that has null there does not say, and nothing is compared."""


@dataclass(frozen=True, slots=True)
class Field:
    """Something that is right or wrong of a pair: right when all of its columns are."""

    name: str
    columns: tuple[str, ...]
    named: bool = False
    """Null where the text does not say: those rows where it is said are also counted alone."""
    summary: bool = False
    """Made of other fields: mistakes are told of those."""
    either: bool = False
    """One right column is enough."""

    def right(self, gold: Item, found: Item) -> bool:
        """Whether the found row has what the gold row has."""
        right = (gold.accepts(column, found) for column in self.columns if not _skipped(gold, column))
        return any(right) if self.either else all(right)

    def says(self, item: Item) -> bool:
        """Whether the row has anything there."""
        return any(item.values.get(column) is not None for column in self.columns)


def _skipped(gold: Item, column: str) -> bool:
    if column in STATED:
        return gold.values.get(column) is None
    return column in LIMITS and gold.values.get("kind") == RANK


@dataclass(frozen=True, slots=True)
class Subject:
    """One sort of span. A gold file may hold several sorts: a column of their own, or `kind`, tells its rows apart."""

    name: str
    fields: tuple[Field, ...]
    dates: bool = False
    """Its rows are those of kind `date`, in a file that has kinds."""
    mark: str | None = None
    """Column that every row of it has."""

    def owns(self, row: Mapping[str, Any]) -> bool:
        """Whether a row of a gold file is one of these; without a mark, a file without kinds holds one sort only."""
        if self.mark is not None:
            return self.mark in row
        kind = row.get("kind")
        return kind is None or (kind == "date") == self.dates

    def fields_in(self, columns: Collection[str]) -> list[Field]:
        """The fields that a gold file of these columns can judge."""
        return [field for field in self.fields if set(field.columns) <= {"start_char", "end_char", *columns}]


SPAN = Field("span", ("start_char", "end_char"))

FIGURES = Subject(
    "figures",
    (
        SPAN,
        Field("kind", ("kind",)),
        Field("value", ("value",)),
        Field("bounds", ("low", "high", "bound")),
        Field("unit", ("unit",)),
        Field("right", ("kind", "value", "low", "high", "bound", "unit"), summary=True),
        Field("per", ("per",), named=True),
        Field("direction", ("direction",), named=True),
        Field("counted", ("counted",), named=True),
        Field("state", ("state",), named=True),
        Field("category", ("category",), named=True),
        Field("negated", ("negated",)),
        Field("modality", ("modality",)),
        Field("source", ("source",), named=True),
        Field("relayed_by", ("relayed_by",), named=True),
        Field("place", ("place",), named=True),
        Field("as_of", ("as_of_start", "as_of_end"), named=True),
        Field("same_as", ("same_as",), named=True),
        Field("subset_of", ("subset_of",), named=True),
    ),
)

DATES = Subject(
    "dates",
    (
        SPAN,
        Field("days", ("first_day", "last_day"), named=True),
        Field("precision", ("precision",)),
        Field("recurring", ("recurring",)),
        Field("right", ("first_day", "last_day", "precision"), summary=True),
    ),
    dates=True,
)

ENTITIES = Subject(
    "entities",
    (
        SPAN,
        Field("label", ("label",)),
        Field("class", ("class",), named=True),
        Field("entity_id", ("entity_id",), named=True),
        Field("name", ("name",), named=True),
        Field("actor_id", ("actor_id",), named=True),
        Field("right", ("label", "entity_id"), summary=True),
    ),
    mark="label",
)

STATEMENTS = Subject(
    "statements",
    (
        SPAN,
        Field("cue", ("cue",)),
        Field("speaker", ("speaker",), named=True),
        Field("speaker overlap", ("speaker_span", "speaker"), named=True, either=True),
        Field("speaker_kind", ("speaker_kind",), named=True),
        Field("style", ("style",)),
        Field("relayed_by", ("relayed_by",), named=True),
        Field("right", ("speaker", "speaker_kind", "style", "relayed_by"), summary=True),
    ),
    mark="style",
)
