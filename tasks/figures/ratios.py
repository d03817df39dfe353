"""Ratios: fractions, "un sur cinq", "multiplié par dix", "a doublé", "deux fois plus"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from tasks.figures.bounds import hedge_before, hedged
from tasks.figures.cardinals import read_cardinal
from tasks.figures.counted import complement, noun_phrase
from tasks.figures.drafts import DURATION, EXACT, MEASURE, RATIO, Draft, exactly
from tasks.figures.fractions import is_said_with_slash, read_fraction, read_numerator, read_part_of_magnitude
from tasks.figures.phrases import Phrases, compile_phrases
from tasks.figures.tokens import FRACTION, WORD
from tasks.figures.units import POINT, match_unit
from tasks.figures.words import made_ordinals, ordinals_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tasks.figures.drafts import Span
    from tasks.figures.fractions import Fraction
    from tasks.figures.phrases import Words
    from tasks.figures.tokens import Line
    from tasks.figures.units import Unit

LARGEST_BASE, SMALL_BASE = 1000, 10
SMALLEST_FRACTION = 4
"""From a fourth on, an ordinal names the part too; halves and thirds have words of their own."""
LONGEST_GAP = 8
LONGEST_NOUN = 6


@dataclass(frozen=True, slots=True)
class Ratios:
    """The words of ratios of a language."""

    fractions: Mapping[str, float]
    ordinals: Mapping[str, float]
    composing: frozenset[str]
    plurals: frozenset[str]
    hedged_parts: Phrases[float]
    no_parts_of: frozenset[str]
    parts: Phrases[float]
    out_of: Phrases[bool]
    times_by: Phrases[bool]
    times_verbs: frozenset[str]
    divided_by: Phrases[bool]
    by: frozenset[str]
    times: Phrases[float]
    verbs: Phrases[float]
    starters: frozenset[str]


class Part(NamedTuple):
    """A ratio read from its first numeral word to before `end`, with the noun phrase inside or after it."""

    end: int
    num_first: int
    num_end: int
    value: float
    rule: str
    direction: str | None = None
    noun: Span | None = None


def compile_ratios(numbers: Mapping[str, Any], words_of: Callable[[str], list[Words]]) -> Ratios:
    """The tables [numbers.fractions], [numbers.parts], [numbers.ratio] of a pack."""
    section = numbers.get("ratio", {})
    parts, verbs = numbers.get("parts", {}), section.get("verbs", {})

    def flags(name: str) -> Phrases[bool]:
        return compile_phrases(((phrase, True) for phrase in section.get(name, ())), words_of)

    leading = (*parts, *verbs, *section.get("times_by", ()), *section.get("divided_by", ()))
    singular, plural = made_ordinals(numbers, "ordinal_endings"), made_ordinals(numbers, "ordinal_plurals")
    made = {word: value for word, value in (singular | plural).items() if value >= SMALLEST_FRACTION}
    fractions = {**made, **numbers.get("fractions", {})}
    keep = {max(words, key=len) for phrase in leading for words in words_of(phrase)}
    return Ratios(
        fractions=fractions,
        ordinals=ordinals_of(numbers),
        composing=frozenset(singular) | frozenset(section.get("composing", ())),
        plurals=frozenset(plural) | frozenset(section.get("plurals", ())),
        hedged_parts=compile_phrases(section.get("hedged_parts", {}).items(), words_of),
        no_parts_of=frozenset(section.get("no_parts_of", ())),
        parts=compile_phrases(parts.items(), words_of),
        out_of=flags("out_of"),
        times_by=flags("times_by"),
        times_verbs=frozenset(section.get("times_verbs", ())),
        divided_by=flags("divided_by"),
        by=frozenset(section.get("by", ())),
        times=compile_phrases(section.get("times", {}).items(), words_of),
        verbs=compile_phrases(verbs.items(), words_of),
        starters=frozenset(keep | set(fractions) | set(section.get("times_verbs", ()))),
    )


def read_ratio(line: Line, at: int, _found: list[Draft]) -> tuple[int, Draft] | None:
    """The ratio that starts at a token: the token after it, and its draft."""
    part = read_part(line, at) or read_factor(line, at) or read_counted_ratio(line, at)
    if part is None:
        return None
    first, bound = hedge_before(line, at)
    if part.rule == "fraction" and (whole := unit_of_part(line, part.end)):
        end, unit = whole
        amount = hedged(exactly(part.value), bound)
        return end, Draft(line, first, end, at, part.num_end, unit.kind, amount, "fraction of a unit", unit.unit)
    noun = part.noun or complement(line, part.end)
    if noun is None and part.rule == "part":
        noun = after_determiner(line, part.end)
    draft = Draft(
        line,
        first,
        part.end,
        part.num_first,
        part.num_end,
        RATIO,
        hedged(exactly(part.value), bound),
        part.rule,
        direction=part.direction,
        noun=noun,
    )
    return part.end, draft


def unit_of_part(line: Line, at: int) -> tuple[int, Unit] | None:
    """End and unit of "d'heure", "de litre" behind a fraction."""
    found = match_unit(line, line.grammar.units.units, at + 1) if line.key(at) in line.grammar.units.of else None
    return found if found and found[1].kind in {DURATION, MEASURE} and found[1].unit != POINT else None


def after_determiner(line: Line, at: int) -> Span | None:
    """Tokens of the noun phrase after "half the", "half of the"."""
    while line.key(at) in line.grammar.nouns.determiners:
        at += 1
    return noun_phrase(line, at)


def read_part(line: Line, at: int) -> Part | None:
    """Reads "la moitié", "a doublé"."""
    ratios = line.grammar.ratios
    if found := ratios.parts.at(line.keys, at):
        return Part(found[0], at, found[0], found[1], "part")
    if (found := ratios.hedged_parts.at(line.keys, at)) and hedge_before(line, at)[1] != EXACT:
        return Part(found[0], at, found[0], found[1], "part")
    if found := ratios.verbs.at(line.keys, at):
        return Part(found[0], at, found[0], found[1], "verb of ratio", "up" if found[1] > 1 else "down")
    return None


def read_factor(line: Line, at: int) -> Part | None:
    """Reads "multiplié par dix", "divisé par deux", "multiplié ses attaques par dix"."""
    ratios = line.grammar.ratios
    for phrases, up in ((ratios.times_by, True), (ratios.divided_by, False)):
        found = phrases.at(line.keys, at)
        number = read_cardinal(line, found[0]) if found else None
        if number is not None and number.amount.value:
            value = number.amount.value if up else 1 / number.amount.value
            return Part(number.end, number.first, number.end, value, "factor", "up" if up else "down")
    if line.key(at) in ratios.by and any(line.key(back) in ratios.times_verbs for back in range(at - LONGEST_GAP, at)):
        number = read_cardinal(line, at + 1)
        if number is not None and number.amount.value and not line.grammar.units.units.at(line.keys, number.end):
            return Part(number.end, number.first, number.end, number.amount.value, "factor", "up")
    return None


def read_counted_ratio(line: Line, at: int) -> Part | None:
    """Reads "deux tiers", "3/4 des", "deux fois plus", "un sur cinq", "huit Français sur dix"."""
    part = read_fraction(line, at)
    if part is not None and is_part(line, at, part):
        return Part(part.end, at, part.end, part.value, "fraction")
    value, end = read_numerator(line, at)
    if value is None:
        return None
    if (times := line.grammar.ratios.times.at(line.keys, end)) and value > 1:
        factor = value ** times[1]
        return Part(times[0], at, end, factor, "times", "up" if factor > 1 else "down")
    return read_out_of(line, at, value, end)


def is_part(line: Line, at: int, part: Fraction) -> bool:
    """Whether a fraction is stated: "un cinquième des", "3/4 du"; not "un cinquième mandat", "le 3/4"."""
    grammar = line.grammar
    of = line.key(part.end) in grammar.numbers.of
    if of and line.key(part.end + 1) in grammar.ratios.no_parts_of:
        return False
    linked = (
        line.key(at - 1) == grammar.numbers.link and line.key(at) in grammar.numbers.articles
    )  # "a mile and a half"
    if linked or read_part_of_magnitude(line, at):  # "deux tiers de million" is a number
        return False
    complement_follows = line.key(part.end) in grammar.nouns.complements
    if line.kind(at) == FRACTION:
        return complement_follows and is_said_with_slash(line, at)
    return line.key(part.word) not in grammar.ratios.ordinals or part.above > 1 or complement_follows


def read_out_of(line: Line, at: int, value: float, end: int) -> Part | None:
    """Reads "un sur cinq", "huit Français sur dix", "1 personne en âge de travailler sur 4"."""
    if line.grammar.ratios.out_of.by_first.keys().isdisjoint(line.keys):
        return None
    found, noun = out_of(line, value, end)
    base = read_cardinal(line, found) if found else None
    if base is None or base.amount.value is None or not value < base.amount.value <= LARGEST_BASE:
        return None
    plain = value == 1 and base.amount.value <= SMALL_BASE  # "un Français sur deux approuve": a verb looks like a noun
    if line.grammar.units.units.at(line.keys, base.end) or (noun and not plain and noun_phrase(line, base.end)):
        return None
    counted = noun or noun_phrase(line, base.end)
    return Part(base.end, at, base.end, value / base.amount.value, "out of", None, counted)


def is_small_base(line: Line, at: int) -> bool:
    """Whether a number up to ten stands at a token, and counts nothing itself."""
    base = read_cardinal(line, at)
    small = base is not None and 1 < (base.amount.value or 0) <= SMALL_BASE
    return small and base is not None and noun_phrase(line, base.end) is None


def out_of(line: Line, value: float, end: int) -> tuple[int | None, Span | None]:
    """The token after "sur", and the noun phrase between it and the number; one of something may have a long one."""
    phrases = line.grammar.ratios.out_of
    if found := phrases.at(line.keys, end):
        return found[0], None
    noun = noun_phrase(line, end)
    if noun is None:
        return None, None
    last = noun[1] if noun[1] - end <= LONGEST_NOUN else end
    for at in range(last, end + LONGEST_GAP if value == 1 else last + 1):
        if found := phrases.at(line.keys, at):
            far = at > last and not is_small_base(line, found[0])
            return (None, None) if far else (found[0], (noun[0], at))
        if line.kind(at) != WORD or line.key(at) in line.grammar.nouns.verbs:
            break
    return None, None
