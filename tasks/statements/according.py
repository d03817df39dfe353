"""Who is named as source beside what is said: "selon X, …", "est accusé par X de …"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tasks.statements.lines import SHORT, Cue, part_start, past_asides, relay_in, speaker_at
from tasks.statements.objects import amount
from tasks.statements.phrases import Phrase, phrase_at, phrase_before

if TYPE_CHECKING:
    from tasks.statements.lines import Line

OPENING, CLOSING = frozenset({"«", "“", '"'}), frozenset({"»", "”", '"'})
COUNTERS = frozenset({"state", "organisation", "anonymous", "media"})
FARTHEST_AMOUNT = 9
"""Tokens before "pour X" in which the number stands that X gives."""

LONGEST_NAME = 6
"""Tokens of a name in quotation marks, as a source bears one: "selon le « nombre jaune »"."""

FARTHEST_TALLY = 14
"""Tokens before "avancé par" in which "le chiffre de" stands."""

FARTHEST_AUTHOR = 6
"""Tokens behind a document in which "par" and its author may stand."""


def according_to(line: Line) -> list[Cue]:
    """As in "Selon X, …", "…, selon X", "…, selon X, …", "comme l'a dit X"."""
    found = []
    for at in line.places("source_starts"):
        after = at + _according(line, at)
        if at in line.quoted:
            continue
        if after == at:
            found.extend(_as_said(line, at))
            continue
        if line.has("what", after) and line.has("that", after + 1):  # "selon ce qu'a rapporté X"
            found.extend(_said_by(line, at, after + 2))
            continue
        if line.has("which", after):
            found.extend(_by_which(line, at, after))
            continue
        speaker = _author(line, _source(line, after))
        if line.has("pronouns", after):
            found.append(_governed(line, Cue(at, after, 0, 0, "according_to", None, pronoun=True), after + 1))
        elif speaker and speaker.kind and not line.has("ours", speaker.first):  # "selon nos informations"
            closed = speaker.last + (line.low(speaker.last) in CLOSING)
            found.append(_governed(line, Cue(at, after, 0, 0, "according_to", speaker), closed))
    found = sorted((*found, *_sides(line, found)), key=lambda cue: cue.first)
    return _shared(line, found) if len(found) > 1 else found


def _sides(line: Line, cues: list[Cue]) -> list[Cue]:
    """Who counts the same as another source: "3 000 selon la police, 9 000 pour les syndicats"."""
    sides: list[Cue] = []
    if not cues:
        return sides  # "51 médailles pour la Chine, 36 pour les États-Unis"
    for at in line.places("viewpoints"):
        phrase = phrase_at(line.tokens, at + 1, line.lexicon) if at and at not in line.quoted else None
        near = range(max(0, at - FARTHEST_AMOUNT), at)
        counted = any(amount(line, here) and not any(here < cue.first < at for cue in cues) for here in near)
        if phrase and phrase.kind in COUNTERS and counted:
            sides.append(Cue(at, at + 1, 0, 0, "according_to", phrase))
    return sides


def _by_which(line: Line, at: int, after: int) -> list[Cue]:
    """As in "l'office, selon lequel « … »": whoever stands before the cue."""
    speaker = phrase_before(line.tokens, at - (line.low(at - 1) == ","), line.clause_start(at - 1), line.lexicon)
    if speaker is None:
        return []
    return [Cue(at, after + 1, after + 1, line.clause_end(after + 1), "according_to", speaker)]


def _source(line: Line, at: int) -> Phrase | None:
    """Who or what is named as source; a single thing with somebody's name is a document: "le modèle de Coface"."""
    opening = at + line.has("determiners", at)
    if line.low(opening) in OPENING:
        return _quoted_name(line, at, opening + 1)
    phrase = phrase_at(line.tokens, at, line.lexicon)
    if phrase is None or phrase.kind or not line.has("single", at):
        return phrase
    named = any(token.capital for token in line.tokens[phrase.first + 1 : phrase.last])
    return Phrase(phrase.first, phrase.last, "document") if named else phrase


def _quoted_name(line: Line, at: int, first: int) -> Phrase | None:
    """A source in quotation marks from `first` on: "selon « Le Monde »", "selon le « nombre jaune »".

    One that no list knows is a body with a capital letter, a document without; "un « modèle »" names nobody.
    """
    phrase = phrase_at(line.tokens, first, line.lexicon)
    last = next((here for here in range(first, first + LONGEST_NAME) if line.low(here) in CLOSING), None)
    if last is None or last == first:
        return phrase
    bare = first + line.has("determiners", first)
    if line.lexicon.is_event(line.lows[bare:last]):
        return Phrase(first, last, "anonymous")  # "selon les « gilets jaunes »"
    if phrase and phrase.kind and phrase.kind != "person":
        return phrase
    capital = any(token.capital for token in line.tokens[first:last])
    definite = any(line.has("determiners", here) and not line.has("indefinite", here) for here in {at, first})
    whole = phrase is not None and phrase.last == last
    return Phrase(first, last, "organisation" if capital else "document") if whole and (capital or definite) else None


