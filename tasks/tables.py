"""Every landed row type on one page. From each come its Arrow schema, Parquet notes and DuckDB comments.

Offsets are Unicode code points, end-exclusive, into `articles.text`, unless a note says otherwise.
`None` means "the text does not say", never "we failed". Landing adds `batch_id` to every row.
"""

from __future__ import annotations

import types
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from operator import attrgetter
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin, get_type_hints

import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    Column = Sequence[Any] | pa.Array[Any] | pa.ChunkedArray[Any]


@dataclass(frozen=True, slots=True)
class Document:
    """One record as it came in: a file, or a line of JSON Lines."""

    document_id: Annotated[str, "hash of (document_key, raw): same key and bytes, same document"]
    document_key: Annotated[str, "its URL, else publisher + record id, else its path relative to SOURCE"]
    source_uri: Annotated[str, "file it was read from, absolute"]
    record: Annotated[str, "which record of that file: 'line 12'; empty when the file is the record"]
    media_type: Annotated[str, "format that reads `raw`: media type of one of tasks.read.FORMATS"]
    encoding: Annotated[str, "character encoding of `raw`, as Python names it"]
    raw: Annotated[bytes, "the bytes that came in, decompressed"]
    given: Annotated[str, "JSON object of what the run said beside the record: options, then its --metadata row"]
    fetched_at: Annotated[datetime, "UTC time of reading"]


@dataclass(frozen=True, slots=True)
class Article:
    """One article, cleaned. Its text is what every offset of the other tables counts in."""

    article_id: Annotated[str, "document_id, plus '.item' inside a digest"]
    document_id: Annotated[str, "reference to documents"]
    item: Annotated[int, "position inside the document, from 0"]
    title: Annotated[str | None, "headline, as given or as the text shows it"]
    text: Annotated[str, "clean text; paragraphs end in one line feed"]
    language: Annotated[str, "ISO 639-1 code, 'und' when the text does not say"]
    language_confidence: Annotated[float, "0 to 1; 1 when the source states the language"]
    published_at: Annotated[datetime | None, "UTC; midnight when only the day is known"]
    published_precision: Annotated[str | None, "second, minute or day"]
    publisher: Annotated[str | None, "who published it, as the source says"]
    agency: Annotated[str | None, "agency that the text credits: AFP, Reuters …"]
    dateline: Annotated[str | None, "place of the dateline: 'Bordeaux' of 'Bordeaux (AFP) -'"]
    authors: Annotated[str | None, "by-line, as the source says"]
    url: Annotated[str | None, "address, as the source says"]
    char_count: Annotated[int, "length of `text`, code points"]


@dataclass(frozen=True, slots=True)
class ArticleSpan:
    """One piece of the way from raw bytes to clean text. The pieces tile the document's text in order."""

    article_id: Annotated[str, "reference to articles"]
    start_char: Annotated[int, "first code point in articles.text"]
    end_char: Annotated[int, "end, exclusive; equals start_char where the piece was left out"]
    raw_start: Annotated[int, "first byte in documents.raw"]
    raw_end: Annotated[int, "end byte, exclusive"]
    kind: Annotated[str, "kept: same characters · replaced: repaired or respaced · dropped: left out of the text"]
    label: Annotated[str | None, "why, for what was not simply kept: the repair's name, or the boilerplate's"]


