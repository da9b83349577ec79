"""What the methods of sound compute in a shorter way is to the bit what the plain way gives."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.fft import dct

from forensics.detector import AudioView
from forensics.detectors import sound_background, sound_repeats
from forensics.detectors.band_levels import SILENT, BandLevels
from forensics.detectors.sound_grids import BLOCK, CODINGS
from forensics.fingerprint.sound import RATE, SoundPrinting
from forensics.rolls import Roll
from forensics.types import Timestamp


def test_the_background_is_the_percentile_of_each_band_on_both_sides() -> None:
    levels = np.random.default_rng(1).normal(-60, 20, (1601, 33)).astype(np.float32)
    roll = Roll(np.float32, 33)
    roll.add(levels)
    places, values = sound_background.changes(roll)
    frames, side = np.maximum(levels[::2], np.float32(SILENT)), 125
    plain = [
        np.abs(np.subtract(*(np.percentile(part, sound_background.SHARE, axis=0) for part in parts))).mean()
        for parts in ((frames[at : at + side], frames[at - side : at]) for at in places)
    ]
    assert len(places) == 138
    assert values.tolist() == plain


def test_where_only_every_second_row_is_measured_it_is_the_same() -> None:
    whole, thin = BandLevels(), BandLevels(whole=1.0)
    sound = np.random.default_rng(4).normal(0, 0.1, (1, 3 * 44100 + 700)).astype(np.float32)
    for at in range(0, sound.shape[1], 1000):
        block = AudioView(0, Timestamp(at, Fraction(1, 44100)), 44100, sound[:, at : at + 1000])
        whole.add(block)
        thin.add(block)
    every, second = whole.levels().all(), thin.levels().all()
    assert len(every) == len(second) == 369
    assert np.array_equal(every[::2], second[::2])
    assert np.array_equal(every[:124], second[:124])
    assert second[249::2].max() < -100


def test_no_distance_with_a_repeat_is_passed_over() -> None:
    random = np.random.default_rng(2)
    words = random.integers(0, 1 << 32, 900, dtype=np.uint32)
    told = random.random(900) < 0.85
    words[400:560] = words[150:310] ^ (1 << random.integers(0, 64, 160)).astype(np.uint32)  # one bit in every second
    words[701:850] = words[20:169]
    run = 62
    alike = []
    for lag in range(2 * run, len(words) - 2 * run):
        pairs = [(words[at], words[at + lag], told[at] and told[at + lag]) for at in range(0, len(words) - lag, 2)]
        bits = np.cumsum([0, *(int(a ^ b).bit_count() if both else 0 for a, b, both in pairs)])
        both = np.cumsum([0, *(one[2] for one in pairs)])
        seen = both[run:] - both[:-run]
        errors = bits[run:] - bits[:-run]
        alike += [lag] if np.any((errors <= sound_repeats.ERRORS * 32 * seen) & (seen > 0.6 * run)) else []
    looked_at = sound_repeats._worth_a_look(words, told, run)
    assert {250, 681} <= set(alike) <= set(looked_at)
    assert looked_at == sorted(set(looked_at))
    assert len(looked_at) < 40


@pytest.mark.parametrize("frame", [256, 1024])
def test_blocks_are_transformed_at_each_offset_as_one_by_one(frame: int) -> None:
    samples = np.random.default_rng(3).normal(0, 0.1, BLOCK)
    coding = next(one for one in CODINGS if one.frame == frame)
    shape = np.cumsum(np.kaiser(frame + 1, np.pi * {256: 5, 1024: 4}[frame]))
    rising = np.sqrt(shape[:frame] / shape[frame])
    window, lines = np.concatenate([rising, rising[::-1]]), {256: slice(4, 180), 1024: slice(16, 700)}[frame]
    measured = coding.small[-1](samples)
    for at in (0, 1, 31, 32, 100, frame - 1):
        a, b, c, d = (samples[at : at + 2 * frame] * window).reshape(4, -1)
        found = dct(np.concatenate([-c[::-1] - d, a - b[::-1]]), type=4, norm="ortho")[lines]
        assert measured[at] == pytest.approx(-np.log(np.abs(found) + 1e-7).mean(), rel=1e-12)


@given(
    st.integers(-(2**40), 2**40),
    st.integers(-(2**20), 2**22),
    st.integers(0, 2**22),
    st.sampled_from([Fraction(1, 44100), Fraction(1, 1000), Fraction(1, 90000), Fraction(1001, 30000)]),
    st.sampled_from([8000, 44100, 48000]),
)
def test_a_gap_is_what_exact_times_say(first: int, later: int, taken: int, base: Fraction, rate: int) -> None:
    at = Timestamp(first + later, base)
    missing = AudioView(0, at, rate, np.zeros((1, 1), np.float32)).missing(Timestamp(first, base), taken)
    exact = round(later * base * rate) - taken
    assert missing == (exact if 0.05 * rate < exact < 600 * rate else 0)


@given(st.integers(5000, 200_000), st.integers(0, 10**7), st.integers(0, 200_000))
def test_windows_of_the_fingerprint_begin_at_the_nearest_sample(rate: int, made: int, length: int) -> None:
    printing = SoundPrinting(rate=rate, dropped=round(Fraction(made * rate, RATE)))
    printing.levels = range(made)  # type: ignore[assignment] # only its length is asked for
    begins = printing._begins(length)
    assert begins[0] == 0
    assert begins[-1] > length
    exact = [round(Fraction((made + n) * rate, RATE)) - printing.dropped for n in range(len(begins))]
    assert begins.tolist() == exact
