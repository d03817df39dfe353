"""Whether the text asserts, supposes, foresees or denies a figure: the verb that governs it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tasks.figures.counted import QUOTES, is_finite
from tasks.figures.drafts import AGE, DURATION, ORDINAL
from tasks.figures.phrases import Phrases, compile_phrases
from tasks.figures.tokens import WORD

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tasks.figures.drafts import Draft
    from tasks.figures.phrases import Words
    from tasks.figures.tokens import Line

ASSERTED, CONDITIONAL, FUTURE = "asserted", "conditional", "future"
CLAUSE_SIGNS = frozenset(',;:()«»“”"')
STRONG_SIGNS = frozenset(";:")
LONGEST_WAY_BACK = 12
LONGEST_STEP = 12
LONGEST_QUOTED = 5
LONGEST_WAY_ON = 14
LONGEST_NEGATION = 9
LONGEST_PLAN = 5
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
    words: frozenset[str]  # all that have a mood by themselves
    endings: tuple[str, ...]
    clause_ends: frozenset[str]
    goes_on: frozenset[str]
    relatives: frozenset[str]
    compared: frozenset[str]
    forecasts: frozenset[str]
    denials: frozenset[str]
    litotes: frozenset[str]
    none_of: Phrases[bool]
    until: Phrases[bool]


def compile_moods(section: Mapping[str, Any], words_of: Callable[[str], list[Words]]) -> Moods:
    """The table [counted.moods] of a pack."""

    def words(name: str) -> frozenset[str]:
        return frozenset(section.get(name, ()))

    def phrases(name: str) -> Phrases[bool]:
        return compile_phrases(((phrase, True) for phrase in section.get(name, ())), words_of)

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
        words=words("conditional") | words("future") | words("plans") | words("forecasts"),
        endings=endings("conditional_endings") + endings("future_endings"),
        clause_ends=words("clause_ends"),
        goes_on=words("goes_on"),
        relatives=words("relatives"),
        compared=words("compared"),
        forecasts=words("forecasts"),
        denials=words("denials"),
        litotes=words("litotes"),
        none_of=phrases("none_of"),
        until=phrases("until"),
    )


def fill_modality(drafts: list[Draft]) -> None:
    """Sets modality and negation of the drafts of one line; a figure that no verb parts from the one before is as it.

    "recevront 75 euros pour l'un et 375 euros pour l'autre": both are future.
    """
    for position, draft in enumerate(drafts):
        earlier = drafts[position - 1] if position else None
        found = modality_before(draft)
        if found is None and earlier and goes_on(earlier, draft):
            found = earlier.modality
        draft.modality = found or modality_after(draft) or ASSERTED
        draft.negated = draft.kind != ORDINAL and is_negated(draft)


def goes_on(earlier: Draft, draft: Draft) -> bool:
    """Whether a figure stands in a list with the one before: no verb, clause or comparison parts them."""
    line, moods = draft.line, draft.line.grammar.moods
    if earlier.modality == ASSERTED or draft.first - earlier.noun_end > LONGEST_STEP:
        return False
    between = range(earlier.noun_end, draft.first)
    return not any(
        line.key(at) in moods.clause_ends or line.key(at) in moods.compared or line.key(at) == ":" or mood_of(line, at)
        for at in between
    )


def mood_of(line: Line, at: int) -> str | None:
    """The mood of a finite verb; null for any other word."""
    if not 0 <= at < len(line.keys) or line.kinds[at] != WORD:
        return None
    moods, nouns, key = line.grammar.moods, line.grammar.nouns, line.keys[at]
    ends = key.endswith(moods.endings) and key not in moods.not_moods and len(key) >= SHORTEST_FUTURE
    if not (ends or key in moods.words or key in nouns.verbs or key.endswith(nouns.finite_endings)) or line.capital(at):
        return None
    if key in moods.conditional or (ends and key.endswith(moods.conditional_endings)):
        return CONDITIONAL
    planned = key in moods.forecasts or (key in moods.plans and plans_something(line, at))
    if planned or key in moods.future or (ends and key.endswith(moods.future_endings)):
        return FUTURE
    return ASSERTED if is_finite(line, at) else None


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
        if ends_clause(line, at, draft.first):
            return None
        mood = mood_of(line, at)
        if mood == ASSERTED:
            return mood_of_auxiliary(line, at) or mood
        if mood:
            return mood
    return None


def ends_clause(line: Line, at: int, first: int) -> bool:
    """Whether a token parts the words before it from a figure: not the comma of ", avec 12 trains"."""
    moods = line.grammar.moods
    key = line.key(at)
    if key in moods.clause_ends:
        return True
    if key not in CLAUSE_SIGNS:
        return False
    if key == ",":
        return line.key(at + 1) not in moods.goes_on and line.key(at - 2) != ","  # "doit, elle, toucher"
    if key == ":":
        return first - at > 1  # "recevra la somme suivante : 3 milliards"
    return key not in QUOTES or first - at > LONGEST_QUOTED or line.kind(at - 1) != WORD


def mood_of_auxiliary(line: Line, at: int) -> str | None:
    """The mood that stands before a verb: "aurait fait 12 morts", "may have killed 12"."""
    at -= 1
    while mood_of(line, at) == ASSERTED or line.key(at) in line.grammar.nouns.adverbs:
        at -= 1
    return mood_of(line, at)


def modality_after(draft: Draft) -> str | None:
    """The mood of the first verb after the figure and its noun: "10 000 soldats … seraient entrés"."""
    line, moods = draft.line, draft.line.grammar.moods
    if draft.kind in {AGE, DURATION} and line.key(draft.first - 1) in line.grammar.nouns.complements:
        return None  # "un garçon de cinq ans devra partir"
    end = draft.noun_end + LONGEST_WAY_ON
    for at in range(draft.noun_end, end):
        key, follower = line.key(at), line.key(at + 1)
        if key in STRONG_SIGNS or (key in moods.clause_ends and key not in moods.relatives):
            return None
        if key == "," and follower not in moods.relatives:
            return mood_beyond_aside(line, at, end)
        if mood := mood_of(line, at) or (FUTURE if moods.until.at(line.keys, at) else None):
            return mood
    return None


def mood_beyond_aside(line: Line, comma: int, end: int) -> str | None:
    """The mood of the verb after an aside: "10 000 soldats, selon lui, seraient entrés"."""
    close = next((at for at in range(comma + 1, end) if line.key(at) == ","), None)
    return None if close is None else mood_of(line, close + 1) or mood_of(line, close + 2)


def is_negated(draft: Draft) -> bool:
    """Whether the figure is denied: "et non 1,6", "n'a pas envoyé 500 soldats", "pas de 100 euros"."""
    line = draft.line
    moods = line.grammar.moods
    if line.key(draft.first - 1) in moods.negations or moods.none_of.before(line.keys, draft.first):
        return True
    for at in range(draft.first - 1, max(-1, draft.first - 1 - LONGEST_NEGATION), -1):
        if ends_clause(line, at, draft.first):
            return False
        if line.key(at) in moods.denials:
            return True
        if line.key(at) in moods.negation_closes and not is_litotes(line, at):
            near = line.keys[max(0, at - LONGEST_NEGATION) : at]
            return not moods.negation_opens or not moods.negation_opens.isdisjoint(near)
    return False


def is_litotes(line: Line, at: int) -> bool:
    """Whether a negation asserts: "n'a pas tardé à piocher", "n'a pas hésité à"."""
    return any(line.key(at + step) in line.grammar.moods.litotes for step in (1, 2))
