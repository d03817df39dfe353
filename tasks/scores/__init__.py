"""Scores: what was found in texts, set against a gold file. Everything here is a span with fields.

    gold rows ─golds→ Item ┐
    found rows ─items→ Item ┴matches→ Match (pairs, missed, false, traps hit), one a text ─tallies→ Score, Mistake

A subject says which rows of a gold file are its own and which fields are compared; a new kind of span is one Subject.
"""

from tasks.scores.golds import Gold, GoldError, check_spans, gold_of, linked, trap_of
from tasks.scores.items import Item, Span, items_of
from tasks.scores.matches import Match, match
from tasks.scores.subjects import DATES, ENTITIES, FIGURES, STATEMENTS, Subject
from tasks.scores.tallies import Mistake, Score, mistakes, scores

__all__ = [
    "DATES",
    "ENTITIES",
    "FIGURES",
    "STATEMENTS",
    "Gold",
    "GoldError",
    "Item",
    "Match",
    "Mistake",
    "Score",
    "Span",
    "Subject",
    "check_spans",
    "gold_of",
    "items_of",
    "linked",
    "match",
    "mistakes",
    "scores",
    "trap_of",
]
