"""Where and when of figures: the corpus is the specification; an article of any shape is read in linear time."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.extraction import find_attributed
from tests.growth import is_linear

CORPUS = Path(__file__).parent / "corpus" / "situations"
PUBLISHED = "2018-12-05"
CASES = [
    (path.stem, case)
    for path in sorted(CORPUS.glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]


def day(written: str) -> date | None:
    return date.fromisoformat(written) if written and written != "none" else None


@pytest.mark.parametrize(("language", "case"), CASES, ids=[case["text"][:40] for _, case in CASES])
def test_corpus(language: str, case: dict[str, Any]) -> None:
    figures = find_attributed(case["text"], language, day(case.get("published", PUBLISHED)))
    assert len(figures) == len(case["figures"]), [figure.text for figure in figures]
    for figure, wanted in zip(figures, case["figures"], strict=True):
        if "place" in wanted:
            assert (figure.place or "none") == wanted["place"], figure.text
        if "as_of" in wanted:
            first, _, last = wanted["as_of"].partition("/")
            assert (figure.as_of_start, figure.as_of_end) == (day(first), day(last)), figure.text
        assert figure.kind == wanted.get("kind", figure.kind)


PIECES = st.sampled_from(
    [
        "300 morts",
        "à Caen",
        "en France",
        "samedi",
        "en 2018",
        "depuis",
        ",",
        ".",
        "et",
        ":",
        "dans la région de",
        "Lyon",
        "«",
        "a dit",
        "que",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=16))
def test_a_place_is_verbatim_and_a_period_runs_forward(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for figure in find_attributed(text, "fr", date(2018, 12, 5)):
        assert figure.place is None or figure.place in text
        assert not (figure.as_of_start and figure.as_of_end) or figure.as_of_start <= figure.as_of_end


@pytest.mark.parametrize(
    "unit",
    [
        "300 morts à Caen ",
        "à Caen en 2018 ",
        "300 morts. À Caen. ",
        "300 «à Caen» samedi, a dit Martin. ",
        "Dans la région de Caen. Dans la ville, 300 morts. ",
        "À Caen, 300 morts\nDans la région, 12 sur place\n",
    ],
)
def test_time_is_linear_in_length(unit: str) -> None:
    assert is_linear(lambda text: find_attributed(text, "fr", date(2018, 12, 5)), unit, 32_000)
