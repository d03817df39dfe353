"""Verbs of saying with their speakers: "X a déclaré que …", "…, a déclaré X", "a-t-il ajouté", ", ajoutant que"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tasks.statements.lines import Cue, before_comma, part_start, relay_in
from tasks.statements.objects import amount, claim_at, object_follows, past_aside
from tasks.statements.phrases import Phrase, phrase_at
from tasks.statements.subjects import LOOK_AHEAD, is_apposed, subject_after, subject_before, thinker

if TYPE_CHECKING:
    from tasks.statements.lines import Line

SHORT = 5
"""Tokens, marks included, that a quotation needs to be more than a term: not «gilets jaunes»."""


CLOSING = frozenset({",", "»", "”", '"'})
NO_VERBS = ("never_verbs", "prepositions", "stops", "adverbs", "determiners", "that", "pronouns")
"""Lists whose words are no verbs, however they end."""


def reported(line: Line) -> list[Cue]:
    """As in "X a déclaré que …", "X a affirmé vouloir …", "…, a déclaré X", "a-t-il ajouté", ", ajoutant que"."""
    found: list[Cue] = []
    starts = line.lexicon.sets["verb_starts"]
    end = 0
    for at, low in enumerate(line.lows):
        open_class = bool(line.quoted) and _closes_quotation(line, at)
        if at < end or at in line.quoted or not (low in starts or "-" in low or open_class):
            continue
        verb = _verb(line, at) or ((at, at + 1) if open_class else None)
        if verb is None:
            continue
        whole = (verb[0] - line.has("reflexives", verb[0] - 1), verb[1])
        forms = FORMS if low in starts or not open_class else (_inverted,)
        cue = next(filter(None, (form(line, whole) for form in forms)), None)
        noun = cue and open_class and low not in starts and cue.speaker and line.has("links", cue.speaker.first)
        if cue and not noun:  # "« … », promesse du candidat" is no verb
            found.extend(_gapped(line, cue))
        end = verb[1]
    return found


def _closes_quotation(line: Line, at: int) -> bool:
    """Whether any verb may stand here: behind a long quotation and a comma, "« … », liste la députée"."""
    low = line.low(at)
    if at < SHORT or "-" in low or not low.endswith(line.lexicon.present) or line.low(at - 1) not in CLOSING:
        return False
    last = at - 1 - (at - 1 not in line.quoted)
    comma = "," in (line.low(at - 1), line.low(last - 1))
    plain = not any(line.has(key, at) for key in NO_VERBS)
    return comma and plain and all(here in line.quoted for here in range(last - SHORT + 1, last + 1))


def _gapped(line: Line, cue: Cue) -> list[Cue]:
    """A verb that several share: "la préfecture a compté 8 500 marcheurs, les syndicats 70 000"."""
    cues = [cue]
    for at in range(cue.said_first, cue.said_last - 1):
        if line.low(at) == "," and at not in line.quoted and object_follows(line, cue.last):
            speaker = phrase_at(line.tokens, at + 1, line.lexicon)
            if speaker and speaker.kind and amount(line, speaker.last):
                cues[-1] = replace(cues[-1], said_last=at)
                cues.append(replace(cue, said_first=speaker.last, speaker=speaker, pronoun=False))
    return cues


def _verb(line: Line, at: int) -> tuple[int, int] | None:
    """The verb group of saying that begins at a token: "a récemment admis", "prévient", "ajoutant", "dit-elle"."""
    if line.has("phrasal_verbs", at) and line.has("phrasal_nouns", at + 1):
        return at, at + 2
    if (claim := claim_at(line, at)) is not None:
        return at, claim
    if line.has("reflexives", at - 1) and line.has("not_reflexive", at):  # "à ce chiffre s'ajoutent"
        return None
    if line.has("finite", at) or line.has("gerund", at) or _pronoun_verb(line, at):
        noun = line.has("determiners", at - 1) or line.has("links", at - 1)  # "le chiffre de", "l'annonce"
        name = at > 0 and line.tokens[at].capital  # "Demain, Lance Armstrong court", not "lance Armstrong"
        return None if noun or name else (at, at + 1)
    return _compound(line, at) if line.has("auxiliaries", at) or _inverted_auxiliary(line, at) else None


def _compound(line: Line, at: int) -> tuple[int, int] | None:
    """An auxiliary and its participle, a few adverbs apart; no negation between them."""
    limit = min(len(line.tokens), at + 7)
    last = at + 1
    while last < limit and not line.has("participle", last):
        broken = line.has("stops", last) and not line.has("asides", last)
        if not line.tokens[last].word or broken or line.has("negations", last):
            return None
        last += 1
    if last >= limit:
        return None
    if line.low(last) in line.lexicon.sets["light"]:  # "a fait savoir", "a laissé entendre"
        return (at, last + 2) if line.has("infinitive", last + 1) else None
    return at, last + 1


def _inverted_auxiliary(line: Line, at: int) -> bool:
    """As in "a-t-il", "ont-elles"; not "a-t-on", which names nobody."""
    stem, _, tail = line.low(at).partition("-")
    return line.lexicon.has("auxiliaries", stem) and line.lexicon.has("subjects", tail.removeprefix("t-"))


def _pronoun_verb(line: Line, at: int) -> bool:
    """As in "dit-il", "explique-t-elle"."""
    stem, _, tail = line.low(at).partition("-")
    return line.lexicon.has("subjects", tail.removeprefix("t-")) and line.lexicon.has("finite", stem)


def _inverted_pronoun(line: Line, verb: tuple[int, int]) -> Cue | None:
    first, last = verb
    if not _inverted_auxiliary(line, first) and not _pronoun_verb(line, first):
        return None
    end = line.clause_end(last)
    said = (0, end) if _resumes(line, first, last) else (part_start(line, first), before_comma(line, first))
    return Cue(first, last, *said, "direct", None, pronoun=True, relay=relay_in(line, last, last + LOOK_AHEAD))


def _resumes(line: Line, first: int, after: int) -> bool:
    """Whether the words go on behind the cue: "La Russie, a-t-il expliqué, a équipé …".

    What was quoted goes on in a quotation only: '"…", a-t-elle dit, en référence à …' does not.
    """
    ahead = range(after, min(len(line.tokens), after + LOOK_AHEAD))
    if any(at in line.quoted for at in range(first - 2, first)) and not any(at in line.quoted for at in ahead):
        return False
    here = next((at for at in range(after, min(len(line.tokens), after + LOOK_AHEAD)) if line.low(at) == ","), None)
    return here is not None and here + 1 < len(line.tokens) and not line.has("gerund", here + 1)


def _gerund(line: Line, verb: tuple[int, int]) -> Cue | None:
    first, last = verb
    if not line.has("gerund", first):
        return None
    that = _that(line, last)
    bare = line.lexicon.that_optional and last < len(line.tokens) and line.tokens[last].word  # ", saying it is time"
    if that is None and not _infinitive(line, last) and not bare:
        return None
    said = last if that is None else that
    return Cue(first, said, said, line.clause_end(said), "indirect", None, follows=True)


def _inverted(line: Line, verb: tuple[int, int]) -> Cue | None:
    """As in ", a déclaré jeudi le président": after a comma or a closing mark, the subject behind the verb."""
    first, last = verb
    if line.has("gerund", last - 1) or line.has("addressed", last - 1):  # "X, the chair, told CNN"
        return None
    if line.has("hearers", first - 1):  # ", nous dira le maire"
        first -= 1
    before = line.low(first - 1) == "," or all(at in line.quoted for at in range(first - SHORT, first))
    if not (before or (first <= 1 and line.after_quotation)) or is_apposed(line, first):
        return None
    quoted = first - 1 - (line.low(first - 1) == ",") in line.quoted or (first <= 1 and line.after_quotation)
    subject = subject_after(line, last, quoted=quoted)
    if subject is None or (_that(line, last) is not None and subject.first > (_that(line, last) or 0)):
        return None
    said_last = before_comma(line, first)
    relay = relay_in(line, last, subject.first) or relay_in(line, subject.last, subject.last + 5)
    if said_last <= 0 and not line.after_quotation:
        return None
    if line.low(subject.last) == "," and first <= SHORT and not any(at in line.quoted for at in range(first)):
        return Cue(
            first, last, 0, line.clause_end(subject.last), "indirect", subject, relay=relay
        )  # "À Lyon, dit X, …"
    return Cue(first, last, part_start(line, first), said_last, "indirect", subject, relay=relay)


def _that(line: Line, at: int) -> int | None:
    """The token after "que", where only days, places and listeners part it from the verb."""
    near = line.low(at) == "," or any(line.has(key, at) for key in ("that", "prepositions", "adverbs", "asides"))
    if not near:
        return None
    for here in range(at, min(len(line.tokens), at + LOOK_AHEAD + 3)):
        if line.has("that", here):
            return None if line.has("before_other_that", here - 1) else here + 1  # "pour que", "plus que"
        if line.low(here) in (".", ";", ":", "«", "»", "“", "”") or line.has("relatives", here):
            return None
    return None


def _straight(line: Line, verb: tuple[int, int]) -> Cue | None:
    """As in "X a déclaré que …", "X a affirmé vouloir …", "X a recensé 500 …", "X : « … »"."""
    first, last = verb
    floor = line.clause_start(first)
    speaker = subject_before(line, first, floor) or thinker(line, verb)
    shared = line.has("and", first - 1) or line.has("but", first - 1)  # "Elle sourit mais assure que"
    pronoun = speaker is None and line.has("subjects", 0 if shared else first - 1)
    if speaker is None and not pronoun:
        return None
    subject = speaker.first if speaker else first - 1
    if line.lexicon.that_optional and subject > 0 and (_idle(line, last) or _after_quotation(line, subject, last)):
        return _closing_subject(line, verb, subject, speaker)
    said = _said_after(line, verb)
    if said is None:
        return None
    cue_last, said_first, style = said
    relay = relay_in(line, last, min(cue_last + 1, last + LOOK_AHEAD))
    end = line.clause_end(said_first)
    if line.has("who", first - 1):  # "X, qui dénonce …, a quitté la salle"
        commas = (at for at in range(said_first, end) if line.low(at) == "," and at not in line.quoted)
        end = next(commas, end)
    return Cue(first, cue_last, said_first, end, style, speaker, pronoun=pronoun, relay=relay)


def _idle(line: Line, at: int) -> bool:
    """Whether only days, places and listeners stand between a verb and the sentence's end."""
    if line.has("addressed", at - 1):
        heard = phrase_at(line.tokens, at, line.lexicon)
        at = heard.last if heard else at
    while any(line.has(key, at) for key in ("asides", "adverbs", "prepositions")):
        at += 1
    return line.low(at) in ("", ".", ",")


