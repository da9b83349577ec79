"""Heat maps over a frame: colours from the least to the greatest value, numbers in the cells, and their legend."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from casefiles.heatmaps import HeatMap, MarkedRegion
from gui.panes.overlays import two_pens, write
from gui.saying import tr
from gui.words import one_line

COLD, MIDDLE, HOT = QColor(40, 90, 200), QColor(245, 245, 235), QColor(215, 70, 20)
"""Blue, near white and orange: told apart with every common kind of colour blindness, and by lightness."""
_SMALLEST_FOR_NUMBERS = 30.0
"""Screen pixels of a cell below which its value is not written into it."""
_STRIP = 14
_LEAST_SHOWN = 0.05
"""Values below this are written as zero: their sign would be that of their rounding."""


def colour_of(heat: HeatMap, value: float) -> QColor:
    """Return the colour of a value; zero is in the middle where values lie on both sides of it."""
    if heat.low < 0 < heat.high:
        side, share = (COLD, value / heat.low) if value < 0 else (HOT, value / heat.high)
        return _between(MIDDLE, side, share)
    share = (value - heat.low) / (heat.high - heat.low) if heat.high > heat.low else 0.5
    return _between(MIDDLE, HOT, share)


def _between(one: QColor, two: QColor, share: float) -> QColor:
    part = min(1.0, max(0.0, share))
    red, green, blue = (
        round(a + (b - a) * part)
        for a, b in ((one.red(), two.red()), (one.green(), two.green()), (one.blue(), two.blue()))
    )
    return QColor(red, green, blue)


def paint_heat(painter: QPainter, heat: HeatMap, opacity: float, zoom: float) -> None:
    """Lay a map over the frame; values below zero are hatched too, and numbers stand in cells that have room."""
    painter.save()
    for cell in heat.cells:
        place = QRectF(cell.region.x, cell.region.y, cell.region.width, cell.region.height)
        painter.setOpacity(opacity)
        painter.fillRect(place, colour_of(heat, cell.value))
        if cell.value < 0:
            painter.fillRect(place, QBrush(QColor(0, 0, 0, 90), Qt.BrushStyle.BDiagPattern))
        painter.setOpacity(1.0)
        if min(place.width(), place.height()) * zoom >= _SMALLEST_FOR_NUMBERS:
            write(painter, place.center(), _number(cell.value, signed=heat.low < 0), boxed=True)
    painter.restore()


def _number(value: float, *, signed: bool) -> str:
    if not signed:
        return f"{value:z.3g}"
    return "0.0" if abs(value) < _LEAST_SHOWN else f"{value:+.1f}"


def paint_marked(painter: QPainter, regions: tuple[MarkedRegion, ...]) -> None:
    """Outline the regions that methods named, each with its label."""
    for one in regions:
        place = QRectF(one.region.x, one.region.y, one.region.width, one.region.height)
        for _pen in two_pens(painter, QColor(255, 190, 60)):
            painter.drawRect(place)
        write(painter, place.topLeft(), one_line(one.label, 50), beside=True)


class HeatLegend(QWidget):
    """The colours of a map with its least and greatest value and the unit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heat: HeatMap | None = None
        self.setAccessibleName("Legend of the heat map")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_map(self, heat: HeatMap | None) -> None:
        """Show the legend of a map."""
        self._heat = heat
        self.setAccessibleDescription(self.words())
        self.setToolTip(self.words())
        self.update()

    def words(self) -> str:
        """Return the legend in words."""
        heat = self._heat
        if heat is None:
            return ""
        words = tr("{low:.3g} to {high:.3g} {unit}", low=heat.low, high=heat.high, unit=heat.unit)
        return f"{words}; {tr('below zero hatched')}" if heat.low < 0 else words

    def sizeHint(self) -> QSize:
        return QSize(220, _STRIP + self.fontMetrics().height() + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        heat = self._heat
        if heat is None:
            return
        painter = QPainter(self)
        strip = QRectF(0, 0, self.width() - 1, _STRIP)
        gradient = QLinearGradient(strip.topLeft(), strip.topRight())
        zero = -heat.low / (heat.high - heat.low) if heat.low < 0 < heat.high else 0.0
        for place, value in ((0.0, heat.low), (zero, max(heat.low, 0.0)), (1.0, heat.high)):
            gradient.setColorAt(min(1.0, max(0.0, place)), colour_of(heat, value))
        painter.fillRect(strip, gradient)
        if heat.low < 0:
            below = QRectF(0, 0, strip.width() * zero, _STRIP)
            painter.fillRect(below, QBrush(QColor(0, 0, 0, 90), Qt.BrushStyle.BDiagPattern))
        painter.setPen(QPen(self.palette().windowText(), 1))
        painter.drawRect(strip)
        line = QRectF(0, _STRIP + 2, self.width(), self.fontMetrics().height())
        painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft), f"{heat.low:z.3g}")
        painter.drawText(line, int(Qt.AlignmentFlag.AlignRight), f"{heat.high:z.3g} {heat.unit}")
        if heat.low < 0 < heat.high:
            painter.drawText(QPointF(strip.width() * zero - 3, line.bottom() - self.fontMetrics().descent()), "0")
