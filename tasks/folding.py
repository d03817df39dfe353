"""What counts as one word: the weight of each sign, in two foldings. Punctuation counts in neither.

`alike` also lets case and compatibility forms go, for the keys by which copies are looked for; `exact` lets only case
go, as `str.lower` has it, for what copies share.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Callable

    from tasks.shingles import Bytes, Flags, Hashes, Places, Signs

TABLE = 0x3000
"""Code points below this are folded one by one from a table: all alphabets. Texts with others take Python's way."""

LETTERS = 0x33000
"""Code points from here on are no letters or digits."""

JAMO = range(0x1100, 0x1200)


@dataclass(frozen=True, slots=True)
class Folding:
    """How the signs of a text fold. A word is a run of letters, digits and underscores of the folded text."""

    fold: Callable[[str], str]
    signs: Signs

    def read(self, texts: pa.Array[Any], read: Callable[[Bytes, Places], tuple[pa.Table, Flags]]) -> pa.Table:
        """The rows that `read` makes of texts in UTF-8 and where each ends; it also says which texts are regular.

        Those that are not are folded as a whole and read again.
        """
        rows, regular = read(*utf8(texts))
        odd = np.flatnonzero(~regular)
        if not len(odd):
            return rows
        folded = [self.fold(str(text)) for text in texts.take(odd).to_pylist()]
        again, _ = read(*utf8(pa.array(folded, type=pa.string())))
        places = np.arange(len(texts))
        places[odd] = len(texts) + np.arange(len(odd))
        return pa.concat_tables([rows, again]).take(places)


def utf8(texts: pa.Array[Any]) -> tuple[Bytes, Places]:
    """The bytes of an array of strings, without a copy, and where each string ends in them."""
    _, bounds, data = (memoryview(part) if part else memoryview(b"") for part in texts.buffers())
    ends = np.frombuffer(bounds, dtype=np.int32)[texts.offset : texts.offset + len(texts) + 1].astype(np.int64)
    return np.frombuffer(data, dtype=np.uint8)[ends[0] : ends[-1]], ends[1:] - ends[0]


def lists(values: Hashes | Places, ends: Places, kind: pa.DataType) -> pa.Array[Any]:
    """A column of lists, given where the values of each end."""
    return pa.ListArray.from_arrays(pa.array(np.append(0, ends), type=pa.int32()), pa.array(values), type=kind)


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
    return Folding(fold, (np.where(words, mixed(codes) | np.uint64(1), np.uint64(0)), regular))


def mixed(hashes: Hashes) -> Hashes:
    """`tasks.shingles.mix` of an array."""
    hashes = (hashes ^ (hashes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    hashes = (hashes ^ (hashes >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return hashes ^ (hashes >> np.uint64(31))


def _is_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"
