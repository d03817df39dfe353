"""Whom a pronoun means: who spoke or was the subject last, in the gender and number of the pronoun."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from tasks.statements.phrases import PEOPLE, tokens_of
from tasks.statements.running import Named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tasks.statements.lexicon import Lexicon
    from tasks.statements.lines import Cue, Line
    from tasks.tables import Sentence

MEMORY = {True: 4, False: 2}
"""Sentences after which a pronoun no longer means the last person (True), the last office or paper (False)."""

_FULL_NAME = re.compile(r"(?<![\w.'’-])([A-ZÀ-Þ][a-zà-ÿ]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?) ([A-ZÀ-Þ][\w-]+)")


class Antecedents:
    """Who may be meant in the next sentence. Offsets count code points of the article's text."""

    def __init__(self, text: str, lexicon: Lexicon, sentences: Sequence[Sentence]) -> None:
        self.text, self.lexicon, self.sentences = text, lexicon, sentences
        self.person: Named | None = None
        self.office: Named | None = None
        self.office_said = False

    def spoke(self, speaker: Named, *, said: bool = False) -> None:
        """Notes who speaks (`said`), or is the subject, in a sentence."""
        if speaker.kind in PEOPLE:
            self.person = speaker
        else:
            self.office, self.office_said = speaker, said

    def of(self, line: Line, cue: Cue, sentence: int) -> Named | None:
        """Whom the pronoun of a cue means; None where nobody agrees with it."""
        pronouns = [line.low(at).rpartition("-")[2] for at in range(max(0, cue.first - 2), cue.last)]
        plural = any(self.lexicon.has("plural_subjects", word) for word in pronouns)
        spoken = cue.style == "direct"  # an office writes, a person speaks
        office = self.office if plural or self.office_said or not spoken else None
        known = [one for one in (self.person, office) if one and sentence - one.sentence <= _memory(one)]
        fitting = [one for one in known if self._agrees(one, pronouns, plural=plural, sentence=sentence)]
        if fitting:
            return max(fitting, key=lambda one: (spoken and one.kind in PEOPLE, one.sentence, one.kind in PEOPLE))
        return None if plural or known else self._named_before(sentence)

    def _agrees(self, one: Named, pronouns: Sequence[str], *, plural: bool, sentence: int) -> bool:
        words = [token.low for token in tokens_of(self.text, one.start, one.end, self.lexicon)]
        if not self.lexicon.has_list("plural_subjects"):
            return True
        for own, other in (("masculine", "feminine"), ("feminine", "masculine")):
            if self.lexicon.has(own, words[0]) and any(
                self.lexicon.has(f"{other}_subjects", word) for word in pronouns
            ):
                return False  # "la ministre" is no "il"
        if plural and one.kind not in PEOPLE:  # "Un collectif a lancé un appel. « … », écrivent-ils"
            return sentence - one.sentence <= 1 and any(self.lexicon.kind_of_noun(word) for word in words)
        return plural == self._several(words)

    def _several(self, words: Sequence[str]) -> bool:
        joined = (after for word, after in pairwise(words) if self.lexicon.has("and", word))
        return self.lexicon.has("plural_heads", words[0]) or any(
            not self.lexicon.has("links", after)
            for after in joined  # not "le ministre de l'Économie et des Finances"
        )

    def _named_before(self, sentence: int) -> Named | None:
        """The only person whom the sentences before name in full."""
        if not self.lexicon.has_list("plural_subjects"):
            return None
        first = self.sentences[max(0, sentence - MEMORY[True])].start_char
        found = _FULL_NAME.finditer(self.text, first, self.sentences[sentence].start_char)
        people = [name for name in found if self._is_person(name)]
        if len({name[0] for name in people}) != 1:
            return None
        return Named(people[-1].start(), people[-1].end(), "person", sentence)

    def _is_person(self, name: re.Match[str]) -> bool:
        given, family = (part.lower() for part in name.groups())
        words = (given, family, f"{given} {family}")
        return not any(
            word in self.lexicon.names or word in self.lexicon.nouns or self.lexicon.has("never_names", word)
            for word in words
        )


def _memory(one: Named) -> int:
    return MEMORY[one.kind in PEOPLE]
