"""Periodic patterns and flicker, as a screen that is filmed can leave them: measured without any claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt

from forensics.detector import (
    Applicability,
    Card,
    Cost,
    Detector,
    FrameNeed,
    FrameView,
    Needs,
    Observer,
    Parameters,
    Quantity,
    Reference,
    Validation,
)
from forensics.types import (
    Finding,
    Measurement,
    MediaFacts,
    NotMeasured,
    Outcome,
    Result,
    StreamKind,
    StreamLocus,
)

ID: Final = "recapture_patterns"
VERSION: Final = "1"
SIDE: Final = 512
FRAMES: Final = 24
EVERY: Final = 5
"""Every so many frames one is taken for the spectrum; brightness is taken of all."""
LOWEST: Final = 0.06
"""Cycles a pixel below which content hides any pattern."""
MOST_TIMES: Final = 20_000

_LIMITS = (
    "No claim: on the few real pictures of screens that were at hand the values did not separate (see the card).",
    "Fabric, blinds, facades and fences are periodic; scaling and coding add and remove patterns.",
    "Lamps flicker too.",
)
_INNOCENT = (
    "Periodic things in the scene.",
    "Lamps on the mains; a camera's exposure that hunts.",
    "Scaling by a platform.",
)


@dataclass(slots=True)
class _Watch:
    stream: int
    frames: int = 0
    taken: int = 0
    power: npt.NDArray[np.float64] | None = None
    brightness: list[tuple[float, float]] = field(default_factory=list)

    def frame(self, view: FrameView) -> None:
        if len(self.brightness) < MOST_TIMES:
            self.brightness.append((float(view.at.seconds), float(view.grey(96).mean())))
        if self.frames % EVERY == 0 and self.taken < FRAMES:
            self._spectrum(view.grey())
        self.frames += 1

    def _spectrum(self, grey: npt.NDArray[np.uint8]) -> None:
        top, left = (grey.shape[0] - SIDE) // 2, (grey.shape[1] - SIDE) // 2
        centre = grey[top : top + SIDE, left : left + SIDE].astype(np.float64)
        if centre.shape != (SIDE, SIDE):
            return
        window = np.outer(np.hanning(SIDE), np.hanning(SIDE))
        power = np.abs(np.fft.fft2((centre - centre.mean()) * window)) ** 2
        self.power = power if self.power is None else self.power + power
        self.taken += 1

    def finish(self) -> Iterator[Outcome]:
        here = StreamLocus(self.stream)
        if self.power is None:
            yield NotMeasured("recapture_patterns.peak", "no frame was decoded", here)
        else:
            above, period = strongest(self.power)
            yield Measurement("recapture_patterns.peak", round(above, 2), "dB", here)
            yield Measurement("recapture_patterns.period", round(period, 2), "px", here)
        if len(self.brightness) < 48:
            reason = f"{len(self.brightness)} frames; at least 48 are needed"
            yield NotMeasured("recapture_patterns.flicker", reason, here)
            return
        above, hertz = flicker(np.array(self.brightness))
        yield Measurement("recapture_patterns.flicker", round(above, 2), "dB", here)
        yield Measurement("recapture_patterns.flicker_rate", round(hertz, 3), "Hz", here)


def strongest(power: npt.NDArray[np.float64]) -> tuple[float, float]:
    """Return by how many decibels the sharpest peak stands above its surroundings, and its period in pixels.

    The grids of 4, 8 and 16 pixels that codecs leave are left out, and so is what lies on the axes.
    """
    import cv2

    level = (10 * np.log10(power + 1e-9)).astype(np.float32)
    around = cv2.blur(np.pad(level, 8, mode="wrap"), (17, 17))[8:-8, 8:-8]
    at = np.fft.fftfreq(SIDE)
    radius = np.hypot(at[:, None], at[None, :])
    grid = np.abs(at * 16 - np.rint(at * 16)) < 0.1
    fit = (radius > LOWEST) & (radius < 0.48) & (np.abs(at[:, None]) > 0.01) & (np.abs(at[None, :]) > 0.01)
    fit &= ~(grid[:, None] & grid[None, :])
    apart = np.where(fit, level - around, -np.inf)
    place = int(apart.argmax())
    return float(apart.ravel()[place]), float(1 / radius.ravel()[place])


def flicker(brightness: npt.NDArray[np.float64]) -> tuple[float, float]:
    """Return by how many decibels one rate of brightness stands above the median, and the rate."""
    times, values = brightness[:, 0], brightness[:, 1]
    steady = np.interp(np.linspace(times[0], times[-1], len(times)), times, values)
    steady = steady - np.convolve(np.pad(steady, 8, mode="edge"), np.ones(17) / 17, "valid")
    power = np.abs(np.fft.rfft(steady * np.hanning(len(steady)))) ** 2 + 1e-9
    power[:3] = 0
    place = int(power.argmax())
    rate = (len(times) - 1) / max(float(times[-1] - times[0]), 1e-9)
    return float(10 * np.log10(power[place] / np.median(power[3:]))), place * rate / len(times)


def _observe(media: MediaFacts, parameters: Parameters) -> Observer:
    del parameters
    watch = _Watch(media.first_index(StreamKind.VIDEO))
    return Observer(finish=watch.finish, frame=watch.frame)


def _judge(results: Sequence[Result]) -> Sequence[Finding]:
    del results  # no claim before real films of screens support one
    return ()


def _applicability(media: MediaFacts) -> Applicability:
    video = media.first(StreamKind.VIDEO)
    if video is None:
        return Applicability(applicable=False, reasons=("no stream of pictures",))
    if min(video.width, video.height) < SIDE:
        reason = f"pictures of {video.width}x{video.height} pixels are too small: {SIDE} a side are needed"
        return Applicability(applicable=False, reasons=(reason,))
    return Applicability(applicable=True)


DETECTOR = Detector(
    id=ID,
    version=VERSION,
    family="image",
    summary="Measures periodic patterns and flicker, as filmed screens can leave them; without any claim.",
    needs=Needs(frames=FrameNeed()),
    quantities=(
        Quantity(
            "recapture_patterns.peak",
            "dB",
            "how far the sharpest peak of the spectrum stands out, codec grids left out",
            "measurement",
        ),
        Quantity("recapture_patterns.period", "px", "its period", "measurement"),
        Quantity("recapture_patterns.flicker", "dB", "how far one rate of the brightness stands out", "measurement"),
        Quantity("recapture_patterns.flicker_rate", "Hz", "that rate, as the frames alias it", "measurement"),
    ),
    applicability=_applicability,
    limits=_LIMITS,
    references=(
        Reference(
            "Mahdian, Novozámský, Saic: Identification of aliasing-based patterns in re-captured screens (2015)", ""
        ),
        Reference("Hajj-Ahmad et al.: Flicker forensics for camcorder piracy (2017)", "IEEE TIFS 12:89"),
    ),
    innocent_explanations=_INNOCENT,
    observe=_observe,
    judge=_judge,
    determinism="tolerance",
    cost=Cost(1.3),
    on_request="nothing real supports a claim: for study",
    card=Card(
        calibration="uncalibrated",
        validations=(
            Validation(
                data="four films of cameras under shared/media/detection of 512 pixels a side or more",
                dated="2026-11-27",
                groups=3,
                files=4,
                outcome="peaks of 3.8 to 10.9 dB and beats of 27 to 39 dB in films that show no screen: what "
                "ordinary scenes give. Not one real film of a screen was at hand, so that nothing can be said of those",
            ),
        ),
        known_failures=(
            "Made moiré separates almost perfectly and says nothing about real screens.",
            "Ordinary scenes have peaks and beats of their own",
        ),
    ),
)
