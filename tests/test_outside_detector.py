"""An outside package with one detector, installed as docs/add-a-detector.md says: it runs, is gated and is confined."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from fractions import Fraction
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from forensics.footage.encode import Encoding, make
from forensics.footage.scene import Scene
from forensics.footage.timeline import plain

PAGE = Path(__file__).resolve().parents[1] / "docs" / "add-a-detector.md"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the environment is laid out as on POSIX systems")
Assay = Callable[..., subprocess.CompletedProcess[str]]

NASTY = """
import dataclasses, os, socket, subprocess, threading
from pathlib import Path
import dark_frames
from forensics.detector import Observer
from forensics.types import Measurement, NotMeasured

def attempt(act):
    try:
        act()
        return "done"
    except (OSError, MemoryError, RuntimeError) as error:
        return type(error).__name__

def fork_without_end():
    for _ in range(1000):
        if os.fork() == 0:
            os._exit(0)

def start_threads_without_end():
    done = threading.Event()
    try:
        for _ in range(5000):
            threading.Thread(target=done.wait, daemon=True).start()
    finally:
        done.set()

def allocate_without_end():
    held = [bytearray(1 << 28) for _ in range(1000)]

def observe(media, parameters):
    target = Path(__file__).with_name("nasty_target").read_text()
    def quietly(act):
        attempt(act)
    def frame(view):
        quietly(lambda: socket.create_connection(("192.0.2.1", 80)))
    def finish():
        yield Measurement("nasty.socket", attempt(socket.socket), "text")
        yield Measurement("nasty.home", attempt(lambda: (Path.home() / "nasty").write_text("x")), "text")
        yield Measurement("nasty.other", attempt(Path(target).read_bytes), "text")
        yield Measurement("nasty.list", attempt(lambda: os.listdir(Path(target).parent)), "text")
        yield Measurement("nasty.fork", attempt(fork_without_end), "text")
        yield Measurement("nasty.program", attempt(lambda: subprocess.run(["/bin/true"])), "text")
        yield Measurement("nasty.threads", attempt(start_threads_without_end), "text")
        yield Measurement("nasty.memory", attempt(allocate_without_end), "text")
        raise RuntimeError("and now it falls over")
    return Observer(finish=finish, frame=frame)

def judge(results):
    attempt(lambda: Path(__file__).write_text("other code"))
    return ()

def applicability(media):
    if media.streams and media.streams[0].width == 16:
        raise ValueError("and this one cannot even say whether it may speak")
    return dark_frames.DETECTOR.applicability(media)

DETECTOR = dataclasses.replace(
    dark_frames.DETECTOR, id="nasty", observe=observe, applicability=applicability, judge=judge
)
"""

HOARD = """
import dataclasses
import dark_frames
from forensics.detector import Observer

HELD = []

def observe(media, parameters):
    def frame(view):
        for size in (1 << 28, 1 << 20, 1 << 12):
            for _ in range(20000):
                try:
                    HELD.append(bytearray(size))
                except MemoryError:
                    break
    return Observer(finish=lambda: iter(()), frame=frame)

DETECTOR = dataclasses.replace(dark_frames.DETECTOR, id="hoard", observe=observe, judge=lambda results: ())
"""


def code_of_the_page() -> str:
    """Return the example's Python file."""
    (found,) = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    return str(found)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the environment."""
    return tmp_path_factory.mktemp("outside")


@pytest.fixture
def site(folder: Path) -> Path:
    """Return where the packages are installed."""
    (found,) = (folder / "venv").glob("lib/python*/site-packages")
    return found


@pytest.fixture(scope="module")
def assay(folder: Path) -> Assay:
    """Return what runs `assay` in an environment of its own that has the outside packages installed as pip would."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder / "venv")], check=True)
    python = folder / "venv" / "bin" / "python"
    (site,) = (folder / "venv").glob("lib/python*/site-packages")
    (site / "base.pth").write_text(f"import site; site.addsitedir({sysconfig.get_paths()['purelib']!r})\n")
    (site / "dark_frames.py").write_text(code_of_the_page())
    (site / "nasty.py").write_text(NASTY)
    (site / "hoard.py").write_text(HOARD)
    for name in ("dark_frames", "nasty", "hoard"):
        info = site / f"assay_{name}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: assay-{name}\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(f"[assay.detectors]\n{name} = {name}:DETECTOR\n")
    environment = os.environ | {
        "ASSAY_HOME": str(folder / "home"),
        "ASSAY_PASSPHRASE": "a passphrase of the test",
        "ASSAY_EXAMINER": "Test Examiner",
    }

    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        command = [str(python), "-m", "casefiles.cli.__main__", *map(str, arguments)]
        return subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, check=False)

    return run


