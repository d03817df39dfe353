"""How the time of a step grows with its text: the tests' guard against quadratic work in text nobody expects."""

from collections.abc import Callable
from time import process_time

FACTOR = 16
"""The long text is so many times the short one: linear work takes 16 times as long, quadratic 256 times."""
LIMIT = 80
"""Between the two, five times away from linear."""
SAMPLES = 5
"""Runs of the short text for each of the long one: it is so short that a moment's stop of the machine is most of it."""
PATIENCE = 12
"""Rounds until the quickest of each is believed: other work of the machine slows a run down, nothing quickens it."""


def is_linear(work: Callable[[str], object], unit: str, length: int) -> bool:
    """Whether `work` on `length` code points of `unit` repeated stays within `LIMIT` times a sixteenth of it."""
    short, long = (unit * max(1, size // len(unit)) for size in (length // FACTOR, length))
    quickest_short = quickest_long = float("inf")
    for _ in range(PATIENCE):
        quickest_short = min(quickest_short, *(_seconds(work, short) for _ in range(SAMPLES)))
        quickest_long = min(quickest_long, _seconds(work, long))
        if quickest_long <= LIMIT * quickest_short:
            return True
    return False


def _seconds(work: Callable[[str], object], text: str) -> float:
    started = process_time()
    work(text)
    return process_time() - started
