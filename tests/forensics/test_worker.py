"""The worker's boundary: whatever the child does, the parent gets records and a reason, and nothing is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from forensics.codec import encode
from forensics.confinement import Limits
from forensics.detector import Observer, PacketView
from forensics.types import Ended, Finding, Measurement, NotMeasured, Progress, Result
from forensics.worker import Job, coded_path, guarded, listen, measure, path_code, sheltered, stop

GOOD = encode(Result("m", "1", Measurement("q", 1, "1")))
PATIENT = Limits(stall_seconds=20)


def heard(program: str, limits: Limits = PATIENT, *, cancel_after: int = 10**9) -> tuple[list[object], str]:
    """Listen to a program's standard output as if it were a worker; return its lines and the reason of the end."""
    process = subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > cancel_after

    lines: list[object] = []
    answers = listen(process, limits, cancelled)
    try:
        while True:
            lines.append(next(answers))
    except StopIteration as end:
        return lines, str(end.value)
    finally:
        stop(process)


def test_an_honest_worker_is_heard_to_its_end() -> None:
    text = "\n".join([GOOD, encode(Progress("s", 1, 2, "step")), GOOD, encode(Ended(2))])
    lines, reason = heard(f"print({text!r})")
    assert reason == ""
    assert [type(one) for one in lines] == [Result, Progress, Result]


LIARS = {
    "text that is no record": ("print('hello')", "no record"),
    "bytes that are no text": ("import sys; sys.stdout.buffer.write(b'\\xff\\xfe\\n')", "no record"),
    "a wrong count": (f"print({(GOOD + chr(10) + encode(Ended(5)))!r})", "1 of 5"),
    "an end without a last line": (f"print({GOOD!r})", "status 0 before it was done"),
    "a crash": ("import os; os.abort()", "SIGABRT"),
    "an exit with words": ("import sys; sys.exit('the codec is on fire')", "the codec is on fire"),
    "a line without end": ("print('x' * 20_000_000)", "more than is allowed"),
    "a finding that is none": ('print(\'{"is":"Finding"}\')', "no record"),
}


@pytest.mark.parametrize("name", sorted(LIARS))
def test_a_worker_that_lies_or_dies_is_ended_with_a_reason(name: str) -> None:
    program, expected = LIARS[name]
    _, reason = heard(program)
    assert expected in reason


def test_a_worker_that_says_more_than_is_allowed_is_ended() -> None:
    lines, reason = heard(f"while True: print({GOOD!r})", Limits(output_bytes=10_000))
    assert "more than is allowed" in reason
    assert len(lines) <= 10_000 // len(GOOD) + 1


def test_a_worker_without_a_sign_of_life_is_ended() -> None:
    _, reason = heard("import time; time.sleep(60)", Limits(stall_seconds=1))
    assert "no sign of life for 1 s" in reason


def test_a_cancelled_worker_is_ended() -> None:
    _, reason = heard("import time; time.sleep(60)", cancel_after=1)
    assert reason == "cancelled by a person"


def test_a_listener_that_goes_away_leaves_no_thread_and_no_process() -> None:
    before = threading.active_count()
    process = subprocess.Popen(
        [sys.executable, "-c", f"while True: print({GOOD!r})"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    answers = listen(process, PATIENT, lambda: False)
    assert isinstance(next(answers), Result)
    answers.close()
    stop(process)
    assert process.returncode is not None
    assert threading.active_count() == before


def job(tmp_path: Path, content: bytes, name: str = "clip.mp4") -> Job:
    """Return a job on a file with this content."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    exhibit = tmp_path / "exhibit"
    exhibit.write_bytes(content)
    return Job("examine", path_code(exhibit), name, path_code(scratch), (), Limits(), ())


@pytest.mark.parametrize("content", [b"", b"this is a text\n" * 50, b"\0" * 5000, bytes(range(256)) * 40])
def test_a_file_that_is_no_media_gives_reasons_and_no_fault(tmp_path: Path, content: bytes) -> None:
    lines = list(measure(job(tmp_path, content), cancelled=lambda: False))
    missing = [one.outcome for one in lines if isinstance(one, Result) and isinstance(one.outcome, NotMeasured)]
    assert any(one.quantity == "packets" for one in missing)
    assert not any(one.quantity == "examination" for one in missing)
    assert not any("the method failed" in one.reason for one in missing)


def test_paths_of_any_bytes_survive_the_job() -> None:
    for path in (Path("/a/b"), Path("/a/\udcff\nb"), Path("/غ/中")):
        assert coded_path(path_code(path)) == path


def test_a_fault_in_a_step_becomes_a_reason_and_keeps_what_came_before() -> None:
    def failing():  # type: ignore[no-untyped-def] # a generator for the test
        yield 1
        raise ValueError("the table is upside down")

    assert list(guarded("tables", failing)) == [
        1,
        NotMeasured("tables", "the method failed: ValueError: the table is upside down"),
    ]


def test_a_fault_in_an_observer_silences_that_observer_only() -> None:
    seen: list[int] = []

    def feed(packet: PacketView) -> None:
        seen.append(packet.number)
        raise KeyError("x")

    observer = sheltered("broken", Observer(finish=lambda: iter(()), packet=feed))
    assert observer.packet is not None
    assert observer.frame is None
    for number in range(3):
        observer.packet(packet_view(number))
    assert seen == [0]
    assert list(observer.finish()) == [NotMeasured("broken", "the method failed: KeyError: 'x'")]


def packet_view(number: int) -> PacketView:
    """Return a packet of no importance."""
    from fractions import Fraction

    return PacketView(0, number, number, number, 1, Fraction(1, 25), 10, 0, True, False, "I")


def test_a_finding_counts_as_a_result() -> None:
    finding = Finding("m", "1", "c", "o", (), (), (), ())
    text = "\n".join([encode(finding), encode(Ended(1))])
    lines, reason = heard(f"print({text!r})")
    assert (lines, reason) == ([finding], "")


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_worker_does_not_outlive_its_parent(tmp_path: Path) -> None:
    # The parent starts a worker on a pipe that nobody ever writes to, so that it can only hang; then it is killed.
    (tmp_path / "scratch").mkdir()
    os.mkfifo(tmp_path / "exhibit")
    program = (
        "import sys, time\n"
        "from pathlib import Path\n"
        "from forensics.confinement import Limits\n"
        "from forensics.worker import Job, path_code, spawn\n"
        "here = Path(sys.argv[1])\n"
        "code, scratch = path_code(here / 'exhibit'), path_code(here / 'scratch')\n"
        "print(spawn(Job('examine', code, 'x', scratch, (), Limits(), ())).pid, flush=True)\n"
        "time.sleep(600)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())
    assert running(worker)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    for _ in range(300):
        if not running(worker):
            return
        time.sleep(0.1)
    os.kill(worker, signal.SIGKILL)
    pytest.fail("the worker went on without its parent")


def running(pid: int) -> bool:
    """Say whether a process is there and no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
