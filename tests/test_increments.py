"""A warehouse that grew batch by batch, with a build after each, holds what one build of everything holds."""

from __future__ import annotations

import random
import re
from collections import Counter
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from tasks import ROOT, builds
from tasks.builds import RECORD, Kept, forget, inputs_of, kept, remember
from tasks.catalogue import build_models
from tasks.landing import committed_files, compact
from tasks.models import build_path_of, landed_view
from tests.sql.landings import Sample, land
from tests.synthetic import corpus

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

pytestmark = pytest.mark.filterwarnings("default")  # dbt warns of its own dependencies

HISTORY = {"main.group_changes", "main.quality", "intermediate.int_counts"}
"""Tables of which batches came when."""
NEW_ONLY = {
    f"intermediate.int_{name}"
    for name in (
        "touched_texts",
        "touched_buckets",
        "reached",
        "moved_texts",
        "meetings",
        "copy_pairs",
        "shingles",
        "words",
        "new_turns",
        "moved_articles",
    )
}
"""Tables of what the last build had to look at."""

WEATHER = (
    "Soleil le matin sur toute la côte, averses dans l'intérieur l'après-midi, vent faible d'ouest sur les îles et les "
    "caps. La mer sera belle à peu agitée, la visibilité bonne sauf sous les grains. Prochain bulletin demain à la "
    "même heure sur cette page. Il fera {} degrés à Montbrac."
)
OLD_PAGE = Sample("p1", "Le pont de Valmeyer ferme ce soir pour travaux, annonce la mairie de la ville.", "2024-01-03")


ROWS = "select columns(lambda name: name != 'batch_id') from {} order by all"


def sample(row: Any, number: int) -> Sample:  # noqa: ANN401 - a row of the generator
    """An article of the synthetic corpus: every ninth undated, some under one headline, each with its first figure."""
    figures = [word for word in row.text.split() if word.isdigit() and len(word) > 1][:1]
    text = f"{row.text}\nAbonnez-vous à {row.publisher}"
    return Sample(
        row.id,
        text,
        None if number % 9 == 0 else row.published,
        row.publisher.rpartition(" ")[0] + str(number % 3),
        agency="AFP" if number % 11 == 0 else None,
        title=f"Titre {row.group}" if number % 2 else None,
        figures={word: float(word) for word in figures},
        mentions={text.split()[3]: None, text.split()[7]: "iso:FR"} if number % 4 == 0 else {},
    )


def bridged() -> list[Sample]:
    """Two texts of no more than a third in common, and a third one that is near to both."""
    words = [f"mot{number}" for number in range(90)]
    texts = {"q1": words[:60], "q3": words[30:], "q2": words[12:78]}
    return [Sample(name, " ".join(text), "2024-03-01") for name, text in texts.items()]


def samples() -> list[Sample]:
    """Copies, versions, undated articles, one text sixty times, seventy of one template, a page that changed later."""
    made = [sample(row, number) for number, row in enumerate(corpus(90))]
    made += [
        replace(OLD_PAGE, id=f"p{turn}", url="http://v/1", text=OLD_PAGE.text + " Suite." * turn) for turn in (1, 2)
    ]
    made += [Sample(f"m{day:02}", WEATHER.format(day), "2024-03-02") for day in range(70)]
    made += [Sample(f"z{number:02}", "Météo : soleil.", f"2024-0{number % 9 + 1}-01") for number in range(60)]
    return made + bridged()


def grown(warehouse: Path, batches: Sequence[Sequence[Sample]]) -> dict[str, list[tuple[Any, ...]]]:
    """Every table of the models after the last batch; a build was made after each, and a correction before the last."""
    for number, batch in enumerate(batches):
        land(warehouse, batch, batch=f"b{number}")
        if batch is batches[-1]:
            (warehouse / "overrides").mkdir()
            (warehouse / "overrides" / "entities.csv").write_text(
                "entity_id,target_id,reason\niso:FR,org:otan,a test\n", encoding="utf-8"
            )
        build_models(warehouse, committed_files(warehouse))
    return tables(warehouse)


def tables(warehouse: Path) -> dict[str, list[tuple[Any, ...]]]:
    with closing(duckdb.connect(build_path_of(warehouse), read_only=True)) as connection:
        names = connection.execute(
            "select schema_name || '.' || table_name from duckdb_tables() where schema_name in ('main', 'intermediate')"
        ).fetchall()
        return {
            name: [tuple(map(str, row)) for row in connection.execute(ROWS.format(name)).fetchall()]
            for (name,) in names
        }


def differing(one: dict[str, list[tuple[Any, ...]]], other: dict[str, list[tuple[Any, ...]]]) -> dict[str, Any]:
    """Table → rows of one side only, where there are any."""
    assert one.keys() == other.keys()
    names = [name for name in one if one[name] != other[name] and name not in HISTORY | NEW_ONLY]
    return {name: sorted(set(one[name]) ^ set(other[name]))[:3] or "times" for name in names}


