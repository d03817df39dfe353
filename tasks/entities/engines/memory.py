"""What a model said of each paragraph, kept on disk: a paragraph that was read before is not read again.

A folder a model, in it immutable Arrow files, each written aside and renamed. Any number of processes may read and
write it at once; a killed one leaves at most a file aside. Any file may be deleted at any time.
"""

from __future__ import annotations

import logging
import os
import re
from struct import iter_unpack, pack
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import numpy as np
import pyarrow as pa
import xxhash

from tasks.entities.model import LABELS, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from tasks.entities.model import Model

logger = logging.getLogger(__name__)

Key = tuple[int, int]
"""The 128-bit hash of a paragraph in two halves: half of it would confuse two paragraphs of ten thousand million."""

SPAN = "<IIB"
"""A span on disk: start, end, index in LABELS."""

FIELDS: dict[str, pa.DataType] = {"high": pa.uint64(), "low": pa.uint64(), "spans": pa.binary()}
SCHEMA = pa.schema(FIELDS)
"""Rows are sorted by `high`, so that a file is searched where it lies, without being loaded."""

MERGE_ABOVE = 64
"""Files that may stand before a writer makes one of them: each is searched for each shard."""

UNSAFE = re.compile(r"[^\w.+-]+")


class Remembering:
    """A model with the memory of what it said. Its name, and so every row, is that of the model."""

    def __init__(self, model: Model, folder: Path) -> None:
        """Remember under `folder`, in a folder of the model's own: name, version, hash of its settings."""
        self._model = model
        self._memory = Memory(folder / folder_name(model))
        self.name = model.name

    def ents(self, paragraphs: Sequence[str]) -> list[list[Span]]:
        """Spans of each paragraph, in order: remembered ones where there are."""
        keys = [key_of(paragraph) for paragraph in paragraphs]
        found = self._memory.recall(keys, [len(paragraph) for paragraph in paragraphs])
        fresh = {key: text for key, text in zip(keys, paragraphs, strict=True) if key not in found}
        if fresh:
            read = dict(zip(fresh, self._model.ents(list(fresh.values())), strict=True))
            self._memory.keep(read)
            found |= read
        return [found[key] for key in keys]


def folder_name(model: Model) -> str:
    """'spacy-fr_core_news_md-3.8.0-6f0c…': other settings, labels or library remember elsewhere."""
    settings = f"{model.settings} {SPAN} {LABELS}"
    return f"{UNSAFE.sub('-', model.name)}-{xxhash.xxh3_64_hexdigest(settings.encode())[:8]}"


def key_of(paragraph: str) -> Key:
    """The hash of a paragraph; a lone surrogate, which a broken record may hold, counts too."""
    number = xxhash.xxh3_128_intdigest(paragraph.encode("utf-8", "surrogatepass"))
    return number >> 64, number & (1 << 64) - 1


class Memory:
    """The files of one model. Opened ones are mapped, not loaded: a million paragraphs take 40 MB, on disk only."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._tables: dict[str, pa.Table | None] = {}
        self._can_write = True

    def recall(self, keys: Sequence[Key], lengths: Sequence[int]) -> dict[Key, list[Span]]:
        """The spans of those paragraphs that were read before; `lengths` in code points."""
        self._open_new()
        found: dict[Key, list[Span]] = {}
        high = np.array([key[0] for key in keys], dtype=np.uint64)
        for table in filter(None, self._tables.values()):
            column = table["high"].chunk(0).to_numpy()
            rows = np.searchsorted(column, high)
            inside = rows < len(column)
            inside[inside] = column[rows[inside]] == high[inside]
            for at in np.flatnonzero(inside).tolist():
                row, key = int(rows[at]), keys[at]
                if table["low"][row].as_py() == key[1]:
                    spans = _spans(table["spans"][row].as_py(), lengths[at])
                    found |= {} if spans is None else {key: spans}
        return found

    def keep(self, read: Mapping[Key, Sequence[Span]]) -> None:
        """Write what was read as one more file, and merge when there are many. Without room it goes on, and says so."""
        if not self._can_write:
            return
        try:
            self._write((*key, _packed(spans)) for key, spans in read.items())
            if sum(table is not None for table in self._tables.values()) > MERGE_ABOVE:
                self._merge()
        except OSError as error:
            self._can_write = False
            logger.warning("%s: cannot be written (%s); names are found, but not remembered", self._folder, error)

    def _write(self, rows: Iterable[tuple[int, int, bytes]]) -> str:
        self._folder.mkdir(parents=True, exist_ok=True)
        columns = zip(*sorted(rows), strict=True)
        arrays = [pa.array(column, kind.type) for column, kind in zip(columns, SCHEMA, strict=True)]
        name = uuid4().hex
        aside = self._folder / f".{name}.part"
        with aside.open("wb") as file:
            with pa.ipc.new_file(file, SCHEMA) as writer:
                writer.write_batch(pa.record_batch(arrays, schema=SCHEMA))
            file.flush()
            os.fsync(file.fileno())
        aside.replace(self._folder / f"{name}.arrow")
        return f"{name}.arrow"

    def _merge(self) -> None:
        """One file of all that stand open, written before they go: two that merge at once keep all, twice."""
        merged = {name: table for name, table in self._tables.items() if table is not None}
        rows = {(high, low): spans for table in merged.values() for high, low, spans in _rows(table)}
        self._write((*key, spans) for key, spans in rows.items())
        for name in merged:
            (self._folder / name).unlink(missing_ok=True)

    def _open_new(self) -> None:
        """Map files that others or we wrote since, and forget those that are gone."""
        try:
            names = {entry.name for entry in os.scandir(self._folder) if entry.name.endswith(".arrow")}
        except OSError:  # most often it is not there yet
            names = set()
        self._tables = {name: table for name, table in self._tables.items() if name in names}
        for name in sorted(names - self._tables.keys()):
            self._tables[name] = self._open(self._folder / name)

    def _open(self, path: Path) -> pa.Table | None:
        """The file's table; None where it is not one of ours. That is said by the one process that removes it."""
        try:
            with pa.memory_map(str(path)) as file:
                table = pa.ipc.open_file(file).read_all()
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:  # pyarrow's errors are ValueErrors
            self._drop(path, str(error))
            return None
        if table.schema == SCHEMA and table["high"].num_chunks == 1:
            return table
        self._drop(path, "other columns")
        return None

    @staticmethod
    def _drop(path: Path, error: str) -> None:
        try:
            path.unlink()
        except FileNotFoundError:
            return
        except OSError:
            pass  # it stays, and is ignored
        logger.warning("%s: unreadable (%s); its paragraphs are read again", path, error)


def _rows(table: pa.Table) -> Iterable[tuple[int, int, bytes]]:
    return zip(*(table[name].to_pylist() for name in SCHEMA.names), strict=True)


def _packed(spans: Sequence[Span]) -> bytes:
    return b"".join(pack(SPAN, span.start, span.end, LABELS.index(span.label)) for span in spans)


def _spans(packed: Any, length: int) -> list[Span] | None:  # noqa: ANN401 - pyarrow's scalars are untyped
    """The spans of a paragraph of this length; None where they cannot be its spans, as after a fault of the disk."""
    if len(packed) % 9:
        return None
    fields = list(iter_unpack(SPAN, packed))
    if any(not start < end <= length or label >= len(LABELS) for start, end, label in fields):
        return None
    return [Span(start, end, LABELS[label]) for start, end, label in fields]
