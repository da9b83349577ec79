"""Where the window cannot open, one sentence says what is missing and where it comes from."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

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
