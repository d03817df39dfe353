"""Section [things] of a language pack and the classes of seeds/reference, compiled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from simplemma import lemmatize

from tasks.entities.gazetteer import Gazetteer, demonym_ids, gazetteer_of
from tasks.entities.names import fold
from tasks.figures.categories import Categories, compile_categories
from tasks.languages import pack_of
from tasks.situations.grammar import grammar_of as situations_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FIRST = "first"


@dataclass(frozen=True, slots=True)
class Grammar:
    """How a noun phrase of a language is taken apart; all words are folded.

    `head_first` says that the noun stands before its adjectives; `before` are adjectives and adverbs that may stand
    before it, `plain` those that qualify nothing ("présumés"), `parts` nouns that only lead to the one that counts
    ("membres des …"), `links` the words behind which a complement begins, `owning` verbs whose subject the counted
    belong to ("Moscou a perdu 300 soldats"). Of sources, `determiners` are left out, `accounts` are what a source
    gives: "les chiffres du ministère", and `bodies` is what a short name of one stands for. `grounds` are nouns of
    places smaller than a country, `spots` are parts of towns that are not said for the town, `capitals` those of
    capitals, `lands` of countries and what may be one, `sides` words for a part of one ("le sud de"), `indefinite`
    articles, `several` what begins places that are not said, `anywhere` what is in every town, `near` what leads to
    a place that another is not in. `among` leads to whom the wounded are of, `grades` say how badly they are,
    `graded` finds one behind a number ("14 le sont gravement"). `kin` leads to the children that somebody has
    ("mère de deux enfants"), `compared` to the number of another time ("contre 7 000"), which `earlier` names;
    `clock` and `day_parts`, with their minutes since midnight, name the hour of a count.
    """

    language: str
    head_first: bool
    before: frozenset[str]
    plain: frozenset[str]
    parts: frozenset[str]
    links: frozenset[str]
    joints: frozenset[str]
    owning: frozenset[str]
    determiners: frozenset[str]
    accounts: frozenset[str]
    bodies: Mapping[str, str]
    grounds: frozenset[str]
    spots: frozenset[str]
    capitals: frozenset[str]
    lands: frozenset[str]
    sides: frozenset[str]
    indefinite: frozenset[str]
    several: frozenset[str]
    anywhere: frozenset[str]
    near: re.Pattern[str]
    kin: re.Pattern[str]
    among: re.Pattern[str]
    grades: Mapping[str, str]
    graded: re.Pattern[str]
    compared: re.Pattern[str]
    earlier: re.Pattern[str]
    clock: re.Pattern[str]
    day_parts: Sequence[tuple[re.Pattern[str], int]]
    peoples: Mapping[str, str]
    gazetteer: Gazetteer
    categories: Categories
    nouns: Categories
    states: Categories


@cache
def grammar_of(language: str) -> Grammar | None:
    """The grammar of a language; none for a language without the section."""
    where = situations_of(language)
    section, situations = pack_of(language).section("things"), pack_of(language).section("situations")
    if not (section and situations):
        return None

    def words(name: str) -> frozenset[str]:
        return frozenset(map(fold, section.get(name, ())))

    grades = {word: grade for grade, listed in section["grades"].items() for word in listed}
    return Grammar(
        language=language,
        head_first=section["head"] == FIRST,
        before=words("before"),
        plain=words("plain"),
        parts=words("parts"),
        links=words("links"),
        joints=words("joints"),
        owning=words("owning"),
        determiners=words("determiners"),
        accounts=words("accounts"),
        bodies={fold(short): fold(whole) for short, whole in section.get("bodies", {}).items()},
        grounds=where.nouns - where.lands,
        spots=words("spots"),
        capitals=where.capitals,
        lands=where.lands | words("lands"),
        sides=frozenset(part for word in situations.get("side", ()) for part in fold(word).split()),
        indefinite=frozenset(map(fold, pack_of(language).section("statements").get("indefinite", ()))),
        anywhere=words("anywhere"),
        several=frozenset(fold(words).split()[0] for words in situations.get("several", ())),
        near=re.compile(rf"\b(?:{'|'.join(map(fold, set(situations['inside']) - set(section['within'])))})\b"),
        kin=re.compile(rf"\b(?:{section['kin']})\s*$", re.IGNORECASE),
        among=re.compile(rf"\s+(?:{'|'.join(section['among'])})\s+", re.IGNORECASE),
        grades={fold(word): grade for word, grade in grades.items()},
        graded=re.compile(rf"\s+(?:{section['grade_leads']})?(?P<grade>{'|'.join(grades)})\b", re.IGNORECASE),
        compared=where.versus,
        earlier=where.earlier,
        clock=re.compile(section["clock"], re.IGNORECASE),
        day_parts=[
            (re.compile(rf"\b(?:{said})\b", re.IGNORECASE), time.hour * 60 + time.minute)
            for said, time in section["day_parts"].items()
        ],
        peoples=demonym_ids(language),
        gazetteer=gazetteer_of(language),
        categories=compile_categories(language).folded(),
        nouns=compile_categories(language, "noun").folded(),
        states=compile_categories(language, "state").folded(),
    )


@cache
def lemma_of(word: str, language: str) -> str:
    """The dictionary form of a word, folded; of a word that the dictionary lacks, the word."""
    return fold(lemmatize(word.lower(), lang=language))
