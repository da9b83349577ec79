"""Whether the noise of the pictures agrees with the fingerprint of a sensor that is at hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from forensics.detector import (
    Applicability,
    Card,
    Cost,
    Detector,
    FileScore,
    FrameNeed,
    FrameView,
    Needs,
    Observer,
    PacketView,
    Parameters,
    Quantity,
    Reference,
    Tried,
    Validation,
)
from forensics.types import (
    Finding,
    Measurement,
    MediaFacts,
    NotMeasured,
    Outcome,
    Result,
    StreamFacts,
    StreamKind,
    StreamLocus,
)

if TYPE_CHECKING:
    from forensics.sensor.noise import Plane
    from forensics.sensor.pictures import Collected
    from forensics.sensor_files import GivenSensor

ID: Final = "sensor_noise"
VERSION: Final = "2"
THRESHOLD: Final = 60.0
"""PCE from which agreement is reported (Goljan, Fridrich, Filler 2009)."""
STEADY: Final = 60.0
"""PCE of the parts of a film against each other, of either sign, below which nothing is compared: neither a sensor
nor a scene stands still there."""
FRAMES: Final = 100
LEAST_SIDE: Final = 512
LEAST_BITS: Final = 0.01
"""Bits a pixel of a film below which nothing is compared: coding has taken the noise with it."""
LEAST_BITS_OF_STILL: Final = 0.4
MOST_PIXELS: Final = 25_000_000
TURNS: Final = (0, 1, 2, 3)

_LIMITS = (
    "Agreement concerns the sensor. It does not show that the content is as it was filmed.",
    "No agreement supports nothing: scaling, cropping, stabilisation and coding destroy it.",
    "Only pictures of the same size as the fingerprint are compared, in place; no other crop or scale is searched.",
    "A fingerprint is only as good as the word of the person who vouched for the pictures that it was made of.",
    "The pattern can be taken from pictures that are published and laid into others.",
)
_INNOCENT = (
    "Another recording by the same device agrees too: agreement is about the device and not about this recording.",
    "References that went through the same software, logo or scene as the file agree in what they share.",
)


@dataclass(slots=True)
class _Watch:
    facts: StreamFacts
    scratch: str
    coded: int = 0
    frames: int = 0
    refused: str = ""
    collected: Collected | None = field(default=None)

    def packet(self, packet: PacketView) -> None:
        if packet.stream == self.facts.index:
            self.coded += packet.size

    def frame(self, view: FrameView) -> None:
        self.frames += 1
        if self.refused:
            return
        if self.collected is None:
            from forensics.sensor.pictures import Collected

            self.collected = Collected(FRAMES)
            self.collected.spread(self.facts.frames_declared)
        if self.collected.wanted():
            try:
                self.collected.add(view)
            except ValueError as error:
                self.refused = str(error)

    def finish(self) -> Iterator[Outcome]:
        from forensics.sensor.given import given

        here = StreamLocus(self.facts.index)
        sensors = given(Path(self.scratch)) if self.scratch else ()
        reason = self.refused or ("" if self.collected is not None else "no frame was decoded")
        if reason or self.collected is None:
            yield NotMeasured("sensor_noise.agreement", reason, here)
            return
        bits = 8 * self.coded / (self.frames * self.facts.width * self.facts.height)
        own = self.collected.own_agreement()
        yield Measurement("sensor_noise.frames", self.collected.taken, "1", here)
        yield Measurement("sensor_noise.bits", round(bits, 4), "bit/px", here)
        if own is not None:
            yield Measurement("sensor_noise.own_agreement", round(own, 2), "1", here)
        reason = _unfit(self.frames, bits, own)
        if not sensors:
            reason = reason or "no fingerprint of a sensor was given: `assay sensor add`"
        if reason:
            yield NotMeasured("sensor_noise.agreement", reason, here)
            return
        noise, light = self.collected.whole().noise(), self.collected.whole().light()
        for sensor in sensors:
            yield from _compared(noise, light, sensor, here)


def _unfit(frames: int, bits: float, own: float | None) -> str:
    """Return why pictures cannot be compared with any sensor, '' where they can."""
    least = LEAST_BITS if frames > 1 else LEAST_BITS_OF_STILL
    if bits < least:
        return f"the coding keeps {bits:.3f} bits a pixel, below {least}: it has taken the sensor's noise with it"
    if own is not None and abs(own) < STEADY:
        return (
            f"the parts of the film do not agree with each other in place (PCE {own:.0f}, {STEADY:.0f} needed): "
            "stabilised, scaled from frame to frame, or coded too strongly"
        )
    return ""


def _compared(noise: Plane, light: Plane, sensor: GivenSensor, here: StreamLocus) -> Iterator[Outcome]:
    import numpy as np

    from forensics.sensor.correlation import agreement
    from forensics.sensor.given import load

    known = load(sensor)
    found = {}
    for turn in TURNS:
        turned = np.ascontiguousarray(np.rot90(known, turn))
        if turned.shape == noise.shape:
            found[turn] = agreement(noise, turned * light)
    if not found:
        size = f"{noise.shape[1]}x{noise.shape[0]}"
        reason = f"{sensor.id} ({sensor.device}) has {sensor.width}x{sensor.height} pixels and the pictures {size}"
        yield NotMeasured("sensor_noise.agreement", reason, here)
        return
    best = max(found, key=lambda turn: found[turn].pce)
    others = [one.pce for turn, one in found.items() if turn != best]
    yield Measurement("sensor_noise.sensor", f"{sensor.id} {sensor.device}", "text", here)
    yield Measurement("sensor_noise.agreement", round(found[best].pce, 2), "1", here)
    yield Measurement("sensor_noise.correlation", round(found[best].correlation, 5), "1", here)
    yield Measurement("sensor_noise.turn", best * 90, "degree", here)
    if others:
        yield Measurement("sensor_noise.turned", round(max(others), 2), "1", here)


def _observe(media: MediaFacts, parameters: Parameters) -> Observer:
    facts = media.first(StreamKind.VIDEO)
    if facts is None:
        return Observer(finish=lambda: [NotMeasured("sensor_noise.agreement", "no stream of pictures")])
    watch = _Watch(facts, str(parameters.get("scratch", "")))
    return Observer(finish=watch.finish, frame=watch.frame, packet=watch.packet)


def _judge(results: Sequence[Result]) -> Sequence[Finding]:
    found, sensor, frames = [], "", 0
    for one in (r.outcome for r in results if r.method == ID and isinstance(r.outcome, Measurement)):
        if one.quantity == "sensor_noise.frames":
            frames = int(one.value)
        if one.quantity == "sensor_noise.sensor":
            sensor = str(one.value)
        if one.quantity == "sensor_noise.agreement" and float(one.value) >= THRESHOLD:
            pictures = "the picture" if frames == 1 else f"{frames} frames"
            words = (
                f"The noise of {pictures} agrees with the fingerprint of the sensor {sensor} "
                f"(PCE {float(one.value):.0f}; agreement is reported from {THRESHOLD:.0f})."
            )
            rests_on = ("sensor_noise.agreement", "sensor_noise.sensor", "sensor_noise.frames")
            found.append(Finding(ID, VERSION, "sensor_agrees", words, (one.locus,), rests_on, _INNOCENT, _LIMITS))
    return tuple(found)


def _applicability(media: MediaFacts) -> Applicability:
    video = media.first(StreamKind.VIDEO)
    if video is None:
        return Applicability(applicable=False, reasons=("no stream of pictures",))
    if min(video.width, video.height) < LEAST_SIDE:
        size = f"{video.width}x{video.height}"
        return Applicability(
            applicable=False, reasons=(f"pictures of {size} pixels are too small: {LEAST_SIDE} a side are needed",)
        )
    if video.width * video.height > MOST_PIXELS:
        return Applicability(
            applicable=False, reasons=(f"pictures of more than {MOST_PIXELS // 10**6} million pixels are not compared",)
        )
    return Applicability(applicable=True)


DETECTOR = Detector(
    id=ID,
    version=VERSION,
    family="sensor",
    summary="Compares the noise of the pictures with fingerprints of sensors at hand (PRNU).",
    needs=Needs(packets=True, frames=FrameNeed()),
    quantities=(
        Quantity(
            "sensor_noise.frames", "1", f"frames that were taken, at most {FRAMES}, spread over the film", "quality"
        ),
        Quantity("sensor_noise.bits", "bit/px", "bits a pixel that the coding keeps", "quality"),
        Quantity(
            "sensor_noise.own_agreement",
            "1",
            "PCE of two parts of the film against each other: low where the sensor does not stand still",
            "quality",
        ),
        Quantity("sensor_noise.sensor", "text", "the fingerprint that the next values are about", "fact"),
        Quantity("sensor_noise.agreement", "1", "PCE of the noise with that fingerprint, in place", "score"),
        Quantity("sensor_noise.correlation", "1", "normalised correlation of both", "measurement"),
        Quantity(
            "sensor_noise.turn", "degree", "quarter turn of the fingerprint at which they agree best", "measurement"
        ),
        Quantity(
            "sensor_noise.turned",
            "1",
            "greatest PCE at the other quarter turns: what chance alone gives here",
            "measurement",
        ),
    ),
    applicability=_applicability,
    limits=_LIMITS,
    references=(
        Reference("Lukáš, Fridrich, Goljan: Camera identification from sensor noise (2006)", "TIFS 1:205"),
        Reference("Chen, Fridrich, Goljan, Lukáš: Image origin and integrity by sensor noise (2008)", "IEEE TIFS 3:74"),
        Reference("Goljan, Fridrich, Filler: Large scale test of camera identification (2009)", "SPIE 7254"),
        Reference("Iuliani et al.: Hybrid reference-based video source identification (2019)", "Sensors 19:649"),
    ),
    innocent_explanations=_INNOCENT,
    observe=_observe,
    judge=_judge,
    determinism="tolerance",
    score=FileScore("sensor_noise.agreement", "greatest", "high", THRESHOLD, "pictures of the sensor's own device"),
    parameters={"scratch": ""},
    cost=Cost(7.5, 300),
    on_request="it needs the fingerprint of a device and takes time: see `assay sensor`",
    grounds=(Tried(("sensor_agrees",), 5, 5, 0, 5, 2, "docs/measured/sensor_noise.md, whole pictures as is"),),
    card=Card(
        calibration="uncalibrated",
        validations=(
            Validation(
                data="5 natural pictures of two Nikon D70 (Dresden) against fingerprints of 5 flat pictures each, "
                "beside prnu-python on the same pixels (docs/measured/sensor_noise.md); how far noise is made even "
                "was chosen on these pictures",
                dated="2026-11-27",
                groups=2,
                files=15,
                outcome="AUC 1.000 for whole pictures, also after JPEG 75 and 50: own device PCE 81 or more, 5 of 5 "
                "above 60 each time, the other device at most 8.0; squares of 1024 pixels 1.000, 1.000 and 0.990, of "
                "512 pixels 0.973 (75 pairs and 75); no agreement with another device in any of 155 pairs (greatest "
                "PCE 11.7). By correlation ours is at least theirs in all 13 rows (1024 pixels after JPEG 50: 0.990 "
                "and 0.950; 512 pixels: 0.970 and 0.945)",
            ),
            Validation(
                data="films of a made sensor (pixels differ by 1 %), 48 frames of 1280x720 over three real scenes, "
                "panning, on a tripod and shaken as after stabilisation, at CRF 18 to 33",
                dated="2026-11-27",
                groups=3,
                files=36,
                outcome="panning and tripod, own sensor: PCE 265,805 to 58,148 at CRF 18, 5,403 to 547 at CRF 23, "
                "635 to 19 at CRF 28, 117 to 6 at CRF 33; shaken: 13,262, 4,023 and 949 at CRF 18, 232, 73 and 35 "
                "at CRF 23, below 60 from CRF 28 on; another sensor: at most 3.8 in all. Three films were not "
                "compared: their parts do not agree",
            ),
        ),
        known_failures=(
            "Parts of 512 pixels of one picture: three of four stay below the threshold.",
            "A single strongly coded H.264 picture keeps nothing (AUC 0.5 to 0.9, no agreement reported).",
            (
                "Shaken films pass the test of their own parts where the scene itself agrees: then they are compared, "
                "without result."
            ),
            "Only two real devices of one model, and no real film with a reference, were at hand.",
        ),
    ),
)
