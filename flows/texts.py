"""The texts that a command without warehouse is given: a file, standard input, or lines of JSON."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from flows.printing import Failure, tell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from typing import BinaryIO


@dataclass(frozen=True, slots=True)
class Given:
    """One text as given; `key` is its id as JSON has it, a string or a number, None for a text alone."""

    key: str | float | None
    text: str
    language: str
    published: date | None
    publisher: str | None = None

    @property
    def id(self) -> str:
        """The id in rows that name their text."""
        return "" if self.key is None else str(self.key)


@contextmanager
def opened(file: str) -> Iterator[BinaryIO]:
    """The file's bytes, or standard input's for '-'."""
    if file == "-":
        if sys.stdin.isatty():
            tell("reading the text from the terminal; Ctrl-D ends it")
        yield sys.stdin.buffer
        return
    try:
        stream = Path(file).open("rb")  # noqa: SIM115 - closed below; only a failure to open is this one's
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        what = error.strerror if isinstance(error, OSError) else error
        message = f"{file!r}: {what}; name a file that can be read, or - for standard input"
        raise Failure(message) from error
    with stream:
        yield stream


def read_text(file: str) -> str:
    """The whole file, decoded as `recoupe run` decodes it: line ends stay, a byte order mark goes.

    Raises:
        Failure: it cannot be opened, or is no text.
    """
    from tasks.read.text import decode, encoding_of  # noqa: PLC0415 - quick help needs no reader

    with opened(file) as stream:
        raw = stream.read()
    try:
        encoding = encoding_of(raw)
    except ValueError as error:
        message = f"{file}: {error}"
        raise Failure(message) from error
    if not encoding.startswith("utf-8"):
        tell(f"{file}: read as {encoding}")
    return decode(raw, encoding)


def day_of(value: object, where: str) -> date | None:
    """A publication date as given, null where nothing is.

    Raises:
        Failure: it cannot be read.
    """
    from tasks.read import parse_published  # noqa: PLC0415 - quick help needs no reader

    if value is None or value == "":
        return None
    try:
        return parse_published(str(value)).at.date()
    except ValueError as error:
        message = f"{where}: published is {value!r}, which {error}"
        raise Failure(message) from error


def text_defaults(language: str | None, published: str | None, publisher: str | None = None) -> Given:
    """What the options say of every text that does not say it itself.

    Raises:
        Failure: no language code, or no date.
    """
    return Given(None, "", _code(language), day_of(published, "--published"), publisher)


def _code(language: str | None) -> str:
    from tasks.read.fields import language_code  # noqa: PLC0415 - quick help needs no reader

    code = language_code(language)
    if language and code is None:
        message = f"--language is {language!r}; write an ISO 639-1 code such as fr"
        raise Failure(message)
    return code or ""


def read_records(stream: BinaryIO, file: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """(place, record) for each line that holds one, each before the next is read.

    Raises:
        Failure: a line that is no object with an id and a text.
    """
    for where, raw in _lines(stream, file):
        yield where, _article(raw, where)


def read_objects(file: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """(place, object) for each line of a JSON Lines file that holds anything.

    Raises:
        Failure: the file cannot be opened, or a line is no object.
    """
    with opened(file) as stream:
        for where, raw in _lines(stream, file):
            record = _parsed(raw, where)
            if not isinstance(record, dict):
                message = f"{where}: no object, but {_excerpt(raw)}; mend the line or take it out"
                raise Failure(message)
            yield where, record


def _lines(stream: BinaryIO, file: str) -> Iterator[tuple[str, bytes]]:
    """(place, bytes) of each line that holds anything; lines end at a line feed only."""
    from tasks.read.jsonl import lines  # noqa: PLC0415 - quick help needs no reader
    from tasks.read.records import Refusal  # noqa: PLC0415 - as above

    for line in lines(stream):
        where = f"{file}, {line.name}"
        if isinstance(line, Refusal):
            message = f"{where}: {line.problem.detail}"
            raise Failure(message)
        yield where, line.raw


def _parsed(raw: bytes, where: str) -> object:
    try:
        return orjson.loads(raw.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        message = f"{where}: not JSON ({error}); mend the line or take it out"
        raise Failure(message) from error


def _article(raw: bytes, where: str) -> dict[str, Any]:
    record = _parsed(raw, where)
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        message = f'{where}: no object with a string "text", but {_excerpt(raw)}; mend the line or take it out'
        raise Failure(message)
    if isinstance(record.get("id"), bool) or not isinstance(record.get("id"), str | int | float):
        message = f'{where}: no "id" that is a string or number in {_excerpt(raw)}; give each line one'
        raise Failure(message)
    return record


def _excerpt(raw: bytes) -> str:
    words = raw[:240].decode("utf-8", "backslashreplace")
    return words if len(words) <= 60 else f"{words[:60]}…"  # noqa: PLR2004 - as much as one line of a terminal has room for


def read_texts(file: str, default: Given, *, jsonl: bool) -> Iterator[Given]:
    """The texts of a file, one unless its lines are records, each before the next is read.

    Raises:
        Failure: a file, line, date or text that cannot be read.
    """
    from tasks.languages import language_of  # noqa: PLC0415 - loads the profiles
    from tasks.read.fields import language_code  # noqa: PLC0415 - quick help needs no reader

    if not jsonl:
        text = read_text(file)
        yield replace(default, text=text, language=default.language or language_of(text)[0])
        return
    with opened(file) as stream:
        for where, record in read_records(stream, file):
            stated, publisher = record.get("language"), record.get("publisher")
            yield Given(
                key=record["id"],
                text=record["text"],
                language=(language_code(stated) if isinstance(stated, str) else None)
                or default.language
                or language_of(record["text"])[0],
                published=day_of(record.get("published"), where) or default.published,
                publisher=publisher if isinstance(publisher, str) and publisher else default.publisher,
            )