@pytest.fixture(scope="module")
def at_once(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[Any, ...]]]:
    return grown(tmp_path_factory.mktemp("once"), [samples()])


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.fault)])
def test_any_batches_in_any_order_are_what_one_build_makes(
    seed: int, tmp_path: Path, at_once: dict[str, list[tuple[Any, ...]]]
) -> None:
    shuffled = samples()
    random.Random(seed).shuffle(shuffled)  # noqa: S311 - no secret
    late = [made for made in shuffled if made.id in {"q2", "p2"}]
    rest = [made for made in shuffled if made not in late]
    batches = [rest[:120], late + rest[120:130], rest[130:]] if seed == 1 else [rest[:200], rest[200:], late]
    found = differing(grown(tmp_path, batches), at_once)
    assert not found


def test_what_the_batches_meet_is_there(at_once: dict[str, list[tuple[Any, ...]]]) -> None:
    groups = {row[0]: row for row in at_once["intermediate.int_copy_groups"]}
    assert groups["q1"][1:] == groups["q2"][1:] == groups["q3"][1:], "the late one joins two groups"
    relations = {row[2] for row in at_once["intermediate.int_copies"]}
    assert relations >= {"exact", "near", "version"}
    assert "org:otan" in {row[0] for row in at_once["main.entities"]}
    assert len(at_once["main.figure_changes"]) > 0
    assert len(at_once["main.boilerplate"]) > 0
    sizes = Counter((int(bucket) % 2, slot, bucket) for bucket, _, slot in at_once["intermediate.int_meetings"])
    crowded = {kind for (kind, _, _), size in sizes.items() if size > 51}
    assert crowded == {0, 1}, "bands and passages that so many have that only some of them meet"


FIRST, SECOND = ("b1", "Trois maires ont signé."), ("b2", "Le pont rouvrira lundi.")


def remembered(warehouse: Path, *batches: tuple[str, str]) -> duckdb.DuckDBPyConnection:
    """The record of a build that passed and held these batches of one article each."""
    for batch, text in batches:
        land(warehouse, [Sample(batch, text)], batch=batch)
    connection = duckdb.connect()
    connection.execute(RECORD)
    files = committed_files(warehouse)
    connection.execute(f"create view landing.articles as {landed_view('articles', files['articles'])}")
    remember(connection, files, inputs_of(warehouse, files))
    return connection


def how_much(connection: duckdb.DuckDBPyConnection, warehouse: Path) -> Kept:
    files = committed_files(warehouse)
    return kept(connection, warehouse, files, inputs_of(warehouse, files))


def test_added_batches_and_corrections_keep_rows(tmp_path: Path) -> None:
    connection = remembered(tmp_path, FIRST)
    assert how_much(connection, tmp_path) is Kept.ALL
    (tmp_path / "overrides").mkdir()
    (tmp_path / "overrides" / "mentions.csv").write_text("", encoding="utf-8")
    assert how_much(connection, tmp_path) is Kept.ROWS
    land(tmp_path, [Sample("b2", SECOND[1])], batch="b2")
    assert how_much(connection, tmp_path) is Kept.ROWS


def test_compaction_keeps_rows(tmp_path: Path) -> None:
    connection = remembered(tmp_path, FIRST, SECOND)
    compact(tmp_path, above=1)
    assert how_much(connection, tmp_path) is Kept.ROWS


def test_a_build_that_did_not_pass_keeps_nothing(tmp_path: Path) -> None:
    connection = remembered(tmp_path, FIRST)
    forget(connection)
    assert how_much(connection, tmp_path) is Kept.NOTHING
    with closing(duckdb.connect()) as deleted:
        assert how_much(deleted, tmp_path) is Kept.NOTHING


def test_other_code_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connection = remembered(tmp_path, FIRST)
    monkeypatch.setattr(builds, "__version__", "another")
    assert how_much(connection, tmp_path) is Kept.NOTHING


def test_landed_files_that_are_gone_or_others_keep_nothing(tmp_path: Path) -> None:
    connection = remembered(tmp_path, FIRST, SECOND)
    files = committed_files(tmp_path)
    gone = {**files, "signatures": files["signatures"][:1]}
    assert kept(connection, tmp_path, gone, "another") is Kept.NOTHING
    more = tmp_path / "b2-1.parquet"
    more.write_bytes(files["signatures"][1].read_bytes())
    twice = {**files, "signatures": [*files["signatures"], more]}
    assert kept(connection, tmp_path, twice, "another") is Kept.NOTHING, "a batch that was built before has more rows"


def test_rows_that_are_kept_depend_on_no_correction_and_no_run() -> None:
    models = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "sql" / "models").rglob("*.sql")}
    asked = re.compile(r"(?:ref|remembered|unseen)\('(\w+)'")
    parents = {name: set(asked.findall(sql)) & models.keys() for name, sql in models.items()}
    keeping = [name for name, sql in models.items() if re.search(r"remembered\(|of_moved\(|'incremental'", sql)]
    assert len(keeping) > 20
    for name in keeping:
        above: set[str] = set()
        rest = {name}
        while rest:
            above |= rest
            rest = {parent for model in rest for parent in parents[model]} - above
        changing = {model for model in above if re.search("overrides|runs|published_|this_build", model)}
        assert not changing, f"{name} keeps rows that {changing} may change"
