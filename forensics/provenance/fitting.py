"""Make a reading small enough for one line: a hostile store can hold more text than a record may."""

from __future__ import annotations

import dataclasses
from typing import TypeVar

from forensics.codec import CodecError, encode
from forensics.types import C2paManifest, C2paReading

LIMITS = (1_000, 150)
"""Characters of one text that are kept when the whole is too long, in turn."""
KEPT = 100
"""Entries of each list of a manifest that are kept when shorter texts were not enough."""
ROOM = 4 * 1024 * 1024
"""Characters of a reading's line; a line may have twice as many with its method and version."""

_Record = TypeVar("_Record")


def fitted(reading: C2paReading) -> C2paReading:
    """Return the reading itself if it fits a line, else one with texts cut, lists cut or manifests left out."""
    if _fits(reading):
        return reading
    for limit in LIMITS:
        cut = _cut(reading, limit)
        if _fits(cut):
            return _noted(cut, f"texts are cut at {limit} characters")
    manifests = tuple(_shortened(_cut(manifest, LIMITS[-1])) for manifest in reading.manifests)
    left_out = len(manifests)
    while manifests:
        note = f"texts are cut at {LIMITS[-1]} characters and lists after {KEPT} entries"
        if left_out > len(manifests):
            note += f", and {left_out - len(manifests)} manifests are left out"
        short = dataclasses.replace(reading, manifests=manifests, dimensions=manifests[0].dimensions)
        if _fits(short):
            return _noted(short, note)
        manifests = manifests[: len(manifests) // 2]
    return _noted(dataclasses.replace(reading, manifests=(), dimensions=(), rubric=()), "no manifest fits a record")


def _fits(reading: C2paReading) -> bool:
    try:
        return len(encode(reading)) <= ROOM
    except CodecError:
        return False


def _noted(reading: C2paReading, how: str) -> C2paReading:
    return dataclasses.replace(reading, detail=f"{reading.detail} It holds too much text for one record: {how}.")


def _shortened(manifest: C2paManifest) -> C2paManifest:
    names = [f.name for f in dataclasses.fields(manifest) if isinstance(getattr(manifest, f.name), tuple)]
    lists = {name: getattr(manifest, name)[:KEPT] for name in names if name != "dimensions"}
    return dataclasses.replace(manifest, **lists)


def _cut(value: _Record, limit: int) -> _Record:
    """Return a record with every text in it cut; records nest only as deep as their types do."""
    if isinstance(value, str) and type(value) is str and len(value) > limit:
        return f"{value[:limit]}… (cut; {len(value)} characters)"  # type: ignore[return-value]  # a text for a text
    if isinstance(value, tuple):
        return tuple(_cut(item, limit) for item in value)  # type: ignore[return-value]  # a tuple for a tuple
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.replace(
            value, **{f.name: _cut(getattr(value, f.name), limit) for f in dataclasses.fields(value)}
        )
    return value
