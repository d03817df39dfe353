"""`make bench`: figures and dates beside other programs, how quick each step is, copies beside other programs.

One process, one core, on the press corpus beside the checkout or the sample articles. `python -m tests.bench steps`,
`… peers` or `… copies` does one of the three. Nothing is asserted.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from tests.bench.copying import race_copies
from tests.bench.races import race_lines
from tests.bench.steps import time_steps
from tests.bench.texts import french_texts

if TYPE_CHECKING:
    from collections.abc import Callable

ARTICLES = 500
"""Enough for a stable share a step; the neural model takes half a minute on them."""


def race() -> None:
    """Print the race as it goes."""
    for line in race_lines(french_texts()):
        print(line, flush=True)  # noqa: T201 - this is its output


def copies() -> None:
    """Print the race of copies as it goes."""
    for line in race_copies():
        print(line, flush=True)  # noqa: T201 - this is its output


PARTS: dict[str, Callable[[], None]] = {"peers": race, "steps": lambda: time_steps(ARTICLES), "copies": copies}

if __name__ == "__main__":  # each racer of the copies is a process of its own, which imports this module
    for part in sys.argv[1:] or PARTS:
        PARTS[part]()
