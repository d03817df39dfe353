"""What the last published build said of groups and stories, for the log of how they change.

The published files are the only memory: build.duckdb is a cache that may be deleted.
"""

from __future__ import annotations

import re
from contextlib import closing
from typing import TYPE_CHECKING

import duckdb

from tasks.literals import path_literal, text_literal

if TYPE_CHECKING:
    from pathlib import Path

LOG = "group_changes"
"""The mart that is such a log: it differs with the builds that were made, not with the documents alone."""

PUBLISHED = {
    "published_memberships": ("articles", {"article_id": "varchar", "copy_group": "varchar", "story_id": "varchar"}),
    "published_changes": (
        LOG,
        {
            "change_id": "varchar",
            "layer": "varchar",
            "change": "varchar",
            "from_id": "varchar",
            "into_id": "varchar",
            "articles": "bigint",
            "build_id": "varchar",
            "landed_until": "timestamp",
        },
    ),
}
"""View of schema `landing` → the mart that it reads as it was last published, with the columns that it needs."""


def build_view(build_id: str) -> str:
    """The query for which build this is, and when the last run that it holds began."""
    return f"select {text_literal(build_id)} as build_id, max(started_at) at time zone 'UTC' as landed_until from landing.runs"  # noqa: E501, S608 - names of ours


def published_views(warehouse: Path) -> dict[str, str]:
    """View → its query over the file that the catalogue reads now; no rows where nothing, or less, is published."""
    files = _published(warehouse)
    return {view: _view(files.get(mart), columns) for view, (mart, columns) in PUBLISHED.items()}


def _view(path: Path | None, columns: dict[str, str]) -> str:
    if path is None:
        return f"select {', '.join(f'null::{kind} as {name}' for name, kind in columns.items())} where false"
    return f"select {', '.join(columns)} from read_parquet([{path_literal(path)}])"  # noqa: S608 - names of ours


def _published(warehouse: Path) -> dict[str, Path]:
    """Mart → its file, of those that are there; a catalogue that cannot be opened has published nothing."""
    catalogue = warehouse / "news.duckdb"
    if not catalogue.exists():
        return {}
    try:
        with closing(duckdb.connect()) as connection:
            connection.execute(f"attach {text_literal(str(catalogue))} as news (read_only)")
            views = connection.execute("select view_name, sql from duckdb_views() where not internal").fetchall()
    except duckdb.Error:
        return {}
    named = {name: re.search(r"/([^/']+\.parquet)'", sql) for name, sql in views}
    files = {name: warehouse / "marts" / name / found[1] for name, found in named.items() if found}
    return {name: path for name, path in files.items() if path.exists()}
