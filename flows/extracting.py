"""Commands that read a text and print what is in it: no warehouse, no Prefect, no dbt."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import orjson
import typer

from flows.printing import Failure, print_json_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import BinaryIO

AHEAD = 64
"""Texts of a JSON Lines stream read before their mentions are found together."""

extract_app = typer.Typer(
    no_args_is_help=True,
    help="Print the figures, entities, dates or statements of a text as JSON Lines. Offsets count code points, from 0.",
)

FileArgument = Annotated[str, typer.Argument(metavar="FILE", help="A text; - reads standard input.")]
LanguageOption = Annotated[str | None, typer.Option(help="Language code; detected when not given.")]
PublishedOption = Annotated[
    str | None, typer.Option(help="Publication date, YYYY-MM-DD: relative dates count from it.")
]
PublisherOption = Annotated[str | None, typer.Option(help="Publisher of the text.")]
LinesOption = Annotated[
    bool, typer.Option("--jsonl", help='Input is JSON Lines: {"id", "text", "published"?, "language"?, "publisher"?}.')
]


@dataclass(frozen=True, slots=True)
class Given:
    """One text as given."""

    id: str
    text: str
    language: str
    published: date | None


@contextmanager
def _opened(file: str) -> Iterator[BinaryIO]:
    if file == "-":
        yield sys.stdin.buffer
        return
    try:
        with Path(file).open("rb") as stream:
            yield stream
    except (FileNotFoundError, IsADirectoryError) as error:
        message = f"{file}: {error.strerror}; name a file, or - for standard input"
        raise Failure(message) from error


def _day(value: object, where: str) -> date | None:
    if not value:
        return None
    try:
        return datetime.fromisoformat(str(value)).replace(tzinfo=UTC).date()
    except ValueError as error:
        message = f"{where}: published {value!r} is no date; write it as YYYY-MM-DD"
        raise Failure(message) from error


def _records(stream: BinaryIO, file: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """(place, record) for each line that holds one; lines end at a line feed only."""
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        where = f"{file}, line {number}"
        try:
            record = orjson.loads(line)
        except orjson.JSONDecodeError as error:
            message = f"{where}: not JSON ({error}); mend the line or take it out"
            raise Failure(message) from error
        if not isinstance(record, dict) or not isinstance(record.get("text"), str) or "id" not in record:
            message = f'{where}: needs an object with "id" and a string "text"; it has {line[:60]!r}'
            raise Failure(message)
        yield where, record


def _texts(stream: BinaryIO, file: str, default: Given, *, lines: bool) -> Iterator[Given]:
    from tasks.languages import language_of  # noqa: PLC0415 - loads the profiles

    if not lines:
        text = stream.read().decode("utf-8-sig", "strict")
        yield replace(default, text=text, language=default.language or language_of(text)[0])
        return
    for where, record in _records(stream, file):
        yield Given(
            id=str(record["id"]),
            text=record["text"],
            language=str(record.get("language") or default.language or language_of(record["text"])[0]),
            published=_day(record.get("published"), where) or default.published,
        )


def _print(
    find: Callable[[Sequence[Given]], Iterator[tuple[Given, Sequence[Any]]]],
    file: str,
    language: str | None,
    published: str | None,
    *,
    lines: bool,
) -> None:
    default = Given("", "", language or "", _day(published, "--published"))
    with _opened(file) as stream:
        for given, rows in _in_groups(_texts(stream, file, default, lines=lines), find):
            print_json_lines(({"id": given.id} if lines else {}) | _fields(row) for row in rows)


def _in_groups(
    texts: Iterator[Given], find: Callable[[Sequence[Given]], Iterator[tuple[Given, Sequence[Any]]]]
) -> Iterator[tuple[Given, Sequence[Any]]]:
    group: list[Given] = []
    for given in texts:
        group.append(given)
        if len(group) == AHEAD:
            yield from find(group)
            group = []
    yield from find(group)


def _fields(row: Any) -> dict[str, Any]:  # noqa: ANN401 - any row type of tasks.tables
    return {name: value for name, value in asdict(row).items() if name != "article_id"}


@extract_app.command()
def figures(
    file: FileArgument = "-",
    *,
    language: LanguageOption = None,
    published: PublishedOption = None,
    publisher: PublisherOption = None,  # noqa: ARG001 - the contract's option; dollars and francs will ask for it
    jsonl: LinesOption = False,
) -> None:
    """Print every stated quantity: how many, of what, between which bounds, according to whom.

    Example: `echo "Selon Washington, jusqu'à 8 000 soldats ont été déployés." | recoupe extract figures --language fr`
    """
    from tasks.extraction import find_attributed  # noqa: PLC0415 - quick help needs no grammar

    _print(
        lambda group: ((given, find_attributed(given.text, given.language, given.id)) for given in group),
        file,
        language,
        published,
        lines=jsonl,
    )


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

    Example: `recoupe extract statements article.txt --language fr`
    """
    from tasks.sentences import find_sentences  # noqa: PLC0415 - quick help needs no grammar
    from tasks.statements import find_statements  # noqa: PLC0415 - quick help needs no grammar

    def find(group: Sequence[Given]) -> Iterator[tuple[Given, Sequence[Any]]]:
        for given in group:
            sentences = find_sentences(given.id, given.text, given.language)
            yield given, find_statements(given.text, given.language, sentences, article_id=given.id)

    _print(find, file, language, published, lines=jsonl)


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

    Example: `echo 'Il est arrivé jeudi.' | recoupe extract dates --language fr --published 2024-11-09`
    """
    from tasks.dates import find_dates  # noqa: PLC0415 - quick help needs no grammar

    _print(
        lambda group: (
            (given, find_dates(given.text, given.language, given.published, article_id=given.id)) for given in group
        ),
        file,
        language,
        published,
        lines=jsonl,
    )


@extract_app.command()
def entities(
    file: FileArgument = "-",
    *,
    language: LanguageOption = None,
    published: PublishedOption = None,
    publisher: PublisherOption = None,  # noqa: ARG001 - the contract's option
    jsonl: LinesOption = False,
) -> None:
    """Print who and where: each mention with its label and, where it is sure, its entity.

    Example: `recoupe extract entities article.txt --language fr`
    """
    from tasks.entities import find_mentions  # noqa: PLC0415 - may load a neural model

    def find(group: Sequence[Given]) -> Iterator[tuple[Given, Sequence[Any]]]:
        found = find_mentions([(given.id, given.text, given.language) for given in group])
        yield from zip(group, found, strict=True)

    _print(find, file, language, published, lines=jsonl)


def language(
    file: Annotated[
        str, typer.Argument(metavar="FILE.jsonl", help="JSON Lines with id and text; - reads standard input.")
    ],
) -> None:
    """Print the language of each text: `{"id", "language", "confidence"}`, `und` when the text does not say.

    Example: `recoupe language articles.jsonl`
    """
    from tasks.languages import language_of  # noqa: PLC0415 - loads the profiles

    with _opened(file) as stream:
        for _, record in _records(stream, file):
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

    Example: `recoupe normalise article.txt --spans`
    """
    from tasks.normalise import normalise as clean  # noqa: PLC0415 - quick help needs no grammar

    with _opened(file) as stream:
        made = clean(stream.read().decode("utf-8-sig", "strict"))
    if spans:
        print_json_lines(map(asdict, made.pieces))
    else:
        sys.stdout.buffer.write(f"{made.text}\n".encode())
