"""Days at the head of list items and timelines: "- 24 novembre : 166 000 manifestants. …", "Acte II - 24 novembre"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from tasks.situations.anchors import ITEM_END, Anchor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tasks.situations.grammar import Grammar
    from tasks.situations.periods import Periods
    from tasks.tables import Sentence

HEAD = 30
"""Code points from the start of an item to its day: "- Acte II, samedi 24 novembre :"."""

LONGEST = 500
"""Code points of an item whose day holds for all its sentences."""

LONGEST_HEADING = 60
"""Code points of a line that may be a heading."""

MOST_WORDS = 4
"""Words that a heading of a timeline has besides its day: "Acte II -"."""

FEWEST = 2
"""Headings with different days that make a timeline; one may be the day of printing."""

FARTHEST = 4
"""Paragraphs below a heading that are of its day, up to the next heading."""

WORDS = re.compile(r"\w+")
FINISHED = re.compile(r"[.!?…»\"”,;]\s*$")


class Items:
    """The items of one text."""

    def __init__(self, text: str, sentences: Sequence[Sentence], periods: Periods, grammar: Grammar) -> None:
        self.text, self.sentences, self.periods, self.grammar = text, sentences, periods, grammar

    def of(self, sentence: Sentence) -> Anchor | None:
        """The day that the item or timeline of a sentence is of, where it opens no item itself."""
        if not self.periods.dates:
            return None
        return self._item(sentence) or self._heading(sentence)

    def _item(self, sentence: Sentence) -> Anchor | None:
        """The day with a colon or dash that opens the paragraph of a later sentence."""
        head = self.sentences[bisect_left(self.sentences, sentence.paragraph, key=lambda each: each.paragraph)]
        if not 0 < sentence.start_char - head.start_char <= LONGEST:
            return None
        days = self.periods.within(head)[:1]
        return next((day for day in days if self._opens(head, day)), None)

    def _opens(self, sentence: Sentence, day: Anchor) -> bool:
        near = day.start - sentence.start_char <= HEAD
        return near and ITEM_END.match(self.text, day.end, sentence.end_char) is not None

    def _heading(self, sentence: Sentence) -> Anchor | None:
        """The day of the nearest heading above, in a timeline."""
        at = bisect_right(self._headings, sentence.paragraph, key=lambda each: each[0]) - 1
        if at < 0 or len({day.value for _, day in self._headings if day}) < FEWEST:
            return None
        paragraph, day = self._headings[at]
        return day if 0 < sentence.paragraph - paragraph <= FARTHEST else None

    @cached_property
    def _headings(self) -> list[tuple[int, Anchor | None]]:
        """(paragraph, day) of each line that is a heading; no day where it says none."""
        found: list[tuple[int, Anchor | None]] = []
        for before, line, after in zip(
            [None, *self.sentences], self.sentences, [*self.sentences[1:], None], strict=False
        ):
            alone = all(other is None or other.paragraph != line.paragraph for other in (before, after))
            if alone and line.end_char - line.start_char <= LONGEST_HEADING and after is not None:
                said = self.text[line.start_char : line.end_char]
                if not FINISHED.search(said):
                    found.append((line.paragraph, self._day(line)))
        return found

    def _day(self, line: Sentence) -> Anchor | None:
        """The only day of a heading that says little else; not of "Publié le 24 novembre", "24 novembre à 19:33"."""
        days = self.periods.within(line)
        if len(days) != 1 or days[0].value[0] != days[0].value[1]:
            return None
        rest = self.text[line.start_char : days[0].start] + self.text[days[0].end : line.end_char]
        words = WORDS.findall(rest.lower())
        plain = len(words) <= MOST_WORDS and not any(word[0].isdigit() for word in words)
        return days[0] if plain and self.grammar.printed.isdisjoint(words) else None
