"""Figures: the corpus is the specification. Each case says what texts mean: the figures that they state, in order."""

from __future__ import annotations

from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.figures import find_figures
from tasks.sentences import find_sentences
from tests.forms import Form, corpus, misreadings
from tests.growth import is_linear
from tests.test_numbers import STYLES, french
from tests.variations import AMOUNT, SEPARATORS, VARIATIONS, amounts, headline, reading, regrouped

if TYPE_CHECKING:
    from collections.abc import Callable

    from tasks.tables import Figure, Sentence

CORPUS = corpus()
CASES = [list(forms) for _, forms in groupby(CORPUS, key=lambda form: form.case)]
LEAST = {"fr": 600, "en": 400}
"""Surface forms that the corpus of a language holds, at least."""
KINDS = {"count", "money", "percent", "measure", "duration", "age", "ratio", "ordinal"}
BOUNDS = {"exact", "about", "at_least", "more_than", "at_most", "less_than", "between", "vague"}


@pytest.mark.parametrize("forms", CASES, ids=[forms[0].case for forms in CASES])
def test_corpus(forms: list[Form]) -> None:
    wrong = [complaint for form in forms for complaint in misreadings(form, form.found())]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", LEAST)
def test_the_corpus_is_large(language: str) -> None:
    assert len({form.text for form in CORPUS if form.language == language}) >= LEAST[language]


@cache
def plainly(form: Form) -> list[tuple[object, ...]]:
    """How a form reads as the corpus writes it."""
    return reading(form.found())


def check(vary: Callable[[Form], str | None], forms: list[Form]) -> None:
    """Every form that a variation applies to reads as it does in the corpus."""
    varied = [(form, text) for form in forms if (text := vary(form)) is not None]
    assert varied
    wrong = [
        f"{form.name} {text!r} reads {got}, not {plainly(form)}"
        for form, text in varied
        if (got := reading(find_figures(text, form.language, ()))) != plainly(form)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(("language", "gap"), [(code, gap) for code, gaps in SEPARATORS.items() for gap in gaps])
def test_every_thousands_separator_of_the_press_reads_alike(language: str, gap: str) -> None:
    check(regrouped(gap), [form for form in CORPUS if form.language == language])


@pytest.mark.parametrize("name", VARIATIONS)
def test_the_way_of_writing_leaves_the_meaning_alone(name: str) -> None:
    check(VARIATIONS[name], CORPUS)


def test_a_headline_in_capitals_keeps_amounts() -> None:
    """Not states: a participle in capitals may be a name."""
    varied = [(form, text) for form in CORPUS if (text := headline(form)) is not None]
    wrong = [
        text
        for form, text in varied
        if amounts(find_figures(text, form.language, ())) != [meaning[:AMOUNT] for meaning in plainly(form)]
    ]
    assert varied
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Steg um 12 % und 300 €.", [("percent", 12.0, "percent"), ("money", 300.0, "EUR")]),
        ("Es waren 11 000 da.", [("count", 11000.0, None)]),
        ("Im Jahr 2019 um 18:30.", []),
    ],
)
def test_a_language_without_pack_gives_digits_percent_and_currency_signs(
    text: str, expected: list[tuple[str, float, str | None]]
) -> None:
    assert [(f.kind, f.value, f.unit) for f in find_figures(text, "xx", ())] == expected


@settings(max_examples=300, deadline=None)
@given(st.integers(min_value=2, max_value=10**12 - 1) | st.integers(min_value=2, max_value=2000))
def test_a_number_written_in_french_reads_back(number: int) -> None:
    written = french(number, STYLES["old"])
    figures = find_figures(f"Il y a {written} chaises.".replace("millions chaises", "millions de chaises"), "fr", ())
    assert [figure.value for figure in figures] == [float(number)], written


PIECES = st.sampled_from(
    [
        "12 000",
        "1,5",
        "%",
        "€",
        "$",
        "entre",
        "et",
        "de",
        "à",
        "plus de",
        "soldats",
        "un",
        "deux",
        "millions",
        "des",
        "milliers",
        "(",
        ")",
        "ans",
        "-",
        "3e",
        "dont",
        "d'",
        ",",
        ".",
        "2018",
        "la moitié",
        "sur",
        "«",
        "par jour",
        "É",
        "fois",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=14), st.sampled_from(["fr", "en", "xx"]))
def test_spans_slice_and_bounds_are_ordered_whatever_the_text(pieces: list[str], language: str) -> None:
    text = " ".join(pieces)
    figures = find_figures(text, language, (), article_id="a")
    assert figures == find_figures(text, language, (), article_id="a")
    assert len({figure.figure_id for figure in figures}) == len(figures)
    for figure in figures:
        assert text[figure.start_char : figure.end_char] == figure.text
        assert figure.start_char <= figure.num_start < figure.num_end <= figure.end_char
        if figure.counted_start is not None:
            assert text[figure.counted_start : figure.counted_end] == figure.counted
        points = [point for point in (figure.low, figure.value, figure.high) if point is not None]
        assert points == sorted(points)
        assert figure.kind in KINDS
        assert figure.bound in BOUNDS


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(CORPUS).filter(lambda form: form.language == "fr"), min_size=2, max_size=6))
def test_a_text_says_what_its_paragraphs_say(forms: list[Form]) -> None:
    text = "\n".join(form.text for form in forms)
    starts = [text.index(form.text) for form in forms[:1]]
    for _ in forms[1:]:
        starts.append(starts[-1] + len(forms[len(starts) - 1].text) + 1)
    whole = find_figures(text, "fr", sentences(text))
    parts = [
        alone(figure, start)
        for form, start in zip(forms, starts, strict=True)
        for figure in find_figures(form.text, "fr", sentences(form.text))
    ]
    assert [alone(figure, 0) for figure in whole] == parts


def sentences(text: str) -> list[Sentence]:
    return find_sentences("a", text, "fr")


def alone(figure: Figure, shift: int) -> tuple[object, ...]:
    """A figure without what another paragraph may lend it: its links, a left-out noun, a currency."""
    spans = (figure.start_char, figure.end_char, figure.num_start, figure.num_end)
    amount = (figure.value, figure.low, figure.high, figure.bound, figure.per, figure.direction)
    return (*(place + shift for place in spans), figure.text, *amount, figure.negated, figure.modality)


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        " ",
        "de ",
        "de de de ",
        "un mille cent ",
        "1.",
        "a-",
        "un ",
        "d'",
        "é",
        "mille ",
        "<a b ",
        'a="1 ',
        "&amp;a=",
    ],
)
def test_time_is_linear_in_length(unit: str) -> None:
    assert is_linear(lambda text: find_figures(text, "fr", ()), unit, 48_000)


@pytest.mark.parametrize(
    "unit",
    ["1 1 1 ", "1 111 ", "mille ", "2, ", "(1", "un ou deux ", "5 dollars, ", "Au Chili, 5 pesos et 3 milliards. "],
)
def test_time_is_linear_where_every_word_is_a_figure(unit: str) -> None:
    assert is_linear(lambda text: find_figures(text, "fr", ()), unit, 16_000)
