"""Who says what: statements of a text with their speakers, and the figures that stand in them.

No model: grammar, cues and word lists of the language pack (section `statements`), names of seeds/reference. A
speaker's entity stays null here; it is linked later by overlap of spans.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tasks.statements.attribution import attribute
from tasks.statements.lexicon import lexicon_of
from tasks.statements.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tasks.tables import Sentence, Statement

__all__ = ["attribute", "find_statements"]


def find_statements(
    text: str, language: str, sentences: Sequence[Sentence], *, article_id: str = ""
) -> list[Statement]:
    """The statements of a text, by where they begin; one may lie inside another.

    A language whose pack has no section `statements` has none. `speaker` is None where a pronoun has no clear
    antecedent.
    """
    lexicon = lexicon_of(language)
    if lexicon is None:
        return []
    reading = Reading(text, lexicon, sentences, article_id)
    rows = {(row.start_char, row.end_char, row.cue_start): row for row in reading.statements()}
    return [rows[key] for key in sorted(rows)]
