"""Which files a run reads, in which order; and the table that says more of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tasks.read import MissingSource, find_inputs, read_metadata

if TYPE_CHECKING:
    from pathlib import Path


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.md", "sub/c.JSONL", "sub/deep/d.ndjson.gz", ".hidden.txt", ".git/e.txt", "README.md"):
        write(tmp_path / name, "x")
    for name in ("sub/readme.txt", "photo.jpg", "notes.csv", "plain.gz", ".txt"):
        write(tmp_path / name, "x")
    return tmp_path


@pytest.mark.parametrize(
    ("source", "keys"),
    [
        ("", ["a.md", "b.txt", "sub/c.JSONL", "sub/deep/d.ndjson.gz"]),
        ("sub", ["c.JSONL", "deep/d.ndjson.gz"]),
        ("b.txt", ["b.txt"]),
        ("README.md", ["README.md"]),
        ("photo.jpg", ["photo.jpg"]),
        ("*.txt", ["b.txt"]),
        ("**/*", ["a.md", "b.txt", "sub/c.JSONL", "sub/deep/d.ndjson.gz"]),
        ("s*/**/*.ndjson.gz", ["sub/deep/d.ndjson.gz"]),
        ("*", ["a.md", "b.txt", "sub/c.JSONL", "sub/deep/d.ndjson.gz"]),
    ],
)
def test_a_source_names_files_in_order(tree: Path, source: str, keys: list[str]) -> None:
    assert [entry.key for entry in find_inputs([str(tree / source)])] == keys


def test_a_file_named_twice_is_read_once(tree: Path) -> None:
    (tree / "z.txt").symlink_to(tree / "b.txt")
    found = find_inputs([str(tree / "b.txt"), str(tree), str(tree / "sub" / ".." / "*.txt")])
    assert [entry.key for entry in found] == ["b.txt", "a.md", "sub/c.JSONL", "sub/deep/d.ndjson.gz"]


@pytest.mark.parametrize("source", ["*.txt", "./*.txt", "b.txt", "./sub/../b.txt"])
def test_sources_may_be_relative(tree: Path, monkeypatch: pytest.MonkeyPatch, source: str) -> None:
    monkeypatch.chdir(tree)
    (found,) = find_inputs([source])
    assert (found.key, found.path.resolve()) == ("b.txt", tree / "b.txt")


def test_an_empty_folder_is_no_fault(tmp_path: Path) -> None:
    assert find_inputs([str(tmp_path)]) == []


@pytest.mark.parametrize("source", ["nothing.txt", "nothing/", "broken.txt", "*.jsonl", "*.jpg"])
def test_a_source_that_names_nothing_says_so(tree: Path, source: str) -> None:
    (tree / "broken.txt").symlink_to(tree / "nothing")
    with pytest.raises(MissingSource, match=r"source '.*(nothing|broken|\*)[^']*' (does not exist|matches)"):
        find_inputs([str(tree), str(tree / source)])


def test_brackets_in_a_file_name_are_no_pattern(tmp_path: Path) -> None:
    write(tmp_path / "a[1].txt", "x")
    assert [entry.key for entry in find_inputs([str(tmp_path / "a[1].txt")])] == ["a[1].txt"]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("file,date\na.txt,2024-11-07\n", "column 'date' is not known; known are file, published, publisher"),
        ("published\n2024-11-07\n", "no column 'file'"),
        ("", "no column 'file'"),
        ("file,title\na.txt,A\na.txt,B\n", "line 3: file 'a.txt' is named twice"),
        ("file,title\n,A\n", "line 2: file '' is empty"),
        ("file,title\na.txt,Un, deux\n", "line 2: 3 cells for 2 columns"),
    ],
)
def test_a_faulty_metadata_file_says_where(tmp_path: Path, table: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"m.csv.*{message}"):
        read_metadata(str(write(tmp_path / "m.csv", table)))


def test_a_metadata_file_that_is_not_there() -> None:
    with pytest.raises(MissingSource, match=r"'nowhere\.csv' cannot be read"):
        read_metadata("nowhere.csv")
