"""`query`, `tables`, `show`, `status` and `publish` on a small warehouse."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

import filelock
import pytest

from tasks import landing
from tasks.batches import cut_batches
from tasks.catalogue import build_models, publish, query
from tasks.landing import Staged, commit, committed_files, stage
from tasks.read import find_inputs, read_documents
from tasks.shards import Shard, clean_shard, extract_shard
from tests.commands import recoupe
from tests.conftest import ROOT

pytestmark = pytest.mark.filterwarnings("default")  # dbt and spaCy warn of their own dependencies

TEXT = "Selon Jeanne Perrier, maire de Lorvan, au moins 1 200 élèves ont manifesté jeudi à Kiev."


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published warehouse of two texts and a rejected one, made without Prefect."""
    folder = tmp_path_factory.mktemp("cli")
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "in" / "b.txt").write_text("Le pont de Lorvan rouvrira lundi.", encoding="utf-8")
    (folder / "in" / "c.jsonl").write_text('{"id": "c", "body": "   "}\n', encoding="utf-8")
    records = read_documents(find_inputs([str(folder / "in")]), options={}, metadata={}, fetched_at=datetime.now(UTC))
    made = folder / "warehouse"
    for batch in cut_batches(records, lambda _table, _ids: set()):
        aside = folder / batch.batch_id
        documents = stage(aside, "documents", batch.batch_id, 0, chain.from_iterable(batch.shards))
        shard = extract_shard(clean_shard(Shard(batch.batch_id, 0, str(aside), {"documents": str(documents)})))
        files = {table: [Path(path)] for table, path in shard.files.items()}
        files.setdefault("rejects", []).append(stage(aside, "rejects", batch.batch_id, 9, batch.rejects))
        commit(made, Staged(batch.batch_id, aside, files))
    build_models(made, committed_files(made))
    publish(made, "first")
    return made


def key(warehouse: Path, column: str, table: str) -> str:
    answer = query(warehouse, f"select {column} as id from {table} where text like '%1 200%' order by all")  # noqa: S608 - names of this file
    return str(answer.to_pylist()[0]["id"])


