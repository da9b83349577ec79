"""Where the window cannot open, one sentence says what is missing and where it comes from."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from casefiles.cli.__main__ import run
from casefiles.errors import NotACase
from gui.app import missing


def started(environment: dict[str, str], *, first: str = "") -> subprocess.CompletedProcess[str]:
    code = f"{first}\nimport sys\nfrom gui.app import main\nsys.exit(main([]))"
    kept = {k: v for k, v in os.environ.items() if k not in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")}
    return subprocess.run(
        [sys.executable, "-c", code], env=kept | environment, capture_output=True, text=True, timeout=60, check=False
    )


def test_a_library_that_the_loader_misses_is_named_with_its_package(tmp_path: Path) -> None:
    package = tmp_path / "PySide6"
    package.mkdir()
    (package / "__init__.py").write_text("")
    said = "libEGL.so.1: cannot open shared object file: No such file or directory"
    (package / "QtWidgets.py").write_text(f"raise ImportError({said!r})")
    ended = started({}, first=f"import sys; sys.path.insert(0, {str(tmp_path)!r})")
    assert ended.returncode == 14
    assert "libEGL.so.1, which is not installed" in ended.stderr
    assert "libegl1" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="X11 and Wayland")
def test_without_a_screen_it_says_so() -> None:
    ended = started({})
    assert ended.returncode == 14
    assert "no screen" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="X11")
def test_a_screen_that_cannot_be_reached_is_an_error_and_not_an_abort() -> None:
    ended = started({"DISPLAY": ":9173"})
    assert ended.returncode == 14, ended.stderr
    assert ":9173" in ended.stderr or "lib" in ended.stderr


def test_a_library_without_a_known_package_is_still_named() -> None:
    error = missing("libunheard.so.7: cannot open shared object file")
    assert "libunheard.so.7" in str(error)
    assert "the package that holds libunheard.so.7" in error.advice


def test_a_toolkit_that_is_not_installed_is_said_to_be_so() -> None:
    assert "pip install" in missing("No module named 'PySide6'").advice


def test_assay_gui_with_a_case_that_is_not_there_says_so_and_leaves_with_its_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["gui", str(tmp_path / "nowhere.assay")]) == NotACase.exit_code
    said = capsys.readouterr().err
    assert "nowhere.assay" in said
    assert NotACase.hint in said
    assert "Traceback" not in said


def test_assay_gui_opens_a_case_and_ends_with_its_window(case_made: Path) -> None:
    code = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from casefiles.cli.__main__ import run
from gui.app import make_application

app, titles = make_application(), []

def look():
    (window,) = (w for w in app.topLevelWidgets() if type(w).__name__ == "Window")
    if window.projector.shown_index() == 0 and not window.jobs.busy():
        print(window.windowTitle())
        window.close()

timer = QTimer(interval=100)
timer.timeout.connect(look)
timer.start()
sys.exit(run(["gui", sys.argv[1]]))
"""
    ended = subprocess.run(
        [sys.executable, "-c", code, str(case_made)],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(case_made.parent)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.startswith("Harbour <i>clip</i>")
    assert "Traceback" not in ended.stderr
