"""Sources in, documents and rejects out: what is read, what is not and why, and where each character stands."""

from __future__ import annotations

import gzip
import hashlib
import io
import itertools
import json
import os
import tracemalloc
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tasks.read import (
    FORMATS,
    byte_offsets,
    fields_of,
    find_inputs,
    read_documents,
    read_metadata,
)
from tasks.read.jsonl import lines
from tasks.tables import Document, Reject, to_arrow

PRESS = Path(__file__).parents[2] / "shared" / "data" / "press_fr"
NOW = datetime(2024, 12, 1, tzinfo=UTC)


def read(*sources: Path, **said: Any) -> list[Document | Reject]:  # noqa: ANN401 - arguments of read_documents
    """All rows of the sources."""
    inputs = find_inputs([str(source) for source in sources])
    return list(read_documents(inputs, **{"options": {}, "metadata": {}, "fetched_at": NOW, **said}))


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def only(rows: list[Document | Reject]) -> Document:
    (row,) = rows
    assert isinstance(row, Document), row
    return row


def document(raw: bytes, media_type: str, encoding: str = "utf-8", given: str = "{}") -> Document:
    return Document("id", "key", "/a", "", media_type, encoding, raw, given, NOW)


def verdicts(rows: list[Document | Reject]) -> list[str]:
    """What became of each record, in order: its text, or the reason of its reject."""
    return [fields_of(row).text if isinstance(row, Document) else row.reason for row in rows]


# --- one format a row: what it holds, what comes out -----------------------------------------------------------------


def test_names_are_composed_and_can_always_be_stored(tmp_path: Path) -> None:
    write(tmp_path / "e\u0301te\u0301.txt", "x")
    write(Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xe9t\xe9.txt")), "y")
    rows = read(tmp_path)
    keys = [row.document_key for row in rows if isinstance(row, Document)]
    assert keys == [r"\xe9t\xe9.txt", "été.txt"]
    assert to_arrow(Document, rows, "batch").num_rows == 2


def test_plain_text_is_its_file(tmp_path: Path) -> None:
    row = only(read(write(tmp_path / "a.txt", "Un mort.\r\nDeux blessés.\n")))
    assert (row.raw, row.encoding, row.record, row.given) == (b"Un mort.\r\nDeux bless\xc3\xa9s.\n", "utf-8", "", "{}")
    assert (row.source_uri, row.document_key, row.media_type) == (str(tmp_path / "a.txt"), "a.txt", "text/plain")
    assert fields_of(row).text == "Un mort.\r\nDeux blessés.\n"


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        ("Été — œuvre".encode(), "utf-8"),
        ("\ufeffÉté — œuvre".encode(), "utf-8-sig"),
        ("\ufeffÉté — œuvre".encode("utf-16-le"), "utf-16"),
        ("\ufeffÉté — œuvre".encode("utf-16-be"), "utf-16"),
        ("\ufeffÉté — œuvre".encode("utf-32-le"), "utf-32"),
        ("Été — œuvre".encode("cp1252"), "cp1252"),
    ],
)
def test_text_is_the_same_in_every_encoding(tmp_path: Path, raw: bytes, encoding: str) -> None:
    row = only(read(write(tmp_path / "a.txt", raw)))
    assert (row.encoding, row.raw, fields_of(row).text) == (encoding, raw, "Été — œuvre")


@pytest.mark.parametrize(
    "raw",
    [
        b"PK\x03\x04\x00\x00text",
        "Été".encode("utf-16-le"),
        b"\xff\xfe\x00",
        bytes(range(1, 32)) * 9,
        b"\x89\xfe\x81" * 99,
    ],
)
def test_what_is_no_text_is_undecodable(tmp_path: Path, raw: bytes) -> None:
    assert verdicts(read(write(tmp_path / "a.txt", raw))) == ["undecodable"]


FRONT = "---\nTitle: 'Deux : morts'\ndate: 2024-11-07\nauthors: [A, B]\nlang: fr-FR\n---\n"


