"""Rows in each format: exact and read back for programs, whole and readable for people."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import typer

from flows.cells import duration, exact, short, visible
from flows.printing import ALIGNED_WIDTH, CHUNK_ROWS, FOLDED_ROWS, Format, print_rows
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SQL = """
select 1::bigint as n, 2.5::double as f, 8000::double as whole, 1e20::double as big, true as yes,
  sum(1) as total, 1.50::decimal(9, 2) as exact, 170141183460469231731687303715884105727::hugeint as huge,
  date '2024-11-07' as day, timestamp '2024-11-07 08:00:00.5' as moment, timestamp '2024-11-07' as midnight,
  ['a', 'b, c', null] as list, {'x': 1} as pair, interval '1 month 2 days 1.5 seconds' as span,
  'L’été, « oui »|"' || chr(10) || 'fin' as text, '' as empty, null::varchar as nothing
"""


def rows_of(sql: str) -> pa.Table:
    with duckdb.connect() as connection:
        found: pa.Table = connection.sql(sql).to_arrow_table()
    return found


@pytest.fixture
def printed(capsysbinary: pytest.CaptureFixture[bytes]) -> Callable[[pa.Table, Format], bytes]:
    def run(rows: pa.Table, how: Format) -> bytes:
        print_rows(rows, how)
        return capsysbinary.readouterr().out

    return run


@pytest.mark.parametrize("how", [Format.json, Format.jsonl])
def test_json_keeps_numbers_lists_and_nulls(how: Format, printed: Callable[[pa.Table, Format], bytes]) -> None:
    out = printed(rows_of(SQL), how)
    (row,) = json.loads(out) if how is Format.json else map(json.loads, out.splitlines())
    assert row == {
        "n": 1,
        "f": 2.5,
        "whole": 8000.0,
        "big": 1e20,
        "yes": True,
        "total": 1,
        "exact": 1.5,
        "huge": 2**127 - 1,
        "day": "2024-11-07",
        "moment": "2024-11-07T08:00:00.500000",
        "midnight": "2024-11-07T00:00:00",
        "list": ["a", "b, c", None],
        "pair": {"x": 1},
        "span": "P1M2DT1.5S",
        "text": 'L’été, « oui »|"\nfin',
        "empty": "",
        "nothing": None,
    }
    assert b'"exact":1.50' in out


def test_csv_reads_back_and_tells_null_from_an_empty_text(printed: Callable[[pa.Table, Format], bytes]) -> None:
    out = printed(rows_of(SQL), Format.csv)
    ((names), (cells)) = csv.reader(io.StringIO(out.decode(), newline=""))
    row = dict(zip(names, cells, strict=True))
    assert row["text"] == 'L’été, « oui »|"\nfin'
    assert json.loads(row["list"]) == ["a", "b, c", None]
    assert (row["n"], row["whole"], row["big"], row["total"], row["yes"]) == ("1", "8000", "1e+20", "1", "true")
    assert (row["moment"], row["midnight"]) == ("2024-11-07 08:00:00.500000", "2024-11-07 00:00:00")
    assert out.endswith(b',"",\n')


def test_duckdb_reads_our_csv_back(printed: Callable[[pa.Table, Format], bytes], tmp_path: Path) -> None:
    asked = rows_of("select i, 'a,\"' || i as t, timestamp '2024-11-07' + to_hours(i) as at from range(30) r(i)")
    (tmp_path / "rows.csv").write_bytes(printed(asked, Format.csv))
    assert rows_of(f"from '{tmp_path / 'rows.csv'}'").to_pylist() == asked.to_pylist()


def test_parquet_reads_back(printed: Callable[[pa.Table, Format], bytes]) -> None:
    asked = rows_of(SQL)
    back = pq.read_table(io.BytesIO(printed(asked, Format.parquet)))
    assert back.drop_columns(["span"]) == asked.drop_columns(["span"])
    assert back["span"].to_pylist() == ["P1M2DT1.5S"]


def test_markdown_is_one_line_a_row(printed: Callable[[pa.Table, Format], bytes]) -> None:
    asked = rows_of("select 'a|b' as \"x|y\", 'c' || chr(10) || 'd' as z, null as n")
    assert printed(asked, Format.markdown).decode().splitlines() == [
        "| x\\|y | z | n |",
        "| --- | --- | --- |",
        "| a\\|b | c<br>d |  |",
    ]


@pytest.mark.parametrize("how", [how for how in Format if how is not Format.parquet])
def test_columns_of_one_name_stay_apart(how: Format, printed: Callable[[pa.Table, Format], bytes]) -> None:
    rows = pa.Table.from_arrays([pa.array([7]), pa.array([8]), pa.array([9])], ["a", "a", "a_2"])
    out = printed(rows, how).decode()
    assert [sign for sign in out if sign in "789"] == ["7", "8", "9"]
    assert "a_2_2" in out


@pytest.mark.parametrize(
    ("how", "told"), [(Format.json, "[]\n"), (Format.jsonl, ""), (Format.csv, "a\n"), (Format.table, "a\n─\n")]
)
def test_no_rows_are_still_a_document(how: Format, told: str, printed: Callable[[pa.Table, Format], bytes]) -> None:
    assert printed(pa.table({"a": pa.array([], pa.int64())}), how).decode() == told


def test_a_piped_table_is_whole_and_one_line_a_row(printed: Callable[[pa.Table, Format], bytes]) -> None:
    long = "mot " * 5_000 + "fin"
    asked = pa.table({"n": [1, 20], "text": [long, "été"], "漢": ["漢字", "b"]})
    lines = printed(asked, Format.table).decode().splitlines()
    assert lines[0] == f" n  text{' ' * (ALIGNED_WIDTH - 4)}  漢"
    assert lines[2] == f" 1  {long}  漢字"
    assert lines[3] == f"20  été{' ' * (ALIGNED_WIDTH - 3)}  b"
    assert len(lines) == 4


def test_many_rows_all_come_in_their_order(printed: Callable[[pa.Table, Format], bytes]) -> None:
    count = 2 * CHUNK_ROWS + 1
    out = printed(pa.table({"n": range(count)}), Format.csv).decode().split()
    assert out == ["n", *map(str, range(count))]


def test_a_hostile_text_cannot_steer_the_terminal(printed: Callable[[pa.Table, Format], bytes]) -> None:
    out = printed(pa.table({"t": ["a\x1b[2Jb\rc\u2028d\x9b"]}), Format.table).decode()
    assert out.splitlines()[-1] == "a␛[2Jb␍c⏎d⏎"
    assert visible("L’été à l’eau\u00a0: 漢字").startswith("L’été à l’eau")
    assert visible("a\u202eb\u2066c") == "a⇄b⇄c"


@pytest.mark.parametrize(
    ("value", "told"),
    [(None, ""), (True, "true"), (8000.0, "8000"), (0.1, "0.1"), (["a", "b"], "a, b"), ([["a"], 1], '[["a"],1]')],
)
def test_cells_are_written_as_people_write_them(value: object, told: str) -> None:
    assert short(value) == told


def test_floats_read_back_exactly() -> None:
    for value in (0.1 + 0.2, 1e300, 2.0**53 + 2, -0.5, 5e-324):
        assert float(exact(value)) == value


@pytest.mark.parametrize(
    ("parts", "told"), [((0, 0, 0), "PT0S"), ((14, 0, 0), "P14M"), ((0, 1, 90_000_000_000), "P1DT90S")]
)
def test_durations_are_iso_8601(parts: tuple[int, int, int], told: str) -> None:
    assert duration(*parts) == told


def test_parquet_does_not_go_to_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    with pytest.raises(typer.BadParameter, match=r"> rows\.parquet"):
        print_rows(pa.table({"a": [1]}), Format.parquet)


def on_terminal(sql: str, columns: int = 80) -> list[str]:
    """What a terminal of that width shows of the answer, without colours."""
    program = (
        "import duckdb; from flows.printing import *; connection = duckdb.connect(); "
        f"print_rows(connection.sql({sql!r}).to_arrow_table(), Format.table)"
    )
    ours, theirs = pty.openpty()
    out = bytearray()

    def read() -> None:
        try:
            while chunk := os.read(ours, 65536):
                out.extend(chunk)
        except OSError:  # the other end is closed
            return

    reader = threading.Thread(target=read)
    reader.start()
    env = {**os.environ, "COLUMNS": str(columns), "TERM": "dumb", "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", program], stdout=theirs, env=env, check=True)
    os.close(theirs)
    reader.join(timeout=10)
    os.close(ours)
    return out.decode().replace("\r\n", "\n").splitlines()


def test_a_terminal_folds_cells_to_its_width() -> None:
    lines = on_terminal("select 'Courrier du Nord' as publisher, repeat('mot ', 60) as title, 12 as n")
    assert max(map(len, lines)) <= 80
    assert sum(line.count("mot") for line in lines) == 60
    assert "Courrier du Nord" in lines[2]


def test_a_terminal_too_narrow_for_the_columns_shows_a_value_a_line() -> None:
    names = ", ".join(f"'value number {number}' as c{number}" for number in range(12))
    lines = on_terminal(f"select {names}, null as nothing")
    assert lines[0] == "── 1 ──"
    assert lines[1].split() == ["c0", "value", "number", "0"]
    assert len(lines) == 13  # a null says nothing


def test_very_many_rows_are_not_folded() -> None:
    lines = on_terminal("select repeat('mot ', 30) as title from range(1001)")
    assert FOLDED_ROWS == 1000
    assert len(lines) == 1003
