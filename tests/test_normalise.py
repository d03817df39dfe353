"""Source text → clean text, its map, and what it says of itself. The cases are in corpus/normalise/*.toml."""

from __future__ import annotations

import gzip
import json
import tomllib
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.languages import pack_codes, pack_of
from tasks.normalise import Normalised, normalise
from tasks.normalise.boilerplate import has_figure
from tests.growth import is_linear

CORPUS = Path(__file__).parent / "corpus" / "normalise"
SHARED = Path(__file__).parents[2] / "shared" / "data"
WHITE = "white_space"


def cases(*files: str) -> list[Any]:
    tables = [(file, case) for file in files for case in tomllib.loads((CORPUS / f"{file}.toml").read_text())["case"]]
    return [pytest.param(case, id=f"{file}: {case['name']}") for file, case in tables]


def labels_of(result: Normalised) -> list[str]:
    return [piece.label for piece in result.pieces if piece.label not in {None, WHITE}]  # type: ignore[misc]


def assert_map_is_exact(source: str, result: Normalised) -> None:
    pieces = result.pieces
    assert "".join(source[piece.source_start : piece.source_end] for piece in pieces) == source
    assert "".join(result.text[piece.start_char : piece.end_char] for piece in pieces) == result.text
    for one, two in pairwise(pieces):
        assert (one.source_end, one.end_char) == (two.source_start, two.start_char)
        assert not one.kind == two.kind == "kept"
    for piece in pieces:
        before, after = source[piece.source_start : piece.source_end], result.text[piece.start_char : piece.end_char]
        assert piece.kind == ("kept" if piece.label is None else "replaced" if after else "dropped")
        assert (before == after) == (piece.kind == "kept")


@pytest.mark.parametrize("case", cases("characters", "quotes", "boilerplate"))
def test_source_becomes_clean_text(case: dict[str, Any]) -> None:
    source = case["source"]
    result = normalise(source)
    assert result.text == case.get("clean", source).strip("\n")
    if "labels" in case or case.get("same"):
        assert labels_of(result) == case.get("labels", [])
    assert_map_is_exact(source, result)
    assert normalise(result.text).text == result.text


@pytest.mark.parametrize("case", cases("credits"))
def test_text_says_where_it_comes_from(case: dict[str, Any]) -> None:
    result = normalise(case["source"])
    said = case.get("published")
    assert result.agency == case.get("agency")
    assert result.dateline == case.get("dateline")
    assert result.published == (datetime.fromisoformat(said).replace(tzinfo=UTC) if said else None)
    assert result.published_precision == case.get("precision")


@pytest.mark.parametrize(
    ("text", "given_title", "title"),
    [
        ("Le port ferme\nLes cargos attendent au large.", None, "Le port ferme"),
        ("Qui ferme le port ?\nLes cargos attendent au large.", None, "Qui ferme le port ?"),
        ("Le port ferme.\nLes cargos attendent au large.", None, None),
        ("Le port ferme", None, None),
        ("Publié le 7 novembre 2024\nLes cargos attendent au large.", None, None),
        ("PARIS (AFP) - Le port ferme\nLes cargos attendent au large.", None, None),
        ("Lire aussi\nLe port ferme\nLes cargos attendent au large.", "Le port", "Le port"),
        ("Les cargos attendent.", " L&#8217;autre\n port ", "L’autre port"),
        ("Les cargos attendent.", " ", None),
    ],
)
def test_title(text: str, given_title: str | None, title: str | None) -> None:
    assert normalise(text, given_title).title == title


def test_headline_stays_in_the_text() -> None:
    assert normalise("Le port ferme\nLes cargos attendent.").text.startswith("Le port ferme\n")


@pytest.mark.parametrize("text", ["", " \n\t", "\ufeff", "-"])
def test_nothing_to_read_gives_an_empty_text(text: str) -> None:
    result = normalise(text)
    assert result.text == ""
    assert sum(piece.source_end - piece.source_start for piece in result.pieces) == len(text)


FRAGMENTS = st.sampled_from(
    [
        *" .,:;!?-—«»“”\"'()\n\t\r&#;Ãâ€é»1à",
        "\u0301",
        "\xa0",
        "\u202f",
        "\u2028",
        "\x85",
        "\x92",
        "\xad",
        "\ud800",
        "&amp;",
        "&#10;",
        "&lt;",
        "Ã©",
        "â€™",
        "Lire aussi",
        "Related News :",
        "\nLe maire promet une digue plus haute aux habitants de la vallée\n",
        "Une phrase assez longue pour un paragraphe, close par un point.",
        "(nouvelle fenêtre)",
        "AFP",
        "Publié le 7 novembre 2024",
    ]
)
TEXTS = st.one_of(st.lists(FRAGMENTS, max_size=40).map("".join), st.text(max_size=60))


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_map_is_exact_and_normalising_again_changes_nothing(source: str) -> None:
    result = normalise(source)
    assert_map_is_exact(source, result)
    assert normalise(result.text).text == result.text


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(sorted(pack_of("fr").section("boilerplate")["lines"]["related"])), max_size=4), TEXTS)
def test_no_sentence_and_no_figure_is_lost(markers: list[str], noise: str) -> None:
    prose = ["Le maire promet 12 digues aux habitants de la vallée", "La rivière monte encore, dit-il."]
    text = "\n".join([*markers, prose[0], *markers, noise.replace("\n", " "), prose[1], *markers])
    assert all(line in normalise(text).text.split("\n") for line in prose)


@pytest.mark.parametrize("code", pack_codes())
def test_no_marker_line_is_a_figure(code: str) -> None:
    lines = pack_of(code).section("boilerplate").get("lines", {})
    assert [text for texts in lines.values() for text in texts if has_figure(text)] == []


@pytest.mark.parametrize(
    "unit",
    ["1", " ", "a", "de ", "\n ", "« ", "»", "Ã ", "&amp;", "e\u0301", ". ", "x. . ", "Paris (", "Lire aussi\n", "a! "],
    ids=repr,
)
def test_time_is_linear_in_length(unit: str) -> None:
    assert is_linear(normalise, unit, 160_000)


@pytest.mark.skipif(not SHARED.exists(), reason="needs the development data beside the repository")
class TestOnRealPress:
    def test_map_is_exact_and_normalising_again_changes_nothing(self) -> None:
        for text in self.texts():
            result = normalise(text)
            assert_map_is_exact(text, result)
            assert normalise(result.text).text == result.text

    def test_no_dropped_line_carries_a_figure_or_ends_in_a_full_stop(self) -> None:
        for text in self.texts():
            dropped = [
                text[piece.source_start : piece.source_end].strip()
                for piece in normalise(text).pieces
                if piece.kind == "dropped" and piece.label not in {WHITE, "invisible_character"}
            ]
            assert [line for line in dropped if has_figure(line)] == []
            assert [line for line in dropped if len(line) > 40 and line.endswith(".")] == []

    @staticmethod
    def texts() -> list[str]:
        texts = [path.read_text(encoding="utf-8") for path in sorted((SHARED / "seeds").glob("*.txt"))]
        for path in sorted((SHARED / "press_fr").glob("*.jsonl.gz")):
            with gzip.open(path, "rt", encoding="utf-8", newline="\n") as lines:
                texts += [json.loads(line)["text"] for number, line in enumerate(lines) if number % 20 == 0]
        return texts
