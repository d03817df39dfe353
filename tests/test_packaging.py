"""What is installed: a wheel with the program, its SQL and its data and nothing else; a lock of everything by hash."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from typing import TYPE_CHECKING

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT
from tests.sql.landings import Sample, land

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (ROOT / "requirements.txt").read_text(encoding="utf-8")
LOCKED = re.compile(r"^(?P<name>[\w.-]+)(?:\[[^\]]*\])?==(?P<version>[^\s;\\]+)(?P<rest>.*)$")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built wheel, unpacked as an installer does it."""
    folder = tmp_path_factory.mktemp("wheel")
    build = ["wheel", "--no-deps", "--no-build-isolation", "--no-index", "--disable-pip-version-check", "--quiet"]
    subprocess.run([sys.executable, "-m", "pip", *build, "--wheel-dir", str(folder), str(ROOT)], check=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder / "site")
    return folder / "site"


def files_of(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def recoupe(installed: Path, place: Path, *args: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """The command as the wheel has it, run in `place`."""
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(installed), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "flows", *args]
    return subprocess.run(command, cwd=place, env=env, input=given, capture_output=True, text=True, check=False)


def ours(folders: Iterable[str]) -> set[str]:
    return {
        f"{folder}/{name}"
        for folder in folders
        for name in files_of(ROOT / folder)
        if "__pycache__" not in name and not name.startswith(("target/", "logs/"))
    }


def test_the_wheel_has_the_program_its_sql_and_its_data_and_nothing_else(installed: Path) -> None:
    carried = {name for name in files_of(installed) if not name.startswith("recoupe-")}
    assert carried == ours(["flows", "tasks", "sql", "seeds/languages", "seeds/reference"])
    page = {"j2", "css", "js", "json"}
    assert {name.rpartition(".")[2] for name in carried} == {"py", "sql", "yml", "toml", "csv", "md", *page}


def test_the_installed_command_reads_texts_from_any_folder(installed: Path, tmp_path: Path) -> None:
    said = recoupe(installed, tmp_path, "extract", "figures", "--language", "fr", given="Il y a au moins 300 morts.")
    assert (said.returncode, said.stderr) == (0, "")
    assert json.loads(said.stdout)["text"] == "au moins 300"


def test_the_installed_command_has_no_samples_and_says_what_to_name(installed: Path, tmp_path: Path) -> None:
    said = recoupe(installed, tmp_path, "run")
    assert (said.returncode, said.stdout) == (1, "")
    assert re.fullmatch(r"recoupe: .* come with a checkout only; name a SOURCE, .*\n", said.stderr)
    assert not list(tmp_path.iterdir())


def test_the_installed_command_builds_the_models_and_writes_in_the_warehouse_only(
    installed: Path, tmp_path: Path
) -> None:
    before = files_of(installed)
    land(tmp_path / "warehouse", [Sample("a", "Trois maires ont signé.", figures={"Trois": 3})])
    published = recoupe(installed, tmp_path, "publish")
    assert published.returncode == 0, published.stderr
    assert published.stdout.splitlines()[-1] == str(tmp_path / "warehouse" / "news.duckdb")
    asked = recoupe(installed, tmp_path, "query", "select text from figures", "--format", "csv")
    assert asked.stdout == "text\nTrois\n"
    assert files_of(installed) == before
    assert [path.name for path in tmp_path.iterdir()] == ["warehouse"]


def test_the_console_script_is_the_program() -> None:
    assert PROJECT["scripts"] == {"recoupe": "flows.cli:main"}


def locked() -> dict[str, str]:
    """Name → the lines of the lock that belong to it."""
    entries: dict[str, str] = {}
    name = ""
    for line in LOCK.splitlines():
        if match := LOCKED.match(line):
            name = canonicalize_name(match["name"])
        if not line.startswith("#"):
            entries[name] = entries.get(name, "") + line + "\n"
    return entries


def test_the_lock_pins_everything_by_hash_and_names_no_address() -> None:
    assert "" not in locked()
    assert all("--hash=sha256:" in entry for entry in locked().values())
    assert not re.search(r"://|--(?:extra-)?index-url|--find-links| @ ", LOCK)


def test_the_lock_has_every_dependency_within_its_bounds() -> None:
    entries = locked()
    for words in [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]:
        asked = Requirement(words)
        versions = re.findall(r"==([^\s;\\]+)", entries[canonicalize_name(asked.name)].splitlines()[0])
        assert all(version in asked.specifier for version in versions), words


def test_every_dependency_is_bounded_on_both_sides() -> None:
    for words in PROJECT["dependencies"]:
        signs = {bound.operator for bound in Requirement(words).specifier}
        assert signs in ({">=", "<"}, {"=="}), words
    assert PROJECT["requires-python"] == ">=3.11,<3.14"


def test_no_group_is_possessive() -> None:
    # Python before 3.11.5 matches "(?:…)++" wrongly where the group gives back (python/cpython#106052): "(?>(?:…)+)"
    # says the same.
    sources = [path for folder in ("tasks", "flows", "seeds/languages") for path in (ROOT / folder).rglob("*.*")]
    texts = {path: path.read_text(encoding="utf-8") for path in sources if path.suffix in {".py", ".toml"}}
    assert len(texts) > 100
    assert not [path for path, text in texts.items() if re.search(r"\)[+*?]\+(?!\d)", text)]