def test_front_matter_gives_the_fields_of_markdown(tmp_path: Path) -> None:
    fields = fields_of(only(read(write(tmp_path / "a.md", FRONT + "# Deux\n\nDeux morts.\n"))))
    assert (fields.text, fields.title, fields.authors) == ("# Deux\n\nDeux morts.\n", "Deux : morts", "A, B")
    assert (fields.published, fields.published_precision) == (datetime(2024, 11, 7, tzinfo=UTC), "day")
    assert fields.language == "fr"


@pytest.mark.parametrize(
    "text", ["---\nUn mort.\n---\nDeux.\n", "---\nUn mort.", "-- \n---\nx\n", "# T\n---\na: b\n---\n"]
)
def test_thematic_breaks_are_no_front_matter(tmp_path: Path, text: str) -> None:
    assert verdicts(read(write(tmp_path / "a.md", text))) == [text]


def test_broken_front_matter_stays_text_and_is_reported(tmp_path: Path) -> None:
    text = "---\ntitle: [a\n---\nUn mort.\n"
    row, reject = read(write(tmp_path / "a.md", text))
    assert isinstance(row, Document)
    assert isinstance(reject, Reject)
    assert fields_of(row).text == text
    assert (reject.stage, reject.reason, reject.document_id) == ("field", "bad_front_matter", row.document_id)


def test_json_lines_end_at_line_feeds_only(tmp_path: Path) -> None:
    text = "Un\u2028deux\u0085trois\x0cquatre"
    line = json.dumps({"text": text}, ensure_ascii=False)
    rows = read(write(tmp_path / "a.jsonl", f"\ufeff{line}\r\n\n  \n{line}"))
    assert verdicts(rows) == [text, text]
    assert [row.record for row in rows] == ["line 1", "line 4"]
    assert [row.raw for row in rows if isinstance(row, Document)] == [f"\ufeff{line}\r".encode(), line.encode()]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "bad_json"),
        (b'{"text": "a"} {}', "bad_json"),
        (b'{"text": "a", "n": NaN}', "bad_json"),
        (b'{"text": "\\ud800"}', "bad_json"),
        (b'{"text": ' + b"[" * 3000 + b"]" * 3000 + b"}", "bad_json"),
        (b'["a"]', "not_an_object"),
        (b"null", "not_an_object"),
        (b"{}", "no_text"),
        (b'{"text": ""}', "no_text"),
        (b'{"text": " \\n\\u00a0\\ufeff"}', "no_text"),
        (b'{"text": null, "title": "a"}', "no_text"),
        (b'{"text": 12}', "text_not_a_string"),
        (b'{"text": ["a"]}', "text_not_a_string"),
        (b'{"text": "\xe9t\xe9"}', "undecodable"),
        (b'{"text": "\x00"}', "undecodable"),
    ],
)
def test_a_bad_line_costs_no_other(tmp_path: Path, line: bytes, reason: str) -> None:
    good = b'{"text": "Un mort."}'
    path = write(tmp_path / "a.jsonl", b"\n".join([good, line, good]))
    rows = read(path)
    assert verdicts(rows) == ["Un mort.", reason, "Un mort."]
    reject = rows[1]
    assert isinstance(reject, Reject)
    assert (reject.stage, reject.record, reject.document_id, reject.source_uri) == ("read", "line 2", None, str(path))
    assert reject.detail.startswith("a.jsonl, line 2: ")
    assert read(path) == rows


def test_every_format_may_be_compressed(tmp_path: Path) -> None:
    content = {"text/plain": "a", "text/markdown": "a", "application/x-ndjson": '{"text": "a"}'}
    for form, suffix in [(known, suffix) for known in FORMATS for suffix in known.suffixes]:
        path = write(tmp_path / f"a{suffix}.gz", gzip.compress(content[form.media_type].encode()))
        row = only(read(path))
        assert (fields_of(row).text, row.raw, row.media_type) == (
            "a",
            content[form.media_type].encode(),
            form.media_type,
        )


