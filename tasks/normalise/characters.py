"""Repairs of characters: what encodings, markup and typing did to a text, undone where it is sure."""

from __future__ import annotations

import html
import re
import unicodedata
from html.entities import html5
from typing import TYPE_CHECKING

from tasks.normalise.drafts import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

ENTITY = re.compile(r"&(?:amp;)*(#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)")

# A UTF-8 lead byte read as Latin-1 or Windows-1252, then a continuation byte read the same way:
# "Ã©", "â€™"; or "Ã " whose no-break space became a plain one.
_TAIL = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_FRENCH_TAIL = "«»“”‘’…–—\xa0"
MOJIBAKE = re.compile(f"[ÂÃÅ][{_TAIL}]|Ã |[\xc2-\xf4](?![{_FRENCH_TAIL}])[{_TAIL}]")
MOJIBAKE_WORD = re.compile(f"[A-Za-z]{{0,12}}(?:(?:[\xc2-\xf4][{_TAIL}]+|Ã )[A-Za-z]{{0,12}})+")

FRENCH_MARK = re.compile(f"[A-Za-z]*(?:[\xc0\xc6-\xff][{_FRENCH_TAIL}]+[A-Za-z]*)+")
"""An accented letter and its quotation mark, which read as bytes make a character too: "gravité»«Je"."""

CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u180e\u200b\u2060\ufeff\ufff9-\ufffb\ud800-\udfff]")
"""Controls, soft hyphen, zero-width space, byte-order mark, half surrogates. Joiners and direction marks stay;
U+0085 is a line break."""

C1_PUNCTUATION = {
    chr(byte): bytes([byte]).decode("cp1252")
    for byte in range(0x80, 0xA0)
    if byte not in {0x81, 0x85, 0x8D, 0x8F, 0x90, 0x9D}
}
"""Windows-1252 characters that came through as C1 controls: "l\x92État"; five bytes of it are not assigned."""

COMBINING = re.compile("[\u0300-\u036f]")
DECOMPOSED = re.compile("[^\\s\u0300-\u036f][\u0300-\u036f]{1,8}")

NO_BREAK = "\xa0\u2007\u2009\u200a\u202f"  # separators of thousands and of French punctuation: kept as they are
_BREAK = "\n\r\x0b\x0c\x85\u2028\u2029"
_WHITE = f"{_BREAK}\t \u1680\u2000-\u2006\u2008\u205f\u3000{NO_BREAK}"
_ODD = "\t\r\x0b\x0c\x85\u1680\u2000-\u2006\u2008\u2028\u2029\u205f\u3000"
SPACING = re.compile(f"[{_WHITE}][{_WHITE}]+|[{_ODD}]")

DETACHED_STOP = re.compile(r"(?<=[\w»”)]) \.(?=\n|\Z| [^\W\d_a-z])|(?<=[^.\s])\. \.(?=\n|\Z)")


def entities(text: str) -> Iterator[Edit]:
    """HTML character references: "&amp;" "&#8217;"; "&amp;amp;" is unescaped to the end."""
    if "&" not in text:
        return
    for match in ENTITY.finditer(text):
        name = match[1]
        if name[0] == "#" or name in html5:
            yield Edit(match.start(), match.end(), html.unescape(f"&{name}"), "entity")


def mojibake(text: str) -> Iterator[Edit]:
    """UTF-8 that was read as another encoding, word by word, where the library is sure of it."""
    if not MOJIBAKE.search(text):
        return
    from ftfy import fix_encoding  # noqa: PLC0415 -- slow to import, and clean text never needs it

    for match in MOJIBAKE_WORD.finditer(text):
        fixed = match[0] if FRENCH_MARK.fullmatch(match[0]) else fix_encoding(match[0])
        if fixed and fixed != match[0]:
            yield _tight(Edit(match.start(), match.end(), fixed, "mojibake"), match[0])


def _tight(edit: Edit, old: str) -> Edit:
    """The edit without the characters that both sides share at its start and end."""
    short = min(len(old), len(edit.text))
    head = next((i for i in range(short) if old[i] != edit.text[i]), short)
    tail = next((i for i in range(short - head) if old[-1 - i] != edit.text[-1 - i]), short - head)
    return Edit(edit.start + head, edit.end - tail, edit.text[head : len(edit.text) - tail], edit.label)


def controls(text: str) -> Iterator[Edit]:
    """Characters that nobody sees and that break words, dropped; punctuation that arrived as a control, restored."""
    for match in CONTROL.finditer(text):
        meant = C1_PUNCTUATION.get(match[0], "")
        yield Edit(match.start(), match.end(), meant, "control_character" if meant else "invisible_character")


def accents(text: str) -> Iterator[Edit]:
    """Letter and combining accent written as two characters, composed (NFC)."""
    if not COMBINING.search(text):
        return
    for match in DECOMPOSED.finditer(text):
        composed = unicodedata.normalize("NFC", match[0])
        if composed != match[0]:
            yield Edit(match.start(), match.end(), composed, "composed_accent")


def spacing(text: str) -> Iterator[Edit]:
    """Line ends, runs of blanks, empty lines. A no-break blank wins over the plain ones around it."""
    start, end = len(text) - len(text.lstrip(_WHITE)), len(text.rstrip(_WHITE))
    if start and end:
        yield Edit(0, start, "", "white_space")
    for match in SPACING.finditer(text, start, end):
        yield Edit(match.start(), match.end(), _single(match[0]), "white_space")
    if end < len(text):
        yield Edit(end, len(text), "", "white_space")


def _single(run: str) -> str:
    if any(char in _BREAK for char in run):
        return "\n"
    return next((char for char in run if char in NO_BREAK), " ")


def stops(text: str) -> Iterator[Edit]:
    """A doubled or detached full stop: "2022. ." at a line's end, "mot ." before a new sentence."""
    if " ." not in text:
        return
    for match in DETACHED_STOP.finditer(text):
        yield Edit(match.start(), match.end(), ".", "full_stop")
