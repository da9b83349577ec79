"""The bar that puts another exhibit beside the one that is shown: which, held together how, and shown how."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QPushButton, QSlider, QSpinBox, QWidget

from casefiles.comparing import MAX_GAIN, ByAlignment, ByFrame, ByTime, Manner, Together
from casefiles.views import ExhibitId, ExhibitRow
from gui.panes.page import plain_label
from gui.projector import Beside
from gui.saying import noop, tr
from gui.words import one_line, parse_time

NONE = noop("(nothing beside)")
_BY_TIME, _BY_FRAME, _ALIGNED = noop("by time"), noop("by frame number"), noop("by alignment")


class TwoUpBar(QWidget):
    """Tells what a person wants beside the exhibit, and says what came of it."""

    changed = Signal(object)  # Beside, or None
    alignment_wanted = Signal(object)  # ExhibitId of the other one

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Two exhibits beside each other")
        self._exhibits: tuple[ExhibitId, ...] = ()
        self._aligned: tuple[ExhibitId, ByAlignment] | None = None
        self.other = _choice("The other exhibit", (NONE,))
        self.together = _choice("What holds both together", (_BY_TIME, _BY_FRAME, _ALIGNED))
        self.offset = QLineEdit("0")
        self.offset.setAccessibleName("Offset of the other exhibit: seconds as 0.04 or -1/25, or frames")
        self.offset.setToolTip(self.offset.accessibleName())
        self.offset.setMaximumWidth(90)
        self.manner = _choice("How both are shown", tuple(one.value for one in Manner))
        self.gain = QSpinBox()
        self.gain.setAccessibleName("Gain of the difference")
        self.gain.setRange(1, MAX_GAIN)
        self.gain.setPrefix("× ")
        self.wipe = QSlider(Qt.Orientation.Horizontal)
        self.wipe.setAccessibleName("Place of the wipe, in hundredths of the width")
        self.wipe.setRange(0, 100)
        self.wipe.setValue(50)
        self.flicker = QPushButton("&Flicker")
        self.flicker.setAccessibleName("Show both in turn")
        self.flicker.setCheckable(True)
        self.words = plain_label("What holding both together gives")
        self._lay_out()
        for combo in (self.other, self.together, self.manner):
            combo.currentIndexChanged.connect(self._tell)
        self.offset.editingFinished.connect(self._tell)
        self.gain.valueChanged.connect(self._tell)
        self.wipe.valueChanged.connect(self._tell)
        self.flicker.toggled.connect(self._tell)
        self.hide()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        pairs = ((tr("Beside"), self.other), (tr("held"), self.together), (tr("offset"), self.offset))
        for column, (name, widget) in enumerate(pairs):
            grid.addWidget(QLabel(name), 0, 2 * column)
            grid.addWidget(widget, 0, 2 * column + 1)
        shown = ((tr("Shown"), self.manner), (tr("gain"), self.gain), (tr("wipe"), self.wipe))
        for column, (name, control) in enumerate(shown):
            grid.addWidget(QLabel(name), 1, 2 * column)
            grid.addWidget(control, 1, 2 * column + 1)
        grid.addWidget(self.flicker, 0, 6, 2, 1)
        grid.addWidget(self.words, 2, 0, 1, 7)
        grid.setColumnStretch(1, 1)

    def show_exhibits(self, rows: Sequence[ExhibitRow], shown: ExhibitId | None) -> None:
        """Offer all exhibits but the one that is shown; what was chosen stays where it can."""
        before = self._chosen()
        others = tuple(row for row in rows if row.id != shown)
        ids = tuple(row.id for row in others)
        if ids == self._exhibits:
            return
        self.other.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self._exhibits = ids
        self.other.clear()
        self.other.addItems([tr(NONE), *(f"{row.id}  {one_line(row.name, 50)}" for row in others)])
        self.other.setCurrentIndex(ids.index(before) + 1 if before in ids else 0)
        self.other.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        if before is not None and before not in ids:
            self._tell()

    def choose(self, manner: Manner) -> None:
        """Show both in a certain way; the first other exhibit is taken where none was chosen."""
        self.show()
        self.flicker.setChecked(False)
        self.manner.setCurrentIndex(self.manner.findData(manner.value))
        if self._chosen() is None and self._exhibits:
            self.other.setCurrentIndex(1)

    def align(self, other: ExhibitId, together: ByAlignment) -> None:
        """Hold both together by the alignment of their fingerprints, in the manner that is chosen."""
        self._aligned = (other, together)
        self.show()
        for combo, place in ((self.other, self._exhibits.index(other) + 1), (self.together, 2)):
            combo.blockSignals(True)  # noqa: FBT003 - Qt's own signature
            combo.setCurrentIndex(place)
            combo.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        self._tell()

    def not_aligned(self, words: str) -> None:
        """Say why there is no alignment."""
        self.words.setText(words)

    def start_flicker(self) -> None:
        """Turn showing both in turn on or off."""
        on = not self.flicker.isChecked()
        self.choose(Manner.SIDE)
        self.flicker.setChecked(on)

    def stop(self) -> None:
        """Put the other exhibit away."""
        self.flicker.setChecked(False)
        self.other.setCurrentIndex(0)
        self.hide()

    def held_together(self) -> Together | None:
        """Return how both are held together, None where the offset is none."""
        text = self.offset.text().strip()
        if self.together.currentData() == _ALIGNED:
            known = self._aligned
            return known[1] if known is not None and known[0] == self._chosen() else None
        if self.together.currentData() == _BY_FRAME:
            number = text.removeprefix("-").removeprefix("+")
            return ByFrame(int(text)) if number.isascii() and number.isdigit() and len(number) < 9 else None
        seconds = parse_time(text.lstrip("+-")) if len(text.lstrip("+-")) >= len(text) - 1 else None
        return None if seconds is None else ByTime(Fraction(-1 if text.startswith("-") else 1) * seconds)

    def _chosen(self) -> ExhibitId | None:
        place = self.other.currentIndex() - 1
        return self._exhibits[place] if 0 <= place < len(self._exhibits) else None

    def _tell(self) -> None:
        other, together = self._chosen(), self.held_together()
        aligned = self.together.currentData() == _ALIGNED
        self.offset.setEnabled(not aligned)
        if together is None and aligned:
            if other is not None:
                self.words.setText("Aligning both …")
                self.alignment_wanted.emit(other)
            return
        if together is None:
            self.words.setText("The offset is none: seconds as 0.04, -1/25 or 1:02.5; by frame number a whole number.")
            return
        self.words.setText("")
        manner = Manner.SIDE if self.flicker.isChecked() else Manner(str(self.manner.currentData()))
        wipe = self.wipe.value() / self.wipe.maximum()
        self.changed.emit(None if other is None else Beside(other, together, manner, self.gain.value(), wipe))


def _choice(name: str, words: Sequence[str]) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(name)
    combo.setToolTip(name)
    combo.view().setAccessibleName(name)
    for word in words:
        combo.addItem(tr(word), word)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(12)
    return combo
