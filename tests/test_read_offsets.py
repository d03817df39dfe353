"""Where each character of a text stands in the bytes that came in."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tasks.read import byte_offsets, fields_of
from tasks.read.text import encoding_of, is_blank
from tasks.tables import Document


def document(raw: bytes, media_type: str, encoding: str = "utf-8", given: str = "{}") -> Document:
    return Document("id", "key", "/a", "", media_type, encoding, raw, given, datetime(2024, 12, 1, tzinfo=UTC))


TEXTS = st.text(
    st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from('\\"/u\n\r\t\u2028é😀\x7f'))
).filter(lambda text: not is_blank(text))
WESTERN = st.text(st.sampled_from([c for c in map(chr, range(9, 8400)) if c.encode("cp1252", "ignore")]), min_size=1)


@given(text=TEXTS, ascii_only=st.booleans(), before=TEXTS, data=st.data())
def test_json_offsets_cut_the_text(*, text: str, ascii_only: bool, before: str, data: st.DataObject) -> None:
    record = {"a": before, "b": [{"text": before}, 1.5, None], "text": text, before: "text"}
    assume(before.casefold() != "text")
    row = document(json.dumps(record, ensure_ascii=ascii_only).encode(), "application/x-ndjson")
    offsets = byte_offsets(row)
    assert fields_of(row).text == text
    assert len(offsets) == len(text) + 1
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert json.loads(b'"' + row.raw[offsets[start] : offsets[end]] + b'"') == text[start:end]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "latin_1"])
@given(data=st.data())
@settings(max_examples=40)
def test_text_offsets_cut_the_text(encoding: str, data: st.DataObject) -> None:
    text = data.draw(WESTERN if encoding == "cp1252" else st.text(st.characters(max_codepoint=255), min_size=1)
                     if encoding == "latin_1" else TEXTS)  # fmt: skip
    assume(not text.startswith("\ufeff") and not is_blank(text))
    row = document(text.encode(encoding), "text/plain", encoding)
    offsets = byte_offsets(row)
    assert fields_of(row).text == text
    assert (len(offsets), offsets[-1]) == (len(text) + 1, len(row.raw))
    plain = {"utf-16": "utf-16-le", "utf-32": "utf-32-le", "utf-8-sig": "utf-8"}.get(encoding, encoding)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert row.raw[offsets[start] : offsets[end]].decode(plain) == text[start:end]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_markdown_offsets_begin_after_the_front_matter(encoding: str) -> None:
    row = document(("---\ntitle: Été\n---\nÉté\r\nœuvre").encode(encoding), "text/markdown", encoding)
    offsets = byte_offsets(row)
    assert len(offsets) == len("Été\r\nœuvre") + 1
    assert row.raw[offsets[5] :] == "œuvre".encode(
        {"utf-16": "utf-16-le", "utf-8-sig": "utf-8"}.get(encoding, encoding)
    )


@given(TEXTS)
def test_the_encoding_of_utf8_is_never_mistaken(text: str) -> None:
    assume("\0" not in text and sum(ord(c) < 32 for c in text) < 1)
    assert encoding_of(text.encode()) == ("utf-8-sig" if text.startswith("\ufeff") else "utf-8")


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ('{"text": "", "content": "b"}', "b"),
        ('{"body": "b", "text": "a"}', "a"),
        ('{"BODY": "b"}', "b"),
        ('{"text": {"html": "x"}, "maintext": "b"}', "b"),
        ('{"text": "a", "text": "b"}', "b"),
        ('{"meta": {"text": "x"}, "x": "text", "t\\u0065xt": "a\\"\\\\"}', 'a"\\'),
    ],
)
def test_the_text_is_the_first_that_says_something(line: str, text: str) -> None:
    row = document(line.encode(), "application/x-ndjson")
    offsets = byte_offsets(row)
    assert fields_of(row).text == text
    assert json.loads(b'"' + row.raw[offsets[0] : offsets[-1]] + b'"') == text
