"""What lies between a source format and everything after it: records, and the reasons why one is not read."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

MAX_RECORD_BYTES = 32 * 1024 * 1024
"""A record above this size is refused: no article is as long, and each is held in memory at once."""

CHUNK_BYTES = 1024 * 1024
"""How much of a refused record is held while it is skipped."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record as it stands in its file."""

    name: str
    """Which record of the file: 'line 12'; empty when the file is the record."""
    raw: bytes


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be read of a record: a short name, and what was found and what to do."""

    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """A record that is not even looked into; the others of its file are still read."""

    name: str
    raw_hash: bytes
    problem: Problem


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a record says: its text, and its other fields under the names that the source gave them."""

    text: str
    values: Mapping[str, object]
    problems: tuple[Problem, ...] = ()
    """Fields that could not be read; the record goes on without them."""


@dataclass(frozen=True, slots=True)
class Format:
    """One way in which sources hold articles.

    `parse(raw, encoding, names)` and `byte_offsets(raw, encoding, names)` are pure; `names` are the names under
    which the text may stand, for formats that name their fields. `encoding_of` and `parse` raise Unreadable.
    """

    media_type: str
    suffixes: tuple[str, ...]
    records: Callable[[BinaryIO], Iterator[Record | Refusal]]
    encoding_of: Callable[[bytes], str]
    parse: Callable[[bytes, str, Sequence[str]], Parsed]
    byte_offsets: Callable[[bytes, str, Sequence[str]], NDArray[np.int64]]


class Unreadable(ValueError):  # noqa: N818 - a verdict on a record, not a failure of the program
    """A record that holds no article that we can read; `problem` goes to its reject."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.detail)
        self.problem = problem


def hash_of(*parts: bytes) -> bytes:
    """Ten bytes that stand for the parts, NUL between them: blake2b, the same on every machine."""
    return blake2b(b"\0".join(parts), digest_size=10).digest()


def refuse_too_large(name: str, head: bytes, rest: Iterable[bytes]) -> Refusal:
    """The refusal of a record that begins with `head`; consumes `rest` chunk by chunk without holding it."""
    digest, size = blake2b(head, digest_size=10), len(head)
    for chunk in rest:
        digest.update(chunk)
        size += len(chunk)
    detail = f"{size} bytes; a record may have {MAX_RECORD_BYTES}; split it, one article a record"
    return Refusal(name, digest.digest(), Problem("record_too_large", detail))


def excerpt(value: object, limit: int = 80) -> str:
    """The beginning of a value, quoted on one line, for the detail of a reject."""
    words = value[: 4 * limit].decode("utf-8", "backslashreplace") if isinstance(value, bytes) else str(value)
    return repr(words[:limit]) + ("…" if len(words) > limit else "")
