"""Manifests and their ingredients as a graph: the active one first, each with its answers apart and never summed up."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsPathItem,
    QGraphicsRectItem,
    QGraphicsScene,
    QGraphicsSimpleTextItem,
    QGraphicsView,
    QWidget,
)

from forensics.provenance.words import Question
from forensics.types import C2paManifest, C2paReading
from gui.saying import tr
from gui.words import one_line

SHOWN = (Question.BINDING, Question.SIGNATURE, Question.CERTIFICATE, Question.TRUST, Question.STATEMENT)
"""The answers that a box has room for; the outline has all."""
MOST = 120
"""Boxes that are drawn; a hostile store can name more."""
WIDTH, GAP_X, GAP_Y, PAD = 300.0, 70.0, 24.0, 8.0


@dataclass(frozen=True, slots=True)
class Box:
    """One box: its lines of text, its column, and the label of its manifest ('' for a file that brought none)."""

    label: str
    column: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Arrow:
    """From a manifest to what went into it, by box numbers, with the relationship as written."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Graph:
    """Boxes and arrows of one reading; ``left_out`` counts the boxes beyond the bound."""

    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    left_out: int


def graph_of(reading: C2paReading) -> Graph:
    """Return the graph of a reading: manifests in order, then the ingredients that brought no manifest."""
    boxes = [_box(manifest) for manifest in reading.manifests]
    numbers = {manifest.label: number for number, manifest in enumerate(reading.manifests)}
    arrows: list[Arrow] = []
    for number, manifest in enumerate(reading.manifests):
        for ingredient in manifest.ingredients:
            end = numbers.get(ingredient.manifest_label) if ingredient.manifest_label else None
            if end is None:
                failed = (*ingredient.recorded_failures, *ingredient.found_failures)
                lines = (
                    one_line(ingredient.title or tr("a file without a name"), 60),
                    tr("brought no manifest"),
                    *failed[:3],
                )
                end = len(boxes)
                boxes.append(Box("", max(manifest.depth, 0) + 1, tuple(one_line(text, 60) for text in lines)))
            arrows.append(Arrow(number, end, one_line(ingredient.relationship, 40)))
    kept = boxes[:MOST]
    return Graph(
        tuple(kept), tuple(a for a in arrows if max(a.start, a.end) < len(kept)), max(0, len(boxes) - len(kept))
    )


def _box(manifest: C2paManifest) -> Box:
    role = {0: tr("Active manifest"), -1: tr("Manifest that nothing refers to")}.get(
        manifest.depth, tr("Earlier manifest")
    )
    answers = {one.name: one.result for one in manifest.dimensions}
    made = tr("made with (claimed): {claim_generator}", claim_generator=one_line(manifest.claim_generator, 40))
    lines = [role, one_line(manifest.title or manifest.label, 60), made]
    lines += [f"{question}: {one_line(answers[question], 60)}" for question in SHOWN if question in answers]
    return Box(manifest.label, max(manifest.depth, 0), tuple(lines))


class ManifestGraph(QGraphicsView):
    """Draws the graph. Every text is plain; a box that is chosen, by mouse or arrow keys, is told by its label."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setScene(QGraphicsScene(self))
        self.setAccessibleName("Manifests and ingredients")
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.scene().selectionChanged.connect(self._selected)
        self._items: list[QGraphicsRectItem] = []
        self._labels: list[str] = []

    def show_readings(self, readings: tuple[C2paReading, ...]) -> None:
        """Replace the drawing by the readings, one below the other."""
        self.scene().clear()
        self._items, self._labels = [], []
        top, spoken = 0.0, []
        for reading in readings:
            graph = graph_of(reading)
            top = self._draw(graph, top) + 2 * GAP_Y
            spoken += [", ".join(box.lines) for box in graph.boxes]
            if graph.left_out:
                self._text(tr("and {left_out} more, in the outline", left_out=graph.left_out), QPointF(0, top), None)
        self.setAccessibleDescription("; ".join(spoken)[:4000])
        self.setSceneRect(self.scene().itemsBoundingRect().adjusted(-20, -20, 20, 20))

    def _draw(self, graph: Graph, top: float) -> float:
        heights: dict[int, float] = {}
        places: list[QRectF] = []
        for box in graph.boxes:
            height = 2 * PAD + len(box.lines) * self._line_height()
            y = heights.get(box.column, top)
            places.append(QRectF(box.column * (WIDTH + GAP_X), y, WIDTH, height))
            heights[box.column] = y + height + GAP_Y
        for arrow in graph.arrows:
            self._arrow(places[arrow.start], places[arrow.end], arrow.words)
        for box, place in zip(graph.boxes, places, strict=True):
            self._place(box, place)
        return max(heights.values(), default=top)

    def _place(self, box: Box, place: QRectF) -> None:
        item = QGraphicsRectItem(place)
        item.setPen(QPen(self.palette().text().color()))
        item.setBrush(self.palette().base())
        item.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsSelectable)
        self.scene().addItem(item)
        for number, line in enumerate(box.lines):
            at = QPointF(place.x() + PAD, place.y() + PAD + number * self._line_height())
            self._text(self.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, int(WIDTH - 2 * PAD)), at, item)
        self._items.append(item)
        self._labels.append(box.label)

    def _arrow(self, start: QRectF, end: QRectF, words: str) -> None:
        here, there = QPointF(start.right(), start.center().y()), QPointF(end.left(), end.center().y())
        path = QPainterPath(here)
        path.cubicTo(here + QPointF(GAP_X / 2, 0), there - QPointF(GAP_X / 2, 0), there)
        line = QGraphicsPathItem(path)
        line.setPen(QPen(self.palette().mid().color(), 1.5))
        line.setZValue(-1)
        self.scene().addItem(line)
        line.setData(0, words)
        self._text(self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(GAP_X)), here, None)

    def _text(self, words: str, at: QPointF, parent: QGraphicsItem | None) -> None:
        item = QGraphicsSimpleTextItem(words, parent)  # simple text knows no markup
        item.setFont(self.font())
        item.setBrush(self.palette().text())
        item.setPos(at)
        if parent is None:
            self.scene().addItem(item)

    def _line_height(self) -> float:
        return float(self.fontMetrics().height() + 2)

    def _selected(self) -> None:
        for item, label in zip(self._items, self._labels, strict=True):
            if item.isSelected() and label:
                self.chosen.emit(label)

    def texts(self) -> tuple[str, ...]:
        """Return every text that is drawn."""
        drawn = self.scene().items(Qt.SortOrder.AscendingOrder)
        return tuple(item.text() for item in drawn if isinstance(item, QGraphicsSimpleTextItem))
