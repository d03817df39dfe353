"""Noun phrases that may speak, read off tokens without a model: where one begins and ends, and what kind it is."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from tasks.statements.lexicon import demonyms

if TYPE_CHECKING:
    from tasks.statements.lexicon import Lexicon

PEOPLE = frozenset({"person", "anonymous"})
"""Kinds of speaker that have a name in apposition, and that a pronoun may stand for."""

LONGEST_ACRONYM = 4
"""Letters of names that are words in small letters: "eu", "us", "un"."""

LONGEST_FIELD = 6
"""Tokens of one field in a ministry's name."""

LONGEST = 16
"""Tokens after which a noun phrase is no name of a speaker any more."""


class Token(NamedTuple):
    """One word or mark; a tuple because an article has thousands. Offsets count code points of the article's text."""

    start: int
    end: int
    text: str
    low: str  # lower case, apostrophes straight

    @property
    def capital(self) -> bool:
        """Begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def word(self) -> bool:
        """Not a mark."""
        return self.text[0].isalnum()


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: tokens [first, last) of its sentence, and the kind of speaker, None where it is none."""

    first: int
    last: int
    kind: str | None


def tokens_of(text: str, start: int, end: int, lexicon: Lexicon) -> list[Token]:
    """Words and marks of a stretch of text."""
    found = lexicon.token.finditer(text, start, end)
    return [Token(match.start(), match.end(), match[0], lexicon.lows[match[0]]) for match in found]


def phrase_at(tokens: list[Token], first: int, lexicon: Lexicon) -> Phrase | None:
    """The noun phrase that begins at a token; None where none begins."""
    last, named = first, False
    while last < len(tokens) and last - first < LONGEST:
        token = tokens[last]
        if last > first and (lexicon.has("links", token.low) or lexicon.has("far_links", token.low)):
            if not _goes_on(tokens, last, lexicon):
                break
        elif lexicon.has("and", token.low):
            if last == first or not _coordinates(tokens, last, lexicon):
                break
        elif token.text == "," and last > first and _listed(tokens, last, lexicon):
            pass  # "le ministre de l'Économie, des Finances et de la Relance"
        elif not _inside(tokens, first, last, lexicon, named=named):
            break
        named = token.capital and (last > first or not lexicon.has("determiners", token.low))
        last += 1
    while last > first and any(lexicon.has(key, tokens[last - 1].low) for key in ("determiners", "links", "far_links")):
        last -= 1
    if (
        last < len(tokens)
        and _joined([*_without_determiners(tokens[first:last], lexicon), tokens[last]]) in lexicon.names
    ):
        last += 1  # "France 3"
    last = _with_apposition(tokens, first, _with_tail(tokens, last, lexicon), lexicon)
    return Phrase(first, last, kind_of(tokens[first:last], lexicon)) if last > first else None


def _with_tail(tokens: list[Token], last: int, lexicon: Lexicon) -> int:
    """The end with what belongs to a post: "l'ingénieur | en chef", "le gouverneur | par intérim"."""
    tails = lexicon.tails.get(tokens[last].low, ()) if last < len(tokens) else ()
    behind = tuple(token.low for token in tokens[last : last + LONGEST_FIELD]) if tails else ()
    return next((last + len(words) for words in tails if behind[: len(words)] == words), last)


def phrase_before(tokens: list[Token], last: int, floor: int, lexicon: Lexicon) -> Phrase | None:
    """The noun phrase that ends right before a token and begins at `floor` or later: the subject of a verb there."""
    end = last
    while end > floor and lexicon.has("adverbs", tokens[end - 1].low):
        end -= 1
    for first in _starts(tokens, floor, end, lexicon):
        phrase = phrase_at(tokens, first, lexicon)
        if phrase and phrase.kind and phrase.last >= end:
            return Phrase(first, end, phrase.kind)
    return None


def kind_of(tokens: list[Token], lexicon: Lexicon) -> str | None:
    """What kind of speaker a phrase names; None for what cannot speak.

    A known name or, before it, the first noun decides; capitals that nothing explains are a person.
    """
    words = [token for token in tokens if token.word]
    body = [*_without_determiners(words, lexicon)]
    if not body or lexicon.has("pronouns", body[0].low):
        return None
    known = _known(body, lexicon) or _known(words, lexicon)
    if known:
        return known
    noun = _head_noun(body, lexicon)
    if noun:
        heads = words[: len(words) - len(body)]
        indefinite = not heads or any(lexicon.has("indefinite", word.low) for word in heads)
        return _kind_of_noun(noun, body, lexicon, indefinite=indefinite)
    if body[0].low in demonyms():
        definite = len(body) < len(words) and not lexicon.has("indefinite", words[0].low)
        return "state" if definite and len(body) == 1 else None  # "selon les Occidentaux", not "7 % des Français"
    full_name = len(body) > 2 and body[-1].capital and body[-2].capital  # noqa: PLR2004 - "la styliste Ada Byron"
    if len(body) == 1 and body[0].capital and (len(words) > 1 or (body[0].text.isupper() and len(body[0].text) > 1)):
        return "organisation"  # "l'Insee", "EDF"
    return "person" if _is_name(body, lexicon) or full_name else None


