"""Commands that ask the warehouse: query, tables, show."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import pyarrow as pa
import typer
from rich.console import Console
from rich.text import Text

from flows.printing import Failure, Format, FormatOption, print_rows
from flows.settings import WarehouseOption, warehouse_of
from tasks import catalogue
from tasks.provenance import trace

if TYPE_CHECKING:
    from pathlib import Path

    from tasks.provenance import Trace

MEMBERS = {"g:": "copy_group", "s:": "story_id"}
"""Ids of several articles, by how they start: the column of `articles` that holds them."""


def query(
    sql: Annotated[str, typer.Argument(metavar="SQL", help="One statement; - reads it from standard input.")],
    *,
    how: FormatOption = Format.table,
    warehouse: WarehouseOption = None,
) -> None:
    """Answer SQL on the published tables: read-only, and confined to the warehouse.

    Example: `recoupe query "select publisher, count(*) from articles group by all order by 2 desc"`
    """
    asked = sys.stdin.read() if sql == "-" else sql
    print_rows(catalogue.query(warehouse_of(warehouse), asked), how)


def tables(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="One table, with its columns.")] = None,
    *,
    how: FormatOption = Format.table,
    warehouse: WarehouseOption = None,
) -> None:
    """List the tables, or with NAME the columns of one: grain, types, notes.

    Example: `recoupe tables figures`
    """
    found = catalogue.describe_tables(warehouse_of(warehouse))
    if name is None:
        rows = [{"table": table.name, "rows": table.rows, "holds": table.comment} for table in found]
    else:
        rows = [asdict(column) for table in found if table.name == name for column in table.columns]
    if not rows:
        message = f"no table {name!r}; there are {', '.join(table.name for table in found)}"
        raise Failure(message)
    print_rows(pa.Table.from_pylist(rows), how)


def show(
    identifier: Annotated[
        str, typer.Argument(metavar="ID", help="Of a figure, mention, article, document, copy group or story.")
    ],
    *,
    how: FormatOption = Format.table,
    warehouse: WarehouseOption = None,
) -> None:
    """Show where a row comes from: the sentence with the span marked, publisher, date, raw file and bytes.

    Example: `recoupe show 1f3c0a9be27d44f0a1b2:269-275:count`
    """
    root = warehouse_of(warehouse)
    if column := MEMBERS.get(identifier[:2]):
        print_rows(_members(root, column, identifier), how)
        return
    found = trace(root, identifier)
    if how is Format.table:
        Console(highlight=False, soft_wrap=True).print(_marked(found))
    else:
        print_rows(pa.Table.from_pylist([asdict(found)]), how)


def _members(warehouse: Path, column: str, identifier: str) -> pa.Table:
    """The articles of a copy group or story, named by itself or by any member's id behind its prefix."""
    quoted = identifier[2:].replace("'", "''")
    found = catalogue.query(
        warehouse,
        f"select published_at, publisher, title, article_id, {column} from articles "  # noqa: S608 - quoted, read-only, confined
        f"where {column} in (select {column} from articles where article_id = '{quoted}') order by all",
    )
    if not found.num_rows:
        message = f"no article {identifier[2:]!r}; ids stand in the column {column} of the table articles"
        raise Failure(message)
    return found


def _marked(found: Trace) -> Text:
    head = " · ".join(filter(None, [found.publisher, found.published, found.title]))
    text = Text()
    text.append(f"{head or 'no publisher, date or title stated'}\n\n", style="bold")
    text.append(found.before)
    if found.span:
        text.append(f"[{found.span}]", style="bold reverse")
    text.append(f"{found.after}\n\n")
    text.append(f"article  {found.article_id}\n")
    if found.url:
        text.append(f"address  {found.url}\n")
    place = f"{found.source_uri}{f', {found.record}' if found.record else ''}"
    text.append(f"raw      {place}, bytes {found.raw_start}–{found.raw_end}\n")
    text.append(f"         {found.raw!r}", style="dim")
    return text
