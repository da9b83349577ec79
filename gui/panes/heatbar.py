"""The bar for what methods measured within frames: which map lies over the frame and how strongly, and the regions."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSlider, QVBoxLayout, QWidget

from casefiles.heatmaps import NOTHING, HeatMap, MarkedRegion, OverFrames
from gui.fields import choice
from gui.panes.heat import HeatLegend
from gui.panes.page import plain_label
from gui.saying import noop, tr
from gui.words import counted, one_line

NO_MAP = noop("No method measured a map at this frame.")
MOST_LINES = 2
"""Lines of words below the bar; all of them stand in its tool tip."""
START = 55
"""Percent of opacity at first: the frame and the map can both be read."""


class HeatBar(QWidget):
    """Tells what is to lie over the frame; hidden, it tells that nothing is."""

    changed = Signal(object, object, float)  # HeatMap or None, tuple[MarkedRegion, ...], opacity
    frame_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Maps and regions over the frame")
        self._over = NOTHING
        self._frame, self._seconds = -1, 0.0
        self._wanted: str | None = None
        self.map = choice(tr("Map over the frame"), ())
        self.opacity = QSlider(Qt.Orientation.Horizontal)
        self.opacity.setAccessibleName("Opacity of the map, in percent")
        self.opacity.setToolTip("Opacity of the map, in percent")
        self.opacity.setRange(0, 100)
        self.opacity.setValue(START)
        self.percent = QLabel("")
        self.legend = HeatLegend()
        self.words = plain_label("What the map and the regions are")
        self.before, self.after = QPushButton(tr("◀ Re&gions")), QPushButton(tr("Regi&ons ▶"))
        self.before.setAccessibleName("Frame before with regions")
        self.after.setAccessibleName("Next frame with regions")
        row = QHBoxLayout()
        row.addWidget(self.map, 2)
        row.addWidget(self.opacity, 1)
        row.addWidget(self.percent)
        row.addWidget(self.before)
        row.addWidget(self.after)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addLayout(row)
        lines.addWidget(self.legend)
        lines.addWidget(self.words)
        self.map.activated.connect(self._choose)
        self.opacity.valueChanged.connect(self._tell)
        self.before.clicked.connect(self.go_before)
        self.after.clicked.connect(self.go_after)
        self.hide()

    def show_over(self, over: OverFrames) -> None:
        """Take what the examination measured within frames."""
        self._over = over
        self._fill()

    def show_at(self, frame: int, seconds: float) -> None:
        """Take the frame that is shown, with its time."""
        self._frame, self._seconds = frame, seconds
        self._fill()

    def turn(self) -> bool:
        """Show the bar and what lies over the frame, or put both away; return whether it is shown."""
        self.setVisible(self.isHidden())
        self._fill()
        return not self.isHidden()

    def go_before(self) -> None:
        """Go to the frame before this one that has regions."""
        found = [frame for frame in self._over.frames() if frame < self._frame]
        if found:
            self.frame_wanted.emit(found[-1])

    def go_after(self) -> None:
        """Go to the next frame that has regions."""
        found = [frame for frame in self._over.frames() if frame > self._frame]
        if found:
            self.frame_wanted.emit(found[0])

    def _choose(self, _place: int) -> None:
        self._wanted = str(self.map.currentData())
        self._tell()

    def _fill(self) -> None:
        here = self._over.maps_at(self._seconds) if self._frame >= 0 else ()
        self.map.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.map.clear()
        for heat in here:
            self.map.addItem(heat.name, heat.name)
        self.map.addItem(tr("no map"), "")
        self.map.setCurrentIndex(0 if self._wanted is None else max(0, self.map.findData(self._wanted)))
        self.map.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        frames = self._over.frames()
        self.before.setEnabled(any(frame < self._frame for frame in frames))
        self.after.setEnabled(any(frame > self._frame for frame in frames))
        self._tell()

    def _tell(self) -> None:
        regions = self._over.regions_at(self._frame)
        heat = self._chosen()
        self.legend.show_map(heat)
        self.legend.setVisible(heat is not None)
        self.opacity.setEnabled(heat is not None)
        self.percent.setText(f"{self.opacity.value()} %")
        lines = self._said(heat, regions)
        self.words.setText("\n".join(lines[:MOST_LINES]))
        self.words.setToolTip("\n".join(lines))
        if self.isHidden():
            self.changed.emit(None, (), 0.0)
        else:
            self.changed.emit(heat, regions, self.opacity.value() / 100)

    def _chosen(self) -> HeatMap | None:
        name = self.map.currentData()
        return next((heat for heat in self._over.maps_at(self._seconds) if heat.name == name), None)

    def _said(self, heat: HeatMap | None, regions: tuple[MarkedRegion, ...]) -> list[str]:
        lines = [f"{one_line(heat.meaning, 100)}. {one_line(heat.limit, 160)}"] if heat is not None else []
        if not self._over.maps_at(self._seconds):
            because = "; ".join(f"{one_line(name, 60)}: {one_line(why, 100)}" for name, why in self._over.missing[:1])
            lines.append(f"{tr(NO_MAP)} {because}".strip())
        lines += [f"{one_line(one.label, 60)}: {one_line(one.words, 200)}" for one in regions]
        if not regions:
            count = counted(len(self._over.frames()), "frame")
            lines.append(tr("No region is named in this frame; {count} have some.", count=count))
        return lines
