"""Looking for a part of edges finds what OpenCV's normalised correlation finds, to the last digit of what is told."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from forensics.detectors.edge_search import SURE, Field, Part, least_cosine, vectors

HEIGHT, WIDTH = 90, 121
Edges = npt.NDArray[np.float16]


def _edges(seed: int) -> Edges:
    """Return edges as windows have them: whole sixteenths, none in a part of the picture."""
    drawn = np.random.default_rng(seed).integers(-600, 601, (2, HEIGHT, WIDTH))
    drawn[:, :, 80:] = 0
    return (drawn / 16).astype(np.float16)


def _by_opencv(edges: Edges, part: Edges) -> tuple[float, int, int]:
    cosines = np.asarray(cv2.matchTemplate(vectors(edges), vectors(part), cv2.TM_CCORR_NORMED))
    y, x = np.unravel_index(int(np.argmax(cosines)), cosines.shape)
    return float(cosines[y, x]), int(y), int(x)


@pytest.mark.parametrize("least", [0.3, 0.8])
@pytest.mark.parametrize("kept", [0.0, 0.3, 0.7, 1.0])
def test_the_best_place_is_the_one_that_opencv_finds(kept: float, least: float) -> None:
    edges, other = _edges(1), _edges(2)
    part = other[:, 30:42, 20:37].copy()
    edges[:, 50:62, 40:57] = (kept * part + (1 - kept) * edges[:, 50:62, 40:57]).astype(np.float16)
    edges = (np.rint(edges * 16) / 16).astype(np.float16)
    found = Field(edges).find(Part.of(part, (HEIGHT, WIDTH)), least)
    cosine, y, x = _by_opencv(edges, part)
    assert (found is not None) == (cosine >= least)
    if found is not None:
        assert (found.y, found.x) == (y, x)
        assert abs(found.cosine - cosine) < SURE
        assert least_cosine([found]) == cosine


def test_of_places_that_are_equally_alike_opencv_chooses() -> None:
    edges = _edges(3)
    part = edges[:, 10:20, 10:30].copy()
    edges[:, 60:70, 5:25] = edges[:, 40:50, 60:80] = part
    found = Field(edges).find(Part.of(part, (HEIGHT, WIDTH)), 0.8)
    assert found is not None
    assert (found.cosine, found.y, found.x) == _by_opencv(edges, part)


def test_nothing_is_found_where_there_are_no_edges() -> None:
    part = _edges(4)[:, 5:15, 5:15]
    assert Field(np.zeros((2, HEIGHT, WIDTH), np.float16)).find(Part.of(part, (HEIGHT, WIDTH)), 0.1) is None
    assert Field(_edges(5)).find(Part.of(np.zeros_like(part), (HEIGHT, WIDTH)), 0.1) is None


def test_the_least_cosine_is_opencvs_least() -> None:
    edges, part = _edges(6), _edges(7)[:, 30:42, 20:37].copy()
    found = []
    for seed, kept in enumerate((0.9, 0.75, 0.8)):
        noise = _edges(20 + seed)
        noise[:, 50:62, 40:57] = np.rint(16 * kept * part + 4 * noise[:, 50:62, 40:57]) / 16
        one = Field(noise).find(Part.of(part, edges.shape[1:]), 0.5)
        assert one is not None
        found.append((one, _by_opencv(noise, part)[0]))
    assert least_cosine([one for one, _ in found]) == min(cosine for _, cosine in found)
    assert least_cosine([]) == 1.0
