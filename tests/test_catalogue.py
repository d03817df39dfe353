"""The published catalogue: the same bytes each time, readers undisturbed, and queries that cannot leave or write."""

from __future__ import annotations

import os
import shutil
import time
from contextlib import closing
from typing import TYPE_CHECKING

import duckdb
import pytest

from tasks.catalogue import (
    CatalogueError,
    QueryError,
    build_models,
    describe_tables,
    publish,
    query,
    retention_seconds,
    table_digests,
)
from tasks.landing import committed_files
from tests.sql.landings import Sample, land

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.filterwarnings("default")  # dbt warns of its own dependencies

MARTS = [
    "articles",
    "boilerplate",
    "boilerplate_spans",
    "claims",
    "consensus",
    "dates",
    "disagreements",
    "duplicates",
    "entities",
    "entity_merges",
    "figure_changes",
    "figure_words",
    "figures",
    "group_changes",
    "measures",
    "mentions",
    "quality",
    "rejects",
    "revisions",
    "sentence_changes",
    "statements",
    "stories",
]
SAMPLES = [
    Sample(
        "a", "Trois maires ont signé, selon Jeanne Perrier.", figures={"Trois": 3}, mentions={"Jeanne Perrier": None}
    ),
    Sample("b", "Le pont rouvrira lundi."),
]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    warehouse = tmp_path_factory.mktemp("built")
    land(warehouse, SAMPLES)
    build_models(warehouse, committed_files(warehouse))
    publish(warehouse, "first")
    return warehouse


@pytest.fixture
def warehouse(built: Path, tmp_path: Path) -> Path:
    """A copy for a test to change, published in its own place."""
    made = tmp_path / "warehouse"
    shutil.copytree(built, made)
    publish(made, "first")
    return made


