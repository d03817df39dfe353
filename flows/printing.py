"""Rows on standard output, in the format asked for; talk on standard error."""

from __future__ import annotations

import csv
import io
import sys
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import orjson
import pyarrow.parquet as pq
import typer
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pyarrow as pa


WIDE = 10_000
"""Columns of a table that goes to a file or pipe: nothing is folded there."""


class Format(StrEnum):
    """How rows are printed."""

    table = "table"
    json = "json"
    csv = "csv"
    markdown = "markdown"
    parquet = "parquet"


FormatOption = Annotated[Format, typer.Option("--format", help="How to print the rows.")]


class Failure(Exception):  # noqa: N818 - what the user sees is a message, not an exception
    """A command cannot do what it was asked; the message says what, where and what to do."""


def explain(error: BaseException) -> None:
    """Say on standard error why the command failed."""
    Console(stderr=True, soft_wrap=True, highlight=False).print(Text(f"recoupe: {error}"))


def print_rows(rows: pa.Table, how: Format) -> None:
    """Print an Arrow table on standard output."""
    if how is Format.parquet:
        buffer = io.BytesIO()
        pq.write_table(rows, buffer, compression="zstd")
        sys.stdout.buffer.write(buffer.getvalue())
    elif how is Format.json:
        print_json_lines(rows.to_pylist())
    elif how is Format.csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(rows.column_names)
        writer.writerows([_plain(value) for value in row.values()] for row in rows.to_pylist())
    elif how is Format.markdown:
        cells = [
            [_plain(value).replace("|", "\\|").replace("\n", " ") for value in row.values()] for row in rows.to_pylist()
        ]
        lines = [rows.column_names, ["---"] * rows.num_columns, *cells]
        typer.echo("\n".join(f"| {' | '.join(line)} |" for line in lines))
    else:
        Console(width=None if sys.stdout.isatty() else WIDE).print(_table(rows))


def print_json_lines(rows: Iterable[Mapping[str, Any]]) -> None:
    """Print one JSON object a line, as UTF-8."""
    for row in rows:
        sys.stdout.buffer.write(orjson.dumps(row, default=_json, option=orjson.OPT_APPEND_NEWLINE))
    sys.stdout.buffer.flush()


def _table(rows: pa.Table) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name, kind in zip(rows.column_names, rows.schema.types, strict=True):
        numeric = str(kind).startswith(("int", "uint", "double", "decimal"))
        table.add_column(Text(name), justify="right" if numeric else "left", overflow="fold")
    for row in rows.to_pylist():
        table.add_row(*(Text(_plain(value)) for value in row.values()))
    return table


def _plain(value: object) -> str:
    """A cell as people write it: no '.0' behind whole numbers, no midnight behind days."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:  # noqa: PLR2004 - doubles are whole numbers exactly up to 2**53
        return str(int(value))
    if isinstance(value, datetime):
        return (
            value.date().isoformat()
            if (value.hour, value.minute, value.second) == (0, 0, 0)
            else value.isoformat(" ", "seconds")
        )
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return ", ".join(map(_plain, value))
    return str(value)


def _json(value: object) -> object:
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    return str(value)
