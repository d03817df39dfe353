"""One article read for statements: cues become rows, pronouns find their antecedent, quotations run on."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from tasks.statements.according import according_to, accused, put_forward
from tasks.statements.antecedents import Antecedents
from tasks.statements.apart import before, behind_colon
from tasks.statements.impersonal import impersonal, told_on
from tasks.statements.inside import inside
from tasks.statements.interviews import answers
from tasks.statements.lines import Cue, Line, before_comma
from tasks.statements.nouns import noun_cues
from tasks.statements.phrases import PEOPLE, phrase_at, tokens_of
from tasks.statements.polls import Announced, Polls
from tasks.statements.quotations import Quotations
from tasks.statements.reported import reported
from tasks.statements.running import Named, Quoting, running_on
from tasks.tables import Statement

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tasks.statements.lexicon import Lexicon
    from tasks.statements.phrases import Phrase, Token
    from tasks.tables import Sentence

RULES = (according_to, reported, inside, accused, put_forward, noun_cues, impersonal, told_on)
"""What looks for cues in a sentence, in the order in which it is asked."""

LONGEST = 4000
"""Code points of a sentence; a longer one is a table or a script, and nobody speaks in it."""

BODIES = frozenset({"state", "organisation", "media"})
"""Kinds of subject that a later pronoun may stand for, though they are nobody."""

EDGES = frozenset(",;:()")
"""Marks that neither begin nor end what is said."""

FARTHEST_SUBJECT = 30
"""Tokens in which the comma stands behind which a subject may begin: "Interpellée au Sénat …, la ministre a …"."""

HEAD = 160
"""Code points in which the subject of a sentence begins."""

_WORD = re.compile(r"[^\W_]+")
_NAME = re.compile(r"(?<=[a-zà-ÿ,] )[^\W\d_a-zà-ÿ][\w-]+")
"""A capitalised word inside a sentence: it is a name at the start of another one too."""


class Reading:
    """The article and what was read so far: who was named last, which quotations have a speaker."""

    def __init__(self, text: str, lexicon: Lexicon, sentences: Sequence[Sentence], article_id: str) -> None:
        self.text, self.lexicon, self.sentences, self.article_id = text, lexicon, sentences, article_id
        self.quoted = Quotations(text)
        self.sentence_starts = [sentence.start_char for sentence in sentences]
        self.antecedents = Antecedents(text, lexicon, sentences)
        self.subjects: dict[int, Named] = {}
        self.names = frozenset(found[0] for found in _NAME.finditer(text))

    def statements(self) -> Iterator[Statement]:
        """Every statement, sentence by sentence, then the quotations that go on without a cue."""
        rows: list[Statement] = []
        polls, figures = Polls(self.lexicon), Announced(self.lexicon)
        for sentence in self.sentences:
            if sentence.end_char - sentence.start_char <= LONGEST:
                found = polls.read(self.text, sentence, self._of_sentence(sentence))
                rows.extend(figures.read(self.text, sentence, found))
        yield from rows
        yield from answers(self.text, self.lexicon, self.article_id)
        yield from running_on(
            Quoting(self.article_id, self.text, self.sentences, self.quoted.found, self.subjects), rows
        )

    def _of_sentence(self, sentence: Sentence) -> list[Statement]:
        line = self._line(sentence)
        cues = sorted((cue for rule in RULES for cue in rule(line)), key=lambda cue: cue.first)
        cues = [
            cue
            for cue in ([*_apart(line), *cues] if all(cue.inside for cue in cues) else _clipped(line, cues))
            if cue.speaker is None or self._may_speak(line, cue.speaker)
        ]
        rows: list[Statement] = []
        speaker: Named | None = None
        subject = self._subject(line, sentence)
        if subject:
            self.subjects[sentence.sentence] = subject
        for cue in cues:
            if cue.follows and not rows:
                speaker = subject  # "X left the race, saying that …"
                if speaker is None:
                    continue
            elif not cue.follows or cue.speaker:
                speaker = self._speaker(line, cue, sentence, subject)
            row = self._row(line, cue, speaker)
            rows.append(self._before(sentence, row) if cue.previous else row)
            if speaker:
                self.antecedents.spoke(replace(speaker, sentence=sentence.sentence), said=True)
        if subject and not any(row.speaker_kind in PEOPLE for row in rows):
            self.antecedents.spoke(subject)
        elif not rows and (office := self._office(line, sentence)):
            self.antecedents.spoke(office)
        return self._cited(line, [row for row in rows if row.start_char < row.end_char], sentence)

    def _speaker(self, line: Line, cue: Cue, sentence: Sentence, subject: Named | None) -> Named | None:
        """Who speaks by a cue: whom it names, or whom its pronoun means."""
        if cue.speaker:
            return self._named(line, cue.speaker, sentence)
        if not cue.pronoun:
            return None
        after = cue.said_first >= cue.last or (cue.style == "according_to" and cue.first > 0)
        if subject and after:  # not "Poutine ment, a-t-il dit"
            return subject
        return self.antecedents.of(line, cue, self._said_in(line, cue, sentence))

    def _said_in(self, line: Line, cue: Cue, sentence: Sentence) -> int:
        """The sentence in which what a cue closes began: its quotation may run over several."""
        quotation = self.quoted.before(line.tokens[cue.first].start) or self.quoted.before(sentence.start_char)
        return self._sentence_of(quotation.start) if quotation else sentence.sentence

    def _sentence_of(self, offset: int) -> int:
        return max(0, bisect_right(self.sentence_starts, offset) - 1)

    def _before(self, sentence: Sentence, row: Statement) -> Statement:
        """The row with the sentence before as what is said; nothing where there is none in the paragraph."""
        said = self.sentences[sentence.sentence - 1] if sentence.sentence else sentence
        if sentence.sentence == 0 or said.paragraph < sentence.paragraph - 1:
            return replace(row, end_char=row.start_char)
        return replace(row, start_char=said.start_char, end_char=said.end_char)

    def _line(self, sentence: Sentence) -> Line:
        start, end = sentence.start_char, sentence.end_char
        written = self.text[start:end]
        quoting = self.quoted.around(end - 1) or self.quoted.around(start) or any(m in written for m in '"»”')
        if not quoting and self.lexicon.triggers.isdisjoint(_WORD.findall(written.lower())):
            end = min(end, start + HEAD)  # nobody speaks in it; its subject may be whom "il" means next
        tokens = tokens_of(self.text, start, end, self.lexicon)
        quoted = self._quoted(tokens)
        before = self.quoted.before(sentence.start_char)
        return Line(
            tokens, tuple(token.low for token in tokens), quoted, self.lexicon, after_quotation=before is not None
        )

    def _quoted(self, tokens: Sequence[Token]) -> frozenset[int]:
        """Tokens inside quotations; most sentences have none."""
        if not tokens or not self.quoted.within(tokens[0].start, tokens[-1].end):
            return frozenset()
        return frozenset(at for at, token in enumerate(tokens) if self.quoted.around(token.start))

    def _named(self, line: Line, phrase: Phrase, sentence: Sentence) -> Named:
        tokens = line.tokens[phrase.first : phrase.last]
        return Named(tokens[0].start, tokens[-1].end, phrase.kind, sentence.sentence)

    def _subject(self, line: Line, sentence: Sentence) -> Named | None:
        """A named person who begins the sentence, or stands behind its first comma: whom "il" means next."""
        comma = next((at + 1 for at in range(min(FARTHEST_SUBJECT, len(line.tokens))) if line.low(at) == ","), 0)
        for first in (1 if line.has("but", 0) else 0, comma):
            phrase = phrase_at(line.tokens, first, self.lexicon) if first < len(line.tokens) else None
            if (
                phrase
                and self._surely_named(line, phrase)
                and phrase.kind in PEOPLE
                and first not in line.quoted
                and not (comma and self._is_bare_role(line, first))
                and line.low(phrase.last) not in (",", ":")
            ):
                return self._named(line, phrase, sentence)
        return None

    def _is_bare_role(self, line: Line, at: int) -> bool:
        """As in "Ancien gérant d'un café, Paul Ravel …": who it is stands behind the comma."""
        return line.has("before_noun", at) or line.low(at) in self.lexicon.nouns

    def _office(self, line: Line, sentence: Sentence) -> Named | None:
        """An office or a body that begins the sentence: "Un collectif a lancé un appel."."""
        phrase = phrase_at(line.tokens, 0, self.lexicon) if line.tokens and 0 not in line.quoted else None
        return self._named(line, phrase, sentence) if phrase and phrase.kind in BODIES else None

    def _may_speak(self, line: Line, phrase: Phrase) -> bool:
        """Not "Natif de Lyon": a lone word before a verb of saying is a name, a phrase has to show it."""
        return phrase.last - phrase.first == 1 or self._surely_named(line, phrase)

    def _surely_named(self, line: Line, phrase: Phrase) -> bool:
        """Not "Revenant sur …": a capital that only stands at the sentence's start names nobody."""
        first = line.tokens[phrase.first]
        known = self.lexicon.has("determiners", first.low) or first.low in self.lexicon.nouns
        pairs = pairwise(line.tokens[phrase.first : phrase.last])
        full_name = any(one.capital and other.capital for one, other in pairs)  # "Rivas campaign manager Ada Byron"
        return known or full_name or phrase.first > 0 or first.text in self.names or phrase.kind != "person"

    def _row(self, line: Line, cue: Cue, speaker: Named | None) -> Statement:
        tokens = line.tokens
        start, end, style = self._said(line, cue)
        cue_start, cue_end = tokens[cue.first].start, tokens[cue.last - 1].end
        return Statement(
            article_id=self.article_id,
            start_char=start,
            end_char=end,
            cue_start=cue_start,
            cue_end=cue_end,
            cue=self.text[cue_start:cue_end],
            speaker=self.text[speaker.start : speaker.end] if speaker else None,
            speaker_start=speaker.start if speaker else None,
            speaker_end=speaker.end if speaker else None,
            speaker_entity_id=None,
            speaker_kind=speaker.kind if speaker else None,
            style=style,
            relayed_by=_text_of(self.text, tokens, cue.relay),
        )

    def _said(self, line: Line, cue: Cue) -> tuple[int, int, str]:
        """Extent and style: the governed words, widened to the quotation that touches the cue."""
        tokens = line.tokens
        around = self.quoted.around(tokens[cue.first].start) if cue.inside else None
        if around:
            return around.start, around.end, "direct"
        first, last = cue.said_first, cue.said_last
        while first < last and tokens[first].text in EDGES:
            first += 1
        while last > first and tokens[last - 1].text in EDGES:
            last -= 1
        if last > first:
            start, end = tokens[first].start, tokens[last - 1].end
        else:
            start = end = tokens[min(cue.said_first, len(tokens) - 1)].start
        before = self.quoted.before(tokens[cue.first].start) or (
            self.quoted.before(tokens[0].start) if cue.first > 0 and cue.said_last <= cue.first else None
        )
        if before and cue.style != "according_to" and cue.said_first <= cue.first:
            start, end = min(start, before.start), max(end, before.end)
        inside = self.quoted.around(end - 1)
        if inside and cue.said_first >= cue.last:
            end = max(end, inside.end)
        direct = cue.style != "according_to" and self.quoted.fill(start, end)
        style = "direct" if direct else "indirect" if cue.style == "direct" else cue.style
        return start, end, style

    def _cited(self, line: Line, rows: list[Statement], sentence: Sentence) -> list[Statement]:
        """As in "Le journal a rapporté que …, citant X": X says it, the journal relays."""
        at = next((at for at in range(1, len(line.tokens)) if line.has("citing", at) and at not in line.quoted), None)
        phrase = phrase_at(line.tokens, at + 1, self.lexicon) if at is not None else None
        if phrase is None or phrase.kind is None:
            return rows
        source = self._named(line, phrase, sentence)
        return [_handed_on(self.text, row, source) if row.speaker_kind == "media" else row for row in rows]


