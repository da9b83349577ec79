"""Read the time that a broadcaster sends in a DVB transport stream (ETSI EN 300 468: TDT, TOT; date by its annex C)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from forensics.media.clocks import UTC_TEXT
from forensics.types import ByteRange, Measurement, NotMeasured, Outcome

PID = 0x14
TABLES = {0x70: "TDT", 0x73: "TOT"}
_EPOCH = datetime(1858, 11, 17, tzinfo=UTC)
"""Day zero of the modified Julian date."""
LENGTH = 5


@dataclass(slots=True)
class Times:
    """The first and the last time table: where each time stands, and its bytes."""

    count: int = 0
    ends: list[tuple[int, bytes]] = field(default_factory=list)

    def take(self, offset: int, section: bytes) -> None:
        """Take the next table, whose section begins at ``offset``; anything else is left alone."""
        if section[:1] and section[0] in TABLES and len(section) >= 3 + LENGTH:
            self.count += 1
            self.ends[1:] = [(offset + 3, section[3 : 3 + LENGTH])]


def instant(raw: bytes) -> datetime | None:
    """Return the instant of two bytes of modified Julian date and three of BCD, None where they are none."""
    digits = [nibble for byte in raw[2:] for nibble in (byte >> 4, byte & 15)]
    hours, minutes, seconds = (10 * digits[at] + digits[at + 1] for at in (0, 2, 4))
    if max(digits) > 9 or hours > 23 or minutes > 59 or seconds > 59:
        return None
    days = int.from_bytes(raw[:2], "big")
    return _EPOCH + timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)


def measure(times: Times) -> Iterator[Outcome]:
    """Yield the first and the last time that the stream sends, as it stands and as UTC, and how often it does."""
    if not times.count:
        return
    yield Measurement("mpegts.time_tables", times.count, "1")
    for name, (offset, raw) in zip(("first", "last"), times.ends, strict=False):
        where, quantity = ByteRange(offset, LENGTH), f"clock.mpegts.time_table.{name}"
        yield Measurement(quantity, raw.hex(), "days since 1858-11-17, then hhmmss", where)
        found = instant(raw)
        if found is None:
            yield NotMeasured(f"{quantity}.utc", "its digits are no time", where)
        else:
            yield Measurement(f"{quantity}.utc", f"{found.replace(tzinfo=None).isoformat()}Z", UTC_TEXT, where)
