"""The only code that publishes news.duckdb: marts as Parquet, then a view-only catalogue, swapped in one rename.

Who builds the models and who reads what is published is imported here too: one place to ask for the catalogue.
"""

from __future__ import annotations

import os
import re
import time
from contextlib import closing
from typing import TYPE_CHECKING

import duckdb

from tasks.builds import inputs_of
from tasks.history import LOG
from tasks.landing import batch_id_of, committed_files, state_id, sync, writer_lock
from tasks.literals import path_literal, text_literal
from tasks.macros import create_macros
from tasks.models import (
    CheckResult,
    ModelError,
    build_models,
    build_path_of,
    landed_view,
)
from tasks.queries import (
    CatalogueError,
    Column,
    Macro,
    QueryError,
    Table,
    attached,
    catalogue_path_of,
    confined,
    describe_macros,
    describe_tables,
    query,
    tables_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

__all__ = [
    "CatalogueError",
    "CheckResult",
    "Column",
    "Macro",
    "ModelError",
    "QueryError",
    "Table",
    "build_and_publish",
    "build_id_of",
    "build_models",
    "describe_macros",
    "describe_tables",
    "publish",
    "query",
    "retention_seconds",
    "table_digests",
]

PRIVATE_TO_A_RUN = {"runs", "quality", LOG}
PRIVATE_COLUMNS = {"batch_id", "fetched_at", "source_uri", "record", "detail", "raw"}
"""Where and when a row came in, which the same documents read again may tell otherwise; `raw` is in document_id."""


def retention_seconds() -> float:
    """How long replaced files stay: the environment's RECOUPE_RETENTION_HOURS, else a day.

    Raises:
        CatalogueError: the environment's value is not a number.
    """
    given = os.environ.get("RECOUPE_RETENTION_HOURS", "24")
    try:
        return float(given) * 3600
    except ValueError as error:
        message = f"RECOUPE_RETENTION_HOURS={given!r}: not a number of hours; set one, such as 24"
        raise CatalogueError(message) from error


def build_id_of(warehouse: Path) -> str:
    """The identity of what would be published now: everything landed, and the models and rows it is built with."""
    return batch_id_of([state_id(warehouse), inputs_of(warehouse.resolve(), committed_files(warehouse))])


def build_and_publish(warehouse: Path) -> Path:
    """Build and test the models over the committed files under the writer's lock, then swap the catalogue; its path.

    Raises:
        ModelError: a model or test failed; the old catalogue stays.
    """
    with writer_lock(warehouse):
        build_models(warehouse, committed_files(warehouse))
        return publish(warehouse, build_id_of(warehouse))


def publish(warehouse: Path, build_id: str) -> Path:
    """Export every mart of build.duckdb and swap the catalogue to them; the caller holds the writer's lock.

    A mart is a table of schema `main`; its first column is its key and its order.

    Raises:
        CatalogueError: no models were built yet.
    """
    warehouse = warehouse.resolve()
    build = build_path_of(warehouse)
    if not build.exists():
        message = f"{build}: no models were built; do `recoupe run` or `recoupe publish`"
        raise CatalogueError(message)
    with closing(duckdb.connect(build, read_only=True)) as connection:
        connection.execute("set TimeZone = 'UTC'")
        marts = tables_of(connection)
        if not marts:
            message = f"{build}: holds no mart; do `recoupe publish`"
            raise CatalogueError(message)
        files = {mart.name: _export(connection, mart, warehouse, build_id) for mart in marts}
    replaced = _files_of_catalogue(warehouse)
    catalogue = _write_catalogue(warehouse, marts, files)
    for path in replaced - set(files.values()):
        if path.exists():
            os.utime(path)  # its age counts from now on, when the last reader can have met it
    _prune(warehouse, set(files.values()))
    return catalogue


def _export(connection: duckdb.DuckDBPyConnection, mart: Table, warehouse: Path, build_id: str) -> Path:
    path = warehouse / "marts" / mart.name / f"{build_id}.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(".part")
    connection.execute(
        f"copy (from main.{mart.name} order by {mart.columns[0].name}) "
        f"to {text_literal(str(aside))} (format parquet, compression zstd)"
    )
    sync(aside)
    aside.replace(path)
    return path


def _write_catalogue(warehouse: Path, marts: Sequence[Table], files: Mapping[str, Path]) -> Path:
    catalogue = catalogue_path_of(warehouse)
    aside = catalogue.with_suffix(".part")
    aside.unlink(missing_ok=True)
    with closing(duckdb.connect()) as connection:
        # storage version 1.0.0: clients of DuckDB 1.x open it too
        connection.execute(f"attach {text_literal(str(aside))} as news (storage_version 'v1.0.0')")
        for mart in marts:
            name = f"news.main.{mart.name}"
            connection.execute(
                f"create view {name} as select * from read_parquet([{path_literal(files[mart.name])}])"  # noqa: S608 - names of ours
            )
            connection.execute(f"comment on view {name} is {text_literal(mart.comment)}")
            for column in mart.columns:
                connection.execute(f"comment on column {name}.{column.name} is {text_literal(column.comment)}")
        create_macros(connection, files)
        connection.execute("detach news")
    sync(aside)
    aside.replace(catalogue)
    sync(warehouse)
    return catalogue


def _files_of_catalogue(warehouse: Path) -> set[Path]:
    """The files that the published catalogue reads; none when there is no catalogue that can be opened."""
    catalogue = catalogue_path_of(warehouse)
    if not catalogue.exists():
        return set()
    try:
        with attached(catalogue) as connection:
            views = connection.execute("select sql from duckdb_views() where not internal").fetchall()
    except duckdb.Error:
        return set()
    builds = {match for (sql,) in views for match in re.findall(r"/([^/']+\.parquet)'", sql)}
    return {path for name in builds for path in (warehouse / "marts").glob(f"*/{name}")}


def _prune(warehouse: Path, current: set[Path]) -> None:
    """Delete exports of builds that were replaced longer ago than the retention time, never those in use."""
    oldest = time.time() - retention_seconds()
    for path in sorted((warehouse / "marts").glob("*/*.p*")):
        if path not in current and path.suffix in {".parquet", ".part"} and path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)


