"""From a document to its article: who is believed, and what is said when nothing is left."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import orjson
import pytest

from tasks.articles import article_of, reject_of
from tests.conftest import document

if TYPE_CHECKING:
    from tasks.tables import Article, Document

PROSE = "Douze personnes ont été blessées dans l'incendie, selon un bilan de la préfecture du Rhône."


def made(text: str, **given: dict[str, str]) -> Article:
    found = article_of(replace(document("a", text), given=orjson.dumps(given).decode())).article
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "given", "published"),
    [
        (PROSE, {}, None),
        (PROSE, {"options": {"published": "2024-11-09"}}, datetime(2024, 11, 9, tzinfo=UTC)),
        (f"Publié le 7 novembre 2024 à 18h32\n{PROSE}", {}, datetime(2024, 11, 7, 18, 32, tzinfo=UTC)),
        (
            f"Publié le 7 novembre 2024 à 18h32\n{PROSE}",
            {"options": {"published": "2024-11-09"}},
            datetime(2024, 11, 7, 18, 32, tzinfo=UTC),
        ),
        (
            f"Publié le 7 novembre 2024 à 18h32\n{PROSE}",
            {"metadata": {"published": "2024-11-08"}},
            datetime(2024, 11, 8, tzinfo=UTC),
        ),
    ],
    ids=["nobody says", "only the run", "only the text", "the text before the run", "the metadata before the text"],
)
def test_who_is_believed_about_the_date(
    text: str, given: dict[str, dict[str, str]], published: datetime | None
) -> None:
    assert made(text, **given).published_at == published


def test_a_stated_language_is_believed_before_the_text() -> None:
    assert (made(PROSE).language, made(PROSE, options={"language": "en"}).language) == ("fr", "en")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_spans_lead_back_to_the_bytes(encoding: str) -> None:
    source = replace(document("a"), raw=f"{PROSE}\r\n\r\n{PROSE}  Fin.".encode(encoding), encoding=encoding)
    found = article_of(source)
    assert found.article is not None
    assert found.article.text == f"{PROSE}\n{PROSE} Fin."
    assert {span.kind for span in found.spans} == {"kept", "replaced"}
    for span in found.spans:
        if span.kind == "kept":
            raw = source.raw[span.raw_start : span.raw_end].decode("utf-16-le" if encoding == "utf-16" else encoding)
            assert raw == found.article.text[span.start_char : span.end_char]
    assert found.spans[-1].raw_end == len(source.raw)


def test_a_document_without_prose_makes_a_reject_that_says_where_and_what() -> None:
    source = document("a", "Lire aussi\n-\n")
    found = article_of(source)
    assert (found.article, found.spans) == (None, ())
    (reject,) = found.rejects
    assert (reject.stage, reject.reason, reject.document_id) == ("normalise", "no_prose", "a")
    assert reject.detail.startswith(source.source_uri)
    assert reject == reject_of(source, "normalise", "no_prose", reject.detail.partition(": ")[2])


def test_the_same_document_makes_the_same_article() -> None:
    source: Document = document("a", PROSE)
    assert article_of(source) == article_of(source)
