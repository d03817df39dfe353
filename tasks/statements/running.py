"""Quotations without a cue of their own: they go on, or are the words of whom the sentence before is about."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tasks.statements.phrases import PEOPLE
from tasks.tables import Statement

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tasks.statements.quotations import Quotation
    from tasks.tables import Sentence


LONGEST_REST = 16
"""Code points behind a quotation that still belong to its sentence."""

LONGEST_QUESTION = 80
"""Code points of a question between two quotations of one speaker."""


@dataclass(frozen=True, slots=True)
class Named:
    """A speaker named in the article. Offsets count code points of its text."""

    start: int
    end: int
    kind: str | None
    sentence: int


@dataclass(frozen=True, slots=True)
class Quoting:
    """An article with its quotations; `subjects`: sentence → the person whom it is about."""

    article_id: str
    text: str
    sentences: Sequence[Sentence]
    quotations: Sequence[Quotation]
    subjects: Mapping[int, Named]


def running_on(article: Quoting, rows: Sequence[Statement]) -> Iterator[Statement]:
    """A quotation that is a sentence, or several, right after what someone is quoted with, is still theirs."""
    direct = sorted((row for row in rows if row.style == "direct"), key=lambda row: row.end_char)
    ends = [row.end_char for row in direct]
    starts = [sentence.start_char for sentence in article.sentences]
    speaking: dict[int, Statement] = {}  # sentence → the last row that is quoted or named in it
    for row in rows:
        if row.style == "indirect" and row.speaker_kind in PEOPLE:
            speaking[bisect_right(starts, row.cue_start) - 1] = row
    for row in direct:
        speaking[bisect_right(starts, max(row.cue_start, row.end_char - 1)) - 1] = row
    for quotation in article.quotations:
        at = bisect_right(ends, quotation.start)  # the first that ends behind the quotation's start
        covered = at < len(direct) and direct[at].start_char < quotation.end
        sentence = bisect_right(starts, quotation.start) - 1
        before = speaking.get(sentence - 1) or (speaking.get(sentence - 2) if _asks(article, sentence - 1) else None)
        speaker = before or article.subjects.get(sentence - 1)
        if covered or not speaker:
            continue
        if _is_sentence(article.text, quotation, article.sentences[sentence - 1 : sentence + 1], near=before is None):
            said = _quoted(article, quotation, speaker)
            speaking[bisect_right(starts, quotation.end - 1) - 1] = said
            yield said


def _asks(article: Quoting, at: int) -> bool:
    """Whether a sentence is a short question of the article: "« … », dit X. Le prix ? « Il faut … »"."""
    sentence = article.sentences[at]
    asked = article.text[sentence.start_char : sentence.end_char]
    return at > 0 and len(asked) <= LONGEST_QUESTION and asked.endswith("?")


def _quoted(article: Quoting, quotation: Quotation, speaker: Statement | Named) -> Statement:
    """A quotation without a cue: it goes on, or is the words of whom the sentence before is about."""
    start, end = quotation.start, quotation.end
    if isinstance(speaker, Statement):
        return replace(speaker, start_char=start, end_char=end)
    named = (article.text[speaker.start : speaker.end], speaker.start, speaker.end, None, speaker.kind)
    return Statement(article.article_id, start, end, start, start + 1, article.text[start], *named, "direct", None)


def _is_sentence(text: str, quotation: Quotation, sentences: Sequence[Sentence], *, near: bool) -> bool:
    """Whether a quotation begins the second of two sentences and ends one, and is no heading on its own line.

    `near`: both must stand in one paragraph.
    """
    last, here = sentences
    if near and last.paragraph != here.paragraph:
        return False
    stopped = any(mark in ".!?…" for mark in text[quotation.end - 3 : quotation.end + 1])
    rest = text[quotation.end : max(quotation.end, here.end_char)]  # "« … à 10 euros » pour vivre."
    ends = len(rest) <= LONGEST_REST and not any(mark in rest for mark in ",;:«“")
    return quotation.start == here.start_char and (stopped or (ends and last.paragraph == here.paragraph))