def _clipped(line: Line, cues: Sequence[Cue]) -> list[Cue]:
    """Cues whose words end where a later cue closes the sentence: "Elle évalue la perte à 3 millions |, ajoute X"."""
    closing = [cue for cue in cues if cue.said_last <= cue.first]
    kept = []
    for cue in cues:
        later = [
            other.first
            for other in closing
            if cue.said_first < other.first < cue.said_last and cue.last <= cue.said_first
        ]
        if later:
            cue = replace(cue, said_last=max(cue.said_first, before_comma(line, min(later))))  # noqa: PLW2901
        kept.append(_own_words(line, cue, cues) if cue in closing else cue)
    return kept


def _own_words(line: Line, cue: Cue, cues: Sequence[Cue]) -> Cue:
    """A closing cue behind another one says its quotation alone: "X a compté 58 000 têtes, « à 5 % près », a dit Y"."""
    end = before_comma(line, cue.first)
    first = end
    while first - 1 in line.quoted:
        first -= 1
    other = any(one.last <= cue.first and cue.said_first <= one.first < first for one in cues)
    return replace(cue, said_first=first) if other and first < end else cue


def _apart(line: Line) -> list[Cue]:
    """The cue of a sentence that has none inside what is said."""
    return [cue for cue in (before(line), behind_colon(line)) if cue][:1]


def _text_of(text: str, tokens: Sequence[Token], phrase: Phrase | None) -> str | None:
    return text[tokens[phrase.first].start : tokens[phrase.last - 1].end] if phrase else None


def _handed_on(text: str, row: Statement, source: Named) -> Statement:
    return replace(
        row,
        speaker=text[source.start : source.end],
        speaker_start=source.start,
        speaker_end=source.end,
        speaker_kind=source.kind,
        relayed_by=row.speaker,
    )
