"""Names of measures in a language: CLDR's words and symbols, the SI prefixes before them, and what the pack adds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal

from tasks.languages import locale_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

KINDS = frozenset(
    {
        *("acceleration", "angle", "area", "concentr", "consumption", "digital", "electric", "energy", "force"),
        *("frequency", "graphics", "length", "light", "mass", "power", "pressure", "speed", "temperature", "torque"),
        "volume",
    }
)
"""CLDR's kinds of units that are measures; percent and time have tables of their own in the pack."""
PERCENTS = frozenset({"concentr-percent", "concentr-permille", "concentr-permyriad", "concentr-item"})

RENAMED = {
    "concentr-portion-per-1e9": "part_per_billion",
    "concentr-karat": "carat",
    "concentr-permillion": "part_per_million",
    "energy-foodcalorie": "kilocalorie",
    "temperature-celsius": "degree_celsius",
    "temperature-fahrenheit": "degree_fahrenheit",
    "temperature-generic": "degree",
}
"""CLDR's identifiers that are not the English name of the unit."""

PREFIXES = {
    "exa": "E",
    "peta": "P",
    "tera": "T",
    "giga": "G",
    "mega": "M",
    "kilo": "k",
    "hecto": "h",
    "deca": "da",
    "deci": "d",
    "centi": "c",
    "milli": "m",
    "micro": "µ",
    "nano": "n",
}
PREFIXED = {
    "metre": ("kilo", "hecto", "deca", "deci", "centi", "milli", "micro", "nano"),
    "gram": ("kilo", "hecto", "deca", "deci", "centi", "milli", "micro", "nano"),
    "litre": ("mega", "hecto", "deca", "deci", "centi", "milli", "micro"),
    "tonne": ("giga", "mega", "kilo"),
    "watt": ("tera", "giga", "mega", "kilo", "milli"),
    "watt_hour": ("tera", "giga", "mega", "kilo"),
    "volt": ("mega", "kilo", "milli"),
    "ampere": ("kilo", "milli"),
    "ampere_hour": ("milli",),
    "hertz": ("tera", "giga", "mega", "kilo"),
    "joule": ("tera", "giga", "mega", "kilo"),
    "pascal": ("giga", "mega", "kilo", "hecto"),
    "bit": ("peta", "tera", "giga", "mega", "kilo"),
    "byte": ("exa", "peta", "tera", "giga", "mega", "kilo"),
    "bit_per_second": ("tera", "giga", "mega", "kilo"),
    "byte_per_second": ("giga", "mega", "kilo"),
    "becquerel": ("peta", "tera", "giga", "mega", "kilo"),
    "sievert": ("milli", "micro"),
    "electronvolt": ("tera", "giga", "mega", "kilo"),
    "newton": ("mega", "kilo"),
}
"""Unit → the prefixes that are written before it."""

FORMS: tuple[tuple[int, Literal["long", "short"]], ...] = ((1, "long"), (2, "long"), (1, "short"), (2, "short"))
"""Number and length in which CLDR writes a unit: its words and its symbol, singular and plural."""
LONGEST_SYMBOL = 2
WORD = re.compile(r"[^\W\d_]{4}|[a-z]{3}")
MICRO, GREEK_MU = "µ", "μ"

Names = dict[str, dict[str, None]]
"""Unit → its names in the order found, each once."""


def is_symbol(name: str) -> bool:
    """Whether a name is a symbol, written with just these capitals: "g", "kWh", "GHz"; "degrees Celsius" is words."""
    letters = name.replace(" ", "")
    return len(letters) <= LONGEST_SYMBOL or (letters != letters.lower() and not WORD.search(name))


def measure_words(names: Iterable[tuple[str, str]]) -> set[str]:
    """The names of measures that are one word: they may end a hyphenated number, "un trois-tonnes"."""
    return {name for name, _ in names if name.isalpha() and not is_symbol(name)}


def measures(section: Mapping[str, Any], language: str) -> Iterator[tuple[str, str]]:
    """(name, unit) of the measures of a language: the section [units] of its pack on top of CLDR's names."""
    if not section:
        return
    names: Names = {}
    for locale in section.get("locales", (language,)):
        for unit, name in cldr_names(locale):
            names.setdefault(unit, {})[name] = None
    for unit, listed in section.get("measure", {}).items():
        names.setdefault(unit, {}).update(dict.fromkeys(listed))
    never = frozenset(section.get("never", ()))
    for unit, found in (names | with_prefixes(names, section.get("prefixes", {}))).items():
        yield from ((name, unit) for name in found if name not in never)


def cldr_names(locale: str) -> Iterator[tuple[str, str]]:
    """(unit, name) of CLDR's measures in a locale: singular and plural words, and symbols of two letters or more.

    A symbol of one letter is read only where the pack lists it: "3 A" and "4 J" are seldom current and energy.
    """
    from babel.units import format_unit  # noqa: PLC0415 - slow to import, not needed without a pack

    known = locale_of(locale)
    keys: list[str] = [str(key) for key in known.unit_display_names] if known else []
    for key in keys:
        if key.partition("-")[0] not in KINDS or key in PERCENTS:
            continue
        unit = unit_name(key)
        for number, length in FORMS:
            written = re.fullmatch(rf"{number}\s?([^\d\s].*)", format_unit(number, key, length, locale=known))
            if written and (length == "long" or len(written[1]) > 1 or not written[1].isalpha()):
                yield unit, written[1].replace("\u00a0", " ").replace("’", "'")


def unit_name(key: str) -> str:
    """Our name of CLDR's unit: "length-square-kilometer" is `square_kilometre`."""
    plain = re.sub(r"(met|lit)er(?=-|$)", r"\1re", key.partition("-")[2]).replace("-of", "-of-")
    return RENAMED.get(key, plain.replace("-", "_"))


def with_prefixes(names: Names, words: Mapping[str, str]) -> Names:
    """The prefixed units, besides what CLDR has: "gigawattheure", "GWh". `words` are the prefixes as words."""
    made: Names = {}
    for base, prefixes in PREFIXED.items():
        for prefix in prefixes:
            unit = f"{prefix}{base}"
            made[unit] = dict(names.get(unit, {}))
            for name in names.get(base, ()):
                before = PREFIXES[prefix] if is_symbol(name) else words.get(prefix)
                if before:
                    made[unit].update(dict.fromkeys(spellings(before + name)))
    return made


def spellings(name: str) -> Sequence[str]:
    """A name with either sign for micro: the sign of Latin-1 and the Greek letter look alike."""
    return (name, name.replace(MICRO, GREEK_MU)) if name.startswith(MICRO) else (name,)
