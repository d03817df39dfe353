"""Markdown: one article a file; a YAML front matter gives its fields and is no part of its text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tasks.read.records import Format, Parsed, Problem, Unreadable, excerpt
from tasks.read.text import decode, encoding_of, is_blank, text_offsets, whole_file

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

OPENING = re.compile(r"---[ \t]*\r?\n")
CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
MAX_FRONT_MATTER = 64 * 1024
"""Code points; a first '---' that is not closed within them is a thematic break."""


def parse_markdown(raw: bytes, encoding: str, _names: Sequence[str]) -> Parsed:
    """The text after the front matter, and the fields that it gives. What is no front matter stays text.

    Raises:
        Unreadable: not of that encoding, or nothing but white space (reasons undecodable, no_text).
    """
    whole = decode(raw, encoding)
    values, start, problems = _front_matter(whole)
    if is_blank(whole[start:]):
        message = f"{len(raw)} bytes, no text after the front matter; write the article under it, or remove the file"
        raise Unreadable(Problem("no_text", message))
    return Parsed(whole[start:], values, problems)


def markdown_offsets(raw: bytes, encoding: str, _names: Sequence[str] = ()) -> NDArray[np.int64]:
    """First byte in `raw` of each code point after the front matter; last, the end."""
    _, start, _ = _front_matter(decode(raw, encoding))
    return text_offsets(raw, encoding)[start:]


def _front_matter(whole: str) -> tuple[Mapping[str, object], int, tuple[Problem, ...]]:
    """Fields, code point where the text begins, and what could not be read."""
    opening = OPENING.match(whole)
    closing = CLOSING.search(whole, opening.end(), opening.end() + MAX_FRONT_MATTER) if opening else None
    if opening is None or closing is None:
        return {}, 0, ()
    yaml_text = whole[opening.end() : closing.start()]
    try:
        values = _load_yaml(yaml_text)
    except ValueError as error:
        detail = f"front matter {excerpt(yaml_text)} is not YAML ({error}), kept as text; mend it"
        return {}, 0, (Problem("bad_front_matter", detail),)
    if not isinstance(values, dict):  # prose between two thematic breaks
        return {}, 0, ()
    return {str(name): value for name, value in values.items()}, closing.end(), ()


def _load_yaml(text: str) -> Any:  # noqa: ANN401 - YAML may hold anything
    import yaml  # noqa: PLC0415 - few files have front matter

    try:
        # BaseLoader makes strings only: no objects, and no date or 'NO' (Norway) taken for something else
        return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506
    except (yaml.YAMLError, RecursionError) as error:
        message = " ".join(str(error).split())[:200]
        raise ValueError(message) from error


MARKDOWN = Format("text/markdown", (".md", ".markdown"), whole_file, encoding_of, parse_markdown, markdown_offsets)
