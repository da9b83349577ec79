"""Make labelled cases with known truth from a folder of real footage, for `assay validate`.

    python -m benchmarks.labelled_cases SHARED_MEDIA FOLDER
    assay validate FOLDER --target copied --target copied18 --other plain --other plain18 --method repeated_frames
    assay validate FOLDER --target cut --other plain --method discontinuity --under crf32
    assay validate FOLDER --target twice --other once --method double_encoding
    assay validate FOLDER --target mixed2 --target mixed30 --target followed2 --other plain --method interpolated_frames
    assay validate FOLDER --target left_out --other plain --method dropped_frames

`python -m benchmarks.trials` makes them and runs all of these.

Camera clips of ``detection/manifest.csv`` with 100 frames or more, at most three of a group, are scaled to at most 480
pixels (400 where they are larger than 700, which hides their own compression) and encoded with x264 CRF 28: plain;
copied (8 to 20 frames shown again elsewhere); both again at CRF 18 (plain18, copied18); cut (5 to 20 frames taken out);
with another rate of frames: mixed2 (twice as many, every second one a mixture; mixed2_18 at CRF 18, where B pictures
are more than mixtures of their neighbours by coding alone), mixed30 (24 to 30 a second, mixed),
followed2 (twice as many by FFmpeg's minterpolate, which follows motion), left_out (one in five left out); within the
clip only, over 36 to 44 of its frames: slow_mixed and slow_followed (slowed to half by the two ways), part_left_out
(one in five left out, over 80); and, of those whose key frames leave no period, once (CRF 20, GOP 250) and twice (CRF
28 GOP 15 without B-frames before that). Of two clips, the first half of one and the second of the other, in the size of
the first: joined (of different groups) and shots (of one group: two shots of one source). The truth stands in the
column ``truth``.
"""

from __future__ import annotations

import contextlib
import csv
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import av.error
import av.filter
import cv2
import numpy as np
import numpy.typing as npt

Picture = npt.NDArray[np.uint8]
Row = tuple[str, str, str, str]
VERSION = "4"
"""Goes up with every kind of case that is new: a folder made before gets what it lacks."""
FEWEST, MOST, MOST_OF_GROUP = 100, 170, 3
SUFFIXES = {".mp4", ".mov", ".avi", ".mkv"}


@dataclass(frozen=True)
class Clip:
    """One source: its group, its name, its frames, and whether its own key frames leave a period."""

    group: str
    name: str
    frames: list[Picture]
    periodic: bool


def clips(media: Path) -> Iterator[Clip]:
    """Yield the camera clips that are long enough."""
    taken: Counter[str] = Counter()
    with (media / "detection" / "manifest.csv").open(newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["label"] in ("camera", "camera_original")]
    for row in rows:
        path = media / row["file"]
        if path.suffix.lower() not in SUFFIXES or row["group"] == "made" or taken[row["group"]] >= MOST_OF_GROUP:
            continue
        try:
            frames, keys = read(path)
        except av.error.FFmpegError:
            continue
        if len(frames) >= FEWEST:
            taken[row["group"]] += 1
            yield Clip(row["group"], path.stem, frames, periodic=keys >= 3)


def read(path: Path) -> tuple[list[Picture], int]:
    """Return the first frames of a clip, scaled, and how many key frames they held."""
    frames: list[Picture] = []
    keys = 0
    with av.open(str(path)) as container:
        for frame in container.decode(video=0):
            keys += frame.key_frame
            pixels = np.asarray(frame.to_ndarray(format="rgb24"), np.uint8)
            longest = max(pixels.shape[:2])
            scale = 400 / longest if longest > 700 else min(1.0, 480 / longest)
            size = (round(pixels.shape[1] * scale / 2) * 2, round(pixels.shape[0] * scale / 2) * 2)
            frames.append(np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8))
            if len(frames) >= MOST:
                break
    return frames, keys


def write(path: Path, frames: list[Picture], *, crf: int, gop: int, bframes: int) -> None:
    """Encode frames at 25 a second with x264."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=Fraction(25), options={"crf": str(crf)})
        assert isinstance(stream, av.VideoStream)
        stream.height, stream.width = frames[0].shape[:2]
        stream.pix_fmt = "yuv420p"
        stream.codec_context.gop_size, stream.codec_context.max_b_frames = gop, bframes
        for number, pixels in enumerate(frames):
            frame = av.VideoFrame.from_ndarray(pixels, format="rgb24")
            frame.pts = number
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def mixed(frames: list[Picture], step: Fraction) -> list[Picture]:
    """Return frames at every ``step`` of the distance between two, mixed by their nearness."""
    made = []
    for number in range(int((len(frames) - 1) / step)):
        place = number * step
        first, share = int(place), float(place % 1)
        both = frames[first].astype(np.float32) * (1 - share) + frames[first + 1].astype(np.float32) * share
        made.append(np.rint(both).astype(np.uint8))
    return made


def followed(frames: list[Picture]) -> list[Picture]:
    """Return twice as many frames, made by FFmpeg's filter that follows motion."""
    height, width = frames[0].shape[:2]
    graph = av.filter.Graph()
    source = graph.add("buffer", f"video_size={width}x{height}:pix_fmt=rgb24:time_base=1/25:frame_rate=25/1")
    steps = [
        graph.add("minterpolate", "fps=50:mi_mode=mci:mc_mode=obmc:me_mode=bilat:vsbmc=0"),
        graph.add("format", "rgb24"),
        graph.add("buffersink"),
    ]
    for before, after in pairwise([source, *steps]):
        before.link_to(after)
    graph.configure()
    made: list[Picture] = []
    for number, pixels in enumerate([*frames, None]):
        frame = None
        if pixels is not None:
            frame = av.VideoFrame.from_ndarray(pixels, format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, 25)
        source.push(frame)
        with contextlib.suppress(av.error.BlockingIOError, av.error.EOFError):
            while True:
                made.append(np.asarray(steps[-1].pull().to_ndarray(format="rgb24"), np.uint8))
    return made