@dataclass(frozen=True, slots=True)
class Reject:
    """One thing that came in and did not go on."""

    reject_id: Annotated[str, "hash of (document_key, raw bytes, stage, reason)"]
    document_id: Annotated[str | None, "reference to documents, null when it never became one"]
    source_uri: Annotated[str, "file it was read from, absolute"]
    record: Annotated[str, "which record of that file: 'line 12'; empty when the file is the record"]
    stage: Annotated[str, "read · field (the document landed without it) · normalise · extract"]
    reason: Annotated[str, "short name: bad_json, no_text, undecodable …"]
    detail: Annotated[str, "what, where, and what to do"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence. Spans never overlap and leave out only white space between them."""

    article_id: Annotated[str, "reference to articles"]
    sentence: Annotated[int, "position in the article, from 0"]
    paragraph: Annotated[int, "position of its paragraph in the article, from 0"]
    start_char: Annotated[int, "first code point"]
    end_char: Annotated[int, "end, exclusive"]


@dataclass(frozen=True, slots=True)
class Signature:
    """What near-copies share: hashes of the article's word windows."""

    article_id: Annotated[str, "reference to articles"]
    text_key: Annotated[int, "hash of the folded words: equal for exact copies"]
    shingle_count: Annotated[int, "distinct windows of 5 words"]
    bands: Annotated[list[int], "band keys of the min-hash signature; texts alike all over share at least one"]
    passages: Annotated[list[int], "keys of windows, one of any 12 in a row; texts with 16 words in common share one"]


@dataclass(frozen=True, slots=True)
class Mention:
    """One entity named in the text."""

    article_id: Annotated[str, "reference to articles"]
    start_char: Annotated[int, "first code point"]
    end_char: Annotated[int, "end, exclusive"]
    text: Annotated[str, "the words, verbatim"]
    label: Annotated[str, "PERSON · ORG · GPE · LOC · NORP · MISC"]
    entity_id: Annotated[str | None, "iso:KP, geo:703448, org:nato, per:…; null when not linked"]
    name: Annotated[str | None, "canonical name, null when not linked"]
    country: Annotated[str | None, "ISO 3166 alpha-2"]
    actor_id: Annotated[str | None, "whom the name may speak for: gov:US for 'Washington'"]
    engine: Annotated[str, "model or rule that found it, with its version"]
    link_rule: Annotated[str | None, "rule that linked it"]
    link_score: Annotated[float | None, "0 to 1"]
    local_entity_id: Annotated[str | None, "same for mentions of one entity inside this article"]
    name_tokens: Annotated[list[str], "folded words of the name, sorted: keys by which SQL joins persons"]
    name_symbols: Annotated[list[str], "script-neutral symbols of the name"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One stated quantity: how many, of what, according to whom. Fields and words as in the docs, 'figures'."""

    article_id: Annotated[str, "reference to articles"]
    figure_id: Annotated[str, "article, span and kind"]
    start_char: Annotated[int, "first code point of qualifier + numeral + unit"]
    end_char: Annotated[int, "end, exclusive"]
    text: Annotated[str, "qualifier + numeral + unit, without the counted noun, verbatim"]
    num_start: Annotated[int, "first code point of the numeral core"]
    num_end: Annotated[int, "end of the numeral core, exclusive"]
    kind: Annotated[str, "count · money · percent · measure · duration · age · ratio · ordinal"]
    value: Annotated[float | None, "the point stated, full magnitude; null for ranges and vague words"]
    low: Annotated[float | None, "asserted lower bound, inclusive; null = unbounded or not said"]
    high: Annotated[float | None, "asserted upper bound, inclusive; null = unbounded or not said"]
    bound: Annotated[str, "exact · about · at_least · more_than · at_most · less_than · between · vague"]
    unit: Annotated[str | None, "ISO 4217 code, percent, percentage_point, second … year, kilometre, tonne …"]
    per: Annotated[str | None, "period or base of a rate: day, year, inhabitant"]
    direction: Annotated[str | None, "up · down, for a stated change"]
    counted: Annotated[str | None, "noun phrase counted, verbatim"]
    counted_start: Annotated[int | None, "first code point of the noun phrase"]
    counted_end: Annotated[int | None, "end of the noun phrase, exclusive"]
    category: Annotated[str | None, "class of the counted thing and its state: troops, killed, wounded …"]
    state: Annotated[str | None, "what happened to them, verbatim"]
    negated: Annotated[bool, "the text denies it"]
    modality: Annotated[str, "asserted · conditional · future"]
    source: Annotated[str | None, "who asserts it, verbatim; null = the article's own voice"]
    source_start: Annotated[int | None, "first code point of the source"]
    source_end: Annotated[int | None, "end of the source, exclusive"]
    source_kind: Annotated[str | None, "person · state · organisation · media · anonymous · document"]
    cue: Annotated[str | None, "words that attribute it: 'selon', 'a déclaré'"]
    relayed_by: Annotated[str | None, "medium that carries the source's words"]
    place: Annotated[str | None, "place of the counted thing, verbatim"]
    place_start: Annotated[int | None, "first code point of the place"]
    place_end: Annotated[int | None, "end of the place, exclusive"]
    as_of_start: Annotated[date | None, "first day of the period that the figure is about"]
    as_of_end: Annotated[date | None, "last day of it, inclusive"]
    same_as: Annotated[str | None, "figure_id of the figure that this one restates or converts"]
    subset_of: Annotated[str | None, "figure_id of the figure that this one is part of"]
    rule: Annotated[str, "rule that made it"]
    thing: Annotated[str | None, "what is counted, across wordings: class of seeds/reference, else lemma"] = None
    subject: Annotated[str | None, "class of those whom a thing such as killed befell; null = people"] = None
    condition: Annotated[str | None, "class or lemma of what else happened to the thing; null = it is there"] = None
    qualifiers: Annotated[list[str], "what narrows the thing, sorted: ids of nations, lemmas"] = field(
        default_factory=list
    )
    as_of_minute: Annotated[int | None, "minutes since midnight at which the count stood"] = None
    source_key: Annotated[str | None, "words of the source, folded, without article or 'figures of'"] = None
    place_key: Annotated[str | None, "id of the place, else 'words:' and its folded name; null = it has no name"] = None


@dataclass(frozen=True, slots=True)
class Date:
    """One calendar expression."""

    article_id: Annotated[str, "reference to articles"]
    start_char: Annotated[int, "first code point"]
    end_char: Annotated[int, "end, exclusive"]
    text: Annotated[str, "the words, without preposition or article, verbatim"]
    first_day: Annotated[date | None, "first day named; null when neither text nor publication date says"]
    last_day: Annotated[date | None, "last day named, inclusive"]
    precision: Annotated[str, "day · week · month · quarter · half · season · year · decade · century"]
    anchor: Annotated[str, "text: says its year itself · published: counted from the publication date"]
    recurring: Annotated[bool, "names every such day: 'le samedi'"]


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing said by someone."""

    article_id: Annotated[str, "reference to articles"]
    start_char: Annotated[int, "first code point of what is said"]
    end_char: Annotated[int, "end, exclusive"]
    cue_start: Annotated[int, "first code point of the cue"]
    cue_end: Annotated[int, "end of the cue, exclusive"]
    cue: Annotated[str, "words that attribute it, verbatim"]
    speaker: Annotated[str | None, "who says it, verbatim"]
    speaker_start: Annotated[int | None, "first code point of the speaker"]
    speaker_end: Annotated[int | None, "end of the speaker, exclusive"]
    speaker_entity_id: Annotated[str | None, "entity of the speaker, null when not linked"]
    speaker_kind: Annotated[str | None, "person · state · organisation · media · anonymous · document"]
    style: Annotated[str, "direct · indirect · according_to"]
    relayed_by: Annotated[str | None, "medium that carries the words"]


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the main flow: records_read = records_landed + records_known + records_rejected."""

    run_id: Annotated[str, "identifier of the flow run"]
    started_at: Annotated[datetime, "UTC"]
    ended_at: Annotated[datetime, "UTC"]
    sources: Annotated[list[str], "what it was asked to read"]
    code_version: Annotated[str, "version of the program that ran"]
    records_read: Annotated[int, "records found in the sources"]
    records_landed: Annotated[int, "records that became new documents"]
    records_known: Annotated[int, "records whose document was landed before"]
    records_rejected: Annotated[int, "records that could not be read, seen before or not"]
    articles_landed: Annotated[int, "articles made of the new documents"]
    articles_rejected: Annotated[int, "new documents of which no article could be made"]
    figures_landed: Annotated[int, "figures found in the new articles"]
    batches: Annotated[list[str], "batch_ids committed by this run"]


TABLES: dict[str, type[Any]] = {
    "documents": Document,
    "articles": Article,
    "article_spans": ArticleSpan,
    "rejects": Reject,
    "sentences": Sentence,
    "signatures": Signature,
    "mentions": Mention,
    "figures": Figure,
    "dates": Date,
    "statements": Statement,
    "runs": Run,
}
"""Landed table name → row type."""

ARROW = {
    str: pa.string(),
    bytes: pa.binary(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    date: pa.date32(),
    datetime: pa.timestamp("us", tz="UTC"),
    list[int]: pa.list_(pa.field("element", pa.int64(), nullable=False)),
    list[str]: pa.list_(pa.field("element", pa.string(), nullable=False)),
}
BATCH_ID = pa.field("batch_id", pa.string(), nullable=False, metadata={"comment": "batch that landed the row"})


def schema_of(row_type: type[Any]) -> pa.Schema:
    """The Arrow schema of a row type, `batch_id` last; each field carries its note as metadata `comment`."""
    hints = get_type_hints(row_type, include_extras=True)
    columns = [_field(each.name, hints[each.name]) for each in fields(row_type)]
    return pa.schema([*columns, BATCH_ID], metadata={"comment": (row_type.__doc__ or "").strip()})


def _field(name: str, hint: object) -> pa.Field[Any]:
    plain, note = get_args(hint)
    nullable = get_origin(plain) in (Union, types.UnionType)
    if nullable:
        (plain,) = (member for member in get_args(plain) if member is not type(None))
    return pa.field(name, ARROW[plain], nullable=nullable, metadata={"comment": note})


def to_arrow(row_type: type[Any], rows: Iterable[Any], batch_id: str) -> pa.Table:
    """Rows of one type as an Arrow table of its schema.

    Raises:
        ValueError: a null in a field that declares none.
        pa.ArrowException: a value of another type.
    """
    names = schema_of(row_type).names[:-1]
    columns = list(zip(*map(attrgetter(*names), rows), strict=True)) or [()] * len(names)
    return table_of(row_type, dict(zip(names, columns, strict=True)), batch_id)


def table_of(row_type: type[Any], columns: Mapping[str, Column], batch_id: str) -> pa.Table:
    """Columns of one row type, by the names of its fields, as an Arrow table of its schema.

    Raises:
        KeyError: a field without a column.
        ValueError: a null in a field that declares none.
        pa.ArrowException: a value of another type.
    """
    schema = schema_of(row_type)
    arrays = [_column(columns[field.name], field.type) for field in schema if field.name != "batch_id"]
    arrays.append(pa.repeat(pa.scalar(batch_id, type=pa.string()), len(arrays[0])))
    loose = pa.schema([field.with_nullable(nullable=True) for field in schema])
    return pa.Table.from_arrays(arrays, schema=loose).cast(schema)  # the cast is what refuses nulls


def _column(values: Column, kind: pa.DataType) -> pa.Array[Any] | pa.ChunkedArray[Any]:
    return values if isinstance(values, pa.Array | pa.ChunkedArray) else pa.array(values, type=kind)


def from_arrow(row_type: type[Any], table: pa.Table) -> Iterator[Any]:
    """The rows of a table that `to_arrow` made, in order; columns of the file that the row type lacks are left out."""
    names = [field.name for field in fields(row_type)]
    for batch in table.select(names).to_batches(max_chunksize=1_000):
        for row in batch.to_pylist():
            yield row_type(**row)
