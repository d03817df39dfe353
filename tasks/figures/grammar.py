"""What a language pack says of figures, compiled once: word sequences, shapes, sets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from tasks.figures.ages import Ages, compile_ages
from tasks.figures.bounds import Bounds, compile_bounds
from tasks.figures.counted import Nouns, compile_nouns
from tasks.figures.currencies import BEFORE, terms_of
from tasks.figures.directions import Directions, compile_directions
from tasks.figures.measures import measure_words, measures
from tasks.figures.modality import Moods, compile_moods
from tasks.figures.ratios import Ratios, compile_ratios
from tasks.figures.states import States, compile_states
from tasks.figures.tokens import Lexer, compile_lexer
from tasks.figures.traps import Traps, compile_traps
from tasks.figures.units import Units, compile_units
from tasks.figures.words import Numbers, compile_numbers, ordinals_of
from tasks.languages import pack_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tasks.figures.phrases import Phrases, Words
    from tasks.languages import Pack


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """One language, compiled.

    A sentence with no digit, none of `starters` and no `single` of `unit_words` ("un an") is not cut into tokens. In
    the others, finders are asked only at numbers and at `openers`, the words that one of their phrases begins with,
    where the word or digits behind it go on with one: "la" before "moitié". An empty set lets any word follow.
    `not_content` words stand in no noun phrase as its head or adjective.
    """

    language: str
    lexer: Lexer
    numbers: Numbers
    bounds: Bounds
    units: Units
    ages: Ages
    directions: Directions
    ratios: Ratios
    nouns: Nouns
    states: States
    moods: Moods
    traps: Traps
    starters: frozenset[str]
    single: re.Pattern[str]
    unit_words: frozenset[str]
    openers: Mapping[str, frozenset[str]]
    not_content: frozenset[str]


@cache
def grammar_of(language: str) -> Grammar:
    """The grammar of a language; of digits, percent and currency signs alone where it has no pack."""
    pack = pack_of(language)
    numbers, units = pack.section("numbers"), pack.section("units")
    names, terms = tuple(measures(units, language)), tuple(terms_of(units, language))
    lexer = compile_lexer(
        pack.section("traps").get("shapes", ()),
        numbers.get("elisions", ()),
        numbers.get("decimal", ""),
        splittable_words(pack) | measure_words(names),
        {term.term for term in terms if term.stands == BEFORE and term.term.isalpha()},
    )
    words_of = phrase_cutter(lexer, numbers.get("elided", {}))
    compiled_numbers = compile_numbers(numbers, pack.section("vague"), words_of)
    ratios = compile_ratios(numbers, words_of)
    nouns = compile_nouns(pack.section("counted"), language, words_of)
    compiled_units = compile_units(units, names, terms, words_of)
    traps = compile_traps(pack.section("traps"), words_of)
    return Grammar(
        language=language,
        lexer=lexer,
        numbers=compiled_numbers,
        bounds=compile_bounds(pack.section("bounds"), words_of),
        units=compiled_units,
        ages=compile_ages(units, words_of),
        directions=compile_directions(pack.section("bounds"), words_of),
        ratios=ratios,
        nouns=nouns,
        states=compile_states(pack.section("counted").get("states", {})),
        moods=compile_moods(pack.section("counted").get("moods", {}), words_of),
        traps=traps,
        starters=compiled_numbers.starters | ratios.starters | nouns.one_before | nouns.only,
        single=single_units(compiled_numbers),
        unit_words=frozenset(filter(str.isalpha, compiled_units.units.by_first)),
        openers=openers_of(compiled_numbers, compiled_units, ratios, traps),
        not_content=frozenset().union(
            *(nouns.stop, nouns.complements, nouns.determiners, nouns.coordinators),
            *(compiled_numbers.ones, compiled_numbers.multipliers),
        ),
    )


def single_units(numbers: Numbers) -> re.Pattern[str]:
    """One, or an uncounted plural, with the word after it: "un an", "des mois"; searched for in folded text."""
    ones = {*numbers.ones, *(" ".join(words) for entries in numbers.bare.by_first.values() for words, _ in entries)}
    first = "|".join(map(re.escape, sorted(ones))).replace("\\ ", "\\s") or "(?!)"
    return re.compile(rf"\b(?:{first})\W([^\W\d_]+)")


def opening_phrases(numbers: Numbers, ratios: Ratios, traps: Traps) -> tuple[Phrases[Any], ...]:
    """The word sequences with which what finders read may begin."""
    return (
        *(numbers.words, numbers.half_before, numbers.open_words),
        *(ratios.parts, ratios.hedged_parts, ratios.verbs, ratios.times_by, ratios.divided_by, traps.names),
    )


def openers_of(numbers: Numbers, units: Units, ratios: Ratios, traps: Traps) -> dict[str, frozenset[str]]:
    """The words at which some finder may read something, each with the words that must follow; none of them: any."""
    follow: dict[str, set[str]] = {}
    for found in opening_phrases(numbers, ratios, traps):
        for word, entries in found.by_first.items():
            follow.setdefault(word, set()).update(words[1] if len(words) > 1 else "" for words, _ in entries)
    quantities = {*numbers.collectives, *numbers.adjectives}
    for word in numbers.several | numbers.adjectives:  # "des dizaines", "petite centaine"
        follow.setdefault(word, set()).update(quantities)
    for word, entries in numbers.bare.by_first.items():  # "depuis des mois"
        seconds = (words[1:2] or tuple(units.time.by_first) for words, _ in entries)
        follow.setdefault(word, set()).update(*seconds)
    for word in ratios.by:  # "multiplier ses forces par dix"
        follow.setdefault(word, set()).update(numbers.words.by_first, numbers.multipliers)
    anything = {*numbers.ones, *numbers.articles, *numbers.multipliers, *numbers.collectives, *ratios.ordinals}
    return {
        word: frozenset() if "" in seconds or word in anything else frozenset(seconds)
        for word, seconds in follow.items()
    } | dict.fromkeys(anything, frozenset())


def splittable_words(pack: Pack) -> set[str]:
    """Words that make a hyphenated number when all its parts are among them."""
    numbers, units = pack.section("numbers"), pack.section("units")
    tables = ("words", "multipliers", "collectives", "fractions")
    words = {word for table in tables for phrase in numbers.get(table, {}) for word in phrase.split()}
    measures = (*units.get("duration", {}).values(), *units.get("measure", {}).values())
    words |= {word for names in measures for word in names if word.isalpha() and word.islower()}
    words |= {*numbers.get("half_words", ()), numbers.get("link", ""), *ordinals_of(numbers)}
    return words | set(units.get("hyphenated", ()))


def phrase_cutter(lexer: Lexer, elided: Mapping[str, str]) -> Callable[[str], list[Words]]:
    """A function from a phrase as written to its token keys, in every form ("près de", "près d'")."""

    def words_of(phrase: str) -> list[Words]:
        words = keys_of(lexer, phrase)
        last = elided.get(words[-1])
        return [words] if last is None else [words, (*words[:-1], last)]

    return words_of


def keys_of(lexer: Lexer, phrase: str) -> Words:
    """Token keys of a phrase.

    Raises:
        ValueError: the phrase holds no token.
    """
    keys: list[str] = []
    for word in phrase.split():
        padded = f"{word}x" if word[-1] in "'’" and len(word) > 1 else word  # the elided "d'" is cut before a letter
        cut = lexer.tokens_of(padded, 0, len(padded)).keys
        keys.extend(cut[:-1] if padded != word else cut)
    if not keys:
        message = f"language pack: {phrase!r} holds no word; remove it or write one"
        raise ValueError(message)
    return tuple(keys)
