"""When a record says that it was published: the field on the left, UTC and precision on the right."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.read import parse_published

CORPUS = Path(__file__).parent / "corpus" / "read" / "published.tsv"


def stamps() -> list[tuple[str, str, str]]:
    rows = []
    for line in CORPUS.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            value, when, precision = line.split("\t")
            rows.append((value, when, precision))
    return rows


@pytest.mark.parametrize(("value", "when", "precision"), stamps())
def test_published(value: str, when: str, precision: str) -> None:
    if when == "-":
        with pytest.raises(ValueError, match=r"is in the year|no form of a date|out of range|must be in|not known"):
            parse_published(value)
    else:
        found = parse_published(value)
        assert (found.at.isoformat(), found.precision) == (f"{when}+00:00", precision)


@given(st.text(max_size=200))
def test_no_value_of_a_date_breaks_the_reading(value: str) -> None:
    try:
        found = parse_published(value)
    except ValueError:
        return
    assert 1605 <= found.at.year <= 2100


@given(
    st.datetimes(datetime(1973, 4, 1), datetime(2100, 12, 31)),  # noqa: DTZ001 - hypothesis wants no zone; UTC is meant
    st.sampled_from(["%Y-%m-%dT%H:%M:%SZ", "%d/%m/%Y %H:%M:%S"]),
)
def test_published_comes_back(moment: datetime, form: str) -> None:
    moment = moment.replace(microsecond=0, tzinfo=UTC)
    assert parse_published(moment.strftime(form)).at == moment
    assert parse_published(str(int(moment.timestamp()))).at == moment


@pytest.mark.parametrize("value", ["2024-13-45", "2024-11-07T25:61:61", "2024-11-07T10:00:00+99:99", "3024-01-01T"])
def test_a_date_that_cannot_be_says_what_to_write(value: str) -> None:
    with pytest.raises(ValueError, match=r"; write "):
        parse_published(value)
