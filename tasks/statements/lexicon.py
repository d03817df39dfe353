"""What the pack's section `statements` knows of a language, as sets for quick look-up; words in lower case."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from tasks import ROOT
from tasks.figures.categories import Categories, compile_categories
from tasks.languages import pack_of
from tasks.memo import Memo

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

REFERENCE = ROOT / "seeds" / "reference"
MEDIA_KINDS = frozenset({"media", "agency"})
COMMON_KINDS = frozenset({"media", "company", "party", "union", "organisation"})
"""Kinds of organisation whose ambiguous names are left out: in lower case they are words."""


GOVERNING = ("phrasal_verbs", "raising")
"""Lists of verbs that say something only with what they govern: "fait état", "vient d'annoncer"."""

REMEMBERED = 50_000
"""Words whose lower case is kept in memory."""


class Lows(Memo[str, str]):
    """A word as written → in lower case, its apostrophe straight, also where a quotation mark stands for it."""

    def __init__(self) -> None:
        super().__init__(REMEMBERED)

    def make(self, word: str) -> str:
        """The word in lower case; a mark alone is a quotation mark, one beside letters an apostrophe."""
        low = '"' if word == "''" else word.lower().replace("’", "'")
        return low if len(low) == 1 else low.replace('"', "'")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language's words of saying and of those who say. `nouns` and `names` map to a kind of speaker."""

    token: re.Pattern[str]
    sets: Mapping[str, frozenset[str]]
    according: Mapping[str, tuple[tuple[str, ...], ...]]  # first word → the cues that it begins, longest first
    nouns: Mapping[str, str]
    names: Mapping[str, str]
    plural: str  # what most nouns add
    triggers: frozenset[str]  # without one of these words no rule finds a cue
    infinitive_endings: tuple[str, ...]
    verb_endings: tuple[str, ...]  # infinitive endings that few nouns have
    that_optional: bool  # "he said 30 people fled", and a subject that may close: "…, he said"
    such_was: tuple[tuple[str, ...], ...]  # "c'est ce que", longest first
    claims: Mapping[str, tuple[tuple[str, ...], ...]]  # "s'en tient à" by first word, longest first: a number follows
    tails: Mapping[str, tuple[tuple[str, ...], ...]]  # "en chef" by first word: it belongs to the post before it
    head_last: bool  # the noun that counts is the last: "police chief"
    lows: Lows
    present: tuple[str, ...]  # endings of verbs that may stand behind any quotation
    done: tuple[str, ...]  # … and of their participles
    manner: tuple[str, ...]  # endings of adverbs of manner
    minds: tuple[str, ...]  # stems of verbs that only somebody with an opinion is the subject of
    abstract: tuple[str, ...]  # endings of nouns that nobody bears: "interdiction"
    counting: tuple[str, ...]  # stems of verbs that say something of numbers only
    endings: Mapping[str, tuple[str, ...]]  # verb form → how its words end
    classes: tuple[Categories, Categories]  # of counted nouns: by their category, by themselves

    def has(self, key: str, word: str) -> bool:
        """Whether a word, in lower case, stands in a list of the pack."""
        return word in self.sets.get(key, frozenset())

    def has_list(self, key: str) -> bool:
        """Whether the pack has a list."""
        return bool(self.sets.get(key))

    def is_event(self, words: Sequence[str]) -> bool:
        """Whether a noun, of one word or two, names whom an event has: "manifestants", "gilets jaunes", "blessés"."""
        terms = (words[:size] for size in range(1, len(words) + 1))
        return any(self.has("events", classes.of_phrase(term) or "") for term in terms for classes in self.classes)

    def kind_of_noun(self, word: str) -> str | None:
        """The kind of speaker that a noun names, also in the plural and behind "ex-"."""
        singular = word.removeprefix("ex-")
        kind = self.nouns.get(singular) or self.nouns.get(singular.removesuffix(self.plural))
        return None if kind == "none" else kind


@cache
def lexicon_of(language: str) -> Lexicon | None:
    """The lexicon of a language; None for a language whose pack has none: it gets no statements."""
    section = pack_of(language).section("statements")
    if not section:
        return None
    lists = {key: frozenset(words) for key, words in section.items() if isinstance(words, list)}
    verbs = section["verbs"]
    forms = {name: _forms(verbs, name) for name in ("finite", "participle", "gerund", "infinitive")}
    telling = (stem + ending for stem in verbs["stems"] for ending in verbs.get("tell_endings", ()))
    forms["telling"] = frozenset((*telling, *verbs.get("tell", ())))
    infinitives = {stem + end for stem in verbs.get("object_stems", ()) for end in verbs.get("tell_endings", ())}
    forms["say_object"] = _inflected(verbs, verbs.get("object_stems", ())).union(verbs.get("object", ()), infinitives)
    token = _token(section["elisions"], section["dotted"])
    according = _phrases(token, section["according"])
    claims = _phrases(token, section.get("claims", ()))
    viewpoints = frozenset[str]().union(*(lists.get(key, ()) for key in ("viewpoints", "source_cues", "as_cues")))
    forms["source_starts"] = viewpoints | {words[0] for words in according}
    forms |= _numbers(language)
    verbal = (forms["finite"], forms["gerund"], lists["auxiliaries"], *(lists.get(key, ()) for key in GOVERNING))
    bare = forms["telling"] if lists.get("telling_links") else ()
    forms["verb_starts"] = frozenset({words[0] for words in claims}).union(*verbal, bare)
    nouns = {word: kind for kind, words in section["nouns"].items() for word in words}
    return Lexicon(
        token,
        {**lists, **forms},
        _begun(according),
        nouns,
        _names(),
        str(section.get("plural", "")),
        _triggers(forms, lists, (*according, *claims)),
        _endings(section, "infinitive_endings"),
        _endings(section, "verb_endings"),
        bool(section.get("that_optional")),
        _phrases(token, section.get("such_was", ())),
        _begun(claims),
        _begun(_phrases(token, section.get("tails", ()))),
        bool(section.get("head_last")),
        Lows(),
        _endings(verbs, "present_endings"),
        _endings(verbs, "done_endings"),
        _endings(verbs, "manner_endings"),
        _endings(section, "minds"),
        _endings(section, "abstract"),
        _endings(section, "counting"),
        {form: tuple(endings) for form, endings in section["verbs"]["endings"].items()},
        (compile_categories(language), compile_categories(language, "noun")),
    )


