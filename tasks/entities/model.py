"""What finds names in paragraphs: the protocol, its spans, and the engine that finds none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

LABELS = ("PERSON", "ORG", "GPE", "LOC", "NORP", "MISC")
"""Labels of spans, as of `tables.Mention`."""


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
        """Spans of each paragraph, in order, offsets into that paragraph, labels of `LABELS`."""


class Model(Engine, Protocol):
    """An engine worth remembering: `settings` says all that its spans depend on beside its name."""

    settings: str


class NoEngine:
    """Finds nothing: the gazetteer then speaks alone."""

    name = "gazetteer"

    def ents(self, paragraphs: Sequence[str]) -> list[list[Span]]:
        """No spans, for as many paragraphs."""
        return [[] for _ in paragraphs]
