"""Records of a run cut into batches and shards: the same cut every time, whatever is known already."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from tasks.landing import batch_id_of
from tasks.tables import Document, Reject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

BATCH_SIZE = 2_000
"""Documents a batch: some 10 MB of press text, extracted in a minute or two."""

BATCH_BYTES = 64 * 2**20
"""A batch also ends at this many raw bytes, so that few huge documents cannot fill the memory."""

SHARD_SIZE = 500
"""Documents a shard, the unit of parallel work: large against the cost of a Prefect task (12–60 ms)."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What one stretch of the input holds. `shards` and `rejects` hold only what is new to the warehouse."""

    batch_id: str
    shards: tuple[tuple[Document, ...], ...]
    rejects: tuple[Reject, ...]
    records_read: int
    records_known: int
    records_rejected: int

    @property
    def is_new(self) -> bool:
        """Whether the batch brings anything to land."""
        return bool(self.rejects or any(self.shards))


def cut_batches(
    records: Iterable[Document | Reject],
    find_known: Callable[[str, Sequence[str]], set[str]],
    *,
    batch_size: int = BATCH_SIZE,
    batch_bytes: int = BATCH_BYTES,
    shard_size: int = SHARD_SIZE,
) -> Iterator[Batch]:
    """Cut a stream of records into batches, holding one batch at a time.

    Args:
        records: documents and rejects in the order of reading.
        find_known: (table, ids) → those that the warehouse has; table is documents or rejects.
        batch_size: documents and rejects a batch.
        batch_bytes: raw bytes after which a batch ends.
        shard_size: documents a shard.
    """
    seen: set[str] = set()
    stream = iter(records)
    while chunk := list(_take(stream, batch_size, batch_bytes)):
        documents = [record for record in chunk if isinstance(record, Document)]
        rejects = [record for record in chunk if isinstance(record, Reject)]
        seen_before = seen | find_known("documents", [document.document_id for document in documents])
        new = _first_of_each(documents, seen_before)
        seen |= {document.document_id for document in documents}
        old_rejects = find_known("rejects", [reject.reject_id for reject in rejects])
        rejected = sum(reject.document_id is None for reject in rejects)
        yield Batch(
            batch_id=batch_id_of([*(d.document_id for d in documents), *(r.reject_id for r in rejects)]),
            shards=tuple(
                tuple(document for document in documents[start : start + shard_size] if id(document) in new)
                for start in range(0, len(documents), shard_size)
            ),
            rejects=tuple({r.reject_id: r for r in rejects if r.reject_id not in old_rejects}.values()),
            records_read=len(documents) + rejected,
            records_known=len(documents) - len(new),
            records_rejected=rejected,
        )


def _take(stream: Iterator[Document | Reject], count: int, size: int) -> Iterator[Document | Reject]:
    taken = 0
    for record in islice(stream, count):
        yield record
        taken += len(record.raw) if isinstance(record, Document) else 0
        if taken >= size:
            return


def _first_of_each(documents: Sequence[Document], known: set[str]) -> set[int]:
    """Which of the documents are new, by object identity: the first bearer of each unknown document_id."""
    firsts: dict[str, int] = {}
    for document in documents:
        if document.document_id not in known:
            firsts.setdefault(document.document_id, id(document))
    return set(firsts.values())
