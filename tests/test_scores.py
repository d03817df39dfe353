"""Scores: small golds whose arithmetic is known, the samples' gold as a floor, and gold files that are not well."""

from __future__ import annotations

import json
import re
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
from tests.commands import Said, recoupe
from tests.conftest import ROOT, SHARED

if TYPE_CHECKING:
    from pathlib import Path

    from tasks.scores.items import Value

SEEDS = ROOT / "seeds"
TEXT = "Selon la mairie, 300 chaises et 12 tables ont brûlé, soit 40 % du stock, à 16h45."
Row = dict[str, Any]


def row(text: str, **fields: object) -> Row:
    """A gold row for these words of TEXT."""
    start = TEXT.index(text)
    return {"file": "a.txt", "start_char": start, "end_char": start + len(text), "text": text} | fields


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
    record = row("300", counted="chaises", counted_alt=["chaises et tables", "meubles"])
    gold = gold_of(record, "", FIGURES)
    assert gold
    answers = ("chaises", "meubles", "tables")
    assert [gold.item.accepts("counted", item(0, 1, counted=words)) for words in answers] == [True, True, False]


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


def write(folder: Path, rows: list[Row], text: str = TEXT) -> Path:
    (folder / "a.txt").write_text(text, encoding="utf-8")
    gold = folder / "gold.jsonl"
    gold.write_text("".join(f"{json.dumps(one)}\n" for one in rows), encoding="utf-8")
    return gold


def score(*args: object) -> dict[str, Row]:
    said = recoupe("score", *args, "--format", "json")
    assert (said.code, said.err) == (0, "")
    return {one["field"]: one for one in json.loads(said.out)}


EXACT = {"low": 300, "high": 300, "value": 300, "bound": "exact", "kind": "count", "unit": None}
GOLD = [
    row("300", **EXACT, counted="chaises"),
    row("12", **(EXACT | {"value": 13})),
    row("40 %", kind="percent", value=40, low=40, high=40, bound="exact", unit="percent"),
]


def test_a_gold_file_beside_its_text_is_scored(tmp_path: Path) -> None:
    made = score("figures", write(tmp_path, GOLD), "--language", "fr")
    assert [made["found"][name] for name in ("right", "found", "gold", "f1")] == [3, 3, 3, 1.0]
    assert [made["right"][name] for name in ("right", "precision", "accuracy")] == [2, 0.6667, 0.6667]
    assert made["counted, named"]["gold"] == 1
    assert "source" not in made


def test_every_format_prints_the_same_scores(tmp_path: Path) -> None:
    gold = write(tmp_path, GOLD)

    def printed(how: str) -> Said:
        return recoupe("score", "figures", gold, "--format", how)

    assert re.search(r"^right +2 +3 +3 +0\.6667", printed("table").out, re.MULTILINE)
    assert "right,2,3,3,0.6667,0.6667,0.6667,0.6667\n" in printed("csv").out
    assert "| right | 2 | 3 | 3 | 0.6667 | 0.6667 | 0.6667 | 0.6667 |\n" in printed("markdown").out


def test_errors_list_each_mistake_with_its_words(tmp_path: Path) -> None:
    gold = write(tmp_path, [*GOLD[:2], row("mairie", kind="count")])
    traps = tmp_path / "traps.jsonl"
    traps.write_text(json.dumps(row("40 % du stock", why="no figure here")), encoding="utf-8")
    said = recoupe("score", "figures", gold, "--errors", "--traps", traps, "--format", "jsonl")
    assert [(one["mistake"], one["field"], one["text"], one["expected"], one["got"]) for one in said.rows] == [
        ("missed", "", "mairie", "kind count", None),
        ("wrong", "value", "12", "13", "12"),
        ("wrong", "bounds", "12", "low 300, high 300, bound exact", "low 12, high 12, bound exact"),
        ("wrong", "counted", "12", None, "tables"),
        ("false", "", "40 %", None, "kind percent, value 40, low 40, high 40, bound exact, unit percent"),
        ("trap", "", "40 % du stock", "no figure here", "40 %"),
    ]
    assert said.rows[0]["where"] == f"{gold}, line 3"
    assert said.rows[1]["context"].startswith("Selon la mairie, 300 chaises et [12] tables ont")


