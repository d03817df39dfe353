"""What the form of a name and the words before it say of its kind: 'rue Cuvier', 'les Verdunois', 'Void-sur-Meuse'."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from tasks.entities.model import Span
from tasks.entities.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tasks.entities.context import Context
    from tasks.entities.names import Word

CODE = re.compile(r"[A-Z]{1,3}[- ]?\d+")
"""Roads, classes and leagues: 'A36', 'CE1', 'N2'."""

NUMBERED = re.compile(r"(\w+) [IVXLC]+")
"""A word with a Roman number: 'Acte VII', which the pack says names nobody, and 'Louis XVI'."""

FARTHEST_HEAD = 2
"""Words before a name among which its head may stand: 'école primaire Jules-Romains'."""


def drop_codes(span: Span, context: Context) -> list[Span]:
    """Letters with a number are no place and nobody, unless the gazetteer knows them: 'A36', not 'G7'."""
    text = context.text[span.start : span.end]
    numbered = NUMBERED.fullmatch(text)
    common = numbered is not None and fold(numbered[1]) in context.grammar.never
    is_code = span.label in {"LOC", "PERSON"} and CODE.fullmatch(text) and context.gazetteer.lookup(text) is None
    return [] if is_code or common else [span]


def take_head(span: Span, context: Context) -> list[Span]:
    """'Leroy' behind 'boulangerie' is that bakery: places and houses that bear a name are called by their kind."""
    grammar = context.grammar
    first = _word_at(span.start, context)
    if span.label == "NORP" or first is None:
        return [span]
    own = grammar.bearers.get(context.words[first].folded)
    if own and " " in context.text[span.start : span.end]:
        return [replace(span, label=own)]
    for at in range(first - 1, max(-1, first - 1 - FARTHEST_HEAD), -1):
        word = context.words[at]
        if context.text[word.end : context.words[at + 1].start] != " ":
            break
        if label := grammar.bearers.get(word.folded):
            return [Span(word.start, span.end, label)]
        if word.text[0].isupper() or word.folded in grammar.function:
            break
    return [span]


def tell_people(span: Span, context: Context) -> list[Span]:
    """'les Verdunois', 'un Belfortain': who comes from a place, by the ending and the word before."""
    text = context.text[span.start : span.end]
    grammar = context.grammar
    at = _word_at(span.start, context)
    if span.label == "ORG" or not at or not text.lower().endswith(grammar.demonym_endings or ("\0",)):
        return [span]
    one_word = context.words[at].end == span.end and text[0].isupper()
    before = context.words[at - 1]
    said = before.folded in grammar.demonym_after and context.text[before.end : span.start] == " "
    known = context.gazetteer.lookup(text)
    return [replace(span, label="NORP")] if one_word and said and known is None else [span]


def tell_towns(span: Span, context: Context) -> list[Span]:
    """'Chavannes-sur-l'Étang' is a town by its form, whatever the model says."""
    is_town = span.label in {"PERSON", "MISC"} and _is_town(context.text[span.start : span.end], context)
    return [replace(span, label="LOC")] if is_town else [span]


def towns(context: Context) -> Iterator[Span]:
    """Names of the form of a town, anywhere in the article."""
    shape = context.grammar.town
    if shape is not None:
        yield from (Span(*match.span(), "LOC") for match in shape.finditer(context.text))


def _is_town(text: str, context: Context) -> bool:
    shape = context.grammar.town
    return shape is not None and shape.fullmatch(text) is not None


def _word_at(start: int, context: Context) -> int | None:
    """The number of the word that starts at a place of the article."""
    words: Sequence[Word] = context.words
    at = bisect_left(words, start, key=lambda word: word.start)
    return at if at < len(words) and words[at].start == start else None
