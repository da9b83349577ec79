"""The hum of an exhibit held against a log of the grid's frequency that a person brings, kept as a calculation."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from casefiles import computations
from casefiles.case import Case
from casefiles.computations import Computation, Sheet
from casefiles.errors import EntryRefused, SourceUnusable
from casefiles.views import ExhibitId
from forensics.codec import clean_text
from forensics.evaluation.hum_log import HumCompared, HumPlace, NoLog, hold_against, read_log

KIND = "hum against a log of the grid"
LARGEST = 64 * 1024 * 1024
QUANTITY = "mains_hum.frequency"
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class GivenLog:
    """A log as a person brings it: the file, where it was had, and the day on which."""

    path: Path
    source: str
    date: str


@dataclass(frozen=True, slots=True)
class HumHeld:
    """The outcome, with the digest of the log, and the calculation where it was kept."""

    compared: HumCompared
    log_sha256: str
    kept: Computation | None


def hold(case: Case, exhibit: ExhibitId, given: GivenLog, *, keep: bool) -> HumHeld:
    """Hold the hum of the latest examination against a log; with ``keep`` it stands in the case with its event.

    Raise UnknownItem where no hum was measured, SourceUnusable, EntryRefused, CaseNotWritable.
    """
    if not given.source.strip() or not _DATE.fullmatch(given.date):
        raise EntryRefused("a log needs its source, and the day on which it was had as 2026-11-27")
    content = _read(given.path)
    rows = case.series(exhibit, QUANTITY).rows
    hertz = [float(value) for _, value in rows if isinstance(value, int | float)]
    try:
        compared = hold_against(hertz, read_log(content.decode("utf-8")))
    except UnicodeDecodeError:
        raise SourceUnusable(f"{given.path.name} is no text") from None
    except NoLog as error:
        raise EntryRefused(
            f"{given.path.name}: {error}", hint="A log is a CSV of times with zone and hertz."
        ) from error
    digest = hashlib.sha256(content).hexdigest()
    sheet = Sheet(KIND, _given(given, digest, len(hertz)), _found(compared))
    return HumHeld(compared, digest, computations.keep(case, exhibit, sheet) if keep else None)


def _given(given: GivenLog, digest: str, seconds: int) -> tuple[tuple[str, str], ...]:
    return (
        ("log", clean_text(given.path.name)),
        ("log SHA-256", digest),
        ("source of the log", clean_text(given.source)),
        ("had on", given.date),
        ("seconds of hum", str(seconds)),
    )


def _found(compared: HumCompared) -> tuple[tuple[str, str], ...]:
    pairs = [("places compared", str(compared.places)), *_place("best place", compared.best)]
    pairs += _place("next best place", compared.next_best) if compared.next_best is not None else []
    return (*pairs, ("in words", compared.words))


def _place(name: str, place: HumPlace) -> list[tuple[str, str]]:
    words = (
        f"{place.deviation * 1000:.2f} mHz deviation, correlation {place.correlation:.3f}, shift {place.shift:+.4f} Hz"
    )
    return [(name, f"{place.at.isoformat()}: {words}")]


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise EntryRefused(f"{path.name} has more than {LARGEST} bytes", hint="Give the part that may fit.")
        return path.read_bytes()
    except OSError as error:
        raise SourceUnusable(f"{path.name} cannot be read: {error.strerror}") from error
