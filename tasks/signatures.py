"""What copies share: keys of the windows of five words of an article, made for many articles in one pass.

`bands` find texts that are alike all over: one-permutation min-hash, the least hash of each of sixteen bins, two bins a
band. `passages` find a text inside a longer one: of any sixteen windows in a row the one of the least hash is kept
(winnowing: Schleimer, Wilkerson, Aiken 2003), so two texts that share twenty words in a row share a passage.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from tasks.folding import alike, lists, mixed
from tasks.shingles import BINS, STEP, sign_texts
from tasks.tables import Signature, from_arrow, schema_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tasks.shingles import Bytes, Flags, Places

KEYS: pa.DataType = schema_of(Signature).field("bands").type


def sign(article_id: str, text: str) -> Signature:
    """The signature of a text. Case, punctuation and compatibility forms (ﬁ, ², no-break space) do not count.

    The same on every machine and in every process; the keys are sorted.
    """
    return sign_all([(article_id, text)])[0]


def sign_all(articles: Sequence[tuple[str, str]]) -> list[Signature]:
    """The signature of each (article_id, text), in order; no text has a say in that of another."""
    ids, texts = (pa.array([article[part] for article in articles], type=pa.string()) for part in (0, 1))
    return list(from_arrow(Signature, signature_table(ids, texts)))


def signature_table(ids: pa.Array[Any], texts: pa.Array[Any]) -> pa.Table:
    """The signatures of texts, a row a text, without `batch_id`."""
    return alike().read(texts, _signed).add_column(0, "article_id", ids)


def _signed(data: Bytes, ends: Places) -> tuple[pa.Table, Flags]:
    text_keys, counts, bands, band_ends, passages, passage_ends, regular = sign_texts(
        data, ends, alike().signs, _lenders()
    )
    columns = {
        "text_key": pa.array(text_keys),
        "shingle_count": pa.array(counts),
        "bands": lists(bands, band_ends, KEYS),
        "passages": lists(passages, passage_ends, KEYS),
    }
    return pa.table(columns), regular


@cache
def _lenders() -> Places:
    """For each bin, itself and then all others in an order of its own (Shrivastava 2017, optimal densification)."""
    pairs = np.arange(BINS * BINS, dtype=np.uint64).reshape(BINS, BINS)
    ranks = mixed(pairs * STEP)
    np.fill_diagonal(ranks, 0)
    return np.argsort(ranks, axis=1, kind="stable")
