"""Names that are known beforehand: countries, cities, regions, organisations and demonyms, with what they stand for.

Country names of every language come from CLDR (babel), all else from seeds/reference.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from tasks import ROOT
from tasks.entities.names import Word, fold, words_of
from tasks.languages import UNDETERMINED, pack_codes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

REFERENCE = ROOT / "seeds" / "reference"

LABELS = {"area": "LOC", "institution": "ORG", "union": "ORG", "party": "ORG", "agency": "ORG", "media": "ORG"}
LABELS |= {"company": "ORG", "organisation": "ORG", "people": "NORP"}
"""Kind in the reference files → label; every other kind is a GPE."""

JOINTS = frozenset({" ", "\u00a0", "\u202f", "-", "\u2011", "'", "’", ".", ""})
"""What may stand between two words of one name."""

LONGEST_PEOPLE = 3
"""Words of a nationality: "sud soudanaise", "new zealand's"."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that has names. Fields as in `tables.Mention`; `ambiguous` names need a model's word for it."""

    entity_id: str
    name: str
    kind: str
    country: str | None
    actor_id: str | None
    ambiguous: bool = False

    @property
    def label(self) -> str:
        """The mention label of its kind."""
        return LABELS.get(self.kind, "GPE")


@dataclass(frozen=True, slots=True)
class Match:
    """An entry found in a text: words[first:last] name it."""

    first: int
    last: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Folded name → its spellings and entries; `reach` says how many words a name with these first two may have."""

    names: Mapping[str, Sequence[tuple[tuple[str, ...], Entry]]]
    firsts: frozenset[str]
    reach: Mapping[str, int]

    def lookup(self, text: str) -> Entry | None:
        """The entry of exactly this name."""
        words = words_of(text)
        return self.named(words) if words else None

    def scan(self, text: str, words: Sequence[Word]) -> Iterator[Match]:
        """Names in a text, left to right, longest first, none inside another. Linear in the words."""
        position = 0
        while position < len(words):
            match = self._longest(text, words, position) if words[position].folded in self.firsts else None
            if match:
                yield match
            position = match.last if match else position + 1

    def _longest(self, text: str, words: Sequence[Word], first: int) -> Match | None:
        pair = f"{words[first].folded} {words[first + 1].folded}" if first + 1 < len(words) else ""
        reach = min(self.reach.get(pair, 1), len(words) - first)
        for length in range(reach, 0, -1):
            part = words[first : first + length]
            entry = self.named(part)
            if entry and _joined(text, part):
                return Match(first, first + length, entry)
        return None

    def named(self, words: Sequence[Word]) -> Entry | None:
        """The entry that these words name, whatever stands between them."""
        key = " ".join([word.folded for word in words])
        spelled = (entry for spelling, entry in self.names.get(key, ()) if _spelled(words, spelling))
        return next(spelled, None)


def _joined(text: str, words: Sequence[Word]) -> bool:
    return all(text[left.end : right.start] in JOINTS or _initial(text, left, right) for left, right in pairwise(words))


def _initial(text: str, left: Word, right: Word) -> bool:
    return len(left.text) <= 2 and text[left.end : right.start] == ". "  # noqa: PLR2004  # "St. Petersburg"


def _spelled(words: Sequence[Word], spelling: Sequence[str]) -> bool:
    """Whether capitals agree: 'US' is no 'us', 'Le Point' no 'Le point'; 'le Monde' and 'MOSCOU' pass."""
    article = len(words) > 1 and len(spelling[0]) <= 3 and not spelling[0].isupper()  # noqa: PLR2004  # "le Monde"
    pairs = list(zip(words, spelling, strict=True))[1 if article else 0 :]
    has_capital = any(word.text[0].isupper() for word in words) or not any(map(str.istitle, spelling))
    return has_capital and all(_capitals(word.text, wanted) for word, wanted in pairs)


def _capitals(word: str, wanted: str) -> bool:
    if len(wanted) > 1 and wanted.isupper():
        return word == wanted
    return word[0].isupper() or not wanted[0].isupper()


@cache
def gazetteer_of(language: str) -> Gazetteer:
    """All names known for a text of this language; for an undetermined one, those of all packs."""
    languages = pack_codes() if language == UNDETERMINED else (language,)
    names: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    firsts: set[str] = set()
    reach: dict[str, int] = {}
    for name, entry in _named(languages):
        spelling = tuple(word.text for word in words_of(name))
        names.setdefault(fold(name), []).append((spelling, entry))
        firsts.add(fold(spelling[0]))
        pair = fold(" ".join(spelling[:2]))
        reach[pair] = max(reach.get(pair, 0), len(spelling))
    return Gazetteer(names, frozenset(firsts), reach)


def _named(languages: Sequence[str]) -> Iterator[tuple[str, Entry]]:
    titles: dict[str, str] = {}
    for table in ("countries", "organisations", "cities"):
        for row in _rows(table):
            titles[row["id"]] = row["name"]
            further = (
                [name for lang in languages for name in _cldr(lang, row["country"])] if table == "countries" else []
            )
            entry = _entry_of(row)
            yield from ((name, entry) for name in dict.fromkeys([row["name"], *_split(row["names"]), *further]))
    for row in _rows("demonyms"):
        if row["language"] in languages:
            entry = Entry(row["id"], titles[row["id"]], "people", row["country"] or None, None)
            yield from ((form[0].upper() + form[1:], entry) for form in _split(row["forms"]))


def demonyms_of(language: str) -> list[str]:
    """Forms of a language's demonyms as the reference file has them, longest first: "nord-coréenne", "russe"."""
    forms = {form for row in _rows("demonyms") if row["language"] == language for form in _split(row["forms"])}
    return sorted(forms, key=lambda form: (-len(form), form))


def demonym_ids(language: str) -> dict[str, str]:
    """Folded demonym of a language → id of the country or region: "nord coreens" → iso:KP."""
    rows = (row for row in _rows("demonyms") if row["language"] == language)
    return {fold(form): row["id"] for row in rows for form in _split(row["forms"])}


def peoples_in(words: Sequence[Word], peoples: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    """The nationalities among the words, [first, last), longest first, and the country of each: "la capitale | russe".

    `peoples` as `demonym_ids` gives them.
    """
    first = 0
    while first < len(words):
        ends = range(min(first + LONGEST_PEOPLE, len(words)), first, -1)
        named = ((last, peoples.get(" ".join(word.folded for word in words[first:last]))) for last in ends)
        last, found = next(((last, found) for last, found in named if found), (first + 1, None))
        if found:
            yield first, last, found
        first = last


@cache
def capital_ids() -> Mapping[str, str]:
    """Id of a country → id of its capital."""
    return {row["id"]: row["capital_id"] for row in _rows("countries") if row["capital_id"]}


def _entry_of(row: Mapping[str, str]) -> Entry:
    nullable = (row["country"] or None, row["actor_id"] or None)
    return Entry(row["id"], row["name"], row["kind"], *nullable, ambiguous=row["ambiguous"] == "true")


def _cldr(language: str, country: str) -> list[str]:
    """Names of a country: 'Myanmar (Birmanie)' has two."""
    name = _territories(language).get(country, "")
    return [part.strip() for part in name.replace(")", "").split("(") if part.strip()]


@cache
def _territories(language: str) -> Mapping[str, str]:
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415  # a tenth of a second, paid by who needs names

    try:
        return dict(Locale.parse(language).territories)
    except (UnknownLocaleError, ValueError):
        return {}


def _rows(table: str) -> list[dict[str, str]]:
    with (REFERENCE / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _split(names: str) -> list[str]:
    return [name for name in names.split("|") if name]
