"""The sample input and its gold agree: spans slice to their words, values to their bounds, names to their files."""

from __future__ import annotations

import csv
import json
from collections import Counter
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

SEEDS = Path(__file__).parent.parent / "seeds"
ARTICLES = SEEDS / "articles"
GOLD = SEEDS / "gold"
SPANS = ("figures", "traps", "dates", "entities", "boilerplate")
LABELS = {"PERSON", "ORG", "GPE", "LOC", "NORP", "MISC"}
KINDS = {"count", "money", "percent", "measure", "duration", "age", "ratio", "ordinal"}
SOURCE_KINDS = {"person", "state", "organisation", "media", "anonymous", "document", None}
LIMITS = {
    "exact": (True, True),
    "about": (False, False),
    "at_least": (True, False),
    "more_than": (True, False),
    "at_most": (False, True),
    "less_than": (False, True),
    "between": (True, True),
}
"""Bound → whether the text asserts a lower and an upper limit. A vague word may leave its upper one open."""

Row = dict[str, Any]


def rows_of(name: str) -> list[Row]:
    lines = (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines if line]


@cache
def metadata() -> dict[str, dict[str, str]]:
    with (ARTICLES / "metadata.csv").open(encoding="utf-8", newline="") as lines:
        return {row["file"]: row for row in csv.DictReader(lines)}


@cache
def texts() -> dict[str, str]:
    """Text of every article by its name in the gold: decoded, without byte order mark, lines ended by LF."""
    paths = (path for path in ARTICLES.iterdir() if path.suffix in {".txt", ".md"})
    found = {path.name: decoded(path.read_bytes()).replace("\r\n", "\n") for path in paths}
    for path in ARTICLES.glob("*.jsonl"):
        records = map(json.loads, filter(None, path.read_text(encoding="utf-8").split("\n")))
        found.update((f"{path.name}#{record['id']}", record["text"]) for record in records)
    return found


def decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252")


@pytest.mark.parametrize("name", SPANS)
def test_every_span_slices_to_its_text(name: str) -> None:
    wrong = [row for row in rows_of(name) if texts()[row["file"]][row["start_char"] : row["end_char"]] != row["text"]]
    assert wrong == []


@pytest.mark.parametrize("name", SPANS)
def test_rows_stand_in_order_and_once(name: str) -> None:
    keys = [(row["file"], row["start_char"], row["end_char"]) for row in rows_of(name)]
    assert keys == sorted(set(keys))


@pytest.mark.parametrize("name", ["dates", "entities", "traps"])
def test_spans_of_one_kind_do_not_overlap(name: str) -> None:
    rows = rows_of(name)
    pairs = [(a, b) for a, b in pairwise(rows) if a["file"] == b["file"]]
    assert [(a, b) for a, b in pairs if b["start_char"] < a["end_char"]] == []


def test_figures_keep_to_the_vocabulary() -> None:
    rows = rows_of("figures")
    assert {row["kind"] for row in rows} == KINDS
    assert {row["bound"] for row in rows} == {*LIMITS, "vague"}
    assert {row["source_kind"] for row in rows} <= SOURCE_KINDS
    assert {row["modality"] for row in rows} == {"asserted", "conditional", "future"}


def test_numeral_lies_inside_its_figure() -> None:
    for row in rows_of("figures"):
        assert row["start_char"] <= row["num_start"] < row["num_end"] <= row["end_char"], row


def test_limits_are_those_of_the_bound() -> None:
    for row in rows_of("figures"):
        value, low, high, bound = row["value"], row["low"], row["high"], row["bound"]
        if bound != "vague":
            assert (low is not None, high is not None) == LIMITS[bound], row
        assert (value is None) == (bound in {"between", "vague"}), row
        if bound == "exact":
            assert low == value == high, row


def test_low_value_high_ascend() -> None:
    for row in rows_of("figures"):
        stated = [row[name] for name in ("low", "value", "high") if row[name] is not None]
        assert stated
        assert stated == sorted(stated), row


def test_counted_noun_state_and_source_are_words_of_the_article() -> None:
    for row in rows_of("figures"):
        for name in ("counted", "state", "source"):
            assert row[name] is None or row[name] in texts()[row["file"]], (name, row)


def test_a_source_has_a_kind() -> None:
    assert [row for row in rows_of("figures") if (row["source"] is None) != (row["source_kind"] is None)] == []


def test_no_figure_stands_in_a_trap() -> None:
    traps = {(row["file"], at) for row in rows_of("traps") for at in range(row["start_char"], row["end_char"])}
    numerals = [(row, (row["file"], row["num_start"])) for row in rows_of("figures")]
    assert [row for row, place in numerals if place in traps] == []


def test_no_figure_stands_in_boilerplate() -> None:
    lines = {(row["file"], at) for row in rows_of("boilerplate") for at in range(row["start_char"], row["end_char"])}
    assert [row for row in rows_of("figures") if (row["file"], row["start_char"]) in lines] == []


def test_dates_are_periods() -> None:
    for row in rows_of("dates"):
        assert date.fromisoformat(row["first_day"]) <= date.fromisoformat(row["last_day"]), row
        assert row["anchor"] in {"text", "published"}


def test_entities_keep_to_the_labels() -> None:
    assert {row["label"] for row in rows_of("entities")} == LABELS


def test_whole_lines_of_boilerplate_are_whole_lines() -> None:
    for row in rows_of("boilerplate"):
        line = texts()[row["file"]].split("\n")[row["line"] - 1]
        assert row["text"] == line if row["whole_line"] else row["text"] in line, row


def test_metadata_names_every_file_and_no_other() -> None:
    assert set(metadata()) == {path.name for path in ARTICLES.iterdir() if path.suffix in {".txt", ".md"}}


def test_every_article_has_one_story() -> None:
    stories = Counter(row["file"] for row in rows_of("stories"))
    assert stories == Counter(texts().keys())


def test_copies_name_articles_of_one_story() -> None:
    story = {row["file"]: row["story"] for row in rows_of("stories")}
    for row in rows_of("copies"):
        assert story[row["a"]] == story[row["b"]], row


def test_copies_are_what_they_are_called() -> None:
    for row in rows_of("copies"):
        first, second = texts()[row["a"]].strip(), texts()[row["b"]].strip()
        assert (first == second) == (row["relation"] == "exact"), row
        assert (second in first) == (row["relation"] in {"exact", "contains"}), row
        if row["relation"] == "version":
            assert metadata()[row["a"]]["url"] == metadata()[row["b"]]["url"] != ""


def test_the_koursk_dispute_runs_over_days_and_claimants() -> None:
    story = {row["file"] for row in rows_of("stories") if row["story"] == "north-koreans-in-kursk"}
    claims = [
        row for row in rows_of("figures") if row["category"] == "troops" and row["source"] and row["file"] in story
    ]
    days = sorted(date.fromisoformat(metadata()[row["file"]]["published"]) for row in claims if "#" not in row["file"])
    assert len({row["file"] for row in claims}) >= 6
    assert (days[-1] - days[0]).days >= 8
    assert len({row["value"] for row in claims}) >= 6