def test_without_a_mistake_the_list_is_empty(tmp_path: Path) -> None:
    gold = write(tmp_path, [GOLD[0]], text=TEXT.partition(" et ")[0])
    assert recoupe("score", "figures", gold, "--errors", "--format", "json").out == "[]\n"
    assert "mistake" in recoupe("score", "figures", gold, "--errors").out


def test_a_text_that_only_traps_name_has_no_false_figures(tmp_path: Path) -> None:
    gold = write(tmp_path, GOLD)
    (tmp_path / "b.txt").write_text("Il y a 7 chaises, et les Sept Samouraïs.", encoding="utf-8")
    traps = tmp_path / "traps.jsonl"
    sept = {"file": "b.txt", "start_char": 25, "end_char": 39, "text": "Sept Samouraïs"}
    traps.write_text(json.dumps(sept), encoding="utf-8")
    made = score("figures", gold, "--traps", traps)
    assert made["found"]["found"] == 3
    assert made["traps hit"]["gold"] == 1


def test_records_are_texts_by_their_id(tmp_path: Path) -> None:
    gold = write(tmp_path, [one | {"file": "12"} for one in GOLD])
    texts = tmp_path / "texts.jsonl"
    texts.write_text(json.dumps({"id": 12, "text": TEXT, "language": "fr"}), encoding="utf-8")
    assert score("figures", gold, "--text", texts)["found"]["right"] == 3
    gold.write_text("".join(json.dumps(one | {"file": "texts.jsonl#12"}) + "\n" for one in GOLD), encoding="utf-8")
    assert score("figures", gold)["found"]["right"] == 3


@pytest.mark.parametrize("said", ["gold", "metadata", "option", "record"])
def test_relative_dates_count_from_the_publication_date(said: str, tmp_path: Path) -> None:
    text = "Il est arrivé jeudi."
    jeudi: Row = {"file": "a.txt", "start_char": 14, "end_char": 19, "text": "jeudi"}
    jeudi |= {"first_day": "2024-11-07", "last_day": "2024-11-07"}
    args = []
    if said == "gold":
        jeudi["published"] = "2024-11-09"
    elif said == "record":
        jeudi["file"] = "texts.jsonl#1"
        record = {"id": 1, "text": text, "published": "2024-11-09", "language": "fr"}
        (tmp_path / "texts.jsonl").write_text(json.dumps(record), encoding="utf-8")
    else:
        name = "metadata.csv" if said == "metadata" else "dates.csv"
        (tmp_path / name).write_text("file,published,language\na.txt,2024-11-09,fr\n", encoding="utf-8")
        args = ["--metadata", tmp_path / name] if said == "option" else []
    made = score("dates", write(tmp_path, [jeudi], text), *args, "--language", "fr")
    assert made["days, named"]["right"] == 1


