"""The command `recoupe`."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from flows.answering import figures
from flows.asking import query, tables
from flows.comparing import duplicates, score_duplicates
from flows.extracting import extract_app, language, normalise
from flows.printing import explain
from flows.reporting import report
from flows.scoring import score_app
from flows.settings import ModelOption, WarehouseOption, warehouse_of
from flows.showing import show
from flows.stewarding import publish, serve, status
from flows.telling import score_stories, stories
from tasks import __version__

app = typer.Typer(
    name="recoupe",
    help="Raw news text in; sourced, interval-valued, span-anchored figures out.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(*, asked: bool) -> None:
    if asked:
        typer.echo(f"recoupe {__version__}")
        raise typer.Exit


@app.callback()
def options(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Raw news text in; sourced, interval-valued, span-anchored figures out."""


@app.command()
def run(  # noqa: PLR0913 - a command's options are its parameters
    sources: Annotated[
        list[str] | None, typer.Argument(metavar="SOURCE", help="Files, folders or globs; the sample articles if none.")
    ] = None,
    *,
    warehouse: WarehouseOption = None,
    batch_size: Annotated[int, typer.Option(min=1, help="Documents a batch.")] = 2_000,
    metadata: Annotated[str | None, typer.Option(help="CSV: file, published, publisher, url, title, language.")] = None,
    published: Annotated[str | None, typer.Option(help="Date of what does not say its own, YYYY-MM-DD.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Publisher of what does not say its own.")] = None,
    language: Annotated[str | None, typer.Option(help="Language of what does not say its own, as fr or en.")] = None,
    field: Annotated[
        list[str] | None, typer.Option(metavar="FIELD=NAME", help="Name that a field has in these sources; repeatable.")
    ] = None,
    model: ModelOption = None,
    strict: Annotated[bool, typer.Option("--strict", help="Fail at the first record that is rejected.")] = False,
) -> None:
    """Read every SOURCE, land what is new, build the models, publish the catalogue.

    For example:

    `recoupe run articles/ 'dumps/*.jsonl.gz' --metadata dates.csv`
    """
    from flows.running import run_news  # noqa: PLC0415 - Prefect takes two seconds to import

    run_news(
        warehouse_of(warehouse),
        sources=sources or None,
        batch_size=batch_size,
        metadata=metadata,
        published=published,
        publisher=publisher,
        language=language,
        fields=field_names_of(field or []),
        models=model,
        strict=strict,
    )


def field_names_of(given: list[str]) -> dict[str, list[str]]:
    """Field → names, of 'text=corps' and the like.

    Raises:
        ValueError: no '=' in it; an unknown field is refused where records are read.
    """
    names: dict[str, list[str]] = {}
    for pair in given:
        field, equals, name = pair.partition("=")
        if not (field and equals and name):
            message = f"--field {pair!r}: write FIELD=NAME, as in --field text=corps"
            raise ValueError(message)
        names.setdefault(field, []).append(name)
    return names


app.add_typer(extract_app, name="extract")
score_app.command("duplicates")(score_duplicates)
score_app.command("stories")(score_stories)
app.add_typer(score_app, name="score")
for command in (normalise, language, duplicates, stories, figures, query, tables, show, report, status, publish, serve):
    app.command()(command)


def main() -> None:
    """Run the command line. Exit codes: 0 done, 1 failed, 2 wrong usage, 130 interrupted."""
    os.environ.setdefault("RECOUPE_TERMINAL", "1")
    try:
        app()
    except KeyboardInterrupt:  # outside of a command: Typer ends those itself
        sys.exit(130)
    except Exception as error:  # noqa: BLE001 - the last word on any error is one line, not a traceback
        explain(error)
        sys.exit(1)
