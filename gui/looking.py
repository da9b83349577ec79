"""How the frames are looked at: recipe, overlays, another exhibit beside, veil; and the notes that come of it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, QTimer, Signal
from PySide6.QtWidgets import QFileDialog

from casefiles import verbs_copies
from casefiles.aligning import Alignment
from casefiles.comparing import Manner
from casefiles.errors import AssayError
from casefiles.handsearch import Pack, Searched
from casefiles.heatmaps import NOTHING
from casefiles.marking import WHOLE_FRAME, Annotation, Drawing, Point, Shape, drawing_words, spans
from casefiles.player import PlayedFrame
from casefiles.timelanes import Measured
from casefiles.verbs_desk import Notes
from casefiles.views import ExhibitId
from gui.desk import Desk, Marked
from gui.notedialog import NoteDialog
from gui.panes.heatbar import HeatBar
from gui.panes.notes import NotesPane
from gui.panes.recipebar import RecipeBar
from gui.panes.timeline import TimelinePane
from gui.panes.twoup import TwoUpBar
from gui.panes.viewer import ViewerPane
from gui.playing import Playing
from gui.projector import Beside
from gui.questions import Questions
from gui.saying import noop, tr
from gui.searchdialog import SearchDialog
from gui.veiling import Veiling

FLICKER_MILLISECONDS = 400
ANGLE_POINTS = 3
_OVERLAYS = {
    "grid": noop("block grid"),
    "vectors": noop("motion vectors"),
    "quantisers": noop("quantisers"),
    "magnifier": noop("magnifier"),
}
AT_ONCE, RANGE_AT_ONCE = noop("Still kept without words."), noop("Range marked without words.")


class Looking(QObject):
    """Joins the viewer's bars, the projector and the desk; every public method is an action with a key."""

    told = Signal(str)

    def __init__(
        self,
        desk: Desk,
        viewer: ViewerPane,
        timeline: TimelinePane,
        questions: Questions,
        *,
        settings: QSettings,
    ) -> None:
        super().__init__(viewer)
        self._desk, self._projector, self._viewer, self._timeline = desk, viewer.projector, viewer, timeline
        self._questions, self._settings = questions, settings
        self.twoup, self.recipes, self.heat, self.notes = TwoUpBar(), RecipeBar(), HeatBar(), NotesPane()
        self.playing = Playing(viewer.projector, self)
        self._found: Notes | None = None
        self.veiling = Veiling(desk, viewer, questions, settings)
        self._shown_for: ExhibitId | None = None
        self._turn = 0
        self._flicker = QTimer(self)
        self._flicker.setInterval(FLICKER_MILLISECONDS)
        for bar in (self.twoup, self.recipes, self.heat):
            viewer.add_bar(bar)
        self._connect()

    def _connect(self) -> None:
        self.twoup.changed.connect(self._beside)
        self.twoup.alignment_wanted.connect(self._align)
        self.twoup.flicker.toggled.connect(self._flicker_turned)
        self._flicker.timeout.connect(self._next_turn)
        self.recipes.wanted.connect(self._recipe)
        self.recipes.kept.connect(self.keep_at_once)
        self.playing.told.connect(self.told)
        self.heat.changed.connect(self._viewer.picture.lay_over)
        self.heat.frame_wanted.connect(self._projector.show)
        self._desk.measured.connect(self._measured)
        self._viewer.picture.drawn.connect(self._drawn)
        self._viewer.picture.picked.connect(self._picked)
        self.veiling.told.connect(self.told)
        self._viewer.frame_shown.connect(self._frame_shown)
        self.notes.located.connect(self._viewer.show_locus)
        self._desk.noted.connect(self._noted)
        self._desk.kept.connect(self._kept)
        self._desk.packed.connect(self._packed)
        self._desk.searched.connect(self._searched)
        self._desk.exhibits.connect(lambda rows: self.twoup.show_exhibits(rows, self._desk.exhibit))

    def opened(self, exhibit: ExhibitId) -> None:
        """Begin to look at an exhibit, in the look that its handling asks for."""
        if exhibit != self._shown_for:
            self._shown_for = exhibit
            self.twoup.stop()
            self.recipes.clear()
        self.twoup.show_exhibits(self._desk.rows, exhibit)
        self.veiling.opened(exhibit)

    def closed(self) -> None:
        """Look at nothing."""
        self._shown_for, self._found = None, None
        self.veiling.closed()
        self.heat.show_over(NOTHING)
        self.notes.show_notes(None)
        self._viewer.picture.show_notes(())

    # Two exhibits beside each other.

    def side_by_side(self) -> None:
        """Put another exhibit beside this one."""
        self.twoup.choose(Manner.SIDE)

    def _align(self, other: ExhibitId) -> None:
        """Ask which moments of this exhibit are which of another one."""
        path, this = self._desk.path, self._shown_for
        if path is not None and this is not None:
            self._desk.read("Aligning both", partial(_alignment, path, this, other), partial(self._aligned, this))

    def _aligned(self, this: ExhibitId, found: Alignment | str) -> None:
        if this != self._shown_for:
            return
        if isinstance(found, str):
            self.twoup.not_aligned(found)
        else:
            self.twoup.align(found.other, found.together())

    def beside_aligned(self, found: Alignment, start: Fraction) -> None:
        """Look at two exhibits beside each other, held together by their alignment, from a moment of the first on."""
        if found.this == self._shown_for and self._projector.source is not None:
            self.twoup.show_exhibits(self._desk.rows, found.this)
            self.twoup.align(found.other, found.together())
            self._projector.show_time(start)

    def show_time(self, seconds: Fraction) -> None:
        """Show the frame that is on the screen at a time."""
        self._projector.show_time(seconds)

    def difference(self) -> None:
        """Show the difference from another exhibit."""
        self.twoup.choose(Manner.DIFFERENCE)

    def wipe(self) -> None:
        """Show this exhibit left of a line and another right of it."""
        self.twoup.choose(Manner.WIPE)

    def flicker(self) -> None:
        """Show both exhibits in turn."""
        self.twoup.start_flicker()

    def alone(self) -> None:
        """Put the other exhibit away."""
        self.twoup.stop()

    def _beside(self, beside: Beside | None) -> None:
        self._projector.show_as(replace(self._projector.look, beside=beside))

    def _flicker_turned(self, on: object) -> None:
        self._turn = 0
        if on:
            self._flicker.start()
        else:
            self._flicker.stop()

    def _next_turn(self) -> None:
        pair = self._projector.pair
        if pair is not None:
            self._turn = 1 - self._turn
            self._viewer.picture.show_frame(pair.second if self._turn else pair.first)

    # Recipe, overlays, veil.

    def write_recipe(self) -> None:
        """Write the recipe by which the picture is made."""
        self.recipes.open()

    def choose_layer(self) -> None:
        """Offer the layers for looking in the bar of the recipe."""
        self.recipes.open_layers()

    def counterpart(self) -> None:
        """Show the layer over the frame with one history for all its parts, and back."""
        self.recipes.plain.click()

    def undo(self) -> None:
        """Take the last change of the recipe back; what was signed into the case stays and can only be added to."""
        self.told.emit(tr("the recipe before") if self.recipes.undo() else tr("nothing to undo: what is signed stays"))

    def as_decoded(self) -> None:
        """Show the frames as decoded again."""
        self.recipes.clear()

    def _recipe(self, recipe: str) -> None:
        self._projector.show_as(replace(self._projector.look, recipe=recipe))

    def perspective(self) -> None:
        """Let four corners be picked; the plane between them is shown facing the viewer, as a step of the recipe."""
        if self._projector.shown_index() >= 0 and self._projector.pair is None:
            self._viewer.picture.pick(4)
            self._viewer.picture.setFocus()
            self.told.emit(
                tr("perspective: pick four corners clockwise from the top left; click, or arrow keys and Space")
            )

    def _picked(self, points: tuple[Point, ...]) -> None:
        if len(points) == ANGLE_POINTS:
            self._drawn(Drawing(Shape.ANGLE, points))
            return
        self.recipes.show()
        self.recipes.append("perspective:" + ",".join(f"{point.x},{point.y}" for point in points))

    def overlay(self, name: str) -> None:
        """Turn an overlay on or off; vectors and quantisers are asked of the decoder, which opens the frames again."""
        on = self._viewer.picture.toggle(name)
        wanted = bool(self._viewer.picture.overlays_on() & {"vectors", "quantisers"})
        if wanted != self._projector.look.marks:
            self._projector.show_as(replace(self._projector.look, marks=wanted))
        self.told.emit(f"{tr(_OVERLAYS[name])}: {tr('on') if on else tr('off')}")

    def lay_over(self) -> None:
        """Lay the maps and regions that methods measured over the frame, or put them away."""
        words = tr("maps and regions")
        self.told.emit(f"{words}: {tr('on') if self.heat.turn() else tr('off')}")

    def _measured(self, measured: Measured) -> None:
        self.heat.show_over(measured.over)

    # Notes.

    def write(self) -> None:
        """Write a note on the frame, or on the range that is marked on the timeline."""
        index = self._projector.shown_index()
        if index >= 0:
            self._ask(*self._about(index))

    def keep_at_once(self) -> None:
        """Keep the picture that is shown, or the marked range, as a note at once; words can be written later."""
        index = self._projector.shown_index()
        if index < 0:
            return
        first, given = self._about(index)
        given = replace(given, still=given.until is None, recipe=self.recipes.recipe() if given.until is None else "")
        words = tr(AT_ONCE if given.until is None else RANGE_AT_ONCE)
        self._questions.signed(partial(self._desk.annotate, first, words, given))

    def draw(self, shape: Shape) -> None:
        """Draw a shape on the frame, then say what it is."""
        if self._projector.shown_index() >= 0 and self._projector.pair is None:
            if shape is Shape.ANGLE:
                self._viewer.picture.pick(3)
            else:
                self._viewer.picture.draw(shape)
            self._viewer.picture.setFocus()
            self.told.emit(
                tr("angle: pick three points, the corner second; click, or arrow keys and Space")
                if shape is Shape.ANGLE
                else tr(
                    "{value}: drag on the picture, or move with arrow keys and press Space at each end",
                    value=tr(shape.value),
                )
            )

    def _about(self, index: int) -> tuple[int, Marked]:
        source, marked = self._projector.source, self._timeline.marked_range()
        if marked is None or source is None:
            return (index, Marked())
        first, last = (source.index_at(Fraction(at).limit_denominator(10**9)) for at in marked)
        return (first, Marked(Drawing(Shape.RANGE, ()), last))

    def _drawn(self, drawing: Drawing) -> None:
        self._ask(self._projector.shown_index(), Marked(drawing))

    def _ask(self, index: int, given: Marked) -> None:
        range_words = tr(" to {until}", until=given.until) if given.until is not None else ""
        about = tr(
            "Frame {index}{range_words}, {drawing}.",
            index=index,
            range_words=range_words,
            drawing=drawing_words(given.drawing),
        )
        dialog = NoteDialog(about, still=bool(self.recipes.recipe()), parent=self._viewer.window())
        dialog.accepted.connect(partial(self._submit, dialog, index, given))
        self._questions.ask(dialog)

    def _submit(self, dialog: NoteDialog, index: int, given: Marked) -> None:
        still = dialog.still.isChecked()
        given = replace(given, still=still, recipe=self.recipes.recipe() if still else "")
        self._questions.signed(partial(self._desk.annotate, index, dialog.text(), given))

    # Searches.

    def pack(self) -> None:
        """Ask where, then write pictures of this exhibit to search with."""
        if self._shown_for is None:
            return
        proposed = str(Path(str(self._settings.value("packs", str(Path.home())))) / f"{self._shown_for}-search-pack")
        chosen, _kind = QFileDialog.getSaveFileName(
            self._viewer.window(), tr("A new folder for the pictures"), proposed
        )
        if chosen:
            self.pack_into(Path(chosen))

    def pack_into(self, folder: Path) -> None:
        """Write pictures of this exhibit to search with into a new folder."""
        self._settings.setValue("packs", str(folder.parent))
        self._questions.signed(partial(self._desk.search_pack, folder))

    def log_search(self) -> None:
        """Ask what a search by hand was, and log it."""
        if self._shown_for is None:
            return
        dialog = SearchDialog(self._shown_for, self._viewer.window())
        dialog.accepted.connect(partial(self._log, dialog))
        self._questions.ask(dialog)

    def _log(self, dialog: SearchDialog) -> None:
        words = (dialog.asked_with.text().strip(), dialog.note.text().strip())
        log = partial(self._desk.log_search, dialog.place.text().strip(), dialog.result_of_it(), *words)
        self._questions.signed(log)

    def _packed(self, made: Pack) -> None:
        self.told.emit(
            tr(
                "{pictures} pictures in {folder}; {alike} near-duplicates left out.",
                pictures=len(made.pictures),
                folder=made.folder,
                alike=made.alike,
            )
        )

    def _searched(self, made: Searched) -> None:
        self.told.emit(tr("{id} logged: {outcome}.", id=made.id, outcome=tr(made.outcome.value)))

    def _kept(self, note: Annotation) -> None:
        still = tr(" with the still {still}", still=note.still) if note.still else ""
        self.told.emit(tr("{id} kept{still}.", id=note.id, still=still))
        self._timeline.unmark()

    def _noted(self, found: Notes) -> None:
        self._found = found
        self.notes.show_notes(found)
        self._timeline.show_notes(spans(found.notes))
        self._show_on(self._projector.shown_index())

    def _frame_shown(self, frame: PlayedFrame) -> None:
        pair = self._projector.pair
        if pair is not None:
            self.twoup.words.setText(pair.words)
        self._show_on(frame.index if pair is None else -1)
        self.heat.show_at(frame.index if pair is None else -1, float(frame.at.seconds) if frame.has_time else -1.0)

    def _show_on(self, index: int) -> None:
        notes = self._found.notes if self._found is not None else ()
        here = [one for one in notes if one.at.index == index and one.drawing != WHOLE_FRAME and one.until is None]
        self._viewer.picture.show_notes(here)


def _alignment(path: Path, this: ExhibitId, other: ExhibitId) -> Alignment | str:
    """Return an alignment, or in words why there is none: that belongs in the bar, not in a box over it."""
    try:
        found = verbs_copies.alignment(path, this, other)
        found.together()
    except AssayError as error:
        return f"{error}. {error.advice}"
    return found
