"""Whose the counted are, where their phrase does not say it: the subject that lost or sent them, or the text before."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from tasks.entities.names import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tasks.entities.names import Word
    from tasks.tables import Figure, Sentence
    from tasks.things.grammar import Grammar
    from tasks.things.nouns import Noun

WORDS_TO_VERB = 6
"""Words between a verb and the figure that is its object: "a perdu chaque jour 1 200 soldats"."""

WORDS_TO_SUBJECT = 6

WORDS_OF_PEOPLES = 6
"""Words behind a noun in which its nationalities stand: "soldats russes et nord-coréens"."""


class Owners:
    """The nations of one text, by the words that name them."""

    def __init__(self, text: str, sentences: Sequence[Sentence], grammar: Grammar) -> None:
        self.text, self.sentences, self.grammar = text, sentences, grammar
        self.starts = [sentence.start_char for sentence in sentences]

    def of(self, figure: Figure, noun: Noun) -> frozenset[str]:
        """Ids of the countries whose the counted are; empty where the text does not say."""
        return self._subject(figure) or self._said_before(figure, noun)

    def _subject(self, figure: Figure) -> frozenset[str]:
        """The country that lost, sent or has them: "Moscou perd chaque jour 1 200 soldats"."""
        at = bisect_right(self.starts, figure.start_char) - 1
        if at < 0:
            return frozenset()
        words = words_of(self.text, self.starts[at], figure.start_char)
        verbs = [place for place, word in enumerate(words) if word.folded in self.grammar.owning]
        if not verbs or len(words) - verbs[-1] > WORDS_TO_VERB:
            return frozenset()
        before = words[max(0, verbs[-1] - WORDS_TO_SUBJECT) : verbs[-1]]
        for place in range(len(before) - 1, -1, -1):
            if found := self._country(before, place):
                return frozenset({found})
        return frozenset()

    def _country(self, words: Sequence[Word], place: int) -> str | None:
        """The country that a name or a nationality ending at this word means."""
        for first in range(max(0, place - 3), place + 1):
            part = words[first : place + 1]
            if found := self.grammar.peoples.get(" ".join(word.folded for word in part)):
                return found
            entry = self.grammar.gazetteer.named(part)
            if entry and entry.country and (entry.actor_id or "").startswith("gov:"):
                return f"iso:{entry.country}"
        return None

    def _said_before(self, figure: Figure, noun: Noun) -> frozenset[str]:
        """The nationalities that the nearest noun of the same class before the figure has."""
        start = figure.start_char if figure.counted_start is None else min(figure.start_char, figure.counted_start)
        for at, name, peoples in reversed(self._told):
            if at < start and name == noun.name:
                return peoples
        return frozenset()

    def told_of(self, peoples: frozenset[str]) -> str | None:
        """The class of noun that the text has of these nationalities; null where there are several, or none."""
        names = {name for _, name, those in self._told if those == peoples}
        return names.pop() if len(names) == 1 else None

    @cached_property
    def _told(self) -> list[tuple[int, str, frozenset[str]]]:
        """Each noun of a class with its nationalities, in order of the text: where, class, countries."""
        words, told = self._words, []
        for place, word in enumerate(words):
            name = self.grammar.nouns.of_word(word.folded)
            if name and (peoples := self._peoples_behind(words, place)):
                told.append((word.start, name, peoples))
        return told

    @cached_property
    def _words(self) -> list[Word]:
        return words_of(self.text)

    def _peoples_behind(self, words: Sequence[Word], place: int) -> frozenset[str]:
        """Nationalities beside the noun at a place: behind it, where nouns come first, else before it."""
        if self.grammar.head_first:
            beside, step = words[place + 1 : place + 1 + WORDS_OF_PEOPLES], 1
        else:
            beside, step = words[max(0, place - WORDS_OF_PEOPLES) : place], -1
        return frozenset(_run_of(beside, step, self.grammar))


def _run_of(words: Sequence[Word], step: int, grammar: Grammar) -> list[str]:
    """Ids of the nationalities that stand in a row, joined by "et": forwards, or backwards from the end."""
    found: list[str] = []
    left = list(words)
    while left:
        for size in (2, 1):
            part = left[:size] if step > 0 else left[-size:]
            key = " ".join(word.folded for word in part)
            if key in grammar.peoples or (found and size == 1 and key in grammar.joints):
                found += [grammar.peoples[key]] if key in grammar.peoples else []
                left = left[size:] if step > 0 else left[:-size]
                break
        else:
            return found
    return found
