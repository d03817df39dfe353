"""Raw text → clean text, with a map of every character and what the text says of its own origin.

Repairs are made where they are sure and logged as pieces; furniture of the page is taken out of the text and stays in
the map. Prose is never lost: no sentence and no line with a figure is dropped.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tasks.normalise.boilerplate import boilerplate, inline
from tasks.normalise.characters import accents, controls, entities, mojibake, spacing, stops
from tasks.normalise.credits import is_credit, read_credits
from tasks.normalise.drafts import Draft, Piece
from tasks.normalise.quotes import quotes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from tasks.normalise.drafts import Edit

    Pass = Callable[[str], Iterable[Edit]]

__all__ = ["Normalised", "Piece", "normalise"]

CHARACTERS = (mojibake, spacing, entities, controls, accents)  # mojibake first: U+0085 may be half a letter
PASSES = (*CHARACTERS, stops, quotes, inline, boilerplate)
MOST_ROUNDS = 12  # a repair may lay bare another: "&am&#112;;"; real texts settle in two rounds

LONGEST_TITLE = 200  # code points


@dataclass(frozen=True, slots=True)
class Normalised:
    """A clean text, the way to it, and what the text itself says: None where it does not say."""

    text: str
    pieces: tuple[Piece, ...]
    title: str | None
    agency: str | None
    dateline: str | None
    published: datetime | None
    published_precision: str | None


def normalise(text: str, title: str | None = None) -> Normalised:
    """The clean text of one article.

    Args:
        text: the source text; offsets of the pieces count its code points.
        title: the headline, where the source gives it apart; else the first line may serve.

    Returns:
        Text whose paragraphs end in one line feed (none at the end), its map and its credits. Normalising a clean text
        again changes nothing. Credits are read before furniture is taken out.
    """
    readable = _settled(Draft.of(text), CHARACTERS)
    draft = _settled(readable, PASSES)
    credit = read_credits(readable.text)
    return Normalised(
        text=draft.text,
        pieces=draft.pieces(),
        title=_clean_title(title) or _headline(draft.text),
        agency=credit.agency,
        dateline=credit.dateline,
        published=credit.published,
        published_precision=credit.published_precision,
    )


def _settled(draft: Draft, passes: tuple[Pass, ...]) -> Draft:
    """The draft after as many rounds of the passes as change something."""
    clean: dict[Pass, str] = {}  # the text on which a pass found nothing
    for _ in range(MOST_ROUNDS):
        for find in passes:
            if clean.get(find) is not draft.text:
                clean[find] = draft.text
                draft = draft.rewrite(find(draft.text))
        if all(text is draft.text for text in clean.values()):
            break
    return draft


def _clean_title(title: str | None) -> str | None:
    return _settled(Draft.of(title or ""), CHARACTERS).text.replace("\n", " ") or None


def _headline(text: str) -> str | None:
    """The first line, where it reads like a headline: short, no full stop, and text follows."""
    line, _, rest = text.partition("\n")
    ended = line.rstrip('»”" \xa0').endswith((".", "…", ",", ";", ":", "。"))
    if not rest or ended or len(line) > LONGEST_TITLE or is_credit(line):
        return None
    return line or None
