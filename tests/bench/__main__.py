"""`make bench`: how quick figures and dates are beside other programs, names beside the bare model, each step alone.

One process, one core, on the press corpus beside the checkout or the sample articles. `python -m tests.bench steps`
or `… peers`, `… names` does one of them. Nothing is asserted.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

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
}

for part in sys.argv[1:] or PARTS:
    PARTS[part]()
