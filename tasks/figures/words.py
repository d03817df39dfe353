"""The number words of a language, compiled from its pack, and what a reader makes of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from tasks.figures.phrases import Phrases, compile_phrases

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tasks.figures.drafts import Amount
    from tasks.figures.phrases import Words

LARGE = 1_000_000
"""From here on a noun follows with "de": "deux millions de personnes"."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a language."""

    words: Phrases[float]
    multipliers: Mapping[str, float]
    bare_multipliers: frozenset[str]
    suffixes: Mapping[str, float]
    free_suffixes: frozenset[str]
    collectives: Mapping[str, float]
    intervals: Mapping[str, list[float]]
    ones: frozenset[str]
    pronoun_after: frozenset[str]
    percent_before: Phrases[bool]
    articles: frozenset[str]
    half_before: Phrases[float]
    half_after: Phrases[float]
    open_words: Phrases[list[float]]
    several: frozenset[str]
    adjectives: frozenset[str]
    multiples: tuple[float, float]
    bare_units_after: Phrases[bool]
    bare: Phrases[bool]
    of: frozenset[str]
    ordinal_stems: Mapping[float, str]
    definite: frozenset[str]
    spaced_ordinal_endings: frozenset[str]
    decimal_words: frozenset[str]
    negative: frozenset[str]
    negative_not_after: frozenset[str]
    link: str
    largest_digit_hundreds: float
    link_before: frozenset[float]
    link_after_multiplier: bool
    teens_after: frozenset[float]
    starters: frozenset[str]


class Numeral(NamedTuple):
    """A number read from tokens `first` to before `end`; `scale` is its last magnitude, 1 if none."""

    first: int
    end: int
    amount: Amount
    scale: float
    rule: str

    @property
    def large(self) -> bool:
        """Whether its noun or unit may follow with "de"."""
        return self.scale >= LARGE or self.rule in {"collective", "vague"}


def compile_numbers(
    numbers: Mapping[str, Any], vague: Mapping[str, Any], words_of: Callable[[str], list[Words]]
) -> Numbers:
    """The section [numbers] and [vague] of a pack."""
    words = numbers.get("words", {})
    collectives = numbers.get("collectives", {})
    multipliers = numbers.get("multipliers", {})
    ones = frozenset(numbers.get("one", ()))
    articles = frozenset(numbers.get("articles", ()))
    open_words = vague.get("open", {})
    bare = compile_phrases(((phrase, True) for phrase in vague.get("bare", ())), words_of)
    phrases = (*words, *open_words, *numbers.get("half_before", ()))
    longest = {max(words_of(phrase)[0], key=len) for phrase in phrases}
    starters = (longest | set(multipliers) | set(collectives) | set(ordinals_of(numbers))) - ones - articles
    return Numbers(
        words=compile_phrases(words.items(), words_of),
        multipliers=multipliers,
        bare_multipliers=frozenset(numbers.get("bare_multipliers", ())),
        suffixes=numbers.get("suffixes", {}),
        free_suffixes=frozenset(numbers.get("free_suffixes", ())),
        collectives=collectives,
        intervals=vague.get("intervals", {}),
        ones=ones,
        percent_before=compile_phrases(((phrase, True) for phrase in numbers.get("percent_before", ())), words_of),
        pronoun_after=frozenset(numbers.get("pronoun_after", ())),
        articles=articles,
        half_before=compile_phrases(((phrase, 0.5) for phrase in numbers.get("half_before", ())), words_of),
        half_after=compile_phrases(((phrase, 0.5) for phrase in numbers.get("half_after", ())), words_of),
        open_words=compile_phrases(open_words.items(), words_of),
        several=frozenset(vague.get("several", ())),
        adjectives=frozenset(vague.get("adjectives", ())),
        multiples=tuple(vague.get("multiples", (2, 10))),
        bare_units_after=compile_phrases(((phrase, True) for phrase in vague.get("bare_units_after", ())), words_of),
        bare=bare,
        of=frozenset(numbers.get("of", ())),
        ordinal_stems={float(value): stem for stem, value in numbers.get("ordinal_stems", {}).items()},
        definite=frozenset(numbers.get("definite", ())),
        spaced_ordinal_endings=frozenset(numbers.get("spaced_ordinal_endings", ())),
        decimal_words=frozenset(numbers.get("decimal_words", ())),
        negative=frozenset(numbers.get("negative", ())),
        negative_not_after=frozenset(numbers.get("negative_not_after", ())),
        link=numbers.get("link", ""),
        largest_digit_hundreds=numbers.get("largest_digit_hundreds", 0),
        link_before=frozenset(map(float, numbers.get("link_before", ()))),
        link_after_multiplier=numbers.get("link_after_multiplier", False),
        teens_after=frozenset(map(float, numbers.get("teens_after", ()))),
        starters=frozenset(starters),
    )


def ordinals_of(numbers: Mapping[str, Any]) -> dict[str, float]:
    """Every ordinal word of the section [numbers]: those listed, and those made of a stem and an ending."""
    return {
        **made_ordinals(numbers, "ordinal_endings"),
        **made_ordinals(numbers, "ordinal_plurals"),
        **numbers.get("ordinals", {}),
    }


def made_ordinals(numbers: Mapping[str, Any], endings: str) -> dict[str, float]:
    """Ordinal words from [numbers.ordinal_stems] and one list of endings."""
    stems = numbers.get("ordinal_stems", {})
    return {f"{stem}{ending}": float(value) for stem, value in stems.items() for ending in numbers.get(endings, ())}
