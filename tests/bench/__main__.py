"""`make bench`: how quick figures and dates are beside other programs, then how quick each step is.

One process, one core, on the press corpus beside the checkout or the sample articles. `python -m tests.bench steps`
or `… peers` does one of the two. Nothing is asserted.
"""

from __future__ import annotations

import sys

from tests.bench.races import print_races
from tests.bench.steps import time_steps
from tests.bench.texts import french_texts

ARTICLES = 500
"""Enough for a stable share a step; the neural model takes half a minute on them."""

PARTS = {"peers": lambda: print_races(french_texts()), "steps": lambda: time_steps(ARTICLES)}

for part in sys.argv[1:] or PARTS:
    PARTS[part]()
