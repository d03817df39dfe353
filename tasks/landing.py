"""The only code that writes under warehouse/landing/: immutable Parquet parts, and the commits that make them count.

A writer stages a batch's files aside (`stage`), then `commit` moves them in and renames the commit file last.
A batch exists once its commit does: whatever a killed run leaves behind is invisible and swept later.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from filelock import FileLock

from tasks.tables import TABLES, schema_of, table_of, to_arrow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

LOCK_SECONDS = 600
"""How long a writer waits for another one before it gives up."""

COMPACT_ABOVE = 64
"""Commits that may stand before compaction makes one of them: 1,000 small files scan 30 times slower than one."""


@dataclass(frozen=True, slots=True)
class Staged:
    """The files of one batch, written but not yet landed: table → files under `folder`."""

    batch_id: str
    folder: Path
    files: Mapping[str, Sequence[Path]]


@dataclass(frozen=True, slots=True)
class Commit:
    """One landed batch: `files` maps a table to paths relative to landing/; `replaces` names compacted commits."""

    batch_id: str
    files: dict[str, list[str]]
    rows: dict[str, int]
    batches: list[str] = field(default_factory=list)
    replaces: list[str] = field(default_factory=list)


def landing_of(warehouse: Path) -> Path:
    """The folder of landed tables."""
    return warehouse / "landing"


def check_writable(warehouse: Path) -> None:
    """Make the folder where it is missing, and write to it.

    Raises:
        OSError: it cannot be written; says where, why, what to do.
    """
    if sign := next((sign for sign in "#?" if sign in str(warehouse)), None):
        message = f"{warehouse}: DuckDB reads {sign!r} in a path as the end of it; rename the folder or name another"
        raise OSError(message)
    try:
        warehouse.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=warehouse, prefix=".probe") as file:
            file.write(b"1")
    except OSError as error:
        message = f"{warehouse}: cannot be written ({error.strerror}); mend that, or name another with --warehouse"
        raise OSError(message) from error


@contextmanager
def writer_lock(warehouse: Path) -> Iterator[None]:
    """Hold the one lock under which commits, models, publishing and compaction happen.

    Raises:
        filelock.Timeout: another writer held it for LOCK_SECONDS.
    """
    warehouse.mkdir(parents=True, exist_ok=True)
    with FileLock(warehouse / ".lock", timeout=LOCK_SECONDS):
        yield


def batch_id_of(document_ids: Iterable[str]) -> str:
    """The identity of a batch: hash of its sorted document_ids."""
    return hashlib.blake2b("\n".join(sorted(document_ids)).encode(), digest_size=8).hexdigest()


def stage(folder: Path, table: str, batch_id: str, shard: int, rows: Iterable[Any] | pa.Table) -> Path:
    """Write one shard's rows of one table aside, as `<folder>/<table>/<batch_id>-<shard>.parquet`.

    The rows are of the table's row type, or an Arrow table of its columns, in any order and without `batch_id`.
    """
    path = folder / table / f"{batch_id}-{shard}.parquet"
    if isinstance(rows, pa.Table):
        made = table_of(TABLES[table], dict(zip(rows.column_names, rows.columns, strict=True)), batch_id)
    else:
        made = to_arrow(TABLES[table], rows, batch_id)
    _write(made, path)
    return path


def _write(table: pa.Table, path: Path) -> None:
    aside = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(table, aside, **_packing(table.schema))
        sync(aside)
        aside.replace(path)
    except OSError as error:
        message = f"{path}: cannot be written ({error}); nothing of this batch is landed: mend that, then run again"
        raise OSError(message) from error


def _packing(schema: pa.Schema) -> dict[str, Any]:
    """How Parquet is packed. Keys repeat too seldom for a dictionary: it is half of their space and of the time."""
    repeating = [f"{field.name}.list.element" if pa.types.is_list(field.type) else field.name for field in schema]
    keys = [pa.types.is_list(field.type) and pa.types.is_integer(field.type.value_type) for field in schema]
    dictionaries = [path for path, is_keys in zip(repeating, keys, strict=True) if not is_keys]
    return {"compression": "zstd", "use_dictionary": dictionaries}


def sync(path: Path) -> None:
    """Have a file's bytes, or a folder's names, on the disk before what comes next."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def commit(warehouse: Path, staged: Staged) -> Commit | None:
    """Land a batch, under the lock. A batch that stands already is dropped: the answer is then None.

    Documents that another writer landed since this batch was read are left out of every table,
    so that no document lands twice.
    """
    with writer_lock(warehouse):
        if staged.batch_id in landed_batches(warehouse):
            shutil.rmtree(staged.folder, ignore_errors=True)
            return None
        _leave_out_known(warehouse, staged)
        landing = landing_of(warehouse)
        files: dict[str, list[str]] = {}
        rows: dict[str, int] = {}
        for table, paths in sorted(staged.files.items()):
            for path in paths:
                target = landing / table / path.name
                target.parent.mkdir(parents=True, exist_ok=True)
                rows[table] = rows.get(table, 0) + pq.read_metadata(path).num_rows
                path.replace(target)
                files.setdefault(table, []).append(f"{table}/{path.name}")
            if paths:
                sync(landing / table)
        made = Commit(staged.batch_id, files, rows, [staged.batch_id])
        _write_commit(warehouse, made)
    shutil.rmtree(staged.folder, ignore_errors=True)
    return made


