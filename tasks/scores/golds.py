"""Rows of a gold file → items. A row is an object of JSON with `file`, a span, and fields named as those of the tables.

Files of an older form are read by the mapping in `tasks/scores/older.py`. `FIELD_alt`, a text or a
list of texts, names further right answers for a field of words,
null among them where saying nothing is right too. `same_as` and `subset_of` hold the text of another row.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from tasks.scores.items import CLASSES, LINKS, Item, Span, Value, link_forwards, made_of
from tasks.scores.older import renewed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tasks.scores.subjects import Subject

NUMBERS = frozenset({"value", "low", "high"})
FLAGS = frozenset({"negated", "recurring"})
DAYS = frozenset({"first_day", "last_day", "as_of_start", "as_of_end"})
PLACES = ("start_char", "end_char")
SPANS = frozenset({"speaker_span"})
SCOPES = ("core", "optional")


class GoldError(ValueError):
    """A gold row that cannot be used; the message says file, line, what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Gold:
    """One row of a gold file."""

    file: str
    item: Item
    columns: frozenset[str]
    """The fields that the row carries, null or not."""
    published: str | None


def gold_of(record: Mapping[str, Any], where: str, subject: Subject) -> Gold | None:
    """The row, or none where it belongs to another subject. Links are still the words of the row they name.

    Raises:
        GoldError: no text, no span, or a value of another type than its field's.
    """
    row = _of_today(record, where)
    if not subject.owns(row):
        return None
    row = _with_made(row, where)
    columns = {column for field in subject.fields for column in field.columns if column not in PLACES}
    values: dict[str, Value] = {column: _value(row, column, where) for column in columns}
    others = {column: tuple(_others(row, column, where)) for column in columns if row.get(f"{column}_alt")}
    item = trap_of(row, where)[1]
    values |= {"start_char": item.span.start, "end_char": item.span.end}
    item = replace(item, values=values, others=others, optional=_scope(row, where) == "optional")
    published = row.get("published")
    return Gold(_file(row, where), item, frozenset(columns & row.keys()), published and str(published))


def _with_made(row: Mapping[str, Any], where: str) -> dict[str, Any]:
    """The row with the columns that are made of others, and with their further right answers."""
    if row.get("speaker_start") is not None:
        _span(row, "speaker_start", "speaker_end", where)
    labels = _others(row, "label", where) if row.get("label_alt") else []
    for label in (row.get("label"), *labels):
        if label is not None and str(label) not in CLASSES:
            message = f'{where}: "label" is {label!r}; write {" or ".join(CLASSES)}'
            raise GoldError(message)
    others = {"class_alt": [CLASSES.get(str(label)) for label in labels]} if labels else {}
    return {**row, **made_of(row), **others}


def trap_of(record: Mapping[str, Any], where: str) -> tuple[str, Item]:
    """(file, item) of a row that is only a span: something that must not be found.

    Raises:
        GoldError: no text, or no span.
    """
    row = _of_today(record, where)
    if not isinstance(row.get("text"), str):
        message = f'{where}: "text" is {row.get("text")!r}; write the words of the span'
        raise GoldError(message)
    span = _span(row, *PLACES, where)
    core = _span(row, "num_start", "num_end", where) if row.get("num_start") is not None else span
    return _file(row, where), Item(row["text"], span, core, {"why": row.get("why")}, where=where)


def _of_today(record: Mapping[str, Any], where: str) -> Mapping[str, Any]:
    try:
        return renewed(record) if "start" in record and "start_char" not in record else record
    except ValueError as error:
        message = f"{where}: {error}"
        raise GoldError(message) from error


def _file(row: Mapping[str, Any], where: str) -> str:
    if not isinstance(row.get("file"), str) or not row["file"]:
        message = f'{where}: "file" is {row.get("file")!r}; write the name of the text that the row is about'
        raise GoldError(message)
    return str(row["file"])


def _span(row: Mapping[str, Any], first: str, last: str, where: str) -> Span:
    start, end = row.get(first), row.get(last)
    if type(start) is not int or type(end) is not int or not 0 <= start < end:
        message = f"{where}: {first} is {start!r} and {last} {end!r}; write two code points, from 0, the end exclusive"
        raise GoldError(message)
    return Span(start, end)


def _scope(row: Mapping[str, Any], where: str) -> str:
    scope = row.get("scope") or SCOPES[0]
    if scope not in SCOPES:
        message = f'{where}: "scope" is {scope!r}; write {" or ".join(SCOPES)}'
        raise GoldError(message)
    return str(scope)


def _value(row: Mapping[str, Any], column: str, where: str) -> Value:
    value = row.get(column)
    if column in FLAGS:
        right, wanted, value = value is None or isinstance(value, bool), "true or false", bool(value)
    elif column in NUMBERS:
        right = value is None or (isinstance(value, int | float) and not isinstance(value, bool))
        wanted = "a number or null"
    elif column in SPANS:
        return value  # checked where it was made
    elif column in DAYS:
        right, wanted = value is None or _is_day(value), "a day as 2024-11-07, or null"
    else:
        right, wanted = value is None or isinstance(value, str), "words or null"
    if not right:
        message = f'{where}: "{column}" is {row[column]!r}; write {wanted}'
        raise GoldError(message)
    return value


def _is_day(value: object) -> bool:
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        return False
    try:
        return bool(date.fromisoformat(value))
    except ValueError:
        return False


def _others(row: Mapping[str, Any], column: str, where: str) -> list[str | None]:
    given = row[f"{column}_alt"]
    texts = given if isinstance(given, list) else [given]
    if not all(text is None or isinstance(text, str) for text in texts):
        message = f'{where}: "{column}_alt" is {given!r}; write a text or a list of texts and nulls'
        raise GoldError(message)
    return texts


def linked(items: Sequence[Item]) -> list[Item]:
    """The gold of one text, each link the span of the row that it names: of equal texts the nearest.

    Raises:
        GoldError: a link to no row.
    """
    return link_forwards([_linked(item, items) for item in items])


def _linked(item: Item, items: Sequence[Item]) -> Item:
    links: dict[str, Value] = {}
    for name in LINKS:
        words = item.values.get(name)
        if words is None:
            continue
        named = [other for other in items if other.text == words and other is not item]
        if not named:
            message = f'{item.where}: "{name}" is {words!r}; write the "text" of another row of the same file'
            raise GoldError(message)
        links[name] = min(named, key=lambda other: abs(other.core.start - item.core.start)).core
    return replace(item, values={**item.values, **links}) if links else item


def check_spans(name: str, text: str, items: Sequence[Item]) -> None:
    """That each row's words stand in the text where the row says.

    Raises:
        GoldError: they do not.
    """
    for item in items:
        stands = text[item.span.start : item.span.end]
        if stands != item.text or item.core.end > len(text):
            message = (
                f"{item.where}: code points {item.span.start} to {item.span.end} of {name} are {stands!r}, "
                f"not {item.text!r}; mend the row, or name the texts it was made from with --text"
            )
            raise GoldError(message)
