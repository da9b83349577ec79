"""Quantisers are those that an encoder was told, vectors those of a picture that moves by a known step."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from forensics.detectors.coded_blocks import DETECTOR
from forensics.types import Series
from tests.forensics.detectors.driving import measure, value

STEP = 6


def panned(path: Path, options: dict[str, str]) -> list[tuple[object, ...]]:
    """Encode a noise picture that moves by STEP pixels a frame; return the rows of its blocks."""
    still = np.random.default_rng(4).integers(0, 255, (24, 40, 3), np.uint8).repeat(8, 0).repeat(8, 1)
    with av.open(str(path), "w") as out:
        stream = out.add_stream("libx264", rate=25, options=options)
        stream.width, stream.height, stream.pix_fmt = 160, 96, "yuv420p"
        for number in range(12):
            picture = np.ascontiguousarray(still[:96, number * STEP : number * STEP + 160])
            out.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        out.mux(stream.encode())
    results = measure(DETECTOR, path)
    assert value(results, "coded_blocks.with_quantisers") == 12
    return [row for r in results if isinstance(r.outcome, Series) for row in r.outcome.rows]


def test_a_fixed_quantiser_is_read_back_from_every_picture(tmp_path: Path) -> None:
    rows = panned(tmp_path / "a.mp4", {"qp": "27", "x264-params": "ipratio=1:bframes=0:mbtree=0:aq-mode=0"})
    assert [row[:2] for row in rows] == [(0, "I"), *((n, "P") for n in range(1, 12))]
    assert {row[2] for row in rows} == {27}


def test_vectors_have_the_length_of_the_pan(tmp_path: Path) -> None:
    rows = panned(tmp_path / "b.mp4", {"qp": "20", "x264-params": "bframes=0:ref=1:me=esa:scenecut=0"})
    lengths = [float(str(row[6])) for row in rows[1:]]
    assert np.median(lengths) == pytest.approx(STEP, abs=1)
    assert not isinstance(rows[0][6], float | Fraction)
