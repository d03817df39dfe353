"""Batches land whole or not at all, once, and whatever the order."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import pytest

from tasks import landing
from tasks.batches import cut_batches
from tasks.tables import Document, Reject, Sentence, schema_of, to_arrow
from tests.conftest import document

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


def staged(warehouse: Path, run: str, names: Sequence[str]) -> landing.Staged:
    batch_id = landing.batch_id_of(names)
    folder = warehouse / "landing" / "_staging" / run
    documents = landing.stage(folder, "documents", batch_id, 0, [document(name) for name in names])
    sentences = landing.stage(folder, "sentences", batch_id, 0, [Sentence(name, 0, 0, 0, 9) for name in names])
    return landing.Staged(batch_id, folder, {"documents": [documents], "sentences": [sentences]})


def landed(warehouse: Path, table: str, column: str) -> list[str]:
    return sorted(
        str(value)
        for path in landing.committed_files(warehouse)[table]
        for value in pq.read_table(path)[column].to_pylist()
    )


def nothing(_table: str, _ids: Sequence[str]) -> set[str]:
    return set()


def test_files_without_their_commit_do_not_exist(tmp_path: Path) -> None:
    left = staged(tmp_path, "killed", ["a", "b"])
    for table, (path,) in left.files.items():  # as a kill between the moves and the commit leaves them
        (tmp_path / "landing" / table).mkdir(parents=True)
        path.replace(tmp_path / "landing" / table / path.name)
    assert landing.committed_files(tmp_path)["documents"] == []
    assert landing.commit(tmp_path, staged(tmp_path, "again", ["a", "b"])) is not None
    assert landed(tmp_path, "documents", "document_id") == ["a", "b"]


def test_a_batch_lands_once(tmp_path: Path) -> None:
    first = landing.commit(tmp_path, staged(tmp_path, "one", ["a", "b"]))
    assert first is not None
    assert first.rows == {"documents": 2, "sentences": 2}
    assert landing.commit(tmp_path, staged(tmp_path, "two", ["b", "a"])) is None
    assert landed(tmp_path, "sentences", "article_id") == ["a", "b"]


def test_what_another_run_landed_meanwhile_is_left_out_of_every_table(tmp_path: Path) -> None:
    late = staged(tmp_path, "slow", ["a", "b", "c"])
    landing.commit(tmp_path, staged(tmp_path, "quick", ["b"]))
    made = landing.commit(tmp_path, late)
    assert made is not None
    assert made.rows == {"documents": 2, "sentences": 2}
    assert landed(tmp_path, "documents", "document_id") == ["a", "b", "c"]
    assert landed(tmp_path, "sentences", "article_id") == ["a", "b", "c"]


def test_compaction_keeps_every_row_and_every_batch_known(tmp_path: Path) -> None:
    for name in "abcd":
        landing.commit(tmp_path, staged(tmp_path, name, [name]))
    before = landing.committed_files(tmp_path)["documents"]
    assert landing.compact(tmp_path, above=4) is None
    assert landing.compact(tmp_path, above=3) is not None
    after = landing.committed_files(tmp_path)
    assert [len(after["documents"]), len(after["sentences"])] == [1, 1]
    assert landed(tmp_path, "documents", "document_id") == list("abcd")
    assert all(path.exists() for path in before), "readers may still hold the old files"
    assert landing.commit(tmp_path, staged(tmp_path, "again", ["c"])) is None
    assert landing.verify(tmp_path) == []
    landing.sweep(tmp_path, older_than=-1)
    assert not any(path.exists() for path in before)
    assert landed(tmp_path, "documents", "document_id") == list("abcd")
    assert len(landing.read_commits(tmp_path)) == 1


def test_sweep_spares_what_is_young_or_committed(tmp_path: Path) -> None:
    landing.commit(tmp_path, staged(tmp_path, "done", ["a"]))
    young = staged(tmp_path, "at-work", ["b"])
    landing.sweep(tmp_path, older_than=3600)
    assert all(path.exists() for paths in young.files.values() for path in paths)
    landing.sweep(tmp_path, older_than=-1)
    assert not young.folder.exists()
    assert landed(tmp_path, "documents", "document_id") == ["a"]


def test_verify_names_the_missing_file(tmp_path: Path) -> None:
    landing.commit(tmp_path, staged(tmp_path, "one", ["a"]))
    (path,) = landing.committed_files(tmp_path)["sentences"]
    path.unlink()
    problems = landing.verify(tmp_path)
    assert any(path.name in problem for problem in problems)


def test_a_torn_commit_is_said_plainly(tmp_path: Path) -> None:
    landing.commit(tmp_path, staged(tmp_path, "one", ["a"]))
    (commit,) = (tmp_path / "landing" / "_commits").glob("*.json")
    commit.write_text(json.dumps({"batch": 1}))
    with pytest.raises(ValueError, match=commit.name):
        landing.read_commits(tmp_path)


def test_rows_survive_parquet(tmp_path: Path) -> None:
    made = landing.stage(tmp_path, "documents", "batch", 0, [document("a", "onze\u202f000\r\n")])
    table = pq.read_table(made)
    assert table.schema.equals(schema_of(Document), check_metadata=False)
    assert Document(**{k: v for k, v in table.to_pylist()[0].items() if k != "batch_id"}) == document(
        "a", "onze\u202f000\r\n"
    )


def test_a_null_where_none_may_be_is_refused() -> None:
    with pytest.raises(ValueError, match="article_id"):
        to_arrow(Sentence, [Sentence(None, 0, 0, 0, 1)], "b")  # type: ignore[arg-type] # the fault under test


def test_the_cut_does_not_depend_on_what_is_known() -> None:
    records = [document(name) for name in "abcdef"]
    cut = {"batch_size": 4, "shard_size": 2}
    fresh = list(cut_batches(records, nothing, **cut))
    later = list(cut_batches(records, lambda _table, ids: {"a", "c"} & set(ids), **cut))
    assert [batch.batch_id for batch in later] == [batch.batch_id for batch in fresh]
    assert [[d.document_id for d in shard] for shard in later[0].shards] == [["b"], ["d"]]
    assert [batch.records_known for batch in later] == [2, 0]


def test_a_record_that_comes_twice_in_one_run_lands_once() -> None:
    first, second = cut_batches([document("a"), document("a"), document("b"), document("a")], nothing, batch_size=3)
    assert [d.document_id for shard in first.shards for d in shard] == ["a", "b"]
    assert (first.records_known, second.records_known) == (1, 1)
    assert not second.is_new


def test_batches_end_by_bytes_too() -> None:
    records = [document(name, "x" * 100) for name in "abcde"]
    assert [batch.records_read for batch in cut_batches(records, nothing, batch_bytes=200)] == [2, 2, 1]


def test_records_read_are_landed_known_or_rejected() -> None:
    bad = Reject("r1", None, "/in/x.jsonl", "line 3", "read", "bad_json", "…")
    odd_date = Reject("r2", "a", "/in/x.jsonl", "line 1", "field", "unreadable_published", "…")
    (batch,) = cut_batches([document("a"), odd_date, bad, document("b")], lambda _table, ids: {"b", "r2"} & set(ids))
    assert (batch.records_read, batch.records_known, batch.records_rejected) == (3, 1, 1)
    assert batch.rejects == (bad,)
    assert sum(map(len, batch.shards)) + batch.records_known + batch.records_rejected == batch.records_read


def test_cutting_holds_one_batch_at_a_time() -> None:
    taken = 0

    def endless() -> Iterator[Document]:
        nonlocal taken
        while True:
            taken += 1
            yield document(f"d{taken}")

    batches = cut_batches(endless(), nothing, batch_size=5)
    next(batches)
    next(batches)
    assert taken == 10


@pytest.mark.parametrize("name", ["n#1", "what?"])
def test_a_folder_that_duckdb_cannot_name_is_refused_before_anything_is_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(OSError, match="rename the folder"):
        landing.check_writable(tmp_path / name)
    assert not (tmp_path / name).exists()
