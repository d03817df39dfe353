"""What the next sentences go on reporting: polls ("52 % des sondés …"), figures that were announced before."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tasks.statements.lexicon import Lexicon
    from tasks.tables import Sentence, Statement

PERCENT = re.compile(r"\d\s?%")
PATIENCE = 4
"""Sentences without respondents after which a poll is no longer reported on."""

NEAR = 6
"""Words within which what is announced is named a list of figures."""

WORD = re.compile(r"[^\W\d_]+")


@dataclass(slots=True)
class Polls:
    """The poll that an article reports on at the moment: the row that named it, while each sentence goes on."""

    lexicon: Lexicon
    row: Statement | None = None
    silent: int = 0

    def read(self, text: str, sentence: Sentence, rows: Sequence[Statement]) -> list[Statement]:
        """The rows of a sentence; of one without a cue, the poll's, where it names respondents and a percentage."""
        said = text[sentence.start_char : sentence.end_char]
        if rows:
            self.silent = 0
            self.row = rows[0] if self._names_poll(said) and rows[0].speaker else None
            return list(rows)
        if self.row is None or not self._goes_on(said):
            self.silent += 1
            self.row = self.row if self.silent < PATIENCE else None
            return []
        self.silent = 0
        return [replace(self.row, start_char=sentence.start_char, end_char=sentence.end_char)]

    def _names_poll(self, said: str) -> bool:
        return not self.lexicon.sets.get("polls", frozenset()).isdisjoint(WORD.findall(said.lower()))

    def _goes_on(self, said: str) -> bool:
        words = WORD.findall(said.lower())
        pairs = [f"{first} {second}" for first, second in pairwise(words)]
        lists = ["respondents", *(["asked"] if not self.silent else [])]
        named = any(not self.lexicon.sets.get(key, frozenset()).isdisjoint([*words, *pairs]) for key in lists)
        return named and PERCENT.search(said) is not None


@dataclass(slots=True)
class Announced:
    """Figures that somebody announces in one sentence and the next ones list: "X a annoncé le bilan. 409 blessés …"."""

    lexicon: Lexicon
    row: Statement | None = None
    paragraph: int = -1

    def read(self, text: str, sentence: Sentence, rows: Sequence[Statement]) -> list[Statement]:
        """The rows of a sentence; of one without a cue in the same paragraph, that of who announced figures."""
        if rows:
            heads = (row for row in rows if row.speaker and self._announces(text[row.start_char : row.end_char]))
            self.row, self.paragraph = next(heads, None), sentence.paragraph
            return list(rows)
        if self.row is None or sentence.paragraph != self.paragraph:
            self.row = None
            return []
        return [replace(self.row, start_char=sentence.start_char, end_char=sentence.end_char)]

    def _announces(self, said: str) -> bool:
        """Whether figures are named, and none is given yet."""
        words = WORD.findall(said.lower())
        tallied = not self.lexicon.sets.get("reports", frozenset()).isdisjoint(words[:NEAR])
        return tallied and not any(letter.isdigit() for letter in said)
