"""What an article says of itself: the agency that wrote it, where, and when it was published."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from tasks.languages import pack_codes, pack_of
from tasks.normalise.characters import NO_BREAK
from tasks.normalise.moments import CLOCK_STAMP, WHEN, moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

FIRST_LINES, LAST_LINES = 8, 5  # where credits stand
CREDIT_LENGTH = 160  # code points; of a longer line only the dateline and the end are read
BLANK = re.compile(f"[{NO_BREAK}]")
CUT = "\x00"  # stands in no clean text
TAIL = 80  # code points at a line's end that may hold a credit

_PLACE = r"(?P<place>[^\W\d_a-zà-öø-ÿ][^\n()\d:;!?«»]{1,40}?)(?: \([^()\n]{2,40}\))?"
_NAME = r"[^\W\d_a-zà-öø-ÿ][\w.'’-]*"
_NAMES = rf"{_NAME}(?:(?: and | et |, | & | ){_NAME}){{0,6}}"
_REGION_DATELINE = re.compile(
    r"(?P<place>[^\W\d_a-zà-öø-ÿ]{3,30}(?:[ -][^\W\d_a-zà-öø-ÿ]{2,30}){0,3})"
    r"(?:, [A-Z][a-zA-Z.]{2,20} ?[—–] ?[“\"]?[A-Z]| \| ?[“«\"]?[^\W\d_a-zà-öø-ÿ][’'\w])"
)
"""A dateline without agency: "KYIV, Ukraine — The …", "WASHINGTON | Le …". "EN DIRECT —" is none."""


@dataclass(frozen=True, slots=True)
class Credits:
    """What the text itself says; None where it does not. `published` is the clock as stated, marked as UTC."""

    agency: str | None
    dateline: str | None
    published: datetime | None
    published_precision: str | None


@dataclass(frozen=True, slots=True)
class Grammar:
    """`[dateline]` of all packs, ready to match."""

    agencies: Mapping[str, str]
    dateline: re.Pattern[str]
    copyright: re.Pattern[str]
    tail: re.Pattern[str]
    alone: re.Pattern[str]
    signed: re.Pattern[str]  # by a person and an agency; the agency stands in one of two groups
    cues: Sequence[tuple[re.Pattern[str], bool]]  # published before updated; whether 02/01 is 2 January


@cache
def grammar() -> Grammar:
    """The union of `[dateline]` over all packs."""
    sections = [pack_of(code).section("dateline") for code in pack_codes()]
    spelt = [section.get("agencies", {}) for section in sections]
    agencies = {text: name for table in spelt for name, texts in table.items() for text in texts}
    agency = f"(?P<agency>{_either(agencies)})"
    words = _either(word for section in sections for word in section.get("credits", ()))
    by = rf"(?:(?i:{words})\s?:? ?(?:l[’'])?)"
    names = rf"(?!(?i:{_either(word for section in sections for word in section.get('photos', ()))})\b){_NAMES}"
    signed = rf"{by}{names},? (?:{by}|[Tt]he )?{agency}|{names},? {by}{agency.replace('agency', 'cosigned')}"
    stamp = r"(?:[\d/]{8,10} [\d:]{5,8} [-–—] )?"
    place = rf"(?:{_PLACE}(?:, (?P<when>[^()\n]{{3,24}}))? )?"
    # "(afp/nxp)", in small letters, needs no full stop before it; "(AFP/Jane DOE)" signs a photo
    before_tail = r"(?:\A|[.!?…»”\"] ?| (?=\([a-z]+/[a-z]+\)\Z))"
    return Grammar(
        agencies=agencies,
        dateline=re.compile(rf"{stamp}{place}\({agency}(?:[/,][^()\n]{{2,30}})?\)\s*[-–—]"),
        copyright=re.compile(rf"(?:.{{0,80}}[-–—] )?© ?(?P<year>\d{{4}} )?{agency}"),
        tail=re.compile(rf"{before_tail}\((?:\w[\w. ]{{0,12}}/)?{by}?{agency}(?:[ ,/&][^()]{{0,40}})?\)\.?\Z"),
        alone=re.compile(rf"(?:[-–—] )?{by}?{agency}(?:[/,] ?[^.\n]{{2,30}})?\.?"),
        signed=re.compile(signed),
        # wires that print such stamps put the day first
        cues=[(CLOCK_STAMP, True), *(_cue(section, key) for key in ("published", "updated") for section in sections)],
    )


def _cue(section: Mapping[str, Any], key: str) -> tuple[re.Pattern[str], bool]:
    start = rf"(?:\A|[-–—|•·,»>(] ?|\. )(?:{_either(section.get(key, ()))})"
    return re.compile(rf"{start}\s*:?\s*{WHEN.pattern}", re.IGNORECASE), bool(section.get("day_first", False))


def _either(texts: Iterable[str]) -> str:
    return "|".join(re.escape(text) for text in sorted(set(texts), key=lambda text: (-len(text), text))) or r"(?!)"


def read_credits(text: str) -> Credits:
    """Agency, place of the dateline and time of publication, where the text's first or last lines say them."""
    lines = text.split("\n")
    ends = [_short(line) for line in (*lines[:FIRST_LINES], *lines[FIRST_LINES:][-LAST_LINES:])]
    agency, dateline, written = _dateline(ends)
    agency = agency or _credited(ends)
    published = _stated(ends) or written  # the page's clock is finer than the dateline's day
    return Credits(agency, dateline, *(published or (None, None)))


def is_credit(line: str) -> bool:
    """Whether a line only says who, where or when, so that it is no headline."""
    short = [_short(line)]
    return _dateline(short)[1] is not None or _credited(short) is not None or _stated(short) is not None


def _short(line: str) -> str:
    """A line with plain blanks; of a long one, what stands at its start and end."""
    if len(line) > CREDIT_LENGTH + TAIL:
        line = f"{line[:CREDIT_LENGTH]} {CUT} {line[-TAIL:]}"
    return BLANK.sub(" ", line)


def _dateline(lines: Sequence[str]) -> tuple[str | None, str | None, tuple[datetime, str] | None]:
    for line in lines:
        if match := grammar().dateline.match(line):
            when = WHEN.fullmatch(match["when"] or "")
            agency = grammar().agencies[match["agency"]]
            return agency, match["place"], moment(when, day_first=True) if when else None  # the month is a word
        if match := _REGION_DATELINE.match(line):
            return None, match["place"], None
    return None, None, None


def _credited(lines: Sequence[str]) -> str | None:
    known = grammar()
    for line in lines:
        match = known.tail.search(line)
        if match is None and len(line) <= CREDIT_LENGTH:
            match = known.alone.fullmatch(line) or known.copyright.fullmatch(line) or known.signed.fullmatch(line)
        photo = match and match.re is known.copyright and not match["year"] and line is not lines[-1]
        if match and not photo:  # "© AFP" is a photo's credit, but for the text's last line
            return known.agencies[match["agency"] or match["cosigned"]]
    return None


def _stated(lines: Sequence[str]) -> tuple[datetime, str] | None:
    short = [line for line in lines if len(line) <= CREDIT_LENGTH]
    for pattern, day_first in grammar().cues:
        for line in short:
            match = pattern.search(line)
            if match and (said := moment(match, day_first=day_first)):
                return said
    return None
