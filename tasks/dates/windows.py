"""Where a text may hold dates: stretches near calendar words and years, with the kinds of words that stand there."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

from tasks.memo import Memo

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

MARGIN = 70
"""Code points around a calendar word in which its expression must lie."""

REMEMBERED = 50_000
"""Words whose kinds are kept in memory."""

_TOKEN = re.compile(r"\w+")
_WORDS = re.compile(r"(\w+)")
_REST = re.compile(r"\w{0,40}")  # a window never cuts "mais" into "mai"
_NAMED = re.compile(r"\(\?P<([a-z]+)")
_CASED = re.compile(r"\(\?-i:(\{\w+\})\)")
_SLOT = re.compile(r"\{([a-z]+)\d?\}")
_NUMERALS = {"year": "year", "day": "digits", "shortyear": "digits", "decade": "digits"}


class _Kinds(Memo[str, int]):
    """Word → bits, for words as written."""

    def __init__(self, listed: Mapping[str, int], digits: int, year: int) -> None:
        super().__init__(REMEMBERED)
        self.listed, self.digits, self.year = listed, digits, year

    def make(self, word: str) -> int:
        """The bits of its lists, and of a number."""
        kinds = self.listed.get(word.lower(), 0)
        if word[0].isdigit():
            dated = word[:4].isdigit() and 4 <= len(word) <= 5  # noqa: PLR2004 - '2018', '1990s'
            kinds |= self.digits | (self.year if dated else 0)
        return kinds


class Words(NamedTuple):
    """The words of a text, with the code points at which each starts and ends."""

    text: str
    words: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]

    @classmethod
    def of(cls, text: str) -> Words:
        """The words and numbers of a text."""
        pieces = _WORDS.split(text)  # what stands between words, and words, by turns
        ends = list(accumulate(map(len, pieces)))
        return cls(text, pieces[1::2], ends[::2], ends[1::2])

    def starts_in(self, low: int, high: int) -> Sequence[int]:
        """Where the words start of a stretch of text."""
        return self.starts[bisect_left(self.starts, low) : bisect_left(self.starts, high)]


class Window(NamedTuple):
    """A stretch of text that may hold dates; `starts` are the places where its words start."""

    low: int
    high: int
    kinds: int
    starts: Sequence[int]


@dataclass(frozen=True, slots=True)
class Windows:
    """`kinds` gives a word the bits of the lists that it stands in; a bit of `strong` opens a window."""

    bits: Mapping[str, int]
    kinds: _Kinds
    strong: int

    @classmethod
    def of(cls, values: Mapping[str, Mapping[str, Any]], weak: Collection[str]) -> Windows:
        """For the word lists of a language; the lists of `weak` never open a window."""
        bits = {name: 1 << number for number, name in enumerate(["year", "digits", *values])}
        kinds: dict[str, int] = {}
        for slot, words in values.items():
            for word in words:
                telling = _TOKEN.findall(word.lower())[-1]  # of "ce matin" the noun
                kinds[telling] = kinds.get(telling, 0) | bits[slot]
        strong = sum(bit for name, bit in bits.items() if name not in {"digits", *weak})
        return cls(bits, _Kinds(kinds, bits["digits"], bits["year"]), strong)

    @property
    def digits(self) -> int:
        """The bit of a number in digits."""
        return self.bits["digits"]

    def needed(self, form: str) -> int:
        """Bits of what a form cannot do without: its slots and words outside of groups."""
        plain = _outside(form)
        needed = sum({self.bits.get(_NUMERALS.get(slot, slot), 0) for slot in _SLOT.findall(plain)})
        for word in _TOKEN.findall(re.sub(r"\\.|\{\w+\}|\w\?", " ", plain).lower()):
            needed |= self.kinds.listed.get(word, 0)
        return needed

    def find(self, words: Words) -> Iterator[Window]:
        """The stretches of a text that may hold dates; in order, never overlapping."""
        text, starts, ends = words.text, words.starts, words.ends
        found = enumerate(map(self.kinds.__getitem__, words.words))
        marks = [(starts[at], ends[at], self._marked(text, ends[at], kinds)) for at, kinds in found if kinds]
        following = 0
        for low, high in self._stretches(text, marks):
            held = 0
            while following < len(marks) and marks[following][0] < high:
                start, _, kinds = marks[following]
                if start >= low:
                    held |= kinds
                following += 1
            yield Window(low, high, held, words.starts_in(low, high))

    def _marked(self, text: str, end: int, kinds: int) -> int:
        """A word's bits; digits before a stroke are a year too: '2018/2019', '8/12'."""
        return kinds | self.bits["year"] if kinds & self.digits and text.startswith("/", end) else kinds

    def _stretches(self, text: str, marks: list[tuple[int, int, int]]) -> Iterator[tuple[int, int]]:
        low = high = -1
        for start, end, kinds in marks:
            if not kinds & self.strong:
                continue
            if start - MARGIN > high:
                if high >= 0:
                    yield low, high
                low = max(0, start - MARGIN)
            high = _word_end(text, end + MARGIN)
        if high >= 0:
            yield low, high


def _outside(form: str) -> str:
    """A form without its groups, which may be optional or alternatives; a named group leaves its slot."""
    form = _CASED.sub(r"\1", form)
    kept: list[str] = []
    depth = 0
    for at, letter in enumerate(form):
        if letter == "(" and form[at - 1 : at] != "\\":
            named = _NAMED.match(form, at)
            if not depth and named:
                kept.append(f"{{{named.group(1)}}}")
            depth += 1
        elif letter == ")" and form[at - 1 : at] != "\\":
            depth -= 1
        elif not depth:
            kept.append(letter)
    return "".join(kept)


def _word_end(text: str, at: int) -> int:
    rest = _REST.match(text, at)
    return rest.end() if rest else len(text)
