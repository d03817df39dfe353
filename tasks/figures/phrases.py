"""Word sequences of a language pack, matched forward from a token or backward up to one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

Meaning = TypeVar("Meaning")
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrases(Generic[Meaning]):
    """Phrases by their first and by their last word, longest first."""

    by_first: Mapping[str, list[tuple[Words, Meaning]]]
    by_last: Mapping[str, list[tuple[Words, Meaning]]]

    def at(self, keys: Words, start: int) -> tuple[int, Meaning] | None:
        """End and meaning of the longest phrase that starts at token `start`."""
        if start >= len(keys):
            return None
        entries = self.by_first.get(keys[start])
        if entries is None:
            return None
        for words, meaning in entries:
            end = start + len(words)
            if keys[start:end] == words:
                return end, meaning
        return None

    def before(self, keys: Words, end: int) -> tuple[int, Meaning] | None:
        """Start and meaning of the longest phrase that ends just before token `end`."""
        if end <= 0:
            return None
        for words, meaning in self.by_last.get(keys[end - 1], ()):
            start = end - len(words)
            if start >= 0 and keys[start:end] == words:
                return start, meaning
        return None


def compile_phrases(
    meanings: Iterable[tuple[str, Meaning]], words_of: Callable[[str], list[Words]]
) -> Phrases[Meaning]:
    """Phrases from (words as written, meaning). `words_of` gives every form of one phrase, cut into token keys."""
    by_first: dict[str, list[tuple[Words, Meaning]]] = {}
    by_last: dict[str, list[tuple[Words, Meaning]]] = {}
    for phrase, meaning in meanings:
        for words in words_of(phrase):
            by_first.setdefault(words[0], []).append((words, meaning))
            by_last.setdefault(words[-1], []).append((words, meaning))
    for index in (by_first, by_last):
        for entries in index.values():
            entries.sort(key=lambda entry: -len(entry[0]))
    return Phrases(by_first, by_last)
