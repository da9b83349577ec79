"""One decoded frame as it is: each of its pixels is a whole rectangle on the screen, none is mixed with another."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QTransform, QWheelEvent
from PySide6.QtWidgets import QWidget

from casefiles.player import PlayedFrame
from forensics.types import Region

ZOOMS = (0.125, 0.25, 0.5, 1.0, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 16.0, 24.0, 32.0)
FIT = 0.0


class PictureView(QWidget):
    """Paints a frame with nearest-neighbour sampling. Arrow keys step, + and - zoom, 0 fits, drag moves."""

    step_wanted = Signal(int)
    key_frame_wanted = Signal(int)
    end_wanted = Signal(int)  # -1 the first frame, 1 the last
    pixel = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(240, 160)
        self.setAccessibleName("Picture of the frame")
        self._image: QImage | None = None
        self._bytes = b""
        self._message = ""
        self._regions: tuple[Region, ...] = ()
        self._zoom = FIT
        self._turned = 0
        self._offset = QPointF(0, 0)
        self._dragged_from: QPoint | None = None

    def show_frame(self, frame: PlayedFrame, regions: tuple[Region, ...] = ()) -> None:
        """Paint a frame, with outlines around regions that a finding names."""
        self._bytes = frame.rgb  # QImage does not keep the bytes alive itself
        self._image = QImage(self._bytes, frame.width, frame.height, frame.width * 3, QImage.Format.Format_RGB888)
        self._message, self._regions = "", regions
        self.update()

    def show_message(self, words: str) -> None:
        """Paint words instead of a picture."""
        self._image, self._message, self._regions = None, words, ()
        self.setAccessibleDescription(words)
        self.update()

    def image(self) -> QImage | None:
        """Return the frame as it is painted, before zoom and turning; None when there is none."""
        return self._image

    def zoom(self) -> float:
        """Return screen pixels for each pixel of the frame."""
        if self._image is None:
            return 1.0
        if self._zoom != FIT:
            return self._zoom
        width, height = self._image.width(), self._image.height()
        if self._turned % 180:
            width, height = height, width
        ratio = self.devicePixelRatioF()
        return min(self.width() * ratio / width, self.height() * ratio / height)

    def zoom_by(self, steps: int) -> None:
        """Zoom in or out by so many steps."""
        now = self.zoom()
        choices = [z for z in ZOOMS if (z > now + 1e-9 if steps > 0 else z < now - 1e-9)]
        if choices:
            self._zoom = choices[0] if steps > 0 else choices[-1]
            self.update()

    def zoom_to(self, zoom: float) -> None:
        """Zoom to so many screen pixels for each pixel; FIT shows the whole frame."""
        self._zoom, self._offset = zoom, QPointF(0, 0)
        self.update()

    def turn(self) -> None:
        """Turn the view by a quarter clockwise; the frame stays as it is."""
        self._turned = (self._turned + 90) % 360
        self.update()

    def turned(self) -> int:
        """Return by how many degrees the view is turned."""
        return self._turned

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(24, 26, 29))
        if self._image is None:
            painter.setPen(QColor(215, 218, 222))
            inside = self.rect().adjusted(24, 24, -24, -24)
            painter.drawText(inside, int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap), self._message)
            return
        painter.setTransform(self._placing())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
        painter.drawImage(QPointF(0, 0), self._image)
        for region in self._regions:
            for colour, style in ((QColor("black"), Qt.PenStyle.SolidLine), (QColor("yellow"), Qt.PenStyle.DashLine)):
                pen = QPen(colour, 2, style)
                pen.setCosmetic(True)
                painter.setPen(pen)
                painter.drawRect(QRectF(region.x, region.y, region.width, region.height))

    def _placing(self) -> QTransform:
        """Return the way from a frame's pixels to the widget's points."""
        assert self._image is not None
        scale = self.zoom() / self.devicePixelRatioF()
        placing = QTransform()
        centre = QPointF(self.width() / 2, self.height() / 2) + self._offset
        placing.translate(centre.x(), centre.y())
        placing.rotate(self._turned)
        placing.scale(scale, scale)
        placing.translate(-self._image.width() / 2, -self._image.height() / 2)
        return placing

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                way = 1 if event.key() == Qt.Key.Key_Right else -1
                if control:
                    self.key_frame_wanted.emit(way)
                else:
                    self.step_wanted.emit(way * (10 if shift else 1))
            case Qt.Key.Key_Home:
                self.end_wanted.emit(-1)
            case Qt.Key.Key_End:
                self.end_wanted.emit(1)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom_by(1)
            case Qt.Key.Key_Minus:
                self.zoom_by(-1)
            case Qt.Key.Key_0:
                self.zoom_to(FIT)
            case Qt.Key.Key_1:
                self.zoom_to(1.0)
            case _:
                super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.angleDelta().y():
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._dragged_from = event.position().toPoint()
        self.setFocus()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._dragged_from = None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._dragged_from is not None:
            self._offset += QPointF(at - self._dragged_from)
            self._dragged_from = at
            self.update()
        self.pixel.emit(self._pixel_words(event.position()))

    def _pixel_words(self, at: QPointF) -> str:
        if self._image is None:
            return ""
        back, possible = self._placing().inverted()
        x, y = int(back.map(at).x() // 1), int(back.map(at).y() // 1)
        if not possible or not (0 <= x < self._image.width() and 0 <= y < self._image.height()):
            return ""
        colour = self._image.pixelColor(x, y)
        return f"x {x}, y {y}: R {colour.red()} G {colour.green()} B {colour.blue()}"
