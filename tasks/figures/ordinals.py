"""Ranks: "premier", "deuxième", "3e", "second"; never inside a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tasks.figures.counted import noun_phrase
from tasks.figures.drafts import EXACT, ORDINAL, Amount, Draft
from tasks.figures.tokens import NUMBER
from tasks.figures.words import read_cardinal

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
        and end - at < len(line.keys)
    )
    if alone or (is_time and noun is None):  # "smartphones first", "la seconde"
        return None
    if line.capital(at) and at > 0 and line.capital(end):  # "Première Guerre", "Second Empire"
        return end, None
    amount = Amount(value, None, None, EXACT)
    return end, Draft(line, at, end, at, end, ORDINAL, amount, "ordinal", noun=noun)


def read_rank(line: Line, at: int) -> tuple[int, float] | None:
    """End and value of a rank in words or digits: "vingt-cinquième" is one rank."""
    grammar = line.grammar
    ordinals = grammar.ratios.ordinals
    key = line.key(at)
    if key in ordinals:
        return at + 1, float(ordinals[key])
    if line.kind(at) == NUMBER:
        rank = line.tokens[at].value
        follows = line.glued(at + 1) and line.key(at + 1) in grammar.traps.ordinal_suffixes
        return (at + 2, rank) if follows and rank.is_integer() else None
    tens = read_cardinal(line, at)
    if tens is None or not line.glued_by_hyphen(tens.end) or line.key(tens.end) not in ordinals:
        return None
    return tens.end + 1, (tens.amount.value or 0.0) + ordinals[line.key(tens.end)]
