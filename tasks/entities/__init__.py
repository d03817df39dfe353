"""Who and where: the names of an article, with true edges and, where that is certain, what they stand for.

The model proposes, `repair` mends the edges, `missed` adds what it overlooked, `linking` says who is meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tasks.entities.context import context_of
from tasks.entities.engines import Engines, load_engine
from tasks.entities.linking import link, narrowed, people_of, relabel
from tasks.entities.missed import known_names, missed_places, missed_surnames, missed_towns, widen
from tasks.entities.model import Engine, NoEngine, Span
from tasks.entities.repair import repair

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tasks.tables import Mention

__all__ = ["Engine", "Engines", "NoEngine", "Span", "find_mentions", "load_engine"]

PIECE_CHARS = 20_000
"""Longest piece given to a model; longer lines are cut at a blank."""


def find_mentions(
    articles: Sequence[tuple[str, str, str]],
    engine: Engine | None = None,
    *,
    engines: Callable[[str], Engine] = load_engine,
) -> list[list[Mention]]:
    """Mentions of each (article_id, text, language), in order of the articles and of their text.

    Without `engine` each language uses its own, which `engines` gives. Paragraphs that stand several times in a call
    are read once; an article's mentions depend on its text and language alone.
    """
    wanted: dict[Engine, dict[str, list[Span]]] = {}
    for _, text, language in articles:
        paragraphs = wanted.setdefault(engine or engines(language), {})
        paragraphs.update((piece, []) for _, piece in pieces(text))
    for reader, paragraphs in wanted.items():
        paragraphs.update(zip(paragraphs, reader.ents(list(paragraphs)), strict=True))
    return [_read(article, engine or engines(article[2]), wanted) for article in articles]


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """The paragraphs of a text with their offsets; lines longer than `PIECE_CHARS` in parts, blank ones left out."""
    start = 0
    for line in text.split("\n"):
        offset = start
        while offset < start + len(line):
            end = _cut(line, offset - start)
            if not line[offset - start : end].isspace():
                yield offset, line[offset - start : end]
            offset = start + end
        start += len(line) + 1


def _cut(line: str, start: int) -> int:
    if len(line) - start <= PIECE_CHARS:
        return len(line)
    blank = line.rfind(" ", start, start + PIECE_CHARS)
    return blank + 1 if blank > start else start + PIECE_CHARS


def _read(article: tuple[str, str, str], engine: Engine, found: dict[Engine, dict[str, list[Span]]]) -> list[Mention]:
    article_id, text, language = article
    context = context_of(text, language)
    raw = [
        Span(offset + span.start, offset + span.end, span.label)
        for offset, piece in pieces(text)
        for span in found[engine][piece]
    ]
    known = known_names(context)
    read = widen(repair(raw, context), known)
    read = narrowed(read, people_of(read, context), context)
    engines = dict.fromkeys(read, engine.name)
    engines |= dict.fromkeys(missed_places(read, known, context), "gazetteer")
    engines |= dict.fromkeys(missed_towns(sorted(engines), context), "article")
    people = people_of(read, context)
    engines |= dict.fromkeys(missed_surnames(sorted(engines), people.surnames(context), context), "article")
    spans = sorted(engines)
    labelled = zip(spans, relabel(spans, people, context), strict=True)
    return [link(article_id, span, engines[before], people, context) for before, span in labelled]
