"""Polls that the next sentences go on reporting: "Selon un sondage Vox, 40 % …. 52 % des sondés …"."""

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