def _leave_out_known(warehouse: Path, staged: Staged) -> None:
    documents = known(warehouse, "documents", _ids(staged, "documents", "document_id"))
    rejects = known(warehouse, "rejects", _ids(staged, "rejects", "reject_id"))
    if not (documents or rejects):
        return
    for path in (path for paths in staged.files.values() for path in paths):
        table = _without(pq.read_table(path), documents)
        if "reject_id" in table.column_names:  # a record that is no document has only this id
            table = table.filter(pc.invert(pc.is_in(table["reject_id"], pa.array(sorted(rejects), type=pa.string()))))
        _write(table, path)


def _ids(staged: Staged, table: str, column: str) -> list[str]:
    paths = staged.files.get(table, ())
    return [str(value) for path in paths for value in pq.read_table(path, columns=[column])[0].to_pylist()]


def _without(table: pa.Table, documents: set[str]) -> pa.Table:
    return table.filter(pc.invert(pc.is_in(_document_ids(table), pa.array(sorted(documents), type=pa.string()))))


def _document_ids(table: pa.Table) -> pa.ChunkedArray[Any]:
    """The document of each row: its own column, or the article_id up to its first dot."""
    if "document_id" in table.column_names:
        return table["document_id"]
    return pc.replace_substring_regex(table["article_id"], r"\..*", "")


def _write_commit(warehouse: Path, made: Commit) -> None:
    folder = landing_of(warehouse) / "_commits"
    folder.mkdir(parents=True, exist_ok=True)
    aside = folder / f".{made.batch_id}.part"
    with aside.open("w", encoding="utf-8") as file:
        json.dump(asdict(made), file, indent=1, sort_keys=True)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(folder / f"{made.batch_id}.json")
    sync(folder)


def read_commits(warehouse: Path) -> list[Commit]:
    """The commits in force, by batch_id: those that no later one replaces.

    Raises:
        ValueError: a commit file that is not one.
    """
    commits = []
    for path in sorted((landing_of(warehouse) / "_commits").glob("[!.]*.json")):
        try:
            commits.append(Commit(**json.loads(path.read_text(encoding="utf-8"))))
        except (ValueError, TypeError) as error:
            message = f"{path}: not a commit ({error}); restore the file, or move it away and run again"
            raise ValueError(message) from error
    replaced = {name for made in commits for name in made.replaces}
    return [made for made in commits if made.batch_id not in replaced]


def landed_batches(warehouse: Path) -> set[str]:
    """Batches that stand, compacted ones included."""
    return {batch for made in read_commits(warehouse) for batch in made.batches}


def committed_files(warehouse: Path) -> dict[str, list[Path]]:
    """For every landed table the files that count, absolute and sorted; an empty list where there are none."""
    files: dict[str, list[Path]] = {table: [] for table in TABLES}
    landing = landing_of(warehouse).resolve()
    for made in read_commits(warehouse):
        for table, names in made.files.items():
            files[table] += [landing / name for name in names]
    return {table: sorted(paths) for table, paths in files.items()}


