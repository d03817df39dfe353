"""Stories: which texts tell of one event, what keeps events apart, and that no order of rows or batches counts."""

from __future__ import annotations

import csv
import gzip
import json
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from tasks.catalogue import build_models
from tasks.landing import committed_files
from tasks.models import build_path_of
from tasks.scores.groups import GroupError, gold_groups, group_mistakes, group_scores
from tests.commands import recoupe
from tests.forms import DATA
from tests.sql.landings import Sample, land

if TYPE_CHECKING:
    from collections.abc import Sequence

pytestmark = pytest.mark.filterwarnings("default")  # dbt warns of its own dependencies

FLOOD = (
    "2024-05-02",
    [
        "Crue à Montbrac : trois morts, le camping de la Vèze évacué",
        "Montbrac sous les eaux, la Vèze emporte le camping",
        "Vèze en crue : le camping de Montbrac emporté, trois disparus",
    ],
)
STRIKE = (
    "2024-05-02",
    [
        "Valmeyer : les conducteurs de tramway reconduisent leur grève",
        "Grève des tramways à Valmeyer, quatrième semaine",
        "Tramway de Valmeyer : la grève reconduite malgré une prime",
    ],
)
CHINESE = "2024-05-03", ["蒙布拉克洪水造成三人死亡", "蒙布拉克发生洪水，三人死亡"]
ENGLISH = "2024-05-03", ["Flood in Montbrac kills three as Vèze sweeps away campsite"]
EVENTS = {"flood": FLOOD, "strike": STRIKE, "chinese": CHINESE, "english": ENGLISH}


def headlines() -> list[dict[str, Any]]:
    return [
        {"id": f"{event}{number}", "text": text, "published": day}
        for event, (day, texts) in EVENTS.items()
        for number, text in enumerate(texts)
    ]


def stories_of(path: Path, rows: Sequence[dict[str, Any]]) -> dict[str, str]:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return {row["id"]: row["story"] for row in recoupe("stories", path).rows}


def test_headlines_of_one_event_are_one_story_in_any_language_and_order(tmp_path: Path) -> None:
    rows = [*headlines(), {"id": "title", "title": FLOOD[1][0], "text": "", "published": "2024-05-02"}]
    found = stories_of(tmp_path / "in.jsonl", rows)
    together = {found[name] for name in ("flood0", "flood1", "flood2", "english0", "title")}
    assert together == {"s:english0"}
    assert {found[f"strike{number}"] for number in range(3)} == {"s:strike0"}
    assert {found[f"chinese{number}"] for number in range(2)} == {"s:chinese0"}
    assert stories_of(tmp_path / "back.jsonl", rows[::-1]) == found


def test_the_same_words_a_year_later_are_another_story(tmp_path: Path) -> None:
    rows = [
        {"id": "a", "text": STRIKE[1][0], "published": "2024-05-02"},
        {"id": "b", "text": STRIKE[1][2], "published": "2024-05-03"},
        {"id": "c", "text": STRIKE[1][1], "published": "2025-05-03"},
    ]
    assert stories_of(tmp_path / "in.jsonl", rows) == {"a": "s:a", "b": "s:a", "c": "s:c"}


def test_empty_texts_are_no_story(tmp_path: Path) -> None:
    rows = [{"id": "a", "text": ""}, {"id": "b", "text": " "}, {"id": "c", "text": "deux mots"}]
    assert len(set(stories_of(tmp_path / "in.jsonl", rows).values())) == 3


@pytest.mark.fault  # a minute
def test_what_could_grow_by_the_square_does_not(tmp_path: Path) -> None:
    flood = ". ".join(FLOOD[1]) + "."
    rows = [{"id": f"same{number:05d}", "text": flood} for number in range(3_000)]
    rows += [{"id": f"near{number:04d}", "text": f"{flood} Édition {number}."} for number in range(300)]
    rows += [
        {"id": f"rain{number:04d}", "text": f"Météo de Montbrac : {number} millimètres."} for number in range(2_000)
    ]
    rows += [{"id": "long", "text": " ".join(f"terme{number}" for number in range(100_000))}]
    rows += [{"id": "two", "text": "Deux mots"}, {"id": "empty", "text": ""}]
    found = stories_of(tmp_path / "in.jsonl", rows)
    assert found.keys() == {row["id"] for row in rows}
    assert len({found[name] for name in found if name[:4] in {"same", "near"}}) == 1
    sizes = Counter(found.values())
    assert [sizes[found[name]] for name in ("long", "two", "empty")] == [1, 1, 1]


