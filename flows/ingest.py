"""Sources of a batch → documents, articles, rejects."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.landing import Staged, stage
from tasks.shards import Shard, clean_shard

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flows.workers import Workers
    from tasks.batches import Batch


@dataclass(frozen=True, slots=True)
class Read:
    """One batch as read: its counts, and what is new in it on disk: a shard of documents each, and rejects."""

    number: int
    batch_id: str
    folder: Path
    shards: tuple[Shard, ...]
    reject_files: tuple[Path, ...]
    documents: int
    rejects: int
    records_read: int
    records_known: int
    records_rejected: int

    def staged(self, shards: Sequence[Shard]) -> Staged:
        """The batch's files, ready for commit; `shards` as the last step left them."""
        files: dict[str, list[Path]] = {"rejects": list(self.reject_files)}
        for shard in shards:
            for table, path in shard.files.items():
                files.setdefault(table, []).append(Path(path))
        return Staged(self.batch_id, self.folder, files)


@task(name="read", task_run_name="read batch {number}", tags=["ingest"], cache_policy=NO_CACHE)
def read_batch(batches: Iterator[Batch], number: int, staging: Path) -> Read | None:
    """Read the next batch and write what is new in it aside; None at the end of the input."""
    batch = next(batches, None)
    if batch is None:
        return None
    folder = staging / batch.batch_id
    shards = tuple(_stage(batch, position, folder) for position, new in enumerate(batch.shards) if new)
    rejects = (stage(folder, "rejects", batch.batch_id, len(batch.shards), batch.rejects),) if batch.rejects else ()
    return Read(
        number=number,
        batch_id=batch.batch_id,
        folder=folder,
        shards=shards,
        reject_files=rejects,
        documents=sum(map(len, batch.shards)),
        rejects=len(batch.rejects),
        records_read=batch.records_read,
        records_known=batch.records_known,
        records_rejected=batch.records_rejected,
    )


def _stage(batch: Batch, position: int, folder: Path) -> Shard:
    documents = batch.shards[position]
    path = stage(folder, "documents", batch.batch_id, position, documents)
    return Shard(batch.batch_id, position, str(folder), {"documents": str(path)}, {"documents": len(documents)})


@task(name="clean", task_run_name="clean batch {number} shard {shard.number}", tags=["ingest"], cache_policy=NO_CACHE)
def clean(shard: Shard, workers: Workers, number: int) -> Shard:  # noqa: ARG001 - batch number, for the run's name
    """From documents to articles, article_spans, rejects."""
    return workers.run(clean_shard, shard)
