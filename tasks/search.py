"""Search over claims by words, place, claimant and time, whatever their case and accents.

How words match stands in sql/macros/search.sql; here is what the commands ask of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tasks.literals import text_literal
from tasks.macros import SQL, rendered
from tasks.queries import ask

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the claims; what is null does not matter.

    `words` stand in what is counted, its state, place and source, or else in the sentence; `first_day` and `last_day`
    are days of first publication, both inclusive; `story` is an id of any day. With `include_unplaced`, claims that no
    text sets anywhere count too.
    """

    words: str | None = None
    place: str | None = None
    claimant: str | None = None
    first_day: date | None = None
    last_day: date | None = None
    story: str | None = None
    include_unplaced: bool = False


@dataclass(frozen=True, slots=True)
class Unknown:
    """A word, claimant, place or story that no claim has; `near` are spelled like it, and some claim has them."""

    kind: str
    asked: str
    near: Sequence[str]


def matching(words: str) -> str:
    """The condition on rows of `claims`, in a query of the published catalogue, that they are about these words."""
    return f"claim_id in (select claim_id from timeline({text_literal(words)}, null))"  # noqa: S608 - quoted


def find_claims(warehouse: Path, question: Question) -> pa.Table:
    """Claims that meet the question, one a row, in the order in which they were first seen.

    Raises:
        CatalogueError: nothing is published.
    """
    return _ask(warehouse, "figures", _values(question))


def find_unknown(warehouse: Path, question: Question) -> list[Unknown]:
    """What of the question's words, claimant, place and story no claim has, each by itself.

    Raises:
        CatalogueError: nothing is published.
    """
    return [Unknown(**row) for row in _ask(warehouse, "spellings", _values(question)).to_pylist()]


def claims_of(warehouse: Path, identifier: str) -> pa.Table:
    """The claims that go by the id of a claim, a measure or a disagreement, one a row; none where there is no such id.

    Raises:
        CatalogueError: nothing is published.
    """
    return _ask(warehouse, "claims", {"id": text_literal(identifier)})


def _ask(warehouse: Path, name: str, values: Mapping[str, str]) -> pa.Table:
    sql = (SQL / "queries" / f"{name}.sql").read_text(encoding="utf-8")
    return ask(warehouse, rendered(sql, {}, **values))


def _values(question: Question) -> dict[str, str]:
    """The question's parts as SQL writes them."""
    texts = {
        "words": question.words,
        "place": question.place,
        "claimant": question.claimant,
        "first_day": question.first_day.isoformat() if question.first_day else None,
        "last_day": question.last_day.isoformat() if question.last_day else None,
        "story": question.story,
    }
    literals = {name: "null" if text is None else text_literal(text) for name, text in texts.items()}
    return literals | {"include_unplaced": str(question.include_unplaced).lower()}
