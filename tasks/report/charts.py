"""A measure through time as a Vega-Lite chart: a claim is an interval bar, a point, or an arrow where it has no end."""

from __future__ import annotations

import copy
import json
import math
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import vl_convert

from tasks.controls import visible
from tasks.report.claimants import MARKS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from tasks.report.claimants import Claimant
    from tasks.report.rows import Claim

SPEC = Path(__file__).with_name("chart.json")
VEGA_LITE = "6.4"
"""The version that chart.json is written for, of those that vl-convert brings along."""

LOGARITHMIC_FROM = 50
"""Largest over smallest number from which the axis is logarithmic: else the small ones would lie on one line."""

WIDTH = 860
"""Pixels of a chart that no page fits to its own width."""

TICKS = 6
SHORT = timedelta(days=9)


@cache
def library() -> str:
    """The script of Vega, Vega-Lite and Vega-Embed, without any address to load more from; some 900 kB."""
    return vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;", vl_version=VEGA_LITE)


def spec_of(
    claims: Mapping[str, Claim],
    claimants: Mapping[str, Claimant],
    *,
    colours: Sequence[str],
    days: Sequence[date] = (),
) -> dict[str, Any]:
    """The chart of these claims, by the key that each mark carries as `id`; claims without day or number are left out.

    `colours` are as many as MARKS: what Vega writes into the picture, such as '#0b62a8' or 'var(--mark-0)'. The axis of
    time reaches over `days` too, so that several charts have the same.
    """
    values = [value for key, claim in claims.items() if (value := _value(key, claim, claimants[claim.claimant_id]))]
    spec: dict[str, Any] = copy.deepcopy(_template())
    spec["data"]["values"] = values
    if not values:
        return spec
    marks = {value["who"]: value.pop("mark") for value in values}
    spec["encoding"]["color"]["scale"] = {"domain": list(marks), "range": [colours[mark] for mark in marks.values()]}
    points = next(layer for layer in spec["layer"] if "shape" in layer.get("encoding", {}))
    points["encoding"]["shape"]["scale"] = {"domain": list(marks), "range": [MARKS[mark][0] for mark in marks.values()]}
    scale = _scale(values)
    spec["encoding"]["y"]["scale"] |= scale
    if "type" in scale:
        lines = _grid(*scale["domain"])
        spec["encoding"]["y"]["axis"] |= {"values": lines, "tickCount": len(lines)}
    moments = [*(value["day"] for value in values), *map(_milliseconds, days)]
    first, last = _padded(min(moments), max(moments))
    for param in spec["params"]:
        param["value"] = {"first": first, "last": last, "beside": (last - first) // WIDTH}[param["name"]]
    spec["encoding"]["x"]["axis"]["tickCount"] = _ticks(first, last)
    return spec


@cache
def _template() -> dict[str, Any]:
    spec: dict[str, Any] = json.loads(SPEC.read_text(encoding="utf-8"))
    return spec


def _value(key: str, claim: Claim, claimant: Claimant) -> dict[str, Any] | None:
    """One row of the chart's data; `at` is where its shape stands."""
    low, high = claim.holds_low, claim.holds_high
    ends = [end for end in (low, high) if end is not None]
    at = claim.value if claim.value is not None else sum(ends) / len(ends) if ends else None
    if at is None or claim.day is None:
        return None
    return {
        "id": key,
        "who": claimant.key,
        "mark": claimant.mark,
        "day": _milliseconds(claim.day),
        "at": at,
        "low": low,
        "high": high,
    }


def _milliseconds(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000)


def _scale(values: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    ends = [end for value in values for end in (value["at"], value["low"], value["high"]) if end is not None]
    low, high = min(ends), max(ends)
    if low > 0 and high / low >= LOGARITHMIC_FROM:
        return {"type": "log", "domain": [low / 2, high * 2]}
    room = (high - low) * 0.22 or abs(high) * 0.2 or 1  # an arrow needs some room
    return {"zero": False, "domain": [max(low - room, 0) if low >= 0 else low - room, high + room]}


def _padded(first: int, last: int) -> tuple[int, int]:
    room = max(int(timedelta(days=1).total_seconds() * 1000), (last - first) // 25)
    return first - room, last + room


def _ticks(first: int, last: int) -> dict[str, Any] | int:
    """Whole days where Vega would go on to hours, else as many ticks as it finds right for about TICKS."""
    return {"interval": "day", "step": 1} if last - first < SHORT.total_seconds() * 1000 else TICKS


def _grid(low: float, high: float) -> list[float]:
    """Lines of a logarithmic axis: 1, 10, 100 …, with 2 and 5 between where these alone would be few."""
    decades = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    steps = (1,) if len(decades) > TICKS // 2 else (1, 2, 5)
    return [step * 10.0**decade for decade in decades for step in steps if low <= step * 10.0**decade <= high]


def picture(claims: Sequence[Claim], claimants: Mapping[str, Claimant]) -> bytes:
    """The same chart as a PNG with its legend, for where no script runs."""
    spec = spec_of({claim.claim_id: claim for claim in claims}, claimants, colours=[colour for _, colour in MARKS])
    spec |= {"width": WIDTH, "autosize": {"type": "pad"}, "padding": 16, "background": "white"}
    names = {claimant.key: visible(claimant.name) for claimant in claimants.values()}
    for value in spec["data"]["values"]:
        value["who"] = names[value["who"]]
    for channel in _channels(spec):
        channel["legend"] = {"title": None, "orient": "bottom", "columns": 3, "labelLimit": 260}
        channel["scale"]["domain"] = [names[key] for key in channel["scale"]["domain"]]
    made: bytes = vl_convert.vegalite_to_png(spec, vl_version=VEGA_LITE, scale=1.5)
    return made


def _channels(spec: Mapping[str, Any]) -> list[dict[str, Any]]:
    shapes = [layer["encoding"]["shape"] for layer in spec["layer"] if "shape" in layer.get("encoding", {})]
    return [channel for channel in (spec["encoding"]["color"], *shapes) if "scale" in channel]
