"""The command `figures`: who said how many, over time."""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import datetime  # noqa: TC003 - Typer reads the types of options
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.cells import short, visible
from flows.printing import Failure, Format, FormatOption, print_rows, tell
from flows.settings import WarehouseOption, warehouse_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pyarrow as pa
    from rich.text import Text

    from tasks.search import Question, Unknown

DAYS = ["%Y-%m-%d"]


def figures(  # noqa: PLR0913 - a command's options are its parameters
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="WORDS", help="Words of what is counted, its state, place or source; all if none."),
    ] = None,
    *,
    place: Annotated[str | None, typer.Option(help="Only what the text sets there: a place, or its country.")] = None,
    include_unplaced: Annotated[
        bool, typer.Option("--include-unplaced", help="With --place: also what no text sets anywhere.")
    ] = False,
    claimant: Annotated[str | None, typer.Option(help="Only what this one says: words of a name, or its id.")] = None,
    from_day: Annotated[
        datetime | None, typer.Option("--from", formats=DAYS, help="First published on this day or later.")
    ] = None,
    to_day: Annotated[
        datetime | None, typer.Option("--to", formats=DAYS, help="First published on this day or earlier.")
    ] = None,
    story: Annotated[str | None, typer.Option(metavar="ID", help="Only in this story: 's:' and a member's id.")] = None,
    how: FormatOption = Format.table,
    warehouse: WarehouseOption = None,
) -> None:
    """Who said how many, over time: a claim a row, however many articles carry it.

    Case, accents and plurals do not matter, and beginnings of words will do. Words that stand nowhere in what is
    counted, its state, place and source are sought in the sentences. A word, claimant or place that no claim has is an
    error (exit 1) with what is spelled like it; where each has some, but no claim meets them all, the answer is empty.

    For example:

    `recoupe figures "soldats nord-coréens" --place Koursk`
    """
    from tasks.search import Question, find_claims  # noqa: PLC0415 - quick commands need no DuckDB

    asked = Question(
        words=" ".join(words or []) or None,
        place=place or None,
        claimant=claimant or None,
        first_day=from_day and from_day.date(),
        last_day=to_day and to_day.date(),
        story=story or None,
        include_unplaced=include_unplaced,
    )
    root = warehouse_of(warehouse)
    found = find_claims(root, asked)
    if not found.num_rows:
        _explain_nothing(root, asked)
    if how is Format.table and sys.stdout.isatty() and found.num_rows:
        _print_folded(found)
    else:
        print_rows(found, how)


def _explain_nothing(warehouse: Path, asked: Question) -> None:
    """Say on standard error why no claim meets the question.

    Raises:
        Failure: a word, claimant, place or story of it is in no claim.
    """
    from tasks.search import find_unknown  # noqa: PLC0415 - quick commands need no DuckDB

    unknown = find_unknown(warehouse, asked)
    if unknown:
        raise Failure(unknown_words(unknown))
    limits = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in asdict(asked).items() if value)
    tell(f"no claim meets all of this together: {limits}" if limits else "no claim is in this warehouse")


def unknown_words(unknown: Sequence[Unknown]) -> str:
    """What no claim has, each with what is spelled like it."""
    nears = [f"; did you mean {' or '.join(each.near)}?" if each.near else "" for each in unknown]
    return "; ".join(
        f"no claim has the {each.kind} {each.asked!r}{near}" for each, near in zip(unknown, nears, strict=True)
    )


def _print_folded(found: pa.Table) -> None:
    """Four columns that fold to the terminal: when, who, how many of what and where, the sentence and its source."""
    from rich import box  # noqa: PLC0415 - quick commands need none
    from rich.console import Console  # noqa: PLC0415 - as above
    from rich.table import Table  # noqa: PLC0415 - as above

    table = Table(
        box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, show_lines=False, padding=(0, 1, 1, 0), expand=True
    )
    table.add_column("published", no_wrap=True)
    table.add_column("claimant", ratio=3, overflow="fold")
    table.add_column("says", ratio=4, overflow="fold")
    table.add_column("sentence", ratio=7, overflow="fold")
    for row in found.to_pylist():
        table.add_row(short(row["published"])[:10], _claimant(row), _says(row), _sentence(row))
    Console(highlight=False).print(table)
    measures = len(set(found["measure_id"].to_pylist()))
    tell(f"{found.num_rows} claims on {measures} measures; `recoupe show ID` leads to the text")


def _claimant(row: dict[str, Any]) -> Text:
    from rich.text import Text  # noqa: PLC0415 - quick commands need none

    text = Text(visible(row["claimant"] or "no name"))
    if row["claimant_kind"] == "article":
        text.append("\nits own voice", style="dim")
    return text


def _says(row: dict[str, Any]) -> Text:
    from rich.text import Text  # noqa: PLC0415 - quick commands need none

    text = Text(visible(" / ".join(row["wordings"])), style="bold")
    text.append(visible(f" {row['counted'] or row['unit'] or ''}".rstrip()), style="not bold")
    for part in filter(None, [row["state"], row["place"]]):
        text.append(f"\n{visible(part)}", style="not bold")
    if row["as_of_stated"]:
        days = sorted({row["as_of_start"].isoformat(), row["as_of"].isoformat()})
        text.append(f"\nas of {' to '.join(days)}", style="not bold")
    return text


def _sentence(row: dict[str, Any]) -> Text:
    from rich.text import Text  # noqa: PLC0415 - quick commands need none

    text = Text(visible(row["sentence"] or ""))
    text.highlight_words(row["wordings"], style="bold")
    sources = row["independent_sources"]
    told = f"{', '.join(row['publishers'])}{f' ({sources} independent)' if sources > 1 else ''}"
    text.append(f"\n{visible(told)}\n{row['figure_id']}", style="dim")
    return text
