"""The country of a publisher, and the currencies that it decides."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tasks.extraction import find_attributed
from tasks.figures import find_figures
from tasks.publishers import country_of

CORPUS = Path(__file__).parent / "corpus" / "money"
CASES = [
    (path.stem, case)
    for path in sorted(CORPUS.glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]


@pytest.mark.parametrize(("language", "case"), CASES, ids=[f"{code}-{at}" for at, (code, _) in enumerate(CASES)])
def test_text_and_publisher_say_which_currency_is_meant(language: str, case: dict[str, Any]) -> None:
    figures = find_figures(case["text"], language, (), country=case.get("country"))
    assert [figure.unit for figure in figures if figure.kind == "money"] == case["units"]


@pytest.mark.parametrize(
    ("publisher", "url", "country"),
    [
        ("Le Devoir", None, "CA"),
        ("LE DEVOIR", None, "CA"),
        ("lapresse.ca", None, "CA"),
        ("www.tdg.ch", None, "CH"),
        ("L’Humanité", None, "FR"),
        ("lhumanite", None, "FR"),
        (None, "https://www.lemonde.fr/economie/a.html", "FR"),
        (None, "https://nouvelles.example.ci/a", "CI"),
        ("Un journal de quartier", "https://quartier.example.be/a", "BE"),
        ("bbc.co.uk", None, "GB"),
        ("Un journal de quartier", None, None),
        (None, "https://revue.example.io/a", None),
        ("", "", None),
        (None, None, None),
    ],
)
def test_a_name_or_domain_has_its_country(publisher: str | None, url: str | None, country: str | None) -> None:
    assert country_of(publisher, url) == country


def test_a_publisher_given_by_name_decides() -> None:
    (figure,) = find_attributed("Il coûte 3 millions de dollars.", "fr", None, publisher="Le Devoir")
    assert figure.unit == "CAD"
