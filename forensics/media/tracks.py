"""Read from the boxes of ISO BMFF what each track is, what its edit list hides, and where its first sample lies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from forensics.media.reading import MAX_PIECE, FirstCoded, Ledger
from forensics.types import ByteRange, Cell, Element, Measurement, Outcome, StreamLocus

_CODECS = {
    "avc1": "h264", "avc3": "h264", "hvc1": "hevc", "hev1": "hevc", "mp4v": "mpeg4", "mp4a": "aac", "gpmd": "gpmd",
    "tmcd": "tmcd", ".mp3": "mp3",
}  # fmt: skip


@dataclass(slots=True)
class Track:
    """The boxes of one track, by kind, in file order."""

    index: int
    boxes: dict[str, list[Element]] = field(default_factory=dict)

    def number(self, kind: str, name: str) -> int:
        """Return an integer field of the track's first box of a kind, 0 where it has none."""
        value = value_of(self.boxes.get(kind, ()), name)
        return value if isinstance(value, int) else 0

    def text(self, kind: str, name: str) -> str:
        """Return a field of the track's first box of a kind as text, '' where it has none."""
        return str(value_of(self.boxes.get(kind, ()), name))


def value_of(boxes: Sequence[Element], name: str) -> Cell:
    """Return the first field of that name among boxes, '' where there is none."""
    return next((item.value for box in boxes for item in box.fields if item.name == name), "")


def tracks(elements: Sequence[Element]) -> list[Track]:
    """Return the tracks of the movie box with all boxes below each, sample entries under the kind 'entry'."""
    owner: dict[int, Track] = {}
    kinds = {element.number: element.kind for element in elements}
    found: list[Track] = []
    for element in elements:
        if element.kind == "trak" and kinds.get(element.parent) in ("moov", "cmov"):
            owner[element.number] = Track(len(found))
            found.append(owner[element.number])
        elif element.parent in owner:
            track = owner[element.number] = owner[element.parent]
            kind = "entry" if kinds[element.parent] == "stsd" else element.kind
            if not (kind == "hdlr" and kinds[element.parent] != "mdia"):
                track.boxes.setdefault(kind, []).append(element)
    return found


def measure(ledger: Ledger) -> Iterator[Outcome]:
    """Yield edit list, track and chunk measurements of every track, and note where first samples lie."""
    elements = ledger.elements
    movie = [element for element in elements if element.kind == "mvhd"]
    scale = value_of(movie, "timescale")
    found = tracks(elements)
    for track in found:
        yield from _edits(track, scale if isinstance(scale, int) else 0)
        if handler := track.text("hdlr", "handler_type"):
            yield Measurement("track.handler", handler, "text", StreamLocus(track.index))
        yield from _outside(track, ledger)
    _first_samples(ledger, found)
    fragments = sum(element.kind == "moof" for element in elements)
    if fragments:
        yield Measurement("container.fragments", fragments, "1")


def _edits(track: Track, movie_scale: int) -> Iterator[Outcome]:
    """Measure how much of a track's media its edit list leaves out (ISO/IEC 14496-12 8.6.6)."""
    if "elst" not in track.boxes or movie_scale == 0:
        return
    box = track.boxes["elst"][0]
    spot, where = ByteRange(box.offset, box.size), StreamLocus(track.index)
    scale, duration = track.number("mdhd", "timescale"), track.number("mdhd", "duration")
    count = track.number("elst", "entries")
    yield Measurement("edit_list.entries", count, "1", spot)
    if scale == 0:
        return
    shown: list[tuple[Fraction, Fraction]] = []
    for number in range(min(count, 64)):
        length = value_of([box], f"entry {number} segment_duration")
        start = value_of([box], f"entry {number} media_time")
        if not isinstance(length, int) or not isinstance(start, int):
            return
        span = Fraction(length, movie_scale)
        if start < 0:
            yield Measurement("edit_list.empty", span, "s", where)
        else:
            shown.append((Fraction(start, scale), Fraction(start, scale) + span))
    if not shown:
        return
    first = min(start for start, _ in shown)
    yield Measurement("edit_list.hidden_before", first, "s", where)
    yield Measurement("edit_list.hidden_between", _between(shown), "s", where)
    if duration and any(end > start for start, end in shown):
        behind = Fraction(duration, scale) - max(end for _, end in shown)
        yield Measurement("edit_list.hidden_after", max(Fraction(0), behind), "s", where)
    delay = track.number("ctts", "offset_first")
    if delay > 0:
        yield Measurement("track.first_composition_offset", Fraction(delay, scale), "s", where)


def _between(shown: list[tuple[Fraction, Fraction]]) -> Fraction:
    hidden, reach = Fraction(0), Fraction(-1)
    for start, end in sorted(shown):
        if reach >= 0 and start > reach:
            hidden += start - reach
        reach = max(reach, end)
    return hidden


def _outside(track: Track, ledger: Ledger) -> Iterator[Outcome]:
    """Say where a chunk offset points outside the file."""
    for kind in ("stco", "co64"):
        far = track.number(kind, "offset_max")
        if far >= ledger.reader.size:
            box = track.boxes[kind][0]
            yield Measurement("track.chunk_outside_file", far, "byte", ByteRange(box.offset, box.size))


def _first_samples(ledger: Ledger, found: list[Track]) -> None:
    places = _fragment_places(ledger.elements)
    for track in found:
        entries = track.boxes.get("entry", [])
        if not entries:
            continue
        offset, size = first_sample(track)
        if not offset:
            offset, size = places.get(track.number("tkhd", "track_id"), (0, 0))
        if not offset or not size or offset >= ledger.reader.size:
            continue
        framing = track.number("avcC", "nal_length_size") or track.number("hvcC", "nal_length_size")
        codec = _CODECS.get(entries[0].kind, entries[0].kind)
        piece = ByteRange(offset, min(size, MAX_PIECE, ledger.reader.size - offset))
        ledger.firsts.append(FirstCoded(track.index, codec, framing, (piece,)))


def first_sample(track: Track) -> tuple[int, int]:
    """Return offset and size of the first sample that the sample tables of the movie box name, 0 and 0 for none."""
    kind = "stco" if "stco" in track.boxes else "co64"
    size = track.number("stsz", "sample_size") or track.number("stsz", "size_first")
    return track.number(kind, "offset_first"), size


def _fragment_places(elements: Sequence[Element]) -> dict[int, tuple[int, int]]:
    """Return track id -> (offset, size) of the first sample of a track's first fragment (8.8.7, 8.8.8)."""
    places: dict[int, tuple[int, int]] = {}
    heads: dict[int, Element] = {}
    for element in elements:
        if element.kind == "tfhd":
            heads[element.parent] = element
        elif element.kind == "trun" and element.parent in heads:
            head = [heads[element.parent]]
            track = value_of(head, "track_id")
            offset, size = (
                value_of([element], "data_offset"),
                value_of([element], "size_first") or value_of(head, "default_size"),
            )
            base = value_of(head, "base_data_offset")
            moof = elements[elements[element.parent].parent].offset if elements[element.parent].parent >= 0 else 0
            start = base if isinstance(base, int) else moof
            if isinstance(track, int) and isinstance(offset, int) and isinstance(size, int) and track not in places:
                places[track] = (start + offset, size)
    return places
