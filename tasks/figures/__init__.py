"""Figures: every quantity that a text states, with its bounds, unit and counted thing.

A sentence is cut into tokens once; at each token the FINDERS are asked in turn, and the first that reads
something there moves on past it. Then PASSES link the figures of a sentence, and of the article, to each other.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tasks.figures.directions import fill_shifts
from tasks.figures.grammar import grammar_of
from tasks.figures.links import (
    fill_categories,
    fill_states,
    link_across,
    link_appositions,
    link_conversions,
    link_repeats,
)
from tasks.figures.modality import fill_modality
from tasks.figures.money import settle
from tasks.figures.ones import may_state
from tasks.figures.ordinals import read_ordinal
from tasks.figures.quantities import read_quantity
from tasks.figures.ratios import read_ratio
from tasks.figures.subsets import link_subsets
from tasks.figures.tokens import FRACTION, NUMBER, SKIPPED, VULGAR, Line, fold
from tasks.figures.traps import read_trap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tasks.figures.drafts import Draft
    from tasks.figures.grammar import Grammar
    from tasks.tables import Figure, Sentence

FINDERS = (read_trap, read_ordinal, read_ratio, read_quantity)
"""Who is asked at a token, in this order. Each takes (line, token, drafts of the line so far) and gives the token
after what it read, with a draft or none; null where it reads nothing."""

LINE_PASSES = (fill_shifts, fill_states, fill_modality, link_subsets, link_conversions, link_appositions)
ARTICLE_PASSES = (link_across, fill_categories, link_repeats)

DIGITS = frozenset({NUMBER, FRACTION, SKIPPED})
LONGEST_SENTENCE = 2_000
DIGIT = re.compile(rf"[\d{''.join(VULGAR)}]")
WORDS = re.compile(r"[^\W\d_]+")


def find_figures(
    text: str, language: str, sentences: Sequence[Sentence], *, article_id: str = "", country: str | None = None
) -> list[Figure]:
    """The figures of a text, sorted by (start_char, end_char, kind); spans are code points of `text`.

    `country` is the publisher's, ISO 3166 alpha-2: it says which dollar is meant where the text does not. Without
    `sentences` the whole text is read as one. Fields of attribution, place and date are null here.
    """
    grammar = grammar_of(language)
    spans = [(sentence.start_char, sentence.end_char) for sentence in sentences] or [(0, len(text))]
    drafts: list[Draft] = []
    for span in spans:
        for start, end in pieces(text, *span):
            drafts.extend(read_line(text, start, end, grammar))
    settle(drafts, text, language, country)
    for link in ARTICLE_PASSES:
        link(drafts)
    figures = [draft.figure(article_id) for draft in drafts]
    return sorted(figures, key=lambda figure: (figure.start_char, figure.end_char, figure.kind))


def pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, or its parts at spaces where it is longer than any sentence: time stays linear in length."""
    while end - start > LONGEST_SENTENCE:
        space = text.rfind(" ", start + 1, start + LONGEST_SENTENCE)
        cut = space if space > start else start + LONGEST_SENTENCE
        yield start, cut
        start = cut
    yield start, end


def read_line(text: str, start: int, end: int, grammar: Grammar) -> list[Draft]:
    """The drafts of one sentence, linked among each other."""
    sentence = text[start:end]
    if not DIGIT.search(sentence):
        folded = fold(sentence)
        words = WORDS.findall(folded)
        if grammar.starters.isdisjoint(words) and not counts_one(folded, words, grammar):
            return []
    line = Line.of(text, start, end, grammar)
    drafts: list[Draft] = []
    openers = grammar.openers
    keyed = enumerate(zip(line.keys, line.kinds, strict=True))
    asked = [at for at, (key, kind) in keyed if key in openers or kind in DIGITS]
    end = 0
    for at in asked:
        if at < end:
            continue
        if line.kinds[at] not in DIGITS:
            if line.keys[at] in grammar.numbers.ones and not may_state(line, at, drafts):
                continue
            follow = openers[line.keys[at]]
            if follow and line.key(at + 1) not in follow and line.kind(at + 1) != NUMBER:
                continue
        end = read_at(line, at, drafts)
    if drafts:
        for fill in LINE_PASSES:
            fill(drafts)
    return drafts


def counts_one(folded: str, words: list[str], grammar: Grammar) -> bool:
    """Whether a unit stands right behind one: "un an", "des mois"; asked for only where a unit stands at all."""
    units = grammar.unit_words
    return not units.isdisjoint(words) and not units.isdisjoint(grammar.single.findall(folded))


def read_at(line: Line, at: int, drafts: list[Draft]) -> int:
    """Asks the finders at one token; adds what they find and gives the token to go on at."""
    for find in FINDERS:
        found = find(line, at, drafts)
        if found is not None:
            end, draft = found
            if draft is not None:
                drafts.append(draft)
            return max(end, at + 1)
    return at + 1
