"""The size of all text: larger or smaller for the person who reads, the same everywhere."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QApplication

SMALLEST, LARGEST = 6.0, 32.0


def text_size() -> float:
    """Return the size of text in points."""
    return QApplication.font().pointSizeF()


def set_text_size(points: float) -> None:
    """Set all text to a size, within bounds."""
    font = QApplication.font()
    font.setPointSizeF(min(LARGEST, max(SMALLEST, points)))
    QApplication.setFont(font)
    app = QApplication.instance()
    if isinstance(app, QApplication):
        sheet = app.styleSheet()
        app.setStyleSheet("")  # styled widgets take a new font only when they are styled anew
        app.setStyleSheet(sheet)


def kept_size(stored: object) -> float | None:
    """Return the size that settings hold, None where they hold none."""
    words = str(stored)
    return float(words) if re.fullmatch(r"\d{1,2}(\.\d+)?", words) else None
