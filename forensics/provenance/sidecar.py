"""Find manifest stores that lie beside a file. They are offered and never taken by themselves."""

from __future__ import annotations

from pathlib import Path

from forensics.provenance.presence import STORE_MARK


def beside(path: Path) -> tuple[Path, ...]:
    """Return the manifest stores beside a file: 'x.c2pa' or 'x.mp4.c2pa' for 'x.mp4', if they are stores at all.

    Naming by C2PA 2.2 (2025-05-01) 11.1.5: an external manifest bears the asset's name with the extension .c2pa.
    """
    candidates = dict.fromkeys((path.with_suffix(".c2pa"), path.with_name(f"{path.name}.c2pa")))
    return tuple(found for found in candidates if found != path and is_store(found))


def is_store(path: Path) -> bool:
    """Return whether a file begins as a manifest store does."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return STORE_MARK in file.read(64)
    except OSError:
        return False
