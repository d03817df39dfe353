"""Engines that find names, one module each, and which of them reads a language.

Each module has `load(source)` and `problem(source)`, which says in one line why a model is not there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tasks.entities.engines import gliner, spacy, transformers
from tasks.entities.engines.memory import Remembering
from tasks.entities.engines.models import ModelError, Source
from tasks.entities.model import NoEngine
from tasks.languages import pack_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

    from tasks.entities.model import Engine, Model

ENGINES: dict[str, ModuleType] = {"spacy": spacy, "transformers": transformers, "gliner": gliner}
"""Name of an engine in a pack and in `--model` → its module."""

GIVEN = re.compile(rf"(?:(?P<language>[a-z]{{2,3}})=)?(?:(?P<engine>{'|'.join(ENGINES)}):)?(?P<model>.+)", re.DOTALL)
"""'fr_core_news_sm', 'fr=models/mine', 'gliner:urchade/gliner_multi-v2.1', 'fr=transformers:models/camembert'."""


@dataclass(frozen=True, slots=True)
class Engines:
    """Language → its engine: the pack's, unless `models` names another, as `--model` does. May be sent to a worker.

    With `memory`, a folder, paragraphs that were read before are not read again.
    """

    models: tuple[str, ...] = ()
    memory: str | None = None

    def __call__(self, language: str) -> Engine:
        """The engine of a language, loaded once a process; without model the gazetteer's.

        Raises:
            ModelError: the model is there and cannot be used.
        """
        return _engine(source_of(language, self.models), self.memory)

    def check(self) -> None:
        """Refuse a model that was asked for and is not there.

        Raises:
            ModelError: says which, and what to install.
        """
        for given in self.models:
            if line := _problem(_source_given(given)[1]):
                raise ModelError(line)

    def missing(self, languages: Sequence[str]) -> list[str]:
        """One line for each model of these languages that is not there: their names come from the gazetteer only."""
        sources = {source: language for language in languages if (source := source_of(language, self.models))}
        lines = [(language, _problem(source)) for source, language in sources.items()]
        return [f"names in {pack_of(lang).name} come from the gazetteer only: {line}" for lang, line in lines if line]


def load_engine(language: str) -> Engine:
    """The engine of a language as its pack names it, loaded once a process."""
    return Engines()(language)


def source_of(language: str, models: Sequence[str] = ()) -> Source | None:
    """The model of a language: the last of `models` that is for it or for all languages, else the pack's.

    Raises:
        ModelError: the pack names an engine that is not there.
    """
    for wanted, source in map(_source_given, reversed(models)):
        if wanted in {None, language}:
            return source
    section = pack_of(language).section("entities")
    if "model" not in section:
        return None
    engine = section.get("engine", "spacy")
    if engine not in ENGINES:
        message = f"language pack {language!r}: [entities] engine = {engine!r}; must be one of {', '.join(ENGINES)}"
        raise ModelError(message)
    labels = section.get("labels")
    return Source(engine, section["model"], None if labels is None else tuple(sorted(labels.items())))


def _source_given(given: str) -> tuple[str | None, Source]:
    """The language, or None for all, and the model of one `--model`.

    Labels of the pack hold for the pack's own model; another one is read by the usual labels of its engine.
    """
    found = GIVEN.fullmatch(given)
    if not found:
        message = f"--model {given!r}: write [LANGUAGE=][ENGINE:]NAME, engines are {', '.join(ENGINES)}"
        raise ModelError(message)
    return found["language"], Source(found["engine"] or "spacy", found["model"])


def _problem(source: Source) -> str | None:
    line: str | None = ENGINES[source.engine].problem(source)
    return line


@cache
def _engine(source: Source | None, memory: str | None) -> Engine:
    if source is None or _problem(source):
        return NoEngine()
    if memory is not None:
        return Remembering(_model(source), Path(memory))
    return _model(source)


@cache
def _model(source: Source) -> Model:
    loaded: Model = ENGINES[source.engine].load(source)
    return loaded
