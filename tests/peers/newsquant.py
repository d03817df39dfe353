"""NewsQuant, 290 of its English news sentences, by the rule of its authors (Almasian et al., CQE, EMNLP 2023).

A quantity is right in value, in value and unit, or in value and change; a range is right when both its ends are.
Ours are brought into the suite's words here: what a figure counts is its unit, a hedge or direction its change;
ordinals and fractions are not asked for, and "thousands" are 1,000 to 10,000.
Run: python -m tests.peers.newsquant [--errors]
"""

from __future__ import annotations

import json
import math
import re
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from babel.numbers import get_currency_name

from tasks.figures import find_figures
from tasks.sentences import find_sentences
from tests.conftest import SHARED

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tasks.tables import Figure

SUITE = SHARED / "numbers" / "newsquant.json"
MEASURES = ("value", "value+unit", "value+change")

CHANGES = {
    "about": "~",
    "at_least": ">",
    "more_than": ">",
    "at_most": "<",
    "less_than": "<",
}
CURRENCIES = {"USD": "dollar", "GBP": "pound sterling", "ILS": "shekel", "SGD": "singaporean dollar"}
UNITS = {
    "percent": "percentage",
    "percentage_point": "point",
    "degree_celsius": "celsius",
    "degree_fahrenheit": "fahrenheit",
    "tonne": "metric ton",
    "pound": "pound-mass",
    "pound_foot": "pound-foot",
    "pound_force_foot": "foot pound-force",
    "newton_meter": "newton metre",
    "part_per_billion": "parts-per-billion",
    "revolution_per_minute": "revolutions per minute",
    "milliampere_hour": "milliampere-hour",
}
"""Our unit → theirs, where it is not the same words."""
DOZEN = 12
IRREGULAR = {"people": "people", "children": "child", "men": "man", "women": "woman", "feet": "foot", "lives": "life"}
NOUNS_OF_CHANGE = {"drop", "fall", "decline", "decrease", "cut", "rise", "increase", "gain", "jump", "higher", "lower"}
SMALL_WORDS = {"of", "the", "a", "an", "and", "in", "for", "to", "their", "its", "his", "her", "our"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity in the words of the suite; a range is (low, high)."""

    value: float | tuple[float, float]
    unit: str
    change: str


@dataclass(slots=True)
class Score:
    """How many of a suite are right, of how many that are wanted and found."""

    wanted: int = 0
    found: int = 0
    value: int = 0
    unit: int = 0
    change: int = 0

    def f1(self) -> dict[str, float]:
        """F1 a measure, 0 to 1."""
        rights = (self.value, self.unit, self.change)
        return {name: 2 * right / (self.wanted + self.found) for name, right in zip(MEASURES, rights, strict=True)}


def wanted_of(row: dict[str, Any]) -> list[Quantity]:
    """The quantities that the suite wants of one sentence."""
    return [
        Quantity(number_of(one["value"]), one["normalized_unit"].lower(), one["change"]) for one in row["quantities"]
    ]


def number_of(written: str) -> float | tuple[float, float]:
    """A value of the suite: "7.3", "-0.6", or "5-10" for a range."""
    ends = re.fullmatch(r"\s*(\d[\d.]*)\s*-\s*(\d[\d.]*)\s*", written)
    return (float(ends[1]), float(ends[2])) if ends else float(written)


def quantities_of(text: str) -> list[Quantity]:
    """Our figures of a sentence, in the words of the suite."""
    figures = find_figures(text, "en", find_sentences("", text, "en"))
    return [quantity for figure in figures if (quantity := quantity_of(text, figure)) is not None]


def quantity_of(text: str, figure: Figure) -> Quantity | None:
    """One figure in the words of the suite; null for what it does not ask for."""
    value = figure.value
    if figure.kind in {"ordinal", "ratio"}:
        return None
    number: float | tuple[float, float]
    if value is not None:
        number = value * 100 if cents(figure) else value
    elif figure.low is not None and figure.high is not None:
        number = (figure.low, figure.high) if figure.bound == "between" else decades(figure.low)
    else:
        return None
    change = CHANGES.get(figure.bound) or (None if reached(text, figure) else figure.direction) or "="
    return Quantity(number, unit_of(figure), change)


def reached(text: str, figure: Figure) -> bool:
    """Whether the suite gives no direction: "rose to $7.36 billion", "a 19 % drop", "34.4% higher"."""
    follower = re.match(r"\W*(\w*)", text[figure.end_char :])
    noun = follower is not None and follower[1].lower() in NOUNS_OF_CHANGE
    return noun or text[: figure.start_char].rstrip().endswith((" to", " from"))


def cents(figure: Figure) -> bool:
    """Whether a sum is written in hundredths: they keep cents, we give dollars."""
    return figure.kind == "money" and re.search(r"\d\s?(?:cents?|pence|sen|p)\b", figure.text) is not None


def decades(low: float) -> tuple[float, float]:
    """Their interval of a vague word: from its magnitude to the next one; dozens are 12 to 120."""
    if low == 2 * DOZEN:
        return DOZEN, 10 * DOZEN
    scale = 10.0 ** math.floor(math.log10(low))
    return scale, 10 * scale


def unit_of(figure: Figure) -> str:
    """Their normalised unit: of money its CLDR name, of a count the noun phrase in the singular."""
    if figure.kind == "money":
        hundredth = re.search(r"\d\s?(cent|pence|sen|p)s?\b", figure.text)
        unit = hundredth[1] if hundredth else currency_name(figure.unit)
    elif figure.kind == "age":
        unit = "year of age"
    elif (figure.counted or "").startswith("times"):
        unit = "count"
    elif figure.unit:
        unit = UNITS.get(figure.unit, figure.unit.replace("_", " "))
    else:
        unit = " ".join(singular(word) for word in (figure.counted or "-").lower().split() if word not in SMALL_WORDS)
    return f"{unit} per {figure.per.replace('_', ' ')}" if figure.per else unit


def currency_name(code: str | None) -> str:
    """The name of a currency as the suite writes it."""
    return CURRENCIES.get(code, get_currency_name(code, locale="en").lower()) if code else "-"


def singular(word: str) -> str:
    """An English noun in the singular, roughly as their lemmatiser gives it."""
    if word in IRREGULAR or len(word) < len("ads") or word.endswith(("ss", "us", "is")):
        return IRREGULAR.get(word, word)
    for ending, cut in (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"), ("s", "")):
        if word.endswith(ending):
            return word.removesuffix(ending) + cut
    return word


def same_value(wanted: float | tuple[float, float], found: float | tuple[float, float]) -> bool:
    """Whether two values are the same up to a hundred-thousandth; a range is never a point."""
    left, right = (value if isinstance(value, tuple) else (value,) for value in (wanted, found))
    return len(left) == len(right) and all(
        math.isclose(one, other, rel_tol=1e-5, abs_tol=1e-8) for one, other in zip(left, right, strict=True)
    )


def score_sentence(wanted: Iterable[Quantity], found: list[Quantity], score: Score) -> None:
    """Add one sentence to a score, as the authors' script does: each wanted one goes through all found of its value."""
    left = sorted(found, key=lambda quantity: quantity.unit)
    ordered = sorted(wanted, key=lambda quantity: quantity.unit)
    score.wanted, score.found, values_left = score.wanted + len(ordered), score.found + len(left), len(ordered)
    for want in ordered:
        for got in list(left):
            if not same_value(want.value, got.value):
                continue
            if values_left:
                score.value, values_left = score.value + 1, values_left - 1
            score.change += want.change == got.change
            if want.unit == got.unit:
                score.unit += 1
                left.remove(got)
                break


def score_suite(path: Path = SUITE) -> Score:
    """The score of all sentences of the suite."""
    score = Score()
    for row in json.loads(path.read_text(encoding="utf-8")):
        score_sentence(wanted_of(row), quantities_of(row["text"]), score)
    return score


def errors(path: Path = SUITE) -> Iterable[str]:
    """Each sentence that is not wholly right, with what is wanted and what is found only."""
    for row in json.loads(path.read_text(encoding="utf-8")):
        wanted, found = wanted_of(row), quantities_of(row["text"])
        missing, extra = [one for one in wanted if one not in found], [one for one in found if one not in wanted]
        if missing or extra:
            yield f"{row['text']}\n  wanted {missing}\n  found  {extra}"


if __name__ == "__main__":
    if "--errors" in sys.argv:
        print("\n".join(errors()))  # noqa: T201 - this is its output
    total = score_suite()
    print(total, {name: round(100 * share, 1) for name, share in total.f1().items()})  # noqa: T201 - this is its output
