"""Groups of articles against a gold file of groups: by pairs, and by the company of each article (B-cubed)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from tasks.scores.tallies import DIGITS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    Groups = Mapping[str, str]  # article → its group


class GroupError(ValueError):
    """A row of a gold file of groups that cannot be used; says where, what and what to do."""


@dataclass(frozen=True, slots=True)
class GroupScore:
    """One way to count, over the articles that the gold names. Null where there was nothing to share."""

    measure: str
    precision: float | None
    recall: float | None
    f1: float | None


@dataclass(frozen=True, slots=True)
class GroupMistake:
    """Two articles that are wrongly together or wrongly apart."""

    mistake: str
    a: str
    b: str
    expected_a: str
    expected_b: str


def gold_groups(rows: Iterable[tuple[str, Mapping[str, Any]]]) -> dict[str, str]:
    """Article → group, of (where, {"file", "story"}).

    Raises:
        GroupError: a name or group that is no string, an article that stands twice.
    """
    made: dict[str, str] = {}
    for where, row in rows:
        file, story = row.get("file"), row.get("story")
        if not (isinstance(file, str) and isinstance(story, str)):
            message = f'{where}: "file" is {file!r} and "story" {story!r}; write a name in each'
            raise GroupError(message)
        if file in made:
            message = f"{where}: {file!r} stands on an earlier line too; take one of the two out"
            raise GroupError(message)
        made[file] = story
    return made


def group_scores(gold: Groups, found: Groups) -> list[GroupScore]:
    """`pairs`: of the pairs of articles that are together, how many should be, and the other way round.

    `b-cubed`: the mean, over the articles, of the share of its found group that shares its gold group, and the other
    way round; an article alone counts as much as any.
    """
    both = Counter((group, found[name]) for name, group in gold.items())
    wanted = Counter(gold.values())
    made = Counter(found[name] for name in gold)
    together = sum(map(_pairs, both.values()))
    pure = sum(count * count / made[theirs] for (_, theirs), count in both.items())
    whole = sum(count * count / wanted[ours] for (ours, _), count in both.items())
    return [
        _score("pairs", together, sum(map(_pairs, made.values())), together, sum(map(_pairs, wanted.values()))),
        _score("b-cubed", pure, len(gold), whole, len(gold)),
    ]


def group_mistakes(gold: Groups, found: Groups) -> list[GroupMistake]:
    """Every pair of articles that differs, by name."""
    return list(_mistakes(gold, found))


def _mistakes(gold: Groups, found: Groups) -> Iterator[GroupMistake]:
    for a, b in combinations(sorted(gold), 2):
        if (gold[a] == gold[b]) != (found[a] == found[b]):
            yield GroupMistake("apart" if gold[a] == gold[b] else "together", a, b, gold[a], gold[b])


def _pairs(members: int) -> int:
    return members * (members - 1) // 2


def _score(name: str, right: float, found: int, covered: float, gold: int) -> GroupScore:
    precision, recall = (right / found if found else None), (covered / gold if gold else None)
    f1 = 2 * precision * recall / (precision + recall) if precision and recall else None
    shares = (None if share is None else round(share, DIGITS) for share in (precision, recall, f1))
    return GroupScore(name, *shares)
