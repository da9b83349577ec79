"""The confinement, tried from inside: what a hostile file could make the worker do is refused by the system."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from forensics.confinement import GIBIBYTE, Limits

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="Landlock and system call filters exist on Linux only")

TRIES = """
import json, os, socket, subprocess, sys, threading, ctypes
from pathlib import Path
from forensics.confinement import Allowed, Limits, confine, program_paths
scratch, secret, exhibit = map(Path, sys.argv[1:4])
words = confine(Limits(memory=int(sys.argv[4])), Allowed((*program_paths(), exhibit), (scratch, Path("/dev/null"))))
outcomes = {"words": list(words)}
def attempt(name, act):
    try:
        act()
        outcomes[name] = "done"
    except BaseException as error:
        outcomes[name] = type(error).__name__
attempt("read the exhibit", exhibit.read_bytes)
attempt("write in the scratch folder", lambda: (scratch / "made").write_text("x"))
attempt("remove from the scratch folder", (scratch / "made").unlink)
attempt("start a thread", lambda: (lambda t: (t.start(), t.join()))(threading.Thread(target=lambda: None)))
attempt("load the decoders", lambda: (__import__("numpy"), __import__("cv2"), __import__("av")))
attempt("read another file", secret.read_bytes)
attempt("list another folder", lambda: list(secret.parent.iterdir()))
attempt("write the exhibit", lambda: exhibit.write_text("x"))
attempt("write elsewhere", lambda: (secret.parent / "new").write_text("x"))
attempt("open an internet socket", lambda: socket.socket())
attempt("open a local socket", lambda: socket.socket(socket.AF_UNIX))
attempt("make a socket pair", lambda: socket.socketpair())
attempt("start a program", lambda: subprocess.run(["/bin/true"]))
attempt("fork", lambda: os.fork() or os._exit(0))
attempt("signal another process", lambda: os.kill(os.getppid(), 0))
attempt("allocate without end", lambda: bytearray(int(sys.argv[4]) * 2))
attempt("write a file without end", lambda: os.truncate(scratch, 0))
print(json.dumps(outcomes))
"""


def outcomes(tmp_path: Path) -> dict[str, str]:
    """Run the tries in a process of their own and return what came of each."""
    scratch, elsewhere = tmp_path / "scratch", tmp_path / "elsewhere"
    scratch.mkdir()
    elsewhere.mkdir()
    (elsewhere / "secret").write_text("another exhibit")
    (tmp_path / "exhibit").write_text("the exhibit")
    names = (scratch, elsewhere / "secret", tmp_path / "exhibit", str(3 * GIBIBYTE))
    done = subprocess.run(
        [sys.executable, "-c", TRIES, *map(str, names)], capture_output=True, text=True, check=True, timeout=120
    )
    answer: dict[str, str] = json.loads(done.stdout)
    return answer


@LINUX
def test_a_confined_process_can_do_its_work_and_nothing_else(tmp_path: Path) -> None:
    found = outcomes(tmp_path)
    assert any("Landlock" in words for words in found.pop("words"))
    allowed = {name for name, outcome in found.items() if outcome == "done"}
    assert allowed == {
        "read the exhibit",
        "write in the scratch folder",
        "remove from the scratch folder",
        "start a thread",
        "load the decoders",
    }
    assert found["allocate without end"] == "MemoryError"
    assert found["open an internet socket"] == "PermissionError"
    assert (tmp_path / "exhibit").read_text() == "the exhibit"


def test_the_limits_are_bounded() -> None:
    limits = Limits()
    assert limits.memory <= 8 * GIBIBYTE
    assert limits.processor_seconds > 0
    assert limits.file_bytes > 0
    assert limits.output_bytes > 0
