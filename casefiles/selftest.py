"""The self-test: all methods on the program's own footage, whose truth is known, on this machine with these versions.

The outcome is kept in the user's home, not in a case; a case takes it over with an event, and its reports print it.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from casefiles.case import Case
from casefiles.clock import SYSTEM, Clock, stamp
from casefiles.errors import ExaminationFailed, StorageFailed
from casefiles.examinations import NOTHING_BESIDE, Taken, environment_of, measure_file
from casefiles.views import Watcher
from forensics.codec import CodecError, decode_as, encode
from forensics.starting import command
from forensics.types import C2paReading, Measurement, StreamLocus, TimeSpan

KEPT = "selftest.json"
_Expected = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Checked:
    """One thing that is true of a file of the self-test, and what came out."""

    file: str
    truth: str
    expected: str
    came_out: str
    passed: bool


@dataclass(frozen=True, slots=True)
class SelfTest:
    """The outcome for one machine and its versions at one time."""

    made: str
    environment: tuple[tuple[str, str], ...]
    checks: tuple[Checked, ...]

    @property
    def failed(self) -> tuple[Checked, ...]:
        """Return what did not come out."""
        return tuple(check for check in self.checks if not check.passed)


def run(home: Path, *, watcher: Watcher, clock: Clock = SYSTEM) -> SelfTest:
    """Make the footage, measure it, and keep what came out in ``home``; raise ExaminationFailed, StorageFailed."""
    with tempfile.TemporaryDirectory(prefix="assay-selftest-") as name:
        folder = Path(name)
        measured: dict[str, Taken] = {}
        checks: list[Checked] = []
        for file, truth, expected in _footage(folder):
            measured[file] = measure_file(folder / file, watcher=watcher)
            checks += [_check(file, truth, one, measured) for one in expected]
        environment = environment_of(next(iter(measured.values())), NOTHING_BESIDE)
    outcome = SelfTest(stamp(clock.now()), environment, tuple(checks))
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = home / f"{KEPT}.part"
        part.write_text(encode(outcome) + "\n", "ascii")
        part.replace(home / KEPT)
    except OSError as error:
        raise StorageFailed(f"the outcome could not be kept in {home}: {error.strerror}") from error
    return outcome


def last(home: Path) -> SelfTest | None:
    """Return the last outcome on this machine, or None where there is none or it cannot be read."""
    try:
        return decode_as(SelfTest, (home / KEPT).read_text("ascii"))
    except (OSError, ValueError):
        return None


def take_over(case: Case, outcome: SelfTest) -> None:
    """Record an outcome in a case, so that its reports print it."""
    body = {"checks": len(outcome.checks), "failed": len(outcome.failed)}
    with case.change("selftest", body=body) as change:
        identifier = change.next_id("selftest")
        change.concern(identifier)
        change.insert(
            "selftest",
            {
                "id": identifier,
                "made": outcome.made,
                "by": case.signer.name if case.signer else "",
                "content": encode(outcome),
            },
        )


def of_case(case: Case) -> SelfTest | None:
    """Return the last outcome that the case took over, or None."""
    row = next(case.store.rows("SELECT content FROM selftest ORDER BY event DESC LIMIT 1"), None)
    if row is None:
        return None
    try:
        return decode_as(SelfTest, str(row["content"]))
    except CodecError as error:
        raise ExaminationFailed(f"the self-test of the case cannot be read: {error}") from error


def _footage(folder: Path) -> Iterator[tuple[str, str, Sequence[_Expected]]]:
    """Make the files in another process: this one never loads a codec."""
    process = subprocess.run(
        command("forensics.selftest", os.fspath(folder)),
        capture_output=True,
        text=True,
        check=False,
    )
    if process.returncode:
        said = process.stderr.strip().splitlines()[-1:] or ["no word"]
        raise ExaminationFailed(f"the self-test's footage could not be made: {said[0]}")
    for line in process.stdout.splitlines():
        one = json.loads(line)
        yield one["name"], one["is"], one["expected"]


def _check(file: str, truth: str, expected: _Expected, measured: Mapping[str, Taken]) -> Checked:
    taken = measured[file]
    match expected["kind"]:
        case "value":
            wanted, found = str(expected["value"]), _value(taken, expected)
            words = f"{expected['quantity']} = {wanted}"
        case "same":
            wanted, found = _value(measured[str(expected["as"])], expected), _value(taken, expected)
            words = f"{expected['quantity']} as in {expected['as']}"
        case "answer":
            wanted, found = str(expected["result"]), _answer(taken, str(expected["question"]))
            words = f"{expected['question']}: {wanted}"
        case "no finding":
            mine = [one.code for one in taken.findings if one.method == expected["method"]]
            wanted, found, words = "none", ", ".join(mine) or "none", f"no finding of {expected['method']}"
        case "finding":
            codes = [one.code for one in taken.findings]
            wanted, words = str(expected["code"]), f"finding {expected['code']}"
            found = wanted if wanted in codes else ", ".join(codes) or "no finding"
        case _:
            wanted, found, words = _finding_at(taken, str(expected["code"]), Fraction(str(expected["at"])))
    return Checked(file, truth, words, found, found == wanted)


def _value(taken: Taken, expected: _Expected) -> str:
    for result in taken.results:
        one = result.outcome
        if isinstance(one, Measurement) and one.quantity == expected["quantity"] and one.locus == StreamLocus(0):
            return str(one.value)
    return f"not measured ({taken.outcome()})"


def _answer(taken: Taken, question: str) -> str:
    readings = [result.outcome for result in taken.results if isinstance(result.outcome, C2paReading)]
    for dimension in readings[0].dimensions if readings else ():
        if dimension.name == question:
            return dimension.result
    return "not answered"


def _finding_at(taken: Taken, code: str, at: Fraction) -> tuple[str, str, str]:
    """Return what is wanted, what was found and words: the finding's first time span begins within two frames."""
    wanted = f"{code} at {float(at):.3f} s"
    starts = [
        locus.start.seconds
        for one in taken.findings
        if one.code == code
        for locus in one.loci[:1]
        if isinstance(locus, TimeSpan)
    ]
    near = [start for start in starts if abs(start - at) <= Fraction(2, 25)]
    others = ", ".join(f"{code} at {float(start):.3f} s" for start in starts)
    return wanted, wanted if near else others or f"no finding {code}", f"finding {wanted} (within 2 frames)"
