"""One article as the rules for names see it: its words, and which of them it writes small."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tasks.entities.gazetteer import Gazetteer, gazetteer_of
from tasks.entities.grammar import Grammar, grammar_of
from tasks.entities.names import Word, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

FRESH = frozenset(".!?:;…•–—-\n|/*»")
"""After one of these, a capital says nothing."""

SKIPPED = " \u00a0\u202f\u2009«\"“”„'‘’(["
LOOK_BACK = 8
"""How many blanks and quotes are looked through, so that a megabyte of blanks costs nothing."""


@dataclass(frozen=True, slots=True)
class Context:
    """What every rule may ask about the article."""

    text: str
    words: Sequence[Word]
    grammar: Grammar
    gazetteer: Gazetteer
    small: frozenset[str]
    proper: frozenset[str]

    def at_head(self, start: int) -> bool:
        """Whether a sentence, quote or line begins here."""
        return _at_head(self.text, start)

    def is_ordinary(self, folded: str) -> bool:
        """Whether the article writes this word small, and never capitalised inside a sentence."""
        return folded in self.small and folded not in self.proper


def context_of(text: str, language: str) -> Context:
    """Read an article's words once."""
    words = words_of(text)
    small = frozenset(word.folded for word in words if word.text[0].islower())
    proper = frozenset(word.folded for word in words if word.text[0].isupper() and not _at_head(text, word.start))
    return Context(text, words, grammar_of(language), gazetteer_of(language), small, proper)


def _at_head(text: str, start: int) -> bool:
    before = text[max(0, start - LOOK_BACK) : start].rstrip(SKIPPED)
    return start == 0 or (before[-1:] in FRESH if before else True)
