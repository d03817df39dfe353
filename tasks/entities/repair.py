"""The edges of the model's spans: articles, titles, weekdays and quotes off; what is no name out.

Each pass turns one span into none, one or two; `PASSES` is their order. Words come from the language pack.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from tasks.entities.model import Span
from tasks.entities.names import WORD, Word, fold, words_between
from tasks.entities.shapes import drop_codes, take_head, tell_people, tell_towns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tasks.entities.context import Context

SPLIT_KINDS = frozenset({"institution", "union", "party", "agency"})
"""Organisations that a model glues to the person named after them: 'Otan Mark Rutte'."""

PERSON_WORDS = range(2, 4)
"""Words of a person's name glued to an organisation; one word may be part of the organisation's own name."""


ACRONYM_LETTERS = range(2, 5)
"""Letters of an acronym that a model takes for a place; longer capitals may be a shouted town."""

MARK = re.compile(r"[ \u00a0][-–|•][ \u00a0]|[—/\t«»“”\"]")
DOTTED = re.compile(r"\.[A-Z]\.")
ADDRESS = re.compile(r"\w\.\w{2}|@|https?:")


def repair(spans: Sequence[Span], context: Context) -> list[Span]:
    """Spans with true edges, in order; offsets stay those of the article."""
    spans = join_persons(spans, context)
    for apply in PASSES:
        spans = [part for span in spans for part in apply(span, context)]
    return list(spans)


def join_persons(spans: Sequence[Span], context: Context) -> list[Span]:
    """'Choe Son' and 'Hui' side by side are one person."""
    joined: list[Span] = []
    for span in spans:
        last = joined[-1] if joined else None
        if last and last.label == span.label == "PERSON" and context.text[last.end : span.start] == " ":
            joined[-1] = replace(last, end=span.end)
        else:
            joined.append(span)
    return joined


def drop_wordless(span: Span, context: Context) -> list[Span]:
    """Trim to the first and last word; a span without a letter goes."""
    return _of_words(span, _words(span, context)) if any(map(str.isalpha, _text(span, context))) else []


def cut_marks(span: Span, context: Context) -> list[Span]:
    """'VOIR AUSSI - Orléans' and 'France«Il' are two things; 'pic.example.com' is an address."""
    text = _text(span, context)
    marks = [*MARK.finditer(text)]
    starts = [0, *(mark.end() for mark in marks)]
    ends = [*(mark.start() for mark in marks), len(text)]
    pairs = zip(starts, ends, strict=True)
    parts = [
        (start, end) for start, end in pairs if WORD.search(text, start, end) and not ADDRESS.search(text, start, end)
    ]
    return [Span(span.start + start, span.start + end, span.label) for start, end in parts]


def cut_head(span: Span, context: Context) -> list[Span]:
    """'l'Otan', 'la France', 'Selon Washington': the name alone."""
    words = _words(span, context)
    while len(words) > 1 and not _known(words, context) and _is_intro(words, span, context):
        words = words[1:]
    return _of_words(span, words)


def _is_intro(words: Sequence[Word], span: Span, context: Context) -> bool:
    first, rest = words[0], words[1:]
    if first.folded in context.grammar.introductions:
        return first.text[0].islower() or context.at_head(first.start)
    if first.folded not in context.grammar.function:
        return False
    if first.text[0].isupper():  # "La Rochelle" keeps its article, "La Russie" does not
        return _known(rest, context)
    is_particle = span.label == "PERSON" and first.folded in context.grammar.particles
    return not is_particle or len(rest) > 1 or _known(rest, context)


def cut_office(span: Span, context: Context) -> list[Span]:
    """'président Bas' → 'Bas'; 'ministre de l'Intérieur' is an office and goes; 'chef de l'Otan' → 'Otan'."""
    words = _words(span, context)
    grammar = context.grammar
    offices = grammar.titles if span.label in {"PERSON", "MISC"} else grammar.roles
    if words[0].folded not in offices or _known(words, context):
        return [span]
    rest = list(words)
    while rest and (rest[0].folded in offices or _is_adjective(rest[0], context)):
        rest = rest[1:]
    if not rest:
        return []
    if rest[0].text[0].isupper():
        return _of_words(replace(span, label="PERSON"), rest)
    while rest and rest[0].folded in grammar.function:
        rest = rest[1:]
    return _of_words(replace(span, label="ORG"), rest) if rest and _known(rest, context) else []


def _is_adjective(word: Word, context: Context) -> bool:
    return word.text[0].islower() and word.folded not in context.grammar.function | context.grammar.particles


