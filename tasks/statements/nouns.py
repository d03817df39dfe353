"""Nouns of saying: "l'engagement de X de supprimer …", "la promesse du ministre que …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tasks.statements.lines import Cue
from tasks.statements.phrases import Phrase, phrase_at

if TYPE_CHECKING:
    from tasks.statements.lines import Line


def noun_cues(line: Line) -> list[Cue]:
    """What somebody's promise or announcement says, behind their name: an infinitive or a clause."""
    found = []
    for at in line.places("saying_nouns"):
        if not at or not line.has("of", at + 1) or at in line.quoted:
            continue
        speaker = _speaker(line, at + 1)
        said = _said(line, speaker.last) if speaker and speaker.kind else None
        if said is not None:
            found.append(Cue(at, at + 1, said, line.clause_end(said), "indirect", speaker))
    return found


def _speaker(line: Line, of: int) -> Phrase | None:
    """Who stands behind "de"; "du ministre" holds an article, which is no word of the text."""
    if not line.has("contracted", of):
        return phrase_at(line.tokens, of + 1, line.lexicon)
    phrase = phrase_at(line.tokens, of, line.lexicon)
    return Phrase(of + 1, phrase.last, phrase.kind) if phrase else None


def _said(line: Line, at: int) -> int | None:
    """First token said: behind "que", or the infinitive behind "de"."""
    if line.has("that", at):
        return at + 1
    infinitive = line.has("of", at) and line.low(at + 1).endswith(line.lexicon.infinitive_endings)
    return at + 1 if infinitive else None
