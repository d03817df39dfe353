"""Scores of entities and statements: their fields counted by hand, and `recoupe score` on texts of our own."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from tasks.scores import ENTITIES, STATEMENTS, Item, gold_of, items_of, match, mistakes, scores
from tasks.tables import Mention, Statement
from tests.commands import recoupe
from tests.scores import names_of_the_five
from tests.test_scoring import row, score, write

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from tasks.scores import Subject

Row = dict[str, Any]


def of(subject: Subject, gold: list[Item], found: list[Item], columns: Collection[str]) -> dict[str, tuple[Any, ...]]:
    """Field → right, found, gold, f1."""
    made = scores(subject, [match("a.txt", "x" * 99, gold, found)], columns)
    return {score.field: (score.right, score.found, score.gold, score.f1) for score in made}


def name(start: int, label: str, *others: str) -> Item:
    """A gold row of a name."""
    record = {"file": "a", "start_char": start, "end_char": start + 3, "text": "abc", "label": label}
    gold = gold_of(record | {"label_alt": list(others)}, "", ENTITIES)
    assert gold
    assert {"label", "class"} <= gold.columns
    return gold.item


def mention(
    start: int, label: str, entity_id: str | None = None, name: str | None = None, actor_id: str | None = None
) -> Mention:
    return Mention(
        "a", start, start + 3, "abc", label, entity_id, name, None, actor_id, "x", None, None, None, ["abc"], []
    )


def test_a_country_may_be_a_gpe_or_a_loc_and_neither_a_people_nor_a_work_is_a_name() -> None:
    gold = [name(0, "GPE"), name(5, "LOC"), name(10, "PERSON"), name(15, "NORP"), name(20, "MISC"), name(25, "ORG")]
    labels = {0: "LOC", 5: "LOC", 10: "ORG", 15: "NORP", 20: "PERSON", 40: "MISC"}
    made = of(ENTITIES, gold, items_of([mention(*one) for one in labels.items()]), ["label", "class"])
    assert made["found"][:3] == (5, 6, 6)
    assert made["label"][0] == 2
    assert made["class"][0] == 3
    assert made["class, named"] == (2, 4, 4, 0.5)


def test_a_further_label_is_of_a_further_class() -> None:
    gold, found = [name(0, "LOC", "ORG"), name(5, "MISC", "ORG")], [mention(0, "ORG"), mention(5, "ORG")]
    made = of(ENTITIES, gold, items_of(found), ["label", "class"])
    assert (made["label"][0], made["class"][0]) == (2, 2)
    assert made["class, named"] == (1, 2, 1, 1.0)


def test_links_are_compared_by_id_name_and_actor() -> None:
    said = {"entity_id": "geo:4140963", "name": "Washington", "actor_id": "gov:US"}
    gold = [replace(name(0, "GPE"), values={**name(0, "GPE").values, **said})]
    for column in said:
        made = of(ENTITIES, gold, items_of([mention(0, "GPE", **(said | {column: "other"}))]), said)
        assert {field for field, one in made.items() if not one[0]} == {column, f"{column}, named"}


def statement(start: int, end: int, speaker: tuple[int, int] | None) -> Statement:
    """A statement of TOLD at these places."""
    first, last = speaker or (None, None)
    words = speaker and TOLD[slice(*speaker)]
    return Statement("a", start, end, 14, 17, "dit", words, first, last, None, "person", "indirect", None)


TOLD = "Le maire Paul dit que 300 chaises ont brûlé."


def told(**said: object) -> Item:
    """The gold row of TOLD."""
    record: dict[str, object] = {"file": "a", "start_char": 22, "end_char": 43, "text": TOLD[22:43], "cue": "dit"}
    record |= {"speaker": "Le maire Paul", "speaker_start": 0, "speaker_end": 13, "style": "indirect"}
    gold = gold_of(record | said, "", STATEMENTS)
    assert gold
    return gold.item


@pytest.mark.parametrize(
    ("speaker", "exact", "overlap"),
    [((0, 13), True, True), ((9, 13), False, True), ((18, 21), False, False), (None, False, False)],
)
def test_a_speaker_is_right_word_for_word_or_in_part(
    speaker: tuple[int, int] | None, *, exact: bool, overlap: bool
) -> None:
    found = items_of([statement(22, 43, speaker)], TOLD)
    made = of(STATEMENTS, [told()], found, ["speaker", "speaker_span", "cue", "style"])
    assert (made["speaker"][0], made["speaker overlap"][0]) == (exact, overlap)
    assert (made["cue"][0], made["style"][0], made["span"][0]) == (1, 1, 1)


def test_another_name_of_the_speaker_stands_elsewhere_and_is_right() -> None:
    found = items_of([statement(22, 43, (18, 21))], TOLD)
    for also, right in (("que", 1), ("chaises", 0)):
        made = of(STATEMENTS, [told(speaker_alt=also)], found, ["speaker", "speaker_span"])
        assert (made["speaker"][0], made["speaker overlap"][0]) == (right, right)


def test_a_statement_shows_the_words_that_it_does_not_hold() -> None:
    found = items_of([statement(22, 43, None)], TOLD)
    (missed, false) = mistakes(
        STATEMENTS, [match("a", TOLD, [told(start_char=0, end_char=8, text="Le maire")], found)], ["cue"]
    )
    assert (missed.mistake, missed.text, false.mistake, false.text) == ("missed", "Le maire", "false", TOLD[22:43])


def test_rows_of_another_sort_belong_to_no_subject_with_a_mark() -> None:
    row = {"file": "a", "start_char": 0, "end_char": 1, "text": "x", "kind": "count"}
    assert gold_of(row, "", ENTITIES) is gold_of(row, "", STATEMENTS) is None
    assert gold_of(row | {"label": "ORG"}, "", ENTITIES)
    assert gold_of(row | {"style": "direct"}, "", STATEMENTS)


NAMES = "Les écoles rouvrent à Kiev, a déclaré à Reuters Jeanne Perrier."
"""A text of our own with a person, an agency, a city and a statement."""


def test_names_are_scored_with_their_links(tmp_path: Path) -> None:
    rows = [
        name_row("Kiev", label="LOC", entity_id="geo:703448"),
        name_row("Reuters", label="MISC", entity_id="org:reuters"),
        name_row("Jeanne Perrier", label="PERSON", entity_id="per:jeanne-perrier"),
    ]
    gold = write(tmp_path, rows, NAMES)
    made = score("entities", gold, "--language", "fr")
    rights = {field: made[field]["right"] for field in ("found", "label", "class", "entity_id", "right")}
    assert rights == {"found": 3, "label": 1, "class": 2, "entity_id": 3, "right": 1}
    said = recoupe("score", "entities", gold, "--language", "fr", "--errors", "--format", "jsonl")
    assert [(one["field"], one["expected"], one["got"]) for one in said.rows] == [
        ("label", "LOC", "GPE"),
        ("label", "MISC", "ORG"),
        ("class", None, "ORG"),
    ]


def name_row(text: str, **fields: object) -> Row:
    start = NAMES.index(text)
    return {"file": "a.txt", "start_char": start, "end_char": start + len(text), "text": text} | fields


def test_statements_are_scored_with_speaker_cue_and_medium(tmp_path: Path) -> None:
    at = name_row("Jeanne Perrier")
    said: Row = {"speaker": at["text"], "speaker_start": at["start_char"], "speaker_end": at["end_char"]}
    said |= {"speaker_kind": "person"} | {"cue": "a déclaré", "style": "direct", "relayed_by": "Reuters"}
    gold = write(tmp_path, [name_row("Les écoles rouvrent à Kiev", **said)], NAMES)
    made = score("statements", gold, "--language", "fr")
    wrong = {field for field, one in made.items() if not one["right"]}
    assert wrong == {"style", "right"}
    (mistake,) = recoupe("score", "statements", gold, "--language", "fr", "--errors", "--format", "jsonl").rows
    assert (mistake["field"], mistake["expected"], mistake["got"]) == ("style", "direct", "indirect")


@pytest.mark.parametrize(
    ("subject", "change", "told"),
    [
        ("entities", {"label": "PER"}, "\"label\" is 'PER'; write PERSON or ORG or GPE or LOC or NORP or MISC"),
        ("entities", {"label": ["ORG"]}, "\"label\" is ['ORG']; write PERSON"),
        ("entities", {"label": "ORG", "label_alt": "PER"}, "\"label\" is 'PER'; write PERSON"),
        ("entities", {"label": "ORG", "entity_id": 3}, '"entity_id" is 3; write words or null'),
        ("entities", {"style": "direct"}, "holds no entities; name a gold file of entities"),
        ("statements", {"label": "ORG"}, "holds no statements; name a gold file of statements"),
        ("statements", {"style": 3}, '"style" is 3; write words or null'),
        ("statements", {"style": "direct", "speaker_start": 3}, "speaker_start is 3 and speaker_end None; write two"),
        ("statements", {"style": "direct", "speaker_start": 3, "speaker_end": 3}, "speaker_end 3; write two"),
    ],
)
def test_names_and_statements_that_cannot_be_used_are_named(
    subject: str, change: Row, told: str, tmp_path: Path
) -> None:
    said = recoupe("score", subject, write(tmp_path, [row("mairie") | change]))
    assert (said.code, said.out) == (1, "")
    assert re.fullmatch(r"recoupe: [^\n]+\n", said.err)
    assert told in said.err


def test_the_names_of_the_articles_that_the_project_began_with_are_read(shared: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text("".join(f"{json.dumps(one)}\n" for one in names_of_the_five()), encoding="utf-8")
    made = score("entities", gold, "--text", shared / "seeds")
    assert made["found"]["gold"] == 234
    assert made["class, named"]["f1"] >= 0.98
