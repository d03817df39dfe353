"""What copies share: keys of the windows of five words of an article, made for many articles in one pass.

`bands` find texts that are alike all over: one-permutation min-hash, the least hash of each of 48 bins, three bins a
band. `passages` find a text inside a longer one: of any twelve windows in a row the one of the least hash is kept
(winnowing: Schleimer, Wilkerson, Aiken 2003), so two texts that share sixteen words in a row share a passage.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tasks.folding import folded_words, mix, power_sums
from tasks.tables import Signature

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Hashes = NDArray[np.uint64]
Places = NDArray[np.int64]

WINDOW = 5
"""Words in a shingle. A text of fewer words is one shingle."""

BANDS = 16
ROWS = 3
BINS = BANDS * ROWS

RUN = 12
"""Windows of which one is kept as a passage."""

KEY_BITS = np.uint64(40)
"""Bits of a landed key: of a million articles some hundred pairs share one by chance, and are verified away."""

TOGETHER = 1 << 16
"""Code points that are worked on at one time: as much as stays in the processor's cache."""

STEP = np.uint64(0x9E3779B97F4A7C15)
"""Odd multiplier (2⁶⁴ / golden ratio) by which the words of a window are joined in order."""

LAST = np.uint64(2**64 - 1)


def sign(article_id: str, text: str) -> Signature:
    """The signature of a text. Case, punctuation and compatibility forms (ﬁ, ², no-break space) do not count.

    The same on every machine and in every process; the keys are sorted.
    """
    return sign_all([(article_id, text)])[0]


def sign_all(articles: Sequence[tuple[str, str]]) -> list[Signature]:
    """The signature of each (article_id, text), in order; no text has a say in that of another."""
    made: list[Signature] = []
    for some in _together(articles):
        made += _signed(some)
    return made


def _together(articles: Sequence[tuple[str, str]]) -> Iterator[Sequence[tuple[str, str]]]:
    first = size = 0
    for place, (_, text) in enumerate(articles):
        if place > first and size + len(text) > TOGETHER:
            yield articles[first:place]
            first, size = place, 0
        size += len(text)
    if len(articles) > first:
        yield articles[first:]


def _signed(articles: Sequence[tuple[str, str]]) -> Iterator[Signature]:
    words, ends = folded_words([text for _, text in articles])
    starts = np.append(0, ends[:-1])
    text_keys = mix(power_sums(words, starts, ends) + (ends - starts).view(np.uint64))
    shingles, ends = _shingles(words, starts, ends, text_keys)
    passages = _passages(shingles, ends)
    distinct, counts = _distinct(shingles, ends)
    bands = _bands(distinct, counts)
    for place, (article_id, _) in enumerate(articles):
        count = int(counts[place])
        key = int(text_keys[place].view(np.int64))
        yield Signature(article_id, key, count, bands[place] if count else [], passages[place])


def _shingles(words: Hashes, starts: Places, ends: Places, text_keys: Hashes) -> tuple[Hashes, Places]:
    """Hashes of the windows of each text, in order, and where those of each text end."""
    lengths = ends - starts
    counts = np.where(lengths >= WINDOW, lengths - WINDOW + 1, np.minimum(lengths, 1))
    windows = np.zeros(max(len(words) - WINDOW + 1, 0), dtype=np.uint64)
    for place in range(WINDOW):
        windows = windows * STEP + words[place : place + len(windows)]
    made = np.zeros(int(counts.sum()), dtype=np.uint64)
    made_ends = counts.cumsum()
    long = np.repeat(lengths >= WINDOW, counts)
    inside = np.arange(len(made)) + np.repeat(starts - made_ends + counts, counts)
    made[long] = windows[inside[long]]
    short = (lengths > 0) & (lengths < WINDOW)
    made[~long] = text_keys[short]
    return mix(made), made_ends


