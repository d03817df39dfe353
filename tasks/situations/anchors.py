"""Which circumstance of a sentence goes with which figure: one rule for places and for dates.

The nearest one behind the figure and before the next figure is its own: "8 000 à Paris et 300 à Lyon". Figures that are
joined share what follows the first or the last: "7 morts à Paris et 12 blessés", "7 morts et 12 blessés à Paris". Else
what stands before: right before the figure, or at the head of the sentence, where it frames all that follows: "À Paris,
8 000 personnes … et 300 …".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from tasks.situations.comparisons import is_compared

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tasks.situations.grammar import Grammar
    from tasks.tables import Figure, Sentence

LONGEST_JOINT = 60
"""Code points between two figures that may share a circumstance."""

LEAD_WORDS = 2
"""Words that may lead to an anchor at the head of a sentence."""

MOST_CLOSER = 4
"""Places behind a country that may say it closer."""

HEAD = 30
"""Code points from the start of a sentence in which a frame begins: "Samedi", "Dans la capitale"."""

FRAME_END = re.compile(r"[^,;:.]{0,25},")
"""What closes a frame: its comma, behind at most a second circumstance ("Samedi à Paris, …")."""


ITEM_END = re.compile(r"[^.;:]{0,30}?(?:\s?:|\)?\s[—–-])\s")
"""What closes the head of a list item: "Acte II, 24 novembre — 300 …"."""

LONE = 40
"""Code points of a sentence that is no more than a frame: "Le 24 novembre."."""

NOTHING = re.compile(r"\W*")

LONGEST_REST = 40
"""Code points behind a figure in which "au total" says that it is of everywhere."""


class Anchor(NamedTuple):
    """A place or a date in the text, and what it says; `broad` where a later one of the clause may say it closer."""

    start: int
    end: int
    value: Any
    broad: bool = False


class Scene(NamedTuple):
    """One sentence and its figures, in order."""

    text: str
    sentence: Sentence
    figures: Sequence[Figure]
    grammar: Grammar


def assign(scene: Scene, anchors: Sequence[Anchor]) -> list[Anchor | None]:
    """The anchor of each figure of a scene; null where none governs it."""
    behind = _behind(scene, anchors)
    for at, figure in enumerate(scene.figures):
        behind[at] = _where(scene, figure, anchors, behind[at]) or behind[at]
    found = list(behind)
    for at, own in enumerate(behind):
        found[at] = own or _before(scene, at, anchors, found)
    return found


def _where(scene: Scene, figure: Figure, anchors: Sequence[Anchor], behind: Anchor | None) -> Anchor | None:
    """The anchor right before "où", of a figure of that clause: "À Metz, où 300 marchaient, et à Lille, …"."""
    text, grammar = scene.text, scene.grammar
    if behind and "," not in text[figure.end_char : behind.start]:
        return None
    for anchor in reversed(anchors):
        led = grammar.where.match(text, anchor.end, figure.start_char)
        if led and "," not in text[led.end() : figure.start_char]:
            return None if grammar.breaks.search(text, led.end(), figure.start_char) else anchor
    return None


def frame_of(text: str, sentence: Sentence, anchors: Sequence[Anchor]) -> Anchor | None:
    """The anchor that opens a sentence and holds for the next one too: "Samedi, la foule a grossi. 300 …"."""
    for anchor in anchors:
        heads = anchor.start - sentence.start_char <= HEAD
        closed = FRAME_END.match(text, anchor.end, sentence.end_char) is not None
        if heads and (closed or _is_all(text, sentence, anchor)):
            return anchor
    return None


def _is_all(text: str, sentence: Sentence, anchor: Anchor) -> bool:
    """Whether a sentence says no more than an anchor: "Le 24 novembre."."""
    short = sentence.end_char - sentence.start_char <= LONE
    few = len(text[sentence.start_char : anchor.start].split()) <= LEAD_WORDS
    return short and few and NOTHING.fullmatch(text, anchor.end, sentence.end_char) is not None


def _behind(scene: Scene, anchors: Sequence[Anchor]) -> list[Anchor | None]:
    """For each figure the first anchor between it and the next one; leftwards, so that joined figures share."""
    figures, text = scene.figures, scene.text
    found: list[Anchor | None] = [None] * len(figures)
    for at in range(len(figures) - 1, -1, -1):
        figure = figures[at]
        end = figures[at + 1].start_char if at + 1 < len(figures) else scene.sentence.end_char
        # "in | many towns" holds the next figure
        inside = [each for each in anchors if figure.end_char <= each.start <= end]
        first = _closest(scene, inside) if inside else None
        if first and not scene.grammar.breaks.search(text, figure.end_char, first.start):
            found[at] = None if _opens_next(scene, at, first) and not found[at + 1] else first
        elif not inside and at + 1 < len(figures) and _joined(scene, at) and not _tells_part(scene, at, found[at + 1]):
            found[at] = found[at + 1]
    return found


def _closest(scene: Scene, inside: Sequence[Anchor]) -> Anchor:
    """The first, or what says it closer behind a comma: "en Russie, à la frontière, dans la région de Koursk"."""
    first, *further = inside
    if not first.broad:
        return first
    for each in further[:MOST_CLOSER]:
        if scene.grammar.breaks.search(scene.text, first.end, each.start):
            break
        lead = scene.text[first.end : each.start].rpartition(",")
        if not each.broad and lead[1] and len(lead[2].split()) <= LEAD_WORDS:
            return each
    return first


def _opens_next(scene: Scene, at: int, anchor: Anchor) -> bool:
    """Whether an anchor opens the clause of the next figure: "8 000 à Paris, et à Lyon 300"."""
    if at + 1 == len(scene.figures) or scene.text[anchor.end : anchor.end + 1] == ",":
        return False
    return scene.grammar.joined.search(scene.text[scene.figures[at].end_char : anchor.start]) is not None


def _joined(scene: Scene, at: int) -> bool:
    """Whether a figure and the next one stand in one clause: "7 morts et 12 blessés"."""
    start, end = scene.figures[at].end_char, scene.figures[at + 1].start_char
    near = end - start <= LONGEST_JOINT
    return near and not scene.grammar.breaks.search(scene.text, start, end)


def _tells_part(scene: Scene, at: int, anchor: Anchor | None) -> bool:
    """Whether an anchor tells the next figure from its whole: "12 blessés dont 5 à Lille", not "dont 5 graves"."""
    part = scene.figures[at + 1]
    if anchor is None or part.subset_of != scene.figures[at].figure_id:
        return False
    return len(scene.text[part.end_char : anchor.start].split()) == 1


def _before(scene: Scene, at: int, anchors: Sequence[Anchor], found: Sequence[Anchor | None]) -> Anchor | None:
    """The anchor that stands before a figure: right before it, shared by its whole, or at the head of the sentence.

    `found` are those of the figures before it.
    """
    figure = scene.figures[at]
    start = scene.figures[at - 1].end_char if at else scene.sentence.start_char
    near = [each for each in anchors if start <= each.start and each.end <= figure.start_char]
    if near and near[-1] not in found[:at] and not _parted(scene, near[-1].end, figure.start_char):
        return near[-1]
    if at and (shared := _shared(scene, at, found[at - 1])):
        return shared
    if figure.subset_of:
        whole = next((other for other, each in enumerate(scene.figures) if each.figure_id == figure.subset_of), None)
        if whole is not None and whole < at and found[whole]:
            return found[whole]
    first = scene.figures[0].start_char
    return next((each for each in anchors if each.end <= first and _heads(scene, each)), None)


def _shared(scene: Scene, at: int, anchor: Anchor | None) -> Anchor | None:
    """The anchor of the figure before, where "et" joins this one to it: "287 interpellées à Metz et 110 blessées"."""
    text, figure, last = scene.text, scene.figures[at], scene.figures[at - 1]
    if anchor is None or anchor.start < last.end_char or is_compared(text, last, scene.grammar.versus):
        return None
    joined = scene.grammar.conjoined.fullmatch(text, anchor.end, figure.start_char)
    rest = text[figure.end_char : min(figure.end_char + LONGEST_REST, scene.sentence.end_char)]
    return anchor if joined and not scene.grammar.overall.search(rest) else None


def _parted(scene: Scene, start: int, end: int) -> bool:
    """Whether another clause begins between an anchor and the figure behind it: "a voté samedi une loi qui … 10 %"."""
    grammar = scene.grammar
    where = grammar.where.match(scene.text, start, end)
    start = where.end() if where else start  # "à Lyon, où 300 personnes …"
    found = grammar.breaks.search(scene.text, start, end)
    relative = grammar.relatives.search(scene.text, start, end)
    restricts = relative is not None and end - relative.end() <= 1  # "il n'y a eu samedi que 300 …"
    return (found is not None and found.group() != ":") or (relative is not None and not restricts)


def _heads(scene: Scene, anchor: Anchor) -> bool:
    """Whether an anchor opens its sentence: "Samedi", "Dès le 3 mars", but not "Il a voté samedi"."""
    start = scene.sentence.start_char
    end = scene.sentence.end_char
    closed = any(ending.match(scene.text, anchor.end, end) for ending in (FRAME_END, ITEM_END))
    return anchor.start - start <= HEAD and (closed or len(scene.text[start : anchor.start].split()) <= LEAD_WORDS)
