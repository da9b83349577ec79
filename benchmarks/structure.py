"""Time structure, tags, packets and essence digests beside other readers, in one run on the same warm files.

`python -m benchmarks.structure --make FOLDER` makes the files named `plain` and `filled` with FFmpeg;
`python -m benchmarks.structure FILES... [--apart] [--write]` takes the figures, each the best of RUNS runs. With
`--apart` the demuxer and the digests are held to cores of their own, as an idle machine places them: on a busy one the
system may leave all threads of a process on one core. Other readers that are not installed are left out. The page is
docs/performance-structure.md.
"""

from __future__ import annotations

import hashlib
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from unittest import mock

from av.packet import Packet
from av.stream import Stream
from blake3 import blake3

from forensics.detector import PacketView
from forensics.media.clocks import read_clocks
from forensics.media.essence import Lane, Lanes
from forensics.media.opening import open_media
from forensics.media.recorders import PacketRecorder
from forensics.media.sei import SeiReader
from forensics.media.structure import read_structure
from forensics.media.tags import read_tags
from forensics.types import Element, StreamFacts, Tag

RUNS = 8
DOCUMENT = Path(__file__).resolve().parents[1] / "docs" / "performance-structure.md"
OTHERS = (
    ("ffprobe -show_packets", ("ffprobe", "-v", "error", "-show_packets", "-of", "json")),
    ("exiftool", ("exiftool",)),
    ("mediainfo --Full", ("mediainfo", "--Full")),
)
MADE = {
    "plain": ("-vf", "noise=alls=30:allf=t", "-x264-params", "bitrate=60000:vbv-maxrate=60000:vbv-bufsize=30000"),
    "filled": ("-x264-params", "bitrate=60000:vbv-maxrate=60000:vbv-bufsize=30000:nal-hrd=cbr"),
}
"""How the video of the large files is made: with noise that needs its bits, or brought to its rate by filler data."""


def make(folder: Path) -> None:
    """Make 30 s of video at 60 Mbit/s with sound in three containers, once with filler data and once without."""
    sources = ("-f", "lavfi", "-i", "testsrc2=s=1920x1080:r=30", "-f", "lavfi", "-i", "sine=r=48000")
    codecs = ("-pix_fmt", "yuv420p", "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac")
    for name, options in MADE.items():
        first = folder / f"{name}.mp4"
        command = ["ffmpeg", "-v", "error", "-y", *sources, "-t", "30", *options, *codecs, str(first)]
        subprocess.run(command, check=True)
        for suffix in (".mkv", ".ts"):
            copy = ["ffmpeg", "-v", "error", "-y", "-i", str(first), "-c", "copy", str(first.with_suffix(suffix))]
            subprocess.run(copy, check=True)


def cat(path: Path) -> None:
    """Read the file once, as cat does."""
    subprocess.run(["cat", str(path)], stdout=subprocess.DEVNULL, check=True)


def one_digest(path: Path) -> None:
    """Compute one SHA-256 of the file: what any evidential reading costs at least."""
    with path.open("rb") as file:
        hashlib.file_digest(file, "sha256").hexdigest()


def other_digest(path: Path) -> None:
    """Compute one BLAKE3 of the file on all cores: the fastest digest that this project knows."""
    blake3(max_threads=blake3.AUTO).update_mmap(path).hexdigest()


def demuxed(path: Path) -> None:
    """Let FFmpeg's demuxer give every packet, and do nothing with it."""
    opened = open_media(path, path.stat().st_size)
    with opened.container:
        for _ in opened.container.demux():
            pass


def structure(path: Path) -> None:
    """Read structure, tags and clocks."""
    size = path.stat().st_size
    with path.open("rb") as file:
        outcomes = list(read_structure(file, size))
        elements = [one for one in outcomes if isinstance(one, Element)]
        tags = [one for one in read_tags(file, size, elements) if isinstance(one, Tag)]
    list(read_clocks(elements, tags, name=path.name))


def everything(path: Path) -> None:
    """Read structure, tags and clocks, then every packet with its table row, SEI and both digests."""
    structure(path)
    opened = open_media(path, path.stat().st_size)
    with opened.container, Lanes() as lanes:
        kept = []
        for stream, facts in zip(opened.container.streams, opened.facts.streams, strict=True):
            extradata = bytes(getattr(stream.codec_context, "extradata", None) or b"")
            kept.append((facts, PacketRecorder(facts, extradata, lanes), SeiReader(facts, extradata)))
        for packet in opened.container.demux():
            if packet.size:
                _packet(*kept[packet.stream.index], packet)
        for _, recorder, messages in kept:
            list(recorder.finish())
            list(messages.finish())


def apart(path: Path) -> None:
    """Do everything with the digests on other cores than the demuxer."""
    cores = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, cores[:1])
    try:
        with mock.patch.object(Lane, "_run", lambda lane: _elsewhere(lane, cores[1:] or cores)):
            everything(path)
    finally:
        os.sched_setaffinity(0, cores)


def _elsewhere(lane: Lane, cores: Sequence[int]) -> None:
    os.sched_setaffinity(0, cores)  # of the calling thread alone
    _RUN(lane)


_RUN = Lane._run


def _packet(facts: StreamFacts, recorder: PacketRecorder, messages: SeiReader, packet: Packet[Stream]) -> None:
    data, position = memoryview(packet), -1 if packet.pos is None else packet.pos
    view = PacketView(
        facts.index, 0, packet.pts, packet.dts, packet.duration or 0, facts.time_base, packet.size, position,
        bool(packet.is_keyframe), bool(packet.is_discard), "",
    )  # fmt: skip
    list(recorder.packet(view, data))
    list(messages.packet(data, position, packet.pts))


