"""What a language says about the edges of names: section [entities] of its pack."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from tasks.entities.names import fold
from tasks.languages import pack_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Grammar:
    """Folded words by their part in a name. A language without pack has empty sets: nothing is repaired."""

    function: frozenset[str]
    particles: frozenset[str]
    titles: frozenset[str]
    roles: frozenset[str]
    introductions: frozenset[str]
    times: frozenset[str]
    never: frozenset[str]
    given: frozenset[str]
    clitics: frozenset[str]
    endings: tuple[str, ...]
    heads: Mapping[str, str]
    bearers: Mapping[str, str]
    contractions: Mapping[str, str]
    directions: frozenset[str]
    demonym_endings: tuple[str, ...]
    demonym_after: frozenset[str]
    town: re.Pattern[str] | None

    @property
    def plain(self) -> frozenset[str]:
        """Words that may stand capitalised beside a name without being part of it."""
        return self.function | self.introductions | self.times | self.titles | self.never


@cache
def grammar_of(language: str) -> Grammar:
    """The grammar of names in a language."""
    section = pack_of(language).section("entities")
    return Grammar(
        function=_words(section, "function"),
        particles=_words(section, "particles"),
        titles=_words(section, "titles"),
        roles=_words(section, "roles"),
        introductions=_words(section, "introductions"),
        times=_words(section, "times"),
        never=_words(section, "never"),
        given=_words(section, "given"),
        clitics=_words(section, "clitics"),
        endings=tuple(section.get("endings", ())),
        heads=_labels(section, "heads"),
        bearers=_labels(section, "bearers"),
        directions=_words(section, "directions"),
        contractions=section.get("contractions", {}),
        demonym_endings=tuple(section.get("demonym_endings", ())),
        demonym_after=_words(section, "demonym_after"),
        town=_town(section.get("town_links", ())),
    )


def _labels(section: Mapping[str, Any], key: str) -> dict[str, str]:
    return {fold(word): label for label, words in section.get(key, {}).items() for word in words}


def _town(links: Sequence[str]) -> re.Pattern[str] | None:
    """Capitalised words joined by hyphens over one of `links` at least: 'Isle-sur-le-Doubs'."""
    if not links:
        return None
    joint = rf"(?i:-(?:{'|'.join(links)}))+"
    name = r"[^\W\d_a-zà-ÿ][^\W\d_]+"
    return re.compile(rf"(?<![\w-]){name}(?:-{name})*{joint}[-'’]{name}(?>(?:[-'’][^\W\d_]+)*)")


def _words(section: Mapping[str, Any], key: str) -> frozenset[str]:
    return frozenset(fold(word) for word in section.get(key, ()))
