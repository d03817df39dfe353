"""Ages: when years or months, or a bare number, say how old someone or something is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tasks.figures.counted import OPENING
from tasks.figures.drafts import AGE, EXACT
from tasks.figures.phrases import Phrases, compile_phrases
from tasks.figures.tokens import NUMBER, WORD
from tasks.figures.units import Measured

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tasks.figures.phrases import Words
    from tasks.figures.ranges import Reading
    from tasks.figures.tokens import Line
    from tasks.figures.words import Numeral

LIFE = range(125)
"""Years that a person may be old."""
FARTHEST_PERSON = 6
CLOSES = frozenset({",", ")", ".", "", ";", "-", "–", "—", ":", "»", "”", '"', "?", "!"})
OPENS = frozenset({",", "("})


@dataclass(frozen=True, slots=True)
class Ages:
    """What tells an age from a duration in a language."""

    before: Phrases[bool]
    after: Phrases[bool]
    units: frozenset[str]
    round_units: frozenset[str]
    verbs: frozenset[str]
    not_verbs: frozenset[str]
    not_before: frozenset[str]
    opens: frozenset[str]
    groups: frozenset[str]
    persons: frozenset[str]
    ones: frozenset[str]
    lasting: frozenset[str]
    subjects: frozenset[str]
    bare_verbs: frozenset[str]
    of: frozenset[str]
    bare: bool


def compile_ages(section: Mapping[str, Any], words_of: Callable[[str], list[Words]]) -> Ages:
    """The table [units.age] of a pack."""
    ages = section.get("age", {})
    return Ages(
        before=compile_phrases(((phrase, True) for phrase in ages.get("before", ())), words_of),
        after=compile_phrases(((phrase, True) for phrase in ages.get("after", ())), words_of),
        units=frozenset(ages.get("years", ())),
        round_units=frozenset(ages.get("round_years", ())),
        verbs=frozenset(ages.get("verbs", ())),
        not_verbs=frozenset(ages.get("not_verbs", ())),
        not_before=frozenset(ages.get("not_before", ())),
        opens=frozenset(ages.get("opens", ())),
        groups=frozenset(ages.get("groups", ())),
        persons=frozenset(ages.get("persons", ())),
        ones=frozenset(ages.get("ones", ())),
        lasting=frozenset(ages.get("lasting", ())),
        subjects=frozenset(ages.get("subjects", ())),
        bare_verbs=frozenset(ages.get("bare_verbs", ())),
        of=frozenset(section.get("of", ())),
        bare=ages.get("bare", False),
    )


def is_age(line: Line, reading: Reading, bound: str) -> bool:
    """Whether a reading of a duration, its hedge included, is an age."""
    ages, first, end = line.grammar.ages, reading.first, reading.end
    unit_end = reading.unit.end if reading.unit else end
    if ages.before.before(line.keys, first) or ages.before.before(line.keys, reading.num_first):
        return True
    if ages.after.at(line.keys, unit_end) or ages.after.at(line.keys, end):
        return True
    unit, years = line.key(unit_end - 1), reading.numeral.amount.value
    if unit in ages.round_units and reading.rule == "collective":  # "un homme d'une trentaine d'années"
        return near_person(line, first - 1)
    if unit not in ages.units or (years is not None and int(years) not in LIFE):
        return False
    return says_age(line, first, end) or of_person(line, first, end) or is_group(line, first, bound)


def says_age(line: Line, first: int, end: int) -> bool:
    """Whether a verb or an opening says it: "elle a 16 ans", "À 33 ans, …", "Marie (34 ans)"."""
    ages, before = line.grammar.ages, first - 1
    of_noun = line.key(end) in line.grammar.nouns.complements | ages.not_before
    opens = line.key(before) in ages.opens and (before == 0 or line.key(before - 1) in CLOSES | OPENING)
    verb = line.key(before) in ages.verbs and line.key(before - 1) not in ages.not_verbs
    if not of_noun and (verb or opens):
        return True
    if line.key(before) == "(" and line.key(end) == ")" and is_someone(line, before):
        return True
    return line.key(before) in OPENS and line.capital(before - 1) and line.key(end) in CLOSES


def of_person(line: Line, first: int, end: int) -> bool:
    """Whether a person stands before it: "un homme de 34 ans", "les jeunes de 18 à 25 ans", "le policier, 41 ans,"."""
    ages, before = line.grammar.ages, first - 1
    person = line.key(before - 1) in ages.persons
    if person and (line.key(before) in ages.of or (line.key(before) == "," and line.key(end) not in ages.not_before)):
        return True
    if line.key(end) in CLOSES and near_person(line, before):
        return True
    return (
        line.key(before) in ages.of and line.key(end) not in line.grammar.nouns.complements and is_someone(line, before)
    )


def is_someone(line: Line, end: int) -> bool:
    """Whether the words before a token may name a person: "un aide-soignant lyonnais", not "un mandat", "une peine"."""
    ages = line.grammar.ages
    for at in range(end - 1, max(-1, end - 1 - FARTHEST_PERSON), -1):
        key = line.key(at)
        if key in ages.ones:
            return at < end - 1
        if line.kind(at) != WORD or key in ages.lasting or key.removesuffix("s") in ages.lasting:
            return False
    return False


def near_person(line: Line, before: int) -> bool:
    """Whether "de" or a comma at a token follows a person within a few words: "un homme blond, d'une trentaine"."""
    ages = line.grammar.ages
    if line.key(before) not in ages.of | {","}:
        return False
    return any(line.key(at) in ages.persons for at in range(before - FARTHEST_PERSON, before))


def is_group(line: Line, first: int, bound: str) -> bool:
    """Whether an article makes a bounded age the name of a group: "les moins de 30 ans", "aux 18-24 ans"."""
    return bound != EXACT and line.key(first - 1) in line.grammar.ages.groups


def is_bare_age(line: Line, numeral: Numeral) -> bool:
    """Whether a number alone is an age, in languages that say so: "Mary Smith, 37, said", "he will be 35"."""
    value, first, ages = numeral.amount.value, numeral.first, line.grammar.ages
    if not ages.bare or value is None or value not in LIFE or line.kind(first) != NUMBER:
        return False
    if line.key(first - 1) in ages.bare_verbs and not ages.subjects.isdisjoint(
        line.keys[max(0, first - 3) : first - 1]
    ):
        return line.kind(numeral.end) != WORD or line.key(numeral.end) in line.grammar.nouns.stop
    named = line.key(first - 1) == "," and line.capital(first - 2)
    return (named and line.key(numeral.end) in {",", "."}) or ages.before.before(line.keys, first) is not None


def with_age_words(line: Line, reading: Reading) -> Reading:
    """The reading of an age, with the words that close it: "34-year-old"."""
    closing = line.grammar.ages.after.at(line.keys, reading.end)
    unit = Measured(AGE, reading.unit.unit if reading.unit else "year", reading.end)
    return reading._replace(unit=unit, end=closing[0] if closing else reading.end)
