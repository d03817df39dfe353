"""Reading the published catalogue: one SELECT at a time, confined to the warehouse, and what its tables hold."""

from __future__ import annotations

import re
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb

from tasks.literals import path_literal, text_literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import pyarrow as pa


class CatalogueError(RuntimeError):
    """The catalogue is not there, or points at files that are not."""


class QueryError(ValueError):
    """A query that is wrong, or not allowed."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a mart; `comment` gives its unit or reference."""

    name: str
    type: str
    comment: str


@dataclass(frozen=True, slots=True)
class Table:
    """One mart of the published catalogue; `comment` says its grain."""

    name: str
    comment: str
    rows: int
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Macro:
    """One macro of the published catalogue: `signature` is how it is called; `columns` are its answer's."""

    signature: str
    comment: str
    columns: tuple[Column, ...]

    @property
    def name(self) -> str:
        """What stands before its parameters."""
        return self.signature.partition("(")[0]


def catalogue_path_of(warehouse: Path) -> Path:
    """The published catalogue, which any DuckDB client opens."""
    return warehouse / "news.duckdb"


def query(warehouse: Path, sql: str) -> pa.Table:
    """The answer to one SELECT on the published catalogue; it can read the warehouse's files and nothing else.

    Raises:
        CatalogueError: nothing is published, or a file of the catalogue is gone.
        QueryError: not one single SELECT, wrong SQL, or a reach outside the warehouse.
    """
    return _answer(warehouse, sql, _only_select)


def ask(warehouse: Path, sql: str) -> pa.Table:
    """The answer to a SELECT of ours on the published catalogue: not checked before, which plans it once, not twice.

    Raises:
        CatalogueError: nothing is published, or a file of the catalogue is gone.
        QueryError: wrong SQL.
    """
    return _answer(warehouse, sql, lambda _connection, trusted: trusted)


def _answer(warehouse: Path, sql: str, check: Callable[[duckdb.DuckDBPyConnection, str], str]) -> pa.Table:
    with confined(warehouse) as connection:
        try:
            answer: pa.Table = connection.sql(check(connection, sql)).to_arrow_table()
        except duckdb.IOException as error:
            raise _gone(warehouse, error) from error
        except duckdb.PermissionException as error:
            message = f"query: {_first_line(error)}; only files below {warehouse.resolve()} can be read"
            raise QueryError(message) from error
        except duckdb.Error as error:
            message = f"query: {_first_line(error)}; `recoupe tables` lists the tables and their columns"
            raise QueryError(message) from error
    return answer


def _only_select(connection: duckdb.DuckDBPyConnection, sql: str) -> str:
    statements = connection.extract_statements(sql)
    kinds = [statement.type for statement in statements]
    if kinds == [duckdb.StatementType.SELECT]:
        # `with x as (copy … to …) select …` counts as SELECT, but DuckDB refuses it anywhere below the top
        connection.execute(f"explain from (\n{_without_semicolon(sql)}\n)")
        return sql
    plain = re.sub(r"^\s*explain\s+(analyze\s+)?", "", sql, flags=re.IGNORECASE)
    if kinds == [duckdb.StatementType.EXPLAIN] and plain != sql:
        _only_select(connection, plain)  # `explain analyze copy …` would run the copy
        return sql
    told = ", ".join(kind.name for kind in kinds) or "nothing"
    message = f"query: reads only, one SELECT at a time; this is {told}; write results with `--format` and a redirect"
    raise QueryError(message)


def _without_semicolon(sql: str) -> str:
    """The one statement of this text alone; the tokens' places are counted in bytes."""
    raw = sql.encode()
    ends = [place for place, _ in duckdb.tokenize(sql) if raw[place : place + 1] == b";"]
    return raw[: ends[0]].decode() if ends else sql


def describe_tables(warehouse: Path) -> list[Table]:
    """Every published mart with its grain, columns, comments and rows, by name.

    Raises:
        CatalogueError: nothing is published, or a file of the catalogue is gone.
    """
    with confined(warehouse) as connection:
        try:
            return tables_of(connection)
        except duckdb.IOException as error:
            raise _gone(warehouse, error) from error


