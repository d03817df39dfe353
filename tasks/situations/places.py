"""Places that a sentence names behind a preposition: "à Paris", "dans la région de Koursk", "dans tout le pays"."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from tasks.entities.names import fold
from tasks.situations.anchors import Anchor
from tasks.situations.grammar import CAPITAL, WORD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tasks.situations.grammar import Form, Grammar
    from tasks.tables import Sentence

PLACE_LABELS = frozenset({"GPE", "LOC"})
ANY, KNOWN = "any", "known"

TOUCH = re.compile(r",?\s?")
"""What may stand between a place and the preposition of a second one that says where the first is."""

WORD_BEFORE = re.compile(r"([^\W\d_]+)\s$")
LONGEST_VERB = 24

_BORNE = re.compile(rf"(?<=\w ){WORD} ({CAPITAL}\w+)")
"""A capitalised word behind another inside a sentence: the second is a surname, as "Trump" in "Donald Trump"."""


class Places:
    """The places of one text, read a sentence at a time."""

    def __init__(self, text: str, grammar: Grammar) -> None:
        self.text, self.grammar = text, grammar

    def within(self, sentence: Sentence) -> list[Anchor]:
        """Places, left to right; of two that overlap the longer one, and neighbours as one: "Lviv, en Ukraine"."""
        kept: list[Anchor] = []
        for lead, start, end in sorted(self._spans(sentence), key=lambda span: (span[1], -span[2])):
            if kept and start < kept[-1].end:
                continue
            near = kept and TOUCH.fullmatch(self.text, kept[-1].end, lead)
            first = kept.pop().start if near else start
            kept.append(Anchor(first, end, self.text[first:end]))
        return kept

    def _spans(self, sentence: Sentence) -> Iterator[tuple[int, int, int]]:
        """(start of the preposition, start, end) of each place."""
        for form in self.grammar.forms:
            for match in form.pattern.finditer(self.text, sentence.start_char, sentence.end_char):
                if self._is_place(form, match):
                    yield match.start(), *match.span("span")

    def _is_place(self, form: Form, match: re.Match[str]) -> bool:
        name = match.groupdict().get("name")
        if not name:
            return True
        entry = self.grammar.gazetteer.lookup(name)
        if entry is not None:
            return entry.label in PLACE_LABELS
        first, *rest = fold(name).split()
        if form.names == KNOWN or first in self.grammar.never or self._spoken_to(match.start()):
            return False
        plain_pair = bool(rest) and " " in name and first not in self.grammar.openers and "-" not in name
        return not plain_pair and name not in self._surnames

    def _spoken_to(self, lead: int) -> bool:
        """Whether a verb of saying stands before the preposition: "a répondu à Martin"."""
        before = WORD_BEFORE.search(self.text, max(0, lead - LONGEST_VERB), lead)
        return before is not None and before[1].lower() in self.grammar.saying

    @cached_property
    def _surnames(self) -> frozenset[str]:
        return frozenset(_BORNE.findall(self.text))
