"""Scores: spans with fields, matched and counted by hand."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.figures import find_figures
from tasks.scores import (
    DATES,
    FIGURES,
    GoldError,
    Item,
    Span,
    gold_of,
    items_of,
    linked,
    match,
    mistakes,
    scores,
)

if TYPE_CHECKING:
    from tasks.scores.items import Value


def item(start: int, end: int, **values: Value) -> Item:
    return Item("x", Span(start, end), Span(start, end), values)


def optional(start: int, end: int) -> Item:
    return replace(item(start, end), optional=True)


def table(gold: list[Item], found: list[Item], *columns: str, traps: list[Item] | None = None) -> dict[str, list[Any]]:
    """Field → right, found, gold, precision, recall, f1, accuracy."""
    made = scores(FIGURES, [match("a.txt", "x" * 99, gold, found, traps or [])], columns)
    return {s.field: [s.right, s.found, s.gold, s.precision, s.recall, s.f1, s.accuracy] for s in made}


def test_precision_recall_and_f1_of_what_is_found_and_right() -> None:
    gold = [item(0, 3, kind="count"), item(5, 8, kind="money"), item(10, 13, kind="age"), item(20, 25, kind="age")]
    found = [item(0, 3, kind="count"), item(5, 8, kind="count"), item(10, 14, kind="age"), item(40, 41), item(50, 51)]
    made = table(gold, found, "kind")
    assert made["found"] == [3, 5, 4, 0.6, 0.75, 0.6667, 1.0]
    assert made["kind"] == [2, 5, 4, 0.4, 0.5, 0.4444, 0.6667]


def test_a_field_that_may_be_null_is_also_counted_where_it_is_named() -> None:
    gold = [item(0, 3, source="Kiev"), item(5, 8, source=None), item(10, 13, source="Moscou"), item(20, 25, source="A")]
    found = [item(0, 3, source="Kiev"), item(5, 8, source="Séoul"), item(10, 13, source=None), item(40, 41, source="B")]
    made = table(gold, found, "source")
    assert made["source"] == [1, 4, 4, 0.25, 0.25, 0.25, 0.3333]
    assert made["source, named"] == [1, 3, 3, 0.3333, 0.3333, 0.3333, 0.5]


def test_fields_that_the_gold_does_not_carry_are_left_out() -> None:
    assert list(table([item(0, 3)], [item(0, 3)], "low", "high", "place", "negated")) == [
        "found",
        "span",
        "negated",
        "place",
        "place, named",
    ]


def test_right_is_kind_value_bounds_and_unit() -> None:
    said: dict[str, Value] = {"kind": "count", "value": 3, "low": 3, "high": 3, "bound": "exact", "unit": None}
    others: dict[str, Value] = {"kind": "age", "value": 4, "low": None, "high": 4, "bound": "about", "unit": "EUR"}
    for column, other in others.items():
        made = table([item(0, 3, **said)], [item(0, 3, **(said | {column: other}))], *said)
        assert made["right"][0] == 0, column
    assert table([item(0, 3, **said)], [item(0, 3, **said)], *said)["right"][0] == 1


def test_nothing_found_and_nothing_to_find_have_no_share() -> None:
    assert table([], [])["found"] == [0, 0, 0, None, None, None, None]
    assert table([item(0, 1)], [])["found"] == [0, 0, 1, None, 0.0, 0.0, None]


def test_pairs_are_one_to_one_and_the_best_overlap_comes_first() -> None:
    ten, twelve, both = item(0, 2), item(5, 11), item(0, 11)
    made = match("a", "", [ten, twelve], [both])
    assert (made.pairs, made.missed, made.false) == ([(twelve, both)], [ten], [])
    made = match("a", "", [both], [ten, twelve])
    assert (made.pairs, made.missed, made.false) == ([(both, twelve)], [], [ten])


def test_spans_that_only_meet_do_not_overlap() -> None:
    assert match("a", "", [item(0, 2)], [item(2, 4)]).pairs == []


def test_optional_gold_neither_rewards_nor_punishes() -> None:
    gold = [item(0, 3), optional(10, 13), optional(20, 30)]
    made = match("a", "", gold, [item(0, 3), item(20, 24), item(25, 30)])
    assert (len(made.pairs), made.missed, made.false) == (1, [], [])
    core, found = item(0, 3), item(0, 3)
    assert match("a", "", [optional(0, 3), core], [found]).pairs == [(core, found)]


def test_a_trap_is_hit_by_what_stands_in_it_and_in_no_gold_row() -> None:
    traps = [item(0, 5), item(10, 15), item(20, 25)]
    made = table([item(10, 12)], [item(3, 4), item(4, 5), item(10, 12)], traps=traps)
    assert made["traps hit"] == [0, 1, 3, None, None, None, 0.6667]


SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8), st.booleans()), max_size=12)


@settings(max_examples=300, deadline=None)
@given(SPANS, SPANS)
def test_every_row_is_counted_once(gold: list[tuple[int, int, bool]], found: list[tuple[int, int, bool]]) -> None:
    golds = [(optional if spare else item)(start, start + length) for start, length, spare in gold]
    founds = [item(start, start + length) for start, length, _ in found]
    made = match("a", "", golds, founds)
    assert all(one.core.overlap(other.core) > 0 for one, other in made.pairs)
    core = [one for one in golds if not one.optional]
    assert Counter(map(id, [*(one for one, _ in made.pairs), *made.missed])) == Counter(map(id, core))
    used = Counter(map(id, [*(other for _, other in made.pairs), *made.false]))
    assert set(used.values()) <= {1}
    apart = [one for one in founds if not any(one.core.overlap(other.core) for other in golds)]
    assert {id(one) for one in apart} <= set(used)
    for one in made.missed:  # greedy: whatever touches a missed row is taken by a row that it overlaps as well
        for other in founds:
            if one.core.overlap(other.core) > 0:
                assert max(g.core.overlap(other.core) for g in golds if g is not one) >= one.core.overlap(other.core)


@pytest.mark.parametrize(
    ("gold", "found", "right"),
    [
        ("l'armée  russe", "l’armée\u00a0russe", True),
        ("soldats", "Soldats", False),
        ("soldats", None, False),
        (None, None, True),
        (None, "soldats", False),
        (0.3333, 1 / 3, True),
        (0.3333, 0.34, False),
        (5_600_000_000, 5.6e9, True),
        (1, True, False),
        (True, True, True),
        (False, None, False),
        ("3", 3, False),
    ],
)
def test_values_agree(gold: Value, found: Value, *, right: bool) -> None:
    assert item(0, 1, value=gold).accepts("value", item(0, 1, value=found)) == right


def test_a_rank_is_right_with_and_without_limits() -> None:
    rank: dict[str, Value] = {"kind": "ordinal", "value": 3, "low": None, "high": None, "bound": "exact", "unit": None}
    limits: dict[str, Value] = {"low": 3, "high": 3}
    for one, other in ((rank, rank | limits), (rank | limits, rank)):
        assert table([item(0, 1, **one)], [item(0, 1, **other)], *rank)["right"][0] == 1


def test_further_answers_are_right_too() -> None:
    record: dict[str, object] = {"file": "a.txt", "start_char": 17, "end_char": 20, "text": "300", "counted": "chaises"}
    record["counted_alt"] = ["chaises et tables", "meubles"]
    gold = gold_of(record, "", FIGURES)
    assert gold
    answers = ("chaises", "meubles", "tables")
    assert [gold.item.accepts("counted", item(0, 1, counted=words)) for words in answers] == [True, True, False]


def test_saying_nothing_may_be_right_too_and_is_no_answer() -> None:
    gold = [replace(item(0, 3, source="Kiev"), others={"source": (None,)}), item(5, 8, source="Kiev")]
    made = table(gold, [item(0, 3, source=None), item(5, 8, source="Kiev")], "source")
    assert made["source"][0] == 2
    assert made["source, named"] == [2, 1, 2, 1.0, 1.0, 1.0, 1.0]


def test_all_wrong_is_nought_and_not_nothing() -> None:
    assert table([item(0, 3, source="A")], [item(0, 3, source="B")], "source")["source, named"][3:6] == [0.0, 0.0, 0.0]


def test_who_restates_whom_is_a_choice_but_a_part_is_not() -> None:
    text = "Il a promis 5,6 milliards de dollars (5,3 milliards d'euros)."
    found = items_of(find_figures(text, "fr", ()))
    assert [one.values["same_as"] for one in found] == [None, found[0].core]
    first, second = (found[at].text for at in (0, 1))

    def gold(*links: str | None, name: str = "same_as") -> list[Item]:
        """The two figures as gold, each with a link by the other's words."""
        pairs = zip(found, links, strict=True)
        return linked([Item(one.text, one.span, one.core, {name: link}) for one, link in pairs])

    for golds in (gold(None, first), gold(second, None)):
        made = table(golds, found, "same_as")
        assert (made["same_as"][0], made["same_as, named"][0]) == (2, 1)
    assert table(gold(None, None), found, "same_as")["same_as"][0] == 1
    parts = [gold(None, first, name="subset_of"), gold(second, None, name="subset_of")]
    assert [one.values["subset_of"] for one in parts[0]] != [one.values["subset_of"] for one in parts[1]]


