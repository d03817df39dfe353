"""Cardinals at one token, added up word by word: "11 000", "onze mille", "5,6 milliards", "deux virgule cinq"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tasks.figures.drafts import exactly
from tasks.figures.tokens import NUMBER
from tasks.figures.words import LARGE, Numeral

if TYPE_CHECKING:
    from tasks.figures.tokens import Line

HUNDRED = 100


def read_cardinal(line: Line, start: int) -> Numeral | None:
    """Reads "11 000", "onze mille", "5,6 milliards", "deux millions et demi"; each place of a line once."""
    if start not in line.cardinals:
        line.cardinals[start] = cardinal_at(line, start)
    return line.cardinals[start]


def cardinal_at(line: Line, start: int) -> Numeral | None:
    """The number that starts at a token."""
    numbers = line.grammar.numbers
    key = line.key(start)
    follower = line.key(start + 1)
    if key in numbers.articles:
        if follower not in numbers.multipliers:
            return None
        reader = Cardinal(line, start + 1, current=1.0)
    elif line.kind(start) == NUMBER:
        reader = Cardinal(line, start + 1, current=line.values[start], digits=True)
    elif numbers.words.at(line.keys, start) or key in numbers.bare_multipliers:
        reader = Cardinal(line, start)
    elif is_the_million(line, start):
        reader = Cardinal(line, start, current=1.0)
    else:
        return None
    reader.run()
    value = reader.total + (reader.current or 0.0)
    half = numbers.half_after.at(line.keys, reader.at)
    part_of_less = half and reader.scale > 1 and line.key(half[0]) in numbers.multipliers  # "and a half million"
    if (
        half and not part_of_less and (scale := numbers.multipliers.get(line.key(half[0]))) and reader.scale == 1
    ):  # "two and a half million"
        return Numeral(start, half[0] + 1, exactly((value + half[1]) * scale), scale, "cardinal")
    if half and not part_of_less:
        return Numeral(start, half[0], exactly(value + half[1] * reader.scale), reader.scale, "cardinal")
    if reader.at == start + 1 and value == 1 and line.key(start - 1) in numbers.pronoun_after:  # "this one"
        return None
    return suffixed(line, Numeral(start, reader.at, exactly(value), reader.scale, "cardinal"))


def is_the_million(line: Line, at: int) -> bool:
    """Whether a magnitude stands for one behind an article: "dépasser le million d'euros"."""
    numbers = line.grammar.numbers
    if line.key(at - 1) not in numbers.definite or numbers.multipliers.get(line.key(at), 0) < LARGE:
        return False
    return line.key(at + 1) in numbers.of or line.grammar.bounds.before.before(line.keys, at) is not None


def suffixed(line: Line, numeral: Numeral) -> Numeral:
    """The numeral with a magnitude letter that touches money: "300 M€", "$5.6bn"."""
    end = numeral.end
    if line.kind(numeral.end - 1) != NUMBER or end >= len(line.keys):
        return numeral
    scale = line.grammar.numbers.suffixes.get(line.slice(end, end + 1))
    units = line.grammar.units
    money = units.money.at(line.keys, end + 1) or units.prefixes.before(line.keys, numeral.first)
    free = line.glued(end) and line.key(end) in line.grammar.numbers.free_suffixes
    if scale is None or not (money or free):
        return numeral
    return Numeral(numeral.first, end + 1, numeral.amount.times(scale), scale, "suffix")


class Cardinal:
    """Adds up the number words from a token on. `scale` is the last magnitude read, 1 before any."""

    def __init__(self, line: Line, at: int, *, current: float | None = None, digits: bool = False) -> None:
        self.line, self.at, self.current, self.digits = line, at, current, digits
        self.total, self.scale, self.from_digits = 0.0, 1.0, digits
        self.start = at
        self.ceiling = float("inf")
        self.hundreds = False

    def run(self) -> None:
        """Reads as far as the words make one number."""
        numbers = self.line.grammar.numbers
        while (
            self.add_word()
            or self.multiply(numbers.multipliers.get(self.line.key(self.at)))
            or self.add_linked()
            or self.add_decimals()
        ):
            pass

    def add_word(self, skip: int = 0) -> bool:
        """Reads "soixante" + "dix", "cent" + "deux"."""
        line = self.line
        found = line.grammar.numbers.words.at(line.keys, self.at + skip)
        if found is None or self.from_digits or not self.fits(found[1]):
            return False
        self.current = (self.current or 0.0) + found[1]
        self.at, self.digits = found[0], False
        return True

    def fits(self, value: float) -> bool:
        """Whether a word may be added to what stands: "vingt" + "deux", never "deux" + "trois"."""
        if self.current is None:
            return value > 0 or not self.total
        tens = self.current % HUNDRED
        if value == 0:
            return False
        if tens == 0:
            return self.current > 0
        return tens % 10 == 0 and (value < 10 or (value < 20 and tens in self.line.grammar.numbers.teens_after))  # noqa: PLR2004 - tens and teens

    def multiply(self, scale: float | None) -> bool:
        """Reads "deux" × "cent", "onze" × "mille", "5,6" × "milliards"."""
        numbers = self.line.grammar.numbers
        if scale is None or scale >= self.ceiling:
            return scale is not None and self.multiply_all(scale)
        if self.current is None and self.line.key(self.at) not in numbers.bare_multipliers:
            return False
        base = 1.0 if self.current is None else self.current
        if scale == HUNDRED:
            if (base >= HUNDRED and not self.digits) or (self.digits and base > numbers.largest_digit_hundreds):
                return False
            self.current, self.hundreds, self.from_digits = base * scale, self.digits, False
        else:
            self.total, self.current = self.total + base * scale, None
            self.ceiling = self.scale = scale
        self.at, self.digits = self.at + 1, False
        if self.line.kind(self.at) == NUMBER and scale >= LARGE:
            self.add_digits()
        return True

    def begins_another(self, follower: str) -> bool:
        """Whether a magnitude makes another number of a linked word: "between one hundred and one thousand"."""
        scale = self.line.grammar.numbers.multipliers.get(follower)
        between = self.line.key(self.start - 1) in self.line.grammar.bounds.between
        return scale is not None and (between or scale == HUNDRED or scale >= self.ceiling)

    def add_linked_digits(self) -> bool:
        """Reads "3 hundred and 21"."""
        if not self.hundreds or self.line.kind(self.at + 1) != NUMBER:
            return False
        value = self.line.values[self.at + 1]
        next_number = self.line.key(self.at + 2) in self.line.grammar.numbers.multipliers  # "3 hundred and 2 hundred"
        if next_number or not 0 < value < HUNDRED:
            return False
        self.current, self.at, self.hundreds = (self.current or 0.0) + value, self.at + 2, False
        return True

    def multiply_all(self, scale: float) -> bool:
        """Reads "douze mille" × "milliards"."""
        whole = self.total + (self.current or 0.0)
        if not (self.total and self.ceiling < scale and whole < scale):
            return False
        self.total, self.current = whole * scale, None
        self.ceiling = self.scale = scale
        self.at += 1
        return True

    def add_decimals(self) -> bool:
        """Reads "deux virgule cinq", "two point zero four" by the digits that their words write."""
        numbers = self.line.grammar.numbers
        if self.current is None or self.from_digits or self.line.key(self.at) not in numbers.decimal_words:
            return False
        written, end = decimals(self.line, self.at + 1)
        if not written:
            return False
        self.current, self.at, self.from_digits = float(f"{self.current:.0f}.{written}"), end, True
        return True

    def closed_by(self, rank: float, *, linked: bool) -> float | None:
        """The value of the rank that an ordinal word makes of what stands: "vingt" + "cinquième"."""
        base, numbers = self.current, self.line.grammar.numbers
        if not linked and (pair := self.pair_with(rank)) is not None:
            return self.total + pair
        if rank >= HUNDRED and base is not None:
            counts = rank < self.ceiling and (base > 1 or self.total > 0)  # "un centième" is a part
            return self.total + base * rank if counts else None
        whole = self.total + (base or 0.0)
        after_tens = rank in numbers.link_before and (base or 0.0) % HUNDRED >= 20  # noqa: PLR2004 - from twenty on
        after_hundreds = numbers.link_after_multiplier and whole >= HUNDRED and (base or 0.0) % HUNDRED == 0
        return whole + rank if (not linked or after_tens or after_hundreds) and self.fits(rank) else None

    def pair_with(self, rank: float) -> float | None:
        """What stands, its last word read together with an ordinal that multiplies it: "quatre" and "vingtième"."""
        words, stem = self.line.grammar.numbers.words, self.line.grammar.numbers.ordinal_stems.get(rank, "")
        last = self.line.key(self.at - 1)
        pair, single = words.at((last, stem), 0), words.at((last,), 0)
        if not (pair and single and pair[0] == 2 and self.current is not None):  # noqa: PLR2004 - two words
            return None
        before = self.current - single[1]
        return before + pair[1] if before % HUNDRED == 0 else None

    def add_digits(self) -> None:
        """Reads "2 millions 500 000"."""
        value = self.line.values[self.at]
        if HUNDRED <= value < self.ceiling and value.is_integer():
            self.current, self.digits, self.at = value, True, self.at + 1

    def add_linked(self) -> bool:
        """Reads "vingt et un", "two hundred and five"."""
        numbers = self.line.grammar.numbers
        if not numbers.link or self.line.key(self.at) != numbers.link or self.digits:
            return False
        found = numbers.words.at(self.line.keys, self.at + 1)
        if not found:
            return self.add_linked_digits()
        after_tens = self.current is not None and self.current % HUNDRED >= 20 and found[1] in numbers.link_before  # noqa: PLR2004 - from twenty on
        whole = self.current is None or self.current % HUNDRED == 0
        follower = self.line.key(found[0])  # "between one hundred and two hundred", "one hundred and three quarters"
        next_number = self.begins_another(follower) or follower in self.line.grammar.ratios.fractions
        after_multiplier = numbers.link_after_multiplier and whole and not next_number
        after_multiplier = after_multiplier and (self.current or self.total) >= HUNDRED
        return (after_tens or after_multiplier) and self.add_word(skip=1)


def decimals(line: Line, at: int) -> tuple[str, int]:
    """The digits that number words write behind a decimal word, and their end: "zéro trois" 03, "cinquante-deux" 52."""
    words, written, tens = line.grammar.numbers.words, "", 0.0
    while found := words.at(line.keys, at):
        at, value = found
        if tens and (0 < value < 10 or (value < 20 and tens in line.grammar.numbers.teens_after)):  # noqa: PLR2004 - units and teens
            written, tens = f"{written[:-2]}{tens + value:.0f}", 0.0
        elif written and value >= 10:  # noqa: PLR2004 - the next number
            break
        else:
            written, tens = f"{written}{value:.0f}", value if value >= 20 else 0.0  # noqa: PLR2004 - tens
    return written, at
