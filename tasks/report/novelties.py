"""What a run brought: disagreements and revisions that there were not before its batches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tasks.queries import confined

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FRESH = """
with fresh as (
    select claim_id
    from figures
    where claim_id is not null
    group by claim_id
    having bool_and(list_contains($batches, batch_id))
)
"""
"""Claims that no text of an older batch makes."""

DISAGREEMENTS = """
select
    label as about,
    place_name as place,
    claimant_a as one,
    wording_a as says,
    claimant_b as another,
    wording_b as says_instead,
    relation,
    gap as apart,
    figure_a,
    figure_b
from disagreements
where relation != 'bound' and (claim_a in (from fresh) or claim_b in (from fresh))
order by relation, ratio desc nulls last, disagreement_id
limit $shown
"""

REVISIONS = """
select
    label as about,
    place_name as place,
    claimant,
    wording_before as before,
    wording_after as after,
    change,
    known_before,
    known_at,
    figure_before,
    figure_after
from revisions
where claim_after in (from fresh)
order by abs(change) / greatest(abs(value_before), 1) desc nulls last, revision_id
limit $shown
"""


def new_disagreements(warehouse: Path, batches: Sequence[str], shown: int) -> list[dict[str, Any]]:
    """Pairs of claims that contradict each other, one of them made by these batches alone; the widest first."""
    return _asked(warehouse, DISAGREEMENTS, batches, shown)


def new_revisions(warehouse: Path, batches: Sequence[str], shown: int) -> list[dict[str, Any]]:
    """Steps of a claimant's number whose later claim these batches alone make; the largest change first."""
    return _asked(warehouse, REVISIONS, batches, shown)


def _asked(warehouse: Path, sql: str, batches: Sequence[str], shown: int) -> list[dict[str, Any]]:
    with confined(warehouse) as connection:
        answer = connection.execute(FRESH + sql, {"batches": list(batches), "shown": shown})
        names = [column[0] for column in answer.description or ()]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
