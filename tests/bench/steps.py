"""How quick each step of an article is.

Prints, a step: seconds of CPU, KB of clean text a second, and the share of the whole. Nothing is asserted.
"""

from __future__ import annotations

from collections import defaultdict
from time import process_time
from typing import TYPE_CHECKING, Any

from tasks.dates import find_dates
from tasks.entities import find_mentions, load_engine
from tasks.figures import find_figures
from tasks.languages import language_of
from tasks.sentences import find_sentences
from tasks.signatures import sign_all
from tasks.situations import situate
from tasks.statements import attribute, find_statements
from tests.bench.texts import SOURCE, cleaned, documents

if TYPE_CHECKING:
    from collections.abc import Callable


def time_steps(count: int) -> None:
    """Time every step on articles of the corpus, warm."""
    seconds: dict[str, float] = defaultdict(float)

    def timed(step: str, work: Callable[..., Any], *args: Any, **named: Any) -> Any:  # noqa: ANN401 - hands through
        start = process_time()
        made = work(*args, **named)
        seconds[step] += process_time() - start
        return made

    load_engine("fr")
    sign_all([("", "Ce qui est compilé se charge avant la mesure.")])
    language_of("Les profils se chargent une seule fois par processus, avant la mesure.")
    read = timed("reading", documents)[:count]
    articles = timed("cleaning", cleaned, read)
    for article in articles:
        text, language = article.text, article.language
        timed("language (again)", language_of.__wrapped__ if hasattr(language_of, "__wrapped__") else language_of, text)
        sentences = timed("sentences", find_sentences, "", text, language)
        dates = timed("dates", find_dates, text, language, None)
        statements = timed("statements", find_statements, text, language, sentences)
        figures = timed("figures", find_figures, text, language, sentences)
        attributed = timed("attribution", attribute, figures, statements, sentences, text)
        known = (dates, statements, sentences, text)
        timed("situations", situate, attributed, *known, language=language, published=None)
    timed("signatures", sign_all, [("", article.text) for article in articles])
    timed("mentions", find_mentions, [(article.article_id, article.text, article.language) for article in articles])
    size = sum(len(article.text.encode()) for article in articles) / 1e3
    whole = sum(seconds.values())
    print(f"{len(articles)} articles of {SOURCE}, {size:,.0f} KB of clean text, {whole:.1f} s of CPU")  # noqa: T201 - this is its output
    for step, spent in sorted(seconds.items(), key=lambda item: -item[1]):
        print(f"{step:18} {spent:8.2f} s {size / max(spent, 1e-9):12,.0f} KB/s {spent / whole:7.1%}")  # noqa: T201 - this is its output
