"""The verbs of the second half of the work: board, statements, replay, review. As in workbench, each opens the case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from casefiles import board as boards
from casefiles import choices, examinations, keys, newsroom, reviews, signing, statements
from casefiles import replay as replays
from casefiles import selftest as selftests
from casefiles.board import Laid, OpinionGiven
from casefiles.case import Case
from casefiles.choices import ChosenFinding, Printed
from casefiles.clock import SYSTEM, stamp
from casefiles.home import home
from casefiles.keys import Signer
from casefiles.numbering import Numbered, numbered
from casefiles.observed import observed
from casefiles.propositions import Board, Claimed, NewsroomDecision, Objection, Pair, objections
from casefiles.replay import Replay
from casefiles.reviews import CONCLUDING, Edited, Review, Said
from casefiles.selftest import SelfTest
from casefiles.signing import Credentials
from casefiles.statements import Statement
from casefiles.views import ExhibitId, ReportFiles, Watcher
from forensics.evaluation.scales import Kind
from forensics.types import Progress

if TYPE_CHECKING:
    from casefiles.package.reading import PackageRead
    from casefiles.previews import DrawnPage, Preview
    from casefiles.report.certificates import Kind as CertificateKind
    from casefiles.reports import Finish

SILENT = Watcher()
FORMATS = ("pdf", "html", "json")


def board(path: Path) -> tuple[Board, tuple[Objection, ...], tuple[Numbered, ...]]:
    """Return the board, what it objects to, and what can be laid there: findings, and notes of persons."""
    with Case.open(path) as case:
        stands, findings = boards.board(case), numbered(case)
        return stands, objections(stands, [one.number for one in findings]), (*findings, *observed(case))


def state_claim(
    path: Path,
    text: str,
    *,
    reason: str,
    signer: Signer,
    claimed_as: Claimed = Claimed(),  # noqa: B008 - frozen
) -> Board:
    """State the claim anew, with who makes it and what it lets expect; what stood stays in the history."""
    with Case.open(path, signer=signer) as case:
        return boards.state_claim(case, text, reason=reason, claimed_as=claimed_as)


def decide(path: Path, exhibit: ExhibitId, wording: str, *, because: str, signer: Signer) -> NewsroomDecision:
    """Record an editor's decision on the newsroom scale; raise EntryRefused, UnknownItem."""
    with Case.open(path, signer=signer) as case:
        return newsroom.decide(case, exhibit, wording, because=because)


def write_pair(path: Path, pair: Pair, *, reason: str, signer: Signer) -> Board:
    """Write a pair of propositions, or another wording of one."""
    with Case.open(path, signer=signer) as case:
        return boards.write_pair(case, pair, reason=reason)


def place(
    path: Path,
    pair: str,
    numbers: Sequence[str],
    laid: Laid,
    *,
    signer: Signer,
    absences: Sequence[str] = (),
    rest: bool = False,
) -> Board:
    """Lay findings and absences under a pair; with ``rest`` also every finding that nobody has laid there yet."""
    with Case.open(path, signer=signer) as case:
        further = boards.unplaced(case, pair) if rest else ()
        return boards.place(case, pair, (*numbers, *further), laid, absences=absences)


def findings(path: Path, exhibit: ExhibitId | None = None) -> tuple[ChosenFinding, ...]:
    """Return the findings of a case, or of one exhibit, with their numbers and how the report prints each."""
    with Case.open(path) as case:
        return choices.findings(case, exhibit)


def choose(
    path: Path, numbers: Sequence[str], printed: Printed, *, because: str, signer: Signer
) -> tuple[ChosenFinding, ...]:
    """Say which findings the report prints in full and which as one line; raise UnknownItem, EntryRefused."""
    with Case.open(path, signer=signer) as case:
        return choices.choose(case, numbers, printed, because=because)


def opine(path: Path, pair: str, given: OpinionGiven, *, signer: Signer, dissent: str = "") -> Board:
    """Record an opinion under a pair; raise OpinionRefused where the board objects and no dissent is given."""
    with Case.open(path, signer=signer) as case:
        return boards.opine(case, pair, given, dissent=dissent)


def dissent(path: Path, opinion: str, text: str, *, signer: Signer) -> Board:
    """Record a dissent from what the board says of an opinion."""
    with Case.open(path, signer=signer) as case:
        return boards.dissent(case, opinion, text)


def choose_scale(path: Path, kind: Kind, file: Path, *, signer: Signer) -> Board:
    """Use another scale for classes or strengths, read from a file in TOML."""
    text = boards.read_scale_file(file)
    with Case.open(path, signer=signer) as case:
        return boards.choose_scale(case, kind, text)


def state(path: Path, stated: Sequence[tuple[str, str, str]], *, signer: Signer) -> tuple[Statement, ...]:
    """Keep the examiner's statements, each (field, item, text); return all that stand."""
    with Case.open(path, signer=signer) as case:
        return tuple(one for one in statements.state(case, stated) if not one.superseded_by)


def stated(path: Path) -> tuple[Statement, ...]:
    """Return every statement of a case, with those that were replaced."""
    with Case.open(path) as case:
        return statements.statements(case)


def form(path: Path) -> str:
    """Return a form in TOML for the examiner's statements, filled with what stands."""
    with Case.open(path) as case:
        return statements.form(case)