def describe_macros(warehouse: Path) -> list[Macro]:
    """Every macro of the published catalogue: how it is called, and what it answers; by name.

    Raises:
        CatalogueError: nothing is published.
    """
    with confined(warehouse) as connection:
        found = connection.execute(
            "select function_name, parameters, coalesce(comment, ''), "
            "case function_type when 'table_macro' then 'from' else 'select' end "
            "from duckdb_functions() where database_name = current_database() and not internal order by all"
        ).fetchall()
        return [
            Macro(f"{name}({', '.join(parameters)})", comment, _answered(connection, verb, name, len(parameters)))
            for name, parameters, comment, verb in found
        ]


def _answered(connection: duckdb.DuckDBPyConnection, verb: str, macro: str, parameters: int) -> tuple[Column, ...]:
    """What the macro answers, called by `from` or `select`."""
    call = f"{macro}({', '.join(['null'] * parameters)})"
    columns = connection.execute(f"describe {verb} {call}{' as answer' if verb == 'select' else ''}").fetchall()
    return tuple(Column(name, kind, "") for name, kind, *_ in columns)


def tables_of(connection: duckdb.DuckDBPyConnection) -> list[Table]:
    """The tables and views of schema main in the database that is in use, by name."""
    here = "database_name = current_database() and schema_name = 'main'"
    named = connection.execute(
        f"select table_name, comment from duckdb_tables() where {here} "  # noqa: S608 - names of ours
        f"union all select view_name, comment from duckdb_views() where {here} and not internal order by 1"
    ).fetchall()
    columns: dict[str, list[Column]] = {}
    for table, *column in connection.execute(
        f"select table_name, column_name, data_type, coalesce(comment, '') from duckdb_columns() where {here} "  # noqa: S608 - names of ours
        "order by table_name, column_index"
    ).fetchall():
        columns.setdefault(table, []).append(Column(*column))
    return [
        Table(name, comment or "", _count(connection, f"main.{name}"), tuple(columns[name])) for name, comment in named
    ]


def _count(connection: duckdb.DuckDBPyConnection, relation: str) -> int:
    return int(connection.execute(f"select count(*) from {relation}").fetchall()[0][0])  # noqa: S608 - names of ours


@contextmanager
def attached(catalogue: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection of its own with the catalogue in use: two `connect` to one path would share what the first saw."""
    with closing(duckdb.connect()) as connection:
        connection.execute(f"attach {text_literal(str(catalogue))} as news (read_only)")
        connection.execute("use news")
        yield connection


@contextmanager
def confined(warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The catalogue, read-only, on a connection that sees no file outside the warehouse and loads nothing."""
    warehouse = warehouse.resolve()
    catalogue = catalogue_path_of(warehouse)
    if not catalogue.exists():
        message = f"{catalogue}: nothing is published there; do `recoupe run`, or name another place by --warehouse"
        raise CatalogueError(message)
    with attached(catalogue) as connection:
        _check_place(connection, warehouse)
        connection.execute("set TimeZone = 'UTC'")
        connection.execute(f"set temp_directory = {text_literal(str(warehouse / 'cache' / 'spill'))}")
        # twice: a view names its files as patterns, in which a bracket of the folder's own name is escaped
        connection.execute(
            f"set allowed_directories = [{text_literal(f'{warehouse}/')}, {path_literal(warehouse)[:-1]}/']"
        )
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")
        yield connection


def _check_place(connection: duckdb.DuckDBPyConnection, warehouse: Path) -> None:
    """Refuse a catalogue whose views name files of another folder, as after a move."""
    here = f"{path_literal(warehouse)[1:-1]}/marts/"
    views = connection.execute("select sql from duckdb_views() where not internal").fetchall()
    if not all(here in sql for (sql,) in views):
        message = (
            f"{catalogue_path_of(warehouse)}: points at files of another folder; after a move, do "
            f"`recoupe publish --warehouse {warehouse}`"
        )
        raise CatalogueError(message)


def _gone(warehouse: Path, error: duckdb.Error) -> CatalogueError:
    return CatalogueError(
        f"{catalogue_path_of(warehouse)}: {_first_line(error)}; "
        f"if the warehouse was moved or files were deleted, do `recoupe publish --warehouse {warehouse}`"
    )


def _first_line(error: Exception) -> str:
    return str(error).split("\n", maxsplit=1)[0]
