"""The timeline: lanes that zoom together over the frames, with the findings and the frame that is shown."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QMenu, QScrollBar, QToolButton, QWidget

from casefiles.timelanes import FINDINGS, NOTES, Lane, Measured
from casefiles.tracks import Tracks
from gui.panes.lanes import Lanes, Over, lane_heights
from gui.panes.lanesmenu import lanes_menu
from gui.panes.lanewords import Spans, said, words_in
from gui.saying import noop, tr

EMPTY = noop(
    "Over time belong here: findings and notes, frame sizes and types, gaps, repeats, shots, quantisers, brightness, "
    "blockiness, noise, motion, the sound, a transcript, and the scores of methods. Examine the exhibit."
)
_NOTHING = Tracks(np.zeros(0), np.zeros(0), np.zeros(0, np.uint8), np.zeros(0, bool), np.zeros(0), np.zeros(0), ())


class TimelinePane(QWidget):
    """Paints the lanes. The wheel or + and - zoom, a click goes to a time, arrow keys step, Page Down shows more lanes.

    Shift with a drag, or [ and ] at two frames, mark a range; Escape unmarks it.
    """

    time_wanted = Signal(object)  # Fraction of seconds
    step_wanted = Signal(int)
    finding_wanted = Signal(int)
    range_marked = Signal(object)  # (float, float) seconds, or None
    hidden_changed = Signal(object)  # tuple[str, ...] names of the lanes that are put away

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Timeline")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(150)
        self.setMouseTracking(True)
        self._tracks = _NOTHING
        self._lanes: tuple[Lane, ...] = ()
        self._hidden: frozenset[str] = frozenset()
        self._shown = (0.0, 1.0)
        self._at: float | None = None
        self._notes: Spans = ()
        self._range: tuple[float, float] | None = None
        self._dragged_from = 0.0
        self._painted: QPixmap | None = None
        self._painted_in = 0
        self.lanes_bar = QScrollBar(Qt.Orientation.Vertical, self)
        self.lanes_bar.setAccessibleName("Which lanes of the timeline are seen")
        self.lanes_bar.valueChanged.connect(self._afresh)
        self.choose = QToolButton(self)
        self.choose.setText("Lanes")
        self.choose.setAccessibleName("Choose the lanes of the timeline")
        self.choose.setToolTip("Choose the lanes of the timeline (Ctrl+Alt+L)")
        self.choose.clicked.connect(self.choose_lanes)
        self.choose.hide()

    # What is shown.

    def show_measured(self, measured: Measured | None) -> None:
        """Replace tracks and lanes and show their whole extent; the range stays where the exhibit's tracks do."""
        tracks = measured.tracks if measured is not None else _NOTHING
        same = tracks.count and np.array_equal(tracks.times, self._tracks.times)
        self._tracks, self._lanes = tracks, measured.lanes if measured is not None else ()
        if measured is None:
            self._notes, self._range, self._at = (), None, None
        if not same:
            self._shown = self._extent()
        self.choose.setVisible(bool(self._tracks.count))
        self._describe()
        self._place()

    def show_notes(self, spans: Spans) -> None:
        """Draw where notes lie, in seconds, with their words."""
        self._notes = spans
        self._afresh()

    def lanes(self) -> tuple[Lane, ...]:
        """Return the lanes that are shown, from the top."""
        return tuple(lane for lane in self._lanes if lane.name not in self._hidden)

    def hide_lanes(self, names: frozenset[str]) -> None:
        """Put lanes away by their names; the others are shown."""
        self._hidden = names
        self._place()

    def choose_lanes(self) -> None:
        """Offer all lanes to be shown or put away."""
        menu = self.lanes_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(self.rect().topLeft()))

    def lanes_menu(self) -> QMenu:
        """Return a menu of all lanes, those that are shown being ticked."""
        return lanes_menu(self, self._lanes, self._hidden, self._chosen)

    def _chosen(self, hidden: frozenset[str]) -> None:
        self.hide_lanes(hidden)
        self.hidden_changed.emit(tuple(sorted(hidden)))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._tracks.count:
            self.choose_lanes()
            event.accept()

    # The marked range.

    def marked_range(self) -> tuple[float, float] | None:
        """Return the seconds that a person marked, None where nothing is."""
        return self._range

    def mark_from(self) -> None:
        """Let the marked range begin at the frame that is shown."""
        if self._at is not None:
            self._mark(self._at, max(self._at, self._range[1] if self._range else self._at))

    def mark_to(self) -> None:
        """Let the marked range end at the frame that is shown."""
        if self._at is not None:
            self._mark(min(self._at, self._range[0] if self._range else self._at), self._at)

    def unmark(self) -> None:
        """Mark no range."""
        self._range = None
        self.range_marked.emit(None)
        self._describe()
        self.update()

    def _mark(self, first: float, last: float) -> None:
        self._range = (min(first, last), max(first, last))
        self.range_marked.emit(self._range)
        self._describe()
        self.update()

    # The span of time.

    def show_time(self, seconds: Fraction) -> None:
        """Mark the frame that is shown; the span of time follows it."""
        self._at = float(seconds)
        first, last = self._shown
        if self._tracks.count and not first <= self._at <= last:
            half = (last - first) / 2
            self._set_range(self._at - half, self._at + half)
        self.update()

    def shown_range(self) -> tuple[float, float]:
        """Return the seconds at the left and the right end."""
        return self._shown

    def zoom_by(self, factor: float, around: float) -> None:
        """Show ``factor`` times as much time, the moment ``around`` staying where it is."""
        first, last = self._shown
        self._set_range(around - (around - first) * factor, around + (last - around) * factor)

    def zoom_in(self) -> None:
        """Show half as much time around the frame that is shown."""
        self.zoom_by(0.5, self._middle())

    def zoom_out(self) -> None:
        """Show twice as much time."""
        self.zoom_by(2.0, self._middle())

    def show_all(self) -> None:
        """Show the whole exhibit."""
        self._set_range(*self._extent())

    def time_at(self, x: float) -> float:
        """Return the time at a place of the widget."""
        first, last = self._shown
        return first + (x - self._labels()) / max(1, self._room().width() - self._labels()) * (last - first)

    def x_of(self, seconds: float) -> float:
        """Return the place of a time in the widget."""
        return self._over().x_of(seconds, self._room().width())

    def _middle(self) -> float:
        return self._at if self._at is not None else sum(self._shown) / 2

    def _extent(self) -> tuple[float, float]:
        first, last = self._tracks.extent()
        return (first, last) if last > first else (first, first + 1.0)

    def _set_range(self, first: float, last: float) -> None:
        whole_first, whole_last = self._extent()
        length = min(max(last - first, 0.01), whole_last - whole_first)
        first = min(max(first, whole_first), whole_last - length)
        self._shown = (first, first + length)
        self._describe()
        self._afresh()

    def _describe(self) -> None:
        words = tr(
            "{count} frames, showing {shown:.3f} s to {shown2:.3f} s",
            count=self._tracks.count,
            shown=self._shown[0],
            shown2=self._shown[1],
        )
        if self._range is not None:
            words += tr(", marked from {range:.3f} s to {range2:.3f} s", range=self._range[0], range2=self._range[1])
        lanes = "; ".join(f"{tr(lane.name)}: {said(lane)}" for lane in self.lanes() if said(lane))
        self.setAccessibleDescription(f"{words}. {lanes}" if self._tracks.count else tr(EMPTY))

    # Layout.

    def _labels(self) -> float:
        """Return the points that the names of the lanes take."""
        names = [lane.name for lane in self._lanes] or [FINDINGS]
        widest = max(self.fontMetrics().horizontalAdvance(tr(name)) for name in names)
        return float(min(max(92, widest + 16), max(92, self.width() // 4)))

    def _axis(self) -> int:
        return self.fontMetrics().height() + 6

    def _room(self) -> QSize:
        """Return the size of what is painted, without the scroll bar."""
        bar = self.lanes_bar.sizeHint().width() if self.lanes_bar.maximum() > 0 else 0
        return QSize(self.width() - bar, self.height())

    def _places(self) -> list[tuple[Lane, QRectF]]:
        """Return the lanes with their places, scrolled."""
        lanes = self.lanes()
        room = self.height() - self._axis()
        top, places = -float(self.lanes_bar.value()), []
        for lane, height in zip(lanes, lane_heights(lanes, self.fontMetrics().height(), room), strict=True):
            places.append((lane, QRectF(0, top, self._room().width(), height)))
            top += height
        return places

    def _place(self) -> None:
        """Fit the scroll bar and the button to the size and the lanes."""
        lanes, room = self.lanes(), self.height() - self._axis()
        whole = sum(lane_heights(lanes, self.fontMetrics().height(), 0))
        self.lanes_bar.setRange(0, max(0, round(whole - room)))
        self.lanes_bar.setPageStep(max(1, room))
        self.lanes_bar.setSingleStep(self.fontMetrics().height() * 2)
        wide = self.lanes_bar.sizeHint().width()
        self.lanes_bar.setVisible(self.lanes_bar.maximum() > 0)
        self.lanes_bar.setGeometry(self.width() - wide, 0, wide, max(0, room))
        self.choose.setGeometry(4, self.height() - self._axis() + 1, int(self._labels()) - 12, self._axis() - 2)
        self._afresh()

    def _afresh(self) -> None:
        self._painted = None
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    # Painting.

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, palette = QPainter(self), self.palette()
        painter.fillRect(self.rect(), palette.color(QPalette.ColorRole.Base))
        if not self._tracks.count:
            painter.setPen(palette.color(QPalette.ColorRole.Text))
            flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
            painter.drawText(self.rect().adjusted(20, 8, -20, -8), flags, EMPTY)
        else:
            painter.drawPixmap(0, 0, self._ground())
            lanes, foot = Lanes(painter, self._over(), self._room(), palette), self.height() - self._axis()
            if self._range is not None:
                lanes.range(self._range, foot)
            if self._at is not None:
                lanes.playhead(self._at, foot)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _ground(self) -> QPixmap:
        """Return the lanes as they were painted last, anew where span, size, palette or content changed."""
        ratio, key = self.devicePixelRatioF(), self.palette().cacheKey()
        wanted = self.size() * ratio
        if self._painted is None or self._painted.size() != wanted or self._painted_in != key:
            made = QPixmap(wanted)
            made.setDevicePixelRatio(ratio)
            made.fill(self.palette().color(QPalette.ColorRole.Base))
            painter = QPainter(made)
            painter.setFont(self.font())
            lanes, foot = Lanes(painter, self._over(), self._room(), self.palette()), self.height() - self._axis()
            painter.setClipRect(QRectF(0, 0, self.width(), foot))
            for lane, place in self._places():
                if place.bottom() > 0 and place.top() < foot:
                    lanes.paint(lane, place, self._notes if lane.name == NOTES else ())
            painter.setClipping(False)
            lanes.axis(foot)
            painter.end()
            self._painted, self._painted_in = made, key
        return self._painted

    def _over(self) -> Over:
        return Over(self._tracks, self._shown, self._labels())

    # What a person does.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragged_from = self.time_at(event.position().x())
            self._go(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._mark(max(0.0, self._dragged_from), max(0.0, self.time_at(event.position().x())))
            self._go(event)
            return
        words = self.words_at(event.position())
        self.setStatusTip(words)
        self.setToolTip(words)

    def words_at(self, at: QPointF) -> str:
        """Return what lies at a place of the widget, in words."""
        lane = next((lane for lane, place in self._places() if place.contains(at)), None)
        if lane is None or not self._tracks.count or at.y() > self.height() - self._axis():
            return ""
        here = self.time_at(at.x())
        slack = self.time_at(at.x() + 4) - here
        return words_in(lane, here, slack, self._notes)

    def _go(self, event: QMouseEvent) -> None:
        if not self._tracks.count or event.position().x() < self._labels():
            return
        span = self._span_at(event.position())
        if span >= 0:
            self.finding_wanted.emit(self._tracks.spans[span].finding)
        self.time_wanted.emit(Fraction(max(0.0, self.time_at(event.position().x()))).limit_denominator(10**9))

    def _span_at(self, at: QPointF) -> int:
        lane = next((lane for lane, place in self._places() if place.contains(at)), None)
        if lane is None or lane.name != FINDINGS:
            return -1
        for number, span in enumerate(self._tracks.spans):
            if self.x_of(span.start) - 4 <= at.x() <= self.x_of(span.end) + 4:
                return number
        return -1

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y()
        if turned and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.lanes_bar.setValue(self.lanes_bar.value() - turned // 2)
        elif turned:
            self.zoom_by(0.8 if turned > 0 else 1.25, self.time_at(event.position().x()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom_in()
            case Qt.Key.Key_Minus:
                self.zoom_out()
            case Qt.Key.Key_0:
                self.show_all()
            case Qt.Key.Key_BracketLeft:
                self.mark_from()
            case Qt.Key.Key_BracketRight:
                self.mark_to()
            case Qt.Key.Key_Escape if self._range is not None:
                self.unmark()
            case Qt.Key.Key_PageDown | Qt.Key.Key_PageUp:
                way = 1 if event.key() == Qt.Key.Key_PageDown else -1
                self.lanes_bar.setValue(self.lanes_bar.value() + way * self.lanes_bar.pageStep())
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                way = 1 if event.key() == Qt.Key.Key_Down else -1
                self.lanes_bar.setValue(self.lanes_bar.value() + way * self.lanes_bar.singleStep())
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                ten = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.step_wanted.emit((10 if ten else 1) * (1 if event.key() == Qt.Key.Key_Right else -1))
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
