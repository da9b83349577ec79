"""Remark on a file's structure: bytes of no element, damage, repeats, edit lists, encoder statements, clocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Final

from forensics.detector import (
    ALL,
    Applicability,
    Card,
    Detector,
    Needs,
    Observer,
    Parameters,
    Quantity,
    Reading,
    Reference,
    Validation,
)
from forensics.detectors.structure_findings import (
    ID,
    LIMITS,
    SHOWN,
    VERSION,
    Seen,
    avi_index,
    claims,
    coded_breaks,
    encoders_change,
    finding,
    quote,
    transport,
)
from forensics.types import Finding, Locus, Measurement, MediaFacts, NotMeasured, Result, StreamLocus, Tag

HIDDEN: Final = Fraction(1, 10)
"""Seconds of media that an edit list may leave out as an encoder's delay does."""
APART: Final = 120
"""Seconds by which two clocks may differ before it is remarked on."""

_ENCODER_NAMES: Final = frozenset(
    {"©too", "©swr", "©enc", "©fmt", "encoder", "ENCODER", "MuxingApp", "WritingApp", "ISFT", "Software"}
    | {"Image Software"}
    | {"com.apple.quicktime.software", "com.android.version", "xmp:CreatorTool", "tool", "FIRM", "DVNM", "©mak", "©mod"}
    | {"com.apple.quicktime.make", "com.apple.quicktime.model", "Image Make", "Image Model", "software"}
)  # fmt: skip
_CREATION: Final = ("creat", "original", "digiti", "day", "gps", "idit", "icrd", "file_name", "recorded", "dateutc")
_LATER: Final = ("history", "pantry", "derived", "ingredients", "modif", "metadatadate")


def _trailing(seen: Seen) -> Iterator[Finding]:
    found = seen.named("container.trailing")
    if not found:
        return
    total = next((each.value for each in seen.named("container.trailing_bytes")), 0)
    yield finding(
        "trailing_bytes",
        f"{total} bytes follow the end of the format: {'; '.join(str(each.value) for each in found[:3])}.",
        [each.locus for each in found],
        ("container.trailing", "container.trailing_bytes"),
        (
            "Cameras append previews, motion pictures and their own trailers after the picture.",
            "A transfer or a file system that rounds up leaves zero bytes at the end.",
            "Some programs overwrite a longer file with a shorter one without cutting it.",
        ),
    )


def _unclaimed(seen: Seen) -> Iterator[Finding]:
    found = seen.named("container.unclaimed")
    if not found:
        return
    total = next((each.value for each in seen.named("container.bytes_unaccounted")), 0)
    yield finding(
        "bytes_of_no_element",
        f"{total} bytes inside the format belong to no element, in {len(found)} places.",
        [each.locus for each in found],
        ("container.unclaimed", "container.bytes_unaccounted"),
        (
            "Writers pad elements, reserve room, or leave remains when they change a header in place.",
            "A private extension of a camera's maker can look like this to a reader that does not know it.",
            "A copy that was damaged on the way.",
        ),
    )


def _unused(seen: Seen) -> Iterator[Finding]:
    total = next((each.value for each in seen.named("container.media_bytes_unused")), 0)
    if not total:
        return
    found = seen.named("container.media_unused")
    filled = sum(each.value != "zero bytes" for each in found)
    yield finding(
        "media_bytes_unused",
        f"{total} bytes of the media data are used by no sample; {filled} of {len(found)} listed runs are not zero.",
        [each.locus for each in found],
        ("container.media_bytes_unused", "container.media_unused"),
        (
            "Writers align chunks, reserve room, and leave the media of a track that they dropped or shortened.",
            "A recorder that writes in place leaves what it overwrote before.",
        ),
    )


def _damaged(seen: Seen) -> Iterator[Finding]:
    found = [each for each in seen.unread if each.quantity == "container.structure"]
    if found:
        yield finding(
            "structure_damaged",
            f"{len(found)} places of the structure could not be read as written or lie beyond a bound: "
            f"{found[0].reason}.",
            [each.locus for each in found],
            ("container.structure",),
            (
                "The file was cut off by a broken transfer, a full disk or a camera that lost power.",
                "A live recording was copied before its writer had closed it.",
                "A writer with a fault states wrong sizes; players often read such files all the same.",
            ),
        )
    outside = seen.named("track.chunk_outside_file")
    if outside:
        yield finding(
            "media_outside_file",
            f"{len(outside)} sample tables point beyond the end of the file.",
            [each.locus for each in outside],
            ("track.chunk_outside_file",),
            ("The file was cut off.", "A header was taken from the complete file and media were not."),
        )


def _repeated(seen: Seen) -> Iterator[Finding]:
    found = seen.named("container.duplicate_element")
    if found:
        kinds = ", ".join(sorted({str(each.value) for each in found}))
        yield finding(
            "repeated_element",
            f"Elements that the standard allows once stand more than once in their parent: {kinds}.",
            [each.locus for each in found],
            ("container.duplicate_element",),
            (
                "Joining or repairing programs write a header again.",
                "Some recorders write a second header as a backup.",
            ),
        )


