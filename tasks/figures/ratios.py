"""Ratios: fractions, "un sur cinq", "multiplié par dix", "a doublé", "deux fois plus"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from tasks.figures.bounds import hedge_before, hedged
from tasks.figures.counted import complement, noun_phrase
from tasks.figures.drafts import DURATION, RATIO, Draft, exactly
from tasks.figures.phrases import Phrases, compile_phrases
from tasks.figures.words import read_cardinal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tasks.figures.drafts import Span
    from tasks.figures.phrases import Words
    from tasks.figures.tokens import Line

LARGEST_BASE = 1000
LONGEST_GAP = 8
LONGEST_NOUN = 6


@dataclass(frozen=True, slots=True)
class Ratios:
    """The words of ratios of a language."""

    fractions: Mapping[str, int]
    ordinals: Mapping[str, int]
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
    keep = {max(words, key=len) for phrase in leading for words in words_of(phrase)}
    return Ratios(
        fractions=numbers.get("fractions", {}),
        ordinals=numbers.get("ordinals", {}),
        parts=compile_phrases(parts.items(), words_of),
        out_of=flags("out_of"),
        times_by=flags("times_by"),
        times_verbs=frozenset(section.get("times_verbs", ())),
        divided_by=flags("divided_by"),
        by=frozenset(section.get("by", ())),
        times=compile_phrases(section.get("times", {}).items(), words_of),
        verbs=compile_phrases(verbs.items(), words_of),
        starters=frozenset(keep | set(numbers.get("fractions", {})) | set(section.get("times_verbs", ()))),
    )


def read_ratio(line: Line, at: int, _found: list[Draft]) -> tuple[int, Draft] | None:
    """The ratio that starts at a token: the token after it, and its draft."""
    part = read_part(line, at) or read_factor(line, at) or read_counted_ratio(line, at)
    if part is None:
        return None
    first, bound = hedge_before(line, at)
    time = line.grammar.units.time.at(line.keys, part.end + 1) if line.key(part.end) in line.grammar.units.of else None
    if time and part.rule == "fraction":
        amount = hedged(exactly(part.value), bound)
        return time[0], Draft(
            line, first, time[0], at, part.num_end, DURATION, amount, "fraction of time", time[1].unit
        )
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
    """Reads "deux tiers", "deux fois plus", "un sur cinq", "huit Français sur dix"."""
    ratios = line.grammar.ratios
    value, end = read_numerator(line, at)
    if value is None:
        return None
    if (size := ratios.fractions.get(line.key(end))) and is_fraction(line, end, value):
        return Part(end + 1, at, end + 1, value / size, "fraction")
    if (times := ratios.times.at(line.keys, end)) and value > 1:
        factor = value ** times[1]
        return Part(times[0], at, end, factor, "times", "up" if factor > 1 else "down")
    return read_out_of(line, at, value, end)


def read_numerator(line: Line, at: int) -> tuple[float | None, int]:
    """Value and end of the number above the line; the article of "a third" is 1."""
    number = read_cardinal(line, at)
    if number is not None:
        return number.amount.value, number.end
    linked = line.key(at - 1) == line.grammar.numbers.link  # "a decade and a half"
    if (
        not linked
        and line.key(at) in line.grammar.numbers.articles
        and line.key(at + 1) in line.grammar.ratios.fractions
    ):
        return 1.0, at + 1
    return None, at


def is_fraction(line: Line, end: int, value: float) -> bool:
    """Whether "cinquième" after a numeral is a fifth, not a rank: "un cinquième des", not "un cinquième mandat"."""
    grammar = line.grammar
    if line.key(end) not in grammar.ratios.ordinals:
        return True
    return value > 1 or line.key(end + 1) in grammar.nouns.complements


def read_out_of(line: Line, at: int, value: float, end: int) -> Part | None:
    """Reads "un sur cinq", "huit Français sur dix"."""
    ratios = line.grammar.ratios
    noun = None
    found = ratios.out_of.at(line.keys, end)
    if not found and (noun := noun_phrase(line, end)) and noun[1] - noun[0] <= LONGEST_NOUN:
        found = ratios.out_of.at(line.keys, noun[1])
    base = read_cardinal(line, found[0]) if found else None
    if base is None or base.amount.value is None or not value < base.amount.value <= LARGEST_BASE:
        return None
    if line.grammar.units.units.at(line.keys, base.end) or (noun and noun_phrase(line, base.end)):
        return None
    return Part(base.end, at, base.end, value / base.amount.value, "out of", None, noun or noun_phrase(line, base.end))
