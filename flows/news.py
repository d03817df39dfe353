"""The main flow: ingest → extract → model."""

from __future__ import annotations

from collections import deque
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.runtime import flow_run
from prefect.task_runners import ThreadPoolTaskRunner

from flows.artifacts import leave_artifacts
from flows.extract import extract
from flows.ingest import Read, clean, read_batch
from flows.model import IO_DELAYS, IO_RETRIES, build_and_publish, is_io_error
from flows.progress import Progress, tell
from flows.workers import Workers, end_server_with_run, worker_count
from tasks import SAMPLES, landing
from tasks.batches import BATCH_SIZE, cut_batches
from tasks.entities import Engines
from tasks.languages import pack_codes
from tasks.read import FIELD_NAMES, find_inputs, read_documents, read_metadata

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prefect.futures import PrefectFuture

    from tasks.batches import Batch
    from tasks.landing import Commit, Staged
    from tasks.shards import Shard

    Steps = tuple[PrefectFuture[Shard], PrefectFuture[Shard]]  # of one shard: cleaned, extracted

RUNNER: ThreadPoolTaskRunner[Any] = ThreadPoolTaskRunner(max_workers=16)
"""Threads that wait for the worker processes: two steps of a batch's shards and of those read ahead."""

AHEAD = 2
"""Batches read and under extraction before the oldest must be committed: bounds disk and memory."""


class StrictError(ValueError):
    """A strict run met a record that it had to reject."""


@flow(
    name="news",
    flow_run_name="news into {warehouse}",
    task_runner=RUNNER,  # type: ignore[arg-type] # a runner's future type is invariant in Prefect's stubs
    description="Raw news text → documents, articles, entities, figures → tested marts → news.duckdb",
)
def news(  # noqa: PLR0913, PLR0917 - these are the run's parameters, shown by name in Prefect's UI
    sources: list[str] | None = None,
    warehouse: str = "warehouse",
    batch_size: int = BATCH_SIZE,
    metadata: str | None = None,
    published: str | None = None,
    publisher: str | None = None,
    language: str | None = None,
    fields: dict[str, list[str]] | None = None,
    models: list[str] | None = None,
    *,
    strict: bool = False,
) -> Progress:
    """Read every source, land what is new, build and publish the marts.

    Args:
        sources: files, folders or globs; the sample articles when empty.
        warehouse: folder of the warehouse.
        batch_size: documents a batch.
        metadata: CSV that says published, publisher, url, title, language by file name.
        published: default publication date.
        publisher: default publisher.
        language: default language code.
        fields: field of a record → names under which these sources have it, instead of the usual ones.
        models: models that find names instead of the language packs', each [LANGUAGE=][ENGINE:]NAME.
        strict: fail at the first record that is rejected, landing nothing of its batch.

    Raises:
        ValueError: a source or metadata file that does not exist or cannot be used, or a model that is not there.
        OSError: the warehouse cannot be written.
        StrictError: a rejected record in a strict run.
    """
    end_server_with_run()
    root = Path(warehouse).resolve()
    landing.check_writable(root)
    asked = sources or [str(SAMPLES)]
    sidecar = metadata or (None if sources else str(SAMPLES / "metadata.csv"))
    stated = {"published": published, "publisher": publisher, "language": language}
    progress = Progress(str(flow_run.get_id()), asked, datetime.now(UTC))
    records = read_documents(
        find_inputs(asked),
        options={name: value for name, value in stated.items() if value},
        metadata=read_metadata(sidecar) if sidecar else {},
        fetched_at=progress.started_at,
        field_names={**FIELD_NAMES, **(fields or {})},
    )
    batches = cut_batches(records, lambda table, ids: landing.known(root, table, ids), batch_size=batch_size)
    engines = _engines(root, models or [])
    _land_all(batches, root, progress, engines, strict=strict)
    land_run(root, progress)
    tell("building and testing the models …")
    start = perf_counter()
    tell(f"published {build_and_publish(root)}")
    progress.seconds["models"] += perf_counter() - start
    leave_artifacts(root, progress)
    return progress