def _after_quotation(line: Line, subject: int, after: int) -> bool:
    """Whether a quotation ends before the subject and none begins behind the verb: '"…," she said in a speech'."""
    ahead = range(after, min(len(line.tokens), after + LOOK_AHEAD))
    return subject - 1 in line.quoted and not any(at in line.quoted or line.has("that", at) for at in ahead)


def _closing_subject(line: Line, verb: tuple[int, int], subject: int, speaker: Phrase | None) -> Cue | None:
    """As in "…, the ministry said": what is said stands before."""
    first, last = verb
    said_last = before_comma(line, subject)
    if said_last == subject and subject - 1 not in line.quoted:
        return None
    relay = _listener(line, last)
    start = part_start(line, subject)
    return Cue(first, last, start, said_last, "indirect", speaker, pronoun=speaker is None, relay=relay)


def _listener(line: Line, at: int) -> Phrase | None:
    """The medium behind "told"."""
    return relay_in(line, at - 1, at) if line.has("addressed", at - 1) else None


def _said_after(line: Line, verb: tuple[int, int]) -> tuple[int, int, str] | None:
    """End of the cue, first token said, style."""
    _, last = verb
    that = _that(line, last)
    if that is not None:
        return that, that, "indirect"
    if line.has("addressed", last - 1):
        heard = phrase_at(line.tokens, last, line.lexicon)
        last = heard.last if heard else last
    opening = next((at for at in range(last, min(len(line.tokens), last + LOOK_AHEAD)) if at in line.quoted), None)
    if opening is not None and all(at in line.quoted for at in range(opening, opening + SHORT)):
        return last, last, "direct"
    if last < len(line.tokens) and (object_follows(line, last) or _infinitive(line, last)):
        return last, last, "indirect"
    behind = past_aside(line, last)
    if behind != last and (object_follows(line, last, behind) or _infinitive(line, behind)):
        return last, behind, "indirect"
    optional = line.lexicon.that_optional and last < len(line.tokens)
    return (last, last, "indirect") if optional and line.tokens[last].word else None


def _infinitive(line: Line, at: int) -> bool:
    """As in "a affirmé | vouloir", "vowed | to win"."""
    if line.has("to_infinitive", at):
        return line.has("speech_acts", at - 1)
    return line.low(at).endswith(line.lexicon.infinitive_endings) and not line.tokens[at].capital


FORMS = (_inverted_pronoun, _gerund, _inverted, _straight)
"""How a verb of saying may stand; the first that fits counts."""
