"""Sources → documents. One module a format; FORMATS says which there are.

    files, folders, globs ─sources→ Input ─a format's records→ bytes of one record ─documents→ Document | Reject

Nothing outside this room knows formats: `fields_of` and `byte_offsets` read any document.
"""

from tasks.read.documents import (
    byte_offsets,
    document_id_of,
    document_key_of,
    fields_of,
    read_documents,
    reject_id_of,
)
from tasks.read.fields import FIELD_NAMES, Fallback, Fields
from tasks.read.formats import FORMATS
from tasks.read.published import Published, parse_published
from tasks.read.records import Format
from tasks.read.sources import Input, MissingSource, find_inputs, read_metadata

__all__ = [
    "FIELD_NAMES",
    "FORMATS",
    "Fallback",
    "Fields",
    "Format",
    "Input",
    "MissingSource",
    "Published",
    "byte_offsets",
    "document_id_of",
    "document_key_of",
    "fields_of",
    "find_inputs",
    "parse_published",
    "read_documents",
    "read_metadata",
    "reject_id_of",
]
