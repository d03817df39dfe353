"""`python -m tests.scores` writes what docs/scores.md shows anew: each command's output, each named table.

A table of press that is not beside this checkout stays as it is, and so does the speed unless `bench` is given.
"""

from __future__ import annotations

import json
import re
import shlex
import sys
from contextlib import chdir
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from tests.bench.races import race_lines
from tests.bench.texts import french_texts
from tests.commands import recoupe
from tests.conftest import ROOT, SHARED
from tests.peers import newsquant, recognizers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

PAGE = ROOT / "docs" / "scores.md"
CONSOLE = re.compile(r"^\$ recoupe (score .*)\n(?:(?!\$ |```).*\n)*", re.MULTILINE)
TABLE = re.compile(r"(?<=^<!-- table )(.+) -->\n(?:(?!<!-- end).*\n)*", re.MULTILINE)


def table_of_the_five(subject: str) -> str:
    """The scores on the five articles, as Markdown."""
    gold, days, traps = (
        SHARED / "gold" / name for name in ("seed_figures.jsonl", "seed_dates.csv", "seed_traps.jsonl")
    )
    texts = ("--text", SHARED / "seeds", "--metadata", days)
    return printed("score", subject, gold, *texts, "--traps", traps, "--format", "markdown")


def table_of_names() -> str:
    """The scores of the names in the five articles, as Markdown."""
    with TemporaryDirectory() as folder:
        gold = Path(folder) / "entities.jsonl"
        gold.write_text("".join(f"{json.dumps(row)}\n" for row in names_of_the_five()), encoding="utf-8")
        return printed("score", "entities", gold, "--text", SHARED / "seeds", "--format", "markdown")


def names_of_the_five() -> Iterator[dict[str, Any]]:
    """The names in the five articles as rows of a gold file; there a row is an article, and its labels are others."""
    lines = (SHARED / "gold" / "seed_entities.jsonl").read_text(encoding="utf-8").split("\n")
    for article in map(json.loads, filter(None, lines)):
        for start, end, labels, text in article["spans"]:
            label, *others = (name for one in labels for name in LABELS_OF_THE_FIVE[one])
            span = {"file": article["file"], "start_char": start, "end_char": end, "text": text}
            yield span | {"label": label, "label_alt": others}


LABELS_OF_THE_FIVE = {"PER": ["PERSON"], "LOC": ["LOC", "GPE"], "ORG": ["ORG"], "MISC": ["MISC", "NORP"]}
"""Their label → ours, of which any is right."""


def table_of_suites() -> str:
    """How many cases of Recognizers-Text's specifications come out right, and NewsQuant's scores, as Markdown."""
    lines = ["| suite | language | model | right | of | share |", "| --- | --- | --- | --- | --- | --- |"]
    for language in ("French", "English"):
        for model in recognizers.MODELS:
            right = [recognizers.outcome(case, model, language)[0] for case in recognizers.cases_of(model, language)]
            share = f"{100 * sum(right) / len(right):.1f} %"
            lines.append(f"| Recognizers-Text | {language} | {model} | {sum(right)} | {len(right)} | {share} |")
    for measure, f1 in newsquant.score_suite().f1().items():
        lines.append(f"| NewsQuant | English | {measure} |  |  | F1 {f1:.3f} |")
    return "".join(f"{line}\n" for line in lines)


PRESS: dict[str, Callable[[], str]] = {
    f"{subject} of the five": partial(table_of_the_five, subject) for subject in ("figures", "dates")
}
PRESS["entities of the five"] = table_of_names
PRESS["suites"] = table_of_suites
"""Tables that need press; a new one is one line here, and its place in the page."""


def printed(*words: object) -> str:
    """What a command prints, without the padding at the ends of lines."""
    with chdir(ROOT):
        said = recoupe(*words)
    if said.code:
        raise RuntimeError(said.err)
    return "".join(f"{line.rstrip()}\n" for line in said.out.splitlines())


def with_outputs(page: str) -> str:
    """The page, each of its commands with what it prints now."""
    return CONSOLE.sub(lambda found: f"$ recoupe {found[1]}\n{printed(*shlex.split(found[1]))}", page)


def with_tables(page: str, tables: Mapping[str, Callable[[], str]]) -> str:
    """The page with these tables as they are now; any other stays."""
    return TABLE.sub(
        lambda found: f"{found[1]} -->\n{tables[found[1]]()}" if found[1] in tables else found[0],
        page,
    )


def tables_of(words: Iterable[str]) -> dict[str, Callable[[], str]]:
    """The tables that can be made here, of those asked for."""
    speed = {"speed": lambda: "".join(f"{line}\n" for line in race_lines(french_texts()))} if "bench" in words else {}
    return (PRESS if SHARED.exists() else {}) | speed


if __name__ == "__main__":
    shown = with_tables(with_outputs(PAGE.read_text(encoding="utf-8")), tables_of(sys.argv[1:]))
    PAGE.write_text(shown, encoding="utf-8")