@pytest.mark.skipif(sys.platform != "linux", reason="Landlock and system call filters exist on Linux only")
def test_it_runs_beside_the_others_and_is_reported(assay: Assay, tmp_path: Path, site: Path, folder: Path) -> None:
    clip = tmp_path / "clip.mp4"
    make(clip, Scene(width=128, height=96, seed=4), plain(Fraction(25), Fraction(1)), Encoding(gop=10, bframes=0))
    small = tmp_path / "small.png"
    small.write_bytes(png_of(np.zeros((16, 16, 3), np.uint8)))
    case = tmp_path / "desk.assay"
    assert assay("init", case).returncode == 0
    assert assay("acquire", case, clip, small).returncode == 0
    other = sha256(small.read_bytes()).hexdigest()
    target = case / "originals" / "sha256" / other[:2] / other
    assert target.read_bytes() == small.read_bytes()
    (site / "nasty_target").write_text(str(target))
    assert "only in a case that allows its code" in assay("detectors", "list").stdout
    for name in ("dark_frames", "nasty"):
        given = assay("detectors", "allow", case, name, "--reason", "written for this test")
        assert given.returncode == 0, given.stderr
    examined = assay("examine", case)
    assert examined.returncode == 0, examined.stderr
    results = json.loads(assay("show", case, "--json", "--measurements").stdout)[0]["value"]
    values = {one["quantity"]: one["value"] for one in results if one["quantity"].startswith(("dark_frames", "nasty"))}
    assert values["dark_frames.count"] == 0
    # The nasty one was refused what it tried, and its fall harmed nobody else.
    tries = {name.removeprefix("nasty."): value for name, value in values.items() if name.startswith("nasty.")}
    assert tries == {
        **dict.fromkeys(("socket", "home", "other", "list", "fork", "program"), "PermissionError"),
        "threads": "RuntimeError",
        "memory": "MemoryError",
    }
    assert not (Path.home() / "nasty").exists()
    missing = json.loads(assay("show", case, "--json", "--not-measured").stdout)
    reasons = [{one["quantity"]: one["reason"] for one in each["value"]} for each in missing]
    assert "and now it falls over" in reasons[0]["nasty"]
    # Also what it kept quiet about is written down, with the place where it was tried.
    noted = reasons[0]["nasty.attempts"]
    for words in ("use the network", "open a socket", "start another process", "start another program"):
        assert words in noted
    assert f"read {str(target)!r}" in noted
    assert f"list {str(target.parent)!r}" in noted
    assert re.search(r"write '[^']*/nasty'", noted)
    assert re.search(r"write '[^']*/nasty\.py'", reasons[0]["nasty.judgement.attempts"])
    assert (site / "nasty.py").read_text() == NASTY
    events = json.loads(assay("show", case, "--json", "--events").stdout)
    assert "methods that tried what is refused: nasty" in json.dumps(events)
    assert not [name for one in reasons for name in one if name.startswith(("dark_frames.a", "threads"))]
    assert assay("verify", case).returncode == 0
    assert "below 64 × 64 pixels" in reasons[1]["dark_frames"]
    assert "cannot even say whether it may speak" in reasons[1]["nasty"]
    written = assay("report", case, "--format", "json")
    assert written.returncode == 0, written.stderr
    (report,) = (case / "exports").glob("*/report.json")
    said = report.read_text("utf-8")
    # What the outside method said of itself stands in the report, though the reporting process never loaded it.
    assert "The mean says nothing about small bright parts." in said
    assert "assay-dark_frames 1.0, SHA-256 " in said


