"""What several tests share: rows that are easy to make, the corpora beside the checkout, a warehouse of the samples."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tasks.tables import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flows.progress import Progress

News = Any
"""The flow `news`, imported only once its server is chosen."""

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "data"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """With several processes a file is one worker's, and so are all that need Prefect's server; long ones go first.

    Longest are the tests that build models.
    """
    lengths: dict[str, int] = {}
    for item in items:
        needs = set(getattr(item, "fixturenames", ()))
        group = "server" if needs & {"prefect", "run", "sampled"} else item.path.stem
        item.add_marker(pytest.mark.xdist_group(group))
        builds = hasattr(getattr(item, "module", None), "build_models")
        lengths[group] = max(lengths.get(group, 0), 2 * (group == "server") + builds)
    items.sort(key=lambda item: -lengths[next(item.iter_markers("xdist_group")).args[0]])


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder of the real corpora; tests that read them skip in a clone without it."""
    if not SHARED.exists():
        pytest.skip(f"no corpora at {SHARED}")
    return SHARED


@pytest.fixture(scope="session")
def prefect() -> Iterator[None]:
    """One Prefect server for the session: it takes some 20 seconds to start."""
    from prefect.testing.utilities import prefect_test_harness  # noqa: PLC0415 - two seconds that few tests need

    os.environ["PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS"] = "120"
    os.environ["RECOUPE_WORKERS"] = "0"
    with prefect_test_harness(server_startup_timeout=120):
        yield


@pytest.fixture(scope="session")
def run(prefect: None) -> News:  # noqa: ARG001 - the server must be there
    from flows.news import news  # noqa: PLC0415 - Prefect is imported once its server is chosen

    return news


@pytest.fixture(scope="session")
def sampled(run: News, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Progress]:
    """A warehouse of the sample articles, for tests that only read it."""
    warehouse = tmp_path_factory.mktemp("sampled")
    return warehouse, run(warehouse=str(warehouse))


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
