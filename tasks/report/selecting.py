"""Which claims a question is about, and their rows, read from the published catalogue.

A question is words, a story's id ('s:…', also of any article behind 's:'), or nothing: the most contested measure.
"""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING, Any

from tasks.literals import text_literal
from tasks.queries import CatalogueError, confined
from tasks.report.rows import Carrier, Claim, Disagreement, Measure, Quote, Report, Revision
from tasks.search import matching

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

CLAIMS_SHOWN = 1_000
"""More claims are not shown: those in disagreements and in most articles stay."""

FIRST_MART = "claims"
"""A catalogue without it was published by a version that knew no claims."""

STORY = re.compile(r"s:[0-9a-f]{20}(\.\d+)?")

OF_STORY = (
    "select claim_id from claims where story_id = story_of({asked}) union "
    "select claim_id from figures where story_id = story_of({asked}) and claim_id is not null"
)

MOST_CONTESTED = """
select measure_id
from measures
left join (
    select
        measure_id,
        count(*) filter (where relation = 'conflict') as conflicts,
        count(*) as pairs
    from disagreements
    group by measure_id
) using (measure_id)
order by coalesce(conflicts, 0) desc, coalesce(pairs, 0) desc, claims desc, measure_id
limit 1
"""

CHOSEN = """
create temp table chosen as
with matched as ({matched}),

beside as (
    select claim_a as claim_id from disagreements where claim_b in (from matched) and relation != 'bound'
    union
    select claim_b from disagreements where claim_a in (from matched) and relation != 'bound'
),

contested as (
    select unnest([claim_a, claim_b]) as claim_id from disagreements
)

select
    claim_id,
    row_number() over (
        order by claim_id in (from matched) desc, claim_id in (from contested) desc, articles desc, claim_id
    ) as place
from claims
where claim_id in (from matched) or claim_id in (from beside)
"""
"""The claims that the question is about, and those that contradict them: an answer shows both sides."""

QUOTES = """
select
    figures.claim_id,
    figures.figure_id,
    figures.text as span,
    figures.sentence,
    figures.start_char,
    substring(
        articles.text,
        greatest(figures.start_char - length(figures.sentence), 0) + 1,
        2 * length(figures.sentence) + length(figures.text)
    ) as around,
    greatest(figures.start_char - length(figures.sentence), 0) as around_start,
    articles.language,
    articles.article_id,
    articles.title,
    articles.publisher,
    articles.published_at
from figures
inner join articles using (article_id)
where figures.claim_id in (select claim_id from shown)
order by articles.published_at nulls last, figures.article_id, figures.start_char
"""


SHOWN = "create temp table shown as select claim_id from chosen where place <= $most"

ROWS = {
    Measure: "measures where measure_id in (select measure_id from claims where claim_id in (from shown)) order by all",
    Claim: "claims where claim_id in (from shown) order by as_of_start, first_seen, claim_id",
    Disagreement: "disagreements where claim_a in (from shown) and claim_b in (from shown) "
    "order by array_position(['conflict', 'stale', 'bound'], relation), ratio desc nulls last, disagreement_id",
    Revision: "revisions where claim_before in (from shown) and claim_after in (from shown) "
    "order by known_at, revision_id",
}
"""Class of a row → where it is read from, in which order."""


def read_report(warehouse: Path, question: str | None) -> Report | None:
    """The report that answers a question; none where no claim does.

    Raises:
        tasks.queries.CatalogueError: nothing is published, or it was before there were claims.
    """
    asked = (question or "").strip()
    with confined(warehouse) as connection:
        _check_marts(connection, warehouse)
        connection.execute(CHOSEN.format(matched=_matched(asked)))
        connection.execute(SHOWN, {"most": CLAIMS_SHOWN})
        ((found,),) = connection.execute("select count(*) from chosen").fetchall()
        if not found:
            return None
        measures, claims, disagreements, revisions = (_rows(connection, row, rest) for row, rest in ROWS.items())
        return Report(asked, measures, claims, disagreements, revisions, _quotes(connection), found)


def _check_marts(connection: duckdb.DuckDBPyConnection, warehouse: Path) -> None:
    here = connection.execute("select view_name from duckdb_views() where not internal").fetchall()
    if (FIRST_MART,) not in here:
        message = f"{warehouse}: was published before there were claims; do `recoupe publish --warehouse {warehouse}`"
        raise CatalogueError(message)


def _matched(asked: str) -> str:
    """The query for the claims that a question names."""
    if not asked:
        return f"select claim_id from claims where measure_id in ({MOST_CONTESTED})"  # noqa: S608 - names of ours
    if STORY.fullmatch(asked):
        return OF_STORY.format(asked=text_literal(asked))
    return f"select claim_id from claims where {matching(asked)}"  # noqa: S608 - quoted


def _rows(connection: duckdb.DuckDBPyConnection, row: type[Any], rest: str) -> list[Any]:
    """Rows of a class whose fields are columns; a null list is an empty one."""
    fields = dataclasses.fields(row)
    names = ", ".join(field.name for field in fields)
    found = connection.execute(f"select {names} from {rest}").fetchall()  # noqa: S608 - names of ours
    lists = [str(field.type).startswith("list") for field in fields]
    return [
        row(*(value or [] if many else value for value, many in zip(values, lists, strict=True))) for values in found
    ]


def _quotes(connection: duckdb.DuckDBPyConnection) -> list[Quote]:
    """Each sentence of each claim once, in order of time, with all texts that carry it."""
    quotes: dict[tuple[str, ...], Quote] = {}
    for claim_id, figure_id, span, sentence, start, around, around_start, language, *carrier in connection.execute(
        QUOTES
    ).fetchall():
        parts = sides_of(sentence or span, span, around or "", start - (around_start or 0))
        quote = quotes.setdefault((claim_id, *parts), Quote(claim_id, figure_id, *parts, language, []))
        quote.carriers.append(Carrier(*carrier))
    return list(quotes.values())


def sides_of(sentence: str, span: str, around: str, place: int) -> tuple[str, str, str]:
    """A sentence as what stands before the span, the span, and what stands behind it.

    `around` is text of the article in which the span begins at `place`: of two equal numbers in one sentence, the
    sentence's own place says which one is meant. Nothing is marked where the span stands outside of the sentence.
    """
    starts = (found.start() for found in re.finditer(f"(?={re.escape(sentence)})", around))
    inside = [place - start for start in starts if start <= place < start + len(sentence)]
    first = inside[0] if inside else sentence.find(span)
    if first < 0:
        return sentence, "", ""
    return sentence[:first], span, sentence[first + len(span) :]
