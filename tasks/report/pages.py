"""A report as one HTML file: styles, scripts and data are in it, and a policy forbids it to load anything else."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter, defaultdict
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from tasks.report import words
from tasks.report.charts import library, picture, spec_of
from tasks.report.claimants import MARKS, claimants_of
from tasks.report.rows import OWN_VOICE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tasks.report.claimants import Claimant
    from tasks.report.rows import Claim, Disagreement, Measure, Quote, Report

HERE = Path(__file__).parent

PANELS = 6
"""Charts on one page; claims of further measures stand in its tables and sentences."""

PAIRS_SHOWN = 100
"""Rows of the table of disagreements, and of that of revisions: the first of their order."""

INKS = [f"var(--mark-{place})" for place in range(len(MARKS))]
"""The colours of the marks by their names in page.css, which knows them for light and for dark."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One chart: a measure, its claims by key, and its Vega-Lite specification."""

    key: str
    name: str
    unit: str
    told: str
    spec: Mapping[str, Any]


def render_page(report: Report) -> str:
    """The page of a report."""
    script, style = _read("page.js"), _read("page.css")
    chart_script = _inline(library())
    keys = {claim.claim_id: f"c{place}" for place, claim in enumerate(report.claims, 1)}
    claimants = claimants_of(report.claims)
    panels = _panels(report, keys, claimants)
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            report=report,
            title=title_of(report),
            lede=_lede(report, claimants),
            claimants=sorted(set(claimants.values()), key=lambda one: int(one.key[1:])),
            claimant_of=claimants,
            claim_of={claim.claim_id: claim for claim in report.claims},
            key_of=keys,
            places=_places(report.claims),
            days=[claim.day for claim in report.claims if claim.day],
            names={measure.measure_id: words.name_of(measure) for measure in report.measures},
            measures=_ranked(report),
            quotes=_in_time(report),
            panels=panels,
            marks=MARKS,
            pairs_shown=PAIRS_SHOWN,
            data=_data(report, keys, claimants, panels),
            style=Markup(style),  # noqa: S704 - our own file
            script=Markup(script),  # noqa: S704 - our own file
            chart_script=Markup(chart_script),  # noqa: S704 - a library's file, without an end tag
            policy=policy_of(scripts=[script, chart_script], styles=[style]),
        )
    )


def _read(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def _inline(script: str) -> str:
    """A script with nothing in it that would end its element or change how it is read."""
    return script.replace("\r\n", "\n").replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        finalize=_shown,
    )
    made.filters |= {
        "number": words.number,
        "day": words.day,
        "counted": words.counted,
        "relation": words.RELATIONS.__getitem__,
    }
    made.globals |= {"period": words.period, "OWN_VOICE": OWN_VOICE}
    return made


def _shown(value: object) -> object:
    """What every expression of the template goes through, before it is escaped."""
    if value is None:
        return ""
    return value if isinstance(value, Markup) or not isinstance(value, str) else words.shown(value)


def policy_of(*, scripts: Sequence[str], styles: Sequence[str]) -> str:
    """The Content-Security-Policy under which these inline elements run, and nothing else is run or loaded."""
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {' '.join(map(_hash, scripts))}",
            f"style-src {' '.join(map(_hash, styles))}",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def title_of(report: Report) -> str:
    """What the page is about, as a headline: its one measure, else the words asked for, else its first measure."""
    title = _subject(report)
    return f"{title[:1].upper()}{title[1:]}"


def _subject(report: Report) -> str:
    if len(report.measures) == 1 or not report.question or report.question.startswith("s:"):
        return words.name_of(_ranked(report)[0])
    return report.question


def contested_picture(report: Report) -> tuple[str, bytes]:
    """The first measure of a report: its name and range, and its chart as a PNG."""
    first = _ranked(report)[0]
    claims = [claim for claim in report.claims if claim.measure_id == first.measure_id]
    told = ": ".join(filter(None, [words.name_of(first), words.range_of(claims)]))
    return words.shown(told), picture(claims, claimants_of(claims))


