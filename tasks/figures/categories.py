"""Classes of counted things: troops, killed, wounded … as the user's table names them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tasks import ROOT
from tasks.entities.names import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CATEGORIES = ROOT / "seeds" / "reference" / "categories.csv"
NOUNS = CATEGORIES.with_name("nouns.csv")
STATES = CATEGORIES.with_name("states.csv")

STEM = "*"
COMBINATION = "+"


@dataclass(frozen=True, slots=True)
class Categories:
    """Words and stems with their class; `combined` names two classes stated together."""

    words: Mapping[str, str]
    stems: Mapping[str, str]
    stem_lengths: tuple[int, ...]
    combined: Mapping[frozenset[str], str]

    def of(self, keys: Sequence[str]) -> str | None:
        """The class of some words: the first that has one, or the combination ("tués ou blessés")."""
        found = [name for key in keys if (name := self.of_word(key))]
        if not found:
            return None
        return self.combined.get(frozenset(found), found[0])

    def of_word(self, key: str) -> str | None:
        """The class of one word; the whole word before any stem, the longest stem first."""
        if key in self.words:
            return self.words[key]
        return next((self.stems[key[:size]] for size in self.stem_lengths if key[:size] in self.stems), None)

    def of_phrase(self, keys: Sequence[str]) -> str | None:
        """The class of words that are one term together: "gilets jaunes"."""
        return self.of_word(keys[0]) if len(keys) == 1 else self.words.get(" ".join(keys))

    def folded(self) -> Categories:
        """The same without accents and apostrophes, as names are folded; of terms that fall together the first."""
        words = {fold(term): name for term, name in reversed(list(self.words.items()))}
        stems = {fold(term): name for term, name in reversed(list(self.stems.items()))}
        return Categories(words, stems, _lengths(stems), self.combined)


def compile_categories(language: str, of: str = "category") -> Categories:
    """The rows of one language. `term` is a word or a stem with "*"; rows of language "*" combine two classes.

    Raises:
        ValueError: the file lacks a column.
    """
    words: dict[str, str] = {}
    stems: dict[str, str] = {}
    combined: dict[frozenset[str], str] = {}
    path = {"category": CATEGORIES, "noun": NOUNS, "state": STATES}[of]
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if not {"term", "language", of} <= row.keys():
                message = f"{path}: columns {sorted(row)}; needs term, language, {of}"
                raise ValueError(message)
            term, name = row["term"].lower(), row[of]
            if row["language"] == STEM:
                combined[frozenset(term.split(COMBINATION))] = name
            elif row["language"] == language:
                (stems if term.endswith(STEM) else words)[term.removesuffix(STEM)] = name
    return Categories(words, stems, _lengths(stems), combined)


def _lengths(stems: Mapping[str, str]) -> tuple[int, ...]:
    return tuple(sorted({len(stem) for stem in stems}, reverse=True))
