"""From any row back to its sentence, its article and the bytes that came in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import duckdb
import numpy as np

from tasks import landing
from tasks.read import byte_offsets
from tasks.tables import TABLES, Document, from_arrow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    import pyarrow as pa

    from tasks.tables import Article, ArticleSpan

IDENTIFIER = re.compile(r"(?P<article>[0-9a-f]{4,20}(?:\.\d+)?)(?:[:/](?P<start>\d+)-(?P<end>\d+)(?::\w+|@\d+)?)?")
"""An article or document id, or an unambiguous start of one; then, for a figure ('a:1-2:count'), mention ('a/1-2') or
statement ('a/1-2@3'), its span."""


MARKING = """
with figures as (
    select
        unnest($ids) as figure_id,
        unnest($article_ids) as article_id,
        unnest($starts)::bigint as start_char,
        unnest($ends)::bigint as end_char
)
select
    figures.figure_id, articles.published_at, articles.publisher, articles.title,
    substring(articles.text, sentences.start_char + 1, figures.start_char - sentences.start_char),
    substring(articles.text, figures.start_char + 1, figures.end_char - figures.start_char),
    substring(articles.text, figures.end_char + 1, sentences.end_char - figures.end_char)
from figures
inner join read_parquet($articles) as articles on figures.article_id = articles.article_id
inner join read_parquet($sentences) as sentences
    on
        figures.article_id = sentences.article_id
        and figures.start_char >= sentences.start_char
        and figures.start_char < sentences.end_char
"""
"""Figures in the sentences that they begin in."""


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a span comes from; `before`, `span` and `after` make up its sentence."""

    article_id: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    before: str
    span: str
    after: str
    source_uri: str
    record: str
    raw_start: int
    raw_end: int
    raw: bytes


@dataclass(frozen=True, slots=True)
class Marked:
    """One figure in its sentence, which `before`, `span` and `after` make up."""

    figure_id: str
    published_at: datetime | None
    publisher: str | None
    title: str | None
    before: str
    span: str
    after: str


def mark(warehouse: Path, figure_ids: Sequence[str]) -> list[Marked]:
    """These figures in their sentences, in the same order.

    Raises:
        ValueError: no id of a figure, or its sentence was not landed here.
    """
    parts = [part for part in map(IDENTIFIER.fullmatch, figure_ids) if part]
    given = {
        "ids": [part[0] for part in parts],
        "article_ids": [part["article"] for part in parts],
        "starts": [int(part["start"] or 0) for part in parts],
        "ends": [int(part["end"] or 0) for part in parts],
    }
    files = landing.committed_files(warehouse)
    paths = {name: [str(path) for path in files[name]] for name in ("articles", "sentences")}
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        found = {row[0]: Marked(*row) for row in connection.execute(MARKING, {**given, **paths}).fetchall()}
    missing = [name for name in figure_ids if name not in found]
    if missing:
        message = f"{missing[0]!r}: no sentence of {warehouse} holds this figure; do `recoupe status --verify`"
        raise ValueError(message)
    return [found[name] for name in figure_ids]


def trace(warehouse: Path, identifier: str) -> Trace:
    """Where the row with this id comes from.

    Raises:
        ValueError: no such id in the warehouse, or more than one that starts so.
    """
    parts = IDENTIFIER.fullmatch(identifier.strip())
    if not parts:
        message = (
            f"{identifier!r} is no id of an article, document, figure, mention or statement; "
            "take one from a table's id column"
        )
        raise ValueError(message)
    article = _article(warehouse, parts["article"])
    (document,) = _rows(warehouse, "documents", "document_id", article.document_id)
    start, end = (int(parts["start"]), int(parts["end"])) if parts["start"] else (0, 0)
    if not 0 <= start <= end <= article.char_count:
        message = f"{identifier!r}: the article has {article.char_count} characters; the span is outside"
        raise ValueError(message)
    first, last = _sentence(warehouse, article, start, end)
    raw_start, raw_end = _raw_range(warehouse, article, document, (start, end) if end else (first, last))
    return Trace(
        article_id=article.article_id,
        title=article.title,
        publisher=article.publisher,
        published=article.published_at.date().isoformat() if article.published_at else None,
        url=article.url,
        before=article.text[first:start],
        span=article.text[start:end],
        after=article.text[end:last],
        source_uri=document.source_uri,
        record=document.record,
        raw_start=raw_start,
        raw_end=raw_end,
        raw=document.raw[raw_start:raw_end],
    )


def _article(warehouse: Path, start: str) -> Article:
    found: list[Article] = _rows(warehouse, "articles", "article_id", start, prefix=True)
    exact = [article for article in found if article.article_id == start]  # 'a' of a digest's 'a', 'a.1', 'a.2'
    if len(exact or found) == 1:
        return (exact or found)[0]
    if found:
        told = f"starts {len(found)} article ids ({', '.join(article.article_id for article in found[:5])} …)"
        message = f"{start!r} {told}; give one in full"
    elif rejects := _rows(warehouse, "rejects", "document_id", start, prefix=True):
        message = f"{start!r} is a document without article: {rejects[0].reason}, {rejects[0].detail}"
    else:
        message = f"{start!r} starts no article id of {warehouse}; take one from a table's id column"
    raise ValueError(message)


def _rows(warehouse: Path, table: str, column: str, value: str, *, prefix: bool = False) -> list[Any]:
    paths = [str(path) for path in landing.committed_files(warehouse)[table]]
    if not paths:
        return []
    match = f"starts_with({column}, $value)" if prefix else f"{column} = $value"
    with duckdb.connect() as connection:
        sql = f"select * from read_parquet($paths) where {match} order by {column}"  # noqa: S608 - column names of ours
        found = connection.sql(sql, params={"paths": paths, "value": value}).to_arrow_table()
    return list(from_arrow(TABLES[table], cast("pa.Table", found)))


def _sentence(warehouse: Path, article: Article, start: int, end: int) -> tuple[int, int]:
    """First and last code point of the sentences that the span touches."""
    sentences = _rows(warehouse, "sentences", "article_id", article.article_id)
    touched = [s for s in sentences if s.start_char < max(end, start + 1) and s.end_char > start] or sentences[:1]
    if not touched:
        return start, end
    return min(s.start_char for s in touched), max(s.end_char for s in touched)


def _raw_range(warehouse: Path, article: Article, document: Document, span: tuple[int, int]) -> tuple[int, int]:
    """The bytes of documents.raw from which the span of the clean text was made."""
    offsets = byte_offsets(document)
    pieces: Sequence[ArticleSpan] = _rows(warehouse, "article_spans", "article_id", article.article_id)
    touched = [p for p in pieces if p.start_char < span[1] and p.end_char > span[0]]
    if not touched:
        return 0, 0
    touched.sort(key=lambda piece: piece.start_char)
    first, last = touched[0], touched[-1]
    start, end = first.raw_start, last.raw_end
    if first.kind == "kept":
        start = int(offsets[np.searchsorted(offsets, first.raw_start) + span[0] - first.start_char])
    if last.kind == "kept":
        end = int(offsets[np.searchsorted(offsets, last.raw_start) + span[1] - last.start_char])
    return start, end
