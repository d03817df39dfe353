"""A small landing written by hand: what each article is stands in one line of the test that lands it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from tasks.landing import Staged, commit, stage
from tasks.sentences import find_sentences
from tasks.signatures import sign
from tasks.tables import Article, Document, Figure, Mention, Reject, Run, Statement

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

NOW = datetime(2024, 11, 20, 8, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Sample:
    """One article: `figures` and `mentions` are words of its text; what stands beside them is how they are linked."""

    id: str
    text: str
    published: str | None = "2024-11-05"
    publisher: str | None = None
    agency: str | None = None
    title: str | None = None
    key: str | None = None
    url: str | None = None
    figures: dict[str, float] = field(default_factory=dict)
    mentions: dict[str, str | None] = field(default_factory=dict)
    language: str = "fr"


def land(warehouse: Path, samples: Sequence[Sample], *, batch: str = "b1", rejected: int = 0) -> None:
    """Land one batch with its run; `rejected` documents have no article, but a reject each."""
    rows: dict[str, list[Any]] = {
        "documents": [_document(sample.id, sample.key) for sample in samples],
        "articles": [_article(sample) for sample in samples],
        "signatures": [sign(sample.id, sample.text) for sample in samples],
        "sentences": [row for sample in samples for row in find_sentences(sample.id, sample.text, sample.language)],
        "mentions": [_mention(sample, *item) for sample in samples for item in sample.mentions.items()],
        "figures": [_figure(sample, *item) for sample in samples for item in sample.figures.items()],
        "statements": [_statement(sample) for sample in samples if "selon " in sample.text],
        "rejects": [],
    }
    for number in range(rejected):
        rows["documents"].append(_document(f"{batch}-bad{number}", None))
        rows["rejects"].append(
            Reject(f"r{number}", f"{batch}-bad{number}", "/in/a.jsonl", "line 1", "normalise", "no_text", "empty")
        )
    rows["runs"] = [_run(batch, rows)]
    folder = warehouse / "staging" / batch
    files = {table: [stage(folder, table, batch, 0, made)] for table, made in rows.items() if made}
    commit(warehouse, Staged(batch, folder, files))


def _document(name: str, key: str | None) -> Document:
    return Document(name, key or f"key of {name}", "/in/a.jsonl", "line 1", "jsonl", "utf-8", b"{}", "{}", NOW)


def _article(sample: Sample) -> Article:
    day = sample.published and datetime.combine(date.fromisoformat(sample.published), time(), UTC)
    precision = "day" if day else None
    return Article(
        article_id=sample.id,
        document_id=sample.id,
        item=0,
        title=sample.title,
        text=sample.text,
        language=sample.language,
        language_confidence=1.0,
        published_at=day or None,
        published_precision=precision,
        publisher=sample.publisher,
        agency=sample.agency,
        dateline=None,
        authors=None,
        url=sample.url,
        char_count=len(sample.text),
    )


def _mention(sample: Sample, words: str, entity: str | None) -> Mention:
    start = sample.text.index(words)
    label = "GPE" if entity and entity.startswith("iso:") else "PERSON"
    tokens = sorted(words.lower().split())
    return Mention(
        article_id=sample.id,
        start_char=start,
        end_char=start + len(words),
        text=words,
        label=label,
        entity_id=entity,
        name=entity and words,
        country=entity[4:] if entity and label == "GPE" else None,
        actor_id=None,
        engine="hand",
        link_rule=None,
        link_score=None,
        local_entity_id=tokens[-1],
        name_tokens=tokens,
        name_symbols=[],
    )


def _figure(sample: Sample, words: str, value: float) -> Figure:
    start = sample.text.index(words)
    nothing: dict[str, Any] = dict.fromkeys(Figure.__dataclass_fields__)
    source = next((name for name in sample.mentions if f"selon {name}" in sample.text), None)
    place = next((name for name, entity in sample.mentions.items() if entity and entity.startswith("iso:")), None)
    said = {
        "article_id": sample.id,
        "figure_id": f"{sample.id}/{start}-count",
        "start_char": start,
        "end_char": start + len(words),
        "text": words,
        "num_start": start,
        "num_end": start + len(words),
        "kind": "count",
        "value": value,
        "low": value,
        "high": value,
        "bound": "exact",
        "negated": False,
        "modality": "asserted",
        "source": source,
        "source_start": source and sample.text.index(source),
        "source_end": source and sample.text.index(source) + len(source),
        "place": place,
        "place_start": place and sample.text.index(place),
        "place_end": place and sample.text.index(place) + len(place),
        "rule": "hand",
    }
    return Figure(**{**nothing, "qualifiers": [], **said})


def _statement(sample: Sample) -> Statement:
    cue = sample.text.index("selon ")
    said = (0, cue, cue, cue + 5, "selon", None, None, None, None, None, "according_to", None)
    return Statement(sample.id, *said)


def _run(batch: str, rows: dict[str, list[Any]]) -> Run:
    documents = len(rows["documents"])
    return Run(
        run_id=f"run of {batch}",
        started_at=NOW,
        ended_at=NOW,
        sources=["/in"],
        code_version="0",
        records_read=documents + 2,
        records_landed=documents,
        records_known=1,
        records_rejected=1,
        articles_landed=len(rows["articles"]),
        articles_rejected=len(rows["rejects"]),
        figures_landed=len(rows["figures"]),
        batches=[batch],
    )
