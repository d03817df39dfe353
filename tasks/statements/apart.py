"""What is said stands apart from who says it: behind a colon, or in the sentence before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tasks.statements.lines import SHORT, Cue
from tasks.statements.phrases import PEOPLE, phrase_at

if TYPE_CHECKING:
    from tasks.statements.lines import Line


def behind_colon(line: Line) -> Cue | None:
    """As in "Bertin après le match : « Il manque 40 places »": no verb of saying, a person at the head."""
    tokens = line.tokens
    colon = next((at for at in range(1, len(tokens)) if tokens[at].text == ":" and at not in line.quoted), None)
    if colon is None or not line.all_quoted(colon + 1, colon + 1 + SHORT):
        return None
    speaker = phrase_at(tokens, 0, line.lexicon)
    if speaker is None or speaker.kind not in PEOPLE or speaker.last > colon:
        return None
    return Cue(colon, colon + 1, colon + 1, len(tokens), "direct", speaker)


def before(line: Line) -> Cue | None:
    """As in "On compte 16 cas. C'est ce qu'a indiqué le maire.": the cue; what is said is the sentence before."""
    lead = next((len(words) for words in line.lexicon.such_was if line.begins(0, words)), 0)
    if not lead:
        return None
    for first in range(lead, len(line.tokens)):
        speaker = phrase_at(line.tokens, first, line.lexicon)
        verbs = [at for at in range(lead, len(line.tokens)) if _says(line, at)]
        if speaker and speaker.kind and verbs and not any(speaker.first <= at < speaker.last for at in verbs):
            return Cue(0, max(verbs[0] + 1, lead), 0, 0, "indirect", speaker, previous=True)
    return None


def _says(line: Line, at: int) -> bool:
    return any(line.has(form, at) for form in ("finite", "participle"))
