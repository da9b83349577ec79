"""An ONNX model of one node, written as protocol buffers by hand: the mean of each input, nothing learned."""

from __future__ import annotations

import hashlib
from pathlib import Path


def varint(value: int) -> bytes:
    """Return a whole number as protocol buffers write it."""
    out = b""
    while value > 0x7F:
        out += bytes([value & 0x7F | 0x80])
        value >>= 7
    return out + bytes([value])


def number(field: int, value: int) -> bytes:
    """Return a field that holds a whole number."""
    return varint(field << 3) + varint(value)


def part(field: int, content: bytes | str) -> bytes:
    """Return a field that holds bytes, a text or a message."""
    raw = content.encode() if isinstance(content, str) else content
    return varint(field << 3 | 2) + varint(len(raw)) + raw


def tensor(name: str, *sides: int | str) -> bytes:
    """Return a ValueInfoProto of float32."""
    dims = b"".join(part(1, part(2, side) if isinstance(side, str) else number(1, side)) for side in sides)
    return part(1, name) + part(2, part(1, number(1, 1) + part(2, dims)))


def mean_of_input(*sides: int | str) -> bytes:
    """Return a model that gives the mean over all but the first axis (onnx.proto3, IR version 8, opset 13)."""
    axes = b"".join(number(8, axis) for axis in range(1, len(sides)))
    attributes = part(5, part(1, "axes") + axes + number(20, 7))
    attributes += part(5, part(1, "keepdims") + number(3, 0) + number(20, 2))
    node = part(1, "x") + part(2, "y") + part(4, "ReduceMean") + attributes
    graph = part(1, node) + part(2, "mean") + part(11, tensor("x", *sides)) + part(12, tensor("y", "n"))
    return number(1, 8) + part(7, graph) + part(8, part(1, "") + number(2, 13))


CARD = """
[model]
name = "brightness"
version = "1"
summary = "mean of the picture, as a stand-in"
target = "bright pictures"
population = "nothing: no value in it was learned"
licence = "Apache-2.0"
source = "made for a test"
sha256 = "{sha256}"
limits = ["It sees brightness and nothing else."]
innocent_explanations = ["Bright scenes are bright."]
known_failures = ["none sought"]

[input]
layout = "{layout}"
width = 32
height = 24
fit = "stretch"
colour = "RGB"
divisor = 255
mean = [0, 0, 0]
deviation = [1, 1, 1]
frames_per_second = 5
most_frames = 64
{clip}

[output]
output = 0
index = 0
activation = "none"
pool = "mean"
threshold = 0.1
"""


def write(folder: Path, *, layout: str = "NCHW", clip: int = 1) -> tuple[Path, Path]:
    """Write card and model into a folder."""
    content = mean_of_input("n", 3, 24, 32) if layout == "NCHW" else mean_of_input("n", clip, 3, 24, 32)
    model, card = folder / "model.onnx", folder / "card.toml"
    model.write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()
    card.write_text(CARD.format(sha256=digest, layout=layout, clip=f"clip = {clip}" if layout == "NTCHW" else ""))
    return card, model
