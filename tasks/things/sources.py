"""The words of a source as a key that other articles share: "les chiffres du ministère" is "ministere"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tasks.entities.names import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tasks.entities.names import Word
    from tasks.things.grammar import Grammar


def source_key(source: str, grammar: Grammar) -> str | None:
    """The folded words of a source behind its article, and behind the account that it gives: "un bilan de …".

    A body that has a shorter name too, "l'Intérieur", has one key.
    """
    words = _bare(words_of(source), grammar)
    end = next((place for place, word in enumerate(words) if word.folded in grammar.links), 0)
    if any(word.folded in grammar.accounts for word in words[:end]):
        words = _bare(words[end + 1 :], grammar) or words
    key = " ".join(word.folded for word in words)
    return grammar.bodies.get(key, key) or None


def _bare(words: Sequence[Word], grammar: Grammar) -> Sequence[Word]:
    first = next((place for place, word in enumerate(words) if word.folded not in grammar.determiners), len(words))
    return words[first:]
