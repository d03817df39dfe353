"""`make bench`: how quick each step is, one process, one core, on the press corpus or the sample articles.

Prints, a step: seconds of CPU, KB of clean text a second, and the share of the whole. Nothing is asserted.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from datetime import UTC, datetime
from time import process_time
from typing import TYPE_CHECKING, Any

from tasks.articles import article_of
from tasks.dates import find_dates
from tasks.entities import find_mentions, load_engine
from tasks.figures import find_figures
from tasks.languages import language_of
from tasks.read import find_inputs, read_documents
from tasks.sentences import find_sentences
from tasks.signatures import sign
from tasks.statements import attribute, find_statements
from tasks.tables import Document
from tests.conftest import ROOT, SHARED

if TYPE_CHECKING:
    from collections.abc import Callable

ARTICLES = 500
"""Enough for a stable share a step; the neural model takes half a minute on them."""


def main(count: int) -> None:
    """Time every step on the first articles of the corpus, warm."""
    source = SHARED / "press_fr" if SHARED.exists() else ROOT / "seeds" / "articles"
    seconds: dict[str, float] = defaultdict(float)

    def timed(step: str, work: Callable[..., Any], *args: Any, **named: Any) -> Any:  # noqa: ANN401 - hands through
        start = process_time()
        made = work(*args, **named)
        seconds[step] += process_time() - start
        return made

    load_engine("fr")
    language_of("Les profils se chargent une seule fois par processus, avant la mesure.")
    records = read_documents(find_inputs([str(source)]), options={}, metadata={}, fetched_at=datetime.now(UTC))
    documents = [record for record in timed("reading", list, records) if isinstance(record, Document)][::7][:count]
    articles = [made.article for made in (timed("cleaning", article_of, one) for one in documents) if made.article]
    for article in articles:
        text, language = article.text, article.language
        timed("language (again)", language_of.__wrapped__ if hasattr(language_of, "__wrapped__") else language_of, text)
        sentences = timed("sentences", find_sentences, "", text, language)
        timed("signatures", sign, "", text)
        timed("dates", find_dates, text, language, None)
        statements = timed("statements", find_statements, text, language, sentences)
        figures = timed("figures", find_figures, text, language, sentences)
        timed("attribution", attribute, figures, statements, sentences, text)
    timed("mentions", find_mentions, [(article.article_id, article.text, article.language) for article in articles])
    size = sum(len(article.text.encode()) for article in articles) / 1e3
    whole = sum(seconds.values())
    print(f"{len(articles)} articles of {source}, {size:,.0f} KB of clean text, {whole:.1f} s of CPU")  # noqa: T201 - this is its output
    for step, spent in sorted(seconds.items(), key=lambda item: -item[1]):
        print(f"{step:18} {spent:8.2f} s {size / max(spent, 1e-9):12,.0f} KB/s {spent / whole:7.1%}")  # noqa: T201 - this is its output


main(int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES)
