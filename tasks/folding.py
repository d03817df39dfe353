"""The words of texts as hashes, many texts in one pass: case, punctuation and compatibility forms do not count."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

Hashes = NDArray[np.uint64]
Places = NDArray[np.int64]

TABLE = 0x3000
"""Code points below this are folded one by one from a table: all alphabets. Texts with others take Python's way."""

JAMO = range(0x1100, 0x1200)
BASE = 0xD6E8FEB86659FD93
"""Odd, so that its powers modulo 2⁶⁴ have inverses."""


def folded_words(texts: Sequence[str]) -> tuple[Hashes, Places]:
    """Hashes of the words of all texts, in order, and where the words of each text end.

    A word is a run of letters, digits and underscores, as `re` has it, in the text folded by NFKC and lower case.
    """
    texts = list(texts)
    values, regular = _tables()
    signs, ends = _code_points(texts)
    odd = ~regular.take(signs, mode="clip")
    if odd.any():
        for place in set(np.searchsorted(ends, np.flatnonzero(odd), side="right").tolist()):
            texts[place] = unicodedata.normalize("NFKC", texts[place]).lower()
        signs, ends = _code_points(texts)
    weights = values.take(signs, mode="clip")
    high = np.flatnonzero(signs >= TABLE)
    if len(high):
        weights[high] = _weights_of(signs[high])
    inside = np.zeros(len(weights) + 2, dtype=np.bool_)
    np.not_equal(weights, 0, out=inside[1:-1])
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    starts, stops = edges[::2], edges[1::2]
    return mix(power_sums(weights, starts, stops)), np.searchsorted(starts, ends)


def power_sums(values: Hashes, starts: Places, ends: Places) -> Hashes:
    """For each slice v₀, v₁ … of the values the sum of vᵢ · BASEⁱ, modulo 2⁶⁴."""
    powers, inverses = _powers(1 << max(16, len(values).bit_length()))
    sums = np.zeros(len(values) + 1, dtype=np.uint64)
    np.cumsum(values * powers[: len(values)], out=sums[1:])
    made: Hashes = (sums[ends] - sums[starts]) * inverses[starts]
    return made


def mix(hashes: Hashes) -> Hashes:
    """Every input bit moves every output bit: the finaliser of SplitMix64 (Steele, Lea, Flood 2014)."""
    hashes = (hashes ^ (hashes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    hashes = (hashes ^ (hashes >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return hashes ^ (hashes >> np.uint64(31))


def _code_points(texts: Sequence[str]) -> tuple[NDArray[np.uint32], Places]:
    """The code points of the texts, a NUL behind each, and where each ends with its NUL."""
    joined = "\0".join([*texts, ""])
    signs = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return signs, np.cumsum(np.fromiter(map(len, texts), dtype=np.int64, count=len(texts)) + 1)


@cache
def _tables() -> tuple[Hashes, NDArray[np.bool_]]:
    """For each code point below TABLE the weight of its folded form, 0 for no part of a word; and whether that is all.

    It is not all where a sign folds to several of a word, or what stands around it matters: marks, jamo, Σ.
    """
    folded = np.zeros(TABLE, dtype=np.uint64)
    regular = np.zeros(TABLE + 1, dtype=np.bool_)
    for code in range(TABLE):
        sign = chr(code)
        form = unicodedata.normalize("NFKC", sign).lower()
        wordless = not any(map(_is_word, form))
        joins = any(unicodedata.category(part).startswith("M") for part in form) or code in JAMO or sign == "Σ"
        regular[code] = (wordless or len(form) == 1) and not joins
        folded[code] = 0 if wordless else ord(form[0]) + 1
    return np.append(np.where(folded > 0, mix(folded) | np.uint64(1), np.uint64(0)), np.uint64(0)), regular


def _weights_of(signs: NDArray[np.uint32]) -> Hashes:
    codes, places = np.unique(signs, return_inverse=True)
    words = np.array([_is_word(chr(code)) for code in codes.tolist()], dtype=np.bool_)
    weights = np.where(words, mix(codes.astype(np.uint64) + np.uint64(1)) | np.uint64(1), np.uint64(0))
    return weights[places]


def _is_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


@cache
def _powers(count: int) -> tuple[Hashes, Hashes]:
    """BASE⁰, BASE¹ … and their inverses, modulo 2⁶⁴."""
    bases = (BASE, pow(BASE, -1, 1 << 64))
    steps = np.array(bases, dtype=np.uint64)[:, None].repeat(count + 1, axis=1)
    steps[:, 0] = 1
    first, second = np.cumprod(steps, axis=1, dtype=np.uint64)
    return first, second
