"""The words of a language by which places are introduced, and clauses and comparisons are kept apart."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from tasks.entities.gazetteer import Gazetteer, demonym_ids, demonyms_of, gazetteer_of
from tasks.entities.names import fold
from tasks.languages import pack_of
from tasks.statements.lexicon import lexicon_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

SPACE = "[ \u00a0\u2009\u202f\n]"
APOSTROPHE = "['’]"
CAPITAL = r"[^\W\d_a-zà-öø-ÿ]"
WORD = rf"{CAPITAL}\w*(?:['’\-‑]\w+)*"
SMALL = r"[^\W\d_A-ZÀ-ÖØ-Þ][^\W\d_]*"
NAME = rf"(?P<name>{{word}}(?:(?:{SPACE}|{SPACE}(?:{{joints}}){SPACE}?){{word}}){{{{0,4}}}})"
"""Capitalised words, joined by spaces or by small words: "Seine-Saint-Denis", "Villeneuve d'Ascq"."""
NEVER = re.compile(r"(?!)")
MARKS = frozenset(";:,.'")
SHORTEST_CUE = 4
"""Letters of the words of "mis à jour le" that tell a line of printing."""

_SLOT = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Form:
    """One way to name a place. `names` says which proper names it takes: any, known (to the gazetteer), or none."""

    names: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """Section [situations] of a pack, compiled; a language without it has no places and keeps its dates apart."""

    forms: tuple[Form, ...]
    never: frozenset[str]
    openers: frozenset[str]
    articles: frozenset[str]
    nouns: frozenset[str]
    lands: frozenset[str]
    towns: frozenset[str]
    capitals: frozenset[str]
    peoples: Mapping[str, str]
    areas: frozenset[str]
    points: frozenset[str]
    there: frozenset[str]
    some: frozenset[str]
    many: frozenset[str]
    town_leads: frozenset[str]
    entire: re.Pattern[str]
    ranged: re.Pattern[str]
    gazetteer: Gazetteer
    saying: frozenset[str]
    counting: tuple[str, ...]
    breaks: re.Pattern[str]
    printed: frozenset[str]
    relatives: re.Pattern[str]
    where: re.Pattern[str]
    compared: re.Pattern[str]
    versus: re.Pattern[str]
    earlier: re.Pattern[str]
    since: re.Pattern[str]
    joined: re.Pattern[str]
    conjoined: re.Pattern[str]
    overall: re.Pattern[str]

    @property
    def singular(self) -> frozenset[str]:
        """Nouns that in the plural mean none of the places named before."""
        names = self.lands | self.areas | self.capitals | self.towns
        return names | {name.removesuffix("s") for name in names}  # "pays"


@cache
def grammar_of(language: str) -> Grammar:
    """The grammar of a language.

    Raises:
        ValueError: a form names a slot that no list of the section fills.
    """
    pack = pack_of(language)
    section = pack.section("situations")
    saying = lexicon_of(language)
    since = pack.section("dates").get("tense", {}).get("since")
    dateline = pack.section("dateline")
    printed = [*dateline.get("published", ()), *dateline.get("updated", ())]
    versus = pack.section("things").get("compared")

    def words(name: str) -> frozenset[str]:
        return frozenset(map(fold, section.get(name, ())))

    return Grammar(
        forms=tuple(
            Form(names, re.compile(_expand(form, section, language)))
            for names, forms in section.get("forms", {}).items()
            for form in forms
        ),
        never=words("never"),
        openers=words("openers"),
        articles=words("article"),
        nouns=words("noun"),
        lands=words("lands"),
        towns=words("town"),
        capitals=words("capital"),
        peoples=demonym_ids(language),
        areas=words("area"),
        points=words("side"),
        there=words("there"),
        some=frozenset(map(fold, pack.section("statements").get("indefinite", ()))),
        many=frozenset(map(fold, pack.section("statements").get("plural_heads", ()))),
        town_leads=words("town_leads"),
        entire=re.compile(rf"(?:{_listed(map(fold, section['entire']))}) ") if "entire" in section else NEVER,
        ranged=_range_start(section["ranged"]) if "ranged" in section else NEVER,
        gazetteer=gazetteer_of(language),
        saying=saying.sets["finite"] | saying.sets["participle"] if saying else frozenset(),
        counting=tuple(pack.section("statements").get("counting", ())),
        breaks=_any_of(section.get("breaks", ())),
        printed=frozenset(word for cue in printed for word in cue.split() if len(word) >= SHORTEST_CUE),
        where=re.compile(rf",?{SPACE}(?:{_listed(section['where'])})\b") if "where" in section else NEVER,
        relatives=_any_of(section.get("relatives", ())),
        compared=re.compile(rf"\b(?:{_spaced(_listed(section['compared']))})\W*$", re.IGNORECASE) if section else NEVER,
        versus=re.compile(rf"\b(?:{versus})\W*$", re.IGNORECASE) if versus else NEVER,
        earlier=_any_of(section.get("earlier", ())),
        since=re.compile(rf"\b(?:{since})\b[^,;:.()«»]*$", re.IGNORECASE) if since else NEVER,
        joined=re.compile(rf"(?:,|\b(?:{_spaced(_listed(section['and']))})\b)(?:\W*\w+){{0,2}}\W*$", re.IGNORECASE)
        if section
        else NEVER,
        conjoined=re.compile(rf",?{SPACE}(?:{_spaced(_listed(section['and']))}){SPACE}", re.IGNORECASE)
        if section
        else NEVER,
        overall=_any_of(section.get("overall", ())),
    )


def _range_start(words: Sequence[str]) -> re.Pattern[str]:
    """The near end of a range at the head of a clause, before its far end: "De Lens | à Nice"."""
    return re.compile(rf"(?:^|[^\w\s]{SPACE}?)(?i:{_spaced(_listed(words))}){WORD}(?:[ -]{WORD})*{SPACE}$")


def _expand(form: str, section: Mapping[str, Any], language: str) -> str:
    """A form as a regular expression: {slots} are lists of the section, {name}, {people} and {word} its parts."""

    def slot(found: re.Match[str]) -> str:
        key = found[1]
        if key == "name":
            return found[0]
        if key == "word":
            return SMALL
        if key == "people":
            return f"(?:{_listed(demonyms_of(language))})"
        if key not in section:
            message = f"{language}.toml, [situations] forms: {form!r} has no list for {{{key}}}; add {key} = [...]"
            raise ValueError(message)
        flag = "?:" if found.start() else "?i:"  # "Dans le pays" opens a sentence; "dans Le Monde" has no article
        words = _listed(section[key])
        return f"({flag}{words if found.start() else _bare_capitals(words)})"

    name = NAME.format(word=WORD, joints=_spaced(_listed(section.get("joints", ()))) or "-")
    spanned = _spaced(_SLOT.sub(slot, form)).replace("⟨", "(?P<span>").replace("⟩", ")")
    return rf"(?<![\w-]){spanned}(?![\w])".replace("{name}", name)


def _bare_capitals(words: str) -> str:
    """The alternatives, and those that begin with an accent also as a capital without: "A Toulon, 300 personnes"."""
    accented = {word for word in words.split("|") if word[0] != unicodedata.normalize("NFD", word[0])[0]}
    plain = [f"(?-i:{unicodedata.normalize('NFD', word[0])[0].upper()}){word[1:]}" for word in sorted(accented)]
    return "|".join([words, *sorted(plain, key=len, reverse=True)])


def _listed(words: Iterable[str]) -> str:
    return "|".join(re.escape(word).replace("\\ ", " ") for word in sorted(words, key=len, reverse=True))


def _spaced(form: str) -> str:
    return form.replace("'", APOSTROPHE).replace(" ", SPACE)


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    """Marks and elided words as they stand, other words only whole."""
    edges = [("" if word[0] in MARKS else r"(?<!\w)", word, "" if word[-1] in MARKS else r"(?!\w)") for word in words]
    listed = "|".join(before + _spaced(_listed([word])) + after for before, word, after in edges)
    return re.compile(listed, re.IGNORECASE) if words else NEVER
