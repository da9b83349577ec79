"""Train the codebook of visual words on named footage, and write it with the list of what it was trained on.

The footage is that of forensics.footage (made here) and half of a folder's detection set; files of the copies set,
from which the laundering benchmark is made, are never taken.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import av
import cv2
import numpy as np

from forensics.fingerprint.codebook import BITS, GROUPS, WORDS, Vectors, read, write
from forensics.fingerprint.observing import KEY_SIDE
from forensics.fingerprint.points import points
from forensics.fingerprint.video import restored
from forensics.footage.encode import make
from forensics.footage.scene import Scene
from forensics.footage.timeline import plain

FILMS = (".mp4", ".mov", ".avi", ".mkv", ".mts")
SEED = 20261122
EVERY = Fraction(2, 5)
"""Seconds between the frames that are taken."""


def trains(path: Path, taken: frozenset[str]) -> bool:
    """Say whether a file of the detection set is for training: not of the copies set, and of the first half."""
    if path.suffix.lower() not in FILMS or any(name in path.name for name in taken):
        return False
    return hashlib.sha256(path.name.encode()).digest()[0] % 2 == 0


def named(media: Path) -> list[Path]:
    """Return the files of the detection set that train."""
    with (media / "copies" / "manifest.csv").open(encoding="utf-8") as file:
        taken = frozenset(Path(row["file"]).name for row in csv.DictReader(file))
    return [path for path in sorted((media / "detection").glob("*/*")) if trains(path, taken)]


def descriptors(path: Path, *, most: int) -> Vectors:
    """Return descriptors of frames EVERY apart, at most ``most`` frames."""
    rows: list[Vectors] = []
    due = Fraction(0)
    with av.open(str(path)) as container:
        for frame in container.decode(video=0):
            at = Fraction(frame.pts or 0) * (frame.time_base or 0)
            if at < due:
                continue
            due = at + EVERY
            factor = min(1.0, KEY_SIDE / max(frame.width, frame.height))
            size = (round(frame.width * factor), round(frame.height * factor))
            grey = cv2.resize(frame.to_ndarray(format="gray"), size, interpolation=cv2.INTER_AREA)
            rows.append(restored(points(np.asarray(grey, np.uint8)).descriptors))
            if len(rows) >= most:
                break
    return np.concatenate(rows) if rows else np.zeros((0, 128), np.float32)


def footage(folder: Path, count: int) -> Iterator[Path]:
    """Make clips of four seconds with forensics.footage."""
    for seed in range(count):
        path = folder / f"made-{seed}.mp4"
        make(path, Scene(width=480, height=270, seed=seed), plain(Fraction(25), Fraction(4)))
        yield path


def clustered(data: Vectors, random: np.random.Generator, rounds: int) -> Vectors:
    """Return WORDS centres by k-means in two levels, then Lloyd's rounds over all of them."""
    coarse = _kmeans(data[:: max(1, len(data) // 40_000)], 64, random, 12)
    belongs = _nearest(data, coarse)
    sizes = np.bincount(belongs, minlength=64)
    shares = np.maximum(1, np.floor(WORDS * sizes / sizes.sum()).astype(int))
    shares[np.argsort(-sizes)[: WORDS - shares.sum()]] += 1
    parts = [_kmeans(data[belongs == one], int(shares[one]), random, 8) for one in range(64)]
    centres = np.concatenate(parts)
    for _ in range(rounds):
        centres = _moved(data, centres)
    return centres


def grouped(centres: Vectors, random: np.random.Generator) -> tuple[Vectors, np.ndarray]:
    """Return the centres ordered by GROUPS clusters of themselves, and the sizes of these."""
    middles = _kmeans(centres, GROUPS, random, 12)
    group = _nearest(centres, middles)
    return centres[np.argsort(group, kind="stable")], np.bincount(group, minlength=GROUPS)


def _kmeans(data: Vectors, count: int, random: np.random.Generator, rounds: int) -> Vectors:
    picked = random.choice(len(data), count, replace=len(data) < count)
    centres = data[picked].copy()
    for _ in range(rounds):
        centres = _moved(data, centres)
    return centres


def _nearest(data: Vectors, centres: Vectors) -> np.ndarray:
    half = 0.5 * (centres**2).sum(axis=1)
    blocks = (data[at : at + 8192] @ centres.T - half for at in range(0, len(data), 8192))
    return np.concatenate([block.argmax(axis=1) for block in blocks])


def _moved(data: Vectors, centres: Vectors) -> Vectors:
    nearest = _nearest(data, centres)
    order = np.argsort(nearest, kind="stable")
    counts = np.bincount(nearest, minlength=len(centres))
    filled = np.flatnonzero(counts)
    starts = np.concatenate([[0], np.cumsum(counts)])[filled]
    moved = centres.copy()
    moved[filled] = np.add.reduceat(data[order], starts, axis=0) / counts[filled, None]
    return moved


def medians(data: Vectors, centres: Vectors, projections: Vectors) -> Vectors:
    """Return each word's medians of the projections; a word with few points takes its centre's."""
    nearest, projected = _nearest(data, centres), data @ projections.T
    whole = np.asarray(centres @ projections.T, np.float32)
    for word in range(len(centres)):
        mine = projected[nearest == word]
        if len(mine) >= 8:
            whole[word] = np.median(mine, axis=0)
    return whole


def main() -> None:
    """Read the arguments, train, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("media", type=Path)
    parser.add_argument("target", type=Path, help="where codebook-1.bin is written")
    parser.add_argument("--points", type=int, default=400_000)
    given = parser.parse_args()
    random = np.random.default_rng(SEED)
    with TemporaryDirectory() as folder:
        files = [*named(given.media), *footage(Path(folder), 24)]
        parts = [descriptors(path, most=30) for path in files]
    for path, part in zip(files, parts, strict=True):
        print(f"{path.name}: {len(part)} points")
    data = np.concatenate(parts)
    data = data[random.choice(len(data), min(given.points, len(data)), replace=False)]
    centres, sizes = grouped(clustered(data, random, 2), random)
    projections = np.linalg.qr(random.standard_normal((128, 128)))[0][:BITS].astype(np.float32)
    stored = write(centres, sizes, projections, np.zeros((WORDS, BITS), np.float32))
    rounded = read(stored).centres  # medians are taken with the centres as they are stored
    stored = write(rounded, sizes, projections, medians(data, rounded, projections))
    given.target.write_bytes(stored)
    print(f"{len(files)} files, {len(data)} points, {len(stored)} bytes, sha256 {read(stored).sha256}")


if __name__ == "__main__":
    main()
