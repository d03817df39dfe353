"""Who is named as source beside what is said: "selon X, …", "est accusé par X de …"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tasks.statements.lines import Cue, part_start, relay_in
from tasks.statements.phrases import phrase_at

if TYPE_CHECKING:
    from tasks.statements.lines import Line
    from tasks.statements.phrases import Phrase

FARTHEST_AUTHOR = 6
"""Tokens behind a document in which "par" and its author may stand."""


def according_to(line: Line) -> list[Cue]:
    """As in "Selon X, …", "…, selon X", "…, selon X, …"."""
    found = []
    for at in line.places("source_starts"):
        after = at + _according(line, at)
        if after == at or at in line.quoted:
            continue
        speaker = _author(line, phrase_at(line.tokens, after, line.lexicon))
        if line.has("pronouns", after):
            found.append(_governed(line, Cue(at, after, 0, 0, "according_to", None, pronoun=True), after + 1))
        elif speaker and speaker.kind and not line.has("ours", speaker.first):  # "selon nos informations"
            found.append(_governed(line, Cue(at, after, 0, 0, "according_to", speaker), speaker.last))
    return _shared(line, found) if len(found) > 1 else found


def _author(line: Line, phrase: Phrase | None) -> Phrase | None:
    """Whoever a document is by, where that is no medium: "selon un bilan communiqué mardi par la préfecture"."""
    if phrase is None or phrase.kind != "document":
        return phrase
    ahead = range(phrase.last, min(len(line.tokens), phrase.last + FARTHEST_AUTHOR))
    by = next((at for at in ahead if line.has("by", at) or not line.tokens[at].word), None)
    made = any(line.ends_as("participle", at) for at in range(phrase.last - 1, by)) if by is not None else False
    if by is None or not line.has("by", by) or not made:
        return phrase
    author = phrase_at(line.tokens, by + 1, line.lexicon)
    return author if author and author.kind and author.kind != "media" else phrase


def _shared(line: Line, cues: list[Cue]) -> list[Cue]:
    """Several sources of one sentence share it: "1 400, selon la préfecture, et 2 000, selon les organisateurs"."""
    starts: list[int] = []
    for cue, before in zip(cues, [None, *cues], strict=False):
        floor = before.speaker.last if before and before.speaker else before.last if before else 0
        leads = cue.first == floor or line.has("and", cue.first - 1) or line.low(cue.first - 1) in (";", ":")
        led = before is not None and starts[-1] == before.first
        starts.append(cue.first if leads else _comma_before(line, cue.first - 1, floor) if led else floor)
    ends = [*starts[1:], line.clause_end(cues[-1].last)]
    return [
        replace(cue, said_first=start, said_last=end if start == cue.first else cue.first)
        for cue, start, end in zip(cues, starts, ends, strict=True)
    ]


def _according(line: Line, at: int) -> int:
    for cue in line.lexicon.according.get(line.tokens[at].low, ()):
        if all(line.low(at + step) == word for step, word in enumerate(cue)):
            return len(cue)
    opens = at == 0 or line.low(at - 1) == ","
    if opens and line.has("source_cues", at) and line.has("source_nouns", at + 1):  # "de source policière, …"
        return 1
    return int(at == 0 and line.has("viewpoints", at) and _is_viewpoint(line))


def _is_viewpoint(line: Line) -> bool:
    """As in "Pour le ministre, …": a person between the first word and a comma."""
    phrase = phrase_at(line.tokens, 1, line.lexicon)
    return phrase is not None and phrase.kind == "person" and line.low(phrase.last) == ","


def _governed(line: Line, cue: Cue, after: int) -> Cue:
    """What an according-to covers: the sentence, the words before it where it ends one, or its relative clause."""
    tokens = line.tokens
    first, last = 0, line.clause_end(after)
    if line.has("relatives", cue.first - 1) or (
        line.low(cue.first - 1) == "," and line.has("relatives", cue.first - 2)
    ):
        first = _comma_before(line, cue.first - 3)
        last = next((at for at in range(after + 1, len(tokens)) if line.low(at) in ",;."), last)
    elif cue.first > 0 and _closing(line, after):
        first, last = part_start(line, cue.first), cue.first
        last -= line.low(last - 1) == ","
    else:
        first = line.clause_start(cue.first)
    return Cue(cue.first, cue.last, first, last, cue.style, cue.speaker, cue.pronoun, relay_in(line, after, after + 4))


def _closing(line: Line, after: int) -> bool:
    """Whether nothing but an aside follows: the sentence's end, a bracket, ", qui …"."""
    if after >= len(line.tokens) or line.low(after) in (".", ")", ";", "?", "!", "»"):
        return True
    if line.ends_as("participle", after):  # "selon une enquête | publiée en mai"
        rest = range(after, len(line.tokens))
        return not any(line.has("auxiliaries", at) or line.low(at) == "," for at in rest)
    return line.low(after) == "," and not line.low(after - 1).endswith(",") and _aside(line, after + 1)


def _aside(line: Line, at: int) -> bool:
    """A relative clause or a title that runs to the sentence's end: "selon Dupont, professeur à Lyon."."""
    if line.has("relatives", at):
        return True
    rest = line.tokens[at:]
    title = line.low(at + line.has("determiners", at)) in line.lexicon.nouns
    return title and not any(token.low in line.lexicon.sets["auxiliaries"] or token.low == "," for token in rest)


def _comma_before(line: Line, at: int, floor: int = 0) -> int:
    while at > floor and not (line.low(at - 1) == "," or line.has("that", at - 1)):
        at -= 1
    return max(floor, at)


def accused(line: Line) -> list[Cue]:
    """As in "est accusé par X de …"."""
    found = []
    for at in line.places("accused"):
        if line.has("by", at + 1) and at not in line.quoted:
            speaker = phrase_at(line.tokens, at + 2, line.lexicon)
            if speaker and speaker.kind:
                found.append(Cue(at, at + 2, speaker.last, line.clause_end(speaker.last), "indirect", speaker))
    return found
