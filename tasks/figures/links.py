"""Links inside an article: ellipsis, states, categories, restatement, parts of a whole."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from tasks.figures.counted import is_content, is_participle, noun_phrase
from tasks.figures.drafts import COUNT, MEASURE, MONEY, ORDINAL, PERCENT, RATIO
from tasks.figures.states import find_state

if TYPE_CHECKING:
    from tasks.figures.drafts import Draft, Span
    from tasks.figures.grammar import Grammar
    from tasks.figures.tokens import Line

SMALLEST_RESTATED = 10
"""Smaller numbers of the same thing are too often another fact."""
MILLION = 1_000_000
BILLION = 1_000_000_000
FARTHEST_ANTECEDENT = 4
SMALLEST_INHERITED = 1000
FARTHEST_DRAFT = 20
FARTHEST_NOUN = 40
STATED = frozenset({COUNT, PERCENT, RATIO, MONEY})


def fill_states(drafts: list[Draft]) -> None:
    """Sets state and, for ellipsis, the counted thing of the drafts of one line, left to right."""
    for position, draft in enumerate(drafts):
        before = drafts[max(0, position - FARTHEST_DRAFT) : position]
        if draft.kind == ORDINAL and draft.counted is None:  # "la première phase …, une deuxième"
            draft.counted = next((earlier.counted for earlier in reversed(before) if earlier.kind == ORDINAL), None)
        if draft.kind not in STATED:
            continue
        if draft.kind == COUNT and take_up(draft, before):
            continue
        state = find_state(draft.line, draft.noun_end)
        if state:
            draft.state = draft.line.code_points(state)


def take_up(draft: Draft, before: list[Draft]) -> bool:
    """Gives a count without noun of its own what an earlier word names; whether that settles its state too."""
    antecedent = antecedent_of(before)
    if is_state_noun(draft) and (takes_up(draft, antecedent) if antecedent else led_by_manner(draft)):
        inherit(draft, antecedent.counted if antecedent else thing_before(draft))
        return True
    if is_elliptic(draft):
        draft.noun, draft.counted = None, antecedent.counted if antecedent else None
    elif draft.noun is None and may_inherit(draft):
        antecedent = antecedent or next((earlier for earlier in reversed(before) if earlier.counted), None)
        draft.counted = antecedent.counted if antecedent else thing_before(draft)
    return False


def is_elliptic(draft: Draft) -> bool:
    """Whether the noun read after a numeral is an adjective that stands for a noun: "cinq autres", "quatre graves"."""
    noun = draft.noun
    return noun is not None and noun[1] == noun[0] + 1 and draft.line.key(noun[0]) in draft.line.grammar.nouns.elliptic


def led_by_manner(draft: Draft) -> bool:
    """Whether an adverb shows that a participle after a numeral is no noun: "17 gravement atteints"."""
    return draft.noun is not None and not is_participle_form(draft.line, draft.noun[0])


def is_state_noun(draft: Draft) -> bool:
    """Whether the noun read after a numeral is a participle: "370 000 blessés", "42 placées"."""
    line, noun = draft.line, draft.noun
    if noun is None:
        return False
    adverb = line.key(noun[0]).endswith(line.grammar.nouns.adverb_endings or ("\0",))
    return is_participle_form(line, noun[0]) or (adverb and is_participle_form(line, noun[0] + 1))


def takes_up(draft: Draft, antecedent: Draft) -> bool:
    """Whether a participle counts an earlier noun: "42 placées" does; "66 blessés" only after a noun with a state."""
    line, noun = draft.line, draft.noun
    if noun is None or antecedent.state:
        return True
    return line.grammar.nouns.categories.of_word(line.key(noun[0])) is None


def is_participle_form(line: Line, at: int) -> bool:
    """A participle, also one that is listed as a noun or adjective because it may stand alone."""
    key = line.key(at)
    nouns = line.grammar.nouns
    return key not in nouns.head_nouns and (is_participle(line, at) or key in nouns.participles)


def inherit(draft: Draft, thing: Span | None) -> None:
    """Ellipsis: "43 000 soldats ukrainiens étaient morts et 370 000 blessés" counts soldiers twice."""
    state = find_state(draft.line, draft.noun[0] if draft.noun else draft.end)
    draft.counted = thing
    if state:
        draft.state = draft.line.code_points(state)
        draft.noun_end = max(draft.end, state[1])


def antecedent_of(before: list[Draft]) -> Draft | None:
    """The last count of the line that names its thing by a noun of its own."""
    for draft in reversed(before):
        if draft.kind == COUNT and draft.counted is not None and not is_state_noun(draft):
            return draft
    return None


def thing_before(draft: Draft) -> Span | None:
    """An earlier noun of the sentence: the nearest that has a class, or before "dont" the nearest plural.

    "moins de manifestants : 31.000 en France", "des blessés, estimés à 530", "une analyse d'échantillons dont six".
    """
    line, first = draft.line, draft.first
    nouns = line.grammar.nouns
    part = nouns.subset.before(line.keys, first)
    if part is None and not (line.key(first - 1) in nouns.back_to or is_estimate(line, first)):
        return None
    for at in range(first - 1, max(-1, first - FARTHEST_NOUN), -1):
        classed = nouns.categories.of_word(line.key(at)) and (not is_participle(line, at) or is_noun_after(line, at))
        if (classed or part) and is_plural_noun(line, at):
            noun = noun_phrase(line, at)
            return line.code_points(noun) if noun else None
    return None


def is_estimate(line: Line, first: int) -> bool:
    """Whether a participle leads to a number: "estimé à 530"."""
    return line.key(first - 1) in line.grammar.nouns.leads and is_participle(line, first - 2)


def is_noun_after(line: Line, at: int) -> bool:
    """Whether the word before makes a noun of a participle: "de blessés", "les disparus"."""
    nouns = line.grammar.nouns
    return line.key(at - 1) in nouns.complements or line.key(at - 1) in nouns.determiners


def is_plural_noun(line: Line, at: int) -> bool:
    """Whether a word can be the noun that a number counts: a plural after an article or "de"."""
    nouns = line.grammar.nouns
    counts = is_noun_after(line, at) and not line.capital(at) and is_content(line, at)
    return counts and line.key(at).endswith(nouns.plural_endings)


def may_inherit(draft: Draft) -> bool:
    """Whether words before a bare count point back: "dont 8 000", "contre 27 000", "et 1 300 selon la police"."""
    line = draft.line
    before = line.key(draft.first - 1)
    large = draft.amount.value is not None and draft.amount.value >= SMALLEST_INHERITED
    joined = before in line.grammar.nouns.antecedents or before in {",", "(", "–", "—", "-", ":"}
    level = line.grammar.bounds.to.before(line.keys, draft.first) is not None  # "passé de 400 lits à 250"
    if (draft.direction and not level) or draft.scale >= BILLION:
        return False
    return pronoun_at(draft) or large or joined or is_estimate(line, draft.first)


def pronoun_at(draft: Draft) -> bool:
    """Whether "d'entre eux", "of them" follows a numeral."""
    pronouns, keys = draft.line.grammar.nouns.pronouns, draft.line.keys
    return (pronouns.at(keys, draft.end + 1) or pronouns.at(keys, draft.end)) is not None


def link_across(drafts: list[Draft]) -> None:
    """Gives bare counts with a pronoun the thing counted last in the article: "il y en a déjà 11 000"."""
    last: Draft | None = None
    for draft in drafts:
        if draft.kind == COUNT and draft.counted is None and last is not None and points_back(draft):
            draft.counted = last.counted
        if draft.kind in {COUNT, ORDINAL} and draft.counted is not None and draft.noun is not None:
            last = draft


def points_back(draft: Draft) -> bool:
    """Whether a pronoun just before or after a bare count takes up what was counted."""
    line = draft.line
    nouns = line.grammar.nouns
    near = range(max(0, draft.first - FARTHEST_ANTECEDENT), draft.first)
    return pronoun_at(draft) or any(line.key(at) in nouns.back_pronouns for at in near)


def fill_categories(drafts: list[Draft]) -> None:
    """Sets the class of each counted thing: by its state first, then by its noun, then by what is done to it."""
    for draft in drafts:
        if draft.counted is None and draft.state is None:
            continue
        grammar, text = draft.line.grammar, draft.line.text
        spans = (draft.state, draft.counted, event_before(draft))
        named = (category_of(grammar, text[slice(*span)]) for span in spans if span)
        draft.category = draft.category or next(filter(None, named), None)


def class_of(draft: Draft) -> str | None:
    """The class of a counted thing by its own noun."""
    return category_of(draft.line.grammar, draft.line.text[slice(*draft.counted)]) if draft.counted else None


@lru_cache(maxsize=20_000)
def category_of(grammar: Grammar, phrase: str) -> str | None:
    """The class of a noun phrase or verb by its head; papers write the same ones again and again."""
    keys = grammar.lexer.tokens_of(phrase, 0, len(phrase)).keys
    return grammar.nouns.categories.of(head_of(keys, grammar.nouns.complements))


def event_before(draft: Draft) -> Span | None:
    """The noun or verb right before a figure that says what was done: "la mort de 13 jeunes", "tuant 12 civils"."""
    line = draft.line
    nouns = line.grammar.nouns
    at = draft.first - 1
    while line.key(at) in nouns.determiners or line.key(at) in nouns.complements:
        at -= 1
    return line.code_points((at, at + 1)) if line.key(at) in nouns.events else None


def head_of(keys: list[str], complements: frozenset[str]) -> list[str]:
    """The words of a noun phrase before its complement: "menaces" of "menaces de mort"."""
    return keys[: next((at for at, key in enumerate(keys) if key in complements), len(keys))]


def link_conversions(drafts: list[Draft]) -> None:
    """Sets `same_as` for a bracketed conversion: "5,6 milliards de dollars (5,3 milliards d'euros)"."""
    for earlier, later in pairwise(drafts):
        if earlier.kind != later.kind or earlier.kind not in {MONEY, MEASURE} or earlier.unit == later.unit:
            continue
        line = later.line
        bracketed = line.key(later.first - 1) == "(" and later.first - 1 == earlier.noun_end
        restated = line.grammar.nouns.restated.before(line.keys, later.first)
        near = restated is not None and restated[0] - earlier.noun_end <= 1
        if bracketed or near:
            later.same_as, later.modality, later.negated = earlier, earlier.modality, earlier.negated


def link_appositions(drafts: list[Draft]) -> None:
    """Sets `same_as` and the state of who are said to be others: "Deux élus, deux frères, ont été blessés"."""
    for earlier, later in pairwise(drafts):
        if earlier.kind != COUNT or later.kind != COUNT or earlier.amount != later.amount or later.subset_of:
            continue
        keys = later.line.keys
        apart = earlier.noun_end == later.first - 1 and later.line.key(later.first - 1) == ","
        closed = later.line.key(later.noun_end) == "," and later.noun_end + 1 < len(keys)
        if apart and closed and earlier.state and keys[later.noun_end + 1] in later.line.grammar.states.finite:
            later.same_as, later.state = earlier, earlier.state


def link_repeats(drafts: list[Draft]) -> None:
    """Sets `same_as` for a figure that states again the same amount of the same thing: "les quatre policiers"."""
    first: dict[tuple[object, ...], Draft] = {}
    for draft in drafts:
        value = draft.amount.value
        if value is None or draft.kind not in {COUNT, MONEY} or (draft.kind == COUNT and draft.counted is None):
            continue
        thing = draft.line.text[slice(*draft.counted)].lower() if draft.counted else None
        earlier = first.setdefault((value, draft.unit, thing), draft)
        if earlier is not draft and draft.same_as is None and restates(draft):
            draft.same_as = earlier


def restates(draft: Draft) -> bool:
    """Whether an amount is seldom said of two facts: it is large, not round, or said to be known ("les quatre")."""
    value = draft.amount.value or 0.0
    if draft.kind == MONEY:
        return len(f"{value:.15g}".strip("0").replace(".", "")) > 1
    return value >= SMALLEST_RESTATED or draft.line.key(draft.first - 1) in draft.line.grammar.nouns.known
