"""What a report selects, says and draws; how its page looks and works in a browser is tests/test_page.py."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest

from tasks.queries import CatalogueError
from tasks.report import contested_picture, new_disagreements, new_revisions, read_report, render_page
from tasks.report.charts import library, spec_of
from tasks.report.claimants import COLOURS, MARKS, OTHER, OWN, SHAPES, claimants_of
from tasks.report.rows import Claim, Measure
from tasks.report.selecting import sides_of
from tasks.report.words import number, period, range_of, shown
from tests.commands import recoupe
from tests.marts import MARCH, STORY, Said, published

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>'",
    '<a href="javascript:alert(1)">ici</a>',
    "{{ 7 * 7 }} {% raw %} ${7*7} #{7*7}",
    "<!--<script> ]]> &lt;b&gt;",
    "avant\u2028après\u2029fin\u202e000 01\u202c\u2066x\u2069\x00\x1b[31m",
)


@pytest.fixture(scope="module")
def march(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return published(tmp_path_factory.mktemp("march"))


def wordings(warehouse: Path, question: str | None) -> list[str]:
    report = read_report(warehouse, question)
    return [] if report is None else [claim.wordings[0] for claim in report.claims]


@pytest.fixture(autouse=True)
def short_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """The charts' script is made in seconds; one test needs the true one."""
    monkeypatch.setattr("tasks.report.pages.library", lambda: "window.vegaEmbed = null;")


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("manifestants", {said.wording for said in MARCH if said.label == "manifestants"}),
        ("MANIFESTANTS sainte-ourse", {"15 000"}),
        ("interpellees", {"environ 40", "63"}),
        ("interpellés", {"environ 40", "63"}),
        ("interpell orban", {"environ 40", "63"}),
        ("festants", set()),
        ("manifestants %", {said.wording for said in MARCH if said.label == "manifestants"}),
        ("' or true --", set()),
        (STORY, {said.wording for said in MARCH}),
        ("s:00000000000000000030", {said.wording for said in MARCH}),
        ("s:ffffffffffffffffffff", set()),
        (None, {said.wording for said in MARCH if (said.label, said.place) == ("manifestants", "Orbane")}),
    ],
)
def test_a_question_is_words_a_story_or_nothing(march: Path, question: str | None, found: set[str]) -> None:
    assert set(wordings(march, question)) == found


def test_claims_come_with_those_that_contradict_them(tmp_path: Path) -> None:
    other = replace(MARCH[1], label="marcheurs")  # the same measure in other words
    rows = published(tmp_path, [MARCH[0], replace(MARCH[2], day=0), other])
    assert set(wordings(rows, "manifestants")) == {"12 000", "au moins 30 000"}


