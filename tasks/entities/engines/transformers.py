"""A token classifier of the library transformers: a name on a model hub, or a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tasks.entities.engines.models import COMMON_LABELS, ModelError, Source, check_labels, missing_library
from tasks.entities.engines.paragraphs import PREPARED, straighten, whole_words, windows
from tasks.entities.model import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

USUAL_LIMIT = 512
"""Tokens that a model reads at once where its configuration does not say."""


class TransformersEngine:
    """One pipeline for token classification with its tokenizer. Paragraphs go in one by one.

    In batches their padding would change the scores, and with them a name at the edge: a paragraph must be read the
    same in any company.
    """

    def __init__(self, pipeline: Any, name: str, labels: Mapping[str, str], limit: int, settings: str = "") -> None:  # noqa: ANN401 - transformers' types are not here
        """Use a loaded pipeline; `limit` is the number of tokens it reads at once, its special ones left out."""
        self._pipeline = pipeline
        self._labels = labels
        self._limit = limit
        self.name = name
        self.settings = f"{settings} {limit} {sorted(labels.items())} {PREPARED}"

    def ents(self, paragraphs: Sequence[str]) -> list[list[Span]]:
        """Spans of each paragraph, in order."""
        return [self._read(straighten(paragraph)) for paragraph in paragraphs]

    def _read(self, text: str) -> list[Span]:
        given = self._pipeline.tokenizer(
            text, add_special_tokens=False, return_offsets_mapping=True, truncation=False, verbose=False
        )
        tokens = [(start, end) for start, end in given["offset_mapping"] if end > start]
        spans = [
            Span(start + found["start"], start + found["end"], self._labels[found["entity_group"]])
            for start, end in windows(text, tokens, self._limit)
            for found in self._pipeline(text[start:end])
            if found["entity_group"] in self._labels
        ]
        return whole_words(text, spans)


def problem(source: Source) -> str | None:
    """Why the model cannot be loaded, in one line; None where its libraries are there."""
    return missing_library(source, ("transformers", "torch"), "pip install 'recoupe[transformers]'")


def load(source: Source) -> TransformersEngine:
    """Load the model.

    Raises:
        ModelError: it cannot be loaded, its tokenizer knows no offsets, or its labels are unknown.
    """
    import transformers  # noqa: PLC0415 - seconds, paid by who asked for it

    given = str(source.folder or source.model)
    try:
        model = transformers.AutoModelForTokenClassification.from_pretrained(given)
        tokenizer = transformers.AutoTokenizer.from_pretrained(given)
    except (OSError, ValueError, KeyError, ImportError) as error:
        message = f"transformers model {given!r} cannot be loaded ({error}); name a folder or hub name of a whole model"
        raise ModelError(message) from error
    if not tokenizer.is_fast:
        message = f"transformers model {given!r}: its tokenizer keeps no offsets; name a model with a fast one"
        raise ModelError(message)
    labels = source.labels_or(COMMON_LABELS)
    check_labels(source, {_plain(label) for label in model.config.id2label.values()}, labels)
    pipeline = transformers.pipeline(
        "token-classification", model=model, tokenizer=tokenizer, aggregation_strategy="simple"
    )
    version = (getattr(model.config, "_commit_hash", None) or transformers.__version__)[:12]
    return TransformersEngine(
        pipeline, source.name(version), labels, limit_of(model.config, tokenizer), transformers.__version__
    )


def _plain(label: str) -> str:
    """'B-PER' → 'PER'."""
    return label[2:] if label[:2] in {"B-", "I-"} else label


def limit_of(config: Any, tokenizer: Any) -> int:  # noqa: ANN401 - transformers' types are not here
    """Tokens that a model reads at once beside its special ones; RoBERTa counts its positions from 2."""
    positions = getattr(config, "max_position_embeddings", None) or USUAL_LIMIT
    stated = min(int(tokenizer.model_max_length), positions - 2)
    return max(1, stated - int(tokenizer.num_special_tokens_to_add()))
