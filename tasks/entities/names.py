"""Names as keys: words with their spans, folded so that 'États-Unis', 'Etats-Unis' and 'ÉTATS UNIS' are one."""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import lru_cache
from typing import NamedTuple

WORD = re.compile(r"[^\W_][\w\u0300-\u036f]*")
"""A word: apostrophes, hyphens and dots part words; combining accents do not."""


class Word(NamedTuple):
    """One word of a text, a tuple because an article has thousands. Offsets count code points of that text."""

    start: int
    end: int
    text: str
    folded: str


LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})
"""Letters that Unicode does not take apart into a plain letter and an accent."""


@lru_cache(maxsize=65_536)
def fold_word(word: str) -> str:
    """Lower case, without accents: 'Élysée' → 'elysee'."""
    plain = unicodedata.normalize("NFKD", word.casefold()).translate(LETTERS)
    return "".join(char for char in plain if not unicodedata.combining(char))


def words_of(text: str, start: int = 0, end: int = sys.maxsize) -> list[Word]:
    """All words of a text, or of a part of it, in order."""
    make = Word._make  # half the price of Word(…), which an article pays for each of its words
    return [make((*m.span(), word := m[0], fold_word(word))) for m in WORD.finditer(text, start, end)]


@lru_cache(maxsize=4096)
def words_between(text: str, start: int, end: int) -> tuple[Word, ...]:
    """The words of a part of a text; the passes ask for those of one span again and again."""
    return tuple(words_of(text, start, end))


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """A name's key, its folded words joined by one space: 'Kim Jong-un' → 'kim jong un'."""
    return " ".join(fold_word(match) for match in WORD.findall(name))


def slug(name: str) -> str:
    """A name as part of an id: 'Volodymyr Zelensky' → 'volodymyr-zelensky'."""
    return fold(name).replace(" ", "-")
