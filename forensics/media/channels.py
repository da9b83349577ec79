"""The samples of a decoded block of sound, channel by channel.

Not by ``AudioFrame.planes`` or ``AudioFrame.to_ndarray``: PyAV 18 counts planes until a pointer is empty, but FFmpeg
ends the list of pointers with nothing (libavutil/frame.h, ``extended_data``), so that sound of eight planar channels,
any 7.1 AAC or Opus, has a ninth plane at an address that is a number of bytes, and reading it ends the process
(measured with PyAV 18.1.0). The number of channels is the frame's own.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from av.audio.frame import AudioFrame
from av.audio.plane import AudioPlane

_TYPES = {"u8": "u1", "s16": "i2", "s32": "i4", "s64": "i8", "flt": "f4", "dbl": "f8"}
"""NumPy's names, in the byte order of the machine, of FFmpeg's (libavutil/samplefmt.h)."""
_FULL_SCALE = {"u1": 128.0, "i2": 2.0**15, "i4": 2.0**31, "i8": 2.0**63}


def planes(frame: AudioFrame) -> list[memoryview]:
    """Return the bytes of each plane: one per channel of planar sound, else one with the channels in turn."""
    count = frame.layout.nb_channels
    many, size = (count, frame.format.bytes) if frame.format.is_planar else (1, frame.format.bytes * count)
    return [memoryview(AudioPlane(frame, index))[: frame.samples * size] for index in range(many)]


def samples(frame: AudioFrame) -> npt.NDArray[np.float32]:
    """Return the samples as float32, full scale at ±1, shape (channels, samples); what is not finite becomes finite.

    Raises ValueError for samples of a kind that FFmpeg has and this does not read.
    """
    name = frame.format.packed.name
    if name not in _TYPES:
        raise ValueError(
            f"sound of the sample format {frame.format.name} cannot be read; convert it to signed integers"
        )
    parts = [np.frombuffer(plane, _TYPES[name]) for plane in planes(frame)]
    planar = frame.format.is_planar
    raw = np.stack(parts) if planar else parts[0].reshape(-1, frame.layout.nb_channels).T
    heard = raw.astype(np.float32, copy=not planar)  # never the decoder's own memory
    full_scale = _FULL_SCALE.get(_TYPES[name])
    if full_scale is None:
        return heard if np.isfinite(heard).all() else np.nan_to_num(heard)
    if name == "u8":
        heard -= 128
    return heard / np.float32(full_scale)
