"""The nouns of a measurement: where it lies, what was read, what could not be, what was observed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Literal

from forensics.description import MethodDescription


@dataclass(frozen=True, slots=True)
class Timestamp:
    """A presentation or decoding time as the file states it: ``pts`` ticks of ``time_base`` seconds."""

    pts: int
    time_base: Fraction

    @property
    def seconds(self) -> Fraction:
        """Return the exact time in seconds."""
        return self.pts * self.time_base


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle in pixels of the decoded frame, before any rotation: origin top left."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class WholeFile:
    """The file as a whole."""


@dataclass(frozen=True, slots=True)
class StreamLocus:
    """One stream of the file, by its index in the container."""

    stream: int


@dataclass(frozen=True, slots=True)
class ByteRange:
    """Bytes ``offset`` to ``offset + length`` (exclusive) of the file."""

    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A span of one stream's presentation time, both ends included."""

    stream: int
    start: Timestamp
    end: Timestamp


@dataclass(frozen=True, slots=True)
class FrameLocus:
    """One decoded frame: its index in presentation order (from 0), its time, and a region if only a part is meant."""

    stream: int
    index: int
    at: Timestamp
    region: Region | None = None


Locus = WholeFile | StreamLocus | ByteRange | TimeSpan | FrameLocus


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell of a table that the file does not fill or that could not be read, with the reason."""

    reason: str


Scalar = bool | int | float | str | Fraction
Cell = bool | int | float | str | Fraction | Unread


@dataclass(frozen=True, slots=True)
class Measurement:
    """One value read off the file. ``unit`` is '1' for counts and ratios, 'text' for strings."""

    quantity: str
    value: Scalar
    unit: str
    locus: Locus = WholeFile()


@dataclass(frozen=True, slots=True)
class NotMeasured:
    """A quantity that was asked for and not obtained, with the reason in words."""

    quantity: str
    reason: str
    locus: Locus = WholeFile()


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a series: its name and the unit of its cells."""

    name: str
    unit: str


@dataclass(frozen=True, slots=True)
class Series:
    """Consecutive rows of one table (packets, frames, levels); long tables come as several chunks in order."""

    quantity: str
    columns: tuple[Column, ...]
    first_row: int
    rows: tuple[tuple[Cell, ...], ...]
    locus: Locus = WholeFile()


@dataclass(frozen=True, slots=True)
class Field:
    """One parsed field of a container element, anchored to its bytes (``length`` 0: derived, not stored)."""

    name: str
    value: Cell
    unit: str
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Element:
    """One element of the container's structure (box, chunk, EBML element, transport table).

    ``number`` counts elements in file order from 0; ``parent`` is the number of the enclosing element, -1 at
    the top. ``size`` includes the header. ``clause`` names the standard and clause that defines the element.
    """

    number: int
    parent: int
    kind: str
    offset: int
    header: int
    size: int
    fields: tuple[Field, ...] = ()
    clause: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tag:
    """One metadata value as one reader gives it; two readers of the same bytes give two tags."""

    reader: str
    group: str
    name: str
    value: str
    locus: Locus = WholeFile()


class Assurance(StrEnum):
    """Who could have written a statement: only a key's holder, or anybody with the file."""

    SIGNED = "signed"
    UNSIGNED = "unsigned"


@dataclass(frozen=True, slots=True)
class Signal:
    """A statement that the file carries about its own origin. Its absence would mean nothing."""

    kind: str
    statement: str
    assurance: Assurance
    could_be_written_by: str
    supports: str
    locus: Locus = WholeFile()
    absence_means: Literal["nothing"] = "nothing"


@dataclass(frozen=True, slots=True)
class Dimension:
    """One question about a C2PA manifest, its answer in a fixed word, what it means, and the codes behind it."""

    name: str
    result: str
    meaning: str
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class C2paAction:
    """One action that a manifest asserts, as written by its signer."""

    action: str
    digital_source_type: str
    software_agent: str
    description: str
    when: str
    parameters: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class C2paIngredient:
    """One ingredient of a manifest: its own manifest if any, and the failures that the signer recorded."""

    title: str
    relationship: str
    manifest_label: str
    media_type: str
    recorded_failures: tuple[str, ...]
    found_failures: tuple[str, ...]
    description: str = ""


@dataclass(frozen=True, slots=True)
class C2paManifest:
    """One manifest of the store. ``depth`` 0 is the active one, -1 one that nothing refers to; names are claims."""

    label: str
    depth: int
    title: str
    claim_generator: str
    claim_version: int
    signer_organisation: str
    signer_common_name: str
    signer_issuer: str
    signer_not_before: str
    signer_not_after: str
    signed_at: str
    time_stamp_authority: str
    dimensions: tuple[Dimension, ...]
    actions: tuple[C2paAction, ...]
    ingredients: tuple[C2paIngredient, ...]
    assertions: tuple[str, ...]
    soft_bindings: tuple[str, ...]
    identities: tuple[str, ...]
    unbound: tuple[str, ...]
    """Parts of the file that the manifest's hash leaves out, with byte ranges where they are known."""
    trusted_by: tuple[str, ...] = ()
    """The trust lists, by name, that lead to the signer's certificate; empty also when no list was loaded."""
    claim_generator_info: tuple[tuple[str, str], ...] = ()
    rubric: tuple[str, ...] = ()
    """C2PA's own words for what this manifest declares (asset rubric of 2026-08-06)."""
    signer_unit: str = ""
    signer_serial: str = ""
    algorithm: str = ""


