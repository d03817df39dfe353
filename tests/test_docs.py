"""The documentation runs: its queries, commands, results, paths and names are those of the program.

`python -m tests.test_docs WAREHOUSE` writes the results of its queries anew; the warehouse holds the samples alone.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from flows.cli import app
from flows.settings import EPHEMERAL
from tasks import catalogue
from tasks.extraction import find_attributed
from tasks.read import FIELD_NAMES, FORMATS, read_metadata
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flows.progress import Progress

    Sampled = tuple[Path, Progress]

PAGES = [
    ROOT / "README.md",
    ROOT / "CHANGELOG.md",
    ROOT / "warehouse" / "README.md",
    *sorted((ROOT / "docs").glob("*.md")),
]
README = (ROOT / "README.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
RESULT = re.compile(r"(^```sql\n(?P<sql>.*?)^```\n```text\n)(?P<rows>.*?)(^```$)", re.MULTILINE | re.DOTALL)
ANSWER = re.compile(r"^Who says how many.*?(?=^Where its first row)", re.MULTILINE | re.DOTALL)
SHOWN = re.compile(r"(^\$ recoupe show (\S+)\n).*?(?=^\$|^```)", re.MULTILINE | re.DOTALL)
ANSWERED = "day, says, how_many, published_by"
NEEDS_MORE = {"run", "serve", "publish"}
"""Commands that start Prefect or dbt: only their options are checked here, `run` whole in the slow test."""


@dataclass(frozen=True)
class Block:
    page: str
    kind: str
    text: str
    line: int

    def __str__(self) -> str:
        return f"{self.page}-{self.line}"


@dataclass(frozen=True)
class Command:
    page: str
    words: str
    output: str

    def __str__(self) -> str:
        return f"{self.page}-{self.words}"


def blocks(*kinds: str) -> Iterator[Block]:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for found in FENCE.finditer(text):
            if found[1] in kinds:
                name = page.relative_to(ROOT).as_posix()
                yield Block(name, found[1], found[2], text.count("\n", 0, found.start()) + 1)


def commands() -> Iterator[Command]:
    """Each `$ …` of the console blocks, with the output that the page shows for it."""
    for block in blocks("console"):
        for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
            words, _, output = part.partition("\n")
            yield Command(block.page, words, output)


def rows_of(printed: str) -> list[str]:
    """The lines of an output that say something, without the padding at their ends."""
    return [line.rstrip() for line in printed.splitlines() if line.strip()]


def check_output(shown: str, printed: str) -> None:
    """The page's lines are the printed ones; '…' in a line stands for anything, alone on a line for any lines."""
    patterns = [r"(?:.*\n)*?" if line == "…" else _pattern(line) for line in rows_of(shown)]
    text = "".join(f"{line}\n" for line in rows_of(printed))
    matched = re.fullmatch("".join(patterns), text)
    assert matched, f"the page shows\n{shown}\nbut printed is\n{text}"


def _pattern(line: str) -> str:
    return ".*?".join(map(re.escape, line.split("…"))) + r"\n"


def printed_by(*arguments: str) -> str:
    """What a command prints on standard output, padding and empty lines left out."""
    done = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return "".join(f"{line}\n" for line in rows_of(done.stdout))


def answer_to(warehouse: Path, sql: str) -> str:
    return printed_by("query", sql, "--warehouse", str(warehouse))


def contested(warehouse: Path, columns: str) -> str:
    """The answer that a run prints, by the query that it asks."""
    sql = (ROOT / "sql" / "queries" / "contested.sql").read_text(encoding="utf-8")
    return answer_to(warehouse, f"select {columns} from ({sql})")  # noqa: S608 - a query of ours


RESULTS = [
    (page.relative_to(ROOT).as_posix(), found["sql"], found["rows"])
    for page in PAGES
    for found in RESULT.finditer(page.read_text(encoding="utf-8"))
]


def test_every_query_shows_its_result() -> None:
    assert len(RESULTS) == len(list(blocks("sql"))) > 5


@pytest.mark.parametrize(("page", "sql", "rows"), RESULTS, ids=[f"{page}-{n}" for n, (page, *_) in enumerate(RESULTS)])
def test_queries_give_the_rows_that_the_pages_show(sampled: Sampled, page: str, sql: str, rows: str) -> None:
    del page
    printed = answer_to(sampled[0], sql)
    assert printed.count("\n") > 2, "the query finds nothing in the samples"
    check_output(rows, printed)


