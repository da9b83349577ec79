"""Make the report of a case at a head, write it, and record that it was made."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from casefiles import generators
from casefiles.case import EXPORTS, Case
from casefiles.errors import CaseNotWritable, ReportFailed
from casefiles.past import as_of
from casefiles.report.document import ReportDocument, build
from casefiles.report.persons import gather
from casefiles.report.write import write_report
from casefiles.views import ReportFiles, Watcher
from forensics.codec import Json
from forensics.types import Progress


def write(
    case: Case,
    *,
    folder: Path | None,
    formats: Sequence[str],
    at: int | None = None,
    watcher: Watcher,
) -> ReportFiles:
    """Write the report of ``case`` at its head, or at the head of ``at`` events; record it where that is possible.

    Raise CaseNotWritable where no folder is given and the case cannot be written, and what ``write_report`` raises.
    """
    if folder is None and not case.writable:
        raise CaseNotWritable(
            f"{case.path} is open for reading only, so the report has no place in it",
            hint="Name a folder for it with --folder, or unlock the examiner's key.",
        )
    into = folder or case.path / EXPORTS
    watcher.progress(Progress("building the report", 0, 2, "step"))
    if at is None:
        generators.pin_if_none(case)
    if at is None:
        document, files = _written(case, into, formats)
    else:
        with as_of(case, at) as past:
            document, files = _written(past, into, formats)
    watcher.progress(Progress("building the report", 2, 2, "step"))
    made = ReportFiles(document.id, into / document.id, files, document.custody.head)
    if case.writable and at is None:
        _record(case, made)
    return made


_Files = tuple[tuple[str, Path, str], ...]


def _written(case: Case, folder: Path, formats: Sequence[str]) -> tuple[ReportDocument, _Files]:
    document = build(case, persons=gather(case))
    return document, write_report(case, document, folder, formats, log=log_lines(case))


def log_lines(case: Case) -> bytes:
    """Return the custody log as JSON lines: each event as it was signed, its signature and its leaf in hexadecimal."""
    lines = []
    for row in case.store.rows("SELECT seq, canon, signature, leaf FROM event ORDER BY seq"):
        canon, signature, leaf = (row[name] for name in ("canon", "signature", "leaf"))
        if not (isinstance(canon, bytes) and isinstance(signature, bytes) and isinstance(leaf, bytes)):
            raise ReportFailed(f"event {row['seq']!r} of the log is damaged", hint="Run `assay verify`.")
        one = {"seq": row["seq"], "event": canon.decode(), "signature": signature.hex(), "leaf": leaf.hex()}
        lines.append(json.dumps(one, separators=(",", ":")) + "\n")
    return "".join(lines).encode("ascii")


def _record(case: Case, made: ReportFiles) -> None:
    assert case.signer is not None  # a writable case has one
    body: dict[str, Json] = {"report": made.id, "head_size": made.head.size, "head_root": made.head.root}
    with case.change("report", item=made.id, body=body) as change:
        identifier = change.next_id("report")
        change.insert(
            "report",
            {
                "id": identifier,
                "made": change.at,
                "by": case.signer.name,
                "head_size": made.head.size,
                "head_root": made.head.root,
                "folder": _inside(case, made.folder),
            },
        )
        for kind, path, sha256 in made.files:
            change.insert(
                "report_file",
                {"report": identifier, "format": kind, "path": _inside(case, path), "sha256": sha256},
            )


def _inside(case: Case, path: Path) -> str:
    """Return a path relative to the case, or the bare name of what was written elsewhere: no case holds more."""
    try:
        return path.absolute().relative_to(case.path.absolute()).as_posix()
    except ValueError:
        return path.name
