"""A small published warehouse with claims set against each other, written by hand: no model runs.

Each claim stands in one line of CLAIMS; tables hold the columns that the commands and macros read.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import duckdb

from tasks.catalogue import publish
from tasks.macros import rendered
from tasks.models import build_path_of
from tests.sql.landings import Sample, land

if TYPE_CHECKING:
    from pathlib import Path

ARTICLES = [
    Sample(
        "aaaa1",
        "Selon Washington, jusqu'à 8 000 soldats nord-coréens ont été déployés à Koursk. "
        "Volodymyr Zelensky en compte 11 000 dans la région de Koursk.",
        published="2024-11-04",
        publisher="Le Courrier",
        title="Des soldats à Koursk",
    ),
    Sample(
        "aaaa2",
        "Zelensky affirme que quelque 11 000 soldats nord-coréens sont à Koursk. "
        "Des élus parlent de 300 blessés parmi eux.",
        published="2024-11-07",
        publisher="La Gazette",
    ),
    Sample(
        "aaaa3",
        "Kyiv says 12,500 North Korean troops are in Kursk. Paris a compté 43 blessées près des hôpitaux.",
        published="2024-11-10",
        publisher="The Courier",
        language="en",
    ),
    Sample(
        "aaaa4", "Environ 10 000 soldats nord-coréens sont arrivés.", published="2024-12-17", publisher="La Gazette"
    ),
]
MEASURES = {
    "m:koursk": ("troops", None, ["iso:KP"], "geo:538560", "Koursk", "soldats nord-coréens"),
    "m:anywhere": ("troops", None, ["iso:KP"], None, None, "soldats nord-coréens"),
    "m:wounded": ("wounded", "troops", [], None, None, "soldats"),
    "m:paris": ("wounded", None, [], "geo:2988507", "Paris", "personnes"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """One figure and the claim that it carries: words of an article, and what they mean."""

    article: str
    words: str
    claim: str
    measure: str
    claimant: tuple[str, str]
    counted: str | None
    place: str | None
    value: float
    bound: str = "exact"

    def parameters(self) -> dict[str, Any]:
        """Those of FIGURES."""
        start = next(sample.text for sample in ARTICLES if sample.id == self.article).index(self.words)
        exact = self.value if self.bound == "exact" else None
        return {
            "article": self.article,
            "start": start,
            "end": start + len(self.words),
            "words": self.words,
            "claim": self.claim,
            "measure": self.measure,
            "claimant_id": self.claimant[0],
            "claimant": self.claimant[1],
            "counted": self.counted,
            "place": self.place,
            "value": self.value,
            "low": exact,
            "high": self.value if self.bound == "at_most" else exact,
            "bound": self.bound,
        }


ZELENSKY = ("per:volodymyr-zelensky", "Volodymyr Zelensky")
CLAIMS = [
    Said("aaaa1", "jusqu'à 8 000", "c:us", "m:koursk", ("gov:US", "États-Unis"), "soldats", "Koursk", 8000, "at_most"),
    Said("aaaa1", "11 000", "c:ze", "m:koursk", ZELENSKY, None, "la région de Koursk", 11000),
    Said("aaaa2", "quelque 11 000", "c:ze", "m:koursk", ZELENSKY, "soldats", "Koursk", 11000, "about"),
    Said("aaaa2", "300", "c:el", "m:wounded", ("words:elus", "Des élus"), "blessés", None, 300),
    Said("aaaa3", "12,500", "c:ki", "m:koursk", ZELENSKY, "North Korean troops", "Kursk", 12500),
    Said("aaaa3", "43", "c:pa", "m:paris", ("text:aaaa3", "The Courier"), "blessées", "Paris", 43),
    Said(
        "aaaa4", "Environ 10 000", "c:un", "m:anywhere", ("text:aaaa4", "La Gazette"), "soldats", None, 10000, "about"
    ),
]
PLACES = [
    ("geo:538560", "Koursk", "RU", ["Koursk", "Kursk"]),
    ("iso:RU", "Russie", "RU", ["Russia"]),
    ("geo:2988507", "Paris", "FR", ["Paris"]),
]

FIGURES = """
    select
        $article || ':' || $start || '-' || $end || ':count' as figure_id, $article as article_id, $start as start_char,
        $end as end_char, $words as text, 'count' as kind, $value::double as value, $low::double as low,
        $high::double as high, $bound as bound, null::varchar as unit, null::varchar as per, $counted as counted,
        measures.thing as category, null::varchar as state, 'asserted' as modality, $claimant as source,
        $claimant as source_name, $claimant_id as source_entity_id, null::varchar as relayed_by, $place as place,
        measures.place_id, measures.place_name, null::date as as_of_start, null::date as as_of_end,
        $measure as measure_id, $claim as claim_id, articles.publisher, articles.published_at, articles.title,
        articles.language,
        articles.copy_group, articles.story_id,
        list_filter(string_split(articles.text, '. '), lambda part: contains(part, $words))[1] as sentence
    from articles, measures where articles.article_id = $article and measures.measure_id = $measure
