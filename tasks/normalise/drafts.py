"""A text under repair that never forgets where each character came from."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

KEPT, REPLACED, DROPPED = "kept", "replaced", "dropped"


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of the way from source to clean text. All offsets are code points, end-exclusive.

    Pieces tile the source in order, and the clean text too: a piece starts where the one before it ends.
    `kind` is kept (the same characters on both sides), replaced or dropped (start_char = end_char);
    `label` names the repair or the boilerplate, None where the piece is plainly kept.
    """

    start_char: int
    end_char: int
    source_start: int
    source_end: int
    kind: str
    label: str | None


class Edit(NamedTuple):
    """Replace [start, end) of the current text by `text`; drop it where that is empty."""

    start: int
    end: int
    text: str
    label: str


class Segment(NamedTuple):
    """A stretch of the source and what stands for it in the current text."""

    source_start: int
    source_end: int
    text: str | None = None  # None: the source's own characters
    label: str | None = None

    @property
    def size(self) -> int:
        """Code points in the current text."""
        return self.source_end - self.source_start if self.text is None else len(self.text)

    @property
    def kind(self) -> str:
        """Kept, replaced or dropped."""
        return KEPT if self.text is None else REPLACED if self.text else DROPPED

    def split(self, at: int) -> tuple[Segment, Segment]:
        """Two segments, cut after `at` characters; the first half of a replacement takes its whole source."""
        start, end, text, label = self
        if text is None:
            return Segment(start, start + at), Segment(start + at, end)
        return Segment(start, end, text[:at], label), Segment(end, end, text[at:], label)


@dataclass(frozen=True, slots=True)
class Draft:
    """A text and the segments that it is made of."""

    source: str
    text: str
    segments: tuple[Segment, ...]

    @staticmethod
    def of(source: str) -> Draft:
        """The untouched draft of a source text."""
        return Draft(source, source, (Segment(0, len(source)),))

    def rewrite(self, edits: Iterable[Edit]) -> Draft:
        """The draft after edits that are sorted, do not overlap and are not empty; itself when there are none."""
        rest = list(reversed(self.segments))
        done: list[Segment] = []
        position = 0
        for edit in edits:
            done += _take(rest, edit.start - position)
            while not rest[-1].size:  # dropped before: it keeps its own label
                done.append(rest.pop())
            gone = _take(rest, edit.end - edit.start)
            done.append(Segment(gone[0].source_start, gone[-1].source_end, edit.text, edit.label))
            position = edit.end
        if not position:
            return self
        done += reversed(rest)
        return Draft(self.source, "".join(self._shown(segment) for segment in done), tuple(done))

    def _shown(self, segment: Segment) -> str:
        return self.source[segment.source_start : segment.source_end] if segment.text is None else segment.text

    def pieces(self) -> tuple[Piece, ...]:
        """The map. A replacement that gives the source's characters back counts as kept."""
        pieces: list[Piece] = []
        position = 0
        for segment in self._merged():
            end = position + segment.size
            pieces.append(Piece(position, end, segment.source_start, segment.source_end, segment.kind, segment.label))
            position = end
        return tuple(pieces)

    def _merged(self) -> Iterator[Segment]:
        """Segments; neighbours that are kept, or dropped for one reason, made one. Replacements stay small."""
        for (kind, label), group in groupby(self._honest(), key=lambda segment: (segment.kind, segment.label)):
            if kind == REPLACED:
                yield from group
            else:
                run = list(group)
                yield Segment(run[0].source_start, run[-1].source_end, run[0].text, label)

    def _honest(self) -> Iterator[Segment]:
        for segment in self.segments:
            start, end, text, _ = segment
            if text == self.source[start:end]:
                segment = Segment(start, end)  # noqa: PLW2901 -- a repair that undid another
            if start < end or text:
                yield segment


def _take(rest: list[Segment], count: int) -> list[Segment]:
    """The next `count` characters off a stack of segments."""
    taken: list[Segment] = []
    while count:
        segment = rest.pop()
        if segment.size > count:
            segment, remainder = segment.split(count)
            rest.append(remainder)
        count -= segment.size
        taken.append(segment)
    return taken
