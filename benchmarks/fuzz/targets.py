"""The fuzz targets: each feeds bytes to one parser and checks what every parser promises.

A parser yields outcomes and raises nothing; each outcome can be written as a line and read again; elements lie in the
file, in order, below parents that came before them; all of it stays within the declared bounds.
"""

from __future__ import annotations

import hashlib
import io
import re
import struct
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from tempfile import NamedTemporaryFile

from forensics.codec import CodecError, decode_line, encode, parse_json
from forensics.evaluation.clocks_table import clock_table
from forensics.evaluation.readers import side_by_side
from forensics.media import bmff, ebml, items, mpeg_audio, mpegps, mpegts, riff, samples, stills, telemetry, tracks
from forensics.media.bits import annexb_units, prefixed_units
from forensics.media.bitstream import picture_type
from forensics.media.clocks import read_clocks
from forensics.media.codec_config import parameter_set
from forensics.media.dates import in_name, parse
from forensics.media.essence import EssenceDigest, Lanes
from forensics.media.exif import read_exif
from forensics.media.gpmf import gps_of, read_gpmf
from forensics.media.location import parse_iso6709
from forensics.media.reading import MAX_DEPTH, MAX_ELEMENTS, Ledger, Reader, WalkStopped
from forensics.media.sei import SeiReader
from forensics.media.start_codes import start_codes
from forensics.media.structure import read_structure
from forensics.media.tags import read_tags
from forensics.media.tags_xml import read_packet
from forensics.outside import READERS
from forensics.provenance.aigc import in_bytes, in_text
from forensics.provenance.jumbf import joined, manifest_boxes, up_to
from forensics.provenance.plain_bytes import Stretch, stretches, xmp_packets
from forensics.provenance.presence import look
from forensics.provenance.xmp_marks import statements
from forensics.reference.signature import MAX_TRAITS, NoStructure, signature
from forensics.types import Element, Outcome, Result, StreamFacts, StreamKind, Tag

Target = Callable[[bytes], None]


class BrokenPromise(AssertionError):
    """A parser gave what no parser may give."""


def _check(outcomes: Iterable[Outcome], size: int) -> list[Outcome]:
    kept = list(outcomes)
    elements = [one for one in kept if isinstance(one, Element)]
    if len(elements) > MAX_ELEMENTS:
        raise BrokenPromise("more elements than the bound")
    depth = {-1: 0}
    for one in sorted(elements, key=lambda each: each.number):
        if one.parent >= one.number or one.parent not in depth:
            raise BrokenPromise(f"element {one.number} has parent {one.parent}")
        depth[one.number] = depth[one.parent] + 1
        if depth[one.number] > MAX_DEPTH + 8:
            raise BrokenPromise("deeper than the bound")
        if not 0 <= one.offset <= size:
            raise BrokenPromise(f"element at {one.offset} of {size}")
    for one in kept[:200]:
        line = encode(Result("fuzz", "1", one))
        if encode(decode_line(line)) != line:
            raise BrokenPromise("an outcome that its line does not give back")
    return kept


def _whole(data: bytes) -> None:
    file = io.BytesIO(data)
    kept = _check(read_structure(file, len(data)), len(data))
    elements = [one for one in kept if isinstance(one, Element)]
    kept += _check(read_tags(file, len(data), elements), len(data))
    clocks = list(read_clocks(elements, [one for one in kept if isinstance(one, Tag)], name="IMG_20200101_000000"))
    kept += _check(clocks, len(data))
    clock_table(kept)
    side_by_side(kept)
    try:
        made = signature(kept)
    except NoStructure:
        return
    if len(made.traits) > MAX_TRAITS:
        raise BrokenPromise("more traits than the bound")


def _walk(*walks: Callable[[Ledger], Iterable[Outcome]]) -> Target:
    def run(data: bytes) -> None:
        ledger = Ledger(Reader(io.BytesIO(data), len(data)))
        try:
            for walk in walks:
                _check(walk(ledger), len(data))
        except WalkStopped:
            return

    return run


def _telemetry(ledger: Ledger) -> Iterable[Outcome]:
    return telemetry.read(ledger.reader, ledger.elements)


def _items(ledger: Ledger) -> Iterable[Outcome]:
    return items.measure(ledger.reader, ledger.elements)


def _bits(data: bytes) -> None:
    for unit in (*annexb_units(data), *prefixed_units(data, 4), *prefixed_units(data, 1)):
        for codec in ("h264", "hevc"):
            parameter_set(codec, unit.data, 0)


def _messages(data: bytes) -> None:
    """Feed the bytes as one packet to the reader of supplemental messages, with each framing."""
    for codec in ("h264", "hevc"):
        for extradata in (b"", AVCC if codec == "h264" else HVCC):
            facts = StreamFacts(0, StreamKind.VIDEO, codec, "", Fraction(1, 25), Fraction(25))
            reader = SeiReader(facts, extradata)
            found = [one for pts in (0, 1) for one in reader.packet(memoryview(data), 0, pts)]
            _check([*found, *reader.finish()], len(data))


