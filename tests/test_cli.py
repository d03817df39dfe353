"""The command `recoupe` as a stranger uses it: help, wrong usage, failures in one line, and no traceback."""

from __future__ import annotations

import inspect
import re
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from typer.main import get_command

from flows.cli import app, field_names_of
from tasks.batches import BATCH_SIZE
from tests.commands import recoupe
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Selon Jeanne Perrier, maire de Lorvan, au moins 1 200 élèves ont manifesté jeudi à Kiev."


def commands() -> dict[tuple[str, ...], Any]:
    top: Any = get_command(app)
    found: dict[tuple[str, ...], Any] = {(name,): command for name, command in top.commands.items()}
    for group in ("extract", "score"):
        members = found.pop((group,)).commands
        found |= {(group, name): command for name, command in members.items()}
    return found


@pytest.mark.parametrize("path", [pytest.param(path, id=" ".join(path)) for path in commands()])
def test_help_says_what_each_option_does_and_shows_an_example_that_can_be_copied(path: tuple[str, ...]) -> None:
    command = commands()[path]
    said = recoupe(*path, "--help")
    assert said.code == 0
    assert said.err == ""
    assert all(param.help for param in command.params if param.name != "help")
    (example,) = re.findall(r"\n`([^`]*\brecoupe [^`]*)`$", inspect.cleandoc(command.help or ""), re.MULTILINE)
    assert f" {example} " in said.out  # on one line of 80 columns
    words = shlex.split(example)
    arguments = words[words.index("recoupe") + 1 + len(path) :]
    command.make_context(path[-1], arguments).close()


def test_the_help_of_run_states_the_real_size_of_a_batch() -> None:
    assert f"[default: {BATCH_SIZE}]" in recoupe("run", "--help").out


def test_every_command_that_prints_rows_takes_format_and_warehouse() -> None:
    for name in ("query", "tables", "show", "status"):
        options = {option for param in commands()[name,].params for option in param.opts}
        assert {"--format", "--warehouse"} <= options


@pytest.mark.parametrize(
    ("args", "told"),
    [
        ("extrct", "extract"),
        ("extract figure", "figures"),
        ("tables --fromat csv", "--format"),
        ("query", "SQL"),
        ("query 'select 1' --format xml", "'markdown'"),
        ("run --batch-size 0", "--batch-size"),
        ("extract dates --jsonl=yes", "--jsonl"),
    ],
)
def test_wrong_usage_is_code_2_and_says_what_is_right(args: str, told: str) -> None:
    said = recoupe(*shlex.split(args))
    assert (said.code, said.out) == (2, "")
    assert told in said.err


@pytest.mark.parametrize(
    ("args", "told"),
    [
        ("run none.txt --warehouse new", "source 'none.txt' does not exist; name"),
        ("run '*.none' --warehouse new", "source '*.none' matches no file; mend"),
        ("run ok.txt --metadata none.csv --warehouse new", "none.csv"),
        ("run ok.txt --published 2024-13-01 --warehouse new", "'2024-13-01'"),
        ("run ok.txt --language ? --warehouse new", "option language is '?'; write an ISO"),
        ("run ok.txt --warehouse ok.txt", "ok.txt: is a file; name a folder"),
        ("extract figures none.txt", "'none.txt': No such file or directory; name"),
        ("extract figures .", "'.': Is a directory; name"),
        ("extract figures binary.txt", "binary.txt: holds a NUL byte at 1"),
        ("extract dates ok.txt --published hier", "--published: published is 'hier', which"),
        ("extract dates ok.txt --language ?", "--language is '?'; write"),
        ("extract dates bad.jsonl --jsonl", "bad.jsonl, line 1: not JSON"),
        ("extract dates undated.jsonl --jsonl", "undated.jsonl, line 1: published is 'hier', which"),
        ("extract dates nameless.jsonl --jsonl", 'nameless.jsonl, line 1: no "id"'),
        ("extract dates textless.jsonl --jsonl", 'textless.jsonl, line 2: no object with a string "text", but ["a"]'),
        ("language bad.jsonl", "bad.jsonl, line 1: not JSON"),
        ("normalise none.txt", "'none.txt': No such file or directory; name"),
        ("query 'from articles' --warehouse new", "nothing is published there; do `recoupe run`"),
        ("tables --warehouse new", "nothing is published there; do `recoupe run`"),
        ("show abcdef --warehouse new", "no warehouse here; make one with `recoupe run`"),
        ("status --warehouse new", "no warehouse here; make one with `recoupe run`"),
        ("publish --warehouse new", "no warehouse here; make one with `recoupe run`"),
    ],
)
def test_a_failure_is_code_1_one_line_and_leaves_nothing(
    args: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ok.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "binary.txt").write_bytes(b"a\0b")
    (tmp_path / "bad.jsonl").write_text('{"id": 1, "text": \n', encoding="utf-8")
    (tmp_path / "undated.jsonl").write_text('{"id": 1, "text": "a", "published": "hier"}\n', encoding="utf-8")
    (tmp_path / "nameless.jsonl").write_text('{"text": "a"}\n', encoding="utf-8")
    (tmp_path / "textless.jsonl").write_text('{"id": 1, "text": "a"}\n["a"]\n', encoding="utf-8")
    said = recoupe(*shlex.split(args))
    assert (said.code, said.out) == (1, "")
    assert re.fullmatch(r"recoupe: [^\n]+\n", said.err)
    assert told in said.err
    assert not (tmp_path / "new").exists()


def test_without_sample_articles_run_says_what_to_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.running.SAMPLES", tmp_path / "none")  # as in an installed wheel
    said = recoupe("run", "--warehouse", tmp_path / "new")
    assert said.code == 1
    assert "come with a checkout only; name a SOURCE" in said.err
    assert not (tmp_path / "new").exists()


def test_a_mistake_of_ours_is_one_line_with_a_way_to_see_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tasks.normalise.normalise", lambda _text: 1 // 0)
    said = recoupe("normalise", stdin=b"a")
    assert (said.code, said.err.count("\n")) == (1, 1)
    assert "ZeroDivisionError" in said.err
    monkeypatch.setenv("RECOUPE_TRACEBACK", "1")
    assert "Traceback" in recoupe("normalise", stdin=b"a").err


def test_a_missing_source_ends_before_prefect_is_loaded(tmp_path: Path) -> None:
    program = (
        "import sys\nfrom flows.cli import main\nsys.argv = ['recoupe', 'run', 'none', '--warehouse', 'new']\n"
        "try:\n    main()\nfinally:\n    print('prefect' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, b"False\n")
    assert list(tmp_path.iterdir()) == []


def test_an_interrupted_run_ends_at_once_and_says_that_it_can_go_on() -> None:
    program = (
        "import signal\nfrom flows.running import interruptible\n"
        "with interruptible():\n    signal.raise_signal(signal.SIGINT)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, cwd=ROOT, check=False)
    assert (done.returncode, done.stdout) == (130, b"")
    assert done.stderr.endswith(b"what was committed stands, run again to go on\n")


@pytest.mark.parametrize("given", ["text", "=corps", "text="])
def test_a_field_is_named_by_a_pair(given: str) -> None:
    with pytest.raises(ValueError, match="FIELD=NAME"):
        field_names_of([given])


def test_a_field_may_have_several_names() -> None:
    assert field_names_of(["text=corps", "text=chapo=1", "url=adresse"]) == {
        "text": ["corps", "chapo=1"],
        "url": ["adresse"],
    }
