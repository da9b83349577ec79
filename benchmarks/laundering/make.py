"""Make the copies: every transform of every source, with the truth of its times beside it; kept for the next run."""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from itertools import chain
from pathlib import Path

import av
import cv2
import numpy as np
import numpy.typing as npt

from benchmarks.laundering.pictures import Image, Scenery, covering
from benchmarks.laundering.transforms import TRANSFORMS, Piece, Transform

Sound = npt.NDArray[np.float32]
SAMPLE_RATE = 32_000
FILMS = (".mp4", ".mov", ".avi", ".mkv", ".webm", ".mts")
NOT_SOURCES = ("TE__", "asl", "flower.webm", "demo_spatiotemporal_det", "scene_cuts", "cockatoo_yuv420")
SEVERAL = ("asl", "videofact", "copies", "S001C001")
"""Parts of names of clips that others in the set are made from, or were taken beside."""


@dataclass(frozen=True, slots=True)
class Film:
    """A clip in memory, cut and scaled down."""

    frames: list[Image]
    rate: float
    sound: Sound | None

    @property
    def lasts(self) -> float:
        """Return the length in seconds."""
        return len(self.frames) / self.rate

    def at(self, seconds: float) -> Image:
        """Return the frame at a time."""
        return self.frames[min(max(0, round(seconds * self.rate)), len(self.frames) - 1)]


@dataclass(frozen=True, slots=True)
class Truth:
    """What a copy is: ``spans`` are (start, end) in the copy and (start, end) in the source, in seconds."""

    copy: str
    source: str
    transform: str
    spans: tuple[tuple[float, float, float, float], ...]
    lasts: float
    sound: bool


