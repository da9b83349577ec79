"""What `forensics.onscreen` calls its results: read also where no decoder may be loaded."""

from __future__ import annotations

QUANTITY, DIGEST = "onscreen.picture", "onscreen.frame_sha256"
MOST = 150
"""Pictures at most; further ones of a choice are told, not made."""
