"""What a model is called, where it comes from, and what is wrong when it is not there."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import xxhash

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

CHUNK = 1 << 22
"""Bytes of a model's file that are hashed at once."""

COMMON_LABELS = {
    "PER": "PERSON",
    "PERSON": "PERSON",
    "ORG": "ORG",
    "ORGANIZATION": "ORG",
    "LOC": "LOC",
    "LOCATION": "LOC",
    "FAC": "LOC",
    "GPE": "GPE",
    "NORP": "NORP",
    "MISC": "MISC",
    "EVENT": "MISC",
    "WORK_OF_ART": "MISC",
    "LAW": "MISC",
    "PRODUCT": "MISC",
}
"""Labels of CoNLL, WikiNER and OntoNotes → ours, for a model that no language pack maps."""


class ModelError(ValueError):
    """A model that cannot be used; the message says which, why, and what to do."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a model comes from: the engine that loads it, a package, folder or hub name, labels → ours if stated."""

    engine: str
    model: str
    labels: tuple[tuple[str, str], ...] | None = None

    @property
    def folder(self) -> Path | None:
        """The model's folder, where it is one."""
        path = Path(self.model)
        return path if path.is_dir() else None

    def labels_or(self, usual: Mapping[str, str]) -> dict[str, str]:
        """The labels stated, else the usual ones of the engine."""
        return dict(usual if self.labels is None else self.labels)

    def name(self, version: str) -> str:
        """The engine's name in rows: a folder is told from others of its name by a hash of its files."""
        if self.folder is None:
            return f"{self.engine}/{self.model}-{version}"
        return f"{self.engine}/{self.folder.resolve().name}-{version}-{digest_of(self.folder)}"


def digest_of(folder: Path) -> str:
    """Hash of a folder's files and their names, 8 hex digits; a gigabyte takes half a second."""
    state = xxhash.xxh3_64()
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts):
        state.update(path.relative_to(folder).as_posix().encode())
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                state.update(chunk)
    return state.hexdigest()[:8]


def missing_library(source: Source, libraries: Iterable[str], remedy: str) -> str | None:
    """What to say where one of an engine's libraries is not installed."""
    lacking = [library for library in libraries if find_spec(library) is None]
    if not lacking:
        return None
    return f"model {source.model!r} needs {' and '.join(lacking)}, not installed: {remedy}"


def check_labels(source: Source, given: Iterable[str], labels: Mapping[str, str]) -> None:
    """Refuse a model none of whose labels is mapped: it would find nothing, silently.

    Raises:
        ModelError: says the model's labels.
    """
    known = sorted(given)
    if not set(known) & set(labels):
        message = (
            f"model {source.model!r} finds {', '.join(known) or 'nothing'}; none of it is known: "
            "map its labels in [entities.labels] of the language pack"
        )
        raise ModelError(message)
