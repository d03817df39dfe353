"""Claimants as a page tells them apart: by name, colour and shape. An article's own voice is one of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tasks.report.rows import OWN_VOICE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tasks.report.rows import Claim

SHAPES = (
    "M-1,0A1,1,0,1,1,1,0A1,1,0,1,1,-1,0Z",
    "M-.9,-.9H.9V.9H-.9Z",
    "M0,-1.3L1.1,0L0,1.3L-1.1,0Z",
    "M0,-1.2L1.2,.95H-1.2Z",
    "M-.42,-1.15H.42V-.42H1.15V.42H.42V1.15H-.42V.42H-1.15V-.42H-.42Z",
    "M-.6,-1.05H.6L1.2,0L.6,1.05H-.6L-1.2,0Z",
    "M-.6,-1.15L0,-.55L.6,-1.15L1.15,-.6L.55,0L1.15,.6L.6,1.15L0,.55L-.6,1.15L-1.15,.6L-.55,0L-1.15,-.6Z",
    "M0,-1.3L.35,-.45L1.25,-.4L.55,.17L.78,1.05L0,.55L-.78,1.05L-.55,.17L-1.25,-.4L-.35,-.45Z",
)
"""Outlines of circle, square, diamond, triangle, cross, hexagon, saltire and star, in a square from -1 to 1."""

SMALL = "M-.6,0A.6,.6,0,1,1,.6,0A.6,.6,0,1,1,-.6,0Z"
DASH = "M-1.2,-.4H1.2V.4H-1.2Z"

COLOURS = ("#0b62a8", "#c2410c", "#0f766e", "#a21caf", "#8a6100", "#4f46c8", "#be123c", "#4d6b12")
"""As many as shapes; on white each has a contrast of 4.5 at least. page.css has them for dark paper too."""

GREY = "#5f6673"


@dataclass(frozen=True, slots=True)
class Claimant:
    """One claimant of a page. `mark` is the place of its shape and colour, MARKS - 2 and - 1 for the two below."""

    key: str
    name: str
    kind: str
    mark: int
    claims: int


MARKS = (*zip(SHAPES, COLOURS, strict=True), (SMALL, GREY), (DASH, GREY))
"""(shape, colour): those of the claimants with most claims, of all further ones, and of articles' own voices."""

OTHER, OWN = len(SHAPES), len(SHAPES) + 1


def claimants_of(claims: Sequence[Claim]) -> dict[str, Claimant]:
    """`claimant_id` → its claimant, those with most claims first; all own voices of articles are one."""
    counts = Counter(_identity(claim) for claim in claims)
    named = defaultdict(list)
    for claim in claims:
        named[_identity(claim)].append(claim)
    ranked = sorted(counts, key=lambda identity: (identity == OWN_VOICE, -counts[identity], identity))
    made = {}
    for place, identity in enumerate(ranked):
        is_own = identity == OWN_VOICE
        name = "articles in their own words" if is_own else _name(named[identity])
        mark = OWN if is_own else min(place, OTHER)
        made[identity] = Claimant(f"w{place}", name, named[identity][0].claimant_kind, mark, counts[identity])
    return {claim.claimant_id: made[_identity(claim)] for claim in claims}


def _name(claims: Sequence[Claim]) -> str:
    """What most of a claimant's claims call it, the shorter of two."""
    names = Counter(claim.claimant or claim.claimant_id for claim in claims)
    return min(names, key=lambda name: (-names[name], len(name), name))


def _identity(claim: Claim) -> str:
    return OWN_VOICE if claim.claimant_kind == OWN_VOICE else claim.claimant_id
