"""Loops over the bytes of texts, compiled by Numba: hashes of words and of windows of five, and what is made of them.

All that is compiled stands here, with its constants: Numba keeps machine code on disk for the next process, and makes
it anew when this file changes, not when another one does. Numbers that are mixed with hashes are unsigned as they are:
Numba makes a float of a signed and an unsigned one.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypeVar, cast

import numpy as np
from numba import njit
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Callable

Function = TypeVar("Function", bound="Callable[..., object]")
Bytes = NDArray[np.uint8]
Hashes = NDArray[np.uint64]
Places = NDArray[np.int64]
Flags = NDArray[np.bool_]
Signs = tuple[Hashes, Flags]
"""Of each code point its weight in a word, 0 for no part of one; and whether it always folds by itself, to one sign.
The last weight holds for all that follow, and what stands behind the flags is not regular."""

WINDOW = 5
"""Words in a shingle. A text of fewer words is one shingle."""

BANDS = 8
ROWS = 2
"""Bins in a band. Of 500 cut and edited pieces of press of 60 words with a Jaccard of .5 to .6 a band finds .95, with
the passages all; sixteen bands of three bins find as many."""

BINS = BANDS * ROWS

RUN = 16
"""Windows of which one is kept as a passage. Of pieces of press with up to three words changed all of 45 words or more
are found in the page that they were cut from, and .98 of those of 30."""

WEIGHT_BITS = np.uint64(20)
"""Of a word and its weight in one number."""

KEY_SHIFT = np.uint64(24)
"""Landed keys have 40 bits: of a million articles some hundred pairs share one by chance, and are verified away."""

BASE = np.uint64(0xD6E8FEB86659FD93)
"""Odd; its powers weigh the places of signs in a word, and of words in a text."""

STEP = np.uint64(0x9E3779B97F4A7C15)
"""Odd multiplier (2⁶⁴ / golden ratio) by which the words of a window are joined in order."""

ASCII = 0x80
"""Bytes below it are signs by themselves, and all of them are regular."""

ZERO, ONE, HALF = np.uint64(0), np.uint64(1), np.uint64(32)


def compiled(function: Function) -> Function:
    """The function as machine code, kept beside the source, else in the user's cache, else by this process alone.

    Where Python keeps no bytecode (PYTHONDONTWRITEBYTECODE), no machine code is kept either.
    """
    try:
        made = njit(cache=not sys.dont_write_bytecode, nogil=True)(function)
    except RuntimeError:  # "cannot cache function …: no locator available": neither folder can be written
        made = njit(nogil=True)(function)
    return cast("Function", made)


@compiled
def mix(value: np.uint64) -> np.uint64:
    """Every input bit moves every output bit: the finaliser of SplitMix64 (Steele, Lea, Flood 2014)."""
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(31))


@compiled
def decode(data: Bytes, place: int) -> tuple[int, int]:
    """The code point that begins at a place of UTF-8, and where the next one does."""
    first = int(data[place])
    if first < ASCII:
        return first, place + 1
    if first < 0xE0:  # noqa: PLR2004 - how UTF-8 says that a sign has two bytes
        return (first & 0x1F) << 6 | int(data[place + 1]) & 0x3F, place + 2
    code = (int(data[place + 1]) & 0x3F) << 6 | int(data[place + 2]) & 0x3F
    if first < 0xF0:  # noqa: PLR2004 - as above, three
        return (first & 0x0F) << 12 | code, place + 3
    return (first & 0x07) << 18 | code << 6 | int(data[place + 3]) & 0x3F, place + 4


@compiled
def hash_words(data: Bytes, place: int, end: int, signs: Signs, words: Hashes) -> tuple[int, bool]:
    """Write the hash of each word of one text, Σ weightᵢ · BASEⁱ mixed, to `words`; how many, and is all regular."""
    weights, regular = signs
    count = 0
    hashed, power = ZERO, ONE
    odd = False
    while place < end:
        if data[place] < ASCII:
            weight = weights[data[place]]
            place += 1
        else:
            code, place = decode(data, place)
            weight = weights[min(code, len(weights) - 1)]
            odd |= code >= len(regular) or not regular[code]
        if weight != ZERO:
            hashed += weight * power
            power *= BASE
        elif power != ONE:
            words[count] = mix(hashed)
            count += 1
            hashed, power = ZERO, ONE
    if power != ONE:
        words[count] = mix(hashed)
        count += 1
    return count, not odd


@compiled
def hash_text(words: Hashes, count: int) -> np.uint64:
    """The hash of all words of a text, in order."""
    hashed, power = ZERO, ONE
    for place in range(count):
        hashed += words[place] * power
        power *= BASE
    return mix(hashed + np.uint64(count))


@compiled
def hash_windows(words: Hashes, count: int, windows: Hashes) -> int:
    """Write the hash of each window of a text's words, in order, to `windows`; how many there are."""
    if count < WINDOW:
        windows[0] = mix(hash_text(words, count))
        return min(count, 1)
    for place in range(count - WINDOW + 1):
        joined = ZERO
        for word in range(place, place + WINDOW):
            joined = joined * STEP + words[word]
        windows[place] = mix(joined)
    return count - WINDOW + 1


