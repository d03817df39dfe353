"""Synthetic corpora with their truth: `python -m tests.synthetic 20000 --out corpus.jsonl --truth truth.jsonl`.

Originals of invented words that stand as often as French words do (Zipf), copies of them by named edits, and hard
negatives: reports after one template that share its phrases and differ in every fact. The same seed, the same corpus.
"""

from __future__ import annotations

import argparse
import json
import random
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Edit = Callable[[random.Random, list[str]], list[str]]

COMMON = (  # noqa: SIM905 - read as words, not as a list
    "de la le et les des à l' d' en un du une a est pour que dans qui par sur au plus ce avec il pas ne se son sa sont "
    "ont été aux cette mais ou s' qu' selon après comme leur depuis deux entre aussi fait sans"
).split()
SYLLABLES = (  # noqa: SIM905 - as above
    "ba cha cré don é fri gal hau jo lan man né or pli que ron sté tra ul vi zé mou pé lin ser tan dou ré"
).split()
ENDINGS = "tion ment eur e té age ie s aine ence oir ette al ique".split()  # noqa: SIM905 - as above
VOCABULARY = 30_000
TEMPLATE = (
    (
        "Le conseil {0} s'est réuni {1} soir à {2} sous la présidence de {3}. Les élus ont adopté par {4} voix contre "
        "{5} le budget de {6}, qui s'élève à {7} euros. {8} a rappelé que {9} {10} {11}."
    ),
    (
        "La commission de {12} a retenu {13} pour {14}, a précisé {15}. Les travaux commenceront {16} et coûteront "
        "{17} euros, dont {18} à la charge de {19}. {20} demande {21} {22} {23}."
    ),
    "La prochaine séance est fixée au {24} {25}. {26} {27} {28} {29} {30} {31} {32} {33} {34} {35} {36} {37}.",
)
SLOTS = 38
COPIES_TO_ONE = (0, 0, 0, 0, 1, 1, 1, 2, 2, 3, 5)
"""How many copies an original has, drawn evenly."""
HARD_SHARE = 0.1
FIRST_DAY = date(2024, 1, 1)


@dataclass(frozen=True, slots=True)
class Row:
    """One article; `group` is the id of its original, `edit` how it was made of it."""

    id: str
    text: str
    published: str
    publisher: str
    group: str
    edit: str


def spaces(_chance: random.Random, paragraphs: list[str]) -> list[str]:
    """No-break spaces in figures and before marks, two line feeds for one."""
    return [text.replace(" :", "\u00a0:").replace(" euros", "\u00a0euros") + " \n" for text in paragraphs]


def quotes(_chance: random.Random, paragraphs: list[str]) -> list[str]:
    """Curly apostrophes and other quotation marks."""
    return [text.replace("'", "’").replace("« ", "“").replace(" »", "”") for text in paragraphs]


def case(_chance: random.Random, paragraphs: list[str]) -> list[str]:
    """The first paragraph in capitals."""
    return [paragraphs[0].upper(), *paragraphs[1:]]


def dropped(chance: random.Random, paragraphs: list[str]) -> list[str]:
    """One paragraph less, another than the lead."""
    gone = chance.randrange(1, len(paragraphs))
    return paragraphs[:gone] + paragraphs[gone + 1 :]


def added(chance: random.Random, paragraphs: list[str]) -> list[str]:
    """One paragraph of the publisher's own."""
    place = chance.randrange(1, len(paragraphs) + 1)
    return [*paragraphs[:place], paragraph(chance), *paragraphs[place:]]


def replaced(chance: random.Random, paragraphs: list[str]) -> list[str]:
    """Up to one word in forty is another."""
    share = chance.uniform(0.005, 0.025)
    return [
        " ".join(_word(chance) if chance.random() < share else word for word in text.split(" ")) for text in paragraphs
    ]


def refigured(chance: random.Random, paragraphs: list[str]) -> list[str]:
    """Every figure of the lead is another."""
    words = paragraphs[0].split(" ")
    return [" ".join(figure(chance) if word.isdigit() else word for word in words), *paragraphs[1:]]


def updated(chance: random.Random, paragraphs: list[str]) -> list[str]:
    """A later state: other figures, and a paragraph more."""
    return added(chance, refigured(chance, paragraphs))


EDITS: tuple[Edit, ...] = (spaces, quotes, case, dropped, added, replaced, refigured, updated)
FAITHFUL = {"spaces", "quotes", "case"}
"""Edits that leave every word as it was."""