def sources(media: Path) -> list[Path]:
    """Return the sources named in the manifest of the copies set; pairs and hard negatives are left out."""
    with (media / "copies" / "manifest.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    named = [row["file"] for row in rows if "HARD NEGATIVE" not in row["note"]]
    return [media / name for name in named if not any(word in name for word in NOT_SOURCES) and (media / name).exists()]


def unseen(media: Path) -> list[Path]:
    """Return other sources, on which nothing was tuned: of the distractors those that do not come several to a take, in
    an order by the SHA-256 of their names.
    """
    named = [path for path in distractors(media, ()) if not any(word in path.name for word in SEVERAL)]
    return sorted(named, key=lambda path: hashlib.sha256(path.name.encode()).digest())


def distractors(media: Path, besides: Collection[str]) -> list[Path]:
    """Return footage that is no source's copy: of the detection set what is neither a source nor made from one, nor
    named in ``besides``.
    """
    taken = {path.name for path in sources(media)} | set(besides)
    folders = ("ai", "camera", "camera_original")
    found = (path for folder in folders for path in sorted((media / "detection" / folder).iterdir()))
    return [path for path in found if path.suffix.lower() in FILMS and path.name not in taken]


def load(path: Path, seconds: float, longest: int) -> Film:
    """Return the first seconds of a file at a constant rate of at most 30 frames a second."""
    frames: list[Image] = []
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        rate = float(stream.average_rate or 25)
        rate = rate if rate <= 31 else 30.0
        first: float | None = None
        for frame in container.decode(stream):
            at = float((frame.pts or 0) * (frame.time_base or 0))
            first = at if first is None else first
            if (at - first) * rate < len(frames) - 0.5:
                continue
            image = _scaled(frame, longest)
            while len(frames) <= (at - first) * rate + 0.5 and len(frames) < seconds * rate:
                frames.append(image)
            if len(frames) >= seconds * rate:
                break
    return Film(frames, rate, _sound(path, seconds))


def _scaled(frame: av.VideoFrame, longest: int) -> Image:
    factor = min(1.0, longest / max(frame.width, frame.height))
    width, height = int(frame.width * factor) // 2 * 2, int(frame.height * factor) // 2 * 2
    image = frame.reformat(width=width, height=height, format="rgb24", interpolation="AREA").to_ndarray()
    turn = round(getattr(frame, "rotation", 0) or 0) % 360
    return np.ascontiguousarray(np.rot90(image, turn // 90)) if turn else image


def _sound(path: Path, seconds: float) -> Sound | None:
    with av.open(str(path)) as container:
        if not container.streams.audio:
            return None
        plain = av.AudioResampler(format="flt", layout="mono", rate=SAMPLE_RATE)
        parts: list[Sound] = []
        for frame in container.decode(audio=0):
            frame.pts = None
            parts += [part.to_ndarray().ravel() for part in plain.resample(frame)]
            if sum(map(len, parts)) > seconds * SAMPLE_RATE:
                break
    return np.concatenate(parts)[: int(seconds * SAMPLE_RATE)].astype(np.float32) if parts else None


def copy_of(source: Film, host: Film, how: Transform, target: Path, name: str) -> Truth:
    """Write one copy and return its truth."""
    pieces, rate = how.plan(source.lasts, host.lasts), how.rate or source.rate
    encode(target, _frames(source, host, how, pieces, rate), rate, how, _heard(source, host, pieces))
    spans, at = [], 0.0
    for piece in pieces:
        if piece.source:
            spans.append((at, at + piece.lasts, piece.start, piece.end))
        at += piece.lasts
    return Truth(target.name, name, how.name, tuple(spans), at, source.sound is not None)


def _frames(source: Film, host: Film, how: Transform, pieces: tuple[Piece, ...], rate: float) -> Iterator[Image]:
    scenery = Scenery(lambda at: host.at(at % host.lasts), np.random.default_rng(7))
    began, count = 0.0, 0
    height, width = source.frames[0].shape[:2]
    for piece in pieces:
        film = source if piece.source else host
        while count / rate < began + piece.lasts - 1e-6:
            image = film.at(piece.start + (count / rate - began) * piece.speed)
            if not piece.source:
                image = covering(image, (width, height))
            yield how.change(image, count / rate, scenery) if how.change else image
            count += 1
        began += piece.lasts


def _heard(source: Film, host: Film, pieces: tuple[Piece, ...]) -> Sound | None:
    if source.sound is None:
        return None
    parts = []
    for piece in pieces:
        count = int(piece.lasts * SAMPLE_RATE)
        sound = source.sound if piece.source else host.sound
        where = piece.start * SAMPLE_RATE + np.arange(count) * piece.speed
        heard = np.zeros(count) if sound is None else np.interp(where, np.arange(len(sound)), sound, right=0)
        parts.append(heard.astype(np.float32))
    return np.concatenate(parts)


def encode(target: Path, frames: Iterator[Image], rate: float, how: Transform, sound: Sound | None) -> None:
    """Write a file, two threads, quick presets."""
    options = {
        "libx264": {"crf": str(how.quality), "preset": "superfast"},
        "libx265": {"crf": str(how.quality), "preset": "ultrafast", "x265-params": "log-level=none:pools=1"},
        "libvpx-vp9": {"crf": str(how.quality), "deadline": "realtime", "cpu-used": "8"},
    }[how.codec]
    part = target.with_suffix(".part.mp4")
    with av.open(str(part), "w", format="mp4") as sink:
        first = next(frames)
        height, width = first.shape[0] // 2 * 2, first.shape[1] // 2 * 2
        video = sink.add_stream(how.codec, rate=Fraction(rate).limit_denominator(1001), options=options)
        video.width, video.height, video.pix_fmt = width, height, "yuv420p"
        heard = sink.add_stream("aac", rate=SAMPLE_RATE, layout="mono") if sound is not None else None
        for image in chain([first], frames):
            sink.mux(video.encode(_frame(image, width, height)))
        sink.mux(video.encode(None))
        if sound is not None and heard is not None:
            for at in range(0, len(sound), 1024):
                block = av.AudioFrame.from_ndarray(sound[None, at : at + 1024], format="fltp", layout="mono")
                block.sample_rate, block.pts = SAMPLE_RATE, at
                sink.mux(heard.encode(block))
            sink.mux(heard.encode(None))
    part.rename(target)


def _frame(image: Image, width: int, height: int) -> av.VideoFrame:
    return av.VideoFrame.from_ndarray(np.ascontiguousarray(image[:height, :width]), format="rgb24")


def make(
    media: Path, out: Path, films: Sequence[Path], transforms: Sequence[Transform], *, seconds: float, longest: int
) -> None:
    """Make what is missing under ``out``: library/ and copies/ of films, and distractors/."""
    cv2.setNumThreads(1)
    for folder in ("library", "copies", "distractors"):
        (out / folder).mkdir(parents=True, exist_ok=True)
    plain = Transform("library", quality=18)
    for path in distractors(media, [film.name for film in films]):
        target = out / "distractors" / f"{path.stem}.mp4"
        if not target.exists():
            film = load(path, seconds, longest)
            copy_of(film, film, plain, target, path.name)
    for number, path in enumerate(films):
        missing = [how for how in transforms if not (out / "copies" / f"{path.stem}@{how.name}.json").exists()]
        if not missing:
            continue
        source, host = load(path, seconds, longest), load(films[(number + 1) % len(films)], seconds, longest)
        copy_of(source, source, plain, out / "library" / f"{path.stem}.mp4", path.name)
        for how in missing:
            target = out / "copies" / f"{path.stem}@{how.name}.mp4"
            truth = copy_of(source, host, how, target, f"{path.stem}.mp4")
            target.with_suffix(".json").write_text(json.dumps(asdict(truth)), "utf-8")
        print(f"{number + 1}/{len(films)} {path.name}", flush=True)


def main() -> None:
    """Read the arguments and make the set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("media", type=Path, help="folder with copies/manifest.csv and detection/")
    parser.add_argument("out", type=Path)
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--longest", type=int, default=480)
    parser.add_argument("--most", type=int, default=99, help="sources to take")
    parser.add_argument("--unseen", action="store_true", help="other sources than those that rules were tuned on")
    parser.add_argument("--transforms", nargs="+", default=[how.name for how in TRANSFORMS])
    given = parser.parse_args()
    films = (unseen if given.unseen else sources)(given.media)[: given.most]
    chosen = [how for how in TRANSFORMS if how.name in given.transforms]
    make(given.media, given.out, films, chosen, seconds=given.seconds, longest=given.longest)


if __name__ == "__main__":
    main()
