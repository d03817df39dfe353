"""Plain articles set against each other without a warehouse: the same models, over a folder that is deleted."""

from __future__ import annotations

from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa

from tasks.landing import stage
from tasks.models import build_models, build_path_of
from tasks.tables import Article, table_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    RowsOf = Callable[[pa.Table], Mapping[str, Iterable[Any] | pa.Table]]

SHARD = 5_000
"""Articles that are in memory at one time."""

UNREAD = datetime(1970, 1, 1, tzinfo=UTC)
"""No fetch time: nothing that is built here is kept."""


@dataclass(frozen=True, slots=True)
class Plain:
    """One article as given: `id` is unique in its file, null what was not said."""

    id: str
    text: str
    title: str | None = None
    published: datetime | None = None
    precision: str | None = None
    publisher: str | None = None
    language: str = "und"
    confidence: float = 0.0


@contextmanager
def compared(plains: Iterable[Plain], rows_of: RowsOf, models: Sequence[str]) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection to what dbt built of these articles: the models that `models` selects, as `+int_copies`.

    `rows_of` says what else is landed of some articles, given as a table of `articles`: table → rows.

    Raises:
        tasks.models.ModelError: a model failed.
    """
    with TemporaryDirectory(prefix="recoupe-", ignore_cleanup_errors=True) as folder:
        warehouse = Path(folder)
        build_models(warehouse, _land(warehouse / "landing", plains, rows_of), only=models)
        with closing(duckdb.connect(build_path_of(warehouse), read_only=True)) as connection:
            yield connection


def _land(landing: Path, plains: Iterable[Plain], rows_of: RowsOf) -> dict[str, list[Path]]:
    """The files of each table: articles, documents without bytes, and what `rows_of` makes of the articles."""
    files: dict[str, list[Path]] = {}
    for number, some in enumerate(_batched(plains)):
        articles = _articles(some)
        own = {"articles": articles, "documents": _documents(articles)}
        for table, rows in (*own.items(), *rows_of(articles).items()):
            files.setdefault(table, []).append(stage(landing, table, "plain", number, rows))
    return files


def _articles(plains: Sequence[Plain]) -> pa.Table:
    """The rows of `articles`, each text as it was given."""
    read = attrgetter("id", "text", "title", "published", "precision", "publisher", "language", "confidence")
    ids, texts, titles, published, precisions, publishers, languages, confidences = zip(*map(read, plains), strict=True)
    columns = {
        "article_id": ids,
        "document_id": ids,
        "item": [0] * len(ids),
        "title": titles,
        "text": texts,
        "language": languages,
        "language_confidence": confidences,
        "published_at": published,
        "published_precision": precisions,
        "publisher": publishers,
        **{name: [None] * len(ids) for name in ("agency", "dateline", "authors", "url")},
        "char_count": list(map(len, texts)),
    }
    return table_of(Article, columns, "plain").drop_columns("batch_id")


def _documents(articles: pa.Table) -> pa.Table:
    """The rows of `documents`: no bytes, and a key that no other document has."""
    ids = articles["article_id"]
    same: dict[str, Any] = {
        "source_uri": "",
        "record": "",
        "media_type": "text/plain",
        "encoding": "utf-8",
        "raw": b"",
        "given": "{}",
    }
    same["fetched_at"] = UNREAD
    columns = {name: pa.repeat(pa.scalar(value), len(ids)) for name, value in same.items()}
    return pa.table({"document_id": ids, "document_key": ids, **columns})


def _batched(plains: Iterable[Plain]) -> Iterator[list[Plain]]:
    rest = iter(plains)
    while some := list(islice(rest, SHARD)):
        yield some
