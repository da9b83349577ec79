"""Sound of many channels: each is read, and nothing beside it."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from forensics.confinement import Limits
from forensics.media.channels import samples
from forensics.types import Measurement, Result
from forensics.worker import Job, measure, path_code

RATE, BLOCK = 48_000, 1024


def written(path: Path, codec: str, kind: str, channels: int) -> None:
    """Write 12 blocks of a tone at 1/2, 1/3, 1/4, … of full scale, so low that a channel for effects keeps it."""
    tone = np.sin(2 * np.pi * 60 * np.arange(12 * BLOCK) / RATE)
    held = (tone[:, None] / np.arange(2, channels + 2)).astype(np.float32)
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=RATE, layout=f"{channels}c" if channels != 8 else "7.1")
        assert isinstance(stream, av.AudioStream)
        shaped = av.AudioResampler(format=kind, layout=stream.codec_context.layout, rate=RATE)
        for begin in range(0, len(held), BLOCK):
            part = held[begin : begin + BLOCK].reshape(1, -1)
            block = av.AudioFrame.from_ndarray(part, format="flt", layout=stream.codec_context.layout.name)
            block.sample_rate, block.pts, block.time_base = RATE, begin, Fraction(1, RATE)
            for one in shaped.resample(block):
                container.mux(stream.encode(one))
        container.mux(stream.encode(None))


@pytest.mark.parametrize(
    ("codec", "kind", "channels"),
    [
        ("aac", "fltp", 8),
        ("aac", "fltp", 2),
        ("pcm_s16le", "s16", 8),
        ("pcm_s32le", "s32", 16),
        ("pcm_f64le", "dbl", 12),
    ],
)
def test_every_channel_is_read_at_its_own_level(tmp_path: Path, codec: str, kind: str, channels: int) -> None:
    path = tmp_path / "many.mkv"
    written(path, codec, kind, channels)
    with av.open(str(path)) as container:
        blocks = [samples(frame) for frame in container.decode(audio=0)]
    heard = np.concatenate(blocks, axis=1)[:, 4 * BLOCK : 10 * BLOCK]
    assert heard.dtype == np.float32
    levels = np.sqrt(2 * (heard.astype(np.float64) ** 2).mean(axis=1))
    wanted = 1 / np.arange(2, channels + 2)
    assert levels == pytest.approx(wanted, rel=0.05)


def test_a_film_with_eight_channels_is_examined_to_its_end(tmp_path: Path) -> None:
    path, scratch = tmp_path / "surround.mkv", tmp_path / "scratch"
    written(path, "aac", "fltp", 8)
    scratch.mkdir()
    job = Job("examine", path_code(path), path.name, path_code(scratch), (), Limits(), ())
    lines = measure(job, cancelled=lambda: False)
    found: list[object] = []
    ending = "not at its end"
    try:
        while True:
            found.append(next(lines))
    except StopIteration as end:
        ending = end.value
    assert not ending
    measured = {
        one.outcome.quantity for one in found if isinstance(one, Result) and isinstance(one.outcome, Measurement)
    }
    assert "sound.sha256" in measured
