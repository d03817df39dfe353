"""Other programs that find numbers and dates in French or English text; each is timed where it is installed.

`pip install -e '.[bench]'` installs them. One that cannot be loaded is left out and named.
"""

from __future__ import annotations

import zoneinfo
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    Reads = Callable[[str], object]

DIMENSIONS = "number ordinal quantity amount-of-money temperature distance volume duration time".split()  # noqa: SIM905
NOW = 1_544_266_800
"""The moment from which relative dates count: 8 December 2018, noon in Paris."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A program, what it looks for, and how it is made ready; `load` raises ImportError or OSError where it is not."""

    name: str
    finds: str
    load: Callable[[], Reads]


def duckling() -> Reads:
    """Duckling's nine dimensions of quantity and time, in French."""
    made = import_module("duckling")
    zones = next((path for path in zoneinfo.TZPATH if Path(path, "Europe", "Paris").exists()), None)
    if zones is None:
        message = "no time zones on this machine"
        raise ImportError(message)
    moment = made.parse_ref_time(made.load_time_zones(zones), "Europe/Paris", NOW)
    context = made.Context(moment, made.default_locale_lang(made.parse_lang("FR")))
    dimensions = made.parse_dimensions(DIMENSIONS)
    return lambda text: made.parse(text, context, dimensions, False)  # noqa: FBT003 - its own signature: no latent ones


def recognizers() -> Reads:
    """The French number model of Recognizers-Text."""
    made = import_module("recognizers_number")
    reads: Reads = made.NumberRecognizer(made.Culture.French).get_number_model().parse
    return reads


def quantulum() -> Reads:
    """Quantulum3, which knows English only."""
    reads: Reads = import_module("quantulum3.parser").parse
    return reads


def text2num() -> Reads:
    """text2num: number words to digits."""
    return partial(import_module("text_to_num").alpha2digit, lang="fr")


def dateparser() -> Reads:
    """dateparser's search for dates."""
    return partial(import_module("dateparser.search").search_dates, languages=["fr"])


PEERS = (
    Peer("Duckling", "nine dimensions", duckling),
    Peer("Recognizers-Text", "numbers", recognizers),
    Peer("quantulum3", "quantities, by English rules", quantulum),
    Peer("text2num", "number words", text2num),
    Peer("dateparser", "dates", dateparser),
)
