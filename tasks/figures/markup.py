"""Remnants of a page's markup: their numbers count nothing. 'width="560" height="315"', "<iframe …>", "300px"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SIGNS = ("=", "<", "px")
"""A text without any of these holds no markup that has a number."""

QUOTE = r"(?:[\"“”„»″'’‘]|&quot;|&#34;|&#39;|\\{1,2}\")"
VALUE = rf"{QUOTE}\s?[^\"“”„«»″<>&]{{0,300}}(?:&amp;[^\"“”„«»″<>&]{{0,300}}){{0,8}}{QUOTE}"
NAME = r"[a-z][\w:.-]{0,30}"
SIZES = (
    "(?:(?:frame)?border|cellpadding|cellspacing|[hv]space|(?:col|row)span|tabindex|(?:margin)?(?:width|height))"
    r"\s?=\s?\d{1,4}(?:px|%)?(?!\w)"
)
ATTRIBUTE = rf"(?:{NAME}=\s?{VALUE}|{SIZES})"
MARKUP = re.compile(
    rf"(?:<|&lt;)/?[a-z][\w:-]{{0,20}}(?:\s{{1,3}}(?:{ATTRIBUTE}|{NAME}(?!\s?=))){{0,30}}\s?/?(?:>|&gt;)"
    rf"|(?<!\w){ATTRIBUTE}(?:\s?/?(?:>|&gt;))?"
    r"|(?<![\w.,])\d{1,4}\s?px\b",
    re.IGNORECASE,
)
"""A tag; an attribute that lost its tag, in any quotation marks; a size in pixels. "(n = 300)" is none of them."""


def spans_of(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches of `text[start:end]` that are markup, in order."""
    if any(text.find(sign, start, end) >= 0 for sign in SIGNS):
        yield from (found.span() for found in MARKUP.finditer(text, start, end))
