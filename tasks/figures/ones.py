"""Where "un" or "une" may state a number: most are articles, and are told by the words beside them at little cost."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from tasks.figures.grammar import opening_phrases
from tasks.figures.tokens import NUMBER, WORD

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from tasks.figures.drafts import Draft
    from tasks.figures.grammar import Grammar
    from tasks.figures.tokens import Line

FARTHEST = 20
"""Tokens behind one in which another number makes a number of it."""


@dataclass(frozen=True, slots=True)
class Ones:
    """The words `after` and `before` one with which some reader may take it for a number.

    `out_of` words make a ratio of one anywhere before them: "un Français sur deux".
    """

    after: frozenset[str]
    before: frozenset[str]
    out_of: frozenset[str]


@cache
def ones_of(grammar: Grammar) -> Ones:
    """The words for one of a language, with those beside them."""
    numbers, units, bounds = grammar.numbers, grammar.units, grammar.bounds
    ratios, nouns = grammar.ratios, grammar.nouns
    phrases = opening_phrases(numbers, ratios, grammar.traps)
    begun = [words for each in phrases for one in numbers.ones for words, _ in each.by_first.get(one, ())]
    seconds = {words[1] for words in begun if len(words) > 1}
    following: tuple[Collection[str], ...] = (
        *(seconds, units.units.by_first, units.money.by_first, units.large_money.by_first),
        *(numbers.multipliers, numbers.collectives, numbers.adjectives, numbers.words.by_first, numbers.decimal_words),
        *(numbers.half_before.by_first, numbers.half_after.by_first, {numbers.link}),
        *(ratios.fractions, ratios.ordinals, ratios.times.by_first),
        *(bounds.after.by_first, bounds.to.by_first, bounds.either, bounds.between_and, bounds.dash),
        *(nouns.only, nouns.one_before, nouns.coordinators),
    )
    leading: tuple[Collection[str], ...] = (
        *(bounds.before.by_last, bounds.between, bounds.start, units.prefixes.by_last, nouns.subset.by_last),
        *(numbers.percent_before.by_last, numbers.negative, ratios.by),
    )
    after, before = frozenset().union(*following), frozenset().union(*leading)
    return Ones(after, before, frozenset(ratios.out_of.by_first))


def may_state(line: Line, at: int, found: Sequence[Draft]) -> bool:
    """Whether the word for one at a token may be a number; `found` are the drafts before it."""
    ones = ones_of(line.grammar)
    if line.key(at + 1) in ones.after or line.key(at - 1) in ones.before or line.kind(at + 1) != WORD:
        return True
    if found and found[-1].noun_end == at - 1:  # "12 policiers et un gendarme"
        return True
    near = line.keys[at + 1 : at + FARTHEST]
    if not ones.out_of.isdisjoint(near):
        return True
    coordinators = line.grammar.nouns.coordinators  # "un policier et 12 manifestants"
    joints = [place for place, key in enumerate(near, at + 1) if key in coordinators]
    return any(begins_number(line, joint + 1) for joint in joints)


def begins_number(line: Line, at: int) -> bool:
    """Whether a number may begin at a token."""
    return line.kind(at) == NUMBER or line.key(at) in line.grammar.openers
