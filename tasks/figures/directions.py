"""Up or down: the direction of a stated change, from its sign or from the words around it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from tasks.figures.drafts import AGE, COUNT, DURATION, MEASURE, MONEY, PERCENT
from tasks.figures.phrases import Phrases, compile_phrases

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tasks.figures.drafts import Draft
    from tasks.figures.phrases import Words
    from tasks.figures.tokens import Line

WAYS = ("up", "down")
SHARED = {AGE: DURATION, DURATION: DURATION, MONEY: MONEY, MEASURE: MEASURE}
"""Kind of a whole → kind of its part: of 74 years of age, 34 in power."""
SIGNS = {"+": "up", "-": "down", "−": "down", "–": "down"}
FARTHEST_WORD = 5
FARTHEST_SHIFT = 6
POINT, PERCENTAGE_POINT = "point", "percentage_point"


@dataclass(frozen=True, slots=True)
class Directions:
    """Words of change of a language: whole ones and stems of verbs, those of gain and loss, and words between."""

    words: Mapping[str, str]
    stems: Mapping[str, str]
    stem_lengths: tuple[int, ...]
    gains: Mapping[str, str]
    steps: frozenset[str]
    after: Phrases[str]

    def of(self, key: str, *, gains: bool) -> str | None:
        """The direction of one word; words of gain and loss count where `gains`."""
        if way := self.words.get(key):
            return way
        if way := self.gains.get(key):
            return way if gains else None
        return next((self.stems[key[:size]] for size in self.stem_lengths if key[:size] in self.stems), None)


def compile_directions(section: Mapping[str, Any], words_of: Callable[[str], list[Words]]) -> Directions:
    """The table [bounds.directions] of a pack."""
    table = section.get("directions", {})

    def listed(suffix: str) -> dict[str, str]:
        return {word: way for way in WAYS for word in table.get(f"{way}{suffix}", ())}

    stems = listed("_stems")
    return Directions(
        words=listed(""),
        stems=stems,
        stem_lengths=tuple(sorted({len(stem) for stem in stems}, reverse=True)),
        gains=listed("_gains"),
        steps=frozenset(table.get("steps", ())),
        after=compile_phrases(listed("_after").items(), words_of),
    )


def direction_of(draft: Draft) -> str | None:
    """The direction of a figure: "+3 %", "en hausse de 3 %", "a reculé de 3 %", "3 % de plus"."""
    line, directions = draft.line, draft.line.grammar.directions
    if way := SIGNS.get(line.key(draft.first)):
        return way
    for end in (draft.end, draft.noun_end):
        if found := directions.after.at(line.keys, end):
            return found[1]
    return direction_before(line, draft.first, gains=draft.kind in {PERCENT, MEASURE})


def direction_before(line: Line, first: int, *, gains: bool) -> str | None:
    """Up or down, from a word of change a few grammar words before a figure.

    To gain or lose points or kilos is a change; to earn or lose money, or to lose men, is none.
    """
    directions = line.grammar.directions
    for at in range(first - 1, max(-1, first - 1 - FARTHEST_WORD), -1):
        key = line.key(at)
        if key not in directions.steps:
            return directions.of(key, gains=gains)
    return None


def fill_shifts(drafts: list[Draft]) -> None:
    """Gives the second figure of a shift or restatement its direction, and one without unit its points."""
    for earlier, later in pairwise(drafts):
        if later.direction is None and earlier.direction and restates(earlier, later):
            later.direction = earlier.direction
        to_level = later.line.grammar.bounds.to.before(later.line.keys, later.first) is not None
        if later.kind == COUNT and later.counted is None:
            share_unit(earlier, later)
            fill_points(earlier, later, to_level=to_level)
        if not to_level or later.direction or (earlier.kind, earlier.unit) != (later.kind, later.unit):
            continue
        before, after = earlier.amount.value, later.amount.value
        if before is not None and after is not None and before != after and shifts(earlier):
            later.direction = "up" if after > before else "down"


def restates(earlier: Draft, later: Draft) -> bool:
    """Whether a change is said again in other terms: "20 points, soit 0,4 %", "1 degree (1.8 F)"."""
    line = later.line
    bracketed = line.key(later.first - 1) == "(" and later.first - 1 == earlier.end
    restated = line.grammar.nouns.restated.before(line.keys, later.first)
    return bracketed or (restated is not None and 0 <= restated[0] - earlier.end <= 1)


def share_unit(earlier: Draft, later: Draft) -> None:
    """The unit of a part without one: "trois ans de prison dont deux avec sursis", "12 tonnes dont 3 de blé"."""
    line = later.line
    part = line.grammar.nouns.subset.before(line.keys, later.first)
    if part and part[0] == earlier.noun_end and earlier.kind in SHARED:
        later.kind, later.unit = SHARED[earlier.kind], earlier.unit


def fill_points(earlier: Draft, later: Draft, *, to_level: bool) -> None:
    """The points of a bare number: "rose 64 points to 4,577.10", "45 % (+ 2)"."""
    if to_level and earlier.unit == POINT:
        later.kind, later.unit = MEASURE, POINT
    elif earlier.unit == PERCENT and later.line.key(later.first) in SIGNS and later.first - earlier.end <= 1:
        later.kind, later.unit = PERCENT, PERCENTAGE_POINT


def shifts(draft: Draft) -> bool:
    """Whether a figure is the start of a change: "passé de 21 %"."""
    line, bounds = draft.line, draft.line.grammar.bounds
    near = line.keys[max(0, draft.first - FARTHEST_SHIFT) : draft.first]
    return line.key(draft.first - 1) in bounds.shift_leads and not bounds.shifts.isdisjoint(near)
