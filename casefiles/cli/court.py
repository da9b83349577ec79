"""The commands statement, replay, selftest, review and certificate."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from casefiles import courtroom
from casefiles.case import DATABASE
from casefiles.cli.output import facts, heading, line, print_json, table
from casefiles.cli.session import CASE, case_argument, json_option, signer, signer_if_possible, watching
from casefiles.errors import ReplayDiffers, SelfTestFailed
from casefiles.package.reading import PackageRead
from casefiles.replay import Repeated, Replay
from casefiles.report.certificates import TITLES, Kind
from casefiles.report.language import check
from casefiles.reviews import Review, Said
from casefiles.statements import read_form
from casefiles.views import ExhibitId

READ_ONLY = "the case is open for reading only"
SAYS = {
    "read": Said.READ,
    "comment": Said.COMMENT,
    "agree": Said.AGREES,
    "dissent": Said.DISSENTS,
    "authorise": Said.AUTHORISES,
}


@click.command()
@case_argument
@click.option("--field", default="", help="The field, such as organisation, question, summary, interpretation.")
@click.option("--item", default="", help="E-0001 or F-0001, where the field is about an exhibit or a finding.")
@click.option("--text", default="", help="The statement.")
@click.option("--form", "file", type=CASE, default=None, help="A form in TOML with many statements.")
@click.option("--blank-form", is_flag=True, help="Print a form with every field, filled with what stands.")
@json_option
def statement(
    case: Path, *, field: str, item: str, text: str, file: Path | None, blank_form: bool, as_json: bool
) -> None:
    """State what the report of CASE leaves to its examiner. Without options: show what is stated."""
    if blank_form:
        click.echo(courtroom.form(case), nl=False)
        return
    given = (*(read_form(file) if file else ()), *(((field, item, text),) if field else ()))
    standing = (
        courtroom.state(case, given, signer=signer())
        if given
        else tuple(one for one in courtroom.stated(case) if not one.superseded_by)
    )
    if as_json:
        print_json(standing)
        return
    for _, _, said in given:
        for hit in check(said):
            line(
                f"Its wording '{hit.found}': {hit.why} Proposed: {hit.proposed}. It was kept as it is, and is reported."
            )
    for one in standing:
        heading(f"{one.field} {one.item}".strip())
        line(f"  {one.text}")
        line(f"  ({one.id}, {one.by}, {one.made})")
    if not standing:
        line("Nothing is stated. `assay statement CASE --blank-form` prints the fields.")


@click.command()
@case_argument
@click.argument("exhibits", nargs=-1)
@click.option("--each", is_flag=True, help="Print every result, not only those that are not the same.")
@click.option("--report", "folder", type=CASE, default=None, help="Also write a report of the replay into this folder.")
@json_option
def replay(case: Path, *, exhibits: Sequence[str], each: bool, folder: Path | None, as_json: bool) -> None:
    """Run every examination of CASE, or of EXHIBITS, again from the originals and compare every result.

    Prints SAME, DIFFERS or NOT REPEATABLE HERE with the reason. CASE may be a package (a folder or ZIP that `assay
    package` made): it is checked first, nothing is signed or recorded, and nothing of it is left behind. A replay of a
    case is recorded where the key can be had and the disk can be written, and then stands in its report. Ends with exit
    code 20 if anything differs.
    """
    names = [ExhibitId(name) for name in exhibits]
    with watching() as watcher:
        read, made = (
            courtroom.replay_package(case, names, watcher=watcher)
            if _is_package(case)
            else (None, courtroom.replay(case, names, signer=signer_if_possible(), watcher=watcher))
        )
        files = courtroom.replay_report(case, made, folder, package=read) if folder else ()
    if as_json:
        print_json(made if read is None else {"package": read, "replays": made})
    else:
        _about(read)
        for one in made:
            _show(one, each=each, package=read is not None)
        for kind, path, sha256 in files:
            facts(((kind, str(path)), ("sha256", sha256)))
    differing = sum(one.differs for one in made)
    if differing:
        raise ReplayDiffers(f"{differing} results differ from those that the case holds")


def _is_package(path: Path) -> bool:
    """Return whether a path is no case but can be a package: a file, or a folder with a bag and no database."""
    return path.is_file() or (path.is_dir() and not (path / DATABASE).exists() and (path / "bagit.txt").exists())


def _about(read: PackageRead | None) -> None:
    if read is None:
        return
    heading(f"Package of case {read.name}")
    facts(
        (
            ("case", read.case_id),
            ("packed by", read.packed_by),
            ("digest", f"{read.tagmanifest_sha256} (SHA-256 of tagmanifest-sha256.txt)"),
            ("head", f"{read.head_size} events, root {read.head_root}"),
            ("holds", "the whole case" if read.whole else "chosen exhibits"),
        )
    )
    for said in read.unchecked:
        line(f"  not checked: {said}")


def _show(one: Replay, *, each: bool, package: bool) -> None:
    heading(f"{one.examination} of {one.exhibit}, {one.outcome}")
    facts(
        (
            ("SAME", str(one.same)),
            ("DIFFERS", str(one.differs)),
            ("NOT REPEATABLE HERE", str(one.not_repeatable)),
            (
                "recorded",
                f"{one.id} at {one.made}" if one.id else f"no: {'this is a package' if package else READ_ONLY}",
            ),
        )
    )
    for name, value in one.environment:
        line(f"  environment: {name}: {value}")
    rows = [each_one for each_one in one.lines if each or each_one.outcome is not Repeated.SAME]
    if rows:
        table(
            ("which", "method", "what", "how", "why"),
            ((r.of, r.method, f"{r.kind} {r.quantity}".strip(), r.outcome.value, r.reason) for r in rows),
        )


@click.command()
@click.argument("case", type=CASE, required=False, default=None)
@json_option
def selftest(case: Path | None, *, as_json: bool) -> None:
    """Run all methods on footage made on the spot, whose truth is known, and keep the outcome for this machine.

    With CASE the outcome is taken over into it, and its reports print it. Ends with exit code 21 if a check fails.
    """
    with watching() as watcher:
        outcome = courtroom.selftest(case, signer=signer() if case else None, watcher=watcher)
    if as_json:
        print_json(outcome)
    else:
        table(
            ("file", "true", "came out", "check"),
            ((c.file, c.expected, c.came_out, "passed" if c.passed else "NOT PASSED") for c in outcome.checks),
        )
        line(f"{len(outcome.checks) - len(outcome.failed)} of {len(outcome.checks)} checks passed.")
    if outcome.failed:
        raise SelfTestFailed(f"{len(outcome.failed)} checks of the self-test did not come out as is true")


@click.command()
@case_argument
@click.argument("says", type=click.Choice(sorted(SAYS)), required=False)
@click.option("--item", default="", help="A finding (F-0001) or an opinion (O-0001); the whole if not given.")
@click.option("--text", default="", help="The words; a comment and a dissent need them.")
@json_option
def review(case: Path, *, says: str | None, item: str, text: str, as_json: bool) -> None:
    """Record your review of CASE as it stands; the event's signature is yours. Without SAYS: show the reviews.

    Who wrote an opinion cannot agree with it as a second person. What is written later is marked in the report.
    """
    if says is None:
        found = courtroom.reviewed(case)
        print_json(found) if as_json else _show_reviewed(found)
        return
    made = courtroom.review(case, SAYS[says], signer=signer(), text=text, item=item)
    if as_json:
        print_json(made)
        return
    _show_reviews(made)


def _show_reviewed(found: courtroom.Reviewed) -> None:
    _show_reviews(found.reviews)
    if not found.reviews:
        line("Nobody has reviewed this case.")
    for one in found.edited:
        line(f"  written after the last review: event {one.event} {one.at} {one.by} {one.item} {one.what}")


def _show_reviews(found: Sequence[Review]) -> None:
    for one in found:
        about = one.item or "the whole"
        line(f"{one.id} {one.made} {one.by} {one.kind.value} ({about}, head of {one.head_size} events) {one.text}")


@click.command()
@case_argument
@click.argument("kind", type=click.Choice(sorted(TITLES)))
@click.option("--folder", type=CASE, default=None, help="Where to write it; exports/ of the case if not given.")
@json_option
def certificate(case: Path, *, kind: Kind, folder: Path | None, as_json: bool) -> None:
    """Draft a certificate from the facts of CASE, for a lawyer: FRE 902(13), FRE 902(14) or CrimPR 19.4.

    What the case does not hold stays empty. Nothing is certified until a person signs it.
    """
    made = courtroom.certificate(case, kind, folder=folder)
    if as_json:
        print_json(made)
        return
    for _, path, sha256 in made.files:
        facts((("draft", str(path)), ("sha256", sha256)))
