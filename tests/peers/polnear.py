"""English statements against PolNeAR: 400 American articles whose attributions are annotated (source, cue, content).

`python -m tests.peers.polnear [--errors] [--half 0|1]`; a half is every other article. An attribution counts where it
has a source, a cue and words said; of several annotators of one article the first counts. Precision: the share of our
statements with a speaker that overlap an attribution in what is said and in the speaker. Recall: the share of the
attributions that one of ours so overlaps. Theirs may hold two parts of a quotation, of which ours are two. A speaker of
ours stands where it is named: where theirs is a pronoun ("he said"), the speaker is right when both have the same cue,
since who the pronoun means is not annotated.
"""

from __future__ import annotations

import gzip
import json
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from tasks.sentences import find_sentences
from tasks.statements import find_statements
from tests.conftest import SHARED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tasks.tables import Statement

DATA = SHARED / "attribution" / "polnear_train_en.jsonl.gz"
PRONOUNS = frozenset({"he", "she", "they", "it", "who", "i", "we", "him", "her", "them", "his", "their", "its"})

Spans = tuple[tuple[int, int], ...]


class Gold(NamedTuple):
    """One attribution: the spans of what is said, of the cue and of the source."""

    said: Spans
    cue: Spans
    source: Spans


class Tally(NamedTuple):
    """Counts over articles, and mistakes to read."""

    right: int
    found: int
    reached: int
    gold: int
    errors: tuple[str, ...]

    @property
    def precision(self) -> float:
        """Of our statements."""
        return self.right / max(self.found, 1)

    @property
    def recall(self) -> float:
        """Of the attributions."""
        return self.reached / max(self.gold, 1)

    @property
    def f1(self) -> float:
        """Of statements with the right speaker."""
        return 2 * self.precision * self.recall / max(self.precision + self.recall, 1e-9)


def articles(half: int | None = None) -> Iterator[tuple[str, list[Gold]]]:
    """Texts with their attributions."""
    with gzip.open(DATA, "rt", encoding="utf-8") as lines:
        for number, row in enumerate(map(json.loads, lines)):
            if half is None or number % 2 == half:
                yield row["text"], _golds(row)


def _golds(row: dict[str, Any]) -> list[Gold]:
    """The attributions of an article that have all three parts, by the first of its annotators."""
    listed = row["annotations"][0]["attributions"] if row["annotations"] else []
    whole = (one for one in listed if one.get("source") and one.get("content") and one.get("cue"))
    return [Gold(*(_flat(one[key]) for key in ("content", "cue", "source"))) for one in whole]


def _flat(parts: Sequence[Sequence[Sequence[int]]]) -> Spans:
    return tuple((start, end) for part in parts for start, end in part)


def score(half: int | None = None) -> Tally:
    """Our statements against theirs, over a half of the articles or all."""
    right = found = gold = reached = 0
    errors: list[str] = []
    for text, golds in articles(half):
        rows = [row for row in find_statements(text, "en", find_sentences("", text, "en")) if row.speaker]
        met = [(a, b) for a, one in enumerate(golds) for b, row in enumerate(rows) if _meet(text, one, row)]
        ours, theirs = {b for _, b in met}, {a for a, _ in met}
        right, found, reached, gold = right + len(ours), found + len(rows), reached + len(theirs), gold + len(golds)
        errors += [_false(text, row) for at, row in enumerate(rows) if at not in ours]
        errors += [_missed(text, one) for at, one in enumerate(golds) if at not in theirs]
    return Tally(right, found, reached, gold, tuple(errors))


def _meet(text: str, gold: Gold, row: Statement) -> bool:
    return _common(gold.said, ((row.start_char, row.end_char),)) > 0 and _same_speaker(text, gold, row)


def _same_speaker(text: str, gold: Gold, row: Statement) -> bool:
    speaker = ((row.speaker_start or 0, row.speaker_end or 0),)
    if _common(gold.source, speaker):
        return True
    words = " ".join(text[start:end] for start, end in gold.source).lower()
    return words in PRONOUNS and _common(gold.cue, ((row.cue_start, row.cue_end),)) > 0


def _common(one: Spans, other: Spans) -> int:
    return sum(max(0, min(end, high) - max(start, low)) for start, end in one for low, high in other)


def _missed(text: str, gold: Gold) -> str:
    return f"missed: {_words(text, gold.source)} | {_words(text, gold.cue)} | {_words(text, gold.said)[:90]}"


def _false(text: str, row: Statement) -> str:
    return f"false: {row.speaker} | {row.cue} | {text[row.start_char : row.end_char][:90]}"


def _words(text: str, spans: Spans) -> str:
    return " … ".join(text[start:end].replace("\n", " ") for start, end in spans)


def report(tally: Tally) -> str:
    """One line of scores."""
    return (
        f"PolNeAR: {tally.gold} attributions, {tally.found} statements with a speaker: "
        f"precision {tally.precision:.3f}, recall {tally.recall:.3f}, F1 {tally.f1:.3f}"
    )


def main(arguments: Sequence[str]) -> None:
    """Prints the score of all articles or of a half, and each mistake where asked."""
    half = int(arguments[arguments.index("--half") + 1]) if "--half" in arguments else None
    tally = score(half)
    sys.stdout.write("\n".join([report(tally), *(tally.errors if "--errors" in arguments else ())]) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
