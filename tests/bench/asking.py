"""What a question costs: each table macro of the catalogue on a published warehouse, and on that many times over.

`RECOUPE_BENCH_WAREHOUSE` names the warehouse, else it is warehouse/. The copies differ in every id, so no article,
claim or measure of one belongs to another; their words are the same, so a search finds as many times more.
"""

from __future__ import annotations

import os
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

import duckdb

from tasks import ROOT
from tasks.literals import path_literal, text_literal
from tasks.macros import create_macros

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TIMES = 28
"""3,593 articles of the press are then 100,604."""

ROUNDS = 3
QUESTIONS = {
    "figures_about": "from figures_about('manifestants paris')",
    "timeline": "from timeline('manifestants', 'Paris')",
    "known_on": "from known_on(date '2018-12-08')",
    "context": "from context((select min(figure_id) from figures), 60)",
    "compare": "from compare('Le Figaro', 'Le Point')",
}


def multiply(warehouse: Path, folder: Path, times: int) -> dict[str, Path]:
    """Mart → a Parquet file of its rows, `times` over under ids of their own."""
    files = {}
    with duckdb.connect(warehouse / "news.duckdb", read_only=True) as connection:
        connection.execute(f"create temp view copies as select '~' || range as suffix from range({times})")  # noqa: S608 - a number
        for (name,) in connection.execute(
            "select view_name from duckdb_views() where not internal and not temporary"
        ).fetchall():
            columns = connection.execute(f"describe {name}").fetchall()
            others = [
                f"list_transform({column}, lambda id: id || suffix) as {column}"
                if kind.endswith("[]")
                else f"{column} || suffix as {column}"
                for column, kind, *_ in columns
                if kind in {"VARCHAR", "VARCHAR[]"} and names_rows(column)
            ]
            replaced = f"replace ({', '.join(others)})" if others else ""
            files[name] = folder / f"{name}.parquet"
            connection.execute(
                f"copy (select * exclude (suffix) {replaced} from {name}, copies) "  # noqa: S608 - names of ours
                f"to {path_literal(files[name])} (format parquet)"
            )
    return files


def names_rows(column: str) -> bool:
    """Whether a column holds keys of rows: of articles, figures, claims, measures, stories."""
    return column.endswith(("_id", "_ids")) or column in {"copy_group", "part_of", "same_as", "subset_of"}


def ask(files: Mapping[str, Path], questions: Mapping[str, str] = QUESTIONS) -> Iterator[tuple[str, int, float]]:
    """Each question, its rows, and the median of its seconds."""
    with duckdb.connect() as connection:
        connection.execute("attach ':memory:' as news")
        connection.execute("use news")
        for name, path in files.items():
            connection.execute(f"create view {name} as from read_parquet({text_literal(str(path))})")
        create_macros(connection, files)
        for name, query in questions.items():
            seconds = []
            for _ in range(ROUNDS):
                start = perf_counter()
                rows = len(connection.sql(query).to_arrow_table())
                seconds.append(perf_counter() - start)
            yield name, rows, median(seconds)


def question_lines(times: tuple[int, ...] = (1, TIMES)) -> Iterator[str]:
    """The table, line by line."""
    warehouse = Path(os.environ.get("RECOUPE_BENCH_WAREHOUSE", ROOT / "warehouse"))
    yield "| articles | macro | rows | seconds |"
    yield "|---|---|---|---|"
    for many in times:
        with TemporaryDirectory(prefix="recoupe-bench-") as folder:
            files = multiply(warehouse, Path(folder), many)
            articles = duckdb.read_parquet(str(files["articles"])).shape[0]
            for name, rows, seconds in ask(files):
                yield f"| {articles:,} | {name} | {rows:,} | {seconds:.2f} |"
