"""Groups of words that are a verb of saying: "a récemment admis", "fait état", "vient d'annoncer", "dit-elle"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tasks.statements.objects import amount, claim_at

if TYPE_CHECKING:
    from tasks.statements.lines import Line


def verb_at(line: Line, at: int) -> tuple[int, int] | None:
    """The verb group of saying that begins at a token: "a récemment admis", "prévient", "ajoutant", "dit-elle"."""
    if line.has("phrasal_verbs", at) and line.has("phrasal_nouns", at + 1):
        return at, at + 2
    if (claim := claim_at(line, at)) is not None:
        return at, claim
    if line.has("reflexives", at - 1) and line.has("not_reflexive", at):  # "à ce chiffre s'ajoutent"
        return None
    if line.has("telling", at):
        return (at, at + 1) if line.has("telling_links", at - 1) else None
    return _simple(line, at) if _is_simple(line, at) else _governed(line, at)


def _is_simple(line: Line, at: int) -> bool:
    return line.has("finite", at) or line.has("gerund", at) or pronoun_verb(line, at)


def _simple(line: Line, at: int) -> tuple[int, int] | None:
    """One word, that is no noun or name: not "le chiffre de", "l'annonce", "Demain, Lance Armstrong court"."""
    noun = line.has("determiners", at - 1) or line.has("links", at - 1)
    name = at > 0 and line.tokens[at].capital
    return None if noun or name else (at, at + 1)


def _governed(line: Line, at: int) -> tuple[int, int] | None:
    """A verb with what it governs: "vient d'annoncer", "a récemment admis"."""
    if line.has("raising", at):
        return _raised(line, at, at + 1)
    return _compound(line, at) if line.has("auxiliaries", at) or inverted_auxiliary(line, at) else None


def _raised(line: Line, first: int, at: int) -> tuple[int, int] | None:
    """A verb and the infinitive of saying that it governs: "vient d'annoncer", "a tenu à préciser"."""
    at += line.has("raising_links", at)
    while line.has("adverbs", at):
        at += 1
    return (first, at + 1) if line.has("telling", at) else None


def _compound(line: Line, at: int) -> tuple[int, int] | None:
    """An auxiliary and its participle, a few adverbs apart; no negation between them."""
    limit = min(len(line.tokens), at + 7)
    last = at + 1
    while last < limit and not line.has("participle", last):
        if line.has("raised", last):
            return _raised(line, at, last + 1)
        broken = line.has("stops", last) and not line.has("asides", last)
        if not line.tokens[last].word or broken or line.has("negations", last):
            return None
        last += 1
    if last >= limit:
        return None
    if line.low(last) in line.lexicon.sets["light"]:  # "a fait savoir", "a laissé entendre"
        return (at, last + 2) if line.has("infinitive", last + 1) else None
    return at, last + 1


def clitics(line: Line, verb: tuple[int, int]) -> int:
    """Small words between a subject and its verb: "Londres | en | compte 300", "la police | n' en | a vu que 300"."""
    count = 0
    while line.has("verb_clitics", verb[0] - 1 - count):
        count += 1
    return count + (line.has("restricts", verb[0] - 1 - count) and only(line, verb[1]) is not None)


def only(line: Line, at: int) -> int | None:
    """The token behind the "que" of "n'a recensé | que | 300", which says no more than; a number follows it."""
    while line.has("adverbs", at) and not line.has("that", at):
        at += 1
    return at + 1 if line.has("that", at) and amount(line, at + 1) else None


def inverted_auxiliary(line: Line, at: int) -> bool:
    """As in "a-t-il", "ont-elles"; not "a-t-on", which names nobody."""
    verb, pronoun = line.turned(at)
    return line.lexicon.has("auxiliaries", verb) and line.lexicon.has("subjects", pronoun)


def pronoun_verb(line: Line, at: int) -> bool:
    """As in "dit-il", "explique-t-elle"."""
    verb, pronoun = line.turned(at)
    return line.lexicon.has("subjects", pronoun) and line.lexicon.has("finite", verb)
