"""The contract of a detector: a frozen record of what it needs, observes, judges and admits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, Protocol

from forensics.description import (
    NO_COST,
    Card,
    Cost,
    Family,
    FileScore,
    Kind,
    MethodDescription,
    Quantity,
    Reference,
    Validation,
)
from forensics.grounds import ALL, Ground, Pointer, Published, Reading, Tried, checked
from forensics.types import Finding, MediaFacts, Outcome, Result, Timestamp

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    GreyPicture = npt.NDArray[np.uint8]
    ColourPicture = npt.NDArray[np.uint8]
    Samples = npt.NDArray[np.float32]

__all__ = (
    "ALL",
    "Applicability",
    "AudioView",
    "Card",
    "Cost",
    "Detector",
    "FileScore",
    "FrameNeed",
    "FrameView",
    "Ground",
    "Kind",
    "Needs",
    "Observer",
    "PacketView",
    "Parameters",
    "Pointer",
    "Published",
    "Quantity",
    "Reading",
    "Reference",
    "Tried",
    "Validation",
    "described",
)

Parameters = dict[str, int | float | str | bool]


@dataclass(frozen=True, slots=True)
class PacketView:
    """One coded packet in the container's order. ``pts`` and ``dts`` are None where the container gives none."""

    stream: int
    number: int
    pts: int | None
    dts: int | None
    duration: int
    time_base: Fraction
    size: int
    position: int
    key: bool
    discard: bool
    picture_type: str
    """'I', 'P' or 'B' read from the H.264/H.265 slice headers where that was possible, else ''."""


class FrameView(Protocol):
    """One decoded frame in presentation order; pictures are made on first use and shared by all consumers."""

    @property
    def stream(self) -> int: ...
    @property
    def index(self) -> int: ...
    @property
    def at(self) -> Timestamp: ...
    @property
    def has_pts(self) -> bool: ...
    @property
    def key(self) -> bool: ...
    @property
    def picture_type(self) -> str: ...
    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...
    @property
    def sha256(self) -> str: ...

    def grey(self, longest_side: int | None = None) -> GreyPicture:
        """Return the luma plane (H, W) uint8, area-averaged down to a longest side of at most ``longest_side``."""
        ...

    def rgb(self, longest_side: int | None = None) -> ColourPicture:
        """Return (H, W, 3) uint8 RGB, scaled down likewise."""
        ...

    def motion_vectors(self) -> npt.NDArray[np.void] | None:
        """Return FFmpeg's motion vectors of this frame, or None where the codec gives none."""
        ...

    def quantisers(self) -> npt.NDArray[np.int32] | None:
        """Return the quantiser of each block (rows, columns) , None where the codec gives none or none are needed."""
        ...


@dataclass(frozen=True, slots=True)
class AudioView:
    """A block of decoded sound: float32 samples in -1..1, shape (channels, samples)."""

    stream: int
    at: Timestamp
    sample_rate: int
    samples: Samples

    def mono(self) -> Samples:
        """Return the mean over the channels, float32 (samples,)."""
        mean: Samples
        match len(self.samples):  # of one and two the same to the bit, in a fifth of the time
            case 1:
                mean = self.samples[0]
            case 2:
                mean = (self.samples[0] + self.samples[1]) / 2
            case _:
                mean = self.samples.mean(axis=0, dtype="float32")
        return mean

    def missing(self, first: Timestamp, taken: int) -> int:
        """Return how many samples the stream's own times leave out before this block, 0 where it goes on.

        ``taken`` are those that came since ``first``, with those left out before. Up to 0.05 s is how times are
        rounded, and 600 s or more no gap but another clock.
        """
        rate, base = self.sample_rate, self.at.time_base
        if base == first.time_base:  # whole numbers: fractions take ten times as long
            ticks = (self.at.pts - first.pts) * base.numerator * rate
            if 20 * ticks < (rate + 20 * (taken - 1)) * base.denominator:
                return 0
        missing = round((self.at.seconds - first.seconds) * rate) - taken
        return missing if 0.05 * rate < missing < 600 * rate else 0


@dataclass(frozen=True, slots=True)
class FrameNeed:
    """Which frames a consumer wants: at most ``rate`` a second (None: every one). Raises ValueError for 0 and less."""

    rate: Fraction | None = None

    def __post_init__(self) -> None:
        """Refuse what no frame could be due at."""
        if self.rate is not None and self.rate <= 0:
            raise ValueError(f"a rate of {self.rate} frames a second is none")


@dataclass(frozen=True, slots=True)
class Needs:
    """What one decode must provide for a detector."""

    packets: bool = False
    frames: FrameNeed | None = None
    audio: bool = False
    motion_vectors: bool = False


@dataclass(frozen=True, slots=True)
class Observer:
    """A running observation: callables fed by the one decode, then ``finish`` once for the outcomes."""

    finish: Callable[[], Iterable[Outcome]]
    packet: Callable[[PacketView], None] | None = None
    frame: Callable[[FrameView], None] | None = None
    audio: Callable[[AudioView], None] | None = None


@dataclass(frozen=True, slots=True)
class Applicability:
    """Whether a detector may speak about a file; ``reasons`` says why not, and is printed."""

    applicable: bool
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Detector:
    """A method: ``observe`` measures in the worker, ``judge`` turns stored measurements into findings anywhere.

    Raise ValueError for grounds that contradict each other or name no reference of the method.
    """

    id: str
    version: str
    family: Family
    summary: str
    needs: Needs
    quantities: tuple[Quantity, ...]
    applicability: Callable[[MediaFacts], Applicability]
    limits: tuple[str, ...]
    references: tuple[Reference, ...]
    innocent_explanations: tuple[str, ...]
    observe: Callable[[MediaFacts, Parameters], Observer]
    judge: Callable[[Sequence[Result]], Sequence[Finding]]
    card: Card
    grounds: tuple[Ground, ...] = ()
    """What vouches for each finding that ``judge`` may make; a method without grounds makes none."""
    determinism: Literal["exact", "tolerance"] = "exact"
    score: FileScore | None = None
    parameters: Parameters = field(default_factory=dict)
    cost: Cost = NO_COST
    on_request: str = ""
    """Why the method runs only when it is asked for by its id (heavy, experimental); '' for the default set."""

    def __post_init__(self) -> None:
        checked(self.grounds, [one.identifier for one in self.references])


def described(detector: Detector, *, distribution: str = "", code_sha256: str = "") -> MethodDescription:
    """Return what a method says of itself, as data."""
    return MethodDescription(
        id=detector.id,
        version=detector.version,
        family=detector.family,
        summary=detector.summary,
        quantities=detector.quantities,
        limits=detector.limits,
        references=detector.references,
        innocent_explanations=detector.innocent_explanations,
        card=detector.card,
        grounds=detector.grounds,
        determinism=detector.determinism,
        score=detector.score,
        parameters=tuple(sorted(detector.parameters.items())),
        cost=detector.cost,
        on_request=detector.on_request,
        distribution=distribution,
        code_sha256=code_sha256,
    )
