"""A sentence cut into numbers, words and signs, once; every reader works on this line of tokens."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tasks.figures.markup import spans_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from tasks.figures.grammar import Grammar
    from tasks.figures.words import Numeral

NUMBER, FRACTION, WORD, SIGN, SKIPPED = "number", "fraction", "word", "sign", "skipped"
"""Kinds of tokens; FRACTION is "3/4" or "½"; SKIPPED is a time, a date, a code: digits that are no figure."""

NO_WORD = "<>"
"""The key of a token of markup."""

VULGAR = {sign: unicodedata.numeric(sign) for sign in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"}

RUN, WORDS, SIGNS = "run", ("plain", WORD), ("mark", SIGN)
"""Groups of the lexer that make words and signs: the first of each are read before the slower shapes are asked."""

SPACES = " \u00a0\u202f\u2009\u200a\u2007"
APOSTROPHES = "'’"
LONGEST_NUMBER = 24
"""Longer digit strings are codes, not quantities."""

SHARED_SHAPES = (
    r"https?://\S+|www\.\S+",
    r"(?<![\w.-])(?>(?:[a-z\d-]++\.)+)[a-z]{2,6}/\S+",
    r"[@#]\w+",
    r"\b\d{1,3}\s?(?:''|’’|\"|″|['’′](?=\d{1,2}(?:''|’’|\"|″)))\s?\d{1,2}\b(?:''|’’|\"|″)?",
    r"\b\d{1,2}:[0-5]\d(?::[0-5]\d)?\b",
    r"\b\d{1,4}[/.]\d{1,2}[/.]\d{2,4}\b(?!\.\d{3})",
    r"\b\d{4}-\d{2}-\d{2}\b|\b\d+(?:-\d+){2,8}\b",
    r"(?:\+\d{2}\s?\d|\b0\d)(?:[ .\u00a0\u202f]\d{2}){4}\b",
    r"\b(?!\d{1,3}(?:\.\d{3})+(?!\d))\d{1,4}(?:\.\d{1,4}){2,8}\b",
)
"""Digits that are no figure in any language: addresses, clock times, numeric dates, telephone numbers, versions."""

NUMBER_SHAPE = (
    r"(?<!\d)(?:\d{1,2}(?>(?:,\d\d(?!\d))+),\d{3}(?!\d)"  # 12,34,567
    rf"|\d{{1,3}}(?P<gap>[{SPACES}.,{APOSTROPHES}])\d{{3}}(?!\d)(?>(?:(?P=gap)\d{{3}}(?!\d))*)|\d++)(?:[.,]\d++)?"
)
POWER_SHAPE = r"(?:[eE][-+]?\d{1,3}\b|(?:[x×]10)?\^[-+]*\d{1,3}\b)"
"""Behind a number: "12e+14", "1,3x10^6", "2^10"."""

FRACTION_SHAPE = r"\b\d{1,4}/\d{1,4}\b"
CODE_SHAPE = r"[^\W\d_]++(?>(?:-[^\W\d_]++)*)-?\d[\w]*+(?>(?:-\w++)*)"
BEGINS_NO_SHAPE = r"(?![\w@]|\s?[-+./:°]?\s?\d|://|\.\w)"
"""Behind a word that no shape begins with, so that most words are read without asking the shapes: a shape that begins
with a word goes on with a digit ("janvier 2019", "J+3") or is an address."""

SIGNED = r"(?<=[$£€])[^\W\d_]{1,3}"
"""Letters behind a currency sign: the "US" of "$US160"."""
LETTER = r"[^\W\d_]"
SIMPLE_WORD = rf"[^\W\d_{''.join(VULGAR)}]++"
"""Words of letters with one space and a letter behind them are read many at a time: they are most of a text."""
WORD_SHAPE = r"[^\W\d_]++(?>(?:['’\-‑][^\W\d_]++)*)"


class Tokens:
    """The tokens of a stretch of text, a column a field: most of them are never looked at again.

    Offsets are code points of the article; keys are in lower case with straight apostrophes; only numbers and
    fractions have a value other than 0.
    """

    __slots__ = ("ends", "keys", "kinds", "starts", "values")

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.kinds: list[str] = []
        self.keys: list[str] = []
        self.values: list[float] = []

    def add(self, start: int, end: int, kind: str, key: str, value: float = 0.0) -> None:
        """Adds one token."""
        self.starts.append(start)
        self.ends.append(end)
        self.kinds.append(kind)
        self.keys.append(key)
        self.values.append(value)

    def add_words(self, words: list[str], start: int) -> None:
        """Adds words with one space between them, of which the first starts at `start`."""
        starts, ends = self.starts, self.ends
        for word in words:
            end = start + len(word)
            starts.append(start)
            ends.append(end)
            start = end + 1
        self.kinds += [WORD] * len(words)
        self.keys += words
        self.values += [0.0] * len(words)

    def skip(self, start: int, end: int) -> None:
        """Makes the tokens of [start, end) such as no word or number is."""
        for at in range(bisect_left(self.starts, start), bisect_left(self.starts, end)):
            self.kinds[at], self.keys[at] = SKIPPED, NO_WORD


@dataclass(frozen=True, slots=True)
class Line:
    """The tokens of one sentence, with the grammar that reads them."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    kinds: Sequence[str]
    keys: tuple[str, ...]
    values: Sequence[float]
    grammar: Grammar
    cardinals: dict[int, Numeral | None] = field(default_factory=dict)
    """What `cardinals.read_cardinal` read at a token: several finders ask for the same number."""
    phrases: dict[int, tuple[int, int] | None] = field(default_factory=dict)
    """What `counted.noun_phrase` read at a token."""

    @classmethod
    def of(cls, text: str, start: int, end: int, grammar: Grammar) -> Line:
        """The line of `text[start:end]`."""
        tokens = grammar.lexer.tokens_of(text, start, end)
        for span in spans_of(text, start, end):
            tokens.skip(*span)
        return cls(text, tokens.starts, tokens.ends, tokens.kinds, tuple(tokens.keys), tokens.values, grammar)

    def key(self, index: int) -> str:
        """Key of a token, empty outside the line."""
        if index < 0:
            return ""
        try:
            return self.keys[index]
        except IndexError:
            return ""

    def kind(self, index: int) -> str:
        """Kind of a token, empty outside the line."""
        if index < 0:
            return ""
        try:
            return self.kinds[index]
        except IndexError:
            return ""

    def slice(self, first: int, end: int) -> str:
        """The text from token `first` to before token `end`."""
        return self.text[self.starts[first] : self.ends[end - 1]]

    def code_points(self, span: tuple[int, int]) -> tuple[int, int]:
        """The span in the article of tokens from `span[0]` to before `span[1]`."""
        return self.starts[span[0]], self.ends[span[1] - 1]

    def glued(self, index: int) -> bool:
        """Whether no white space stands between a token and the one before it."""
        return 0 < index < len(self.keys) and self.ends[index - 1] == self.starts[index]

    def glued_by_hyphen(self, index: int) -> bool:
        """Whether one hyphen joins a token to the one before it: both were cut from "vingt-cinquième"."""
        if not 0 < index < len(self.keys):
            return False
        return self.text[self.ends[index - 1] : self.starts[index]] == "-"

    def capital(self, index: int) -> bool:
        """Whether a token starts with a capital letter."""
        return 0 <= index < len(self.keys) and self.text[self.starts[index]].isupper()


