"""Saying without a subject of its own: "indique-t-on à la préfecture", "Et le maire d'ajouter que …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tasks.statements.lines import Cue, before_comma, part_start
from tasks.statements.phrases import Phrase, phrase_at

if TYPE_CHECKING:
    from tasks.statements.lines import Line

FARTHEST = 4
"""Tokens behind an impersonal verb in which its preposition stands: "a-t-on appris jeudi auprès de"."""


def impersonal(line: Line) -> list[Cue]:
    """As in "…, indique-t-on à la préfecture", "…, a-t-on appris auprès du parquet"."""
    found = []
    for at, low in enumerate(line.lows):
        last = _one_says(line, at) if "-" in low and at and at not in line.quoted else None
        speaker = _asked(line, last) if last else None
        if last and speaker:
            first = at - line.has("hearers", at - 1)  # "nous indique-t-on"
            said = part_start(line, first), before_comma(line, first)
            found.append(Cue(at, last, *said, "according_to", speaker))
    return found


def _one_says(line: Line, at: int) -> int | None:
    """The end of a verb of saying whose subject is "on", turned around."""
    verb, pronoun = line.turned(at)
    if not line.lexicon.has("impersonal", pronoun):
        return None
    if line.lexicon.has("finite", verb):
        return at + 1
    return at + 2 if line.lexicon.has("auxiliaries", verb) and line.has("participle", at + 1) else None


def _asked(line: Line, at: int) -> Phrase | None:
    """Where it is said: "à la mairie", "auprès du parquet", "de source policière", "place Beauvau"."""
    for here in range(at, min(at + FARTHEST, len(line.tokens))):
        if line.has("asked_at", here):
            first = here + 1 + (line.has("of", here + 1) and not line.has("contracted", here + 1))
            phrase = phrase_at(line.tokens, first, line.lexicon)
            article = line.has("contracted", first)  # "du parquet": the article is no word of the name
            return Phrase(first + article, phrase.last, phrase.kind) if phrase and phrase.kind else None
        phrase = phrase_at(line.tokens, here, line.lexicon)
        if phrase and phrase.kind and line.tokens[here].low in line.lexicon.names:
            return phrase
    return None


def told_on(line: Line) -> list[Cue]:
    """As in "Et le maire d'ajouter que …", "Et la Chambre de citer l'exemple de six magasins"."""
    if not (line.has("and", 0) or line.has("but", 0)):
        return []
    speaker = phrase_at(line.tokens, 1, line.lexicon)
    if speaker is None or speaker.kind is None or not line.has("of", speaker.last):
        return []
    verb = speaker.last + 1
    if not line.has("telling", verb):
        return []
    said = verb + 1 + line.has("that", verb + 1)
    return [Cue(verb, said, said, line.clause_end(said), "indirect", speaker)] if said < len(line.tokens) else []