def cut_small(span: Span, context: Context) -> list[Span]:
    """'élu américain Donald Trump' → 'Donald Trump', 'Basil rigole' → 'Basil': persons end and begin in capitals."""
    words = _words(span, context)
    while span.label == "PERSON" and words and _is_adjective(words[0], context):
        words = words[1:]
    while span.label == "PERSON" and words and _is_loose(words, context):
        words = words[:-1]
    return _of_words(span, words)


def cut_tail(span: Span, context: Context) -> list[Span]:
    """'Reuters mercredi' → 'Reuters', 'Clinton's' → 'Clinton'."""
    words = _words(span, context)
    if len(words) > 1 and words[-1].folded in context.grammar.clitics and context.text[words[-1].start - 1] in "'’":
        words = words[:-1]
    loose = context.grammar.times | context.grammar.function
    while len(words) > 1 and words[-1].folded in loose and _is_loose(words, context):
        words = words[:-1]
    return _of_words(span, words)


def _is_loose(words: Sequence[Word], context: Context) -> bool:
    """Whether the last word is small and stands alone: the 'un' of 'Kim Jong-un' does not."""
    last = words[-1]
    return last.text[0].islower() and context.text[last.start - 1 : last.start].isspace()


def split_organisation(span: Span, context: Context) -> list[Span]:
    """'Otan Mark Rutte' → 'Otan', 'Mark Rutte'."""
    words = _words(span, context)
    match = next(context.gazetteer.scan(context.text, words), None)
    if match is None or match.first or match.entry.kind not in SPLIT_KINDS:
        return [span]
    person = words[match.last :]
    if len(person) not in PERSON_WORDS or not all(word.text[0].isupper() for word in person):
        return [span]
    return [
        Span(span.start, words[match.last - 1].end, match.entry.label),
        Span(person[0].start, person[-1].end, "PERSON"),
    ]


def drop_common(span: Span, context: Context) -> list[Span]:
    """Out with 'Citant', 'Mardi', 'ça', '2019': words that name nobody."""
    words = _words(span, context)
    grammar = context.grammar
    whole = fold(_text(span, context))
    if _known(words, context):
        return [span]
    empty = grammar.function | grammar.times | grammar.introductions
    is_common = (
        not any(char.isupper() for char in _text(span, context))
        or whole in grammar.never
        or len(whole) == 1
        or all(word.folded in empty or word.folded.isdigit() for word in words)
        or (len(words) == 1 and context.at_head(span.start) and _is_head_word(span, words[0], context))
    )
    return [] if is_common else [span]


def _is_head_word(span: Span, word: Word, context: Context) -> bool:
    if word.folded in context.proper:
        return False
    is_participle = span.label != "PERSON" and word.text.lower().endswith(context.grammar.endings or ("\0",))
    return word.folded in context.small or is_participle or span.label == "MISC"


def name_head(span: Span, context: Context) -> list[Span]:
    """'Confédération nationale des déportés' is an ORG whatever the model says; so is 'Apep' in capitals."""
    words = _words(span, context)
    label = context.grammar.heads.get(words[0].folded, span.label) if len(words) > 1 else span.label
    is_acronym = len(words) == 1 and words[0].text.isalpha() and words[0].text.isupper()
    if is_acronym and span.label == "LOC" and len(words[0].text) in ACRONYM_LETTERS:
        label = "ORG"
    return [replace(span, label=label)]


def close_abbreviation(span: Span, context: Context) -> list[Span]:
    """'U.S' and 'Washington D.C' get their last dot back."""
    dotted = context.text[max(span.start, span.end - 2) : span.end + 1]
    return [replace(span, end=span.end + 1)] if DOTTED.fullmatch(dotted) else [span]


def _text(span: Span, context: Context) -> str:
    return context.text[span.start : span.end]


def _words(span: Span, context: Context) -> Sequence[Word]:
    return words_between(context.text, span.start, span.end)


def _of_words(span: Span, words: Sequence[Word]) -> list[Span]:
    return [Span(words[0].start, words[-1].end, span.label)] if words else []


def _known(words: Sequence[Word], context: Context) -> bool:
    return context.gazetteer.named(words) is not None


PASSES = (
    cut_marks,
    drop_wordless,
    cut_head,
    cut_office,
    drop_codes,
    take_head,
    cut_small,
    cut_tail,
    split_organisation,
    drop_common,
    name_head,
    tell_people,
    tell_towns,
    close_abbreviation,
)
