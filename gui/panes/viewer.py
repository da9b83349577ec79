"""The viewer: one exact frame, what it is, and the ways to another one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from casefiles.player import FrameSource, PlayedFrame
from casefiles.timecode import parse_timecode
from forensics.types import FrameLocus, Locus, Region, Series, TimeSpan
from gui.jobs import Failure
from gui.models.rows import fixed_font
from gui.panes.flow import flowing
from gui.panes.framefacts import FrameFacts, type_words
from gui.panes.page import plain_label
from gui.panes.picture import FIT, PictureView
from gui.projector import Projector
from gui.saying import noop, tr
from gui.words import one_line, parse_time

EMPTY = noop(
    "The frames of an exhibit belong here, each exactly as it is decoded.\n\n"
    "Pick an exhibit that holds video or a picture."
)
_BUTTONS = (
    ("|◀", noop("First frame (Home)"), "first"),
    (noop("◀ shot"), noop("Beginning of the shot before (Page Up)"), "shot_back"),
    (noop("◀ key"), noop("Key frame before (Ctrl+Left)"), "key_back"),
    ("−10", noop("Ten frames back (Shift+Left)"), "back_10"),
    ("−1", noop("One frame back (Left)"), "back_1"),
    ("+1", noop("One frame on (Right)"), "on_1"),
    ("+10", noop("Ten frames on (Shift+Right)"), "on_10"),
    (noop("key ▶"), noop("Next key frame (Ctrl+Right)"), "key_on"),
    (noop("shot ▶"), noop("Beginning of the next shot (Page Down)"), "shot_on"),
    ("▶|", noop("Last frame (End)"), "last"),
)


class ViewerPane(QWidget):
    """Shows what the projector brings and tells it where to go."""

    frame_shown = Signal(object)  # PlayedFrame

    def __init__(self, projector: Projector, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._projector = projector
        self._frame: PlayedFrame | None = None
        self._regions: dict[int, tuple[Region, ...]] = {}
        self._shots: tuple[int, ...] = ()
        self.picture = PictureView()
        self.picture.show_message(tr(EMPTY))
        self.frame_facts = FrameFacts()
        self.facts, self.agreement = self.frame_facts.facts, self.frame_facts.agreement
        self.pixel = QLabel("")
        self.pixel.setTextFormat(Qt.TextFormat.PlainText)
        self.pixel.setAccessibleName("Pixel under the pointer")
        self.use_fixed_font()
        self.buttons: dict[str, QToolButton] = {}
        self.to_frame = _field("Go to frame by number", "frame")
        self.to_time = _field("Go to a time: seconds, h:mm:ss.fff, or timecode h:mm:ss:ff", tr("time or timecode"))
        self.reopen = QPushButton("Open the frames again")
        self.reopen.setAccessibleName("Open the frames again")
        self.reopen.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 8, 4, 4)
        layout.setSpacing(6)
        layout.addWidget(self.picture, 1)
        layout.addWidget(self.reopen)
        self.veil = plain_label("Whether this exhibit is veiled")
        self.veil.setObjectName("title")
        self.veil.hide()
        self.clearly = QPushButton("&See clearly")
        self.clearly.setAccessibleName("See this exhibit clearly")
        self.clearly.hide()
        layout.addWidget(self.veil)
        layout.addWidget(self.clearly)
        self._bars = QVBoxLayout()
        layout.addLayout(self._bars)
        layout.addWidget(self._controls())
        layout.addLayout(self._ways())
        layout.addWidget(self.frame_facts)
        self._connect()
        self._enable(on=False)

    # Layout.

    def _controls(self) -> QWidget:
        for text, name, key in _BUTTONS:
            button = QToolButton()
            button.setText(tr(text))
            button.setAccessibleName(tr(name))
            button.setToolTip(tr(name))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.buttons[key] = button
        return flowing(*self.buttons.values())

    def _ways(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(3)
        row.addWidget(self.to_frame)
        row.addWidget(self.to_time)
        row.addStretch(1)
        row.addWidget(self.pixel)
        return row

    def _connect(self) -> None:
        show = self._projector
        show.opening.connect(self._opening)
        show.ready.connect(self._ready)
        show.shown.connect(self._shown)
        show.failed.connect(self._failed)
        show.emptied.connect(self._emptied)
        self.picture.step_wanted.connect(show.step)
        self.picture.key_frame_wanted.connect(show.step_key)
        self.picture.end_wanted.connect(self.go_to_end)
        self.picture.shot_wanted.connect(self._step_shot)
        self.picture.pixel.connect(self.pixel.setText)
        self.to_frame.returnPressed.connect(self._to_frame)
        self.to_time.returnPressed.connect(self._to_time)
        self.reopen.clicked.connect(show.again)
        for key, action in {
            "first": self.go_first,
            "last": self.go_last,
            "back_1": self.back,
            "on_1": self.forward,
            "back_10": self.back_ten,
            "on_10": self.forward_ten,
            "key_back": self.key_back,
            "key_on": self.key_forward,
            "shot_back": self.shot_back,
            "shot_on": self.shot_forward,
        }.items():
            self.buttons[key].clicked.connect(action)

    def use_fixed_font(self) -> None:
        """Set times, digests and pixel values in the fixed font, at the size of all other text."""
        self.frame_facts.use_fixed_font()
        self.pixel.setFont(fixed_font())

    @property
    def projector(self) -> Projector:
        """Return what brings the frames."""
        return self._projector

    def add_bar(self, bar: QWidget) -> None:
        """Put a bar between the picture and its controls."""
        self._bars.addWidget(bar)

    def show_veil(self, words: str, *, veiled: bool) -> None:
        """Say what a person warned of, and that the exhibit is veiled and how to see it; or nothing."""
        self.clearly.setVisible(veiled)
        self.veil.setText(words)
        self.veil.setVisible(bool(words))

    # What a person asks for.

    def back(self) -> None:
        """Go one frame back."""
        self._projector.step(-1)

    def forward(self) -> None:
        """Go one frame on."""
        self._projector.step(1)

    def back_ten(self) -> None:
        """Go ten frames back."""
        self._projector.step(-10)

    def forward_ten(self) -> None:
        """Go ten frames on."""
        self._projector.step(10)

    def key_back(self) -> None:
        """Go to the key frame before."""
        self._projector.step_key(-1)

    def key_forward(self) -> None:
        """Go to the next key frame."""
        self._projector.step_key(1)

    def shot_back(self) -> None:
        """Go to the beginning of this shot, or from there to that of the one before."""
        self._step_shot(-1)

    def shot_forward(self) -> None:
        """Go to the beginning of the next shot."""
        self._step_shot(1)

    def _step_shot(self, way: int) -> None:
        here = self._projector.wanted
        found = [shot for shot in self._shots if (shot > here if way > 0 else shot < here)]
        if found:
            self._projector.show(found[0] if way > 0 else found[-1])

    def go_first(self) -> None:
        """Go to the first frame."""
        self.go_to_end(-1)

    def go_last(self) -> None:
        """Go to the last frame."""
        self.go_to_end(1)

    def go_to_end(self, which: int) -> None:
        """Go to the first (-1) or the last (1) frame."""
        source = self._projector.source
        if source is not None:
            self._projector.show(0 if which < 0 else source.count - 1)

    def fit(self) -> None:
        """Show the whole frame."""
        self.picture.zoom_to(FIT)

    def show_locus(self, locus: Locus) -> None:
        """Go to the frame or the time that a finding names, and outline its region."""
        match locus:
            case FrameLocus(_, index, _, region):
                self._regions = {index: (region,)} if region is not None else {}
                self._projector.show(index)
                self._repaint(index)
            case TimeSpan(_, start, _):
                self._projector.show_time(start.seconds)

    def _repaint(self, index: int) -> None:
        if self._frame is not None and self._frame.index == index:
            self.picture.show_frame(self._frame, self._regions.get(index, ()))

    def _to_frame(self) -> None:
        text = self.to_frame.text().strip()
        if text.isascii() and text.isdigit() and len(text) < 10:
            self._projector.show(int(text))
            self.picture.setFocus()
        else:
            self.to_frame.selectAll()

    def _to_time(self) -> None:
        source = self._projector.source
        counted = parse_timecode(self.to_time.text(), source.facts.frame_rate) if source is not None else None
        seconds = parse_time(self.to_time.text()) if counted is None else counted
        if seconds is None:
            self.to_time.selectAll()
        else:
            self._projector.show_time(seconds)
            self.picture.setFocus()

    # What comes.

    def show_measured(self, series: Series | None, examination: str, shots: tuple[int, ...] = ()) -> None:
        """Take the frame table of the examination, to say whether this picture is the one that was examined.

        ``shots`` are the frames with which shots begin.
        """
        self._shots = shots
        for key in ("shot_back", "shot_on"):
            self.buttons[key].setEnabled(bool(shots) and self._projector.source is not None)
        self.frame_facts.show_measured(series, examination)

    def _opening(self) -> None:
        self.picture.show_message(tr("Opening the frames …"))

    def _ready(self, source: FrameSource) -> None:
        self._enable(on=True)
        self.reopen.hide()
        self.to_frame.setPlaceholderText(tr("frame 0–{last}", last=source.count - 1))

    def _emptied(self) -> None:
        self._frame, self._regions = None, {}
        self._enable(on=False)
        self.reopen.hide()
        self.picture.show_message(tr(EMPTY))
        self.frame_facts.clear()
        self.pixel.setText("")

    def _failed(self, failure: Failure) -> None:
        if failure.cancelled:
            return
        self.picture.show_message(f"{one_line(failure.message, 1000)}\n\n{failure.advice}")
        self.reopen.setVisible(True)

    def _shown(self, frame: PlayedFrame) -> None:
        source = self._projector.source
        if source is None:
            return
        self._frame = frame
        self.reopen.hide()
        pair = self._projector.pair
        if pair is None:
            self.picture.show_frame(frame, self._regions.get(frame.index, ()))
        else:
            self.picture.show_pixels(pair.rgb, pair.width, pair.height)
        self.frame_facts.show_frame(frame, source)
        self.picture.setAccessibleDescription(tr("frame {index}, {kind}", index=frame.index, kind=type_words(frame)))
        self.frame_shown.emit(frame)

    def _enable(self, *, on: bool) -> None:
        for widget in (*self.buttons.values(), self.to_frame, self.to_time):
            widget.setEnabled(on)


def _field(name: str, words: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setToolTip(name)
    field.setPlaceholderText(words)
    field.setMaximumWidth(170)
    return field
