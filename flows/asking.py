"""Commands that ask the warehouse in SQL: query, and tables, which says what there is to ask."""

from __future__ import annotations

import sys
from dataclasses import asdict
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated

import typer

from flows.printing import Failure, Format, FormatOption, print_dicts, print_rows
from flows.settings import WarehouseOption, warehouse_of

if TYPE_CHECKING:
    from tasks.catalogue import Macro, Table


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


def _tables_that_begin(ctx: typer.Context, incomplete: str) -> list[str]:
    """Names for the shell to complete; none where nothing is published."""
    from tasks import catalogue  # noqa: PLC0415 - quick commands need no DuckDB

    try:
        root = warehouse_of(ctx.params.get("warehouse"))
        described: list[Table | Macro] = [*catalogue.describe_tables(root), *catalogue.describe_macros(root)]
        return [about.name for about in described if about.name.startswith(incomplete)]
    except (catalogue.CatalogueError, Failure):
        return []


def tables(
    name: Annotated[
        str | None,
        typer.Argument(metavar="NAME", help="One table or macro, with its columns.", autocompletion=_tables_that_begin),
    ] = None,
    *,
    how: FormatOption = Format.table,
    warehouse: WarehouseOption = None,
) -> None:
    """List the tables and macros, or with NAME the columns of one: grain, types, notes.

    A macro is a question with parameters: `recoupe query "from timeline('manifestants', 'Paris')"`.

    For example:

    `recoupe tables figures`
    """
    from tasks import catalogue  # noqa: PLC0415 - quick commands need no DuckDB

    root = warehouse_of(warehouse)
    marts, macros = catalogue.describe_tables(root), catalogue.describe_macros(root)
    columns = {mart.name: mart.columns for mart in marts} | {macro.name: macro.columns for macro in macros}
    asked = name and name.lower().partition("(")[0]
    if asked is None:
        rows = [{"table": table.name, "rows": table.rows, "holds": table.comment} for table in marts]
        rows += [{"table": macro.signature, "rows": None, "holds": macro.comment} for macro in macros]
        print_dicts(rows, how)
    elif asked in columns:
        print_dicts([asdict(column) for column in columns[asked]], how)
    else:
        near = get_close_matches(asked, columns, n=1, cutoff=0.5)
        told = f"did you mean {near[0]}? There" if near else "there"
        message = f"no table {name!r}; {told} are {', '.join(columns)}"
        raise Failure(message)
