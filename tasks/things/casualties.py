"""How badly the wounded are, and who they are: "dont 14 le sont gravement", "95 parmi les policiers"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tasks.entities.names import fold, words_of
from tasks.things.nouns import Noun, noun_of

if TYPE_CHECKING:
    from tasks.tables import Figure
    from tasks.things.grammar import Grammar

WOUNDED = "wounded"
REACH = 60
"""Code points behind a figure in which its noun and state stand."""

LONGEST_GROUP = 40
"""Code points of "les membres des forces de l'ordre" behind "parmi"."""


def grade_of(figure: Figure, text: str, grammar: Grammar) -> str | None:
    """How badly they are wounded, as their noun, their state, or the words right behind say; null if none does."""
    for said in (figure.state, figure.counted):
        words = words_of(said or "")
        if found := next((grammar.grades[word.folded] for word in words if word.folded in grammar.grades), None):
            return found
    behind = grammar.graded.match(text, _end(figure, text))
    return grammar.grades[fold(behind["grade"])] if behind else None


def group_of(figure: Figure, text: str, grammar: Grammar) -> Noun | None:
    """Of whom the number is, where the words right behind say so and a table has them: "95 parmi les policiers"."""
    led = grammar.among.match(text, _end(figure, text))
    if led is None:
        return None
    start, ends = led.end(), [led.end() + LONGEST_GROUP]
    if not grammar.head_first:  # "among the riot police and …": the shortest that a table has
        ends = [word.end for word in words_of(text, start, ends[0])]
    nouns = (noun_of(text[start:end], grammar) for end in ends)
    return next((noun for noun in nouns if noun and noun.known), None)


def _end(figure: Figure, text: str) -> int:
    """End of the figure with its noun and state, as far as those stand behind it."""
    ends = [figure.end_char]
    for said in (figure.counted, figure.state):
        at = text.find(said, figure.end_char, figure.end_char + REACH) if said else -1
        ends.append(at + len(said or "") if at >= 0 and not _is_parted(text, figure, at) else 0)
    return max(ends)


def _is_parted(text: str, figure: Figure, at: int) -> bool:
    """Whether a clause or another number stands between."""
    return any(sign in ",;:.()" or sign.isdigit() for sign in text[figure.end_char : at])
