"""States: what happened to the counted thing, by the participle that follows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tasks.figures.counted import QUOTES, is_finite, is_participle
from tasks.figures.tokens import NUMBER, SIGN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tasks.figures.drafts import Span
    from tasks.figures.tokens import Line

LONGEST_WAY_TO_STATE = 9
LONGEST_ASIDE = 25
LONGEST_PLACE = 7
ASIDES = {",": ",", "(": ")", "–": "–", "—": "—", "-": "-"}


@dataclass(frozen=True, slots=True)
class States:
    """The words on the way to a participle, and the participles whose subject the counted thing is."""

    auxiliaries: frozenset[str]
    finite: frozenset[str]
    active_auxiliaries: frozenset[str]
    active: frozenset[str]
    manner: frozenset[str]
    degrees: frozenset[str]
    incomplete: frozenset[str]
    completed_by: frozenset[str]


def compile_states(section: Mapping[str, Any]) -> States:
    """The table [counted.states] of a pack."""

    def words(name: str) -> frozenset[str]:
        return frozenset(section.get(name, ()))

    return States(
        auxiliaries=words("auxiliaries"),
        finite=words("finite"),
        active_auxiliaries=words("active_auxiliaries"),
        active=words("active"),
        manner=words("manner"),
        degrees=words("degrees"),
        incomplete=words("incomplete"),
        completed_by=words("completed_by"),
    )


def find_state(line: Line, at: int) -> Span | None:
    """Tokens of what happened to the counted thing that ends at a token.

    "tués ou blessés", "ont été déployés"; beyond an aside, "300 personnes, dont 12 enfants, ont été évacuées"; and
    beyond a place, "200 manifestants à Lyon ont été interpellés".
    """
    return participle_from(line, at) or participle_from(line, after_aside(line, at))


def participle_from(line: Line, at: int | None) -> Span | None:
    """Tokens of the participle that auxiliaries and adverbs lead to."""
    if at is None:
        return None
    nouns, states = line.grammar.nouns, line.grammar.states
    for here in range(at, at + LONGEST_WAY_TO_STATE):
        key = line.key(here)
        if is_participle(line, here) and key not in states.auxiliaries:
            end = coordinated_participles(line, here + 1)
            return None if is_active(line, here) else (with_manner(line, here), graded(line, completed(line, end)))
        passed = key in states.auxiliaries or key in nouns.adverbs or key.endswith(nouns.adverb_endings or ("\0",))
        if not passed and not (line.kind(here) == SIGN and key in QUOTES):
            return None
    return None


def is_active(line: Line, at: int) -> bool:
    """Whether the thing did it and suffered nothing: "ont déposé un recours"; "ont défilé" tells what became of it."""
    states = line.grammar.states
    before = at - 1
    while line.key(before) in line.grammar.nouns.adverbs:
        before -= 1
    return line.key(before) in states.active_auxiliaries and line.key(at) not in states.active


def with_manner(line: Line, first: int) -> int:
    """Start of a participle with the adverb that says how badly: "grièvement blessés"."""
    return first - (line.key(first - 1) in line.grammar.states.manner)


def graded(line: Line, end: int) -> int:
    """End of a participle with the word behind it that says how badly: "blessées légèrement", "blessées graves"."""
    key, states = line.key(end), line.grammar.states
    return end + (key in states.manner or key in states.degrees)


def coordinated_participles(line: Line, end: int) -> int:
    """End of participles joined by "ou" or "et"."""
    nouns = line.grammar.nouns
    while line.key(end) in nouns.coordinators and is_participle(line, end + 1):
        end += 2
    return end


def completed(line: Line, end: int) -> int:
    """End of a participle that says nothing without its noun: "mise | en examen"."""
    states = line.grammar.states
    incomplete = line.key(end - 1) in states.incomplete and line.key(end) in states.completed_by
    return end + 2 if incomplete and line.key(end + 1).isalpha() else end


def after_aside(line: Line, at: int) -> int | None:
    """The auxiliary after an aside or a place that stands between the thing and its verb; null where none does."""
    close = ASIDES.get(line.key(at))
    if close is None:
        return after_place(line, at)
    ends = (here for here in range(at + 2, at + LONGEST_ASIDE) if line.key(here) == close)
    return next((here + 1 for here in ends if line.key(here + 1) in line.grammar.states.finite), None)


def after_place(line: Line, at: int) -> int | None:
    """The auxiliary that follows a few words in which no clause begins."""
    clause_ends, finite = line.grammar.moods.clause_ends, line.grammar.states.finite
    for here in range(at, min(at + LONGEST_PLACE, len(line.keys))):
        key = line.keys[here]
        if key in finite:
            return here
        if line.kinds[here] in {SIGN, NUMBER} or key in clause_ends:
            return None
        if is_participle(line, here) or is_finite(line, here):
            return None
    return None
