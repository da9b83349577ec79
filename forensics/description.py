"""What a method says of itself, as data: what it yields, its limits, its card. Stored with what it measured."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from forensics.grounds import Ground

Family = Literal["container", "codec", "timeline", "sensor", "image", "audio", "mark", "provenance", "external"]
"""Methods of one family see the same traces and may fail together: on the board two of one family count once."""
Kind = Literal["fact", "measurement", "series", "segment", "region", "heat map", "score", "quality"]
"""What a quantity is.

fact: read off the file, with the place where anybody can check it; measurement: computed; series: a table by packet,
frame or time; segment: a span of time or a numbered frame within a passage; region: a rectangle of a frame; heat map:
a picture kept as a derivative with its digest, for finding places and never for weighing; score: what the method's
threshold is laid on; quality: how much the file lets the method see.
"""


@dataclass(frozen=True, slots=True)
class Reference:
    """A publication or standard that a method follows."""

    citation: str
    identifier: str


@dataclass(frozen=True, slots=True)
class Validation:
    """One named, dated trial of a detector: counts by independent group, and what came out."""

    data: str
    dated: str
    groups: int
    files: int
    outcome: str


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of a detector's errors. Without calibration a score is a score, never a probability."""

    calibration: Literal["uncalibrated"]
    validations: tuple[Validation, ...]
    known_failures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity that a detector can yield: its name, unit, meaning and kind."""

    name: str
    unit: str
    meaning: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Cost:
    """What a method costs beside the one decode: seconds for a minute of 1920 × 1080 at 30 frames a second.

    Measured on one processor of the machine named in docs/methods/index.md; shown before a method on request starts.
    """

    seconds_per_minute: float
    megabytes: int = 0
    """Memory that it holds at its peak, 0 where it keeps next to nothing."""


NO_COST = Cost(0.0)


@dataclass(frozen=True, slots=True)
class FileScore:
    """The one number of a whole file by which a method can be tried on labelled files.

    ``take`` says which of several values counts, ``towards`` which way points to the target, ``threshold`` where the
    method's own judge stands, None where it has none.
    """

    quantity: str
    take: Literal["greatest", "least"]
    towards: Literal["high", "low"]
    threshold: float | None
    target: str
    """What the files are that the method should find."""


@dataclass(frozen=True, slots=True)
class MethodDescription:
    """Everything that a method says of itself, without its code; ``code_sha256`` is that of forensics.registry.

    ``distribution`` is the installed package and its version, '' for methods of the program itself.
    """

    id: str
    version: str
    family: Family
    summary: str
    quantities: tuple[Quantity, ...]
    limits: tuple[str, ...]
    references: tuple[Reference, ...]
    innocent_explanations: tuple[str, ...]
    card: Card
    determinism: Literal["exact", "tolerance"]
    score: FileScore | None
    parameters: tuple[tuple[str, bool | int | float | str], ...]
    cost: Cost
    on_request: str
    distribution: str
    code_sha256: str
    grounds: tuple[Ground, ...] = field(default=(), metadata={"later": True})
