"""Functions that the models call as SQL, compiled: dbt gives them to the connection that builds (sql/profiles.yml).

Each is of its arguments alone, rows at a time. Which texts are set against each other, and what follows, SQL says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
from dbt.adapters.duckdb.plugins import BasePlugin

from tasks.folding import exact, lists
from tasks.shingles import count_shared, distinct_windows, dot_shared

if TYPE_CHECKING:
    from collections.abc import Callable

    import duckdb

    from tasks.shingles import Bytes, Flags, Hashes, Places

WINDOWS = "ubigint[]"


def windows_of(texts: pa.ChunkedArray[Any]) -> pa.Array[Any]:
    r"""Of each text the distinct windows of five words, as hashes; a shorter text is one window, an empty one none.

    Words are those of `re.findall(r"\w+", text.lower())`. A hash stands for its window: of two texts of a thousand
    words each, one pair in ten million million has two windows of one hash.
    """
    return exact().read(texts.combine_chunks(), _windows)["windows"].combine_chunks()


def _windows(data: Bytes, ends: Places) -> tuple[pa.Table, Flags]:
    windows, window_ends, regular = distinct_windows(data, ends, exact().signs)
    return pa.table({"windows": lists(windows, window_ends, pa.list_(pa.uint64()))}), regular


def count_common(one: pa.ChunkedArray[Any], other: pa.ChunkedArray[Any]) -> pa.Array[Any]:
    """How many values two lists share; neither holds one twice."""
    return pa.array(count_shared(*_lists(one.combine_chunks()), *_lists(other.combine_chunks())))


def dot_common(one: pa.ChunkedArray[Any], other: pa.ChunkedArray[Any]) -> pa.Array[Any]:
    """Sum of weight times weight over the words that two lists share.

    Each list is sorted and holds, in one number, a word's hash and its weight, a whole one of WEIGHT_BITS bits: the
    first 44 bits are the hash. Of two texts of a hundred words each, one pair in a thousand million has two words of
    one hash.
    """
    return pa.array(dot_shared(*_lists(one.combine_chunks()), *_lists(other.combine_chunks())))


class Plugin(BasePlugin):
    """What dbt looks for in a module that its profile names."""

    def configure_connection(self, conn: duckdb.DuckDBPyConnection) -> None:
        """Make the functions known to a connection and its cursors."""
        # DuckDB evaluates annotations, and types of pyarrow take no argument at run time: a lambda has none
        windows, common = (lambda texts: windows_of(texts)), (lambda a, b: count_common(a, b))  # noqa: PLW0108
        make: Callable[..., object] = conn.create_function  # its stubs know no arrow functions of types by name
        make("windows_of", windows, ["varchar"], WINDOWS, type="arrow")
        make("count_common", common, [WINDOWS, WINDOWS], "bigint", type="arrow")
        make("dot_common", lambda a, b: dot_common(a, b), [WINDOWS, WINDOWS], "bigint", type="arrow")  # noqa: PLW0108


def _lists(array: Any) -> tuple[Hashes, Places, Places]:  # noqa: ANN401 - a pa.ListArray, whose stubs know no offsets
    """The values of an array of lists, where each list begins in them and ends."""
    bounds = array.offsets.to_numpy().astype("int64")
    return array.values.to_numpy(), bounds[:-1], bounds[1:]
