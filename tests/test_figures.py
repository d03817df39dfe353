"""Figures: the corpus is the specification. Each case says a text and the figures that it states, in order."""

from __future__ import annotations

import json
import re
import time
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.figures import find_figures
from tasks.languages import pack_codes
from tasks.sentences import find_sentences

if TYPE_CHECKING:
    from tasks.tables import Figure

HERE = Path(__file__).resolve().parent
DATA = HERE.parent.parent / "shared" / "data"
CORPUS = [
    (path.parent.name, f"{path.parent.name}/{path.stem}-{number}", case)
    for language in pack_codes()
    for path in sorted((HERE / "corpus" / language).glob("*.toml"))
    for number, case in enumerate(tomllib.loads(path.read_text(encoding="utf-8")).get("case", []))
]
THOUSANDS = re.compile(r"(?<=\d)[  .'’](?=\d{3}(?!\d))")
FRENCH_GAPS = (" ", "\u00a0", "\u202f", "\u2009", "\u200a", ".", "'", "’")
ENGLISH_GAPS = (",", "\u00a0", "\u202f", "\u2009", " ")
KINDS = {"count", "money", "percent", "measure", "duration", "age", "ratio", "ordinal"}
BOUNDS = {"exact", "about", "at_least", "more_than", "at_most", "less_than", "between", "vague"}


def check(figures: list[Figure], expected: list[dict[str, Any]], language: str) -> None:
    assert len(figures) == len(expected), [figure.text for figure in figures]
    for figure, wanted in zip(figures, expected, strict=True):
        for name, value in wanted.items():
            got = getattr(figure, name)
            if value == "none":
                assert got is None, name
            elif name in {"same_as", "subset_of"}:
                assert got == figures[value].figure_id, (language, name)
            elif isinstance(value, float):
                assert got == pytest.approx(value, rel=1e-9), name
            else:
                assert got == value, (name, got, figure.text)


@pytest.mark.parametrize(
    ("language", "case"), [(language, case) for language, _, case in CORPUS], ids=[i for _, i, _ in CORPUS]
)
def test_corpus(language: str, case: dict[str, Any]) -> None:
    check(find_figures(case["text"], language, ()), case["figures"], language)


@pytest.mark.parametrize("gap", FRENCH_GAPS, ids=ascii)
def test_every_thousands_separator_of_the_french_press_reads_alike(gap: str) -> None:
    for language, _, case in CORPUS:
        if language == "fr" and re.search(r"\d \d{3}(?!\d)", case["text"]):
            text = re.sub(r"(?<=\d) (?=\d{3}(?!\d))", gap, case["text"])
            wanted = [
                {name: value for name, value in figure.items() if name not in {"text", "counted"}}
                for figure in case["figures"]
            ]
            check(find_figures(text, "fr", ()), wanted, language)


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\n"], ids=ascii)
def test_white_space_of_any_kind_separates_words(space: str) -> None:
    for language, _, case in CORPUS:
        if language == "fr" and not re.search(r"\d \d|\d [%€]", case["text"]):
            text = case["text"].replace(" ", space)
            wanted = [
                {
                    name: value
                    for name, value in figure.items()
                    if not isinstance(value, str) or name in {"kind", "bound", "unit"}
                }
                for figure in case["figures"]
            ]
            check(find_figures(text, "fr", ()), wanted, language)


def test_a_curly_apostrophe_reads_as_a_straight_one() -> None:
    for language, _, case in CORPUS:
        curly = find_figures(case["text"].replace("'", "’"), language, ())
        straight = find_figures(case["text"], language, ())
        assert [(f.kind, f.value, f.low, f.high, f.bound, f.unit) for f in curly] == [
            (f.kind, f.value, f.low, f.high, f.bound, f.unit) for f in straight
        ], case["text"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Steg um 12 % und 300 €.", [("percent", 12.0, "percent"), ("money", 300.0, "EUR")]),
        ("Es waren 11 000 da.", [("count", 11000.0, None)]),
        ("Im Jahr 2019 um 18:30.", []),
    ],
)
def test_a_language_without_pack_gives_digits_percent_and_currency_signs(
    text: str, expected: list[tuple[str, float, str | None]]
) -> None:
    assert [(f.kind, f.value, f.unit) for f in find_figures(text, "xx", ())] == expected


def french(number: int) -> str:
    units = [
        "zéro",
        "un",
        "deux",
        "trois",
        "quatre",
        "cinq",
        "six",
        "sept",
        "huit",
        "neuf",
        "dix",
        "onze",
        "douze",
        "treize",
        "quatorze",
        "quinze",
        "seize",
    ]
    tens = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante"}
    if number < 17:
        return units[number]
    if number < 20:
        return "dix-" + units[number - 10]
    if number < 70 or 70 <= number < 80:
        ten, rest = (6, number - 60) if number >= 60 else divmod(number, 10)
        if rest == 0:
            return tens[ten]
        return tens[ten] + (" et " if rest in {1, 11} else "-") + french(rest)
    if number < 100:
        return "quatre-vingts" if number == 80 else "quatre-vingt-" + french(number - 80)
    for size, name in ((10**9, "milliard"), (10**6, "million"), (1000, "mille"), (100, "cent")):
        if number >= size:
            head, rest = divmod(number, size)
            lead = "" if head == 1 and size <= 1000 else french(head) + " "
            plural = "s" if head > 1 and size >= 10**6 else ""
            return f"{lead}{name}{plural}" + (f" {french(rest)}" if rest else "")
    raise AssertionError(number)