@dataclass(frozen=True, slots=True)
class Lexer:
    """Cuts text into tokens by one compiled expression."""

    shape: re.Pattern[str]
    decimal: str
    splittable: frozenset[str]

    def tokens_of(self, text: str, start: int, end: int) -> Tokens:
        """Tokens of `text[start:end]`."""
        found = Tokens()
        folded = fold(text[start:end])
        for match in self.shape.finditer(text, start, end):
            kind = match.lastgroup or SIGN
            first, last = match.span(kind)
            if kind == RUN:
                found.add_words(folded[first - start : last - start - 1].split(" "), first)
            elif kind in WORDS:
                self.add_word(found, folded[first - start : last - start], first)
            elif kind in SIGNS:
                found.add(first, last, SIGN, match[kind])
            elif kind == FRACTION:
                found.add(first, last, FRACTION, match[kind], fraction_value(match[kind]))
            elif kind != NUMBER:
                found.add(first, last, SKIPPED, fold(match[kind]))
            elif last - first > LONGEST_NUMBER:
                found.add(first, last, SKIPPED, match[kind])
            else:
                found.add(first, last, NUMBER, match[kind], number_value(match[kind], self.decimal))
        return found

    def add_word(self, found: Tokens, key: str, start: int) -> None:
        """Adds a word, or the parts of a hyphenated number ("quatre-vingt-dix-sept", "demi-heure")."""
        parts = key.split("-") if "-" in key else ()
        if parts and self.splittable.issuperset(parts):
            for part in parts:
                found.add(start, start + len(part), WORD, part)
                start += len(part) + 1
        elif key in VULGAR:
            found.add(start, start + len(key), FRACTION, key, VULGAR[key])
        else:
            found.add(start, start + len(key), WORD, key)


