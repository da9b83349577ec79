"""The nouns of the register: a family of generators, and dated, sourced claims about it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

UNKNOWN = "unknown"


class ClaimKind(StrEnum):
    """Where a claim comes from: the five kinds weigh differently, and a demonstration is not a product."""

    CURATED_DEMO = "curated demo"
    PUBLIC_PRODUCT = "public product"
    SYSTEM_CARD = "system card"
    STANDARD_OR_LAW = "standard or law"
    REAL_DEPLOYMENT = "real deployment"


class ClaimField(StrEnum):
    """What a claim is about. Every family has at least one claim of each, if only that it is unknown."""

    MODEL_FAMILY = "model family"
    PRODUCT_SURFACE = "product surface"
    ACCESS = "access"
    INPUTS = "input modalities"
    OUTPUTS = "output modalities"
    DURATION = "duration"
    RESOLUTION = "resolution"
    FRAME_RATE = "frame rate"
    AUDIO = "audio"
    PROVENANCE = "provenance signal"
    WATERMARK = "invisible watermark"
    VISIBLE_MARK = "visible mark"
    CONTAINER = "container traits"
    LABEL = "label"


class TrialKind(StrEnum):
    """How a claim can be held against a file."""

    C2PA_PRODUCT = "c2pa product"
    OUTPUT_KIND = "output kind"
    DURATIONS = "durations"
    LONGEST = "longest"
    FRAME_RATES = "frame rates"
    RESOLUTIONS = "resolutions"
    SOUND = "sound"
    SIGNAL = "signal"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Trial:
    """A test of one claim: its kind and the values that it needs (units: s, 1/s, WxH in px, words).

    ``names_model`` says whether the names in a C2PA product trial tell the model or only its maker.
    """

    kind: TrialKind
    names: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    seconds: tuple[Fraction, ...] = ()
    rates: tuple[Fraction, ...] = ()
    sizes: tuple[tuple[int, int], ...] = ()
    word: str = ""
    names_model: bool = True


NO_TRIAL = Trial(TrialKind.NONE)


@dataclass(frozen=True, slots=True)
class GeneratorClaim:
    """One statement about a family. ``valid_until`` '' means: not known to have ended. ``by`` names who added it."""

    id: str
    field: ClaimField
    value: str
    kind: ClaimKind
    source: str
    source_date: str
    reviewed: datetime.date
    valid_from: str
    valid_until: str
    note: str
    trial: Trial
    replaces: str = ""
    by: str = ""

    @property
    def unknown(self) -> bool:
        """Return whether the claim says that nothing is known."""
        return self.value == UNKNOWN


@dataclass(frozen=True, slots=True)
class Family:
    """One family of generators with all its claims, corrected ones included."""

    id: str
    name: str
    maker: str
    stale_after_days: int
    reminder: str
    claims: tuple[GeneratorClaim, ...]

    def standing(self) -> tuple[GeneratorClaim, ...]:
        """Return the claims that no later claim replaces."""
        replaced = {claim.replaces for claim in self.claims}
        return tuple(claim for claim in self.claims if claim.id not in replaced)

    def is_stale(self, claim: GeneratorClaim, today: datetime.date) -> bool:
        """Return whether a claim was last reviewed longer ago than the family's set age."""
        return (today - claim.reviewed).days > self.stale_after_days


@dataclass(frozen=True, slots=True)
class Source:
    """One file that the register was made of, kept so that a case can pin the state that it used."""

    name: str
    sha256: str
    text: str


@dataclass(frozen=True, slots=True)
class Register:
    """The families, the files they came from, and one digest over all of them."""

    families: tuple[Family, ...]
    sources: tuple[Source, ...]
    sha256: str

    def family(self, identifier: str) -> Family | None:
        """Return a family by its id, or None."""
        return next((family for family in self.families if family.id == identifier), None)
