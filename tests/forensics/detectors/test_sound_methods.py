"""Repeats, backgrounds, grids of earlier coding and slips of sound are measured where they were made."""

from __future__ import annotations

import io
from fractions import Fraction

import av
import numpy as np
import pytest

from forensics.detector import AudioView, Detector
from forensics.detectors import sound_background, sound_drift, sound_framing, sound_repeats
from forensics.detectors.sound_grids import CODINGS
from forensics.types import Measurement, MediaFacts, Result, StreamFacts, StreamKind, TimeSpan, Timestamp
from tests.forensics.detectors.driving import codes, findings, reasons, value
from tests.forensics.detectors.sounds import heard, speech

RATE = 16000


def spans(results: list[Result], quantity: str) -> list[tuple[float, float]]:
    found = [r.outcome for r in results if isinstance(r.outcome, Measurement) and r.outcome.quantity == quantity]
    return [(float(o.locus.start.seconds), float(o.locus.end.seconds)) for o in found if isinstance(o.locus, TimeSpan)]


def test_a_passage_that_stands_twice_is_found_at_its_place() -> None:
    wave = speech(12, RATE, 1)
    copied = np.concatenate([wave[: 8 * RATE], wave[3 * RATE : 5 * RATE], wave[8 * RATE :]])
    results = heard(sound_repeats.DETECTOR, copied, RATE)
    (span,) = spans(results, "sound_repeats.again")
    assert span[0] == pytest.approx(8, abs=0.5)
    assert span[1] == pytest.approx(10, abs=0.5)
    assert value(results, "sound_repeats.again") == pytest.approx(5, abs=0.02)
    assert codes(sound_repeats.DETECTOR, results) == ["sound_again"]


def test_sound_that_repeats_nothing_steady_tones_and_silence_give_no_repeat() -> None:
    tone = 0.1 * np.sin(2 * np.pi * 440 * np.arange(8 * RATE) / RATE)
    for wave in (speech(12, RATE, 2), tone, np.zeros(8 * RATE)):
        results = heard(sound_repeats.DETECTOR, wave, RATE)
        assert value(results, "sound_repeats.longest") == 0
        assert codes(sound_repeats.DETECTOR, results) == []


def test_a_change_of_background_is_found_where_it_is() -> None:
    wave = speech(14, RATE, 4)
    random = np.random.default_rng(5)
    wave[7 * RATE :] += random.normal(0, 0.2, 7 * RATE)
    results = heard(sound_background.DETECTOR, wave, RATE)
    (span,) = spans(results, "sound_background.change")
    assert span[0] - 0.3 < 7 < span[1] + 0.3
    assert codes(sound_background.DETECTOR, results) == []  # a place to listen to, which says nothing by itself
    assert spans(heard(sound_background.DETECTOR, speech(14, RATE, 4), RATE), "sound_background.change") == []


@pytest.mark.parametrize("detector", [sound_background.DETECTOR, sound_repeats.DETECTOR, sound_framing.DETECTOR])
def test_too_little_sound_is_a_reason(detector: Detector) -> None:
    assert "at least" in next(iter(reasons(heard(detector, speech(1.5, RATE, 1), RATE)).values()))


def through(wave: np.ndarray, rate: int, codec: str, bits: int) -> np.ndarray:
    """Return sound after a codec, decoded again."""
    holder = io.BytesIO()
    with av.open(holder, "w", format="matroska") as sink:
        stream = sink.add_stream(codec, rate=rate, layout="mono")
        stream.bit_rate = bits
        frame = av.AudioFrame.from_ndarray(wave[None].astype(np.float32), format="fltp", layout="mono")
        frame.sample_rate = rate
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            sink.mux(packet)
    holder.seek(0)
    resampler = av.AudioResampler("fltp", "mono", rate)
    with av.open(holder) as source:
        frames = [one for frame in source.decode(audio=0) for one in resampler.resample(frame)]
        return np.concatenate([frame.to_ndarray()[0] for frame in frames])


def offsets(results: list[Result], coding: str) -> list[int]:
    found = [r.outcome for r in results if isinstance(r.outcome, Measurement)]
    return [int(one.value) for one in found if one.quantity == f"sound_framing.{coding}_offset"]


def test_sound_that_was_aac_carries_its_grid_at_the_right_sample_and_other_sound_none() -> None:
    rate = 32000
    wave = speech(6, rate, 7)
    plain = heard(sound_framing.DETECTOR, np.round(wave * 32767) / 32767, rate)
    assert [offsets(plain, coding.name) for coding in CODINGS] == [[]] * 4
    assert codes(sound_framing.DETECTOR, plain) == []
    assert "at 48000 Hz only" in reasons(plain)["sound_framing.opus"]
    cut = through(wave, rate, "aac", 64_000)[333:]
    before = heard(sound_framing.DETECTOR, cut, rate)
    assert offsets(before, "aac") == [1024 - 333]
    assert codes(sound_framing.DETECTOR, before) == ["coded_before"]
    once = heard(sound_framing.DETECTOR, cut, rate, codec="aac")
    assert codes(sound_framing.DETECTOR, once) == []  # one grid is its own
    twice = heard(sound_framing.DETECTOR, through(cut, rate, "aac", 128_000), rate, codec="aac")
    assert sorted(offsets(twice, "aac")) == [0, 1024 - 333]
    assert "2 grids of AAC" in findings(sound_framing.DETECTOR, twice)[0].observation


