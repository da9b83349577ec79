"""A sensor's pattern is found in what that sensor took and in nothing else; what moved it or took it away abstains."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from forensics.codec import encode
from forensics.detectors.sensor_noise import DETECTOR, THRESHOLD
from forensics.sensor.correlation import agreement
from forensics.sensor.fingerprint import Estimate, intensity
from forensics.sensor.given import save
from forensics.sensor.noise import cleaned, evened, residual, without_rows_and_columns
from forensics.sensor_files import SENSORS_FILE, GivenSensor, GivenSensors
from forensics.types import MediaFacts, Result, StreamFacts, StreamKind
from forensics.worker import path_code
from tests.forensics.detectors.driving import codes, facts_of, findings, observe, reasons, values

SIDE = 512
RANDOM = np.random.default_rng(6)
PATTERN = RANDOM.normal(0, 1, (SIDE, SIDE)).astype(np.float32)
OTHER = RANDOM.normal(0, 1, (SIDE, SIDE)).astype(np.float32)


def picture(seed: int, pattern: np.ndarray = PATTERN, shift: tuple[float, float] = (0, 0)) -> np.ndarray:
    """Return a picture (512, 512) of a soft scene by a sensor whose pixels differ by 2 %."""
    random = np.random.default_rng(seed)
    scene = cv2.resize(random.uniform(60, 200, (9, 9)).astype(np.float32), (SIDE, SIDE), interpolation=cv2.INTER_CUBIC)
    seen = scene * (1 + 0.02 * pattern) + random.normal(0, 2, scene.shape)
    moved = cv2.warpAffine(seen, np.array([[1, 0, shift[0]], [0, 1, shift[1]]], np.float32), (SIDE, SIDE))
    return np.clip(np.rint(moved), 0, 255).astype(np.uint8)


def film(path: Path, pictures: list[np.ndarray], crf: int = 10) -> Path:
    with av.open(str(path), "w") as sink:
        stream = sink.add_stream("libx264", rate=25)
        stream.width = stream.height = SIDE
        stream.pix_fmt, stream.options = "yuv420p", {"crf": str(crf), "preset": "ultrafast"}
        for one in pictures:
            frame = av.VideoFrame.from_ndarray(one, format="gray").reformat(format="yuv420p")
            sink.mux(stream.encode(frame))
        sink.mux(stream.encode(None))
    return path


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a scratch folder with the fingerprints of both sensors, each made of six pictures."""
    folder = tmp_path_factory.mktemp("sensors")
    given = []
    for name, pattern in (("one", PATTERN), ("two", OTHER)):
        estimate = Estimate()
        for seed in range(6):
            estimate.add(picture(seed, pattern))
        path = folder / f"{name}.npy"
        save(estimate.pattern(), path)
        given.append(GivenSensor(name, f"device {name}", SIDE, SIDE, 6, "", path_code(path)))
    (folder / SENSORS_FILE).write_text(encode(GivenSensors(tuple(given))), "ascii")
    return folder


def compared(path: Path, scratch: Path) -> list[Result]:
    observer = DETECTOR.observe(facts_of(path), {"scratch": str(scratch)})
    return [Result(DETECTOR.id, DETECTOR.version, r.outcome) for r in observe(path, observer, DETECTOR.needs)]


def test_a_pattern_under_uneven_noise_stands_out_more_where_the_noise_is_made_even() -> None:
    random = np.random.default_rng(4)
    loud = np.where(np.arange(256)[None, :] < 128, 12, 1) * random.normal(0, 1, (256, 256))
    pattern = random.normal(0, 0.1, (256, 256)).astype(np.float32)
    seen = (loud + pattern).astype(np.float32)
    as_is, even = (agreement(noise, pattern) for noise in (seen, evened(seen)))
    assert even.pce > 3 * max(as_is.pce, 10)
    assert abs(agreement(evened(loud.astype(np.float32)), pattern).pce) < 10
    assert not evened(np.zeros((64, 64), np.float32)).any()


def test_a_filter_takes_noise_for_noise_and_leaves_the_scene() -> None:
    random = np.random.default_rng(1)
    noise = random.normal(0, 3, (256, 256))
    scene = 120 + 60 * np.sin(np.arange(256) / 20)[None, :]
    found = residual(np.clip(np.rint(scene + noise), 0, 255).astype(np.uint8))
    assert np.corrcoef(found.ravel(), noise.ravel())[0, 1] > 0.9
    assert abs(np.corrcoef(found.ravel(), np.broadcast_to(scene, noise.shape).ravel())[0, 1]) < 0.05


def test_what_rows_and_columns_share_is_taken_out() -> None:
    plane = np.random.default_rng(2).normal(0, 1, (64, 64)).astype(np.float32)
    striped = plane + np.arange(64, dtype=np.float32)[None, :]
    assert np.allclose(without_rows_and_columns(striped), without_rows_and_columns(plane), atol=1e-3)


