"""One person, one id across articles: variants of a name, surnames alone, what the user's overrides say."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from tasks.landing import committed_files
from tasks.models import ModelError, build_models, build_path_of
from tests.sql.landings import Sample, land

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

pytestmark = pytest.mark.filterwarnings("default")  # dbt warns of its own dependencies


def person(name: str) -> dict[str, str | None]:
    """A mention that Python linked by its full name."""
    return {name: "per:" + name.lower().replace("é", "e").replace(" ", "-")}


def about(number: int, name: str, also: Sequence[str] = ()) -> Sample:
    """An article that names one person in full, and further words that name somebody."""
    text = f"{name} parle, dit l'article {number}. " + ". ".join(also)
    return Sample(f"{name}{number}", text, mentions={**person(name), **dict.fromkeys(also)})


SAMPLES = [
    *(about(number, "Adam Vernet") for number in range(30)),
    about(0, "Zoe Vernet"),  # three articles of 33: "Vernet" is Adam
    *(about(number, "Marc Ravel") for number in range(3)),
    *(about(number, "Lise Ravel") for number in range(3)),  # "Ravel" is nobody
    *(about(number, "Paul Martin") for number in range(20)),
    *(about(0, f"Martin {name}") for name in ("Borel", "Cassin", "Dumas")),  # "Martin" may be a first name
    *(about(number, "Olena Zelenska") for number in range(6)),
    about(0, "Olena Zelenskaa"),
    about(0, "Zelenska Olena"),
    *(about(number, "Igor Kovalsky") for number in range(2)),
    *(about(number, "Igor Kovalskyy") for number in range(3)),
    *(about(number, "Mariam Diallo") for number in range(9)),
    *(about(number, "Mariame Diallo") for number in range(8)),  # as often: two persons
    *(about(number, "Ada Le Goff") for number in range(3)),
    *(about(number, "Luc Le Goff") for number in range(3)),
    Sample("two", "Le Goff se tait.", mentions={"Le Goff": None}),  # two words, no full name: nobody
    Sample(
        "alone",
        "Vernet, Ravel, Martin, Zelenska et Kovalsky.",
        mentions=dict.fromkeys(["Vernet", "Ravel", "Martin", "Zelenska", "Kovalsky"]),
    ),
    about(99, "Zoe Vernet", ["Vernet a dit non"]),
    Sample("here", "Zoe Vernet. Puis Vernet seul.", mentions={**person("Zoe Vernet"), "Vernet seul": None}),
]


def build(warehouse: Path) -> None:
    """The models over all that has landed."""
    build_models(warehouse, committed_files(warehouse))


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("persons")
    land(made, SAMPLES)
    build(made)
    return made


def links(warehouse: Path) -> dict[tuple[str, str], tuple[Any, ...]]:
    """(article, words) → entity, rule."""
    with closing(duckdb.connect(build_path_of(warehouse), read_only=True)) as connection:
        rows = connection.execute("select article_id, text, entity_id, link_rule from mentions").fetchall()
    return {(article, text): (entity, rule) for article, text, entity, rule in rows}


def test_a_surname_alone_is_whom_nearly_all_articles_mean_by_it(warehouse: Path) -> None:
    found = links(warehouse)
    alone = {text: entity for (article, text), entity in found.items() if article == "alone"}
    assert alone == {
        "Vernet": ("per:adam-vernet", "surname_across"),
        "Ravel": (None, None),
        "Martin": (None, None),
        "Zelenska": ("per:olena-zelenska", "surname_across"),
        "Kovalsky": (None, None),  # "kovalskyy" is the name that more articles have
    }


def test_a_surname_of_two_words_is_no_full_name(warehouse: Path) -> None:
    assert links(warehouse)["two", "Le Goff"] == (None, None)


def test_variants_of_a_name_are_one_person_and_say_why(warehouse: Path) -> None:
    with closing(duckdb.connect(build_path_of(warehouse), read_only=True)) as connection:
        merges = connection.execute("select entity_id, into_id, rule from entity_merges order by 1").fetchall()
    assert merges == [
        ("per:igor-kovalsky", "per:igor-kovalskyy", "other transliteration"),
        ("per:olena-zelenskaa", "per:olena-zelenska", "other spelling"),
        ("per:zelenska-olena", "per:olena-zelenska", "other order"),
    ]


def test_overrides_win_and_survive_a_rerun(tmp_path: Path) -> None:
    land(tmp_path, SAMPLES)
    (tmp_path / "overrides").mkdir()
    (tmp_path / "overrides" / "entities.csv").write_text(
        "entity_id,target_id,reason\nper:lise-ravel,per:marc-ravel,same person\nper:zelenska-olena,,a street\n"
    )
    start = SAMPLES[-3].text.index("Martin")
    (tmp_path / "overrides" / "mentions.csv").write_text(
        f"article_id,start_char,end_char,entity_id,reason\nalone,{start},{start + 6},per:paul-martin,read\n"
    )
    for _ in range(2):
        build(tmp_path)
        found = links(tmp_path)
        assert found["Lise Ravel0", "Lise Ravel"][0] == "per:marc-ravel"
        assert found["Zelenska Olena0", "Zelenska Olena"][0] is None
        assert found["alone", "Martin"] == ("per:paul-martin", "override")


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("entity_id,reason\na,b\n", r"entities.csv: no column target_id; its first line must be entity_id,target_id"),
        ("entity_id,target_id,reason\na,b,\na,c,\n", r"entities.csv, line 3: the key of line 2 again"),
        ("entity_id,target_id,reason\n,b,\n", r"entities.csv, line 2: an empty key"),
    ],
)
def test_a_file_of_overrides_that_cannot_be_read_stops_the_build(tmp_path: Path, content: str, complaint: str) -> None:
    (tmp_path / "overrides").mkdir()
    (tmp_path / "overrides" / "entities.csv").write_text(content)
    with pytest.raises(ModelError, match=complaint):
        build_models(tmp_path, {})
