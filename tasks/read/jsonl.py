r"""JSON Lines: one article a line, UTF-8. Lines end at \n only: U+2028 and U+0085 stand inside press text."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, BinaryIO

import numpy as np
import orjson

from tasks.read.fields import find_value
from tasks.read.records import (
    CHUNK_BYTES,
    MAX_RECORD_BYTES,
    Format,
    Parsed,
    Problem,
    Record,
    Unreadable,
    excerpt,
    refuse_too_large,
)
from tasks.read.text import is_blank, utf8_firsts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from tasks.read.records import Refusal

TOKEN = re.compile(rb'"(?>(?:[^"\\]++|\\.)*)"|[{}\[\],:]', re.DOTALL)
"""Strings and brackets of a line that orjson has accepted; possessive, so that no string is read twice."""


def lines(stream: BinaryIO) -> Iterator[Record | Refusal]:
    """Lines that hold anything, without their line feed, named 'line N' from 1."""
    number = 0
    while line := stream.readline(MAX_RECORD_BYTES + 1):
        number += 1
        if len(line) > MAX_RECORD_BYTES and not line.endswith(b"\n"):
            yield refuse_too_large(f"line {number}", line, _rest_of_line(stream))
        elif line.strip():
            yield Record(f"line {number}", line.removesuffix(b"\n"))


def _rest_of_line(stream: BinaryIO) -> Iterator[bytes]:
    while chunk := stream.readline(CHUNK_BYTES):
        yield chunk
        if chunk.endswith(b"\n"):
            return


def encoding_of(raw: bytes) -> str:
    """Always UTF-8, as JSON is.

    Raises:
        Unreadable: other bytes (reason undecodable).
    """
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"not UTF-8 at byte {error.start}: {excerpt(raw[error.start :], 20)}; JSON Lines must be UTF-8"
        raise Unreadable(Problem("undecodable", message)) from error
    if b"\0" in raw:
        message = f"holds a NUL byte at {raw.index(0)}: binary or UTF-16; JSON Lines must be UTF-8"
        raise Unreadable(Problem("undecodable", message))
    return "utf-8"


def parse_json(raw: bytes, _encoding: str, names: Sequence[str]) -> Parsed:
    """The object of one line; its text is the first string under `names` that is not blank.

    Raises:
        Unreadable: reasons bad_json, not_an_object, no_text, text_not_a_string.
    """
    values = _load_object(raw)
    key, text = _find_text(values, names)
    return Parsed(text, {name: value for name, value in values.items() if name != key})


def _load_object(raw: bytes) -> Mapping[str, object]:
    try:
        values = orjson.loads(raw.removeprefix(codecs.BOM_UTF8))
    except orjson.JSONDecodeError as error:
        near = excerpt(error.doc[max(error.pos - 20, 0) :], 40)
        message = f"{error.msg} at character {error.pos}, near {near}; write one JSON object a line (RFC 8259)"
        raise Unreadable(Problem("bad_json", message)) from error
    if not isinstance(values, dict):
        message = f"is a JSON {type(values).__name__}: {excerpt(raw)}; write one JSON object a line"
        raise Unreadable(Problem("not_an_object", message))
    return values


def _find_text(values: Mapping[str, object], names: Sequence[str]) -> tuple[str, str]:
    found = find_value(values, names, _is_text)
    if found is not None:
        return found[0], str(found[1])
    other = find_value(values, names, lambda value: value is not None and not isinstance(value, str))
    if other is not None:
        message = f"field {other[0]!r} is {excerpt(other[1])}; the text must be a string"
        raise Unreadable(Problem("text_not_a_string", message))
    blank = find_value(values, names, lambda value: value is None or isinstance(value, str))
    if blank is not None:
        message = f"field {blank[0]!r} is empty; write the article into it, or leave the record out"
        raise Unreadable(Problem("no_text", message))
    message = (
        f"no text under {', '.join(names)}; the record has {excerpt(', '.join(values))}: name the field of the text"
    )
    raise Unreadable(Problem("no_text", message))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and not is_blank(value)


def json_offsets(raw: bytes, _encoding: str, names: Sequence[str]) -> NDArray[np.int64]:
    """First byte in `raw` of each code point of the text, an escape counting as its code point; last, the end."""
    key, _ = _find_text(_load_object(raw), names)
    start, end = _string_span(raw, key)
    return np.append(_firsts(raw[start:end]) + start, np.int64(end))


def _string_span(raw: bytes, key: str) -> tuple[int, int]:
    """Bytes between the quotes of a member's string at the top; of equal keys the last counts, as for orjson."""
    depth, span, name, last = 0, (0, 0), None, None
    for token in TOKEN.finditer(raw):
        sign = raw[token.start() : token.start() + 1]
        if sign in b"{[":
            depth += 1
        elif sign in b"}]":
            depth -= 1
        elif depth == 1 and sign == b":":
            name = orjson.loads(last) if last is not None else None
        elif depth == 1 and sign == b",":
            name = None
        elif depth == 1 and name == key:
            span = token.start() + 1, token.end() - 1
        elif depth == 1 and name is None:
            last = token.group()
    return span


def _firsts(inner: bytes) -> NDArray[np.int64]:
    r"""Positions in a JSON string that begin a code point: not the later bytes of UTF-8, nor those of an escape."""
    firsts = utf8_firsts(inner)
    escapes = _escapes(inner)
    if not len(escapes):
        return firsts
    begins = np.zeros(len(inner) + 1, dtype=np.bool_)
    begins[firsts] = True
    begins[escapes + 1] = False
    signs = np.frombuffer(inner, dtype=np.uint8)
    long = escapes[signs[escapes + 1] == ord("u")]
    for digit in range(2, 6):
        begins[long + digit] = False
    lows = long[np.isin(signs[long + 2], list(b"dD")) & np.isin(signs[long + 3], list(b"cCdDeEfF"))]
    begins[lows] = False  # \ud83d\ude00: the second half of a surrogate pair
    return np.flatnonzero(begins)


def _escapes(inner: bytes) -> NDArray[np.int64]:
    r"""Positions of the backslashes that begin an escape: each second one of a run of them."""
    slashes = np.flatnonzero(np.frombuffer(inner, dtype=np.uint8) == ord("\\"))
    opens = np.diff(slashes, prepend=-2) != 1
    run_starts = np.flatnonzero(opens)[np.cumsum(opens) - 1] if len(slashes) else slashes
    escapes: NDArray[np.int64] = slashes[(np.arange(len(slashes)) - run_starts) % 2 == 0]
    return escapes


JSON_LINES = Format("application/x-ndjson", (".jsonl", ".ndjson"), lines, encoding_of, parse_json, json_offsets)
