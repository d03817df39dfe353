"""Plain text: one article a file, in UTF-8, UTF-16 or UTF-32 with a byte order mark, or Windows-1252."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, BinaryIO

import numpy as np

from tasks.read.records import (
    CHUNK_BYTES,
    MAX_RECORD_BYTES,
    Format,
    Parsed,
    Problem,
    Record,
    Unreadable,
    refuse_too_large,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from tasks.read.records import Refusal

MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order mark → the encoding that Python reads with it."""

LEGACY = ("cp1252", "latin_1")
"""Encodings of western text that bear no mark. More candidates mistake French for Polish (cp1250, 1 text in 5)."""

CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
MAX_CONTROL_SHARE = 0.01
"""Share of control characters from which bytes are no text: stray ones occur in press text, never 1 in 100."""

SAVE_AS = "save it as UTF-8 text, or give it the suffix of its format"
BLANK = "\ufeff\u200b"  # str.strip() takes all other white space


def is_blank(text: str) -> bool:
    """Whether nothing can be seen of the text."""
    return not text.strip().strip(BLANK).strip()


def whole_file(stream: BinaryIO) -> Iterator[Record | Refusal]:
    """The one record of a file that is its record."""
    raw = stream.read(MAX_RECORD_BYTES + 1)
    if len(raw) > MAX_RECORD_BYTES:
        yield refuse_too_large("", raw, iter(lambda: stream.read(CHUNK_BYTES), b""))
    else:
        yield Record("", raw)


def encoding_of(raw: bytes) -> str:
    """The encoding of a text file, as Python names it; the same for the same bytes.

    Raises:
        Unreadable: the bytes are no text (reason undecodable).
    """
    encoding = next((encoding for mark, encoding in MARKS if raw.startswith(mark)), None)
    if encoding is None and b"\0" in raw:
        problem = f"holds a NUL byte at {raw.index(0)}: binary, or UTF-16 without byte order mark; {SAVE_AS}"
        raise Unreadable(Problem("undecodable", problem))
    if encoding is None and not _is_utf8(raw):
        return _legacy_encoding(raw)
    encoding = encoding or "utf-8"
    _require_text(decode(raw, encoding))
    return encoding


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _legacy_encoding(raw: bytes) -> str:
    """Windows-1252 where it has all the bytes, Latin-1 with its control codes where it lacks some (0x81 …)."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - few files need it

    best = from_bytes(raw, cp_isolation=list(LEGACY)).best()
    if best is None:
        message = f"neither UTF-8 nor western text ({', '.join(LEGACY)}); {SAVE_AS}"
        raise Unreadable(Problem("undecodable", message))
    # of the two it may name Latin-1 for a long text whose curly quotes it did not sample
    encoding = "latin_1" if re.search(rb"[\x81\x8d\x8f\x90\x9d]", raw) else "cp1252"
    _require_text(decode(raw, encoding))
    return encoding


def _require_text(text: str) -> None:
    count = len(CONTROL.findall(text))
    if "\0" in text or count > MAX_CONTROL_SHARE * len(text):
        message = f"{count} of {len(text)} characters are control characters: binary; {SAVE_AS}"
        raise Unreadable(Problem("undecodable", message))


def decode(raw: bytes, encoding: str) -> str:
    """The characters of `raw`, line ends as they are, without byte order mark.

    Raises:
        Unreadable: the bytes are not of that encoding (reason undecodable).
    """
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        message = f"not {encoding} at byte {error.start} ({error.reason}); {SAVE_AS}"
        raise Unreadable(Problem("undecodable", message)) from error


def parse_text(raw: bytes, encoding: str, _names: Sequence[str]) -> Parsed:
    """The file is the text; it has no other field.

    Raises:
        Unreadable: not of that encoding, or nothing but white space (reasons undecodable, no_text).
    """
    text = decode(raw, encoding)
    if is_blank(text):
        message = f"{len(raw)} bytes, none of them text; remove the file, or write the article into it"
        raise Unreadable(Problem("no_text", message))
    return Parsed(text, {})


def text_offsets(raw: bytes, encoding: str, _names: Sequence[str] = ()) -> NDArray[np.int64]:
    """First byte in `raw` of each code point of its text; last, the end.

    Raises:
        ValueError: an encoding that `encoding_of` never says.
    """
    start = next((len(mark) for mark, name in MARKS if name == encoding and raw.startswith(mark)), 0)
    body = raw[start:]
    if encoding.startswith("utf-8"):
        firsts = utf8_firsts(body)
    elif encoding == "utf-16":
        units = np.frombuffer(body, dtype=">u2" if raw.startswith(codecs.BOM_UTF16_BE) else "<u2")
        firsts = 2 * np.flatnonzero((units & 0xFC00) != 0xDC00)  # noqa: PLR2004 - a low surrogate begins nothing
    elif encoding == "utf-32":
        firsts = np.arange(0, len(body), 4)
    elif encoding in LEGACY:
        firsts = np.arange(len(body))
    else:
        message = f"no byte offsets for encoding {encoding!r}; known are utf-8, utf-16, utf-32, {', '.join(LEGACY)}"
        raise ValueError(message)
    return np.append(firsts.astype(np.int64) + start, np.int64(len(raw)))


def utf8_firsts(raw: bytes) -> NDArray[np.int64]:
    """Positions of the bytes that begin a code point."""
    return np.flatnonzero((np.frombuffer(raw, dtype=np.uint8) & 0xC0) != 0x80)  # noqa: PLR2004 - 10xxxxxx continues


TEXT = Format("text/plain", (".txt",), whole_file, encoding_of, parse_text, text_offsets)
