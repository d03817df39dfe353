"""Builds the SQL models: dbt runs sql/ over the landed files into warehouse/build.duckdb, its private cache."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa

from tasks import ROOT
from tasks.builds import RECORD, Kept, code_id, forget, inputs_of, kept, remember
from tasks.history import build_view, published_views
from tasks.landing import batch_id_of, state_id
from tasks.literals import path_literal
from tasks.overrides import OVERRIDES, OverrideError, override_view
from tasks.tables import TABLES, schema_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from dbt.artifacts.schemas.run import RunResult
    from dbt.contracts.graph.manifest import Manifest

MEMORY_LIMIT = "1500MB"
"""What DuckDB may hold before it spills to warehouse/cache; the process itself needs some 200 MB beside it."""

SQL_TYPES = {
    pa.string(): "varchar",
    pa.binary(): "blob",
    pa.int64(): "bigint",
    pa.float64(): "double",
    pa.bool_(): "boolean",
    pa.date32(): "date",
    pa.timestamp("us", tz="UTC"): "timestamptz",
}


_PARSED: dict[str, Manifest] = {}
"""The identity of the code → the project as dbt parsed it; of no more than one."""

TOLD_BY_RUNS = "stg_runs+"
"""What dbt builds when nothing changed but the log of runs: its view, `quality`, and the tests on them."""


class ModelError(RuntimeError):
    """The models could not be built, or a test of theirs failed; nothing was published."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One seed, model or test that ran. `status` is dbt's: success or pass, error, fail, skipped, warn."""

    name: str
    kind: str
    status: str
    seconds: float
    message: str

    @property
    def passed(self) -> bool:
        """Whether publishing may go on: a skipped node is the child of a failed one."""
        return self.status in {"success", "pass", "warn"}


def build_path_of(warehouse: Path) -> Path:
    """Where the models are built; a cache that may be deleted."""
    return warehouse / "build.duckdb"


def landed_view(table: str, files: Sequence[Path]) -> str:
    """The query for a landed table over exactly these files; its columns and types are there also without any file."""
    columns = ", ".join(f"null::{_sql_type(field.type)} as {field.name}" for field in schema_of(TABLES[table]))
    empty = f"select {columns} where false"
    if not files:
        return empty
    names = ", ".join(map(path_literal, files))
    return f"{empty} union all by name select * from read_parquet([{names}], union_by_name = true)"  # noqa: S608 - names of ours


def _sql_type(kind: pa.DataType) -> str:
    return f"{SQL_TYPES[kind.value_type]}[]" if pa.types.is_list(kind) else SQL_TYPES[kind]


def build_models(
    warehouse: Path,
    files: Mapping[str, Sequence[Path]],
    *,
    full_refresh: bool = False,
    only: Sequence[str] = (),
) -> list[CheckResult]:
    """Build seeds, models and tests over the landed `files` (table → Parquet files; a table may be missing).

    The caller holds the writer's lock. What ran comes back in the order in which it ran. Where the last build passed
    on the same files, models and reference rows, only what the log of runs tells is built anew; where files were added
    since, incremental models compute what is new; else nothing of the last build is kept. With `only`, what these
    selectors of dbt name is built and no test run: the build does not count as a whole one.

    Raises:
        ModelError: a model or test failed, or another process holds build.duckdb; says which, why, what to do.
        OSError: the disk is full.
    """
    warehouse = warehouse.resolve()
    warehouse.mkdir(parents=True, exist_ok=True)
    build = build_path_of(warehouse)
    if full_refresh:
        _delete(build)
    inputs = inputs_of(warehouse, files)
    options = ["--select", TOLD_BY_RUNS] if _prepare(build, files, inputs) is Kept.ALL else []
    if only:
        options = ["--select", *only, "--exclude-resource-type", "test"]
    results = _run_dbt(warehouse, options)
    failed = [result for result in results if not result.passed]
    full = os.strerror(errno.ENOSPC)
    if any(full in result.message for result in failed):  # the models after the one that found no room fail otherwise
        raise OSError(errno.ENOSPC, full, str(warehouse))
    if failed:
        raise ModelError(_say(failed, warehouse))
    if not only:
        with duckdb.connect(build) as connection:
            remember(connection, files, inputs)
    return results


def _prepare(build: Path, files: Mapping[str, Sequence[Path]], inputs: str) -> Kept:
    """Make the views of schema `landing` in the file, or in a new one where nothing of it can be kept."""
    try:
        with duckdb.connect(build) as connection:
            keep = kept(connection, build.parent, files, inputs)
    except duckdb.Error as error:  # a killed run left it unreadable, unless it is in use
        if "lock" in str(error).lower():
            message = f"{build}: another process has it open ({error}); close that one, then run again"
            raise ModelError(message) from error
        keep = Kept.NOTHING
    if keep is Kept.NOTHING:
        _delete(build)
    try:
        _make_views(build, files, inputs)
    except OverrideError as error:
        raise ModelError(str(error)) from error
    return keep


