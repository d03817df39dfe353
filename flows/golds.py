"""Gold files and the texts that they are about, as the commands of `recoupe score` read them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.printing import Failure
from flows.texts import Given, day_of, opened, read_objects, read_records, read_text, text_defaults

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tasks.scores import Item, Match, Subject

    Find = Callable[[Given], list[Item]]

METADATA = "metadata.csv"


@dataclass(frozen=True, slots=True)
class Golds:
    """A gold file, read."""

    items: dict[str, list[Item]]
    """By the text that they are about, in the order of the file."""
    published: dict[str, str]
    columns: frozenset[str]
    """The fields that any row carries."""

    @classmethod
    def read(cls, file: str, subject: Subject) -> Golds:
        """The rows of a file that are of this subject.

        Raises:
            Failure: it cannot be read, or holds none of them.
            GoldError: a row that cannot be used.
        """
        from tasks.scores import gold_of  # noqa: PLC0415 - quick help needs none

        made = cls({}, {}, frozenset())
        for where, record in read_objects(file):
            row = gold_of(record, where, subject)
            if row is not None:
                made.items.setdefault(row.file, []).append(row.item)
                made = replace(made, columns=made.columns | row.columns)
                if row.published:
                    made.published.setdefault(row.file, row.published)
        if not made.items:
            message = f"{file}: holds no {subject.name}; name a gold file of {subject.name}"
            raise Failure(message)
        return made


def matches_of(golds: Golds, find: Find, texts: Texts, traps: str | None) -> Iterator[Match]:
    """What was found in each text against its gold. Of a text that only traps name, no gold says what is false."""
    from tasks.scores import check_spans, linked, match  # noqa: PLC0415 - quick help needs none

    trapped = _traps(traps)
    for name in golds.items | trapped:
        gold, avoided = golds.items.get(name, []), trapped.get(name, [])
        given = texts.given(name, golds.published.get(name), (gold or avoided)[0].where)
        check_spans(name, given.text, [*gold, *avoided])
        made = match(name, given.text, linked(gold), find(given), avoided)
        yield made if gold else replace(made, false=[])


def _traps(file: str | None) -> dict[str, list[Item]]:
    from tasks.scores import trap_of  # noqa: PLC0415 - quick help needs none

    made: dict[str, list[Item]] = {}
    for where, record in read_objects(file) if file else ():
        name, item = trap_of(record, where)
        made.setdefault(name, []).append(item)
    return made


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts that a gold file is about: files in a folder, or records of JSON Lines by their id."""

    gold: Path
    places: tuple[Path, ...]
    """Where they may stand: a folder each, or a file of JSON Lines."""
    metadata: dict[str, dict[str, str]]
    default: Given
    records: dict[Path, dict[str, dict[str, Any]]]
    """JSON Lines that were read already."""

    @classmethod
    def of(cls, gold: str, text: str | None, metadata: str | None, language: str | None) -> Texts:
        """The texts as the options of a command name them.

        Raises:
            Failure: --text names nothing, or the language is no code.
            ValueError: the metadata cannot be read.
        """
        from tasks.read import read_metadata  # noqa: PLC0415 - quick help needs no reader

        places = (*((Path(text),) if text else ()), Path(gold).parent)
        if not places[0].exists():
            message = f"--text {text}: no such file or folder; name the folder of the texts"
            raise Failure(message)
        beside = [place / METADATA for place in places if (place / METADATA).is_file()]
        rows = read_metadata(metadata or str(beside[0])) if metadata or beside else {}
        return cls(Path(gold), places, rows, text_defaults(language, None), {})

    def given(self, name: str, published: str | None, where: str) -> Given:
        """The text of this name; `published` is what the gold says of it, `where` the row that asks for it.

        Raises:
            Failure: it is nowhere, or cannot be read.
        """
        from tasks.languages import language_of  # noqa: PLC0415 - loads the profiles
        from tasks.read.fields import language_code  # noqa: PLC0415 - quick help needs no reader

        path, key = self._find(name, where)
        record = self._record(path, key, where) if key else {"text": read_text(str(path))}
        said = {**self.metadata.get(name, self.metadata.get(Path(name).name, {})), **record}
        text = str(record["text"]).replace("\r\n", "\n")
        stated = language_code(said["language"]) if isinstance(said.get("language"), str) else None
        return Given(
            key=name,
            text=text,
            language=stated or self.default.language or language_of(text)[0],
            published=day_of(published or said.get("published"), where if published else name),
        )

    def _find(self, name: str, where: str) -> tuple[Path, str]:
        """The file, and the id of its record where it holds several: 'agence.jsonl#12', or '12' of --text FILE."""
        for place in self.places:
            if place.is_file():
                return place, name.rpartition("#")[2]
            file, _, key = name.partition("#")
            for path, record in ((place / name, ""), (place / file, key)):
                if path.is_file() and path.resolve().is_relative_to(place.resolve()):
                    return path, record
        message = f"{where}: no text {name!r} in {' or '.join(map(str, self.places))}; name its folder with --text"
        raise Failure(message)

    def _record(self, path: Path, key: str, where: str) -> dict[str, Any]:
        if path not in self.records:
            with opened(str(path)) as stream:
                self.records[path] = {str(record["id"]): record for _, record in read_records(stream, str(path))}
        if key not in self.records[path]:
            message = f"{where}: no record with the id {key!r} in {path}; mend the row, or name the texts with --text"
            raise Failure(message)
        return self.records[path][key]