"""
CLAIMED = """
    create table claims as select
        claim_id, any_value(measure_id) as measure_id, any_value(source_entity_id) as claimant_id,
        any_value(source_name) as claimant,
        case when any_value(source_entity_id) like 'text:%' then 'article' else 'person' end as claimant_kind,
        list_distinct(list(source)) as claimant_words, 'count' as kind, null::varchar as unit, null::varchar as per,
        min(value) as value, min(low) as low, min(high) as high, min_by(bound, published_at) as bound,
        case min_by(bound, published_at) when 'at_most' then null when 'about' then min(value) * 0.9 else min(value) end
            as holds_low,
        case min_by(bound, published_at) when 'about' then min(value) * 1.1 else min(value) end as holds_high,
        'asserted' as modality, list_sort(list_distinct(list(text))) as wordings,
        max(counted) as counted, any_value(category) as category, any_value(thing) as thing,
        any_value(subject) as subject, null::varchar as state, any_value(qualifiers) as qualifiers,
        max(figures.place) as place, any_value(figures.place_id) as place_id,
        any_value(figures.place_name) as place_name, min(published_at)::date as as_of_start,
        min(published_at)::date as as_of_end, false as as_of_stated,
        min(published_at) as first_seen, max(published_at) as last_seen, count(distinct article_id) as articles,
        list_sort(list_distinct(list(publisher))) as publishers, count(distinct publisher) as independent_sources,
        []::varchar[] as relayed_by, min_by(sentence, published_at) as sentence,
        min_by(figure_id, published_at) as figure_id, list_sort(list(figure_id)) as figure_ids,
        any_value(story_id) as story_id, any_value(language) as language
    from figures inner join measures using (measure_id) group by claim_id
"""
DISAGREEING = """
    create table disagreements as select
        a.claim_id || ':' || b.claim_id as disagreement_id, a.measure_id, 'conflict' as relation, a.claim_id as claim_a,
        b.claim_id as claim_b, a.claimant as claimant_a, b.claimant as claimant_b, a.wordings[1] as wording_a,
        b.wordings[1] as wording_b, a.holds_low as holds_low_a, a.holds_high as holds_high_a,
        b.holds_low as holds_low_b, b.holds_high as holds_high_b, b.holds_low - a.holds_high as gap,
        b.holds_low / a.holds_high as ratio,
        a.as_of_start, b.as_of_end, a.first_seen as first_seen_a, b.first_seen as first_seen_b,
        a.sentence as sentence_a, b.sentence as sentence_b, a.figure_id as figure_a, b.figure_id as figure_b,
        a.publishers as publishers_a,
        b.publishers as publishers_b, a.counted, a.place_name, 'soldats nord-coréens' as label, a.story_id
    from claims as a, claims as b where a.claim_id = 'c:us' and b.claim_id = 'c:ze'
"""
WORDS = """
    create table figure_words as select
        figure_id,
        claim_id,
        {{ folded("concat_ws(' ', text, counted, category, source, place, figures.place_name, label)") }} as named,
        {{ folded("concat_ws(' ', sentence, title)") }} as told
    from figures inner join measures using (measure_id)
"""


def answering(warehouse: Path) -> Path:
    """A published warehouse of CLAIMS."""
    land(warehouse, ARTICLES)
    with closing(duckdb.connect(build_path_of(warehouse))) as connection:
        connection.execute("set TimeZone = 'UTC'")
        _articles(connection)
        for number, said in enumerate(CLAIMS):
            into = "insert into figures" if number else "create table figures as"
            connection.execute(f"{into} {FIGURES}", said.parameters())
        for sql in (CLAIMED, DISAGREEING, rendered(WORDS, {})):
            connection.execute(sql)
    publish(warehouse, "first")
    return warehouse


def _articles(connection: duckdb.DuckDBPyConnection) -> None:
    """Articles, each in one story, and the measures and places that they speak of."""
    connection.execute(
        "create table articles (article_id varchar, document_id varchar, publisher varchar, published_at timestamptz, "
        "title varchar, text varchar, char_count bigint, language varchar, copy_group varchar, story_id varchar)"
    )
    rows: list[list[Any]] = [
        [s.id, s.id, s.publisher, s.published, s.title, s.text, len(s.text), s.language, f"g:{s.id}", "s:aaaa1"]
        for s in ARTICLES
    ]
    connection.executemany("insert into articles values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    connection.execute(
        "create table measures (measure_id varchar, thing varchar, subject varchar, qualifiers varchar[], "
        "place_id varchar, place_name varchar, label varchar)"
    )
    connection.executemany(
        "insert into measures values (?, ?, ?, ?, ?, ?, ?)", [[name, *rest] for name, rest in MEASURES.items()]
    )
    connection.execute("create table entities (entity_id varchar, name varchar, country varchar, label varchar)")
    connection.execute("create table mentions (mention_id varchar, text varchar, entity_id varchar, label varchar)")
    connection.execute(
        "create table stories as "
        "select 's:aaaa1' as story_id, 'Koursk' as title, timestamptz '2024-11-04' as first_seen"
    )
    for entity, name, country, names in PLACES:
        connection.execute("insert into entities values (?, ?, ?, 'GPE')", [entity, name, country])
        for text in names:
            connection.execute("insert into mentions values (?, ?, ?, 'GPE')", [f"{entity}/{text}", text, entity])
