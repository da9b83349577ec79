"""The menu entry of a Linux desktop."""

from __future__ import annotations

import configparser
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from casefiles.cli.__main__ import run
from casefiles.cli.desktop import desktop_entry

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux desktops")


def test_the_window_is_put_into_the_menu_and_taken_out_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    (tmp_path / "assay-gui").touch()
    assert run(["desktop"]) == 0
    entry, icon = tmp_path / "applications/assay.desktop", tmp_path / "icons/hicolor/scalable/apps/assay.svg"
    read = configparser.ConfigParser(interpolation=None)
    read.optionxform = str  # type: ignore[assignment, method-assign] # keys keep their letters
    read.read(entry, "utf-8")
    assert read["Desktop Entry"]["Exec"] == f'"{tmp_path / "assay-gui"}"'
    assert icon.read_text().startswith("<svg")
    if shutil.which("desktop-file-validate"):
        subprocess.run(["desktop-file-validate", str(entry)], check=True)
    assert run(["desktop", "--remove"]) == 0
    assert not entry.exists() and not icon.exists()


def test_a_path_with_signs_of_its_own_is_quoted() -> None:
    assert 'Exec="/a b/\\$x/assay-gui"' in desktop_entry("/a b/$x/assay-gui")


def test_without_the_window_it_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    assert run(["desktop"]) != 0
    assert "pipx install" in capsys.readouterr().err
    assert not (tmp_path / "applications" / "assay.desktop").exists()
