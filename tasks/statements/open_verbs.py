"""Verbs that no list knows, where only a verb of saying can stand: behind a quotation and its comma."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tasks.statements.lines import SHORT

if TYPE_CHECKING:
    from tasks.statements.lines import Line

CLOSING = frozenset({",", "»", "”", '"'})
OPENING = frozenset({"«", "“", "„", '"'})
CRIES = frozenset({",", "!", "?", "…"})
"""What closes a quotation from within, so that no comma is needed behind it."""

NO_VERBS = ("never_verbs", "prepositions", "stops", "adverbs", "determiners", "that", "pronouns", "relatives")
"""Lists whose words are no verbs, however they end."""

LONGEST = 4
"""Tokens from an auxiliary to its participle: "a encore malicieusement glissé"."""


def open_verb(line: Line, at: int) -> tuple[int, int] | None:
    """The verb group that begins right behind a long quotation.

    As in "« … », liste la députée", "s'est indigné un délégué", "nous informait X", "a-t-elle comparé".
    """
    turned = line.low(at - 1) == "," and line.has("reflexives", at) and line.has("being", at + 1)
    if not (turned or _behind_quotation(line, at)):  # "Il en manque 40, s'est offusquée la Cour"
        return None
    verb = at
    while verb < at + 2 and (line.has("reflexives", verb) or line.has("hearers", verb)):
        verb += 1
    stem, pronoun = line.turned(verb)
    if pronoun:
        if not line.lexicon.has("subjects", pronoun):
            return None
        return _with_participle(line, verb) if line.lexicon.has("auxiliaries", stem) else _verb(at, verb, stem, line)
    if line.has("auxiliaries", verb) or (verb > at and line.has("being", verb)):
        found = _with_participle(line, verb)
        return (at, found[1]) if found else None
    plain = not any(line.has(key, verb) for key in NO_VERBS)
    return _verb(at, verb, stem, line) if plain else None


def _verb(at: int, verb: int, form: str, line: Line) -> tuple[int, int] | None:
    return (at, verb + 1) if form.endswith(line.lexicon.present) and not line.tokens[verb].capital else None


def _behind_quotation(line: Line, at: int) -> bool:
    """Whether a token stands behind a long quotation, which a comma or a cry closes."""
    if at == 0:
        return line.after_quotation and not line.tokens[0].capital
    if line.low(at - 1) not in CLOSING or not line.quoted:
        return False
    last = at - 1 - (at - 1 not in line.quoted)
    closed = line.low(at - 1) == "," or line.low(last - 1) in CRIES
    return closed and _is_long(line, last)


def _is_long(line: Line, last: int) -> bool:
    """Whether the quotation that a token closes has several words, or began in a sentence before."""
    first = max(0, last - SHORT + 1)
    began_before = first == 0 and line.low(0) not in OPENING
    return line.all_quoted(first, last + 1) and (last + 1 >= SHORT or began_before)


def _with_participle(line: Line, auxiliary: int) -> tuple[int, int] | None:
    """An auxiliary and whatever ends as a participle behind it, adverbs between."""
    for at in range(auxiliary + 1, min(len(line.tokens), auxiliary + LONGEST)):
        if line.has("participle", at) or line.low(at).endswith(line.lexicon.done):
            return auxiliary, at + 1
        if not line.has("adverbs", at) and not line.low(at).endswith(line.lexicon.manner):
            return None
    return None
