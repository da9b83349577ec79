"""What the findings on structure share, and those on coded media, samples and transport packets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from forensics.types import Finding, Locus, Measurement, NotMeasured, Tag

ID: Final = "structure_marks"
VERSION: Final = "3"
SHOWN: Final = 20
"""Places that one finding names; how many there are in all is said."""

LIMITS: Final = (
    "The structure shows the last program that wrote the file; a rewrite (remux) leaves no earlier structure.",
    "Anybody can write any structure, tag or clock; nothing here is protected against change.",
    "What this program does not know is called unknown; that says nothing of who wrote it.",
)


@dataclass(frozen=True, slots=True)
class Seen:
    """The stored results, sorted by what they are."""

    measurements: tuple[Measurement, ...]
    unread: tuple[NotMeasured, ...]
    tags: tuple[Tag, ...]

    def named(self, quantity: str) -> tuple[Measurement, ...]:
        return tuple(each for each in self.measurements if each.quantity == quantity)


def finding(
    code: str, observation: str, loci: Sequence[Locus], rests_on: Sequence[str], innocent: Sequence[str]
) -> Finding:
    return Finding(ID, VERSION, code, observation, tuple(loci[:SHOWN]), tuple(rests_on), tuple(innocent), LIMITS)


def quote(text: object, limit: int = 120) -> str:
    shown = str(text)
    return f"“{shown[:limit]}{'…' if len(shown) > limit else ''}”"


def claims(seen: Seen) -> Iterator[Finding]:
    """Remark on samples that overlap, on samples outside the media data, and on room that is not empty."""
    shared = next((each.value for each in seen.named("container.media_bytes_shared")), 0)
    if shared:
        yield finding(
            "samples_overlap",
            f"Samples claim {shared} bytes of the media data more than once.",
            [],
            ("container.media_bytes_shared",),
            ("Writers that store equal samples once name the same bytes several times.",
             "Items of a picture file may share a part of their data."),
        )  # fmt: skip
    elsewhere = next((each.value for each in seen.named("container.media_bytes_elsewhere")), 0)
    if elsewhere:
        yield finding(
            "samples_outside_media_data",
            f"Samples claim {elsewhere} bytes that lie in this file outside its media data (mdat).",
            [],
            ("container.media_bytes_elsewhere",),
            ("Small items are stored in idat, which the standard allows.",
             "A header was moved without adjusting the places that it names; players then show noise or nothing."),
        )  # fmt: skip
    filled = seen.named("container.space_not_empty")
    if filled:
        yield finding(
            "space_not_empty",
            f"{len(filled)} elements that keep room hold bytes that are not zero: {quote(filled[0].value, 60)}.",
            [each.locus for each in filled],
            ("container.space_not_empty",),
            (
                "Writers name themselves there, or leave what a header that was moved or shortened held before.",
                "FFmpeg leaves the beginnings of OpenDML indexes in the JUNK of AVI files.",
                "Some cameras put a thumbnail or private data into such an element.",
            ),
        )


def transport(seen: Seen) -> Iterator[Finding]:
    """Remark on breaks of a transport or program stream: packets that are missing, clocks that jump."""
    lost = next((each.value for each in seen.named("mpegts.continuity_errors")), 0)
    jumps = (*seen.named("mpegts.clock_jump"), *seen.named("mpegps.clock_jump"))
    if not lost and not jumps:
        return
    counts = (*seen.named("mpegts.clock_jumps.count"), *seen.named("mpegps.clock_jumps.count"))
    total = next((each.value for each in counts), 0)
    words = f"; {jumps[0].value}" if jumps else ""
    yield finding(
        "stream_breaks",
        f"The stream of packets breaks: {lost} packets out of count, {total} jumps of its clock{words}.",
        [each.locus for each in jumps],
        ("mpegts.continuity_errors", "mpegts.clock_jump", "mpegps.clock_jump"),
        (
            "Reception over the air or a network loses packets.",
            "Cameras and discs split long recordings into files, and programs join them again without coding anew.",
            "Broadcasters splice advertisements and switch programs.",
        ),
    )


def avi_index(seen: Seen) -> Iterator[Finding]:
    """Remark on an AVI index that lists another number of chunks than the media have."""
    index = next(iter(seen.named("riff.index_entries")), None)
    counted = next((each.value for each in seen.named("riff.indexable_chunks")), None)
    if index is None or counted is None or index.value == counted:
        return
    yield finding(
        "index_disagrees",
        f"The index (idx1) lists {index.value} chunks; the first list of media has {counted}.",
        [index.locus],
        ("riff.index_entries", "riff.indexable_chunks"),
        (
            "Some writers list palette changes or rec lists too, leave empty chunks out, or stop an index at a limit.",
            "A writer that keeps an OpenDML index (indx) may leave the old one short.",
            "A recording that broke off, and was repaired, has an index made by the repairing program.",
        ),
    )


def encoders_change(seen: Seen) -> Iterator[Finding]:
    """Remark on coded pictures in which more than one encoder states itself, as joined streams do."""
    said = {str(each.value): each.locus for each in reversed(seen.named("sei.user_data.text")) if _is_encoder(each)}
    if len(said) > 1:
        yield finding(
            "encoder_statement_changes",
            f"The coded pictures carry {len(said)} different statements of an encoder, at different places.",
            sorted(said.values(), key=lambda where: getattr(where, "offset", 0)),
            ("sei.user_data.text",),
            (
                "Programs that join clips without coding them again leave the statement of each.",
                "An encoder that is started again writes a new statement; live streams do so after an interruption.",
                "A file may hold several streams, each from an encoder of its own.",
            ),
        )


def _is_encoder(each: Measurement) -> bool:
    return str(each.value).startswith(("x264 - ", "x265 "))


def coded_breaks(seen: Seen) -> Iterator[Finding]:
    """Remark on pictures that the stream itself marks as following a cut, and on time codes that jump."""
    broken = [each for each in seen.named("sei.recovery_point.broken_link") if each.value == 1]
    if broken:
        yield finding(
            "broken_link",
            "The stream marks pictures as following a cut: messages with broken_link set (H.264 and H.265 Annex D).",
            [each.locus for each in broken],
            ("sei.recovery_point.broken_link",),
            ("Editing programs, and broadcast splicers for advertisements, set this mark as the standard asks.",),
        )
    jumps = seen.named("sei.time_code.jump")
    if jumps:
        total = next((each.value for each in seen.named("sei.time_code.jumps")), len(jumps))
        yield finding(
            "time_code_jumps",
            f"The time codes of the pictures jump {total} times: {'; '.join(str(each.value) for each in jumps[:5])}.",
            [each.locus for each in jumps],
            ("sei.time_code.jump", "sei.time_code.jumps"),
            (
                "A camera that counts only while it records, or whose clock was set, writes such jumps.",
                "A recorder that joins its clips without coding them again.",
            ),
        )
