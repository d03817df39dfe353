"""The command `show`: from any id to the sentence in its article, with its span marked."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.cells import short, visible
from flows.printing import Failure, Format, FormatOption, print_dicts, print_lines, print_rows
from flows.settings import WarehouseOption, landed_warehouse_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import pyarrow as pa
    from rich.text import Text

    from tasks.provenance import Marked, Trace

MEMBERS = {"g:": "copy_group", "s:": "story_id"}
"""Ids of several articles, by how they start: the column of `articles` that holds them."""

ENTITIES = ("iso:", "geo:", "place:", "org:", "per:")
"""How ids of entities start."""

CLAIMED = ("c:", "m:")
"""How ids of claims and measures start; a disagreement's is those of its two claims."""


def show(
    identifier: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="Of a figure, mention, statement, article or document, or the start of one; of a claim, measure or "
            "disagreement; of two copies, a copy group, a story or an entity.",
        ),
    ],
    *,
    how: FormatOption = Format.table,
    warehouse: WarehouseOption = None,
) -> None:
    """Show where a row comes from: the sentence with the span marked, publisher, date, raw file and bytes.

    For example:

    `recoupe show 1f3c0a9be27d44f0a1b2:269-275:count`
    """
    root, asked = landed_warehouse_of(warehouse), identifier.strip()
    if asked.startswith(tuple(MEMBERS)):
        print_rows(_members(root, asked), how)
    elif asked.startswith(CLAIMED):
        _print_claims(root, asked, how)
    elif asked.startswith(ENTITIES):
        print_rows(_mentions(root, asked), how)
    else:
        _print_traces(root, asked, how)


def _print_traces(warehouse: Path, identifier: str, how: Format) -> None:
    from tasks.provenance import trace  # noqa: PLC0415 - quick commands need no DuckDB

    found = [trace(warehouse, part) for part in identifier.split("+")]
    if how is not Format.table:
        print_dicts([asdict(part) for part in found], how)
        return
    _print_texts(map(_marked, found))


def _print_texts(texts: Iterable[Text]) -> None:
    """Print texts with their marks, which a terminal shows as colours too."""
    from rich.console import Console  # noqa: PLC0415 - quick commands need none

    for text in texts:
        if sys.stdout.isatty():
            Console(highlight=False, soft_wrap=True).print(text)
        else:
            print_lines([text.plain])


def _print_claims(warehouse: Path, identifier: str, how: Format) -> None:
    """Claims by an id of theirs, of their measure or of a disagreement: each figure in its sentence."""
    from tasks.provenance import mark  # noqa: PLC0415 - quick commands need no DuckDB
    from tasks.search import claims_of  # noqa: PLC0415 - as above

    claims = claims_of(warehouse, identifier).to_pylist()
    if not claims:
        message = (
            f"{identifier!r}: no claim, measure or disagreement has this id; they stand in the tables of these names"
        )
        raise Failure(message)
    marks = {
        found.figure_id: found for found in mark(warehouse, [name for claim in claims for name in claim["figure_ids"]])
    }
    if how is not Format.table:
        rows = [
            {"claim_id": claim["claim_id"], "claimant": claim["claimant"], **asdict(marks[name])}
            for claim in claims
            for name in claim["figure_ids"]
        ]
        print_dicts(rows, how)
        return
    for claim in claims:
        print_lines([_headline(claim), ""])
        _print_texts(_marked_figure(marks[name]) for name in claim["figure_ids"])


def _headline(claim: dict[str, Any]) -> str:
    """Who says what, and how many carry it, on one line."""
    what = [" / ".join(claim["wordings"]), claim["counted"], claim["state"], claim["place_name"]]
    carried = [f"{claim['articles']} article{'s' * (claim['articles'] != 1)}"]
    if claim["articles"] > 1:
        carried.append(f"{claim['independent_sources']} independent")
    said = f"{claim['claimant'] or 'no claimant'}: {' · '.join(filter(None, what))}"
    return visible(f"{said} ({', '.join(carried)}) {claim['claim_id']}")


def _marked_figure(found: Marked) -> Text:
    from rich.text import Text  # noqa: PLC0415 - quick commands need none

    head = " · ".join(filter(None, [short(found.published_at), found.publisher, found.title]))
    text = Text(f"  {visible(head) or 'no publisher, date or title stated'}\n  ", style="")
    text.append(visible(found.before))
    text.append(f"[{visible(found.span)}]", style="bold reverse")
    text.append(f"{visible(found.after)}\n")
    text.append(f"  {found.figure_id}\n", style="dim")
    return text


def _members(warehouse: Path, identifier: str) -> pa.Table:
    """The articles of a copy group or story, named by itself or by any member's id behind its prefix."""
    from tasks import catalogue  # noqa: PLC0415 - quick commands need no DuckDB

    column, start = MEMBERS[identifier[:2]], identifier[2:]
    quoted = start.replace("'", "''")
    found = catalogue.query(
        warehouse,
        f"select published_at, publisher, title, article_id, {column} from articles "  # noqa: S608 - quoted, read-only, confined
        f"where {column} in (select {column} from articles where starts_with(article_id, '{quoted}')) order by all",
    )
    groups = sorted(map(str, set(found[column].to_pylist())))
    if len(groups) == 1 and start:
        return found
    told = f"{len(groups)} of them start so ({', '.join(groups[:3])} …)" if groups and start else "there is none"
    message = f"{identifier!r}: {told}; ids stand in the column {column} of the table articles"
    raise Failure(message)


def _mentions(warehouse: Path, entity_id: str) -> pa.Table:
    from tasks import catalogue  # noqa: PLC0415 - quick commands need no DuckDB

    quoted = entity_id.replace("'", "''")
    found = catalogue.query(
        warehouse,
        "select published_at, publisher, text, label, mention_id from mentions "  # noqa: S608 - quoted, read-only, confined
        f"where entity_id = '{quoted}' order by all",
    )
    if not found.num_rows:
        message = f"{entity_id!r}: no entity has this id; they stand in the table entities"
        raise Failure(message)
    return found


def _marked(found: Trace) -> Text:
    from rich.text import Text  # noqa: PLC0415 - quick commands need none

    head = " · ".join(filter(None, [found.publisher, found.published, found.title]))
    text = Text()
    text.append(f"{visible(head) or 'no publisher, date or title stated'}\n\n", style="bold")
    text.append(visible(found.before))
    if found.span:
        text.append(f"[{visible(found.span)}]", style="bold reverse")
    text.append(f"{visible(found.after)}\n\n")
    text.append(f"article  {found.article_id}\n")
    if found.url:
        text.append(f"address  {visible(found.url)}\n")
    place = f"{found.source_uri}{f', {found.record}' if found.record else ''}"
    text.append(f"raw      {visible(place)}, bytes {found.raw_start}–{found.raw_end}\n")
    text.append(f"         {visible(found.raw.decode('utf-8', 'backslashreplace'))}", style="dim")
    return text