def once(work: Callable[[Path], None], path: Path) -> tuple[float, float]:
    """Return the time of one run by the clock, and of all processors together, in seconds."""
    begin, spent = time.perf_counter(), _spent()
    work(path)
    return time.perf_counter() - begin, _spent() - spent


def _spent() -> float:
    """Return the processor time of this process with its threads, and of the programs that it ran."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _other(command: tuple[str, ...]) -> Callable[[Path], None]:
    def run(path: Path) -> None:
        subprocess.run([*command, str(path)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)

    return run


def table(paths: Sequence[Path], whole: Callable[[Path], None] = everything) -> str:
    """Return the figures of a run as a table: seconds, and times one reading by cat."""
    columns: list[tuple[str, Callable[[Path], None]]] = [("cat", cat), ("one SHA-256", one_digest)]
    columns += [("one BLAKE3, all cores", other_digest), ("demuxing alone", demuxed)]
    columns += [("assay: structure, tags", structure), ("assay: and packets, essence", whole)]
    columns += [(name, _other(command)) for name, command in OTHERS if shutil.which(command[0])]
    lines = ["| file | MB | " + " | ".join(name for name, _ in columns) + " |", "|---" * (len(columns) + 2) + "|"]
    for path in paths:
        cells = [path.name, f"{path.stat().st_size / 1e6:.1f}"]
        cat_time = 0.0
        for (name, _), (seconds, processor) in zip(columns, measured(columns, path), strict=True):
            cat_time = seconds if name == "cat" else cat_time
            times = "" if name == "cat" else f" ({seconds / cat_time:.1f})"
            cells.append(f"{seconds * 1000:.1f} ms{times}, {processor * 1000:.1f}")
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def measured(columns: Sequence[tuple[str, Callable[[Path], None]]], path: Path) -> list[tuple[float, float]]:
    """Return the least time by the clock and by all processors of each column, in seconds.

    The columns take turns, so that other work on the machine does not fall on one of them alone.
    """
    rounds = [[once(work, path) for _, work in columns] for _ in range(RUNS)]
    return [
        (min(clock for clock, _ in column), min(spent for _, spent in column)) for column in zip(*rounds, strict=True)
    ]


HEAD = """# What reading a file's structure costs

<!-- Written by `python -m benchmarks.structure FILES --apart --write`. -->

Best of {runs} runs on warm files; the columns take turns, so that other work does not fall on one of them alone. Two
cores of an AMD EPYC that other work shares; this process was given preference, and demuxer and digests a core
each (`--apart`), as an idle machine would place them. In brackets how many times one reading by `cat`; then the
milliseconds of all processors together. The other programs start anew for each file, Assay's functions run in a process
that stands already (starting its worker costs about half a second once for each examination). Load average during the
run: {load}.
The large files are 30 s of FFmpeg's testsrc2 at 1920×1080 in H.264 at 60 Mbit/s with AAC sound, in three containers
(`python -m benchmarks.structure --make FOLDER`): `plain` with noise that needs its bits, as cameras write; `filled`
brought to its rate by filler data, as broadcasts are. The others are files of cameras.

"""
TAIL = """
**The aim of 1.3 readings for structure, tags, packets and essence digests is met for no kind of file in which media
outweigh everything else.** What remains, and why:

- **One SHA-256 over all coded bytes.** With the processor's own instructions one core makes 1.7 GB of it in a second,
  and `cat` passes memory on at 8 to 13 GB/s: the digest alone is five readings and more, and it cannot be divided
  among cores. It stays because `ffmpeg -f streamhash` must be able to repeat it and because digests that cases hold
  already must stay comparable. Packets and essence of most MP4, QuickTime and Matroska files are the same bytes, and
  one digest serves for both; in a transport stream, and where there is filler data, they differ, and two digests are
  made at once.
- **FFmpeg's demuxer**, beside the digests. For MP4 it costs less than half of a digest; for a transport stream, whose
  pictures it has to put together from packets of 188 bytes, more than one.
- **Everything else** that is read of each packet (table row, bit rate, supplemental messages, what of it is essence)
  is the difference between the processor time of all and the sum of digests and demuxer: for MP4 and Matroska twenty
  milliseconds, most of them for joining. A transport stream is read once more for its packet table, and searched for
  start codes.

By the clock, “and packets, essence” should come near to the greater of “one SHA-256” and “demuxing alone”. On the two
cores here it takes about 1.2 times that for MP4 and 1.6 for Matroska, where one digest serves for both, 1.5 for MP4
with filler data, and 2.6 (plain) or 1.6 (filled) for a transport stream: its two digests share one core, the reading
of its packet table comes before everything else, and threads of Python wait for each other whenever one needs the
interpreter. Packets are joined to two megabytes before they are digested, so that this is seldom.
BLAKE3 instead of SHA-256 was considered: on all cores it takes by itself what its column says, so that beside the
demuxer the aim would be missed all the same, and what FFmpeg can repeat would be lost.

Structure and tags by themselves meet the aim for files beyond some ten megabytes whose format has an index (MP4,
QuickTime, Matroska, AVI); a transport stream has none, so that every packet's header is read. For small files
everything costs less than starting one of the other programs. `ffprobe -show_packets` computes no digest and prints a
table of all packets.
"""


def main(arguments: Sequence[str]) -> int:
    """Print the figures, or write them to the page."""
    if "--make" in arguments:
        make(Path(arguments[-1]))
        return 0
    load = f"{os.getloadavg()[0]:.1f}"
    whole = apart if "--apart" in arguments else everything
    made = table([Path(one) for one in arguments if not one.startswith("--")], whole)
    if "--write" in arguments:
        DOCUMENT.write_text(f"{HEAD.format(load=load, runs=RUNS)}{made}{TAIL}", "utf-8")
    print(made)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
