"""The corpus of figures: meanings and their surface forms, each form as one text with the figures that it states."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tasks.figures import find_figures
from tasks.languages import pack_codes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tasks.tables import Figure

HERE = Path(__file__).resolve().parent
DATA = HERE.parent.parent / "shared" / "data"

MARK = re.compile("[⟨⟩]")
NONE = "none"
"""How a case says that a field is null: TOML has no word for it."""

UNSAID: Mapping[str, Any] = {
    "kind": "count",
    "bound": "exact",
    "unit": NONE,
    "per": NONE,
    "direction": NONE,
    "negated": False,
    "modality": "asserted",
}
"""What a meaning with `forms` says of the fields that it does not name; a case with `text` leaves them open."""

LIMITS: Mapping[str, tuple[str, ...]] = {
    "exact": ("low", "high"),
    "about": (),
    "at_least": ("low",),
    "more_than": ("low",),
    "at_most": ("high",),
    "less_than": ("high",),
}
"""Bound → the limits that equal the value; the other ones are null. A range or a vague word states its own."""


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """One text and its meaning. `marked` holds ⟨…⟩ around each figure's extent, where the case says it."""

    name: str
    language: str
    marked: str
    figures: Sequence[Mapping[str, Any]]

    @property
    def case(self) -> str:
        """The case that it belongs to."""
        return self.name.partition(".")[0]

    @property
    def text(self) -> str:
        """The text that is read."""
        return MARK.sub("", self.marked)

    @property
    def extents(self) -> list[str]:
        """The words of each figure, as marked."""
        return [piece.partition("⟩")[0] for piece in self.marked.split("⟨")[1:]]

    def found(self) -> list[Figure]:
        """The figures that the engine reads in the text."""
        return find_figures(self.text, self.language, ())


def forms_in(path: Path, language: str) -> Iterator[Form]:
    """The forms of one file of cases."""
    for number, case in enumerate(tomllib.loads(path.read_text(encoding="utf-8")).get("case", [])):
        name = f"{language}/{path.stem}-{number}"
        if "text" in case:
            yield Form(name, language, case["text"], case["figures"])
            continue
        figures = [stated(figure) for figure in case["figures"]]
        for place, marked in enumerate(case["forms"]):
            yield Form(f"{name}.{place}", language, marked, figures)


def stated(figure: Mapping[str, Any]) -> dict[str, Any]:
    """A figure of a meaning, with what it leaves unsaid."""
    full: dict[str, Any] = {**UNSAID, **figure}
    if full["kind"] == "ordinal":
        return full
    if full["bound"] not in LIMITS:
        return {"value": NONE, "low": NONE, "high": NONE} | full
    equal = LIMITS[full["bound"]]
    return {name: full["value"] if name in equal else NONE for name in ("low", "high")} | full


def corpus() -> list[Form]:
    """Every form of every language that has a pack."""
    return [
        form
        for language in pack_codes()
        for path in sorted((HERE / "corpus" / language).glob("*.toml"))
        for form in forms_in(path, language)
    ]


def misreadings(form: Form, figures: Sequence[Figure]) -> Iterator[str]:
    """What is wrong in the figures read, one line each: "⟨form⟩ 300: unit is EUR, not USD"."""
    if len(figures) != len(form.figures):
        yield f"{form.marked} reads {[figure.text for figure in figures]}"
        return
    extents = form.extents
    for place, (figure, wanted) in enumerate(zip(figures, form.figures, strict=True)):
        if extents and figure.text != extents[place]:
            yield f"{form.marked} reads {figure.text!r}"
        for name, meant in wanted.items():
            got = getattr(figure, name)
            if not means(
                got, figures[meant].figure_id if name in {"same_as", "subset_of"} and meant != NONE else meant
            ):
                yield f"{form.marked} {figure.text}: {name} is {got!r}, not {meant!r}"


def means(got: object, meant: object) -> bool:
    """Whether a field holds what is meant; numbers to nine digits."""
    if meant == NONE:
        return got is None
    if isinstance(meant, float) and isinstance(got, float):
        return abs(got - meant) <= 1e-9 * abs(meant)
    return got == meant
