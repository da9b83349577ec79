"""Lay every clock of a file side by side: raw, UTC, and local under each time-zone hypothesis; mark what conflicts.

Container clocks are UTC by their standards (ISO/IEC 14496-12 8.2.2, RFC 9559 11), and many devices write local time
into them all the same. Which zone a device stood in is never read off a container clock alone: a hypothesis is a pair
of a zone and a way to read those clocks, and every hypothesis is shown with what fits it and what does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from forensics.evaluation.clock_rows import Clock, Reading, Role, clock_rows, instant_clock, moved
from forensics.types import Locus, Outcome, WholeFile

TOLERANCE: Final = timedelta(seconds=120)
"""Clocks that differ by less may be the start and the end of one recording, or the writing of its file."""
STEP: Final = timedelta(minutes=15)
"""Zones are whole quarters of an hour apart from UTC."""
WEST, EAST = timedelta(hours=-12), timedelta(hours=14)
MAX_CLOCKS: Final = 500
MAX_HYPOTHESES: Final = 12


@dataclass(frozen=True, slots=True)
class Cell:
    """One clock under one hypothesis: its instant in UTC, its local time there, and how it stands to the others."""

    clock: int
    utc: str
    local: str
    fits: bool
    apart: int
    """Seconds between this instant and the one that the hypothesis is held against."""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A zone and a way of reading the container's clocks, with every clock under it."""

    zone: str
    container: str
    because: str
    against: str
    fitting: int
    not_fitting: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two clocks that cannot both be right as they stand, or one that cannot be right at all."""

    words: str
    loci: tuple[Locus, ...]


@dataclass(frozen=True, slots=True)
class ClockTable:
    """All clocks, all hypotheses, all conflicts; nothing here says which hypothesis holds."""

    clocks: tuple[Clock, ...]
    hypotheses: tuple[Hypothesis, ...]
    conflicts: tuple[Conflict, ...]
    remark: str


def clock_table(
    outcomes: Iterable[Outcome], *, outside: Sequence[Clock] = (), zones: Sequence[str] = (), received: str = ""
) -> ClockTable:
    """Return the table of an examination's clocks.

    ``outside`` are clocks of the file system, ``zones`` further offsets such as '+02:00' to be tried, ``received`` the
    instant of acquisition in ISO 8601. Raise ValueError for an offset that is none.
    """
    found = [*clock_rows(outcomes), *outside]
    clocks = tuple(found[:MAX_CLOCKS])
    hypotheses = tuple(_hypotheses(clocks, [_offset(text) for text in zones]))
    left = len(found) - len(clocks)
    remark = f"{left} more clocks are not listed" if left else ""
    return ClockTable(clocks, hypotheses, tuple(_conflicts(clocks, received)), remark)


def _offset(text: str) -> timedelta:
    found = re.fullmatch(r"([+-])(\d{1,2}):?(\d{2})", text.strip())
    if found is None:
        raise ValueError(f"{text!r} is no offset from UTC such as +02:00")
    size = timedelta(hours=int(found[2]), minutes=int(found[3]))
    value = -size if found[1] == "-" else size
    if not WEST <= value <= EAST:
        raise ValueError(f"{text} lies outside −12:00 to +14:00")
    return value


def zone_words(zone: timedelta) -> str:
    """Return an offset as in 'UTC+02:00'."""
    minutes = int(zone / timedelta(minutes=1))
    return f"UTC{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _hypotheses(clocks: Sequence[Clock], asked: Sequence[timedelta]) -> Iterator[Hypothesis]:
    reasons: dict[tuple[timedelta, bool], str] = {}
    ways = (False, True) if any(one.reading is Reading.UTC_BY_STANDARD for one in clocks) else (False,)
    for zone in asked:
        for local in ways:
            reasons.setdefault((zone, local), "asked for")
    for clock in clocks:
        if clock.offset:
            zone = timedelta(minutes=clock.offset)
            for local in ways:
                reasons.setdefault((zone, local), f"{clock.name} states this offset")
    for zone, local, words in _derived(clocks):
        reasons.setdefault((zone, local), words)
    reasons.setdefault((timedelta(), False), "the standards: container clocks are UTC")
    for (zone, local), words in list(reasons.items())[:MAX_HYPOTHESES]:
        yield _under(clocks, zone, container_is_local=local, because=words)


def _derived(clocks: Sequence[Clock]) -> Iterator[tuple[timedelta, bool, str]]:
    """Yield the zones at which a clock without one would show the same instant as a clock with one."""
    recorded = [one for one in clocks if one.role is Role.RECORDING and one.shown() is not None and one.resolution < 60]
    for known in recorded:
        if known.reading not in (Reading.STATES_ZONE, Reading.UTC_BY_STANDARD):
            continue
        there = known.instant(timedelta(), container_is_local=False)
        for open_one in recorded:
            here = open_one.shown()
            weaker = open_one.reading is Reading.NO_ZONE or (
                open_one.reading is Reading.UTC_BY_STANDARD and known.reading is Reading.STATES_ZONE
            )
            if not weaker or here is None or there is None:
                continue
            zone = round((here - there) / STEP) * STEP
            if WEST <= zone <= EAST and abs(here - there - zone) <= TOLERANCE:
                local = open_one.reading is Reading.UTC_BY_STANDARD and zone != timedelta()
                yield zone, local, f"{open_one.name} would then agree with {known.name}"


def _under(clocks: Sequence[Clock], zone: timedelta, *, container_is_local: bool, because: str) -> Hypothesis:
    instants = [clock.instant(zone, container_is_local=container_is_local) for clock in clocks]
    anchor = _anchor(clocks, instants)
    cells = []
    for number, (clock, instant) in enumerate(zip(clocks, instants, strict=True)):
        local = moved(instant, zone) if instant is not None else None
        if instant is None or local is None:
            continue
        against = instants[anchor] if anchor is not None else None
        apart = instant - against if against is not None else timedelta()
        counted = clock.role is Role.RECORDING
        cells.append(
            Cell(
                number,
                f"{instant.isoformat()}Z",
                local.isoformat(),
                not counted or abs(apart) <= TOLERANCE,
                int(apart / timedelta(seconds=1)),
            )
        )
    recorded = [cell for cell in cells if clocks[cell.clock].role is Role.RECORDING]
    fitting = sum(cell.fits for cell in recorded)
    read_as = "local time" if container_is_local else "UTC"
    name = clocks[anchor].name if anchor is not None else ""
    return Hypothesis(zone_words(zone), read_as, because, name, fitting, len(recorded) - fitting, tuple(cells))


def _anchor(clocks: Sequence[Clock], instants: Sequence[datetime | None]) -> int | None:
    """Return the clock that the others are held against: one that states its zone before any other."""
    order = {Reading.STATES_ZONE: 0, Reading.UTC_BY_STANDARD: 1, Reading.NO_ZONE: 2}
    usable = [
        number
        for number, (clock, instant) in enumerate(zip(clocks, instants, strict=True))
        if instant is not None and clock.role is Role.RECORDING
    ]
    return min(usable, key=lambda number: (order.get(clocks[number].reading, 3), number), default=None)


def _conflicts(clocks: Sequence[Clock], received: str) -> Iterator[Conflict]:
    recorded = [one for one in clocks if one.role is Role.RECORDING]
    stated = [one for one in recorded if one.reading is Reading.STATES_ZONE and one.resolution < 60]
    for second in stated[1:]:
        yield from _apart(stated[0], second)
    shown: dict[str, list[Clock]] = {}
    for clock in recorded:
        if clock.reading is Reading.UTC_BY_STANDARD and stated:
            shown.setdefault(clock.wall, []).append(clock)
    for alike in shown.values():
        yield from _no_zone_fits(alike, stated[0])
    yield from _order(clocks, received)


def _utc(clock: Clock) -> datetime | None:
    return clock.instant(timedelta(), container_is_local=False)


def _apart(first: Clock, second: Clock) -> Iterator[Conflict]:
    one, two = _utc(first), _utc(second)
    if one is not None and two is not None and abs(two - one) > TOLERANCE:
        words = f"{second.name} lies {_length(two - one)} {'after' if two > one else 'before'} {first.name}"
        yield Conflict(f"{words}; both state their zone.", (first.locus, second.locus))


def _no_zone_fits(alike: Sequence[Clock], known: Clock) -> Iterator[Conflict]:
    """Say how far a container clock lies from an instant, and whether a zone explains it."""
    clock = alike[0]
    name = clock.name if len(alike) == 1 else f"{clock.name} (and {len(alike) - 1} clocks that show the same)"
    one, two = _utc(known), _utc(clock)
    if one is None or two is None or abs(two - one) <= TOLERANCE:
        return
    rest = two - one - round((two - one) / STEP) * STEP
    within = WEST - TOLERANCE <= two - one <= EAST + TOLERANCE
    if within and abs(rest) <= TOLERANCE:
        zone = zone_words(round((two - one) / STEP) * STEP)
        words = f"{name} read as UTC lies {_length(two - one)} from {known.name}; as local time at {zone} it fits"
    else:
        words = f"{name} lies {_length(two - one)} from {known.name}: no time zone accounts for that"
    yield Conflict(f"{words}.", (known.locus, *(one.locus for one in alike)))


def _order(clocks: Sequence[Clock], received: str) -> Iterator[Conflict]:
    """Yield what cannot come in this order in any zone: a recording after its signing or after its acquisition."""
    limits = [(one.name, stamp, one.locus) for one in clocks if one.role is Role.SIGNING and (stamp := _utc(one))]
    taken = instant_clock("the acquisition", received, Role.FILE_SYSTEM) if received else None
    if taken is not None and (stamp := _utc(taken)):
        limits.append((taken.name, stamp, WholeFile()))
    for clock in clocks:
        instant = _utc(clock)
        if clock.role not in (Role.RECORDING, Role.CHANGE) or instant is None:
            continue
        slack = TOLERANCE if clock.reading is Reading.STATES_ZONE else EAST + TOLERANCE
        for name, limit, locus in limits:
            if clock.role is Role.RECORDING and instant - limit > slack:
                words = (
                    f"{clock.name} lies {_length(instant - limit)} after {name}, more than any time zone accounts for."
                )
                yield Conflict(words, (clock.locus, locus))


def _length(span: timedelta) -> str:
    seconds = int(abs(span) / timedelta(seconds=1))
    days, rest = divmod(seconds, 86400)
    clock = f"{rest // 3600}:{rest % 3600 // 60:02}:{rest % 60:02}"
    return f"{days} days {clock}" if days else clock
