"""Which way the words around a date point: back, ahead, or nowhere."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from tasks.dates.openings import LENGTH, opening, openings_of, reaching
from tasks.languages import pack_of
from tasks.memo import Memo

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tasks.dates.windows import Words

REACH = 160
"""Code points on each side in which a verb may tell the tense of a date."""

CLAUSE_BREAK = 25
"""Code points that a comma adds to the distance of a verb."""

PREPOSITION = 24
"""Code points before a date that may hold the word which governs it: 'depuis le', "d'ici à"."""

REMEMBERED = 20_000
"""Beginnings of words whose verbs are kept in memory."""

GOVERNING = ("since", "until", "near")
VERBS = ("present", "ahead", "future", "past")  # "est prévu" is ahead although "est" + participle is past

LEANS: Mapping[str, str | None] = {"present": None, "ahead": "until"}
"""Groups of the pack's verbs that lean otherwise than by their name."""

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

    words: Words
    language: str
    _low: int = -1
    _high: int = -1
    _cues: list[Cue] = field(default_factory=list)
    _commas: list[int] = field(default_factory=list)

    def lean(self, start: int, end: int) -> str | None:
        """`since`, `until`, `past`, `future`, or None where nothing in the sentence of the span points anywhere."""
        known = _known(self.language)
        if known is None:
            return None
        governing, verbs = known
        found = governing.search(self.words.text, max(0, start - PREPOSITION), start)
        if found:
            return None if found.lastgroup == "near" else found.lastgroup
        if not self._low <= start <= end <= self._high:
            self._read(start, verbs)
        return self._nearest(start, end)

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The extent of the sentence that holds a span."""
        known = _known(self.language)
        if known and not self._low <= start <= end <= self._high:
            self._read(start, known[1])
        return self._low, self._high

    def _read(self, start: int, verbs: Verbs) -> None:
        text = self.words.text
        low = max(self._high, 0) if self._high <= start else 0
        high = len(text)
        for stop in _END.finditer(text, low):
            if stop.start() >= start:
                high = stop.start()
                break
            low = stop.end()
        self._low, self._high = low, high
        self._cues = list(self._cues_in(low, high, verbs))
        self._commas = [comma.start() for comma in re.finditer(",", text[low:high])]

    def _cues_in(self, low: int, high: int, verbs: Verbs) -> Iterator[Cue]:
        text, end = self.words.text, low
        for at in self.words.starts_in(low, high):
            shape = verbs[text[at : at + LENGTH]]
            if shape and at >= end and (found := shape.match(text, at, high)):
                end = found.end()
                yield Cue(at, end, found.lastgroup or "")

    def _nearest(self, start: int, end: int) -> str | None:
        beside = list(self._beside(start, end))
        if not beside:
            return None
        lean = min(beside, key=lambda cue: self._distance(cue, start, end)).lean  # of two as near the one before
        return LEANS.get(lean, lean)

    def _beside(self, start: int, end: int) -> Iterator[Cue]:
        """Cues within reach that do not overlap the span: in "ont lieu de lundi" no participle."""
        first = bisect_left(self._cues, start - REACH, key=lambda cue: cue.start)
        last = bisect_right(self._cues, end + REACH, key=lambda cue: cue.start)
        return (cue for cue in self._cues[first:last] if cue.end <= start or cue.start >= end)

    def _distance(self, cue: Cue, start: int, end: int) -> int:
        low, high = (cue.end, start) if cue.end <= start else (end, cue.start)
        commas = bisect_left(self._commas, high - self._low) - bisect_left(self._commas, low - self._low)
        return high - low + CLAUSE_BREAK * commas


class Verbs(Memo[str, "re.Pattern[str] | None"]):
    """The beginning of a word, as written → what may match there; named groups are leans."""

    def __init__(self, shapes: Sequence[tuple[str, str]]) -> None:
        super().__init__(REMEMBERED)
        self.shapes = [(lean, shape, openings_of(shape)) for lean, shape in shapes]

    def make(self, written: str) -> re.Pattern[str] | None:
        """One expression of the shapes with an opening that the word reaches."""
        sought = opening(written)
        shapes = [(lean, shape) for lean, shape, openings in self.shapes if reaching(sought, openings)]
        return _either(tuple(shapes)) if shapes else None


@lru_cache(maxsize=1024)
def _either(shapes: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    """One expression of (lean, shape), the shapes of a lean in a group of its name; equal leans stand together."""
    by_lean = {lean: "|".join(shape for _, shape in pairs) for lean, pairs in groupby(shapes, itemgetter(0))}
    return re.compile("|".join(f"(?P<{lean}>{shape})" for lean, shape in by_lean.items()), re.IGNORECASE)


@cache
def _known(language: str) -> tuple[re.Pattern[str], Verbs] | None:
    """What governs a date from before it, and the verbs around."""
    section = pack_of(language).section("dates").get("tense")
    if not section:
        return None
    governing = "|".join(rf"(?P<{key}>{section[key]})" for key in GOVERNING if key in section)
    return (
        re.compile(rf"\b(?:{governing})[^\w\n]+(?:\w{{1,5}}[^\w\n]+)?$", re.IGNORECASE),
        Verbs([(lean, shape) for lean in VERBS for shape in section.get(lean, ())]),
    )
