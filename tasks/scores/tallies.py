"""How many were right: matches → a score for each field, and every mistake by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tasks.scores.items import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from tasks.scores.items import Item
    from tasks.scores.matches import Match
    from tasks.scores.subjects import Field, Subject

DIGITS = 4
"""Decimals of a share."""

CONTEXT = 60
"""Code points that a mistake shows on each side."""


@dataclass(frozen=True, slots=True)
class Score:
    """One field: how many were right, of how many found and how many in the gold. Null where there was none."""

    field: str
    right: int
    found: int
    gold: int
    precision: float | None
    recall: float | None
    f1: float | None
    accuracy: float | None
    """Share of the pairs, found with its gold, where the field is right."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One row that was missed, found where nothing is, wrong in a field, or found in a trap."""

    mistake: str
    field: str
    file: str
    start_char: int
    end_char: int
    text: str
    expected: str | None
    got: str | None
    context: str
    where: str


def scores(subject: Subject, matches: Sequence[Match], columns: Collection[str]) -> list[Score]:
    """The scores of what a gold file with these columns can judge, over all its texts."""
    pairs = sum(len(match.pairs) for match in matches)
    found = pairs + sum(len(match.false) for match in matches)
    gold = pairs + sum(len(match.missed) for match in matches)
    made = [score("found", pairs, found, gold, pairs=pairs)]
    for field in subject.fields_in(columns):
        right = sum(field.right(*pair) for match in matches for pair in match.pairs)
        made.append(score(field.name, right, found, gold, pairs=pairs))
        if field.named:
            made.append(_named(field, matches))
    traps = sum(match.traps for match in matches)
    if traps:
        made.append(_traps(sum(len(match.hits) for match in matches), traps))
    return made


def score(  # noqa: PLR0913 - a score is as many counts
    name: str, right: int, found: int, gold: int, *, pairs: int, answers: int | None = None
) -> Score:
    """The score of one field.

    `answers` are the right ones among the found, where they are others than the right ones among the gold.
    """
    precision, recall = _share(right if answers is None else answers, found), _share(right, gold)
    shares = (precision, recall, _mean(precision, recall), _share(right, pairs))
    return Score(name, right, found, gold, *(None if share is None else round(share, DIGITS) for share in shares))


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _mean(precision: float | None, recall: float | None) -> float | None:
    """F1 of two shares; null where there is nothing to find and nothing found."""
    if precision is None and recall is None:
        return None
    both = (precision or 0) + (recall or 0)
    return 2 * (precision or 0) * (recall or 0) / both if both else 0.0


def _named(field: Field, matches: Sequence[Match]) -> Score:
    """The field over the rows that say something there: of gold for recall and accuracy, found for precision."""
    pairs = [pair for match in matches for pair in match.pairs]
    named = [field.right(*pair) for pair in pairs if field.says(pair[0])]
    answers = [field.right(*pair) for pair in pairs if field.says(pair[1])]  # of which some are a further right answer
    gold = len(named) + sum(field.says(item) for match in matches for item in match.missed)
    found = len(answers) + sum(field.says(item) for match in matches for item in match.false)
    return score(f"{field.name}, named", sum(named), found, gold, pairs=len(named), answers=sum(answers))


def _traps(hit: int, traps: int) -> Score:
    return Score("traps hit", 0, hit, traps, None, None, None, round(1 - hit / traps, DIGITS))


def mistakes(subject: Subject, matches: Sequence[Match], columns: Collection[str]) -> Iterator[Mistake]:
    """Every mistake, text by text: what was missed, what is false, which fields are wrong, which traps were hit."""
    judged = subject.fields_in(columns)
    for match in matches:
        made = [_mistake(match, "missed", item, expected=_whole(judged, item)) for item in match.missed]
        made += [_mistake(match, "false", item, got=_whole(judged, item)) for item in match.false]
        made += [
            _mistake(match, "wrong", gold, field.name, expected=_said(field, gold), got=_said(field, found))
            for gold, found in match.pairs
            for field in judged
            if not field.summary and not field.right(gold, found)
        ]
        made += [
            _mistake(match, "trap", trap, expected=_text(trap.values.get("why")), got=found.text)
            for trap, found in match.hits
        ]
        yield from sorted(made, key=lambda one: (one.start_char, one.end_char, one.mistake))


def _mistake(  # noqa: PLR0913 - a mistake has as many sides
    match: Match, mistake: str, item: Item, field: str = "", *, expected: str | None = None, got: str | None = None
) -> Mistake:
    start, end = item.span.start, item.span.end
    before, after = match.text[max(0, start - CONTEXT) : start], match.text[end : end + CONTEXT]
    context = f"{before}[{match.text[start:end]}]{after}"
    return Mistake(mistake, field, match.file, start, end, item.text, expected, got, context, item.where)


def _whole(fields: Sequence[Field], item: Item) -> str | None:
    """What a row is taken for, in short: the columns of the fields' summary."""
    summary = next((field for field in fields if field.summary), None)
    return _said(summary, item) if summary else None


def _said(field: Field, item: Item) -> str | None:
    """The columns of a field as words; null where none says anything."""
    if len(field.columns) == 1:
        return _text(item.values.get(field.columns[0]))
    said = [(column, _text(item.values.get(column))) for column in field.columns]
    return ", ".join(f"{column} {value}" for column, value in said if value is not None) or None


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, Span):
        return f"{value.start}-{value.end}"
    return str(value).lower() if isinstance(value, bool) else f"{value:.10g}"
