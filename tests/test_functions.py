"""What SQL counts by compiled functions is what Python counts by hand."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment, FileSystemLoader

from tasks import ROOT
from tasks.folding import LETTERS
from tasks.functions import Plugin

if TYPE_CHECKING:
    from collections.abc import Iterator

WORD = re.compile(r"\w+")
TEXT = "Le préfet a compté 1 250 manifestants à Brest, la CGT 3 000 ; la police n'a rien dit de plus ce soir-là."


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as made:
        Plugin("functions", {}).configure_connection(made)
        yield made


def windows(text: str) -> set[tuple[str, ...]]:
    """Windows of five words, as the definition has them."""
    words = WORD.findall(text.lower())
    return {tuple(words[place : place + 5]) for place in range(max(len(words) - 4, 1))} if words else set()


def counted(connection: duckdb.DuckDBPyConnection, one: str, other: str) -> tuple[int, int, int]:
    """Windows of both texts, and how many they share."""
    query = "select len(a), len(b), count_common(a, b) from (select windows_of($one) as a, windows_of($other) as b)"
    found = connection.execute(query, {"one": one, "other": other}).fetchone()
    assert found is not None
    return found[0], found[1], found[2]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (TEXT, TEXT.upper()),
        (TEXT, TEXT.replace("Brest", "Quimper")),
        (TEXT, ""),
        ("", " … "),
        ("un deux", "un, deux"),
        ("un deux trois quatre cinq " * 40, "cinq quatre trois deux un " * 40),
        ("de " * 90, "de de de de de"),
        ("İstanbul ve ΟΔΟΣ 東京 🔴 km² ﬁn", "istanbul ve οδος 東京 🔴 km2 fin"),
        ("e\u0301te\u0301 " * 9, "été " * 9),
        ("\0a\0b", "a b"),
    ],
)
def test_windows_and_what_is_shared_are_exact(connection: duckdb.DuckDBPyConnection, one: str, other: str) -> None:
    ours, theirs = windows(one), windows(other)
    assert counted(connection, one, other) == (len(ours), len(theirs), len(ours & theirs))


@settings(deadline=None)  # the first call may compile
@given(
    st.lists(st.text(st.sampled_from("aAàÉß İΣς²ﬁ一, 🔴\u0301"), max_size=60), min_size=2, max_size=2),
)
def test_of_any_text(connection: duckdb.DuckDBPyConnection, texts: list[str]) -> None:
    ours, theirs = map(windows, texts)
    assert counted(connection, *texts) == (len(ours), len(theirs), len(ours & theirs))


def test_rows_have_no_say_in_each_other(connection: duckdb.DuckDBPyConnection) -> None:
    texts = [TEXT if number % 3 else f"{TEXT} İ {number}" for number in range(5_000)]
    alone = {text: counted(connection, text, TEXT)[2] for text in texts[:6]}
    rows = connection.execute(
        "select text, count_common(windows_of(text), windows_of($text)) from (select unnest($texts) as text)",
        {"text": TEXT, "texts": texts},
    ).fetchall()
    assert len(rows) == len(texts)
    assert {text: shared for text, shared in rows if text in alone} == alone


def test_no_letter_stands_behind_the_table() -> None:
    assert [code for code in range(LETTERS, 0x110000) if unicodedata.category(chr(code))[0] in "LN"] == []


WORDS = st.dictionaries(
    st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=3), st.integers(0, 100_000)
)


@settings(deadline=None)  # the first call may compile
@given(WORDS, WORDS)
def test_the_product_of_two_texts_is_that_of_the_words_they_share(
    connection: duckdb.DuckDBPyConnection, one: dict[str, int], other: dict[str, int]
) -> None:
    macros = Environment(loader=FileSystemLoader(ROOT / "sql" / "macros"), autoescape=False)  # noqa: S701 - SQL, no markup
    weighed = macros.from_string("{% from 'heaviest.sql' import weighed_terms %}{{ weighed_terms() }}").render()
    vectors = "(select {} as weighed from (select unnest($word{}) as term, unnest($share{}) / 100000 as share))"
    one_vector, other_vector = vectors.format(weighed, 1, 1), vectors.format(weighed, 2, 2)
    query = f"select dot_common(a.weighed, b.weighed) from {one_vector} as a, {other_vector} as b"  # noqa: S608 - ours
    given_words = {
        "word1": list(one),
        "share1": list(one.values()),
        "word2": list(other),
        "share2": list(other.values()),
    }
    found = connection.execute(query, given_words).fetchone()
    assert found is not None
    assert (found[0] or 0) == sum(weight * other.get(word, 0) for word, weight in one.items())
