"""Plain articles set against each other without a warehouse: the same models, over a folder that is deleted."""

from __future__ import annotations

from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import duckdb

from tasks.landing import stage
from tasks.models import build_models, build_path_of
from tasks.tables import Article, Document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    RowsOf = Callable[[Sequence[Article]], Mapping[str, Sequence[Any]]]

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

    def article(self) -> Article:
        """The row of `articles`, the text as it was given."""
        return Article(
            article_id=self.id,
            document_id=self.id,
            item=0,
            title=self.title,
            text=self.text,
            language=self.language,
            language_confidence=self.confidence,
            published_at=self.published,
            published_precision=self.precision,
            publisher=self.publisher,
            agency=None,
            dateline=None,
            authors=None,
            url=None,
            char_count=len(self.text),
        )


@contextmanager
def compared(plains: Iterable[Plain], rows_of: RowsOf, models: Sequence[str]) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection to what dbt built of these articles: the models that `models` selects, as `+int_copies`.

    `rows_of` says what else is landed of some articles: table → rows, as {"signatures": […]}.

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
        articles = [plain.article() for plain in some]
        documents = [Document(plain.id, plain.id, "", "", "text/plain", "utf-8", b"", "{}", UNREAD) for plain in some]
        tables: dict[str, Sequence[Any]] = {"articles": articles, "documents": documents, **rows_of(articles)}
        for table, rows in tables.items():
            files.setdefault(table, []).append(stage(landing, table, "plain", number, rows))
    return files


def _batched(plains: Iterable[Plain]) -> Iterator[list[Plain]]:
    rest = iter(plains)
    while some := list(islice(rest, SHARD)):
        yield some