def _without_determiners(words: list[Token], lexicon: Lexicon) -> list[Token]:
    first = next((at for at, word in enumerate(words) if not lexicon.has("determiners", word.low)), len(words))
    return words[first:]


def _head_noun(body: list[Token], lexicon: Lexicon) -> str | None:
    """The noun that says what the phrase is, behind adjectives such as "haut" and "ancien"."""
    if lexicon.head_last:  # "police chief Ada Byron": the last noun before an "of"
        link = next((at for at, word in enumerate(body) if lexicon.has("links", word.low)), len(body))
        return next(filter(None, (lexicon.kind_of_noun(word.low) for word in reversed(body[:link]))), None)
    for word in body:
        noun = lexicon.kind_of_noun(word.low)
        if noun or not (lexicon.has("before_noun", word.low) or word.low in demonyms()):
            return noun
    return None


def _kind_of_noun(noun: str, body: list[Token], lexicon: Lexicon, *, indefinite: bool) -> str:
    if noun == "organisation":
        return _known(body[1:], lexicon) or noun  # "l'agence Reuters"
    if noun not in PEOPLE:
        return noun
    named = body[-1].capital and body[-1].low not in lexicon.nouns and body[-1].low not in lexicon.names
    if named:
        return "person"
    return "anonymous" if indefinite or noun == "anonymous" else "person"


def _known(words: list[Token], lexicon: Lexicon) -> str | None:
    """The kind of a name of the reference tables; of the first of several names."""
    if not any(word.capital for word in words) and len(_joined(words)) <= LONGEST_ACRONYM:
        return None  # "il a eu" is no Union
    end = next((at for at, word in enumerate(words) if lexicon.has("and", word.low)), len(words))
    return lexicon.names.get(_joined(words)) or lexicon.names.get(_joined(words[:end]))


def _joined(words: list[Token]) -> str:
    return "".join(word.low if word.low.endswith("'") else f"{word.low} " for word in words).strip()


def _is_name(body: list[Token], lexicon: Lexicon) -> bool:
    return body[0].capital and not lexicon.has("never_names", body[0].low) and not body[0].text.isdigit()


def _inside(tokens: list[Token], first: int, last: int, lexicon: Lexicon, *, named: bool) -> bool:
    """Whether a token goes on a phrase that began at `first`. `named`: the token before it is a capitalised name."""
    token = tokens[last]
    if not token.word or (token.text[0].isdigit() and last > first):
        return False
    if token.capital:
        return last == first or not lexicon.has("stops", token.low) or token.text.isupper()
    same = lexicon.has("before_noun", token.low) and last == first + 1  # "le même élu"
    if lexicon.has("stops", token.low) or (lexicon.has("adverbs", token.low) and not same):
        return False
    if lexicon.has("determiners", token.low):
        before = tokens[last - 1].low  # "l'un des", "les deux": two determiners only at the head
        joined = any(lexicon.has(key, before) for key in ("links", "far_links", "and"))
        return last == first or joined or (last == first + 1 and lexicon.has("determiners", before))
    if named:
        return _after_name(tokens, first, last, lexicon)
    return not (lexicon.has("finite", token.low) and last > first + 1 and token.low not in lexicon.nouns)


def _after_name(tokens: list[Token], first: int, last: int, lexicon: Lexicon) -> bool:
    """As in "l'armée de l'Air ukrainienne" and "l'Assemblée nationale" go on, "Zelensky lundi" does not."""
    low = tokens[last].low
    if low in demonyms() or low in lexicon.nouns or lexicon.has("particles", low):
        return True
    office = last - first > 1 and lexicon.has("articles", tokens[last - 2].low)
    return office and not lexicon.has("finite", low)


def _goes_on(tokens: list[Token], link: int, lexicon: Lexicon) -> bool:
    """After "de": a noun, a determiner or a name, no verb or mark. After "à" or "pour": only what a post governs."""
    after = tokens[link + 1] if link + 1 < len(tokens) else None
    if after is None or not after.word or after.text[0].isdigit() or lexicon.has("stops", after.low):
        return False
    if not after.capital and _is_infinitive(tokens[link], after, lexicon):
        return False  # "accusé par les Occidentaux de fournir"
    if lexicon.has("links", tokens[link].low):
        return True
    if lexicon.has("gerund", after.low):
        return False  # "le ministre | en notant que"
    post = lexicon.nouns.get(tokens[link - 1].low) == "person" or lexicon.has("posts", tokens[link - 1].low)
    heard = tokens[link + 2] if lexicon.has("determiners", after.low) and link + 2 < len(tokens) else after
    return post and not lexicon.has("audience", heard.low) and lexicon.names.get(heard.low) != "media"


