"""Make the self-test's footage: ``python -m forensics.selftest FOLDER`` prints what is true of each file as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from forensics.footage.encode import Encoding, Made, make, one_byte_changed, remux
from forensics.footage.scene import Scene
from forensics.footage.signing import sign
from forensics.footage.timeline import Timeline, drop, freeze, loop, plain

Expectation = dict[str, str | int]
RATE, SECONDS = Fraction(25), Fraction(6)
FRAMES = int(RATE * SECONDS)
SCENE = Scene(width=320, height=180, seed=41)
CODING = Encoding(gop=25, quality=22, bframes=0)


def main(arguments: list[str]) -> int:
    """Make the files in the folder named and print what each is and what is true of it; 2 for a wrong call."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m forensics.selftest FOLDER\n")
        return 2
    for name, words, expected in footage(Path(arguments[0])):
        sys.stdout.write(json.dumps({"name": name, "is": words, "expected": expected}) + "\n")
    return 0


def footage(folder: Path) -> Iterator[tuple[str, str, list[Expectation]]]:
    """Make each file and yield its name, what it is in words, and what must be measured or observed of it."""
    folder.mkdir(parents=True, exist_ok=True)
    whole = plain(RATE, SECONDS)
    clean = _made(folder / "plain.mp4", whole)
    yield clean.path.name, "an unedited clip", [*_counts(whole), _none("repeated_frames"), _none("frame_times")]
    copy = remux(clean, folder / "remuxed.mkv")
    same: Expectation = {"kind": "same", "quantity": "frames.sha256", "stream": 0, "as": clean.path.name}
    yield copy.path.name, "the same clip in another container", [*_counts(whole), same]
    gap = drop(whole, first=60, count=4)
    yield (
        _made(folder / "dropped.mp4", gap).path.name,
        "four frames left out, their time left empty",
        [*_counts(gap), _value("frame_times.gaps", 1), _found("discontinuity_of_pictures", Fraction(60, 25))],
    )
    again = loop(whole, first=60, count=30, times=1)
    yield (
        _made(folder / "looped.mp4", again).path.name,
        "30 frames shown a second time",
        [*_counts(again), _found("looped_frames", Fraction(90, 25))],
    )
    still = freeze(whole, at=70, count=30)
    yield (
        _made(folder / "frozen.mp4", still).path.name,
        "one frame held for 30 more",
        [*_counts(still), _found("frozen_pictures", Fraction(70, 25))],
    )
    signed = folder / "signed.mp4"
    sign(clean.path, signed)
    yield signed.name, "signed as C2PA on the spot", [_answer("binding to the bytes", "matches"), same]
    changed = one_byte_changed(signed, folder / "changed.mp4")
    yield (
        changed.path.name,
        "the signed clip with one byte changed",
        [_answer("binding to the bytes", "does not match"), _code("bytes_do_not_match")],
    )


def _made(target: Path, timeline: Timeline) -> Made:
    return make(target, SCENE, timeline, CODING)


def _counts(timeline: Timeline) -> list[Expectation]:
    return [_value("frames.count", len(timeline.shown)), _value("decode.errors", 0)]


def _value(quantity: str, value: int) -> Expectation:
    return {"kind": "value", "quantity": quantity, "stream": 0, "value": str(value)}


def _found(code: str, at: Fraction) -> Expectation:
    return {"kind": "finding at", "code": code, "at": f"{at.numerator}/{at.denominator}"}


def _code(code: str) -> Expectation:
    return {"kind": "finding", "code": code}


def _none(method: str) -> Expectation:
    return {"kind": "no finding", "method": method}


def _answer(question: str, result: str) -> Expectation:
    return {"kind": "answer", "question": question, "result": result}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
