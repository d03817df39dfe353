"""Copies against other programs: raw text to groups, as seconds of CPU by article between two sizes of one corpus.

Each runs in a process of its own, one after another, round after round, on the first n articles of tests.synthetic; the
slope between two sizes leaves out what a start costs, which is printed apart. Children count, and all threads.
Ours counts the windows of every pair exactly. The others do what their own examples do: datasketch and rensa take what
their index answers, datatrove trusts its buckets; none of the three looks at a pair again.
"""

from __future__ import annotations

import json
import os
import re
import resource
import sys
from importlib import import_module
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from tests.bench.apart import answer_of
from tests.synthetic import corpus, write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

SIZES = (5_000, 20_000)
ROUNDS = 1
PARTS = {"datatrove": 10}
"""Programs that read only this part of the articles: they would take an hour."""
PERMUTATIONS = 128
LIKENESS = 0.5
WORD = re.compile(r"\w+")


def texts_of(path: Path) -> Iterator[tuple[str, str]]:
    """(id, text) of each article."""
    with path.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            yield row["id"], row["text"]


def shingles(text: str) -> set[str]:
    """Windows of five words."""
    words = WORD.findall(text.lower())
    return {" ".join(words[place : place + 5]) for place in range(max(len(words) - 4, 1))}


def ours(path: Path) -> None:
    """`recoupe duplicates`, its lines thrown away."""
    cli = import_module("flows.cli")
    sys.argv = ["recoupe", "duplicates", str(path)]
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        try:
            cli.main()
        except SystemExit as end:
            if end.code:
                raise


def datasketch(path: Path) -> None:
    """MinHash of the shingles, an LSH index, groups as they come."""
    made = import_module("datasketch")
    index = made.MinHashLSH(threshold=LIKENESS, num_perm=PERMUTATIONS)
    groups: dict[str, str] = {}
    for name, text in texts_of(path):
        sketch = made.MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch([shingle.encode() for shingle in shingles(text)])
        _join(groups, name, index.query(sketch))
        index.insert(name, sketch)


def rensa(path: Path) -> None:
    """R-MinHash of the shingles, its LSH index, groups as they come."""
    made = import_module("rensa")
    index = made.RMinHashLSH(threshold=LIKENESS, num_perm=PERMUTATIONS, num_bands=32)
    names: list[str] = []
    groups: dict[str, str] = {}
    for number, (name, text) in enumerate(texts_of(path)):
        sketch = made.RMinHash(num_perm=PERMUTATIONS, seed=7)
        sketch.update(list(shingles(text)))
        _join(groups, name, [names[other] for other in index.query(sketch)])
        index.insert(number, sketch)
        names.append(name)


def datatrove(path: Path) -> None:
    """Its four stages of MinHash deduplication, on local files."""
    stages, data, readers, writers, hashing, run = (
        import_module(f"datatrove.{name}")
        for name in (
            "pipeline.dedup.minhash",
            "utils.typeshelper",
            "pipeline.readers",
            "pipeline.writers.jsonl",
            "utils.hashing",
            "executor",
        )
    )
    config = stages.MinhashConfig(hash_config=hashing.HashConfig(precision=64), num_buckets=14, hashes_per_bucket=8)
    language = data.Languages.french
    reader = readers.JsonlReader(str(path.parent), glob_pattern=path.name)
    with TemporaryDirectory() as folder:
        parts = [f"{folder}/{name}" for name in ("signatures", "buckets", "removed", "kept")]
        pipelines: Sequence[list[Any]] = (
            [reader, stages.MinhashDedupSignature(output_folder=parts[0], config=config, language=language)],
            [stages.MinhashDedupBuckets(input_folder=parts[0], output_folder=parts[1], config=config)],
            [stages.MinhashDedupCluster(input_folder=parts[1], output_folder=parts[2], config=config)],
            [reader, stages.MinhashDedupFilter(input_folder=parts[2]), writers.JsonlWriter(parts[3])],
        )
        for number, pipeline in enumerate(pipelines):
            tasks = config.num_buckets if number == 1 else 1
            run.LocalPipelineExecutor(pipeline, tasks=tasks, workers=1, logging_dir=f"{folder}/logs{number}").run()


def _join(groups: dict[str, str], name: str, found: Sequence[str]) -> None:
    """The group of a text is that of the first one that is like it."""
    groups[name] = groups[found[0]] if found else name


RACERS: dict[str, Callable[[Path], None]] = {
    "recoupe": ours,
    "datasketch": datasketch,
    "rensa": rensa,
    "datatrove": datatrove,
}


def _run(name: str, path: str, answer: Any) -> None:  # noqa: ANN401 - the end of a pipe
    try:
        RACERS[name](Path(path))
    except Exception as error:  # noqa: BLE001 - a program that is not there, or fails, is named as left out
        answer.send(f"{type(error).__name__}: {error}")
        return
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    answer.send(sum(usage.ru_utime + usage.ru_stime for usage in used))


def seconds_of(name: str, path: Path) -> float | str:
    """CPU time of one program on one corpus, its start included; or why it did not run."""
    try:
        answer: float | str = answer_of(_run, name, str(path))
    except EOFError:
        answer = "ended without an answer"
    return answer


def race_copies(
    sizes: tuple[int, int] = SIZES, racers: Sequence[str] = tuple(RACERS), rounds: int = ROUNDS
) -> Iterator[str]:
    """The table, line by line: ours first, each other program with how many times as long it takes by article.

    Of several rounds the middle counts, and the ratio is that of one round.
    """
    yield f"| program | articles | start, s | ms an article | times ours |  ({rounds} rounds, the middle one)"
    yield "|---|---|---|---|---|"
    with TemporaryDirectory(prefix="recoupe-bench-") as folder:
        paths = {size: Path(folder) / f"{size}.jsonl" for name in racers for size in _sizes(name, sizes)}
        for size, path in paths.items():
            write(corpus(size), path, None)
        runs: dict[str, list[float | str]] = {name: [] for name in racers}
        for _ in range(rounds):
            for name in racers:
                runs[name] += [seconds_of(name, paths[size]) for size in _sizes(name, sizes)]
    ours: list[float] = []
    for name in racers:
        few, many = _sizes(name, sizes)
        spent = [each for each in runs[name] if not isinstance(each, str)]
        if len(spent) < len(runs[name]):
            yield f"| {name} | left out: {next(said for said in runs[name] if isinstance(said, str))} | | | |"
            continue
        slopes = [(last - first) / (many - few) for first, last in zip(spent[::2], spent[1::2], strict=True)]
        ours = ours or slopes
        start = median(first - slope * few for first, slope in zip(spent[::2], slopes, strict=True))
        times = median(slope / base for slope, base in zip(slopes, ours, strict=True))
        yield f"| {name} | {few:,}–{many:,} | {start:.1f} | {median(slopes) * 1e3:.3f} | {times:.1f} |"


def _sizes(name: str, sizes: tuple[int, int]) -> tuple[int, int]:
    few, many = (max(size // PARTS.get(name, 1), 1) for size in sizes)
    return few, many