def table_digests(warehouse: Path) -> dict[str, str]:
    """Table → hash of its rows: landed tables as 'landing.<table>', marts by their name.

    The same set of documents read by the same code gives the same hashes, in whatever batches and order. Left out
    are tables of runs and columns of where and when a row came in.
    """
    digests = {}
    with closing(duckdb.connect()) as connection:
        connection.execute("set TimeZone = 'UTC'")
        for table, files in sorted(committed_files(warehouse).items()):
            if table not in PRIVATE_TO_A_RUN:
                digests[f"landing.{table}"] = _digest(connection, f"({landed_view(table, files)})")
    if catalogue_path_of(warehouse).exists():
        with confined(warehouse) as connection:
            for mart in tables_of(connection):
                if mart.name not in PRIVATE_TO_A_RUN:
                    digests[mart.name] = _digest(connection, f"main.{mart.name}")
    return digests


def _digest(connection: duckdb.DuckDBPyConnection, relation: str) -> str:
    """Hash over the sorted hashes of the rows, each written as JSON with its columns by name."""
    described = connection.execute(f"describe select * from {relation}").fetchall()  # noqa: S608 - names of ours
    columns = sorted(row[0] for row in described if row[0] not in PRIVATE_COLUMNS)
    fields = ", ".join(f"{name} := {name}" for name in columns)
    found = connection.execute(
        f"select md5(coalesce(string_agg(hashed, '' order by hashed), '')) "  # noqa: S608 - names of ours
        f"from (select md5(to_json(struct_pack({fields}))::varchar) as hashed from {relation})"
    ).fetchall()
    return str(found[0][0])