def _ranked(report: Report) -> list[Measure]:
    """Measures with the most disagreements first, then those with the most claims."""
    pairs = Counter(pair.measure_id for pair in report.disagreements if pair.relation != "bound")
    claims = Counter(claim.measure_id for claim in report.claims)
    return sorted(report.measures, key=lambda one: (-pairs[one.measure_id], -claims[one.measure_id], one.measure_id))


def _panels(report: Report, keys: Mapping[str, str], claimants: Mapping[str, Claimant]) -> list[Panel]:
    by_measure: defaultdict[str, dict[str, Claim]] = defaultdict(dict)
    for claim in report.claims:
        by_measure[claim.measure_id][keys[claim.claim_id]] = claim
    days = [claim.day for claim in report.claims if claim.day]
    made = []
    for place, measure in enumerate(_ranked(report), 1):
        claims = by_measure[measure.measure_id]
        spec = spec_of(claims, claimants, colours=INKS, days=days)
        told = words.range_of(list(claims.values()))
        made.append(Panel(f"m{place}", words.name_of(measure), words.unit_of(measure), told, spec))
    drawn = [panel for panel in made if panel.spec["data"]["values"]]
    several = [panel for panel in drawn if len(panel.spec["data"]["values"]) > 1]
    return (several or drawn)[:PANELS]


def _lede(report: Report, claimants: Mapping[str, Claimant]) -> dict[str, Any]:
    """The page in one breath: the range of its first measure, how many voices, who is furthest apart."""
    first = _ranked(report)[0]
    claims = [claim for claim in report.claims if claim.measure_id == first.measure_id]
    days = sorted(claim.day for claim in report.claims if claim.day)
    conflicts = [pair for pair in report.disagreements if pair.relation == "conflict"]
    return {
        "about": words.name_of(first),
        "range": words.range_of(claims),
        "claimants": len({claimants[claim.claimant_id].key for claim in report.claims}),
        "publishers": len({publisher for claim in report.claims for publisher in claim.publishers}),
        "period": words.period(days[0], days[-1]) if days else "",
        "conflicts": len(conflicts),
        "stale": sum(pair.relation == "stale" for pair in report.disagreements),
        "widest": _widest(conflicts),
    }


def _widest(conflicts: Sequence[Disagreement]) -> Disagreement | None:
    return max(conflicts, key=lambda pair: (pair.ratio or 0, pair.gap or 0, pair.disagreement_id), default=None)


def _places(claims: Sequence[Claim]) -> dict[str, str]:
    """Name of each place → its key on the page."""
    named = sorted({claim.place_name for claim in claims if claim.place_name})
    return {name: f"p{place}" for place, name in enumerate(named, 1)}


def _in_time(report: Report) -> list[Quote]:
    """Quotes in the order of their first publication; those without a date last."""
    return sorted(
        report.quotes,
        key=lambda quote: (
            quote.carriers[0].published_at is None,
            str(quote.carriers[0].published_at or ""),
            quote.figure_id,
        ),
    )


def _data(
    report: Report, keys: Mapping[str, str], claimants: Mapping[str, Claimant], panels: Sequence[Panel]
) -> dict[str, Any]:
    """What the page's script needs: ids of ours and days, no text of any article."""
    places, measures = _places(report.claims), {one.measure_id: f"m{n}" for n, one in enumerate(_ranked(report), 1)}
    return {
        "claims": [
            {
                "id": keys[claim.claim_id],
                "who": claimants[claim.claimant_id].key,
                "place": places.get(claim.place_name or "", ""),
                "measure": measures[claim.measure_id],
                "day": claim.day.isoformat() if claim.day else "",
            }
            for claim in report.claims
        ],
        "panels": [{"id": panel.key, "spec": asdict(panel)["spec"]} for panel in panels],
    }
