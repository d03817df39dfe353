"""Recognizers-Text's specifications by their own rule: a case is right when the same resolutions come out, in order,
at overlapping places. Numbers in a resolution are compared as numbers: the suite writes 0,2 and 0.2 and 1E-12.

What the suite reads and a figure is not (articles, years, bare words) is asked of the engine's lower rooms: numerals
and ranks at every token. docs/peers.md says where we read otherwise on purpose.
"""

from __future__ import annotations

import json
import math
import re
import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tasks.figures import find_figures
from tasks.figures.drafts import AT_LEAST, AT_MOST, BETWEEN, EXACT, LESS_THAN, MORE_THAN
from tasks.figures.fractions import read_fraction
from tasks.figures.grammar import Grammar, grammar_of
from tasks.figures.numerals import read_numeral
from tasks.figures.ordinals import read_rank
from tasks.figures.ranges import MINUS
from tasks.figures.ratios import read_counted_ratio, read_part
from tasks.figures.tokens import SKIPPED, WORD, Line
from tests.conftest import SHARED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tasks.tables import Figure

SPECS = SHARED / "numbers" / "recognizers_text" / "Specs"
UNITS = tomllib.loads((Path(__file__).parent / "units.toml").read_text(encoding="utf-8"))
"""Unit names of the suite and ours; a name that is not listed is compared as it is spelt."""
CODES = {"French": "fr", "English": "en"}
DIVIDED = {"sur", "over"}
"""Between two numbers the suite reads a division, a figure only a share: one out of three."""

SCALES = {"degree_celsius", "degree_fahrenheit", "kelvin"}
TEMPERATURES = {"degree", *SCALES}


class Found(NamedTuple):
    """What a reader finds: code points, and a value with a unit, or a range as the suite writes it."""

    start: int
    end: int
    value: float | str | None
    unit: str | None = None


@cache
def open_grammar(code: str) -> Grammar:
    """The grammar of a language that reads magnitude letters and hundreds after any digits: there is no context."""
    grammar = grammar_of(code)
    suffixes = {letters: scale for letters, scale in grammar.numbers.suffixes.items() if letters != "m"}  # metre
    free = frozenset(letters.lower() for letters in suffixes)
    numbers = replace(grammar.numbers, suffixes=suffixes, free_suffixes=free, largest_digit_hundreds=math.inf)
    return replace(grammar, numbers=numbers)


def line_of(text: str, code: str) -> Line:
    """A text as one line of tokens."""
    grammar = open_grammar(code)
    return Line.of(text, 0, len(text), grammar)


def scan(line: Line, read: Callable[[Line, int], tuple[int, int, float] | None]) -> Iterator[Found]:
    """What a reader of tokens gives (first token, end, value), from each place where the one before it ended."""
    at = 0
    while at < len(line.keys):
        first, end, value = read(line, at) or (at, at + 1, math.nan)
        if not math.isnan(value):
            yield Found(line.starts[first], line.ends[end - 1], value)
        at = max(end, at + 1)


def read_number(line: Line, at: int) -> tuple[int, int, float] | None:
    """The number at a token, whatever it counts, with its sign and what it is divided by."""
    signed = is_minus(line, at)
    read = read_plain(line, at + signed)
    if read is None:
        return None
    end, value = read
    if line.kind(end) == WORD and line.glued(end):  # a unit touches it: "180ml"
        return at, end + 1, math.nan
    below = read_plain(line, end + 1) if line.key(end) in DIVIDED else None
    if below and below[1] and not line.grammar.units.units.at(line.keys, below[0]):
        end, value = below[0], value / below[1]
    return at, end, -value if signed else value


def is_minus(line: Line, at: int) -> bool:
    """Whether a sign or word that makes a number negative stands at a token."""
    if line.key(at) in line.grammar.numbers.negative:
        return True
    return line.key(at) in MINUS and not line.glued(at) and (line.glued(at + 1) or at == 0)


def read_plain(line: Line, at: int) -> tuple[int, float] | None:
    """End and value of the longest number at a token."""
    part, numeral = read_fraction(line, at), read_numeral(line, at)
    ratio = read_counted_ratio(line, at) or read_part(line, at)
    readings = [(part.end, part.value)] if part else []
    if ratio and ratio.rule in {"out of", "part"}:
        readings.append((ratio.num_end, ratio.value))
    if numeral and numeral.amount.value is not None:
        readings.append((numeral.end, numeral.amount.value))
    return max(readings, key=lambda reading: reading[0], default=None)