def test_a_truncated_gzip_gives_what_came_before(tmp_path: Path) -> None:
    content = "".join(f'{{"text": "{hashlib.shake_128(bytes([n])).hexdigest(400)}"}}\n' for n in range(200)).encode()
    whole = verdicts(read(write(tmp_path / "a.jsonl", content)))
    packed = gzip.compress(content)
    *texts, last = verdicts(read(write(tmp_path / "a.jsonl.gz", packed[: len(packed) * 6 // 10])))
    assert last == "bad_gzip"
    assert 100 < len(texts) < 130
    assert texts == whole[: len(texts)]


@pytest.mark.parametrize(
    "raw",
    [b"Un mort.", gzip.compress(b"Un mort.")[:-3], gzip.compress(b"Un mort.")[:-8] + b"x" * 8],
    ids=["plain", "cut", "wrong sum"],  # the bytes hold the second in which they were packed
)
def test_a_broken_gzip_gives_no_half_article(tmp_path: Path, raw: bytes) -> None:
    assert verdicts(read(write(tmp_path / "a.txt.gz", raw))) == ["bad_gzip"]


def test_files_that_cannot_be_read_are_rejected_by_name(tmp_path: Path) -> None:
    write(tmp_path / "in" / "b.txt", "Un mort.")
    (tmp_path / "in" / "a.txt").symlink_to(tmp_path / "nowhere")
    rows = read(write(tmp_path / "a.jpg", "x"), tmp_path / "in")
    assert verdicts(rows) == ["unknown_format", "unreadable_file", "Un mort."]
    assert all(isinstance(row, Reject) and row.stage == "read" for row in rows[:2])


def test_a_record_too_large_is_skipped(tmp_path: Path) -> None:
    good = b'{"text": "Un mort."}\n'
    large = b'{"text": "' + b"a" * (33 * 1024 * 1024) + b'"}\n'
    assert verdicts(read(write(tmp_path / "a.jsonl", good + large + good))) == [
        "Un mort.",
        "record_too_large",
        "Un mort.",
    ]
    assert verdicts(read(write(tmp_path / "a.txt", large))) == ["record_too_large"]


# --- fields ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"headline": "T", "outlet": "P", "link": "L"}, {"title": "T", "publisher": "P", "url": "L"}),
        ({"title": " ", "Headline": "\ufeffT\u00a0? "}, {"title": "T\u00a0?"}),
        ({"source": "dump", "publisher": "Le Temps"}, {"publisher": "Le Temps"}),
        ({"source": {"id": None, "name": "BBC News"}}, {"publisher": "BBC News"}),
        ({"source": "dump/2024/a.txt", "site": "La Voix/Le Nord"}, {"publisher": "La Voix/Le Nord"}),
        ({"source": "https://www.P.fr/rss?x=1"}, {"publisher": "www.p.fr"}),
        ({"author": [{"name": "A"}, "B", None]}, {"authors": "A, B"}),
        ({"byline": "Par A. et B."}, {"authors": "Par A. et B."}),
        ({"_id": 0}, {"record_id": "0"}),
        ({"id": True, "guid": "g"}, {"record_id": "g"}),
        ({"lang": "fr-FR"}, {"language": "fr"}),
        ({"lang": "FR_ca"}, {"language": "fr"}),
        ({"language": "fra"}, {"language": "fr"}),
        ({"language": "und"}, {"language": None}),
        ({"language": "français"}, {"language": None}),
        ({"pubDate": 1542656033}, {"published": datetime(2018, 11, 19, 19, 33, 53, tzinfo=UTC)}),
        ({"date": None, "date_raw": "16-1-2019"}, {"published": None, "published_precision": None}),
    ],
)
def test_field_names_as_people_have_them(record: dict[str, Any], expected: dict[str, Any]) -> None:
    fields = fields_of(document(json.dumps({"text": "Un mort.", **record}).encode(), "application/x-ndjson"))
    assert {name: getattr(fields, name) for name in expected} == expected


def test_other_field_names_go_with_the_document(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", '{"corps": "Un mort.", "text": "x", "title": "T"}')
    row = only(read(path, field_names={"text": ["corps"]}))
    assert json.loads(row.given) == {"field_names": {"text": ["corps"]}}
    assert (fields_of(row).text, fields_of(row).title) == ("Un mort.", "T")
    assert len(byte_offsets(row)) == 9
    with pytest.raises(ValueError, match="field 'corps' is not known"):
        read(path, field_names={"corps": ["text"]})


def test_record_before_metadata_before_options(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.jsonl", '{"text": "a", "language": "en"}\n{"text": "b", "publisher": "R", "date": "2020-01-01"}\n'
    )
    metadata = {"a.jsonl": {"publisher": "M", "published": "2021-01-01", "url": "http://m/1", "title": "M"}}
    options = {"publisher": "O", "published": "2022-01-01", "language": "fr"}
    first, second = (
        fields_of(row) for row in read(path, metadata=metadata, options=options) if isinstance(row, Document)
    )
    assert (first.publisher, first.published, first.language) == ("M", datetime(2021, 1, 1, tzinfo=UTC), "en")
    assert (second.publisher, second.published, second.language) == ("R", datetime(2020, 1, 1, tzinfo=UTC), None)
    assert (second.fallback.publisher, second.fallback.language) == ("O", "fr")
    assert (second.fallback.published, second.fallback.published_precision) == (datetime(2022, 1, 1, tzinfo=UTC), "day")
    assert (first.url, first.title) == (None, None), "an address is that of one record, not of each line of a file"


def test_metadata_says_it_by_path_or_by_file_name(tmp_path: Path) -> None:
    for name in ("x/a.txt", "y/a.txt", "y/b.txt"):
        write(tmp_path / name, "Un mort.")
    table = write(tmp_path / "m.csv", "\ufeffFile;title\r\nx\\a.txt;X\r\na.txt;'Y; suite'\r\n\r\n".replace("'", '"'))
    rows = read(tmp_path, metadata=read_metadata(str(table)))
    assert [fields_of(row).title for row in rows if isinstance(row, Document)] == ["X", "Y; suite", None]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"published": "hier"}, "option published is 'hier'"),
        ({"language": "français"}, "option language is 'français'"),
        ({"title": "x"}, "option 'title' is not known"),
    ],
)
def test_faulty_options_stop_before_reading(tmp_path: Path, options: dict[str, str], message: str) -> None:
    inputs = find_inputs([str(write(tmp_path / "a.txt", "x"))])
    with pytest.raises(ValueError, match=message):
        read_documents(inputs, options=options, metadata={}, fetched_at=NOW)