@settings(max_examples=300, deadline=None)
@given(st.integers(min_value=2, max_value=10**12 - 1) | st.integers(min_value=2, max_value=2000))
def test_a_number_written_in_french_reads_back(number: int) -> None:
    figures = find_figures(
        f"Il y a {french(number)} chaises.".replace("millions chaises", "millions de chaises"), "fr", ()
    )
    assert [figure.value for figure in figures] == [float(number)], french(number)


PIECES = st.sampled_from(
    [
        "12 000",
        "1,5",
        "%",
        "€",
        "$",
        "entre",
        "et",
        "de",
        "à",
        "plus de",
        "soldats",
        "un",
        "deux",
        "millions",
        "des",
        "milliers",
        "(",
        ")",
        "ans",
        "-",
        "3e",
        "dont",
        "d'",
        ",",
        ".",
        "2018",
        "la moitié",
        "sur",
        "«",
        "par jour",
        "É",
        "fois",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=14), st.sampled_from(["fr", "en", "xx"]))
def test_spans_slice_and_bounds_are_ordered_whatever_the_text(pieces: list[str], language: str) -> None:
    text = " ".join(pieces)
    figures = find_figures(text, language, (), article_id="a")
    assert figures == find_figures(text, language, (), article_id="a")
    assert len({figure.figure_id for figure in figures}) == len(figures)
    for figure in figures:
        assert text[figure.start_char : figure.end_char] == figure.text
        assert figure.start_char <= figure.num_start < figure.num_end <= figure.end_char
        if figure.counted_start is not None:
            assert text[figure.counted_start : figure.counted_end] == figure.counted
        points = [point for point in (figure.low, figure.value, figure.high) if point is not None]
        assert points == sorted(points)
        assert figure.kind in KINDS
        assert figure.bound in BOUNDS


@pytest.mark.parametrize("unit", ["1", " ", "de ", "1 111 ", "1.", "a-", "un ", "mille ", "2, ", "(1"])
def test_time_is_linear_in_length(unit: str) -> None:
    def seconds(length: int) -> float:
        text = unit * (length // len(unit))
        started = time.perf_counter()
        find_figures(text, "fr", ())
        return time.perf_counter() - started

    seconds(1_000)
    assert seconds(32_000) < 0.1 + 24 * seconds(4_000)  # quadratic would be 64 times


def gold_rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / "gold" / name).read_text(encoding="utf-8").split("\n") if line]


@pytest.fixture(scope="module")
def seeds() -> dict[str, list[Figure]]:
    if not DATA.exists():
        pytest.skip("no ../shared/data")
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted((DATA / "seeds").glob("*.txt"))}
    return {name: find_figures(text, "fr", find_sentences(name, text, "fr")) for name, text in texts.items()}


def overlapping(figures: list[Figure], start: int, end: int) -> list[Figure]:
    return [figure for figure in figures if figure.num_start < end and figure.num_end > start]


def core_figures() -> list[dict[str, Any]]:
    return [row for row in gold_rows("seed_figures.jsonl") if row["kind"] != "date" and row["scope"] == "core"]


def test_seed_figures_are_right_in_value_bounds_and_unit(seeds: dict[str, list[Figure]]) -> None:
    wrong = []
    for row in core_figures():
        unit = {"km2": "square_kilometre"}.get(row["unit"], row["unit"])
        wanted = (row["kind"], row["value"], row["value_low"], row["value_high"], unit)
        found = overlapping(seeds[row["file"]], row["num_start"], row["num_end"])
        if wanted not in [(f.kind, f.value, f.low, f.high, f.unit) for f in found]:
            wrong.append(row["text"])
    assert len(core_figures()) == 44
    assert not wrong


def test_seed_counts_name_what_they_count(seeds: dict[str, list[Figure]]) -> None:
    rows = [row for row in core_figures() if row["kind"] == "count" and row["counted"]]
    right = 0
    for row in rows:
        plain = re.sub(r"\s*\[.*?\]\s*", "", row["counted"])
        wanted = {plain, re.sub(r"[\[\]]", "", row["counted"]), row["counted_head"]}
        right += any(
            figure.counted in wanted for figure in overlapping(seeds[row["file"]], row["num_start"], row["num_end"])
        )
    assert len(rows) == 22
    assert right >= 21


def test_no_seed_trap_is_hit(seeds: dict[str, list[Figure]]) -> None:
    partial = {"1 200", "8"}  # rows that say what a figure there must not be read as
    hits = [
        (row["text"], figure.text)
        for row in gold_rows("seed_traps.jsonl")
        for figure in overlapping(seeds[row["file"]], row["start"], row["end"])
        if row["text"] not in partial
    ]
    assert hits == []
