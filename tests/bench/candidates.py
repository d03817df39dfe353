"""A day against an archive: candidates of 10,000 new articles among as many as a million known ones.

The signatures are drawn, not read from texts: those of articles of 400 words, 10,000 of them a day; every
second new article is a near copy of one of the last known day, with half of its bands and passages. What runs is the
SQL of the models, from the buckets of the new articles to their candidates, on tables as the last build left them,
alone in a process and, as in the other races, on one thread (two wait for one another, and that is counted too): its
CPU time, and the most memory that it held.
"""

from __future__ import annotations

from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory
from time import process_time
from typing import TYPE_CHECKING, Any

import duckdb
import numpy as np
import pyarrow as pa
import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tasks import ROOT
from tasks.folding import lists
from tasks.shingles import BANDS
from tasks.signatures import KEYS
from tests.bench.apart import answer_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

KNOWN = (100_000, 300_000, 1_000_000)
NEW = 10_000
"""Articles a day."""

DAY = 18_000
"""That of the new articles, counted from 1970."""

PASSAGES = 47
"""Of an article of 400 words: two of each RUN + 1 of its windows."""

MEMORY = "300MB"
ROUNDS = 3
SQL = ROOT / "sql"
GROWN = {"int_texts", "int_buckets"}
"""The models whose rows of a new day join those of the last build; of the others a table is made anew."""

LEFT = ("int_texts", "int_touched_buckets", "int_buckets")
"""Those by which a day is known afterwards, in the order of a build."""

ASKED = (
    "int_texts",
    "int_touched_buckets",
    "int_reached",
    "int_buckets",
    "int_moved_texts",
    "int_meetings",
    "int_copy_pairs",
    "int_copy_candidates",
)
"""Those by which the candidates of a day are found, in the order of a build."""

MACROS = ("cells", "neighbours")
"""The files of macros that they ask."""

TOUCHED = """
create or replace table int_touched_texts as
select
    'a' || text_key as article_id,
    text_key,
    bands,
    passages,
    true as is_new,
    make_timestamp(86400000000 * $day::bigint) as published_at,
    $day // $window as slot
from drawn
"""


def settings() -> dict[str, Any]:
    """The variables of the models."""
    project: dict[str, dict[str, Any]] = yaml.safe_load((SQL / "dbt_project.yml").read_text(encoding="utf-8"))
    return project["vars"]


def query(model: str) -> str:
    """What a model asks where its tables are filled; another model is the table of its name."""
    environment = Environment(  # noqa: S701 - SQL, no markup
        loader=FileSystemLoader(SQL), undefined=StrictUndefined, extensions=["jinja2.ext.do"]
    )
    known = {"ref": str, "last_built": str, "config": lambda **_: "", "var": settings().__getitem__}
    environment.globals |= known
    macros = "".join((SQL / "macros" / f"{name}.sql").read_text(encoding="utf-8") for name in MACROS)
    text = (SQL / "models" / "intermediate" / f"{model}.sql").read_text(encoding="utf-8")
    return environment.from_string(macros + text).render()


def land(path: Path, known: int, *, new: int = NEW, seed: int = 7) -> None:
    """Write the database of a build that knows `known` articles, `new` a day, with those of the next day landed."""
    chance = np.random.default_rng(seed)
    left = [statement for model in LEFT for statement in (*_beginning(model), _statement(model))]
    with duckdb.connect(path) as connection:
        last = _draw(chance, new)
        for day in range(DAY - known // new, DAY):
            last = _draw(chance, new)
            _touch(connection, chance, last, day)
            for statement in left:
                connection.execute(statement)
        fresh = _draw(chance, new)
        for old, drawn in zip(last, fresh, strict=True):
            half = drawn.shape[1] // 2
            drawn[: new // 2, :half] = old[: new // 2, :half]
        _touch(connection, chance, fresh, DAY)


def _draw(chance: np.random.Generator, count: int) -> list[NDArray[np.int64]]:
    return [chance.integers(0, 1 << 40, (count, size)) for size in (BANDS, PASSAGES)]


def _touch(
    connection: duckdb.DuckDBPyConnection, chance: np.random.Generator, drawn: Sequence[NDArray[np.int64]], day: int
) -> None:
    columns: dict[str, pa.Array[Any]] = {"text_key": pa.array(chance.integers(-(1 << 62), 1 << 62, len(drawn[0])))}
    for name, keys in zip(("bands", "passages"), drawn, strict=True):
        columns[name] = lists(np.sort(keys, axis=1).ravel(), np.arange(1, len(keys) + 1) * keys.shape[1], KEYS)
    connection.register("drawn", pa.table(columns))
    connection.execute(TOUCHED, {"day": day, "window": settings()["copy_window_days"]})
    connection.unregister("drawn")


def _beginning(model: str) -> Iterator[str]:
    if model in GROWN:
        yield f"create table if not exists {model} as from ({query(model)}) limit 0"


def _statement(model: str) -> str:
    verb = f"insert into {model}" if model in GROWN else f"create or replace table {model} as"
    return f"{verb} {query(model)}"


def statements() -> list[str]:
    """What a build runs to bring the landed day into the tables and to find its candidates."""
    return [_statement(model) for model in ASKED]


def candidates(path: Path, asked: Sequence[str]) -> int:
    """Run the statements: how many pairs are candidates."""
    with duckdb.connect(path, config={"memory_limit": MEMORY, "threads": 1}) as connection:
        connection.execute("set enable_progress_bar = false")
        for statement in asked:
            connection.execute(statement)
        return len(connection.table("int_copy_candidates"))


def _find(path: Path, answer: Any) -> None:  # noqa: ANN401 - the end of a pipe
    asked = statements()  # dbt has them ready too
    start = process_time()
    found = candidates(path, asked)
    # not getrusage: that begins with what the process held that started this one
    memory = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    answer.send((found, process_time() - start, int(memory.split()[1]) / 1024))


def _measured(path: Path) -> tuple[int, float, float]:
    """Candidates, CPU seconds and most MB of a process of its own that finds them in a copy of the database."""
    with TemporaryDirectory(prefix="recoupe-bench-") as folder:
        measured: tuple[int, float, float] = answer_of(_find, Path(copy(path, folder)))
    return measured


def candidate_lines(sizes: tuple[int, ...] = KNOWN) -> Iterator[str]:
    """The table, line by line: an archive each."""
    yield f"| known | new | candidates | CPU, s | most memory, MB |  (least and most of {ROUNDS}; {MEMORY} for DuckDB)"
    yield "|---|---|---|---|---|"
    for known in sizes:
        with TemporaryDirectory(prefix="recoupe-bench-") as folder:
            path = Path(folder) / "build.duckdb"
            land(path, known)
            found, seconds, memory = zip(*(_measured(path) for _ in range(ROUNDS)), strict=True)
        yield f"| {known:,} | {NEW:,} | {found[0]:,} | {min(seconds):.2f} | {max(memory):,.0f} |"
