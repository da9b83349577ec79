"""Read the date, time code and maker that AVCHD and XAVC cameras write beside their pictures (MDPM user data).

The layout is not published; this follows ExifTool's H264 module (MDPM tags 0x13 time code, 0x18 and 0x19 date, all
packed decimal; 0xe0 maker; 0xe4 to 0xe6 model).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

from forensics.media.clocks import COUNTER
from forensics.media.reading import safe_text
from forensics.types import Locus, Measurement, NotMeasured, Outcome

UUID = "17ee8c60-f84d-11d9-8cd6-0800200c9a66"
TIME_CODE = "clock.sei.mdpm.time_code"
QUANTITY = "clock.sei.mdpm.recorded"
MAKERS = {0x0103: "Panasonic", 0x0108: "Sony", 0x1011: "Canon", 0x1104: "JVC"}


def read_mdpm(body: bytes, locus: Locus) -> Iterator[Outcome]:
    """Yield maker, time code and the date of recording as the camera set it, as UTC where it states its zone."""
    if not body.startswith(b"MDPM") or len(body) < 5:
        return
    entries = {body[at]: body[at + 1 : at + 5] for at in range(5, min(len(body) - 4, 5 + body[4] * 5), 5)}
    if len(maker := entries.get(0xE0, b"")) == 4:
        number = int.from_bytes(maker[:2], "big")
        yield Measurement("sei.mdpm.maker", MAKERS.get(number, f"number {number:#06x}"), "text", locus)
    model = b"".join(entries.get(tag, b"") for tag in (0xE4, 0xE5, 0xE6)).rstrip(b"\0")
    if model:
        yield Measurement("sei.mdpm.model", safe_text(model), "text", locus)
    if len(code := entries.get(0x13, b"")) == 4:
        yield Measurement(TIME_CODE, ":".join(f"{part:02x}" for part in reversed(code)), COUNTER, locus)
    date, time = entries.get(0x18, b""), entries.get(0x19, b"")
    if len(date) < 4 or len(time) < 4:
        return
    digits = (date[1:] + time).hex()
    yield Measurement(QUANTITY, f"{digits} zone {date[0]:#04x}", "text", locus)
    try:
        year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:8])
        hour, minute, second = int(digits[8:10]), int(digits[10:12]), int(digits[12:14])
        local = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - the zone is stated apart
        yield Measurement(f"{QUANTITY}.local", local.isoformat(), "ISO 8601 without zone", locus)
        if date[0] & 0x40:
            reason = "the camera states daylight saving; whether its zone includes it is not documented"
            yield NotMeasured(f"{QUANTITY}.utc", reason, locus)
        elif not date[0] & 0x80:
            moment = local.replace(tzinfo=_zone(date[0])).astimezone(UTC).replace(tzinfo=None)
            yield Measurement(f"{QUANTITY}.utc", f"{moment.isoformat()}Z", "ISO 8601 UTC", locus)
    except (ValueError, OverflowError):
        yield NotMeasured(f"{QUANTITY}.local", "its digits make no date", locus)


def _zone(packed: int) -> timezone:
    """Return the zone: 0x20 west of Greenwich, 0x1e whole hours, 0x01 half an hour."""
    hours = timedelta(hours=packed >> 1 & 15, minutes=30 * (packed & 1))
    return timezone(-hours if packed & 0x20 else hours)
