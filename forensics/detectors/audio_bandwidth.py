"""The frequency at which sound ends abruptly, below what its sampling rate would carry."""

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
    Quantity,
    Reference,
    Tried,
    Validation,
)
from forensics.detectors.heard import heard
from forensics.detectors.spectra import WINDOW, Spectrum, edge
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
)

ID: Final = "audio_bandwidth"
VERSION: Final = "2"
MEASURED: Final = 15.0
"""Decibels that an edge must fall by to be measured."""
REPORTED: Final = 20.0
"""Decibels that it must fall by to be reported."""
NARROW: Final = 12_000.0
"""Hertz below which an edge is reported: encoders for music and film cut at 15 to 20 kHz in the ordinary way."""
LEAST_RATE: Final = 32_000
FEWEST_BLOCKS: Final = 20
TONAL: Final = 0.99
"""Share of the power in a few steady tones from which sound has no band: what coders add to them ends anywhere."""
_ROWS: Final = 256

_LIMITS = (
    "An edge shows that the sound passed through something that carries no higher frequencies; it does not show what.",
    "Sound that has little energy at high frequencies shows no edge, whatever its history.",
    "Steady tones, as with colour bars, are not measured: they have no band.",
    "A level is an average over the whole stream: a passage with another history can be hidden in it.",
)
_INNOCENT = (
    "Encoders at low bit rates, telephones, messengers and voice codecs leave out high frequencies.",
    "Noise suppression, Bluetooth microphones and old recorders record a narrow band.",
    "A video editor converts all sound to one sampling rate, whatever it was recorded at.",
)


@dataclass(slots=True)
class _Watch:
    stream: int
    rate: int = 0
    rates_seen: int = 0
    spectrum: Spectrum = field(default_factory=Spectrum)

    def audio(self, block: AudioView) -> None:
        if block.sample_rate != self.rate:
            self.rate, self.rates_seen, self.spectrum = block.sample_rate, self.rates_seen + 1, Spectrum()
        self.spectrum.add(block.samples)

    def finish(self) -> Iterator[Outcome]:
        here = StreamLocus(self.stream)
        reason = self._cannot()
        if reason:
            yield NotMeasured("audio_bandwidth.edge", reason, here)
            return
        levels = self.spectrum.levels()
        yield Measurement("audio_bandwidth.carried", Fraction(self.rate, 2), "Hz", here)
        yield Measurement("audio_bandwidth.blocks", self.spectrum.blocks, "1", here)
        yield _table(levels, self.rate, here)
        found = edge(levels, self.rate, MEASURED)
        if found is None:
            reason = f"the spectrum ends nowhere by {MEASURED:.0f} dB or more"
            yield NotMeasured("audio_bandwidth.edge", reason, here)
            return
        yield Measurement("audio_bandwidth.edge", found.hertz, "Hz", here)
        yield Measurement("audio_bandwidth.drop", found.drop, "dB", here)

    def _cannot(self) -> str:
        if self.rates_seen > 1:
            return f"the sampling rate changes {self.rates_seen - 1} times in the stream"
        if self.spectrum.blocks < FEWEST_BLOCKS:
            quiet = f", {self.spectrum.quiet} more are silent" if self.spectrum.quiet else ""
            return f"{self.spectrum.blocks} blocks of {WINDOW} samples{quiet}; at least {FEWEST_BLOCKS} are needed"
        tonal = self.spectrum.in_tones(self.rate)
        if tonal >= TONAL:
            return f"a few steady tones are {tonal:.1%} of the sound: what stands beside them has no end of its own"
        return ""


def _table(levels: np.ndarray[tuple[int], np.dtype[np.float64]], rate: int, here: StreamLocus) -> Series:
    columns = (Column("frequency", "Hz"), Column("level", "dB"))
    width = (len(levels) - 1) // _ROWS
    bands = levels[: width * _ROWS].reshape(_ROWS, width)
    step = Fraction(rate, 2 * _ROWS)
    rows = tuple((float(step * n), round(float(band.mean()), 1)) for n, band in enumerate(bands))
    return Series("audio_bandwidth.spectrum", columns, 0, rows, here)


