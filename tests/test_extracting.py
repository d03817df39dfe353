"""`extract`, `normalise` and `language`: one text or a stream of them in, JSON Lines out, nothing else loaded."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from tests.commands import recoupe
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.filterwarnings("default")  # spaCy warns of its own dependencies

TEXT = "Selon Jeanne Perrier, maire de Lorvan, au moins 1 200 élèves ont manifesté jeudi à Kiev."


def test_figures_of_a_text_carry_spans_into_it() -> None:
    said = recoupe("extract", "figures", "--language", "fr", stdin=TEXT.encode())
    (row,) = said.rows
    assert (said.code, said.err) == (0, "")
    assert TEXT[row["start_char"] : row["end_char"]] == row["text"] == "au moins 1 200"
    assert (row["low"], row["bound"], row["counted"], row["source"]) == (1200, "at_least", "élèves", "Jeanne Perrier")
    assert "article_id" not in row


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        ("figures", ["au moins 1 200"]),
        ("dates", ["jeudi"]),
        ("entities", ["Jeanne Perrier", "Lorvan", "Kiev"]),
    ],
)
def test_lines_give_rows_with_their_id_as_it_was(kind: str, texts: list[str]) -> None:
    given = [{"id": 7, "text": TEXT}, {"id": "x", "text": ""}, {"id": "8", "text": TEXT, "language": "fr-FR"}]
    lines = "\n\n".join(json.dumps(line) for line in given).encode()
    said = recoupe("extract", kind, "--jsonl", "--language", "fr", "--published", "2024-11-09", stdin=lines)
    assert said.code == 0
    assert [(row["id"], row["text"]) for row in said.rows] == [(name, text) for name in (7, "8") for text in texts]


def test_statements_name_speaker_and_cue() -> None:
    (row,) = recoupe("extract", "statements", "--language", "fr", stdin=TEXT.encode()).rows
    assert (row["speaker"], row["cue"], row["style"]) == ("Jeanne Perrier", "Selon", "according_to")
    assert TEXT[row["speaker_start"] : row["speaker_end"]] == row["speaker"]


def test_a_line_s_own_date_goes_before_the_option() -> None:
    lines = b'{"id": 1, "text": "jeudi", "published": "2024-11-09T08:00:00Z"}\n{"id": 2, "text": "jeudi"}\n'
    said = recoupe("extract", "dates", "--jsonl", "--language", "fr", "--published", "2024-11-17", stdin=lines)
    assert [row["first_day"] for row in said.rows] == ["2024-11-07", "2024-11-14"]


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (TEXT.encode("cp1252"), "-: read as cp1252\n"),
        (TEXT.encode("utf-16"), "-: read as utf-16\n"),
        (TEXT.encode("utf-8-sig"), ""),
        (TEXT.encode(), ""),
    ],
)
def test_texts_are_decoded_as_a_run_decodes_them(raw: bytes, told: str) -> None:
    said = recoupe("normalise", stdin=raw)
    assert (said.code, said.out, said.err) == (0, f"{TEXT}\n", told)
    (row,) = recoupe("extract", "figures", "-", "--language", "fr", stdin=raw).rows
    assert TEXT[row["start_char"] : row["end_char"]] == row["text"]


def test_normalise_maps_the_clean_text_to_the_given_one() -> None:
    given = "Un bilan .\r\n\r\nLire aussi\r\n"
    pieces = recoupe("normalise", "--spans", stdin=given.encode()).rows
    kept = "".join(given[piece["source_start"] : piece["source_end"]] for piece in pieces if piece["kind"] == "kept")
    assert kept == "Un bilan"
    assert [piece["source_start"] for piece in pieces[1:]] == [piece["source_end"] for piece in pieces[:-1]]
    assert "related" in {piece["label"] for piece in pieces if piece["kind"] == "dropped"}


def test_language_says_und_when_the_text_does_not_say() -> None:
    said = recoupe("language", "-", stdin=f'{{"id": 1, "text": "{TEXT}"}}\n{{"id": 2, "text": "12"}}\n'.encode())
    assert [(row["id"], row["language"]) for row in said.rows] == [(1, "fr"), (2, "und")]
    assert said.rows[0].keys() == {"id", "language", "confidence"}


@pytest.mark.parametrize("kind", ["figures", "dates", "statements"])
def test_extraction_without_names_loads_no_model_no_prefect_and_no_database(kind: str, tmp_path: Path) -> None:
    loaded = (
        "import sys\nfrom flows.cli import app\n"
        f"sys.argv = ['recoupe', 'extract', {kind!r}, '-']\n"
        "try:\n    app()\nfinally:\n"
        "    print(sorted({'spacy', 'prefect', 'dbt', 'duckdb', 'filelock'} & sys.modules.keys()), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", loaded],
        input=TEXT.encode(),
        capture_output=True,
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        check=True,
    )
    assert done.stderr.decode().splitlines()[-1] == "[]"
    assert done.stdout


def test_lines_are_answered_while_the_input_is_still_open() -> None:
    command = [sys.executable, "-m", "flows", "extract", "figures", "--jsonl", "--language", "fr"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number in range(3):
            process.stdin.write(json.dumps({"id": number, "text": TEXT}).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == number
        process.stdin.close()
        assert process.wait(timeout=20) == 0


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Ctrl-C as at a terminal: a shell's background jobs ignore it, and so do the programs that they start."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_an_interrupted_stream_ends_at_once_without_a_word() -> None:
    command = [sys.executable, "-m", "flows", "extract", "dates", "--jsonl", "--language", "fr"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, cwd=ROOT) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(json.dumps({"id": 1, "text": TEXT}).encode() + b"\n")
        process.stdin.flush()
        assert process.stdout.readline()
        for _ in range(10):  # a signal just before Python's read() begins waits for the next one
            process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=2)
                break
        assert process.returncode == 130
        assert process.stderr.read() == b""
