"""Search over claims, the catalogue's table macros, and the commands that print them, on claims written by hand."""

from __future__ import annotations

import io
import os
import pty
import re
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

from tasks.catalogue import describe_macros, query
from tasks.search import Question, Unknown, find_claims, find_unknown, matching
from tests.answers import answering
from tests.commands import recoupe
from tests.conftest import ROOT

CONTRACT = (
    "claimant value low high bound unit counted state place as_of published publishers independent_sources sentence "
    "figure_id"
)


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return answering(tmp_path_factory.mktemp("answers"))


def claims(warehouse: Path, **asked: Any) -> str:  # noqa: ANN401 - as Question has them
    return " ".join(row["claim_id"] for row in find_claims(warehouse, Question(**asked)).to_pylist())


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("soldats nord-coréens", "c:us c:ze c:ki c:un"),
        ("SOLDAT NORD COREEN", "c:us c:ze c:ki c:un"),
        ("les soldats de Koursk", "c:us c:ze c:ki"),
        ("soldats Zelensky", "c:ze c:ki"),
        ("north korean troop", "c:ki"),
        ("blessés", "c:el c:pa"),
        ("blessées", "c:el c:pa"),
        ("BLESSE", "c:el c:pa"),
        ("manif", ""),
        ("oldats", ""),
        ("hôpital", "c:pa"),  # in the sentence only, and there in the plural
        ("soldats arrivés", "c:un"),  # one word in what is counted, one in the sentence
        ("de la", "c:ze"),
        (" - ", "c:us c:ze c:el c:ki c:pa c:un"),
        ("o'neil", ""),
    ],
)
def test_words_find_claims_by_their_beginnings_without_case_accents_and_plurals(
    words: str, found: str, warehouse: Path
) -> None:
    assert claims(warehouse, words=words) == found
    sql = f"select claim_id from claims where {matching(words)} order by first_seen, claim_id"  # noqa: S608 - a condition of ours
    assert {row["claim_id"] for row in query(warehouse, sql).to_pylist()} == set(found.split())


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"place": "Koursk"}, "c:us c:ze c:ki"),
        ({"place": "koursk", "include_unplaced": True}, "c:us c:ze c:el c:ki c:un"),
        ({"place": "Kursk"}, "c:us c:ze c:ki"),
        ({"place": "Russie"}, "c:us c:ze c:ki"),
        ({"place": "Russia"}, "c:us c:ze c:ki"),
        ({"place": "Kour"}, ""),
        ({"place": "Paris"}, "c:pa"),
        ({"place": "Paris", "words": "soldats", "include_unplaced": True}, "c:el c:un"),
        ({"claimant": "zelensky"}, "c:ze c:ki"),
        ({"claimant": "Volodymyr Zel"}, "c:ze c:ki"),
        ({"claimant": "gov:US"}, "c:us"),
        ({"claimant": "elus"}, "c:el"),
        ({"first_day": date(2024, 11, 7)}, "c:el c:ki c:pa c:un"),
        ({"last_day": date(2024, 11, 7)}, "c:us c:ze c:el"),
        ({"first_day": date(2024, 11, 7), "last_day": date(2024, 11, 7)}, "c:el"),
        ({"story": "s:aaaa3", "claimant": "courier"}, "c:pa"),
        ({"story": "s:none"}, ""),
        ({"words": "blessés", "claimant": "Zelensky"}, ""),
        ({}, "c:us c:ze c:el c:ki c:pa c:un"),
    ],
)
def test_place_claimant_days_and_story_keep_what_meets_them(asked: dict[str, Any], found: str, warehouse: Path) -> None:
    assert claims(warehouse, **asked) == found


def test_what_no_claim_has_is_named_with_what_is_spelled_like_it(warehouse: Path) -> None:
    asked = Question(words="soldatz blessés", place="Parys", claimant="Zelenski", story="s:none")
    assert find_unknown(warehouse, asked) == [
        Unknown("claimant", "Zelenski", ["Volodymyr Zelensky"]),
        Unknown("place", "Parys", ["Paris"]),
        Unknown("story", "s:none", []),
        Unknown("word", "soldatz", ["soldats"]),
    ]
    assert find_unknown(warehouse, Question(words="blessés", place="Koursk", claimant="Zelensky")) == []


def test_figures_prints_the_contracts_columns_for_programs(warehouse: Path) -> None:
    asked = ("figures", "soldats", "nord-coréens", "--place", "Koursk", "--warehouse", warehouse)
    said = recoupe(*asked, "--format", "jsonl")
    assert (said.code, said.err) == (0, "")
    first = said.rows[0]
    assert set(CONTRACT.split()) <= first.keys()
    assert (first["claimant"], first["value"], first["low"], first["high"], first["bound"]) == (
        "États-Unis",
        8000.0,
        None,
        8000.0,
        "at_most",
    )
    assert (first["as_of"], first["publishers"], first["figure_id"]) == (
        "2024-11-04",
        ["Le Courrier"],
        "aaaa1:18-31:count",
    )


