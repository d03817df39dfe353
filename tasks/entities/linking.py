"""Whom or what a span names: a country, a city, an organisation, or a person whom the article names in full.

Deterministic and shy: a name that could be two things stays unlinked. Canonical persons across articles are SQL's.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tasks.entities.model import Span
from tasks.entities.names import fold, slug, words_of
from tasks.tables import Mention

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tasks.entities.context import Context
    from tasks.entities.gazetteer import Entry

SCORES = {"name": 0.95, "ambiguous_name": 0.7, "demonym": 0.95, "full_name": 0.9, "surname": 0.85, "given_name": 0.7}
"""link_rule → link_score: how often the rule is right, judged by reading; an order, not a probability."""

FULL_NAME_WORDS = range(2, 6)
"""Words of a person's full name: 'Mark Rutte' to 'Luiz Inácio Lula da Silva'."""

DIRECTED = re.compile(r"[-\s](?:\w+[-\s])?(?:d['’]|de\b|du\b|des\b|of\b)")
"""Behind a cardinal point that is one: 'Nord de la ville', 'Nord-Est de Paris'."""

LONGEST_CONTRACTION = 8
"""Code points before a name that may hold a contracted article and its blank."""

PLACE_LABELS = frozenset({"GPE", "LOC", "ORG"})


@dataclass(frozen=True, slots=True)
class People:
    """Persons named in full in one article. `ends` and `begins`: part of a name → slugs of those who bear it."""

    names: Mapping[str, str]
    ends: Mapping[str, frozenset[str]]
    begins: Mapping[str, frozenset[str]]

    def find(self, name: str) -> tuple[str, str] | None:
        """(slug, rule) of the one person that a name can mean; null when none or several."""
        key = fold(name)
        if bearers := self.ends.get(key):
            return (min(bearers), "surname") if len(bearers) == 1 else None
        if slug(name) in self.names:
            return slug(name), "full_name"
        bearers = self.begins.get(key, frozenset()) if len(name.split()) == 1 else frozenset()
        return (min(bearers), "given_name") if len(bearers) == 1 else None

    def surnames(self, context: Context) -> frozenset[str]:
        """Last words that can be searched for: long enough, one bearer, and no ordinary word of the article."""
        pairs = (name.split()[-2:] for name in self.names.values())
        last = (fold(word) for before, word in pairs if fold(before) not in context.grammar.particles)
        return frozenset(word for word in last if len(word) > 2 and word not in context.small and self.find(word))  # noqa: PLR2004


def people_of(spans: Iterable[Span], context: Context) -> People:
    """All persons that the article gives first name and surname of."""
    texts = [context.text[span.start : span.end] for span in spans if span.label == "PERSON"]
    full = {slug(text): text for text in reversed(texts) if _is_full(text.split(), context)}
    names = {person: text for person, text in full.items() if not _runs_on(text.split(), full)}
    ends: dict[str, set[str]] = {}
    begins: dict[str, set[str]] = {}
    for person, text in names.items():
        parts = text.split()
        for at in range(1, len(parts)):
            ends.setdefault(fold(" ".join(parts[at:])), set()).add(person)
            begins.setdefault(fold(" ".join(parts[:at])), set()).add(person)
    return People(names, _frozen(ends), _frozen(begins))


def narrowed(spans: Sequence[Span], people: People, context: Context) -> list[Span]:
    """Spans that end in the full name of a person of the article, as that name: 'Transition écologique Ana Ruiz'."""
    return [_narrow(span, people, context) for span in spans]


def _narrow(span: Span, people: People, context: Context) -> Span:
    words = words_of(context.text[span.start : span.end])
    if len(words) <= FULL_NAME_WORDS.start or words[0].folded in context.grammar.bearers:
        return span
    parts = [word.folded for word in words]
    first = next((at for at in range(1, len(parts) - 1) if "-".join(parts[at:]) in people.names), None)
    if first is None or _runs_on(parts, people.names):
        return span
    return Span(span.start + words[first].start, span.end, "PERSON")


