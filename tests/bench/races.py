"""Figures and dates against other programs: one process, one core, the same texts, by turns.

Machines are quicker at one moment than at another, so what counts is the ratio of CPU time on the same texts, each
read by both one after the other, the first of the two in turn.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from datetime import date
from time import process_time
from typing import TYPE_CHECKING

from tasks.dates import find_dates
from tasks.figures import find_figures
from tasks.sentences import find_sentences
from tests.bench.peers import PEERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tests.bench.peers import Peer, Reads

SECONDS = 12.0
"""CPU time that each race may take, about: the slow ones see a few hundred KB in it."""

WARM = 3
"""Texts that each side reads before the clock counts: patterns are compiled, tables loaded."""

PUBLISHED = date(2018, 12, 8)


@dataclass(frozen=True, slots=True)
class Lap:
    """One text, read by both: its size in KB, and seconds of CPU."""

    size: float
    ours: float
    theirs: float


def figures_and_dates(text: str) -> object:
    """What is timed of ours: sentences, figures and dates, relative ones resolved."""
    sentences = find_sentences("", text, "fr")
    return find_figures(text, "fr", sentences), find_dates(text, "fr", PUBLISHED)


def paragraphs(texts: Sequence[str]) -> list[str]:
    """The texts' paragraphs: programs whose time grows faster than the text are quicker on them."""
    return [line for text in texts for line in text.split("\n") if line.strip()]


def race(theirs: Reads, texts: Sequence[str], seconds: float = SECONDS) -> list[Lap]:
    """Laps over the texts, until the time is spent."""
    for text in texts[:WARM]:
        figures_and_dates(text)
        theirs(text)
    laps: list[Lap] = []
    spent = 0.0
    for turn, text in enumerate(texts[WARM:]):
        lap = _lap(theirs, text, ours_first=turn % 2 == 0)
        laps.append(lap)
        spent += lap.ours + lap.theirs
        if spent > seconds:
            break
    return laps


def _lap(theirs: Reads, text: str, *, ours_first: bool) -> Lap:
    size = len(text.encode()) / 1e3
    if ours_first:
        ours = _seconds(figures_and_dates, text)
        return Lap(size, ours, _seconds(theirs, text))
    other = _seconds(theirs, text)
    return Lap(size, _seconds(figures_and_dates, text), other)


def _seconds(reads: Callable[[str], object], text: str) -> float:
    start = process_time()
    reads(text)
    return process_time() - start


def ratio(laps: Sequence[Lap]) -> float:
    """How many times as long the other program took."""
    return sum(lap.theirs for lap in laps) / max(sum(lap.ours for lap in laps), 1e-9)


def spread(laps: Sequence[Lap], parts: int = 5) -> tuple[float, float]:
    """The least and the greatest ratio among equal parts of the race."""
    ratios = [ratio(laps[part::parts]) for part in range(min(parts, len(laps)))]
    return min(ratios), max(ratios)


def race_peers(texts: Sequence[str], peers: Sequence[Peer] = PEERS, seconds: float = SECONDS) -> Iterator[str]:
    """The table, line by line: each program on whole articles and on their paragraphs."""
    yield "| program | finds | a text is | KB | KB/s | ours KB/s | ours is quicker, times | between |"
    yield "|---|---|---|---|---|---|---|---|"
    for peer in peers:
        try:
            reads = peer.load()
        except (ImportError, OSError) as error:
            yield f"| {peer.name} | {peer.finds} | left out: {error} | | | | | |"
            continue
        for unit, pieces in (("article", texts), ("paragraph", paragraphs(texts))):
            yield _row(peer, unit, race(reads, pieces, seconds))


def _row(peer: Peer, unit: str, laps: Sequence[Lap]) -> str:
    size = sum(lap.size for lap in laps)
    theirs, ours = (
        size / max(sum(times), 1e-9) for times in ((lap.theirs for lap in laps), (lap.ours for lap in laps))
    )
    least, most = spread(laps)
    cells = [peer.name, peer.finds, unit, f"{size:,.0f}", f"{theirs:,.0f}", f"{ours:,.0f}", f"{ratio(laps):.2g}"]
    return f"| {' | '.join(cells)} | {least:.2g}–{most:.2g} |"


def alone(texts: Sequence[str], seconds: float = SECONDS) -> str:
    """How quick ours is alone, in KB of clean text a second: together, and each of the two."""
    found = {text: find_sentences("", text, "fr") for text in texts}
    readers: dict[str, Reads] = {
        "figures and dates": figures_and_dates,
        "figures": lambda text: find_figures(text, "fr", found[text]),
        "dates": lambda text: find_dates(text, "fr", PUBLISHED),
    }
    for text in texts[:WARM]:
        figures_and_dates(text)
    spent = dict.fromkeys(readers, 0.0)
    size = 0.0
    for text in texts:
        size += len(text.encode()) / 1e3
        for name, reads in readers.items():
            spent[name] += _seconds(reads, text)
        if sum(spent.values()) > seconds:
            break
    speeds = ", ".join(f"{name} {size / max(spent[name], 1e-9):,.0f} KB/s" for name in readers)
    return f"{size:,.0f} KB of clean French text: {speeds}"


def race_lines(texts: Sequence[str], seconds: float = SECONDS) -> Iterator[str]:
    """How quick ours is alone, then the race against every program that is installed; lines of Markdown."""
    warnings.simplefilter("ignore")  # the others' own
    yield f"{alone(texts, seconds)}."
    yield ""
    yield from race_peers(texts, seconds=seconds)
