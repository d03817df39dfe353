"""The `ner` component of any spaCy model: a package that is installed, or a folder."""

from __future__ import annotations

from contextlib import nullcontext
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from tasks.entities.engines.models import COMMON_LABELS, ModelError, Source, check_labels
from tasks.entities.engines.paragraphs import PREPARED, batches
from tasks.entities.model import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

UNUSED = ("tagger", "parser", "morphologizer", "attribute_ruler", "lemmatizer", "senter", "textcat", "entity_linker")
"""Components that names do not need, whatever the model."""

EMBEDDERS = ("tok2vec", "transformer", "curated_transformer")
"""Components that feed others: needed only where `ner` listens to one instead of having vectors of its own."""

LEARNT_WORDS = 100_000
"""Words that the vocabulary keeps; later ones are forgotten after each batch, or it grows with every new word.
A word that is kept is read quicker: a text without a kept word takes a quarter more time."""


class SpacyEngine:
    """One spaCy pipeline, asked for its entities."""

    def __init__(self, pipeline: Any, name: str, labels: Mapping[str, str], settings: str = "") -> None:  # noqa: ANN401 - spaCy ships no types
        """Use a loaded pipeline; `labels` maps its labels to ours, those not named are dropped."""
        self._nlp = pipeline
        self._labels = labels
        self.name = name
        self.settings = f"{settings} {sorted(labels.items())} {PREPARED}"

    def ents(self, paragraphs: Sequence[str]) -> list[list[Span]]:
        """Spans of each paragraph, in order."""
        found: list[list[Span]] = []
        for batch in batches(paragraphs):
            with self._nlp.memory_zone() if len(self._nlp.vocab) > LEARNT_WORDS else nullcontext():
                found += map(self._spans, self._nlp.pipe(batch, batch_size=len(batch)))
        return found

    def _spans(self, doc: Any) -> list[Span]:  # noqa: ANN401 - spaCy ships no types
        return [
            Span(ent.start_char, ent.end_char, self._labels[ent.label_])
            for ent in doc.ents
            if ent.label_ in self._labels
        ]


def problem(source: Source) -> str | None:
    """Why the model cannot be loaded, in one line; None where it is there."""
    if source.folder or (source.model.isidentifier() and find_spec(source.model)):
        return None
    return (
        f"spaCy model {source.model!r} is neither installed nor a folder: "
        "install the requirements of the project, or name another model with --model"
    )


def load(source: Source) -> SpacyEngine:
    """Load the model.

    Raises:
        ModelError: it is no spaCy model, has no `ner`, or its labels are unknown.
    """
    import spacy  # noqa: PLC0415 - half a second, paid by who reads names only

    try:
        pipeline: Any = spacy.load(source.folder or source.model, exclude=UNUSED)
    except (OSError, ValueError, ImportError) as error:
        message = f"spaCy model {source.model!r} cannot be loaded ({error}); name a package or folder of a whole model"
        raise ModelError(message) from error
    if "ner" not in pipeline.pipe_names:
        message = f"spaCy model {source.model!r} has no component 'ner'; name one that finds entities"
        raise ModelError(message)
    for embedder in EMBEDDERS:
        if embedder in pipeline.pipe_names and not _listens(pipeline, embedder):
            pipeline.remove_pipe(embedder)  # a third of the time, for nothing: the same entities without it
    labels = source.labels_or(COMMON_LABELS)
    check_labels(source, pipeline.get_pipe("ner").labels, labels)
    return SpacyEngine(pipeline, source.name(pipeline.meta["version"]), labels, spacy.about.__version__)


def _listens(pipeline: Any, embedder: str) -> bool:  # noqa: ANN401 - spaCy ships no types
    """Whether `ner` takes its vectors from this component."""
    component = pipeline.get_pipe(embedder)
    return "ner" in getattr(component, "listening_components", ("ner",))  # one that does not say may feed it
