"""Fixtures that every test may use."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# What a property says must not hang on how busy the machine is: no time limit, no refusal of slowly made examples.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

SHARED_MEDIA = Path(__file__).resolve().parents[2] / "shared" / "media"


@pytest.fixture(scope="session")
def shared_media() -> Path:
    """Return the folder of real media; skip where it does not stand beside the checkout."""
    if not (SHARED_MEDIA / "README.md").is_file():
        pytest.skip("the folder of real media does not stand beside this checkout")
    return SHARED_MEDIA