@compiled
def slots_for(count: int) -> int:
    """How many slots a table of so many hashes has: a power of two, at least half of them empty."""
    slots = 2
    while slots < 2 * count:
        slots *= 2
    return slots


@compiled
def add(table: Hashes, slots: int, value: np.uint64) -> bool:
    """Put a hash into a table whose empty slots hold 0; whether it is new there. 0 stands as 1."""
    value = max(value, ONE)
    slot = np.int64(value & np.uint64(slots - 1))
    while table[slot] != ZERO:
        if table[slot] == value:
            return False
        slot = (slot + 1) & (slots - 1)
    table[slot] = value
    return True


@compiled
def holds(table: Hashes, slots: int, value: np.uint64) -> bool:
    """Whether a hash stands in such a table."""
    value = max(value, ONE)
    slot = np.int64(value & np.uint64(slots - 1))
    while table[slot] != ZERO:
        if table[slot] == value:
            return True
        slot = (slot + 1) & (slots - 1)
    return False


@compiled
def distinct_windows(data: Bytes, ends: Places, signs: Signs) -> tuple[Hashes, Places, Flags]:
    """The distinct windows of each text, in order of their first place; where those of each end; which are regular."""
    words, windows, table = scratch(ends)
    made = np.empty(len(data) // 2 + len(ends), dtype=np.uint64)
    made_ends = np.empty(len(ends), dtype=np.int64)
    regular = np.empty(len(ends), dtype=np.bool_)
    total = start = 0
    for text in range(len(ends)):
        word_count, regular[text] = hash_words(data, start, ends[text], signs, words)
        count = hash_windows(words, word_count, windows)
        slots = slots_for(count)
        table[:slots] = ZERO
        for place in range(count):
            if add(table, slots, windows[place]):
                made[total] = windows[place]
                total += 1
        made_ends[text] = total
        start = ends[text]
    return made[:total], made_ends, regular


@compiled
def scratch(ends: Places) -> tuple[Hashes, Hashes, Hashes]:
    """Room for the words, the windows and a table of windows of any text: a word has a byte and one beside it."""
    longest = start = 0
    for end in ends:
        longest = max(longest, end - start)
        start = end
    most = longest // 2 + 1
    return (
        np.empty(most, dtype=np.uint64),
        np.empty(most, dtype=np.uint64),
        np.empty(slots_for(most), dtype=np.uint64),
    )


@compiled
def count_shared(values: Hashes, starts: Places, ends: Places, others: Hashes, from_: Places, to: Places) -> Places:  # noqa: PLR0913, PLR0917 - two columns of lists
    """How many values two lists have in common, for each pair of lists; no list holds a value twice."""
    longest = 0
    for pair in range(len(starts)):
        longest = max(longest, ends[pair] - starts[pair])
    table = np.empty(slots_for(longest), dtype=np.uint64)
    shared = np.zeros(len(starts), dtype=np.int64)
    for pair in range(len(starts)):
        slots = slots_for(ends[pair] - starts[pair])
        table[:slots] = ZERO
        for place in range(starts[pair], ends[pair]):
            add(table, slots, values[place])
        for place in range(from_[pair], to[pair]):
            shared[pair] += holds(table, slots, others[place])
    return shared


@compiled
def dot_shared(values: Hashes, starts: Places, ends: Places, others: Hashes, from_: Places, to: Places) -> Places:  # noqa: PLR0913, PLR0917 - two columns of lists
    """For each pair of sorted lists the sum of weight times weight over the words that both have.

    A value is a word's hash with its weight in the last WEIGHT_BITS bits.
    """
    mask = (np.uint64(1) << WEIGHT_BITS) - np.uint64(1)
    sums = np.zeros(len(starts), dtype=np.int64)
    for pair in range(len(starts)):
        one, other = starts[pair], from_[pair]
        while one < ends[pair] and other < to[pair]:
            word, theirs = values[one] >> WEIGHT_BITS, others[other] >> WEIGHT_BITS
            if word == theirs:
                sums[pair] += np.int64(values[one] & mask) * np.int64(others[other] & mask)
            one += word <= theirs
            other += theirs <= word
    return sums


@compiled
def fill_bins(windows: Hashes, count: int, table: Hashes, least: Hashes, filled: Flags) -> int:
    """Put the least window of each bin into `least`; how many distinct windows there are."""
    slots = slots_for(count)
    table[:slots] = ZERO
    filled[:] = False
    distinct = 0
    for place in range(count):
        window = windows[place]
        if add(table, slots, window):
            distinct += 1
            bin_ = np.int64(((window >> HALF) * np.uint64(BINS)) >> HALF)
            if not filled[bin_] or window < least[bin_]:
                least[bin_] = window
                filled[bin_] = True
    return distinct


@compiled
def lend(least: Hashes, filled: Flags, order: Places) -> None:
    """Let each empty bin borrow from the first bin of its own fixed order that has a hash."""
    for bin_ in range(BINS):
        turn = 0
        while not filled[order[bin_, turn]]:
            turn += 1
        if turn:
            least[bin_] = least[order[bin_, turn]]


@compiled
def band_keys(least: Hashes, keys: Places) -> None:
    """The keys of the bands, sorted: each a hash of its bins and of which band it is."""
    for band in range(BANDS):
        key = np.uint64(band)
        for row in range(ROWS):
            key = mix(key * STEP + least[band * ROWS + row])
        keys[band] = np.int64(key >> KEY_SHIFT)
    keys.sort()


@compiled
def passages(windows: Hashes, count: int, keys: Places) -> int:
    """Write the keys of the least of any RUN windows in a row, sorted, each once; of fewer, of the least of all."""
    found = 0
    least = 0
    for place in range(count):
        first = max(place - RUN + 1, 0)
        if least < first:  # it stands before the run: look through the run anew
            least = first
            for other in range(first, place):
                if windows[other] < windows[least]:
                    least = other
        if windows[place] < windows[least]:
            least = place
        if place >= RUN - 1 or place == count - 1:
            key = np.int64(windows[least] >> KEY_SHIFT)
            if found == 0 or keys[found - 1] != key:
                keys[found] = key
                found += 1
    keys[:found].sort()
    once = 0
    for place in range(found):
        if once == 0 or keys[once - 1] != keys[place]:
            keys[once] = keys[place]
            once += 1
    return once


@compiled
def sign_texts(
    data: Bytes, ends: Places, signs: Signs, order: Places
) -> tuple[Places, Places, Places, Places, Places, Places, Flags]:
    """Of each text: key, distinct windows; bands and where they end, passages and where they end; whether regular.

    A text without a word has neither bands nor passages.
    """
    words, windows, table = scratch(ends)
    text_keys = np.empty(len(ends), dtype=np.int64)
    counts = np.zeros(len(ends), dtype=np.int64)
    regular = np.empty(len(ends), dtype=np.bool_)
    bands = np.empty(len(ends) * BANDS, dtype=np.int64)
    band_ends = np.empty(len(ends), dtype=np.int64)
    kept = np.empty(len(data) // 2 + len(ends), dtype=np.int64)
    kept_ends = np.empty(len(ends), dtype=np.int64)
    least = np.empty(BINS, dtype=np.uint64)
    filled = np.empty(BINS, dtype=np.bool_)
    banded = total = start = 0
    for text in range(len(ends)):
        word_count, regular[text] = hash_words(data, start, ends[text], signs, words)
        text_keys[text] = np.int64(hash_text(words, word_count))
        count = hash_windows(words, word_count, windows)
        counts[text] = fill_bins(windows, count, table, least, filled)
        if count:
            lend(least, filled, order)
            band_keys(least, bands[banded : banded + BANDS])
            banded += BANDS
        total += passages(windows, count, kept[total:])
        band_ends[text], kept_ends[text] = banded, total
        start = ends[text]
    return text_keys, counts, bands[:banded], band_ends, kept[:total], kept_ends, regular
