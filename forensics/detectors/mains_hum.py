"""The hum of the mains in sound: its frequency by the second, and places where its phase steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from typing import Final

import numpy as np

from forensics.detector import (
    AudioView,
    Card,
    Cost,
    Detector,
    FileScore,
    Needs,
    Observer,
    Parameters,
    Published,
    Quantity,
    Reference,
    Validation,
)
from forensics.detectors import hum
from forensics.detectors.heard import heard
from forensics.detectors.low_band import LowBand, Wave
from forensics.rolls import Roll
from forensics.types import (
    Column,
    Finding,
    Measurement,
    MediaFacts,
    NotMeasured,
    Outcome,
    Result,
    Series,
    StreamKind,
    StreamLocus,
    TimeSpan,
    Timestamp,
)

ID: Final = "mains_hum"
VERSION: Final = "4"
SHORTEST: Final = 20.0
"""Seconds of sound below which no step is looked for."""
DEVIATIONS: Final = 6.0
"""Times the ordinary spread that a step must have to be reported."""
DEGREES: Final = 6.0
STEADY: Final = 0.15
"""Hertz of standard deviation beyond which what hums is no grid: grids keep within some hundredths."""
MOST: Final = 50
_CHUNK: Final = 2000

_LIMITS = (
    "A step of the phase shows that the hum does not go on as it did; it does not show what was taken out or put in.",
    "A cut of a whole number of periods leaves no step: about one cut in twenty is below what is reported.",
    "The recorder's own pauses, switched lamps and motors near by make steps too.",
    "Sound without hum gives nothing, and nothing follows: AAC and Opus often leave out what is below 100 Hz.",
    "Hum more than 60 dB below the whole sound is not followed: what coders leave of a steady tone lies there, too.",
)
_INNOCENT = (
    "A recorder that pauses, or drops samples when it writes a new file.",
    "An appliance or lamp that is switched, or a microphone that is moved or turned.",
    "A note of music or a motor near a harmonic of 50 or 60 Hz.",
    "A converter that repeats or leaves out samples to keep sound and pictures together.",
)


@dataclass(slots=True)
class _Watch:
    stream: int
    low: LowBand = field(default_factory=LowBand)
    first: Timestamp | None = None
    refused: str = ""

    def audio(self, block: AudioView) -> None:
        self.first = self.first or block.at
        if not self.refused:
            try:
                self.low.add(block.samples, block.sample_rate)
            except ValueError as error:
                self.refused = str(error)

    def finish(self) -> Iterator[Outcome]:
        here = StreamLocus(self.stream)
        wave, rate = self.low.wave(), self.low.rate
        if self.refused or self.first is None or len(wave) < SHORTEST * rate:
            lasts = f"{len(wave) / rate if rate else 0:.1f} s of sound; at least {SHORTEST:.0f} s are needed"
            yield NotMeasured("mains_hum.nominal", self.refused or lasts, here)
            return
        found = hum.strongest(wave, rate, self.low.power)
        if found is None or found.above < hum.PRESENT:
            least = (
                f"no harmonic of 50 or 60 Hz stands out by {hum.PRESENT:.0f} dB, from all lines beside it, at "
                f"{hum.AUDIBLE:.0f} dB of the whole sound or more"
            )
            yield NotMeasured("mains_hum.nominal", least, here)
            return
        yield from self._hum(wave, rate, found, here)

    def _hum(self, wave: Roll[np.float64], rate: float, found: hum.Hum, here: StreamLocus) -> Iterator[Outcome]:
        yield Measurement("mains_hum.nominal", found.nominal, "Hz", here)
        yield Measurement("mains_hum.harmonic", found.harmonic, "1", here)
        yield Measurement("mains_hum.above", round(found.above, 1), "dB", here)
        yield Measurement("mains_hum.level", round(found.level, 1), "dB", here)
        seconds, hertz = hum.frequencies(wave, rate, found)
        yield from _table(seconds, hertz, here)
        wander = float(np.std(hertz))
        yield Measurement("mains_hum.wander", round(wander, 4), "Hz", here)
        if wander > STEADY:
            reason = f"the frequency wanders by {wander:.2f} Hz, more than a grid does"
            yield NotMeasured("mains_hum.greatest_step", reason, here)
            return
        yield from self._steps(hum.steps(wave, rate, found.hertz), here)

    def _steps(self, steps: hum.Steps, here: StreamLocus) -> Iterator[Outcome]:
        if not len(steps.seconds):
            yield NotMeasured("mains_hum.greatest_step", "the hum is too weak or too short to follow its phase", here)
            return
        greatest = float(steps.spreads().max())
        yield Measurement("mains_hum.spread", round(float(np.degrees(steps.spread)), 3), "degree", here)
        yield Measurement("mains_hum.greatest_step", round(greatest, 2), "1", here)
        places = hum.places(steps, DEVIATIONS, float(np.radians(DEGREES)))
        yield Measurement("mains_hum.steps", len(places), "1", here)
        for index in places[:MOST]:
            at, half = float(steps.seconds[index]), steps.reach / 4
            span = TimeSpan(here.stream, self._at(at - half), self._at(at + half))
            yield Measurement("mains_hum.step", round(float(np.degrees(steps.radians[index])), 1), "degree", span)

    def _at(self, seconds: float) -> Timestamp:
        assert self.first is not None
        ticks = round(Fraction(seconds).limit_denominator(10**6) / self.first.time_base)
        return Timestamp(self.first.pts + ticks, self.first.time_base)


def _table(seconds: Wave, hertz: Wave, here: StreamLocus) -> Iterator[Outcome]:
    columns = (Column("time", "s"), Column("frequency", "Hz"))
    rows = [(round(float(at), 3), round(float(value), 5)) for at, value in zip(seconds, hertz, strict=True)]
    for first in range(0, len(rows), _CHUNK):
        yield Series("mains_hum.frequency", columns, first, tuple(rows[first : first + _CHUNK]), here)


def _observe(media: MediaFacts, parameters: Parameters) -> Observer:
    del parameters
    watch = _Watch(media.first_index(StreamKind.AUDIO))
    return Observer(finish=watch.finish, audio=watch.audio)


def _judge(results: Sequence[Result]) -> Sequence[Finding]:
    mine = [r.outcome for r in results if r.method == ID and isinstance(r.outcome, Measurement)]
    values = {one.quantity: one for one in mine}
    steps = [one for one in mine if one.quantity == "mains_hum.step"]
    nominal, harmonic = values.get("mains_hum.nominal"), values.get("mains_hum.harmonic")
    if not steps or nominal is None or harmonic is None:
        return ()
    count = values["mains_hum.steps"].value if "mains_hum.steps" in values else len(steps)
    places = "place" if count == 1 else "places"
    said = "; ".join(f"{_seconds(one):.1f} s ({one.value:+} degrees)" for one in steps[:10])
    words = (
        f"The phase of the hum at {float(nominal.value) * int(harmonic.value):.0f} Hz does not go on as it did at "
        f"{count} {places}: {said}{' …' if len(steps) > 10 else ''}."
    )
    loci = tuple(one.locus for one in steps)
    rests_on = ("mains_hum.step", "mains_hum.spread", "mains_hum.nominal", "mains_hum.harmonic")
    return (Finding(ID, VERSION, "hum_phase", words, loci, rests_on, _INNOCENT, _LIMITS),)


def _seconds(one: Measurement) -> float:
    assert isinstance(one.locus, TimeSpan)
    return float(one.locus.start.seconds + one.locus.end.seconds) / 2


DETECTOR = Detector(
    id=ID,
    version=VERSION,
    family="audio",
    summary="Follows the hum of the mains in the sound: its frequency by the second, and steps of its phase.",
    needs=Needs(audio=True),
    quantities=(
        Quantity("mains_hum.nominal", "Hz", "50 or 60: the grid whose harmonic stands out most", "measurement"),
        Quantity("mains_hum.harmonic", "1", "which harmonic of it is followed", "fact"),
        Quantity(
            "mains_hum.above",
            "dB",
            "by how much it stands above the sound beside it, median over blocks of 8 s",
            "quality",
        ),
        Quantity("mains_hum.level", "dB", "its strength against the whole sound", "quality"),
        Quantity("mains_hum.frequency", "Hz", "frequency of the grid once a second, over 8 s each", "series"),
        Quantity("mains_hum.wander", "Hz", "standard deviation of that frequency", "measurement"),
        Quantity(
            "mains_hum.spread", "degree", "ordinary spread of steps of the phase over the whole sound", "measurement"
        ),
        Quantity("mains_hum.greatest_step", "1", "the greatest step of the phase, in such spreads", "score"),
        Quantity(
            "mains_hum.steps",
            "1",
            f"places with a step beyond {DEVIATIONS:.0f} spreads and {DEGREES:.0f} degrees",
            "measurement",
        ),
        Quantity("mains_hum.step", "degree", "the step of the phase at one such place", "segment"),
    ),
    applicability=partial(heard, least=4000),
    limits=_LIMITS,
    references=(
        Reference(
            "Rodríguez, Apolinário, Biscainho: Audio authenticity, ENF phase continuity (2010)", "IEEE TIFS 5:534"
        ),
        Reference("Grigoras: Applications of ENF criterion in forensic audio (2007)", "Forensic Sci. Int. 167:136"),
        Reference("Huijbregtse, Geradts: Using the ENF criterion for determining the time of recording (2009)", "IWCF"),
    ),
    innocent_explanations=_INNOCENT,
    observe=_observe,
    judge=_judge,
    score=FileScore("mains_hum.greatest_step", "greatest", "high", DEVIATIONS, "sound that was cut"),
    cost=Cost(0.2),
    grounds=(
        Published(
            ("hum_phase",),
            "IEEE TIFS 5:534",
            "tried by its authors on edited sound; here on hum of real grids in made recordings (docs/measured/hum.md)",
        ),
    ),
    card=Card(
        calibration="uncalibrated",
        validations=(
            Validation(
                data="hum of real grids by logs of 554, 553 and 298 s (Continental Europe, 2022, once a second) under "
                "noise of 30, 15, 0 and -10 dB below 200 Hz, stretches of 120 s, half of them with 0.5 to 5 s taken "
                "out (docs/measured/hum.md)",
                dated="2026-11-28",
                groups=3,
                files=840,
                outcome="AUC 0.999, 0.975, 0.908 and 0.830; of the cut ones 56, 53, 46 and 21 of 60 reported, each "
                "within 1.5 s of its place; of the uncut ones none of 240. With 180 and 180 at 0 dB: AUC 0.941, 149 "
                "and none",
            ),
            Validation(
                data="the same hum with five harmonics in real sound of 10 files (6.5 to 22 s, played again and "
                "again), 15 and 0 dB below the hum up to 200 Hz, made at 1000 samples a second, cut as above",
                dated="2026-11-28",
                groups=7,
                files=240,
                outcome="15 dB: AUC 0.963, 56 of 60 cuts and none of 60 uncut reported (version 2: 22 of 60); 0 dB: "
                "AUC 0.932, 56 of 60 cuts, and 14 of 60 uncut, all in the one file with loud bangs in silence "
                "(version 2: 18 of 60)",
            ),
            Validation(
                data="version 3 and 4 side by side: hum of a simulated grid in noise as above, and with five harmonics "
                "in real sound of 8 files 30, 15 and 0 dB below it, as PCM and as AAC of 64 kbit/s (12 cut and 12 "
                "uncut of each of the ten)",
                dated="2026-11-28",
                groups=1,
                files=240,
                outcome="the same counts by both: 34 of 48 cuts in noise and 64 of 72 in real sound, none of 120 uncut",
            ),
            Validation(
                data="steady tones of 220, 262, 300, 440 and 1000 Hz in AAC of 64 and 128 kbit/s at 44100 and 48000 "
                "samples a second, 60 and 120 s each",
                dated="2026-11-28",
                groups=1,
                files=40,
                outcome="version 3 told steps in 9 of them, at lines 87 to 152 dB below the tone; version 4 in none, "
                "and follows the tone of 300 Hz alone, which is a harmonic of both grids",
            ),
            Validation(
                data="the 7 files with 20 s of sound or more under shared/media",
                dated="2026-11-27",
                groups=2,
                files=7,
                outcome="no hum in any of them: real hum with a known history was not at hand",
            ),
        ),
        known_failures=(
            "A cut of a whole number of periods of the hum.",
            "Hum that AAC or Opus left out at low bit rates.",
            "Music with a steady bass near a harmonic is followed as if it were hum.",
            "Loud bangs in silence, as loud as the hum: their hum is reported though nothing was cut.",
            "Two cuts within some seconds of each other: each may make the other doubtful.",
            "Only logs of one grid were tried, and no recording of a real hum with a known history.",
        ),
    ),
)
