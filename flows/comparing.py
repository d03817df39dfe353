"""Commands that set the texts of a file against each other: no warehouse, no Prefect, no neural model."""

from __future__ import annotations

from datetime import UTC, datetime, time
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.golds import Texts
from flows.printing import Failure, Format, FormatOption, print_json_lines
from flows.scoring import ErrorsOption, MetadataOption, TextOption, print_table
from flows.texts import opened, read_objects, read_records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    import pyarrow as pa

    from tasks.plain import Plain
    from tasks.read.published import Published

    Key = str | float
    Language = Callable[[str], tuple[str, float]]

UNSAID = ("und", 0.0)

KEPT = """
    select copy_groups.article_id, copy_groups.copy_group, kept.article_id = copy_groups.article_id as is_kept
    from intermediate.int_copy_groups as copy_groups
    inner join intermediate.int_copies_kept as kept using (copy_group)
"""

FileArgument = Annotated[
    str, typer.Argument(metavar="FILE.jsonl", help="JSON Lines with id and text; - reads standard input.")
]


def duplicates(
    file: FileArgument,
    *,
    edges: Annotated[bool, typer.Option("--edges", help="Print each related pair instead of the groups.")] = False,
) -> None:
    """Print the copy group of each text, and the one text of it to keep: the earliest, else the longest.

    With --edges, one line a pair that shares half of its windows of five words, or four fifths of the shorter text.

    For example:

    `recoupe duplicates articles.jsonl`
    """
    from tasks.plain import compared  # noqa: PLC0415 - quick help needs no DuckDB

    keys: dict[str, Key] = {}
    with compared(read_plain(file, keys), signatures_of, ["+int_copies_kept"]) as built:
        if edges:
            found = built.execute(
                "select a, b, relation, jaccard, containment from intermediate.int_copies order by a, b"
            )
            print_json_lines(_edges(found.fetchall(), keys))
        else:
            groups = {row[0]: row[1:] for row in built.execute(KEPT).fetchall()}
            print_json_lines(_groups(groups, keys))


def score_duplicates(
    gold: Annotated[
        str, typer.Argument(metavar="GOLD", help="JSON Lines: a, b, relation; null says that the two are no copies.")
    ],
    *,
    text: TextOption = None,
    errors: ErrorsOption = False,
    metadata: MetadataOption = None,
    how: FormatOption = Format.table,
) -> None:
    """Score the copies found among the texts that a gold file names.

    For example:

    `recoupe score duplicates seeds/gold/copies.jsonl --text seeds/articles`
    """
    from tasks.plain import compared  # noqa: PLC0415 - quick help needs no DuckDB
    from tasks.scores.copies import PairMistake, gold_pairs, pair_mistakes, pair_scores  # noqa: PLC0415 - as above
    from tasks.scores.tallies import Score  # noqa: PLC0415 - as above

    wanted = gold_pairs(read_objects(gold))
    if not wanted:
        message = f"{gold}: holds no pairs; name a gold file of copies"
        raise Failure(message)
    plains = plains_of(sorted({name for pair in wanted for name in pair}), Texts.of(gold, text, metadata, None), gold)
    with compared(plains, signatures_of, ["+int_copies"]) as built:
        rows = built.execute("select a, b, relation from intermediate.int_copies").fetchall()
    found = {frozenset((a, b)): relation for a, b, relation in rows}
    if errors:
        print_table(pair_mistakes(wanted, found), PairMistake, how)
    else:
        print_table(pair_scores(wanted, found), Score, how)


def plains_of(names: Sequence[str], texts: Texts, gold: str) -> Iterator[Plain]:
    """The texts that a gold file names, as articles."""
    from tasks.plain import Plain  # noqa: PLC0415 - quick help needs no DuckDB

    for name in names:
        given = texts.given(name, None, gold)
        day = datetime.combine(given.published, time(), UTC) if given.published else None
        yield Plain(
            name,
            given.text,
            published=day,
            precision="day" if day else None,
            publisher=given.publisher,
            language=given.language,
        )


def signatures_of(articles: pa.Table) -> Mapping[str, pa.Table]:
    """What the models of copies read, as tables."""
    from tasks.signatures import signature_table  # noqa: PLC0415 - quick help needs no numpy

    ids, texts = (articles[name].combine_chunks() for name in ("article_id", "text"))
    return {"signatures": signature_table(ids, texts)}


def _edges(rows: Sequence[tuple[Any, ...]], keys: Mapping[str, Key]) -> Iterator[dict[str, Any]]:
    for a, b, relation, jaccard, containment in rows:
        yield {"a": keys[a], "b": keys[b], "relation": relation, "jaccard": jaccard, "containment": containment}


def _groups(groups: Mapping[str, tuple[Any, ...]], keys: Mapping[str, Key]) -> Iterator[dict[str, Any]]:
    for name, key in keys.items():
        yield {"id": key, "group": groups[name][0], "kept": groups[name][1]}


def read_plain(file: str, keys: dict[str, Key], language_of: Language | None = None) -> Iterator[Plain]:
    """The articles of a file, in its order; `keys` gains what each id is in JSON: 7, not "7".

    A language that is not stated is `und`, unless `language_of` finds it.

    Raises:
        Failure: a line that is no object with an id and a text, an id that stands twice, a date that cannot be read.
    """
    from tasks.plain import Plain  # noqa: PLC0415 - quick help needs no DuckDB

    with opened(file) as stream:
        for where, record in read_records(stream, file):
            name = str(record["id"])
            if name in keys:
                message = f"{where}: the id {name!r} stands on an earlier line too; give each line one of its own"
                raise Failure(message)
            keys[name] = record["id"]
            published = _published(record.get("published"), where)
            stated = _said(record, "language", where)
            language, confidence = (stated, 1.0) if stated else language_of(record["text"]) if language_of else UNSAID
            yield Plain(
                id=name,
                text=record["text"],
                title=_said(record, "title", where),
                published=published.at if published else None,
                precision=published.precision if published else None,
                publisher=_said(record, "publisher", where),
                language=language,
                confidence=confidence,
            )


def _said(record: Mapping[str, Any], field: str, where: str) -> str | None:
    value = record.get(field)
    if value is not None and not isinstance(value, str):
        message = f"{where}: {field} is {value!r}, no string; write it in quotes or leave it out"
        raise Failure(message)
    return value or None


def _published(value: object, where: str) -> Published | None:
    if value is None or value == "":
        return None
    try:
        return _parsed(str(value))
    except ValueError as error:
        message = f"{where}: published is {value!r}, which {error}"
        raise Failure(message) from error


@cache
def _parsed(value: str) -> Published:
    from tasks.read import parse_published  # noqa: PLC0415 - quick help needs no reader

    return parse_published(value)
