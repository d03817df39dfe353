"""`recoupe duplicates` on plain JSON Lines, and its score: what goes in on the left, the groups on the right."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.commands import recoupe
from tests.synthetic import FAITHFUL, corpus, pair_scores, write

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.filterwarnings("default")  # dbt warns of its own dependencies

FIRE = (
    "Un incendie a ravagé dans la nuit une scierie de Montbrac, sans faire de blessé. Soixante pompiers ont lutté "
    "jusqu'à l'aube contre les flammes, et douze salariés sont au chômage technique pour plusieurs semaines. "
)
OTHER = " ".join(f"mot{number} autre{number} chose{number}" for number in range(400))


def lines(path: Path, *rows: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def test_each_text_has_its_group_and_the_earliest_is_kept(tmp_path: Path) -> None:
    file = lines(
        tmp_path / "in.jsonl",
        {"id": 7, "text": FIRE, "published": "2024-05-03"},
        {"id": "b", "text": FIRE.upper().replace("'", "’"), "published": "2024-05-02"},
        {"id": "c", "text": FIRE.replace("douze", "quinze")},
        {"id": "page", "text": OTHER[:3000] + " " + FIRE + OTHER[3000:]},
        {"id": "none", "text": ""},
        {"id": "none too", "text": " … "},
    )
    said = recoupe("duplicates", file)
    assert [(row["id"], row["group"], row["kept"]) for row in said.rows] == [
        (7, "g:7", False),
        ("b", "g:7", True),
        ("c", "g:7", False),
        ("page", "g:page", True),
        ("none", "g:none", True),
        ("none too", "g:none too", True),
    ]
    edges = {(row["a"], row["b"]): row for row in recoupe("duplicates", "--edges", file).rows}
    assert {pair: row["relation"] for pair, row in edges.items()} == {
        (7, "b"): "exact",
        (7, "c"): "near",
        ("b", "c"): "near",
        (7, "page"): "contains",
        ("b", "page"): "contains",
        ("c", "page"): "contains",
    }
    assert (edges[7, "b"]["jaccard"], edges[7, "page"]["containment"]) == (1, 1)


@pytest.mark.parametrize(
    ("second", "message"),
    [
        ('{"id": "a", "text": "Encore."}', "the id 'a' stands on an earlier line too"),
        ('{"id": "b"}', 'no object with a string "text"'),
        ('{"id": "b", "text": "Non.", "published": "jadis"}', "published is 'jadis', which has no form of a date"),
        ('{"id": "b", "text": "Non.", "publisher": 3}', "publisher is 3, no string"),
        ("{", "not JSON"),
    ],
)
def test_a_bad_line_is_named_with_what_to_do(tmp_path: Path, second: str, message: str) -> None:
    file = tmp_path / "in.jsonl"
    file.write_text('{"id": "a", "text": "Oui."}\n' + second + "\n", encoding="utf-8")
    said = recoupe("duplicates", file)
    assert (said.code, said.out) == (1, "")
    assert f"{file}, line 2: " in said.err
    assert message in said.err
    assert ";" in said.err


def test_an_empty_file_has_no_groups(tmp_path: Path) -> None:
    said = recoupe("duplicates", lines(tmp_path / "in.jsonl"))
    assert (said.code, said.out) == (0, "")


def test_groups_of_a_synthetic_corpus_are_the_true_ones(tmp_path: Path) -> None:
    rows = list(corpus(1_500, seed=11))
    write(iter(rows), tmp_path / "in.jsonl", None)
    groups = {row["id"]: row["group"] for row in recoupe("duplicates", tmp_path / "in.jsonl").rows}
    precision, recall, ari = pair_scores([groups[row.id] for row in rows], [row.group for row in rows])
    assert precision >= 0.998
    assert recall >= 0.995
    assert ari >= 0.996
    assert all(groups[row.id] == groups[row.group] for row in rows if row.edit in FAITHFUL)
    sizes = Counter(groups.values())
    assert all(sizes[groups[row.id]] == 1 for row in rows if row.edit == "template")


def test_what_could_grow_by_the_square_does_not(tmp_path: Path) -> None:
    rows = [{"id": f"same{number:05d}", "text": FIRE} for number in range(10_000)]
    rows += [{"id": f"near{number:04d}", "text": FIRE + f" Édition {number}."} for number in range(1_000)]
    rows += [{"id": "long", "text": "".join(f"terme{number} " for number in range(450_000))}]
    file = lines(tmp_path / "in.jsonl", *rows, {"id": "two", "text": "Deux mots"}, {"id": "empty", "text": ""})
    groups = Counter(row["group"] for row in recoupe("duplicates", file).rows)
    assert groups == {"g:near0000": 11_000, "g:long": 1, "g:two": 1, "g:empty": 1}
    assert len(recoupe("duplicates", "--edges", file).rows) < 11_000 * 60


def test_it_loads_no_model_of_names(tmp_path: Path) -> None:
    before = set(sys.modules)
    recoupe("duplicates", lines(tmp_path / "in.jsonl", {"id": 1, "text": FIRE}))
    assert not {name for name in set(sys.modules) - before if name.split(".")[0] in {"spacy", "prefect"}}


def test_the_gold_of_the_samples_is_found() -> None:
    said = recoupe(
        "score", "duplicates", ROOT / "seeds/gold/copies.jsonl", "--text", ROOT / "seeds/articles", "--format", "jsonl"
    )
    found, relation = said.rows
    assert (found["right"], found["found"], found["gold"]) == (9, 9, 9)
    assert relation["right"] == 8  # files have no address, by which the ninth is a version


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"a": "x.txt", "b": "x.txt", "relation": "near"}, "name two texts"),
        ({"a": "x.txt", "b": "y.txt", "relation": "same"}, "write one of exact, near, contains, version"),
        ({"a": "x.txt", "b": "y.txt", "relation": "near"}, "no text 'x.txt'"),
    ],
)
def test_a_bad_gold_row_is_named(tmp_path: Path, row: dict[str, str], message: str) -> None:
    said = recoupe("score", "duplicates", lines(tmp_path / "gold.jsonl", row))
    assert said.code == 1
    assert message in said.err


def test_a_synthetic_corpus_is_its_seed() -> None:
    assert list(corpus(60, seed=3)) == list(corpus(60, seed=3))
    assert list(corpus(60, seed=3)) != list(corpus(60, seed=4))


def test_pair_scores_count_pairs() -> None:
    assert pair_scores("aabb", "aabb") == (1, 1, 1)
    assert pair_scores("aaab", "aabb")[:2] == (1 / 3, 1 / 2)
