"""Ways to write one form that leave its meaning alone: separators, spaces, quotes, place in the sentence, capitals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tasks.tables import Figure
    from tests.forms import Form

GROUPS = {"fr": re.compile(r"(?<=\d) (?=\d{3}(?!\d))"), "en": re.compile(r"(?<=\d),(?=\d{3}(?!\d))")}
"""The thousands separator that the corpus of a language is written with."""

SPACE = re.compile(r"(?<!\d) | (?!\d)")  # not inside a number
OPENERS = {
    "fr": re.compile(r"(?:L[ea]s?|L'|Une?|Des|Ils?|Elles?|On|Ce[st]?|C'est|Plusieurs|Quelques|De) ?\b"),
    "en": re.compile(r"(?:The|An?|It|They|He|She|There|Some|Several) "),
}
"""Words that take a capital only at the head of a sentence."""
ITEM = re.compile(r"\d+[.)] ")
LEADS = {"fr": "Ce matin-là encore, ", "en": "That morning again, "}
FOLDED = re.compile(r"[\s.,'’\"]")


def regrouped(gap: str) -> Callable[[Form], str | None]:
    """Thousands with another separator; nothing where the form has none."""

    def vary(form: Form) -> str | None:
        text = GROUPS[form.language].sub(gap, form.text)
        return text if text != form.text else None

    return vary


def spaced(space: str) -> Callable[[Form], str | None]:
    """Another space between words, and between a number and its unit."""
    return lambda form: SPACE.sub(space, form.text)


def wrapped(before: str, after: str) -> Callable[[Form], str | None]:
    """The whole sentence in quotes; a number of a list stands outside of any."""
    return lambda form: None if ITEM.match(form.text) else f"{before}{form.text}{after}"


def curly(form: Form) -> str | None:
    """Curly apostrophes."""
    text = form.text.replace("'", "’")
    return text if text != form.text else None


def inside(form: Form) -> str | None:
    """The form inside a sentence, its first word without the capital that only its place gave it."""
    text = form.text
    if not (form.marked.startswith("⟨") or OPENERS[form.language].match(text)):
        return None
    return LEADS[form.language] + text[0].lower() + text[1:]


def headline(form: Form) -> str | None:
    """All capitals, where a headline would begin so: with a count or share. Symbols ("kg") are not written so."""
    kinds = {figure.get("kind") for figure in form.figures}
    begins = form.marked.startswith("⟨") and kinds <= {"count", "percent", "ratio"}
    return form.text.upper() if begins else None


def reading(figures: list[Figure]) -> list[tuple[object, ...]]:
    """All that figures mean, whatever their separators, spaces, case and place."""
    places = {figure.figure_id: place for place, figure in enumerate(figures)}
    return [
        (
            *(figure.kind, figure.value, figure.low, figure.high, figure.bound, figure.unit, figure.per),
            *(figure.direction, figure.negated, figure.modality, figure.category),
            *(folded(words) for words in (figure.text, figure.counted, figure.state)),
            *(places.get(link or "") for link in (figure.same_as, figure.subset_of)),
        )
        for figure in figures
    ]


AMOUNT = 6
"""How many of the fields of a reading, from the first, are its amount: kind, value, low, high, bound, unit."""


def amounts(figures: list[Figure]) -> list[tuple[object, ...]]:
    """The amounts alone."""
    return [meaning[:AMOUNT] for meaning in reading(figures)]


def folded(words: str | None) -> str | None:
    """Words without what a variation may change."""
    return words and FOLDED.sub("", words).lower()


SEPARATORS: Mapping[str, tuple[str, ...]] = {
    "fr": ("\u00a0", "\u202f", "\u2009", "\u200a", ".", "'", "’", ""),
    "en": ("\u00a0", "\u202f", "\u2009", " ", ""),
}
QUOTES = (("«", "»"), ("« ", " »"), ("«\u00a0", "\u00a0»"), ("«\u202f", "\u202f»"), ("“", "”"), ('"', '"'), ("„", "“"))
VARIATIONS: Mapping[str, Callable[[Form], str | None]] = {
    **{f"space {space!a}": spaced(space) for space in ("\u00a0", "\u202f", "\u2009", "\n")},
    **{f"quotes {before}{after}": wrapped(before, after) for before, after in QUOTES},
    "curly apostrophe": curly,
    "inside a sentence": inside,
}
