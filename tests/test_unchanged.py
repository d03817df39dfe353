"""What is built when nothing changed but the log of runs, and what makes everything be built again."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tasks import ROOT, builds, models
from tasks.catalogue import publish, query, table_digests
from tasks.landing import committed_files
from tasks.models import ModelError, build_models
from tests.sql.landings import Sample, land

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.filterwarnings("default")  # dbt warns of its own dependencies

SAMPLES = [Sample("a", "Trois maires ont signé.", figures={"Trois": 3}), Sample("b", "Le pont rouvrira lundi.")]
OF_RUNS = {"stg_runs", "quality", "runs_reconcile"}


def built(warehouse: Path, *, full_refresh: bool = False) -> set[str]:
    """The models and singular tests that a build ran."""
    results = build_models(warehouse, committed_files(warehouse), full_refresh=full_refresh)
    return {result.name for result in results if result.kind == "model" or "_reconcile" in result.name}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("first")
    land(made, SAMPLES)
    assert {"articles", "figures", "stories"} <= built(made)
    publish(made, "first")
    return made


@pytest.fixture
def warehouse(first: Path) -> Path:
    """The module's one warehouse, of which the last build passed."""
    built(first)
    return first


def test_a_run_that_lands_nothing_builds_what_tells_of_runs_and_nothing_else_changes(warehouse: Path) -> None:
    before = table_digests(warehouse)
    land(warehouse, [], batch="b2")
    assert built(warehouse) == OF_RUNS
    publish(warehouse, "second")
    assert table_digests(warehouse) == before
    told = query(
        warehouse, "select count(distinct run_id) as runs, bool_and(passed) as passed from quality"
    ).to_pylist()
    assert told == [{"runs": 2, "passed": True}]


def test_a_short_build_is_what_a_whole_build_is(warehouse: Path) -> None:
    land(warehouse, [], batch="b3")
    built(warehouse)
    publish(warehouse, "short")
    digests, quality = table_digests(warehouse), query(warehouse, "from quality order by check_id").to_pylist()
    assert "articles" in built(warehouse, full_refresh=True)
    publish(warehouse, "whole")
    assert table_digests(warehouse) == digests
    assert query(warehouse, "from quality order by check_id").to_pylist() == quality


def test_new_documents_build_everything(warehouse: Path) -> None:
    land(warehouse, [Sample("c", "La mairie ferme.")], batch="b4")
    assert "articles" in built(warehouse)


def test_a_correction_builds_everything_once(warehouse: Path) -> None:
    (warehouse / "overrides").mkdir()
    (warehouse / "overrides" / "links.csv").write_text("from,to\n", encoding="utf-8")
    assert "articles" in built(warehouse)
    assert built(warehouse) == OF_RUNS


def test_a_changed_model_or_reference_row_builds_everything(
    warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("sql", "seeds/reference", "tasks"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    for module in (builds, models):
        monkeypatch.setattr(module, "ROOT", tmp_path)
    assert "articles" in built(warehouse), "another place of the code"
    assert built(warehouse) == OF_RUNS
    for changed in ("sql/models/marts/stories.sql", "seeds/reference/countries.csv"):
        (tmp_path / changed).write_bytes((tmp_path / changed).read_bytes() + b"\n")
        assert "articles" in built(warehouse), changed


def test_a_build_that_failed_does_not_count(warehouse: Path) -> None:
    files = committed_files(warehouse)
    with pytest.raises(ModelError):
        build_models(warehouse, {**files, "articles": []})
    assert "articles" in built(warehouse)
