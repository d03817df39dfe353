"""What a verb governs when it is a thing, not a clause: "a recensé 1 200 manifestants", "s'en tient à 8 000"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tasks.statements.lines import Line


LONGEST_ASIDE = 9
"""Tokens from the comma that opens an aside to the one that closes it."""

FARTHEST_AMOUNT = 12
"""Tokens behind a verb of counting in which a number stands: "évalue les dégâts de la crue à 3 millions"."""

LONGEST_CLAIM = 6
"""Words of a phrase that claims a number."""


def claim_at(line: Line, at: int) -> int | None:
    """The end of a phrase that claims a number, at a token: "s'en tient à" before "8 000"."""
    claims = line.lexicon.claims.get(line.low(at), ())
    end = next((at + len(words) for words in claims if line.begins(at, words)), None)
    if end is None or not (amount(line, end) or (line.has("determiners", end) and line.has("tallies", end + 1))):
        return None  # "s'en tient à une estimation plus basse, environ 10 000"
    return end


def object_follows(line: Line, verb_end: int, at: int | None = None) -> bool:
    """As in "a recensé 1 200 …", "annonce lundi la fermeture", "évalue à 3 millions": a thing counted or announced.

    `at` is where to look, behind an aside; right behind the verb if not given.
    """
    if not line.has("say_object", verb_end - 1):
        return any(claim_at(line, first) == verb_end for first in range(max(0, verb_end - LONGEST_CLAIM), verb_end))
    at = _past_asides(line, verb_end if at is None else at)
    if line.has("tallies", at + 1) and line.has("object_to", at + 2) and amount(line, at + 3):
        return line.has("determiners", at)  # "ramène ce nombre à 980"
    if line.has("object_to", at):
        return amount(line, at + 1)
    if amount(line, at):
        return True
    if line.low(verb_end - 1).startswith(line.lexicon.counting):  # "évaluent l'impact" says no figure
        begins = line.has("determiners", at) or line.has("prepositions", at)  # "a recensé depuis mai 16 cas"
        ahead = range(at + 1, at + FARTHEST_AMOUNT)
        stop = next((here for here in ahead if line.has("and", here) or amount(line, here)), None)
        return begins and stop is not None and not line.has("and", stop)  # not "recense des droits et fixe 23 buts"
    return line.has("determiners", at)


def counts_event(line: Line, at: int) -> bool:
    """Whether the number behind a verb counts whom an event has: "compte | 300 manifestants", not "300 adhérents"."""
    while line.has("adverbs", at) or line.has("amounts", at) or line.has("links", at):
        at += 1
    if not amount(line, at):
        return False
    while amount(line, at) or line.has("collectives", at) or line.has("links", at) or line.has("before_noun", at):
        at += 1
    return line.lexicon.is_event(line.lows[at : at + 2])


def past_aside(line: Line, at: int) -> int:
    """The token behind a date or place in commas: "a annoncé, mercredi 22 juillet, avoir …"; `at` where none is."""
    if line.low(at) != ",":
        return at
    close = next((here for here in range(at + 2, at + LONGEST_ASIDE) if line.low(here) == ","), None)
    if close is None or at + 1 in line.quoted:
        return at
    plain = line.has("asides", at + 1) or line.has("prepositions", at + 1) or line.low(at + 1).isdigit()
    return close + 1 if plain else at


def _past_asides(line: Line, at: int) -> int:
    """The token behind days and places, and behind ", eux,"."""
    if line.low(at) == "," and line.has("pronouns", at + 1) and line.low(at + 2) == ",":
        at += 3
    while (line.has("asides", at) or line.has("adverbs", at)) and not (line.has("determiners", at) or amount(line, at)):
        at += 1
    return at


def amount(line: Line, at: int) -> bool:
    """Whether a number or a hedge stands at a token, also in quotation marks: "parle de « plus de 300 »"."""
    at += line.low(at) in ("«", "“", '"')
    if line.low(at)[:1].isdigit() or line.has("amounts", at) or line.has("number_words", at):
        return True
    return line.has("determiners", at) and line.has("collectives", at + 1)  # "une quarantaine"
