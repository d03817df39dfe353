"""When: the calendar expressions of a text, each with the days it names.

Absolute dates say their period themselves; the others are counted from the publication date, and the tense of the
verbs around them says in which direction. Words, forms and tenses are the language pack's section `dates`.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from tasks.dates.grammar import grammar_of
from tasks.dates.meanings import Context, Reading, read
from tasks.dates.tense import lean_of
from tasks.tables import Date

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator
    from datetime import date

    from tasks.dates.grammar import Grammar, Window


MASK = ""
"""Meaning of a stretch that holds no date, whatever it looks like: 'le Journal du dimanche'."""

Candidate: TypeAlias = "tuple[tuple[int, int], str, re.Match[str]]"


def find_dates(text: str, language: str, published: date | None, *, article_id: str = "") -> list[Date]:
    """The dates of a text, in order, none overlapping another.

    `language` is an ISO 639-1 code; one without a pack has dates in digits only. Without `published`, what the text
    does not date itself has no days. Spans leave out prepositions and articles, and keep 'ce' and 'dernier'.
    """
    grammar = grammar_of(language)
    rows: list[Date] = []
    for window in grammar.windows(text):
        for meaning, found in _kept(text, window, grammar):
            start, end = found.span("span")
            named = min(found.start(name) for name, value in found.groupdict().items() if value)
            tense = partial(lean_of, text, named, end, language)  # 'de vendredi à dimanche': one tense for the pair
            reading = read(meaning, Context(_groups(found), grammar, published, tense))
            if reading:
                rows.append(_row(text, start, end, reading, article_id))
    return rows


def _kept(text: str, window: Window, grammar: Grammar) -> Iterator[tuple[str, re.Match[str]]]:
    """Matches of a window in order; of overlapping ones the longest, then the form that the pack names first."""
    low, high, forms = window
    found = [
        (match.span("span"), form.meaning, match) for form in forms for match in form.pattern.finditer(text, low, high)
    ]
    if not found:
        return
    masks = [(mask.span(), MASK, mask) for pattern in grammar.masks for mask in pattern.finditer(text, low, high)]
    cluster: list[Candidate] = []
    reach = low
    for candidate in sorted([*masks, *found], key=lambda each: each[0][0]):
        start, end = candidate[0]
        if start >= reach:
            yield from _longest(cluster)
            cluster = []
        cluster.append(candidate)
        reach = max(reach, end)
    yield from _longest(cluster)


def _longest(cluster: list[Candidate]) -> list[tuple[str, re.Match[str]]]:
    """The winners among expressions that overlap, in order; a mask beats them all."""
    kept: list[Candidate] = []
    for candidate in sorted(cluster, key=lambda each: (each[1] != MASK, each[0][0] - each[0][1])):
        start, end = candidate[0]
        if all(end <= other[0] or start >= other[1] for other, _, _ in kept):
            kept.append(candidate)
    return [(meaning, match) for _, meaning, match in sorted(kept, key=lambda each: each[0]) if meaning != MASK]


def _groups(found: re.Match[str]) -> dict[str, str]:
    return {name: value.lower().rstrip(".").replace("’", "'") for name, value in found.groupdict().items() if value}


def _row(text: str, start: int, end: int, reading: Reading, article_id: str) -> Date:
    period = reading.period
    return Date(
        article_id=article_id,
        start_char=start,
        end_char=end,
        text=text[start:end],
        first_day=period.first if period else None,
        last_day=period.last if period else None,
        precision=reading.precision,
        anchor=reading.anchor,
        recurring=reading.recurring,
    )
