"""The sound's fingerprint: times, speeds and silence."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forensics.detector import AudioView
from forensics.fingerprint.sound import SoundFingerprint, SoundPrinting, from_bytes, to_bytes
from forensics.fingerprint.sound_alignment import align_sound
from forensics.fingerprint.video import FingerprintRefused
from forensics.footage.scene import SAMPLE_RATE, Scene, sound
from forensics.types import Timestamp

Samples = npt.NDArray[np.float32]


def heard(samples: Samples, rate: int = SAMPLE_RATE, start: Fraction = Fraction(0)) -> SoundFingerprint:
    printing = SoundPrinting()
    for at in range(0, len(samples), 1024):
        when = Timestamp(at + int(start * rate), Fraction(1, rate))
        printing.block(AudioView(0, when, rate, samples[None, at : at + 1024]))
    return printing.fingerprint()


CLIP = sound(Scene(seed=5), Fraction(10))


def test_bytes_give_the_fingerprint_back() -> None:
    made = to_bytes(heard(CLIP))
    assert to_bytes(from_bytes(made)) == made


@given(st.binary(max_size=200))
def test_other_bytes_are_refused(data: bytes) -> None:
    made = to_bytes(heard(CLIP[:SAMPLE_RATE]))
    for hostile in (data, made[:12] + data, made + b"x"):
        with pytest.raises(FingerprintRefused):
            from_bytes(hostile)


def test_a_part_with_noise_is_found_to_a_hundredth_of_a_second() -> None:
    random = np.random.default_rng(2)
    part = CLIP[3 * SAMPLE_RATE + 777 : 8 * SAMPLE_RATE]
    noisy = (part * 0.4 + 0.002 * random.standard_normal(len(part))).astype(np.float32)
    (one,) = align_sound(heard(noisy), heard(CLIP))
    assert one.other_start - one.start == pytest.approx(3 + 777 / SAMPLE_RATE, abs=0.02)
    assert one.speed == 1.0


def test_another_sample_rate_gives_the_same_sound() -> None:
    other = np.interp(np.arange(0, len(CLIP), SAMPLE_RATE / 32000), np.arange(len(CLIP)), CLIP).astype(np.float32)
    (one,) = align_sound(heard(other, 32000), heard(CLIP))
    assert one.error < 0.2


def test_a_faster_sound_is_found_with_its_speed() -> None:
    quick = np.interp(np.arange(0, len(CLIP), 1.12), np.arange(len(CLIP)), CLIP).astype(np.float32)
    best = max(align_sound(heard(quick), heard(CLIP)), key=lambda one: one.support)
    assert best.speed == pytest.approx(1.12, rel=0.02)


def test_a_faster_sound_that_kept_its_pitch_is_found_where_the_pictures_tell_the_speed() -> None:
    speed, grain, hop = 1.15, 4096, 1024
    quick = np.zeros(int(len(CLIP) / speed) + grain, np.float32)
    for at in range(0, int((len(CLIP) - grain) / speed), hop):
        quick[at : at + grain] += np.hanning(grain).astype(np.float32) * CLIP[int(at * speed) :][:grain] / 2
    assert not align_sound(heard(quick), heard(CLIP))
    best = max(align_sound(heard(quick), heard(CLIP), (speed,)), key=lambda one: one.support)
    assert best.speed == pytest.approx(speed, rel=0.02) and best.pitch == 1.0


def test_other_sound_and_silence_are_not_found() -> None:
    random = np.random.default_rng(4)
    assert not align_sound(heard(random.standard_normal(10 * SAMPLE_RATE).astype(np.float32) * 0.1), heard(CLIP))
    assert not align_sound(heard(np.zeros(10 * SAMPLE_RATE, np.float32)), heard(CLIP))


def test_a_gap_in_the_times_stays_a_gap() -> None:
    printing = SoundPrinting()
    for at, samples in ((0, CLIP[: 4 * SAMPLE_RATE]), (6, CLIP[6 * SAMPLE_RATE :])):
        printing.block(AudioView(0, Timestamp(at, Fraction(1)), SAMPLE_RATE, samples[None]))
    stretches = align_sound(printing.fingerprint(), heard(CLIP))
    assert stretches and all(abs(one.other_start - one.start) < 0.03 for one in stretches)