def test_a_link_names_the_nearest_row_of_equal_words() -> None:
    twins = [Item("12", Span(at, at + 2), Span(at, at + 2), {"subset_of": None}) for at in (0, 50)]
    part = Item("3", Span(60, 61), Span(60, 61), {"subset_of": "12"})
    assert linked([*twins, part])[-1].values["subset_of"] == Span(50, 52)


def test_dates_are_right_by_days_and_precision() -> None:
    day: dict[str, Value] = {"first_day": "2024-11-07", "last_day": "2024-11-07", "precision": "day"}
    unknown: dict[str, Value] = {"first_day": None, "last_day": None, "precision": "day"}
    gold = [item(0, 1, **day), item(2, 3, **day), item(4, 5, **unknown)]
    found = [item(0, 1, **day), item(2, 3, **(day | {"last_day": "2024-11-08"})), item(4, 5, **unknown)]
    made = {score.field: (score.right, score.gold) for score in scores(DATES, [match("a", "", gold, found)], day)}
    assert made == {
        "found": (3, 3),
        "span": (3, 3),
        "days": (2, 3),
        "days, named": (1, 2),
        "precision": (3, 3),
        "right": (2, 3),
    }


def test_mistakes_say_what_was_expected_and_what_was_found() -> None:
    gold = [item(0, 3, kind="count", why=None), item(4, 5, kind="age")]
    found = [item(0, 3, kind="money"), item(8, 9, kind="ratio")]
    made = list(mistakes(FIGURES, [match("a.txt", "abc d fgh", gold, found, [item(8, 9, why="a name")])], ["kind"]))
    assert [(one.mistake, one.field, one.expected, one.got) for one in made] == [
        ("wrong", "kind", "count", "money"),
        ("missed", "", None, None),
        ("false", "", None, None),
        ("trap", "", "a name", "x"),
    ]
    assert made[0].context == "[abc] d fgh"


