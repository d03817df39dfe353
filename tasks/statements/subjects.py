"""The subject of a verb of saying: before it, behind it, parted from it by a bracket, an aside or "qui"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tasks.statements.lines import before_comma, medium_end, part_start
from tasks.statements.phrases import PEOPLE, Phrase, phrase_at, phrase_before
from tasks.statements.verbs import clitics

if TYPE_CHECKING:
    from tasks.statements.lines import Line

LONGEST_THINKER = 5
"""Tokens before a verb within which a subject that no list knows begins."""

LOOK_AHEAD = 9
"""Tokens between a verb of saying and its "que" or its subject: "a déclaré jeudi depuis Budapest que"."""


def is_apposed(line: Line, verb: int) -> bool:
    """Whether the comma before a verb closes its own subject: "Le président de la Cour, Ada Byron, avertit"."""
    start = part_start(line, verb)
    phrase = phrase_at(line.tokens, start, line.lexicon)
    if phrase is None or phrase.kind is None or start in line.quoted:
        return False
    if phrase.last == verb - 1:
        return True
    closing = line.lexicon.that_optional and phrase.kind in PEOPLE  # "Ada Byron, a critic, said planners …"
    return closing and line.low(phrase.last) == "," and phrase.last < verb - 1


def subject_after(line: Line, at: int, *, quoted: bool = False) -> Phrase | None:
    """The subject behind a verb, over days, places and media: "lundi sur RTL le ministre".

    Behind a quotation, whoever stands there speaks: "« … », a confié un haut gradé".
    """
    limit = min(len(line.tokens), at + LOOK_AHEAD)
    while at < limit:
        if line.tokens[at].text in (",", ".", ";", "«", "“", ":", "»", "”") or line.has("that", at):
            return None
        if line.has("prepositions", at) and not line.has("determiners", at):
            inner = phrase_at(line.tokens, at + 1, line.lexicon)
            at = medium_end(line, at + 1) or (inner.last if inner else at + 1)
            continue
        phrase = phrase_at(line.tokens, at, line.lexicon)
        if phrase and phrase.kind:
            return phrase
        thing = line.has("asides", at + 1) or line.has("tallies", at + 1)  # "porte à 360 le nombre de trains"
        thing = thing or line.low(at + 1).endswith(line.lexicon.abstract)  # "ont demandé l'interdiction"
        if phrase and phrase.last > at + 1 and line.has("namers", at) and not thing:
            return Phrase(at, phrase.last, "person")  # ", sourit la styliste", not "la semaine dernière"
        if quoted and phrase and phrase.last > at + 1 and line.has("determiners", at) and not thing:
            return Phrase(at, phrase.last, "anonymous" if line.has("indefinite", at) else "person")
        if not any(line.has(key, at) for key in ("prepositions", "adverbs", "asides")):
            return None
        at += 1
    return None


def thinker(line: Line, verb: tuple[int, int]) -> Phrase | None:
    """Whatever has an opinion right before "que": "le secteur estime qu'il faudra …"; showing needs no mind."""
    first, last = verb
    minded = line.low(last - 1).startswith(line.lexicon.minds) and (
        line.has("that", last) or line.lexicon.that_optional
    )
    for at in range(first - 2, max(-1, first - LONGEST_THINKER), -1):
        if minded and line.has("namers", at):
            phrase = phrase_at(line.tokens, at, line.lexicon)
            return Phrase(at, first, "organisation") if phrase and phrase.last == first else None
    return None


def subject_before(line: Line, group: tuple[int, int], floor: int) -> Phrase | None:
    """The subject before a verb: right before it, before an aside in commas, or the clause's first for "mais a dit"."""
    tokens, lexicon = line.tokens, line.lexicon
    verb = group[0] - clitics(line, group)
    if line.has("and", verb - 1) or line.has("but", verb - 1):
        return _first_phrase(line, 0, verb)
    edge = _subject_edge(line, verb)
    if edge != verb:
        return phrase_before(tokens, edge, line.clause_start(edge), lexicon)
    if line.low(verb - 1) != ",":
        return phrase_before(tokens, verb, floor, lexicon)
    comma = next((at for at in range(verb - 2, floor, -1) if line.low(at) == ","), None)
    if comma is None:
        return phrase_before(tokens, verb - 1, floor, lexicon)
    before = phrase_before(tokens, comma, floor, lexicon) or _leading(line, floor, verb)
    named = phrase_before(tokens, verb - 1, comma + 1, lexicon)
    if before and named and named.kind == "person" and named.first == comma + 1:
        return Phrase(before.first, named.last, "person") if before.kind in PEOPLE else named
    return before or named


def _subject_edge(line: Line, verb: int) -> int:
    """Where a subject ends that a bracket or "qui" parts from its verb: "La Ligue (LPT) a dénoncé"."""
    if line.low(verb - 1) == ")":
        return next((at for at in range(verb - 2, 0, -1) if line.low(at) == "("), verb)
    if line.has("who", verb - 1) and not line.has("never_after_who", verb):  # "le groupe de X, qui compte 300 membres"
        return before_comma(line, verb - 1)
    return verb


def _leading(line: Line, floor: int, verb: int) -> Phrase | None:
    """The person who begins the clause, before several asides: "Ada Byron, a critic of the plan, who …, said"."""
    phrase = phrase_at(line.tokens, floor, line.lexicon)
    named = phrase is not None and phrase.kind in PEOPLE and line.low(phrase.last) == "," and phrase.last < verb
    return phrase if named else None


def _first_phrase(line: Line, floor: int, verb: int) -> Phrase | None:
    for at in range(floor, verb):
        if line.has("determiners", at) or line.tokens[at].capital:
            phrase = phrase_at(line.tokens, at, line.lexicon)
            if phrase and phrase.kind:
                return phrase
    return None
