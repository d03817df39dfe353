"""What holds a number and is no figure: years, clock times, names, labels, addresses, scores, list numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tasks.figures.bounds import hedge_before
from tasks.figures.counted import QUOTES, breaks, is_content, noun_phrase
from tasks.figures.drafts import AT_LEAST, EXACT, Draft
from tasks.figures.phrases import Phrases, compile_phrases
from tasks.figures.tokens import NUMBER, SIGN, SKIPPED, WORD
from tasks.figures.units import match_unit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tasks.figures.phrases import Words
    from tasks.figures.tokens import Line

YEARS = range(1500, 2101)
LIKELY_YEARS = range(1900, 2101)
LARGEST_LABEL = 10_000
LARGEST_CLOCK = 24
LARGEST_NAME = 99
"""Up to it, a number alone behind an article in the singular names: a day, a department, a player."""
LARGEST_SCORE = 200


@dataclass(frozen=True, slots=True)
class Traps:
    """The words around numbers that are no figures."""

    names: Phrases[bool]
    labels: frozenset[str]
    streets: frozenset[str]
    year_words: frozenset[str]
    bare_year_words: frozenset[str]
    short_years_after: frozenset[str]
    clock_after: Phrases[bool]
    clock_then: Phrases[bool]
    clock_units: frozenset[str]
    day_after: frozenset[str]
    ordinal_before: frozenset[str]
    ordinal_suffixes: frozenset[str]
    years_before_nouns: bool
    unit_clock: frozenset[str]
    clock_not_after: frozenset[str]


def compile_traps(section: Mapping[str, Any], words_of: Callable[[str], list[Words]]) -> Traps:
    """The section [traps] of a pack."""

    def words(name: str) -> frozenset[str]:
        return frozenset(section.get(name, ()))

    def phrases(name: str) -> Phrases[bool]:
        return compile_phrases(((phrase, True) for phrase in section.get(name, ())), words_of)

    return Traps(
        names=phrases("names"),
        labels=words("label_before"),
        streets=words("streets"),
        year_words=words("years_surely_after"),
        bare_year_words=words("bare_years_after"),
        short_years_after=words("short_years_after"),
        clock_after=phrases("clock_after"),
        clock_then=phrases("clock_then"),
        clock_units=words("clock_units"),
        day_after=words("day_after"),
        ordinal_before=words("ordinal_before"),
        ordinal_suffixes=words("ordinal_suffixes"),
        years_before_nouns=section.get("years_before_nouns", False),
        unit_clock=words("clock_signs"),
        clock_not_after=words("clock_not_after"),
    )


def read_trap(line: Line, at: int, _found: list[Draft]) -> tuple[int, None] | None:
    """The token after a number that is no figure; null where it may be one."""
    if line.kind(at) == SKIPPED:
        return at + 1, None
    name = line.grammar.traps.names.at(line.keys, at)
    if (
        name and line.key(name[0]) not in line.grammar.numbers.multipliers
    ):  # "the one" is a name, "the one hundred" is not
        return name[0], None
    if line.kind(at) != NUMBER:
        return None
    if is_code(line, at) or is_score(line, at):
        return at + 3 if line.kind(at + 2) == NUMBER else at + 2, None
    if is_year(line, at) or is_clock(line, at) or is_label(line, at) or is_address(line, at) or is_item(line, at):
        return at + 1, None
    return None


def is_code(line: Line, at: int) -> bool:
    """Reads "5G", "3D", "4x4": letters that touch the digits and are neither unit, magnitude nor ending of a rank."""
    grammar = line.grammar
    after = at + 1
    if line.kind(after) not in {WORD, SKIPPED} or not line.glued(after):
        return False
    if line.slice(after, after + 1) in grammar.numbers.suffixes or line.key(after) in grammar.traps.ordinal_suffixes:
        return False
    if line.key(after) in grammar.traps.clock_units:
        return False
    return match_unit(line, grammar.units.units, after) is None and len(line.keys[after]) <= 3  # noqa: PLR2004 - longer: a missing space


def is_score(line: Line, at: int) -> bool:
    """Reads "3-1", "2-0": two small numbers around a hyphen that do not make a rising range before a noun or unit."""
    if line.kind(at + 2) != NUMBER:
        return False
    drawn = line.grammar.bounds.to.at(line.keys, at + 1) and line.key(at) == line.key(at + 2)  # "0 à 0"
    dashed = line.key(at + 1) in line.grammar.bounds.dash and line.glued(at + 1) == line.glued(at + 2)
    if not (drawn or dashed):
        return False
    low, high = line.values[at], line.values[at + 2]
    if low == high:
        return True
    if not (low < LARGEST_SCORE and high < LARGEST_SCORE):
        return low > high  # "article 432-11"
    followed = line.grammar.units.units.at(line.keys, at + 3) or is_content(line, at + 3)
    return low >= high or not followed


def is_year(line: Line, at: int) -> bool:
    """Whether four plain digits are a year: "en 2018", "la loi 2019", not "2000 euros", "2000 manifestants"."""
    if is_short_year(line, at):
        return True
    key = line.keys[at]
    if not (len(key) == 4 and key.isdigit() and int(line.values[at]) in YEARS):  # noqa: PLR2004 - a year has four digits
        return False
    grammar = line.grammar
    measured = grammar.units.units.at(line.keys, at + 1) or grammar.units.prefixes.before(line.keys, at)
    multiplied = line.key(at + 1) in grammar.numbers.multipliers
    if measured or multiplied or hedge_before(line, at)[1] not in {EXACT, AT_LEAST}:
        return False
    return line.key(at - 1) in grammar.traps.year_words or stands_as_year(line, at)


def is_short_year(line: Line, at: int) -> bool:
    """Reads "en 68", "mai 68": two digits that count nothing."""
    short = line.key(at).isdigit() and len(line.key(at)) == 2  # noqa: PLR2004 - a century left out
    return short and line.key(at - 1) in line.grammar.traps.short_years_after and not followed(line, at)


def stands_as_year(line: Line, at: int) -> bool:
    """Whether the words beside four digits leave them a year: no noun to count, or a noun named by its year."""
    grammar = line.grammar
    before = line.key(at - 1)
    likely = int(line.values[at]) in LIKELY_YEARS
    # "la loi de 2005 relative à …" counts nothing; what touches the digits makes a rank of them
    plural = line.glued(at + 1) or line.key(at + 1).endswith(grammar.nouns.plural_endings)
    noun = plural and is_content(line, at + 1) and not line.capital(at + 1) and not breaks(line, at + 1)
    after_noun = is_content(line, at - 1) and not breaks(line, at - 1) and before not in grammar.nouns.verbs
    if noun and not after_noun and not (grammar.traps.years_before_nouns and likely):
        return False
    if not noun and before in grammar.traps.bare_year_words:
        return True
    return likely and before not in grammar.nouns.verbs


def is_clock(line: Line, at: int) -> bool:
    """Reads "à 15 heures", "15h": an hour of the day, not a duration."""
    traps = line.grammar.traps
    unit = line.key(at + 1)
    value = line.values[at]
    if unit not in traps.clock_units or value > LARGEST_CLOCK:
        return False
    if traps.clock_after.before(line.keys, at) or traps.clock_then.at(line.keys, at + 2):
        return True
    return unit in traps.unit_clock and value < LARGEST_CLOCK and line.key(at - 1) not in traps.clock_not_after


def is_label(line: Line, at: int) -> bool:
    """Reads "article 49", "acte 8", "Apollo 11": a plain number that names what stands before it."""
    grammar = line.grammar
    key, value = line.keys[at], line.values[at]
    if not key.isdigit() or value >= LARGEST_LABEL:
        return key.startswith("49") and line.key(at - 1) in grammar.traps.labels
    before = line.key(at - 1)
    if before in grammar.traps.day_after and value <= LARGEST_NAME and not followed(line, at):
        return True
    measured = bool(grammar.units.units.at(line.keys, at + 1) or grammar.units.prefixes.before(line.keys, at))
    if before in grammar.traps.labels:
        return not measured
    if not grammar.nouns.stop or measured or noun_phrase(line, at + 1):
        return False
    if line.key(at + 1) in grammar.numbers.multipliers or line.kind(at - 1) != WORD:
        return False
    named = is_content(line, at - 1) and not breaks(line, at - 1) and before not in grammar.nouns.verbs
    return named and hedge_before(line, at)[1] == EXACT


def followed(line: Line, at: int) -> bool:
    """Whether a number has a unit, noun, magnitude or other numeral after it."""
    grammar = line.grammar
    after = at + 1
    measured = grammar.units.units.at(line.keys, after) or line.key(after) in grammar.numbers.multipliers
    return bool(measured or noun_phrase(line, after) or line.key(after) in grammar.nouns.complements)


def is_address(line: Line, at: int) -> bool:
    """Reads "12 rue de Rivoli", "12, rue de Rivoli"."""
    streets = line.grammar.traps.streets
    named = line.key(at + 1) in {",", "bis"} or line.capital(at + 1)
    return line.key(at + 1) in streets or (named and line.key(at + 2) in streets)


def is_item(line: Line, at: int) -> bool:
    """Reads "1. ", "2) " at the head of a sentence, "(3)" anywhere: numbers of a list or note."""
    if not line.keys[at].isdigit() or len(line.keys[at]) > 2:  # noqa: PLR2004 - lists and notes are short
        return False
    if line.key(at - 1) in {"(", "["} and line.key(at + 1) in {")", "]"}:
        return True
    first = at == 0 or (at == 1 and line.key(0) in QUOTES)
    word = at + 1
    titled = len(line.key(word)) > 1 and line.slice(word, word + 1).istitle()  # "10 À 20 CHÊNES" is all capitals
    asked = first and titled and line.key(word) in line.grammar.nouns.stop
    listed = at == 0 and line.kind(1) == SIGN and line.key(1) in {".", ")", "/", "-", "–"}
    return listed or asked  # "1. Le port", "3 Quel est son parcours ?"
