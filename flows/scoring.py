"""Commands that set what is found in texts against a gold file: score figures, dates, entities, statements."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.golds import Golds, Texts, matches_of
from flows.printing import Format, FormatOption, print_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flows.golds import Find
    from flows.texts import Given
    from tasks.scores import Item, Subject

score_app = typer.Typer(
    no_args_is_help=True,
    help="Precision, recall and F1 of what is found in texts, for each field that a gold file carries.",
)

GoldArgument = Annotated[
    str, typer.Argument(metavar="GOLD", help="JSON Lines: file, start_char, end_char, text, and fields to judge.")
]
TextOption = Annotated[
    str | None, typer.Option(help="Folder of the texts, or JSON Lines of them by id; beside GOLD if not given.")
]
TrapsOption = Annotated[
    str | None, typer.Option(help="JSON Lines of spans that must not be found: file, start_char, end_char, text.")
]
ErrorsOption = Annotated[bool, typer.Option("--errors", help="Print each mistake instead of the scores.")]
MetadataOption = Annotated[
    str | None, typer.Option(help="CSV: file, published, language; metadata.csv beside the texts if not given.")
]
LanguageOption = Annotated[str | None, typer.Option(help="Language of texts that do not say theirs, as fr.")]


@score_app.command()
def figures(  # noqa: PLR0913 - a command's options are its parameters
    gold: GoldArgument,
    *,
    text: TextOption = None,
    traps: TrapsOption = None,
    errors: ErrorsOption = False,
    metadata: MetadataOption = None,
    language: LanguageOption = None,
    how: FormatOption = Format.table,
) -> None:
    """Score the figures found in the texts of a gold file.

    For example:

    `recoupe score figures seeds/gold/figures.jsonl --text seeds/articles`
    """
    from tasks.extraction import find_attributed  # noqa: PLC0415 - quick help needs no grammar
    from tasks.scores import FIGURES, items_of  # noqa: PLC0415 - as above

    def find(given: Given) -> list[Item]:
        return items_of(
            find_attributed(given.text, given.language, given.published, given.id, publisher=given.publisher)
        )

    texts = Texts.of(gold, text, metadata, language)
    _print(FIGURES, find, texts, traps, errors=errors, how=how)


@score_app.command()
def dates(  # noqa: PLR0913 - a command's options are its parameters
    gold: GoldArgument,
    *,
    text: TextOption = None,
    traps: TrapsOption = None,
    errors: ErrorsOption = False,
    metadata: MetadataOption = None,
    language: LanguageOption = None,
    how: FormatOption = Format.table,
) -> None:
    """Score the dates found in the texts of a gold file.

    For example:

    `recoupe score dates seeds/gold/dates.jsonl --text seeds/articles`
    """
    from tasks.dates import find_dates  # noqa: PLC0415 - quick help needs no grammar
    from tasks.scores import DATES, items_of  # noqa: PLC0415 - as above

    def find(given: Given) -> list[Item]:
        return items_of(find_dates(given.text, given.language, given.published, article_id=given.id))

    texts = Texts.of(gold, text, metadata, language)
    _print(DATES, find, texts, traps, errors=errors, how=how)


@score_app.command()
def entities(  # noqa: PLR0913 - a command's options are its parameters
    gold: GoldArgument,
    *,
    text: TextOption = None,
    traps: TrapsOption = None,
    errors: ErrorsOption = False,
    metadata: MetadataOption = None,
    language: LanguageOption = None,
    how: FormatOption = Format.table,
) -> None:
    """Score the entities found in the texts of a gold file.

    For example:

    `recoupe score entities seeds/gold/entities.jsonl --text seeds/articles`
    """
    from tasks.entities import find_mentions  # noqa: PLC0415 - may load a neural model
    from tasks.scores import ENTITIES, items_of  # noqa: PLC0415 - quick help needs no grammar

    def find(given: Given) -> list[Item]:
        return items_of(next(iter(find_mentions([(given.id, given.text, given.language)]))))

    texts = Texts.of(gold, text, metadata, language)
    _print(ENTITIES, find, texts, traps, errors=errors, how=how)


@score_app.command()
def statements(  # noqa: PLR0913 - a command's options are its parameters
    gold: GoldArgument,
    *,
    text: TextOption = None,
    traps: TrapsOption = None,
    errors: ErrorsOption = False,
    metadata: MetadataOption = None,
    language: LanguageOption = None,
    how: FormatOption = Format.table,
) -> None:
    """Score the statements found in the texts of a gold file.

    For example:

    `recoupe score statements seeds/gold/statements.jsonl --text seeds/articles`
    """
    from tasks.scores import STATEMENTS, items_of  # noqa: PLC0415 - quick help needs no grammar
    from tasks.sentences import find_sentences  # noqa: PLC0415 - as above
    from tasks.statements import find_statements  # noqa: PLC0415 - as above

    def find(given: Given) -> list[Item]:
        sentences = find_sentences(given.id, given.text, given.language)
        return items_of(find_statements(given.text, given.language, sentences, article_id=given.id), given.text)

    texts = Texts.of(gold, text, metadata, language)
    _print(STATEMENTS, find, texts, traps, errors=errors, how=how)


def _print(  # noqa: PLR0913 - what the commands were asked
    subject: Subject, find: Find, texts: Texts, traps: str | None, *, errors: bool, how: Format
) -> None:
    from tasks.scores import Mistake, Score, mistakes, scores  # noqa: PLC0415 - quick help needs none

    read = Golds.read(str(texts.gold), subject)
    matches = list(matches_of(read, find, texts, traps))
    if errors:
        print_table(list(mistakes(subject, matches, read.columns)), Mistake, how)
    else:
        print_table(scores(subject, matches, read.columns), Score, how)


def print_table(rows: Sequence[Any], kind: type[Any], how: Format) -> None:
    """Print rows of one dataclass, of strings and numbers."""
    import pyarrow as pa  # noqa: PLC0415 - quick commands need none

    types: dict[str, pa.DataType] = {
        "str": pa.string(),
        "str | None": pa.string(),
        "int": pa.int64(),
        "float | None": pa.float64(),
    }
    schema = pa.schema([(field.name, types[str(field.type)]) for field in fields(kind)])
    print_rows(pa.Table.from_pylist([asdict(row) for row in rows], schema), how)
