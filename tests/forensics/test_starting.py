"""A module is started in a process of its own by the interpreter, or by the bundle that this program is part of."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from forensics.codec import decode_line, encode
from forensics.confinement import Limits
from forensics.starting import ASKED, MODULES, command
from forensics.types import Ended, Measurement, Result
from forensics.worker import Job, path_code

ENTRY = Path(__file__).parents[2] / "bundle" / "run_command.py"


def test_a_bundle_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    assert command("forensics.worker")[1:] == ["-s", "-P", "-m", "forensics.worker"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert command("forensics.worker", "x") == [sys.executable, ASKED, "forensics.worker", "x"]


def test_nothing_else_is_started() -> None:
    with pytest.raises(ValueError, match="os is not started"):
        command("os")
    ended = subprocess.run(
        [sys.executable, str(ENTRY), ASKED, "os"], capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 1
    assert "no module that is started so" in ended.stderr


def test_the_entry_of_the_bundle_becomes_the_measuring_process(tmp_path: Path) -> None:
    exhibit = tmp_path / "exhibit"
    exhibit.write_bytes(b"some bytes")
    (tmp_path / "scratch").mkdir()
    options = (("offset", "5"), ("length", "5"))
    job = Job("bytes", path_code(exhibit), "", path_code(tmp_path / "scratch"), (), Limits(), options)
    process = subprocess.Popen(
        [sys.executable, str(ENTRY), ASKED, "forensics.worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write(encode(job).encode("ascii") + b"\n")
    process.stdin.flush()
    lines = [decode_line(line.decode("ascii").rstrip("\n")) for line in process.stdout]
    assert process.wait(60) == 0  # before its input is closed: a worker whose parent is gone ends at once
    process.stdin.close()
    process.stdout.close()
    assert isinstance(lines[-1], Ended)
    read = [line.outcome for line in lines if isinstance(line, Result) and isinstance(line.outcome, Measurement)]
    assert b"bytes".hex() in [outcome.value for outcome in read]


def test_every_module_that_is_started_has_an_end_of_its_own() -> None:
    root = Path(__file__).parents[2]
    for module in MODULES:
        path = root / Path(*module.split("."))
        file = path / "__main__.py" if path.is_dir() else path.with_suffix(".py")
        assert 'if __name__ == "__main__":' in file.read_text("utf-8"), module
