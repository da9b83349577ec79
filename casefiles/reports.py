"""Make the report of a case at a head, write it, and record that it was made."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from casefiles import generators, verification
from casefiles.case import EXPORTS, Case
from casefiles.errors import CaseNotWritable, NetworkUnavailable, OpinionRefused, ReportFailed, VerificationFailed
from casefiles.past import as_of
from casefiles.report import json as report_json
from casefiles.report.certificates import Kind
from casefiles.report.document import ReportDocument, build
from casefiles.report.parts import SignedWith
from casefiles.report.persons import Persons, gather
from casefiles.report.stored import Stored
from casefiles.report.write import (
    Content,
    file_name,
    pictures_of,
    put,
    render_all,
    write_cards,
    write_certificate,
    write_report,
)
from casefiles.seal import post_over_network
from casefiles.signing import Credentials, Post, sign
from casefiles.views import ReportFiles, Watcher
from forensics.codec import Json
from forensics.types import Progress


def write(
    case: Case,
    *,
    folder: Path | None,
    formats: Sequence[str],
    at: int | None = None,
    like: Path | None = None,
    watcher: Watcher,
) -> ReportFiles:
    """Write the report of ``case`` at its head, or at the head of ``at`` events; record it where that is possible.

    ``like`` is the JSON of a final report: what it says of its signer is said again, and the PDF is, to the byte, what
    was there before the signature was added. It goes with ``at``.

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
            document, files = _written(past, into, formats, signed_like(like) if like else None)
    watcher.progress(Progress("building the report", 2, 2, "step"))
    made = ReportFiles(document.id, into / document.id, files, document.custody.head)
    if case.writable and at is None:
        _record(case, made)
    return made


_Files = tuple[tuple[str, Path, str], ...]


def _written(
    case: Case, folder: Path, formats: Sequence[str], signing: SignedWith | None = None
) -> tuple[ReportDocument, _Files]:
    document = build(case, persons=gather(case), signing=signing)
    name = "before-signing" if signing else "report"
    return document, write_report(case, document, folder, formats, log=stored_log(case), name=name)


def signed_like(final: Path) -> SignedWith:
    """Return what the JSON of a final report says of its signer; raise ReportFailed for anything else."""
    try:
        said = report_json.signing_of(final)
    except OSError as error:
        raise ReportFailed(f"{final.name} cannot be read: {error.strerror}", hint="Give a final.json.") from error
    if said is None:
        raise ReportFailed(f"{final.name} is the JSON of a draft, which nobody signed", hint="Give a final.json.")
    return said


@dataclass(frozen=True, slots=True)
class Finish:
    """How a report is made final: with which credentials, and which time-stamp authority is asked, if any."""

    credentials: Credentials
    authority: str = ""
    post: Post = post_over_network


def finalise(case: Case, finish: Finish, *, formats: Sequence[str], watcher: Watcher) -> ReportFiles:
    """Verify the case, freeze its report, sign the PDF as PAdES and record its digest.

    Raise VerificationFailed where the case is not whole, OpinionRefused where an objection of the board is not
    answered, SigningFailed, ReportFailed, StorageFailed. An authority that cannot be reached is said in the report.
    """
    case.require_writable()
    checked = verification.verify(case, watcher)
    if checked.problems:
        raise VerificationFailed(f"{checked.problems[0].place}: {checked.problems[0].what}")
    persons = gather(case)
    if persons.refused:
        first = persons.refused[0]
        raise OpinionRefused(
            f"the board objects to the opinion under {first.pair}: {first.why}",
            hint="Answer every objection, or record a dissent with `assay board dissent`: then a report can be final.",
        )
    watcher.progress(Progress("building the report", 0, 2, "step"))
    try:
        document, rendered = _signed(case, persons, finish, formats)
    except NetworkUnavailable:
        document, rendered = _signed(case, persons, replace(finish, authority=""), formats)
    into = case.path / EXPORTS
    files = put(into / document.id, [(kind, file_name("final", kind), content) for kind, content in rendered])
    made = ReportFiles(document.id, into / document.id, files, document.custody.head)
    said = document.signing
    assert said is not None  # _signed put it there
    signed: dict[str, Json] = {"certificate_sha256": said.certificate_sha256, "authority": said.authority}
    _record(case, made, action="report.final", more={**signed, "signed_sha256": dict(_digests(made)).get("pdf", "")})
    watcher.progress(Progress("building the report", 2, 2, "step"))
    return made


def _signed(
    case: Case, persons: Persons, finish: Finish, formats: Sequence[str]
) -> tuple[ReportDocument, list[tuple[str, Content]]]:
    mine = finish.credentials
    signing = SignedWith(mine.subject, mine.sha256, mine.self_made, finish.authority)
    document = build(case, persons=persons, signing=signing)
    rendered = render_all(document, pictures_of(case, document), formats, log=stored_log(case))
    return document, [
        (
            kind,
            sign(content, mine, authority=finish.authority, post=finish.post)
            if isinstance(content, bytes)
            else content,
        )
        for kind, content in rendered
    ]


def write_card(case: Case, exhibits: Sequence[str], *, folder: Path | None) -> ReportFiles:
    """Write newsroom cards drawn from the report at the head; nothing is recorded. Raise what ``write_cards`` does."""
    document = build(case, persons=gather(case))
    into = folder or case.path / EXPORTS
    files = write_cards(document, into, exhibits)
    return ReportFiles(document.id, into / document.id, files, document.custody.head)


def write_draft(case: Case, kind: Kind, *, folder: Path | None) -> ReportFiles:
    """Write the draft of a certificate from the report at the head; nothing is recorded: it is a lawyer's to check."""
    document = build(case, persons=gather(case))
    into = folder or case.path / EXPORTS
    files = write_certificate(document, into, kind)
    return ReportFiles(document.id, into / document.id, files, document.custody.head)


def _digests(made: ReportFiles) -> list[tuple[str, str]]:
    return [(kind, sha256) for kind, _, sha256 in made.files]


def log_lines(case: Case) -> bytes:
    """Return the custody log as JSON lines: each event as it was signed, its signature and its leaf in hexadecimal."""
    return stored_log(case).all()


def stored_log(case: Case) -> Stored:
    """Return the same bytes in a file: a long log should not stand in memory."""
    found = Stored()
    for row in case.store.rows("SELECT seq, canon, signature, leaf FROM event ORDER BY seq"):
        canon, signature, leaf = (row[name] for name in ("canon", "signature", "leaf"))
        if not (isinstance(canon, bytes) and isinstance(signature, bytes) and isinstance(leaf, bytes)):
            raise ReportFailed(f"event {row['seq']!r} of the log is damaged", hint="Run `assay verify`.")
        one = {"seq": row["seq"], "event": canon.decode(), "signature": signature.hex(), "leaf": leaf.hex()}
        found.write(json.dumps(one, separators=(",", ":")).encode("ascii") + b"\n")
    return found


def _record(
    case: Case, made: ReportFiles, *, action: str = "report", more: Mapping[str, Json] = MappingProxyType({})
) -> None:
    assert case.signer is not None  # a writable case has one
    body: dict[str, Json] = {"report": made.id, "head_size": made.head.size, "head_root": made.head.root, **more}
    with case.change(action, item=made.id, body=body) as change:
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
