"""Macros of the catalogue: questions with parameters, each table macro a file of sql/catalogue.

Such a file begins with two comments: how the macro is called, then what it answers.
"""

from __future__ import annotations

from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tasks import ROOT
from tasks.languages import pack_codes, pack_of
from tasks.literals import path_literal, text_literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import duckdb

MEMBER_MACROS = {
    "group_of": (
        "copy_group",
        "The copy group of today that an id of any day stands for: 'g:' and any member's id.",
    ),
    "story_of": ("story_id", "The story of today that an id of any day stands for: 's:' and any member's id."),
}
"""Scalar macro → the column of `articles` that it answers, and what it does."""


SQL = ROOT / "sql"


def create_macros(connection: duckdb.DuckDBPyConnection, files: Mapping[str, Path]) -> None:
    """Create every macro in `news.main`, over `files`: mart → its Parquet file.

    They read the files, not the views: a client may attach the catalogue under any name.
    """
    for path in sorted((SQL / "catalogue").glob("*.sql")):
        sql = path.read_text(encoding="utf-8")
        signature, *comments = [
            line.removeprefix("--").strip() for line in takewhile(lambda line: line.startswith("--"), sql.splitlines())
        ]
        connection.execute(f"create macro news.main.{signature} as table {rendered(sql, files)}")
        connection.execute(f"comment on macro table news.main.{path.stem} is {text_literal(' '.join(comments))}")
    for name, (member, comment) in MEMBER_MACROS.items():
        connection.execute(
            f"create macro news.main.{name}(id) as (select any_value({member}) "  # noqa: S608 - names of ours
            f"from read_parquet([{path_literal(files['articles'])}]) where article_id = substr(id, 3))"
        )
        connection.execute(f"comment on macro news.main.{name} is {text_literal(comment)}")


def rendered(sql: str, files: Mapping[str, Path], **values: str) -> str:
    """The query with the macros of search in place; `ref` names a mart's file where `files` has it, else the mart."""
    environment = Environment(loader=FileSystemLoader(SQL / "macros"), undefined=StrictUndefined, autoescape=False)  # noqa: S701 - SQL, no markup
    environment.globals["ref"] = lambda mart: f"read_parquet([{path_literal(files[mart])}])" if mart in files else mart
    environment.globals["little_words"] = _little_words
    search = environment.get_template("search.sql").module
    return environment.from_string(sql, globals=vars(search)).render(values)


@cache
def _little_words() -> str:
    """Words of every language that search passes over, between spaces in one text of SQL: "de", "the"."""
    words = {word for code in pack_codes() for word in pack_of(code).section("entities").get("function", ())}
    return text_literal(f" {' '.join(sorted(words))} ")
