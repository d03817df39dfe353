"""The work of one shard, from file to files: what a worker process runs. Paths go in and out, never articles."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq

from tasks.articles import article_of, reject_of
from tasks.entities import find_mentions, load_engine
from tasks.extraction import Stopwatch, extract
from tasks.landing import stage
from tasks.signatures import sign_all
from tasks.tables import Article, Document, Reject, from_arrow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tasks.entities import Engine

EXTRACTED = ("sentences", "dates", "statements", "figures")


@dataclass(frozen=True, slots=True)
class Shard:
    """One slice of a batch on its way: where its files stand, how many rows each has, how long each step took."""

    batch_id: str
    number: int
    folder: str
    files: dict[str, str] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    def with_tables(self, tables: dict[str, list[Any]], watch: Stopwatch) -> Shard:
        """The shard with these rows written beside the ones it has; empty tables are left out."""
        files, rows = dict(self.files), dict(self.rows)
        for table, found in tables.items():
            if found:
                path = watch.time("writing", stage, Path(self.folder), table, self.batch_id, self.number, found)
                files[table] = str(path)
                rows[table] = len(found)
        steps = {*self.seconds, *watch.seconds}
        seconds = {step: self.seconds.get(step, 0) + watch.seconds.get(step, 0) for step in steps}
        return Shard(self.batch_id, self.number, self.folder, files, rows, seconds)


def clean_shard(shard: Shard) -> Shard:
    """From documents to articles, article_spans, rejects."""
    watch = Stopwatch()
    tables: dict[str, list[Any]] = {"articles": [], "article_spans": [], "rejects": []}
    for document in _rows(shard, "documents", Document):
        try:
            made = watch.time("cleaning", article_of, document)
        except Exception as error:  # noqa: BLE001 - one bad document must not lose the shard: it becomes a reject
            tables["rejects"].append(reject_of(document, "normalise", "failed", _what(error)))
            continue
        tables["articles"] += [made.article] if made.article else []
        tables["article_spans"] += made.spans
        tables["rejects"] += made.rejects
    return shard.with_tables(tables, watch)


def extract_shard(shard: Shard, engines: Callable[[str], Engine] = load_engine) -> Shard:
    """From articles to sentences, signatures, mentions, figures, dates, statements; failures join the rejects."""
    watch = Stopwatch()
    tables: dict[str, list[Any]] = {table: [] for table in (*EXTRACTED, "signatures", "mentions")}
    failed: dict[str, str] = {}
    articles = list(_rows(shard, "articles", Article))
    for article in articles:
        try:
            found = extract(article, watch)
        except Exception as error:  # noqa: BLE001 - the article stays, without rows; the failure becomes a reject
            failed[article.document_id] = _what(error)
            continue
        for table in EXTRACTED:
            tables[table] += getattr(found, table)
    signed = [(article.article_id, article.text) for article in articles if article.document_id not in failed]
    tables["signatures"] = watch.time("signatures", sign_all, signed)
    names = [(article.article_id, article.text, article.language) for article in articles]
    for mentions in watch.time("mentions", find_mentions, names, engines=engines):
        tables["mentions"] += mentions
    if failed:
        tables["rejects"] = [
            *_rows(shard, "rejects", Reject),
            *(
                reject_of(document, "extract", "failed", failed[document.document_id])
                for document in _rows(shard, "documents", Document)
                if document.document_id in failed
            ),
        ]
    return shard.with_tables(tables, watch)


def _what(error: Exception) -> str:
    return f"{type(error).__name__}: {error}; report this with the document, the rest of the batch is landed"


def _rows(shard: Shard, table: str, row_type: type[Any]) -> Iterator[Any]:
    if table in shard.files:
        yield from from_arrow(row_type, pq.read_table(shard.files[table]))