def known(warehouse: Path, table: str, ids: Sequence[str]) -> set[str]:
    """Which of these ids the landed table has; `table` is documents or rejects, by its own id column."""
    paths = [str(path) for path in committed_files(warehouse)[table]]
    if not paths or not ids:
        return set()
    column = {"documents": "document_id", "rejects": "reject_id"}[table]
    asked = pa.table({column: pa.array(sorted(set(ids)), type=pa.string())})
    with duckdb.connect() as connection:
        connection.register("asked", asked)
        found = connection.execute(
            f"select {column} from asked semi join read_parquet($paths) using ({column})",  # noqa: S608 - one of the two literals above
            {"paths": paths},
        ).fetchall()
    return {str(row[0]) for row in found}


def sweep(warehouse: Path, *, older_than: float) -> None:
    """Delete what no commit names (killed runs, replaced commits), once untouched for that many seconds."""
    landing = landing_of(warehouse)
    limit = time.time() - older_than
    with writer_lock(warehouse):
        live = {path for paths in committed_files(warehouse).values() for path in paths}
        standing = {made.batch_id for made in read_commits(warehouse)}
        for path in landing.resolve().glob("*/*.parquet"):
            if path not in live and path.stat().st_mtime < limit:
                path.unlink()
        for path in (landing / "_commits").glob("*.json"):
            if path.stem not in standing and path.stat().st_mtime < limit:
                path.unlink()
        for folder in (landing / "_staging").glob("*"):
            if folder.stat().st_mtime < limit:
                shutil.rmtree(folder, ignore_errors=True)


def compact(warehouse: Path, *, above: int = COMPACT_ABOVE) -> Commit | None:
    """Write the landed files of many commits as one part a table, under one new commit that replaces them.

    Does nothing while no more than `above` commits stand. The old files stay for their readers until `sweep`.
    """
    with writer_lock(warehouse):
        old = read_commits(warehouse)
        if len(old) <= above:
            return None
        batch_id = batch_id_of(made.batch_id for made in old)
        landing = landing_of(warehouse)
        files = {
            table: [_merge(landing, table, batch_id, paths)]
            for table, paths in committed_files(warehouse).items()
            if paths
        }
        rows = {table: sum(made.rows.get(table, 0) for made in old) for table in files}
        batches = sorted(batch for made in old for batch in made.batches)
        made = Commit(batch_id, files, rows, batches, sorted(made.batch_id for made in old))
        _write_commit(warehouse, made)
    return made


def _merge(landing: Path, table: str, batch_id: str, paths: Sequence[Path]) -> str:
    """One Parquet file of many, a row group at a time; its name relative to landing/."""
    name = f"{table}/{batch_id}-0.parquet"
    aside = (landing / name).with_suffix(".part")
    schema = schema_of(TABLES[table])
    with pq.ParquetWriter(aside, schema, **_packing(schema)) as writer:
        for path in paths:
            for batch in pq.ParquetFile(path).iter_batches():
                writer.write_batch(batch)
    aside.replace(landing / name)
    return name


def state_id(warehouse: Path) -> str:
    """The identity of everything landed: hash of the commits in force."""
    return batch_id_of(made.batch_id for made in read_commits(warehouse))


def row_count(path: Path) -> int:
    """Rows of one landed file, by its footer."""
    return int(pq.read_metadata(path).num_rows)


def verify(warehouse: Path) -> list[str]:
    """What is wrong with the landed files: one line a file that is missing, unreadable, or not as its commit says."""
    problems = []
    landing = landing_of(warehouse)
    for made in read_commits(warehouse):
        for table, names in made.files.items():
            found = 0
            for name in names:
                try:
                    found += pq.read_table(landing / name).cast(schema_of(TABLES[table])).num_rows
                except (OSError, ValueError) as error:  # pyarrow's errors are ValueErrors
                    problems.append(f"{landing / name}: {error}")
            if found != made.rows[table]:
                problems.append(f"commit {made.batch_id}: {table} has {found} rows, landed were {made.rows[table]}")
    return problems
