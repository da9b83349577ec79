"""Marks over moving pictures are found with place, time and picture; still scenes and plain footage give reasons."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np
import pytest

from forensics.codec import encode as line_of
from forensics.detectors.mark_findings import LIKE
from forensics.detectors.mark_pictures import MARKS_FILE, GivenMark, GivenMarks, mark_grey, size_of, suffix_of
from forensics.detectors.steady_edges import MOST_WINDOWS, WINDOW, Box, Windows, blurred, gradients
from forensics.detectors.visible_marks import DETECTOR, LEAST_MOVING
from forensics.footage import encode
from forensics.footage.encode import Encoding, make
from forensics.footage.scene import Picture, Renderer, Scene
from forensics.footage.timeline import plain
from forensics.types import FrameLocus, Measurement, Result
from forensics.types import Picture as Derived
from forensics.worker import path_code
from tests.forensics.detectors.driving import codes, facts_of, findings, observe, reasons, value, values

SIZE = (320, 192)
Place = Callable[[float], tuple[int, int]]


def mark(shape: str = "ring") -> Picture:
    """Return a mark of 64 x 40 pixels on black; black is see-through."""
    drawn = np.zeros((40, 64, 3), np.uint8)
    if shape == "ring":
        cv2.circle(drawn, (16, 20), 13, (235, 235, 235), 3)
        cv2.putText(drawn, "GEN", (32, 26), cv2.FONT_HERSHEY_SIMPLEX, 0.42, (235, 235, 235), 1)
    else:
        cv2.rectangle(drawn, (4, 6), (60, 34), (235, 235, 235), 2)
        cv2.line(drawn, (4, 34), (60, 6), (235, 235, 235), 2)
    return drawn


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Return what makes four seconds of footage once, with a mark at a place that may depend on the time."""
    folder = tmp_path_factory.mktemp("films")

    def made(name: str, place: Place | None, *, motion: float = 2.0, seconds: int = 4, shape: str = "ring") -> Path:
        class Marked(Renderer):
            def frame(self, number: int, rate: Fraction) -> Picture:
                shown = super().frame(number, rate).copy()
                if place is not None:
                    x, y = place(float(number / rate))
                    part = shown[y : y + 40, x : x + 64]
                    over = mark(shape)
                    part[over > 0] = over[over > 0]
                return shown

        target = folder / name
        if not target.exists():
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(encode, "Renderer", Marked)
                scene = Scene(*SIZE, seed=8, motion=motion)
                timeline = plain(Fraction(10), Fraction(seconds))
                make(target, scene, timeline, Encoding(sound=False, preset="ultrafast"))
        return target

    return made


def measured(path: Path, folder: Path | None = None) -> list[Result]:
    observer = DETECTOR.observe(facts_of(path), {"scratch": str(folder or "")})
    return [Result(DETECTOR.id, DETECTOR.version, r.outcome) for r in observe(path, observer, DETECTOR.needs)]


def corner(_seconds: float) -> tuple[int, int]:
    return 244, 140


def jumping(seconds: float) -> tuple[int, int]:
    return ((20, 10), (230, 20), (120, 140))[int(seconds / 2) % 3]


def given(folder: Path, *shapes: str) -> None:
    """Put mark pictures into a scratch folder, as the case does."""
    marks = []
    for shape in shapes:
        path = folder / f"given-{shape}.png"
        grey = np.where(mark(shape) > 0, mark(shape), 110).astype(np.uint8)
        cv2.imwrite(str(path), grey)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        marks.append(GivenMark(shape, "family", "a test", "2026-11-22", digest, 64 / 320, path_code(path)))
    (folder / MARKS_FILE).write_text(line_of(GivenMarks(tuple(marks))), "ascii")