def numbers(text: str, code: str) -> list[Found]:
    """Every number, also those inside codes and telephone numbers."""
    line = line_of(text, code)
    inside = [
        Found(start + digits.start(), start + digits.end(), float(digits.group()))
        for start, kind, key in zip(line.starts, line.kinds, line.keys, strict=True)
        if kind == SKIPPED and "://" not in key
        for digits in re.finditer(r"\d+(?!\w)", key)
    ]
    return sorted([*scan(line, read_number), *inside])


def ordinals(text: str, code: str) -> list[Found]:
    """Every absolute rank; "un dixième" is a part."""

    def read(line: Line, at: int) -> tuple[int, int, float] | None:
        if rank := read_rank(line, at):
            return at, *rank
        part = read_fraction(line, at) if line.key(at) in line.grammar.numbers.ones else None
        return (at, part.end, math.nan) if part else None

    return list(scan(line_of(text, code), read))


def figures_of(text: str, code: str, keep: Callable[[Figure], bool]) -> list[Found]:
    """Figures that a test keeps, with their point."""
    found = [figure for figure in find_figures(text, code, ()) if keep(figure)]
    return [Found(figure.start_char, figure.end_char, point_of(figure), figure.unit) for figure in found]


def point_of(figure: Figure) -> float | None:
    """The point of a figure; of a range its last number, which alone the suite resolves: "40 - 50 ans" is 50."""
    return figure.high if figure.bound == BETWEEN else figure.value


def percents(text: str, code: str) -> list[Found]:
    """Every percentage."""
    found = figures_of(text, code, lambda figure: figure.kind == "percent")
    return [one._replace(unit=None) for one in found]


def currencies(text: str, code: str) -> list[Found]:
    """Every sum of money."""
    return figures_of(text, code, lambda figure: figure.kind == "money")


def dimensions(text: str, code: str) -> list[Found]:
    """Every measure but those of temperature, which have a model of their own."""
    return figures_of(text, code, lambda figure: figure.kind == "measure" and figure.unit not in SCALES)


def ages(text: str, code: str) -> list[Found]:
    """Every age; a duration where the suite takes any span of years for one."""
    return figures_of(text, code, lambda figure: figure.kind in {"age", "duration"})


def temperatures(text: str, code: str) -> list[Found]:
    """Every temperature."""
    return figures_of(text, code, lambda figure: figure.unit in TEMPERATURES)


def ranges(text: str, code: str) -> list[Found]:
    """Every interval; opposite bounds with "and" between are one, and "equal to" is a point, as the suite has it."""
    found: list[tuple[Figure, str | None, str | None]] = []
    for figure in find_figures(text, code, ()):
        low, high = sides(figure)
        if figure.bound == EXACT and (equal := equal_before(figure, text, code)) is not None:
            low, high = f"[{figure.value:.15g}", f"{figure.value:.15g}]"
            figure = replace(figure, start_char=equal)  # noqa: PLW2901 - the same figure with its words
        if low is None and high is None:
            continue
        last = found[-1] if found else None
        if last and re.fullmatch(r"\W*(?:et|and|,)\W*", text[last[0].end_char : figure.start_char]):
            both = (last[1] or low, last[2] or high)
            opposite = (last[1] is None) != (low is None) and (last[2] is None) != (high is None)
            if opposite and rises(*both):
                found[-1] = (replace(last[0], end_char=figure.end_char), *both)
                continue
        found.append((figure, low, high))
    return [Found(one.start_char, one.end_char, f"{low or '('},{high or ')'}") for one, low, high in found]


def equal_before(figure: Figure, text: str, code: str) -> int | None:
    """Where the words begin that state a point ("égal à") before a figure; null without them."""
    line = line_of(text, code)
    first = line.starts.index(figure.start_char)
    found = line.grammar.bounds.before.before(line.keys, first)
    return line.starts[found[0]] if found and found[1] == EXACT else None