def _observe(media: MediaFacts, parameters: Parameters) -> Observer:
    del parameters
    watch = _Watch(media.first_index(StreamKind.AUDIO))
    return Observer(finish=watch.finish, audio=watch.audio)


def _judge(results: Sequence[Result]) -> Sequence[Finding]:
    values = {r.outcome.quantity: r.outcome for r in results if isinstance(r.outcome, Measurement)}
    carried, found, drop = (values.get(f"{ID}.{name}") for name in ("carried", "edge", "drop"))
    if carried is None or found is None or drop is None:
        return ()
    narrow = float(carried.value) * 2 >= LEAST_RATE and float(found.value) <= NARROW
    if not narrow or float(drop.value) < REPORTED:
        return ()
    words = (
        f"The sound ends abruptly at {float(found.value):.0f} Hz (by {float(drop.value):.0f} dB), while its sampling "
        f"rate carries {float(carried.value):.0f} Hz."
    )
    rests_on = (found.quantity, drop.quantity, carried.quantity)
    return (Finding(ID, VERSION, "narrow_band", words, (found.locus,), rests_on, _INNOCENT, _LIMITS),)


DETECTOR = Detector(
    id=ID,
    version=VERSION,
    family="audio",
    summary="Measures the frequency at which sound ends abruptly, below what its sampling rate carries.",
    needs=Needs(audio=True),
    quantities=(
        Quantity(
            "audio_bandwidth.carried", "Hz", "half the sampling rate: the highest frequency that can be carried", "fact"
        ),
        Quantity(
            "audio_bandwidth.blocks", "1", f"blocks of {WINDOW} samples in the average, silent ones left out", "quality"
        ),
        Quantity("audio_bandwidth.spectrum", "dB", "mean level by frequency", "series"),
        Quantity(
            "audio_bandwidth.edge",
            "Hz",
            f"highest frequency at which the level falls {MEASURED:.0f} dB for good",
            "score",
        ),
        Quantity("audio_bandwidth.drop", "dB", "by how much it falls there", "measurement"),
    ),
    applicability=partial(heard, least=8000),
    limits=_LIMITS,
    references=(
        Reference("Welch: The use of fast Fourier transform for power spectra (1967)", "IEEE AU-15:70"),
        Reference("SWGDE Best Practices for Digital Audio Authentication", "SWGDE 16-A-001"),
    ),
    innocent_explanations=_INNOCENT,
    observe=_observe,
    judge=_judge,
    score=FileScore("audio_bandwidth.edge", "greatest", "low", NARROW, "sound that passed through a narrow band"),
    cost=Cost(0.2),
    grounds=(Tried(("narrow_band",), 88, 153, 2, 51, 14, "the first validation"),),
    card=Card(
        calibration="uncalibrated",
        validations=(
            Validation(
                data="sound of 17 files under shared/media, carried at 48 kHz as is and after conversion to 8, 16 and "
                "24 kHz and back; each as PCM and as AAC at 128 and 64 kbit/s",
                dated="2026-11-22",
                groups=14,
                files=204,
                outcome="edge reported: 51 of 51 after 8 kHz, 34 of 51 after 16 kHz, 3 of 51 after 24 kHz (little "
                "energy above 12 kHz in most); as is 2 of 51, both of one file whose MP3 cuts at 10.4 kHz. Edges lie 9 "
                "to 19 % above half the lower rate: the converter's slope",
            ),
            Validation(
                data="the 49 files with audible sound under shared/media as they are",
                dated="2026-11-22",
                groups=15,
                files=49,
                outcome="edge between 15 and 18.6 kHz in 13 files, not reported; below 12 kHz in 14 files of 2 sources "
                "(AAC at 64 and 74 kbit/s, edge at 5.8 to 6.0 kHz), reported",
            ),
        ),
        known_failures=(
            "Sound without energy above 12 kHz hides a conversion to 24 kHz and back.",
            "Low bit rates of AAC are reported: they cut as a lower sampling rate does.",
        ),
    ),
)
