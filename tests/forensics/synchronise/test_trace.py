"""A trace is made in the confined worker, has the file's own times, and its bytes are read strictly."""

from __future__ import annotations

import contextlib
import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forensics.confinement import Limits
from forensics.synchronise.trace import (
    BANDS,
    FILE,
    MAGIC,
    RATE,
    Trace,
    TraceRefused,
    from_bytes,
    of_samples,
    to_bytes,
)
from forensics.types import Measurement, NotMeasured, Result
from forensics.worker import Job, measure, path_code
from tests.forensics.synchronise.making import street, written


def traced(exhibit: Path, scratch: Path) -> Trace | str:
    """Return the trace that a worker makes, or its reason for none."""
    scratch.mkdir()
    job = Job("trace", path_code(exhibit), "", path_code(scratch), (), Limits(), ())
    outcomes = [one.outcome for one in measure(job, cancelled=lambda: False) if isinstance(one, Result)]
    if any(isinstance(one, Measurement) and one.quantity == "trace.sha256" for one in outcomes):
        return from_bytes((scratch / FILE).read_bytes())
    return next(one.reason for one in outcomes if isinstance(one, NotMeasured))


def test_the_worker_gives_the_trace_of_the_sound_at_the_file_s_own_times(tmp_path: Path) -> None:
    sound = street(4, 2)
    made = traced(written(tmp_path / "late.mkv", sound, start=3.5), tmp_path / "scratch")
    assert isinstance(made, Trace)
    assert made.start == pytest.approx(3.5, abs=0.01)
    plain = of_samples(sound)
    assert len(made.rows) == pytest.approx(len(plain.rows), abs=2)
    # 16 bits differ from floats only where bands are as good as silent
    assert np.corrcoef(made.rows[:700].ravel(), plain.rows[:700].ravel())[0, 1] > 0.99


def test_what_has_no_sound_says_so(tmp_path: Path) -> None:
    text = tmp_path / "words.mp4"
    text.write_text("words only")
    assert isinstance(traced(text, tmp_path / "a"), str)
    short = traced(written(tmp_path / "short.wav", street(0.5, 2)), tmp_path / "b")
    assert short == "less than a second of sound was decoded"


def test_an_onset_stands_where_the_sound_begins() -> None:
    sound = np.zeros(16000, np.float32)
    sound[8000:] = np.sin(2 * np.pi * 440 * np.arange(8000) / 8000)
    trace = of_samples(sound)
    assert len(trace.rows) == pytest.approx(2 * RATE, abs=3)
    assert int(np.argmax(trace.rows.sum(axis=1))) == pytest.approx(RATE, abs=4)


@given(st.floats(-1e6, 1e6), st.integers(0, 40), st.integers(0, 2**32 - 1))
def test_a_trace_comes_back_from_its_bytes(start: float, count: int, seed: int) -> None:
    rows = np.random.default_rng(seed).random((count, BANDS)).astype(np.float32)
    back = from_bytes(to_bytes(Trace(start, rows)))
    assert back.start == start
    assert np.array_equal(back.rows, rows)


@given(st.binary(max_size=200))
def test_other_bytes_are_refused(untrusted: bytes) -> None:
    for data in (untrusted, MAGIC + untrusted):
        with contextlib.suppress(TraceRefused):
            assert to_bytes(from_bytes(data)) == data


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_values_that_are_no_numbers_are_refused(value: float) -> None:
    rows = np.zeros((3, BANDS), np.float32)
    rows[1, 1] = value
    with pytest.raises(TraceRefused):
        from_bytes(to_bytes(Trace(0.0, rows)))
    with pytest.raises(TraceRefused):
        from_bytes(MAGIC + struct.pack("<dI", value, 0))
