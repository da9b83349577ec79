"""Natural pictures against the flat pictures of devices: ours and, where its Python is named, prnu-python's figures."""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import av
import cv2
import numpy as np
import numpy.typing as npt

from benchmarks.tables import auc
from forensics.sensor.correlation import THRESHOLD, agreement
from forensics.sensor.fingerprint import Estimate

Pixels = npt.NDArray[np.uint8]
Box = tuple[int, int, int, int]
"""Top, bottom, left, right."""
DEVICE = re.compile(r"Nikon_D\d+s?_\d")
TREATMENTS = ("as is", "JPEG 75", "JPEG 50", "H.264 CRF 28")
PARTS = (("whole", 0), ("1024 px", 1024), ("512 px", 512), ("512 px, centre", -512))
EVERYWHERE = 10**6
"""Pixels of shift in a search that leaves nothing out."""


@dataclass(frozen=True)
class Photo:
    """A picture as it is compared: its luma, which is what ours takes, and its colours, which theirs takes."""

    luma: Pixels
    colours: Pixels


@dataclass(frozen=True)
class Pair:
    """A part of a picture against a device: whether it is its own, correlation, PCE in place, and searched."""

    match: bool
    correlation: float
    searched: float
    in_place: float = 0.0


@dataclass(frozen=True)
class Tried:
    """All pairs of one part under one treatment, and the processor seconds that they took."""

    pairs: list[Pair]
    seconds: float

    def area(self, quantity: str) -> float:
        """Return the area under the curve by one of the quantities of a pair."""
        own, other = ([getattr(one, quantity) for one in self.pairs if one.match is match] for match in (True, False))
        return auc(own, other)


def device(path: Path) -> str:
    """Return the device that a file's name bears."""
    found = DEVICE.search(path.name)
    assert found is not None
    return found[0]


def grey(path: Path) -> Pixels:
    """Return luma without turning it by its orientation tag: the sensor lies as the pixels do."""
    return _decoded(np.fromfile(path, np.uint8)).luma


def _decoded(content: npt.NDArray[np.uint8]) -> Photo:
    luma, colours = (
        cv2.imdecode(content, flag | cv2.IMREAD_IGNORE_ORIENTATION) for flag in (cv2.IMREAD_GRAYSCALE, cv2.IMREAD_COLOR)
    )
    assert luma is not None and colours is not None
    return Photo(np.asarray(luma, np.uint8), np.ascontiguousarray(colours[..., ::-1], np.uint8))


def treated(path: Path, treatment: str) -> Photo:
    """Return a picture after a treatment: 'as is', 'JPEG 75', 'H.264 CRF 28'."""
    photo = _decoded(np.fromfile(path, np.uint8))
    kind, _, level = treatment.rpartition(" ")
    if kind == "JPEG":
        done, content = cv2.imencode(".jpg", photo.colours[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, int(level)])
        assert done
        return _decoded(np.asarray(content, np.uint8))
    if not kind.startswith("H.264"):
        return photo
    frame = av.VideoFrame.from_ndarray(photo.colours, format="rgb24")
    with tempfile.TemporaryDirectory() as folder:
        film = Path(folder) / "one.mp4"
        with av.open(str(film), "w") as sink:
            stream = sink.add_stream("libx264", rate=30, options={"crf": level})
            stream.width, stream.height, stream.pix_fmt = frame.width, frame.height, "yuv420p"
            sink.mux(stream.encode(frame.reformat(format="yuv420p")))
            sink.mux(stream.encode(None))
        with av.open(str(film)) as container:
            shown = next(container.decode(video=0))
    return Photo(*(np.asarray(shown.to_ndarray(format=name), np.uint8) for name in ("gray", "rgb24")))


