"""Paragraphs as models take them: straightened, in batches, and in windows no longer than a model reads at once."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING

from tasks.entities.model import Span
from tasks.entities.names import WORD

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BATCH_CHARS = 20_000
"""Characters that the model holds at once; keeps a worker's peak near 500 MB."""

STRAIGHT = str.maketrans({"’": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u200a": " "})
"""One to one, so that offsets hold. Dashes stay: mapping them changes what the model finds."""

ENDLESS = re.compile(r"(?<!\S)\S{201,}")
"""Runs without blank that name nobody (addresses, encoded data) but cost a tokenizer minutes."""

PREPARED = f"{sorted(STRAIGHT.items())} {ENDLESS.pattern}"
"""What `straighten` does, for the settings of a model: other rules, other spans."""

SENTENCE_ENDS = (".", "!", "?", "…", ";")
LOOK_BACK = 4
"""Blanks looked through behind the end of a sentence, so that a megabyte of them costs nothing."""


def straighten(paragraph: str) -> str:
    """The paragraph with plain quotes and blanks and without endless runs; as long as before."""
    return ENDLESS.sub(_blank, paragraph.translate(STRAIGHT))


def _blank(run: re.Match[str]) -> str:
    return " " * len(run[0])


def batches(paragraphs: Sequence[str]) -> Iterator[list[str]]:
    """Consecutive paragraphs, straightened, in lists of at most `BATCH_CHARS` or of one."""
    batch: list[str] = []
    size = 0
    for paragraph in paragraphs:
        if batch and size + len(paragraph) > BATCH_CHARS:
            yield batch
            batch, size = [], 0
        batch.append(straighten(paragraph))
        size += len(paragraph)
    if batch:
        yield batch


def windows(text: str, tokens: Sequence[tuple[int, int]], limit: int) -> Iterator[tuple[int, int]]:
    """(start, end) of stretches that cover all `tokens`, of at most `limit` tokens each, in order.

    `tokens` are the (start, end) of the model's tokens in the text. A window ends behind a sentence where one ends in
    its second half, else before a word, else between any two tokens.
    """
    first = 0
    while first < len(tokens):
        last = min(first + limit, len(tokens))
        if last < len(tokens):
            last = _cut(text, tokens, first, last)
        yield tokens[first][0], tokens[last - 1][1]
        first = last


def _cut(text: str, tokens: Sequence[tuple[int, int]], first: int, last: int) -> int:
    """The best place in the second half of tokens[first:last] to end a window: the first token of the next one."""
    middle = first + (last - first + 1) // 2
    heads = [at for at in range(last, middle, -1) if _begins_word(text, tokens[at][0])]
    after = (at for at in heads if _ends_sentence(text, tokens[at][0]))
    return next(after, heads[0] if heads else last)


def _begins_word(text: str, start: int) -> bool:
    """Whether a blank stands before the token, or at its start, as in the tokens of SentencePiece."""
    return text[start : start + 1].isspace() or text[start - 1 : start].isspace()


def _ends_sentence(text: str, end: int) -> bool:
    return text[max(0, end - LOOK_BACK) : end].rstrip().endswith(SENTENCE_ENDS)


def whole_words(text: str, spans: Sequence[Span]) -> list[Span]:
    """Spans grown to the edges of their words, without blanks; what then overlaps an earlier one is left out.

    Tokens of a transformer are parts of words, and each has a label of its own: "Mac" PERSON, "ron" nothing.
    """
    words = [match.span() for match in WORD.finditer(text)]
    grown: list[Span] = []
    for span in sorted(spans):
        first = bisect_right(words, span.start, key=itemgetter(1))
        last = bisect_left(words, span.end, key=itemgetter(0))
        if first < last and (not grown or grown[-1].end <= words[first][0]):
            grown.append(Span(words[first][0], words[last - 1][1], span.label))
    return grown
