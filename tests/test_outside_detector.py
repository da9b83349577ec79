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

DETECTOR = dataclasses.replace(dark_frames.DETECTOR, id="nasty", observe=observe, judge=lambda results: ())
"""


def code_of_the_page() -> str:
    """Return the example's Python file."""
    (found,) = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    return str(found)


@pytest.fixture(scope="module")
def assay(tmp_path_factory: pytest.TempPathFactory) -> Assay:
    """Return what runs `assay` in an environment of its own that has the outside packages installed as pip would."""
    folder = tmp_path_factory.mktemp("outside")
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
    written = assay("report", case, "--format", "json")
    assert written.returncode == 0, written.stderr
    (report,) = (case / "exports").glob("*/report.json")
    assert "dark_frames" in report.read_text("utf-8")


def png_of(picture: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> bytes:
    """Return a picture as PNG."""
    import cv2

    return bytes(cv2.imencode(".png", picture)[1])
