"""A language is data: Spanish in small is read by a pack and by rows of reference tables, with no Python of its own."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tasks import languages
from tasks.dates import find_dates, tense
from tasks.dates import grammar as dates_grammar
from tasks.figures import categories, currencies
from tasks.figures import grammar as figures_grammar
from tests.forms import forms_in, misreadings
from tests.test_dates import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent / "corpus" / "third"
CODE = "es"
CURRENCIES = ["euros,es,EUR,after"]
CATEGORIES = ["muertos,es,killed", "herido*,es,wounded", "soldado*,es,troops"]
CACHED = (
    *(languages.pack_of, languages.pack_codes, figures_grammar.grammar_of, dates_grammar.grammar_of),
    *(currencies.table, tense._known),  # noqa: SLF001 - a new pack is a new program
)


@pytest.fixture(autouse=True)
def spanish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A folder of packs that holds one language, and reference tables with a few rows more."""
    (tmp_path / f"{CODE}.toml").write_bytes((HERE / f"{CODE}.toml").read_bytes())
    monkeypatch.setattr(languages, "PACKS", tmp_path)
    for module, name, rows in ((currencies, "CURRENCIES", CURRENCIES), (categories, "CATEGORIES", CATEGORIES)):
        table = tmp_path / f"{name.lower()}.csv"
        table.write_text(
            "\n".join([getattr(module, name).read_text(encoding="utf-8").strip(), *rows]), encoding="utf-8"
        )
        monkeypatch.setattr(module, name, table)
    forget()
    yield
    monkeypatch.undo()
    forget()


def forget() -> None:
    """Reads packs and tables anew."""
    for function in CACHED:
        function.cache_clear()


def test_only_the_new_pack_is_there() -> None:
    assert languages.pack_codes() == (CODE,)


def test_figures_of_a_third_language() -> None:
    forms = list(forms_in(HERE / "figures.toml", CODE))
    wrong = [complaint for form in forms for complaint in misreadings(form, form.found())]
    assert not wrong, "\n".join(wrong)
    assert len(forms) >= 10


def test_dates_of_a_third_language() -> None:
    for published, texts in tomllib.loads((HERE / "dates.toml").read_text(encoding="utf-8")).items():
        read = {text: [shown(row) for row in find_dates(text, CODE, date.fromisoformat(published))] for text in texts}
        assert read == texts
        assert len(texts) >= 10
