"""Which found row is which row of gold: one to one, by overlap."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tasks.scores.items import Item, Span


@dataclass(frozen=True, slots=True)
class Match:
    """The gold and the found rows of one text. Optional gold, and what touches nothing else, is in none of them."""

    file: str
    text: str
    pairs: list[tuple[Item, Item]]
    """(gold, found)"""
    missed: list[Item]
    false: list[Item]
    traps: int
    hits: list[tuple[Item, Item]]
    """(trap, found): a found row that touches the trap and no gold row."""


def match(file: str, text: str, gold: Sequence[Item], found: Sequence[Item], traps: Sequence[Item] = ()) -> Match:
    """Pairs the rows of one text, those that overlap best first; of equal overlaps the one that must be found."""
    ranked = sorted(
        (-gold[one].core.overlap(found[other].core), gold[one].optional, one, other)
        for one, other in _touching(gold, found)
    )
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, one, other in ranked:
        if one not in partner and other not in taken:
            partner[one] = other
            taken.add(other)
    spared = {other for _, optional, _, other in ranked if optional}
    touched = {other for *_, other in ranked}
    free = [item for at, item in enumerate(found) if at not in touched]
    hits = dict(_touching(traps, free))
    return Match(
        file=file,
        text=text,
        pairs=[(gold[one], found[other]) for one, other in sorted(partner.items()) if not gold[one].optional],
        missed=[item for at, item in enumerate(gold) if at not in partner and not item.optional],
        false=[item for at, item in enumerate(found) if at not in taken and at not in spared],
        traps=len(traps),
        hits=[(traps[trap], free[other]) for trap, other in sorted(hits.items())],
    )


def _touching(left: Sequence[Item], right: Sequence[Item]) -> Iterator[tuple[int, int]]:
    """Places of two items whose cores overlap, without looking at every pair."""
    order = sorted(range(len(right)), key=lambda at: right[at].core)
    starts = [right[at].core.start for at in order]
    longest = max((_length(item.core) for item in right), default=0)
    for one, item in enumerate(left):
        low, high = bisect_left(starts, item.core.start - longest), bisect_left(starts, item.core.end)
        for other in order[low:high]:
            if right[other].core.end > item.core.start:
                yield one, other


def _length(span: Span) -> int:
    return span.end - span.start