def fold(word: str) -> str:
    """The key of a word: lower case, straight apostrophe and hyphen; as long as the word itself."""
    folded = word.lower().replace("’", "'").replace("‑", "-")
    return folded if len(folded) == len(word) else word


def compile_lexer(
    shapes: Iterable[str], elisions: Iterable[str], decimal: str, splittable: Iterable[str], prefixes: Collection[str]
) -> Lexer:
    """The lexer of a language: its shapes of no figures, elided words, decimal sign, parts of hyphenated numbers.

    `prefixes` are letters that may touch a number without making a code of it: the "CHF" of "CHF100".
    """
    longest = max(map(len, prefixes), default=0)
    listed = rf"(?=[^\W\d_]{{1,{longest}}}\d)(?:{'|'.join(sorted(prefixes))})" if prefixes else "\0"
    free = rf"(?:{listed}|{SIGNED})"
    elided = "|".join(sorted(elisions, key=len, reverse=True))
    elision = rf"(?<!\w)(?i:{elided})['’](?=\w)|" if elided else ""
    leading = r"|(?<![\w.,])\.\d++(?![.,]?\d)" if decimal == "." else r"|(?<![^\n(\[]),\d++(?![.,]?\d)"  # ".25", ",08"
    skipped = "|".join(f"(?:{shape})" for shape in (*SHARED_SHAPES, *shapes))
    expression = (  # each token takes the white space behind it along, so that nothing is tried on spaces
        rf"(?:(?P<run>(?>(?:{SIMPLE_WORD} (?={LETTER}))+))"
        rf"|(?P<plain>{elision}{WORD_SHAPE}{BEGINS_NO_SHAPE})|(?P<mark>[^\w\s@#+](?!\d))"
        rf"|(?P<skipped>(?i:{skipped}))|(?P<fraction>{FRACTION_SHAPE})|(?P<code>(?!(?i:{free})\d){CODE_SHAPE})"
        rf"|(?P<number>(?:{NUMBER_SHAPE}){POWER_SHAPE}?{leading})|(?P<word>{WORD_SHAPE})|(?P<sign>[^\w\s]))\s*+"
    )
    return Lexer(re.compile(expression), decimal, frozenset(splittable))


def number_value(digits: str, decimal: str) -> float:
    """The value of a number in digits, with or without a power: "11 000", "12e+14", "2,5^-1"."""
    base, sign, power = digits.partition("^")
    if not sign:
        base, sign, power = digits.casefold().partition("e")
        return float(f"{digits_value(base, decimal)}e{power}") if sign else digits_value(digits, decimal)
    exponent = int(power.lstrip("+-")) * (-1 if power.lstrip("+").startswith("-") and "--" not in power else 1)
    tens = re.fullmatch(r"(.+)[x×]10", base)
    if tens:
        return float(f"{digits_value(tens[1], decimal)}e{exponent}")
    value = digits_value(base, decimal)
    return value**exponent if value else 0.0


def fraction_value(digits: str) -> float:
    """The value of "3/4"; 0 where the lower number is 0."""
    above, _, below = digits.partition("/")
    return int(above) / int(below) if int(below) else 0.0


def digits_value(digits: str, decimal: str) -> float:
    """The value of a number in digits: "11 000", "1.234,5", "84'000"; `decimal` is the language's sign, or empty.

    ".ddd" is a thousand where the decimal sign is a comma, and the other way round; "1.6" is a decimal anywhere.
    """
    plain = "".join(char for char in digits if char not in SPACES and char not in APOSTROPHES)
    if plain.isdigit():
        return float(plain)
    signs = [char for char in plain if char in ".,"]
    point = signs[-1]
    if len(set(signs)) == 1 and (len(signs) > 1 or (point != decimal and looks_grouped(plain, point))):
        return float(plain.replace(point, ""))
    other = "," if point == "." else "."
    return float(plain.replace(other, "").replace(point, "."))


def looks_grouped(plain: str, sign: str) -> bool:
    """Whether a sign stands before exactly three digits of a number that does not start with 0."""
    head, _, tail = plain.partition(sign)
    return len(tail) == 3 and 1 <= len(head) <= 3 and not head.startswith("0")  # noqa: PLR2004 - thousands have three digits
