"""What every method gives for two committed files, version by version: another output needs another version.

`python -m tests.forensics.detectors.test_golden` writes what is missing; it never changes what stands.
"""

from __future__ import annotations

import json
import math
from fractions import Fraction
from pathlib import Path

import pytest

from forensics.codec import encode, parse_json
from forensics.detector import Detector
from forensics.footage.encode import Encoding, make
from forensics.footage.scene import Scene
from forensics.footage.timeline import duplicate, plain
from forensics.registry import detectors
from tests.forensics.detectors.driving import facts_of, measure

FOLDER = Path(__file__).parent / "golden"
CLIPS = ("copied.mp4", "moving.mp4")
RELATIVE, ABSOLUTE = 0.02, 0.005
"""Floats may differ by so much between processors (optical flow most); everything else is equal to the bit."""
MEASURING = [one for one in detectors() if one.needs.frames or one.needs.packets or one.needs.audio]


def lines_of(detector: Detector) -> list[str]:
    """Return what a method gives for both files, a line each."""
    found = []
    for name in CLIPS:
        clip = FOLDER / name
        if detector.applicability(facts_of(clip)).applicable:
            found += [f"{name} {encode(result.outcome)}" for result in measure(detector, clip)]
    return found


def kept_at(detector: Detector) -> Path:
    """Return where the output of a method's version is kept."""
    return FOLDER / f"{detector.id}-{detector.version}.jsonl"


KEPT = {path.name.rpartition("-")[0] for path in FOLDER.glob("*.jsonl")}
GOLDEN = [one for one in MEASURING if one.id in KEPT]


@pytest.mark.parametrize("detector", GOLDEN, ids=lambda detector: detector.id)
def test_a_version_gives_what_it_gave(detector: Detector) -> None:
    kept = kept_at(detector)
    assert kept.exists(), "a new version: run `python -m tests.forensics.detectors.test_golden` and commit its file"
    before, now = kept.read_text("utf-8").splitlines(), lines_of(detector)
    wrong = [(a, b) for a, b in zip(before, now, strict=False) if not same(a, b)]
    assert not wrong, "another output for the same file: raise the method's version and say so under Results"
    assert len(before) == len(now)


def same(before: str, now: str) -> bool:
    """Say whether two lines are equal but for the last digits of floats."""
    if before == now:
        return True
    (clip_then, _, then), (clip_now, _, here) = before.partition(" "), now.partition(" ")
    return clip_then == clip_now and near(parse_json(then), parse_json(here))


def near(before: object, now: object) -> bool:
    """Say whether two JSON values are equal but for the last digits of floats."""
    if isinstance(before, float) and isinstance(now, float):
        return math.isclose(before, now, rel_tol=RELATIVE, abs_tol=ABSOLUTE)
    if isinstance(before, dict) and isinstance(now, dict):
        return before.keys() == now.keys() and all(near(before[key], now[key]) for key in before)
    if isinstance(before, list) and isinstance(now, list):
        return len(before) == len(now) and all(map(near, before, now))
    return type(before) is type(now) and before == now


def test_a_changed_value_is_seen() -> None:
    line = "copied.mp4 " + json.dumps({"value": 0.5, "n": 3, "text": "a"})
    assert same(line, line.replace("0.5", "0.500001"))
    assert not same(line, line.replace("0.5", "0.55"))
    assert not same(line, line.replace("3", "4"))
    assert not same(line, line.replace('"a"', '"b"'))


def write() -> None:
    """Make the files where they are missing, and the output of every version that has none."""
    three = plain(Fraction(25), Fraction(3))
    timelines = {"copied.mp4": duplicate(three, 5, 12, at=50), "moving.mp4": three}
    for number, name in enumerate(CLIPS):
        if not (FOLDER / name).exists():
            sound = name == "moving.mp4"
            make(FOLDER / name, Scene(160, 96, seed=70 + number), timelines[name], Encoding(gop=15, sound=sound))
    for detector in MEASURING:
        if not kept_at(detector).exists():
            kept_at(detector).write_text("".join(f"{line}\n" for line in lines_of(detector)), "utf-8")


if __name__ == "__main__":
    write()
