"""The cases that were open lately, newest first, as the settings keep them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings

MOST = 8


def recent(settings: QSettings) -> tuple[Path, ...]:
    """Return the folders of the cases that were open lately."""
    stored = settings.value("recent", [])
    names = [stored] if isinstance(stored, str) else stored if isinstance(stored, list) else []
    return tuple(Path(str(name)) for name in names[:MOST])


def remember(settings: QSettings, path: Path) -> tuple[Path, ...]:
    """Put a case first among them and return them all."""
    known = (path, *(other for other in recent(settings) if other != path))[:MOST]
    settings.setValue("recent", [str(one) for one in known])
    return known
