"""What copies share: keys of the windows of five words of an article, made for many articles in one pass.

`bands` find texts that are alike all over: one-permutation min-hash, the least hash of each of 48 bins, three bins a
band. `passages` find a text inside a longer one: of any twelve windows in a row the one of the least hash is kept
(winnowing: Schleimer, Wilkerson, Aiken 2003), so two texts that share sixteen words in a row share a passage.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from tasks.folding import alike, joined, mixed
from tasks.shingles import BINS, STEP, sign_texts
from tasks.tables import Signature

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tasks.shingles import Places

TOGETHER = 5_000
"""Texts that are signed at one time."""


def sign(article_id: str, text: str) -> Signature:
    """The signature of a text. Case, punctuation and compatibility forms (ﬁ, ², no-break space) do not count.

    The same on every machine and in every process; the keys are sorted.
    """
    return sign_all([(article_id, text)])[0]


def sign_all(articles: Sequence[tuple[str, str]]) -> list[Signature]:
    """The signature of each (article_id, text), in order; no text has a say in that of another."""
    made: list[Signature] = []
    for first in range(0, len(articles), TOGETHER):
        some = articles[first : first + TOGETHER]
        data, ends = alike().prepared(*joined([text.encode() for _, text in some]))
        text_keys, counts, bands, passages, passage_ends = sign_texts(data, ends, alike().weights, _lenders())
        bounds = [0, *passage_ends.tolist()]
        rows = zip(some, text_keys.tolist(), counts.tolist(), bands.tolist(), strict=True)
        made += [
            Signature(name, key, count, keys if count else [], passages[bounds[place] : bounds[place + 1]].tolist())
            for place, ((name, _), key, count, keys) in enumerate(rows)
        ]
    return made


@cache
def _lenders() -> Places:
    """For each bin, itself and then all others in an order of its own (Shrivastava 2017, optimal densification)."""
    pairs = np.arange(BINS * BINS, dtype=np.uint64).reshape(BINS, BINS)
    ranks = mixed(pairs * STEP)
    np.fill_diagonal(ranks, 0)
    return np.argsort(ranks, axis=1, kind="stable")
