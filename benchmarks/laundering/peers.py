"""The peers on the same set: hashes of a file, a likeness of two files, nothing of ours.

Runs in an environment of its own with: av, numpy, pillow, imagehash, pdqhash, vpdq, videohash2; ``fpcalc``
(Chromaprint), ``ffmpeg`` (MPEG-7) and ``tmk-hash-video`` with ``tmk-query`` come from the system. What is not installed
is left out and named.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt

from benchmarks.laundering.peer_tools import Asked, Likenesses, Signature, Tmk, spent

Bits = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Peer:
    """A way to hash a file and to compare two hashes: the larger the more alike."""

    name: str
    digest: Callable[[Path], Bits]
    alike: Callable[[Bits, Bits], float]

    def likenesses(self, held: list[Path], asked: list[Asked]) -> Likenesses:
        """Hash all files and compare each of those asked for with each that is held."""
        began = spent()
        library = [_hashed(self, path) for path in held]
        copies = [_hashed(self, one.path) for one in asked]
        seconds = spent() - began
        rows = [[round(self.alike(one, other), 4) for other in library] for one in copies]
        return Likenesses(rows, seconds, sum(one.nbytes for one in (*library, *copies)))


def frames(path: Path, every: float = 1.0) -> Iterator[npt.NDArray[np.uint8]]:
    """Yield one frame a second in RGB."""
    due = 0.0
    with av.open(str(path)) as container:
        for frame in container.decode(video=0):
            at = float((frame.pts or 0) * (frame.time_base or 0))
            if at >= due - 1e-3:
                due = at + every
                yield frame.to_ndarray(format="rgb24")


def nearest_half(these: Bits, those: Bits) -> float:
    """Return how alike the better half of these frames' hashes are to the nearest of those, 0..1."""
    if not len(these) or not len(those):
        return 0.0
    apart = np.bitwise_count(these[:, None] ^ those[None]).sum(axis=2).min(axis=1) / (8 * these.shape[1])
    return 1 - float(np.sort(apart)[: max(1, len(apart) // 2)].mean())


def matched_share(these: Bits, those: Bits) -> float:
    """Return vPDQ's figure: the larger share of frames, of either, that have one of the other within 31 bits."""
    if not len(these) or not len(those):
        return 0.0
    near = np.bitwise_count(these[:, None] ^ those[None]).sum(axis=2) <= 31
    return float(max(near.any(axis=1).mean(), near.any(axis=0).mean()))


def best_offset(these: Bits, those: Bits) -> float:
    """Return how alike two sequences of 32-bit values are at their best offset, over at least half of the shorter."""
    here, there = these.view(np.uint32).ravel(), those.view(np.uint32).ravel()
    best, least = 0.0, max(8, min(len(here), len(there)) // 2)
    for offset in range(least - len(here), len(there) - least + 1):
        low, high = max(0, -offset), min(len(here), len(there) - offset)
        if high - low >= least:
            wrong = np.bitwise_count(here[low:high] ^ there[low + offset : high + offset]).mean() / 32
            best = max(best, 1 - float(wrong))
    return best


def peers() -> Iterator[Peer | Signature | Tmk]:
    """Yield the peers that can be imported or called here; name the others."""
    for make in (_imagehash, _pdqhash, _vpdq, _videohash, _chromaprint, Signature, Tmk):
        try:
            yield make()
        except (ImportError, FileNotFoundError) as error:
            print(f"left out: {make.__name__.strip('_').lower()}: {error}", file=sys.stderr, flush=True)


def _imagehash() -> Peer:
    import imagehash
    from PIL import Image

    def digest(path: Path) -> Bits:
        hashes = [np.packbits(imagehash.phash(Image.fromarray(frame)).hash.ravel()) for frame in frames(path)]
        return np.array(hashes, np.uint8).reshape(-1, 8)

    return Peer("imagehash.phash, 1 s", digest, nearest_half)


def _pdqhash() -> Peer:
    import pdqhash

    def digest(path: Path) -> Bits:
        hashes = [np.packbits(pdqhash.compute(frame)[0]) for frame in frames(path)]
        return np.array(hashes, np.uint8).reshape(-1, 32)

    return Peer("pdqhash, 1 s", digest, nearest_half)


def _vpdq() -> Peer:
    import vpdq

    def digest(path: Path) -> Bits:
        found = vpdq.computeHash(str(path), seconds_per_hash=1)
        hashes = [np.frombuffer(bytes.fromhex(str(one.hex)), np.uint8) for one in found if one.quality >= 50]
        return np.array(hashes, np.uint8).reshape(-1, 32)

    return Peer("vpdq, 1 s", digest, matched_share)


def _videohash() -> Peer:
    from videohash2 import VideoHash

    def digest(path: Path) -> Bits:
        made = VideoHash(path=str(path))
        bits = np.array([int(bit) for bit in made.bitlist], np.uint8)
        made.delete_storage_path()
        return np.packbits(bits)[None]

    return Peer("videohash2", digest, nearest_half)


def _chromaprint() -> Peer:
    if not shutil.which("fpcalc"):
        raise FileNotFoundError("fpcalc")

    def digest(path: Path) -> Bits:
        done = subprocess.run(["fpcalc", "-raw", "-json", str(path)], capture_output=True, text=True, check=False)
        # fpcalc ends with an error at the end of some files and has answered all the same.
        values = json.loads(done.stdout)["fingerprint"] if done.stdout.startswith("{") else []
        # Silence gives one value throughout, which would be alike with all other silence.
        values = values if len(set(values)) > 3 else []
        return np.array(values, np.uint32).view(np.uint8).reshape(-1, 4)

    return Peer("chromaprint (sound)", digest, best_offset)


def main() -> None:
    """Hash everything, compare every copy with everything, write the likenesses as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("set", type=Path, help="the folder that make.py filled")
    parser.add_argument("target", type=Path)
    parser.add_argument("--only", default="", help="a part of the peer's name")
    parser.add_argument("--every", type=int, default=1, help="copies of every so-manieth source only, for slow peers")
    given = parser.parse_args()
    held = sorted((given.set / "library").glob("*.mp4")) + sorted((given.set / "distractors").glob("*.mp4"))
    chosen = {path.stem for path in sorted((given.set / "library").glob("*.mp4"))[:: given.every]}
    truths = [path for path in sorted((given.set / "copies").glob("*.json")) if path.stem.split("@")[0] in chosen]
    asked = [Asked(path.with_suffix(".mp4"), str(json.loads(path.read_text("utf-8"))["source"])) for path in truths]
    given.target.mkdir(parents=True, exist_ok=True)
    for peer in peers():
        if given.only not in peer.name:
            continue
        made = peer.likenesses(held, asked)
        written = {"peer": peer.name, "library": [path.name for path in held], "copies": [p.stem for p in truths]}
        written |= {"alike": made.rows, "seconds": made.seconds, "bytes": made.bytes, "times": made.times}
        (given.target / f"{peer.name.split()[0].strip(',')}.json").write_text(json.dumps(written), "utf-8")
        print(f"{peer.name}: {made.seconds:.1f} CPU s, {made.bytes} bytes", file=sys.stderr, flush=True)


def _hashed(peer: Peer, path: Path) -> Bits:
    try:
        return peer.digest(path)
    except Exception as error:  # noqa: BLE001 - whatever a peer raises, it has no hash for this file
        print(f"{peer.name} gives nothing for {path.name}: {type(error).__name__}", file=sys.stderr, flush=True)
        return np.zeros((0, 4), np.uint8)


if __name__ == "__main__":
    main()
