"""What a regular expression can begin with, so that it is asked only where it may match."""

from __future__ import annotations

from re import _constants as codes  # type: ignore[attr-defined]  # the parser of `re` itself, the same in 3.11 to 3.13
from re import _parser as parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

LENGTH = 3
"""Signs of a beginning that are looked at."""
MOST = 4_000
"""Beginnings of one expression; with more of them, it may begin with anything."""


class Openings(NamedTuple):
    """Beginnings: `going` ones are followed by the next part of the expression, `done` ones by anything."""

    going: frozenset[str]
    done: frozenset[str]


NOTHING = Openings(frozenset({""}), frozenset())
ANYTHING = Openings(frozenset(), frozenset({""}))


def opening(text: str) -> str:
    """A beginning as `openings_of` writes it: lower case, any digit as 0."""
    return "".join("0" if sign.isdecimal() else sign for sign in text[:LENGTH].lower())


def openings_of(pattern: str) -> frozenset[str]:
    """Beginnings of whatever an expression matches, of up to `LENGTH` signs; anything may follow a shorter one."""
    going, done = _of_row(parser.parse(pattern))
    return going | done


def reaching(sought: str, openings: Collection[str]) -> list[str]:
    """Those of `openings` with which a text that begins with `sought`, an `opening`, may go on to a match."""
    if len(sought) < LENGTH:  # the text ends here, or a sign has no lower case of one code point
        return [each for each in openings if sought.startswith(each) or each.startswith(sought)]
    return [sought[:size] for size in range(LENGTH + 1) if sought[:size] in openings]


def _of_row(row: Iterable[tuple[object, Any]]) -> Openings:
    """Beginnings of expressions one after the other."""
    found = NOTHING
    for code, value in row:
        found = _joined(found, _of(code, value))
        if not found.going:
            break
    return found


def _joined(first: Openings, then: Openings) -> Openings:
    longer = {head + tail for head in first.going for tail in then.going}
    done = set(first.done) | {(head + tail)[:LENGTH] for head in first.going for tail in then.done}
    done |= {each[:LENGTH] for each in longer if len(each) >= LENGTH}
    going = {each for each in longer if len(each) < LENGTH}
    return ANYTHING if len(going) + len(done) > MOST else Openings(frozenset(going), frozenset(done))


def _either(choices: Sequence[Openings]) -> Openings:
    return Openings(
        frozenset().union(*(each.going for each in choices)), frozenset().union(*(each.done for each in choices))
    )


def _of(code: object, value: Any) -> Openings:  # noqa: ANN401 - a row, a number or a tuple, by the code
    read = _READERS.get(code)
    return read(value) if read else ANYTHING


def _of_repeat(value: tuple[int, int, Iterable[tuple[object, Any]]]) -> Openings:
    least, most, row = value
    once = _of_row(row)
    repeated = [NOTHING]
    for _ in range(min(most, LENGTH)):
        repeated.append(_joined(repeated[-1], once))
    return _either(repeated[min(least, LENGTH) :])


def _of_set(items: Iterable[tuple[object, Any]]) -> Openings:
    signs: set[str] = set()
    for code, value in items:
        if code is codes.LITERAL:
            signs.add(opening(chr(value)))
        elif code is codes.RANGE:
            signs.update(opening(chr(point)) for point in range(value[0], value[1] + 1))
        elif code is codes.CATEGORY and value is codes.CATEGORY_DIGIT:
            signs.add("0")
        else:
            return ANYTHING
    return Openings(frozenset(signs), frozenset())


_READERS: dict[object, Callable[[Any], Openings]] = {
    codes.LITERAL: lambda point: Openings(frozenset({opening(chr(point))}), frozenset()),
    codes.IN: _of_set,
    codes.SUBPATTERN: lambda value: _of_row(value[-1]),
    codes.ATOMIC_GROUP: _of_row,
    codes.BRANCH: lambda value: _either([_of_row(branch) for branch in value[1]]),
    **dict.fromkeys((codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT), _of_repeat),
    **dict.fromkeys((codes.AT, codes.ASSERT, codes.ASSERT_NOT), lambda _: NOTHING),
}
"""How the parts of a parsed expression are read; what is not listed may begin with anything."""
