"""The bar in which a recipe is written: its steps in order, each one computed by the process that decodes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QSlider, QVBoxLayout, QWidget

from forensics.media import layer_steps
from forensics.media.recipe import (
    EXAMPLES,
    FORMS,
    NotARecipe,
    Over,
    Step,
    counterpart,
    explained,
    is_layer,
    parse,
    written,
)
from gui.panes.page import plain_label
from gui.saying import noop, tr
from gui.words import one_line

ADD = noop("Add a step…")
LAYER = noop("Layer…")
HELP = noop(
    "Steps in order, joined by >. None invents detail: each value comes from pixels, lines or frames around it."
)


class RecipeBar(QWidget):
    """Tells the recipe that is wanted, '' for the frame as decoded."""

    wanted = Signal(str)
    kept = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Recipe for the picture")
        self._now = ""
        self._before: list[str] = []
        self.text = QLineEdit()
        self.text.setAccessibleName("Recipe: steps in order, joined by >")
        self.text.setPlaceholderText("as decoded; for instance  mean:2 > levels:16,235,1 > sharpen:1.5,0.8")
        self.text.setClearButtonEnabled(True)
        self.add = QComboBox()
        self.add.setAccessibleName("Add a step to the recipe")
        self.add.view().setAccessibleName("Steps that can be added to the recipe")
        self.add.addItems(
            [tr(ADD), *(name for name in EXAMPLES if name not in layer_steps.EXAMPLES and name != "veil")]
        )
        self.layers = QComboBox()
        self.layers.setAccessibleName("Add a layer for looking")
        self.layers.view().setAccessibleName("Layers for looking: none is ever weighed")
        self.layers.addItems([tr(LAYER), *(name for name in layer_steps.EXAMPLES if name != "plain")])
        self.plain = QPushButton("Count&erpart")
        self.plain.setCheckable(True)
        self.plain.setAccessibleName("Show the layer where all parts of the frame have one history")
        self.plain.setToolTip("What shows here too is the content's, and says nothing of its history.")
        self.share = QSlider(Qt.Orientation.Horizontal)
        self.share.setAccessibleName("How much of the layer lies over the frame, in percent")
        self.share.setToolTip("How much of the layer lies over the frame, in percent")
        self.share.setRange(1, 100)
        self.share.setTracking(False)  # a layer is made anew for each value that is asked for
        self.share.setValue(100)
        self.keep = QPushButton("&Keep as still")
        self.keep.setAccessibleName("Keep this picture as a still with its recipe and digest")
        self.words = plain_label("What the steps of the recipe do", HELP)
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addWidget(self.layers)
        row.addWidget(self.plain)
        row.addWidget(self.share)
        row.addWidget(self.keep)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.text)
        row.addStretch(1)
        layout.addLayout(row)
        layout.addWidget(self.words)
        self.text.editingFinished.connect(self._tell)
        self.add.activated.connect(self._add)
        self.layers.activated.connect(self._add_layer)
        self.plain.toggled.connect(self._tell)
        self.share.valueChanged.connect(self._tell)
        self.keep.clicked.connect(self.kept)
        self.hide()

    def open(self) -> None:
        """Show the bar with the keyboard in it."""
        self.show()
        self.text.setFocus()

    def open_layers(self) -> None:
        """Show the bar with the keyboard in its list of layers."""
        self.show()
        self.layers.setFocus()

    def recipe(self) -> str:
        """Return the recipe in force as it is written in full, '' where the text is none."""
        try:
            return written(self._in_force())
        except NotARecipe:
            return ""

    def _in_force(self) -> tuple[Step, ...]:
        steps = parse(self.text.text())
        if not is_layer(steps):
            return steps
        made = counterpart(steps) if self.plain.isChecked() else steps
        mixed = self.share.value() < self.share.maximum() and not any(isinstance(step, Over) for step in made)
        return (*made, Over(self.share.value())) if mixed else made

    def clear(self) -> None:
        """Show frames as decoded again."""
        self.text.clear()
        self._tell()
        self.hide()

    def _remembered(self, recipe: str) -> str:
        if recipe != self._now:
            self._before.append(self._now)
            self._now = recipe
        return recipe

    def undo(self) -> bool:
        """Go back to the recipe before; return whether there was one. Stills that were kept stay kept."""
        if not self._before:
            return False
        self._now = self._before.pop()
        self.plain.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.plain.setChecked(False)
        self.plain.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        self.text.setText(self._now)
        self._tell()
        return True

    def append(self, step: str) -> None:
        """Add a step at the end of the recipe."""
        before = self.text.text().strip()
        self.text.setText(f"{before} > {step}" if before else step)
        self._tell()

    def _add(self, place: int) -> None:
        name = self.add.itemText(place)
        if name in EXAMPLES:
            before = self.text.text().strip()
            parts = [EXAMPLES[name], before] if name in ("mean", "steady") else [before, EXAMPLES[name]]
            self.text.setText(" > ".join(part for part in parts if part))
            self._tell()
        self.add.setCurrentIndex(0)

    def _add_layer(self, place: int) -> None:
        name = self.layers.itemText(place)
        if name in layer_steps.EXAMPLES:
            self.text.setText(layer_steps.EXAMPLES[name])
            self._tell()
        self.layers.setCurrentIndex(0)

    def _tell(self) -> None:
        try:
            steps = self._in_force()
        except NotARecipe as error:
            self.words.setText(one_line(str(error)))
            return
        self.words.setText(
            "\n".join(explained(steps))
            or tr("{help} The steps are: {forms}.", help=tr(HELP), forms="; ".join(_forms()))
        )
        self.wanted.emit(self._remembered(written(steps)))


def _forms() -> list[str]:
    return [form for name, form in FORMS.items() if name != "veil"]