@pytest.mark.parametrize("how", ["csv", "json", "markdown", "table"])
def test_figures_prints_each_format(how: str, warehouse: Path) -> None:
    said = recoupe("figures", "Koursk", "--format", how, "--warehouse", warehouse)
    assert (said.code, said.err) == (0, "")
    assert "Volodymyr Zelensky" in said.out
    assert "aaaa1:18-31:count" in said.out


def test_figures_in_parquet_keeps_types(warehouse: Path) -> None:
    command = [sys.executable, "-m", "flows", "figures", "--format", "parquet", "--warehouse", str(warehouse)]
    done = subprocess.run(command, capture_output=True, check=True, cwd=ROOT)
    table = pq.read_table(io.BytesIO(done.stdout))
    assert {str(table.schema.field(name).type) for name in ("as_of", "value")} == {"date32[day]", "double"}


@pytest.mark.parametrize("width", [60, 80, 120])
def test_figures_folds_to_the_terminal(width: int, warehouse: Path) -> None:
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "flows", "figures", "Koursk", "--warehouse", str(warehouse)]
    environment = {**os.environ, "COLUMNS": str(width), "NO_COLOR": "1", "TERM": "xterm"}
    done = subprocess.run(command, stdout=follower, stderr=subprocess.PIPE, check=True, cwd=ROOT, env=environment)
    os.close(follower)
    shown = b""
    with closing(os.fdopen(leader, "rb")) as terminal:
        while chunk := os.read(terminal.fileno(), 65536):
            shown += chunk
            if b"aaaa3:10-16:count" in shown:
                break
    lines = re.sub(r"\x1b\[[0-9;]*m", "", shown.decode()).splitlines()
    assert max(map(len, lines)) <= width
    assert "3 claims on 1 measures" in done.stderr.decode()


@pytest.mark.parametrize(
    ("args", "code", "told"),
    [
        (["soldatz"], 1, "recoupe: no claim has the word 'soldatz'; did you mean soldats?\n"),
        (
            ["--claimant", "Zelenski"],
            1,
            "recoupe: no claim has the claimant 'Zelenski'; did you mean Volodymyr Zelensky?\n",
        ),
        (["--place", "Oslo"], 1, "recoupe: no claim has the place 'Oslo'\n"),
        (["blessés", "--place", "Koursk"], 0, "no claim meets all of this together: words blessés, place Koursk\n"),
    ],
)
def test_figures_says_why_it_finds_nothing(args: list[str], code: int, told: str, warehouse: Path) -> None:
    said = recoupe("figures", *args, "--warehouse", warehouse, "--format", "json")
    assert (said.code, said.out, said.err) == (code, "" if code else "[]\n", told)


def test_a_wrong_day_is_wrong_usage(warehouse: Path) -> None:
    said = recoupe("figures", "--from", "yesterday", "--warehouse", warehouse)
    assert (said.code, said.out) == (2, "")
    assert "'yesterday'" in said.err


@pytest.mark.parametrize(
    ("identifier", "marked"),
    [
        ("c:ze", ["en compte [11 000] dans", "que [quelque 11 000] soldats"]),
        ("m:koursk", ["[jusqu'à 8 000]", "[11 000]", "[quelque 11 000]", "[12,500]"]),
        ("c:us:c:ze", ["[jusqu'à 8 000]", "[11 000]", "[quelque 11 000]"]),
    ],
)
def test_show_marks_each_figure_of_claims_measures_and_disagreements(
    identifier: str, marked: list[str], warehouse: Path
) -> None:
    said = recoupe("show", identifier, "--warehouse", warehouse)
    assert (said.code, said.err) == (0, "")
    assert [words in said.out for words in marked] == [True] * len(marked)
    assert said.out.count("[") == len(marked)
    rows = recoupe("show", identifier, "--warehouse", warehouse, "--format", "jsonl").rows
    assert [f"[{row['span']}]" in said.out for row in rows] == [True] * len(marked)


def test_show_says_when_no_claim_has_the_id(warehouse: Path) -> None:
    said = recoupe("show", "c:nothing", "--warehouse", warehouse)
    assert (said.code, said.out) == (1, "")
    assert "no claim, measure or disagreement has this id" in said.err


def rows(warehouse: Path, sql: str) -> list[tuple[Any, ...]]:
    return [tuple(row.values()) for row in query(warehouse, sql).to_pylist()]


