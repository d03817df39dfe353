"""Engines that find names in paragraphs: spaCy where the language pack names a model, else none at all."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Protocol

from tasks.languages import pack_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

logger = logging.getLogger(__name__)

BATCH_CHARS = 40_000
"""Characters that the model holds at once; keeps a worker's peak near 500 MB."""

UNUSED = ("tok2vec", "transformer", "morphologizer", "tagger", "parser", "attribute_ruler", "lemmatizer", "senter")
"""Components that names do not need; `ner` brings its own vectors, so that the answer is the same without them."""

STRAIGHT = str.maketrans({"’": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u200a": " "})
"""One to one, so that offsets hold. Dashes stay: mapping them changes what the model finds."""


ENDLESS = re.compile(r"(?<!\S)\S{201,}")
"""Runs without blank that name nobody (addresses, encoded data) but cost a tokenizer minutes."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text that names something. Offsets count code points of the text it was found in."""

    start: int
    end: int
    label: str


class Engine(Protocol):
    """What finds names. `ents` must give a paragraph the same spans whatever stands beside it in the call."""

    name: str

    def ents(self, paragraphs: Sequence[str]) -> list[list[Span]]:
        """Spans of each paragraph, in order, offsets into that paragraph, labels of `tables.Mention`."""


class NoEngine:
    """Finds nothing: the gazetteer then speaks alone."""

    name = "gazetteer"

    def ents(self, paragraphs: Sequence[str]) -> list[list[Span]]:
        """No spans, for as many paragraphs."""
        return [[] for _ in paragraphs]


class SpacyEngine:
    """The `ner` component of one spaCy model."""

    def __init__(self, package: str, labels: Mapping[str, str]) -> None:
        """Load the model; `labels` maps its labels to ours, those not named are dropped."""
        import spacy  # noqa: PLC0415  # half a second, paid by who reads names only

        self._nlp = spacy.load(package, exclude=UNUSED)
        self._labels = labels
        self.name = f"spacy/{package}-{self._nlp.meta['version']}"

    def ents(self, paragraphs: Sequence[str]) -> list[list[Span]]:
        """Spans of each paragraph, in order."""
        found: list[list[Span]] = []
        for batch in batches(paragraphs):
            with self._nlp.memory_zone():  # or the vocabulary grows with every new word that it meets
                found += map(self._spans, self._nlp.pipe(batch, batch_size=len(batch)))
        return found

    def _spans(self, doc: Any) -> list[Span]:  # noqa: ANN401  # spaCy ships no types
        return [
            Span(ent.start_char, ent.end_char, self._labels[ent.label_])
            for ent in doc.ents
            if ent.label_ in self._labels
        ]


def batches(paragraphs: Sequence[str]) -> Iterator[list[str]]:
    """Consecutive paragraphs, straightened, without endless runs, in lists of at most `BATCH_CHARS` or of one."""
    batch: list[str] = []
    size = 0
    for paragraph in paragraphs:
        if batch and size + len(paragraph) > BATCH_CHARS:
            yield batch
            batch, size = [], 0
        batch.append(ENDLESS.sub(_blank, paragraph.translate(STRAIGHT)))
        size += len(paragraph)
    if batch:
        yield batch


def _blank(run: re.Match[str]) -> str:
    return " " * len(run[0])


@cache
def load_engine(language: str) -> Engine:
    """The engine of a language, loaded once a process; warns once where its model package is missing."""
    section = pack_of(language).section("entities")
    package = section.get("model")
    if package is None:
        return NoEngine()
    if find_spec(package) is None:
        logger.warning(
            "entities: model package %r for language %r is not installed; names come from the gazetteer only. "
            "Install the requirements of the project to find them all.",
            package,
            language,
        )
        return NoEngine()
    return SpacyEngine(package, section["labels"])
