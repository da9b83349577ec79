"""The main window: the desk, the panes that listen to it, and what a person can do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QMainWindow,
    QMessageBox,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from casefiles.keys import Signer
from casefiles.player import PlayedFrame
from casefiles.timelanes import Measured
from casefiles.views import (
    Acquisitions,
    CaseSummary,
    ExaminationRow,
    ExhibitDetail,
    ExhibitId,
    ExhibitRow,
    Problem,
    ReportFiles,
    Verification,
)
from gui.acting import Acting
from gui.commands import commands
from gui.desk import Desk, Glance
from gui.jobs import Failure, Jobs
from gui.jumping import Jumping
from gui.looking import Looking
from gui.menus import keys_words, make_menus
from gui.methodsdialog import Methods
from gui.models.rows import fixed_font
from gui.pages import Pages
from gui.panes.exhibits import ExhibitsPane
from gui.panes.page import reading_field, status_label
from gui.panes.timeline import TimelinePane
from gui.panes.viewer import ViewerPane
from gui.projector import Projector
from gui.questions import Questions
from gui.recent import recent, remember
from gui.saying import dress, tr
from gui.shelf import Shelf
from gui.startpage import StartPage
from gui.textsize import kept_size, set_text_size, text_size
from gui.words import counted, one_line
from gui.workbar import WorkBar


class Window(QMainWindow):
    """Everything that is on the screen."""

    def __init__(self, settings: QSettings) -> None:
        super().__init__()
        self.setWindowTitle("Assay")
        self._settings = settings
        self.jobs = Jobs(self)
        self.desk = Desk(self.jobs, self)
        self.projector = Projector(self.jobs, self)
        self.questions = Questions(self, self.desk, settings)
        self.methods = Methods(self.desk, self.questions)
        self.open_folder: Callable[[Path], bool] = _open_folder
        self._detail: ExhibitDetail | None = None
        self._make_panes()
        self._lay_out()
        self.items = commands(self)
        self.actions_by_name = make_menus(self, self.items)
        dress(self)
        self._connect()
        self._restore()
        self._enable()

    # Layout.

    def _make_panes(self) -> None:
        self.start = StartPage()
        self.exhibits = ExhibitsPane()
        self.viewer = ViewerPane(self.projector)
        self.timeline = TimelinePane()
        self.workbar = WorkBar()
        self.looking = Looking(self.desk, self.viewer, self.timeline, self.questions, settings=self._settings)
        self.acting = Acting(self, self.desk, self.questions)
        self.acting.show_folder = self._show_folder
        jumping = Jumping(self.desk, self.viewer, self.looking)
        self.shelf = Shelf(self.desk, self.questions, self.looking, jumping, acting=self.acting)
        self.overview, self.findings, self.custody = self.shelf.overview, self.shelf.findings, self.shelf.custody

    def _lay_out(self) -> None:
        self.tabs = Pages(self.shelf.pages)
        self.middle = QSplitter(Qt.Orientation.Vertical)
        self.middle.addWidget(self.viewer)
        self.middle.addWidget(self.timeline)
        self.middle.setStretchFactor(0, 4)
        self.middle.setStretchFactor(1, 1)
        self.whole = QSplitter(Qt.Orientation.Horizontal)
        for widget in (self.exhibits, self.middle, self.tabs):
            self.whole.addWidget(widget)
        self.exhibits.setMinimumWidth(220)
        self.whole.setSizes([340, 560, 600])
        for splitter in (self.middle, self.whole):
            splitter.setChildrenCollapsible(False)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.start)
        self.stack.addWidget(self.whole)
        centre = QWidget()
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self.workbar)
        self.setCentralWidget(centre)
        self.head = status_label("Head of the custody log")
        self.head.setFont(fixed_font())
        self.state = status_label("State of the case")
        self.key = status_label("State of your key")
        for label in (self.state, self.head, self.key):
            self.statusBar().addPermanentWidget(label)
        self.key.setText("key: locked")

    def _connect(self) -> None:
        desk = self.desk
        desk.opened.connect(self._opened)
        desk.closed.connect(self._closed)
        desk.exhibits.connect(self._listed)
        desk.picked.connect(self._picked)
        desk.measured.connect(self._measured)
        desk.made.connect(self.exhibits.show_made)
        desk.handled.connect(self.exhibits.show_restricted)
        desk.acquired.connect(self._acquired)
        desk.examined.connect(self._examined)
        desk.glanced.connect(self._glanced)
        desk.verified.connect(self._verified)
        desk.reported.connect(self._reported)
        ask = self.questions
        ask.unlocked.connect(self._unlocked)
        desk.failed.connect(self.show_failure)
        desk.started.connect(self.workbar.begin)
        desk.progressed.connect(self.workbar.progress)
        desk.ended.connect(self.workbar.end)
        self.start.new.clicked.connect(ask.new_case)
        self.start.open.clicked.connect(ask.open_case)
        self.start.dropped.connect(ask.dropped_without_case)
        self.start.case_wanted.connect(desk.open)
        self.exhibits.picked.connect(desk.pick)
        self.exhibits.dropped.connect(ask.add)
        self.exhibits.add.clicked.connect(ask.files)
        self.custody.verify.clicked.connect(self.verify)
        self.viewer.frame_shown.connect(self._frame_shown)
        self.timeline.time_wanted.connect(self.projector.show_time)
        self.timeline.step_wanted.connect(self.projector.step)
        self.timeline.finding_wanted.connect(self._finding_wanted)
        self.timeline.hidden_changed.connect(self._lanes_hidden)
        self.shelf.report.report_wanted.connect(self.report)
        for told in (self.looking.told, self.shelf.told, self.acting.told):
            told.connect(self.statusBar().showMessage)

    # What a person can do.

    def examine(self) -> None:
        """Examine the exhibit that is picked."""
        if self.desk.exhibit is not None:
            self.questions.signed(partial(self.desk.examine, (self.desk.exhibit,)))

    def show_methods(self) -> None:
        """Show the methods: what each costs, which run only when asked for, and whose code the case allows."""
        self.methods.show(self)

    def examine_rest(self) -> None:
        """Examine every exhibit that no examination has completed."""
        self.questions.signed(partial(self.desk.examine, ()))

    def verify(self) -> None:
        """Verify the case; recorded when the key is unlocked."""
        self.tabs.setCurrentWidget(self.custody)
        self.desk.verify()

    def report(self) -> None:
        """Write the report and show its folder."""
        self.questions.signed(self.desk.report)

    def show_keys(self) -> None:
        """List all keys."""
        dialog = QDialog(self)
        dialog.setWindowTitle("Keys")
        field = reading_field("All actions and their keys")
        field.setFont(fixed_font())
        field.setPlainText(keys_words(self.items))
        layout = QVBoxLayout(dialog)
        layout.addWidget(field)
        dialog.resize(760, 640)
        self.questions.ask(dialog)

    def show_failure(self, failure: Failure) -> None:
        """Say what went wrong and what to do, in two sentences."""
        if failure.cancelled:
            self.statusBar().showMessage(tr("Stopped. What was finished before is kept."), 8000)
            return
        self.questions.tell(QMessageBox.Icon.Warning, tr("Not done"), one_line(failure.message, 1000), failure.advice)

    # What follows from it.

    def _unlocked(self, signer: Signer) -> None:
        self.key.setText(tr("key: {name}", name=one_line(signer.name, 40)))

    def _opened(self, summary: CaseSummary) -> None:
        first = self.stack.currentWidget() is not self.whole
        self.stack.setCurrentWidget(self.whole)
        self.setWindowTitle(f"{one_line(summary.name, 80)} — Assay")
        self.state.setText(f"{counted(summary.exhibits, 'exhibit')}, {counted(summary.events, 'event')}")
        self.head.setText(tr("head {size} · {root}…", size=summary.head.size, root=summary.head.root[:16]))
        self.head.setToolTip(tr("Merkle root of the custody log: {root}", root=summary.head.root))
        self.head.setAccessibleDescription(summary.head.root)
        self.start.show_recent(remember(self._settings, summary.path))
        self._enable()
        if first:
            self.desk.glance()
        self.questions.case_is_open()

    def _closed(self) -> None:
        self.stack.setCurrentWidget(self.start)
        self.setWindowTitle("Assay")
        self.exhibits.show_rows(())
        self.shelf.close_case()
        self.state.clear()
        self.head.clear()
        self._enable()

    def _listed(self, rows: tuple[ExhibitRow, ...]) -> None:
        self.exhibits.show_rows(rows)
        if self.desk.exhibit is not None:
            self.exhibits.choose(self.desk.exhibit)
        self._enable()

    def _picked(self, detail: ExhibitDetail | None) -> None:
        self._detail = detail
        self.shelf.show_detail(detail)
        if detail is None or self.desk.path is None:
            self.projector.close()
            self.looking.closed()
            self.timeline.show_measured(None)
            self.viewer.show_measured(None, "")
        else:
            self.exhibits.choose(detail.row.id)
            self.projector.open(self.desk.path, detail.row.id)
            self.looking.opened(detail.row.id)
        self._enable()

    def _measured(self, measured: Measured) -> None:
        self.viewer.show_measured(measured.frames, measured.examination, measured.shots)
        self.timeline.show_measured(measured)

    def _frame_shown(self, frame: PlayedFrame) -> None:
        if frame.has_time:
            self.timeline.show_time(frame.at.seconds)

    def _finding_wanted(self, number: int) -> None:
        self.tabs.setCurrentWidget(self.findings)
        if self._detail is not None and number < len(self._detail.findings):
            self.findings.choose(self._detail.findings[number])

    def _acquired(self, found: Acquisitions) -> None:
        new = tuple(dict.fromkeys(a.exhibit.id for a in found.acquired if a.exhibit.examination is None))
        again = sum(a.again for a in found.acquired)
        if again:
            self.statusBar().showMessage(
                tr("{again} stood in the case already: recorded as seen again.", again=counted(again, "file")), 8000
            )
        if found.refused:
            lines = [f"{one_line(r.source)}: {one_line(r.reason)}" for r in found.refused]
            self.questions.tell(
                QMessageBox.Icon.Warning, tr("Not added"), "\n".join(lines[:20]), found.refused[0].advice
            )
        if new:
            self._examine_new(new)

    def _examine_new(self, exhibits: tuple[ExhibitId, ...]) -> None:
        self.tabs.setCurrentWidget(self.overview)
        self.desk.examine(exhibits)

    def _examined(self, rows: tuple[ExaminationRow, ...]) -> None:
        early = [f"{row.exhibit}: {one_line(row.outcome)}" for row in rows if row.outcome != "complete"]
        if early:
            self.questions.tell(
                QMessageBox.Icon.Information, tr("Examined in part"), "\n".join(early), tr("What was measured is kept.")
            )
        elif rows:
            total = counted(sum(row.findings for row in rows), "finding")
            self.statusBar().showMessage(
                tr("{rows} examined: {total}.", rows=counted(len(rows), "exhibit"), total=total), 8000
            )

    def _glanced(self, found: Glance) -> None:
        self.custody.show_glance(found)
        if found.problems:
            self._tell_problems(tr("This case is not as its log says"), found.problems)

    def _tell_problems(self, title: str, problems: tuple[Problem, ...]) -> None:
        first = problems[0]
        words = tr(
            "{problems}; the first at {place}: {what}",
            problems=counted(len(problems), "problem"),
            place=one_line(first.place),
            what=one_line(first.what),
        )
        self.questions.tell(QMessageBox.Icon.Critical, title, words, tr("All stand on the page “Custody”."))

    def _verified(self, found: Verification) -> None:
        self.custody.show_verification(found)
        if found.problems:
            self._tell_problems(tr("Verification found problems"), found.problems)
        else:
            self.statusBar().showMessage(tr("Verified: no problem found, as far as this check can see."), 8000)

    def _reported(self, files: ReportFiles) -> None:
        names = ", ".join(path.name for _, path, _ in files.files)
        self.statusBar().showMessage(tr("Report {id} written: {names}", id=files.id, names=one_line(names)), 10000)
        if not self.open_folder(files.folder):
            self.statusBar().showMessage(
                tr("Report {id} stands in {folder}", id=files.id, folder=one_line(str(files.folder)))
            )

    def _show_folder(self, folder: Path) -> bool:
        return self.open_folder(folder)

    # The window itself.

    def go(self, number: int) -> None:
        """Show a page by its number, with the keyboard on it."""
        self.tabs.setCurrentIndex(number)
        self.tabs.names.setFocus()

    def _enable(self) -> None:
        case, exhibit = self.desk.path is not None, self.desk.exhibit is not None
        for item, action in zip(self.items, self.actions_by_name.values(), strict=True):
            action.setEnabled({"always": True, "case": case, "exhibit": exhibit}[item.when])

    def _restore(self) -> None:
        self.resize(1500, 920)
        size = kept_size(self._settings.value("text"))
        if size is not None:
            self._set_text(size)
        for name, restore in (
            ("geometry", self.restoreGeometry),
            ("whole", self.whole.restoreState),
            ("middle", self.middle.restoreState),
        ):
            kept = self._settings.value(name)
            if isinstance(kept, QByteArray):
                restore(kept)
        hidden = str(self._settings.value("lanes hidden") or "")
        self.timeline.hide_lanes(frozenset(filter(None, hidden.split("|"))))
        self.start.show_recent(recent(self._settings))

    def _lanes_hidden(self, names: tuple[str, ...]) -> None:
        self._settings.setValue("lanes hidden", "|".join(names))

    def scale_text(self, points: int) -> None:
        """Make all text larger or smaller by so many points; the size is kept."""
        self._set_text(text_size() + points)
        self._settings.setValue("text", text_size())

    def _set_text(self, points: float) -> None:
        set_text_size(points)
        self.viewer.use_fixed_font()
        self.head.setFont(fixed_font())

    def quit(self) -> None:
        """Close the window."""
        self.close()

    def _may_stop(self) -> bool:
        words = tr("Work is under way. Stop it and close the window? What was finished before is kept.")
        yes, no = QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No
        return QMessageBox.question(self, tr("Close the window"), words, yes | no, no) == yes

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the window's state and end every thread and process; ask first when work is under way."""
        if self.workbar.busy() and not self._may_stop():
            event.ignore()
            return
        self._settings.setValue("geometry", self.saveGeometry())
        self._settings.setValue("whole", self.whole.saveState())
        self._settings.setValue("middle", self.middle.saveState())
        self.looking.playing.silence()
        self.projector.interrupt()
        self.jobs.close()
        self.projector.end()
        event.accept()


def _open_folder(folder: Path) -> bool:
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
