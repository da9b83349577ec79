"""Cases made by hand, record by record, so that every field can hold anything."""

from __future__ import annotations

import hashlib
import struct
import zlib
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from casefiles.views import (
    AcquisitionRow,
    CaseId,
    CaseSummary,
    ComparedDigest,
    DeclaredDigest,
    Derivative,
    DigestRow,
    EventRow,
    ExaminationId,
    ExaminationRow,
    ExhibitDetail,
    ExhibitId,
    ExhibitRow,
    FileTimes,
    HeadView,
    Provided,
    SeriesRow,
)
from forensics.description import MethodDescription
from forensics.detector import (
    Applicability,
    Card,
    Detector,
    Needs,
    Observer,
    Quantity,
    Reference,
    Validation,
    described,
)
from forensics.types import (
    Assurance,
    ByteRange,
    C2paAction,
    C2paIngredient,
    C2paManifest,
    C2paPresence,
    C2paReading,
    Column,
    Dimension,
    Direction,
    Element,
    Field,
    Finding,
    FrameLocus,
    Measurement,
    NotMeasured,
    Picture,
    Region,
    Result,
    Series,
    Signal,
    StreamLocus,
    Tag,
    TimeSpan,
    Timestamp,
    TrustListUsed,
    Unread,
)

HOSTILE = (
    "<b>\x1b[31m\u202eevil\u2066 \x00\udcff\ue000 &amp; #pagebreak() $x$ \\ @a `x` ']\n\u0301z̍̎̄̅̿⟨U+0041⟩ ]]> --> {{x}}"
)
SCRIPTS = "مرحبا بالعالم · 中文名字 · हिन्दी क्षेत्र · שלום עולם · 😀👍🇫🇷 · Ελληνικά · Русский · ไทย · 한국어"


def digest(text: str) -> str:
    """Return a digest to print."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def png(shade: int, width: int = 64, height: int = 36) -> bytes:
    """Return a small grey picture."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = b"".join(b"\0" + bytes((shade + x) % 256 for x in range(width)) for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@dataclass
class RecordCase:
    """A case that holds the records given to it."""

    folder: Path
    name: str = "Harbour clip"
    claim: str = "The clip shows the harbour on fire on 3 November 2026."
    details: list[ExhibitDetail] = field(default_factory=list)
    tables: dict[str, Series] = field(default_factory=dict)
    log: list[EventRow] = field(default_factory=list)
    note: str = "assay/C-1\n3\nAAAA\n\n— assay AAAA"

    def summary(self) -> CaseSummary:
        return CaseSummary(
            self.folder,
            CaseId("7d6e2a1c9f3b4e08"),
            self.name,
            self.claim,
            "2026-11-20T08:00:00Z",
            "A. Examiner",
            len(self.details),
            sum(detail.examination is not None for detail in self.details),
            len(self.log),
            self.head(),
            False,
        )

    def head(self) -> HeadView:
        root = digest("\n".join(event.leaf for event in self.log))
        return HeadView(len(self.log), root, self.note)

    def exhibits(self) -> tuple[ExhibitRow, ...]:
        return tuple(detail.row for detail in self.details)

    def detail(self, exhibit: ExhibitId) -> ExhibitDetail:
        return next(detail for detail in self.details if detail.row.id == exhibit)

    def examinations(self, exhibit: ExhibitId) -> tuple[ExaminationRow, ...]:
        examination = self.detail(exhibit).examination
        return (examination,) if examination else ()

    def series(self, exhibit: ExhibitId, quantity: str, *, stream: int | None = None) -> Series:
        return self.tables[quantity]

    def events(self) -> tuple[EventRow, ...]:
        return tuple(self.log)

    def derivative_path(self, derivative: Derivative) -> Path:
        return self.folder / derivative.path


def empty_case(folder: Path) -> RecordCase:
    """Return a case that was opened and nothing more."""
    return RecordCase(folder, log=[event(0, "open")])


def full_case(folder: Path, *, text: str = "", findings: int = 3) -> RecordCase:
    """Return a case with two exhibits, one examined; ``text`` goes into every field that a text can reach."""
    case = RecordCase(folder, name=f"Harbour clip {text}", claim=f"The clip shows the harbour on fire. {text}")
    case.details = [examined(folder, text=text, findings=findings), unexamined(text)]
    case.tables = {f"packets {text}": packets(text)}
    case.log = [
        event(number, action, text=text)
        for number, action in enumerate(("open", "acquire", "acquire", "examine", "verify"))
    ]
    return case