def _passages(shingles: Hashes, ends: Places) -> list[list[int]]:
    """Keys of the least of any RUN windows in a row; of a text with fewer, of the least of all."""
    counts = np.diff(ends, prepend=0)
    padding = RUN - 1
    owners = np.repeat(np.arange(len(ends)), counts)
    padded = np.full(len(shingles) + padding * len(ends) + padding, LAST, dtype=np.uint64)
    places = np.arange(len(shingles)) + owners * padding
    padded[places] = shingles
    pairs = np.minimum(padded[:-1], padded[1:])
    fours = np.minimum(pairs[:-2], pairs[2:])
    least = np.minimum(np.minimum(fours[:-8], fours[4:-4]), fours[8:])
    opens = np.arange(len(shingles)) - np.repeat(ends - counts, counts) <= np.repeat(
        np.maximum(counts - RUN, 0), counts
    )
    kept = least[places[opens]] >> (np.uint64(64) - KEY_BITS)
    owners = owners[opens]
    new = np.append(True, (kept[1:] != kept[:-1]) | (owners[1:] != owners[:-1]))[: len(kept)]
    keys, bounds = kept[new].tolist(), np.searchsorted(owners[new], np.arange(len(ends) + 1)).tolist()
    return [sorted(set(keys[bounds[place] : bounds[place + 1]])) for place in range(len(ends))]


def _distinct(shingles: Hashes, ends: Places) -> tuple[Hashes, Places]:
    """The distinct hashes of each text, sorted, one text after another; and how many each has."""
    ordered = shingles.copy()
    first = 0
    for end in ends.tolist():
        ordered[first:end].sort()
        first = end
    owners = np.repeat(np.arange(len(ends)), np.diff(ends, prepend=0))
    new = np.append(True, (ordered[1:] != ordered[:-1]) | (owners[1:] != owners[:-1]))[: len(ordered)]
    return ordered[new], np.bincount(owners[new], minlength=len(ends))


def _bands(distinct: Hashes, counts: Places) -> list[list[int]]:
    """Band keys of each text, sorted: each a hash of three bins and of which band it is."""
    least = _least_of_bins(distinct, counts).reshape(len(counts), BANDS, ROWS)
    keys = np.broadcast_to(np.arange(BANDS, dtype=np.uint64), (len(counts), BANDS))
    for row in range(ROWS):
        keys = mix(keys * STEP + least[:, :, row])
    made: list[list[int]] = np.sort(keys >> (np.uint64(64) - KEY_BITS), axis=1).tolist()
    return made


def _least_of_bins(distinct: Hashes, counts: Places) -> Hashes:
    """The least hash of each bin; an empty bin borrows from the first bin of its own fixed order that has one."""
    bins = (((distinct >> np.uint64(32)) * np.uint64(BINS)) >> np.uint64(32)).astype(np.int64)  # rises with the hash
    cells = np.repeat(np.arange(len(counts)) * BINS, counts) + bins
    first = np.flatnonzero(np.append(True, cells[1:] != cells[:-1])[: len(cells)])
    least = np.zeros(len(counts) * BINS, dtype=np.uint64)
    filled = np.zeros(len(counts) * BINS, dtype=np.bool_)
    least[cells[first]] = distinct[first]
    filled[cells[first]] = True
    order = _lenders()
    empty = np.flatnonzero(~filled & np.repeat(counts > 0, BINS))
    lent = least.copy()
    for turn in range(1, BINS):
        if not len(empty):
            break
        lenders = empty - empty % BINS + order[empty % BINS, turn]
        ready = filled[lenders]
        lent[empty[ready]] = least[lenders[ready]]
        empty = empty[~ready]
    return lent


@cache
def _lenders() -> Places:
    """For each bin, itself and then all others in an order of its own (Shrivastava 2017, optimal densification)."""
    pairs = np.arange(BINS * BINS, dtype=np.uint64).reshape(BINS, BINS)
    ranks = mix(pairs * STEP)
    np.fill_diagonal(ranks, 0)
    return np.argsort(ranks, axis=1, kind="stable")