def _as_said(line: Line, at: int) -> list[Cue]:
    """As in "comme l'indiquait la police", "comme l'a dit X", "comme promis par X"."""
    if not line.has("as_cues", at):
        return []
    verb = at + 1 + line.has("it", at + 1)
    if line.has("participle", verb) and line.has("by", verb + 1):
        return _named_by(line, at, verb + 2)
    return _said_by(line, at, verb)


def _said_by(line: Line, at: int, verb: int) -> list[Cue]:
    """The cue of a verb of saying whose subject stands behind it."""
    last = verb + 1 if line.has("finite", verb) else 0
    if line.has("auxiliaries", verb):
        last = next((here + 1 for here in range(verb + 1, verb + 4) if line.has("participle", here)), 0)
    if not last:
        return []
    return _named_by(line, at, past_asides(line, last))


def _named_by(line: Line, at: int, last: int) -> list[Cue]:
    """The cue [at, last), where whoever may speak stands behind it."""
    speaker = speaker_at(line, last)
    return [_governed(line, Cue(at, last, 0, 0, "according_to", speaker), speaker.last)] if speaker else []


def _author(line: Line, phrase: Phrase | None) -> Phrase | None:
    """Whoever a document is by, where that is no medium: "selon un bilan communiqué mardi par la préfecture".

    Also whose it is, in quotation marks: "selon un bilan du « nombre jaune »".
    """
    if phrase is None or phrase.kind != "document":
        return phrase
    if line.has("links", phrase.last) and line.low(phrase.last + 1) in OPENING:
        return _quoted_name(line, phrase.last, phrase.last + 2) or phrase
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
    elif cue.first > 0 and (_closing(line, after) or _behind_quotation(line, cue.first)):
        first, last = _opposed(line, part_start(line, cue.first), cue.first), cue.first
        last -= line.low(last - 1) == ","
    else:
        first = line.clause_start(cue.first)
    return Cue(cue.first, cue.last, first, last, cue.style, cue.speaker, cue.pronoun, relay_in(line, after, after + 4))


def _opposed(line: Line, first: int, at: int) -> int:
    """Where a source begins that counts against another: "(300 marcheurs | contre 900 selon la CGT)"."""
    numbers = [here for here in range(max(first, at - FARTHEST_AMOUNT), at) if line.has("against", here)]
    if not numbers or not amount(line, numbers[-1] + 1):
        return first
    words = [here for here in range(numbers[-1] + 1, at) if not amount(line, here) and not line.has("links", here)]
    return numbers[-1] if len(words) <= 1 and "," not in line.lows[numbers[-1] : at] else first


def _behind_quotation(line: Line, at: int) -> bool:
    """Whether a long quotation ends before a cue: '"Le texte a recueilli 200 voix", selon X, élu de Lens, au nom …'."""
    last = at - 1 - (line.low(at - 1) == ",")
    return last >= SHORT and line.all_quoted(last - SHORT + 1, last + 1)


def _closing(line: Line, after: int) -> bool:
    """Whether nothing but an aside follows: the sentence's end, a bracket, ", qui …"."""
    if after >= len(line.tokens) or line.low(after) in (".", ")", ";", "?", "!", "»"):
        return True
    if line.ends_as("participle", after):  # "selon une enquête | publiée en mai"
        rest = range(after, len(line.tokens))
        return not any(line.has("auxiliaries", at) or line.low(at) == "," for at in rest)
    if line.has("prepositions", after) and not line.has("that", after + 1):  # "selon un sondage | pour la chaîne Vox"
        rest = range(after, len(line.tokens))
        return not any(line.low(at) == "," or _finite(line, at) for at in rest)
    return line.low(after) == "," and not line.low(after - 1).endswith(",") and _aside(line, after + 1)


def _finite(line: Line, at: int) -> bool:
    plain = line.has("prepositions", at)  # "dans la soirée" ends nothing
    return not plain and any(line.has(key, at) for key in ("auxiliaries", "being", "finite", "relatives", "stops"))


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
            speaker = speaker_at(line, at + 2)
            if speaker:
                found.append(Cue(at, at + 2, speaker.last, line.clause_end(speaker.last), "indirect", speaker))
    return found


def put_forward(line: Line) -> list[Cue]:
    """As in "le chiffre de 26 morts avancé lundi par un élu", "300 marcheurs ont été recensés par la police"."""
    found = []
    for at in line.places("by"):
        verb = at - 1
        while verb > 0 and line.has("asides", verb):
            verb -= 1
        if verb < 1 or not (line.has("participle", verb) or line.has("given", verb)) or at in line.quoted:
            continue
        speaker, said = speaker_at(line, at + 1), _put(line, verb, at)
        if speaker and said and any(amount(line, here) for here in range(said[0], verb)):
            found.append(Cue(verb, at + 1, *said, "according_to", speaker))
    return found


def _put(line: Line, verb: int, by: int) -> tuple[int, int] | None:
    """What a participle with "par" says: its clause if it counts in the passive, else from "le chiffre de" on."""
    passive = line.has("passive", verb - 1) or line.has("passive", verb - 2)
    if passive and line.low(verb).startswith(line.lexicon.counting):
        return line.clause_start(verb), line.clause_end(by)
    near = range(verb - 1, max(-1, verb - FARTHEST_TALLY), -1)
    tally = next((at for at in near if line.has("tallies", at) and not line.tokens[at].capital), None)
    return None if tally is None else (tally, verb)
