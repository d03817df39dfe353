"""Where and when: the place and the period that each figure is about, where the text says so.

Both are circumstances of a clause, and both find their figure in the same way (`anchors`). Places are read by grammar,
dates are those of tasks/dates; neither is a model's guess, and a figure without either keeps its nulls.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from tasks.situations.anchors import Scene, assign, frame_of
from tasks.situations.comparisons import counterpart, is_compared, names_earlier
from tasks.situations.grammar import grammar_of
from tasks.situations.items import Items
from tasks.situations.periods import Periods
from tasks.situations.places import Places
from tasks.situations.voices import Voices

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from datetime import date

    from tasks.situations.anchors import Anchor
    from tasks.tables import Date, Figure, Sentence, Statement

SITUATED = frozenset({"count", "money", "percent", "measure", "ratio"})
"""Kinds that have a place and a time; an age, a rank or a duration has those of what bears it."""

MOST_FIGURES = 60
"""Figures of a sentence; one with more is a table, and its words frame nothing."""


def situate(  # noqa: PLR0913 - what was read of one article so far
    figures: Sequence[Figure],
    dates: Sequence[Date],
    statements: Sequence[Statement],
    sentences: Sequence[Sentence],
    text: str,
    *,
    language: str,
    published: date | None,
) -> list[Figure]:
    """The figures with `place`, `as_of_start` and `as_of_end`, in the order given.

    A date that only says when someone spoke ("a déclaré jeudi que …") is no figure's date. A period that is still
    open ("depuis janvier") ends on the day of publication.
    """
    grammar = grammar_of(language)
    places, periods, voices = (
        Places(text, grammar, sentences),
        Periods(text, dates, grammar, published),
        Voices(text, statements),
    )
    counters = Voices(text, statements, grammar.counting)
    items = Items(text, sentences, periods, grammar)
    situated: dict[str, Figure] = {}
    wide: set[str] = set()
    for at, inside in _by_sentence(figures, sentences):
        scene = Scene(text, sentences[at], inside, grammar)
        before = _before(sentences, at)
        where = _of_both(scene, _within(scene, before, places.within, counters))
        when = _of_now(scene, _within(scene, before, periods.within, voices, items.of(sentences[at])))
        read = zip(inside, where, when, strict=True)
        situated |= {row.figure_id: _situated(row, place, day, text) for row, place, day in read}
        wide |= {row.figure_id for row, place in zip(inside, where, strict=True) if place is None or place.broad}
    return [_inherited(situated.get(figure.figure_id, figure), situated, wide) for figure in figures]


def _by_sentence(figures: Sequence[Figure], sentences: Sequence[Sentence]) -> Iterator[tuple[int, list[Figure]]]:
    """Position of each sentence that holds a figure with a place in the world, and its figures, in order."""
    starts = [sentence.start_char for sentence in sentences]
    groups: dict[int, list[Figure]] = {}
    for figure in figures:
        at = bisect_right(starts, figure.num_start) - 1
        if figure.kind in SITUATED and at >= 0:
            groups.setdefault(at, []).append(figure)
    yield from ((at, group) for at, group in groups.items() if len(group) <= MOST_FIGURES)


def _before(sentences: Sequence[Sentence], at: int) -> Sentence | None:
    """The sentence before, in the same paragraph."""
    before = sentences[at - 1] if at else None
    return before if before and before.paragraph == sentences[at].paragraph else None


def _within(
    scene: Scene,
    before: Sentence | None,
    find: Callable[[Sentence], list[Anchor]],
    voices: Voices,
    item: Anchor | None = None,
) -> list[Anchor | None]:
    """The anchor of each figure of a scene: from its sentence, else the frame of the sentence before, else its item."""
    anchors = find(scene.sentence)
    if not anchors:
        frame = frame_of(scene.text, before, find(before)) if before else None
        return [frame or item] * len(scene.figures)
    audible = [tuple(each for each in anchors if voices.agree(each.start, figure)) for figure in scene.figures]
    assigned = {heard: assign(scene, heard) for heard in set(audible)}
    return [assigned[heard][position] for position, heard in enumerate(audible)]


def _of_both(scene: Scene, where: Sequence[Anchor | None]) -> list[Anchor | None]:
    """The places, where a number has that of the one it is compared with: "2 500 à Metz, contre 4 500 samedi"."""
    kept = list(where)
    for at, (figure, anchor) in enumerate(zip(scene.figures, where, strict=True)):
        end = scene.figures[at + 1].start_char if at + 1 < len(scene.figures) else scene.sentence.end_char
        own = anchor and figure.end_char <= anchor.start <= end
        compared = not own and is_compared(scene.text, figure, scene.grammar.versus)
        other = counterpart(scene.text, scene.figures, at) if compared else None
        if other is not None:
            kept[at] = kept[other]
    return kept


def _of_now(scene: Scene, when: Sequence[Anchor | None]) -> list[Anchor | None]:
    """The dates without those before a number of another time: "Samedi, 300 …, contre 200 une semaine plus tôt"."""
    grammar, kept = scene.grammar, list(when)
    for at, (figure, anchor) in enumerate(zip(scene.figures, when, strict=True)):
        before = scene.figures[at - 1] if at else None
        led = anchor and before and anchor.start < before.start_char
        if (
            led
            and is_compared(scene.text, figure, grammar.versus)
            and names_earlier(scene.text, figure, grammar.earlier)
        ):
            kept[at] = None
    return kept


def _situated(figure: Figure, place: Anchor | None, when: Anchor | None, text: str) -> Figure:
    made = figure
    if place:
        start, end = place.value
        made = replace(made, place=text[start:end], place_start=start, place_end=end)
    return replace(made, as_of_start=when.value[0], as_of_end=when.value[1]) if when else made


def _inherited(figure: Figure, situated: Mapping[str, Figure], wide: Collection[str]) -> Figure:
    """A figure that restates another one has its place and time, where it says none itself, or only the country.

    `wide` are the ids of those: "300 soldats campent à Koursk. … Les 300 soldats entrés en Russie".
    """
    other = situated.get(figure.same_as or "")
    if other is None:
        return figure
    made = figure
    if figure.place is None or (figure.figure_id in wide and other.place and other.figure_id not in wide):
        made = replace(made, place=other.place, place_start=other.place_start, place_end=other.place_end)
    if figure.as_of_start is None and figure.as_of_end is None:
        made = replace(made, as_of_start=other.as_of_start, as_of_end=other.as_of_end)
    return made
