"""What a form of dates cannot match without, so that most forms are not tried on most stretches of text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_ESCAPED = re.compile(r"\\.|\[[^\]]*\]")
_GROUP = re.compile(r"\((?P<head>\?(?::|-?i:|P<\w+>|<?[=!]))?(?P<inner>[^()]*)\)(?P<times>[?*]|\{\d)?")
_HELD = re.compile(r"«(\d+)»")
_SLOT = re.compile(r"\{([a-z]+)\d?\}")
_PHRASE = re.compile(r"[\w'’-]+")
_WORD = re.compile(r"[^\W\d_]+")


def needs_of(form: str, tables: Mapping[str, frozenset[str]]) -> tuple[frozenset[str], ...]:
    """Sets of words in lower case: where a stretch lacks all words of one of them, the form cannot match in it.

    `tables` gives the words of a slot; a slot that is not there needs nothing. What a form may leave out, looks around
    for, or glues to something else is not counted: "(?:{weekday} )?{day} {month}" needs a digit and a month.
    """
    held: list[list[frozenset[str]]] = []
    bare = _ESCAPED.sub("", form)
    while group := _GROUP.search(bare):
        head = group["head"] or ""
        optional = bool(group["times"]) or head.endswith(("=", "!"))
        held.append([] if optional else _alternatives(group["inner"], tables, held))
        bare = f"{bare[: group.start()]}{'' if optional else f'«{len(held) - 1}»'}{bare[group.end() :]}"
    return tuple(_needed(bare, tables, held))


def _alternatives(
    inner: str, tables: Mapping[str, frozenset[str]], held: Sequence[list[frozenset[str]]]
) -> list[frozenset[str]]:
    """The needs of a group; of one with a choice, one word of any alternative, or nothing where one needs nothing."""
    needs = [_needed(part, tables, held) for part in inner.split("|")]
    if len(needs) == 1:
        return needs[0]
    return [frozenset().union(*(part[-1] for part in needs))] if all(needs) else []


def _needed(
    flat: str, tables: Mapping[str, frozenset[str]], held: Sequence[list[frozenset[str]]]
) -> list[frozenset[str]]:
    needs: list[frozenset[str]] = []
    for part in re.split(r"[ ⟨⟩]+", flat):
        if group := _HELD.fullmatch(part):
            needs += held[int(group[1])]
        elif slots := _SLOT.findall(part):
            needs += [tables[slot] for slot in slots if slot in tables]
        elif _PHRASE.fullmatch(part) and _WORD.search(part):
            needs.append(frozenset([max(_WORD.findall(part.lower()), key=len)]))
    return needs
