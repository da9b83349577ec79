"""Lanes over time of a real examination: what footage was made with is in its place, what is missing says why."""

from __future__ import annotations

import os
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from casefiles import verbs_sources, workbench
from casefiles.keys import Signer
from casefiles.timelanes import (
    Curve,
    Lane,
    Measured,
    Moments,
    Sizes,
    Spectrum,
    Stretches,
    Wave,
    Words,
    measured_over_time,
)
from casefiles.views import ExhibitId
from forensics.detectors.discontinuity import REPORTED
from forensics.footage.encode import Encoding, make
from forensics.footage.scene import Scene
from forensics.footage.timeline import drop, loop, plain

FILM, SILENT = ExhibitId("E-0001"), ExhibitId("E-0002")
SECONDS = 4


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Signer]]:
    folder = tmp_path_factory.mktemp("lanes")
    before = os.environ.get("ASSAY_HOME")
    os.environ["ASSAY_HOME"] = str(folder / "home")
    signer = workbench.create_key("Ada Example", "four plain words here")
    timeline = loop(drop(plain(Fraction(25), Fraction(SECONDS)), 20, 10), 40, 20, 1)
    film = make(folder / "film.mp4", Scene(width=192, height=108, seed=4), timeline, Encoding(gop=25)).path
    quiet = Encoding(gop=10, sound=False, codec="mpeg4", quality=4)
    silent = make(
        folder / "silent.mp4", Scene(width=192, height=108, seed=4), plain(Fraction(25), Fraction(1)), quiet
    ).path
    case = folder / "film.assay"
    workbench.init(case, name="Film", claim="", signer=signer)
    workbench.acquire(case, (film, silent), signer=signer)
    workbench.examine(case, signer=signer)
    yield case, signer
    if before is None:
        del os.environ["ASSAY_HOME"]
    else:
        os.environ["ASSAY_HOME"] = before


@pytest.fixture(scope="module")
def film(made: tuple[Path, Signer]) -> Measured:
    return measured_over_time(made[0], FILM)


def lane(measured: Measured, name: str) -> Lane:
    return next(one for one in measured.lanes if one.name == name)


def test_every_lane_of_the_timeline_is_there(film: Measured) -> None:
    names = [one.name for one in film.lanes]
    assert names[:15] == [
        "Findings",
        "Notes",
        "Frame sizes",
        "Intervals, gaps",
        "Repeats, loops",
        "Shots",
        "QP",
        "Brightness",
        "Blockiness",
        "Noise",
        "Motion",
        "A/V offset",
        "Waveform",
        "Spectrogram",
        "Transcript",
    ]
    assert {"discontinuity", "double encoding", "repeated frames", "audio bandwidth"} <= set(names[15:])
    assert isinstance(lane(film, "Frame sizes"), Sizes)


def test_the_gap_that_the_film_was_made_with_is_marked_at_its_place(film: Measured) -> None:
    intervals = lane(film, "Intervals, gaps")
    assert isinstance(intervals, Curve)
    gaps = np.flatnonzero(intervals.marks)
    assert gaps.tolist() == [19]
    assert intervals.values[19] == pytest.approx(11 * 40)
    assert "1 longer than" in intervals.words


def test_the_loop_is_a_stretch_of_the_lane_of_repeats(film: Measured) -> None:
    repeats = lane(film, "Repeats, loops")
    assert isinstance(repeats, Moments)
    assert any("again" in words or "repeat" in words or "same" in words for *_, words in repeats.spans)


@pytest.mark.parametrize("name", ["QP", "Blockiness", "Noise", "Brightness"])
def test_curves_have_a_value_for_each_frame(film: Measured, name: str) -> None:
    curve = lane(film, name)
    assert isinstance(curve, Curve)
    assert len(curve.times) == film.tracks.count
    assert np.isfinite(curve.values).all()


def test_the_sound_is_shown_as_wave_and_spectrum_and_held_against_the_picture(film: Measured) -> None:
    wave, spectrum, offset = lane(film, "Waveform"), lane(film, "Spectrogram"), lane(film, "A/V offset")
    assert isinstance(wave, Wave)
    assert isinstance(spectrum, Spectrum)
    assert len(spectrum.view.spectrum) >= SECONDS * 25 - 5
    assert isinstance(offset, Curve)
    assert np.abs(offset.values).max() < 60
    assert "sound begins" in offset.words


def test_scores_come_with_their_threshold_and_abstentions_with_their_reason(film: Measured) -> None:
    steps, encoded = lane(film, "discontinuity"), lane(film, "double encoding")
    assert isinstance(steps, Curve)
    assert steps.threshold == REPORTED
    assert isinstance(encoded, Curve)
    assert encoded.threshold is None
    assert "no threshold" in encoded.words
    whole = lane(film, "repeated frames")
    assert isinstance(whole, Words)
    assert "threshold" in whole.words
    abstains = lane(film, "provenance statements")
    assert isinstance(abstains, Words)
    assert abstains.words.startswith("abstains: ")


def test_a_film_without_sound_says_so_in_each_lane_of_sound(made: tuple[Path, Signer]) -> None:
    silent = measured_over_time(made[0], SILENT)
    for name in ("Waveform", "Spectrogram", "A/V offset"):
        said = lane(silent, name)
        assert isinstance(said, Words)
        assert "sound" in said.words
    quantisers = lane(silent, "QP")
    assert isinstance(quantisers, Curve | Words)


def test_a_transcript_stands_in_its_lane_at_its_times(made: tuple[Path, Signer], tmp_path: Path) -> None:
    case, signer = made
    before = lane(measured_over_time(case, FILM), "Transcript")
    assert isinstance(before, Words)
    file = tmp_path / "said.srt"
    file.write_text("1\n00:00:00,500 --> 00:00:01,250\nthe harbour is closed\n")
    verbs_sources.import_transcript(case, FILM, file, signer=signer)
    after = lane(measured_over_time(case, FILM), "Transcript")
    assert isinstance(after, Stretches)
    assert after.spans == ((0.5, 1.25, "the harbour is closed"),)


def test_what_was_not_examined_has_no_lanes(made: tuple[Path, Signer], tmp_path: Path) -> None:
    case, signer = made
    text = tmp_path / "words.txt"
    text.write_text("words only")
    (row,) = workbench.acquire(case, (text,), signer=signer).acquired
    assert measured_over_time(case, row.exhibit.id).lanes == ()
