"""Pairs of copies against a gold file of pairs: which were found, and whether they are related as it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tasks.scores.tallies import score

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tasks.scores.tallies import Score

    Pairs = Mapping[frozenset[str], str | None]

RELATIONS = ("exact", "near", "contains", "version")


class PairError(ValueError):
    """A row of a gold file of pairs that cannot be used; says where, what and what to do."""


@dataclass(frozen=True, slots=True)
class PairMistake:
    """One pair that was missed, that is none, or that is related otherwise."""

    mistake: str
    a: str
    b: str
    expected: str | None
    got: str | None


def gold_pairs(rows: Iterable[tuple[str, Mapping[str, Any]]]) -> dict[frozenset[str], str | None]:
    """Pair → relation, of (where, {"a", "b", "relation"}); a null relation says that the two are no copies.

    Raises:
        PairError: names that are no strings or one name twice, a relation that is none, a pair that stands twice.
    """
    made: dict[frozenset[str], str | None] = {}
    for where, row in rows:
        a, b, relation = row.get("a"), row.get("b"), row.get("relation")
        if not (isinstance(a, str) and isinstance(b, str) and a != b):
            message = f'{where}: "a" is {a!r} and "b" {b!r}; name two texts'
            raise PairError(message)
        if relation not in (*RELATIONS, None):
            message = f"{where}: relation is {relation!r}; write one of {', '.join(RELATIONS)}, or null for no copies"
            raise PairError(message)
        if frozenset((a, b)) in made:
            message = f"{where}: {a!r} and {b!r} stand together on an earlier line too; take one of the two out"
            raise PairError(message)
        made[frozenset((a, b))] = relation
    return made


def pair_scores(gold: Pairs, found: Pairs) -> list[Score]:
    """`found` is about the pairs; `relation` is right in a pair when both name the same."""
    wanted = {pair: relation for pair, relation in gold.items() if relation}
    both = [pair for pair in wanted if pair in found]
    right = sum(wanted[pair] == found[pair] for pair in both)
    sizes = (len(found), len(wanted))
    return [
        score("found", len(both), *sizes, pairs=len(both)),
        score("relation", right, *sizes, pairs=len(both)),
    ]


def pair_mistakes(gold: Pairs, found: Pairs) -> list[PairMistake]:
    """Every pair that differs, by its names."""
    made = []
    for pair in sorted({*gold, *found}, key=sorted):
        expected, got = gold.get(pair), found.get(pair)
        if expected != got:
            mistake = "missed" if not got else "wrong" if expected else "false"
            a, b = sorted(pair)
            made.append(PairMistake(mistake, a, b, expected, got))
    return made
