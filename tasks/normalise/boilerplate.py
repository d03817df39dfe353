"""Lines that a page put around the article. What they look like is in `[boilerplate]` of the language packs.

The law: no sentence and no line with a figure is dropped, unless a marker spells the whole line. The markers of
all packs hold for every text, since French pages carry English furniture too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from tasks.languages import pack_codes, pack_of
from tasks.normalise.drafts import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

LONGEST = 220  # code points; a headline is shorter, a longer line is prose
HEAD_LINES = 3  # a page's own name stands in the first lines
HEADLINE_WORDS = 3  # one or two words are a heading or a name
LONE_WORDS = 9  # a section heading is mostly shorter: "Les troupes ukrainiennes en difficulté"
PARAGRAPH = 40  # code points from which a finished line counts as a paragraph

QUOTES = '«“"‘'
DECORATION = " \t\xa0\u2009\u202f»«›>•●►▶→*|-–—:.…()[]"
BLANKS = " \xa0\u2009\u202f"
ORNAMENT = re.compile(r"[-–—_*=~•·●■▬#|►▶→]{1,80}")
FINISHED = re.compile(r"[.!?…;:,»”\")\]’']\Z")
SENTENCE_END = re.compile(r"[.!?…][»”\")]?\s+[«“\"]?[^\W\d_a-zà-öø-ÿ]")
LONG_WORD_STOP = re.compile(r"\w{5}[.!?…]\s")  # two sentences, not "Ret. L'amiral"
DIGIT = re.compile(r"\d")
WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Markers:
    """What all packs know of page furniture, ready to match. Lines are compared undecorated, in lower case."""

    lines: Mapping[str, str]
    prefixes: re.Pattern[str]
    prefix_labels: Mapping[str, str]
    whole: Sequence[tuple[str, re.Pattern[str]]]
    guarded: Sequence[tuple[str, re.Pattern[str]]]
    inline: re.Pattern[str]
    heads: frozenset[str]
    followed: frozenset[str]
    numbers: frozenset[str]
    verbs: frozenset[str]
    prose: frozenset[str]
    openers: frozenset[str]
    signs: frozenset[str]


@cache
def markers() -> Markers:
    """The union of `[boilerplate]` over all packs."""
    sections = [pack_of(code).section("boilerplate") for code in pack_codes()]

    def words(key: str) -> frozenset[str]:
        return frozenset(word for section in sections for word in section.get(key, ()))

    def labelled(key: str) -> list[tuple[str, str]]:
        return [
            (text, label) for section in sections for label, texts in section.get(key, {}).items() for text in texts
        ]

    prefixes = {text.casefold(): label for text, label in labelled("prefixes")}
    longest_first = sorted(prefixes, key=lambda text: (-len(text), text))
    return Markers(
        lines={_bare(text): label for text, label in labelled("lines")},
        prefixes=re.compile(rf"({_either(longest_first)})(?!\w)\s*([:\-–—|»>.]*)\s*"),
        prefix_labels=prefixes,
        whole=[(label, re.compile(text, re.IGNORECASE)) for text, label in labelled("whole_patterns")],
        guarded=[(label, re.compile(text)) for text, label in labelled("patterns")],
        inline=re.compile(_either(sorted(words("inline")))),
        heads=words("heads"),
        followed=words("followed"),
        numbers=words("number_words"),
        verbs=words("headline_verbs"),
        prose=words("prose_words"),
        openers=words("prose_openers"),
        signs=words("page_signs"),
    )


def _either(texts: Sequence[str]) -> str:
    return "|".join(map(re.escape, texts)) or r"(?!)"


def _bare(line: str) -> str:
    return line.strip(DECORATION).casefold().replace("’", "'").replace("\xa0", " ")


def inline(text: str) -> Iterator[Edit]:
    """Remarks of the page inside prose, with the blank before them."""
    for match in markers().inline.finditer(text):
        blank = text[match.start() - 1 : match.start()] in BLANKS if match.start() else False
        yield Edit(match.start() - blank, match.end(), "", "page_remark")


def boilerplate(text: str) -> Iterator[Edit]:
    """Whole lines that are the page's, not the article's, each with its line feed."""
    lines = text.split("\n")
    labels = _marked(lines)
    _label_followers(lines, labels)
    _label_lone_headlines(lines, labels)
    start = 0
    for line, label in zip(lines, labels, strict=True):
        end = min(start + len(line) + 1, len(text))
        if label and end > start:
            yield Edit(start, end, "", label)
        start += len(line) + 1


def _marked(lines: Sequence[str]) -> list[str | None]:
    """The label of each line that a marker names; None for the rest."""
    head = True
    labels: list[str | None] = []
    for index, line in enumerate(lines):
        label = _marker(line)
        if label is None and head and index < HEAD_LINES and line in markers().heads:
            label = "page_head"
        head = head and label is not None
        labels.append(label)
    return labels


def _marker(line: str) -> str | None:
    if len(line) > LONGEST:
        return None
    known = markers()
    if ORNAMENT.fullmatch(line):
        return "ornament"
    if label := known.lines.get(_bare(line)):
        return label
    if label := next((label for label, pattern in known.whole if pattern.fullmatch(line)), None):
        return label
    if has_figure(line):
        return None
    return _prefixed(line) or next((label for label, pattern in known.guarded if pattern.fullmatch(line)), None)


def _prefixed(line: str) -> str | None:
    """Label of "Lire aussi : a headline"; prose that happens to start so goes on in lower case, or ends in a stop."""
    bare = line.lstrip(DECORATION)
    match = markers().prefixes.match(bare.casefold())
    if match is None or len(bare.casefold()) != len(bare):
        return None
    rest = bare[match.end() :]
    announced = bool(match[2]) or (" " in match[1] and not rest[:1].islower())  # not "Crédits Suisse en baisse"
    if not rest or not announced or rest.endswith((".", "…")) or SENTENCE_END.search(rest):
        return None
    return markers().prefix_labels[match[1]]


def _label_followers(lines: Sequence[str], labels: list[str | None]) -> None:
    """The headline right under a bare marker such as "Lire aussi"."""
    for index in range(1, len(lines)):
        above = labels[index - 1]
        if labels[index] is None and above in markers().followed and _is_headline(lines[index]):
            labels[index] = "related_headline"


def _label_lone_headlines(lines: Sequence[str], labels: list[str | None]) -> None:
    """Headlines of other pages between two paragraphs; only in a text that shows bare page furniture.

    Without such proof the line may be a section heading, or a sentence whose full stop was lost.
    """
    if not markers().signs.intersection(filter(None, labels)):
        return
    left = [index for index, label in enumerate(labels) if label is None]
    for before, index, after in zip(left[1:], left[2:], left[3:], strict=False):
        lone = _is_paragraph(lines[before]) and _is_paragraph(lines[after])
        if lone and _is_headline(lines[index]) and _says_what_happened(lines[index]):
            labels[index] = "related_headline"


def _is_paragraph(line: str) -> bool:
    return len(line) >= PARAGRAPH and FINISHED.search(line) is not None


def _is_headline(line: str) -> bool:
    """A short line without figure, end or trait of prose."""
    words = WORD.findall(line.casefold()) if len(line) <= LONGEST else []
    return (
        len(words) >= HEADLINE_WORDS
        and not FINISHED.search(line)
        and not has_figure(line)
        and not LONG_WORD_STOP.search(line)
        and (words[0] not in markers().openers or line[0] in QUOTES)  # "“On dirait un piège” : …" is a headline
        and markers().prose.isdisjoint(words)
    )


def _says_what_happened(line: str) -> bool:
    words = WORD.findall(line.casefold())
    return len(words) >= LONE_WORDS and not markers().verbs.isdisjoint(words)


def has_figure(line: str) -> bool:
    """Whether a line carries a digit or a number word of any language."""
    return DIGIT.search(line) is not None or not markers().numbers.isdisjoint(WORD.findall(line.casefold()))