@pytest.fixture(scope="module")
def surrounded(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with files beside it, and links to them inside."""
    place = tmp_path_factory.mktemp("place")
    made = place / "warehouse"
    shutil.copytree(built, made)
    publish(made, "first")
    (place / "outside.csv").write_text("a\n1\n", encoding="utf-8")
    (place / "warehouse-beside").mkdir()
    shutil.copy(place / "outside.csv", place / "warehouse-beside")
    (made / "link.csv").symlink_to(place / "outside.csv")
    (made / "linked").symlink_to(place)
    return made


def exports(warehouse: Path, build_id: str) -> dict[str, bytes]:
    return {path.parent.name: path.read_bytes() for path in sorted(warehouse.glob(f"marts/*/{build_id}.parquet"))}


def test_every_mart_is_published_with_its_grain_its_columns_and_its_rows(built: Path) -> None:
    tables = {table.name: table for table in describe_tables(built)}
    assert list(tables) == MARTS
    assert {name: table.rows for name, table in tables.items()} == {
        **dict.fromkeys(MARTS, 0),
        "articles": 2,
        "entities": 1,
        "figure_words": 1,
        "figures": 1,
        "mentions": 1,
        "quality": 8,
        "statements": 1,
        "stories": 2,
    }
    assert all("Grain: " in table.comment for table in tables.values())
    assert all(column.comment for table in tables.values() for column in table.columns)


def test_publishing_twice_writes_the_same_bytes(warehouse: Path) -> None:
    publish(warehouse, "second")
    assert exports(warehouse, "second") == exports(warehouse, "first")
    assert list(exports(warehouse, "second")) == MARTS


def test_the_catalogue_holds_views_only_in_the_storage_of_duckdb_1(warehouse: Path) -> None:
    with closing(duckdb.connect()) as connection:
        connection.execute(f"attach '{warehouse / 'news.duckdb'}' as news (read_only)")
        assert connection.execute("select count(*) from duckdb_tables() where database_name = 'news'").fetchall() == [
            (0,)
        ]
        [(tags,)] = connection.execute("select tags from duckdb_databases() where database_name = 'news'").fetchall()
    assert tags["storage_version"].startswith("v1.0.0")


def test_a_reader_that_was_there_before_reads_on(warehouse: Path) -> None:
    with closing(duckdb.connect(warehouse / "news.duckdb", read_only=True)) as reader:
        before = reader.execute("select count(*) from articles").fetchall()
        publish(warehouse, "second")
        assert reader.execute("select count(*) from articles").fetchall() == before


def test_replaced_files_stay_for_the_retention_time_counted_from_their_replacement(
    warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long_ago = time.time() - 2 * retention_seconds()
    for path in warehouse.glob("marts/*/first.parquet"):
        os.utime(path, (long_ago, long_ago))
    publish(warehouse, "second")
    assert list(exports(warehouse, "first")) == MARTS
    monkeypatch.setenv("RECOUPE_RETENTION_HOURS", "0")
    publish(warehouse, "second")
    assert not exports(warehouse, "first")
    assert query(warehouse, "select count(*) as n from articles").to_pylist() == [{"n": 2}]


def test_a_moved_warehouse_says_so_and_publishing_mends_it(warehouse: Path, tmp_path: Path) -> None:
    moved = warehouse.rename(tmp_path / "moved")
    with pytest.raises(CatalogueError, match="recoupe publish"):
        query(moved, "select * from articles")
    publish(moved, "first")
    assert query(moved, "select count(*) as n from articles").to_pylist() == [{"n": 2}]


def test_nothing_published_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="recoupe run"):
        query(tmp_path, "select 1")
    with pytest.raises(CatalogueError, match="recoupe run"):
        publish(tmp_path, "first")


def test_digests_leave_out_where_and_when_rows_came_in(warehouse: Path, tmp_path: Path) -> None:
    land(tmp_path, SAMPLES[1:], batch="x")
    land(tmp_path, SAMPLES[:1], batch="y")
    landed = {name: digest for name, digest in table_digests(warehouse).items() if name.startswith("landing.")}
    assert table_digests(tmp_path) == landed
    land(tmp_path, [Sample("c", "Une page de plus.")], batch="z")
    changed = table_digests(tmp_path)
    assert {name for name in landed if changed[name] != landed[name]} == {
        "landing.articles",
        "landing.documents",
        "landing.sentences",
        "landing.signatures",
    }


@pytest.mark.parametrize(
    "sql",
    [
        "select count(*) from articles",
        "from figures",
        "with few as (select 1 as n) select n from few; -- done",
        "describe articles",
        "show tables",
        "summarize articles",
        "explain analyze select 1",
        "select * from (pivot articles on language in ('fr') using count(*))",
        "select * from glob('{here}/marts/*/*')",
        "select count(*) from '{here}/marts/articles/first.parquet'",
    ],
)
def test_reading_is_allowed(built: Path, sql: str) -> None:
    assert query(built, sql.replace("{here}", str(built))).num_columns > 0


@pytest.mark.parametrize(
    "sql",
    [
        "copy articles to '{here}/out.csv'",
        "with x as (copy (select 1) to '{here}/out.csv') select 1",
        "with x as (copy (select 1) to '{here}/out.csv') select 1; -- )",
        "explain analyze copy articles to '{here}/out.csv'",
        "explain analyze with x as (copy (select 1) to '{here}/out.csv') select 1",
        "select 1; copy articles to '{here}/out.csv'",
        "export database '{here}/out.csv'",
        "attach '{here}/out.csv' as other",
        "create table news.main.t as select 1",
        "create temp table t as select 1",
        "drop view articles",
        "install httpfs",
        "load httpfs",
        "set enable_external_access = true",
        "reset allowed_directories",
        "pragma threads = 9",
        "call checkpoint()",
        "use memory",
        "prepare p as select 1",
        "select * from read_text('/etc/passwd')",
        "select * from read_blob('/proc/self/environ')",
        "select * from read_csv('{here}/../outside.csv')",
        "select * from '{here}/link.csv'",
        "select * from '{here}/linked/outside.csv'",
        "select * from '{here}-beside/outside.csv'",
        "select * from glob('/*')",
        "select * from sniff_csv('/etc/passwd')",
        "select * from parquet_metadata('/etc/passwd')",
        "select * from read_csv('https://example.org/a.csv')",
        "select * from query('copy (select 1) to ''{here}/out.csv''')",
        "select * from enable_logging()",
        "select getenv('HOME')",
        "select * from duckdb_secrets()",
        "selec 1",
        "select nothing from articles",
        "",
    ],
)
def test_writing_and_leaving_are_refused(surrounded: Path, sql: str) -> None:
    with pytest.raises(QueryError, match="query: "):
        query(surrounded, sql.replace("{here}", str(surrounded)))
    assert not (surrounded / "out.csv").exists()


def test_a_retention_that_is_no_number_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECOUPE_RETENTION_HOURS", "a day")
    with pytest.raises(CatalogueError, match="RECOUPE_RETENTION_HOURS='a day'"):
        retention_seconds()
