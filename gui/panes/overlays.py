"""What is drawn over a frame, in the frame's own pixels: blocks, motion vectors, quantisers, notes, regions."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from casefiles.marking import Annotation, Drawing, Shape, drawing_words
from casefiles.player import Marks
from forensics.types import Region
from gui.words import one_line

BLOCK = 16
_SMALLEST_FOR_WORDS = 14.0
"""Screen pixels of a block below which its quantiser is not written into it."""


def two_pens(painter: QPainter, colour: QColor, width: float = 2.0) -> Iterable[QPen]:
    """Yield a black and then a coloured dashed pen, so that a line shows on any picture, not by colour alone."""
    for ink, style in ((QColor("black"), Qt.PenStyle.SolidLine), (colour, Qt.PenStyle.DashLine)):
        pen = QPen(ink, width, style)
        pen.setCosmetic(True)
        painter.setPen(pen)
        yield pen


def paint_regions(painter: QPainter, regions: Iterable[Region]) -> None:
    """Outline the regions that a finding names."""
    for region in regions:
        for _pen in two_pens(painter, QColor("yellow")):
            painter.drawRect(QRectF(region.x, region.y, region.width, region.height))


def paint_grid(painter: QPainter, width: int, height: int) -> None:
    """Draw the lines of 16 × 16 blocks from the top left."""
    pen = QPen(QColor(255, 255, 255, 110), 1)
    pen.setCosmetic(True)
    painter.setPen(pen)
    upright = [QLineF(x, 0, x, height) for x in range(0, width + 1, BLOCK)]
    level = [QLineF(0, y, width, y) for y in range(0, height + 1, BLOCK)]
    painter.drawLines(upright + level)


def paint_vectors(painter: QPainter, marks: Marks) -> None:
    """Draw each motion vector from where its block is to where its pixels come from; a dot marks the block."""
    past, future = QColor(90, 220, 255), QColor(255, 170, 60)
    for colour, style, later in ((past, Qt.PenStyle.SolidLine, False), (future, Qt.PenStyle.DotLine, True)):
        lines = [
            QLineF(x, y, from_x, from_y)
            for x, y, from_x, from_y, reference in marks.vectors
            if (reference > 0) == later
        ]
        pen = QPen(colour, 1.2, style)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.drawLines(lines)
        dot = QPen(colour, 3)
        dot.setCosmetic(True)
        painter.setPen(dot)
        painter.drawPoints([line.p1() for line in lines])


def paint_quantisers(painter: QPainter, marks: Marks, zoom: float) -> None:
    """Shade each block by its quantiser, darker for finer, and write the number where there is room."""
    values = [qp for *_, qp in marks.quantisers]
    low, high = min(values, default=0), max(values, default=0)
    for x, y, width, height, qp in marks.quantisers:
        place = QRectF(x, y, width, height)
        share = (qp - low) / (high - low) if high > low else 0.5
        painter.fillRect(place, QColor(230, 60, 160, 30 + int(120 * share)))
        if min(width, height) * zoom >= _SMALLEST_FOR_WORDS:
            write(painter, place.center(), str(qp))


def paint_notes(painter: QPainter, notes: Iterable[Annotation]) -> None:
    """Draw the notes on this frame, each with its id."""
    for note in notes:
        paint_drawing(painter, note.drawing, f"{note.id} {one_line(note.text, 40)}")


def paint_drawing(painter: QPainter, drawing: Drawing, words: str = "") -> None:
    """Draw one shape; its points are the middles of pixels."""
    points = [QPointF(point.x + 0.5, point.y + 0.5) for point in drawing.points]
    for _pen in two_pens(painter, QColor(120, 255, 120)):
        match drawing.shape:
            case Shape.BOX:
                painter.drawRect(QRectF(points[0], points[1]).normalized().adjusted(-0.5, -0.5, 0.5, 0.5))
            case Shape.ARROW | Shape.MEASURE:
                _line(painter, points[0], points[1], arrow=drawing.shape is Shape.ARROW)
            case Shape.ANGLE:
                for end in points[::2]:
                    _line(painter, points[1], end, arrow=False)
            case _:
                pass
    where = points[-1] if points else QPointF(2, 2)
    if drawing.shape in (Shape.MEASURE, Shape.ANGLE):
        words = f"{words} {drawing_words(drawing).split(' from ')[0].split(' at ')[0]}".strip()
    if words:
        write(painter, where, words, beside=True)


def _line(painter: QPainter, first: QPointF, last: QPointF, *, arrow: bool) -> None:
    shaft = QLineF(last, first)
    painter.drawLine(shaft)
    if shaft.length() < 1:
        return
    for turn in (25.0, -25.0) if arrow else (90.0, -90.0):
        barb = QLineF(shaft)
        barb.setLength(min(shaft.length(), 8.0 if arrow else 3.0))
        barb.setAngle(shaft.angle() + turn)
        painter.drawLine(barb)
        if not arrow:
            barb.translate(first - last)
            painter.drawLine(barb)


def write(painter: QPainter, at: QPointF, words: str, *, beside: bool = False, boxed: bool = False) -> None:
    """Write words at a place of the frame, upright and in the size of the window's text at any zoom."""
    place = painter.transform().map(at)
    painter.save()
    painter.resetTransform()
    box = QRectF(painter.fontMetrics().boundingRect(words)).adjusted(-3, -1, 3, 1)
    box.moveCenter(place)
    if beside:
        box.moveTopLeft(place + QPointF(6, 6))
        painter.setClipping(False)
        seen = QRectF(painter.viewport())
        box.moveRight(min(box.right(), seen.right()))
        box.moveBottom(min(box.bottom(), seen.bottom()))
    if beside or boxed:
        painter.fillRect(box, QColor(0, 0, 0, 190))
    painter.setPen(QColor("white"))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)
    painter.restore()
