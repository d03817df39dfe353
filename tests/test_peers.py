"""Recognizers-Text's given specifications: the share that comes out right does not fall."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tasks.sentences import find_sentences
from tasks.statements import find_statements
from tests.conftest import SHARED
from tests.peers import mentions, newsquant, polnear
from tests.peers.recognizers import SPECS, outcome, rate

if TYPE_CHECKING:
    from collections.abc import Callable

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


@pytest.mark.skipif(not SHARED.exists(), reason="no ../shared/data")
@pytest.mark.parametrize(("cases", "floor", "touched"), [(mentions.seeds, 0.98, 0.99), (mentions.sequoia, 0.84, 0.97)])
def test_mentions_meet_the_gold(cases: Callable[[], list[mentions.Case]], floor: float, touched: float) -> None:
    tally = mentions.score(cases())
    assert tally.f1 >= floor
    assert tally.touched / tally.gold >= touched


def test_spans_are_paired_once_and_a_wrong_label_is_a_mistake() -> None:
    case = mentions.Case(
        "Paris et Lyon", (mentions.Gold(0, 5, frozenset({"LOC"})), mentions.Gold(9, 13, frozenset({"LOC"})))
    )
    tally = mentions.Tally()
    mentions._count(  # noqa: SLF001 - the rule itself
        case, [mentions.Found(0, 5, "PER"), mentions.Found(9, 13, "LOC"), mentions.Found(6, 8, "LOC")], tally
    )
    assert (tally.right, tally.found, tally.gold) == (1, 3, 2)
    assert [error.split(":")[0] for error in tally.errors] == ["label PER for LOC", "false LOC"]


def test_both_tokens_of_a_contraction_stand_where_its_word_does() -> None:
    text = "Il va au Mans et des Alpes."
    tokens = ["Il", "va", "à", "le", "Mans", "et", "de", "les", "Alpes", "."]
    assert [text[slice(*place)] for place in mentions._places(text, tokens)] == [  # noqa: SLF001 - the rule itself
        *("Il", "va", "au", "au", "Mans", "et", "des", "des", "Alpes", "."),
    ]


@pytest.mark.skipif(not polnear.DATA.exists(), reason="no ../shared/data")
def test_english_statements_meet_the_attributions() -> None:
    assert polnear.score(half=1).f1 >= 0.62


def test_a_pronoun_is_right_by_its_cue_and_a_name_by_its_span() -> None:
    text = "Ada Byron spoke. He said that 40 boats sank."
    row = find_statements(text, "en", find_sentences("", text, "en"))[0]
    said, cue = ((row.start_char, row.end_char),), ((20, 24),)
    assert polnear._meet(text, polnear.Gold(said, cue, ((17, 19),)), row)  # noqa: SLF001 - the rule itself
    assert polnear._meet(text, polnear.Gold(said, cue, ((0, 9),)), row)  # noqa: SLF001 - as above
    assert not polnear._meet(text, polnear.Gold(said, cue, ((32, 40),)), row)  # noqa: SLF001 - as above
