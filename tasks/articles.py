"""From a document to its article: clean text, the map back to the raw bytes, language, date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tasks.languages import language_of
from tasks.normalise import normalise
from tasks.read import byte_offsets, fields_of, reject_id_of
from tasks.tables import Article, ArticleSpan, Document, Reject

if TYPE_CHECKING:
    from datetime import datetime

    from tasks.normalise import Normalised
    from tasks.read import Fields


@dataclass(frozen=True, slots=True)
class Made:
    """What one document became: an article with the map of its text, or the reason why not."""

    article: Article | None
    spans: tuple[ArticleSpan, ...]
    rejects: tuple[Reject, ...]


def article_of(document: Document) -> Made:
    """Clean one document. A document without any prose left makes no article but a row of rejects."""
    fields = fields_of(document)
    clean = normalise(fields.text, fields.title)
    if not clean.text:
        detail = "nothing is left of the text once page furniture is taken out; check the source's text field"
        return Made(None, (), (reject_of(document, "normalise", "no_prose", detail),))
    language, confidence = _language(fields, clean.text)
    published, precision = _published(fields, clean)
    article = Article(
        article_id=document.document_id,
        document_id=document.document_id,
        item=0,
        title=clean.title,
        text=clean.text,
        language=language,
        language_confidence=confidence,
        published_at=published,
        published_precision=precision,
        publisher=fields.publisher or fields.fallback.publisher,
        agency=clean.agency,
        dateline=clean.dateline,
        authors=fields.authors,
        url=fields.url,
        char_count=len(clean.text),
    )
    return Made(article, _spans(document, article.article_id, clean), ())


def reject_of(document: Document, stage: str, reason: str, detail: str) -> Reject:
    """The row of a landed document that a later stage could not take on."""
    return Reject(
        reject_id=reject_id_of(document.document_key, document.raw, stage, reason),
        document_id=document.document_id,
        source_uri=document.source_uri,
        record=document.record,
        stage=stage,
        reason=reason,
        detail=f"{document.source_uri}{', ' if document.record else ''}{document.record}: {detail}",
    )


def _language(fields: Fields, text: str) -> tuple[str, float]:
    """The stated language, else the one that the text is in."""
    stated = fields.language or fields.fallback.language
    return (stated, 1.0) if stated else language_of(text)


def _published(fields: Fields, clean: Normalised) -> tuple[datetime | None, str | None]:
    """Said of this record, else said in its text, else said of the whole run."""
    if fields.published:
        return fields.published, fields.published_precision
    if clean.published:
        return clean.published, clean.published_precision
    return fields.fallback.published, fields.fallback.published_precision


def _spans(document: Document, article_id: str, clean: Normalised) -> tuple[ArticleSpan, ...]:
    offsets = byte_offsets(document)
    return tuple(
        ArticleSpan(
            article_id=article_id,
            start_char=piece.start_char,
            end_char=piece.end_char,
            raw_start=int(offsets[piece.source_start]),
            raw_end=int(offsets[piece.source_end]),
            kind=piece.kind,
            label=piece.label,
        )
        for piece in clean.pieces
    )