def test_an_unreadable_date_lands_without_date(tmp_path: Path) -> None:
    row, reject = read(write(tmp_path / "a.jsonl", '{"text": "Un mort.", "date": "31/02/2018"}'))
    assert isinstance(row, Document)
    assert isinstance(reject, Reject)
    assert fields_of(row).published is None
    assert (reject.stage, reject.reason, reject.document_id) == ("field", "unreadable_published", row.document_id)
    assert "'31/02/2018'" in reject.detail


# --- identity --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("record", "key"),
    [
        ({"url": "https://p.fr/a.html", "publisher": "P", "id": 1}, "https://p.fr/a.html"),
        ({"url": "https://p.fr/?id=1"}, "https://p.fr/?id=1"),
        ({"url": "https://p.fr/", "publisher": "P", "id": 1}, "P::1"),
        ({"url": "n/a", "publisher": "P", "id": 1}, "P::1"),
        ({"publisher": "P"}, "sub/a.jsonl#line 2"),
        ({"id": "x1"}, "sub/a.jsonl#x1"),
        ({}, "sub/a.jsonl#line 2"),
    ],
)
def test_the_key_of_a_record(tmp_path: Path, record: dict[str, Any], key: str) -> None:
    write(tmp_path / "sub" / "a.jsonl", "\n" + json.dumps({"text": "Un mort.", **record}))
    row = only(read(tmp_path, options={"publisher": "other", "published": "2024-11-07"}))
    assert row.document_key == key


