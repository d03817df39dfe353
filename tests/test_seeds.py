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
SPANS = ("figures", "traps", "dates", "entities", "statements", "boilerplate")
STYLES = {"direct", "indirect", "according_to"}
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


@cache
def reference() -> dict[str, tuple[str, str | None]]:
    """Entity → its name and the actor that it may speak for, as seeds/reference says."""
    found = {}
    for name in ("countries", "cities", "organisations"):
        with (SEEDS / "reference" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
            found.update({row["id"]: (row["name"], row["actor_id"] or None) for row in csv.DictReader(lines)})
    return found


def test_entities_are_those_of_the_reference() -> None:
    """A people is its country's and speaks for nobody; a person's id is made of the name."""
    for row in rows_of("entities"):
        key = row["entity_id"]
        if key is None:
            assert row["name"] is row["actor_id"] is None, row
        elif row["label"] == "PERSON":
            assert (key, row["actor_id"]) == ("per:" + row["name"].lower().replace(" ", "-"), None), row
        else:
            name, actor = reference()[key]
            assert (row["name"], row["actor_id"]) == (name, None if row["label"] == "NORP" else actor), row


def test_names_of_both_languages_have_gold() -> None:
    files = {row["file"] for row in rows_of("entities") if row["scope"] == "core"}
    languages = Counter(metadata()[file]["language"] for file in files)
    assert min(languages["fr"], languages["en"]) >= 3


def test_cue_and_speaker_of_a_statement_are_words_of_the_article() -> None:
    for row in rows_of("statements"):
        text = texts()[row["file"]]
        assert text[row["cue_start"] : row["cue_end"]] == row["cue"], row
        assert text[row["speaker_start"] : row["speaker_end"]] == row["speaker"], row
        assert row["relayed_by"] is None or row["relayed_by"] in text, row


def test_statements_keep_to_the_vocabulary() -> None:
    rows = rows_of("statements")
    assert {row["style"] for row in rows} == STYLES
    assert {row["speaker_kind"] for row in rows} == SOURCE_KINDS - {None}


def test_a_direct_statement_stands_in_quotation_marks() -> None:
    said = [row["text"] for row in rows_of("statements") if row["style"] == "direct"]
    assert [words for words in said if words[0] not in '«“"' or words[-1] not in '«»”"'] == []


def test_the_source_of_a_figure_is_the_speaker_of_a_statement_around_it() -> None:
    statements = rows_of("statements")
    files = {row["file"] for row in statements}
    figures = [row for row in rows_of("figures") if row["file"] in files and row["source"] is not None]
    apart = [row for row in figures if row["source"] not in speakers_around(row, statements)]
    assert len(apart) <= 0.03 * len(figures), apart


def speakers_around(figure: Row, statements: list[Row]) -> set[str]:
    around = [
        row
        for row in statements
        if row["file"] == figure["file"]
        and row["start_char"] <= figure["num_start"]
        and figure["num_end"] <= row["end_char"]
    ]
    return {name for row in around for name in (row["speaker"], *row.get("speaker_alt", ()))}


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
