"""Gather every statement of origin that a file carries, signed or not, with what it supports.

What is absent is not listed: the absence of a label, a watermark or a credential means nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from forensics.provenance import aigc, encoder_marks, xmp_marks
from forensics.provenance.declared import declared
from forensics.provenance.encoder_marks import Mark, known
from forensics.provenance.plain_bytes import inside, outside_stores, stretches, xmp_packets
from forensics.provenance.presence import look
from forensics.types import (
    Assurance,
    ByteRange,
    C2paReading,
    Element,
    Locus,
    Measurement,
    Signal,
    Tag,
)

ANYBODY = "anybody who can write the file: a generator, a platform, an editor, or a person with a tag editor"
MAX_SIGNALS = 500
Fields = tuple[tuple[str, str], ...]

_WRITER_TAGS = frozenset({"encoder", "©too", "software", "encoding tool", "too", "writing application", "muxingapp"})


def read_signals(
    path: Path,
    elements: Sequence[Element] = (),
    tags: Sequence[Tag] = (),
    measurements: Sequence[Measurement] = (),
    c2pa: Sequence[C2paReading] = (),
) -> Iterator[Signal]:
    """Yield the signals of the file at ``path``, each once; raise OSError only when the file cannot be read.

    ``elements``, ``tags`` and ``measurements`` are what was read from the container before, ``c2pa`` the reading
    of its manifest store. Labels and XMP are looked for in the bytes as well, outside the coded media.
    """
    known_already: set[tuple[str, str]] = set()
    labels: set[Fields] = set()
    sources = (
        (signal for reading in c2pa for signal in declared(reading)),
        _in_bytes(path, elements, labels),
        _in_tags(tags, labels),
        _in_elements(elements),
        _in_measurements(measurements),
    )
    for signal in (signal for source in sources for signal in source):
        key = (signal.kind, signal.statement)
        if key not in known_already and len(known_already) < MAX_SIGNALS:
            known_already.add(key)
            yield signal


def _in_bytes(path: Path, elements: Sequence[Element], labels: set[Fields]) -> Iterator[Signal]:
    """Yield XMP statements and labels from the bytes; the fields of each label are noted in ``labels``."""
    seen = look(path)
    for stretch in stretches(path, seen):
        for packet in xmp_packets(stretch):
            for found in xmp_marks.statements(packet.content):
                here = ByteRange(packet.offset + found.offset, len(found.name))
                if outside_stores(here, seen):
                    yield _xmp(found.name, found.value, here)
        for label in aigc.in_bytes(stretch.content, stretch.offset):
            here = ByteRange(label.offset, label.length)
            if outside_stores(here, seen):
                labels.add(label.fields)
                yield _label(label, here, inside(elements, label.offset))


def _in_tags(tags: Sequence[Tag], labels: set[Fields]) -> Iterator[Signal]:
    """Yield what tags say; a label that was met in the bytes already is not told twice."""
    for tag in tags:
        name = tag.name.rsplit(":", 1)[-1].strip()
        if name in xmp_marks.PROPERTIES:
            yield _xmp(name, tag.value, tag.locus)
        label = aigc.in_text(tag.value) if "{" in tag.value[:200] or "&quot;" in tag.value[:200] else None
        if label is not None and label.fields not in labels:
            labels.add(label.fields)
            yield _label(label, tag.locus, "")
        if name.casefold() in _WRITER_TAGS and (mark := known(encoder_marks.WRITER_MARKS, tag.value)) is not None:
            yield _mark(mark, tag.value, tag.locus)
        if (mark := known(encoder_marks.TEXT_MARKS, tag.value)) is not None:
            yield _mark(mark, tag.value, tag.locus)


def _in_elements(elements: Sequence[Element]) -> Iterator[Signal]:
    """Yield the writer's name in ``©too``: in the item itself, or in the data atom inside it."""
    for element in elements:
        parent = elements[element.parent].kind if 0 <= element.parent < len(elements) else ""
        if "©too" not in (element.kind, parent):
            continue
        for field in element.fields:
            if isinstance(field.value, str) and (mark := known(encoder_marks.WRITER_MARKS, field.value)) is not None:
                yield _mark(mark, field.value, ByteRange(field.offset, field.length))


def _in_measurements(measurements: Sequence[Measurement]) -> Iterator[Signal]:
    for found in measurements:
        if found.quantity in ("sei.user_data.uuid", "sei.user_data.text") and isinstance(found.value, str):
            mark = known(encoder_marks.SEI_MARKS, found.value)
            if mark is not None:
                yield _mark(mark, found.value if found.quantity.endswith("text") else "", found.locus)


def _xmp(name: str, value: str, locus: Locus) -> Signal:
    what = "a source type" if name == "DigitalSourceType" else "something of an AI system"
    return Signal(
        kind=f"iptc.{name}",
        statement=f"XMP {name}: “{value}”.",
        assurance=Assurance.UNSIGNED,
        could_be_written_by=ANYBODY,
        supports=f"That somebody wrote {what} into the metadata. It is not bound to the picture.",
        locus=locus,
    )


def _label(label: aigc.Label, locus: Locus, place: str) -> Signal:
    fields = dict(label.fields)
    listed = ", ".join(f"{name} “{value}”" for name, value in label.fields)
    where = f" in {place}" if place else ""
    if label.kind == "gb45438":
        word = aigc.LABELS.get(fields.get("Label", ""), "a value that the standard does not define")
        statement = f"GB 45438 label{where}: {word} ({listed})."
        supports = "That a Chinese generator or platform, or somebody else, labelled the content. It is not signed."
    elif label.kind == "aigc_info":
        word = aigc.TIKTOK.get(fields["aigc_label_type"], "a value that is not known")
        statement = f"TikTok's AigcInfo{where}: {word} ({listed})."
        supports = "That the file may have passed through TikTok with that label. It is not signed."
    else:
        statement = f"A description by ByteDance's Dreamina{where}: {listed}."
        supports = "That the file may come from the Dreamina app. It is not signed."
    return Signal(f"label.{label.kind}", statement, Assurance.UNSIGNED, ANYBODY, supports, locus)


def _mark(mark: Mark, text: str, locus: Locus) -> Signal:
    quoted = f" “{text[:300]}”" if text and text not in mark.statement else ""
    return Signal(
        kind=f"mark.{mark.kind}",
        statement=f"{mark.statement}{quoted}",
        assurance=Assurance.UNSIGNED,
        could_be_written_by=ANYBODY,
        supports=f"{mark.supports} (Source: {mark.source}.)",
        locus=locus,
    )
