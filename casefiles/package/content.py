"""What goes into a package: exhibits, what was made of them, the log, and a description of all that."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path

from casefiles.case import DERIVATIVES, EXPORTS, Case
from casefiles.clock import stamp
from casefiles.custody import tool
from casefiles.errors import VerificationFailed
from casefiles.package.bag import Bag
from casefiles.package.case_uco import graph
from casefiles.package.log import write_log
from casefiles.package.scope import Scope
from casefiles.sourcefile import display
from casefiles.sources import entries
from casefiles.verification import BytesRead
from casefiles.views import ExhibitId, ExhibitRow, HeadView, Watcher
from forensics.codec import Json

FORMAT = "assay-package/1"
DESCRIPTION, LINKED = "data/package.json", "data/case.jsonld"
_EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,8}\Z")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a package shall hold: some exhibits or, with none named, the whole case; and in which form."""

    exhibits: tuple[ExhibitId, ...] = ()
    without_originals: bool = False
    as_zip: bool = False
    without_restricted: bool = False


@dataclass(frozen=True, slots=True)
class Packing:
    """A package in the making; ``left_out`` takes down in words what is not in it."""

    case: Case
    bag: Bag
    scope: Scope
    head: HeadView
    wanted: Wanted
    watcher: Watcher
    left_out: list[str] = field(default_factory=list)


def fill(packing: Packing) -> None:
    """Put everything into the bag but the bag's own files; raise VerificationFailed, StorageFailed, Cancelled."""
    case, bag, scope, head = packing.case, packing.bag, packing.scope, packing.head
    description: dict[str, Json] = {
        "format": FORMAT,
        "case": case.id,
        "name": case.name,
        "made": stamp(case.clock.now()),
        "by": case.signer.name if case.signer else "",
        "key": case.signer.key_id if case.signer else "",
        "tool": tool(),
        "scope": "whole" if scope.events is None else "chosen exhibits",
        "head": {"size": head.size, "root": head.root},
        "exhibits": _exhibits(packing),
        "derivatives": _derivatives(packing),
        "reports": _reports(packing),
    }
    if scope.events is not None:
        packing.left_out.append(
            f"{head.size - len(scope.events)} of {head.size} events of the log: they are about other exhibits, or "
            "about more than one (reports, the board, handovers, checks of the whole case)"
        )
    withheld = _restricted(packing)
    description["withheld_rows"] = [["source_words", entry] for entry in sorted(withheld)]
    description["left_out"] = [*packing.left_out]
    write_log(case, bag, scope, head, withheld=withheld)
    bag.write(LINKED, graph(case, scope, description))
    bag.write(DESCRIPTION, json.dumps(description, ensure_ascii=False, indent=1).encode() + b"\n")
    for name in ("verify.py", "HOWTO.txt"):
        bag.write(name, resources.files("casefiles.package").joinpath(name).read_bytes())


def _restricted(packing: Packing) -> frozenset[str]:
    """Return the entries of source records whose words stay out, and say so; their digests stand in the log."""
    if not packing.wanted.without_restricted:
        return frozenset()
    found = [one for one in entries(packing.case) if one.known.restricted and one.event < packing.head.size]
    kept = frozenset(one.id for one in found if not one.remark and packing.scope.discloses(one.event))
    packing.left_out.append(
        f"the words of {len(kept)} restricted entries of source records (asked for); nobody can go on with the case "
        "from this package without that being on record"
    )
    return kept


def _exhibits(packing: Packing) -> list[Json]:
    rows = [packing.case.row(exhibit) for exhibit in packing.scope.exhibits]
    counter = BytesRead(packing.watcher, "copying the originals", sum(row.size for row in rows))
    described: list[Json] = []
    for row in rows:
        digests: dict[str, Json] = {one.algorithm: one.value for one in row.digests}
        file = _original(packing, row, counter)
        described.append({"id": row.id, "name": row.name, "size": row.size, "digests": digests, "file": file})
    return described


def _original(packing: Packing, row: ExhibitRow, counter: BytesRead) -> str:
    kept = packing.case.path / row.stored_as
    if packing.wanted.without_originals or not kept.exists():
        why = "asked for" if packing.wanted.without_originals else "the case does not hold it"
        packing.left_out.append(f"the original of {row.id} ({why})")
        return ""
    suffix = _EXTENSION.search(row.name)
    file = f"data/originals/{row.id}{suffix.group().lower() if suffix else ''}"
    if packing.bag.copy(kept, file, tell=counter.add) != row.sha256:
        raise VerificationFailed(f"the original of {row.id} is no longer what was acquired")
    return file


def _derivatives(packing: Packing) -> dict[str, Json]:
    described: dict[str, Json] = {}
    for row in packing.case.store.rows("SELECT id, path, sha256, event FROM derivative ORDER BY id"):
        path, name = str(row["path"]), str(row["id"])
        if packing.scope.discloses(int(row["event"])) and path.startswith(f"{DERIVATIVES}/"):
            file = f"data/derivatives/{name}{Path(path).suffix}"
            described[name] = _recorded(packing, path, file, name, str(row["sha256"]))
    return described


def _reports(packing: Packing) -> dict[str, Json]:
    described: dict[str, Json] = {}
    sql = "SELECT report, format, path, sha256, event FROM report_file ORDER BY report, format"
    for row in packing.case.store.rows(sql):
        path, report = str(row["path"]), str(row["report"])
        name = report + "/" + str(row["format"])
        if not packing.scope.discloses(int(row["event"])):
            continue
        if not path.startswith(f"{EXPORTS}/") or not (packing.case.path / path).is_file():
            packing.left_out.append(f"the report {name}: it was written outside the case, or is missing")
            continue
        described[name] = _recorded(packing, path, f"data/reports/{report}/{Path(path).name}", name, str(row["sha256"]))
    return described


def _recorded(packing: Packing, path: str, file: str, name: str, sha256: str) -> str:
    if packing.bag.copy(packing.case.path / path, file) != sha256:
        raise VerificationFailed(f"{display(path)} ({name}) is no longer what was recorded")
    return file
