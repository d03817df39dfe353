"""The rows of a report, and what they are read from: each class names the columns of one mart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

OWN_VOICE = "article"
"""`claimant_kind` of what an article says without naming a source."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One measured thing: the row of `measures` that a chart panel stands for."""

    measure_id: str
    label: str | None
    kind: str
    unit: str | None
    per: str | None
    place_name: str | None


@dataclass(frozen=True, slots=True)
class Claim:
    """One row of `claims`: who says how many. `holds_low` and `holds_high` null means unbounded on that side."""

    claim_id: str
    measure_id: str
    claimant_id: str
    claimant: str | None
    claimant_kind: str
    value: float | None
    holds_low: float | None
    holds_high: float | None
    bound: str
    modality: str
    wordings: list[str]
    counted: str | None
    place_name: str | None
    as_of_start: date | None
    as_of_end: date | None
    as_of_stated: bool
    first_seen: datetime | None
    last_seen: datetime | None
    articles: int
    publishers: list[str]
    independent_sources: int
    relayed_by: list[str]

    @property
    def day(self) -> date | None:
        """The day that the claim is drawn at: what it is about, else when it was first published."""
        return self.as_of_start or (self.first_seen.date() if self.first_seen else None)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One row of `disagreements`: two claims, the earlier first."""

    disagreement_id: str
    measure_id: str
    relation: str
    claim_a: str
    claim_b: str
    gap: float | None
    ratio: float | None
    as_of_start: date | None
    as_of_end: date | None


@dataclass(frozen=True, slots=True)
class Revision:
    """One row of `revisions`: a claimant's later claim behind the earlier one."""

    revision_id: str
    measure_id: str
    claim_before: str
    claim_after: str
    wording_before: str
    wording_after: str
    change: float | None
    known_before: datetime | None
    known_at: datetime | None


@dataclass(frozen=True, slots=True)
class Quote:
    """One figure in its sentence: `before`, `span` and `after` make it up. `carriers` are all texts that have it."""

    claim_id: str
    figure_id: str
    before: str
    span: str
    after: str
    language: str | None
    carriers: list[Carrier]


@dataclass(frozen=True, slots=True)
class Carrier:
    """One article that carries a sentence."""

    article_id: str
    title: str | None
    publisher: str | None
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class Report:
    """All that a page shows; `claims_found` counts also the claims that were too many to show."""

    question: str
    measures: list[Measure]
    claims: list[Claim]
    disagreements: list[Disagreement]
    revisions: list[Revision]
    quotes: list[Quote]
    claims_found: int
