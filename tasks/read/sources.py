"""What a run was asked to read: files, folders and globs → inputs in a fixed order; and the metadata beside them."""

from __future__ import annotations

import csv
import glob
import os
import stat
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tasks.read.fields import METADATA_COLUMNS
from tasks.read.formats import format_of_name, known_suffixes
from tasks.read.records import Unreadable
from tasks.read.text import decode, encoding_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tasks.read.records import Format

SEPARATORS = (",", ";", "\t")
"""Of a metadata file; French spreadsheets write ';'."""


class MissingSource(ValueError):  # noqa: N818 - named for what the user did
    """A source that names nothing."""


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read."""

    path: Path
    key: str
    """Path relative to its SOURCE, '/' between the parts, NFC; the file's name when it is the SOURCE."""
    format: Format | None
    """None: no format has its suffix."""
    compressed: bool


def find_inputs(sources: Sequence[str]) -> list[Input]:
    """The files of each source in turn, sorted by key within it; a file named twice is read once.

    Folders are searched to the bottom; there and in globs, hidden files, README files and files of unknown suffix
    are passed over. A folder may be empty.

    Raises:
        MissingSource: a path or glob that matches no file, or a folder that cannot be listed.
    """
    found: dict[str, Input] = {}
    for source in sources:
        for entry in sorted(_inputs(source), key=lambda entry: (entry.key, entry.path)):
            found.setdefault(os.path.realpath(entry.path), entry)
    return list(found.values())


def _inputs(source: str) -> list[Input]:
    path = Path(source)
    if path.is_dir():
        return _known(_walk(path), path)
    if path.exists():
        return [_input(path, path.parent)]
    if glob.has_magic(source):
        return _glob(source)
    message = f"source {source!r} does not exist; name a file, a folder or a glob such as 'articles/**/*.jsonl'"
    raise MissingSource(message)


def _glob(pattern: str) -> list[Input]:
    matches = [Path(match) for match in glob.glob(pattern, recursive=True)]  # noqa: PTH207 - Path.glob takes no root
    if not matches:
        message = f"source {pattern!r} matches no file; mend the pattern, or name a folder"
        raise MissingSource(message)
    root = _fixed_part(pattern)
    files = (file for match in matches for file in (_walk(match) if match.is_dir() else [match]))
    found = _known(files, root)
    if not found:
        message = f"source {pattern!r} matches nothing in a format that is read ({known_suffixes()})"
        raise MissingSource(message)
    return found


def _fixed_part(pattern: str) -> Path:
    """The folder before the first part with a wildcard."""
    parts = Path(pattern).parts
    count = next(number for number, part in enumerate(parts) if glob.has_magic(part))
    return Path(*parts[:count])


def _walk(folder: Path) -> Iterator[Path]:
    """Files under a folder, hidden ones left out, symbolic links to folders not followed."""

    def stop(error: OSError) -> None:
        message = f"folder {error.filename!r} cannot be listed ({error.strerror}); make it readable, then run again"
        raise MissingSource(message) from error

    for here, folders, names in os.walk(folder, onerror=stop):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(here, name) for name in sorted(names) if not name.startswith("."))


def _known(files: Iterable[Path], root: Path) -> list[Input]:
    entries = (_input(file, root) for file in files if not file.name.lower().startswith("readme.") and _is_file(file))
    return [entry for entry in entries if entry.format is not None]


def _is_file(path: Path) -> bool:
    """False for pipes, sockets and devices; a broken link counts, so that it is rejected by name and not lost."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return True


def _input(path: Path, root: Path) -> Input:
    found, compressed = format_of_name(path.name)
    return Input(path, path_key(path.relative_to(root).as_posix()), found, compressed)


def path_key(path: str) -> str:
    """A relative path that is the same on every system: NFC, and bytes that are no UTF-8 as escapes."""
    words = os.fsencode(path).decode("utf-8", "backslashreplace")
    return unicodedata.normalize("NFC", words).removeprefix("./")


def read_metadata(path: str) -> dict[str, dict[str, str]]:
    """A metadata file: path relative to SOURCE, or file name → what it says of that file; empty cells left out.

    Raises:
        MissingSource: the file cannot be read.
        ValueError: no column `file`, an unknown column, a file named twice, or a row longer than the header.
    """
    try:
        raw = Path(path).read_bytes()
        text = decode(raw, encoding_of(raw))
    except (OSError, Unreadable) as error:
        message = f"metadata file {path!r} cannot be read ({error}); name a CSV file"
        raise MissingSource(message) from error
    header = text.partition("\n")[0]
    reader = csv.reader(text.splitlines(keepends=True), delimiter=max(SEPARATORS, key=header.count))
    columns = [column.strip().lower() for column in next(reader, [])]
    _check_columns(path, columns)
    rows: dict[str, dict[str, str]] = {}
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        row = _row(path, reader.line_num, columns, cells)
        file = path_key(row.pop("file", "").replace("\\", "/"))
        if not file or file in rows:
            message = f"{path}, line {reader.line_num}: file {file!r} is {'named twice' if file else 'empty'}; mend it"
            raise ValueError(message)
        rows[file] = row
    return rows


def _check_columns(path: str, columns: list[str]) -> None:
    unknown = [column for column in columns if column not in ("file", *METADATA_COLUMNS)]
    if unknown:
        message = f"{path}: column {unknown[0]!r} is not known; known are file, {', '.join(METADATA_COLUMNS)}"
        raise ValueError(message)
    if "file" not in columns:
        message = f"{path}: no column 'file' in {columns}; it says which file a row is about"
        raise ValueError(message)


def _row(path: str, line: int, columns: list[str], cells: list[str]) -> dict[str, str]:
    if len(cells) > len(columns):
        message = f"{path}, line {line}: {len(cells)} cells for {len(columns)} columns; quote those with a separator"
        raise ValueError(message)
    return {column: cell.strip() for column, cell in zip(columns, cells, strict=False) if cell.strip()}
