"""A real case on made footage, and the real window on it; only the screen is missing."""

from __future__ import annotations

import os
import shutil

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["ASSAY_LANGUAGE"] = "en"

from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from casefiles import workbench
from casefiles.views import Provided
from forensics.footage.encode import Encoding, make
from forensics.footage.scene import Scene
from forensics.footage.timeline import drop, loop, plain
from gui.app import make_application
from gui.window import Window

PASSPHRASE = "four plain words here"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let Qt's offscreen platform say what it cannot do; every other warning of Qt fails a test."""
    for item in items:
        if "gui" in item.path.parts:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints"))


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the user's folder with a key in it."""
    folder = tmp_path_factory.mktemp("home")
    old = os.environ.get("ASSAY_HOME")
    os.environ["ASSAY_HOME"] = str(folder)
    workbench.create_key("Ada Example", PASSPHRASE)
    if old is None:
        del os.environ["ASSAY_HOME"]
    else:
        os.environ["ASSAY_HOME"] = old
    return folder


@pytest.fixture(autouse=True)
def _at_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSAY_HOME", str(home))


@pytest.fixture(scope="session")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return three seconds of moving scene with a gap and a loop in them."""
    timeline = loop(drop(plain(Fraction(25), Fraction(3)), 20, 10), 40, 12, 1)
    path = tmp_path_factory.mktemp("film") / "film.mp4"
    return make(path, Scene(width=192, height=108, seed=4), timeline, Encoding(gop=25)).path


@pytest.fixture(scope="session")
def case_made(home: Path, film: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a case with one examined film and one text that is no film; tests only read it."""
    old = os.environ.get("ASSAY_HOME")
    os.environ["ASSAY_HOME"] = str(home)
    folder = tmp_path_factory.mktemp("cases")
    text = folder / "<b>no film<br>\u202e4pm.txt"
    text.write_text("words only")
    signer = workbench.unlock(PASSPHRASE)
    path = folder / "harbour.assay"
    workbench.init(path, name="Harbour <i>clip</i>", claim="“Filmed on 3 November”", signer=signer)
    provided = Provided(received_from="desk@example.org", source="https://example.org/post/1")
    workbench.acquire(path, (film, text), signer=signer, provided=provided)
    workbench.examine(path, signer=signer)
    if old is None:
        del os.environ["ASSAY_HOME"]
    else:
        os.environ["ASSAY_HOME"] = old
    shutil.copytree(home, folder / "home")
    return path


@pytest.fixture(scope="session")
def pristine(case_made: Path) -> Path:
    """Return the user's folder as it was when the case was made, to be copied by who writes to a copy of the case.

    What was seen of one copy of a case forbids to write to another.
    """
    return case_made.parent / "home"


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    """Return the window, with settings of its own; closed at the end."""
    make_application()
    made = Window(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    made.open_folder = lambda _folder: True
    made.show()
    yield made
    made.close()
    made.deleteLater()
    qtbot.wait(10)


@pytest.fixture
def opened(window: Window, case_made: Path, qtbot: QtBot) -> Window:
    """Return the window with the case open and its first exhibit's first frame shown."""
    window.desk.open(case_made)
    qtbot.waitUntil(lambda: window.projector.shown_index() >= 0, timeout=60_000)
    qtbot.waitUntil(lambda: not window.jobs.busy(), timeout=60_000)
    return window


@pytest.fixture
def settled(qtbot: QtBot) -> Callable[[Window], None]:
    """Return what waits until a window has no work under way."""

    def wait(window: Window) -> None:
        qtbot.waitUntil(lambda: not window.jobs.busy(), timeout=60_000)

    return wait
