"""Read the boxes that say which keys a timed metadata track carries (QTFF, timed metadata media; Apple's `mebx`)."""

from __future__ import annotations

from forensics.media.reading import Cursor


def keyd(cursor: Cursor) -> None:
    """Key declaration of timed metadata (QTFF): name space and key."""
    cursor.code("namespace")
    cursor.text("key", cursor.left)


def dtyp(cursor: Cursor) -> None:
    """Data type of timed metadata (QTFF): its name space, and a number of the well-known types or a name."""
    if cursor.number("namespace", 4) == 0:
        cursor.number("type", 4)
    else:
        cursor.text("type", cursor.left)
