"""The work that is cut off, each as a function of a place that can be repeated until it is done."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from casefiles import reports, vault
from casefiles.case import Case
from casefiles.errors import CaseExists
from casefiles.examinations import examine
from casefiles.keys import Signer
from casefiles.package.content import Wanted
from casefiles.package.takeover import Importer, take_over
from casefiles.package.write import pack
from casefiles.resuming import Pace
from casefiles.views import ExhibitId, Provided, Watcher

SILENT = Watcher()
SMALL_PACE = Pace(smallest=400_000, flush=100_000)
"""So that copies of small files, too, can be taken up."""
Acknowledge = Callable[[str], None]
"""Told what is done once it is done."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a round of work happens: a folder with a case, sources and targets, and the number of the round."""

    folder: Path
    signer: Signer
    number: int

    @property
    def case(self) -> Path:
        """Return the case folder."""
        return self.folder / "c.assay"

    @property
    def source(self) -> Path:
        """Return the file that this round acquires."""
        return self.folder / f"source-{self.number}.bin"


def prepare(place: Place, chance: random.Random) -> None:
    """Make the source of this round: of 1 byte to 2 MB, some with holes."""
    size = chance.choice((1, 4_096, 300_000, 1_000_000, 2_000_000))
    with place.source.open("wb") as file:
        file.write(chance.randbytes(size))
        if chance.random() < 0.2:
            file.truncate(size + 1_000_000)


def acquire(place: Place, say: Acknowledge) -> None:
    """Copy the source into the case."""
    with Case.open(place.case, signer=place.signer) as case:
        found = vault.acquire(case, place.source, Provided(reason="round"))
        say(f"exhibit {found.exhibit.id} {found.exhibit.sha256}")


def measure(place: Place, say: Acknowledge) -> None:
    """Examine the clip."""
    with Case.open(place.case, signer=place.signer) as case:
        say(f"examination {examine(case, ExhibitId('E-0001')).id}")


def write_report(place: Place, say: Acknowledge) -> None:
    """Write the report as JSON and HTML."""
    with Case.open(place.case, signer=place.signer) as case:
        made = reports.write(case, folder=None, formats=("json", "html"), watcher=SILENT)
        for _, _, digest in made.files:
            say(f"report {digest}")


def package(place: Place, say: Acknowledge) -> None:
    """Pack the case, as a folder in even rounds and as a ZIP in odd ones."""
    target = place.folder / f"package-{place.number}"
    with Case.open(place.case, signer=place.signer) as case:
        try:
            say(f"package {pack(case, target, Wanted(as_zip=bool(place.number % 2)), SILENT).id}")
        except CaseExists:
            say("package")  # it came to its end before it was cut off


def take(place: Place, say: Acknowledge) -> None:
    """Make a case of the package that was made beforehand."""
    target = place.folder / f"import-{place.number}.assay"
    with contextlib.suppress(CaseExists):  # it came to its end before it was cut off
        take_over(place.folder / "package", target, Importer(place.signer, "round", despite_problems=False), SILENT)
    say(f"case {target.name}")


DEEDS: dict[str, Callable[[Place, Acknowledge], None]] = {
    "acquire": acquire,
    "examine": measure,
    "report": write_report,
    "package": package,
    "import": take,
}


def missing(place: Place, acknowledged: list[str]) -> list[str]:
    """Return what was said to be done and does not stand in the case."""
    with Case.open(place.case) as case:
        exhibits = {f"exhibit {row.id} {row.sha256}" for row in case.exhibits()}
        examinations = {f"examination {row['id']}" for row in case.store.rows("SELECT id FROM examination")}
        made = {f"report {row['sha256']}" for row in case.store.rows("SELECT sha256 FROM report_file")}
        packed = {f"package {row['id']}" for row in case.store.rows("SELECT id FROM package")}
    stands = exhibits | examinations | made | packed | {"package"}
    stands |= {f"case {path.name}" for path in place.folder.glob("import-*.assay")}
    return [one for one in acknowledged if one not in stands]


def half_made(place: Place) -> list[str]:
    """Return what nobody should find after the work was repeated: parts of copies, packages and cases."""
    left = [path for path in (place.case / "incoming").iterdir() if path.name != "derivatives.lock"]
    left += [path for path in place.folder.iterdir() if path.name.endswith(".part")]
    return sorted(str(path.relative_to(place.folder)) for path in left)