def test_line_ends_of_two_characters_count_as_one(tmp_path: Path) -> None:
    gold = write(tmp_path, [row("300", **EXACT) | {"start_char": 2, "end_char": 5}])
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfA\r\n300 chaises.")
    gold.write_text(json.dumps(row("300", **EXACT) | {"start_char": 2, "end_char": 5}), encoding="utf-8")
    assert score("figures", gold, "--language", "fr")["span"]["right"] == 1


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"file": None}, '"file" is None; write the name of the text'),
        ({"file": ["a.txt"]}, "\"file\" is ['a.txt']; write the name"),
        ({"file": "none.txt"}, "no text 'none.txt' in "),
        ({"file": "../a.txt"}, "no text '../a.txt' in "),
        ({"file": "/etc/hostname"}, "no text '/etc/hostname' in "),
        ({"file": "a\0b"}, "no text "),
        ({"file": "gold.jsonl#9"}, 'no object with a string "text"|no "id"'),
        ({"text": 300}, '"text" is 300; write the words'),
        ({"text": "301"}, "of a.txt are '300', not '301'; mend the row, or name the texts"),
        ({"start_char": "17"}, "start_char is '17' and end_char 20; write two code points"),
        ({"start_char": True}, "start_char is True"),
        ({"start_char": -3}, "start_char is -3"),
        ({"end_char": 17}, "end_char 17"),
        ({"end_char": 9999}, "code points 17 to 9999 of a.txt"),
        ({"num_start": 17}, "num_end None"),
        ({"num_start": 17, "num_end": 9999}, "not '300'"),
        ({"value": "300"}, "\"value\" is '300'; write a number or null"),
        ({"value": True}, '"value" is True; write a number or null'),
        ({"counted": 3}, '"counted" is 3; write words or null'),
        ({"counted": {"a": []}}, "\"counted\" is {'a': []}; write words or null"),
        ({"negated": "no"}, "\"negated\" is 'no'; write true or false"),
        ({"as_of_start": "2024-02-30"}, "write a day as 2024-11-07, or null"),
        ({"counted_alt": [1]}, '"counted_alt" is [1]; write a text or a list of texts'),
        ({"scope": "maybe"}, "\"scope\" is 'maybe'; write core or optional"),
        ({"same_as": "301"}, '"same_as" is \'301\'; write the "text" of another row'),
        ({"published": "hier"}, "published is 'hier', which"),
        ({"kind": "date"}, "holds no figures; name a gold file of figures"),
    ],
)
def test_a_row_that_cannot_be_used_is_named_with_what_to_do(change: Row, told: str, tmp_path: Path) -> None:
    said = recoupe("score", "figures", write(tmp_path, [GOLD[0] | change]))
    assert (said.code, said.out) == (1, "")
    assert re.fullmatch(r"recoupe: [^\n]+\n", said.err)
    assert any(part in said.err for part in told.split("|"))
    assert f"{tmp_path}/gold.jsonl" in said.err


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", "gold.jsonl: holds no figures"),
        (b"\n\n", "gold.jsonl: holds no figures"),
        (b"[1]\n", "gold.jsonl, line 1: no object, but [1]; mend"),
        (b'{"file": \n', "gold.jsonl, line 1: not JSON"),
        (b'\n{"file": "a.txt"}', 'gold.jsonl, line 2: "text" is None'),
        (b"\xff\xfe", "gold.jsonl, line 1: not JSON"),
        (b"[" * 100_000, "gold.jsonl, line 1: not JSON"),
    ],
)
def test_a_gold_file_that_is_none_is_named(raw: bytes, told: str, tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_bytes(raw)
    said = recoupe("score", "figures", tmp_path / "gold.jsonl")
    assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)
    assert told in said.err


def test_files_that_are_not_there_are_named(tmp_path: Path) -> None:
    gold = write(tmp_path, GOLD)
    for args, told in (
        ([tmp_path / "none.jsonl"], "none.jsonl"),
        ([gold, "--text", tmp_path / "none"], "none: no such file or folder; name the folder"),
        ([gold, "--traps", tmp_path / "none"], "none"),
        ([gold, "--metadata", tmp_path / "none"], "none"),
        ([gold, "--language", "?"], "--language is '?'"),
    ):
        said = recoupe("score", "figures", *args)
        assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)
        assert told in said.err


def test_what_cannot_be_scored_is_wrong_usage() -> None:
    assert recoupe("score", "figure", "gold.jsonl").code == 2
    assert recoupe("score", "figures").code == 2


FLOORS = {
    "figures": {"found": 0.94, "right": 0.88, "counted": 0.63, "modality": 0.87, "source": 0.63},
    "dates": {"found": 0.94, "days": 0.81, "precision": 0.93},
}
"""F1 on the samples below which no change may fall."""


@pytest.mark.parametrize("subject", FLOORS)
def test_the_samples_are_read_as_well_as_they_were(subject: str) -> None:
    gold, traps = (SEEDS / "gold" / f"{name}.jsonl" for name in (subject, "traps"))
    said = recoupe("score", subject, gold, "--text", SEEDS / "articles", "--traps", traps, "--format", "json")
    made = {one["field"]: one for one in json.loads(said.out)}
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    assert made["found"]["gold"] == sum(one.get("scope") != "optional" for one in rows)
    assert made["traps hit"]["found"] <= {"figures": 16, "dates": 3}[subject]
    low = {name: made[name]["f1"] for name, floor in FLOORS[subject].items() if made[name]["f1"] < floor}
    assert not low


@pytest.mark.parametrize(("subject", "field", "right"), [("figures", "right", 42), ("dates", "days, named", 35)])
def test_the_articles_that_the_project_began_with_are_read(subject: str, field: str, right: int, shared: Path) -> None:
    gold, days, traps = (
        shared / "gold" / name for name in ("seed_figures.jsonl", "seed_dates.csv", "seed_traps.jsonl")
    )
    made = score(subject, gold, "--text", SHARED / "seeds", "--metadata", days, "--traps", traps)
    assert made["found"]["right"] >= 44
    assert made[field]["right"] >= right
    assert made["traps hit"]["found"] == 0
