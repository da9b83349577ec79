"""Derive the window of MPEG audio (ISO/IEC 11172-3, table 3-B.3) from what a decoder makes of single values.

    python -m benchmarks.mpeg_window

A frame of Layer I with one value in one band gives the window times a cosine; over all 32 bands the window follows. It
writes forensics/detectors/mpeg_window.bin: its first 257 values as whole numbers (32 bits, lowest byte first); the rest
mirrors them. The table's changes of sign every 64 values are left out: they belong to the cosine.
"""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import numpy.typing as npt

TARGET = Path(__file__).resolve().parents[1] / "forensics" / "detectors" / "mpeg_window.bin"
GREATEST = 75038
"""The middle value of the table, in its unit of 2 to the power of minus 16."""
ZERO = (1 << 14) - 1
FRAME = 384


def frame(band: int, value: int) -> bytes:
    """Return a frame of Layer I, mono at 44.1 kHz and 448 kbit/s, whose one band begins with a value of 15 bits."""
    fields = [(0xFFF, 12), (1, 1), (3, 2), (1, 1), (14, 4), (0, 2), (0, 2), (3, 2), (0, 6)]
    fields += [(14 if one == band else 0, 4) for one in range(32)] + [(3, 6)]
    fields += [(value if sample == 0 else ZERO, 15) for sample in range(12)]
    bits = "".join(f"{number:0{count}b}" for number, count in fields)
    size = 12 * 448_000 // 44_100 * 4
    return int(bits.ljust(8 * size, "0"), 2).to_bytes(size, "big")


def response(band: int) -> npt.NDArray[np.float64]:
    """Return 512 samples from one value in a band on."""
    decoder = av.codec.CodecContext.create("mp1float", "r")
    values = (ZERO, ZERO, ZERO + 8000, ZERO, ZERO, ZERO)
    parts = [part.to_ndarray()[0] for value in values for part in decoder.decode(av.Packet(frame(band, value)))]  # type: ignore[attr-defined]
    return np.asarray(np.concatenate(parts)[2 * FRAME : 2 * FRAME + 512], np.float64)


def main() -> None:
    """Derive the window, check it against every band, and write it."""
    places = np.arange(512)
    waves = [np.cos((16 + places) * (2 * band + 1) * np.pi / 64) for band in range(32)]
    found = [response(band) for band in range(32)]
    weight = sum(wave**2 for wave in waves)
    window = sum(one * wave for one, wave in zip(found, waves, strict=True)) / np.maximum(weight, 1e-9)
    unseen = weight < 1e-6  # the cosine is zero there in every band; the mirrored place is seen
    window[unseen] = window[(512 - places[unseen]) % 512]
    whole = np.rint(window / np.abs(window).max() * GREATEST)
    scale = np.abs(window).max() / GREATEST
    worst = max(np.abs(one - whole * scale * wave).max() for one, wave in zip(found, waves, strict=True))
    assert worst < 2e-5 * np.abs(window).max(), worst
    assert np.array_equal(whole[1:257], whole[511:255:-1])
    TARGET.write_bytes(whole[:257].astype("<i4").tobytes())
    print(f"{TARGET.name}: greatest difference from what the decoder gives {worst:.1e}")


if __name__ == "__main__":
    main()
