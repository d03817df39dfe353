"""Links inside an article: ellipsis, states, categories, restatement, parts of a whole."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from tasks.figures.counted import is_participle
from tasks.figures.drafts import COUNT, MEASURE, MONEY, ORDINAL, PERCENT, RATIO
from tasks.figures.states import find_state

if TYPE_CHECKING:
    from tasks.figures.drafts import Draft, Span
    from tasks.figures.tokens import Line

SMALLEST_RESTATED = 10
"""Smaller numbers of the same thing are too often another fact."""
MILLION = 1_000_000
BILLION = 1_000_000_000
FARTHEST_ANTECEDENT = 4
SMALLEST_INHERITED = 1000
FARTHEST_DRAFT = 20
FARTHEST_NOUN = 40
LONGEST_SUBSET_GAP = 40


def fill_states(drafts: list[Draft]) -> None:
    """Sets state and, for ellipsis, the counted thing of the drafts of one line, left to right."""
    for position, draft in enumerate(drafts):
        line = draft.line
        before = drafts[max(0, position - FARTHEST_DRAFT) : position]
        if draft.kind not in {COUNT, PERCENT, RATIO}:
            continue
        if draft.kind == COUNT and draft.noun is not None and is_state_noun(draft):
            antecedent = antecedent_of(before)
            if antecedent is not None and takes_up(draft, antecedent):
                inherit(draft, antecedent)
                continue
        if draft.kind == COUNT and draft.noun is None and may_inherit(draft):
            antecedent = antecedent_of(before) or next(
                (earlier for earlier in reversed(before) if earlier.counted), None
            )
            draft.counted = antecedent.counted if antecedent else thing_before(draft)
        state = find_state(line, draft.noun_end)
        if state:
            draft.state = line.tokens[state[0]].start, line.tokens[state[1] - 1].end


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


def inherit(draft: Draft, antecedent: Draft) -> None:
    """Ellipsis: "43 000 soldats ukrainiens étaient morts et 370 000 blessés" counts soldiers twice."""
    line = draft.line
    start = draft.noun[0] if draft.noun else draft.end
    state = find_state(line, start)
    draft.counted = antecedent.counted
    if state:
        draft.state = line.tokens[state[0]].start, line.tokens[state[1] - 1].end
        draft.noun_end = max(draft.end, state[1])


def antecedent_of(before: list[Draft]) -> Draft | None:
    """The last count of the line that names its thing by a noun of its own."""
    for draft in reversed(before):
        if draft.kind == COUNT and draft.counted is not None and not is_state_noun(draft):
            return draft
    return None


def thing_before(draft: Draft) -> Span | None:
    """The nearest earlier noun of the sentence that has a class: "moins de manifestants : 31.000 en France"."""
    line = draft.line
    nouns = line.grammar.nouns
    if line.key(draft.first - 1) not in nouns.back_to:
        return None
    for at in range(draft.first - 1, max(-1, draft.first - FARTHEST_NOUN), -1):
        if nouns.categories.of_word(line.key(at)) and not is_participle(line, at):
            token = line.tokens[at]
            return token.start, token.end
    return None


def may_inherit(draft: Draft) -> bool:
    """Whether words before a bare count point back: "dont 8 000", "contre 27 000", "et 1 300 selon la police"."""
    line = draft.line
    nouns = line.grammar.nouns
    pronoun = nouns.pronouns.at(line.keys, draft.end + 1) or nouns.pronouns.at(line.keys, draft.end)
    before = line.key(draft.first - 1)
    large = draft.amount.value is not None and draft.amount.value >= SMALLEST_INHERITED
    return pronoun is not None or large or before in nouns.antecedents or before in {",", "(", "–", "—", "-", ":"}


def fill_money(drafts: list[Draft]) -> None:
    """Bare billions, or millions beside money, are money of the currency named nearest: "de 8 à 10 milliards"."""
    money = [position for position, draft in enumerate(drafts) if draft.kind == MONEY]
    for position, draft in enumerate(drafts):
        if draft.kind != COUNT or draft.counted is not None or draft.scale < MILLION or not money:
            continue
        after = bisect_left(money, position)
        nearest = drafts[min(money[max(0, after - 1) : after + 1], key=lambda other: abs(other - position))]
        if (draft.scale >= BILLION and draft.state is None) or nearest.line is draft.line:
            draft.kind, draft.unit, draft.rule = MONEY, nearest.unit, f"{draft.rule}, currency of the context"


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
    pronoun = nouns.pronouns.at(line.keys, draft.end + 1) or nouns.pronouns.at(line.keys, draft.end)
    return pronoun is not None or any(line.key(at) in nouns.back_pronouns for at in near)


def fill_categories(drafts: list[Draft]) -> None:
    """Sets the class of each counted thing: by its state first, then by its noun."""
    for draft in drafts:
        if draft.counted is None and draft.state is None:
            continue
        categories = draft.line.grammar.nouns.categories
        lexer, text = draft.line.grammar.lexer, draft.line.text
        for span in (draft.state, draft.counted):
            keys = [token.key for token in lexer.tokens_of(text, *span)] if span else []
            draft.category = draft.category or categories.of(head_of(keys, draft.line.grammar.nouns.complements))


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


def link_repeats(drafts: list[Draft]) -> None:
    """Sets `same_as` for a count that states again the same amount of the same thing."""
    first: dict[tuple[object, ...], Draft] = {}
    for draft in drafts:
        value = draft.amount.value
        if draft.kind != COUNT or draft.counted is None or value is None or value < SMALLEST_RESTATED:
            continue
        thing = draft.line.text[slice(*draft.counted)].lower()
        earlier = first.setdefault((draft.amount, thing, draft.category), draft)
        if earlier is not draft and draft.same_as is None:
            draft.same_as = earlier


def link_subsets(drafts: list[Draft]) -> None:
    """Sets `subset_of`: "dont cinq", "sur les 10 000 soldats …, jusqu'à 8 000"."""
    for earlier, later in pairwise(drafts):
        if later.kind not in {COUNT, PERCENT, RATIO} or earlier.kind != COUNT:
            continue
        nouns, keys = later.line.grammar.nouns, later.line.keys
        is_part = nouns.subset.before(keys, later.first) is not None
        of_base = nouns.base.before(keys, earlier.first) is not None and smaller(later, earlier)
        pronoun = nouns.pronouns.at(keys, later.end + 1) or nouns.pronouns.at(keys, later.end)
        if part_of_next(earlier, later):
            earlier.subset_of, earlier.counted = later, later.counted
        elif is_part or (pronoun and smaller(later, earlier)):
            later.subset_of = earlier
        elif of_base and later.first - earlier.end < LONGEST_SUBSET_GAP:
            later.subset_of = earlier
            later.counted = later.counted or earlier.counted
    share_base(drafts)


def part_of_next(part: Draft, whole: Draft) -> bool:
    """Reads "274 des 2 000 manifestations", "five of the 12 hostages"."""
    nouns, keys = part.line.grammar.nouns, part.line.keys
    between = keys[part.end : whole.first]
    return (
        bool(between)
        and part.noun is None
        and between[0] in nouns.complements
        and all(key in nouns.determiners for key in between[1:])
    )


def share_base(drafts: list[Draft]) -> None:
    """A second part of the same whole: "dont cinq policiers et trois gendarmes" keeps the first whole."""
    for earlier, later in pairwise(drafts):
        joined = later.line.key(later.first - 1) in later.line.grammar.nouns.coordinators
        adjacent = later.first - 1 == earlier.noun_end
        if earlier.subset_of and later.subset_of is None and joined and adjacent and later.kind == COUNT:
            later.subset_of = earlier.subset_of


def smaller(part: Draft, whole: Draft) -> bool:
    """Whether a count can be part of another."""
    top = part.amount.high if part.amount.value is None else part.amount.value
    return top is None or whole.amount.value is None or top <= whole.amount.value
