"""Where this machine keeps what belongs to its user and to no case: the examiner's key, and the witness of heads."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def home() -> Path:
    """Return the user's folder: ``ASSAY_HOME``, or the platform's place for a program's data."""
    if given := os.environ.get("ASSAY_HOME"):
        return Path(given).expanduser().absolute()
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming") / "assay"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "assay"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "assay"
