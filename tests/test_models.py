"""What the models say of a few articles whose relations are known: rows on the left, meaning on the right."""

from __future__ import annotations

import re
from contextlib import chdir, closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from tasks.catalogue import build_models, publish, table_digests
from tasks.landing import committed_files
from tasks.models import ModelError, build_path_of
from tasks.tables import TABLES, schema_of
from tests.sql.landings import Sample, land

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Ask = Callable[[str], list[tuple[Any, ...]]]

pytestmark = pytest.mark.filterwarnings("default")  # dbt warns of its own dependencies

FLOOD = (
    "Une crue soudaine de la Vèze a frappé samedi matin le bourg de Montbrac. Trois personnes sont mortes et "
    "dix-sept autres ont été blessées, selon Jeanne Perrier, la préfète. Les secours ont évacué 240 habitants vers le "
    "gymnase communal pendant que les pompiers fouillaient encore les caves inondées du quartier de la Gare. "
)
LATER = FLOOD.replace("Trois personnes", "Cinq personnes")
STRIKE = (
    "Les conducteurs de tramway de Valmeyer ont reconduit leur grève pour une quatrième semaine. La régie municipale "
    "propose une prime de 300 euros, que les syndicats jugent insuffisante au regard des horaires de nuit."
)
BRIEF = (
    "Dans le reste de l'actualité régionale, le musée de la dentelle rouvre ses portes dimanche après deux ans de "
    "travaux, et la foire aux vins attend ses premiers visiteurs sous la halle restaurée du vieux marché couvert. "
)
SAMPLES = [
    Sample(
        "a1", FLOOD, publisher="Le Courrier", agency="AFP", title="Crue à Montbrac", figures={"Trois": 3, "240": 240}
    ),
    Sample("a2", FLOOD, "2024-11-06", "La Gazette", figures={"Trois": 3, "240": 240}),
    Sample("a3", LATER, "2024-11-06", "Radio Nord", figures={"Cinq": 5, "240": 240}, mentions={"Jeanne Perrier": None}),
    Sample("a4", FLOOD, None, None),
    Sample("b1", STRIKE, "2024-11-01", "Valmeyer Info", key="http://v/1", figures={"300": 300}),
    Sample("b0", STRIKE + " La mairie recevra les grévistes.", "2024-11-03", "Valmeyer Info", key="http://v/1"),
    Sample("c1", BRIEF, "2024-11-05", "L'Écho"),
    Sample("c2", BRIEF + FLOOD.upper()[:40] + " ".join(f"mot{n} autre{n} chose{n}" for n in range(18)), "2024-11-05"),
    Sample("d1", FLOOD.replace("samedi matin", "tôt samedi"), "2021-01-01", "Archives"),
    Sample("e1", "Ana Ruiz est au Chili.", mentions={"Ana Ruiz": None, "Chili": "iso:CL"}),
    *(Sample(f"z{number:03}", "Météo du jour : soleil sur toute la région.", None) for number in range(60)),
]


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("warehouse of l'été [1]")
    land(made, SAMPLES, rejected=2)
    with chdir(tmp_path_factory.mktemp("elsewhere")):
        build_models(made, committed_files(made))
    publish(made, "first")
    return made


@pytest.fixture(scope="module")
def ask(warehouse: Path) -> Ask:
    def answer(sql: str) -> list[tuple[Any, ...]]:
        with closing(duckdb.connect(build_path_of(warehouse), read_only=True)) as connection:
            return connection.execute(sql).fetchall()

    return answer


def test_each_pair_of_copies_is_one_edge_with_its_relation(ask: Ask) -> None:
    found = ask("select a, b, relation from duplicates where a not like 'z%' order by all")
    assert found == [
        ("a1", "a2", "exact"),
        ("a1", "a3", "near"),  # one word in sixty: another number
        ("a1", "a4", "exact"),
        ("a2", "a3", "near"),
        ("a2", "a4", "exact"),
        ("a3", "a4", "near"),
        ("a4", "d1", "near"),  # three years before the others: only the undated one meets it
        ("b0", "b1", "version"),
        ("c1", "c2", "contains"),
    ]


def test_jaccard_and_containment_count_distinct_windows_of_five_words(ask: Ask) -> None:
    brief = re.findall(r"\w+", BRIEF)
    [(jaccard, containment, shared)] = ask(
        "select jaccard, containment, shared_shingles from duplicates where a = 'c1' and b = 'c2'"
    )
    assert 0 < jaccard < 0.5
    assert containment == 1
    assert shared == len(brief) - 4


def test_sixty_identical_articles_are_a_star(ask: Ask) -> None:
    assert ask("select count(*), count(distinct a), min(a) from duplicates where a like 'z%'") == [(59, 1, "z000")]
    assert ask("select distinct copy_group from articles where article_id like 'z%'") == [("g:z000",)]


def test_what_differs_in_figures_is_counted_by_value(ask: Ask) -> None:
    found = ask(
        "select figures_only_a, figures_only_b, texts_only_a, texts_only_b from duplicates where b = 'a3' and a='a1'"
    )
    assert found == [(1, 1, ["Trois"], ["Cinq"])]
    assert ask("select figures_only_a, figures_only_b from duplicates where a = 'a1' and b = 'a2'") == [(0, 0)]


