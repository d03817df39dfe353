"""Quotations: where words are reported as spoken, with the wrong and missing marks that the press prints."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

LONGEST = 4000
"""Code points after which an opening mark counts as one that nobody closed."""

TOUCH = 3
"""Code points (a comma, a space, a mark) between a quotation and its cue."""

_MARK = re.compile(r"[«»“”„]|(?<![^\W\d_])\"|\"(?![^\W\d_])")
"""A straight mark between two letters is an apostrophe gone wrong: 'l"État'."""

_GAP = " \u00a0\u2009\u202f"


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation with its marks: [start, end) of the text."""

    start: int
    end: int


class Quotations:
    """The quotations of a text, and which of them stands where. Offsets count code points."""

    def __init__(self, text: str) -> None:
        self.text, self.found = text, find_quotations(text)
        self.starts = [quotation.start for quotation in self.found]

    def around(self, offset: int) -> Quotation | None:
        """The quotation that holds an offset."""
        at = bisect_right(self.starts, offset) - 1
        return self.found[at] if at >= 0 and offset < self.found[at].end else None

    def before(self, offset: int) -> Quotation | None:
        """The quotation that ends right before an offset, on the same line."""
        at = bisect_right(self.starts, offset - 1) - 1
        quotation = self.found[at] if at >= 0 else None
        if quotation is None or not 0 <= offset - quotation.end <= TOUCH:
            return None
        return None if "\n" in self.text[quotation.end : offset] else quotation

    def within(self, start: int, end: int) -> bool:
        """Whether a quotation holds part of a stretch."""
        last = bisect_right(self.starts, end - 1) - 1
        return last >= 0 and self.found[last].end > start

    def fill(self, start: int, end: int) -> bool:
        """Whether more than half of a stretch is quoted."""
        at = max(0, bisect_right(self.starts, start) - 1)
        length = 0
        while at < len(self.found) and self.found[at].start < end:
            quotation = self.found[at]
            length += max(0, min(end, quotation.end) - max(start, quotation.start))
            at += 1
        return 2 * length > end - start


def find_quotations(text: str) -> list[Quotation]:
    """Outermost quotations in order; one may run over sentences, and over lines that each begin with a mark.

    One that nothing closes ends with its line.
    """
    text = text.replace("''", ' "')  # two apostrophes are one mark; the text stays as long as it is
    found: list[Quotation] = []
    opened, depth = -1, 0
    for mark in _MARK.finditer(text):
        at, sign = mark.start(), mark[0]
        if opened >= 0 and _lost(text, opened, at, sign):
            found.append(Quotation(opened, _line_end(text, opened)))
            opened = -1
        if opened < 0:
            opened, depth = (at, 1) if sign not in "»”" else (-1, 0)
        elif _closes(text, at, sign):
            depth = depth - 1 if depth > 1 and not _ends(text, at) and sign != '"' else 0
            if not depth:
                found.append(Quotation(opened, at + 1))
                opened = -1
        elif text[at - 1 : at] != "\n":
            depth += 1
    if opened >= 0:
        found.append(Quotation(opened, _line_end(text, opened)))
    return found


def _lost(text: str, opened: int, at: int, sign: str) -> bool:
    """Whether nobody closed the quotation at `opened`: too long ago, or a later line opens another inside itself."""
    if at - opened > LONGEST:
        return True
    return text.find("\n", opened, at) >= 0 and not _closes(text, at, sign) and text[at - 1] != "\n"


def _closes(text: str, at: int, sign: str) -> bool:
    """Whether a mark closes. "«" does where it clings to the word before: 'Koursk« , a déclaré'."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if sign == '"':
        return not (before in _GAP + "\n" and after.isalnum())
    return sign in "»”" or (sign == "«" and bool(before.strip()) and before not in "('’«" and after in f"{_GAP},.;:\n")


def _ends(text: str, at: int) -> bool:
    """A nested quotation left open: the mark ends both where the sentence or the line ends."""
    rest = text[at + 1 : at + 4].lstrip(_GAP)
    return not rest or rest[0] in ",.\n" or text[at - 1 : at] in (".", "!", "?", "…")


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start, start + LONGEST)
    return end if end >= 0 else min(len(text), start + LONGEST)
