"""The pool of worker processes that all shards of a run share."""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from threading import Lock
from typing import TYPE_CHECKING, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

In = TypeVar("In")
Out = TypeVar("Out")


def worker_count() -> int:
    """Worker processes of a run: RECOUPE_WORKERS, else one a core; 0 works in the flow's own process."""
    stated = os.environ.get("RECOUPE_WORKERS")
    return int(stated) if stated else os.cpu_count() or 1


class Workers:
    """A spawn pool whose processes load the models once; forked ones would copy Prefect's threads and locks."""

    def __init__(self, count: int) -> None:
        context = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(max_workers=count, mp_context=context) if count else None
        self._alone = Lock()  # spaCy's models are not safe for threads

    def run(self, work: Callable[[In], Out], given: In) -> Out:
        """The result of work(given), from a worker process.

        Raises:
            RuntimeError: a worker process died.
        """
        if self._pool is None:
            with self._alone:
                return work(given)
        try:
            return self._pool.submit(work, given).result()
        except BrokenProcessPool as error:
            message = (
                "a worker process died, most likely killed for want of memory; "
                "what was committed stands: run again with a smaller --batch-size or fewer RECOUPE_WORKERS"
            )
            raise RuntimeError(message) from error

    def __enter__(self) -> Self:
        """Keep the pool until the block ends."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stop the processes; shards not started yet are dropped."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
