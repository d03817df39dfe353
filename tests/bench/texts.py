"""The texts that are timed: the press corpus beside the checkout, else the sample articles."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tasks.articles import article_of
from tasks.read import find_inputs, read_documents
from tasks.tables import Document
from tests.conftest import ROOT, SHARED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tasks.tables import Article

SOURCE = SHARED / "press_fr" if SHARED.exists() else ROOT / "seeds" / "articles"
EVERY = 7 if SHARED.exists() else 1
"""One record of so many, so that every publisher of the corpus is among them."""


def documents() -> list[Document]:
    """Records of the corpus, in its order."""
    records = read_documents(find_inputs([str(SOURCE)]), options={}, metadata={}, fetched_at=datetime.now(UTC))
    return [record for record in records if isinstance(record, Document)][::EVERY]


def cleaned(read: Sequence[Document]) -> list[Article]:
    """Their articles."""
    return [made.article for made in map(article_of, read) if made.article]


def french_texts() -> list[str]:
    """Clean text of the French articles."""
    return [article.text for article in cleaned(documents()) if article.language == "fr"]