@cache
def _vocabulary() -> tuple[list[str], list[float]]:
    """Words and their cumulated weights: the n-th word stands about 1/n as often as the first."""
    chance = random.Random(1)  # noqa: S311 - invented words, no secret
    rare: dict[str, None] = {}
    while len(rare) < VOCABULARY:
        rare["".join(chance.choices(SYLLABLES, k=chance.randint(1, 3))) + chance.choice(ENDINGS)] = None
    words = [*COMMON, *rare]
    return words, list(accumulate(1 / (rank + 2.7) for rank in range(len(words))))


def _words(chance: random.Random, count: int) -> list[str]:
    words, weights = _vocabulary()
    return chance.choices(words, cum_weights=weights, k=count)


def _word(chance: random.Random) -> str:
    return _words(chance, 1)[0]


def figure(chance: random.Random) -> str:
    """A number as the press has them: small ones more often."""
    return str(int(10 ** chance.uniform(0, 5)))


def paragraph(chance: random.Random) -> str:
    """Two to four sentences, one of them with a figure, some with a quotation."""
    made = []
    for _ in range(chance.randint(2, 4)):
        words = _words(chance, chance.randint(9, 24))
        words[chance.randrange(len(words))] = figure(chance)
        said = " ".join(words).replace("' ", "'")
        said = said[0].upper() + said[1:]
        made.append(f"« {said} », a dit : {_word(chance)}." if chance.random() < 0.2 else f"{said}.")
    return " ".join(made)


def original(chance: random.Random) -> list[str]:
    """Five to nine paragraphs."""
    return [paragraph(chance) for _ in range(chance.randint(5, 9))]


def after_template(chance: random.Random) -> list[str]:
    """A report after the one template, its own facts in every slot."""
    facts = [figure(chance) if slot % 5 == 2 else " ".join(_words(chance, 3)) for slot in range(SLOTS)]
    return [text.format(*facts) for text in TEMPLATE]


def corpus(count: int, seed: int = 7) -> Iterator[Row]:
    """`count` articles, copies behind their originals, one day or more later."""
    chance = random.Random(seed)  # noqa: S311 - as above
    made = 0
    while made < count:
        first = f"s{made:07d}"
        day = FIRST_DAY + timedelta(days=chance.randrange(300))
        hard = chance.random() < HARD_SHARE
        paragraphs = after_template(chance) if hard else original(chance)
        yield _row(chance, made, paragraphs, day, first, "template" if hard else "original")
        made += 1
        for _ in range(0 if hard else min(chance.choice(COPIES_TO_ONE), count - made)):
            edit = chance.choice(EDITS)
            later = day + timedelta(days=chance.randrange(4))
            yield _row(chance, made, edit(chance, paragraphs), later, first, edit.__name__)
            made += 1


def _row(chance: random.Random, number: int, text: list[str], day: date, group: str, edit: str) -> Row:  # noqa: PLR0913, PLR0917
    return Row(f"s{number:07d}", "\n".join(text), day.isoformat(), f"Journal {chance.randrange(40)}", group, edit)


def pair_scores(found: Sequence[str], truth: Sequence[str]) -> tuple[float, float, float]:
    """Pairwise precision and recall, and the adjusted Rand index, of the groups found for the same articles."""
    both, ours, theirs = (_pairs(labels) for labels in (list(zip(found, truth, strict=True)), found, truth))
    chance = ours * theirs / max(len(truth) * (len(truth) - 1) / 2, 1)
    ari = (both - chance) / ((ours + theirs) / 2 - chance) if ours + theirs else 1.0
    return both / ours if ours else 1.0, both / theirs if theirs else 1.0, ari


def _pairs(labels: Sequence[object]) -> int:
    sizes: dict[object, int] = {}
    for label in labels:
        sizes[label] = sizes.get(label, 0) + 1
    return sum(size * (size - 1) // 2 for size in sizes.values())


def write(rows: Iterator[Row], out: Path, truth: Path | None) -> None:
    """Articles as `recoupe duplicates` reads them; id, group and edit of each beside."""
    with (
        out.open("w", encoding="utf-8") as articles,
        (truth or Path("/dev/null")).open("w", encoding="utf-8") as beside,
    ):
        for row in rows:
            fields = asdict(row)
            known = {name: fields.pop(name) for name in ("group", "edit")}
            articles.write(json.dumps(fields, ensure_ascii=False) + "\n")
            beside.write(json.dumps({"id": row.id, **known}) + "\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--truth", type=Path)
    asked = parser.parse_args()
    write(corpus(asked.count, asked.seed), asked.out, asked.truth)
