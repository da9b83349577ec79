"""The bar in which a recipe is written: its steps in order, each one computed by the process that decodes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from forensics.media.recipe import EXAMPLES, FORMS, NotARecipe, explained, parse, written
from gui.panes.page import plain_label
from gui.words import one_line

ADD = "Add a step…"
HELP = "Steps in order, joined by >. None invents detail: each value comes from pixels, lines or frames around it."


class RecipeBar(QWidget):
    """Tells the recipe that is wanted, '' for the frame as decoded."""

    wanted = Signal(str)
    kept = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Recipe for the picture")
        self.text = QLineEdit()
        self.text.setAccessibleName("Recipe: steps in order, joined by >")
        self.text.setPlaceholderText("as decoded; for instance  mean:2 > levels:16,235,1 > sharpen:1.5,0.8")
        self.text.setClearButtonEnabled(True)
        self.add = QComboBox()
        self.add.setAccessibleName("Add a step to the recipe")
        self.add.view().setAccessibleName("Steps that can be added to the recipe")
        self.add.addItems([ADD, *(name for name in EXAMPLES if name != "veil")])
        self.keep = QPushButton("&Keep as still")
        self.keep.setAccessibleName("Keep this picture as a still with its recipe and digest")
        self.words = plain_label("What the steps of the recipe do", HELP)
        row = QHBoxLayout()
        row.addWidget(self.text, 1)
        row.addWidget(self.add)
        row.addWidget(self.keep)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row)
        layout.addWidget(self.words)
        self.text.editingFinished.connect(self._tell)
        self.add.activated.connect(self._add)
        self.keep.clicked.connect(self.kept)
        self.hide()

    def open(self) -> None:
        """Show the bar with the keyboard in it."""
        self.show()
        self.text.setFocus()

    def recipe(self) -> str:
        """Return the recipe as it is written in full, '' where the text is none."""
        try:
            return written(parse(self.text.text()))
        except NotARecipe:
            return ""

    def clear(self) -> None:
        """Show frames as decoded again."""
        self.text.clear()
        self._tell()
        self.hide()

    def _add(self, place: int) -> None:
        name = self.add.itemText(place)
        if name in EXAMPLES:
            before = self.text.text().strip()
            parts = [EXAMPLES[name], before] if name == "mean" else [before, EXAMPLES[name]]
            self.text.setText(" > ".join(part for part in parts if part))
            self._tell()
        self.add.setCurrentIndex(0)

    def _tell(self) -> None:
        try:
            steps = parse(self.text.text())
        except NotARecipe as error:
            self.words.setText(one_line(str(error)))
            return
        self.words.setText("\n".join(explained(steps)) or f"{HELP} The steps are: {'; '.join(_forms())}.")
        self.wanted.emit(written(steps))


def _forms() -> list[str]:
    return [form for name, form in FORMS.items() if name != "veil"]
