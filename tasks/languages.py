"""Language packs, what the program knows of a language, as data; and which language a text is in."""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from tasks import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from babel import Locale

UNDETERMINED = "und"
"""ISO 639-2 code for a text whose language cannot be said."""

PACKS = ROOT / "seeds" / "languages"

SLICE = 700
"""Code points in each of the three slices of a text that detection reads: its head, its middle and its tail.
On 761 press articles slices of 1,500 and 5,000 said nothing else; the head alone may be a foreign page header."""

SURE = 0.5
"""A less probable language is not said."""

FIT, MARGIN, LENGTH, CONSTANT = 0.293, 1.496, 1.214, -1.251
"""Logistic regression of "the best language is the right one": 20 sentences of each of 79 languages, of which
langdetect does not know 27, each sentence alone and joined to texts of 2, 4 and 10; and 822 press articles."""

GRAMS = 800
"""N-grams beyond these add no certainty: they are of the same subject, with the same names."""

MARGIN_FLOOR = 0.001
"""Added to the margin before its logarithm, as in that regression; nats an n-gram."""

DETECTED = 1024
"""Samples whose language is remembered, so that an exact copy is detected once."""


@dataclass(frozen=True, slots=True)
class Pack:
    """One language. `sections` maps a section's name to its table; each room reads its own."""

    code: str
    name: str
    sections: Mapping[str, Mapping[str, Any]]

    def section(self, name: str) -> Mapping[str, Any]:
        """The table of one section; empty when the language has none."""
        return self.sections.get(name, MappingProxyType({}))


@cache
def pack_of(code: str) -> Pack:
    """The pack of a language; an empty one for a language without file, so that every room can ask.

    Raises:
        ValueError: the file is not TOML, or names another language than its file name.
    """
    path = PACKS / f"{code}.toml"
    if not path.exists():
        return Pack(code, code, MappingProxyType({}))
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        message = f"{path}: not TOML ({error}); mend the file"
        raise ValueError(message) from error
    if content.get("code") != code:
        message = f"{path}: says code = {content.get('code')!r}; must be {code!r}, as its file name"
        raise ValueError(message)
    sections = {name: MappingProxyType(table) for name, table in content.items() if isinstance(table, dict)}
    return Pack(code, str(content["name"]), MappingProxyType(sections))


@cache
def pack_codes() -> tuple[str, ...]:
    """Codes of all languages that have a pack, sorted."""
    return tuple(sorted(path.stem for path in PACKS.glob("*.toml")))


@cache
def locale_of(code: str) -> Locale | None:
    """CLDR's data of a language or locale ("fr_CA"); null where CLDR has none."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - a tenth of a second, paid by who needs names

    try:
        return Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return None


def language_of(text: str) -> tuple[str, float]:
    """ISO 639-1 code of the language that a text is in, and the probability that it is right, 0 to 1.

    `und` when the probability is below `SURE`, and it is then that of the language not said: too short, mostly
    digits, two languages, or a language that langdetect does not know. Languages that differ less than two texts of
    one language do (Bosnian, Malay) come out as the one that it knows (Croatian, Indonesian).
    """
    return _language_of_sample(_sample(text))


def _sample(text: str) -> str:
    """Head, middle and tail of a text; all of a short one."""
    if len(text) <= 3 * SLICE:
        return text
    middle = (len(text) - SLICE) // 2
    return f"{text[:SLICE]} {text[middle : middle + SLICE]} {text[-SLICE:]}"


@lru_cache(maxsize=DETECTED)
def _language_of_sample(sample: str) -> tuple[str, float]:
    from tasks.profiles import evidence_of  # noqa: PLC0415 - packs alone need no profiles, which take half a second

    evidence = evidence_of(sample)
    if evidence is None:
        return UNDETERMINED, 0.0
    grams = min(evidence.grams, GRAMS)
    misfit = min(evidence.fit, 0.0) * math.sqrt(grams)
    margin = math.log(evidence.margin + MARGIN_FLOOR)
    odds = CONSTANT + FIT * misfit + MARGIN * margin + LENGTH * math.log(grams)
    confidence = round(1 / (1 + math.exp(-odds)), 3)
    return (evidence.language if confidence >= SURE else UNDETERMINED), confidence