def test_the_first_screen_shows_the_answer_of_a_run(sampled: Sampled) -> None:
    shown = ANSWER.search(README)
    assert shown
    assert rows_of(shown[0])[1:] == rows_of(contested(sampled[0], ANSWERED))


@pytest.mark.parametrize("command", list(commands()), ids=str)
def test_commands_do_what_the_pages_show(
    sampled: Sampled, command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("RECOUPE_WAREHOUSE", str(sampled[0]))
    given, arguments = _parsed(command.words)
    if arguments[0] in {"make", "prefect"}:
        return  # make: test_make_knows…; prefect is not ours
    assert arguments.pop(0) == "recoupe", command.words
    if arguments[0] in NEEDS_MORE:
        arguments.append("--help")  # refuses unknown options, runs nothing
    with chdir(ROOT if "seeds/" in command.words else tmp_path):
        done = CliRunner().invoke(app, arguments, input=given, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    if command.output.strip() and arguments[-1] != "--help":
        check_output(command.output, done.stdout)


def _parsed(words: str) -> tuple[str | None, list[str]]:
    """Standard input and arguments of `[NAME=value …] [echo … |] command …`."""
    left, pipe, right = words.partition(" | ")
    arguments = shlex.split(right if pipe else left)
    while "=" in arguments[0]:
        arguments.pop(0)
    return (shlex.split(left)[1] + "\n" if pipe else None), arguments


@pytest.mark.parametrize("block", list(blocks("python")), ids=str)
def test_python_of_the_pages_runs(
    sampled: Sampled, block: Block, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "warehouse").symlink_to(sampled[0])
    with chdir(tmp_path):
        exec(compile(block.text, str(block), "exec"), {})  # noqa: S102 - a block of our own pages
    assert capsys.readouterr().out.strip()


@pytest.mark.parametrize("block", list(blocks("csv")), ids=str)
def test_metadata_of_the_pages_is_read(block: Block, tmp_path: Path) -> None:
    path = tmp_path / "metadata.csv"
    path.write_text(block.text, encoding="utf-8")
    assert read_metadata(str(path))


def meanings() -> list[list[str]]:
    """Rows of docs/figures.md that say a sentence and what is read in it."""
    page = (ROOT / "docs" / "figures.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in page.splitlines() if line.startswith("|")]
    return [row for row in rows if len(row) == 7 and row[0] != "words" and set(row[0]) != {"-"}]


@pytest.mark.parametrize("row", meanings(), ids=lambda row: row[0])
def test_figures_mean_what_their_page_says(row: list[str]) -> None:
    words, *wanted = row
    (figure,) = find_attributed(words, "en" if words.startswith("At ") else "fr", None)
    found = [figure.kind, figure.value, figure.low, figure.high, figure.bound, figure.unit]
    assert [_cell(value) for value in found] == wanted


def _cell(value: float | str | None) -> str:
    return "" if value is None else f"{value:.10g}" if isinstance(value, float | int) else value


def tree() -> list[str]:
    """Paths that the README's tree names; two spaces of indent are inside the folder above."""
    (block,) = blocks("tree")
    folder, found = "", []
    for line in block.text.splitlines():
        name = line.split()[0]
        folder = folder if line.startswith("  ") else name
        found.append(f"{folder}{name}" if line.startswith("  ") else name)
    return found


def named_paths() -> set[str]:
    """Paths of the checkout that the pages name in backticks."""
    quoted = (word for page in PAGES for word in re.findall(r"`([^`\n]+)`", page.read_text(encoding="utf-8")))
    return {word for word in quoted if re.match(r"(flows|tasks|sql|seeds|tests|docs)/[\w./-]+$", word)}


@pytest.mark.parametrize("path", sorted({*tree(), *named_paths()}))
def test_named_paths_exist(path: str) -> None:
    if re.search(r"NAME|/xx[./]", path):
        path = path.rpartition("/")[0].removesuffix("/xx")  # a file that the reader makes: its folder exists
    assert (ROOT / path).exists()


def test_the_tree_names_every_folder() -> None:
    wanted = {f"{path.name}/" for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith((".", "_"))}
    assert wanted <= {*tree(), "build/", "dist/"}


def test_the_warehouse_has_what_its_page_names(sampled: Sampled) -> None:
    page = (ROOT / "warehouse" / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"^\| `([^`]+)` \|", page, re.MULTILINE)
    made_later = {".prefect/", "overrides/"}  # by the command, which this test's flow is run without, and by the user
    assert [name for name in named if name not in made_later and not (sampled[0] / name).exists()] == []
    assert {path.name for path in sampled[0].iterdir()} <= {name.strip("/") for name in named}


def test_make_knows_every_target_of_the_readme_and_the_readme_every_target() -> None:
    phony = re.search(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert phony
    assert set(re.findall(r"[`$] ?make ([a-z][a-z-]*)", README)) == set(phony[1].split())


@pytest.mark.parametrize("target", ["run", "test"])
def test_the_two_commands_parse(target: str) -> None:
    done = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_environment_variables_are_those_of_the_program() -> None:
    from prefect import settings  # noqa: PLC0415 - two seconds that the other tests of a worker may not need

    code = "".join(
        path.read_text(encoding="utf-8") for room in ("flows", "tasks") for path in (ROOT / room).rglob("*.py")
    )
    read = {*re.findall(r"\bRECOUPE_[A-Z_]+\b", code), *EPHEMERAL, *re.findall(r'"(PREFECT_[A-Z_]+)"', code)}
    named = set(re.findall(r"\b(?:RECOUPE|PREFECT)_[A-Z_]+\b|\bDO_NOT_TRACK\b", README))
    assert read <= named
    assert [name for name in named - read if not hasattr(settings, name)] == []


def test_the_readme_names_every_command_and_no_other() -> None:
    done = {command.name or getattr(command.callback, "__name__", "") for command in app.registered_commands}
    groups = {group.name for group in app.registered_groups}
    assert set(re.findall(r"^\| `recoupe (\w+)` \|", README, re.MULTILINE)) == done | groups
    everywhere = {
        word for page in PAGES for word in re.findall(r"\brecoupe ([a-z]+)\b", page.read_text(encoding="utf-8"))
    }
    assert everywhere <= done | groups


def test_the_readme_names_every_format_and_field_name() -> None:
    formats, fields = (README.partition(mark)[2].partition("\n\n")[0] for mark in ("| format |", "| field |"))
    assert set(re.findall(r"`(\.\w+)`", formats)) == {suffix for form in FORMATS for suffix in form.suffixes}
    names = [line.split(" | ")[1].rstrip(" |").split(", ") for line in fields.splitlines()[2:]]
    assert names == [list(names) for names in FIELD_NAMES.values()]


def test_every_table_has_its_section(sampled: Sampled) -> None:
    page = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
    marts = {table.name for table in catalogue.describe_tables(sampled[0])}
    assert marts == set(re.findall(r"^## ([a-z_]+)$", page, re.MULTILINE))


@pytest.mark.fault
def test_a_run_prints_what_the_first_screen_shows(tmp_path: Path) -> None:
    warehouse = tmp_path / "warehouse"
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "RECOUPE_"))}
    done = subprocess.run(
        [Path(sys.executable).parent / "recoupe", "run", "--warehouse", warehouse],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (shown,) = (command.output for command in commands() if command.words == "make run")
    answer = ANSWER.search(shown)
    assert answer
    assert rows_of(done.stdout) == rows_of(answer[0])
    talk = "\n".join(line for line in done.stderr.splitlines() if not line.startswith(("[", " ")))
    check_output(shown.replace(answer[0], "").partition("\n")[2], talk)


def write_results(warehouse: Path) -> None:
    """Replace what the pages show of queries, of `show` and of a run's answer by what it is now."""
    category = contested(warehouse, "category").splitlines()[-1]
    answer = f"Who says how many: {category}\n\n{contested(warehouse, ANSWERED)}\n"
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        text = RESULT.sub(lambda found: f"{found[1]}{answer_to(warehouse, found['sql'])}{found[4]}", text)
        text = ANSWER.sub(lambda _: answer, text)
        page.write_text(SHOWN.sub(lambda found: f"{found[1]}{_shown(warehouse, found[2])}", text), encoding="utf-8")


def _shown(warehouse: Path, identifier: str) -> str:
    return printed_by("show", identifier, "--warehouse", str(warehouse)).replace(f"{ROOT}/", "…/")


if __name__ == "__main__":
    write_results(Path(sys.argv[1]))
