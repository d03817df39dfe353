"""The command that writes a page: report."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from flows.answering import unknown_words
from flows.printing import Failure, tell
from flows.settings import WarehouseOption, warehouse_of


def report(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[WORDS or STORY]",
            help="What is counted, and where; or a story's id, 's:…'; else the most contested measure.",
        ),
    ] = None,
    *,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="The page; - is standard output.")
    ] = "report.html",
    warehouse: WarehouseOption = None,
) -> None:
    """Write a page of who says how many: chart, disagreements, revisions, sources, sentences, in one HTML file.

    For example:

    `recoupe report soldats Koursk -o koursk.html`
    """
    from tasks.report import read_report, render_page  # noqa: PLC0415 - quick commands need neither DuckDB nor charts

    root, question = warehouse_of(warehouse), " ".join(words or [])
    found = read_report(root, question)
    if found is None:
        raise Failure(_nothing(root, question))
    page = render_page(found)
    if output == "-":
        sys.stdout.buffer.write(page.encode())
        sys.stdout.buffer.flush()
        return
    path = Path(output)
    path.write_text(page, encoding="utf-8")
    tell(f"{path.resolve()}: {len(found.claims):,} claims, {len(found.disagreements):,} disagreements")


def _nothing(warehouse: Path, question: str) -> str:
    from tasks.search import Question, find_unknown  # noqa: PLC0415 - as above

    if not question:
        return "the warehouse holds no claim yet; read some articles with `recoupe run`"
    if question.startswith("s:"):
        return f'{question!r}: no claim is of this story; `recoupe query "from stories"` lists their ids'
    unknown = find_unknown(warehouse, Question(words=question))
    if unknown:
        return unknown_words(unknown)
    return f"{question!r}: some claims have each of these words, none has all; give fewer"