def test_a_version_follows_the_one_published_before_it_whatever_its_id(ask: Ask) -> None:
    assert ask("select article_id, version_of from articles where version_of is not null") == [("b0", "b1")]


def test_groups_hold_copies_and_versions_but_not_what_merely_contains(ask: Ask) -> None:
    groups: dict[str, str] = dict(ask("select article_id, copy_group from articles where article_id not like 'z%'"))
    assert {name for name, group in groups.items() if group == "g:a1"} == {"a1", "a2", "a3", "a4", "d1"}
    assert groups["b0"] == groups["b1"] == "g:b0"
    assert groups["c1"] != groups["c2"]


def test_a_story_counts_copies_of_one_text_as_one_source(ask: Ask) -> None:
    found = ask(
        "select title, articles, copy_groups, publishers, independent_sources from stories where story_id = 's:a1'"
    )
    assert found == [("Crue à Montbrac", 5, 1, 4, 1)]


def test_articles_carry_their_counts(ask: Ask) -> None:
    words = re.findall(r"\w+", LATER)
    assert ask("select sentences, figures, mentions, words from articles where article_id = 'a3'") == [
        (3, 2, 1, len(words))
    ]
    assert ask("select document_key from articles where article_id = 'b1'") == [("http://v/1",)]


def test_a_figure_carries_its_sentence_its_claimant_and_its_article(ask: Ask) -> None:
    [(sentence, source, name, publisher, group)] = ask(
        "select sentence, source_entity_id, source_name, publisher, copy_group from figures "
        "where article_id = 'a3' and text = 'Cinq'"
    )
    assert sentence.startswith("Cinq personnes sont mortes")
    assert sentence.endswith("la préfète.")
    assert (source, name, publisher, group) == ("per:jeanne-perrier", "Jeanne Perrier", "Radio Nord", "g:a1")


def test_an_entity_is_a_link_or_a_full_name(ask: Ask) -> None:
    found = ask("select entity_id, name, label, country, mentions, articles from entities order by 1")
    assert found == [
        ("iso:CL", "Chili", "GPE", "CL", 1, 1),
        ("per:ana-ruiz", "Ana Ruiz", "PERSON", None, 1, 1),
        ("per:jeanne-perrier", "Jeanne Perrier", "PERSON", None, 1, 1),
    ]


def test_every_check_of_the_run_holds(ask: Ask) -> None:
    found = ask("select check_name, expected, found from quality where passed order by 1")
    assert len(found) == 8
    assert ("documents = with articles + rejected", 72, 72) in found
    assert ask("select count(*) from quality where not passed") == [(0,)]


def test_documented_columns_are_the_built_columns(ask: Ask) -> None:
    silent = ask(
        "select table_name, column_name from duckdb_columns() "
        "where not internal and schema_name = 'main' and coalesce(comment, '') = '' "
        "union all select table_name, '' from duckdb_tables() "
        "where not internal and schema_name = 'main' and not contains(coalesce(comment, ''), 'Grain: ')"
    )
    assert silent == []


@pytest.mark.parametrize("table", ["articles", "mentions", "figures", "statements"])
def test_a_column_carried_over_keeps_the_note_of_its_row_type(ask: Ask, table: str) -> None:
    notes = {note.name: (note.metadata or {})[b"comment"].decode() for note in schema_of(TABLES[table])}
    comments = ask("select column_name, comment, table_name from duckdb_columns() where schema_name = 'main'")
    differing = {name for name, comment, of in comments if of == table and name in notes and notes[name] != comment}
    settled = {"mentions": {"entity_id", "name", "link_rule"}, "statements": {"speaker_entity_id"}}  # between articles
    assert differing == settled.get(table, set())


def test_batches_and_their_order_change_nothing(warehouse: Path, tmp_path: Path) -> None:
    shuffled = sorted(SAMPLES, key=lambda sample: sample.id[::-1])
    for number in range(3):
        land(tmp_path, shuffled[number::3], batch=f"part{number}", rejected=0)
    land(tmp_path, [], batch="b1", rejected=2)
    build_models(tmp_path, committed_files(tmp_path))
    publish(tmp_path, "other")
    assert table_digests(tmp_path) == table_digests(warehouse)


def test_no_file_at_all_builds_empty_marts_and_a_broken_cache_is_made_anew(tmp_path: Path) -> None:
    build_path_of(tmp_path).write_bytes(b"half a file")
    results = build_models(tmp_path, {})
    assert all(result.passed for result in results)
    with closing(duckdb.connect(build_path_of(tmp_path), read_only=True)) as connection:
        assert connection.execute("select count(*) from articles").fetchall() == [(0,)]


def test_a_failing_test_names_itself_and_what_to_do(tmp_path: Path) -> None:
    wrong = replace(SAMPLES[0], figures={})
    land(tmp_path, [wrong])
    files = committed_files(tmp_path)
    with pytest.raises(ModelError, match=r"test documents_reconcile: Got 1 result(?s:.)*next: "):
        build_models(tmp_path, {**files, "articles": []})
