"""Peers that are programs: TMK+PDQF by its own tools, and the MPEG-7 signature by FFmpeg's filter.

Both compare by themselves. The filter compares pair by pair, decoding both each time, so that each copy is compared
with its own source and with two others only.
"""

from __future__ import annotations

import random
import re
import resource
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

STRANGERS: Final = 2
"""Members of the library besides its source that a copy is compared with where a peer compares pair by pair."""
_FOUND: Final = re.compile(r"matching of video 0 at ([\d.]+) and 1 at ([\d.]+), (\d+) frames matching")


@dataclass(frozen=True, slots=True)
class Asked:
    """A copy, and the name of the member of the library that it was made from."""

    path: Path
    source: str


@dataclass(slots=True)
class Likenesses:
    """How alike each copy is with each member, None where they were not compared; processor seconds and bytes of
    hashing; for each copy where the peer says that a moment of it is in its source: (seconds here, seconds there).
    """

    rows: list[list[float | None]]
    seconds: float
    bytes: int
    times: list[tuple[float, float] | None] = field(default_factory=list)


def spent() -> float:
    """Return the processor seconds of this process and of those that it has started and that have ended."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


def _needed(program: str) -> str:
    found = shutil.which(program)
    if not found:
        raise FileNotFoundError(program)
    return found


class Tmk:
    """TMK+PDQF: one vector of some 256 KB a file; the level-2 score of pairs, all of them."""

    name = "tmk (level 2)"

    def __init__(self) -> None:
        self._hash, self._query, self._ffmpeg = map(_needed, ("tmk-hash-video", "tmk-query", "ffmpeg"))

    def likenesses(self, held: list[Path], asked: list[Asked]) -> Likenesses:
        """Hash all files and compare each of those asked for with each that is held."""
        with tempfile.TemporaryDirectory() as folder:
            began, place = spent(), Path(folder)
            library = [self._hashed(path, place / f"l{number}.tmk") for number, path in enumerate(held)]
            copies = [self._hashed(one.path, place / f"c{number}.tmk") for number, one in enumerate(asked)]
            seconds = spent() - began
            score = self._scores(place, library, copies)
            size = sum(path.stat().st_size for path in place.glob("*.tmk"))
        rows: list[list[float | None]] = [[score.get((copy, one), -1.0) for one in library] for copy in copies]
        return Likenesses(rows, seconds, size)

    def _hashed(self, path: Path, target: Path) -> str:
        subprocess.run(
            [self._hash, "-f", self._ffmpeg, "-i", str(path), "-o", str(target)], capture_output=True, check=False
        )
        return str(target)

    def _scores(self, place: Path, library: list[str], copies: list[str]) -> dict[tuple[str, str], float]:
        lists = place / "copies.txt", place / "library.txt"
        for path, names in zip(lists, (copies, library), strict=True):
            path.write_text("".join(f"{name}\n" for name in names if Path(name).exists()), "utf-8")
        command = [self._query, "--c1", "-1", "--c2", "-1", *map(str, lists)]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
        lines = zip(told[1::4], told[2::4], told[3::4], strict=True)
        return {(copy, one): float(score) for score, copy, one in lines}


class Signature:
    """The MPEG-7 video signature: frames that agree, as FFmpeg's filter finds them, and where the agreement begins."""

    name = "mpeg7 signature"

    def __init__(self) -> None:
        self._ffmpeg = _needed("ffmpeg")
        filters = subprocess.run([self._ffmpeg, "-hide_banner", "-filters"], capture_output=True, text=True, check=True)
        if " signature " not in filters.stdout:
            raise FileNotFoundError("ffmpeg with the filter signature")

    def likenesses(self, held: list[Path], asked: list[Asked]) -> Likenesses:
        """Compare each copy with its source and with a few others."""
        began, total = spent(), 0
        for path in held:
            total += self._size(path)
        for one in asked:
            total += self._size(one.path)
        seconds = spent() - began
        rows: list[list[float | None]] = []
        times: list[tuple[float, float] | None] = []
        for one in asked:
            drawn = random.Random(one.path.name).sample([path for path in held if path.name != one.source], STRANGERS)
            row: list[float | None] = [None] * len(held)
            times.append(None)
            for number, path in enumerate(held):
                if path.name == one.source or path in drawn:
                    row[number], at = self._compared(one.path, path)
                    times[-1] = at if path.name == one.source else times[-1]
            rows.append(row)
        return Likenesses(rows, seconds, total, times)

    def _size(self, path: Path) -> int:
        """Return the bytes of a file's signature."""
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder) / "made.bin"
            self._run(["-i", str(path), "-vf", f"signature=filename={target}", "-an"])
            return target.stat().st_size if target.exists() else 0

    def _compared(self, copy: Path, other: Path) -> tuple[float, tuple[float, float] | None]:
        graph = "[0:v][1:v]signature=nb_inputs=2:detectmode=full"
        told = self._run(["-i", str(copy), "-i", str(other), "-filter_complex", graph])
        found = _FOUND.search(told)
        return (float(found[3]), (float(found[1]), float(found[2]))) if found else (0.0, None)

    def _run(self, given: list[str]) -> str:
        command = [self._ffmpeg, "-hide_banner", "-nostdin", "-threads", "1", *given, "-f", "null", "-"]
        return subprocess.run(command, capture_output=True, text=True, errors="replace", check=False).stderr