def _unknown(seen: Seen) -> Iterator[Finding]:
    found = seen.named("container.unknown_element")
    if found:
        kinds = ", ".join(quote(kind, 20) for kind in sorted({str(each.value) for each in found})[:SHOWN])
        yield finding(
            "unknown_element",
            f"{len(found)} elements are of kinds that this program does not know: {kinds}.",
            [each.locus for each in found],
            ("container.unknown_element",),
            ("Makers of cameras and programs add private elements; most are undocumented.",),
        )


def _edit_lists(seen: Seen) -> Iterator[Finding]:
    for before in seen.named("edit_list.hidden_before"):
        where = before.locus
        delay = _of(seen, "track.first_composition_offset", where)
        parts = {
            "before the first shown moment": _seconds(before) - delay,
            "between shown parts": _of(seen, "edit_list.hidden_between", where),
            "after the last shown moment": _of(seen, "edit_list.hidden_after", where),
        }
        hidden = {name: span for name, span in parts.items() if span > HIDDEN}
        if not hidden:
            continue
        spans = ", ".join(f"{float(span):.3f} s {name}" for name, span in hidden.items())
        track = where.stream if isinstance(where, StreamLocus) else -1
        yield finding(
            "edit_list_hides",
            f"The edit list of track {track} leaves out media that the file still holds: {spans}.",
            (where,),
            (
                "edit_list.hidden_before",
                "edit_list.hidden_between",
                "edit_list.hidden_after",
                "track.first_composition_offset",
            ),
            (
                "Trimming on a telephone or in QuickTime keeps the whole recording and hides a part.",
                "Cutting without re-encoding must begin at a key frame and hides what lies before the wanted start.",
                "Encoders delay sound and pictures, and hide the delay this way.",
            ),
        )


def _of(seen: Seen, quantity: str, where: Locus) -> Fraction:
    return next((_seconds(each) for each in seen.named(quantity) if each.locus == where), Fraction(0))


def _seconds(measurement: Measurement) -> Fraction:
    value = measurement.value
    return Fraction(value) if isinstance(value, int | float | Fraction) else Fraction(0)


def _encoders(seen: Seen) -> Iterator[Finding]:
    said: dict[str, list[Locus]] = {}
    stated = ("encoder.name", "encoder.mark", "sei.user_data.known_as", "sei.mdpm.maker", "sei.mdpm.model")
    for each in (one for name in stated for one in seen.named(name)):
        said.setdefault(f"{each.quantity} {quote(each.value)}", []).append(each.locus)
    for tag in seen.tags:
        if (
            tag.reader != "ffmpeg"
            and (tag.name in _ENCODER_NAMES or tag.name.endswith("/stEvt:softwareAgent"))
            and tag.value
        ):
            said.setdefault(f"{quote(tag.name, 40)} {quote(tag.value)}", []).append(tag.locus)
    if said:
        more = f"; and {len(said) - SHOWN} more" if len(said) > SHOWN else ""
        yield finding(
            "encoder_statements",
            "The file names programs or devices, in free text that anybody can write: "
            f"{'; '.join(list(said)[:SHOWN])}{more}.",
            [loci[0] for loci in said.values()],
            ("encoder.name", "encoder.mark", "sei.user_data.known_as", "tags"),
            (
                "Platforms and messengers re-encode what is given to them and leave their library's name.",
                "Many cameras, editors and generators use the same libraries (FFmpeg, x264): a name is no origin.",
                "Transfer programs may convert a file without being asked.",
            ),
        )


@dataclass(frozen=True, slots=True)
class _Clock:
    name: str
    at: datetime
    zoned: bool
    dated_only: bool
    locus: Locus


def _clocks(seen: Seen) -> list[_Clock]:
    found = []
    for each in seen.measurements:
        name, _, reading = each.quantity.rpartition(".")
        wanted = name.lower()
        if not name.startswith("clock.") or reading not in ("utc", "local") or not isinstance(each.value, str):
            continue
        if not any(word in wanted for word in _CREATION) or any(word in wanted for word in _LATER):
            continue
        try:
            at = datetime.fromisoformat(each.value.removesuffix("Z"))
        except ValueError:
            continue
        found.append(_Clock(name, at, reading == "utc", len(each.value) == 10, each.locus))
    return found


def _like_a_zone(seconds: float) -> bool:
    """Say whether a difference is a multiple of a quarter of an hour up to 14 hours, as time zones differ."""
    nearest = round(seconds / 900) * 900
    return abs(seconds) <= 14 * 3600 + APART and abs(seconds - nearest) <= APART


