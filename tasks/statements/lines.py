"""One sentence as tokens, what a cue of saying in it is, and what the rules that look for cues share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tasks.statements.phrases import Phrase, phrase_at

if TYPE_CHECKING:
    from tasks.statements.lexicon import Lexicon
    from tasks.statements.phrases import Token


NOTHING: frozenset[str] = frozenset()
MARKS = frozenset({"»", "”", '"'})
BORDERS = frozenset({";", ":", "«", "“", "("}) | MARKS

LONGEST_MEDIUM = 3
"""Words of a medium's name: "BFM Business", "Le Journal du Dimanche" is not followed by a bare name."""

SHORT = 5
"""Tokens, marks included, that a quotation needs to be more than a term: not «gilets jaunes»."""


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence as its tokens, with their words in lower case. `quoted` are the indices inside quotations."""

    tokens: list[Token]
    lows: tuple[str, ...]
    quoted: frozenset[int]
    lexicon: Lexicon
    after_quotation: bool  # a quotation ends right before the sentence, on its line

    def low(self, at: int) -> str:
        """The lower-case word at an index; empty outside the sentence."""
        return self.lows[at] if 0 <= at < len(self.lows) else ""

    def has(self, key: str, at: int) -> bool:
        """Whether the word at an index stands in a list of the pack."""
        return 0 <= at < len(self.lows) and self.lows[at] in self.lexicon.sets.get(key, NOTHING)

    def places(self, key: str) -> list[int]:
        """The indices of the words that stand in a list of the pack."""
        words = self.lexicon.sets.get(key, NOTHING)
        return [at for at, low in enumerate(self.lows) if low in words]

    def ends_as(self, form: str, at: int) -> bool:
        """Whether a word in small letters ends as a verb form of the pack does: "communiquées"."""
        endings = self.lexicon.endings.get(form, ())
        return self.low(at).endswith(endings) and not self.tokens[at].capital if endings and self.low(at) else False

    def begins(self, at: int, words: tuple[str, ...]) -> bool:
        """Whether these words stand from a token on."""
        return all(self.low(at + step) == word for step, word in enumerate(words))

    def all_quoted(self, first: int, last: int) -> bool:
        """Whether all tokens of [first, last) are inside quotations."""
        return all(at in self.quoted for at in range(first, last))

    def turned(self, at: int) -> tuple[str, str]:
        """The verb and the pronoun of "dit-il", "a-t-on"; of a word without hyphen the word and nothing."""
        verb, _, pronoun = self.low(at).partition("-")
        return verb, pronoun.removeprefix("t-")

    def clause_start(self, at: int) -> int:
        """First token of the clause that holds a token: after the last "que", semicolon or opening.

        A term in quotation marks begins no clause: 'près de 300 "gilets jaunes", selon la préfecture, …'.
        """
        while at > 0 and not (self.has("that", at - 1) or self.low(at - 1) in BORDERS):
            at -= 1
            at = self._before_term(at) if self.low(at - 1) in MARKS else at
        return at

    def _before_term(self, at: int) -> int:
        """Where a term in quotation marks begins that ends before a token; the token itself where none does."""
        inner = at - 1
        while inner > max(0, at - SHORT) and inner - 1 in self.quoted:
            inner -= 1
        return inner if inner - 1 not in self.quoted and inner < at - 1 else at

    def clause_end(self, at: int) -> int:
        """End of what a verb at `at` governs: the sentence's end, or before a clause in the article's own voice."""
        for here in range(at, len(self.tokens) - 1):
            if self.low(here) == ";" and here not in self.quoted:
                return here
            if self.low(here) == "," and here not in self.quoted and self.has("own_voice", here + 1):
                return here
        last = len(self.tokens)
        return last - 1 if last and self.low(last - 1) in (".", "!", "?", "…") else last


@dataclass(frozen=True, slots=True)
class Cue:
    """What a rule found; all numbers are token indices, ends exclusive. No phrase: a pronoun or nobody speaks."""

    first: int
    last: int
    said_first: int
    said_last: int
    style: str
    speaker: Phrase | None = None
    pronoun: bool = False
    relay: Phrase | None = None
    follows: bool = field(default=False)  # the speaker is the one of the cue before: ", ajoutant que"
    previous: bool = field(default=False)  # what is said is the sentence before: "C'est ce qu'a dit X."
    inside: bool = field(default=False)  # what is said is the quotation around the cue: "« Trop, dit X. Il y a … »"


def part_start(line: Line, at: int) -> int:
    """Where the statement before a closing cue begins: the sentence's start, the last semicolon, the open bracket."""
    closed = 0
    for here in range(at - 1, -1, -1):
        closed += line.low(here) == ")"
        if (line.low(here) == ";" and here not in line.quoted) or (line.low(here) == "(" and not closed):
            return here + 1
        closed -= line.low(here) == "(" and closed > 0
    return 0


def speaker_at(line: Line, at: int) -> Phrase | None:
    """The phrase that begins at a token, if it may speak."""
    phrase = phrase_at(line.tokens, at, line.lexicon)
    return phrase if phrase and phrase.kind else None


def past_asides(line: Line, at: int) -> int:
    """The token behind days, places without article and adverbs: "a rappelé | mercredi | le ministre"."""
    while (line.has("asides", at) or line.has("adverbs", at)) and not line.has("determiners", at):
        at += 1
    return at


def relay_in(line: Line, first: int, last: int) -> Phrase | None:
    """A medium between two tokens that a preposition or "citant" hands the words to: "à l'agence Reuters"."""
    for at in range(first, min(last, len(line.tokens))):
        if line.has("relay_before", at):
            if end := medium_end(line, at + 1):
                return Phrase(at + 1, end, "media")
            phrase = phrase_at(line.tokens, at + 1, line.lexicon)
            if phrase and phrase.kind == "media" and not line.has("audience", phrase.last - 1):
                return phrase
    return None


def medium_end(line: Line, at: int) -> int | None:
    """The end of a medium's name where a person's follows without a comma: "à l'AFP Paul Ardouin"."""
    at += line.has("determiners", at)
    if line.has("audience", at) and at + 1 < len(line.tokens) and line.tokens[at + 1].capital:
        return at + 1  # "à la presse Ada Byron"
    for end in range(at + LONGEST_MEDIUM, at, -1):
        name = " ".join(line.low(here) for here in range(at, end))
        if line.lexicon.names.get(name) == "media":
            return end if end < len(line.tokens) and line.tokens[end].capital else None
    return None


def before_comma(line: Line, at: int) -> int:
    """The index, less one where a comma stands before it."""
    return at - 1 if line.low(at - 1) == "," else at