def test_a_warehouse_that_another_writer_holds_is_named(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(landing, "LOCK_SECONDS", 0.1)
    with filelock.FileLock(warehouse / ".lock"):
        said = recoupe("publish", "--warehouse", warehouse)
    assert (said.code, said.out) == (1, "")
    assert said.err.endswith(
        f"recoupe: {warehouse / '.lock'}: another command is writing to this warehouse; "
        "wait until it has ended, then do this again\n"
    )


def test_query_reads_sql_from_standard_input_too(warehouse: Path) -> None:
    asked = ("query", "--warehouse", warehouse, "--format", "csv")
    for said in (recoupe(*asked, "select 1 as n"), recoupe(*asked, "-", stdin=b"select 1 as n")):
        assert (said.code, said.out, said.err) == (0, "n\n1\n", "")


@pytest.mark.parametrize("sql", ["drop view articles", "copy articles to 'x.csv'", "from 'in.csv'", "selec"])
def test_a_query_that_is_refused_prints_nothing(sql: str, warehouse: Path) -> None:
    said = recoupe("query", sql, "--warehouse", warehouse)
    assert (said.code, said.out) == (1, "")
    assert re.fullmatch(r"recoupe: query: [^\n]+\n", said.err)


def test_tables_lists_grains_then_columns_and_suggests(warehouse: Path) -> None:
    listed = json.loads(recoupe("tables", "--warehouse", warehouse, "--format", "json").out)
    assert {"table": "figures", "rows": 1} in [{name: row[name] for name in ("table", "rows")} for row in listed]
    columns = json.loads(recoupe("tables", "Figures", "--warehouse", warehouse, "--format", "json").out)
    assert columns[0]["name"] == "figure_id"
    assert all(column["comment"] for column in columns)
    wrong = recoupe("tables", "figure", "--warehouse", warehouse)
    assert (wrong.code, wrong.out) == (1, "")
    assert "no table 'figure'; did you mean figures? There are articles, " in wrong.err


@pytest.mark.parametrize(
    ("column", "table", "shown"),
    [
        ("figure_id", "figures", "[au moins 1 200]"),
        ("article_id", "articles", TEXT),
        ("document_id", "articles", TEXT),
        ("left(article_id, 6)", "articles", TEXT),
        ("left(article_id, 6) || ':42-53'", "articles", "[moins 1 200]"),
    ],
)
def test_show_finds_sentence_and_raw_file_by_any_id(column: str, table: str, shown: str, warehouse: Path) -> None:
    said = recoupe("show", key(warehouse, column, table), "--warehouse", warehouse)
    assert (said.code, said.err) == (0, "")
    assert shown in said.out
    assert f"{warehouse.parent / 'in' / 'a.txt'}, bytes " in said.out


def test_show_marks_what_is_said_by_the_id_of_a_statement(warehouse: Path) -> None:
    (found,) = query(warehouse, "select statement_id, text from statements").to_pylist()
    assert f"[{found['text']}]" in recoupe("show", found["statement_id"], "--warehouse", warehouse).out


def test_show_gives_the_raw_bytes_to_programs(warehouse: Path) -> None:
    figure = key(warehouse, "figure_id", "figures")
    (row,) = recoupe("show", figure, "--warehouse", warehouse, "--format", "jsonl").rows
    raw = (warehouse.parent / "in" / "a.txt").read_bytes()
    assert row["raw"] == raw[row["raw_start"] : row["raw_end"]].decode() == "au moins 1 200"


@pytest.mark.parametrize(("column", "table"), [("story_id", "articles"), ("left(copy_group, 8)", "articles")])
def test_show_lists_the_members_of_groups(column: str, table: str, warehouse: Path) -> None:
    said = recoupe("show", key(warehouse, column, table), "--warehouse", warehouse, "--format", "jsonl")
    assert key(warehouse, "article_id", "articles") in {row["article_id"] for row in said.rows}


def test_show_lists_the_mentions_of_an_entity(warehouse: Path) -> None:
    (found,) = query(warehouse, "select entity_id from mentions where text = 'Kiev'").to_pylist()
    (row,) = recoupe("show", found["entity_id"], "--warehouse", warehouse, "--format", "jsonl").rows
    assert row["text"] == "Kiev"
    assert "[Kiev]" in recoupe("show", row["mention_id"], "--warehouse", warehouse).out


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("0000000", "starts no article id"),
        ("pas-un-id", "is no id of an article"),
        ("s:0000000", "there is none"),
        ("s:", "there is none"),
        ("per:o'brien", "no entity has this id"),
    ],
)
def test_show_says_when_there_is_no_such_row(asked: str, told: str, warehouse: Path) -> None:
    said = recoupe("show", asked, "--warehouse", warehouse)
    assert (said.code, said.out) == (1, "")
    assert told in said.err


def test_status_counts_for_people_and_for_programs(warehouse: Path) -> None:
    told = recoupe("status", "--warehouse", warehouse).out
    assert re.search(r"^rejects\n.*\n.*\nread: no_text +1$", told, re.MULTILINE)
    counts = recoupe("status", "--warehouse", warehouse, "--format", "jsonl").rows
    assert {"section": "landed", "about": "articles", "measure": "rows", "count": 2} in counts
    digests = recoupe("status", "--digest", "--warehouse", warehouse, "--format", "csv").out
    assert re.search(r"^landing\.articles,[0-9a-f]{32}$", digests, re.MULTILINE)


def test_publish_says_where_the_catalogue_is_and_verify_that_it_is_whole(
    warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECOUPE_WAREHOUSE", str(warehouse))
    assert recoupe("publish").out.splitlines()[-1] == str(warehouse / "news.duckdb")
    said = recoupe("status", "--verify")
    assert (said.code, said.out) == (0, "")
    assert "landed files are as committed" in said.err


def test_verify_fails_for_a_file_that_is_gone(warehouse: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(warehouse.parent)
    (lost,) = committed_files(warehouse)["dates"]
    lost.rename(tmp_path / "lost")
    try:
        said = recoupe("status", "--verify", "--warehouse", "warehouse", "--format", "csv")
    finally:
        (tmp_path / "lost").rename(lost)
    assert said.code == 1
    assert str(lost) in said.out
    assert "restore the files named above" in said.err


def test_a_reader_that_has_had_enough_ends_the_command_quietly(warehouse: Path) -> None:
    sql = "select repeat('a', 9000) as a from range(500)"
    command = [sys.executable, "-m", "flows", "query", sql, "--format", "csv", "--warehouse", str(warehouse)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b"a\n"
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=20) == 0