def _endings(table: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """Beginnings or endings of words; a language without any gets one that no word has."""
    return tuple(table.get(key, ())) or ("\0",)


def _numbers(language: str) -> dict[str, frozenset[str]]:
    """Words that begin a number: "onze", "plusieurs"; and nouns of quantity: "dizaines"."""
    pack = pack_of(language)
    numbers, several = pack.section("numbers"), pack.section("vague").get("open", {})
    words = (word for word, value in numbers.get("words", {}).items() if value != 1)  # "un" is an article too
    return {
        "number_words": frozenset(word for word in (*words, *several) if " " not in word),
        "collectives": frozenset(numbers.get("collectives", {})),
    }


def _phrases(token: re.Pattern[str], phrases: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Phrases as their tokens, longest first."""
    return tuple(sorted((tuple(token.findall(phrase)) for phrase in phrases), key=len, reverse=True))


def _begun(phrases: Iterable[tuple[str, ...]]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases by their first word, in their order."""
    listed = list(phrases)
    return {first: tuple(words for words in listed if words[0] == first) for first, *_ in listed}


def _triggers(
    forms: Mapping[str, frozenset[str]], lists: Mapping[str, frozenset[str]], phrases: Iterable[tuple[str, ...]]
) -> frozenset[str]:
    verbs = forms["finite"] | forms["participle"] | forms["gerund"]
    nouns = lists["accused"] | lists.get("saying_nouns", frozenset()) | lists["source_nouns"] | lists["viewpoints"]
    return verbs | nouns | {max(phrase, key=len).strip("'’") for phrase in phrases}


def _forms(verbs: Mapping[str, Any], name: str) -> frozenset[str]:
    endings = verbs["endings"].get(name, ())
    regular = (stem + ending for stem in verbs["stems"] for ending in endings)
    return frozenset((*regular, *verbs.get(name, ())))


def _inflected(verbs: Mapping[str, Any], stems: Iterable[str]) -> frozenset[str]:
    return frozenset(stem + ending for stem in stems for endings in verbs["endings"].values() for ending in endings)


def _token(elisions: Iterable[str], dotted: Iterable[str]) -> re.Pattern[str]:
    """Elided articles and dotted titles are one token each, so are hyphenated words and each mark."""
    elided, titles = "|".join(map(re.escape, elisions)), "|".join(map(re.escape, dotted))
    head = rf"(?i:\b(?:{elided})(?:['’]|\"(?=[^\W\d_])))|" if elided else ""  # 'l"État': a wrong apostrophe
    return re.compile(rf"{head}''|\b(?:{titles})\.|[^\W_]+(?:[-‑][^\W_]+)*|\S")


@cache
def _names() -> dict[str, str]:
    """Names that say their kind: states, media and other organisations of the reference tables, in lower case."""
    names = dict(_rows("cities.csv", lambda row: "state" if row["actor_id"].startswith("gov:") else ""))
    names |= _rows("countries.csv", lambda _: "state")
    names |= _rows("organisations.csv", _organisation_kind)
    return names


def _organisation_kind(row: Mapping[str, str]) -> str:
    if row["kind"] in MEDIA_KINDS:
        return "media"
    return "state" if row["actor_id"].startswith("gov:") else "organisation"


def _rows(file: str, kind: Callable[[Mapping[str, str]], str]) -> Iterator[tuple[str, str]]:
    with (REFERENCE / file).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            for name in (row["name"], *row["names"].split("|")):
                common = row["kind"] in COMMON_KINDS and row["ambiguous"] == "true"  # "le capital", "la montagne"
                if name and kind(row) and not common:
                    yield name.lower().replace("’", "'"), kind(row)


@cache
def demonyms() -> frozenset[str]:
    """Adjectives of nationality of every language of the reference table, in lower case."""
    with (REFERENCE / "demonyms.csv").open(encoding="utf-8", newline="") as lines:
        return frozenset(form.lower() for row in csv.DictReader(lines) for form in row["forms"].split("|"))
