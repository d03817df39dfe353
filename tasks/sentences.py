"""Sentences of an article: where one ends and the next begins.

A library (sentencex) was tried on the cases of tests/corpus/sentences: it ends a sentence after "M.", "J.-C." and
"J.D.", which the press writes in every second article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from tasks.languages import pack_of
from tasks.tables import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

END = re.compile(
    r"""
    (?P<mark> [.!?…؟۔।։。！？｡]  # a set, so that a search skips to it
      (?: (?<=[。！？｡]) [。！？｡]* | (?<![。！？｡]) [.!?…؟۔।։]* ) )
    (?P<close> (?: \s{0,2}[»”] | ["“’')\]」』] | \s["](?=\s|$) )* )  # « Fini. » · "Fini." · " Fini. "
    (?P<gap> \s* )
    """,
    re.VERBOSE,
)
"""Where a sentence may end: marks, what closes around them, white space."""

AHEAD = re.compile(r"(?P<open>[\W_]{0,8})(?P<word>[^\W_]+['’]?)")
"""What follows the gap: at most eight characters of quotes, dashes and brackets, then a word with its elision."""

GOES_ON = frozenset(".!?…؟۔।։。！？｡,;:)、，")
"""After a mark, these say that the sentence is not over."""

WIDE = frozenset("。！？｡")
"""Marks of scripts that put no space after them."""

TOKEN_LENGTH = 24
"""Code points looked at before a full stop; longer words are no abbreviations."""

BEFORE_TOKEN = re.compile(r"[\s'’«»“”\"(\[/]")
INITIALS = re.compile(r"[^\W\d_](?:(?:\.-?|-)[^\W\d_])+|[^\W\d_a-zà-öø-ÿ]")
"""One capital, or single letters with stops: "J", "U.S", "J.-C", "p.m" (the last stop ends the token)."""

MIDDLE_NAME = re.compile(r"(?:^|\s)[^\W\d_a-zà-öø-ÿ][^\W\d_]+\s+[^\W\d_]$")
DASHES = frozenset("-–—")
GLUED = re.compile(r"[^\W\d_]{2}$|[\d%€$»”)]$")


@dataclass(frozen=True, slots=True)
class Grammar:
    """What a pack's section `sentences` says; words without their last stop, lower case but for `titles`."""

    titles: frozenset[str]  # a name follows: never the end
    numbered: frozenset[str]  # a number follows: not the end before a digit
    abbreviations: frozenset[str]  # the end only before one of `starters`
    starters: frozenset[str]  # words that begin sentences and no names


def find_sentences(article_id: str, text: str, language: str) -> list[Sentence]:
    """Sentences of a text in its order; each line is a paragraph, and none crosses one.

    Spans hold every character that is not white space exactly once. A language without pack gets the rules that
    need no words.
    """
    grammar = _grammar(language)
    spans: list[tuple[int, int, int]] = []
    start = 0
    for paragraph, line in enumerate(text.split("\n")):
        spans.extend((paragraph, start + first, start + last) for first, last in _cut(line, grammar))
        start += len(line) + 1
    return [Sentence(article_id, number, *span) for number, span in enumerate(spans)]


def _cut(line: str, grammar: Grammar) -> Iterator[tuple[int, int]]:
    """Sentences of one paragraph, without the white space around them."""
    start = len(line) - len(line.lstrip())
    for end in END.finditer(line):
        if _ends(line, start, end, grammar):
            yield start, end.end("close")
            start = end.end()
    last = len(line.rstrip())
    if start < last:
        yield start, last


def _ends(line: str, start: int, end: re.Match[str], grammar: Grammar) -> bool:
    """Whether the sentence that begins at `start` ends at a candidate."""
    if end.end() == len(line) or line[end.end()] in GOES_ON or not _has_word(line, start, end.start()):
        return False  # nothing follows; "Quoi ? !"; « Non ! », dit-il; "(…)"
    if end["mark"][-1] in WIDE:
        return True
    ahead = AHEAD.match(line, end.end())
    if ahead is None or ahead["word"][0].islower():
        return False  # « Pourquoi ? » demande-t-elle
    if not end["gap"] and not _is_glued(line, end, ahead):
        return False
    if ")" in end["close"] and line[start] not in "([":
        return False  # "(sic !) Paris": the bracket closes inside the sentence
    return end["mark"] != "." or not _is_abbreviation(line, end, ahead, grammar)


def _has_word(line: str, start: int, end: int) -> bool:
    """Whether something was said yet: a mark ends a sentence, not a row of marks."""
    return any(map(str.isalnum, line[max(start, end - TOKEN_LENGTH) : end]))


def _is_glued(line: str, end: re.Match[str], ahead: re.Match[str]) -> bool:
    """The space is missing: "a-t-il souligné.Les forces", "26,7%.Le PS"; but not "J.Dupont" or "lemonde.fr"."""
    before = line[max(0, end.start() - 2) : end.start()]
    return (
        GLUED.search(before) is not None
        and ahead["word"][0].isupper()
        and (ahead["word"][1:2].islower() or ahead["word"][1:2] in {"'", "’"})
    )


def _is_abbreviation(line: str, end: re.Match[str], ahead: re.Match[str], grammar: Grammar) -> bool:
    """Whether a full stop belongs to the word before it and not to the sentence."""
    token = BEFORE_TOKEN.split(line[max(0, end.start() - TOKEN_LENGTH) : end.start()])[-1]
    following = ahead["word"].lower().replace("’", "'")
    if token in grammar.titles:
        return True
    if following[0].isdigit():
        return token.lower() in grammar.numbered
    if token.isdigit():
        return end.start() <= TOKEN_LENGTH and line[: end.start()].strip() == token  # "1. Le premier point"
    begins = not grammar.starters.isdisjoint({following, following.rstrip("'")})
    if DASHES.intersection(ahead["open"]):
        begins = False  # "NORFOLK, Va. -- The city"
    if INITIALS.fullmatch(token):
        return not begins or _is_middle_name(line, end.start())
    return token.lower() in grammar.abbreviations and not begins


def _is_middle_name(line: str, stop: int) -> bool:
    """Whether one letter before a stop follows a capitalised word: "George W. La …", not "le plan B. La …"."""
    return MIDDLE_NAME.search(line, max(0, stop - TOKEN_LENGTH), stop) is not None


@cache
def _grammar(language: str) -> Grammar:
    section = pack_of(language).section("sentences")
    return Grammar(
        titles=frozenset(section.get("titles", ())),
        numbered=frozenset(section.get("numbered", ())),
        abbreviations=frozenset(section.get("abbreviations", ())),
        starters=frozenset(section.get("starters", ())),
    )
