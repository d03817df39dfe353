"""Recognizers-Text's given specifications: the share that comes out right does not fall."""

from __future__ import annotations

import pytest

from tests.peers import newsquant
from tests.peers.recognizers import SPECS, outcome, rate

FLOORS = {
    ("French", "Number"): 0.90,
    ("French", "Percent"): 0.91,
    ("French", "Ordinal"): 0.92,
    ("French", "NumberRange"): 0.90,
    ("French", "Currency"): 0.98,
    ("French", "Dimension"): 0.93,
    ("French", "Age"): 1.00,
    ("French", "Temperature"): 0.93,
    ("English", "Number"): 0.92,
    ("English", "Percent"): 0.91,
    ("English", "Ordinal"): 1.00,
    ("English", "NumberRange"): 0.89,
    ("English", "Currency"): 0.91,
    ("English", "Dimension"): 0.86,
    ("English", "Age"): 1.00,
    ("English", "Temperature"): 0.90,
}


@pytest.mark.skipif(not SPECS.exists(), reason="no ../shared/data")
@pytest.mark.parametrize(("language", "model"), FLOORS, ids="-".join)
def test_as_many_cases_come_out_right_as_ever(language: str, model: str) -> None:
    assert rate(model, language) >= FLOORS[language, model]


@pytest.mark.parametrize(
    ("text", "value", "right"), [("vingt", "20", True), ("vingt", "21", False), ("vingt trente", "20", False)]
)
def test_a_case_is_right_only_when_its_resolutions_come_out(text: str, value: str, right: bool) -> None:  # noqa: FBT001 - a row of a table
    row = {"Text": text, "Start": 0, "TypeName": "number", "Resolution": {"value": value}}
    assert outcome({"Input": text, "Results": [row]}, "Number", "French")[0] is right


@pytest.mark.skipif(not newsquant.SUITE.exists(), reason="no ../shared/data")
@pytest.mark.parametrize(("measure", "floor"), [("value", 0.91), ("value+unit", 0.82), ("value+change", 0.85)])
def test_newsquant_comes_out_as_well_as_ever(measure: str, floor: float) -> None:
    assert newsquant.score_suite().f1()[measure] >= floor


def test_a_quantity_is_right_in_unit_and_change_only_beside_its_value() -> None:
    score = newsquant.Score()
    newsquant.score_sentence(
        [newsquant.Quantity(3.0, "dollar", "="), newsquant.Quantity((1.0, 2.0), "year", "up")],
        [newsquant.Quantity(3.0, "euro", "="), newsquant.Quantity(1.0, "year", "up")],
        score,
    )
    assert (score.wanted, score.found, score.value, score.unit, score.change) == (2, 2, 1, 0, 1)
