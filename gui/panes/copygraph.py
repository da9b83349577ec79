"""The family of copies as a graph, and the alignment of two of them as bands between two lines of time."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsLineItem,
    QGraphicsRectItem,
    QGraphicsScene,
    QGraphicsSimpleTextItem,
    QGraphicsView,
    QWidget,
)

from casefiles.copy_map import NOTHING, SOUND, AlignmentMap, FamilyMap, Placed, Segment
from gui.saying import tr
from gui.words import one_line

PAD, MARGIN = 6.0, 120.0
LINES = 4
"""Lines of words in a box at most."""
BAR, ROOM = 16, 44


class CopyGraph(QGraphicsView):
    """Draws copies as boxes and relations as lines; a line or a box that is chosen is told."""

    relation_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setScene(QGraphicsScene(self))
        self.setAccessibleName(tr("Family of copies"))
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setMinimumHeight(230)
        self._map = NOTHING
        self._marked = -1
        self._lines: list[QGraphicsLineItem] = []
        self.scene().selectionChanged.connect(self._selected)

    def show_map(self, found: FamilyMap) -> None:
        """Replace the drawing."""
        self._map, self._marked = found, -1
        spoken = [f"{one.edge.this} – {one.edge.other}: {', '.join(one.edge.codes)}" for one in found.joined]
        self.setAccessibleDescription("; ".join(spoken)[:4000])
        self._draw()

    def _draw(self) -> None:
        self.scene().blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.scene().clear()
        self._lines = []
        edge = LINES * self.fontMetrics().lineSpacing() / 2 + PAD * 2  # half a box: none may be cut off
        room = QRectF(self.viewport().rect()).adjusted(MARGIN, edge, -MARGIN, -edge)
        places = [
            QPointF(room.left() + one.x * room.width(), room.top() + one.y * room.height()) for one in self._map.placed
        ]
        for one in self._map.joined:
            line = QGraphicsLineItem(QLineF(places[one.start], places[one.end]))
            line.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsSelectable)
            line.setToolTip(one_line(", ".join(one.edge.codes)))
            self.scene().addItem(line)
            self._lines.append(line)
        for placed, place in zip(self._map.placed, places, strict=True):
            self._box(placed, place)
        self.mark(self._marked)
        self.scene().setSceneRect(QRectF(self.viewport().rect()))
        self.scene().blockSignals(False)  # noqa: FBT003 - Qt's own signature

    def _box(self, placed: Placed, place: QPointF) -> None:
        node = placed.node
        lines = [one_line(node.exhibit, 20), one_line(node.name, 26)]
        lines.append(f"{node.width}×{node.height}, {node.seconds:.1f} s" if node.width else tr("no pictures"))
        lines += [tr("none is proposed above it")] if placed.first else []
        words = QGraphicsSimpleTextItem("\n".join(lines))  # simple text knows no markup
        words.setFont(self.font())
        words.setBrush(self.palette().text())
        size = words.boundingRect()
        box = QGraphicsRectItem(size.adjusted(-PAD, -PAD, PAD, PAD))
        box.setPen(QPen(self.palette().text().color(), 2 if placed.first else 1))
        box.setBrush(self.palette().base())
        box.setPos(place - size.center())
        words.setParentItem(box)
        self.scene().addItem(box)

    def mark(self, relation: int) -> None:
        """Draw one relation stronger than the others."""
        self._marked = relation
        for one, line in zip(self._map.joined, self._lines, strict=True):
            chosen = one.edge.number == relation
            colour = self.palette().highlight() if chosen else self.palette().mid()
            style = Qt.PenStyle.SolidLine if one.edge.copy else Qt.PenStyle.DashLine
            line.setPen(QPen(colour.color(), 5 if chosen else 3, style))

    def texts(self) -> tuple[str, ...]:
        """Return every text that is drawn."""
        drawn = self.scene().items(Qt.SortOrder.AscendingOrder)
        return tuple(item.text() for item in drawn if isinstance(item, QGraphicsSimpleTextItem))

    def _selected(self) -> None:
        for one, line in zip(self._map.joined, self._lines, strict=True):
            if line.isSelected():
                self.relation_chosen.emit(one.edge.number)
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()


class AlignmentView(QWidget):
    """Two lines of time with a band for each stretch; the one that is chosen, by click or arrow keys, is told."""

    segment_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Alignment of the two copies"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(2 * BAR + ROOM + 3 * self.fontMetrics().height())
        self._map = AlignmentMap((), 0.0, 0.0)
        self._names = ("", "")
        self._chosen = -1

    def show_map(self, found: AlignmentMap, names: tuple[str, str]) -> None:
        """Replace the drawing."""
        self._map, self._names, self._chosen = found, names, -1
        self.setAccessibleDescription("; ".join(segment_words(one) for one in found.segments)[:4000])
        self.update()

    def choose(self, number: int) -> None:
        """Mark a stretch and tell it."""
        if 0 <= number < len(self._map.segments):
            self._chosen = number
            self.update()
            self.segment_chosen.emit(number)

    def chosen(self) -> int:
        """Return the number of the stretch that is marked, -1 for none."""
        return self._chosen

    def _band(self, one: Segment) -> QPainterPath:
        top, foot = self._lines_at()
        path = QPainterPath(QPointF(self._x(one.start, self._map.length), top + BAR))
        path.lineTo(self._x(one.end, self._map.length), top + BAR)
        path.lineTo(self._x(one.other_end, self._map.other_length), foot)
        path.lineTo(self._x(one.other_start, self._map.other_length), foot)
        path.closeSubpath()
        return path

    def _lines_at(self) -> tuple[float, float]:
        text = self.fontMetrics().height() + 2
        return float(text), float(self.height() - text - BAR)

    def _x(self, seconds: float, length: float) -> float:
        share = seconds / length if length > 0 else 0.0
        return 8 + share * (self.width() - 16)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, (top, foot) = self.palette(), self._lines_at()
        painter.setPen(palette.text().color())
        metrics = self.fontMetrics()
        painter.drawText(QPointF(8, metrics.ascent()), f"{self._names[0]}   0 – {self._map.length:.1f} s")
        below = f"{self._names[1]}   0 – {self._map.other_length:.1f} s"
        painter.drawText(QPointF(8, foot + BAR + metrics.ascent() + 2), below)
        for y in (top, foot):
            painter.fillRect(QRectF(8, y, self.width() - 16, BAR), palette.mid())
        for number, one in enumerate(self._map.segments):
            colour = palette.highlight().color()
            colour.setAlpha(200 if number == self._chosen else 90)
            painter.setBrush(Qt.BrushStyle.BDiagPattern if one.kind == SOUND else colour)
            painter.setPen(QPen(palette.text().color(), 2 if number == self._chosen else 1))
            painter.drawPath(self._band(one))
        if self.hasFocus():
            painter.setPen(QPen(palette.highlight().color(), 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for number, one in reversed(list(enumerate(self._map.segments))):
            if self._band(one).contains(event.position()):
                self.choose(number)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        if step is None or not self._map.segments:
            super().keyPressEvent(event)
            return
        self.choose(min(len(self._map.segments) - 1, max(0, self._chosen + step)))


def segment_words(one: Segment) -> str:
    """Return a stretch in words."""
    times = f"{one.start:.2f}–{one.end:.2f} s = {one.other_start:.2f}–{one.other_end:.2f} s"
    speed = f", {one.speed:.4g}×" if abs(one.speed - 1) > 0.001 else ""
    return f"{tr(one.kind)}: {times}{speed}{', ' + tr('mirrored') if one.mirrored else ''}"
