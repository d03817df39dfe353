"""What counts as one word: the weight of each sign, in two foldings. Punctuation counts in neither.

`alike` also lets case and compatibility forms go, for the keys by which copies are looked for; `exact` lets only case
go, as `str.lower` has it, for what copies share.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from tasks.shingles import irregular

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tasks.shingles import Bytes, Flags, Hashes, Places

TABLE = 0x3000
"""Code points below this are folded one by one from a table: all alphabets. Texts with others take Python's way."""

LETTERS = 0x33000
"""Code points from here on are no letters or digits."""

JAMO = range(0x1100, 0x1200)


@dataclass(frozen=True, slots=True)
class Folding:
    """How the signs of a text fold. A word is a run of letters, digits and underscores of the folded text, as in `re`."""

    fold: Callable[[str], str]
    weights: Hashes
    """Of each code point that of its folded form, 0 for no part of a word; the last one holds for all that follow."""
    regular: Flags
    """Whether a sign folds to one sign at most, whatever stands around it; what the table has not is irregular."""

    def prepared(self, data: Bytes, ends: Places) -> tuple[Bytes, Places]:
        """Texts in UTF-8, behind one another up to their `ends`: those with an irregular sign folded as a whole."""
        odd = np.flatnonzero(irregular(data, ends, self.regular)).tolist()
        if not odd:
            return data, ends
        starts = [0, *ends[:-1].tolist()]
        texts = [data[start:end].tobytes() for start, end in zip(starts, ends.tolist(), strict=True)]
        for place in odd:
            texts[place] = self.fold(texts[place].decode()).encode()
        return joined(texts)


def joined(texts: Sequence[bytes]) -> tuple[Bytes, Places]:
    """Texts behind one another, and where each ends."""
    ends = np.cumsum(np.fromiter(map(len, texts), dtype=np.int64, count=len(texts)))
    return np.frombuffer(b"".join(texts), dtype=np.uint8), ends


@cache
def alike() -> Folding:
    """Case and compatibility forms do not count: ﬁ is fi, ² is 2, a no-break space is a space."""
    return _folding(lambda text: unicodedata.normalize("NFKC", text).lower(), composes=True)


@cache
def exact() -> Folding:
    """Case does not count."""
    return _folding(str.lower, composes=False)


def _folding(fold: Callable[[str], str], *, composes: bool) -> Folding:
    """The tables of a folding; where it composes signs, marks and jamo join the sign before them."""
    codes = np.arange(LETTERS + 1, dtype=np.uint64) + np.uint64(1)
    words = np.zeros(LETTERS + 1, dtype=np.bool_)
    regular = np.zeros(TABLE, dtype=np.bool_)
    for code in range(TABLE):
        form = fold(chr(code))
        wordless = not any(map(_is_word, form))
        joins = any(unicodedata.category(part).startswith("M") for part in form) or code in JAMO
        regular[code] = (wordless or len(form) == 1) and not (composes and joins) and chr(code) != "Σ"
        words[code] = not wordless
        codes[code] = ord(form[0]) + 1
    words[TABLE:LETTERS] = list(map(_is_word, map(chr, range(TABLE, LETTERS))))
    return Folding(fold, np.where(words, mixed(codes) | np.uint64(1), np.uint64(0)), regular)


def mixed(hashes: Hashes) -> Hashes:
    """`tasks.shingles.mix` of an array."""
    hashes = (hashes ^ (hashes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    hashes = (hashes ^ (hashes >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return hashes ^ (hashes >> np.uint64(31))


def _is_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"