def test_a_mark_that_stays_is_found_with_its_place_its_time_and_a_picture(
    film: Callable[..., Path], tmp_path: Path
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    results = measured(film("static.mp4", corner), scratch)
    frames = value(results, "visible_marks.frames")
    assert isinstance(frames, int)
    assert 16 <= frames <= 32
    found = values(results, "visible_marks.keeping")
    boxes = [one.locus.region for one in found if isinstance(one.locus, FrameLocus) and one.locus.region]
    assert any(abs(b.x + b.width / 2 - 276) < 24 and abs(b.y + b.height / 2 - 160) < 16 for b in boxes)
    pictures = [r.outcome for r in results if isinstance(r.outcome, Derived)]
    assert len(pictures) == len(found)
    for picture in pictures:
        content = (scratch / picture.name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == picture.sha256
        assert size_of(content) == (picture.width, picture.height)
    assert "place_that_stays" in codes(DETECTOR, results)
    assert all(finding.direction is None for finding in findings(DETECTOR, results))


def test_a_mark_that_changes_its_place_is_found_at_its_stops(film: Callable[..., Path]) -> None:
    results = measured(film("jumping.mp4", jumping, seconds=12))
    stops = [m.locus.region for m in values(results, "visible_marks.stop") if isinstance(m.locus, FrameLocus)]
    assert "place_that_wanders" in codes(DETECTOR, results)
    near = {place for place in (jumping(0), jumping(2), jumping(4)) for r in stops if r and _near(r.x, r.y, place)}
    assert len(near) >= 2


def _near(x: int, y: int, place: tuple[int, int]) -> bool:
    return abs(x - place[0]) < 40 and abs(y - place[1]) < 30


def test_a_given_mark_is_recognised_and_another_is_not(film: Callable[..., Path], tmp_path: Path) -> None:
    given(tmp_path, "ring", "box")
    results = measured(film("static.mp4", corner), tmp_path)
    ring, box = values(results, "visible_marks.similarity")
    assert isinstance(ring.value, float)
    assert isinstance(box.value, float)
    assert ring.value >= LIKE > box.value
    assert isinstance(ring.locus, FrameLocus)
    assert ring.locus.region is not None
    assert _near(ring.locus.region.x, ring.locus.region.y, corner(0))
    (like,) = [f for f in findings(DETECTOR, results) if f.code == "like_a_given_mark"]
    assert "family family; a test, 2026-11-22" in like.observation
    assert like.direction is None
    plain_film = measured(film("plain.mp4", None), tmp_path)
    assert max(float(m.value) for m in values(plain_film, "visible_marks.similarity")) < LIKE  # type: ignore[arg-type]  # they are numbers


def test_where_nothing_moves_nothing_is_said_about_what_stays(film: Callable[..., Path]) -> None:
    results = measured(film("still.mp4", corner, motion=0.0))
    assert "moves" in reasons(results)["visible_marks.places"]
    share = value(results, "visible_marks.moving_share")
    assert isinstance(share, float)
    assert share < LEAST_MOVING
    assert codes(DETECTOR, results) == []


def test_the_same_film_gives_the_same_answers(film: Callable[..., Path], tmp_path: Path) -> None:
    given(tmp_path, "ring")
    path = film("static.mp4", corner)
    assert [line_of(r) for r in measured(path, tmp_path)] == [line_of(r) for r in measured(path, tmp_path)]


def test_a_picture_that_is_none_is_a_reason_and_hinders_no_other(film: Callable[..., Path], tmp_path: Path) -> None:
    given(tmp_path, "ring", "box")
    (tmp_path / "given-ring.png").write_bytes(b"\x89PNG\r\n\x1a\nbroken")
    results = measured(film("static.mp4", corner), tmp_path)
    assert "mark picture ring" in reasons(results)["visible_marks.similarity"]
    assert len(values(results, "visible_marks.similarity")) == 1


def test_windows_are_thinned_evenly_and_bounded() -> None:
    windows, random = Windows(), np.random.default_rng(1)
    for place in range(WINDOW * 5 * MOST_WINDOWS):
        windows.add(place, random.integers(0, 255, (8, 12), np.uint8))
    assert len(windows.kept) <= MOST_WINDOWS
    steps = np.diff([window.first for window in windows.kept])
    assert len(set(steps.tolist())) == 1
    windows.add(0, random.integers(0, 255, (4, 4), np.uint8))
    assert all(window.grey.shape == (8, 12) for window in windows.kept)


def test_gradients_and_means_are_those_of_their_definitions() -> None:
    slope = np.tile(np.arange(9, dtype=np.float32) * 3, (7, 1))
    across, down = gradients(slope)
    assert np.allclose(across[:, 1:-1], 3)
    assert np.allclose(down, 0)
    picture = np.random.default_rng(2).random((12, 15), np.float32)
    padded = np.pad(picture, 2, mode="edge")
    wanted = [[padded[y : y + 5, x : x + 5].mean() for x in range(15)] for y in range(12)]
    assert np.allclose(blurred(picture, 2), wanted, atol=1e-5)
    assert Box(0, 0, 4, 4).overlaps(Box(3, 3, 2, 2))
    assert not Box(0, 0, 4, 4).overlaps(Box(4, 0, 2, 2))


@pytest.mark.parametrize("suffix", [".png", ".jpg"])
def test_the_size_in_a_header_is_the_size_of_the_picture(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"mark{suffix}"
    cv2.imwrite(str(path), mark())
    content = path.read_bytes()
    assert (suffix_of(content), size_of(content)) == (suffix, (64, 40))
    assert size_of(content[:9]) == (0, 0)
    grey, opacity = mark_grey(content)
    assert grey.shape == opacity.shape == (40, 64)
    with pytest.raises(ValueError, match="edge"):
        mark_grey(bytes(cv2.imencode(".png", np.full((30, 30), 9, np.uint8))[1]))


def test_measurements_of_a_real_film_with_a_mark_name_no_maker(shared_media: Path) -> None:
    path = next((shared_media / "detection").rglob("*c2a530b8*"))
    results = measured(path)
    assert all(isinstance(r.outcome, Measurement) for r in results if r.method == DETECTOR.id) or reasons(results)
    boxes = [m.locus.region for m in values(results, "visible_marks.keeping") if isinstance(m.locus, FrameLocus)]
    width, height = facts_of(path).streams[0].width, facts_of(path).streams[0].height
    assert any(b and b.x > width * 0.8 and b.y > height * 0.7 for b in boxes)
