"""Audio bandwidth: an abrupt end of the spectrum is measured where it was made."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.made_sound import coded
from forensics.detector import AudioView
from forensics.detectors.audio_bandwidth import DETECTOR, NARROW, REPORTED
from forensics.detectors.spectra import WINDOW, Spectrum, edge
from forensics.footage.encode import Encoding, make
from forensics.footage.scene import Scene
from forensics.footage.timeline import plain
from forensics.types import Measurement, MediaFacts, Result, StreamFacts, StreamKind, Timestamp
from tests.forensics.detectors.driving import codes, findings, measure, reasons, value

RATE = 48_000
SOUND = StreamFacts(0, StreamKind.AUDIO, "pcm_s16le", "", Fraction(1, RATE), Fraction(0), sample_rate=RATE, channels=2)
FACTS = MediaFacts(1, "", "", (SOUND,))


def noise_up_to(hertz: float, seconds: int = 4, seed: int = 1) -> np.ndarray:
    """Return noise in stereo that ends at a frequency."""
    random = np.random.default_rng(seed)
    spectrum = np.fft.rfft(random.normal(0, 0.05, (2, seconds * RATE)))
    spectrum[:, int(hertz * seconds) :] = 0
    return np.asarray(np.fft.irfft(spectrum) + random.normal(0, 2e-6, (2, seconds * RATE)), np.float32)


def heard(samples: np.ndarray, rate: int = RATE, block: int = 1024) -> list[Result]:
    observer = DETECTOR.observe(FACTS, {})
    assert observer.audio is not None
    for at in range(0, samples.shape[1], block):
        observer.audio(AudioView(0, Timestamp(at, Fraction(1, rate)), rate, samples[:, at : at + block]))
    return [Result(DETECTOR.id, DETECTOR.version, outcome) for outcome in observer.finish()]


@pytest.mark.parametrize("hertz", [4000, 7500, 11000])
def test_an_edge_is_measured_where_it_is_and_reported_as_narrow(hertz: int) -> None:
    results = heard(noise_up_to(hertz))
    assert float(value(results, "audio_bandwidth.edge")) == pytest.approx(hertz, abs=250)
    assert codes(DETECTOR, results) == ["narrow_band"]
    assert "24000 Hz" in findings(DETECTOR, results)[0].observation


def test_the_edge_of_an_ordinary_encoder_is_measured_and_not_reported() -> None:
    results = heard(noise_up_to(16000))
    assert float(value(results, "audio_bandwidth.edge")) == pytest.approx(16000, abs=250)
    assert codes(DETECTOR, results) == []


def test_sound_over_the_whole_band_has_no_edge() -> None:
    assert "ends nowhere" in reasons(heard(noise_up_to(24000)))["audio_bandwidth.edge"]


def test_a_tone_above_is_no_end_and_a_lower_edge_then_is_none() -> None:
    samples = noise_up_to(6000)
    samples += 0.05 * np.sin(2 * np.pi * 14000 * np.arange(samples.shape[1]) / RATE).astype(np.float32)
    results = heard(samples)
    assert codes(DETECTOR, results) == []


def test_a_steady_tone_has_no_band_however_it_was_coded() -> None:
    tone = 0.125 * np.sin(2 * np.pi * 1000 * np.arange(8 * RATE) / RATE)
    results = heard(coded(tone, RATE, "aac", 64_000)[None].astype(np.float32))
    assert "a few steady tones" in reasons(results)["audio_bandwidth.edge"]
    assert codes(DETECTOR, results) == []


def test_silence_is_too_little_to_speak_of() -> None:
    assert "more are silent" in reasons(heard(np.zeros((2, RATE * 2), np.float32)))["audio_bandwidth.edge"]


def test_a_stream_that_changes_its_rate_is_not_measured() -> None:
    observer = DETECTOR.observe(FACTS, {})
    assert observer.audio is not None
    for rate in (RATE, 44100):
        observer.audio(AudioView(0, Timestamp(0, Fraction(1, rate)), rate, noise_up_to(9000)))
    results = [Result(DETECTOR.id, DETECTOR.version, outcome) for outcome in observer.finish()]
    assert "changes 1 times" in reasons(results)["audio_bandwidth.edge"]


def test_the_sound_of_made_footage_is_measured_through_the_session(tmp_path: Path) -> None:
    path = make(tmp_path / "a.mp4", Scene(160, 96), plain(Fraction(25), Fraction(4)), Encoding()).path
    results = measure(DETECTOR, path)
    assert value(results, "audio_bandwidth.carried") == 24000


def test_the_thresholds_belong_to_the_judge() -> None:
    def stored(hertz: float, drop: float) -> list[Result]:
        values = {"carried": (24000.0, "Hz"), "edge": (hertz, "Hz"), "drop": (drop, "dB")}
        return [
            Result(DETECTOR.id, DETECTOR.version, Measurement(f"audio_bandwidth.{name}", number, unit))
            for name, (number, unit) in values.items()
        ]

    assert codes(DETECTOR, stored(NARROW, REPORTED)) == ["narrow_band"]
    assert codes(DETECTOR, stored(NARROW + 1, REPORTED)) == []
    assert codes(DETECTOR, stored(NARROW, REPORTED - 0.1)) == []


def test_pictures_alone_are_declined() -> None:
    assert DETECTOR.applicability(MediaFacts(1, "", "", ())).reasons == ("no stream of sound",)


@given(st.integers(1, 5000), st.integers(0, 2**16))
def test_the_spectrum_does_not_depend_on_how_sound_is_cut_into_blocks(block: int, seed: int) -> None:
    samples = np.random.default_rng(seed).normal(0, 0.1, (1, 3 * WINDOW)).astype(np.float32)
    whole, cut = Spectrum(), Spectrum()
    whole.add(samples)
    for at in range(0, samples.shape[1], block):
        cut.add(samples[:, at : at + block])
    assert whole.blocks == cut.blocks
    assert np.allclose(whole.levels(), cut.levels())


@given(st.lists(st.floats(-150, 0), min_size=2, max_size=400), st.integers(8000, 192000))
def test_an_edge_lies_inside_the_band_and_falls_at_least_as_asked(levels: list[float], rate: int) -> None:
    found = edge(np.array(levels), rate, 15)
    assert found is None or (0 < found.hertz < rate / 2 and found.drop >= 15)
