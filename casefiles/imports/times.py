"""Times as other programs write them, brought to the form that a source record takes."""

from __future__ import annotations

from datetime import datetime

from casefiles.sources import ZONE_UNKNOWN


def with_zone(text: str) -> str:
    """Return an ISO 8601 time with its zone, marked where it has none; '' for what is no such time."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return ""
    return text.strip() if moment.tzinfo is not None else f"{text.strip()}{ZONE_UNKNOWN}"
