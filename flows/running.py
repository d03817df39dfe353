"""What `recoupe run` does around the main flow: checks first, the summary and an answer at the end."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.text import Text

from flows.printing import Format, print_rows
from flows.settings import prepare_prefect
from flows.workers import worker_count
from tasks import ROOT, SAMPLES, catalogue, landing
from tasks.entities import Engines
from tasks.read import FIELD_NAMES, find_inputs, read_documents, read_metadata
from tasks.read.fields import OPTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flows.progress import Progress

TALK = Console(stderr=True, highlight=False, soft_wrap=True)
CONTESTED = ROOT / "sql" / "queries" / "contested.sql"


def run_news(warehouse: Path, *, sources: list[str] | None, metadata: str | None, **options: Any) -> None:  # noqa: ANN401 - handed to the flow, which types them
    """Run the main flow on a warehouse, then print what came of it and the most contested figures.

    Raises:
        ValueError: a source, metadata file, default or model that cannot be used; nothing has run then.
    """
    if not sources and not SAMPLES.is_dir():
        message = (
            f"{SAMPLES}: the sample articles come with a checkout only; name a SOURCE, as in `recoupe run articles/`"
        )
        raise ValueError(message)
    find_inputs(sources or [])
    if metadata:
        read_metadata(metadata)
    defaults = {name: options[name] for name in OPTIONS if options.get(name)}
    names = {**FIELD_NAMES, **(options.get("fields") or {})}
    read_documents(
        [], options=defaults, metadata={}, fetched_at=datetime.now(UTC), field_names=names
    )  # refuses at once
    Engines(tuple(options.get("models") or ())).check()
    worker_count()
    landing.check_writable(warehouse)
    prepare_prefect(warehouse)
    from flows.news import news  # noqa: PLC0415 - must come after Prefect's environment is set

    with interruptible():
        progress = news(sources=sources, warehouse=str(warehouse), metadata=metadata, **options)
    _print_summary(warehouse, progress)
    _print_answer(warehouse)


@contextmanager
def interruptible() -> Iterator[None]:
    """End at once at Ctrl-C. It ends the temporary server too, and Prefect would report to that for minutes."""

    def leave(_number: int, _frame: object) -> None:
        os.write(2, b"\nrecoupe: interrupted; what was committed stands, run again to go on\n")
        os._exit(130)  # as after a kill: commits are whole, workers and server end with this process

    # the keeper of the workers' semaphores lives a moment longer, tidies up, and would warn that it did
    sys.warnoptions.append("ignore:resource_tracker:UserWarning")
    before = signal.signal(signal.SIGINT, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _print_summary(warehouse: Path, progress: Progress) -> None:
    (counts,) = catalogue.query(
        warehouse,
        "select (select count(*) from articles) as articles, (select count(*) from stories) as stories,"
        " (select count(*) from figures) as figures, (select count(source) from figures) as sourced,"
        " (select count(*) from articles) - (select count(distinct copy_group) from articles) as copies",
    ).to_pylist()
    landed = progress.rows["documents"]
    lines = [
        f"records   {progress.read:,} = {landed:,} landed + {progress.known:,} known + {progress.rejected:,} rejected",
        f"articles  {counts['articles']:,}, of them {counts['copies']:,} copies or versions of others",
        f"figures   {counts['figures']:,}, of them {counts['sourced']:,} with a named source",
        f"seconds   {_steps(progress)}, summed over workers",
        f"warehouse {warehouse}",
        "Look further: recoupe tables · recoupe status · recoupe query 'from figures limit 20'",
    ]
    if progress.rejected:
        lines.append("What was rejected, and why: recoupe query 'from rejects'")
    TALK.print(Text("\n".join(lines)))


def _steps(progress: Progress) -> str:
    steps = sorted(progress.seconds.items(), key=lambda step: -step[1])
    return " · ".join(f"{name} {seconds:,.1f}" for name, seconds in steps)


def _print_answer(warehouse: Path) -> None:
    """The most contested figures, on standard output: the answer to who says how many."""
    answer = catalogue.query(warehouse, CONTESTED.read_text(encoding="utf-8"))
    if not answer.num_rows:
        return
    first = answer.to_pylist()[0]
    Console(highlight=False).print(Text(f"\nWho says how many: {first['category']}", style="bold"))
    print_rows(answer.select(["day", "says", "how_many", "published_by"]), Format.table)
    TALK.print(Text(f"Where its first row comes from: recoupe show {first['figure_id']}"))
