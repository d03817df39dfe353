"""Commands that group texts by the event they tell of: no warehouse, no Prefect, no neural model."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.comparing import FileArgument, plains_of, read_plain, signatures_of
from flows.golds import Texts
from flows.printing import Failure, Format, FormatOption, print_json_lines
from flows.scoring import ErrorsOption, LanguageOption, MetadataOption, TextOption, print_table
from flows.texts import read_objects

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import pyarrow as pa

    from tasks.plain import Plain

STORIES = "select article_id, story_id from intermediate.int_memberships"


def stories(file: FileArgument) -> None:
    """Print the story of each text: all that tell of one event have one id, the least of theirs behind `s:`.

    Headlines are enough. Dates (`published`) keep apart what is alike but weeks away; languages are found, and texts
    of several meet by their names, numbers, places and organisations.

    For example:

    `recoupe stories articles.jsonl`
    """
    from tasks.languages import language_of  # noqa: PLC0415 - loads the profiles

    keys: dict[str, str | float] = {}
    found = _stories_of(read_plain(file, keys, language_of))
    print_json_lines({"id": key, "story": found[name]} for name, key in keys.items())


def score_stories(  # noqa: PLR0913 - a command's options are its parameters
    gold: Annotated[str, typer.Argument(metavar="GOLD", help="JSON Lines: file, story.")],
    *,
    text: TextOption = None,
    errors: ErrorsOption = False,
    metadata: MetadataOption = None,
    language: LanguageOption = None,
    how: FormatOption = Format.table,
) -> None:
    """Score the stories found among the texts that a gold file names: by pairs, and by article (B-cubed).

    For example:

    `recoupe score stories seeds/gold/stories.jsonl --text seeds/articles`
    """
    from tasks.scores.groups import (  # noqa: PLC0415 - quick help needs none
        GroupMistake,
        GroupScore,
        gold_groups,
        group_mistakes,
        group_scores,
    )

    wanted = gold_groups(read_objects(gold))
    if not wanted:
        message = f"{gold}: holds no stories; name a gold file of stories"
        raise Failure(message)
    found = _stories_of(plains_of(sorted(wanted), Texts.of(gold, text, metadata, language), gold))
    if errors:
        print_table(group_mistakes(wanted, found), GroupMistake, how)
    else:
        print_table(group_scores(wanted, found), GroupScore, how)


def _stories_of(plains: Iterable[Plain]) -> dict[str, str]:
    """Article → story."""
    from tasks.plain import compared  # noqa: PLC0415 - quick help needs no DuckDB

    with compared(_worded(plains), _rows_of, ["+int_memberships"]) as built:
        return dict(built.execute(STORIES).fetchall())


def _worded(plains: Iterable[Plain]) -> Iterator[Plain]:
    """Texts that are empty have their headline: all empty ones would be copies of each other."""
    for plain in plains:
        yield plain if plain.text.strip() else replace(plain, text=plain.title or plain.text)


def _rows_of(articles: pa.Table) -> Mapping[str, Iterable[Any] | pa.Table]:
    """Signatures, and the names that the gazetteer knows: a model would take most of the time."""
    from tasks.entities import NoEngine, find_mentions  # noqa: PLC0415 - quick help needs no gazetteer

    named = zip(*(articles[name].to_pylist() for name in ("article_id", "text", "language")), strict=True)
    found = find_mentions(list(named), NoEngine())
    return {**signatures_of(articles), "mentions": [mention for mentions in found for mention in mentions]}
