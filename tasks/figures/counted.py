"""The counted thing: where the noun phrase after a numeral begins and ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tasks.figures.categories import Categories, compile_categories
from tasks.figures.phrases import Phrases, compile_phrases
from tasks.figures.tokens import SKIPPED, WORD

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tasks.figures.drafts import Span
    from tasks.figures.phrases import Words
    from tasks.figures.tokens import Line

OPENING, CLOSING = frozenset('«“"„‘'), frozenset('»”"’')
QUOTES = OPENING | CLOSING
LONGEST_PHRASE = 14
LONGEST_QUOTE = 4
SHORTEST_PARTICIPLE = 4


@dataclass(frozen=True, slots=True)
class Nouns:
    """The grammar words by which a noun phrase of a language is found."""

    stop: frozenset[str]
    verbs: frozenset[str]
    verb_endings: tuple[str, ...]
    finite_endings: tuple[str, ...]
    not_verbs: frozenset[str]
    infinitives: frozenset[str]
    infinitive_endings: tuple[str, ...]
    complements: frozenset[str]
    no_complements: Phrases[bool]
    compounds: Phrases[bool]
    linkers: frozenset[str]
    superlatives: frozenset[str]
    elliptic: frozenset[str]
    events: frozenset[str]
    known: frozenset[str]
    leads: frozenset[str]
    plural_endings: tuple[str, ...]
    determiners: frozenset[str]
    coordinators: frozenset[str]
    participle_endings: tuple[str, ...]
    not_participle_endings: tuple[str, ...]
    participles: frozenset[str]
    head_nouns: frozenset[str]
    adjectives: frozenset[str]
    adverbs: frozenset[str]
    adverb_endings: tuple[str, ...]
    numerals: frozenset[str]
    one_before: frozenset[str]
    only: frozenset[str]
    pronouns: Phrases[bool]
    antecedents: frozenset[str]
    back_pronouns: frozenset[str]
    back_to: frozenset[str]
    subset: Phrases[bool]
    base: Phrases[bool]
    restated: Phrases[bool]
    categories: Categories


def compile_nouns(section: Mapping[str, Any], language: str, words_of: Callable[[str], list[Words]]) -> Nouns:
    """The section [counted] of a pack, with the categories of its language."""

    def words(name: str) -> frozenset[str]:
        return frozenset(section.get(name, ()))

    def phrases(name: str) -> Phrases[bool]:
        return compile_phrases(((phrase, True) for phrase in section.get(name, ())), words_of)

    return Nouns(
        stop=words("stop"),
        verbs=words("verbs"),
        verb_endings=tuple(section.get("verb_endings", ())),
        finite_endings=tuple(section.get("finite_endings", ())),
        not_verbs=words("not_verbs"),
        infinitives=words("infinitives"),
        infinitive_endings=tuple(section.get("infinitive_endings", ())),
        complements=words("complements"),
        no_complements=phrases("no_complements"),
        compounds=phrases("compounds"),
        linkers=words("linkers"),
        superlatives=words("superlatives"),
        elliptic=words("elliptic"),
        events=words("events"),
        known=words("known"),
        leads=words("leads"),
        plural_endings=tuple(section.get("plural_endings", ("",))),
        determiners=words("determiners"),
        coordinators=words("coordinators"),
        participle_endings=tuple(section.get("participle_endings", ())),
        not_participle_endings=tuple(section.get("not_participle_endings", ())),
        participles=words("participles"),
        head_nouns=words("head_nouns"),
        adjectives=words("adjectives"),
        adverbs=words("adverbs"),
        adverb_endings=tuple(section.get("adverb_endings", ())),
        numerals=words("numerals"),
        one_before=words("one_before"),
        only=words("only"),
        pronouns=phrases("pronouns"),
        antecedents=words("antecedents"),
        back_pronouns=words("back_pronouns"),
        back_to=words("back_to"),
        subset=phrases("subset"),
        base=phrases("base"),
        restated=phrases("restated"),
        categories=compile_categories(language),
    )


def noun_phrase(line: Line, at: int) -> Span | None:
    """Tokens of the noun phrase that starts at a token: head, adjectives, complements with "de", coordination."""
    if at not in line.phrases:
        line.phrases[at] = phrase_from(line, at)
    return line.phrases[at]


def phrase_from(line: Line, at: int) -> Span | None:
    """What `noun_phrase` remembers."""
    nouns = line.grammar.nouns
    if line.key(at) in QUOTES:  # "«près de 300» interpellations"
        at += 1
    head = at + (line.key(at) in nouns.superlatives)  # "les six plus grandes banques"
    if not is_content(line, head) or is_finite(line, head):
        return None
    end = head + 1
    while end - at < LONGEST_PHRASE:
        step = continues(line, at, end)
        if step == end:
            break
        end = step
    return at, end


def complement(line: Line, at: int) -> Span | None:
    """Tokens of the noun phrase after "de": "centaines | de soldats", "43 % | des Français"."""
    nouns = line.grammar.nouns
    at += line.key(at) in CLOSING
    if line.key(at) not in nouns.complements or nouns.no_complements.at(line.keys, at):
        return None
    at += 1
    while line.key(at) in nouns.determiners:
        at += 1
    return noun_phrase(line, at)


def continues(line: Line, first: int, end: int) -> int:
    """The end of a noun phrase after one more step; `end` itself where it stops."""
    nouns = line.grammar.nouns
    key = line.key(end)
    if key in nouns.complements:
        return after_complement(line, end)
    if key in nouns.coordinators:
        return after_coordinator(line, first, end)
    if key == ",":
        return after_comma(line, end)
    if key in QUOTES:
        return after_quote(line, first, end)
    if key in nouns.linkers:
        return end + 2 if is_content(line, end + 1) and not is_infinitive(line, end + 1) else end
    compound = nouns.compounds.at(line.keys, end)
    plain = is_content(line, end) and not breaks(line, end)
    return compound[0] if compound else end + plain


def after_complement(line: Line, end: int) -> int:
    """The end of a complement: "de | l'armée"; none in "d'affilée", "de récolter"."""
    nouns = line.grammar.nouns
    if nouns.no_complements.at(line.keys, end):
        return end
    after = end + 1
    while line.key(after) in nouns.determiners or line.key(after) in OPENING:
        after += 1
    verb = is_finite(line, after) or (after == end + 1 and is_infinitive(line, after))
    return after + 1 if is_content(line, after) and not verb else end


def after_coordinator(line: Line, first: int, end: int) -> int:
    """The end of a coordination: "policiers | et gendarmes", "élus de Lyon | et de Paris"."""
    follower = line.key(end + 1)
    of = line.grammar.numbers.of
    if follower in of and not of.isdisjoint(line.keys[first:end]):
        many = line.key(end + 2) in line.grammar.numbers.adjectives  # "et de nombreux …" counts anew
        after = end + 1 if many else after_complement(line, end + 1)
        return after if after > end + 1 else end
    joined = is_content(line, end + 1) and not breaks(line, end + 1)
    same_case = line.capital(end + 1) == line.capital(end - 1) or line.capital(first) == line.capital(end + 1)
    return end + 2 if joined and same_case and not heads_clause(line, end + 1) else end


def after_comma(line: Line, end: int) -> int:
    """The end of a list of three: "policiers|, gendarmes et pompiers"."""
    listed = line.key(end + 2) in line.grammar.nouns.coordinators and not line.capital(end + 3)
    words = (end + 1, end + 3)
    plain = listed and all(is_content(line, word) and not breaks(line, word) for word in words)
    return end + 4 if plain and not line.capital(end + 1) else end


def after_quote(line: Line, first: int, end: int) -> int:
    """The end of words in quotation marks, with the mark that closes them: "sites |« stratégiques »"."""
    opened = sum(key in QUOTES for key in line.keys[first:end]) % 2 == 1
    if opened:
        return end + 1 if line.key(end) in CLOSING else end
    if line.key(end) not in OPENING or breaks(line, end + 1):
        return end
    close = end + 1
    while close - end <= LONGEST_QUOTE and is_content(line, close):
        close += 1
    return close + 1 if close > end + 1 and line.key(close) in CLOSING else end


def heads_clause(line: Line, at: int) -> bool:
    """Whether a finite verb follows the word: "12 blessés et Paris a …" is no coordination of nouns."""
    return line.key(at + 1) in line.grammar.nouns.verbs and line.capital(at)


def is_finite(line: Line, at: int) -> bool:
    """Whether a word can only be a finite verb, even where a noun is due: "une quarantaine poursuivrait"."""
    nouns = line.grammar.nouns
    return line.key(at) in nouns.verbs or has_ending(line, at, nouns.finite_endings)


def is_infinitive(line: Line, at: int) -> bool:
    """Whether a word is an infinitive: "accusées de | récolter"."""
    nouns = line.grammar.nouns
    return line.key(at) in nouns.infinitives or has_ending(line, at, nouns.infinitive_endings)


def has_ending(line: Line, at: int, endings: tuple[str, ...]) -> bool:
    """Whether a word ends as verbs do, and is neither a name nor a noun that ends so by chance."""
    key = line.key(at)
    return key.endswith(endings) and not line.capital(at) and key not in line.grammar.nouns.not_verbs


def is_content(line: Line, at: int) -> bool:
    """Whether a token can stand in a noun phrase: a word that is no grammar word and no number."""
    grammar = line.grammar
    key, kind = line.key(at), line.kind(at)
    if kind == SKIPPED:
        return key[:1].isalpha()
    if kind != WORD or key in grammar.not_content:
        return False
    return not grammar.numbers.words.at(line.keys, at)


def breaks(line: Line, at: int) -> bool:
    """Whether a word after the head ends the phrase: a finite verb, a participle or an adverb."""
    nouns = line.grammar.nouns
    key = line.key(at)
    if key in nouns.verbs or key in nouns.adverbs or is_participle(line, at):
        return True
    if line.capital(at) or key in nouns.not_verbs:
        return False
    return key.endswith(nouns.verb_endings + nouns.adverb_endings)


def is_participle(line: Line, at: int) -> bool:
    """Whether a word is a participle: "tués", "interpellées"; "âgées" and "salariés" are listed as adjectives."""
    nouns = line.grammar.nouns
    key = line.key(at)
    if key in nouns.participles:
        return True
    if key in nouns.adjectives or line.kind(at) != WORD or line.capital(at) or len(key) < SHORTEST_PARTICIPLE:
        return False
    return key.endswith(nouns.participle_endings) and not key.endswith(nouns.not_participle_endings)
