"""A small published warehouse of invented claims, for what reads the marts and does not make them."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import combinations
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa
from xxhash import xxh3_64_hexdigest

from tasks import catalogue
from tasks.macros import rendered
from tasks.models import build_path_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

SCHEMA = """
create table articles (
    article_id varchar, story_id varchar, copy_group varchar, text varchar, title varchar, publisher varchar,
    language varchar, published_at timestamp, url varchar, batch_id varchar, char_count bigint
);
create table figures (
    figure_id varchar, article_id varchar, start_char integer, end_char integer, text varchar, counted varchar,
    sentence varchar, title varchar, published_at timestamp, publisher varchar, language varchar, copy_group varchar,
    story_id varchar, measure_id varchar, claim_id varchar, batch_id varchar, kind varchar, value double, low double,
    high double, bound varchar, unit varchar, state varchar, category varchar, source varchar, source_name varchar,
    place varchar, place_name varchar, as_of_start date, as_of_end date
);
create table stories (story_id varchar, title varchar, first_seen timestamp);
create table entities (entity_id varchar, name varchar, country varchar, label varchar);
create table mentions (mention_id varchar, text varchar, entity_id varchar, label varchar);
create table measures (
    measure_id varchar, kind varchar, unit varchar, per varchar, thing varchar, subject varchar, state varchar,
    qualifiers varchar[], place_id varchar, place_name varchar, label varchar, part_of varchar[], figures bigint,
    claims bigint, articles bigint, first_seen timestamp, last_seen timestamp
);
create table claims (
    claim_id varchar, measure_id varchar, claimant_id varchar, claimant varchar, claimant_kind varchar,
    claimant_words varchar[], kind varchar, unit varchar, per varchar, value double, low double, high double,
    bound varchar, holds_low double, holds_high double, modality varchar, wordings varchar[], counted varchar,
    category varchar, thing varchar, subject varchar, state varchar, qualifiers varchar[], place varchar,
    place_id varchar, place_name varchar, as_of_start date, as_of_end date, as_of_stated boolean,
    first_seen timestamp, last_seen timestamp, articles bigint, publishers varchar[], independent_sources bigint,
    relayed_by varchar[], sentence varchar, figure_id varchar, figure_ids varchar[], story_id varchar, language varchar
);
create table disagreements (
    disagreement_id varchar, measure_id varchar, relation varchar, claim_a varchar, claim_b varchar,
    claimant_a varchar, claimant_b varchar, wording_a varchar, wording_b varchar, holds_low_a double,
    holds_high_a double, holds_low_b double, holds_high_b double, gap double, ratio double, as_of_start date,
    as_of_end date, first_seen_a timestamp, first_seen_b timestamp, sentence_a varchar, sentence_b varchar,
    figure_a varchar, figure_b varchar, publishers_a varchar[], publishers_b varchar[], counted varchar,
    place_name varchar, label varchar, story_id varchar
);
create table revisions (
    revision_id varchar, measure_id varchar, claimant_id varchar, claimant varchar, claim_before varchar,
    claim_after varchar, wording_before varchar, wording_after varchar, value_before double, value_after double,
    change double, known_before timestamp, known_at timestamp, as_of_start date, as_of_end date,
    figure_before varchar, figure_after varchar, sentence_before varchar, sentence_after varchar, label varchar,
    place_name varchar, story_id varchar
);
create table consensus (
    consensus_id varchar, measure_id varchar, day date, claimants bigint, low double, high double,
    agreed_low double, agreed_high double,
    latest struct(claimant_id varchar, claimant varchar, wording varchar, low double, high double, claim_id varchar)[],
    label varchar, place_name varchar
);
"""
WORDS = """
create table figure_words as select
    figures.figure_id,
    figures.claim_id,
    {{ folded("concat_ws(' ', figures.text, counted, source_name, figures.place_name, label)") }}
        as named,
    {{ folded("concat_ws(' ', figures.sentence, figures.title)") }} as told
