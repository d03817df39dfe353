"""The formats that are read. A new one is one module and one line here; nothing downstream knows which it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tasks.read.jsonl import JSON_LINES
from tasks.read.markdown import MARKDOWN
from tasks.read.text import TEXT

if TYPE_CHECKING:
    from tasks.read.records import Format

FORMATS: tuple[Format, ...] = (
    TEXT,
    MARKDOWN,
    JSON_LINES,
)

GZIP = ".gz"
"""Suffix of a compressed file; the one before it says the format."""


def format_of_name(name: str) -> tuple[Format | None, bool]:
    """The format that a file name stands for, None when unknown, and whether the file is compressed."""
    folded = name.lower()
    plain = folded.removesuffix(GZIP)
    known = (found for found in FORMATS if plain.endswith(found.suffixes) and plain not in found.suffixes)
    return next(known, None), plain != folded


def format_of_media_type(media_type: str) -> Format:
    """The format of a landed document.

    Raises:
        ValueError: no format of that media type.
    """
    for found in FORMATS:
        if found.media_type == media_type:
            return found
    message = f"no format reads {media_type!r}; known are {', '.join(found.media_type for found in FORMATS)}"
    raise ValueError(message)


def known_suffixes() -> str:
    """For messages: '.txt, .md, …'."""
    return ", ".join(suffix for found in FORMATS for suffix in found.suffixes) + f", each also with {GZIP}"
