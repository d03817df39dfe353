"""Commands that ask the warehouse: query, tables, show."""

from __future__ import annotations

import sys
from dataclasses import asdict
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cells import visible
from flows.printing import Failure, Format, FormatOption, print_dicts, print_lines, print_rows
from flows.settings import WarehouseOption, landed_warehouse_of, warehouse_of

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa
    from rich.text import Text

    from tasks.provenance import Trace

MEMBERS = {"g:": "copy_group", "s:": "story_id"}
"""Ids of several articles, by how they start: the column of `articles` that holds them."""

ENTITIES = ("iso:", "geo:", "org:", "per:")
"""How ids of entities start."""


def query(
    sql: Annotated[str, typer.Argument(metavar="SQL", help="One statement; - reads it from standard input.")],
    *,
    how: FormatOption = Format.table,
    warehouse: WarehouseOption = None,
) -> None:
    """Answer SQL on the published tables: read-only, and confined to the warehouse.

    For example:

    `recoupe query "select publisher, count(*) from articles group by all"`
    """
    from tasks import catalogue  # noqa: PLC0415 - quick commands need no DuckDB

    asked = sys.stdin.read() if sql == "-" else sql
    print_rows(catalogue.query(warehouse_of(warehouse), asked), how)


def tables(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="One table, with its columns.")] = None,
    *,
    how: FormatOption = Format.table,
    warehouse: WarehouseOption = None,
) -> None:
    """List the tables, or with NAME the columns of one: grain, types, notes.

    For example:

    `recoupe tables figures`
    """
    from tasks import catalogue  # noqa: PLC0415 - quick commands need no DuckDB

    found = {table.name: table for table in catalogue.describe_tables(warehouse_of(warehouse))}
    if name is None:
        print_dicts(
            [{"table": table.name, "rows": table.rows, "holds": table.comment} for table in found.values()], how
        )
    elif name.lower() in found:
        print_dicts([asdict(column) for column in found[name.lower()].columns], how)
    else:
        near = get_close_matches(name.lower(), found, n=1, cutoff=0.5)
        told = f"did you mean {near[0]}? There" if near else "there"
        message = f"no table {name!r}; {told} are {', '.join(found)}"
        raise Failure(message)


def show(
    identifier: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="Of a figure, mention, statement, article or document, or the start of one; of two copies, a copy "
            "group, a story or an entity.",
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
    from rich.console import Console  # noqa: PLC0415 - as above

    for part in map(_marked, found):
        if sys.stdout.isatty():
            Console(highlight=False, soft_wrap=True).print(part)
        else:
            print_lines([part.plain])


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
