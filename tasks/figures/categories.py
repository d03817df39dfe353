"""Classes of counted things: troops, killed, wounded … as the user's table names them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tasks import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CATEGORIES = ROOT / "seeds" / "reference" / "categories.csv"
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


def compile_categories(language: str) -> Categories:
    """The rows of one language. `term` is a word or a stem with "*"; rows of language "*" combine two classes.

    Raises:
        ValueError: the file lacks a column.
    """
    words: dict[str, str] = {}
    stems: dict[str, str] = {}
    combined: dict[frozenset[str], str] = {}
    with CATEGORIES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if not {"term", "language", "category"} <= row.keys():
                message = f"{CATEGORIES}: columns {sorted(row)}; needs term, language, category"
                raise ValueError(message)
            term, category = row["term"].lower(), row["category"]
            if row["language"] == STEM:
                combined[frozenset(term.split(COMBINATION))] = category
            elif row["language"] == language:
                (stems if term.endswith(STEM) else words)[term.removesuffix(STEM)] = category
    lengths = sorted({len(stem) for stem in stems}, reverse=True)
    return Categories(words, stems, tuple(lengths), combined)
