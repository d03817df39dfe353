"""A GLiNER model, which is asked for classes by their names: a name on a model hub, or a folder."""

from __future__ import annotations

import re
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from tasks.entities.engines.models import ModelError, Source, missing_library
from tasks.entities.engines.paragraphs import PREPARED, straighten, whole_words, windows
from tasks.entities.model import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ASKED = {
    "person": "PERSON",
    "organization": "ORG",
    "country": "GPE",
    "city": "GPE",
    "location": "LOC",
    "nationality": "NORP",
    "event": "MISC",
}
"""What the model is asked for → our label, where the language pack asks for nothing else."""

WORD = re.compile(r"\w+|\S")
"""GLiNER counts words; its own splitter joins hyphens, so that no window has more words for it than for us."""

THRESHOLD = 0.5
"""Score from which a span counts: the library's own default."""

USUAL_LIMIT = 384
"""Words that a model reads at once where its configuration does not say."""


class GlinerEngine:
    """One GLiNER model. Paragraphs go in one by one, so that each is read the same in any company."""

    def __init__(self, model: Any, name: str, labels: Mapping[str, str], limit: int, settings: str = "") -> None:  # noqa: ANN401 - GLiNER's types are not here
        """Use a loaded model; `labels` are the classes to ask for → ours, `limit` the words it reads at once."""
        self._model = model
        self._labels = labels
        self._limit = limit
        self.name = name
        self.settings = f"{settings} {limit} {THRESHOLD} {sorted(labels.items())} {PREPARED}"

    def ents(self, paragraphs: Sequence[str]) -> list[list[Span]]:
        """Spans of each paragraph, in order."""
        return [self._read(straighten(paragraph)) for paragraph in paragraphs]

    def _read(self, text: str) -> list[Span]:
        words = [match.span() for match in WORD.finditer(text)]
        asked = list(self._labels)
        spans = [
            Span(start + found["start"], start + found["end"], self._labels[found["label"]])
            for start, end in windows(text, words, self._limit)
            for found in self._model.predict_entities(text[start:end], asked, threshold=THRESHOLD)
        ]
        return whole_words(text, spans)


def problem(source: Source) -> str | None:
    """Why the model cannot be loaded, in one line; None where its library is there."""
    return missing_library(source, ("gliner",), "pip install 'recoupe[gliner]'")


def load(source: Source) -> GlinerEngine:
    """Load the model.

    Raises:
        ModelError: it cannot be loaded.
    """
    from gliner import GLiNER  # noqa: PLC0415 - seconds, paid by who asked for it

    given = str(source.folder or source.model)
    try:
        model = GLiNER.from_pretrained(given)
    except (OSError, ValueError, KeyError) as error:
        message = f"GLiNER model {given!r} cannot be loaded ({error}); name a folder or hub name of a whole model"
        raise ModelError(message) from error
    limit = int(getattr(model.config, "max_len", None) or USUAL_LIMIT)
    library = version("gliner")
    return GlinerEngine(model, source.name(library), source.labels_or(ASKED), limit, library)