@pytest.mark.skipif(sys.platform != "linux", reason="macOS refuses a limit of memory")
def test_one_that_takes_all_memory_and_keeps_it_ends_its_examination_only(assay: Assay, tmp_path: Path) -> None:
    clip = tmp_path / "clip.mp4"
    make(clip, Scene(width=128, height=96, seed=4), plain(Fraction(25), Fraction(1)), Encoding(gop=10, bframes=0))
    case = tmp_path / "hoard.assay"
    assert assay("init", case).returncode == 0
    assert assay("acquire", case, clip).returncode == 0
    assert assay("detectors", "allow", case, "hoard", "--reason", "written for this test").returncode == 0
    assay("examine", case)  # what still could be measured, and how it ended, is the system's matter
    reasons = " ".join(not_measured(assay, case).values())
    assert "limit of memory" in reasons or "the measuring process" in reasons
    assert assay("verify", case).returncode == 0


def test_code_that_the_case_does_not_list_is_not_loaded(assay: Assay, tmp_path: Path) -> None:
    small = tmp_path / "small.png"
    small.write_bytes(png_of(np.zeros((80, 80, 3), np.uint8)))
    case = tmp_path / "strict.assay"
    assert assay("init", case).returncode == 0
    assert assay("acquire", case, small).returncode == 0
    assert assay("detectors", "allow", case, "dark_frames", "--reason", "wanted here").returncode == 0
    shown = assay("detectors", "show", "dark_frames", "--case", case)
    assert "SHA-256 of it" in shown.stdout
    assert "number of dark frames" in shown.stdout
    assert assay("examine", case).returncode == 0
    reasons = not_measured(assay, case)
    assert "is not on the case's list" in reasons["nasty"]
    assert "dark_frames" not in reasons
    # The refusal stands in the event, too.
    events = json.loads(assay("show", case, "--json", "--events").stdout)
    assert "methods not loaded: hoard, nasty" in json.dumps(events)
    withdrawn = assay("detectors", "withdraw", case, "dark_frames", "--reason", "no longer vouched for")
    assert withdrawn.returncode == 0, withdrawn.stderr
    assert assay("examine", case, "E-0001").returncode == 0
    assert "is not on the case's list" in not_measured(assay, case)["dark_frames"]
    states = [one["state"] for one in json.loads(assay("detectors", "code", case, "--json").stdout)]
    assert states == ["allowed", "withdrawn"]
    # What was measured before is measured again with the list of then.
    replayed = assay("replay", case)
    assert not [at for at in re.findall(r"DIFFERS +(\d+)", replayed.stdout) if at != "0"], replayed.stdout
    assert assay("verify", case).returncode == 0


def test_code_that_changed_after_it_was_allowed_is_not_loaded(assay: Assay, tmp_path: Path, site: Path) -> None:
    small = tmp_path / "small.png"
    small.write_bytes(png_of(np.zeros((80, 80, 3), np.uint8)))
    case = tmp_path / "changed.assay"
    assert assay("init", case).returncode == 0
    assert assay("acquire", case, small).returncode == 0
    assert assay("detectors", "allow", case, "dark_frames", "--reason", "wanted here").returncode == 0
    code = site / "dark_frames.py"
    before = code.read_text()
    code.write_text(before.replace("DARK = 20", "DARK = 21"))
    try:
        assert assay("examine", case).returncode == 0
    finally:
        code.write_text(before)
    assert "is not on the case's list" in not_measured(assay, case)["dark_frames"]


def not_measured(assay: Assay, case: Path) -> dict[str, str]:
    """Return quantity and reason of everything that the first exhibit's latest examination did not measure."""
    (first, *_) = json.loads(assay("show", case, "--json", "--not-measured").stdout)
    return {one["quantity"]: one["reason"] for one in first["value"]}


def png_of(picture: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> bytes:
    """Return a picture as PNG."""
    import cv2

    return bytes(cv2.imencode(".png", picture)[1])
