"""Mentions against annotated French: the seeds of this project and the Sequoia treebank's news sentences.

`python -m tests.peers.mentions [--errors]`. A mention and a gold span are one when they overlap, each at most once; of
several overlaps the longest decides. The label counts too (places are one label: GPE and LOC); where the gold gives a
span two types ("Cora", the firm, for its shop), either is right. `label-blind recall` is the share of gold spans that
any mention overlaps, whatever its label. Labels that the gold does not have (NORP, MISC) are not compared.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from tasks.entities import find_mentions
from tests.conftest import SHARED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tasks.entities import Engine

LABELS = {"PERSON": "PER", "GPE": "LOC", "LOC": "LOC", "ORG": "ORG"}
SEQUOIA = {"PERS": "PER", "LOC": "LOC", "ORG": "ORG"}


class Gold(NamedTuple):
    """An annotated span with the labels that are right for it."""

    start: int
    end: int
    labels: frozenset[str]


@dataclass(frozen=True, slots=True)
class Case:
    """A text with its gold, and spans about which the gold says nothing that is compared."""

    text: str
    gold: tuple[Gold, ...]
    ignored: tuple[tuple[int, int], ...] = ()


class Found(NamedTuple):
    """A mention, by its span and label in the gold's terms."""

    start: int
    end: int
    label: str


@dataclass(slots=True)
class Tally:
    """Counts over all texts; `errors` are lines to read."""

    right: int = 0
    found: int = 0
    gold: int = 0
    touched: int = 0
    errors: tuple[str, ...] = ()

    @property
    def f1(self) -> float:
        """Of spans with their label."""
        return 2 * self.right / max(self.found + self.gold, 1)


def seeds() -> list[Case]:
    """The five articles, annotated by surface."""
    rows = map(json.loads, (SHARED / "gold" / "seed_entities.jsonl").read_text(encoding="utf-8").splitlines())
    cases = []
    for row in rows:
        text = (SHARED / "seeds" / row["file"]).read_text(encoding="utf-8").replace("\r\n", "\n")
        spans = [Gold(start, end, frozenset(labels)) for start, end, labels, _ in row["spans"]]
        named = tuple(span for span in spans if span.labels & set(LABELS.values()))
        cases.append(Case(text, named, tuple(span[:2] for span in spans if span not in named)))
    return cases


def sequoia() -> list[Case]:
    """Sentences of the treebank that are news."""
    with gzip.open(SHARED / "ner" / "sequoia_train.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["genre"].startswith("news")]
    return [Case(row["text"], tuple(_spans(row))) for row in rows]


def _spans(row: dict[str, Any]) -> Iterator[Gold]:
    """The entities of a sentence in its text: contractions are split in the tokens ("du" is "de le")."""
    places = list(_places(row["text"], row["tokens"]))
    by_span: dict[tuple[int, int], set[str]] = {}
    for entity in row["entities"]:
        stands = [places[token] for token in entity["tokens"]]
        if entity["type"] in SEQUOIA:
            span = min(start for start, _ in stands), max(end for _, end in stands)
            by_span.setdefault(span, set()).add(SEQUOIA[entity["type"]])
    for (start, end), labels in by_span.items():
        yield Gold(start, end, frozenset(labels))


def _places(text: str, tokens: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where each token stands; both tokens of a contraction stand where its word does."""
    start, at, contracted = 0, 0, False
    for token in tokens:
        if contracted:
            contracted = False
            yield start, at
            continue
        start = at + len(text[at:]) - len(text[at:].lstrip())
        word = re.compile(r"\w+").match(text, start)
        cut = bool(word) and token.isalpha() and text[start + len(token) : start + len(token) + 1].isalpha()
        contracted = not text.startswith(token, start) or cut  # "du", and "des"
        at = start + (len(word[0]) if contracted and word else len(token))
        yield start, at


def score(cases: Sequence[Case], engine: Engine | None = None) -> Tally:
    """How our mentions meet the gold."""
    tally = Tally()
    read = find_mentions([(str(number), case.text, "fr") for number, case in enumerate(cases)], engine)
    for case, mentions in zip(cases, read, strict=True):
        found = [Found(one.start_char, one.end_char, LABELS[one.label]) for one in mentions if one.label in LABELS]
        found = [one for one in found if not any(_overlap(one[:2], span) for span in case.ignored)]
        _count(case, found, tally)
        spans = [(one.start_char, one.end_char) for one in mentions]
        tally.touched += sum(any(_overlap(span, gold[:2]) for span in spans) for gold in case.gold)
    return tally


def _count(case: Case, found: Sequence[Found], tally: Tally) -> None:
    pairs = sorted(
        ((shared, one, gold) for one in found for gold in case.gold if (shared := _overlap(one[:2], gold[:2]))),
        key=lambda pair: (-pair[0], pair[1], pair[2][:2]),
    )
    matched: dict[Gold, Found] = {}
    for _, one, gold in pairs:
        if gold not in matched and one not in matched.values():
            matched[gold] = one
    right = [gold for gold, one in matched.items() if one.label in gold.labels]
    tally.right += len(right)
    tally.found += len(found)
    tally.gold += len(case.gold)
    tally.errors += tuple(_errors(case, found, matched))


def _errors(case: Case, found: Sequence[Found], matched: dict[Gold, Found]) -> Iterator[str]:
    for gold in case.gold:
        one = matched.get(gold)
        if one is None:
            yield f"missed {'/'.join(sorted(gold.labels))}: {_around(case.text, *gold[:2])}"
        elif one.label not in gold.labels:
            yield f"label {one.label} for {'/'.join(sorted(gold.labels))}: {_around(case.text, *gold[:2])}"
    for one in found:
        if one not in matched.values():
            yield f"false {one.label}: {_around(case.text, one.start, one.end)}"


def _around(text: str, start: int, end: int) -> str:
    return f"{text[max(0, start - 50) : start]}[{text[start:end]}]{text[end : end + 40]}".replace("\n", "⏎")


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def report(name: str, tally: Tally) -> str:
    """One line of scores."""
    precision, recall = tally.right / max(tally.found, 1), tally.right / max(tally.gold, 1)
    return (
        f"{name}: {tally.gold} gold, {tally.found} found, precision {precision:.3f}, recall {recall:.3f}, "
        f"F1 {tally.f1:.3f}, label-blind recall {tally.touched / max(tally.gold, 1):.3f}"
    )


def main(*, errors: bool) -> None:
    """Prints both scores, and each mistake where asked."""
    for name, cases in (("seeds", seeds()), ("Sequoia", sequoia())):
        tally = score(cases)
        lines = [report(name, tally), *(f"  {line}" for line in tally.errors if errors)]
        sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(errors="--errors" in sys.argv)
