"""Whether the text asserts, supposes, foresees or denies a figure: the verb that governs it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tasks.figures.drafts import ORDINAL
from tasks.figures.tokens import WORD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tasks.figures.drafts import Draft
    from tasks.figures.tokens import Line

ASSERTED, CONDITIONAL, FUTURE = "asserted", "conditional", "future"
CLAUSE_SIGNS = frozenset(',;:()«»“”"')
LONGEST_WAY_BACK = 8
LONGEST_WAY_ON = 14
LONGEST_NEGATION = 7
LONGEST_PLAN = 3
SHORTEST_FUTURE = 4  # "fera"


@dataclass(frozen=True, slots=True)
class Moods:
    """Verb forms of a language by mood."""

    conditional: frozenset[str]
    future: frozenset[str]
    conditional_endings: tuple[str, ...]
    future_endings: tuple[str, ...]
    not_moods: frozenset[str]
    plans: frozenset[str]
    plans_then: frozenset[str]
    infinitive_endings: tuple[str, ...]
    negations: frozenset[str]
    negation_opens: frozenset[str]
    negation_closes: frozenset[str]
    clause_ends: frozenset[str]


def compile_moods(section: Mapping[str, Any]) -> Moods:
    """The table [counted.moods] of a pack."""

    def words(name: str) -> frozenset[str]:
        return frozenset(section.get(name, ()))

    def endings(name: str) -> tuple[str, ...]:
        return tuple(section.get(name, ()))

    return Moods(
        conditional=words("conditional"),
        future=words("future"),
        conditional_endings=endings("conditional_endings"),
        future_endings=endings("future_endings"),
        not_moods=words("not_moods"),
        plans=words("plans"),
        plans_then=words("plans_then"),
        infinitive_endings=endings("infinitive_endings"),
        negations=words("negations"),
        negation_opens=words("negation_opens"),
        negation_closes=words("negation_closes"),
        clause_ends=words("clause_ends"),
    )


def fill_modality(drafts: list[Draft]) -> None:
    """Sets modality and negation of the drafts of one line."""
    for draft in drafts:
        draft.modality = modality_before(draft) or modality_after(draft) or ASSERTED
        draft.negated = draft.kind != ORDINAL and is_negated(draft)


def mood_of(line: Line, at: int) -> str | None:
    """The mood of a finite verb; null for any other word."""
    moods = line.grammar.moods
    key = line.key(at)
    if line.kind(at) != WORD or line.capital(at):
        return None
    ends = key not in moods.not_moods and len(key) >= SHORTEST_FUTURE
    if key in moods.conditional or (ends and key.endswith(moods.conditional_endings)):
        return CONDITIONAL
    planned = key in moods.plans and plans_something(line, at)
    if planned or key in moods.future or (ends and key.endswith(moods.future_endings)):
        return FUTURE
    return ASSERTED if key in line.grammar.nouns.verbs else None


def plans_something(line: Line, at: int) -> bool:
    """Reads "prévoit de supprimer", "veut supprimer", "plans to cut": a plan needs its infinitive."""
    moods = line.grammar.moods
    ahead = [line.key(at + step) for step in range(1, LONGEST_PLAN + 1)]
    infinitive = moods.infinitive_endings
    return any(key in moods.plans_then or bool(infinitive and key.endswith(infinitive)) for key in ahead)


def modality_before(draft: Draft) -> str | None:
    """The mood of the nearest verb before the figure in its clause."""
    line = draft.line
    for at in range(draft.first - 1, max(-1, draft.first - 1 - LONGEST_WAY_BACK), -1):
        if line.key(at) in CLAUSE_SIGNS or line.key(at) in line.grammar.moods.clause_ends:
            return None
        mood = mood_of(line, at)
        if mood == ASSERTED:
            return mood_of_auxiliary(line, at) or mood
        if mood:
            return mood
    return None


def mood_of_auxiliary(line: Line, at: int) -> str | None:
    """The mood that stands before a verb: "aurait fait 12 morts", "may have killed 12"."""
    at -= 1
    while mood_of(line, at) == ASSERTED or line.key(at) in line.grammar.nouns.adverbs:
        at -= 1
    return mood_of(line, at)


def modality_after(draft: Draft) -> str | None:
    """The mood of the first verb after the figure and its noun: "10 000 soldats … seraient entrés"."""
    line = draft.line
    for at in range(draft.noun_end, draft.noun_end + LONGEST_WAY_ON):
        if line.key(at) == ";":
            return None
        if mood := mood_of(line, at):
            return mood
    return None


def is_negated(draft: Draft) -> bool:
    """Whether the figure is denied: "et non 1,6", "n'a pas envoyé 500 soldats"."""
    line = draft.line
    moods = line.grammar.moods
    if line.key(draft.first - 1) in moods.negations:
        return True
    closed = False
    for at in range(draft.first - 1, max(-1, draft.first - 1 - LONGEST_NEGATION), -1):
        key = line.key(at)
        if key in CLAUSE_SIGNS or key in moods.clause_ends:
            return False
        closed = closed or key in moods.negation_closes
        if closed and (key in moods.negation_opens or not moods.negation_opens):
            return True
    return False
