"""One value as text: exact for machines, short and harmless for people."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import orjson

from tasks.controls import visible

__all__ = ["duration", "exact", "json_bytes", "plain", "short", "visible"]

WHOLE_UP_TO = 2.0**53
"""Doubles are whole numbers exactly up to here."""


def exact(value: Any) -> str:  # noqa: ANN401 - any value that DuckDB answers
    """A value that a program can read back: ISO 8601, JSON for lists; '' for null."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, list | dict | tuple):
        return json_bytes(value).decode()
    return str(plain(value))


def short(value: Any) -> str:  # noqa: ANN401 - any value that DuckDB answers
    """A value as people write it, on one line: no midnight behind days, no brackets around lists."""
    if isinstance(value, datetime):
        whole_day = (value.hour, value.minute, value.second, value.microsecond) == (0, 0, 0, 0)
        return value.date().isoformat() if whole_day else value.isoformat(" ", "seconds")
    if isinstance(value, list) and not any(isinstance(part, list | dict | tuple) for part in value):
        return ", ".join(map(short, value))
    return visible(exact(value))


def json_bytes(value: Any, *, line: bool = False) -> bytes:  # noqa: ANN401 - any value that DuckDB answers
    """The value as JSON; decimals keep their digits, whatever JSON has no type for is a string."""
    flags = orjson.OPT_NON_STR_KEYS | (orjson.OPT_APPEND_NEWLINE if line else 0)
    return orjson.dumps(value, default=_to_json, option=flags)


def plain(value: Any) -> Any:  # noqa: ANN401 - any value that DuckDB answers
    """Bytes and decimals as text, everything else as it is."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    if isinstance(value, Decimal):
        return format(value, "f")
    return value


def duration(months: int, days: int, nanoseconds: int) -> str:
    """An interval in ISO 8601: 'P1M2DT3.5S'."""
    date_part = f"{months}M" * bool(months) + f"{days}D" * bool(days)
    time_part = f"T{format(Decimal(nanoseconds).scaleb(-9).normalize(), 'f')}S" * bool(nanoseconds)
    return f"P{date_part}{time_part}" if date_part or time_part else "PT0S"


def _number(value: float) -> str:
    return str(int(value)) if value.is_integer() and abs(value) < WHOLE_UP_TO else repr(value)


def _to_json(value: Any) -> Any:  # noqa: ANN401 - what orjson hands over and takes back
    if isinstance(value, Decimal):
        return orjson.Fragment(format(value, "f"))
    if isinstance(value, int):  # beyond 64 bits
        return orjson.Fragment(str(value))
    if isinstance(value, date | bytes):
        return plain(value)
    return str(value)
