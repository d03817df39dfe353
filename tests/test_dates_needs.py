"""What a form of dates needs: words without which it is not even tried."""

from __future__ import annotations

import pytest

from tasks.dates.needs import needs_of

TABLES = {"month": frozenset({"mai", "juin"}), "day": frozenset({"0-9"}), "last": frozenset({"dernier"})}


@pytest.mark.parametrize(
    ("form", "needs"),
    [
        ("⟨{day} {month}⟩", [{"0-9"}, {"mai", "juin"}]),
        ("⟨{day}(?:er)? {month}(?: {last})?⟩", [{"0-9"}, {"mai", "juin"}]),
        ("(?:en|depuis) ⟨{month}⟩(?! {last})", [{"en", "depuis"}, {"mai", "juin"}]),
        ("(?:(?:début|fin) )?⟨{month}⟩", [{"mai", "juin"}]),
        ("⟨{month} (?:{last}|passé)⟩", [{"mai", "juin"}, {"dernier", "passé"}]),
        ("⟨il y a {count} (?P<unit>mois|ans)⟩", [{"il"}, {"y"}, {"a"}, {"mois", "ans"}]),
        ("(?:le|\\w+) ⟨{month}⟩", [{"mai", "juin"}]),
        ("⟨{day}-{day}⟩", [{"0-9"}, {"0-9"}]),
    ],
)
def test_options_lookaround_and_open_choices_are_not_needed(form: str, needs: list[set[str]]) -> None:
    assert [set(need) for need in needs_of(form, TABLES)] == needs