def built(warehouse: Path) -> dict[str, tuple[str, str]]:
    """Article → story and the title of it."""
    build_models(warehouse, committed_files(warehouse))
    with closing(duckdb.connect(build_path_of(warehouse), read_only=True)) as connection:
        rows = connection.execute(
            "select article_id, story_id, stories.title from articles inner join stories using (story_id)"
        ).fetchall()
    return {name: (story, title) for name, story, title in rows}


def test_batches_do_not_count_and_a_late_article_joins_its_story(tmp_path: Path) -> None:
    samples = [Sample(row["id"], row["text"], row["published"], title=row["text"]) for row in headlines()]
    land(tmp_path / "one", samples)
    late = next(number for number, sample in enumerate(samples) if sample.id == "flood0")
    land(tmp_path / "two", [*samples[late + 1 :], *samples[:late]][::-1], batch="b1")
    before = built(tmp_path / "two")
    land(tmp_path / "two", [samples[late]], batch="b2")
    after = built(tmp_path / "two")
    assert after == built(tmp_path / "one")
    assert before["flood2"][0] == after["flood0"][0]


def test_the_title_is_the_headline_that_says_most_of_what_all_say(tmp_path: Path) -> None:
    samples = [
        Sample("a", "Ce que l'on sait de la catastrophe de Montbrac", title="Ce que l'on sait"),
        *(Sample(f"b{number}", text, title=text) for number, text in enumerate(FLOOD[1])),
    ]
    land(tmp_path, samples)
    assert set(built(tmp_path).values()) == {("s:a", FLOOD[1][2])}


def test_group_scores_count_pairs_and_company() -> None:
    gold = {"a": "x", "b": "x", "c": "y", "d": "y"}
    pairs, company = group_scores(gold, {"a": "1", "b": "1", "c": "1", "d": "2"})
    assert (pairs.precision, pairs.recall, pairs.f1) == (0.3333, 0.5, 0.4)
    assert (company.precision, company.recall) == (0.6667, 0.75)
    assert [(row.mistake, row.a, row.b) for row in group_mistakes(gold, dict.fromkeys("abcd", "1"))] == [
        ("together", "a", "c"),
        ("together", "a", "d"),
        ("together", "b", "c"),
        ("together", "b", "d"),
    ]


@pytest.mark.parametrize(
    ("second", "message"),
    [({"file": "a", "story": "x"}, "'a' stands on an earlier line too"), ({"file": "b"}, "write a name in each")],
)
def test_a_bad_gold_row_is_named(second: dict[str, str], message: str) -> None:
    with pytest.raises(GroupError, match=message):
        gold_groups([("line 1", {"file": "a", "story": "x"}), ("line 2", second)])


def test_the_gold_of_the_samples_is_found() -> None:
    folder = Path(__file__).parents[1] / "seeds"
    said = recoupe(
        "score", "stories", folder / "gold" / "stories.jsonl", "--text", folder / "articles", "--format", "jsonl"
    )
    pairs, company = said.rows
    assert pairs["precision"] == 1
    assert company["f1"] > 0.8


@pytest.mark.skipif(not (DATA / "seeds").exists(), reason="the press is not part of the project")
@pytest.mark.parametrize("dated", [True, False])
def test_five_reports_of_the_press_are_one_story(tmp_path: Path, *, dated: bool) -> None:
    with (DATA / "gold" / "seed_dates.csv").open(encoding="utf-8") as stream:
        days = {row["file"]: row["published"] if dated else None for row in csv.DictReader(stream)}
    rows = [
        {"id": file, "text": (DATA / "seeds" / file).read_text("utf-8"), "published": day} for file, day in days.items()
    ]
    assert Counter(stories_of(tmp_path / "in.jsonl", rows).values()).most_common()[0][1] == 5


@pytest.mark.skipif(not (DATA / "press_fr").exists(), reason="the press is not part of the project")
def test_two_events_of_one_subject_are_told_apart(tmp_path: Path) -> None:
    with gzip.open(DATA / "press_fr" / "rpm2_stories.jsonl.gz", "rt", encoding="utf-8") as stream:
        rows = list(map(json.loads, stream))
    given = [{"id": row["id"], "title": row["title"], "text": row["text"]} for row in rows]
    pairs, _ = group_scores({row["id"]: row["cluster"] for row in rows}, stories_of(tmp_path / "in.jsonl", given))
    assert (pairs.precision or 0) >= 0.7
    assert (pairs.f1 or 0) >= 0.7
