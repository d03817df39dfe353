"""What the models say of how texts differ and where they come from: versions, changes, origins, lines, the log."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from tasks.catalogue import build_and_publish, build_id_of, build_models, publish, query, table_digests
from tasks.landing import committed_files
from tasks.models import build_path_of
from tests.commands import recoupe
from tests.sql.landings import Sample, land

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Ask = Callable[[str], list[tuple[Any, ...]]]

pytestmark = pytest.mark.filterwarnings("default")  # dbt warns of its own dependencies

TOLL = "Au total, 412 personnes ont été interpellées dans les rues de Valmeyer, dont 60 mineurs, selon Jeanne Perrier. "
REST = (
    "Les vitrines de la rue des Tanneurs ont été brisées en début de soirée. Les pompiers ont éteint plusieurs feux "
    "de poubelles derrière la gare routière. La préfète doit recevoir les commerçants dès lundi matin. "
)
MORE = "Une réunion publique aura lieu jeudi à la salle des fêtes. "
OTHER = (
    "Le festival de la marionnette ouvre mercredi sous trois chapiteaux dressés au bord du canal de la Louve. "
    "Des compagnies venues de douze pays joueront en plein air pendant toute la semaine. "
)
REPEATED = "Suivez toute la région sur notre page du matin"
BACKGROUND = "La ville compte aujourd'hui trois ponts, dont deux sont fermés aux camions depuis la crue de mars."
WIRE = "La digue de Sorval a cédé dans la nuit sur une trentaine de mètres, sans faire de victime parmi les riverains. "


def words(name: str) -> str:
    """A sentence of forty words that stand in no other."""
    return " ".join(f"{name}{number}" for number in range(40)) + ". "


SAMPLES = [
    Sample("a1", TOLL + REST, "2024-11-05", "Le Courrier", figures={"412": 412, "60": 60}),
    Sample("a2", TOLL.replace("412", "287") + REST, "2024-11-06", "La Gazette", figures={"287": 287, "60": 60}),
    Sample(
        "a3", TOLL + REST + "Neuf agents sont soignés.", "2024-11-07", "Radio Nord", figures={"412": 412, "Neuf": 9}
    ),
    Sample("v2", TOLL + REST + MORE, "2024-11-03", "Valmeyer Info", url="https://www.v.example/1#haut", key="v2"),
    Sample("v1", TOLL + REST, "2024-11-02", "Valmeyer Info", url="http://v.example/1/", key="v1", figures={"412": 412}),
    Sample("h1", OTHER, "2024-11-02", "Le Soir", title="Le festival ouvre"),
    Sample("h2", OTHER.replace("mercredi", "jeudi"), "2024-11-03", "Le Soir", title="« Le festival ouvre »"),
    Sample("h3", OTHER.replace("mercredi", "lundi"), "2024-12-03", "Le Soir", title="Le festival ouvre"),
    Sample("h4", "Rien de neuf ce jour-là au marché.", "2024-11-03", "Le Soir", title="Le festival ouvre"),
    *(
        Sample(f"l{n}", f"{words(name)}\n{REPEATED} !\n{BACKGROUND}", publisher="L'Écho")
        for n, name in enumerate(["Nord", "Sud", "Est", "Ouest", "Haut"])
    ),
    Sample("w1", WIRE, "2024-11-07", "Le Courrier", agency="AFP"),
    Sample("w2", WIRE + "À suivre.", "2024-11-06", "La Gazette"),
    Sample("w3", WIRE, "2024-11-08", "LA GAZETTE"),
    Sample("o1", words("digue"), "2024-12-20", "Le Courrier"),
    Sample("o2", words("digue"), "2024-12-21", "La Gazette"),
]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    made = tmp_path_factory.mktemp("changes")
    land(made, SAMPLES)
    build_models(made, committed_files(made))

    def answer(sql: str) -> list[tuple[Any, ...]]:
        with closing(duckdb.connect(build_path_of(made), read_only=True)) as connection:
            return connection.execute(sql).fetchall()

    return answer


def test_a_figure_that_a_copy_has_otherwise_is_one_change_and_what_both_say_is_none(ask: Ask) -> None:
    found = ask(
        "select relation, change, text_before, text_after, value_before, value_after, source_before, publisher_before, "
        "publisher_after, figure_before, figure_after from figure_changes where duplicate_id = 'a1+a2'"
    )
    start = TOLL.index("412")
    assert found == [
        (
            *("near", "changed", "412", "287", 412, 287, None, "Le Courrier", "La Gazette"),
            *(f"a1/{start}-count", f"a2/{start}-count"),
        )
    ]


def test_a_figure_that_only_one_copy_states_is_added_unless_its_number_stands_there_unread(ask: Ask) -> None:
    told = "select change, text_before, text_after from figure_changes where duplicate_id"
    assert ask(f"{told} = 'a1+a3'") == [("added", None, "Neuf")]
    # the 60 of a2 was read as a figure, that of a3 was not
    assert ask(f"{told} = 'a2+a3' order by all") == [("added", None, "Neuf"), ("changed", "287", "412")]
    assert ask(f"{told} = 'a3+v1'") == [("added", None, "Neuf")]


def test_versions_share_a_page_or_a_headline_with_a_like_text_near_in_time(ask: Ask) -> None:
    found = ask("select article_id, version_of from articles where version_of is not null order by all")
    assert found == [("h2", "h1"), ("v2", "v1")]
    assert ask("select a, b from duplicates where relation = 'version' order by all") == [("h1", "h2"), ("v1", "v2")]


def test_sentences_of_a_version_are_added_changed_or_the_same(ask: Ask) -> None:
    found = ask(
        "select article_after, change, text_before, text_after from sentence_changes where is_next_version order by all"
    )
    before = OTHER.split(". ", maxsplit=1)[0] + "."
    assert found == [
        ("h2", "changed", before, before.replace("mercredi", "jeudi")),
        ("v2", "added", None, MORE.strip()),
    ]


def test_spans_of_changed_sentences_slice(ask: Ask) -> None:
    texts = {sample.id: sample.text for sample in SAMPLES}
    found = ask("select article_after, start_after, end_after, text_after from sentence_changes where end_after > 0")
    assert found
    assert all(texts[article][start:end] == text for article, start, end, text in found)


def test_the_kept_one_is_the_earliest_then_the_longest_then_of_the_least_id(ask: Ask) -> None:
    kept: dict[str, str] = dict(ask("select article_id, kept_article_id from articles"))
    assert {kept[name] for name in ("w1", "w2", "w3")} == {"w2"}
    assert kept["a2"] == kept["v2"] == "v1"


def test_an_origin_is_an_agency_another_copy_or_the_publishers_own_text(ask: Ask) -> None:
    found = {name: rest for name, *rest in ask("select article_id, origin, source from articles")}
    assert found["w1"] == found["w2"] == found["w3"] == ["agency", "AFP"]
    assert found["o1"] == ["own", "le-courrier"]
    assert found["o2"] == ["copy", "le-courrier"]


def test_a_line_that_a_publisher_repeats_is_learnt_and_a_sentence_of_its_prose_is_not(ask: Ask) -> None:
    assert ask("select publisher, line, articles, texts from boilerplate") == [("L'Écho", f"{REPEATED} !", 5, 5)]
    found = ask("select article_id, text from boilerplate_spans order by all")
    assert found == [(f"l{number}", f"{REPEATED} !") for number in range(5)]


def grown(warehouse: Path, samples: list[Sample], batch: str) -> str:
    land(warehouse, samples, batch=batch)
    build_and_publish(warehouse)
    return build_id_of(warehouse)


def rows(warehouse: Path, sql: str) -> list[dict[str, Any]]:
    return query(warehouse, sql).to_pylist()


def test_an_id_that_someone_wrote_down_leads_to_the_group_of_today_and_the_log_says_how(tmp_path: Path) -> None:
    base = [Sample("m1", TOLL + REST), Sample("m5", OTHER)]
    grown(tmp_path, base, "b1")
    assert rows(tmp_path, "from group_changes") == []
    grown(tmp_path, [Sample("m0", TOLL + REST + MORE)], "b2")  # a lesser id: the group has another name
    last = grown(tmp_path, [Sample("m3", OTHER.replace("mercredi", "jeudi"))], "b3")
    log = rows(
        tmp_path, "select change, from_id, into_id, articles from group_changes where layer = 'copies' order by 2"
    )
    assert log == [
        {"change": "renamed", "from_id": "g:m1", "into_id": "g:m0", "articles": 1},
        {"change": "renamed", "from_id": "g:m5", "into_id": "g:m3", "articles": 1},
    ]
    assert rows(tmp_path, "select build_id from group_changes where from_id = 'g:m5'") == [{"build_id": last}]
    told = rows(tmp_path, "select group_of('g:m1') as one, story_of('s:m5') as two, group_of('g:none') as three")
    assert told == [{"one": "g:m0", "two": "s:m3", "three": None}]
    said = recoupe("show", "g:m1", "--warehouse", tmp_path, "--format", "csv")
    assert said.code == 0
    assert [line.rpartition(",")[2] for line in said.out.splitlines()[1:]] == ["g:m0", "g:m0"]


def test_groups_that_a_late_article_joins_are_logged_and_leave_the_digest_alone(tmp_path: Path) -> None:
    samples = [Sample("j1", words("a") + words("b")), Sample("j2", words("b") + words("c"))]
    late = Sample("j3", words("a") + words("b") + words("c"))  # two thirds of it stand in each
    grown(tmp_path / "late", samples, "b1")
    grown(tmp_path / "late", [late], "b2")
    build_and_publish(tmp_path / "late")  # once more: the log keeps its rows and gains none
    changes = rows(tmp_path / "late", "select change, from_id, into_id from group_changes where layer = 'copies'")
    assert changes == [{"change": "joined", "from_id": "g:j2", "into_id": "g:j1"}]
    grown(tmp_path / "once", [*samples, late], "b1")
    land(tmp_path / "once", [], batch="b2")
    assert rows(tmp_path / "once", "from group_changes") == []
    assert table_digests(tmp_path / "once") == table_digests(tmp_path / "late")


def test_a_catalogue_that_cannot_be_read_starts_a_new_log(tmp_path: Path) -> None:
    land(tmp_path, SAMPLES[:2])
    (tmp_path / "news.duckdb").write_bytes(b"no catalogue")
    build_models(tmp_path, committed_files(tmp_path))
    publish(tmp_path, "first")
    assert rows(tmp_path, "from group_changes") == []
