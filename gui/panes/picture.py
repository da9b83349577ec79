"""One decoded frame as it is: each of its pixels is a whole rectangle on the screen, none is mixed with another."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QTransform, QWheelEvent
from PySide6.QtWidgets import QWidget

from casefiles.heatmaps import HeatMap, MarkedRegion
from casefiles.marking import Annotation, Drawing, Point, Shape
from casefiles.player import Marks, PlayedFrame
from forensics.types import Region
from gui.panes import overlays
from gui.panes.heat import paint_heat, paint_marked
from gui.panes.magnifier import paint_magnifier

ZOOMS = (0.125, 0.25, 0.5, 1.0, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 16.0, 24.0, 32.0)
FIT = 0.0
_WAYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class PictureView(QWidget):
    """Paints a frame with nearest-neighbour sampling. Arrow keys step, + and - zoom, 0 fits, drag moves."""

    step_wanted = Signal(int)
    key_frame_wanted = Signal(int)
    end_wanted = Signal(int)  # -1 the first frame, 1 the last
    shot_wanted = Signal(int)
    pixel = Signal(str)
    picked = Signal(object)  # tuple[Point, ...]
    drawn = Signal(object)  # Drawing

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
        self._marks: Marks | None = None
        self._notes: tuple[Annotation, ...] = ()
        self._heat: HeatMap | None = None
        self._marked: tuple[MarkedRegion, ...] = ()
        self._opacity = 0.0
        self._over: set[str] = set()
        self._shape: Shape | None = None
        self._begun: Point | None = None
        self._pointer = Point(0, 0)
        self._cropping = False
        self._cropped: QRectF | None = None
        self._picking = 0
        self._picked: list[Point] = []

    def show_frame(self, frame: PlayedFrame, regions: tuple[Region, ...] = ()) -> None:
        """Paint a frame, with outlines around regions that a finding names."""
        self._marks = frame.marks
        self.show_pixels(frame.rgb, frame.width, frame.height)
        self._regions = regions

    def show_pixels(self, rgb: bytes, width: int, height: int) -> None:
        """Paint RGB pixels that were made of frames; the regions stay off."""
        self._bytes = rgb  # QImage does not keep the bytes alive itself
        self._image = QImage(self._bytes, width, height, width * 3, QImage.Format.Format_RGB888)
        self._message, self._regions = "", ()
        self.update()

    def show_notes(self, notes: Sequence[Annotation]) -> None:
        """Draw the notes that lie on the frame that is shown."""
        self._notes = tuple(notes)
        self.update()

    def lay_over(self, heat: HeatMap | None, regions: tuple[MarkedRegion, ...], opacity: float) -> None:
        """Lay a map over the frame with an opacity from 0 to 1, and outline regions with their labels."""
        self._heat, self._marked, self._opacity = heat, regions, opacity
        self.update()

    def toggle(self, overlay: str) -> bool:
        """Turn an overlay on or off: 'grid', 'vectors', 'quantisers', 'magnifier'; return whether it is on."""
        self._over ^= {overlay}
        self.update()
        return overlay in self._over

    def overlays_on(self) -> frozenset[str]:
        """Return the overlays that are on."""
        return frozenset(self._over)

    def draw(self, shape: Shape | None) -> None:
        """Let the next drag, or Space at both ends, draw a shape; None: dragging moves the picture again."""
        self._shape, self._begun = shape, None
        self._cropping, self._picking, self._picked = False, 0, []
        self.setCursor(Qt.CursorShape.CrossCursor if shape is not None else Qt.CursorShape.ArrowCursor)
        self.update()

    def crop(self) -> None:
        """Let the next box say which part of the picture is shown; where one is cropped, show the whole again."""
        if self._cropped is None:
            self.draw(Shape.BOX)
            self._cropping = True
        else:
            self._cropped = None
            self.zoom_to(FIT)

    def cropped(self) -> QRectF | None:
        """Return the part of the frame that is shown, in its pixels; None for the whole."""
        return self._cropped

    def pick(self, count: int) -> None:
        """Let so many clicks, or presses of Space, pick pixels."""
        self.draw(Shape.TEXT)
        self._picking = count

    def show_message(self, words: str) -> None:
        """Paint words instead of a picture."""
        self._image, self._message, self._regions, self._cropped = None, words, (), None
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
        part = self._part()
        width, height = part.width(), part.height()
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
        painter.setClipRect(self._part())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
        painter.drawImage(QPointF(0, 0), self._image)
        overlays.paint_regions(painter, self._regions)
        self._paint_over(painter)

    def _paint_over(self, painter: QPainter) -> None:
        assert self._image is not None
        if self._heat is not None:
            paint_heat(painter, self._heat, self._opacity, self.zoom())
        paint_marked(painter, self._marked)
        if "grid" in self._over:
            overlays.paint_grid(painter, self._image.width(), self._image.height())
        if self._marks is not None and "quantisers" in self._over:
            overlays.paint_quantisers(painter, self._marks, self.zoom())
        if self._marks is not None and "vectors" in self._over:
            overlays.paint_vectors(painter, self._marks)
        overlays.paint_notes(painter, self._notes)
        if self._begun is not None and self._shape is not None:
            overlays.paint_drawing(painter, Drawing(self._shape, (self._begun, self._pointer)))
        for number, point in enumerate(self._picked, 1):
            overlays.paint_drawing(painter, Drawing(Shape.TEXT, (point,)), str(number))
        painter.setClipping(False)
        painter.resetTransform()
        if "magnifier" in self._over:
            at = QPoint(self._pointer.x, self._pointer.y)
            paint_magnifier(painter, self._image, at, QRectF(self.rect()))

    def _placing(self) -> QTransform:
        """Return the way from a frame's pixels to the widget's points."""
        assert self._image is not None
        scale = self.zoom() / self.devicePixelRatioF()
        placing = QTransform()
        centre = QPointF(self.width() / 2, self.height() / 2) + self._offset
        placing.translate(centre.x(), centre.y())
        placing.rotate(self._turned)
        placing.scale(scale, scale)
        centre_of = self._part().center()
        placing.translate(-centre_of.x(), -centre_of.y())
        return placing

    def _part(self) -> QRectF:
        """Return the part of the frame that is shown: all of it, or what is within the crop."""
        assert self._image is not None
        whole = QRectF(0, 0, self._image.width(), self._image.height())
        part = whole if self._cropped is None else whole.intersected(self._cropped)
        return whole if part.isEmpty() else part

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        drawing = self._shape is not None
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Right | Qt.Key.Key_Up | Qt.Key.Key_Down if drawing:
                self.move_pointer(*_WAYS[Qt.Key(event.key())])
            case Qt.Key.Key_Space if self._shape is not None:
                self.mark()
            case Qt.Key.Key_Escape if self._shape is not None:
                self.draw(None)
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                way = 1 if event.key() == Qt.Key.Key_Right else -1
                if control:
                    self.key_frame_wanted.emit(way)
                else:
                    self.step_wanted.emit(way * (10 if shift else 1))
            case Qt.Key.Key_PageUp | Qt.Key.Key_PageDown:
                self.shot_wanted.emit(1 if event.key() == Qt.Key.Key_PageDown else -1)
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
        self.setFocus()
        at = self._pixel_at(event.position())
        if self._shape is not None:
            self._begin(at)
        else:
            self._dragged_from = event.position().toPoint()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragged_from = None
        if self._begun is not None:
            self._finish(self._pixel_at(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._dragged_from is not None:
            self._offset += QPointF(at - self._dragged_from)
            self._dragged_from = at
            self.update()
        pixel = self._pixel_at(event.position())
        if pixel is not None:
            self._point_at(pixel)
        else:
            self.pixel.emit("")

    def move_pointer(self, right: int, down: int) -> None:
        """Move the marked pixel: what the mouse does, for the keyboard."""
        if self._image is not None:
            x = min(max(0, self._pointer.x + right), self._image.width() - 1)
            y = min(max(0, self._pointer.y + down), self._image.height() - 1)
            self._point_at(Point(x, y))

    def mark(self) -> None:
        """Set the beginning of a shape at the marked pixel, or its end where it has begun."""
        if self._shape is not None and self._begun is None:
            self._begin(self._pointer)
        elif self._begun is not None:
            self._finish(self._pointer)

    def _point_at(self, pixel: Point) -> None:
        self._pointer = pixel
        self.pixel.emit(self._pixel_words(pixel))
        if self._begun is not None or "magnifier" in self._over:
            self.update()

    def _begin(self, at: Point | None) -> None:
        if at is None or self._shape is None:
            return
        self._begun = self._pointer = at
        if self._picking:
            self._pick(at)
        elif self._shape is Shape.TEXT:
            self._finish(at)

    def _pick(self, at: Point) -> None:
        self._picked.append(at)
        self._begun = None
        self.update()
        if len(self._picked) == self._picking:
            picked = tuple(self._picked)
            self.draw(None)
            self.picked.emit(picked)

    def _finish(self, at: Point | None) -> None:
        shape, begun, cropping = self._shape, self._begun, self._cropping
        self.draw(None)
        if cropping and begun is not None and at is not None:
            self._cropped = QRectF(
                min(begun.x, at.x), min(begun.y, at.y), abs(at.x - begun.x) + 1, abs(at.y - begun.y) + 1
            )
            self.zoom_to(FIT)
        elif shape is not None and begun is not None and at is not None:
            self.drawn.emit(Drawing(shape, (begun,) if shape is Shape.TEXT else (begun, at)))

    def _pixel_at(self, at: QPointF) -> Point | None:
        """Return the pixel of the frame at a place of the widget."""
        if self._image is None:
            return None
        back, possible = self._placing().inverted()
        x, y = int(back.map(at).x() // 1), int(back.map(at).y() // 1)
        inside = possible and 0 <= x < self._image.width() and 0 <= y < self._image.height()
        return Point(x, y) if inside else None

    def _pixel_words(self, at: Point) -> str:
        if self._image is None:
            return ""
        colour = self._image.pixelColor(at.x, at.y)
        return f"x {at.x}, y {at.y}: R {colour.red()} G {colour.green()} B {colour.blue()}"
