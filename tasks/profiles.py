"""How well each language that langdetect knows explains a text.

langdetect's own detector draws n-grams at random and never says "unknown". Here the same profiles, n-grams and
normalisation are kept, but all n-grams are summed, in integers: as accurate (1,026 of 1,040 sentences against 1,025),
the same answer everywhere, five to nine times faster, and the sum shows how far a text is from what its best language
usually looks like.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from langdetect.detector import Detector
from langdetect.detector_factory import PROFILES_DIRECTORY
from langdetect.utils.ngram import NGram
from langdetect.utils.unicode_block import unicode_block
from numpy.typing import NDArray

Keys = NDArray[np.int64]
"""N-grams of up to three code points, 21 bits each, in one integer."""

FLOOR = Detector.ALPHA_DEFAULT / Detector.BASE_FREQ
"""What langdetect adds to every probability, so that an n-gram that a profile lacks does not forbid its language."""

MANY_LETTERS = 400
"""A profile with more single letters is of a script that no profile holds enough of to say what its usual text is.
Alphabets and syllabaries have at most 157 (Vietnamese), Japanese 506, Chinese 689 and 827, Korean with hanja 1,150."""

SPACES = re.compile(" +")
SPACE = ord(" ")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the n-grams of a text say."""

    language: str  # the language that explains the text best, ISO 639-1
    grams: int  # n-grams in the text
    margin: float  # nats an n-gram by which it beats the next language
    fit: float  # nats an n-gram by which it is likelier than that language's usual text; far below 0: not it; or 0


@dataclass(frozen=True, slots=True)
class Profiles:
    """All profiles. Rows are n-grams, columns are languages; log probabilities are in thousandths of a nat."""

    codes: tuple[str, ...]  # as langdetect names them: fr, zh-cn
    keys: Keys  # sorted
    logs: NDArray[np.int16]
    floor: int  # log probability of an n-gram that a profile lacks
    usual: NDArray[np.int64]  # (n-gram length - 1, language): mean log probability of the language's own text
    lettered: NDArray[np.bool_]  # by language: its script has few letters, so `usual` is worth asking


@cache
def profiles() -> Profiles:
    """The profiles of the installed langdetect."""
    contents = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(Path(PROFILES_DIRECTORY).iterdir())]
    grams = sorted({gram for content in contents for gram in content["freq"] if len(gram) <= NGram.N_GRAM}, key=_key)
    rows = {gram: row for row, gram in enumerate(grams)}
    shares = np.zeros((len(grams), len(contents)))
    for column, content in enumerate(contents):
        for gram, count in content["freq"].items():
            if gram in rows:
                shares[rows[gram], column] = count / content["n_words"][len(gram) - 1]
    exact = np.log(shares + FLOOR) * 1000
    lengths = np.array([len(gram) for gram in grams])
    usual = [(shares * exact)[lengths == length].sum(axis=0) for length in (1, 2, 3)]
    letters = (shares[lengths == 1] > 0).sum(axis=0)
    return Profiles(
        codes=tuple(content["name"] for content in contents),
        keys=np.array([_key(gram) for gram in grams], dtype=np.int64),
        logs=np.round(exact).astype(np.int16),
        floor=round(float(np.log(FLOOR)) * 1000),
        usual=np.round(usual).astype(np.int64),
        lettered=letters < MANY_LETTERS,
    )


def evidence_of(text: str) -> Evidence | None:
    """The language that explains the text best, and how well; nothing when no n-gram of it is in any profile."""
    known = profiles()
    counted = [_counted(known, keys) for keys in grams_of(text)]
    sums = np.sum([grams.counts[grams.found] @ grams.logs[grams.found] for grams in counted], axis=0)
    if not any(grams.found.any() for grams in counted):
        return None
    best = int(np.argmax(sums))
    language = _iso(known.codes[best])
    rival = max(total for total, code in zip(sums.tolist(), known.codes, strict=True) if _iso(code) != language)
    size = sum(int(grams.counts.sum()) for grams in counted)
    unusual = sum(grams.unusual(best, known.usual[length, best]) for length, grams in enumerate(counted))
    fit = unusual / size / 1000 if known.lettered[best] else 0.0
    return Evidence(language, size, (int(sums[best]) - rival) / size / 1000, fit)


@dataclass(frozen=True, slots=True)
class _Counted:
    """The distinct n-grams of one length in a text."""

    counts: Keys
    found: NDArray[np.bool_]  # in any profile
    logs: NDArray[np.int64]  # (n-gram, language), thousandths of a nat

    def unusual(self, language: int, usual: int) -> int:
        """Log probability of the n-grams in a language, less that of as many of the language's own."""
        return int(self.counts @ self.logs[:, language] - self.counts.sum() * usual)


def _counted(known: Profiles, keys: Keys) -> _Counted:
    distinct, counts = np.unique(keys, return_counts=True)
    rows = np.minimum(np.searchsorted(known.keys, distinct), len(known.keys) - 1)
    found = known.keys[rows] == distinct
    logs = np.where(found[:, None], known.logs[rows], known.floor).astype(np.int64)
    return _Counted(counts, found, logs)


def grams_of(text: str) -> tuple[Keys, Keys, Keys]:
    """N-grams of one, two and three code points, as langdetect cuts them: inside words, capitalised runs left out."""
    clean = _letters(text)
    points = np.frombuffer(clean.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)
    capital = _capitals(clean)
    shouted = capital & np.roll(capital, 1)  # the first is a space, so nothing rolls in
    space = points == SPACE
    pairs = (points[:-1] << 21) | points[1:]
    triples = (points[:-2] << 42) | pairs[1:]
    return (
        points[~shouted & ~space],
        pairs[~shouted[1:]],
        triples[~shouted[2:] & ~space[1:-1]],
    )


def _letters(text: str) -> str:
    """The text as langdetect's profiles have it: addresses out, letters normalised, all else one space."""
    text = Detector.MAIL_RE.sub(" ", Detector.URL_RE.sub(" ", text))
    text = "\n".join(map(_unshouted, NGram.normalize_vi(text).split("\n")))
    counts = Counter(text)
    latin = sum(count for char, count in counts.items() if "A" <= char <= "z")
    other = sum(count for char, count in counts.items() if _is_other_script(char))
    drop_latin = 2 * latin < other  # langdetect's rule: names in Latin letters inside, say, Arabic
    table: dict[int, Any] = {
        ord(char): "" if drop_latin and "A" <= char <= "z" else NGram.normalize(char) for char in counts
    }
    return SPACES.sub(" ", f" {text.translate(table)}")


def _unshouted(line: str) -> str:
    """A line written mostly in capitals, lowered: langdetect takes capitals for acronyms and skips them."""
    small = sum(map(str.islower, line))
    return line.lower() if sum(map(str.isupper, line)) > small else line


def _is_other_script(char: str) -> bool:
    return char >= "\u0300" and unicode_block(char) != "Latin Extended Additional"


def _capitals(text: str) -> NDArray[np.bool_]:
    flags = text.translate({ord(char): "\x01" if char.isupper() else "\0" for char in set(text)})
    return np.frombuffer(flags.encode("ascii"), dtype=np.uint8).astype(np.bool_)


def _key(gram: str) -> int:
    key = 0
    for char in gram:
        key = key << 21 | ord(char)
    return key


def _iso(code: str) -> str:
    """`zh-cn` and `zh-tw` are one language."""
    return code.partition("-")[0]
