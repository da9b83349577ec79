"""Change real files at random: each number gives the same change of the same file every time."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import av

_BOX = re.compile(
    rb"moov|trak|mdia|minf|stbl|stsd|stts|ctts|stsc|stsz|stco|co64|mdat|moof|trun|tfhd|uuid|udta|avcC|hvcC"
)
_EXTREME = (b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\x80\0\0\0", b"\0\0\0\1", b"\0\0\0\7")


def short(path: Path, folder: Path, most_bytes: int, packets: int) -> Path | None:
    """Return a file of at most ``most_bytes``: ``path`` itself, or its first packets copied into the same format.

    None where that cannot be had.
    """
    if path.stat().st_size <= most_bytes:
        return path
    cut = folder / f"{path.stem[:40]}-{abs(hash(path.name)) % 10**6}{path.suffix}"
    try:
        with av.open(str(path)) as source, av.open(str(cut), "w") as made:
            streams = {one.index: made.add_stream_from_template(one) for one in source.streams if one.type != "data"}
            left = dict.fromkeys(streams, packets)
            for packet in source.demux(*(source.streams[index] for index in streams)):
                if packet.dts is None or not any(left.values()):
                    break
                index = packet.stream.index
                if left[index]:
                    left[index] -= 1
                    packet.stream = streams[index]
                    made.mux(packet)
    except (av.error.FFmpegError, ValueError, KeyError, OSError):
        cut.unlink(missing_ok=True)
        return None
    return cut if cut.exists() and 0 < cut.stat().st_size <= most_bytes else None


def mutated(number: int, files: Sequence[bytes]) -> tuple[int, str, bytes]:
    """Return for a number which file it changes, how, in words, and what comes of it."""
    chosen = random.Random(number)
    index = chosen.randrange(len(files))
    content, said = bytearray(files[index]), []
    for _ in range(chosen.choice((1, 1, 2, 4))):
        change = chosen.choice(_CHANGES)
        said.append(change.__name__.strip("_"))
        change(content, chosen, files)
    return index, " ".join(said), bytes(content)


def _place(content: bytearray, chosen: random.Random) -> int:
    """Return a place, half of the time near the beginning or the end, where headers and indexes stand."""
    size = max(1, len(content))
    if chosen.random() < 0.5:
        near = min(size, 8192)
        return chosen.randrange(near) if chosen.random() < 0.7 else size - 1 - chosen.randrange(near)
    return chosen.randrange(size)


def _bits(content: bytearray, chosen: random.Random, _files: Sequence[bytes]) -> None:
    for _ in range(chosen.choice((1, 3, 20))):
        if content:
            content[_place(content, chosen)] ^= 1 << chosen.randrange(8)


def _bytes(content: bytearray, chosen: random.Random, _files: Sequence[bytes]) -> None:
    at, length = _place(content, chosen), chosen.choice((1, 4, 64, 1500))
    end = min(len(content), at + length)
    content[at:end] = chosen.choice((bytes(end - at), b"\xff" * (end - at), chosen.randbytes(end - at)))


def _cut(content: bytearray, chosen: random.Random, _files: Sequence[bytes]) -> None:
    del content[_place(content, chosen) :]


def _hole(content: bytearray, chosen: random.Random, _files: Sequence[bytes]) -> None:
    at = _place(content, chosen)
    del content[at : at + chosen.choice((1, 3, 100, 5000))]


def _again(content: bytearray, chosen: random.Random, _files: Sequence[bytes]) -> None:
    at = _place(content, chosen)
    content[at:at] = content[at : at + chosen.choice((1, 8, 200, 4000))] * chosen.choice((1, 2, 20))


def _moved(content: bytearray, chosen: random.Random, _files: Sequence[bytes]) -> None:
    at, length = _place(content, chosen), chosen.choice((8, 300, 3000))
    part = content[at : at + length]
    del content[at : at + length]
    to = _place(content, chosen)
    content[to:to] = part


def _other(content: bytearray, chosen: random.Random, files: Sequence[bytes]) -> None:
    """Take a passage of another file."""
    donor = files[chosen.randrange(len(files))]
    start = chosen.randrange(max(1, len(donor)))
    part = donor[start : start + chosen.choice((16, 500, 20_000))]
    at = _place(content, chosen)
    content[at : at + (len(part) if chosen.random() < 0.5 else 0)] = part


def _extreme(content: bytearray, chosen: random.Random, _files: Sequence[bytes]) -> None:
    at = _place(content, chosen)
    content[at : at + 4] = chosen.choice(_EXTREME)


def _lengths(content: bytearray, chosen: random.Random, _files: Sequence[bytes]) -> None:
    """Change the length, the name, or the first fields of a box."""
    found = [match.start() for match in _BOX.finditer(bytes(content[: 1 << 20]))]
    if not found:
        _extreme(content, chosen, ())
        return
    at = chosen.choice(found) + chosen.choice((-4, -4, 0, 4, 8, 12, 16))
    content[max(0, at) : max(0, at) + 4] = chosen.choice((*_EXTREME, chosen.randbytes(4)))


_CHANGES: Sequence[Callable[[bytearray, random.Random, Sequence[bytes]], None]] = (
    *(_bits, _bytes, _cut, _hole, _again, _moved, _other, _extreme, _lengths, _lengths),
)
