"""The processes of a run: the pool of workers that all its shards share, and none that outlives it."""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from threading import Lock, Thread
from typing import TYPE_CHECKING, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

In = TypeVar("In")
Out = TypeVar("Out")


def worker_count() -> int:
    """Worker processes of a run: RECOUPE_WORKERS, else one a core; 0 works in the flow's own process."""
    stated = os.environ.get("RECOUPE_WORKERS")
    return int(stated) if stated else os.cpu_count() or 1


def _start() -> None:
    """Prepare a worker: one thread of mathematics each, as there is one worker a core; it ends with the flow."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    _end_with_parent()


def _end_with_parent() -> None:
    """Let this worker end when the flow's process is gone: after a kill -9 it would write, then wait, for ever."""
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)  # at once: what it writes is staged only, and nobody waits for it

    Thread(target=watch, name="end with parent", daemon=True).start()


def end_server_with_run() -> None:
    """Let the temporary server that Prefect started for this process end with it: kill -9 would leave it running."""
    from prefect.settings import get_current_settings  # noqa: PLC0415 - workers import this module, they need no Prefect

    if get_current_settings().api.url is None:
        from prefect.server.api.server import SubprocessASGIServer  # noqa: PLC0415 - takes a second, is loaded by now

        if server := SubprocessASGIServer().server_process:
            _end_with_us(server.pid)


@cache  # once a server
def _end_with_us(process_id: int) -> int:
    """Start a shell that reads from a pipe until we, who alone can write to it, are gone, and then ends the process."""
    read, write = os.pipe()
    os.posix_spawn(
        "/bin/sh",
        ["sh", "-c", 'cat; kill "$0" 2>/dev/null', str(process_id)],
        os.environ,
        file_actions=[(os.POSIX_SPAWN_DUP2, read, 0)],
        setsid=True,  # a kill of our group must not reach it
    )
    os.close(read)
    return write


class Workers:
    """A spawn pool whose processes load the models once; forked ones would copy Prefect's threads and locks."""

    def __init__(self, count: int) -> None:
        context = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(count, context, initializer=_start) if count else None
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
