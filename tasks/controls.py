"""Characters that steer instead of being read, as pictures: no text can turn a terminal or a page around."""

from __future__ import annotations

VISIBLE = {code: 0x2400 + code for code in range(0x20)} | {0x0A: "⏎", 0x7F: "␡", 0x0D: "␍"}
VISIBLE |= dict.fromkeys([*range(0x80, 0xA0), 0x2028, 0x2029], "⏎")
VISIBLE |= dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], "⇄")  # bidi: turns what follows around
"""Control characters as pictures: one row stays one line, and no text can steer the reader's terminal."""


def visible(text: str) -> str:
    """The text with its control characters shown instead of sent."""
    return text if text.isprintable() else text.translate(VISIBLE)