def event(number: int, action: str, *, text: str = "") -> EventRow:
    at = f"2026-11-20T08:{number:02d}:00.123456Z"
    detail = f"outcome {text}"
    return EventRow(
        number, at, f"A. Examiner {text}", "ed25519:ab12", action, "E-0001", text, detail, digest(str(number))
    )


def row(number: int, text: str, *, findings: int, examination: ExaminationId | None, not_measured: int) -> ExhibitRow:
    name = f"E-{number:04d}"
    return ExhibitRow(
        id=ExhibitId(name),
        name=f"clip {number} {text}.mp4",
        size=1_234_567 * (number - 1),
        digests=(
            DigestRow("sha256", digest(name), ""),
            DigestRow("blake3", digest(name + "b"), "not a NIST algorithm"),
            DigestRow("sha512", hashlib.sha512(name.encode()).hexdigest(), ""),
        ),
        stored_as=f"originals/sha256/{digest(name)[:2]}/{digest(name)}",
        acquisitions=1,
        examination=examination,
        examined_at="2026-11-20T08:03:00Z" if examination else "",
        media=f"mov,mp4 1920x1080 h264 {text}",
        findings=findings,
        not_measured=not_measured,
    )


def acquisition(number: int, text: str) -> AcquisitionRow:
    sha = digest(f"E-{number:04d}")
    return AcquisitionRow(
        id=f"A-{number:04d}",
        exhibit=ExhibitId(f"E-{number:04d}"),
        original_name=f"clip {number} {text}.mp4",
        source_path=f"/media/card/{text}",
        source_kind="file",
        times=FileTimes("2026-11-03T21:14:05Z", "2026-11-03T21:14:05Z", "2026-11-20T07:59:00Z", ""),
        provided=Provided(
            f"a witness {text}",
            text,
            text,
            text,
            text,
            (DeclaredDigest("sha256", sha), DeclaredDigest("md5", "0" * 32)),
        ),
        compared=(ComparedDigest("sha256", sha, sha), ComparedDigest("md5", "0" * 32, "f" * 32)),
        by=f"A. Examiner {text}",
        machine=f"desk-1 {text}",
        clock="synchronised",
        started="2026-11-20T08:01:00Z",
        ended="2026-11-20T08:01:03Z",
        event=1,
    )


def unexamined(text: str) -> ExhibitDetail:
    return ExhibitDetail(
        row(1, text, findings=0, examination=None, not_measured=0), (acquisition(1, text),), None, (), (), (), ()
    )


def frame(index: int) -> FrameLocus:
    return FrameLocus(0, index, Timestamp(index * 512, Fraction(1, 15360)))


def finding(number: int, text: str) -> Finding:
    at = frame(number)
    region = FrameLocus(0, number, at.at, Region(10, 20, 300, 200))
    span = TimeSpan(0, at.at, frame(number + 3).at)
    return Finding(
        method="timeline.repeats",
        version="1.0.0",
        code=f"repeat-{number}",
        observation=f"Frames {number} to {number + 3} show the same picture. {text}",
        loci=(at, region, span, ByteRange(4096 * number, 512), StreamLocus(0)),
        rests_on=(f"repeated frames {text}",),
        innocent_explanations=(f"A still scene. {text}", "A camera that repeats frames in low light."),
        limits=(f"Repeats shorter than three frames are not seen. {text}",),
        direction=Direction(f"original / not {text}", "H2", f"an editor can do that {text}") if number % 2 else None,
    )