def cases(clip: Clip, folder: Path, made: Callable[[str], bool]) -> Iterator[Row]:
    """Write the cases of one clip that are not ``made``; yield file, label, group, truth."""
    chance, frames = random.Random(clip.name), clip.frames
    count = len(frames)
    run = chance.randint(8, 20)
    source = chance.randint(5, count // 2 - run)
    target = chance.randint(source + run + 10, count - 10)
    cut, gone = chance.randint(40, count - 40), chance.randint(5, 20)
    edited: dict[str, tuple[list[Picture], str]] = {
        "plain": (frames, ""),
        "copied": (frames[:target] + frames[source : source + run] + frames[target:], f"{source}+{run} at {target}"),
        "cut": (frames[:cut] + frames[cut + gone :], f"{gone} before frame {cut}"),
        "mixed2": (mixed(frames[:70], Fraction(1, 2)), "every second frame"),
        "mixed30": (mixed(frames[:120], Fraction(4, 5)), "four frames in five"),
        "followed2": (followed(frames[:60]), "every second frame"),
        "left_out": ([frame for number, frame in enumerate(frames) if number % 5 != 4], "one frame in five"),
    }
    at, length = chance.randint(40, count - 60), chance.randint(36, 44)
    slow, fast = frames[at : at + length], frames[at - 35 : at + 45]
    inside = {
        "slow_mixed": (frames[:at] + mixed(slow, Fraction(1, 2)) + frames[at + length :], f"{length} from {at}"),
        "slow_followed": (frames[:at] + followed(slow) + frames[at + length :], f"{length} from {at}"),
        "part_left_out": (
            frames[: at - 35] + [one for n, one in enumerate(fast) if n % 5 != 4] + frames[at + 45 :],
            f"80 from {at - 35}",
        ),
    }
    weakly = {f"{label}18": edited[label] for label in ("plain", "copied")} | {"mixed2_18": edited["mixed2"]}
    for label, (shown, truth) in (edited | inside | weakly).items():
        name = f"{label}__{clip.group}__{clip.name}.mp4"
        if not made(name):
            write(folder / name, shown, crf=18 if label in weakly else 28, gop=250, bframes=3)
            yield name, label, clip.group, truth
    if clip.periodic or made(f"once__{clip.group}__{clip.name}.mp4"):
        return
    first = folder / "first.mp4"
    write(first, frames, crf=28, gop=15, bframes=0)
    with av.open(str(first)) as container:
        decoded = [np.asarray(f.to_ndarray(format="rgb24"), np.uint8) for f in container.decode(video=0)]
    first.unlink()
    for label, shown, truth in (("once", frames, ""), ("twice", decoded, "GOP 15 before")):
        name = f"{label}__{clip.group}__{clip.name}.mp4"
        write(folder / name, shown, crf=20, gop=250, bframes=3)
        yield name, label, clip.group, truth


def joins(clip: Clip, before: Sequence[Clip], folder: Path, made: Callable[[str], bool]) -> Iterator[Row]:
    """Write a clip joined to an earlier one of its own group, and to one of another; yield their rows."""
    for label, same in (("shots", True), ("joined", False)):
        first = next((one for one in reversed(before) if (one.group == clip.group) is same), None)
        name = f"{label}__{clip.group}__{clip.name}.mp4"
        if first is None or made(name):
            continue
        size = first.frames[0].shape[1::-1]
        after = [np.asarray(cv2.resize(one, size, interpolation=cv2.INTER_AREA), np.uint8) for one in clip.frames]
        shown = first.frames[: len(first.frames) // 2] + after[len(after) // 2 :]
        write(folder / name, shown, crf=23, gop=250, bframes=3)
        yield name, label, clip.group, f"{first.group} {first.name}, from frame {len(first.frames) // 2} {clip.name}"


def main(media: Path, folder: Path) -> None:
    """Make the cases that are missing, and their manifest: a row stands there when its file is whole."""
    folder.mkdir(parents=True, exist_ok=True)
    manifest, whole = folder / "manifest.csv", folder / f"whole-{VERSION}"
    if whole.exists():
        return
    if not manifest.exists():
        manifest.write_text("file,label,group,truth\n", "utf-8")
    with manifest.open(newline="", encoding="utf-8") as stream:
        done = {row["file"] for row in csv.DictReader(stream)}
    before: list[Clip] = []
    for clip in clips(media):
        rows = [*cases(clip, folder, done.__contains__), *joins(clip, before, folder, done.__contains__)]
        with manifest.open("a", newline="", encoding="utf-8") as stream:
            csv.writer(stream, lineterminator="\n").writerows(rows)
        print(clip.group, clip.name, len(rows), flush=True)
        mine = [one for one in before if one.group == clip.group][-1:]
        others = [one for one in before if one.group != clip.group][-1:]
        before = [*others, *mine, clip]
    whole.write_text("every case is made\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
