"""The transcripts of an exhibit: lines with their times, in versions; each leads to its moment."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QFileDialog, QPushButton

from casefiles import verbs_sources
from casefiles.imports.subtitles import Cue
from casefiles.keys import Signer
from casefiles.transcripts import Transcript
from casefiles.views import Watcher
from gui.desk import Desk
from gui.fields import Blank, Values, choice
from gui.formdialog import Form
from gui.models.rows import Heading, RowsModel
from gui.panes.asking import AskingPane
from gui.panes.page import Page, beside, column, filter_field, plain_label, table
from gui.questions import Questions
from gui.saying import tr
from gui.words import clock_words, counted, one_line

EMPTY = (
    "Transcripts belong here: lines with their times, imported from a subtitle file or taken out of the exhibit’s own "
    "captions, heard or read by a machine, in versions. Each line leads to its moment.\n\nPick an exhibit."
)
NONE = "No transcript is kept of this exhibit. Import a subtitle file, or take the captions out of the file."


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a version with its number in it."""

    number: int
    cue: Cue


class TranscriptPane(AskingPane):
    """One version at a time, its lines as a table."""

    of_exhibit = True
    time_wanted = Signal(object)  # Fraction seconds

    def __init__(self, desk: Desk, questions: Questions) -> None:
        super().__init__(desk, questions)
        self._versions: tuple[Transcript, ...] = ()
        self.versions = choice(tr("Version"), ())
        self.about = plain_label(tr("Where the version comes from"))
        self.filter = filter_field(tr("Narrow the lines"), tr("Narrow to…"))
        self.model: RowsModel[Line] = RowsModel(
            (
                Heading("Line", lambda row: str(row.number), lambda row: row.number, right=True, fixed=True),
                Heading("From", lambda row: clock_words(row.cue.start), lambda row: row.cue.start, fixed=True),
                Heading(
                    "To",
                    lambda row: clock_words(row.cue.end) if row.cue.end >= 0 else "",
                    lambda row: row.cue.end,
                    fixed=True,
                ),
                Heading("Words", lambda row: one_line(row.cue.text)),
                Heading("Confidence a word, %", lambda row: one_line(row.cue.confidence)),
                Heading("Place", lambda row: one_line(row.cue.place)),
            ),
            self,
        )
        self.view = table(tr("Lines of the transcript"), self.model, 3, (46, 110, 110, 0, 150, 170))
        self.correct = QPushButton(tr("&Correct the line…"))
        self.take, self.extract = QPushButton(tr("&Import a file…")), QPushButton(tr("Take the captions &out"))
        self.recognise = QPushButton(tr("Recognise &speech…"))
        self.read = QPushButton(tr("Read on-screen &text"))
        inside = column(
            beside(self.versions, self.filter, stretch=1),
            self.about,
            self.view,
            beside(self.correct, self.take, self.extract, self.recognise, self.read, stretch=-1),
            margin=0,
        )
        self.hold(Page(tr("Transcript"), tr(EMPTY), inside))
        self.versions.currentIndexChanged.connect(self._read_lines)
        self.filter.textChanged.connect(self.model.set_filter)
        self.view.activated.connect(self._go)
        self.correct.clicked.connect(self.correct_line)
        self.take.clicked.connect(self.import_files)
        self.extract.clicked.connect(self.take_captions)
        self.recognise.clicked.connect(self.recognise_speech)
        self.read.clicked.connect(self.read_screen)

    def fetch(self) -> None:
        path = self.desk.path
        assert path is not None
        self.ask(tr("Reading the transcripts"), partial(verbs_sources.transcripts, path), self.show_versions)

    def clear(self) -> None:
        self._versions = ()
        self.model.set_rows(())
        super().clear()

    def show_versions(self, found: tuple[Transcript, ...]) -> None:
        """Offer the versions of this exhibit's transcripts; the newest that stands is shown first."""
        before = str(self.versions.currentData() or "")
        known = {one.id for one in self._versions}
        self._versions = tuple(one for one in found if one.exhibit == self.desk.exhibit)
        new = [one.id for one in self._versions if one.id not in known and not one.superseded_by]
        standing = [one.id for one in self._versions if not one.superseded_by]
        wanted = (new or ([before] if before in {one.id for one in self._versions} else standing) or [""])[-1]
        self.versions.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.versions.clear()
        for one in reversed(self._versions):
            gone = tr(", replaced by {entry}", entry=one.superseded_by) if one.superseded_by else ""
            self.versions.addItem(f"{one.id}: {tr(one.origin)}{gone}", one.id)
        self.versions.setCurrentIndex(max(0, self.versions.findData(wanted)))
        self.versions.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        self.versions.setEnabled(bool(self._versions))
        self._read_lines()
        self.page.show_content()

    def shown(self) -> Transcript | None:
        """Return the version that is shown."""
        name = self.versions.currentData()
        return next((one for one in self._versions if one.id == name), None)

    def _read_lines(self) -> None:
        version, path = self.shown(), self.desk.path
        self.correct.setEnabled(version is not None and not version.superseded_by)
        if version is None or path is None:
            self.model.set_rows(())
            self.about.setText(tr(NONE))
            return
        said = filter(None, (one_line(version.source), one_line(version.language), one_line(version.note)))
        made = tr("kept by {by}, {made}", by=one_line(version.by), made=version.made)
        self.about.setText(f"{version.form}; {'; '.join(said)}; {made}\n{tr(_TESTIMONY)}")
        work = partial(verbs_sources.transcript_lines, path, version.id)
        self.ask(tr("Reading the lines"), work, partial(self._show_lines, version.id))

    def _show_lines(self, version: str, cues: tuple[Cue, ...]) -> None:
        if version == self.versions.currentData():
            self.model.set_rows([Line(number, cue) for number, cue in enumerate(cues)])

    def _go(self, index: QModelIndex) -> None:
        line = self.model.row(index)
        if line is not None:
            self.time_wanted.emit(Fraction(line.cue.start, 1000))

    def correct_line(self) -> None:
        """Keep a new version in which the line that is marked reads otherwise."""
        rows = self.view.selectionModel().selectedRows()
        line, version = self.model.row(rows[0]) if rows else None, self.shown()
        if line is None or version is None:
            self.told.emit(tr("Mark the line that you want to correct first."))
            return
        blanks = (
            Blank("text", tr("&Words; empty leaves the line out"), line.cue.text, tall=True),
            Blank("reason", tr("&Reason"), needed=True),
        )

        def write(path: Path, signer: Signer, given: Values) -> Transcript:
            changes = {line.number: given["text"]}
            return verbs_sources.correct_transcript(path, version.id, changes, reason=given["reason"], signer=signer)

        title = tr("Line {number} of {version}", number=line.number, version=version.id)
        self.fill(Form(title, tr("A new version is kept; this one stays."), blanks, tr("Keep")), write)

    def import_files(self) -> None:
        """Ask for a subtitle file, then what is known of it, and keep it."""
        kinds = tr("Subtitles (*.srt *.vtt *.ttml *.xml *.dfxp);;All files (*)")
        chosen, _kind = QFileDialog.getOpenFileName(self.window(), tr("A subtitle file"), str(Path.home()), kinds)
        if chosen:
            self.import_file(Path(chosen))

    def import_file(self, file: Path) -> None:
        """Ask what is known of a subtitle file and keep it as a transcript."""
        exhibit = self.desk.exhibit
        if exhibit is None:
            return
        blanks = (
            Blank("source", tr("&Who or what wrote it")),
            Blank("language", tr("&Language"), hint="en, de, uk …"),
            Blank("note", tr("&Note")),
        )

        def write(path: Path, signer: Signer, given: Values) -> Transcript:
            return verbs_sources.import_transcript(path, exhibit, file, signer=signer, **given)

        self.fill(Form(one_line(file.name, 80), tr(_TESTIMONY), blanks, tr("Keep")), write)

    def take_captions(self) -> None:
        """Take the captions out of the exhibit and keep them."""
        self.questions.signed(self._take_captions)

    def _take_captions(self) -> None:
        exhibit, signer = self.desk.exhibit, self.desk.signer
        assert exhibit is not None and signer is not None

        def work(path: Path, watcher: Watcher) -> tuple[Transcript, ...]:
            return verbs_sources.extract_captions(path, exhibit, signer=signer, watcher=watcher)

        self.work(tr("Taking the captions out"), work, self._extracted)

    def _extracted(self, made: tuple[Transcript, ...]) -> None:
        self.told.emit(tr("{transcripts} kept.", transcripts=counted(len(made), "transcript")))
        self.desk.refetch()

    def recognise_speech(self) -> None:
        """Ask for a model's folder, have a local engine recognise speech, and keep it as machine text."""
        title = tr("The folder of a faster-whisper or pocketsphinx model")
        chosen = QFileDialog.getExistingDirectory(self.window(), title, str(Path.home()))
        if chosen:
            self.questions.signed(partial(self.recognise_with, Path(chosen)))

    def recognise_with(self, model: Path) -> None:
        """Have a local engine recognise speech with a model, and keep it as machine text."""
        exhibit, signer = self.desk.exhibit, self.desk.signer
        assert exhibit is not None and signer is not None

        def work(path: Path, watcher: Watcher) -> tuple[Transcript, ...]:
            return (verbs_sources.recognise_speech(path, exhibit, model=model, signer=signer, watcher=watcher),)

        self.work(tr("Recognising speech"), work, self._extracted)

    def read_screen(self) -> None:
        """Have Tesseract read on-screen text, and keep it as machine text."""
        self.questions.signed(self._read_screen)

    def _read_screen(self) -> None:
        exhibit, signer = self.desk.exhibit, self.desk.signer
        assert exhibit is not None and signer is not None

        def work(path: Path, watcher: Watcher) -> tuple[Transcript, ...]:
            return (verbs_sources.read_screen(path, exhibit, signer=signer, watcher=watcher),)

        self.work(tr("Reading on-screen text"), work, self._extracted)


_TESTIMONY = "A transcript is testimony of whoever or whatever wrote it: captions can say what nobody said."