from figures inner join measures using (measure_id)
"""
DAY_ONE = datetime(2031, 3, 3, 9, tzinfo=UTC)
STORY = "s:00000000000000000001"
BOUNDS: dict[str, Callable[[float], tuple[float | None, float | None]]] = {
    "exact": lambda value: (value, value),
    "about": lambda value: (value * 0.9, value * 1.1),
    "at_least": lambda value: (value, None),
    "at_most": lambda value: (None, value),
}


@dataclass(frozen=True)
class Said:
    """One claim of the fixture: who said which number, how, in which papers, so many days after the first day."""

    who: str | None
    wording: str
    value: float
    bound: str
    day: int
    publishers: Sequence[str | None] = ("Le Fil de l'Orbe",)
    kind: str = "organisation"
    sentence: str = "Selon {who}, {wording} manifestants ont défilé à Orbane."
    title: str = "À Orbane, la bataille des chiffres"
    label: str = "manifestants"
    place: str | None = "Orbane"
    relayed: Sequence[str] = field(default=())

    @property
    def measure(self) -> str:
        return f"m:{xxh3_64_hexdigest(f'{self.label} {self.place}'.encode())}"

    @property
    def holds(self) -> tuple[float | None, float | None]:
        return BOUNDS[self.bound](self.value)

    @property
    def seen(self) -> datetime:
        return DAY_ONE + timedelta(days=self.day)


MARCH = (
    Said("la préfecture", "12 000", 12_000, "exact", 0, ("Le Fil de l'Orbe", "La Page du matin"), "state"),
    Said("le syndicat Unité", "jusqu’à 20 000", 20_000, "at_most", 0, ("La Page du matin",)),
    Said("le syndicat Unité", "au moins 30 000", 30_000, "at_least", 1, ["Le Fil de l'Orbe"], relayed=["Agence Orbe"]),
    Said(
        "Ada Lorme",
        "quelque 25 000",
        25_000,
        "about",
        2,
        ("The Valley Post",),
        "person",
        "{who} said {wording} protesters had marched in Orbane, not 25 000 as reported earlier.",
    ),
    Said("la préfecture", "14 500", 14_500, "exact", 3, ("La Page du matin", "Radio Val"), "state"),
    Said(
        None,
        "un peu plus de 18 000",
        18_000,
        "at_least",
        4,
        ("Radio Val",),
        "article",
        "Ils étaient {wording} manifestants dans les rues d’Orbane.",
    ),
    Said("la maire", "15 000", 15_000, "exact", 6, ("Le Fil de l'Orbe",), "person", place="Sainte-Ourse"),
    Said(
        "la préfecture",
        "environ 40",
        40,
        "about",
        1,
        ("Radio Val",),
        "state",
        "{wording} personnes ont été interpellées, a indiqué {who}.",
        label="personnes interpellées",
    ),
    Said(
        "le barreau",
        "63",
        63,
        "exact",
        2,
        ("La Page du matin",),
        "organisation",
        "{who} compte {wording} personnes interpellées.",
        label="personnes interpellées",
    ),
)
"""A march at Orbane: who says how many came, and how many were detained."""


def published(folder: Path, claims: Iterable[Said] = MARCH, batch: str = "batch") -> Path:
    """A warehouse in this folder whose catalogue holds these claims and what follows from them."""
    build = build_path_of(folder)
    build.parent.mkdir(parents=True, exist_ok=True)
    with closing(duckdb.connect(build)) as connection:
        connection.execute(SCHEMA)
        for table, rows in rows_of(list(claims), batch).items():
            if rows:
                made = pa.Table.from_pylist(rows)
                connection.register("made", made)
                connection.execute(f"insert into {table} by name select * from made")  # noqa: S608 - names of ours
        connection.execute(rendered(WORDS, {}))
    catalogue.publish(folder, "fixture")
    return folder


def rows_of(said: list[Said], batch: str) -> dict[str, list[dict[str, Any]]]:
    """The rows of every mart that these claims give."""
    claims = [_claim(number, one) for number, one in enumerate(said)]
    rows: dict[str, list[dict[str, Any]]] = {"claims": claims, "articles": [], "figures": []}
    for number, one in enumerate(said):
        for copy, publisher in enumerate(one.publishers):
            article, figure = _article(number, copy, publisher, one, batch)
            rows["articles"].append(article)
            rows["figures"].append(figure)
    pairs = list(combinations(zip(said, claims, strict=True), 2))
    rows["disagreements"] = [row for one, other in pairs if (row := _disagreement(*one, *other))]
    rows["revisions"] = [_revision(*one, *other) for one, other in pairs if _revises(one[0], other[0])]
    rows["measures"] = [_measure(name, said) for name in sorted({one.measure for one in said})]
    return rows


def _claim(number: int, one: Said) -> dict[str, Any]:
    low, high = one.holds
    return {
        "claim_id": f"c:{number:016x}", "measure_id": one.measure,
        "claimant_id": f"words:{one.who}" if one.who else f"text:{number:020x}",
        "claimant": one.who or one.publishers[0], "claimant_kind": one.kind, "kind": "count",
        "value": one.value, "holds_low": low, "holds_high": high, "bound": one.bound, "modality": "asserted",
        "wordings": [one.wording], "counted": one.label, "thing": "protesters", "place": one.place and f"à {one.place}",
        "place_name": one.place, "as_of_start": one.seen.date(), "as_of_end": one.seen.date(), "as_of_stated": True,
        "first_seen": one.seen, "last_seen": one.seen + timedelta(hours=len(one.publishers) - 1),
        "articles": len(one.publishers), "publishers": sorted(filter(None, one.publishers)), "independent_sources": 1,
        "relayed_by": list(one.relayed), "sentence": sentence_of(one), "figure_id": f"{number:020x}:0-1:count",
        "story_id": STORY, "language": "fr",
    }  # fmt: skip


def sentence_of(one: Said) -> str:
    """The sentence that the claim stands in."""
    return one.sentence.format(who=one.who, wording=one.wording)


def _article(
    number: int, copy: int, publisher: str | None, one: Said, batch: str
) -> tuple[dict[str, Any], dict[str, Any]]:
    sentence = sentence_of(one)
    lead = "Lundi. "
    start = len(lead) + sentence.index(one.wording)
    article_id = f"{number:019x}{copy}"
    shared = {
        "article_id": article_id, "title": one.title, "publisher": publisher, "language": "fr", "story_id": STORY,
        "published_at": one.seen + timedelta(hours=copy), "copy_group": f"g:{number:020x}", "batch_id": batch,
    }  # fmt: skip
    figure = {
        "figure_id": f"{article_id}:{start}-{start + len(one.wording)}:count", "start_char": start,
        "end_char": start + len(one.wording), "text": one.wording, "counted": one.label, "sentence": sentence,
        "measure_id": one.measure, "claim_id": f"c:{number:016x}", "source_name": one.who, "place_name": one.place,
    }  # fmt: skip
    return shared | {"text": lead + sentence}, shared | figure


def _disagreement(a: Said, row_a: dict[str, Any], b: Said, row_b: dict[str, Any]) -> dict[str, Any] | None:
    """A conflict where the intervals lie apart; the fixture takes all claims of a measure to be about one time."""
    gap = max((row_a["holds_low"] or 0) - (row_b["holds_high"] or 1e18),
              (row_b["holds_low"] or 0) - (row_a["holds_high"] or 1e18))  # fmt: skip
    if a.measure != b.measure or gap <= 0 or a.who == b.who:
        return None
    near = sorted((row_a["holds_high"] or row_a["value"], row_b["holds_low"] or row_b["value"]))
    return {
        "disagreement_id": f"{row_a['claim_id']}:{row_b['claim_id']}", "measure_id": a.measure,
        "relation": "conflict" if abs(a.day - b.day) < 3 else "stale", "claim_a": row_a["claim_id"],
        "claim_b": row_b["claim_id"], "claimant_a": row_a["claimant"], "claimant_b": row_b["claimant"],
        "wording_a": a.wording, "wording_b": b.wording, "gap": gap, "ratio": near[1] / near[0],
        "as_of_start": b.seen.date(), "as_of_end": b.seen.date(), "first_seen_a": a.seen, "first_seen_b": b.seen,
        "sentence_a": row_a["sentence"], "sentence_b": row_b["sentence"], "figure_a": row_a["figure_id"],
        "figure_b": row_b["figure_id"], "counted": a.label, "label": a.label, "place_name": a.place, "story_id": STORY,
    }  # fmt: skip


def _revises(a: Said, b: Said) -> bool:
    return a.who is not None and (a.who, a.measure) == (b.who, b.measure)


def _revision(a: Said, row_a: dict[str, Any], b: Said, row_b: dict[str, Any]) -> dict[str, Any]:
    return {
        "revision_id": f"{row_a['claim_id']}:{row_b['claim_id']}", "measure_id": a.measure,
        "claimant_id": row_a["claimant_id"], "claimant": a.who, "claim_before": row_a["claim_id"],
        "claim_after": row_b["claim_id"], "wording_before": a.wording, "wording_after": b.wording,
        "value_before": a.value, "value_after": b.value, "change": b.value - a.value if b.bound == "exact" else None,
        "known_before": a.seen, "known_at": b.seen, "as_of_start": b.seen.date(), "as_of_end": b.seen.date(),
        "figure_before": row_a["figure_id"], "figure_after": row_b["figure_id"], "label": a.label,
        "place_name": a.place, "story_id": STORY,
    }  # fmt: skip


def _measure(name: str, said: list[Said]) -> dict[str, Any]:
    mine = [one for one in said if one.measure == name]
    return {
        "measure_id": name, "kind": "count", "thing": "protesters", "label": mine[0].label,
        "place_name": mine[0].place, "figures": len(mine), "claims": len(mine), "articles": len(mine),
        "first_seen": min(one.seen for one in mine), "last_seen": max(one.seen for one in mine),
    }  # fmt: skip
