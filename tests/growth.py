"""How the time of a step grows with its text: the tests' guard against quadratic work in text nobody expects."""

from collections.abc import Callable
from time import process_time

FACTOR = 16
"""The long text is so many times the short one: linear work takes 16 times as long, quadratic 256 times."""
LIMIT = 80
"""Between the two, five times away from linear."""
PATIENCE = 12
"""Rounds until the quickest of each is believed: other work of the machine slows a run down, nothing quickens it."""


def is_linear(work: Callable[[str], object], unit: str, length: int) -> bool:
    """Whether `work` on `length` code points of `unit` repeated stays within `LIMIT` times a sixteenth of it."""
    texts = [unit * max(1, size // len(unit)) for size in (length // FACTOR, length)]
    least = [float("inf"), float("inf")]
    for _ in range(PATIENCE):
        for place, text in enumerate(texts):
            started = process_time()
            work(text)
            least[place] = min(least[place], process_time() - started)
        if least[1] <= LIMIT * least[0]:
            return True
    return False
