"""Commands that read a text and print what is in it: no warehouse, no Prefect, no dbt."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.printing import print_json_lines, print_lines, tell
from flows.settings import ModelOption  # noqa: TC001 - Typer reads the types of a command
from flows.texts import opened, read_records, read_text, read_texts, text_defaults

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from flows.texts import Given

extract_app = typer.Typer(
    no_args_is_help=True,
    help="Print the figures, entities, dates or statements of a text as JSON Lines. Offsets count code points, from 0.",
)

FileArgument = Annotated[
    str,
    typer.Argument(metavar="FILE", help="A text: UTF-8, UTF-16 with its mark, Windows-1252; - reads standard input."),
]
LanguageOption = Annotated[str | None, typer.Option(help="Language code, as fr; detected when not given.")]
PublishedOption = Annotated[
    str | None, typer.Option(help="Publication date, YYYY-MM-DD: relative dates count from it.")
]
PublisherOption = Annotated[
    str | None, typer.Option(help="Publisher of the text, a name or domain: its country says which dollar is meant.")
]
LinesOption = Annotated[
    bool,
    typer.Option(
        "--jsonl",
        help='Input is JSON Lines: {"id", "text", "published"?, "language"?, "publisher"?}; each row carries its id.',
    ),
]


def _print(find: Callable[[Given], Sequence[Any]], file: str, defaults: Given, *, jsonl: bool) -> None:
    """Print what `find` says of each text before the next one is read, so that a caller may wait for it."""
    for given in read_texts(file, defaults, jsonl=jsonl):
        print_json_lines(({"id": given.key} if jsonl else {}) | _fields(row) for row in find(given))


def _fields(row: Any) -> dict[str, Any]:  # noqa: ANN401 - any row type of tasks.tables
    return {name: value for name, value in asdict(row).items() if name != "article_id"}


@extract_app.command()
def figures(
    file: FileArgument = "-",
    *,
    language: LanguageOption = None,
    published: PublishedOption = None,
    publisher: PublisherOption = None,
    jsonl: LinesOption = False,
) -> None:
    """Print every stated quantity: how many, of what, between which bounds, according to whom.

    For example:

    `echo "Selon Washington, jusqu'à 8 000 soldats." | recoupe extract figures`
    """
    from tasks.extraction import find_attributed  # noqa: PLC0415 - quick help needs no grammar

    def find(given: Given) -> Sequence[Any]:
        return find_attributed(given.text, given.language, given.published, given.id, publisher=given.publisher)

    _print(find, file, text_defaults(language, published, publisher), jsonl=jsonl)


@extract_app.command()
def statements(
    file: FileArgument = "-",
    *,
    language: LanguageOption = None,
    published: PublishedOption = None,
    publisher: PublisherOption = None,  # noqa: ARG001 - the contract's option
    jsonl: LinesOption = False,
) -> None:
    """Print who says what: speaker, cue and extent of each statement.

    For example:

    `recoupe extract statements article.txt --language fr`
    """
    from tasks.sentences import find_sentences  # noqa: PLC0415 - quick help needs no grammar
    from tasks.statements import find_statements  # noqa: PLC0415 - quick help needs no grammar

    def find(given: Given) -> Sequence[Any]:
        sentences = find_sentences(given.id, given.text, given.language)
        return find_statements(given.text, given.language, sentences, article_id=given.id)

    _print(find, file, text_defaults(language, published), jsonl=jsonl)


@extract_app.command()
def dates(
    file: FileArgument = "-",
    *,
    language: LanguageOption = None,
    published: PublishedOption = None,
    publisher: PublisherOption = None,  # noqa: ARG001 - the contract's option
    jsonl: LinesOption = False,
) -> None:
    """Print every calendar expression, resolved against the publication date.

    For example:

    `echo "Arrivé jeudi." | recoupe extract dates --published 2024-11-09`
    """
    from tasks.dates import find_dates  # noqa: PLC0415 - quick help needs no grammar

    _print(
        lambda given: find_dates(given.text, given.language, given.published, article_id=given.id),
        file,
        text_defaults(language, published),
        jsonl=jsonl,
    )


@extract_app.command()
def entities(  # noqa: PLR0913 - a command's options are its parameters
    file: FileArgument = "-",
    *,
    language: LanguageOption = None,
    published: PublishedOption = None,
    publisher: PublisherOption = None,  # noqa: ARG001 - the contract's option
    jsonl: LinesOption = False,
    model: ModelOption = None,
) -> None:
    """Print who and where: each mention with its label and, where it is sure, its entity.

    For example:

    `recoupe extract entities article.txt --language fr`
    """
    from tasks.entities import Engines, find_mentions  # noqa: PLC0415 - may load a neural model

    engines = Engines(tuple(model or ()))
    engines.check()
    told: set[str] = set()

    def find(given: Given) -> Sequence[Any]:
        for line in {*engines.missing([given.language])} - told:
            tell(line)
            told.add(line)
        return next(iter(find_mentions([(given.id, given.text, given.language)], engines=engines)))

    _print(find, file, text_defaults(language, published), jsonl=jsonl)


def language(
    file: Annotated[
        str, typer.Argument(metavar="FILE.jsonl", help="JSON Lines with id and text; - reads standard input.")
    ],
) -> None:
    """Print the language of each text: `{"id", "language", "confidence"}`, `und` when the text does not say.

    For example:

    `recoupe language articles.jsonl`
    """
    from tasks.languages import language_of  # noqa: PLC0415 - loads the profiles

    with opened(file) as stream:
        for _, record in read_records(stream, file):
            code, confidence = language_of(record["text"])
            print_json_lines([{"id": record["id"], "language": code, "confidence": confidence}])


def normalise(
    file: FileArgument = "-",
    *,
    spans: Annotated[
        bool, typer.Option("--spans", help="Print the map from clean to given text as JSON Lines.")
    ] = False,
) -> None:
    """Print the clean text, or with --spans each piece of it: kept, replaced or dropped, and why.

    For example:

    `recoupe normalise article.txt --spans`
    """
    from tasks.normalise import normalise as clean  # noqa: PLC0415 - quick help needs no grammar

    made = clean(read_text(file))
    if spans:
        print_json_lines(map(asdict, made.pieces))
    else:
        print_lines([made.text])
