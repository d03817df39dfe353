"""Which way the words around a date point: back, ahead, or nowhere."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from tasks.languages import pack_of

if TYPE_CHECKING:
    from collections.abc import Iterator

REACH = 160
"""Code points on each side in which a verb may tell the tense of a date."""

CLAUSE_BREAK = 25
"""Code points that a comma adds to the distance of a verb."""

PREPOSITION = 24
"""Code points before a date that may hold the word which governs it: 'depuis le', "d'ici à"."""

GOVERNING = ("since", "until", "near")
VERBS = ("present", "future", "past")  # "est prévu" is ahead although "est" + participle is past

_END = re.compile(r"[.!?…](?=\s)|\n|;")


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb that points: its extent, and the lean that it gives."""

    start: int
    end: int
    lean: str


@dataclass(slots=True)
class Tenses:
    """The leans of one text. It remembers the sentence asked for last, as dates are asked for in order."""

    text: str
    language: str
    _low: int = -1
    _high: int = -1
    _cues: list[Cue] = field(default_factory=list)
    _commas: list[int] = field(default_factory=list)

    def lean(self, start: int, end: int) -> str | None:
        """`since`, `until`, `past`, `future`, or None where nothing in the sentence of the span points anywhere."""
        words = _words(self.language)
        if words is None:
            return None
        governing, verbs = words
        found = governing.search(self.text, max(0, start - PREPOSITION), start)
        if found:
            return None if found.lastgroup == "near" else found.lastgroup
        if not self._low <= start <= end <= self._high:
            self._read(start, verbs)
        return self._nearest(start, end)

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The extent of the sentence that holds a span."""
        words = _words(self.language)
        if words and not self._low <= start <= end <= self._high:
            self._read(start, words[1])
        return self._low, self._high

    def _read(self, start: int, verbs: re.Pattern[str]) -> None:
        low = max(self._high, 0) if self._high <= start else 0
        high = len(self.text)
        for stop in _END.finditer(self.text, low):
            if stop.start() >= start:
                high = stop.start()
                break
            low = stop.end()
        self._low, self._high = low, high
        self._cues = [Cue(*cue.span(), cue.lastgroup or "") for cue in verbs.finditer(self.text, low, high)]
        self._commas = [comma.start() for comma in re.finditer(",", self.text[low:high])]

    def _nearest(self, start: int, end: int) -> str | None:
        found = min(((self._distance(cue, start, end), cue.lean) for cue in self._beside(start, end)), default=None)
        return found[1] if found and found[1] != "present" else None

    def _beside(self, start: int, end: int) -> Iterator[Cue]:
        """Cues within reach that do not overlap the span: in "ont lieu de lundi" no participle."""
        first = bisect_left(self._cues, start - REACH, key=lambda cue: cue.start)
        last = bisect_right(self._cues, end + REACH, key=lambda cue: cue.start)
        return (cue for cue in self._cues[first:last] if cue.end <= start or cue.start >= end)

    def _distance(self, cue: Cue, start: int, end: int) -> int:
        low, high = (cue.end, start) if cue.end <= start else (end, cue.start)
        commas = bisect_left(self._commas, high - self._low) - bisect_left(self._commas, low - self._low)
        return high - low + CLAUSE_BREAK * commas


@cache
def _words(language: str) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    """What governs a date from before it, and the verbs around."""
    section = pack_of(language).section("dates").get("tense")
    if not section:
        return None
    governing = "|".join(rf"(?P<{key}>{section[key]})" for key in GOVERNING if key in section)
    verbs = "|".join(rf"(?P<{key}>{'|'.join(section[key])})" for key in VERBS if key in section)
    return (
        re.compile(rf"\b(?:{governing})[^\w\n]+(?:\w{{1,5}}[^\w\n]+)?$", re.IGNORECASE),
        re.compile(rf"\b(?:{verbs})", re.IGNORECASE),
    )
