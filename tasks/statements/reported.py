"""Verbs of saying with their speakers: "X a déclaré que …", "…, a déclaré X", "a-t-il ajouté", ", ajoutant que"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tasks.statements.lines import SHORT, Cue, before_comma, part_start, relay_in
from tasks.statements.objects import amount, counts_event, object_follows, past_aside
from tasks.statements.open_verbs import open_verb
from tasks.statements.phrases import Phrase, phrase_at, phrase_before
from tasks.statements.subjects import LOOK_AHEAD, is_apposed, subject_after, subject_before, thinker
from tasks.statements.verbs import clitics, inverted_auxiliary, only, pronoun_verb, verb_at

if TYPE_CHECKING:
    from tasks.statements.lines import Line


LISTENER = 6
"""Tokens behind a verb of saying within which who is told stands: "a expliqué aux enquêteurs avoir vu …"."""


def reported(line: Line) -> list[Cue]:
    """As in "X a déclaré que …", "X a affirmé vouloir …", "…, a déclaré X", "a-t-il ajouté", ", ajoutant que"."""
    found: list[Cue] = []
    starts = line.lexicon.sets["verb_starts"]
    quoting = bool(line.quoted) or line.after_quotation
    end = 0
    for at, low in enumerate(line.lows):
        if at < end or at in line.quoted:
            continue
        known = verb_at(line, at) if low in starts or "-" in low else None
        verb = known or (open_verb(line, at) if quoting or line.has("reflexives", at) else None)
        if verb is None:
            continue
        whole = (verb[0] - line.has("reflexives", verb[0] - 1), verb[1])
        forms = FORMS if known else (_turned if "-" in line.low(verb[1] - 1) or "-" in low else _inverted,)
        cue = next(filter(None, (form(line, whole) for form in forms)), None)
        noun = cue and not known and cue.speaker and _is_none(line, cue.speaker, quoting=quoting)
        if cue and not noun:  # "« … », promesse du candidat" is no verb
            found.extend((*_gapped(line, cue), *_resumed(line, cue)))
        end = verb[1]
    return found


def _is_none(line: Line, speaker: Phrase, *, quoting: bool) -> bool:
    """Whether nobody speaks: « … », promesse | du candidat; without a quotation whoever no list knows."""
    known = phrase_at(line.tokens, speaker.first, line.lexicon)
    return line.has("links", speaker.first) or not (quoting or (known and known.kind))


def _resumed(line: Line, cue: Cue) -> list[Cue]:
    """What is said once more: '"…", écrit-elle dans un tweet: "…"', "« … », insiste X, qui « lance un appel … »"."""
    if cue.said_last > cue.first:
        return []
    if cue.speaker and line.has("who", cue.speaker.last + 1) and cue.speaker.last + 2 in line.quoted:
        return [replace(cue, said_first=cue.speaker.last + 2, said_last=line.clause_end(cue.speaker.last + 2))]
    behind = range(cue.last, min(len(line.tokens) - 1, cue.last + 2 * LOOK_AHEAD))
    stop = next((at for at in behind if at in line.quoted or line.low(at) in (":", ".", ";")), None)
    if stop is None or line.low(stop) != ":":
        return []
    return [replace(cue, said_first=stop + 1, said_last=line.clause_end(stop + 1))]


def _gapped(line: Line, cue: Cue) -> list[Cue]:
    """A verb that several share: "la préfecture a compté 8 500 marcheurs, les syndicats 70 000"."""
    cues = [cue]
    counted = object_follows(line, cue.last) or object_follows(line, cue.last - 1, cue.last)  # "n'a compté que | 300"
    for at in range(cue.said_first, cue.said_last - 1):
        if line.low(at) == "," and at not in line.quoted and counted:
            speaker = phrase_at(line.tokens, at + 1, line.lexicon)
            if speaker and speaker.kind and amount(line, speaker.last):
                cues[-1] = replace(cues[-1], said_last=at)
                cues.append(replace(cue, said_first=speaker.last, speaker=speaker, pronoun=False))
    return cues


def _inverted_pronoun(line: Line, verb: tuple[int, int]) -> Cue | None:
    return _turned(line, verb) if inverted_auxiliary(line, verb[0]) or pronoun_verb(line, verb[0]) else None


def _turned(line: Line, verb: tuple[int, int]) -> Cue:
    first, last = verb
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
    if line.has("telling", first):
        return _bare(line, first)
    if not line.has("gerund", first):
        return None
    if counted := _counted_by(line, verb):
        return counted
    that = _that(line, last)
    bare = line.lexicon.that_optional and last < len(line.tokens) and line.tokens[last].word  # ", saying it is time"
    if that is None and not _infinitive(line, last) and not bare:
        return None
    said = last if that is None else that
    return Cue(first, said, said, line.clause_end(said), "indirect", None, follows=True)


def _counted_by(line: Line, verb: tuple[int, int]) -> Cue | None:
    """As in "…, la préfecture n'en dénombrant que 3 000": whoever stands right before a verb of counting."""
    first, last = verb
    said, start = only(line, last) or last, first - clitics(line, verb)
    if not line.low(first).startswith(line.lexicon.counting) or not amount(line, said):
        return None
    speaker = phrase_before(line.tokens, start, line.clause_start(start), line.lexicon)
    if speaker is None or line.low(speaker.first - 1) != ",":
        return None
    return Cue(first, said, said, line.clause_end(said), "indirect", speaker)


def _bare(line: Line, at: int) -> Cue | None:
    """An infinitive behind another cue: "…, avant d'ajouter que …", "et de lancer : « … »", "pour préciser que …"."""
    if not (
        line.has("telling_links", at - 1) and (line.has("telling_heads", at - 2) or line.has("telling_heads", at - 1))
    ):
        return None
    that = _that(line, at + 1)
    if that is not None:
        return Cue(at, that, that, line.clause_end(that), "indirect", None, follows=True)
    opening = next((here for here in range(at + 1, min(len(line.tokens), at + 4)) if here in line.quoted), None)
    if opening is None or not line.all_quoted(opening, opening + SHORT):
        return None
    return Cue(at, at + 1, opening, line.clause_end(opening), "direct", None, follows=True)


def _inverted(line: Line, verb: tuple[int, int]) -> Cue | None:
    """As in ", a déclaré jeudi le président": after a comma or a closing mark, the subject behind the verb."""
    first, last = verb
    if line.has("gerund", last - 1) or line.has("addressed", last - 1):  # "X, the chair, told CNN"
        return None
    if line.has("hearers", first - 1):  # ", nous dira le maire"
        first -= 1
    before = line.low(first - 1) == "," or line.all_quoted(first - SHORT, first)
    if not (before or (first <= 1 and line.after_quotation)) or is_apposed(line, first):
        return None
    opens = first == 0 or (first == 1 and not line.tokens[0].word)
    quoted = first - 1 - (line.low(first - 1) == ",") in line.quoted or (opens and line.after_quotation)
    subject = subject_after(line, last, quoted=quoted)
    if subject is None or (_that(line, last) is not None and subject.first > (_that(line, last) or 0)):
        return None
    said_last = before_comma(line, first)
    relay = relay_in(line, last, subject.first) or relay_in(line, subject.last, subject.last + 5)
    if said_last <= 0 and not line.after_quotation:
        return None
    if line.low(subject.last) == "," and _goes_on(line, first, subject.last + 1):
        said = part_start(line, first), line.clause_end(subject.last)
        return Cue(first, last, *said, "indirect", subject, relay=relay)
    return Cue(first, last, part_start(line, first), said_last, "indirect", subject, relay=relay)


def _goes_on(line: Line, first: int, behind: int) -> bool:
    """Whether what is said goes on behind its cue: "À Lyon, dit X, …", "Le pont, dit X, sera …", "…, dit X, et …"."""
    if any(at in line.quoted for at in range(first)):
        return line.has("and", behind) and behind + 1 in line.quoted
    verb = any(line.has(key, behind) for key in ("auxiliaries", "being"))
    return first <= SHORT or verb or line.has("and", behind)


def _has(line: Line, verb: tuple[int, int], speaker: Phrase) -> bool:
    """Whether a verb of counting means having: "Son parti compte neuf élus", not "La police compte 300 marcheurs"."""
    if verb[1] != verb[0] + 1 or not line.has("having", verb[0]):
        return False
    words = range(speaker.first, speaker.last)
    if any(line.has("who_counts", at) for at in words):
        return line.lexicon.that_optional and line.has("prepositions", verb[1])  # "Police count on 300 officers"
    return not (any(line.has("counts_events", at) for at in words) and counts_event(line, verb[1]))


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
    if line.has("verb_clitics", first - 1) and line.has("gerund", first):  # "Paul, en proposant 300 lits, …"
        return None
    speaker = subject_before(line, verb, floor) or thinker(line, verb)
    shared = line.has("and", first - 1) or line.has("but", first - 1)  # "Elle sourit mais assure que"
    start = first - clitics(line, verb)  # "il | en avait dénombré 47 000"
    pronoun = speaker is None and line.has("subjects", 0 if shared else start - 1)
    if (speaker is None and not pronoun) or (speaker and _has(line, verb, speaker)):
        return None
    subject = speaker.first if speaker else start - 1
    if line.lexicon.that_optional and subject > 0 and (_idle(line, last) or _after_quotation(line, subject, last)):
        return _closing_subject(line, verb, subject, speaker)
    said = _said_after(line, verb)
    if said is None:
        return None
    cue_last, said_first, style = said
    relay = relay_in(line, last, min(cue_last + 1, last + LOOK_AHEAD))
    end = line.clause_end(said_first)
    if cue_last == last and line.has("determiners", said_first):
        # a thing announced, not what came before it: "a annoncé son départ | après une perte de 3 millions"
        end = next((at for at in range(said_first, end) if line.has("object_stops", at)), end)
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
    restricted = only(line, last) if line.has("restricts", verb[0] - clitics(line, verb)) else None
    that = restricted or _that(line, last)
    if that is not None:
        return that, that, "indirect"
    if line.has("addressed", last - 1):
        heard = phrase_at(line.tokens, last, line.lexicon)
        last = heard.last if heard else last
    opening = next((at for at in range(last, min(len(line.tokens), last + LOOK_AHEAD)) if at in line.quoted), None)
    if opening is not None and line.all_quoted(opening, opening + SHORT):
        return last, last, "direct"
    if last < len(line.tokens) and (object_follows(line, last) or _infinitive(line, last)):
        return last, last, "indirect"
    behind = _past_listener(line, past_aside(line, last))
    if behind != last and (object_follows(line, last, behind) or _infinitive(line, behind)):
        return last, behind, "indirect"
    optional = line.lexicon.that_optional and last < len(line.tokens)
    return (last, last, "indirect") if optional and line.tokens[last].word else None


def _past_listener(line: Line, at: int) -> int:
    """The token behind who is told: "a expliqué | aux enquêteurs | avoir vu 30 personnes"."""
    if not line.has("listener_links", at):
        return at
    ahead = range(at + 2, min(len(line.tokens), at + LISTENER))
    said = next((here for here in ahead if _infinitive(line, here) or not line.tokens[here].word), None)
    bare = said is not None and line.tokens[said].word and not line.has("prepositions", said - 1)  # not "pour payer"
    return said if said is not None and bare else at


def _infinitive(line: Line, at: int) -> bool:
    """As in "a affirmé | vouloir", "vowed | to win"."""
    if line.has("to_infinitive", at):
        return line.has("speech_acts", at - 1)
    while line.has("before_infinitive", at):  # "dit | n'avoir pu", "affirme | s'en tenir"
        at += 1
    return line.low(at).endswith(line.lexicon.infinitive_endings) and not line.tokens[at].capital


FORMS = (_inverted_pronoun, _gerund, _inverted, _straight)
"""How a verb of saying may stand; the first that fits counts."""