def sides(figure: Figure) -> tuple[str | None, str | None]:
    """The two ends of a figure as the suite writes them, each with its bracket; null where it is open."""
    low = high = None
    if figure.low is not None and figure.bound in {AT_LEAST, MORE_THAN, BETWEEN}:
        low = f"{'(' if figure.bound == MORE_THAN else '['}{figure.low:.15g}"
    if figure.high is not None and figure.bound in {AT_MOST, LESS_THAN, BETWEEN}:
        high = f"{figure.high:.15g}{']' if figure.bound == AT_MOST else ')'}"
    return low, high


def rises(low: str | None, high: str | None) -> bool:
    """Whether two written ends make an interval."""
    return low is not None and high is not None and float(low[1:]) < float(high[:-1])


MODELS: dict[str, Callable[[str, str], list[Found]]] = {
    "Number": numbers,
    "Percent": percents,
    "Ordinal": ordinals,
    "NumberRange": ranges,
    "Currency": currencies,
    "Dimension": dimensions,
    "Age": ages,
    "Temperature": temperatures,
}
HUNDREDTHS = {"Cent", "Pence", "Pesewa"}
CENT = 0.01
"""The suite counts cents, we give dollars."""
WITH_UNIT = {"Currency", "Dimension", "Age", "Temperature"}


def cases_of(model: str, language: str) -> list[dict[str, Any]]:
    """The cases of a model; those of relative ranks ("last", "next") are left out."""
    folder = "NumberWithUnit" if model in WITH_UNIT else "Number"
    cases = json.loads((SPECS / folder / language / f"{model}Model.json").read_text(encoding="utf-8-sig"))
    return [case for case in cases if not any(row["TypeName"] == "ordinal.relative" for row in relative(case))]


def relative(case: dict[str, Any]) -> list[dict[str, Any]]:
    """The results of a case, a rank counted from the end marked as the relative one that it is."""
    return [
        {**row, "TypeName": "ordinal.relative"} if row["Resolution"].get("relativeTo", "start") != "start" else row
        for row in case["Results"]
    ]


def wanted_of(case: dict[str, Any], model: str) -> list[Found]:
    """What a case says must come out. Bare units without a number ("dollar") are no quantities and left out."""
    rows = []
    for row in case["Results"]:
        start = row.get("Start", case["Input"].lower().find(row["Text"].lower()))
        resolution = row["Resolution"]
        value = resolution["value"]
        if value in {None, "null"}:
            continue
        unit = (resolution.get("isoCurrency") or resolution["unit"]) if model in WITH_UNIT else None
        read = value if model == "NumberRange" else number(value)
        rows.append(Found(start, start + max(1, len(row["Text"])), read, unit))
    return rows


def number(written: str) -> float:
    """A number as the suite writes it."""
    return float(written.rstrip("%").replace(",", "."))


def outcome(case: dict[str, Any], model: str, language: str) -> tuple[bool, list[Found], list[Found]]:
    """Whether a case comes out right, what it wants, and what came out."""
    wanted, got = wanted_of(case, model), MODELS[model](case["Input"], CODES[language])
    right = len(wanted) == len(got) and all(same(*pair) for pair in zip(wanted, got, strict=True))
    return right, wanted, got


def same(wanted: Found, got: Found) -> bool:
    """Whether two findings overlap and say the same."""
    if not (wanted.start < got.end and got.start < wanted.end):
        return False
    if isinstance(wanted.value, str) or isinstance(got.value, str):
        return spelt(str(wanted.value)) == spelt(str(got.value))
    if wanted.value is None or got.value is None:
        return False
    factor = CENT if wanted.unit in HUNDREDTHS else 1.0
    if not math.isclose(wanted.value * factor, got.value, rel_tol=1e-9):
        return False
    return wanted.unit is None or (got.unit or "none") in ours(wanted.unit)


def spelt(interval: str) -> str:
    """An interval as the suite writes it, without spaces."""
    low, high = interval.replace(" ", "").split(",")
    return f"{low},{high}"


def ours(unit: str) -> set[str]:
    """Our names of a unit of the suite."""
    listed = UNITS.get(unit)
    return set(listed) if listed else {unit, unit.lower().replace(" ", "_").replace("meter", "metre")}


def rate(model: str, language: str) -> float:
    """The share of a model's cases that come out right."""
    cases = cases_of(model, language)
    return sum(outcome(case, model, language)[0] for case in cases) / len(cases)
