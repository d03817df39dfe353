"""What near-copies share: min-hash bands over the windows of five words of an article.

One-permutation min-hash: the hashes of all windows are sorted once and cut into bins of equal range; the least of each
bin stands for the article. Three bins make a band. Two articles that share a share `j` of their windows share a
band with probability 1 - (1 - j³)⁴²: .996 at .5, .68 at .3, .04 at .1.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import numpy as np
from numpy.typing import NDArray
from xxhash import xxh3_64_intdigest

from tasks.tables import Signature

Hashes = NDArray[np.uint64]

WINDOW = 5
"""Words in a shingle. A text of fewer words is one shingle."""

BANDS = 42
ROWS = 3
BINS = BANDS * ROWS

WORD = re.compile(r"\w+")
STEP = np.uint64(0x9E3779B97F4A7C15)
"""Odd multiplier (2⁶⁴ / golden ratio) by which the words of a window are joined in order."""


def sign(article_id: str, text: str) -> Signature:
    """The signature of a text. Case, punctuation and compatibility forms (ﬁ, ², no-break space) do not count.

    The same on every machine and in every process; the bands are sorted.
    """
    words = WORD.findall(unicodedata.normalize("NFKC", text).lower())
    shingles = _shingles(words)
    text_key = xxh3_64_intdigest(_bytes(" ".join(words)))
    return Signature(article_id, _signed(text_key), len(shingles), _bands(shingles) if words else [])


def _shingles(words: list[str]) -> Hashes:
    """Distinct hashes of the windows of words, sorted."""
    hashes = {word: xxh3_64_intdigest(_bytes(word)) for word in set(words)}
    sequence = np.fromiter(map(hashes.__getitem__, words), dtype=np.uint64, count=len(words))
    width = min(WINDOW, len(words))
    windows = np.zeros(len(words) - width + 1 if words else 0, dtype=np.uint64)
    for place in range(width):
        windows = windows * STEP + sequence[place : place + len(windows)]
    return np.unique(_mix(windows))


def _bands(shingles: Hashes) -> list[int]:
    """Band keys, each a hash of three bins and of which band it is."""
    least = _least_of_bins(shingles).reshape(BANDS, ROWS)
    keys = np.arange(BANDS, dtype=np.uint64)
    for row in range(ROWS):
        keys = _mix(keys * STEP + least[:, row])
    return sorted(keys.view(np.int64).tolist())


def _least_of_bins(shingles: Hashes) -> Hashes:
    """The least hash of each bin; an empty bin borrows from the first bin of its own fixed order that has one."""
    bins = ((shingles >> np.uint64(32)) * np.uint64(BINS)) >> np.uint64(32)  # rises with the hash
    filled, first = np.unique(bins.astype(np.int64), return_index=True)
    least = np.zeros(BINS, dtype=np.uint64)
    least[filled] = shingles[first]
    is_filled = np.zeros(BINS, dtype=np.bool_)
    is_filled[filled] = True
    order = _lenders()
    lenders: NDArray[np.int64] = order[np.arange(BINS), is_filled[order].argmax(axis=1)]
    return least[lenders]


@cache
def _lenders() -> NDArray[np.int64]:
    """For each bin, itself and then all others in an order of its own (Shrivastava 2017, optimal densification)."""
    pairs = np.arange(BINS * BINS, dtype=np.uint64).reshape(BINS, BINS)
    ranks = _mix(pairs * STEP)
    np.fill_diagonal(ranks, 0)
    return np.argsort(ranks, axis=1, kind="stable")


def _mix(hashes: Hashes) -> Hashes:
    """Every input bit moves every output bit: the finaliser of SplitMix64 (Steele, Lea, Flood 2014)."""
    hashes = (hashes ^ (hashes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    hashes = (hashes ^ (hashes >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return hashes ^ (hashes >> np.uint64(31))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _signed(key: int) -> int:
    return key - (1 << 64) if key >= 1 << 63 else key
