"""Parts of a whole inside a sentence: "dont cinq", "huit d'entre eux", parts that add up."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from tasks.figures.drafts import COUNT, ORDINAL, PERCENT, RATIO
from tasks.figures.links import category_of, class_of, is_state_noun, pronoun_at

if TYPE_CHECKING:
    from tasks.figures.drafts import Draft

LONGEST_SUBSET_GAP = 40
MOST_PARTS = 6
LONGEST_PART_GAP = 3


def link_subsets(drafts: list[Draft]) -> None:
    """Sets `subset_of`: "dont cinq", "sur les 10 000 soldats …, jusqu'à 8 000", "10 dans les 40", "4: 2 et 2"."""
    for earlier, later in pairwise(drafts):
        nouns, keys = later.line.grammar.nouns, later.line.keys
        base = nouns.base.before(keys, later.first)
        if nouns.subset.before(keys, later.first) is not None:
            later.subset_of = earlier if ORDINAL not in {earlier.kind, later.kind} else None
        elif part_of_next(earlier, later):
            earlier.subset_of, earlier.counted = later, later.counted
        elif base and base[0] == earlier.noun_end and (earlier.kind, earlier.unit) == (later.kind, later.unit):
            earlier.subset_of = later if smaller(earlier, later) else None
        elif later.kind in {COUNT, PERCENT, RATIO} and earlier.kind == COUNT:
            link_part(earlier, later)
    share_base(drafts)
    link_sums(drafts)
    share_state(drafts)


def share_state(drafts: list[Draft]) -> None:
    """What befell the whole befell its parts: "133 personnes ont été blessées, dont 23 policiers".

    Not where a part has a state or a class of its own: "300 personnes évacuées, dont 12 blessés".
    """
    listed: set[int] = set()
    for part in drafts:
        line, whole = part.line, part.subset_of
        joined = line.key(part.first - 1) in line.grammar.nouns.coordinators and id(whole) in listed
        led = line.grammar.nouns.subset.before(line.keys, part.first) is not None or joined
        if whole is None or not led or part.kind != COUNT or whole.kind != COUNT:
            continue
        listed.add(id(whole))
        if part.state or class_of(part):
            continue
        told = whole.state or (whole.counted if is_state_noun(whole) else None)
        part.category = category_of(line.grammar, line.text[slice(*told)]) if told else None
        at = part.noun[0] if part.noun else part.end
        if line.key(at) in line.grammar.states.manner:  # "11 blessés, dont un grièvement"
            part.state, part.counted = line.code_points((at, at + 1)), whole.counted
        else:
            part.state = whole.state
            if part.counted is None and is_state_noun(whole):  # "409 blessés, dont 14 graves"
                part.counted = whole.counted


def link_part(whole: Draft, part: Draft) -> None:
    """Reads "huit d'entre eux", "sur les 10 000 …, 8 000 sont blessés"."""
    nouns, keys = part.line.grammar.nouns, part.line.keys
    if not smaller(part, whole):
        return
    if pronoun_at(part):
        part.subset_of = whole
    elif nouns.base.before(keys, whole.first) is not None and part.first - whole.end < LONGEST_SUBSET_GAP:
        part.subset_of = whole
        part.counted = part.counted or whole.counted


def link_sums(drafts: list[Draft]) -> None:
    """Parts that follow a whole and add up to it: "quatre véhicules, deux électriques et deux hybrides"."""
    for position, whole in enumerate(drafts):
        parts = drafts[position + 1 : position + 1 + MOST_PARTS]
        total = 0.0
        for size, part in enumerate(parts, 1):
            alike = part.kind == whole.kind and part.unit == whole.unit and part.subset_of is None
            if (
                not alike
                or part.amount.value is None
                or part.first - drafts[position + size - 1].noun_end > LONGEST_PART_GAP
            ):
                break
            total += part.amount.value
            if size > 1 and total == whole.amount.value and whole.subset_of is None:
                for one in parts[:size]:
                    one.subset_of = whole


def part_of_next(part: Draft, whole: Draft) -> bool:
    """Reads "274 des 2 000 manifestations", "five of the 12 hostages"."""
    nouns, keys = part.line.grammar.nouns, part.line.keys
    between = keys[part.end : whole.first]
    return (
        bool(between)
        and part.noun is None
        and between[0] in nouns.complements
        and all(key in nouns.determiners for key in between[1:])
    )


def share_base(drafts: list[Draft]) -> None:
    """A second part of the same whole: "dont cinq policiers et trois gendarmes" keeps the first whole."""
    for earlier, later in pairwise(drafts):
        joined = later.line.key(later.first - 1) in later.line.grammar.nouns.coordinators
        adjacent = later.first - 1 == earlier.noun_end
        if earlier.subset_of and later.subset_of is None and joined and adjacent and later.kind == COUNT:
            later.subset_of = earlier.subset_of


def smaller(part: Draft, whole: Draft) -> bool:
    """Whether a count can be part of another."""
    top = part.amount.high if part.amount.value is None else part.amount.value
    return top is None or whole.amount.value is None or top <= whole.amount.value
