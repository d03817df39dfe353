"""Where a sentence ends: cases in tests/corpus/sentences, a bar between two sentences."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.sentences import find_sentences
from tasks.tables import Sentence
from tests.growth import is_linear

CORPUS = Path(__file__).parent / "corpus" / "sentences"
CASES = [
    (path.stem, case)
    for path in sorted(CORPUS.glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["cases"]
]


@pytest.mark.parametrize(("language", "case"), CASES, ids=[f"{language}: {case[:40]}" for language, case in CASES])
def test_sentences(language: str, case: str) -> None:
    text = case.replace("|", "")
    found = [text[row.start_char : row.end_char] for row in find_sentences("a", text, language)]
    assert found == [sentence.strip() for sentence in case.split("|") if sentence.strip()]


def test_rows_count_sentences_and_paragraphs_of_the_article() -> None:
    assert find_sentences("a1", "Un. Deux.\n\n Trois.", "fr") == [
        Sentence("a1", sentence=0, paragraph=0, start_char=0, end_char=3),
        Sentence("a1", sentence=1, paragraph=0, start_char=4, end_char=9),
        Sentence("a1", sentence=2, paragraph=2, start_char=12, end_char=18),
    ]


FRAGMENTS = [
    "M",
    "J.-C",
    "Le",
    "pays",
    "12",
    ".",
    "...",
    "…",
    "?",
    "!",
    " ",
    "\u00a0",
    "\n",
    "«",
    "»",
    '"',
    "(",
    ")",
    "。",
]


@given(st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.characters()), max_size=60).map("".join))
def test_spans_are_ordered_and_leave_out_only_white_space(text: str) -> None:
    rows = find_sentences("a", text, "fr")
    pieces = [text[row.start_char : row.end_char] for row in rows]
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(piece == piece.strip() != "" and "\n" not in piece for piece in pieces)
    assert [row.sentence for row in rows] == list(range(len(rows)))
    assert [row.paragraph for row in rows] == [text.count("\n", 0, row.start_char) for row in rows]
    assert all(a.end_char <= b.start_char for a, b in pairwise(rows))


@pytest.mark.parametrize(
    "unit", [".", ". ", "A. ", "1. A ", "1", " ", "\u00a0", "»", '" ', ".) ", ". - ", ".  »  ", "de ", "\n"]
)
def test_a_long_row_of_anything_takes_linear_time(unit: str) -> None:
    assert is_linear(lambda text: find_sentences("a", text, "fr"), unit, 160_000)
