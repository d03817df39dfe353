"""When: the calendar expressions of a text, each with the days it names.

Absolute dates say their period themselves; the others are counted from the publication date, and the tense of the
verbs around them says in which direction; some count from another date of the text. Words, forms and tenses are the
language pack's section `dates`.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from tasks.dates.grammar import MASK, grammar_of
from tasks.dates.meanings import read
from tasks.dates.neighbours import settled
from tasks.dates.openings import LENGTH
from tasks.dates.readings import Context
from tasks.dates.tense import Tenses
from tasks.dates.windows import Words
from tasks.tables import Date

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator
    from datetime import date

    from tasks.dates.grammar import Form, Grammar
    from tasks.dates.readings import Found
    from tasks.dates.windows import Window


Candidate: TypeAlias = "tuple[tuple[int, int], int, str, re.Match[str]]"


def find_dates(text: str, language: str, published: date | None, *, article_id: str = "") -> list[Date]:
    """The dates of a text, in order, none overlapping another.

    `language` is an ISO 639-1 code; one without a pack has dates in digits only. Without `published`, what the text
    does not date itself has no days. Spans leave out prepositions and articles, and keep 'ce' and 'dernier'.
    """
    grammar, words = grammar_of(language), Words.of(text)
    tenses = Tenses(words, language)
    found: list[Found] = []
    for window in grammar.windows.find(words):
        for meaning, match in _kept(text, window, grammar):
            start, end = match.span("span")
            named = min(match.start(name) for name, value in match.groupdict().items() if value)
            lean = partial(tenses.lean, named, end)  # 'de vendredi à dimanche': one tense for the pair
            reading = read(meaning, Context(_groups(match), grammar, published, lean))
            if reading:
                found.append((start, end, reading))
    return [_row(text, each, article_id) for each in settled(text, found, tenses)]


def _kept(text: str, window: Window, grammar: Grammar) -> Iterator[tuple[str, re.Match[str]]]:
    """Matches of a window in order; of overlapping ones the longest, then the form that the pack names first."""
    found: list[Candidate] = []
    ends: dict[int, int] = {}
    for form, match in _matches(text, window, grammar):
        if match.start() < ends.get(form.rank, 0):
            continue
        ends[form.rank] = match.end()
        if not grammar.refused(form.meaning, text, *match.span("span")):
            found.append((match.span("span"), form.rank, form.meaning, match))
    found.sort(key=lambda each: (each[0][0], each[1]))
    cluster: list[Candidate] = []
    reach = window.low
    for candidate in found:
        start, end = candidate[0]
        if start >= reach:
            yield from _longest(cluster)
            cluster = []
        cluster.append(candidate)
        reach = max(reach, end)
    yield from _longest(cluster)


def _matches(text: str, window: Window, grammar: Grammar) -> Iterator[tuple[Form, re.Match[str]]]:
    """Whatever a form matches, at the words that it can begin with; matches of one form may overlap."""
    forms, kinds, high = grammar.forms, window.kinds, window.high
    for at in window.starts:
        for form in forms[text[at : at + LENGTH]]:
            if form.kinds & kinds == form.kinds and (match := form.pattern.match(text, at, high)):
                yield form, match


def _longest(cluster: list[Candidate]) -> list[tuple[str, re.Match[str]]]:
    """The winners among expressions that overlap, in order; a mask beats them all."""
    if len(cluster) == 1:
        return [(meaning, match) for _, _, meaning, match in cluster if meaning != MASK]
    kept: list[Candidate] = []
    for candidate in sorted(cluster, key=lambda each: (each[2] != MASK, each[0][0] - each[0][1])):
        start, end = candidate[0]
        if all(end <= other[0] or start >= other[1] for other, *_ in kept):
            kept.append(candidate)
    return [(meaning, match) for _, _, meaning, match in sorted(kept, key=lambda each: each[0]) if meaning != MASK]


def _groups(found: re.Match[str]) -> dict[str, str]:
    return {
        name: " ".join(value.lower().rstrip(".").replace("’", "'").split())
        for name, value in found.groupdict().items()
        if value
    }


def _row(text: str, found: Found, article_id: str) -> Date:
    start, end, reading = found
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