def test_figures_about_says_whether_words_name_the_figure(warehouse: Path) -> None:
    sql = "select text, is_named from figures_about('{}')"
    assert rows(warehouse, sql.format("soldats zelensky")) == [
        ("11 000", True),
        ("quelque 11 000", True),
        ("12,500", True),
    ]
    assert rows(warehouse, sql.format("soldats arrivés")) == [("Environ 10 000", False)]
    assert len(rows(warehouse, "select text from figures_about(null)")) == 7


@pytest.mark.parametrize(
    ("day", "known"),
    [
        ("2024-11-03", []),
        ("2024-11-04", [("c:us", ["jusqu'à 8 000"], 1), ("c:ze", ["11 000"], 1)]),
        ("2024-11-07", [("c:us", ["jusqu'à 8 000"], 1), ("c:ze", ["11 000", "quelque 11 000"], 2)]),
        ("2024-12-31", [("c:us", ["jusqu'à 8 000"], 1), ("c:ki", ["12,500"], 1)]),
    ],
)
def test_known_on_keeps_the_latest_of_each_claimant_as_it_was_then(
    day: str, known: list[tuple[str, list[str], int]], warehouse: Path
) -> None:
    sql = f"select claim_id, wordings, articles from known_on('{day}') where measure_id = 'm:koursk'"  # noqa: S608 - a day of ours
    assert rows(warehouse, sql) == known


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("aaaa1:6-16:mention", [("elon ", "Washington", ", jus")]),
        ("aaaa1:0-5:said7", [("", "Selon", " Wash")]),
        ("c:ze", [("mpte ", "11 000", " dans"), (" que ", "quelque 11 000", " sold")]),
        ("aaaa1:6-9999:count", []),
        ("nothing", []),
    ],
)
def test_context_gives_the_words_around_any_span(
    asked: str, found: list[tuple[str, str, str]], warehouse: Path
) -> None:
    assert rows(warehouse, f"select before, span, after from context('{asked}', 5)") == found  # noqa: S608 - an id of ours


def test_compare_sets_two_publishers_side_by_side_measure_by_measure(warehouse: Path) -> None:
    sql = "select measure_id, result, says_a, says_b from compare('la gazette', 'LE COURRIER')"
    assert sorted(rows(warehouse, sql)) == [
        ("m:anywhere", "only a", ["La Gazette: Environ 10 000"], None),
        (
            "m:koursk",
            "partly",
            ["Volodymyr Zelensky: quelque 11 000"],
            ["Volodymyr Zelensky: 11 000", "États-Unis: jusqu'à 8 000"],
        ),
        ("m:wounded", "only a", ["Des élus: 300"], None),
    ]
    sql = "select result from compare('The Courier', 'La Gazette') where measure_id = 'm:koursk'"
    assert rows(warehouse, sql) == [("different",)]
    assert rows(warehouse, "select result from compare('La Gazette', 'La Gazette')") == []


def test_macros_answer_under_any_name_of_the_catalogue(warehouse: Path) -> None:
    with closing(duckdb.connect()) as connection:
        connection.execute(f"attach '{warehouse / 'news.duckdb'}' as other (read_only)")
        for call in ("figures_about('soldats')", "timeline('soldats', 'Koursk')", "known_on(date '2024-11-07')"):
            assert connection.execute(f"select count(*) from other.{call}").fetchall()[0][0] > 1  # noqa: S608 - calls of ours
        assert connection.execute("select other.story_of('s:aaaa3')").fetchall() == [("s:aaaa1",)]


def test_tables_lists_macros_with_what_they_answer(warehouse: Path) -> None:
    listed = recoupe("tables", "--warehouse", warehouse, "--format", "jsonl").rows
    macros = {row["table"]: row["holds"] for row in listed if row["rows"] is None}
    assert macros.keys() == {macro.signature for macro in describe_macros(warehouse)} >= {"timeline(words, place)"}
    assert all(macros.values())
    columns = recoupe("tables", "timeline", "--warehouse", warehouse, "--format", "jsonl").rows
    assert columns[0]["name"] == "claim_id"
    assert recoupe("tables", "timelime", "--warehouse", warehouse).err.startswith(
        "recoupe: no table 'timelime'; did you mean timeline? There are articles, "
    )


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("recoupe tables figures", ["figures", "figures_about"]),
        ("recoupe query x --format j", ["json", "jsonl"]),
        ("recoupe fig", ["figures"]),
    ],
)
def test_the_shell_completes_tables_formats_and_commands(line: str, offered: list[str], warehouse: Path) -> None:
    environment = {
        **os.environ,
        "_RECOUPE_COMPLETE": "complete_bash",
        "COMP_WORDS": line,
        "COMP_CWORD": str(line.count(" ")),
        "RECOUPE_WAREHOUSE": str(warehouse),
    }
    command = [Path(sys.executable).parent / "recoupe"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.stdout.split() == offered
