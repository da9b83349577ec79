"""Fixtures that every test may use."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED_MEDIA = Path(__file__).resolve().parents[2] / "shared" / "media"


@pytest.fixture(scope="session")
def shared_media() -> Path:
    """Return the folder of real media; skip where it does not stand beside the checkout."""
    if not (SHARED_MEDIA / "README.md").is_file():
        pytest.skip("the folder of real media does not stand beside this checkout")
    return SHARED_MEDIA
