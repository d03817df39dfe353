"""The user's corrections: CSV files below warehouse/overrides, read by the models and never written by the program."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

OVERRIDES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "entity_overrides": ("entities.csv", ("entity_id", "target_id", "reason")),
    "mention_overrides": ("mentions.csv", ("article_id", "start_char", "end_char", "entity_id", "reason")),
}
"""View of schema landing → file below overrides/ and its columns. An empty target or entity means: not linked."""


class OverrideError(ValueError):
    """A file of corrections that cannot be read: says which, why and what to do."""


def override_view(warehouse: Path, name: str) -> str:
    """The query of one view: the rows of its file as text, none where there is no file.

    Raises:
        OverrideError: the file lacks a column, a row a key or two rows have the same key.
    """
    file, columns = OVERRIDES[name]
    path = warehouse / "overrides" / file
    if not path.exists():
        return f"select {', '.join(f'cast(null as varchar) as {column}' for column in columns)} limit 0"
    _check(path, columns)
    listed = ", ".join(f"nullif(trim({column}), '') as {column}" for column in columns)
    quoted = str(path).replace("'", "''")
    return f"select {listed} from read_csv('{quoted}', header = true, all_varchar = true)"  # noqa: S608 - our own names


def _check(path: Path, columns: tuple[str, ...]) -> None:
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        missing = [column for column in columns if column not in (reader.fieldnames or ())]
        if missing:
            message = f"{path}: no column {', '.join(missing)}; its first line must be {','.join(columns)}"
            raise OverrideError(message)
        keys = columns[:-2]
        seen: dict[tuple[str, ...], int] = {}
        for row in reader:
            key = tuple((row[column] or "").strip() for column in keys)
            wrong = "an empty key" if not all(key) else f"the key of line {seen[key]} again" if key in seen else None
            places = [row[column] or "" for column in keys if column.endswith("_char")]
            wrong = wrong or next((f"{place!r} is no number" for place in places if not place.isdigit()), None)
            if wrong:
                message = f"{path}, line {reader.line_num}: {wrong}; mend the line or delete it"
                raise OverrideError(message)
            seen[key] = reader.line_num
