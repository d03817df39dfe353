"""`make bench`: figures, dates, names and copies beside other programs, and how quick each step is.

One process, one core, on the press corpus beside the checkout or the sample articles. `python -m tests.bench steps`,
`… peers`, `… names` or `… copies` does one of them. Nothing is asserted.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from tests.bench.copying import race_copies
from tests.bench.names import name_lines
from tests.bench.races import race_lines
from tests.bench.steps import time_steps
from tests.bench.texts import french_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

ARTICLES = 500
"""Enough for a stable share a step; the neural model takes half a minute on them."""


def show(lines: Iterable[str]) -> None:
    """Print the lines of a race as it goes."""
    for line in lines:
        print(line, flush=True)  # noqa: T201 - this is its output


PARTS: dict[str, Callable[[], None]] = {
    "peers": lambda: show(race_lines(french_texts())),
    "names": lambda: show(name_lines(french_texts()[:ARTICLES])),
    "steps": lambda: time_steps(ARTICLES),
    "copies": lambda: show(race_copies()),
}

if __name__ == "__main__":  # each racer of the copies is a process of its own, which imports this module
    for part in sys.argv[1:] or PARTS:
        PARTS[part]()
