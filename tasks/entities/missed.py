"""Names that the model missed: those of the gazetteer, and the surnames of persons whom the article names in full."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from tasks.entities.model import Span
from tasks.entities.names import fold
from tasks.entities.shapes import towns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tasks.entities.context import Context
    from tasks.entities.gazetteer import Match
    from tasks.entities.names import Word

CHAINED = frozenset({" ", "\u00a0", "-", "\u2011", " de ", " d'", " d’", " du ", " of "})
"""What joins two capitalised words into a longer name: 'Paris-Match', 'Banque de France'."""


def known_names(context: Context) -> list[tuple[Match, Span]]:
    """All names of the gazetteer in the article, in order; only those that need no model's word for them."""
    return [
        (match, Span(context.words[match.first].start, context.words[match.last - 1].end, match.entry.label))
        for match in context.gazetteer.scan(context.text, context.words)
        if not match.entry.ambiguous
    ]


def widen(spans: Sequence[Span], known: Sequence[tuple[Match, Span]]) -> list[Span]:
    """Spans that are part of a longer known name, as that name: 'France' of 'La France insoumise'."""
    names = [name for match, name in known if match.last - match.first > 1]
    wide: list[Span] = []
    for span in (_widest(span, names) for span in spans):
        if not wide or wide[-1].end <= span.start:
            wide.append(span)
    return wide


def _widest(span: Span, names: Sequence[Span]) -> Span:
    at = bisect_right(names, span.start, key=lambda name: name.start) - 1
    return names[at] if at >= 0 and names[at].end >= span.end else span


def missed_places(spans: Sequence[Span], known: Sequence[tuple[Match, Span]], context: Context) -> list[Span]:
    """Known names outside `spans`. A one-word name chained to a capitalised word is part of another name."""
    return [
        name
        for match, name in known
        if is_free(spans, name.start, name.end)
        and (match.last - match.first > 1 or not _is_chained(match, context))
        and fold(context.text[name.start : name.end]) not in context.grammar.given
    ]


def missed_towns(spans: Sequence[Span], context: Context) -> list[Span]:
    """Names of the form of a town outside `spans`."""
    return [town for town in towns(context) if is_free(spans, town.start, town.end)]


def missed_surnames(spans: Sequence[Span], surnames: frozenset[str], context: Context) -> list[Span]:
    """Capitalised words equal to a surname, outside `spans` and not beside another capitalised word."""
    return [
        Span(word.start, word.end, "PERSON")
        for at, word in enumerate(context.words)
        if word.folded in surnames
        and word.text[0].isupper()
        and is_free(spans, word.start, word.end)
        and not _beside(at, at + 1, context)
    ]


def is_free(spans: Sequence[Span], start: int, end: int) -> bool:
    """Whether no span of this sorted, disjoint list overlaps [start, end)."""
    after = bisect_left(spans, start, key=lambda span: span.end)
    while after < len(spans) and spans[after].end == start:
        after += 1
    return after == len(spans) or spans[after].start >= end


def _is_chained(match: Match, context: Context) -> bool:
    if match.entry.label == "NORP":  # "Russian President" and "Union Française": only what stands before chains
        return match.first > 0 and _follows(match.first, context)
    return _beside(match.first, match.last, context)


def _follows(at: int, context: Context) -> bool:
    before, word = context.words[at - 1 : at + 1]
    return context.text[before.end : word.start] in CHAINED and not _is_plain(before, context)


def _beside(first: int, last: int, context: Context) -> bool:
    return any(not _is_plain(word, context) for word in _neighbours(first, last, context))


def _neighbours(first: int, last: int, context: Context) -> Iterator[Word]:
    """Words chained to words[first:last], over one small linking word at most."""
    words, text = context.words, context.text
    for step in (1, 2):
        if first >= step and text[words[first - step].end : words[first].start] in CHAINED:
            yield words[first - step]
    if last < len(words) and text[words[last - 1].end : words[last].start] in CHAINED:
        yield words[last]


def _is_plain(word: Word, context: Context) -> bool:
    return not word.text[0].isupper() or word.folded in context.grammar.plain