def test_a_periodic_pattern_is_taken_out_and_noise_stays() -> None:
    plane = np.random.default_rng(3).normal(0, 1, (128, 128)).astype(np.float32)
    grid = plane + np.float32(2) * np.cos(np.pi * np.arange(128) / 4)[None, :].astype(np.float32)
    left = cleaned(grid)
    assert np.corrcoef(left.ravel(), plane.ravel())[0, 1] > 0.8
    assert np.abs(np.fft.rfft(left.mean(axis=0)))[16] < 0.2 * np.abs(np.fft.rfft(grid.mean(axis=0)))[16]


def test_a_peak_is_found_where_it_is_also_over_the_edge() -> None:
    plane = np.random.default_rng(4).normal(0, 1, (96, 128)).astype(np.float32)
    for dy, dx in ((0, 0), (-3, 2), (5, -7)):
        found = agreement(np.roll(plane, (dy, dx), (0, 1)), plane, shifts=10)
        assert (found.dy, found.dx) == (dy, dx)
        assert found.correlation == pytest.approx(1, abs=1e-3)
        assert found.pce > 1000
    assert agreement(-plane, plane).pce < -1000


def test_a_picture_agrees_with_its_own_sensor_and_with_no_other() -> None:
    patterns = []
    for pattern in (PATTERN, OTHER):
        estimate = Estimate()
        for seed in range(6):
            estimate.add(picture(seed, pattern))
        patterns.append(estimate.pattern())
    new = picture(77)
    noise, light = cleaned(residual(new)), intensity(new)
    own, other = (agreement(noise, pattern * light).pce for pattern in patterns)
    assert own > THRESHOLD
    assert other < 15


def test_pictures_of_two_sizes_make_no_fingerprint() -> None:
    estimate = Estimate()
    estimate.add(picture(1))
    with pytest.raises(ValueError, match="another size"):
        estimate.add(picture(1)[:400])


def test_full_pixels_count_for_nothing() -> None:
    assert intensity(np.full((64, 64), 255, np.uint8)).max() == 0


def test_a_film_is_told_to_agree_with_the_sensor_that_took_it_and_with_no_other(tmp_path: Path, scratch: Path) -> None:
    results = compared(film(tmp_path / "a.mp4", [picture(100 + n // 4) for n in range(20)]), scratch)
    own, other = (float(one.value) for one in values(results, "sensor_noise.agreement"))
    assert own > 2 * THRESHOLD
    assert other < 20
    (found,) = findings(DETECTOR, results)
    assert "device one" in found.observation
    assert "device two" not in found.observation


def test_a_turned_film_is_found_at_its_turn(tmp_path: Path, scratch: Path) -> None:
    path = film(tmp_path / "a.mp4", [np.rot90(picture(100 + n // 4)).copy() for n in range(20)])
    results = compared(path, scratch)
    assert values(results, "sensor_noise.turn")[0].value == 90
    assert codes(DETECTOR, results) == ["sensor_agrees"]


def test_a_stabilised_film_is_not_compared_and_the_reason_is_said(tmp_path: Path, scratch: Path) -> None:
    random = np.random.default_rng(8)
    moved = [picture(100 + n, shift=tuple(random.uniform(-6, 6, 2))) for n in range(20)]
    results = compared(film(tmp_path / "a.mp4", moved), scratch)
    assert "do not agree with each other in place" in reasons(results)["sensor_noise.agreement"]
    assert codes(DETECTOR, results) == []


def test_a_strongly_coded_film_is_not_compared(tmp_path: Path, scratch: Path) -> None:
    results = compared(film(tmp_path / "a.mp4", [picture(100)] * 60, crf=51), scratch)
    assert "taken the sensor's noise with it" in reasons(results)["sensor_noise.agreement"]


def test_other_sizes_and_no_fingerprint_are_reasons(tmp_path: Path, scratch: Path) -> None:
    path = film(tmp_path / "a.mp4", [picture(100 + n // 4) for n in range(20)])
    assert "`assay sensor add`" in reasons(compared(path, tmp_path))["sensor_noise.agreement"]
    sensor = GivenSensor("s", "large", 600, 600, 6, "", path_code(tmp_path / "s.npy"))
    save(np.ones((600, 600), np.float32), tmp_path / "s.npy")
    (tmp_path / SENSORS_FILE).write_text(encode(GivenSensors((sensor,))), "ascii")
    assert "has 600x600 pixels and the pictures 512x512" in reasons(compared(path, tmp_path))["sensor_noise.agreement"]


def test_small_pictures_are_declined() -> None:
    small = StreamFacts(0, StreamKind.VIDEO, "h264", "", Fraction(1, 25), Fraction(25), width=480, height=360)
    answer = DETECTOR.applicability(MediaFacts(1, "", "", (small,)))
    assert not answer.applicable
    assert "too small" in answer.reasons[0]
