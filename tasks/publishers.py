"""The country of a publisher: by its name in the reference table, else by the ending of its domain."""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from unicodedata import combining, normalize
from urllib.parse import urlsplit

from tasks import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping

PUBLISHERS = ROOT / "seeds" / "reference" / "publishers.csv"
WORLDWIDE = frozenset({"ai", "cc", "co", "eu", "fm", "gg", "io", "ly", "me", "nu", "sh", "to", "tv", "ws"})
"""Endings of two letters that say no country: sold to everyone, or of a union of states."""
ENDINGS = {"uk": "GB"}
"""Endings that are not the country's ISO code."""
DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)+")
KNOWN = 4096


@lru_cache(KNOWN)
def country_of(publisher: str | None, url: str | None) -> str | None:
    """ISO 3166 alpha-2 of a publisher's country; null when neither its name nor its address says it."""
    for name in (publisher or "", urlsplit(url or "").hostname or ""):
        domain = name.lower().removeprefix("www.")
        if country := publishers().get(key_of(name)) or publishers().get(key_of(domain.partition(".")[0])):
            return country
        if DOMAIN.fullmatch(domain) and (country := country_of_ending(domain.rpartition(".")[2])):
            return country
    return None


def country_of_ending(ending: str) -> str | None:
    """The country of a domain's last part: "ca" is Canada, "com" none."""
    if len(ending) != len("ca") or ending in WORLDWIDE:
        return None
    return ENDINGS.get(ending, ending.upper())


@cache
def publishers() -> Mapping[str, str]:
    """Key of a name → country, of every row of the table.

    Raises:
        ValueError: the file lacks a column.
    """
    with PUBLISHERS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    if rows and not rows[0].keys() >= {"name", "country", "names"}:
        message = f"{PUBLISHERS}: columns {sorted(rows[0])}; needs name, country, names"
        raise ValueError(message)
    return {
        key_of(name): row["country"] for row in rows for name in (row["name"], *row["names"].split("|")) if key_of(name)
    }


def key_of(name: str) -> str:
    """A name by its letters and digits alone: "L'Humanité" and "lhumanite" are one."""
    return "".join(char for char in normalize("NFKD", name).lower() if char.isalnum() and not combining(char))
