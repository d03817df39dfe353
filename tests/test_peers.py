"""Recognizers-Text's given specifications: the share that comes out right does not fall."""

from __future__ import annotations

import pytest

from tests.peers.recognizers import SPECS, outcome, rate

FLOORS = {
    ("French", "Number"): 0.51,
    ("French", "Percent"): 0.82,
    ("French", "Ordinal"): 0.52,
    ("French", "NumberRange"): 0.31,
    ("French", "Currency"): 0.69,
    ("French", "Dimension"): 0.58,
    ("French", "Age"): 0.87,
    ("French", "Temperature"): 0.40,
    ("English", "Number"): 0.35,
    ("English", "Percent"): 0.75,
    ("English", "Ordinal"): 0.64,
    ("English", "NumberRange"): 0.39,
    ("English", "Currency"): 0.62,
    ("English", "Dimension"): 0.54,
    ("English", "Age"): 1.00,
    ("English", "Temperature"): 0.23,
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
