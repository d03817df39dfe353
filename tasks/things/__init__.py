"""What a figure measures, as words that figures of other articles may share: class, subject, condition, qualifiers.

"11 000 soldats nord-coréens" and "11,000 North Korean troops" are `thing` troops, `qualifiers` iso:KP. Of "300 soldats
tués" the thing is killed and the subject troops. What the words do not say is null; a class comes from the tables
categories, nouns and states of seeds/reference, and a word that none of them knows stands as its lemma.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tasks.situations.comparisons import are_rivals, is_compared, names_earlier
from tasks.things.casualties import WOUNDED, grade_of, group_of
from tasks.things.grammar import grammar_of
from tasks.things.hours import Hours
from tasks.things.nouns import PEOPLE, Noun, condition_of, noun_of
from tasks.things.owners import Owners
from tasks.things.places import PlaceKeys
from tasks.things.sources import source_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tasks.tables import Figure, Sentence
    from tasks.things.grammar import Grammar

PRESENT = "present"
"""The condition of what is merely there: "déployés", "recensés". It is left out."""

EARLIER = "earlier"
"""The condition of the number that another is compared with, where no day is said: "contre 7 000"."""

CHILDREN = "children"
LONGEST_KIN = 40
"""Code points of "mère célibataire de " before its children."""

GENERAL = frozenset({PEOPLE, "victims"})
"""Subjects that say no more than that people are meant: "12 personnes tuées" are "12 morts"."""


def describe(figures: Sequence[Figure], sentences: Sequence[Sentence], text: str, language: str) -> list[Figure]:
    """The figures with `thing`, `subject`, `condition` and `qualifiers`, in the order given."""
    grammar = grammar_of(language)
    if grammar is None:
        return list(figures)
    owners, places, hours = Owners(text, sentences, grammar), PlaceKeys(text, grammar), Hours(text, sentences, grammar)
    described: list[Figure] = []
    for figure in figures:
        key = source_key(figure.source, grammar) if figure.source else None
        keyed = replace(figure, place_key=places.of(figure), source_key=key, as_of_minute=hours.of(figure))
        before = described[-1] if described else None
        described.append(_described(keyed, noun_of(figure.counted, grammar), owners, before))
    return described


def _at_home(text: str, figure: Figure, grammar: Grammar) -> bool:
    """Whether children are somebody's: "mère de deux enfants" says nothing of what is counted anywhere."""
    return grammar.kin.search(text, max(0, figure.start_char - LONGEST_KIN), figure.start_char) is not None


def _described(figure: Figure, noun: Noun | None, owners: Owners, last: Figure | None) -> Figure:
    grammar = owners.grammar
    if noun is None or (noun.name == CHILDREN and _at_home(owners.text, figure, grammar)):
        return figure
    if noun.name == PEOPLE and noun.countries:  # "8 000 Nord-Coréens": soldiers, where the text counts no others
        noun = noun._replace(name=owners.told_of(noun.qualifiers) or noun.name)
    category = figure.category if figure.category != noun.category else None
    condition = None if category else condition_of(figure.state, grammar) or noun.condition
    together = grammar.states.combined.get(frozenset({noun.name, condition or ""}))
    thing: str = category or together or noun.name
    subject = _subject_of(figure, thing, noun, owners) if thing == figure.category else None
    compared = is_compared(owners.text, figure, grammar.compared)
    if compared and last and last.thing and figure.state is None and figure.counted_start == last.counted_start:
        thing, subject = last.thing, last.subject  # "300 personnes ont défilé, contre 500 samedi"
    timeless = compared and figure.as_of_start is None
    if timeless and (names_earlier(owners.text, figure, grammar.earlier) or not are_rivals(figure, last)):
        condition = EARLIER
    elif condition == PRESENT or together:
        condition = None
    qualifiers = noun.qualifiers
    if noun.known and not noun.countries and figure.counted_start is not None:
        qualifiers |= owners.of(figure, noun)
    if thing == WOUNDED and (grade := grade_of(figure, owners.text, grammar)):
        qualifiers = frozenset(each for each in qualifiers if each not in grammar.grades) | {grade}
        condition = None if condition in grammar.grades else condition
    return replace(figure, thing=thing, subject=subject, condition=condition, qualifiers=sorted(qualifiers))


def _subject_of(figure: Figure, thing: str, noun: Noun, owners: Owners) -> str | None:
    """Whom it befell: "12 policiers blessés", "12 blessés parmi les policiers"; null where only people are meant."""
    group = group_of(figure, owners.text, owners.grammar)
    return next((each.name for each in (group, noun) if each and each.name not in {*GENERAL, thing}), None)
