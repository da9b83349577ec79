"""Make the pictures that the documents show: ``python docs/screenshots.py [FOLDER]``.

The footage is the demonstration's, made on the spot; the window is the real one on a real case, drawn without a screen.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["ASSAY_LANGUAGE"] = "en"

import pypdfium2
from PySide6.QtCore import QEventLoop, QSettings
from PySide6.QtWidgets import QApplication

from casefiles import courtroom
from casefiles.board import Laid, template
from casefiles.propositions import Side
from casefiles.views import Provided
from forensics.footage.demo import make_demo
from gui.acts import sending
from gui.app import make_application
from gui.window import Window

SIZE = (1500, 920)
LONGEST_WAIT = 300.0
PAGE_SCALE = 1.6


def main(arguments: list[str]) -> int:
    """Make the pictures in a folder, docs/images unless another is named."""
    target = Path(arguments[0]) if arguments else Path(__file__).parent / "images"
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="assay-screenshots-") as folder:
        os.environ["ASSAY_HOME"] = str(Path(folder) / "home")
        settings = QSettings(str(Path(folder) / "settings.ini"), QSettings.Format.IniFormat)
        window = _scene(Path(folder), settings)
        path = target / "window.png"
        window.grab().save(str(path))
        sys.stdout.write("".join(f"{one}\n" for one in _pages(window, target)))
        window.close()
        settings.sync()  # now, and not after the folder is gone
        sys.stdout.write(f"{path}\n{_page(Path(folder), target / 'report.png')}\n")
    return 0


PAGES = {
    "Copies": "copies.png",
    "Board": "board.png",
    "Report": "preview.png",
    "People": "people.png",
    "First page": "first-page.png",
}


def _pages(window: Window, target: Path) -> Iterator[Path]:
    """Save pictures of further pages, with something written on the board."""
    app, desk, shelf = make_application(), window.desk, window.shelf
    path, signer = desk.path, desk.signer
    assert path is not None and signer is not None
    courtroom.write_pair(path, template("unaltered"), reason="for this case", signer=signer)
    because = Laid(Side.H2, "a camera does not give the same frames twice", ("a player that froze",))
    courtroom.place(path, "unaltered", ("F-0003",), because, signer=signer)
    desk.refetch()
    for number, page in enumerate(shelf.pages):
        if page.name not in PAGES:
            continue
        window.go(number)
        _wait(app, lambda: not window.jobs.busy())
        if page.pane is shelf.copies:
            shelf.copies.compare_all()
        if page.pane is shelf.board:
            shelf.board.view.selectRow(2)
        _wait(app, lambda: not window.jobs.busy())
        window.statusBar().clearMessage()
        _settle(app)
        window.grab().save(str(target / PAGES[page.name]))
        yield target / PAGES[page.name]
    yield from _more(window, target)


def _more(window: Window, target: Path) -> Iterator[Path]:
    """Save pictures of a map over the frame and of a form."""
    app = make_application()
    window.looking.lay_over()
    _wait(app, lambda: not window.jobs.busy())
    window.statusBar().clearMessage()
    _settle(app)
    window.grab().save(str(target / "maps.png"))
    yield target / "maps.png"
    window.acting.start(sending.FINAL)
    _wait(app, lambda: window.questions.dialog is not None and not window.jobs.busy())
    dialog = window.questions.dialog
    assert dialog is not None
    _settle(app)
    dialog.grab().save(str(target / "final-report.png"))
    dialog.reject()
    yield target / "final-report.png"


def _page(folder: Path, target: Path) -> Path:
    """Write the page of the case's report on which the repeated frames are observed."""
    from casefiles import workbench

    made = workbench.report(next(folder.glob("*.assay")), folder=folder / "report", formats=("pdf",))
    with pypdfium2.PdfDocument(made.files[0][1]) as document:
        for page in document:
            if "follow directly on the same frames" in page.get_textpage().get_text_range():
                page.render(scale=PAGE_SCALE).to_pil().save(target)
                return target
    raise SystemExit("the report holds no page about the repeated frames")


def _scene(folder: Path, settings: QSettings) -> Window:
    footage = make_demo(folder / "footage")
    app = make_application()
    window = Window(settings)
    window.resize(*SIZE)
    window.show()
    desk = window.desk
    desk.create_key("Ada Example", "a passphrase for pictures")
    _wait(app, lambda: desk.signer is not None)
    desk.create(folder / "Harbour clip.assay", "Harbour clip", "“Filmed on 3 November at the harbour”")
    _wait(app, lambda: desk.path is not None)
    said = Provided(received_from="a reader", source="https://example.org/post/1", reason="asked by the night desk")
    desk.acquire((footage.signed, footage.copied, footage.changed), said, frozenset())
    _wait(app, lambda: len(desk.rows) == 3 and all(row.examination for row in desk.rows))
    desk.pick(desk.rows[0].id)
    _wait(app, lambda: not window.jobs.busy() and window.projector.shown_index() == 0)
    window.projector.show(120)
    _wait(app, lambda: window.projector.shown_index() == 120 and not window.jobs.busy())
    window.go(1)
    for row, finding in enumerate(one.finding for one in window.findings.model.rows()):
        if finding.method == "repeated_frames":
            window.findings.view.selectRow(row)
    window.statusBar().clearMessage()
    _settle(app)
    return window


def _wait(app: QApplication, done: Callable[[], bool]) -> None:
    end = time.monotonic() + LONGEST_WAIT
    while not done():
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        if time.monotonic() > end:
            raise SystemExit("the window did not get so far")


def _settle(app: QApplication) -> None:
    for _ in range(20):
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
