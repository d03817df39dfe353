"""Cues of saying inside the marks of the quotation that they are about: "« Trop, dit le maire. Il y en a 40. »"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tasks.statements.lines import Cue, past_asides, speaker_at
from tasks.statements.verbs import inverted_auxiliary, pronoun_verb

if TYPE_CHECKING:
    from tasks.statements.lines import Line

FARTHEST_MARK = 10
"""Tokens behind a cue in which the mark stands that ends a place or a day: ", dit le maire à la radio."."""

ENDS = frozenset({",", ".", "»", "”", '"', "!", "?", "…", ";", ":"})


def inside(line: Line) -> list[Cue]:
    """As in "« Ils sont 300, explique le maire, et … »": behind a comma a verb with its subject, then a mark.

    What is said is the whole quotation, which may run over sentences.
    """
    found = []
    for at in range(1, len(line.tokens)) if line.quoted else ():
        if line.low(at - 1) == "," and at in line.quoted and at - 1 in line.quoted:
            cue = _cue(line, at)
            if cue:
                found.append(cue)
    return found


def _cue(line: Line, at: int) -> Cue | None:
    if "-" in line.low(at):
        last = _pronoun(line, at)
        return Cue(at, last, at, at, "direct", None, pronoun=True, inside=True) if last else None
    last = _verb(line, at)
    subject = speaker_at(line, past_asides(line, last)) if last else None
    if last is None or subject is None or line.has("mine", subject.first):
        return None
    return Cue(at, last, at, at, "direct", subject, inside=True) if _closed(line, subject.last) else None


def _pronoun(line: Line, at: int) -> int | None:
    """The end of "dit-il", "a-t-elle ajouté", where a mark or an aside follows: not "Alors, pense-t-il vraiment …"."""
    if inverted_auxiliary(line, at) and line.has("participle", at + 1):
        return at + 2 if _closed(line, at + 2) else None
    return at + 1 if pronoun_verb(line, at) and _closed(line, at + 1) else None


def _verb(line: Line, at: int) -> int | None:
    """The end of a verb of saying: "explique", "a expliqué"."""
    if line.has("auxiliaries", at) and line.has("participle", at + 1):
        return at + 2
    return at + 1 if line.has("finite", at) else None


def _closed(line: Line, at: int) -> bool:
    """Whether the cue ends at a token: a mark, or a place or a day before one."""
    if line.low(at) in ENDS or at >= len(line.tokens):
        return True
    aside = any(line.has(key, at) for key in ("prepositions", "asides", "adverbs", "gerund"))
    return aside and any(line.low(here) in ENDS for here in range(at + 1, at + FARTHEST_MARK))