def _runs_on(parts: Sequence[str], full: Mapping[str, str]) -> bool:
    """'Ann Lee Meets Bob Ray' beside 'Ann Lee': more than a name."""
    return any(slug(" ".join(parts[:at])) in full for at in range(2, len(parts)))


def _is_full(parts: Sequence[str], context: Context) -> bool:
    """First name and surname: 'Mark Rutte'; not 'Le Pen', not 'Les R. G', not 'Gilet Jaune'."""
    return (
        len(parts) in FULL_NAME_WORDS
        and fold(parts[0]) not in context.grammar.particles
        and not any(fold(part) in context.grammar.function - context.grammar.particles for part in parts)
        and not any(char.isdigit() for part in parts for char in part)
        and not context.is_ordinary(fold(parts[0]))
        and len(fold(parts[-1])) > 1
    )


def _frozen(index: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    return {key: frozenset(bearers) for key, bearers in index.items()}


def relabel(spans: Sequence[Span], people: People, context: Context) -> list[Span]:
    """One name, one label: persons by the full names of the article, other unknown names by their majority in it."""
    votes: dict[str, Counter[str]] = {}
    for span in spans:
        votes.setdefault(fold(context.text[span.start : span.end]), Counter())[span.label] += 1
    return [replace(span, label=_label(span, votes, people, context)) for span in spans]


def _label(span: Span, votes: Mapping[str, Counter[str]], people: People, context: Context) -> str:
    text = context.text[span.start : span.end]
    if people.ends.get(fold(text)) or slug(text) in people.names:
        return "PERSON"
    entry = entry_of(span, context)
    if entry:
        return entry.label
    if people.begins.get(fold(text)):  # "Greta", a LOC for the model, beside "Greta Thunberg"
        return "PERSON"
    counts = votes[fold(text)]
    return min(counts, key=lambda label: (-counts[label], label != span.label, label))


def entry_of(span: Span, context: Context) -> Entry | None:
    """The gazetteer's entry for a span, where its label allows it."""
    text = context.text[span.start : span.end]
    entry = context.gazetteer.lookup(text) or _contracted(span, context)
    if entry is None or fold(text) in context.grammar.given:
        return None
    if fold(text) in context.grammar.directions and DIRECTED.match(context.text, span.end):
        return None  # "au Nord de Limoges" is no department
    return entry if not entry.ambiguous or span.label in PLACE_LABELS else None


def _contracted(span: Span, context: Context) -> Entry | None:
    """The entry of a name whose article is in the word before: 'des Républicains' is 'de' and 'Les Républicains'."""
    before = context.text[max(0, span.start - LONGEST_CONTRACTION) : span.start].split(" ")
    article = context.grammar.contractions.get(before[-2].lower()) if len(before) > 1 and not before[-1] else None
    named = article and context.text[span.start].isupper() and span.label in PLACE_LABELS
    return context.gazetteer.lookup(f"{article} {context.text[span.start : span.end]}") if named else None


def link(article_id: str, span: Span, engine: str, people: People, context: Context) -> Mention:
    """The mention of one relabelled span."""
    text = context.text[span.start : span.end]
    entry = None if span.label == "PERSON" else entry_of(span, context)
    person = people.find(text) if span.label == "PERSON" else None
    rule = _rule(entry) if entry else person[1] if person else None
    entity_id = entry.entity_id if entry else f"per:{person[0]}" if person else None
    name = entry.name if entry else people.names[person[0]] if person else None
    return Mention(
        article_id=article_id,
        start_char=span.start,
        end_char=span.end,
        text=text,
        label=span.label,
        entity_id=entity_id,
        name=name,
        country=entry.country if entry else None,
        actor_id=entry.actor_id if entry else None,
        engine=engine,
        link_rule=rule,
        link_score=SCORES[rule] if rule else None,
        local_entity_id=entity_id or f"{span.label.lower()}:{slug(text)}",
        name_tokens=sorted(fold(name or text).split()),
        name_symbols=[],
    )


def _rule(entry: Entry) -> str:
    if entry.kind == "people":
        return "demonym"
    return "ambiguous_name" if entry.ambiguous else "name"
