"""A day against an archive: candidates of 10,000 new articles among a million known ones, by landed signatures.

The signatures are drawn, not read from texts: 16 bands and sixty passages an article; every second new article is a
near copy of a known one, with half of its bands and passages. The query is what the models of candidates ask, of the
new articles only, and runs alone in a process: its CPU time, all threads, and the most memory that it held.
"""

from __future__ import annotations

import resource
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import TYPE_CHECKING, Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from tasks.folding import lists
from tasks.signatures import KEYS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

KNOWN = (100_000, 300_000, 1_000_000)
NEW = 10_000
BANDS, PASSAGES = 16, 60
PART = 100_000
"""Articles a file."""

MEMORY = "300MB"
LIMIT = 50
"""As `bucket_limit` in sql/dbt_project.yml."""

CANDIDATES = """
with new_bands as (
    select text_key, unnest(bands) as key from read_parquet($new)
), new_passages as (
    select text_key, unnest(passages) as key from read_parquet($new)
), known_bands as (
    select text_key, key from (select text_key, unnest(bands) as key from read_parquet($known))
    where key in (select new_bands.key from new_bands)
), known_passages as (
    select text_key, key from (select text_key, unnest(passages) as key from read_parquet($known))
    where key in (select new_passages.key from new_passages)
), rare as (
    select key from known_passages group by key having count(*) < $limit
), shared as (
    select one.text_key as a, other.text_key as b, count(*) as passages
    from new_passages as one
    inner join known_passages as other on one.key = other.key and one.key in (select rare.key from rare)
    group by 1, 2
)
select one.text_key as a, other.text_key as b
from new_bands as one inner join known_bands as other on one.key = other.key
union
select a, b from shared where passages >= 0.3 * $passages
"""


def land(folder: Path, known: int, seed: int = 7) -> tuple[list[str], str]:
    """Files of known signatures, and that of the new ones."""
    chance = np.random.default_rng(seed)
    paths: list[str] = []
    for first in range(0, known, PART):
        count = min(PART, known - first)
        drawn = [chance.integers(0, 1 << 40, (count, size)) for size in (BANDS, PASSAGES)]
        paths.append(_write(folder / f"known{first}.parquet", first, *drawn))
    fresh = [chance.integers(0, 1 << 40, (NEW, size)) for size in (BANDS, PASSAGES)]
    for old, new in zip(drawn, fresh, strict=True):
        half = new.shape[1] // 2
        new[: NEW // 2, :half] = old[: NEW // 2, :half]
    return paths, _write(folder / "new.parquet", known, *fresh)


def _write(path: Path, first: int, bands: NDArray[np.int64], passages: NDArray[np.int64]) -> str:
    columns: dict[str, pa.Array[Any]] = {"text_key": pa.array(np.arange(first, first + len(bands)))}
    for name, keys in (("bands", bands), ("passages", passages)):
        keys.sort(axis=1)
        columns[name] = lists(keys.ravel(), np.arange(1, len(keys) + 1) * keys.shape[1], KEYS)
    pq.write_table(pa.table(columns), path, compression="zstd", use_dictionary=False)
    return str(path)


def _find(known: list[str], new: str, answer: Any) -> None:  # noqa: ANN401 - the end of a pipe
    start = process_time()
    with duckdb.connect(config={"memory_limit": MEMORY}) as connection:
        connection.execute("set enable_progress_bar = false")
        asked = {"known": known, "new": new, "limit": LIMIT, "passages": PASSAGES}
        found = len(connection.execute(CANDIDATES, asked).fetchall())
    answer.send((found, process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


def candidate_lines(sizes: tuple[int, ...] = KNOWN) -> Iterator[str]:
    """The table, line by line: an archive each."""
    yield f"| known | new | candidates | CPU, s | most memory, MB |  ({MEMORY} for DuckDB)"
    yield "|---|---|---|---|---|"
    context = get_context("spawn")
    for known in sizes:
        with TemporaryDirectory(prefix="recoupe-bench-") as folder:
            paths, new = land(Path(folder), known)
            here, there = context.Pipe(duplex=False)
            process = context.Process(target=_find, args=(paths, new, there))
            process.start()
            there.close()
            found, seconds, memory = here.recv()
            process.join()
        yield f"| {known:,} | {NEW:,} | {found:,} | {seconds:.2f} | {memory:,.0f} |"
