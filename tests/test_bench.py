"""The bench races whatever is installed, and says what is not; how quick anything is, no test says."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import pytest

from tasks import ROOT
from tests.bench import races
from tests.bench.asking import QUESTIONS, ask, multiply
from tests.bench.candidates import candidates, land, statements
from tests.bench.copying import race_copies
from tests.bench.peers import PEERS, Peer
from tests.bench.races import Lap, paragraphs, race, race_lines, race_peers, ratio, spread
from tests.marts import published

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bench.peers import Reads

TEXTS = ["Il y a 300 chaises.\n\nEt 12 tables.", "Jeudi, 40 % du stock.", "Un mort.", "Deux.", "Plus de 5 000 euros."]


def absent() -> Reads:
    message = "No module named 'absent'"
    raise ImportError(message)


def test_a_ratio_is_that_of_the_time_on_the_same_texts() -> None:
    laps = [Lap(1.0, 0.1, 0.3), Lap(1.0, 0.3, 0.1), Lap(1.0, 0.1, 0.6)]
    assert ratio(laps) == pytest.approx(2)
    assert spread(laps, parts=3) == pytest.approx((1 / 3, 6))


def test_each_text_after_the_warm_up_is_read_by_both_in_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    monkeypatch.setattr(races, "figures_and_dates", lambda text: read.append(f"ours {text}"))
    race(lambda text: read.append(f"theirs {text}"), list("abcde"))
    assert read[6:] == ["ours d", "theirs d", "theirs e", "ours e"]


def test_a_race_ends_once_its_time_is_spent(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = count()
    monkeypatch.setattr(races, "process_time", lambda: float(next(ticks)))  # each reading takes a second
    assert len(race(len, ["a"] * 100, seconds=9)) == 5


def test_a_program_that_is_not_installed_is_named_as_left_out() -> None:
    lines = list(race_peers(TEXTS, [Peer("Absent", "all", absent), Peer("Len", "length", lambda: len)]))
    assert lines[2] == "| Absent | all | left out: No module named 'absent' | | | | | |"
    assert [line.split(" | ")[2] for line in lines[3:]] == ["article", "paragraph"]


def test_the_race_needs_none_of_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.bench.peers.import_module", lambda _name: absent())
    lines = list(race_lines(TEXTS))
    assert "figures and dates" in lines[0]
    assert sum("left out" in line for line in lines) == len(PEERS)


def test_paragraphs_are_lines_that_say_something() -> None:
    assert paragraphs(TEXTS)[:3] == ["Il y a 300 chaises.", "Et 12 tables.", "Jeudi, 40 % du stock."]


def test_a_race_of_copies_names_what_does_not_run() -> None:
    lines = list(race_copies((3, 6), ["absent"]))
    assert lines[2] == "| absent | left out: KeyError: 'absent' | | | |"


def test_a_warehouse_many_times_over_answers_every_macro_as_many_times(tmp_path: Path) -> None:
    warehouse = published(tmp_path / "warehouse")
    (tmp_path / "one").mkdir()
    (tmp_path / "three").mkdir()
    asked = {"timeline": "from timeline(null, null)", "known_on": "from known_on(date '2099-01-01')"}
    once = {name: rows for name, rows, _ in ask(multiply(warehouse, tmp_path / "one", 1), asked)}
    thrice = {name: rows for name, rows, _ in ask(multiply(warehouse, tmp_path / "three", 3), asked)}
    assert min(once.values()) > 1
    assert thrice == {name: 3 * rows for name, rows in once.items()}


def test_the_bench_asks_every_macro() -> None:
    assert QUESTIONS.keys() == {path.stem for path in (ROOT / "sql" / "catalogue").glob("*.sql")}


def test_the_drawn_day_has_as_many_candidates_as_near_copies(tmp_path: Path) -> None:
    land(tmp_path / "build.duckdb", 600, new=200)
    assert candidates(tmp_path / "build.duckdb", statements()) == 100
