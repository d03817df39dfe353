"""What expressions begin with: the forms of dates are asked only where a word begins so."""

from __future__ import annotations

import re

import pytest

from tasks.dates.grammar import grammar_of, openings_in
from tasks.dates.openings import opening, openings_of, reaching
from tasks.languages import pack_codes
from tests.test_dates import corpus_cases

BEGINNINGS = [
    ("lundi", {"lun"}),
    ("le |du ", {"le ", "du "}),
    ("(?:le )?(?P<day>\\d{1,2}) mai", {"le ", "00 ", "0 m"}),
    ("[A-Ca]x", {"ax", "bx", "cx"}),
    ("(?<!un )(?<=, )an", {"an"}),
    ("a+b", {"ab", "aab", "aaa"}),
    ("(?>ab|c)d", {"abd", "cd"}),
    ("a.", {"a"}),
    ("\\w+", {""}),
    ("a?", {"a", ""}),
    ("[^a]b", {""}),
    ("(a)\\1", {"a"}),
]


@pytest.mark.parametrize(("pattern", "beginnings"), BEGINNINGS)
def test_openings(pattern: str, beginnings: set[str]) -> None:
    assert openings_of(pattern) == beginnings


def test_an_opening_is_lower_case_with_any_digit_as_zero() -> None:
    assert [opening(text) for text in ("Lundi", "3e", "12 mai", "É", "")] == ["lun", "0e", "00 ", "é", ""]


def test_an_expression_with_too_many_openings_may_begin_with_anything() -> None:
    assert openings_of("[a-z][a-z][a-z]") == {""}


@pytest.mark.parametrize("language", pack_codes())
def test_a_form_matches_nothing_where_it_is_not_asked(language: str) -> None:
    for text in {case.values[2] for case in corpus_cases()}:
        for form in grammar_of(language).forms.all:
            for match in re.finditer(form.pattern, text):
                assert reaching(opening(text[match.start() :]), form.openings), (form.pattern.pattern, match)


@pytest.mark.parametrize("pattern", ["\\(2018", "\\w+ 2018", "(?:le )?"])
def test_a_form_that_begins_with_no_word_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"xx.toml, \[dates\]: .* may begin with a sign or with anything"):
        openings_in("xx", re.compile(pattern))
