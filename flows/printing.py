"""Rows on standard output, in the format asked for; talk on standard error."""

from __future__ import annotations

import errno
import os
import shutil
import sys
import traceback
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.cells import duration, exact, json_bytes, short, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    import pyarrow as pa

CHUNK_ROWS = 5_000
"""Rows that are Python objects at one time."""

ALIGNED_WIDTH = 60
"""A wider cell of a piped table pushes on the rest of its row, instead of padding every other row."""

READABLE_WIDTH = 14
"""Terminal columns that a table's column needs at least, unless its cells are narrower."""

FULL = {errno.ENOSPC, errno.EDQUOT}
"""What a full disk answers."""

FOLDED_ROWS = 1_000
"""More rows are not folded to the terminal's width: that looks at all of them before it prints one."""


class Format(StrEnum):
    """How rows are printed."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    markdown = "markdown"
    parquet = "parquet"


FormatOption = Annotated[Format, typer.Option("--format", help="How to print the rows.")]


class Failure(Exception):  # noqa: N818 - what the user sees is a message, not an exception
    """A command cannot do what it was asked; the message says what, where and what to do."""


def tell(message: str) -> None:
    """Say something on standard error."""
    sys.stderr.write(f"{message}\n")
    sys.stderr.flush()


def explain(error: Exception) -> None:
    """Say on standard error why the command failed, and where in the program if RECOUPE_TRACEBACK is set."""
    if os.environ.get("RECOUPE_TRACEBACK"):
        traceback.print_exception(error)
    tell(f"recoupe: {_reason(error)}")


def _reason(error: Exception) -> str:
    if lock := getattr(error, "lock_file", None):
        return f"{lock}: another command is writing to this warehouse; wait until it has ended, then do this again"
    if isinstance(error, OSError) and (error.filename or error.errno in FULL):
        return f"{error.filename or 'writing'}: {error.strerror}; {_way_out(error)}"
    if isinstance(error, Failure | ValueError | OSError | RuntimeError) or type(error).__module__.startswith("duckdb"):
        return str(error).strip() or type(error).__name__
    return f"{type(error).__name__}: {error}; a mistake of recoupe: RECOUPE_TRACEBACK=1 shows where, please report it"


def _way_out(error: OSError) -> str:
    if error.errno in FULL:
        return "free some space, then do this again"
    if isinstance(error, PermissionError):
        return "allow it, or name another place"
    if isinstance(error, FileExistsError | NotADirectoryError):
        return "a folder is needed there: name another place"
    return "name another place"


def print_rows(rows: pa.Table, how: Format) -> None:
    """Print an Arrow table on standard output, UTF-8.

    Raises:
        typer.BadParameter: Parquet, and standard output is a terminal.
    """
    PRINTERS[how](_named_apart(rows))
    _send(flush=True)


def print_dicts(rows: Sequence[Mapping[str, Any]], how: Format) -> None:
    """Print rows of equal keys on standard output; there must be one at least."""
    import pyarrow as pa  # noqa: PLC0415 - quick commands need none

    print_rows(pa.Table.from_pylist([dict(row) for row in rows]), how)


def print_json_lines(rows: Iterable[Mapping[str, Any]]) -> None:
    """Print one JSON object a line, as UTF-8, and send them off."""
    for row in rows:
        _send(json_bytes(row, line=True))
    _send(flush=True)


def print_lines(lines: Iterable[str]) -> None:
    """Print lines of text, as UTF-8."""
    for line in lines:
        _send(f"{line}\n".encode("utf-8", "backslashreplace"))
    _send(flush=True)


def _send(data: bytes = b"", *, flush: bool = False) -> None:
    """Write to standard output; end the command quietly once its reader has had enough, as `head` does."""
    try:
        sys.stdout.buffer.write(data)
        if flush:
            sys.stdout.buffer.flush()
    except BrokenPipeError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is still buffered goes nowhere
        raise typer.Exit from error


def _named_apart(rows: pa.Table) -> pa.Table:
    """The table with columns of equal names numbered, and intervals, which Parquet has not, as ISO 8601."""
    import pyarrow as pa  # noqa: PLC0415 - quick commands need none

    names: list[str] = []
    for name in rows.column_names:
        again = 1
        unique = name
        while unique in names:
            again += 1
            unique = f"{name}_{again}"
        names.append(unique)
    made = rows.rename_columns(names)
    for place, kind in enumerate(made.schema.types):
        if pa.types.is_interval(kind):
            texts = [value and duration(*value) for value in made.column(place).to_pylist()]
            made = made.set_column(place, names[place], pa.array(texts, pa.string()))
    return made


def _values(rows: pa.Table) -> Iterator[tuple[Any, ...]]:
    for batch in rows.to_batches(max_chunksize=CHUNK_ROWS):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _cells(rows: pa.Table, text_of: Callable[[Any], str]) -> Iterator[list[str]]:
    return ([text_of(value) for value in row] for row in _values(rows))


def _print_parquet(rows: pa.Table) -> None:
    import pyarrow as pa  # noqa: PLC0415 - quick commands need none
    import pyarrow.parquet as pq  # noqa: PLC0415 - as above

    if sys.stdout.isatty():
        message = "parquet is binary: send it to a file, as in --format parquet > rows.parquet"
        raise typer.BadParameter(message)
    made = pa.BufferOutputStream()
    pq.write_table(rows, made, compression="zstd")
    _send(made.getvalue().to_pybytes())


def _print_json(rows: pa.Table) -> None:
    objects = (json_bytes(dict(zip(rows.column_names, row, strict=True))).decode() for row in _values(rows))
    first = next(objects, None)
    if first is None:
        print_lines(["[]"])
        return
    _send(f"[{first}".encode())
    for row in objects:
        _send(f",\n{row}".encode())
    _send(b"]\n")


def _print_json_lines(rows: pa.Table) -> None:
    print_json_lines(dict(zip(rows.column_names, row, strict=True)) for row in _values(rows))


def _print_csv(rows: pa.Table) -> None:
    print_lines([",".join(map(_csv_cell, rows.column_names))])
    print_lines(",".join(map(_csv_cell, row)) for row in _values(rows))


def _csv_cell(value: Any) -> str:  # noqa: ANN401 - any value that DuckDB answers
    """RFC 4180; null is nothing, an empty text is quoted, so that they stay apart."""
    text = exact(value)
    if value == "" or any(sign in text for sign in ',"\r\n'):
        return '"{}"'.format(text.replace('"', '""'))
    return text


def _print_markdown(rows: pa.Table) -> None:
    names = [_markdown_cell(name) for name in rows.column_names]
    print_lines(f"| {' | '.join(row)} |" for row in (names, ["---"] * len(names)))
    print_lines(f"| {' | '.join(row)} |" for row in _cells(rows, _markdown_cell))


def _markdown_cell(value: Any) -> str:  # noqa: ANN401 - any value that DuckDB answers
    text = value.replace("\r\n", "\n").replace("\n", "<br>") if isinstance(value, str) else value
    return short(text).replace("|", "\\|")


def _print_table(rows: pa.Table) -> None:
    if not sys.stdout.isatty() or rows.num_rows > FOLDED_ROWS:
        _print_aligned(rows)
        return
    width = shutil.get_terminal_size().columns
    columns = [_Column.of(rows, place) for place in range(rows.num_columns)]
    if sum(min(column.width, READABLE_WIDTH) + 3 for column in columns) > width:
        _print_records(rows)
    else:
        _print_folded(rows, columns, width)


@dataclass(frozen=True, slots=True)
class _Column:
    """One column of a printed table; `width` is that of its widest cell, in terminal columns."""

    name: str
    width: int
    is_number: bool

    @classmethod
    def of(cls, rows: pa.Table, place: int) -> _Column:
        name = visible(rows.column_names[place])
        kind = str(rows.schema.types[place])
        cells = _cells(rows.select([place]), short)
        width = max((_width(cell) for (cell,) in cells), default=0)
        return cls(name, max(width, _width(name)), kind.startswith(("int", "uint", "double", "float", "decimal")))

    def pad(self, cell: str) -> str:
        gap = " " * (min(self.width, ALIGNED_WIDTH) - _width(cell))
        return f"{gap}{cell}" if self.is_number else f"{cell}{gap}"


def _width(cell: str) -> int:
    """Terminal columns of a text: Chinese takes two a sign."""
    if cell.isascii():
        return len(cell)
    from rich.cells import cell_len  # noqa: PLC0415 - quick commands need none

    return cell_len(cell)


def _print_aligned(rows: pa.Table) -> None:
    """One line a row, nothing cut; reads the rows twice instead of holding their text."""
    columns = [_Column.of(rows, place) for place in range(rows.num_columns)]

    def line(cells: Iterable[str]) -> str:
        return "  ".join(column.pad(cell) for column, cell in zip(columns, cells, strict=True)).rstrip()

    print_lines([line(column.name for column in columns)])
    print_lines(["  ".join("─" * min(column.width, ALIGNED_WIDTH) for column in columns)])
    print_lines(line(row) for row in _cells(rows, short))


def _print_folded(rows: pa.Table, columns: Sequence[_Column], width: int) -> None:
    from rich import box  # noqa: PLC0415 - quick commands need none
    from rich.console import Console  # noqa: PLC0415 - as above
    from rich.table import Table  # noqa: PLC0415 - as above
    from rich.text import Text  # noqa: PLC0415 - as above

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in columns:
        table.add_column(Text(column.name), justify="right" if column.is_number else "left", overflow="fold")
    for row in islice(_cells(rows, short), FOLDED_ROWS):
        table.add_row(*map(Text, row))
    Console(width=width).print(table)


def _print_records(rows: pa.Table) -> None:
    """One line a value, nulls left out: for rows too wide for the terminal."""
    wide = max(map(_width, rows.column_names))
    for number, row in enumerate(_values(rows), 1):
        print_lines([f"── {number} ──"])
        told = zip(rows.column_names, row, strict=True)
        print_lines(
            f"{visible(name)}{' ' * (wide - _width(name))}  {short(value)}" for name, value in told if value is not None
        )


PRINTERS: dict[Format, Callable[[pa.Table], None]] = {
    Format.table: _print_table,
    Format.json: _print_json,
    Format.jsonl: _print_json_lines,
    Format.csv: _print_csv,
    Format.markdown: _print_markdown,
    Format.parquet: _print_parquet,
}
