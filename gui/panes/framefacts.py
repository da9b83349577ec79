"""What the frame on the screen is: number, time, type, size, colours, digest, and whether it is the one examined."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QSizePolicy, QWidget

from casefiles.player import FrameSource, PlayedFrame
from casefiles.report.loci import time_words
from casefiles.timecode import timecode
from forensics.types import Cell, Series
from gui.models.rows import fixed_font
from gui.panes.page import plain_label
from gui.saying import noop, tr
from gui.words import one_line

_FACTS = (noop("Frame"), noop("Time"), noop("Type"), noop("Picture"), noop("Colours"), "SHA-256")


class FrameFacts(QWidget):
    """The facts of one frame, each beside its name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._measured: dict[int, tuple[Cell, ...]] = {}
        self._measured_by = ""
        self._frame: PlayedFrame | None = None
        self.facts: dict[str, QLabel | QLineEdit] = {
            name: plain_label(tr("{name} of this frame", name=tr(name)), "–") for name in _FACTS if name != "SHA-256"
        }
        self._digest = _digest_field()
        self.facts["SHA-256"] = self._digest
        self.agreement = plain_label("Comparison with the examination")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        self._fact(grid, "Frame", 0, 0, 1)
        self._fact(grid, "Type", 0, 2, 1)
        for row, name in enumerate(("Time", "Picture", "Colours", "SHA-256"), 1):
            self._fact(grid, name, row, 0, 3)
        grid.addWidget(self.agreement, 5, 1, 1, 3)

    def _fact(self, grid: QGridLayout, name: str, row: int, column: int, span: int) -> None:
        label = QLabel(tr(name))
        label.setObjectName("factname")
        grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignTop)
        value = self.facts[name]
        value.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        grid.addWidget(value, row, column + 1, 1, span)

    def use_fixed_font(self) -> None:
        """Set time and digest in the fixed font, at the size of all other text."""
        for name in ("Time", "SHA-256"):
            self.facts[name].setFont(fixed_font())

    def show_measured(self, series: Series | None, examination: str) -> None:
        """Take the frame table of the examination, to say whether this picture is the one that was examined."""
        self._measured = {int(row[0]): row for row in series.rows if isinstance(row[0], int)} if series else {}
        self._measured_by = examination
        if self._frame is not None:
            self.agreement.setText(self._agreement_words(self._frame))

    def show_frame(self, frame: PlayedFrame, source: FrameSource) -> None:
        """Say what a frame is."""
        self._frame = frame
        words = {
            "Frame": tr("{index} of 0–{last}", index=frame.index, last=source.count - 1),
            "Time": _time_words(frame, source),
            "Type": type_words(frame),
            "Picture": _picture_words(frame, source),
            "Colours": one_line(frame.colour),
            "SHA-256": one_line(frame.sha256),
        }
        for name, text in words.items():
            self.facts[name].setText(text)
        self._digest.setToolTip(one_line(frame.sha256))
        self._digest.setCursorPosition(0)  # where it does not fit, its beginning is seen
        self.agreement.setText(self._agreement_words(frame))

    def clear(self) -> None:
        """Say nothing of any frame."""
        self._frame = None
        for label in self.facts.values():
            label.setText("–")
        self.agreement.setText("")

    def _agreement_words(self, frame: PlayedFrame) -> str:
        if not self._measured:
            return tr("No examination to compare with yet.")
        row, by = self._measured.get(frame.index), self._measured_by
        if row is None:
            return tr("Examination {measured_by} lists no frame {index}.", measured_by=by, index=frame.index)
        if row[-1] == frame.sha256:
            return tr(
                "The same pixels as frame {index} of examination {measured_by}.", index=frame.index, measured_by=by
            )
        return tr(
            "NOT the same pixels as frame {index} of examination {measured_by}.", index=frame.index, measured_by=by
        )


def _digest_field() -> QLineEdit:
    """Return a field that shows a digest to be read and copied; one that is too narrow can be scrolled."""
    field = QLineEdit("–")
    field.setAccessibleName("SHA-256 of the decoded planes of this frame")
    field.setReadOnly(True)
    field.setFrame(False)
    field.setObjectName("digest")
    return field


def _time_words(frame: PlayedFrame, source: FrameSource) -> str:
    if not frame.has_time:
        return tr("the file gives no time")
    counted = timecode(frame.at.seconds, source.facts.frame_rate)
    return f"{time_words(frame.at)}  {counted}" if counted else time_words(frame.at)


def type_words(frame: PlayedFrame) -> str:
    """Return what kind of picture a frame is."""
    words = [
        tr("{picture_type} picture", picture_type=one_line(frame.picture_type))
        if len(frame.picture_type) == 1
        else tr("type not stated")
    ]
    words += [tr("key frame")] if frame.key else []
    words += [tr("interlaced, shown woven")] if frame.interlaced else []
    words += [tr("DAMAGED: the decoder had to conceal errors")] if frame.damaged else []
    return ", ".join(words)


def _picture_words(frame: PlayedFrame, source: FrameSource) -> str:
    words = [tr("{width} × {height} pixels", width=frame.width, height=frame.height)]
    aspect = source.facts.pixel_aspect
    if aspect is not None and aspect != 1:
        words.append(tr("pixel aspect {aspect} not applied", aspect=aspect))
    if frame.rotation:
        words.append(tr("turn by {rotation}° stated, not applied", rotation=frame.rotation))
    if source.facts.remark:
        words.append(one_line(source.facts.remark))
    return ", ".join(words)
