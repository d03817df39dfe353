"""Repairs of guillemets that a page's making broke; only sure cases, nested quotes stay."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tasks.normalise.drafts import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

_B = "[ \xa0\u2009\u202f]"
CLOSING = re.compile(rf"(?:{_B}?(?=[,;)])|{_B}?(?=\.(?![\w.]))|(?=\n|\Z))")
"""What follows a guillemet that can only close: "camp« , a-t-il dit"."""
SUSPECT = re.compile(rf"«{_B}?[,;)«]|«{_B}?\.(?![\w.])|\S«$|»{_B}?\.?{_B}?»", re.MULTILINE)
STRAY = re.compile(rf"(?<=»){_B}?\.{_B}?»\Z")
RUN = re.compile(rf"«(?:{_B}?«)*|»(?:{_B}?»)*")
MARK = re.compile("[«»]")


def quotes(text: str) -> Iterator[Edit]:
    """An opening guillemet in a closing place, then guillemets written twice."""
    if not SUSPECT.search(text):
        return
    unclosed = text.count("«") - text.count("»")
    start = carry = 0
    for line in text.split("\n"):
        if SUSPECT.search(line):
            edits = list(_turned(line)) or list(_doubled(line, carry, unclosed))
            yield from (edit._replace(start=edit.start + start, end=edit.end + start) for edit in edits)
        carry = max(0, carry + line.count("«") - line.count("»"))
        start += len(line) + 1


def _turned(line: str) -> Iterator[Edit]:
    """`« … camp« , …` where the first is still open: the second closes."""
    depth = 0
    blank = " " if re.search(rf"«{_B}", line) else ""
    for mark in MARK.finditer(line):
        at = mark.start()
        after = CLOSING.match(line, mark.end())
        attached = not line[at - 1].isspace()
        if mark[0] == "«" and depth and after and (attached or mark.end() < len(line)):
            yield Edit(at, after.end(), f"{blank if attached else ''}»", "closing_quote")
            depth -= 1
        else:
            depth = max(0, depth + (1 if mark[0] == "«" else -1))


def _doubled(line: str, carry: int, unclosed: int) -> Iterator[Edit]:
    """`« «` that nothing closes, here or in the whole text; `» »` and `». »` that close nothing.

    Args:
        line: the line.
        carry: guillemets still open where the line begins.
        unclosed: guillemets of the whole text that nothing closes.
    """
    depth = carry
    spare = max(0, min(unclosed, line.count("«") - line.count("»")))
    for run in RUN.finditer(line):
        marks = [run.start() + mark.start() for mark in MARK.finditer(run[0])]
        opens = line[marks[0]] == "«"
        surplus = min(spare, len(marks) - 1) if opens else len(marks) - min(len(marks), max(depth, 1))
        if surplus:
            yield Edit(marks[0], marks[surplus] + 1, line[marks[0]], "doubled_quote")
        spare -= surplus if opens else 0
        left = len(marks) - surplus
        depth = depth + left if opens else max(0, depth - left)
    if stray := _stray(line, carry):
        yield stray


def _stray(line: str, carry: int) -> Edit | None:
    """`… ». »` at a line's end, where the text so far opened no second quotation."""
    match = STRAY.search(line[-8:])
    opened = carry + line.count("«") - line.count("»")
    if match is None or opened >= 0:
        return None
    return Edit(len(line) - len(match[0]), len(line), ".", "doubled_quote")