def _is_infinitive(link: Token, after: Token, lexicon: Lexicon) -> bool:
    bare = not lexicon.has("contracted", link.low)  # "du dossier" is a noun
    return bare and after.low.endswith(lexicon.verb_endings) and after.low not in lexicon.nouns


def _listed(tokens: list[Token], comma: int, lexicon: Lexicon) -> bool:
    """Whether behind a comma complements go on that end in "et de" and a full name: the fields of a minister."""
    if comma + 1 >= len(tokens) or not lexicon.has("links", tokens[comma + 1].low):
        return False
    ahead = range(comma + 2, min(comma + LONGEST_FIELD, len(tokens) - 1))
    end = next((at for at in ahead if lexicon.has("and", tokens[at].low) or not tokens[at].word), None)
    return end is not None and lexicon.has("and", tokens[end].low) and _last_field(tokens, end, lexicon)


def _second_field(tokens: list[Token], at: int, lexicon: Lexicon) -> bool:
    """As in "la direction de la santé et de la population": "et" repeats "de" with an article in the singular."""
    link, noun = tokens[at + 1], tokens[at + 2] if at + 2 < len(tokens) else None
    before = any(lexicon.has("links", token.low) for token in tokens[max(0, at - 3) : at])
    if noun is None or not before or not lexicon.has("links", link.low):
        return False
    article = lexicon.has("single", noun.low) and not lexicon.has("contracted", link.low)
    return article or (
        lexicon.has("contracted", link.low) and (noun.capital or not lexicon.has("plural_heads", link.low))
    )


def _last_field(tokens: list[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether "et" is followed by "de", a noun and a full name: "et de la Relance Ada Byron"."""
    behind = tokens[at + 3 : at + LONGEST_FIELD]
    return lexicon.has("links", tokens[at + 1].low) and any(
        one.capital and two.capital for one, two in pairwise(behind)
    )


def _coordinates(tokens: list[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether "et" joins a second speaker or adjective: "CNN et le New York Times", "ukrainiennes et occidentales"."""
    if at + 1 >= len(tokens) or not tokens[at + 1].word or lexicon.has("stops", tokens[at + 1].low):
        return False
    after = tokens[at + 1]
    if _last_field(tokens, at, lexicon) or _second_field(tokens, at, lexicon):
        return True
    if lexicon.has("determiners", after.low):
        second = tokens[at + 2] if at + 2 < len(tokens) else None
        return second is not None and (second.capital or second.low in lexicon.nouns)
    adjectives = after.low in demonyms() or (after.low[-1] == tokens[at - 1].low[-1] == "s" and not after.capital)
    return after.capital or after.low in lexicon.nouns or (adjectives and not tokens[at - 1].capital)


def _with_apposition(tokens: list[Token], first: int, last: int, lexicon: Lexicon) -> int:
    """The end with a name in apposition: "le chef du centre, Andri Kovalenko"."""
    if last - first < 2 or not lexicon.has("determiners", tokens[first].low):  # noqa: PLR2004 - article and noun
        return last
    after = last + 1
    if after + 1 >= len(tokens) or tokens[last].text != "," or (tokens[last - 1].capital and last - first < 4):  # noqa: PLR2004
        return last
    end = after
    while end < len(tokens) and (tokens[end].capital or (end > after and lexicon.has("particles", tokens[end].low))):
        end += 1
    two_names = end - after >= 2 and not lexicon.has("never_names", tokens[after].low)  # noqa: PLR2004 - given and family name
    return end if two_names and kind_of(tokens[first:last], lexicon) in ("person", "anonymous") else last


def _starts(tokens: list[Token], floor: int, end: int, lexicon: Lexicon) -> list[int]:
    """Tokens at which the phrase before `end` may begin, the longest phrase first."""
    low = end
    while low > floor and end - low < LONGEST and _may_precede(tokens[low - 1]):
        low -= 1
    return [at for at in range(low, end) if _may_begin(tokens, at, low, lexicon)]


def _may_precede(token: Token) -> bool:
    return token.word or token.text == ","


def _may_begin(tokens: list[Token], at: int, low: int, lexicon: Lexicon) -> bool:
    """A determiner or a name that no "de" or noun stands before."""
    token, before = tokens[at], tokens[at - 1] if at > low else None
    if before and (lexicon.has("links", before.low) or lexicon.has("determiners", before.low)):
        return False
    if before and lexicon.has("links", token.low) and not lexicon.has("adverbs", before.low):
        return False  # "le croisement des données"
    if before and before.capital and token.capital and not lexicon.has("never_names", before.low):
        return False
    return lexicon.has("determiners", token.low) or token.capital or token.low in lexicon.nouns
