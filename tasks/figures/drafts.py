"""A figure in the making: readers start it, passes fill it in, and it ends as a row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tasks.tables import Figure

if TYPE_CHECKING:
    from tasks.figures.currencies import Choice
    from tasks.figures.tokens import Line

EXACT, ABOUT, VAGUE, BETWEEN = "exact", "about", "vague", "between"
AT_LEAST, MORE_THAN, AT_MOST, LESS_THAN = "at_least", "more_than", "at_most", "less_than"
COUNT, MONEY, PERCENT, MEASURE = "count", "money", "percent", "measure"
DURATION, AGE, RATIO, ORDINAL = "duration", "age", "ratio", "ordinal"

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Amount:
    """How many: a point, an interval, or a point with one open side."""

    value: float | None
    low: float | None
    high: float | None
    bound: str

    def times(self, factor: float) -> Amount:
        """The same amount of a thing `factor` times as large."""
        value, low, high = (
            None if part is None else rounded(part * factor) for part in (self.value, self.low, self.high)
        )
        return Amount(value, low, high, self.bound)


def exactly(value: float) -> Amount:
    """An amount that states one point."""
    return Amount(rounded(value), rounded(value), rounded(value), EXACT)


def rounded(value: float) -> float:
    """A value without the noise of binary fractions: 5.6 × 10⁹ is 5,600,000,000."""
    return float(f"{value:.15g}")


@dataclass(slots=True)
class Draft:
    """What is known of one figure so far. Token positions count in `line`; spans are code points of the article."""

    line: Line
    first: int
    end: int
    num_first: int
    num_end: int
    kind: str
    amount: Amount
    rule: str
    unit: str | None = None
    choice: Choice | None = None  # of the currencies that its unit may mean
    scale: float = 1.0  # magnitude word of the numeral: 10⁹ for "5,6 milliards"
    per: str | None = None
    direction: str | None = None
    noun: Span | None = None  # tokens of the noun phrase counted, in this line
    noun_end: int = 0  # token after numeral, unit and noun phrase
    counted: Span | None = None  # code points; may lie in an earlier sentence
    state: Span | None = None  # code points
    category: str | None = None
    negated: bool = False
    modality: str = "asserted"
    same_as: Draft | None = None
    subset_of: Draft | None = None
    span: Span = field(init=False)

    def __post_init__(self) -> None:
        self.span = self.line.code_points((self.first, self.end))
        self.noun_end = max(self.noun_end, self.end)
        if self.noun is not None:
            self.counted = self.line.code_points(self.noun)
            self.noun_end = max(self.noun_end, self.noun[1])

    def figure_id(self, article_id: str) -> str:
        """The figure's identifier: article, span and kind."""
        return f"{article_id}:{self.span[0]}-{self.span[1]}:{self.kind}"

    def figure(self, article_id: str) -> Figure:
        """The row; fields of attribution, place and time are for other rooms to fill in."""
        line, text = self.line, self.line.text
        start, end = self.span
        counted, state = self.counted, self.state
        return Figure(
            article_id=article_id,
            figure_id=self.figure_id(article_id),
            start_char=start,
            end_char=end,
            text=text[start:end],
            num_start=line.starts[self.num_first],
            num_end=line.ends[self.num_end - 1],
            kind=self.kind,
            value=self.amount.value,
            low=self.amount.low,
            high=self.amount.high,
            bound=self.amount.bound,
            unit=self.unit,
            per=self.per,
            direction=self.direction,
            counted=text[slice(*counted)] if counted else None,
            counted_start=counted[0] if counted else None,
            counted_end=counted[1] if counted else None,
            category=self.category,
            state=text[slice(*state)] if state else None,
            negated=self.negated,
            modality=self.modality,
            source=None,
            source_start=None,
            source_end=None,
            source_kind=None,
            cue=None,
            relayed_by=None,
            place=None,
            place_start=None,
            place_end=None,
            as_of_start=None,
            as_of_end=None,
            same_as=self.same_as.figure_id(article_id) if self.same_as else None,
            subset_of=self.subset_of.figure_id(article_id) if self.subset_of else None,
            rule=self.rule,
        )