def boxes(shape: tuple[int, ...], size: int) -> list[Box]:
    """Return the parts that are tried: the whole, the centre (negative size), or a grid of squares."""
    height, width = shape[:2]
    if size == 0:
        return [(0, height, 0, width)]
    side = abs(size)
    rows = range(0, height - side + 1, side) if size > 0 else [(height - side) // 2]
    columns = range(0, width - side + 1, side) if size > 0 else [(width - side) // 2]
    return [(y, y + side, x, x + side) for y in rows for x in columns]


def ours(flats: dict[str, list[Photo]], pictures: Sequence[tuple[str, Photo]], parts: Sequence[Box]) -> Tried:
    """Compare every part of every picture with every device as the method does it, each part cut out first."""
    pairs, started = [], time.process_time()
    for top, bottom, left, right in parts:
        part = np.s_[top:bottom, left:right]
        patterns = {name: _estimate([one.luma[part] for one in flat]).pattern() for name, flat in flats.items()}
        for own, picture in pictures:
            seen = _estimate([picture.luma[part]])
            noise, light = seen.noise(), seen.light()
            for name, pattern in patterns.items():
                found, searched = (agreement(noise, pattern * light, shifts=shifts) for shifts in (0, EVERYWHERE))
                pairs.append(Pair(own == name, found.correlation, searched.pce, found.pce))
    return Tried(pairs, time.process_time() - started)


def _estimate(pictures: Sequence[Pixels]) -> Estimate:
    made = Estimate()
    for picture in pictures:
        made.add(np.ascontiguousarray(picture))
    return made


def theirs(
    python: str, flats: dict[str, list[Photo]], pictures: Sequence[tuple[str, Photo]], parts: Sequence[Box]
) -> Tried:
    """Have prnu-python compare the same parts under its own Python; raise CalledProcessError where it fails."""
    with tempfile.TemporaryDirectory() as folder:

        def kept(name: str, photo: Photo) -> str:
            path = Path(folder) / f"{name}.npy"
            np.save(path, photo.colours)
            return str(path)

        job = {
            "flats": {name: [kept(f"{name}-{n}", one) for n, one in enumerate(flat)] for name, flat in flats.items()},
            "pictures": [kept(f"picture-{n}", photo) for n, (_, photo) in enumerate(pictures)],
            "parts": parts,
        }
        asked, answered = Path(folder) / "job.json", Path(folder) / "answer.json"
        asked.write_text(json.dumps(job), "utf-8")
        program = Path(__file__).with_name("sensor_peer.py")
        subprocess.run(
            [python, "-W", "ignore", str(program), str(asked), str(answered)], check=True, stderr=subprocess.PIPE
        )
        answer = json.loads(answered.read_text("utf-8"))
    pairs = [
        Pair(own == one["device"], one["correlation"], one["searched"])
        for part in answer["parts"]
        for (own, _), row in zip(pictures, part, strict=True)
        for one in row
    ]
    return Tried(pairs, answer["seconds"])


def rows(folder: Path, python: str) -> Iterator[str]:
    """Yield the table, line by line; ``python`` may be empty."""
    flats: dict[str, list[Photo]] = {}
    for path in sorted((folder / "prnu_flat").iterdir()):
        flats.setdefault(device(path), []).append(treated(path, "as is"))
    yield (
        "| part | treatment | pairs own/other | AUC correlation: ours | theirs | AUC searched PCE: ours | theirs | "
        "AUC PCE in place: ours | own: median (least) | other: greatest | own ≥ 60 | other ≥ 60 | "
        "processor time, theirs / ours |"
    )
    yield "|" + "---|" * 13
    for treatment in TREATMENTS:
        pictures = [(device(path), treated(path, treatment)) for path in sorted((folder / "prnu_nat").iterdir())]
        for part, size in PARTS:
            if size == 512 and treatment != "as is":
                continue
            parts = boxes(pictures[0][1].luma.shape, size)
            mine = ours(flats, pictures, parts)
            peer = theirs(python, flats, pictures, parts) if python else None
            yield _row(part, treatment, mine, peer)


def _row(part: str, treatment: str, mine: Tried, peer: Tried | None) -> str:
    own, other = ([one.in_place for one in mine.pairs if one.match is match] for match in (True, False))
    cells = [part, treatment, f"{len(own)}/{len(other)}"]
    for quantity in ("correlation", "searched"):
        cells += [f"{mine.area(quantity):.3f}", f"{peer.area(quantity):.3f}" if peer else "–"]
    cells += [f"{mine.area('in_place'):.3f}", f"{np.median(own):.0f} ({_whole(min(own))})", f"{max(other):.1f}"]
    cells += [str(sum(one >= THRESHOLD for one in values)) for values in (own, other)]
    cells.append(f"{peer.seconds / mine.seconds:.1f}" if peer else "–")
    return "| " + " | ".join(cells) + " |"


def _whole(value: float) -> str:
    """Return a value to the whole number, without the sign that rounding leaves before a 0."""
    return f"{round(value)}"
