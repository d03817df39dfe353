"""Commands that ask the warehouse in SQL: query, and tables, which says what there is to ask."""

from __future__ import annotations

import sys
from dataclasses import asdict
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cells import visible
from flows.printing import Failure, Format, FormatOption, print_dicts, print_lines, print_rows
from flows.settings import WarehouseOption, landed_warehouse_of, warehouse_of

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa
    from rich.text import Text

    from tasks.provenance import Trace


def query(
    sql: Annotated[str, typer.Argument(metavar="SQL", help="One statement; - reads it from standard input.")],
    *,
    how: FormatOption = Format.table,
    warehouse: WarehouseOption = None,
) -> None:
    """Answer SQL on the published tables: read-only, and confined to the warehouse.

    For example:

    `recoupe query "select publisher, count(*) from articles group by all"`
    """
    from tasks import catalogue  # noqa: PLC0415 - quick commands need no DuckDB

    asked = sys.stdin.read() if sql == "-" else sql
    print_rows(catalogue.query(warehouse_of(warehouse), asked), how)


def tables(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="One table, with its columns.")] = None,
    *,
    how: FormatOption = Format.table,
    warehouse: WarehouseOption = None,
) -> None:
    """List the tables, or with NAME the columns of one: grain, types, notes.

    For example:

    `recoupe tables figures`
    """
    from tasks import catalogue  # noqa: PLC0415 - quick commands need no DuckDB

    found = {table.name: table for table in catalogue.describe_tables(warehouse_of(warehouse))}
    if name is None:
        print_dicts(
            [{"table": table.name, "rows": table.rows, "holds": table.comment} for table in found.values()], how
        )
    elif name.lower() in found:
        print_dicts([asdict(column) for column in found[name.lower()].columns], how)
    else:
        near = get_close_matches(name.lower(), found, n=1, cutoff=0.5)
        told = f"did you mean {near[0]}? There" if near else "there"
        message = f"no table {name!r}; {told} are {', '.join(found)}"
        raise Failure(message)