def _make_views(build: Path, files: Mapping[str, Sequence[Path]], inputs: str) -> None:
    with duckdb.connect(build) as connection:
        connection.execute(RECORD)
        for table in TABLES:
            connection.execute(f"create or replace view landing.{table} as {landed_view(table, files.get(table, ()))}")
        for name in OVERRIDES:
            connection.execute(f"create or replace view landing.{name} as {override_view(build.parent, name)}")
        build_id = batch_id_of([state_id(build.parent), inputs])
        views = {"this_build": build_view(build_id), **published_views(build.parent)}
        for name, sql in views.items():
            connection.execute(f"create or replace view landing.{name} as {sql}")
        forget(connection)


def _delete(build: Path) -> None:
    for path in (build, build.with_name(build.name + ".wal")):
        path.unlink(missing_ok=True)


def _run_dbt(warehouse: Path, options: Sequence[str]) -> list[CheckResult]:
    """Run `dbt build` inside this process; it writes to warehouse/cache/dbt only, and prints nothing."""
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager  # noqa: PLC0415 - dbt takes 2 s to import
    from dbt.artifacts.schemas.run import RunExecutionResult  # noqa: PLC0415 - as above

    target = warehouse / "cache" / "dbt"
    variables = {
        "build_database": str(build_path_of(warehouse)),
        "memory_limit": os.environ.get("RECOUPE_MEMORY_LIMIT", MEMORY_LIMIT),
        "cpus": os.cpu_count() or 1,
        "temp_directory": str(warehouse / "cache" / "spill"),
    }
    try:
        answer = _dbt(["build", "--vars", repr(variables), *options], target, _parsed(target))
    finally:
        release: Callable[[], None] = DuckDBConnectionManager.close_all_connections
        release()  # else the file stays locked for other processes
    if not isinstance(answer, RunExecutionResult):
        message = f"{ROOT / 'sql'}: dbt stopped with no result of a build; mend the models, then run again"
        raise ModelError(message)
    return [_result(item) for item in answer.results]


def _parsed(target: Path) -> Manifest:
    """The project as dbt parses it, a copy of its own, since a build writes into the nodes that it runs.

    It is the same for any warehouse. `target` keeps it for the next process, which parses only what changed.
    """
    code = code_id()
    if code not in _PARSED:
        _forget_elsewhere(target)
        _PARSED.clear()
        _PARSED[code] = _dbt(["parse"], target)
    copy: Callable[[], Manifest] = _PARSED[code].deepcopy
    return copy()


def _dbt(command: Sequence[str], target: Path, manifest: Manifest | None = None) -> Any:  # noqa: ANN401 - what dbt answers differs by command
    from dbt.cli.main import dbtRunner  # noqa: PLC0415 - dbt takes 2 s to import

    arguments = [*command, "--project-dir", ROOT / "sql", "--profiles-dir", ROOT / "sql", "--target-path", target]
    arguments += ["--log-path", target, "--log-level", "none", "--log-level-file", "none", "--no-use-colors"]
    arguments += ["--no-version-check", "--no-write-json"]
    answer = dbtRunner(manifest).invoke([str(argument) for argument in arguments])
    if isinstance(answer.exception, OSError):  # a full disk, as a rule
        message = f"{target}: the models cannot be written ({answer.exception}); make room, then run again"
        raise OSError(message) from answer.exception
    if answer.result is None:
        message = f"{ROOT / 'sql'}: dbt stopped ({answer.exception}); mend what it names, then run again"
        raise ModelError(message)
    return answer.result


def _forget_elsewhere(target: Path) -> None:
    """Delete what dbt remembers of a project in another folder: it would look for the reference files there."""
    place = target / "project"
    if not place.exists() or place.read_text(encoding="utf-8") != str(ROOT):
        (target / "partial_parse.msgpack").unlink(missing_ok=True)
        target.mkdir(parents=True, exist_ok=True)
        place.write_text(str(ROOT), encoding="utf-8")


def _result(item: RunResult) -> CheckResult:
    kind = str(item.node.resource_type).rpartition(".")[-1].lower()
    return CheckResult(item.node.name, kind, str(item.status), float(item.execution_time), str(item.message or ""))


def _say(failed: Sequence[CheckResult], warehouse: Path) -> str:
    """Every failure with its reason; nodes that were skipped because of one are only counted."""
    skipped = sum(result.status == "skipped" for result in failed)
    lines = [f"{r.kind} {r.name}: {' '.join(r.message.split())}" for r in failed if r.status != "skipped"]
    sql, compiled = ROOT / "sql", warehouse / "cache" / "dbt" / "compiled"
    first = f"{len(lines)} of the models and tests in {sql} failed, {skipped} were skipped; nothing is published"
    last = f"next: run the query of a failed test, below {compiled}, on {build_path_of(warehouse)}: it returns the rows"
    return "\n  ".join([first, *lines, last])
