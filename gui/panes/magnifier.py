"""The pixels around the pointer, each as a large square with its values written beside: nothing is mixed."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

SIDE = 11
"""Pixels that are shown in each direction; the middle one is under the pointer."""
CELL = 16


def paint_magnifier(painter: QPainter, image: QImage, at: QPoint, corner: QRectF) -> None:
    """Paint the pixels around ``at`` into the top right corner of a place."""
    half = SIDE // 2
    side = SIDE * CELL
    place = QRectF(corner.right() - side - 8, corner.top() + 8, side, side)
    painter.fillRect(place.adjusted(-2, -2, 2, 2), QColor("black"))
    for row in range(SIDE):
        for column in range(SIDE):
            x, y = at.x() - half + column, at.y() - half + row
            cell = QRectF(place.left() + column * CELL, place.top() + row * CELL, CELL, CELL)
            inside = 0 <= x < image.width() and 0 <= y < image.height()
            painter.fillRect(cell, image.pixelColor(x, y) if inside else QColor(60, 60, 60))
    middle = QRectF(place.left() + half * CELL, place.top() + half * CELL, CELL, CELL)
    for ink, width in ((QColor("black"), 3), (QColor("white"), 1)):
        painter.setPen(QPen(ink, width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(middle)
