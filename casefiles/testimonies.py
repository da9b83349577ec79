"""What a person saw or was told about an exhibit: visible marks, platform labels, answers of a vendor's own service.

It is testimony and not a measurement: who asked, when, which product and version, and the raw answer. A screenshot
is acquired as an exhibit of its own and named here, so that it has its digest and its custody.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from casefiles.case import Case
from casefiles.clock import stamp
from casefiles.errors import EntryRefused
from casefiles.views import ExhibitId
from forensics.codec import CodecError, Json, decode_as, encode
from forensics.types import FrameLocus


class TestimonyKind(StrEnum):
    """What was seen or asked."""

    WATERMARK_SERVICE = "answer of a watermark service"
    DETECTION_SERVICE = "answer of a detection service"
    VISIBLE_MARK = "visible mark"
    PLATFORM_LABEL = "platform label"


@dataclass(frozen=True, slots=True)
class Testimony:
    """One statement of a person; ``locus`` is the frame and region, None where it concerns the whole.

    ``attachments`` are exhibits that show it: screenshots, the raw answer as a file.
    """

    id: str
    exhibit: ExhibitId
    kind: TestimonyKind
    statement: str
    vendor: str
    product: str
    version: str
    asked: str
    asked_by: str
    locus: FrameLocus | None
    attachments: tuple[ExhibitId, ...]
    note: str
    absence_means: str = "nothing"


@dataclass(frozen=True, slots=True)
class Said:
    """What a person states; ``asked`` is when it was seen or asked, as the person gives it."""

    kind: TestimonyKind
    statement: str
    vendor: str = ""
    product: str = ""
    version: str = ""
    asked: str = ""
    locus: FrameLocus | None = None
    attachments: tuple[ExhibitId, ...] = ()
    note: str = ""


def testify(case: Case, exhibit: ExhibitId, said: Said) -> Testimony:
    """Record a statement about an exhibit with its event; raise EntryRefused, UnknownItem, CaseNotWritable.

    An answer of a service needs the product and the time, of a detection service also vendor and version; a visible
    mark needs its frame.
    """
    case.require_writable()
    case.row(exhibit)
    for attached in said.attachments:
        case.row(attached)
    _check(said)
    assert case.signer is not None  # require_writable saw one
    with case.change("testimony recorded", item=exhibit) as change:
        identifier = change.next_id("testimony")
        change.record(testimony=identifier, kind=said.kind.value, **_named(said))
        change.insert(
            "testimony",
            {
                "id": identifier,
                "exhibit": exhibit,
                "kind": said.kind.value,
                "statement": said.statement,
                "vendor": said.vendor,
                "product": said.product,
                "version": said.version,
                "asked": said.asked or stamp(case.clock.now()),
                "asked_by": case.signer.name,
                "locus": encode(said.locus) if said.locus is not None else "",
                "attachments": ", ".join(said.attachments),
                "note": said.note,
            },
        )
    return next(one for one in testimonies(case, exhibit) if one.id == identifier)


def testimonies(case: Case, exhibit: ExhibitId) -> tuple[Testimony, ...]:
    """Return what persons stated about an exhibit, oldest first."""
    rows = case.store.rows("SELECT * FROM testimony WHERE exhibit = ? ORDER BY id", (exhibit,))
    return tuple(
        Testimony(
            id=str(row["id"]),
            exhibit=exhibit,
            kind=TestimonyKind(str(row["kind"])),
            statement=str(row["statement"]),
            vendor=str(row["vendor"]),
            product=str(row["product"]),
            version=str(row["version"]),
            asked=str(row["asked"]),
            asked_by=str(row["asked_by"]),
            locus=_locus(str(row["locus"])),
            attachments=tuple(ExhibitId(one) for one in str(row["attachments"]).split(", ") if one),
            note=str(row["note"]),
        )
        for row in rows
    )


def _check(said: Said) -> None:
    if not said.statement.strip():
        raise EntryRefused("a testimony says what was seen or answered", hint="Give the raw answer, word for word.")
    if said.kind is TestimonyKind.WATERMARK_SERVICE and not (said.product and said.asked):
        raise EntryRefused("an answer of a service needs the product that was asked, and when", hint="Give both.")
    if said.kind is TestimonyKind.DETECTION_SERVICE and not (
        said.vendor and said.product and said.version and said.asked
    ):
        raise EntryRefused(
            "an answer of a detection service needs vendor, product, version and when it was asked",
            hint="Where the service states no version, give that as --version 'not stated'.",
        )
    if said.kind is TestimonyKind.VISIBLE_MARK and said.locus is None:
        raise EntryRefused("a visible mark needs the frame in which it is seen", hint="Give the frame, and the region.")


def _named(said: Said) -> dict[str, Json]:
    return {"product": said.product} if said.product else {}


def _locus(text: str) -> FrameLocus | None:
    if not text:
        return None
    try:
        return decode_as(FrameLocus, text)
    except CodecError as error:
        raise EntryRefused("a testimony of the case is damaged", hint="Run `assay verify`.") from error
