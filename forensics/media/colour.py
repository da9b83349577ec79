"""Turn a decoded frame into RGB without scaling, and say in words which matrix and range were used.

Matrix and range are those that the stream states (ITU-T H.273, clauses 8.3 MatrixCoefficients and VideoFullRangeFlag).
Where it states none, the words say what was assumed: BT.709 from 720 lines upwards, else BT.601; limited range.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from av.video.reformatter import ColorRange, Colorspace, Interpolation

if TYPE_CHECKING:
    import numpy.typing as npt
    from av.video.frame import VideoFrame

_MATRICES = {
    1: ("BT.709", Colorspace.ITU709),
    4: ("FCC", Colorspace.FCC),
    5: ("BT.601 (625 lines)", Colorspace.ITU601),
    6: ("BT.601 (525 lines)", Colorspace.ITU601),
    7: ("SMPTE 240M", Colorspace.SMPTE240M),
    9: ("BT.2020 non-constant luminance", Colorspace.BT2020),
}
_OTHER_MATRICES = {0: "identity", 8: "YCgCo", 10: "BT.2020 constant luminance", 14: "ICtCp"}
_TRANSFERS = {16: "PQ (SMPTE ST 2084)", 18: "HLG (ARIB STD-B67)"}
_EXACT = Interpolation.POINT | Interpolation.BITEXACT


def to_rgb(frame: VideoFrame) -> tuple[npt.NDArray[np.uint8], str]:
    """Return (height, width, 3) RGB of a frame as decoded, and in words how it was converted.

    Subsampled chroma is repeated, not interpolated; the values lie within 3 of 255 of the exact formula (measured,
    tests/forensics/media/test_colour.py). Raise ValueError where libswscale cannot read the format.
    """
    name = frame.format.name
    matrix, range_, words = _read(frame)
    converted = frame.reformat(
        format="rgb24",
        src_colorspace=matrix,
        src_color_range=range_,
        dst_color_range=ColorRange.JPEG,
        interpolation=_EXACT,
        threads=1,
    )
    plane = converted.planes[0]
    rows = np.frombuffer(memoryview(plane), dtype=np.uint8).reshape(-1, plane.line_size)[: converted.height]
    picture = rows[:, : converted.width * 3].reshape(converted.height, converted.width, 3)
    return np.ascontiguousarray(picture), f"{name}, {words}"


def _read(frame: VideoFrame) -> tuple[int, int, str]:
    words: list[str] = []
    if frame.format.is_rgb or frame.format.name.startswith(("gray", "mono", "pal")):
        matrix, range_ = int(Colorspace.ITU601), int(ColorRange.JPEG)
        if frame.format.name.startswith("gray"):
            range_ = _range(frame, words)
        else:
            words.append("no matrix needed")
    else:
        matrix = _matrix(frame, words)
        range_ = _range(frame, words)
    depth = max((component.bits for component in frame.format.components), default=8)
    if depth > 8:
        words.append(f"{depth} bits shown as 8")
    if frame.color_trc in _TRANSFERS:
        words.append(f"transfer {_TRANSFERS[frame.color_trc]}, shown without tone mapping")
    return matrix, range_, ", ".join(words)


def _matrix(frame: VideoFrame, words: list[str]) -> int:
    stated = int(frame.colorspace)
    if stated in _MATRICES:
        name, matrix = _MATRICES[stated]
        words.append(f"matrix {name}")
        return int(matrix)
    name, matrix = _MATRICES[1] if frame.height >= 720 else ("BT.601", Colorspace.ITU601)
    if stated in _OTHER_MATRICES:
        words.append(f"matrix {_OTHER_MATRICES[stated]} stated, which cannot be shown: colours drawn as {name}")
    else:
        words.append(f"matrix not stated, {name} assumed")
    return int(matrix)


def _range(frame: VideoFrame, words: list[str]) -> int:
    stated = int(frame.color_range)
    if stated == ColorRange.JPEG or frame.format.name.startswith("yuvj"):
        words.append("full range")
        return int(ColorRange.JPEG)
    words.append("limited range" if stated == ColorRange.MPEG else "range not stated, limited assumed")
    return int(ColorRange.MPEG)
