"""An overview of sound shows a tone in its band at its level, and is the same however the sound was cut into blocks."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from forensics import soundview
from forensics.detector import AudioView
from forensics.types import MediaFacts, NotMeasured, StoredFingerprint, StreamFacts, StreamKind, Timestamp

RATE = 8000
BASE = Fraction(1, RATE)


def _facts(*kinds: StreamKind) -> MediaFacts:
    streams = tuple(
        StreamFacts(n, kind, "pcm_s16le", "", BASE, Fraction(0), sample_rate=RATE) for n, kind in enumerate(kinds)
    )
    return MediaFacts(1, "wav", "wav", streams)


def _tone(seconds: float, frequency: float, level: float) -> npt.NDArray[np.float32]:
    at = np.arange(round(seconds * RATE)) / RATE
    return (level * np.sin(2 * np.pi * frequency * at)).astype(np.float32)


def _view(folder: Path, sound: npt.NDArray[np.float32], cuts: list[int], start: int = 0) -> bytes:
    observer = soundview.observe(_facts(StreamKind.AUDIO), folder)
    assert observer.audio is not None
    edges = [0, *cuts, len(sound)]
    for first, last in pairwise(edges):
        observer.audio(AudioView(0, Timestamp(start + first, BASE), RATE, sound[None, first:last]))
    (made,) = observer.finish()
    assert isinstance(made, StoredFingerprint)
    return (folder / made.name).read_bytes()


def test_a_tone_stands_in_its_band_at_its_level(tmp_path: Path) -> None:
    view = soundview.from_bytes(_view(tmp_path, _tone(3, 1000, 0.5), []))
    assert (len(view.wave), len(view.spectrum)) == (300, 75)
    band = int(1000 / (RATE / 2) * soundview.BANDS)
    middle = view.spectrum[10:50]
    assert set(middle.argmin(axis=1).tolist()) == {band}
    assert middle.min() == pytest.approx(6.0, abs=0.6)
    assert view.wave[:250, 1] == pytest.approx(0.5, abs=0.01)
    assert view.wave[:250, 0] == pytest.approx(-0.5, abs=0.01)


def test_cutting_the_sound_otherwise_gives_the_same_bytes(tmp_path: Path) -> None:
    sound = _tone(11.3, 440, 0.3) * np.linspace(0, 1, round(11.3 * RATE)).astype(np.float32)
    whole = _view(tmp_path, sound, [])
    assert _view(tmp_path, sound, list(range(1000, len(sound), 1000))) == whole
    assert _view(tmp_path, sound, [40_000, 40_001, 70_123]) == whole


def test_a_gap_between_blocks_is_silence_and_times_stay_true(tmp_path: Path) -> None:
    observer = soundview.observe(_facts(StreamKind.AUDIO), tmp_path)
    assert observer.audio is not None
    tone = _tone(1, 500, 0.9)[None]
    observer.audio(AudioView(0, Timestamp(0, BASE), RATE, tone))
    observer.audio(AudioView(0, Timestamp(3 * RATE, BASE), RATE, tone))
    list(observer.finish())
    view = soundview.from_bytes((tmp_path / soundview.FILE).read_bytes())
    loud = view.wave[:, 1] > 0.5
    assert loud[:95].all()
    assert not loud[105:295].any()
    assert loud[305:395].all()


def test_without_sound_it_says_why(tmp_path: Path) -> None:
    (made,) = soundview.observe(_facts(StreamKind.VIDEO), tmp_path).finish()
    assert made == NotMeasured("sound.view", "no stream of sound")


@pytest.mark.parametrize(
    "spoil", [lambda b: b[:-1], lambda b: b"x" + b, lambda b: b + b"\0", lambda b: b[:20], lambda b: b""]
)
def test_other_bytes_are_refused(tmp_path: Path, spoil: object) -> None:
    assert callable(spoil)
    with pytest.raises(soundview.ViewRefused):
        soundview.from_bytes(spoil(_view(tmp_path, _tone(1, 500, 0.5), [])))
