"""Films of a made sensor over real scenes, coded at several strengths, held against that sensor and another."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import av
import cv2
import numpy as np
import numpy.typing as npt

from benchmarks.sensor_stills import Pixels, grey
from forensics.detectors.sensor_noise import STEADY
from forensics.sensor.correlation import agreement
from forensics.sensor.pictures import Collected

WIDTH, HEIGHT, FRAMES = 1280, 720, 48
MOVEMENTS = ("panning", "tripod", "shaken")


@dataclass(frozen=True)
class Shown:
    """A picture as a frame is read."""

    picture: Pixels

    def grey(self, longest_side: int | None = None) -> Pixels:
        """Return the picture: a trial compares whole pictures only."""
        del longest_side
        return self.picture


def rows(folder: Path) -> Iterator[str]:
    """Yield the table, line by line: three scenes, three movements, four strengths of coding."""
    yield "| camera | scene | CRF | bits a pixel | PCE, own sensor | other sensor | PCE of its own parts | compared |"
    yield "|" + "---|" * 8
    random = np.random.default_rng(1)
    sensor, other = (random.normal(0, 1, (HEIGHT, WIDTH)).astype(np.float32) for _ in range(2))
    scenes = [cv2.resize(grey(path), (2400, 1600)) for path in sorted((folder / "prnu_nat").iterdir())[:3]]
    for movement in MOVEMENTS:
        for number, scene in enumerate(scenes, 1):
            frames = filmed(np.asarray(scene, np.uint8), movement, sensor, random)
            for crf in (18, 23, 28, 33):
                holder = coded(frames, crf)
                bits = 8 * holder.getbuffer().nbytes / (FRAMES * WIDTH * HEIGHT)
                collected = Collected(FRAMES)
                for picture in film_of(holder):
                    collected.add(Shown(picture))
                noise, light = collected.whole().noise(), collected.whole().light()
                own = collected.own_agreement()
                assert own is not None
                values = [agreement(noise, pattern * light).pce for pattern in (sensor, other)]
                cells = f"{values[0]:.0f} | {_tenth(values[1])} | {own:.0f}"
                held = "yes" if abs(own) >= STEADY else "no"
                yield f"| {movement} | {number} | {crf} | {bits:.3f} | {cells} | {held} |"


def _tenth(value: float) -> str:
    """Return a value to the tenth, without the sign that rounding leaves before a 0."""
    return f"{round(value, 1) + 0.0:.1f}"


def coded(frames: Sequence[Pixels], crf: int) -> io.BytesIO:
    """Return a film of grey frames, coded by x264 at 30 frames a second."""
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
    """Return the luma of every frame."""
    with av.open(holder) as container:
        return [np.asarray(frame.to_ndarray(format="gray"), np.uint8) for frame in container.decode(video=0)]


def filmed(scene: Pixels, movement: str, sensor: npt.NDArray[np.float32], random: np.random.Generator) -> list[Pixels]:
    """Return frames of a sensor whose pixels differ by 1 % with noise of 1.5 levels, on a scene that it pans over."""
    frames = []
    for number in range(FRAMES):
        step = 0 if movement == "tripod" else number
        view = scene[20 + 2 * step : 20 + 2 * step + HEIGHT, 20 + 6 * step : 20 + 6 * step + WIDTH].astype(np.float32)
        seen = view * (1 + 0.01 * sensor) + random.normal(0, 1.5, view.shape)
        if movement == "shaken":
            shift = np.array([[1, 0, random.uniform(-2, 2)], [0, 1, random.uniform(-2, 2)]], np.float32)
            seen = cv2.warpAffine(seen, shift, (WIDTH, HEIGHT), borderMode=cv2.BORDER_REFLECT)
        frames.append(np.clip(np.rint(seen), 0, 255).astype(np.uint8))
    return frames