def examined(folder: Path, *, text: str, findings: int) -> ExhibitDetail:
    made = tuple(derivative(folder, index, text) for index in range(4))
    outcomes = (
        Measurement("duration", Fraction(1001, 30), "s", StreamLocus(0)),
        Measurement("essence sha256", digest("essence"), "text", StreamLocus(0)),
        Measurement(f"encoder {text}", f"Lavf61.7.100 {text}" * (1 + 20 * bool(text)), "text", ByteRange(40, 12)),
        Measurement("variable rate", True, "1"),
        NotMeasured(f"noise {text}", f"the picture is too small {text}", StreamLocus(0)),
        NotMeasured("echo", "there is no sound"),
        Element(0, -1, "ftyp", 0, 8, 24, (Field("major_brand", f"isom{text}", "text", 8, 4),), "ISO/IEC 14496-12, 4.3"),
        Element(1, -1, f"moov{text}", 24, 8, 900, (), "", (f"a note {text}",)),
        Element(2, 1, "mvhd", 32, 8, 108, (Field("timescale", Unread(f"cut {text}"), "1", 44, 4),)),
        Tag("exifread", f"QuickTime {text}", f"Model {text}", f"Pixel 9 {text}", ByteRange(400, 10)),
        Signal(f"aigc {text}", f"made by {text}", Assurance.UNSIGNED, "anybody", f"nothing by itself {text}"),
        reading(text),
        *(Picture("frame", f"f{i}.png", "image/png", made[i].sha256, 64, 36, "as decoded", frame(i)) for i in range(4)),
    )
    judged = tuple(finding(number, text) for number in range(findings))
    return ExhibitDetail(
        row=row(2, text, findings=findings, examination=ExaminationId("X-0001"), not_measured=2),
        acquisitions=(acquisition(2, text),),
        examination=ExaminationRow(
            ExaminationId("X-0001"),
            ExhibitId("E-0002"),
            "2026-11-20T08:02:00Z",
            "2026-11-20T08:03:00Z",
            f"A. Examiner {text}",
            f"complete {text}",
            len(outcomes),
            findings,
            2,
            (("assay", "0.1.0"), ("av", "18.1.0"), ("FFmpeg", f"8.0 {text}")),
            3,
        ),
        results=tuple(Result("timeline.repeats", "1.0.0", outcome) for outcome in outcomes),
        series=(SeriesRow(f"packets {text}", packets(text).columns, 3, 0),),
        derivatives=made,
        findings=judged,
    )


def derivative(folder: Path, index: int, text: str) -> Derivative:
    content = png(index * 40)
    path = f"derivatives/f{index}.png"
    (folder / "derivatives").mkdir(exist_ok=True)
    (folder / path).write_bytes(content)
    return Derivative(
        id=f"D-{index + 1:04d}",
        parent=ExhibitId("E-0002"),
        quantity="frame",
        recipe=f"as decoded {text}",
        media_type="image/png",
        width=64,
        height=36,
        sha256=hashlib.sha256(content).hexdigest(),
        path=path,
        locus_words=f"stream 0, frame {index} {text}",
    )


def packets(text: str) -> Series:
    return Series(
        f"packets {text}",
        (Column("pts", f"ticks {text}"), Column("size", "bytes"), Column("kind", "text")),
        0,
        ((0, 4000, "I"), (512, 300, "P"), (Unread(f"no pts {text}"), 310, "P")),
        StreamLocus(0),
    )


def reading(text: str) -> C2paReading:
    dimension = Dimension(
        f"signature {text}", "whole", f"The bytes are those signed. {text}", ("claimSignature.validated",)
    )
    return C2paReading(
        presence=C2paPresence.PRESENT,
        detail=f"in a uuid box {text}",
        library="c2pa-python 0.38.1",
        library_state=f"Valid {text}",
        dimensions=(dimension,),
        manifests=(
            C2paManifest(
                label=f"urn:c2pa:1 {text}",
                depth=0,
                title=text,
                claim_generator=f"camera {text}",
                claim_version=2,
                signer_organisation=text,
                signer_common_name=text,
                signer_issuer=text,
                signer_not_before="2026-01-01T00:00:00Z",
                signer_not_after="2027-01-01T00:00:00Z",
                signed_at="2026-11-03T21:14:05Z",
                time_stamp_authority=text,
                dimensions=(dimension,),
                actions=(C2paAction("c2pa.created", text, text, text, ""),),
                ingredients=(C2paIngredient(text, "parentOf", text, "video/mp4", (), ("x",)),),
                assertions=("c2pa.actions", f"x {text}"),
                soft_bindings=(text,),
                identities=(text,),
                unbound=(text,),
            ),
        ),
        trust_lists=(TrustListUsed(f"list {text}", "signer", "2026-10-01", "inside", digest("list"), 12),),
        rubric=(text,),
    )


def detector(text: str = "") -> MethodDescription:
    """Return what describes the method of the findings."""
    made = Detector(
        id="timeline.repeats",
        version="1.0.0",
        family="timeline",
        summary=f"Finds runs of frames that show the same picture. {text}",
        needs=Needs(),
        quantities=(Quantity("repeated frames", "1", "runs", "measurement"),),
        applicability=lambda _media: Applicability(True),
        limits=(f"Short runs are not seen. {text}",),
        references=(Reference(f"A study {text}", "doi:10.0/1"),),
        innocent_explanations=(f"A still scene. {text}",),
        observe=lambda _media, _parameters: Observer(finish=lambda: ()),
        judge=lambda _results: (),
        card=Card("uncalibrated", (Validation("own footage", "2026-11-01", 3, 9, f"9 of 9 {text}"),), (f"Fog {text}",)),
        parameters={"least": 3, "kind": f"x {text}"},
    )
    return described(made)
