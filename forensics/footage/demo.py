"""Make the small set of files that the demonstration runs on: a signed clip, a copy of a copy, a changed copy."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from forensics.footage.encode import ByteChanged, Crop, Encoding, Made, make, one_byte_changed, reencode
from forensics.footage.scene import Scene
from forensics.footage.signing import sign
from forensics.footage.timeline import loop, plain


@dataclass(frozen=True, slots=True)
class DemoFootage:
    """The files of the demonstration and the truth about each."""

    signed: Path
    copied: Path
    changed: Path
    trust_root: Path
    signed_truth: Made
    copied_truth: Made
    changed_truth: ByteChanged


def make_demo(folder: Path) -> DemoFootage:
    """Make the demonstration's files in ``folder``: the same pictures each time, a fresh certificate each time.

    The clip shows a run of frames a second time (a loop), so that there is something to find besides the signature.
    """
    folder.mkdir(parents=True, exist_ok=True)
    unsigned = folder / "unsigned.mp4"
    timeline = loop(plain(Fraction(25), Fraction(8)), first=90, count=30, times=1)
    made = make(unsigned, Scene(width=640, height=360, seed=20), timeline, Encoding(gop=25, quality=22, bframes=0))
    signed, root = folder / "disputed.mp4", folder / "demonstration-root.pem"
    root.write_bytes(sign(unsigned, signed))
    unsigned.unlink()
    made = Made(signed, made.scene, made.timeline, made.encodings, made.edits)
    crop = Crop(x=40, y=20, width=560, height=320, to_width=480, to_height=274)
    copied = reencode(made, folder / "copy-reencoded-cropped.mp4", Encoding(gop=60, quality=26), crop)
    changed = one_byte_changed(signed, folder / "copy-one-byte-changed.mp4")
    return DemoFootage(signed, copied.path, changed.path, root, made, copied, changed)