@dataclass(frozen=True, slots=True)
class TrustListUsed:
    """A trust list as evidence: what it is called, when it was issued, its SHA-256 and how many certificates."""

    name: str
    role: str
    dated: str
    source: str
    sha256: str
    certificates: int


class C2paPresence(StrEnum):
    """What was found where a C2PA manifest store may stand."""

    PRESENT = "present"
    NONE = "none"
    CONTAINER_NOT_SUPPORTED = "container not supported"
    STORED_ELSEWHERE = "stored elsewhere, not fetched"
    UNREADABLE = "present but unreadable"
    NEEDS_INIT_SEGMENT = "fragment without its initialisation segment"
    UNDETERMINED = "could not be established"


@dataclass(frozen=True, slots=True)
class C2paReading:
    """Everything read from a C2PA manifest store, dimension by dimension.

    ``library_state`` is the reading library's own one-word summary, kept as raw output; it is never shown
    without ``dimensions``, which answer for the active manifest.
    """

    presence: C2paPresence
    detail: str
    library: str
    library_state: str
    dimensions: tuple[Dimension, ...]
    manifests: tuple[C2paManifest, ...]
    trust_lists: tuple[TrustListUsed, ...]
    rubric: tuple[str, ...] = ()
    locus: Locus = WholeFile()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture made from the exhibit and left in the worker's scratch folder under ``name``."""

    quantity: str
    name: str
    media_type: str
    sha256: str
    width: int
    height: int
    recipe: str
    locus: Locus = WholeFile()


@dataclass(frozen=True, slots=True)
class StoredFingerprint:
    """A fingerprint of pictures or sound, left in the worker's scratch folder under ``name`` in a documented format.

    An overview of sound for graphs is handed over likewise.

    ``codebook`` is the SHA-256 of the learned codebook by which it is looked up, '' where none is used.
    """

    quantity: str
    name: str
    media_type: str
    sha256: str
    size: int
    format: str
    recipe: str
    codebook: str
    locus: Locus = WholeFile()


Read = Element | Tag | Signal | C2paReading
Kept = Picture | StoredFingerprint
Outcome = Measurement | NotMeasured | Series | Read | Kept | MethodDescription


@dataclass(frozen=True, slots=True)
class Direction:
    """The proposition of a named pair towards which an observation points, and why; never a weight."""

    pair: str
    towards: Literal["H1", "H2", "neither"]
    because: str


@dataclass(frozen=True, slots=True)
class Finding:
    """An observation in words with what it rests on, its innocent explanations and its limits."""

    method: str
    version: str
    code: str
    observation: str
    loci: tuple[Locus, ...]
    rests_on: tuple[str, ...]
    innocent_explanations: tuple[str, ...]
    limits: tuple[str, ...]
    direction: Direction | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """An outcome with the method and version that produced it."""

    method: str
    version: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a step has come; ``total`` 0 means that the amount is not known."""

    step: str
    done: int
    total: int
    unit: str


@dataclass(frozen=True, slots=True)
class Ended:
    """The last line of a worker that came to its own end; ``results`` counts its results and findings."""

    results: int


Line = Result | Finding | Progress | Ended


class StreamKind(StrEnum):
    """What a stream carries."""

    VIDEO = "video"
    AUDIO = "audio"
    SUBTITLE = "subtitle"
    DATA = "data"
    ATTACHMENT = "attachment"


@dataclass(frozen=True, slots=True)
class StreamFacts:
    """What the demuxer says of one stream; 0 and '' where the container does not say."""

    index: int
    kind: StreamKind
    codec: str
    profile: str
    time_base: Fraction
    frame_rate: Fraction
    width: int = 0
    height: int = 0
    pixel_format: str = ""
    sample_rate: int = 0
    channels: int = 0
    frames_declared: int = 0


@dataclass(frozen=True, slots=True)
class MediaFacts:
    """What is known of a file before it is decoded: the basis of a detector's applicability."""

    size: int
    container: str
    demuxer: str
    streams: tuple[StreamFacts, ...]

    def first(self, kind: StreamKind) -> StreamFacts | None:
        """Return the first stream of a kind, attached pictures left out, or None."""
        return next((stream for stream in self.streams if stream.kind is kind), None)

    def first_index(self, kind: StreamKind) -> int:
        """Return the number of the first stream of a kind, as ``first`` finds it, or -1 where there is none."""
        found = self.first(kind)
        return -1 if found is None else found.index