def replay(
    path: Path, exhibits: Sequence[ExhibitId] = (), *, signer: Signer | None = None, watcher: Watcher = SILENT
) -> tuple[Replay, ...]:
    """Run examinations again and say of every result whether it came out the same; record it with a signer."""
    with Case.open(path, signer=signer) as case:
        return replays.replay(case, exhibits, watcher=watcher)


def replay_package(
    package: Path, exhibits: Sequence[ExhibitId] = (), *, watcher: Watcher = SILENT
) -> tuple[PackageRead, tuple[Replay, ...]]:
    """Check a package and run its examinations again; nothing is recorded. Raise what ``read_as_case`` does."""
    from casefiles.package.reading import read_as_case

    with read_as_case(package) as (case, read):
        return read, replays.replay(case, exhibits, watcher=watcher)


def replay_report(
    path: Path, made: Sequence[Replay], folder: Path, *, package: PackageRead | None = None
) -> tuple[tuple[str, Path, str], ...]:
    """Write a report of a replay alone, of the case at ``path`` or of a package; (format, path, SHA-256) of each."""
    from casefiles.report.replayed import ReplayReport, write_replay_report

    if package is not None:
        named = (package.case_id, package.name)
    else:
        with Case.open(path) as case:
            named = (case.id, case.name)
    here = tuple(examinations.this_machine())
    return write_replay_report(ReplayReport(*named, package, stamp(SYSTEM.now()), here, tuple(made)), folder)


def selftest(path: Path | None = None, *, signer: Signer | None = None, watcher: Watcher = SILENT) -> SelfTest:
    """Run the self-test and keep its outcome in the user's home; with a case and a signer take it over into it."""
    outcome = selftests.run(home(), watcher=watcher)
    if path is not None:
        with Case.open(path, signer=signer) as case:
            selftests.take_over(case, outcome)
    return outcome


def review(path: Path, kind: Said, *, signer: Signer, text: str = "", item: str = "") -> tuple[Review, ...]:
    """Record what a reviewer says of the case as it stands; raise EntryRefused, UnknownItem."""
    with Case.open(path, signer=signer) as case:
        return reviews.review(case, kind, text=text, item=item)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Every review, whether one of them concluded, and what was written after the last one that did."""

    reviews: tuple[Review, ...]
    concluded: bool
    edited: tuple[Edited, ...]


def reviewed(path: Path) -> Reviewed:
    """Return the reviews of a case and what was written or examined after the last one that concluded."""
    with Case.open(path) as case:
        found = reviews.reviews(case)
        return Reviewed(found, any(one.kind in CONCLUDING for one in found), reviews.edited(case))


def credentials(passphrase: str, *, signer: Signer) -> Credentials:
    """Return this examiner's key for documents, made on first use beside the key of the log; raise KeyUnavailable.

    The passphrase is that of the key of the log: one that does not open it would make a key for documents that nobody
    can open again.
    """
    if not signing.is_made(signer.home):
        keys.unlock(signer.home, passphrase)
    return signing.own(signer.home, passphrase, name=signer.name, now=SYSTEM.now())


def final_report(
    path: Path, finish: Finish, *, signer: Signer, formats: Sequence[str] = FORMATS, watcher: Watcher = SILENT
) -> ReportFiles:
    """Verify a case, freeze its report, sign it as PAdES and record its digest; see reports.finalise."""
    from casefiles import reports

    with Case.open(path, signer=signer) as case:
        return reports.finalise(case, finish, formats=formats, watcher=watcher)


def cards(path: Path, exhibits: Sequence[ExhibitId] = (), *, folder: Path | None = None) -> ReportFiles:
    """Write the newsroom card of each exhibit named, or of all; raise UnknownItem, ReportFailed, StorageFailed."""
    from casefiles import reports

    with Case.open(path) as case:
        return reports.write_card(case, exhibits, folder=folder)


def disclose(
    path: Path, redactions: Path, *, signer: Signer, formats: Sequence[str] = FORMATS, watcher: Watcher = SILENT
) -> ReportFiles:
    """Write a disclosure version, with what the file ``redactions`` names taken out; see disclosure.disclose."""
    from casefiles import disclosure

    named = disclosure.read_list(redactions)
    with Case.open(path, signer=signer) as case:
        watcher.progress(Progress("building the report", 0, 1, "step"))
        return disclosure.disclose(case, named, formats=formats)


def preview(path: Path) -> Preview:
    """Return the report of a case as it would be now, without writing or recording it; raise ReportFailed."""
    from casefiles import previews

    with Case.open(path) as case:
        return previews.preview(case)


def preview_pages(found: Preview, first: int, *, count: int = 1, width: int = 900) -> tuple[DrawnPage, ...]:
    """Return pages of a preview as pictures, from number ``first`` on; raise UnknownItem, ReportFailed."""
    from casefiles import previews

    return previews.drawn(found, first, count=count, width=width)


def certificate(path: Path, kind: CertificateKind, *, folder: Path | None = None) -> ReportFiles:
    """Write the draft of a certificate for a lawyer: fre902-13, fre902-14 or crimpr19.4."""
    from casefiles import reports

    with Case.open(path) as case:
        return reports.write_draft(case, kind, folder=folder)
