"""What every run leaves for the UI: a summary, rejects, what it brought in disagreements and revisions, a chart."""

from __future__ import annotations

import base64
import re
from datetime import date
from typing import TYPE_CHECKING, Any

import duckdb
from prefect.artifacts import create_image_artifact, create_markdown_artifact, create_table_artifact

from tasks import landing
from tasks.report import contested_picture, new_disagreements, new_revisions, read_report

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from flows.progress import Progress

REJECTS_SHOWN = 200
NOVELTIES_SHOWN = 50


def leave_artifacts(warehouse: Path, progress: Progress) -> None:
    """Leave `news-summary` and `news-rejects` on the current run, and what else it brought."""
    create_markdown_artifact(summary_of(warehouse, progress), key="news-summary", description="What this run did")
    rejects = rejects_of(warehouse, progress.batches)
    create_table_artifact(
        rejects or [{"stage": "", "reason": "none", "source": "", "record": "", "detail": ""}],
        key="news-rejects",
        description=f"Records of this run that did not go on (first {REJECTS_SHOWN}); all are in the table rejects",
    )
    leave_novelties(warehouse, progress.batches)


def leave_novelties(warehouse: Path, batches: Sequence[str]) -> None:
    """Leave what these batches brought as tables, and the most contested measure of all as a picture.

    They are `news-disagreements`, `news-revisions` and `news-chart`; without claims there is no picture.
    """
    create_table_artifact(
        _cells(new_disagreements(warehouse, batches, NOVELTIES_SHOWN)),
        key="news-disagreements",
        description=f"Claims that cannot both hold, new in this run (first {NOVELTIES_SHOWN}); all are in the table "
        "disagreements",
    )
    create_table_artifact(
        _cells(new_revisions(warehouse, batches, NOVELTIES_SHOWN)),
        key="news-revisions",
        description=f"Numbers that their claimants revised, new in this run (largest {NOVELTIES_SHOWN}); all are in "
        "the table revisions",
    )
    if (report := read_report(warehouse, None)) is not None:
        told, picture = contested_picture(report)
        create_image_artifact(
            f"data:image/png;base64,{base64.b64encode(picture).decode()}",
            key="news-chart",
            description=f"The most contested measure: {_plain(told)}. `recoupe report` writes its page",
        )


def _plain(text: str) -> str:
    """Words of an article as markdown that is nothing but words: the UI reads descriptions as markdown."""
    return re.sub(r"([^\w\s,.:·])", r"\\\1", text)


def _cells(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows as the UI takes them: what JSON has no type for as text, and one row that says so where there is none."""
    if not rows:
        return [{"about": "none"}]
    return [{name: str(value) if isinstance(value, date) else value for name, value in row.items()} for row in rows]


def summary_of(warehouse: Path, progress: Progress) -> str:
    """The run in markdown: what came in, what became of it, where the time went."""
    counts = [
        ("records read", progress.read),
        ("… landed as new documents", progress.rows["documents"]),
        ("… known already", progress.known),
        ("… rejected", progress.rejected),
        ("articles", progress.rows["articles"]),
        ("mentions", progress.rows["mentions"]),
        ("figures", progress.rows["figures"]),
    ]
    lines = ["| what | how many |", "|---|---:|", *(f"| {name} | {number:,} |" for name, number in counts)]
    steps = sorted(progress.seconds.items(), key=lambda item: -item[1])
    lines += ["", "| step | seconds, summed over workers |", "|---|---:|"]
    lines += [f"| {step} | {seconds:,.1f} |" for step, seconds in steps]
    return "\n".join(
        [
            f"Sources: {', '.join(f'`{source}`' for source in progress.sources)}",
            "",
            *lines,
            "",
            f"Warehouse: `{warehouse}`",
        ]
    )


def rejects_of(warehouse: Path, batches: list[str]) -> list[dict[str, str]]:
    """The first rejects that these batches landed."""
    paths = [str(path) for path in landing.committed_files(warehouse)["rejects"]]
    if not paths or not batches:
        return []
    with duckdb.connect() as connection:
        found = connection.execute(
            "select stage, reason, source_uri, record, detail from read_parquet($paths)"
            " where list_contains($batches, batch_id) order by source_uri, record, reject_id limit $shown",
            {"paths": paths, "batches": batches, "shown": REJECTS_SHOWN},
        ).fetchall()
    return [dict(zip(("stage", "reason", "source", "record", "detail"), row, strict=True)) for row in found]