AVCC = bytes.fromhex("014d001effe10000")
HVCC = b"\1" + b"\0" * 20 + b"\3\0"


def _coded(data: bytes) -> None:
    """Feed the bytes as packets to the digests of coded data and to the reader of picture types."""
    whole = memoryview(data)
    with Lanes() as lanes:
        for codec, extradata, framing in (("h264", AVCC, 4), ("hevc", HVCC, 4), ("h264", b"", 0), ("aac", b"", 0)):
            digest = EssenceDigest(codec, extradata, lanes)
            for piece in (whole[: len(data) // 2], whole[len(data) // 2 :]):
                digest.packet(piece)
            if digest.packets_sha256() != hashlib.sha256(data).hexdigest():
                raise BrokenPromise("the digest of the packets is not that of their bytes")
            digest.essence_sha256()
            picture_type(codec, framing, data)
    if list(start_codes(data, 16)) != [found.start() for found in re.finditer(b"\0\0\1", data)]:
        raise BrokenPromise("start codes are not where a plain search finds them")


def _manifest_store(data: bytes) -> None:
    for box in manifest_boxes(data):
        up_to(data, box.label)
    joined((data, data))


def _statements(data: bytes) -> None:
    """Feed the bytes to the search for statements of origin outside the structure."""
    for packet in xmp_packets(Stretch(0, data)):
        list(statements(packet.content))
    list(statements(data))
    list(in_bytes(data, 0))
    in_text(data.decode("utf-8", "replace"))


def _presence(data: bytes) -> None:
    with NamedTemporaryFile(dir=MEMORY if Path(MEMORY).is_dir() else None) as file:
        file.write(data)
        file.flush()
        path = Path(file.name)
        seen = look(path)
        list(stretches(path, seen))


MEMORY = "/dev/shm"


def _texts(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    parse(text)
    in_name(text)
    parse_iso6709(text)


def _exif(data: bytes) -> None:
    _check(read_exif(data, 0, "fuzz"), len(data))


def _xmp(data: bytes) -> None:
    _check(read_packet(data, 0, "XMP"), len(data))


def _gpmf(data: bytes) -> None:
    _check(read_gpmf(data, 0, "fuzz"), len(data))
    gps_of(data)


def _other_readers(data: bytes) -> None:
    """Feed the bytes as the answers of ExifTool and MediaInfo."""
    try:
        untrusted = parse_json(data.decode("utf-8", "backslashreplace"))
    except CodecError:
        return
    for reader in READERS.values():
        tags = _check(reader.tags(untrusted), len(data))
        reader.version(untrusted)
        side_by_side(tags)


def _line(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    for read in (parse_json, decode_line):
        try:
            read(text)
        except CodecError:
            continue


TARGETS: dict[str, Target] = {
    "whole": _whole,
    "bmff": _walk(bmff.walk, tracks.measure, samples.measure, _items, _telemetry),
    "riff": _walk(riff.walk),
    "ebml": _walk(ebml.walk),
    "mpegts": _walk(mpegts.walk),
    "mpegps": _walk(mpegps.walk),
    "mpeg-audio": _walk(mpeg_audio.walk),
    "jpeg": _walk(stills.jpeg),
    "png": _walk(stills.png),
    "gif": _walk(stills.gif),
    "tiff": _walk(stills.tiff),
    "exif": _exif,
    "xmp": _xmp,
    "gpmf": _gpmf,
    "parameter-sets": _bits,
    "messages": _messages,
    "coded": _coded,
    "manifest-store": _manifest_store,
    "statements": _statements,
    "presence": _presence,
    "other-readers": _other_readers,
    "texts": _texts,
    "line": _line,
}
"""Name -> what is fed with bytes."""


def _box(kind: bytes, payload: bytes = b"") -> bytes:
    return struct.pack(">I", 8 + len(payload)) + kind + payload


def _chunk(kind: bytes, payload: bytes) -> bytes:
    return kind + struct.pack("<I", len(payload)) + payload


_HEIF = _box(
    b"meta",
    b"\0\0\0\0" + _box(b"hdlr", b"\0" * 8 + b"pict" + b"\0" * 13) + _box(b"pitm", b"\0\0\0\0\0\1")
    + _box(b"iloc", b"\1\0\0\0\x44\0\0\1\0\1\0\0\0\0\0\1\0\0\0\0\0\0\0\4")
    + _box(b"iinf", b"\0\0\0\0\0\1" + _box(b"infe", b"\2\0\0\0\0\1\0\0mime\0application/rdf+xml\0"))
    + _box(b"iprp", _box(b"ipco", _box(b"ispe", b"\0" * 12)) + _box(b"ipma", b"\0\0\0\0\0\0\0\1\0\1\1\x81"))
    + _box(b"iref", b"\0\0\0\0" + _box(b"cdsc", b"\0\1\0\1\0\1")) + _box(b"idat", b"abcd")
    + _box(b"grpl", _box(b"altr", b"\0" * 8 + b"\0\0\0\1\0\0\0\1")),
)  # fmt: skip

_SMALL: dict[str, Sequence[bytes]] = {
    "bmff": (
        _box(b"ftyp", b"isom\0\0\2\0isom") + _box(b"moov", _box(b"mvhd", b"\0" * 100) + _box(b"trak", _box(b"mdia"))),
        _box(b"ftyp", b"qt  \0\0\0\0qt  ") + _box(b"mdat", b"x" * 20) + _box(b"free"),
        _box(b"ftyp", b"heic\0\0\0\0mif1") + _HEIF + _box(b"mdat", b"x" * 20),
    ),
    "riff": (_chunk(b"RIFF", b"AVI " + _chunk(b"LIST", b"hdrl" + _chunk(b"avih", b"\0" * 56))),),
    "ebml": (bytes.fromhex("1a45dfa3934286810142f7810142f2810442f381084282846d6b7600"),),
    "mpegts": (b"".join(b"\x47\x40\0\x10\0\0\xb0\x0d\0\1\xc1\0\0\0\1\xe1\0" + b"\xff" * 171 for _ in range(6)),),
    "mpegps": (b"\0\0\1\xba" + b"\x44\0\4\0\4\1" + b"\0" * 4 + b"\0\0\1\xe0\0\4abcd\0\0\1\xb9",),
    "jpeg": (b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0\xff\xda\0\2ab\xff\xd9",),
    "png": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 17 + b"\0\0\0\0IEND\xaeB`\x82",),
    "gif": (b"GIF89a\1\0\1\0\0\0\0;",),
    "tiff": (b"II*\0\x08\0\0\0\1\0\x32\1\2\0\4\0\0\0abc\0\0\0\0\0",),
    "exif": (b"II*\0\x08\0\0\0\1\0\x32\1\2\0\4\0\0\0abc\0\0\0\0\0",),
    "xmp": (
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        b'<rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreateDate="2020-01-01"><xmp:CreatorTool>a'
        b"</xmp:CreatorTool></rdf:Description></rdf:RDF></x:xmpmeta>",
    ),
    "gpmf": (b"DEVC\0\1\0\x08STRMc\1\0\4abcd",),
    "messages": (
        bytes.fromhex("00000001060510") + b"0123456789abcdef" + b"\x80" + bytes.fromhex("0000010601020a0b80"),
        bytes.fromhex("0000014e01880548a123456780"),
        bytes.fromhex("0000000a060505414243444580"),
    ),
    "coded": (bytes.fromhex("000000010910000001674d001e0000016588840000014188"), b"\0\0\0\2\x41a\0\0\0\3\x65bc"),
    "manifest-store": (
        _box(b"jumb", _box(b"jumb", _box(b"jumd", b"\0" * 16 + b"\3urn:c2pa:1\0")) + _box(b"jumb", b"abcd")),
    ),
    "statements": (
        b'<x:xmpmeta><rdf:Description Iptc4xmpExt:DigitalSourceType="http://a/b"/></x:xmpmeta>',
        b'{"AIGC":{"Label":"1","ContentProducer":"a","ProduceID":"b"}}',
    ),
    "presence": (b"\xff\xd8\xff\xeb\0\x12JP\0\1\0\0\0\1\0\0\0\x08jumb\xff\xd9", b"\x89PNG\r\n\x1a\n\0\0\0\4caBXabcd"),
    "other-readers": (
        b'[{"SourceFile":"a","ExifTool:ExifToolVersion":12.5,"IFD0:Make":"a","ExifIFD:FNumber":2.8}]',
        b'{"creatingLibrary":{"version":"1"},"media":{"track":[{"@type":"General","Format":"a"},{"@type":"Video"}]}}',
    ),
    "texts": (b"2020-01-02T03:04:05+02:00", b"+38.1893-119.9558+2004.158/", b"VID_20200102_030405.mp4"),
    "line": (b'{"kind":"Ended","results":1}',),
    "mpeg-audio": (b"ID3\3\0\0\0\0\0\x0aTIT2" + b"\xff\xfb\x90\0" + b"\0" * 413,),
    "parameter-sets": (bytes.fromhex("000001676400281fd940780227e5c044000003000400000300c83c60c658"),),
}


@dataclass(frozen=True, slots=True)
class Seeds:
    """Small inputs from which a target starts, so that it need not find a format's first bytes by itself."""

    small: dict[str, Sequence[bytes]]

    def plant(self, target: str, folder: str) -> None:
        """Write the seeds of a target into a corpus folder; for 'whole' those of all targets."""
        Path(folder).mkdir(parents=True, exist_ok=True)
        names = self.small if target == "whole" else {target: self.small.get(target, ())}
        for name, seeds in names.items():
            for number, seed in enumerate(seeds):
                Path(folder, f"seed-{name}-{number}").write_bytes(seed)


SEEDS = Seeds(_SMALL)