def _engines(root: Path, models: list[str]) -> Engines:
    """What finds names in this run; what of it is not there is said here, once for all workers."""
    engines = Engines(tuple(models), str(root / "cache" / "mentions"))
    engines.check()
    for line in engines.missing(pack_codes()):
        tell(line)
    return engines


def _land_all(batches: Iterator[Batch], root: Path, progress: Progress, engines: Engines, *, strict: bool) -> None:
    """Read, clean, extract and commit batch after batch, reading ahead while workers extract."""
    staging = landing.landing_of(root) / "_staging" / progress.run_id
    pending: deque[tuple[Read, list[Steps]]] = deque()
    with Workers(worker_count()) as workers:
        for number in count(1):
            start = perf_counter()
            read = read_batch(batches, number, staging)
            progress.seconds["reading"] += perf_counter() - start
            if read is None:
                break
            progress.count(read)
            tell(f"batch {number}: {read.records_read:,} records, {read.documents:,} new documents")
            _refuse(read.rejects if strict else 0, number)
            pending.append((read, [_submit(shard, workers, engines, number) for shard in read.shards]))
            while len(pending) > AHEAD:
                _finish(pending.popleft(), root, progress, strict=strict)
        while pending:
            _finish(pending.popleft(), root, progress, strict=strict)


def _submit(shard: Shard, workers: Workers, engines: Engines, number: int) -> Steps:
    cleaned: Any = clean.submit(shard, workers, number)  # a future stands for its result
    return cleaned, extract.submit(cleaned, workers, engines, number)


def _wait(steps: Steps) -> Shard:
    cleaned, extracted = steps
    cleaned.result()  # where this failed its error says why; the next step would say only that it never ran
    return extracted.result()


def _finish(started: tuple[Read, list[Steps]], root: Path, progress: Progress, *, strict: bool) -> None:
    """Wait for a batch's shards and land it."""
    read, futures = started
    shards = [_wait(steps) for steps in futures]
    if not (shards or read.reject_files):
        return
    _refuse(sum(shard.rows.get("rejects", 0) for shard in shards) if strict else 0, read.number)
    made = commit(root, read.staged(shards), read.number)
    progress.land(read, shards, made)
    tell(f"batch {read.number}: landed, {progress.rows['figures']:,} figures so far")


def _refuse(rejects: int, number: int) -> None:
    if rejects:
        message = (
            f"batch {number}: {rejects} records rejected and --strict given; nothing of this batch is landed. "
            "Run without --strict: they become rows of the table rejects"
        )
        raise StrictError(message)


@task(
    name="commit",
    task_run_name="commit batch {number} as {staged.batch_id}",
    tags=["ingest"],
    cache_policy=NO_CACHE,
    retries=IO_RETRIES,
    retry_delay_seconds=IO_DELAYS,
    retry_condition_fn=is_io_error,
)
def commit(root: Path, staged: Staged, number: int) -> Commit | None:  # noqa: ARG001 - for the run's name
    """Land a batch's files; None when another run landed the same batch meanwhile."""
    return landing.commit(root, staged)


@task(
    name="land run",
    task_run_name="land this run's own row",
    tags=["ingest"],
    cache_policy=NO_CACHE,
    retries=IO_RETRIES,
    retry_delay_seconds=IO_DELAYS,
    retry_condition_fn=is_io_error,
)
def land_run(root: Path, progress: Progress) -> None:
    """Land the run's own row, which the quality checks reconcile."""
    batch_id = f"run-{progress.run_id}"
    folder = landing.landing_of(root) / "_staging" / progress.run_id / "runs"
    path = landing.stage(folder, "runs", batch_id, 0, [progress.row(datetime.now(UTC))])
    landing.commit(root, landing.Staged(batch_id, folder, {"runs": [path]}))
