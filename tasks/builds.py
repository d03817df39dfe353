"""What build.duckdb is a build of: which code, and which landed files; and how much of it a next build may keep."""

from __future__ import annotations

import hashlib
from enum import Enum, auto
from typing import TYPE_CHECKING

import duckdb

from tasks import ROOT, __version__
from tasks.landing import read_commits
from tasks.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

RECORD = """
create schema if not exists landing;
create table if not exists landing.built (inputs varchar, code varchar, files varchar[]);
create table if not exists landing.built_batches (batch_id varchar);
"""
"""`built` has one row, and that only while the last build passed; `built_batches` are those that it held."""


class Kept(Enum):
    """How much of the last build stands for the next one."""

    NOTHING = auto()
    """Code, reference rows or landed files are others, or it did not pass."""
    ROWS = auto()
    """Files were added, or people corrected something: incremental models keep their rows."""
    ALL = auto()
    """Nothing changed but the log of runs."""


def inputs_of(warehouse: Path, files: Mapping[str, Sequence[Path]]) -> str:
    """The identity of all that a build depends on but the log of runs: code, landed files, corrections."""
    overrides = sorted(warehouse.glob("overrides/*.csv"))
    return _digest([code_id(), *stamps(files)], overrides)


def code_id() -> str:
    """The identity of what makes tables of landed files: models with their variables, reference rows, versions."""
    read = [*(ROOT / "sql").rglob("*"), *(ROOT / "seeds" / "reference").glob("*"), *(ROOT / "tasks").glob("*.py")]
    return _digest([__version__, duckdb.__version__], sorted(path for path in read if path.is_file()))


def _digest(words: Iterable[str], files: Iterable[Path]) -> str:
    digest = hashlib.blake2b("\n".join(words).encode(), digest_size=16)
    for path in files:
        digest.update(f"\n{path} {path.stat().st_size}\n".encode() + path.read_bytes())
    return digest.hexdigest()


def stamps(files: Mapping[str, Sequence[Path]]) -> list[str]:
    """One a landed file, sorted: they are immutable, so name, size and time stand for what is in them."""
    return sorted(
        f"{table}/{path.name} {path.parent} {path.stat().st_size} {path.stat().st_mtime_ns}"
        for table in TABLES.keys() - {"runs"}
        for path in files.get(table, ())
    )


def kept(
    connection: duckdb.DuckDBPyConnection, warehouse: Path, files: Mapping[str, Sequence[Path]], inputs: str
) -> Kept:
    """How much of what the connection's file holds stands for a build of these files."""
    connection.execute(RECORD)
    last = connection.execute("select inputs, code, files from landing.built").fetchall()
    if not last or last[0][1] != code_id():
        return Kept.NOTHING
    if last[0][0] == inputs:
        return Kept.ALL
    gone, added = set(last[0][2]) - set(stamps(files)), set(stamps(files)) - set(last[0][2])
    compacted = {name for made in read_commits(warehouse) for name in made.replaces}
    built = {name for (name,) in connection.execute("select batch_id from landing.built_batches").fetchall()}
    grown = all(_batch_of(stamp) in compacted for stamp in gone) and not any(
        _batch_of(stamp) in built for stamp in added
    )
    return Kept.ROWS if grown else Kept.NOTHING


def _batch_of(stamp: str) -> str:
    """The batch, or the commit of a compaction, that wrote a file: 'articles/b1-0.parquet …' is of b1."""
    return stamp.partition("/")[2].partition(".parquet")[0].rpartition("-")[0]


def forget(connection: duckdb.DuckDBPyConnection) -> None:
    """From here on the file holds no build that passed: a kill meanwhile has the next one begin anew."""
    connection.execute("delete from landing.built")


def remember(connection: duckdb.DuckDBPyConnection, files: Mapping[str, Sequence[Path]], inputs: str) -> None:
    """The build passed: the file holds all of these files."""
    connection.execute("begin")
    connection.execute("delete from landing.built_batches")
    connection.execute("insert into landing.built_batches select distinct batch_id from landing.articles")
    connection.execute("insert into landing.built values ($1, $2, $3)", [inputs, code_id(), stamps(files)])
    connection.execute("commit")