@pytest.mark.parametrize(
    ("codec", "name", "bits"), [("libmp3lame", "mp3", 128_000), ("ac3", "ac3", 192_000), ("libopus", "opus", 96_000)]
)
def test_sound_that_was_mp3_ac3_or_opus_carries_that_grid_and_no_other(codec: str, name: str, bits: int) -> None:
    rate, frame = 48000, {"mp3": 576, "ac3": 256, "opus": 960}[name]
    coded = through(speech(1.6, rate, 3), rate, codec, bits)
    first, later = (heard(sound_framing.DETECTOR, coded[cut:], rate) for cut in (0, 100))
    (at,) = offsets(first, name)
    assert offsets(later, name) == [(at - 100) % frame]  # the grid stands where the coding was
    assert [coding.name for coding in CODINGS if offsets(first, coding.name)] == [name]
    assert codes(sound_framing.DETECTOR, first) == ["coded_before"]
    own = heard(sound_framing.DETECTOR, coded, rate, codec=f"{name}float" if name == "mp3" else name)
    assert codes(sound_framing.DETECTOR, own) == []


def test_a_steady_tone_is_not_measured_for_it_raises_places_without_any_coding() -> None:
    rate = 48000
    times = np.arange(2 * rate) / rate
    organ = sum((np.sin(2 * np.pi * 220 * k * times + k) / k for k in range(1, 20)), np.zeros(len(times))) / 8
    found = heard(sound_framing.DETECTOR, organ, rate)
    assert "0 loud blocks that are no tone" in reasons(found)["sound_framing.strongest"]
    noisy = heard(sound_framing.DETECTOR, organ + np.random.default_rng(1).normal(0, 0.005, len(times)), rate)
    assert codes(sound_framing.DETECTOR, noisy) == []
    assert "sound_framing.strongest" not in reasons(noisy)


def test_sound_kept_as_vorbis_or_wma_is_not_searched_for_the_frames_of_aac_which_are_like_its_own() -> None:
    rate = 48000
    aac = through(speech(3, rate, 7), rate, "aac", 64_000)
    for codec in ("vorbis", "wmav2"):
        found = heard(sound_framing.DETECTOR, aac, rate, codec=codec)
        assert f"kept as {codec}" in reasons(found)["sound_framing.aac"]
        assert codes(sound_framing.DETECTOR, found) == []


def drifted(ppm: float, *, lost: int = 0, seconds: int = 40, late: Fraction = Fraction(0)) -> list[Result]:
    """Return what is measured of sound whose times go faster than its samples by so much."""
    streams = (
        StreamFacts(0, StreamKind.VIDEO, "h264", "", Fraction(1, 25), Fraction(25), width=320, height=240),
        StreamFacts(1, StreamKind.AUDIO, "aac", "", Fraction(1, 90000), Fraction(0), sample_rate=8000, channels=1),
    )
    observer = sound_drift.DETECTOR.observe(MediaFacts(1, "", "", streams), {})
    assert observer.audio is not None and observer.frame is not None

    class Frame:
        at = Timestamp(0, Fraction(1, 25))

    observer.frame(Frame())  # type: ignore[arg-type] # only its time is read
    for number in range(seconds * 8):
        at = (Fraction(number, 8) + (Fraction(lost, 1000) if number > 100 else 0)) * (1 + Fraction(ppm) / 10**6) + late
        samples = np.zeros((1, 1000), np.float32)
        observer.audio(AudioView(1, Timestamp(round(at * 90000), Fraction(1, 90000)), 8000, samples))
    return [Result("sound_drift", "1", outcome) for outcome in observer.finish()]


def test_a_slip_and_an_offset_are_measured_and_reported_from_the_stated_size() -> None:
    assert value(drifted(0), "sound_drift.rate") == pytest.approx(0, abs=1)
    results = drifted(3000)
    assert value(results, "sound_drift.rate") == pytest.approx(3000, rel=0.01)
    assert codes(sound_drift.DETECTOR, results) == ["slip"]
    jump = drifted(0, lost=200)
    assert value(jump, "sound_drift.greatest_jump") == pytest.approx(0.2, abs=1e-3)
    assert codes(sound_drift.DETECTOR, jump) == ["slip"]
    assert codes(sound_drift.DETECTOR, drifted(0, late=Fraction(1, 2))) == ["offset"]
    assert codes(sound_drift.DETECTOR, drifted(0, lost=50)) == []
