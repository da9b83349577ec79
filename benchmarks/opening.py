"""Time opening a large case in the window: ``python -m benchmarks.opening [EXHIBITS] [FINDINGS]``.

A case of 1,000 exhibits with 100 findings each is made (small files, acquired and signed as any other; the findings are
written as an examination writes them). Then the real window opens it without a screen. Told are the seconds until each
thing is shown, and the longest time in which the window did not answer meanwhile. Beside it, in the same run: reading
and parsing the same rows with nothing but sqlite3 and json, and showing, sorting and narrowing the same texts with
Qt's own QStandardItemModel behind a QSortFilterProxyModel.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from fractions import Fraction
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QSettings, QSortFilterProxyModel, Qt, QTimer
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView

from casefiles import vault, workbench
from casefiles.case import DATABASE, Case
from casefiles.keys import Signer
from casefiles.views import Provided, Watcher
from forensics.codec import encode
from forensics.types import Direction, Finding, TimeSpan, Timestamp
from gui.app import make_application
from gui.window import Window

TICK = 5
"""Milliseconds after which the window's thread is asked whether it answers."""
LONGEST = 120.0


def main(arguments: list[str]) -> int:
    """Make the case, open it, print one JSON line for each thing timed."""
    exhibits, findings = (int(text) for text in (arguments or ["1000", "100"]))
    with tempfile.TemporaryDirectory(prefix="assay-opening-") as name:
        folder = Path(name)
        os.environ["ASSAY_HOME"] = str(folder / "home")
        path = made(folder, workbench.create_key("Ada Example", "a passphrase"), exhibits, findings)
        told("size", exhibits=exhibits, findings=exhibits * findings, bytes=(path / DATABASE).stat().st_size)
        floor = timed(lambda: parsed(path))
        told("sqlite3 and json alone: every finding read and parsed", seconds=floor)
        app = make_application()
        window = Window(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
        window.show()
        opened(app, window, path, floor, exhibits * findings)
        window.close()
    return 0


def made(folder: Path, signer: Signer, exhibits: int, findings: int) -> Path:
    """Make a case of so many exhibits with so many findings each."""
    path, source = folder / "large.assay", folder / "clip.mp4"
    workbench.init(path, name="Large", claim="", signer=signer)
    with Case.open(path, signer=signer) as case:
        for number in range(exhibits):
            source.write_bytes(b"\0\0\0\x18ftypisom" + number.to_bytes(8, "big") * 64)
            row = vault.acquire(case, source, Provided(), digests=frozenset(), watcher=Watcher()).exhibit
            with case.change("examination", item=row.id) as change:
                identifier = change.next_id("examination")
                change.insert("examination", _examination(identifier, row.id, findings))
                for place in range(findings):
                    line = encode(_finding(number, place))
                    change.insert(
                        "finding", {"examination": identifier, "number": place, "code": "repeated_frames", "line": line}
                    )
    return path


def _examination(identifier: str, exhibit: str, findings: int) -> dict[str, str | int]:
    texts = {"started": "2026-11-27T10:00:00Z", "ended": "2026-11-27T10:00:09Z", "by": "Ada Example"}
    counts = {"results": 0, "findings": findings, "not_measured": 0}
    return {"id": identifier, "exhibit": exhibit, "outcome": "complete", "environment": "[]", **texts, **counts}


def _finding(exhibit: int, place: int) -> Finding:
    base = Fraction(1, 25)
    span = TimeSpan(0, Timestamp(place * 50, base), Timestamp(place * 50 + 12, base))
    said = f"12 frames at {place * 2}.000 s of clip {exhibit} follow directly on the same frames."
    why = Direction("loop or none", "H2", "frames repeat")
    return Finding(
        method="repeated_frames",
        version="1",
        code="repeated_frames",
        observation=said,
        loci=(span,),
        rests_on=("repeat.frames",),
        innocent_explanations=("A player froze.", "The scene does not move."),
        limits=("Only runs of 12 frames and more.",),
        direction=why,
    )


def parsed(path: Path) -> int:
    """Read and parse every finding with nothing but the standard library."""
    with closing(sqlite3.connect(path / DATABASE)) as database:
        return len([json.loads(line) for (line,) in database.execute("SELECT line FROM finding")])


def opened(app: QApplication, window: Window, path: Path, floor: float, findings: int) -> None:
    """Open the case in the window and do there what a person does first."""
    idle = lambda: not window.jobs.busy()  # noqa: E731 - asked again and again
    shown = watched(app, lambda: window.desk.open(path), lambda: bool(window.desk.rows))
    told("exhibits listed", **shown)
    told("everything of the first exhibit shown", **watched(app, lambda: None, idle))
    tree, page = window.exhibits, window.findings
    last = tree.model.rowCount() - 1
    told(
        "another exhibit picked",
        **watched(
            app, lambda: tree.view.selectRow(last), lambda: idle() and window.desk.exhibit == window.desk.rows[-1].id
        ),
    )
    told("exhibits narrowed", **watched(app, lambda: tree.filter.setText("E-09"), idle))
    tree.filter.clear()
    window.tabs.setCurrentWidget(page)
    watched(app, lambda: None, idle)
    every = watched(app, lambda: page.everything.setChecked(True), lambda: idle() and page.model.total() == findings)
    told("findings of all exhibits shown", **every, ratio_to_reading=round(every["seconds"] / floor, 2))
    standard, proxy, view = _standard(page.model)
    for name, ours, theirs in (
        ("findings sorted by observation", lambda: page.model.sort(1), lambda: proxy.sort(1)),
        ("findings narrowed", lambda: page.filter.setText("clip 77 "), lambda: proxy.setFilterFixedString("clip 77 ")),
    ):
        mine, other = watched(app, ours, idle), timed(theirs)
        told(name, **mine, standard_item_model=other, ratio=round(mine["seconds"] / other, 2))
    view.close()
    del standard


def _standard(model: object) -> tuple[QStandardItemModel, QSortFilterProxyModel, QTableView]:
    from gui.models.rows import RowsModel

    assert isinstance(model, RowsModel)
    begin = time.perf_counter()
    standard = QStandardItemModel()
    for row in range(model.rowCount()):
        standard.appendRow([QStandardItem(str(model.data(model.index(row, n)))) for n in range(model.columnCount())])
    proxy = QSortFilterProxyModel()
    proxy.setSourceModel(standard)
    proxy.setFilterKeyColumn(-1)
    view = QTableView()
    view.setModel(proxy)
    view.show()
    told("the same texts put into a QStandardItemModel", seconds=time.perf_counter() - begin)
    return standard, proxy, view


def watched(app: QApplication, begin: Callable[[], object], done: Callable[[], bool]) -> dict[str, float]:
    """Begin something and return the seconds until it is done, and the longest time without an answer meanwhile."""
    ticks = [time.perf_counter()]
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: ticks.append(time.perf_counter()))
    timer.start(TICK)
    start = time.perf_counter()
    begin()
    while True:
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        if done():
            break
        if time.perf_counter() - start > LONGEST:
            raise SystemExit("it was not done in time")
    for _ in range(3):
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
    end = time.perf_counter()
    timer.stop()
    gaps = [after - before for before, after in zip(ticks, [*ticks[1:], end], strict=True)]
    return {"seconds": round(end - start, 3), "longest_without_answer": round(max(gaps), 3)}


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that work takes."""
    begin = time.perf_counter()
    work()
    return round(time.perf_counter() - begin, 3)


def told(what: str, **figures: float) -> None:
    """Print one line."""
    sys.stdout.write(json.dumps({"what": what, **figures}) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
