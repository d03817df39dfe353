"""What every run leaves for the UI: a summary in markdown and a table of rejects."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb
from prefect.artifacts import create_markdown_artifact, create_table_artifact

from tasks import landing

if TYPE_CHECKING:
    from pathlib import Path

    from flows.progress import Progress

REJECTS_SHOWN = 200


def leave_artifacts(warehouse: Path, progress: Progress) -> None:
    """Leave `news-summary` and `news-rejects` on the current run."""
    create_markdown_artifact(summary_of(warehouse, progress), key="news-summary", description="What this run did")
    rejects = rejects_of(warehouse, progress.batches)
    create_table_artifact(
        rejects or [{"stage": "", "reason": "none", "source": "", "record": "", "detail": ""}],
        key="news-rejects",
        description=f"Records of this run that did not go on (first {REJECTS_SHOWN}); all are in the table rejects",
    )


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
