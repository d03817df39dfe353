"""A process of its own for what is measured, so that no other run has a part in its time or memory."""

from __future__ import annotations

from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def answer_of(target: Callable[..., None], *given: object) -> Any:  # noqa: ANN401 - what the target sends
    """What `target` sends on the end of a pipe that it is given last, in a new process.

    Raises:
        EOFError: it ended without an answer.
    """
    context = get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=target, args=(*given, there))
    process.start()
    there.close()
    try:
        return here.recv()
    finally:
        process.join()