def _clock_conflicts(seen: Seen) -> Iterator[Finding]:
    clocks = _clocks(seen)
    base = next((each for each in clocks if each.name in ("clock.mvhd.creation_time", "clock.DateUTC")), None)
    if base is None:
        base = next((each for each in clocks if each.zoned), None)
    if base is None:
        return
    apart: dict[str, list[Locus]] = {}
    for each in clocks:
        seconds = (each.at - base.at).total_seconds()
        if abs(seconds) <= (86_400 * 2 if each.dated_only else APART) or (not each.zoned and _like_a_zone(seconds)):
            continue
        zone = ", as much as time zones differ" if _like_a_zone(seconds) else ""
        text = (
            f"{each.name} {each.at.isoformat()} is {abs(seconds):.0f} s {'later' if seconds > 0 else 'earlier'}{zone}"
        )
        apart.setdefault(text, []).append(each.locus)
    if apart:
        yield finding(
            "clocks_apart",
            f"Clocks in the file disagree with {base.name} {base.at.isoformat()}: {'; '.join(list(apart)[:SHOWN])}.",
            [base.locus, *(loci[0] for loci in apart.values())],
            ("clock.*.utc", "clock.*.local"),
            (
                "Many devices write local time where the standard asks for UTC.",
                "Some writers state when a recording began, others when it ended or was exported.",
                "A clock that was never set or reset itself; a change of time zone or daylight saving during travel.",
                "Exporting, uploading and downloading programs write their own time and keep older tags.",
            ),
        )


def _unset(seen: Seen) -> Iterator[Finding]:
    quirks = [
        each for each in seen.measurements if each.quantity.startswith("clock.") and each.quantity.endswith(".quirk")
    ]
    if quirks:
        yield finding(
            "clock_of_an_epoch",
            f"{len(quirks)} clocks stand at or near the start of an epoch: {quirks[0].quantity}: {quirks[0].value}.",
            [each.locus for each in quirks],
            tuple(sorted({each.quantity for each in quirks})[:SHOWN]),
            ("The device's clock was never set, or the program leaves the field at its first value.",),
        )


_RULES: tuple[Callable[[Seen], Iterator[Finding]], ...] = (
    _trailing, _unclaimed, _unused, claims, _damaged, _repeated, _unknown, _edit_lists, avi_index, transport, _encoders,
    encoders_change, coded_breaks, _clock_conflicts, _unset,
)  # fmt: skip


def _judge(results: Sequence[Result]) -> Sequence[Finding]:
    outcomes = [result.outcome for result in results]
    seen = Seen(
        tuple(each for each in outcomes if isinstance(each, Measurement)),
        tuple(each for each in outcomes if isinstance(each, NotMeasured)),
        tuple(each for each in outcomes if isinstance(each, Tag)),
    )
    return tuple(finding for rule in _RULES for finding in rule(seen))


_WATCHES_NOTHING = "It watches no packets, pictures or sound; it judges the structure, tags and clocks that were read."


def _observe(media: MediaFacts, parameters: Parameters) -> Observer:
    del media, parameters
    return Observer(finish=lambda: (NotMeasured(f"{ID}.observed", _WATCHES_NOTHING),))


def _applicability(media: MediaFacts) -> Applicability:
    del media
    return Applicability(applicable=False, reasons=(_WATCHES_NOTHING,))


DETECTOR = Detector(
    id=ID,
    version=VERSION,
    family="container",
    summary="Bytes of no element, damage, repeats, hidden media, encoder statements and clocks in the file's structure",
    needs=Needs(),
    quantities=(Quantity(f"{ID}.observed", "1", "nothing: structure, tags, clocks are read before decoding", "fact"),),
    applicability=_applicability,
    limits=LIMITS,
    references=(
        Reference("ISO/IEC 14496-12, ISO base media file format", "ISO/IEC 14496-12:2022"),
        Reference("Gloe, Fischer, Kirchner: Forensic analysis of video file formats", "Digital Investigation 11, 2014"),
        Reference("Iuliani et al.: A video forensic framework based on file containers", "IEEE TIFS 14(3), 2019"),
    ),
    innocent_explanations=(
        "Cameras, transfer programs and platforms add, pad and rewrite structure in the ordinary course of things.",
        "Trimming without re-encoding hides media by design.",
    ),
    observe=_observe,
    judge=_judge,
    grounds=(Reading(ALL, "elements, bytes, tags and clocks, with their places in the file"),),
    card=Card(
        calibration="uncalibrated",
        validations=(
            Validation(
                data="288 media files of the project's trial sets (camera, generator, edited, signed, hostile)",
                dated="2026-11-22",
                groups=24,
                files=288,
                outcome="287 walked to the last byte, none unaccounted for; one is nested beyond the bound on purpose",
            ),
        ),
        known_failures=(
            "Tables whose entries point at each other's bytes are not compared with the media that they describe.",
            "Unused bytes inside media data are told from samples in mdat only, not in AVI's movi or a cluster.",
        ),
    ),
)  # fmt: skip
