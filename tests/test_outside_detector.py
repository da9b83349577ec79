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
import dataclasses, socket
from pathlib import Path
import dark_frames
from forensics.detector import Observer
from forensics.types import Measurement, NotMeasured

def attempt(act):
    try:
        act()
        return "done"
    except OSError as error:
        return type(error).__name__

def observe(media, parameters):
    def finish():
        yield Measurement("nasty.socket", attempt(socket.socket), "text")
        yield Measurement("nasty.home", attempt(lambda: (Path.home() / "nasty").write_text("x")), "text")
        yield Measurement("nasty.other", attempt(lambda: Path("SECRET").read_bytes()), "text")
        raise RuntimeError("and now it falls over")
    return Observer(finish=finish, frame=lambda view: None)

def applicability(media):
    if media.streams and media.streams[0].width == 16:
        raise ValueError("and this one cannot even say whether it may speak")
    return dark_frames.DETECTOR.applicability(media)

DETECTOR = dataclasses.replace(
    dark_frames.DETECTOR, id="nasty", observe=observe, applicability=applicability, judge=lambda results: ()
)
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
    secret = folder / "another-exhibit"
    secret.write_text("another exhibit")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder / "venv")], check=True)
    python = folder / "venv" / "bin" / "python"
    (site,) = (folder / "venv").glob("lib/python*/site-packages")
    (site / "base.pth").write_text(f"import site; site.addsitedir({sysconfig.get_paths()['purelib']!r})\n")
    (site / "dark_frames.py").write_text(code_of_the_page())
    (site / "nasty.py").write_text(NASTY.replace("SECRET", str(secret)))
    for name in ("dark_frames", "nasty"):
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


def test_it_runs_beside_the_others_and_is_reported(assay: Assay, tmp_path: Path) -> None:
    clip = tmp_path / "clip.mp4"
    make(clip, Scene(width=128, height=96, seed=4), plain(Fraction(25), Fraction(1)), Encoding(gop=10, bframes=0))
    small = tmp_path / "small.png"
    small.write_bytes(png_of(np.zeros((16, 16, 3), np.uint8)))
    case = tmp_path / "desk.assay"
    assert assay("init", case).returncode == 0
    assert assay("acquire", case, clip, small).returncode == 0
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
    assert values["nasty.socket"] == "PermissionError"
    assert values["nasty.home"] == "PermissionError"
    assert values["nasty.other"] == "PermissionError"
    missing = json.loads(assay("show", case, "--json", "--not-measured").stdout)
    reasons = [{one["quantity"]: one["reason"] for one in each["value"]} for each in missing]
    assert "and now it falls over" in reasons[0]["nasty"]
    assert "below 64 × 64 pixels" in reasons[1]["dark_frames"]
    assert "cannot even say whether it may speak" in reasons[1]["nasty"]
    written = assay("report", case, "--format", "json")
    assert written.returncode == 0, written.stderr
    (report,) = (case / "exports").glob("*/report.json")
    said = report.read_text("utf-8")
    # What the outside method said of itself stands in the report, though the reporting process never loaded it.
    assert "The mean says nothing about small bright parts." in said
    assert "assay-dark_frames 1.0, SHA-256 " in said


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
    assert "methods not loaded: nasty" in json.dumps(events)
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
