"""Numbers in words: writing one and reading it back is identity, in every way of writing it."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.figures import find_figures

SMALL = [
    "zéro",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
]
TENS = ["", "", "vingt", "trente", "quarante", "cinquante", "soixante"]
ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TIES = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


class Style(NamedTuple):
    """How a country writes numbers: its words for 70, 80 and 90, and whether hyphens join everything (since 1990)."""

    seventy: str = ""
    eighty: str = ""
    ninety: str = ""
    hyphens: bool = False


STYLES = {
    "old": Style(),
    "1990": Style(hyphens=True),
    "Belgian": Style(seventy="septante", ninety="nonante"),
    "Swiss": Style(seventy="septante", eighty="huitante", ninety="nonante"),
    "Swiss 1990": Style(seventy="septante", eighty="octante", ninety="nonante", hyphens=True),
}


def below_hundred(number: int, style: Style) -> list[str]:
    if number < 17:
        return [SMALL[number]]
    if number < 20:
        return ["dix", SMALL[number - 10]]
    ten, rest = divmod(number, 10)
    own = {7: style.seventy, 8: style.eighty, 9: style.ninety}.get(ten, "") or (TENS[ten] if ten < 7 else "")
    if own:
        return [own, *(["et"] if rest == 1 else []), *([SMALL[rest]] if rest else [])]
    if ten == 7:
        return ["soixante", *(["et"] if number == 71 else []), *below_hundred(number - 60, style)]
    return [
        "quatre",
        "vingts" if number == 80 else "vingt",
        *(below_hundred(number - 80, style) if number > 80 else []),
    ]


def below_thousand(number: int, style: Style) -> list[str]:
    hundreds, rest = divmod(number, 100)
    words = [] if not hundreds else ["cent"] if hundreds == 1 else [SMALL[hundreds], "cent" if rest else "cents"]
    return [*words, *(below_hundred(rest, style) if rest or not hundreds else [])]


def french_words(number: int, style: Style) -> list[str]:
    words: list[str] = []
    for size, name in ((10**9, "milliard"), (10**6, "million"), (1000, "mille")):
        count, number = divmod(number, size)
        if count:
            head = french_words(count, style) if count >= 1000 else below_thousand(count, style)
            plural = "s" if count > 1 and size > 1000 else ""
            words += [*([] if count == 1 and size == 1000 else head), name + plural]
    return [*words, *(below_thousand(number, style) if number or not words else [])]


def french(number: int, style: Style) -> str:
    words = french_words(number, style)
    if style.hyphens:
        return "-".join(words)
    text = " ".join(words)
    for ten in (
        "vingt",
        "trente",
        "quarante",
        "cinquante",
        "soixante",
        "septante",
        "huitante",
        "octante",
        "nonante",
        "dix",
    ):
        for unit in SMALL[1:17]:
            text = f" {text} ".replace(f" {ten} {unit} ", f" {ten}-{unit} ").strip()
    return text.replace("quatre vingt", "quatre-vingt")


def english(number: int, *, linked: bool) -> str:
    if number < 20:
        return ONES[number]
    if number < 100:
        return TIES[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")
    for size, name in (
        (10**12, "trillion"),
        (10**9, "billion"),
        (10**6, "million"),
        (1000, "thousand"),
        (100, "hundred"),
    ):
        count, rest = divmod(number, size)
        if count:
            joint = " and " if linked and 0 < rest < 100 else " "
            return f"{english(count, linked=linked)} {name}" + (joint + english(rest, linked=linked) if rest else "")
    raise AssertionError(number)


NUMBERS = st.one_of(*(st.integers(min_value=0, max_value=limit) for limit in (200, 10_000, 10**7, 10**12)))


def values(text: str, language: str) -> list[float | None]:
    return [figure.value for figure in find_figures(text, language, ())]


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
@settings(max_examples=300, deadline=None)
@given(number=NUMBERS)
def test_a_number_written_in_french_reads_back(style: Style, number: int) -> None:
    written = french(number, style)
    assert values(f"Le compteur indique {written} tonnes.", "fr") == [number], written


@pytest.mark.parametrize("linked", [False, True])
@settings(max_examples=300, deadline=None)
@given(number=NUMBERS)
def test_a_number_written_in_english_reads_back(linked: bool, number: int) -> None:  # noqa: FBT001 - a row of a table
    written = english(number, linked=linked)
    assert values(f"The meter shows {written} tonnes.", "en") == [number], written


@settings(max_examples=300, deadline=None)
@given(number=st.integers(min_value=0, max_value=10**12), gap=st.sampled_from(" .'’\u00a0\u202f\u2009\u200a"))
def test_a_number_grouped_by_any_separator_reads_back(number: int, gap: str) -> None:
    written = f"{number:,}".replace(",", gap)
    assert values(f"Le compteur indique {written} tonnes.", "fr") == [number], written
