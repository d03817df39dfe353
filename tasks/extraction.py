"""Everything that is read out of one article by itself; signatures and mentions are made for many at once."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING, Any

from tasks.dates import find_dates
from tasks.figures import find_figures
from tasks.publishers import country_of
from tasks.sentences import find_sentences
from tasks.situations import situate
from tasks.statements import attribute, find_statements
from tasks.things import describe

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from tasks.tables import Article, Date, Figure, Sentence, Statement


@dataclass(frozen=True, slots=True)
class Extracted:
    """The rows of one article; the fields are named as the landed tables are."""

    sentences: list[Sentence]
    dates: list[Date]
    statements: list[Statement]
    figures: list[Figure]


class Stopwatch:
    """Seconds spent a step, summed over the articles of a shard."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def time(self, step: str, work: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - hands through whatever `work` takes and gives
        """The result of work(*args, **kwargs), its time counted under `step`."""
        start = perf_counter()
        try:
            return work(*args, **kwargs)
        finally:
            self.seconds[step] = self.seconds.get(step, 0.0) + perf_counter() - start


def extract(article: Article, watch: Stopwatch) -> Extracted:
    """All rows of one article but its signature and its mentions, which are made for many articles at once."""
    article_id, text, language = article.article_id, article.text, article.language
    published = article.published_at.date() if article.published_at else None
    sentences = watch.time("sentences", find_sentences, article_id, text, language)
    dates = watch.time("dates", find_dates, text, language, published, article_id=article_id)
    statements = watch.time("statements", find_statements, text, language, sentences, article_id=article_id)
    country = country_of(article.publisher, article.url)
    found = watch.time("figures", find_figures, text, language, sentences, article_id=article_id, country=country)
    attributed = watch.time("statements", attribute, found, statements, sentences, text)
    known = (dates, statements, sentences, text)
    situated = watch.time("situations", situate, attributed, *known, language=language, published=published)
    figures = watch.time("things", describe, situated, sentences, text, language)
    return Extracted(sentences, dates, statements, figures)


def find_attributed(
    text: str, language: str, published: date | None, article_id: str = "", *, publisher: str | None = None
) -> list[Figure]:
    """The figures of a text, each with who asserts it, where it holds and when, as far as the text says so.

    `publisher` is a name or domain: its country says which dollar is meant.
    """
    sentences = find_sentences(article_id, text, language)
    statements = find_statements(text, language, sentences, article_id=article_id)
    dates = find_dates(text, language, published, article_id=article_id)
    country = country_of(publisher, None)
    figures = find_figures(text, language, sentences, article_id=article_id, country=country)
    found = attribute(figures, statements, sentences, text)
    situated = situate(found, dates, statements, sentences, text, language=language, published=published)
    return describe(situated, sentences, text, language)
