"""Which way the words around a date point: back, ahead, or nowhere."""

from __future__ import annotations

import re
from functools import cache

from tasks.languages import pack_of

REACH = 160
"""Code points on each side in which a verb may tell the tense of a date."""

CLAUSE_BREAK = 25
"""Code points that a comma or a sentence's other clause adds to the distance of a verb."""

_END = re.compile(r"[.!?…](?=\s)|\n|;")


def lean_of(text: str, start: int, end: int, language: str) -> str | None:
    """`since`, `past`, `future`, or None where no cue of the language stands in the sentence of the span."""
    words = _cues(language)
    if words is None:
        return None
    since, until, verbs = words
    before = text[max(0, start - 24) : start]
    if since.search(before):
        return "since"
    if until.search(before):
        return "future"
    return _nearest(text, start, end, verbs)


def _nearest(text: str, start: int, end: int, verbs: re.Pattern[str]) -> str | None:
    low, high = _sentence(text, start, end)
    found = [
        (_distance(text, cue.start(), cue.end(), start, end), cue.lastgroup)
        for cue in verbs.finditer(text, low, high)
        if cue.end() <= start or cue.start() >= end  # "ont lieu de lundi": no participle
    ]
    return min(found, default=(0, None), key=lambda pair: pair[0])[1]


def _distance(text: str, cue_start: int, cue_end: int, start: int, end: int) -> int:
    low, high = (cue_end, start) if cue_end <= start else (end, cue_start)
    return max(0, high - low) + CLAUSE_BREAK * text.count(",", low, max(low, high))


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    low = max(0, start - REACH)
    for stop in _END.finditer(text, low, start):
        low = stop.end()
    stop_after = _END.search(text, end, end + REACH)
    return low, stop_after.start() if stop_after else min(len(text), end + REACH)


@cache
def _cues(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]] | None:
    section = pack_of(language).section("dates").get("tense")
    if not section:
        return None
    since, until = (re.compile(rf"\b(?:{section[key]})\W+(?:\w{{1,5}}\W+)?$", re.IGNORECASE) for key in ("since", "by"))
    # future first: "est prévu" is ahead although "est" + participle is past
    verbs = "|".join(rf"(?P<{key}>{'|'.join(section[key])})" for key in ("future", "past"))
    return since, until, re.compile(verbs, re.IGNORECASE)
