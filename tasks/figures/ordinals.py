"""Ranks: "premier", "deuxième", "3e", "second"; never inside a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tasks.figures.cardinals import Cardinal, read_cardinal
from tasks.figures.counted import noun_phrase
from tasks.figures.drafts import EXACT, ORDINAL, Amount, Draft
from tasks.figures.tokens import NUMBER

if TYPE_CHECKING:
    from tasks.figures.tokens import Line


def read_ordinal(line: Line, at: int, _found: list[Draft]) -> tuple[int, Draft | None] | None:
    """The rank that starts at a token: the token after it, and its draft; no draft where it is part of a name."""
    rank = read_rank(line, at)
    if rank is None:
        return None
    end, value = rank
    grammar = line.grammar
    if line.key(end) in grammar.traps.ordinal_before:
        return end, None
    if line.kind(end) == NUMBER:  # "the first 72 hours" ranks nothing
        return end, None
    noun = noun_phrase(line, end)
    is_time = grammar.units.time.at(line.keys, at) is not None
    alone = (
        line.kind(at) != NUMBER
        and noun is None
        and line.key(at - 1) not in grammar.nouns.determiners
        and end - at == 1 < len(line.keys)
    )
    if alone or (is_time and noun is None):  # "smartphones first", "la seconde"
        return None
    if line.capital(at) and at > 0 and line.capital(end):  # "Première Guerre", "Second Empire"
        return end, None
    amount = Amount(value, None, None, EXACT)
    return end, Draft(line, at, end, at, end, ORDINAL, amount, "ordinal", noun=noun)


def read_rank(line: Line, at: int) -> tuple[int, float] | None:
    """End and value of a rank in words or digits: "vingt-cinquième" is one rank, "vingt cinquièmes" are four."""
    grammar = line.grammar
    ordinals = grammar.ratios.ordinals
    if rank := ordinals.get(line.key(at)):
        return at + 1, rank
    if line.kind(at) == NUMBER:
        value = line.values[at]
        spaced = line.key(at + 1) in grammar.numbers.spaced_ordinal_endings
        follows = spaced or (line.glued(at + 1) and line.key(at + 1) in grammar.traps.ordinal_suffixes)
        return (at + 2, value) if follows and value.is_integer() else None
    return read_composed(line, at)


def read_composed(line: Line, at: int, *, plural: bool = False) -> tuple[int, float] | None:
    """End and value of a rank of several words. A plural is one only where hyphens join it, or where asked for."""
    ratios, numbers = line.grammar.ratios, line.grammar.numbers
    number = read_cardinal(line, at)
    if number is None:
        return None
    linked = line.key(number.end) == numbers.link
    last = number.end + linked
    rank = ratios.ordinals.get(line.key(last))
    if rank is None:
        return None
    joined = line.glued_by_hyphen(last)
    if not (joined or line.key(last) in ratios.composing or (plural and line.key(last) in ratios.plurals)):
        return None
    reader = Cardinal(line, at)
    reader.run()
    value = reader.closed_by(rank, linked=linked) if reader.at == number.end else None
    return (last + 1, value) if value else None
