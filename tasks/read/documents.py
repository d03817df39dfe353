"""Records → documents or rejects: identity, and what was given beside the record. One record is held at a time."""

from __future__ import annotations

import gzip
import os
import zlib
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import urlsplit

import orjson

from tasks.read.fields import FIELD_NAMES, FILE_COLUMNS, Fields, fallback_of, merge_fields, words_of
from tasks.read.formats import format_of_media_type, known_suffixes
from tasks.read.records import Problem, Record, Unreadable, hash_of
from tasks.read.sources import path_key
from tasks.tables import Document, Reject

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    import numpy as np
    from numpy.typing import NDArray

    from tasks.read.records import Format
    from tasks.read.sources import Input


def read_documents(
    inputs: Sequence[Input],
    *,
    options: Mapping[str, str],
    metadata: Mapping[str, Mapping[str, str]],
    fetched_at: datetime,
    field_names: Mapping[str, Sequence[str]] = FIELD_NAMES,
) -> Iterator[Document | Reject]:
    """Every record of every input, in order: its document, or the reject that says why there is none.

    A document may be followed by a reject of stage "field": it landed, but one of its fields could not be read.

    Raises:
        ValueError: an option or a field name that is not known, or an option that cannot be read; before any reading.
    """
    fallback_of(options)
    filled = {name: words_of(value) for name, value in options.items() if words_of(value)}
    said = {"options": filled, "field_names": _changed(field_names)}
    return (
        row
        for entry in inputs
        for row in _read_input(entry, {**said, "metadata": _metadata_of(entry, metadata)}, fetched_at)
    )


def fields_of(document: Document) -> Fields:
    """What a document says, from its bytes and what was given beside them; the same at any time."""
    given = orjson.loads(document.given)
    names = {**FIELD_NAMES, **given.get("field_names", {})}
    parsed = format_of_media_type(document.media_type).parse(document.raw, document.encoding, names["text"])
    return merge_fields(parsed, given.get("metadata", {}), given.get("options", {}), names)


def byte_offsets(document: Document) -> NDArray[np.int64]:
    """First byte in `document.raw` of each code point of its text; one longer than the text: last, the end."""
    names = orjson.loads(document.given).get("field_names", {}).get("text", FIELD_NAMES["text"])
    return format_of_media_type(document.media_type).byte_offsets(document.raw, document.encoding, names)


def document_id_of(document_key: str, raw: bytes) -> str:
    """Same key and same bytes, same document."""
    return hash_of(document_key.encode(), raw).hex()


def reject_id_of(key: str, raw: bytes, stage: str, reason: str) -> str:
    """The same fault of the same bytes has the same id on every run. `key` is the document's, or the record's."""
    return hash_of(key.encode(), raw, stage.encode(), reason.encode()).hex()


def document_key_of(fields: Fields, path: str, record: str) -> str:
    """Its URL, else publisher and record id, else its path relative to SOURCE and which record of that file.

    Options of the run have no part in it: the same record has the same key however it is read.
    """
    if fields.url and _is_address(fields.url):
        return fields.url
    if fields.publisher and fields.record_id:
        return f"{fields.publisher}::{fields.record_id}"
    if not record:
        return path
    return f"{path}#{fields.record_id or record}"


def _is_address(url: str) -> bool:
    """Whether it can be that of one article: 'n/a' and a publisher's front page cannot."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.netloc and (parts.path.strip("/") or parts.query or parts.fragment))


def _changed(field_names: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    unknown = sorted(set(field_names) - set(FIELD_NAMES))
    if unknown:
        message = f"field {unknown[0]!r} is not known; known are {', '.join(FIELD_NAMES)}"
        raise ValueError(message)
    return {field: list(names) for field, names in field_names.items() if tuple(names) != tuple(FIELD_NAMES[field])}


def _metadata_of(entry: Input, metadata: Mapping[str, Mapping[str, str]]) -> Mapping[str, str]:
    return metadata.get(entry.key) or metadata.get(entry.key.rpartition("/")[2]) or {}


def _given(said: Mapping[str, Any], record: str) -> str:
    """JSON of what the run said, empty parts left out; url and title of a metadata row only where the file is it."""
    row = {name: value for name, value in said["metadata"].items() if not record or name not in FILE_COLUMNS}
    parts = {name: value for name, value in {**said, "metadata": row}.items() if value}
    return orjson.dumps(parts, option=orjson.OPT_SORT_KEYS).decode()


def _read_input(entry: Input, said: Mapping[str, Any], fetched_at: datetime) -> Iterator[Document | Reject]:
    if entry.format is None:
        detail = f"no format has this suffix; give it that of its format ({known_suffixes()}), or leave it out"
        yield _reject(entry, "", b"", Problem("unknown_format", detail))
        return
    try:
        with _open(entry) as stream:
            for found in entry.format.records(stream):
                if isinstance(found, Record):
                    yield from _read_record(entry, entry.format, found, _given(said, found.name), fetched_at)
                else:
                    yield _reject(entry, found.name, found.raw_hash, found.problem)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        detail = f"{error}; the records before this point were read: fetch the file again"
        yield _reject(entry, "", b"", Problem("bad_gzip", detail))
    except OSError as error:
        detail = f"{error.strerror or error}; make the file readable, then run again"
        yield _reject(entry, "", b"", Problem("unreadable_file", detail))


def _open(entry: Input) -> BinaryIO:
    if entry.compressed:
        return gzip.open(entry.path, "rb")  # type: ignore[return-value] # GzipFile reads as a BinaryIO does
    return entry.path.open("rb")


def _read_record(
    entry: Input, form: Format, record: Record, given: str, fetched_at: datetime
) -> Iterator[Document | Reject]:
    try:
        encoding = form.encoding_of(record.raw)
        said = orjson.loads(given)
        names = {**FIELD_NAMES, **said.get("field_names", {})}
        parsed = form.parse(record.raw, encoding, names["text"])
    except Unreadable as error:
        yield _reject(entry, record.name, record.raw, error.problem)
        return
    fields = merge_fields(parsed, said.get("metadata", {}), said.get("options", {}), names)
    key = document_key_of(fields, entry.key, record.name)
    document = Document(
        document_id=document_id_of(key, record.raw),
        document_key=key,
        source_uri=_source_uri(entry),
        record=record.name,
        media_type=form.media_type,
        encoding=encoding,
        raw=record.raw,
        given=given,
        fetched_at=fetched_at,
    )
    yield document
    for problem in fields.problems:
        yield _reject(entry, record.name, record.raw, problem, document)


def _reject(entry: Input, record: str, raw: bytes, problem: Problem, document: Document | None = None) -> Reject:
    """The row of a record that did not become a document, or of a document's field that could not be read."""
    stage = "field" if document else "read"
    key = document.document_key if document else _place(entry, record)
    return Reject(
        reject_id=reject_id_of(key, raw, stage, problem.reason),
        document_id=document.document_id if document else None,
        source_uri=_source_uri(entry),
        record=record,
        stage=stage,
        reason=problem.reason,
        detail=f"{_place(entry, record)}: {problem.detail}",
    )


def _place(entry: Input, record: str) -> str:
    return f"{entry.key}, {record}" if record else entry.key


def _source_uri(entry: Input) -> str:
    return path_key(os.path.abspath(entry.path))  # noqa: PTH100 - Path.absolute keeps '..'
