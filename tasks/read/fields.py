"""What a record says beside its text: field names as people have them, and who is believed first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from tasks.read.published import parse_published
from tasks.read.records import Problem, excerpt

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from tasks.read.published import Published
    from tasks.read.records import Parsed

FIELD_NAMES: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        "text": ("text", "body", "content", "maintext", "article", "article_text", "full_text", "texte", "contenu"),
        "title": ("title", "headline", "titre"),
        "published": (
            "published", "published_at", "date", "date_publish", "publishedAt", "pubDate", "publish_date",
            "publication_date", "date_published", "datePublished", "date_publication",
        ),
        "url": ("url", "link", "canonical_url", "lien"),
        "publisher": ("publisher", "source", "source_domain", "outlet", "site", "site_name", "journal"),
        "language": ("language", "lang", "langue"),
        "authors": ("authors", "author", "byline", "auteurs", "auteur"),
        "record_id": ("id", "_id", "guid"),
    }
)  # fmt: skip
"""Field → names under which sources have it, in any case; of those that a record fills, the first counts."""

OPTIONS = ("published", "publisher", "language")
"""What a run may say for the sources that do not say it themselves."""

METADATA_COLUMNS = ("published", "publisher", "url", "title", "language")
"""What a row of a metadata file may say of its file, beside the column `file`."""

FILE_COLUMNS = ("url", "title")
"""Those of METADATA_COLUMNS that cannot be true of each record of a file that holds many."""

INVISIBLE = "\ufeff\u200b"
FILE_PATH = re.compile(r"\\|/[^/\s]+\.\w{2,5}\Z")
SUBTAG = re.compile(r"([A-Za-z]{2,3})(?:[-_].*)?")


@dataclass(frozen=True, slots=True)
class Fallback:
    """What the options of the run say; it counts only where neither source nor text says it."""

    published: datetime | None
    published_precision: str | None
    publisher: str | None
    language: str | None


@dataclass(frozen=True, slots=True)
class Fields:
    """One record, read: its own fields before the row of its file in the metadata, options kept apart."""

    text: str
    title: str | None
    published: datetime | None
    """UTC; midnight when only the day is known."""
    published_precision: str | None
    """second, minute or day."""
    publisher: str | None
    url: str | None
    language: str | None
    """Primary subtag of BCP 47, lower case: 'fr' of 'fr-FR'."""
    authors: str | None
    record_id: str | None
    fallback: Fallback
    problems: tuple[Problem, ...] = ()
    """Fields that the record fills with something that could not be read."""


def find_value(
    values: Mapping[str, object], names: Sequence[str], accept: Callable[[object], bool]
) -> tuple[str, object] | None:
    """The first member, in order of `names`, whose value is accepted; names match in any case."""
    folded: dict[str, list[str]] = {}
    for key in values:
        folded.setdefault(key.casefold(), []).append(key)
    for name in names:
        for key in folded.get(name.casefold(), ()):
            if accept(values[key]):
                return key, values[key]
    return None


def words_of(value: object) -> str:
    """A field's value as words, '' when it says nothing: lists joined, {"name": …} by its name."""
    if isinstance(value, str):
        words = value.strip().strip(INVISIBLE).strip()
        return words if words.isascii() else words.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, list):
        return ", ".join(filter(None, (_item(member) for member in value)))
    return _item(value)


def _item(value: object) -> str:
    """A member's words; a list inside a list says nothing, so that YAML aliases cannot blow up."""
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, bool) or value is None:
        return ""
    return words_of(value) if isinstance(value, str) else str(value) if isinstance(value, int | float) else ""


def publisher_of(value: object) -> str:
    """A publisher's name: the host of an address, '' for the path of a file, which `source` often is."""
    words = words_of(value)
    if "://" in words:
        return words.partition("://")[2].partition("/")[0].lower()
    return "" if FILE_PATH.search(words) else words


def merge_fields(
    parsed: Parsed,
    metadata: Mapping[str, str],
    options: Mapping[str, str],
    names: Mapping[str, Sequence[str]] = FIELD_NAMES,
) -> Fields:
    """The record's own field, else that of its file's metadata row; options go to `fallback` only."""

    def stated(field: str, read: Callable[[object], str] = words_of) -> str | None:
        own = find_value(parsed.values, names[field], lambda value: bool(read(value)))
        return (read(own[1]) if own else read(metadata.get(field))) or None

    published, problems = _published(parsed.values, names["published"], metadata)
    return Fields(
        text=parsed.text,
        title=stated("title"),
        published=published.at if published else None,
        published_precision=published.precision if published else None,
        publisher=stated("publisher", publisher_of),
        url=stated("url"),
        language=language_code(stated("language")),
        authors=stated("authors"),
        record_id=stated("record_id"),
        fallback=fallback_of(options),
        problems=parsed.problems + problems,
    )


def _published(
    values: Mapping[str, object], names: Sequence[str], metadata: Mapping[str, str]
) -> tuple[Published | None, tuple[Problem, ...]]:
    """The first readable of the record's dates and the metadata's; the unreadable ones passed over are a problem."""
    stated = [find_value(values, (name,), lambda value: bool(words_of(value))) for name in names]
    candidates = [(key, words_of(value)) for key, value in filter(None, stated)]
    candidates.append(("metadata published", words_of(metadata.get("published"))))
    found, faults = None, []
    for key, words in candidates:
        if words and found is None:
            try:
                found = parse_published(words)
            except ValueError as error:
                faults.append(f"field {key!r} is {excerpt(words)}, which {error}")
    return found, (Problem("unreadable_published", "; ".join(faults)),) if faults else ()


def fallback_of(options: Mapping[str, str]) -> Fallback:
    """The options of a run, read.

    Raises:
        ValueError: an option that is none of OPTIONS, or a date or language that cannot be read.
    """
    unknown = sorted(set(options) - set(OPTIONS))
    if unknown:
        message = f"option {unknown[0]!r} is not known; known are {', '.join(OPTIONS)}"
        raise ValueError(message)
    said = {name: words_of(value) for name, value in options.items()}
    published, language = None, language_code(said.get("language"))
    if said.get("published"):
        try:
            published = parse_published(said["published"])
        except ValueError as error:
            message = f"option published is {said['published']!r}, which {error}"
            raise ValueError(message) from error
    if said.get("language") and language is None:
        message = f"option language is {said['language']!r}; write an ISO 639-1 code such as fr"
        raise ValueError(message)
    at, precision = (published.at, published.precision) if published else (None, None)
    return Fallback(at, precision, said.get("publisher") or None, language)


@cache
def language_code(tag: str | None) -> str | None:
    """Primary subtag in lower case, two letters where ISO 639-1 has them: 'fr' of 'fr-FR', 'fr_CA' and 'fra'."""
    match = SUBTAG.fullmatch(tag) if tag else None
    if match is None or match[1].lower() == "und":
        return None
    code = match[1].lower()
    return code if len(code) == 2 else _two_letters(code)  # noqa: PLR2004 - ISO 639-1 has two


def _two_letters(code: str) -> str:
    from babel.core import get_global  # noqa: PLC0415 - few sources write three letters

    return str(get_global("language_aliases").get(code, code))