@pytest.mark.parametrize(
    ("resolved", "days"),
    [
        ("2024", ("2024-01-01", "2024-12-31", "year")),
        ("2024-02", ("2024-02-01", "2024-02-29", "month")),
        ("2024-11-07", ("2024-11-07", "2024-11-07", "day")),
        ("2024-W45", ("2024-11-04", "2024-11-10", "week")),
        ("2024-SU", ("2024-06-01", "2024-08-31", "season")),
        ("2024-WI", ("2024-12-01", "2025-02-28", "season")),
        (None, (None, None, None)),
    ],
)
def test_periods_of_an_older_file_are_read(resolved: str | None, days: tuple[str | None, ...]) -> None:
    gold = gold_of({"file": "a", "start": 0, "end": 1, "text": "x", "kind": "date", "resolved": resolved}, "", DATES)
    assert gold
    assert tuple(gold.item.values[column] for column in ("first_day", "last_day", "precision")) == days


@pytest.mark.parametrize("resolved", ["2024-13", "2024-02-30", "2024-W60", "hier", 3.5, "٢٠٢٤", "0000"])
def test_periods_that_are_none_are_refused(resolved: object) -> None:
    with pytest.raises(GoldError, match=r'^g, line 1: "resolved" is .*; write 2024, 2024-11'):
        gold_of(
            {"file": "a", "start": 0, "end": 1, "text": "x", "kind": "date", "resolved": resolved}, "g, line 1", DATES
        )


def test_rows_of_an_older_file_are_read_under_names_and_words_of_today() -> None:
    record = {
        "file": "a", "start": 3, "end": 9, "num_start": 5, "num_end": 7, "text": "x", "kind": "measure", "value": None,
        "value_low": 2, "value_high": None, "approx": "several", "unit": "km2", "rate": "per day (chaque jour)",
        "counted": "terre [russe]", "counted_head": "terre brûlée", "state": "occupied", "source": "Kiev",
        "alt_source": "Séoul", "source_head": None, "scope": "optional",
    }  # fmt: skip
    gold = gold_of(record, "", FIGURES)
    assert gold
    said = gold.item.values
    assert (said["low"], said["bound"], said["unit"], said["per"]) == (2, "vague", "square_kilometre", "day")
    assert (gold.item.core, gold.item.optional) == (Span(5, 7), True)
    for column, words in {"counted": ["terre russe", "terre", "terre brûlée"], "source": ["Kiev", "Séoul"]}.items():
        assert all(gold.item.accepts(column, item(0, 1, **{column: word})) for word in words)
    assert "state" not in gold.columns  # there it is a class in English
    assert gold_of(record, "", DATES) is None
