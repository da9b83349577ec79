"""Words of the window in the language of the person: every text that is shown goes through ``tr``."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

CONTEXT = "assay"


def tr(text: str, **values: object) -> str:
    """Return a text of the window in the language in use, with ``{name}`` replaced by values.

    What a file or a person wrote is only ever a value, never the text itself.
    """
    said = QCoreApplication.translate(CONTEXT, text)
    return said.format(**values) if values else said
