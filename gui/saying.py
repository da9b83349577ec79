"""Words of the window in the language of the person: every text that is shown goes through ``tr``."""

from __future__ import annotations

import os
from importlib.resources import as_file, files

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QLabel, QLineEdit, QWidget

CONTEXT = "assay"
FOLDER = "translations"
LANGUAGE = "ASSAY_LANGUAGE"
"""A variable of the environment that names a language, such as 'de' or 'en', where the system's is not wanted."""


def tr(text: str, **values: object) -> str:
    """Return a text of the window in the language in use, with ``{name}`` replaced by values.

    What a file or a person wrote is only ever a value, never the text itself.
    """
    said = QCoreApplication.translate(CONTEXT, text) if text else ""
    return said.format(**values) if values else said


def noop(text: str) -> str:
    """Return a text as it is: it is a word of the window that is translated where it is shown."""
    return text


def language() -> str:
    """Return the language that is wanted, as two letters."""
    return (os.environ.get(LANGUAGE) or QLocale.system().name())[:2].lower()


def speak(wanted: str) -> QTranslator | None:
    """Let the window speak a language from now on; None where there is no catalogue of it: then it speaks English."""
    catalogue = files("gui").joinpath(FOLDER, f"assay_{wanted}.qm")
    if not catalogue.is_file():
        return None
    translator = QTranslator(QCoreApplication.instance())
    with as_file(catalogue) as path:
        if not translator.load(str(path)):
            return None
    QCoreApplication.installTranslator(translator)
    buttons = QTranslator(translator)  # Qt's own words, such as those on standard buttons
    if buttons.load(f"qtbase_{wanted}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        QCoreApplication.installTranslator(buttons)
    return translator


def dress(widget: QWidget) -> None:
    """Put the words with which a widget and all inside it were made into the language in use.

    Only what was written in the program is looked up: call it before anything of a case is shown.
    """
    for one in (widget, *widget.findChildren(QWidget)):
        if isinstance(one, QLabel | QAbstractButton) and one.text():
            one.setText(tr(one.text()))
        if isinstance(one, QLineEdit) and not isinstance(one.parent(), QAbstractSpinBox | QComboBox):
            one.setPlaceholderText(tr(one.placeholderText()))
        for get, put in (
            (one.accessibleName, one.setAccessibleName),
            (one.toolTip, one.setToolTip),
            (one.windowTitle, one.setWindowTitle),
        ):
            if get():
                put(tr(get()))