def test_same_key_and_bytes_same_document(tmp_path: Path) -> None:
    one, two = write(tmp_path / "1" / "a.txt", "Un mort."), write(tmp_path / "2" / "a.txt", "Un mort.")
    packed = write(tmp_path / "3" / "a.txt", "Deux morts.")
    other = write(tmp_path / "1" / "b.txt", "Un mort.")
    ids = [only(read(path)).document_id for path in (one, two, packed, other)]
    assert ids[0] == ids[1]
    assert len(set(ids)) == 3
    assert ids[0] == "571fdf44c80a6a4fb2e5", "what is landed is known by this: a change of it lands everything again"


def test_an_option_that_is_no_utf8_can_be_stored(tmp_path: Path) -> None:
    row = only(read(write(tmp_path / "a.txt", "Un mort."), options={"publisher": os.fsdecode(b"Caf\xe9")}))
    assert fields_of(row).fallback.publisher == r"Caf\udce9"


def test_metadata_may_say_the_address_of_a_file(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "Un mort.")
    assert only(read(path, metadata={"a.txt": {"url": "https://p.fr/1"}})).document_key == "https://p.fr/1"


# --- size ------------------------------------------------------------------------------------------------------------


class Endless(io.RawIOBase):
    """A stream of one line, again and again."""

    def __init__(self) -> None:
        self._bytes = itertools.cycle(b'{"text": "Un mort."}\n')

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - a WriteableBuffer
        buffer[:] = bytes(itertools.islice(self._bytes, len(buffer)))
        return len(buffer)


def test_the_first_record_is_there_before_the_last() -> None:
    found = list(itertools.islice(lines(io.BufferedReader(Endless())), 3))
    assert [record.name for record in found] == ["line 1", "line 2", "line 3"]


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz"])
def test_memory_does_not_grow_with_the_file(tmp_path: Path, suffix: str) -> None:
    block = b"".join(json.dumps({"id": n, "text": f"{n} morts. " * 400}).encode() + b"\n" for n in range(100))
    packed = gzip.compress(block, 1)
    path = write(tmp_path / f"a{suffix}", (packed if suffix.endswith("gz") else block) * (20 * 10**6 // len(block)))
    tracemalloc.start()
    count = sum(1 for _ in read_documents(find_inputs([str(path)]), options={}, metadata={}, fetched_at=NOW))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count > 4000
    assert peak < 2 * 10**6


@pytest.mark.skipif(not PRESS.is_dir(), reason="the development corpora are not beside this checkout")
def test_real_press_is_read_whole() -> None:
    rows = read(PRESS)
    documents = [row for row in rows if isinstance(row, Document)]
    assert (len(rows), len(documents), len({row.document_id for row in documents})) == (3593, 3593, 3593)
    for row in documents[::20]:
        text, offsets = fields_of(row).text, byte_offsets(row)
        assert len(offsets) == len(text) + 1
        assert json.loads(b'"' + row.raw[offsets[len(text) // 2] : offsets[-1]] + b'"') == text[len(text) // 2 :]


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ('{"text": ""}', "field 'text' is empty"),
        ('{"body": null}', "field 'body' is empty"),
        ('{"corps": "Un mort."}', "the record has 'corps'"),
    ],
)
def test_a_record_without_text_says_which_field_is_meant(tmp_path: Path, line: str, named: str) -> None:
    (reject,) = read(write(tmp_path / "a.jsonl", line))
    assert isinstance(reject, Reject)
    assert (reject.reason, named in reject.detail) == ("no_text", True)
