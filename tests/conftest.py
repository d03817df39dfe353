"""What several tests share: rows that are easy to make, the corpora beside the checkout."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tasks.tables import Document

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "data"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder of the real corpora; tests that read them skip in a clone without it."""
    if not SHARED.exists():
        pytest.skip(f"no corpora at {SHARED}")
    return SHARED


def document(name: str, text: str = "Douze personnes ont été blessées, selon la préfecture.") -> Document:
    """A text document with `name` for its id."""
    return Document(
        document_id=name,
        document_key=name,
        source_uri=f"/in/{name}.txt",
        record="",
        media_type="text/plain",
        encoding="utf-8",
        raw=text.encode(),
        given="{}",
        fetched_at=datetime(2024, 11, 7, tzinfo=UTC),
    )
