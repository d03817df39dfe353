"""Interviews: questions that stand alone, and answers under the name of who gives them."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from tasks.tables import Statement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tasks.statements.lexicon import Lexicon

QUESTIONS = 2
"""Paragraphs that ask before a text counts as an interview."""

LONGEST_ANSWER = 4
"""Paragraphs of one answer; of the last one only the first: a book's price or a life follows it."""

FULL = 2
"""Words of a full name."""

LONGEST_QUESTION = 600
"""Code points of a paragraph that asks."""

_PARAGRAPH = re.compile(r"[^\n]+")
_WORD = r"[A-ZÀ-Þ][\w'’-]+"
_NAME = re.compile(rf"\s*({_WORD}(?: {_WORD}){{0,3}})(\s*(?:\([^()\n]+\)\s*)?(?:\.\s*[-–—]|[:.]|\s[-–—]))?(?=\s)")
_ASKS = re.compile(r"\?[\s»”\")]*$")


class Label(NamedTuple):
    """A name at the head of a paragraph, [start, end) of the text, where the words behind it begin, and its mark."""

    start: int
    end: int
    said: int
    marked: bool


def answers(text: str, lexicon: Lexicon, article_id: str) -> Iterator[Statement]:
    """The answers of an interview, a row a paragraph: who is asked stands at the head, or headed the answer before."""
    paragraphs = [(match.start(), match.end()) for match in _PARAGRAPH.finditer(text) if match[0].strip()]
    asking = [_asks(text, start, end, lexicon) for start, end in paragraphs]
    if sum(asking) < QUESTIONS:
        return
    heads = [_heads(text, start, lexicon) for start, _ in paragraphs]
    counts = Counter(text[label.start : label.end] for labels in heads for label in labels)
    speaker: Label | None = None
    known: set[str] = set()
    length = 0
    last = max(at for at, asks in enumerate(asking) if asks)
    for at, (start, end) in enumerate(paragraphs):
        label = max(heads[at], key=lambda one: (counts[text[one.start : one.end]], one.end), default=None)
        name = text[label.start : label.end] if label else ""
        if label and (name in known or (at and asking[at - 1] and (label.marked or counts[name] > 1))):
            known.add(name)
            speaker, length = label, 1
            yield _row(text, speaker, label.said, end, article_id)
        elif speaker and not asking[at] and length < (LONGEST_ANSWER if at < last else 1):
            length += 1
            yield _row(text, speaker, start, end, article_id)
        elif asking[at]:
            length = 0


def _asks(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a paragraph asks: it ends in a question mark, or a medium's name stands at its head."""
    if end - start > LONGEST_QUESTION:
        return False
    head = _NAME.match(text, start)
    medium = head is not None and bool(head[2]) and _kind(head[1], lexicon) == "media"
    return medium or _ASKS.search(text, start, end) is not None


def _heads(text: str, start: int, lexicon: Lexicon) -> list[Label]:
    """The full names that may head a paragraph: a mark behind it says where it ends, else "Ada Byron Très vite, …"."""
    found = _NAME.match(text, start)
    if found is None or _kind(found[1], lexicon):
        return []
    first, words = found.start(1), found[1].split(" ")
    if any(lexicon.has(key, words[0].lower()) for key in ("determiners", "never_names")):
        return []
    ends = [first + len(" ".join(words[:count])) for count in range(FULL, len(words) + 1)]
    if found[2]:
        return [Label(first, end, found.end(), marked=True) for end in ends[-1:]]
    return [Label(first, end, end, marked=False) for end in ends if not _open(text[first:end], lexicon)]


def _open(name: str, lexicon: Lexicon) -> bool:
    """Whether a name has no end yet: "Marine Le"."""
    return lexicon.has("particles", name.rpartition(" ")[2].lower())


def _kind(name: str, lexicon: Lexicon) -> str | None:
    low = name.lower()
    return lexicon.names.get(low) or lexicon.names.get(low.partition(" ")[2])  # "Le Figaro"


def _row(text: str, speaker: Label, start: int, end: int, article_id: str) -> Statement:
    said = text[start:end]
    start, end = start + len(said) - len(said.lstrip()), end - len(said) + len(said.rstrip())
    name = text[speaker.start : speaker.end]
    span = (speaker.start, speaker.end)
    return Statement(article_id, start, end, *span, name, name, *span, None, "person", "direct", None)
