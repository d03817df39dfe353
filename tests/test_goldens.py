"""Whole articles with their gold: what is found, and how much of each figure is right. Floors hold what is reached."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from tasks.figures import find_figures
from tasks.languages import language_of
from tasks.sentences import find_sentences
from tests.forms import DATA
from tests.test_seeds import rows_of, texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tasks.tables import Figure

Row = dict[str, Any]
Pair = tuple[Row, "Figure"]


@cache
def figures_of(file: str) -> list[Figure]:
    text = texts()[file]
    language = language_of(text)[0]
    return find_figures(text, language, find_sentences(file, text, language))


def over(figures: list[Figure], start: int, end: int) -> list[Figure]:
    return [figure for figure in figures if figure.num_start < end and figure.num_end > start]


@cache
def pairs() -> tuple[list[Pair], list[Row]]:
    """Core rows of the gold, each with the figure that reads it, and those that nothing reads."""
    found, missed = [], []
    for row in rows_of("figures"):
        near = over(figures_of(row["file"]), row["num_start"], row["num_end"])
        if near:
            found.append((row, next((figure for figure in near if figure.text == row["text"]), near[0])))
        elif row["scope"] == "core":
            missed.append(row)
    return [pair for pair in found if pair[0]["scope"] == "core"], missed


def same_amount(row: Row, figure: Figure) -> bool:
    limits = () if row["kind"] == "ordinal" else ("low", "high")  # a rank has no limits to speak of
    numbers = all(close(row[name], getattr(figure, name)) for name in ("value", *limits))
    return numbers and all(row[name] == getattr(figure, name) for name in ("kind", "bound", "unit"))


def close(meant: float | None, got: float | None) -> bool:
    if meant is None or got is None:
        return meant is got
    return got == pytest.approx(meant, abs=5e-5)  # the gold rounds thirds to four decimals


def same(name: str) -> Callable[[Row, Figure], bool]:
    return lambda row, figure: bool(row[name] == getattr(figure, name))


def shown(row: Row, name: str, got: object) -> str:
    text = texts()[row["file"]]
    context = text[max(0, row["start_char"] - 40) : row["end_char"] + 40].replace("\n", " ")
    return f"{row['file']} …{context}…: {name} {row.get(name)!r}, read as {got!r}"


FOUND = 0.97
STRAYS, TRAPS_HIT = 0.031, 0.16
FLOORS: dict[str, tuple[float, Callable[[Row, Figure], bool]]] = {
    "amount": (0.95, same_amount),
    "text": (0.95, same("text")),
    "counted": (0.79, same("counted")),
    "state": (0.57, same("state")),
    "category": (0.46, same("category")),
    "per": (0.4, same("per")),
    "direction": (0.79, same("direction")),
    "modality": (0.95, same("modality")),
}
"""Least share of right ones among the rows where the gold states the field: what is reached; raise it as it rises."""


def test_figures_of_the_sample_articles_are_found() -> None:
    found, missed = pairs()
    share = len(found) / (len(found) + len(missed))
    assert share >= FOUND, "\n".join(shown(row, "text", None) for row in missed)


@pytest.mark.parametrize("name", FLOORS)
def test_fields_of_the_sample_articles_are_right(name: str) -> None:
    floor, right = FLOORS[name]
    stated = [(row, figure) for row, figure in pairs()[0] if states(row, name)]
    wrong = [(row, figure) for row, figure in stated if not right(row, figure)]
    field = "text" if name == "amount" else name
    share = 1 - len(wrong) / len(stated)
    assert share >= floor, "\n".join(shown(row, field, getattr(figure, field)) for row, figure in wrong)


def states(row: Row, name: str) -> bool:
    """Whether the gold says this field of a row; what is counted only of counts."""
    return name == "amount" or (row[name] is not None and (name != "counted" or row["kind"] == "count"))


def test_few_figures_are_read_where_the_gold_has_none() -> None:
    stray = list(strays())
    assert len(stray) <= STRAYS * len(rows_of("figures")), stray


def test_few_traps_of_the_sample_articles_are_hit() -> None:
    rows = rows_of("traps")
    hit = [
        (row["file"], row["text"], figure.text)
        for row in rows
        for figure in over(figures_of(row["file"]), row["start_char"], row["end_char"])
    ]
    assert len(hit) <= TRAPS_HIT * len(rows), hit


def strays() -> Iterator[str]:
    """Figures that the gold does not know, outside boilerplate."""
    known = [*rows_of("figures"), *rows_of("boilerplate")]
    for file in texts():
        taken = [(row["start_char"], row["end_char"]) for row in known if row["file"] == file]
        for figure in figures_of(file):
            if not any(start < figure.num_end and figure.num_start < end for start, end in taken):
                yield f"{file} {figure.text!r}"


def gold_rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / "gold" / name).read_text(encoding="utf-8").split("\n") if line]


@pytest.fixture(scope="module")
def seeds() -> dict[str, list[Figure]]:
    if not DATA.exists():
        pytest.skip("no ../shared/data")
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted((DATA / "seeds").glob("*.txt"))}
    return {name: find_figures(text, "fr", find_sentences(name, text, "fr")) for name, text in texts.items()}


def core_figures() -> list[dict[str, Any]]:
    return [row for row in gold_rows("seed_figures.jsonl") if row["kind"] != "date" and row["scope"] == "core"]


def test_seed_figures_are_right_in_value_bounds_and_unit(seeds: dict[str, list[Figure]]) -> None:
    wrong = []
    for row in core_figures():
        unit = {"km2": "square_kilometre"}.get(row["unit"], row["unit"])
        wanted = (row["kind"], row["value"], row["value_low"], row["value_high"], unit)
        found = over(seeds[row["file"]], row["num_start"], row["num_end"])
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
        right += any(figure.counted in wanted for figure in over(seeds[row["file"]], row["num_start"], row["num_end"]))
    assert len(rows) == 22
    assert right >= 21


def test_no_seed_trap_is_hit(seeds: dict[str, list[Figure]]) -> None:
    partial = {"1 200", "8"}  # rows that say what a figure there must not be read as
    hits = [
        (row["text"], figure.text)
        for row in gold_rows("seed_traps.jsonl")
        for figure in over(seeds[row["file"]], row["start"], row["end"])
        if row["text"] not in partial
    ]
    assert hits == []
