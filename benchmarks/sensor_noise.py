"""Try the comparison of sensor noise on labelled pictures, and on films of a made sensor, and write the table.

``python -m benchmarks.sensor_noise FOLDER`` with the folder that holds ``prnu_flat`` and ``prnu_nat``, whose file
names bear the device; it writes docs/measured/sensor_noise.md. The published figures of prnu-python (polimi-ispl) are
for its own 512 pixels in the centre of 20 pictures by 6 devices.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import av
import cv2
import numpy as np
import numpy.typing as npt

from benchmarks.tables import auc, machine, write
from forensics.sensor.correlation import THRESHOLD, agreement
from forensics.sensor.fingerprint import Estimate, intensity
from forensics.sensor.noise import cleaned, residual
from forensics.sensor.pictures import Collected

Pixels = npt.NDArray[np.uint8]
DEVICE = re.compile(r"Nikon_D\d+_\d")
WIDTH, HEIGHT, FRAMES = 1280, 720, 48
PUBLISHED = "published by prnu-python for its own set: AUC 0.98 by correlation, 0.81 by PCE (blind search)"


@dataclass(frozen=True)
class Pair:
    """A picture, or part of one, against a device: whether it is its own, correlation, PCE in place and searched."""

    match: bool
    correlation: float
    pce: float
    searched: float


def grey(path: Path) -> Pixels:
    """Return luma without turning it by its orientation tag: the sensor lies as the pixels do."""
    read = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE | cv2.IMREAD_IGNORE_ORIENTATION)
    assert read is not None
    return np.asarray(read, np.uint8)


def device(path: Path) -> str:
    found = DEVICE.search(path.name)
    assert found is not None
    return found[0]


def treated(picture: Pixels, treatment: str) -> Pixels:
    """Return a picture after a treatment: 'as is', 'JPEG 75', 'H.264 CRF 28'."""
    kind, _, level = treatment.rpartition(" ")
    if kind == "JPEG":
        done, content = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, int(level)])
        decoded = cv2.imdecode(content, cv2.IMREAD_GRAYSCALE)
        assert done and decoded is not None
        return np.asarray(decoded, np.uint8)
    if kind.startswith("H.264"):
        return film_of(coded([picture], int(level)))[0]
    return picture


def coded(frames: Sequence[Pixels], crf: int) -> io.BytesIO:
    holder = io.BytesIO()
    with av.open(holder, "w", format="mp4") as sink:
        stream = sink.add_stream("libx264", rate=30)
        stream.height, stream.width = (side - side % 2 for side in frames[0].shape)
        stream.pix_fmt = "yuv420p"
        stream.options = {"crf": str(crf)}
        for picture in frames:
            frame = av.VideoFrame.from_ndarray(picture[: stream.height, : stream.width].copy(), format="gray")
            sink.mux(stream.encode(frame.reformat(format="yuv420p")))
        sink.mux(stream.encode(None))
    holder.seek(0)
    return holder


def film_of(holder: io.BytesIO) -> list[Pixels]:
    with av.open(holder) as container:
        return [np.asarray(frame.to_ndarray(format="gray"), np.uint8) for frame in container.decode(video=0)]


def crops(shape: tuple[int, ...], size: int) -> list[tuple[slice, slice]]:
    """Return the parts that are tried: the whole, the centre (negative size), or a grid of squares."""
    height, width = shape
    if size == 0:
        return [(slice(0, height), slice(0, width))]
    side = abs(size)
    rows = range(0, height - side + 1, side) if size > 0 else [(height - side) // 2]
    columns = range(0, width - side + 1, side) if size > 0 else [(width - side) // 2]
    return [(slice(y, y + side), slice(x, x + side)) for y in rows for x in columns]


def stills(folder: Path) -> Iterator[tuple[str, str, list[Pair]]]:
    """Yield (part, treatment, pairs) of every natural picture against every device."""
    flats: dict[str, Estimate] = {}
    for path in sorted((folder / "prnu_flat").iterdir()):
        flats.setdefault(device(path), Estimate()).add(grey(path))
    patterns = {name: (one.pattern(), one) for name, one in flats.items()}
    natural = [(device(path), grey(path)) for path in sorted((folder / "prnu_nat").iterdir())]
    for treatment in ("as is", "JPEG 75", "JPEG 50", "H.264 CRF 28"):
        pictures = [(name, treated(picture, treatment)) for name, picture in natural]
        noises = [residual(picture) for _, picture in pictures]
        for part, size in (("whole", 0), ("1024 px", 1024), ("512 px", 512), ("512 px, centre", -512)):
            if size == 512 and treatment != "as is":
                continue
            pairs = []
            for (own, picture), noise in zip(pictures, noises, strict=True):
                for at in crops(picture.shape, size):
                    here, light = cleaned(noise[at]), intensity(picture[at])
                    for name, (pattern, _one) in patterns.items():
                        expected = cleaned(pattern[at]) * light if size else pattern[at] * light
                        found = agreement(here, expected)
                        searched = agreement(here, expected, shifts=10**6) if treatment == "as is" else found
                        pairs.append(Pair(own == name, found.correlation, found.pce, searched.pce))
            yield part, treatment, pairs


def films(folder: Path) -> Iterator[tuple[str, int, float, float, float, float]]:
    """Yield (movement, CRF, bits a pixel, PCE with its sensor, with another, of its own parts) of made films."""
    random = np.random.default_rng(1)
    sensor, other = (random.normal(0, 1, (HEIGHT, WIDTH)).astype(np.float32) for _ in range(2))
    scenes = [cv2.resize(grey(path), (2400, 1600)) for path in sorted((folder / "prnu_nat").iterdir())[:3]]
    for movement in ("panning", "tripod", "stabilised"):
        for scene in scenes:
            frames = filmed(scene, movement, sensor, random)
            for crf in (18, 23, 28, 33):
                holder = coded(frames, crf)
                bits = 8 * holder.getbuffer().nbytes / (FRAMES * WIDTH * HEIGHT)
                collected = Collected(FRAMES)
                for picture in film_of(holder):
                    collected.add(Shown(picture))
                noise, light = collected.whole().noise(), collected.whole().light()
                own = collected.own_agreement()
                assert own is not None
                found = [agreement(noise, pattern * light).pce for pattern in (sensor, other)]
                yield movement, crf, bits, found[0], found[1], own


@dataclass(frozen=True)
class Shown:
    """A picture as a frame is read."""

    picture: Pixels

    def grey(self, longest_side: int | None = None) -> Pixels:
        del longest_side
        return self.picture


def filmed(scene: Pixels, movement: str, sensor: npt.NDArray[np.float32], random: np.random.Generator) -> list[Pixels]:
    """Return frames of a sensor whose pixels differ by 1 % with noise of 1.5 levels, on a scene that it pans over."""
    frames = []
    for number in range(FRAMES):
        step = 0 if movement == "tripod" else number
        view = scene[20 + 2 * step : 20 + 2 * step + HEIGHT, 20 + 6 * step : 20 + 6 * step + WIDTH].astype(np.float32)
        seen = view * (1 + 0.01 * sensor) + random.normal(0, 1.5, view.shape)
        if movement == "stabilised":
            shift = np.array([[1, 0, random.uniform(-2, 2)], [0, 1, random.uniform(-2, 2)]], np.float32)
            seen = cv2.warpAffine(seen, shift, (WIDTH, HEIGHT), borderMode=cv2.BORDER_REFLECT)
        frames.append(np.clip(np.rint(seen), 0, 255).astype(np.uint8))
    return frames


def main(arguments: Sequence[str]) -> int:
    folder = Path(arguments[0])
    lines = [
        f"Stills of two Nikon D70 (Dresden Image Database), fingerprints of 5 flat pictures each; {PUBLISHED}.",
        "",
    ]
    lines += ["| part | treatment | pairs own/other | AUC correlation | AUC PCE in place | AUC PCE searched |"]
    lines[-1] += " own: median (least) PCE | other: greatest PCE | own ≥ 60 | other ≥ 60 |"
    lines += ["|" + "---|" * 10]
    for part, treatment, pairs in stills(folder):
        own, other = ([one for one in pairs if one.match is match] for match in (True, False))
        row = [part, treatment, f"{len(own)}/{len(other)}"]
        for name in ("correlation", "pce", "searched"):
            area = auc([getattr(one, name) for one in own], [getattr(one, name) for one in other])
            row.append("–" if name == "searched" and treatment != "as is" else f"{area:.3f}")
        values, others = [one.pce for one in own], [one.pce for one in other]
        row += [f"{np.median(values):z.0f} ({min(values):z.0f})", f"{max(others):z.1f}"]
        row += [f"{sum(v >= THRESHOLD for v in values)}", f"{sum(v >= THRESHOLD for v in others)}"]
        lines.append("| " + " | ".join(row) + " |")
        print(lines[-1], flush=True)
    lines += ["", f"Films of a made sensor, {FRAMES} frames of {WIDTH}x{HEIGHT}, over three real scenes each.", ""]
    lines += [
        "| camera | CRF | bits a pixel | PCE, own sensor | PCE, other sensor | PCE of its own parts |",
        "|" + "---|" * 6,
    ]
    for movement, crf, bits, mine, other_pce, parts in films(folder):
        lines.append(f"| {movement} | {crf} | {bits:.3f} | {mine:z.0f} | {other_pce:z.1f} | {parts:z.0f} |")
        print(lines[-1], flush=True)
    write("sensor_noise", "python -m benchmarks.sensor_noise FOLDER", lines, machine())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
