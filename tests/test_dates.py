"""Dates: the corpus is the specification; the gold of the seeds, where it is at hand, the measure."""

from __future__ import annotations

import csv
import json
import re
import tomllib
from datetime import date, timedelta
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.dates import find_dates, periods
from tasks.dates.counts import counts_of
from tasks.languages import pack_of
from tests.growth import is_linear

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tasks.tables import Date

CORPUS = Path(__file__).parent / "corpus" / "dates"
DATA = Path(__file__).parents[2] / "shared" / "data"
PACKLESS = "is"
WORDS = [
    "le",
    "les",
    "du",
    "4",
    "17",
    "novembre",
    "août",
    "été",
    "2018",
    "lundi",
    "dernier",
    "et",
    "au",
    "12/03/18",
    "«",
]

needs_data = pytest.mark.skipif(not DATA.exists(), reason="development data is not here")


def corpus_cases() -> Iterator[Any]:
    for path in sorted(CORPUS.glob("*.toml")):
        language = PACKLESS if path.stem == "any" else path.stem
        for published, sentences in tomllib.loads(path.read_text(encoding="utf-8")).items():
            for text, rows in sentences.items():
                yield pytest.param(language, published, text, rows, id=f"{path.stem}: {text}")


def shown(row: Date) -> str:
    days = "-" if row.first_day is None else f"{row.first_day}/{row.last_day}"
    days = f"{row.first_day}" if row.first_day and row.first_day == row.last_day else days
    return f"{row.text} | {days} | {row.precision} | {row.anchor}{', recurring' if row.recurring else ''}"


@pytest.mark.parametrize(("language", "published", "text", "rows"), list(corpus_cases()))
def test_a_sentence_names_these_dates(language: str, published: str, text: str, rows: list[str]) -> None:
    dated = {"not a date": date(2024, 11, 7), "no publication date": None}
    at = dated[published] if published in dated else date.fromisoformat(published)
    assert [shown(row) for row in find_dates(text, language, at)] == rows


@given(
    st.lists(st.sampled_from(WORDS)),
    st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31)),
    st.sampled_from(["fr", "en", PACKLESS]),
)
@settings(max_examples=150, deadline=None)
def test_rows_slice_to_their_text_in_order_and_are_the_same_twice(
    words: list[str], at: date | None, language: str
) -> None:
    text = " ".join(words)
    rows = find_dates(text, language, at, article_id="a")
    assert all(text[row.start_char : row.end_char] == row.text for row in rows)
    assert all(first.end_char <= second.start_char for first, second in pairwise(rows))
    assert all((row.first_day is None) == (row.last_day is None) for row in rows)
    assert all(row.first_day <= row.last_day for row in rows if row.first_day and row.last_day)
    assert rows == find_dates(text, language, at, article_id="a")


def paragraphs() -> st.SearchStrategy[list[str]]:
    """Sentences of the corpus whose dates count from no other sentence."""
    cases = tomllib.loads((CORPUS / "fr.toml").read_text(encoding="utf-8"))["2024-11-07"]
    alone = [text for text in cases if not re.search(r"(?i)veille|lendemain|suivant|précédent", text)]
    return st.lists(st.sampled_from(alone), max_size=6)


@given(paragraphs(), st.sampled_from(["\n\n", "\n"]))
@settings(max_examples=60, deadline=None)
def test_a_text_has_the_dates_of_its_paragraphs_shifted(texts: list[str], gap: str) -> None:
    at = date(2024, 11, 7)
    starts = accumulate((len(text) + len(gap) for text in texts), initial=0)
    apart = [
        (start + row.start_char, shown(row))
        for start, text in zip(starts, texts, strict=False)
        for row in find_dates(text, "fr", at)
    ]
    assert [(row.start_char, shown(row)) for row in find_dates(gap.join(texts), "fr", at)] == apart


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009", "\n"], ids=ascii)
def test_any_white_space_stands_between_the_words_of_a_date(space: str) -> None:
    for text in ("Le 4 novembre 2018, il a plu.", "Il y a trois ans, il a plu.", "En fin de semaine, il a plu."):
        plain, spaced = (find_dates(each, "fr", date(2018, 12, 1)) for each in (text, text.replace(" ", space)))
        assert [(row.start_char, row.end_char, row.first_day) for row in plain] == [
            (row.start_char, row.end_char, row.first_day) for row in spaced
        ]


def test_a_count_in_words_is_a_number_of_the_figures() -> None:
    counts = counts_of(pack_of("fr").section("numbers"))
    written = {"un": 1, "vingt et un": 21, "soixante-dix-sept": 77, "quatre-vingt-dix": 90, "deux cent cinq": 205}
    assert {words: counts.read(words) for words in written} == written


@pytest.mark.parametrize(("year", "sunday"), [(2000, "04-23"), (2008, "03-23"), (2019, "04-21"), (2024, "03-31")])
def test_easter(year: int, sunday: str) -> None:
    assert periods.easter(year).isoformat() == f"{year}-{sunday}"


@pytest.mark.parametrize("unit", ["lundi ", "1", " ", "2018 ", "12/", "le 4 novembre ", "de ", "mars ", "la veille "])
def test_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    assert is_linear(lambda text: find_dates(text, "fr", date(2024, 11, 7)), unit, 4_000 * len(unit))


# the measure: figures of the gold that are dates


def gold_rows() -> list[dict[str, Any]]:
    lines = (DATA / "gold" / "seed_figures.jsonl").read_text(encoding="utf-8").split("\n")
    return [row for row in map(json.loads, filter(None, lines)) if row["kind"] == "date"]


def found_rows() -> dict[str, list[Date]]:
    with (DATA / "gold" / "seed_dates.csv").open(encoding="utf-8") as file:
        return {
            row["file"]: find_dates(
                (DATA / "seeds" / row["file"]).read_text(encoding="utf-8"), "fr", date.fromisoformat(row["published"])
            )
            for row in csv.DictReader(file)
        }


def resolved(written: str) -> tuple[date, date]:
    year, rest = int(written[:4]), written[5:]
    if rest.startswith("W"):
        monday = date.fromisocalendar(year, int(rest[1:]), 1)
        return monday, monday + timedelta(days=6)
    if rest in ("FA", "SU"):
        period = periods.season(year, {"FA": "autumn", "SU": "summer"}[rest])
    elif len(rest) == 2:
        period = periods.months(year, int(rest), 1, "month")
    else:
        period = periods.day(date.fromisoformat(written))
    return period.first, period.last


@needs_data
def test_dates_of_the_seeds() -> None:
    found = found_rows()
    hits = {
        row["id"]: date_row
        for row in gold_rows()
        for date_row in found[row["file"]]
        if date_row.start_char < row["num_end"] and row["num_start"] < date_row.end_char
    }
    core = [row for row in gold_rows() if row["scope"] == "core"]
    assert [row["id"] for row in core if row["id"] not in hits] == []
    datable = [row for row in core if row.get("resolved")]
    assert len(datable) == 41
    wrong = [
        row["id"]
        for row in datable
        if (hits[row["id"]].first_day, hits[row["id"]].last_day) != resolved(row["resolved"])
    ]
    assert wrong == []


@needs_data
def test_traps_of_the_seeds_are_no_dates() -> None:
    found = found_rows()
    lines = (DATA / "gold" / "seed_traps.jsonl").read_text(encoding="utf-8").split("\n")
    traps = [json.loads(line) for line in lines if line]
    hit = [
        (trap["context"], row.text)
        for trap in traps
        for row in found[trap["file"]]
        if row.start_char < trap["end"] and trap["start"] < row.end_char
    ]
    assert hit == []
