"""`make bench`: figures, dates, names and copies beside other programs, and how quick each step is.

One process, one core, on the press corpus beside the checkout or the sample articles. `python -m tests.bench steps`,
`… peers`, `… names`, `… copies` or `… candidates` does one of them; `copies --sizes 20000 100000 --rounds 3` races
copies at sizes that are not bearable each time, `macros` asks the macros of a warehouse. Nothing is asserted.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from tests.bench.asking import question_lines
from tests.bench.candidates import candidate_lines
from tests.bench.copying import ROUNDS, SIZES, race_copies
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


def parts_of(sizes: tuple[int, int], rounds: int) -> dict[str, Callable[[], None]]:
    """What can be asked for, by name; sizes and rounds are those of the race of copies."""
    return {
        "peers": lambda: show(race_lines(french_texts())),
        "names": lambda: show(name_lines(french_texts()[:ARTICLES])),
        "steps": lambda: time_steps(ARTICLES),
        "copies": lambda: show(race_copies(sizes, rounds=rounds)),
        "candidates": lambda: show(candidate_lines()),
        "macros": lambda: show(question_lines()),
    }


if __name__ == "__main__":  # each racer of the copies is a process of its own, which imports this module
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("parts", nargs="*")
    parser.add_argument("--sizes", type=int, nargs=2, default=SIZES, help="articles of the two corpora of copies")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="of the race of copies")
    asked = parser.parse_args()
    parts = parts_of((asked.sizes[0], asked.sizes[1]), asked.rounds)
    for part in asked.parts or parts.keys() - {"macros"}:  # that needs a warehouse
        parts[part]()
