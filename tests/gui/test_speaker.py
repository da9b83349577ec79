"""Sound plays on a real device without hardware, only when asked, and stays with the picture."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from casefiles.player import SOUND_RATE, FrameSource, PlayedSound
from forensics.footage.encode import Encoding, make
from forensics.footage.scene import Scene
from forensics.footage.timeline import plain
from gui.speaker import NoDevice, Speaker
from gui.window import Window

SECOND = bytes(4 * SOUND_RATE)


@pytest.fixture
def speaker() -> Iterator[Speaker]:
    made = Speaker(("NULL",))
    yield made
    made.stop()


def test_what_is_given_is_taken_by_the_device_and_its_place_is_told(speaker: Speaker, qtbot: QtBot) -> None:
    speaker.start(Fraction(1))
    speaker.give(PlayedSound(Fraction(5), SECOND))
    assert speaker.next_wanted() == 6
    qtbot.waitUntil(lambda: (speaker.at() or 0) > 5, timeout=60_000)
    qtbot.waitUntil(lambda: speaker.ahead() == 0, timeout=60_000)
    assert speaker.at() == 6
    speaker.stop()
    assert not speaker.sounding
    assert speaker.at() is None


def test_where_there_is_no_device_it_says_so() -> None:
    with pytest.raises(NoDevice):
        Speaker(("WINMM", "COREAUDIO")).start(Fraction(1))


def test_the_device_is_given_the_samples_in_order_and_then_silence(speaker: Speaker) -> None:
    first, second = bytes(range(1, 9)), bytes(range(9, 17))
    speaker.give(PlayedSound(Fraction(0), first))
    speaker.give(PlayedSound(Fraction(0), second))
    assert speaker._take(12) == first + second[:4]
    assert speaker._take(12) == second[4:] + bytes(8)
    assert speaker.at() == Fraction(4, SOUND_RATE)


def test_passages_of_an_exhibit_join_without_a_seam(film: Path) -> None:
    with FrameSource(film, name="film.mp4") as source:
        whole = np.frombuffer(source.sound(Fraction(0), Fraction(2)).pcm, "<i2")
        parts = [source.sound(Fraction(n, 2), Fraction(1, 2)).pcm for n in range(4)]
        assert len(whole) == 2 * 2 * SOUND_RATE
        assert np.abs(whole).max() > 1000
        joined = np.frombuffer(b"".join(parts), "<i2")
        assert len(joined) == len(whole)
        assert np.corrcoef(joined, whole)[0, 1] > 0.99  # a codec's noise is drawn anew after a jump, its sound is not
        assert source.frame(3).index == 3
        beyond = source.sound(Fraction(900), Fraction(1))
        assert not np.frombuffer(beyond.pcm, "<i2").any()


def test_a_film_without_sound_says_so_and_still_shows_its_frames(tmp_path: Path) -> None:
    path = tmp_path / "silent.mp4"
    make(path, Scene(width=96, height=64, seed=1), plain(Fraction(25), Fraction(1, 5)), Encoding(sound=False))
    with FrameSource(path, name="silent.mp4") as source:
        with pytest.raises(Exception, match="holds no sound"):
            source.sound(Fraction(0), Fraction(1))
        assert source.frame(0).index == 0


def test_sound_is_off_until_asked_for_follows_the_picture_and_is_muted_backwards(opened: Window, qtbot: QtBot) -> None:
    playing = opened.looking.playing
    playing.speaker = Speaker(("NULL",))
    playing.forwards()
    qtbot.waitUntil(lambda: opened.projector.shown_index() >= 2, timeout=60_000)
    assert not playing.speaker.sounding
    assert "sound off" in opened.statusBar().currentMessage()
    playing.stop()
    opened.projector.show(0)
    qtbot.waitUntil(lambda: opened.projector.shown_index() == 0, timeout=60_000)
    playing.toggle_sound()
    assert not playing.speaker.sounding
    playing.forwards()
    qtbot.waitUntil(lambda: playing.speaker.at() is not None, timeout=60_000)
    assert playing.speaker.sounding
    playing.backwards()
    assert not playing.speaker.sounding
    assert "muted" in opened.statusBar().currentMessage()
    playing.stop()
