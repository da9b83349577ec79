"""Read what a signature is made of and nothing else: the worker's mode for a file that is to become a reference."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import av

from forensics.examine import METHODS
from forensics.media.opening import CannotOpen, open_media
from forensics.media.sei import SeiReader
from forensics.media.structure import read_structure
from forensics.media.tags import read_tags
from forensics.types import Element, Line, NotMeasured, Outcome, Result
from forensics.worker import Job, coded_path, guarded

PACKETS = 300
"""Packets of a stream in which a program's statement is looked for: encoders write theirs at the start."""


def run(job: Job) -> Iterator[Line]:
    """Yield the structure, the tags, and what the coded media state in their first packets; nothing is decoded."""
    path = coded_path(job.exhibit)
    size = path.stat().st_size
    elements: list[Element] = []
    with path.open("rb") as file:
        for outcome in guarded("container structure", lambda: read_structure(file, size)):
            if isinstance(outcome, Element):
                elements.append(outcome)
            yield Result("container", METHODS["container"], outcome)
        for outcome in guarded("tags", lambda: read_tags(file, size, tuple(elements))):
            yield Result("tags", METHODS["tags"], outcome)
    for outcome in guarded("packets", lambda: _messages(path, size)):
        yield Result("media", METHODS["media"], outcome)


def _messages(path: Path, size: int) -> Iterator[Outcome]:
    try:
        opened = open_media(path, size)
    except CannotOpen as error:
        yield NotMeasured("packets", str(error))
        return
    with opened.container:
        readers = {}
        for stream, facts in zip(opened.container.streams, opened.facts.streams, strict=True):
            extradata = bytes(getattr(stream.codec_context, "extradata", None) or b"")
            readers[facts.index] = SeiReader(facts, extradata)
        try:
            for packet in islice(opened.container.demux(), PACKETS * max(1, len(readers))):
                reader = readers.get(packet.stream.index)
                if reader is not None and packet.size:
                    yield from reader.packet(memoryview(packet), -1 if packet.pos is None else packet.pos)
        except av.error.FFmpegError as error:
            yield NotMeasured("packets", f"reading stopped: {error.strerror}")
