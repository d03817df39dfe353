"""Four months of French press about one movement: what is one measure, who said how many, which copies differ.

The press is not part of the project; pairs of its figures are, by their ids: gold_measures.csv says of each whether
both measure the same, as a person judged who read the two sentences.
"""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tasks.catalogue import query
from tasks.scores.tallies import score
from tests.conftest import ROOT

pytestmark = pytest.mark.press

PAIRS = Path(__file__).with_name("gold_measures.csv")
FLOOR = 0.85
"""Of F1; docs/scores.md has what was reached."""

SATURDAYS = """
with days as (select date '2018-11-17' + 7 * week::int as day from range(14) as weeks(week))
select days.day::varchar as day, list_sort(list(distinct claims.claimant_id)) as who
from days
inner join claims on claims.as_of_start = days.day and claims.as_of_end = days.day
inner join measures using (measure_id)
where claims.thing = 'protesters' and measures.place_name = 'France' and claims.claimant_kind != 'article'
group by days.day
"""


@pytest.fixture(scope="module")
def warehouse(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("press") / "warehouse"
    recoupe = Path(sys.executable).with_name("recoupe")
    command = [str(part) for part in (recoupe, "run", shared / "press_fr", "--warehouse", folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert "3,593 = 3,593 landed + 0 known + 0 rejected" in done.stdout + done.stderr
    return folder


def rows(warehouse: Path, sql: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = query(warehouse, sql).to_pylist()
    return found


def test_figures_that_a_reader_takes_for_one_measure_are_one(warehouse: Path) -> None:
    with PAIRS.open(encoding="utf-8", newline="") as stream:
        pairs = list(csv.DictReader(stream))
    measured = "select figure_id, measure_id from figures where measure_id is not null"
    measures = {row["figure_id"]: row["measure_id"] for row in rows(warehouse, measured)}
    told = [(measures.get(pair["a"], "a") == measures.get(pair["b"], "b"), pair["same"] == "true") for pair in pairs]
    found, gold = ([one for one in told if one[side]] for side in (0, 1))
    made = score("one measure", told.count((True, True)), len(found), len(gold), pairs=len(told))
    assert (made.f1 or 0) >= FLOOR, made


def test_each_saturday_has_its_counts_and_the_movement_s_own_beside_the_ministry_s(warehouse: Path) -> None:
    said = {row["day"]: row["who"] for row in rows(warehouse, SATURDAYS)}
    assert len(said) >= 12
    assert {"words:ministere de l interieur", "words:nombre jaune"} <= set(said["2019-02-09"])


def test_copies_that_print_another_number_say_so(warehouse: Path) -> None:
    sql = "select publisher_before, publisher_after from figure_changes "
    assert rows(warehouse, sql + "where value_before = 136000 and value_after = 125000") == [
        {"publisher_before": "ledevoir.com", "publisher_after": "lesoleil.com"}
    ]


def test_who_counts_is_no_place(warehouse: Path) -> None:
    sql = "select count(*) as wrong from claims where claimant_id like 'geo:%' or claimant_id like 'place:%'"
    assert rows(warehouse, sql) == [{"wrong": 0}]
