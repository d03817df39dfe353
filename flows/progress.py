"""What a run has done so far: counted for its row in `runs`, told to the terminal and to the run's log."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from prefect import get_run_logger
from rich.console import Console

from tasks import __version__
from tasks.tables import Run

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from flows.ingest import Read
    from tasks.landing import Commit
    from tasks.shards import Shard

TERMINAL = Console(stderr=True, highlight=False, markup=False, emoji=False)  # a path may hold "[x]" or ":x:"


def tell(message: str) -> None:
    """Write to the run's log, which the UI shows, and to the terminal when a command runs there."""
    get_run_logger().info(message)
    if os.environ.get("RECOUPE_TERMINAL"):
        TERMINAL.log(message, _stack_offset=2)


@dataclass(slots=True)
class Progress:
    """Counts of one run. `seconds` are summed over workers: with two of them, twice the clock's."""

    run_id: str
    sources: list[str]
    started_at: datetime
    read: int = 0
    known: int = 0
    rejected: int = 0
    rows: Counter[str] = field(default_factory=Counter)
    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    batches: list[str] = field(default_factory=list)

    def count(self, read: Read) -> None:
        """Count what a batch brought in."""
        self.read += read.records_read
        self.known += read.records_known
        self.rejected += read.records_rejected

    def land(self, read: Read, shards: Sequence[Shard], made: Commit | None) -> None:
        """Count what of it landed; what another run landed meanwhile was known."""
        landed = made.rows if made else {}
        self.known += read.documents - landed.get("documents", 0)
        self.rows.update(landed)
        self.batches += [made.batch_id] if made else []
        for shard in shards:
            for step, seconds in shard.seconds.items():
                self.seconds[step] += seconds

    def row(self, ended_at: datetime) -> Run:
        """The run as a row of `runs`."""
        return Run(
            run_id=self.run_id,
            started_at=self.started_at,
            ended_at=ended_at,
            sources=self.sources,
            code_version=__version__,
            records_read=self.read,
            records_landed=self.rows["documents"],
            records_known=self.known,
            records_rejected=self.rejected,
            articles_landed=self.rows["articles"],
            articles_rejected=self.rows["documents"] - self.rows["articles"],
            figures_landed=self.rows["figures"],
            batches=self.batches,
        )