def test_too_many_claims_are_cut_and_counted(march: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tasks.report.selecting.CLAIMS_SHOWN", 4)
    report = read_report(march, STORY)
    assert report
    assert (len(report.claims), report.claims_found) == (4, len(MARCH))
    assert "4 claims of 9 are shown" in render_page(report)
    kept = {claim.claim_id for claim in report.claims}
    assert {pair.claim_a for pair in report.disagreements} <= kept


def test_sentences_hold_their_span_and_all_who_carry_it(march: Path) -> None:
    report = read_report(march, STORY)
    assert report
    told = {quote.span: quote for quote in report.quotes}
    assert set(told) == {said.wording for said in MARCH}
    assert told["12 000"].before == "Selon la préfecture, "
    assert told["12 000"].after == " manifestants ont défilé à Orbane."
    assert [carrier.publisher for carrier in told["12 000"].carriers] == ["Le Fil de l'Orbe", "La Page du matin"]


@pytest.mark.parametrize(
    ("sentence", "span", "around", "place", "sides"),
    [
        ("12 of 12 men", "12", "Yes. 12 of 12 men. No.", 5, ("", "12", " of 12 men")),
        ("12 of 12 men", "12", "Yes. 12 of 12 men. No.", 11, ("12 of ", "12", " men")),
        ("a 12", "12", "", 3, ("a ", "12", "")),
        ("nothing here", "12", "12", 0, ("nothing here", "", "")),
    ],
)
def test_of_two_equal_numbers_the_one_is_marked_that_is_meant(
    sentence: str, span: str, around: str, place: int, sides: tuple[str, str, str]
) -> None:
    assert sides_of(sentence, span, around, place) == sides


def test_claimants_are_told_apart_by_colour_and_shape() -> None:
    assert len(set(SHAPES)) == len(set(COLOURS)) == len(SHAPES)
    claims = [claim(claimant_id=f"words:{n}", claimant=str(n)) for n in range(12)]
    own = [claim(claimant_id=f"text:{n}", claimant_kind="article", claimant=f"Paper {n}") for n in range(20)]
    made = claimants_of([*claims, *own, claims[7]])
    assert made["words:7"].mark == 0, "most claims first"
    assert {one.mark for one in made.values()} == {*range(len(SHAPES)), OTHER, OWN}
    assert len({one.key for one in made.values()}) == 13, "articles' own voices are one"
    assert len(MARKS) == OWN + 1


def test_a_claimant_has_the_name_that_most_claims_give_it() -> None:
    names = ["Washington et ses alliés", "le Pentagone", "Washington", "le Pentagone"]
    made = claimants_of([claim(claimant_id="gov:US", claimant=name) for name in names])
    assert made["gov:US"].name == "le Pentagone"


def claim(**other: Any) -> Claim:  # noqa: ANN401 - any field
    fields: dict[str, Any] = dict.fromkeys(Claim.__slots__)
    fields |= {"claim_id": "c:1", "measure_id": "m:1", "claimant_id": "words:x", "claimant_kind": "state", "value": 10}
    fields |= {"holds_low": 10, "holds_high": 10, "bound": "exact", "modality": "asserted", "articles": 1}
    fields |= {"wordings": ["10"], "publishers": [], "relayed_by": [], "as_of_start": date(2031, 3, 3)}
    return Claim(**(fields | other))


@pytest.mark.parametrize(
    ("low", "high", "value", "at"),
    [(10, 10, 10, 10), (None, 8, 8, 8), (8, None, None, 8), (4, 8, None, 6), (None, None, None, None)],
)
def test_a_mark_stands_at_its_number(low: float, high: float, value: float, at: float) -> None:
    drawn = claim(holds_low=low, holds_high=high, value=value)
    spec = spec_of({"c1": drawn}, claimants_of([drawn]), colours=["red"] * len(MARKS))
    assert [row["at"] for row in spec["data"]["values"]] == ([] if at is None else [at])


def test_numbers_far_apart_are_drawn_on_a_logarithmic_axis() -> None:
    drawn = {f"c{n}": claim(value=10.0**n, holds_low=10.0**n, holds_high=10.0**n) for n in range(4)}
    spec = spec_of(drawn, claimants_of(list(drawn.values())), colours=["red"] * len(MARKS))
    assert spec["encoding"]["y"]["scale"]["type"] == "log"
    assert spec["encoding"]["y"]["axis"]["values"] == [1, 10, 100, 1000]


@pytest.mark.parametrize(
    ("ends", "told"),
    [
        ([(10, 10)], "10"),
        ([(10, 10), (2000, None)], "from 10 to 2,000 or more"),
        ([(None, 5), (7, 7)], "from 5 or fewer to 7"),
        ([(None, None)], ""),
    ],
)
def test_the_range_says_where_it_is_open(ends: list[tuple[float | None, float | None]], told: str) -> None:
    assert range_of([claim(value=None, holds_low=low, holds_high=high) for low, high in ends]) == told


@pytest.mark.parametrize(
    ("value", "told"),
    [(None, ""), (0.5, "0.5"), (12_500, "12,500"), (3_250_000, "3.25 million"), (5.6e9, "5.6 billion"), (-3, "-3")],
)
def test_numbers_in_words(value: float | None, told: str) -> None:
    assert number(value) == told


def test_periods_in_words() -> None:
    first = date(2031, 3, 3)
    assert period(first, first) == "3 Mar 2031"
    assert period(first, date(2031, 3, 5)) == "3–5 Mar 2031"
    assert period(first, date(2031, 4, 1)) == "3 Mar – 1 Apr 2031"
    assert period(date(2030, 12, 31), first) == "31 Dec 2030 – 3 Mar 2031"
    assert period(None, None) == ""


class Elements(HTMLParser):
    """Elements and attributes of a page, and the text outside of scripts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.found and self.found[-1][0] not in {"script", "style"}:
            self.text.append(data)


def everywhere(words: str) -> Said:
    """A claim with these words in every place that a text of others can reach."""
    plain = words.replace("{", "{{").replace("}", "}}")
    return Said(words, words, 10, "exact", 0, [words], words, f"{plain} {{wording}}", words, words, words, [words])


@pytest.mark.parametrize("words", HOSTILE)
def test_no_markup_script_or_link_of_a_text_survives(march: Path, tmp_path: Path, words: str) -> None:
    told = read_report(published(tmp_path, [everywhere(words), replace(everywhere(words), who="x", value=99)]), words)
    told = told or read_report(tmp_path, None)
    harmless = read_report(march, None)
    assert told
    assert harmless
    page, usual = Elements(render_page(told)), Elements(render_page(harmless))
    assert {tag for tag, _ in page.found} <= {tag for tag, _ in usual.found}
    names = {name for _, attributes in page.found for name in attributes}
    assert names <= {name for _, attributes in usual.found for name in attributes} | {"lang"}
    assert not {name for name in names if name.startswith("on") or name == "src"}
    links = {attributes["href"] for _, attributes in page.found if "href" in attributes}
    assert all(re.fullmatch(r"#[a-z]+-?\d*", str(link)) for link in links)
    assert [tag for tag, _ in page.found].count("script") == 3
    text = "".join(page.text)
    assert shown(words) in text, "the words themselves stay readable"
    assert not re.search("[\u2028\u2029\u202a-\u202e\u2066-\u2069\x00-\x08\x1b]", text)
    assert "49" not in text.replace("149", "")


def test_the_policy_lets_run_what_the_page_holds_and_nothing_else(march: Path) -> None:
    report = read_report(march, None)
    assert report
    page = render_page(report)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    allowed = policy[1].replace("&#39;", "'")
    assert "unsafe" not in allowed
    assert allowed.startswith("default-src 'none'")
    runs = re.findall(r"<(script|style)>(.*?)</\1>", page, re.DOTALL)
    assert [kind for kind, _ in runs] == ["style", "script", "script"]
    for _, text in runs:
        assert base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() in allowed
    assert not re.search(r'(?:src|href)="(?!#)', page.partition("<script>")[0])


def test_the_data_of_the_script_is_ids_and_numbers(tmp_path: Path) -> None:
    report = read_report(published(tmp_path, [everywhere("zebra"), replace(MARCH[0], who="zebra")]), "zebra")
    assert report
    data = re.search(r'<script type="application/json" id="data">(.*?)</script>', render_page(report))
    assert data
    assert "zebra" not in data[1]
    assert {row["id"] for row in json.loads(data[1])["claims"]} == {"c1", "c2"}


def test_a_page_of_500_figures_has_less_than_two_megabytes(tmp_path: Path) -> None:
    long = "Selon {who}, {wording} manifestants ont défilé à Orbane" + ", ce que d’autres ont contesté" * 7 + "."
    many = [
        Said(
            f"la source {n % 40}",
            f"{1000 + n}",
            1000 + n,
            "exact",
            n % 60,
            sentence=long,
            label=f"manifestants {n % 50}",
        )
        for n in range(500)
    ]
    report = read_report(published(tmp_path, many), "manifestants")
    assert report
    assert len(report.claims) == 500
    assert len(report.disagreements) > 1_000
    assert len(render_page(report).encode()) + len(library().encode()) < 2_000_000


def test_the_first_sentence_says_who_is_furthest_apart(march: Path, tmp_path: Path) -> None:
    told = [read_report(march, None), read_report(published(tmp_path, [MARCH[0], replace(MARCH[2], day=9)]), None)]
    pages = [" ".join("".join(Elements(render_page(one)).text).split()) for one in told if one]
    assert "From 12,000 to 30,000 or more, according to 4 claimants, in 4 publications, 3–7 Mar 2031." in pages[0]
    assert "7 pairs of claims cannot both hold; furthest apart are la préfecture (12 000) and le synd" in pages[0]
    assert "In 1 pair a newer claim contradicts an older one." in pages[1]


def test_the_command_writes_the_page(march: Path, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    said = recoupe("report", "manifestants", "orbane", "-o", path, "--warehouse", march)
    assert (said.code, said.out) == (0, "")
    assert f"{path}: 6 claims, 8 disagreements" in said.err
    assert path.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert recoupe("report", "-o", "-", "--warehouse", march).out.startswith("<!doctype html>")


@pytest.mark.parametrize("question", ["zzz", "s:ffffffffffffffffffff"])
def test_nothing_found_is_said_and_fails(march: Path, tmp_path: Path, question: str) -> None:
    path = tmp_path / "page.html"
    said = recoupe("report", question, "-o", path, "--warehouse", march)
    assert said.code == 1
    assert f"'{question}'" in said.err
    assert "no claim " in said.err
    assert not path.exists()


def test_a_warehouse_without_claims_says_so(tmp_path: Path) -> None:
    said = recoupe("report", "--warehouse", published(tmp_path, []))
    assert said.code == 1
    assert "holds no claim yet" in said.err


def test_an_older_catalogue_must_be_published_anew(march: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tasks.report.selecting.FIRST_MART", "claims_to_come")
    with pytest.raises(CatalogueError, match="recoupe publish"):
        read_report(march, None)


def test_a_run_brings_what_its_batches_alone_say(march: Path) -> None:
    disagreements = new_disagreements(march, ["batch"], 3)
    assert [row["relation"] for row in disagreements] == ["conflict"] * 3
    assert (disagreements[0]["says"], disagreements[0]["says_instead"]) == ("12 000", "au moins 30 000")
    assert [row["before"] for row in new_revisions(march, ["batch"], 9)] == ["12 000", "jusqu’à 20 000"]
    assert new_disagreements(march, ["other"], 3) == new_revisions(march, [], 3) == []


def test_the_most_contested_measure_as_a_picture(march: Path) -> None:
    report = read_report(march, None)
    assert report
    told, picture = contested_picture(report)
    assert told == "manifestants · Orbane: from 12,000 to 30,000 or more"
    assert picture.startswith(b"\x89PNG")
    assert len(picture) < 300_000


def test_every_measure_has_a_name() -> None:
    from tasks.report.words import name_of  # noqa: PLC0415 - beside what it tests

    assert name_of(Measure("m:1", None, "count", None, "day", None)) == "unnamed per day"
    assert name_of(Measure("m:1", "soldats à Orbane", "count", None, None, "Orbane")) == "soldats à Orbane"
