"""Commands about exhibits: acquire and examine."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from casefiles import workbench
from casefiles.cli.output import facts, line, print_json, size_words
from casefiles.cli.session import CASE, case_argument, json_option, signer, watching
from casefiles.errors import Cancelled, ExaminationFailed
from casefiles.views import Acquired, Acquisitions, DeclaredDigest, ExaminationRow, ExhibitId, Provided

LENGTHS = {32: "md5", 40: "sha1", 64: "sha256", 128: "sha512"}


READERS = click.Choice(["exiftool", "mediainfo"])


@click.command()
@case_argument
@click.argument("files", nargs=-1, required=True, type=CASE)
@click.option("--from", "received_from", default="", help="Who handed it over.")
@click.option("--source", default="", help="Where it comes from: a post's address, a device, a medium.")
@click.option("--reason", default="", help="Why it is acquired.")
@click.option("--authority", default="", help="Under which authority or request.")
@click.option("--note", default="", help="Anything else worth keeping.")
@click.option(
    "--declared",
    multiple=True,
    metavar="[ALGORITHM:]HEX",
    help="A digest that the sender gave. May be given several times; only with a single file.",
)
@click.option(
    "--digest",
    "digests",
    multiple=True,
    type=click.Choice(["sha512", "sha1", "md5"]),
    help="Compute this digest too. SHA-256 and BLAKE3 are always computed.",
)
@click.option(
    "--with-sidecar", is_flag=True, help="Acquire a C2PA manifest store that lies beside a file, and link it."
)
@click.option("--folder", is_flag=True, help="FILES are folders: take every file in them, and keep their structure.")
@json_option
def acquire(  # noqa: PLR0917 - click calls it by name
    case: Path,
    files: Sequence[Path],
    declared: Sequence[str],
    digests: Sequence[str],
    folder: bool,  # noqa: FBT001
    with_sidecar: bool,  # noqa: FBT001 - as above
    as_json: bool,  # noqa: FBT001 - as above
    **provided: str,
) -> int:
    """Copy FILES into CASE as exhibits: one read, digests, a read-back from the disk, and a custody event each.

    The sources are never changed. A file that stands in the case already is recognised, and gets a second acquisition.
    Ends with the exit code of the first file that could not be acquired; the others are acquired all the same.
    """
    if declared and len(files) > 1:
        raise click.UsageError("--declared goes with a single file")
    given = Provided(**provided, declared=tuple(_declared(text) for text in declared))
    if folder:
        return _acquire_folders(case, files, given, frozenset(digests), as_json=as_json)
    with watching() as watcher:
        done = workbench.acquire(
            case,
            files,
            signer=signer(meanwhile=True),
            provided=given,
            digests=frozenset(digests),
            with_sidecars=with_sidecar,
            watcher=watcher,
        )
    if as_json:
        print_json(done)
    else:
        _show_acquired(done)
    return done.refused[0].exit_code if done.refused else 0


def _acquire_folders(
    case: Path, folders: Sequence[Path], given: Provided, digests: frozenset[str], *, as_json: bool
) -> int:
    from casefiles import verbs_custody as verbs

    if given.declared:
        raise click.UsageError("--declared goes with a single file")
    unlocked = signer()
    with watching() as watcher:
        done = [
            verbs.acquire_folder(case, folder, signer=unlocked, provided=given, digests=digests, watcher=watcher)
            for folder in folders
        ]
    if as_json:
        print_json(done)
        return 0
    for taken in done:
        line(f"{taken.id} {taken.name}: {len(taken.acquired)} files acquired, {len(taken.left_out)} left out.")
        for inside, one in taken.acquired:
            line(f"  {one.exhibit.id}  {inside}")
        for inside, refused in taken.left_out:
            line(f"  not acquired: {inside}: {refused.reason}")
    return next((one.exit_code for taken in done for _, one in taken.left_out if one.exit_code), 0)


def _declared(text: str) -> DeclaredDigest:
    algorithm, _, value = text.rpartition(":")
    value = value.strip().lower()
    algorithm = algorithm.strip().lower().replace("-", "") or LENGTHS.get(len(value), "")
    right_length = {name: length for length, name in LENGTHS.items()}.get(algorithm)
    if right_length != len(value) or not all(digit in "0123456789abcdef" for digit in value):
        raise click.UsageError(f"--declared {text!r} is no digest that is known here (md5, sha1, sha256, sha512)")
    return DeclaredDigest(algorithm, value)


def _show_acquired(done: Acquisitions) -> None:
    for one in done.acquired:
        _show_one(one)
    for seen in done.sidecars:
        if seen.held is None:
            line(f"A C2PA manifest store lies beside {seen.exhibit}: {seen.path}. It was not acquired.")
            line("  Repeat the command with --with-sidecar to acquire it and have it read with the file.")
        else:
            line(f"{seen.held} is the manifest store that lay beside {seen.exhibit}: linked, and read with it.")
    for refused in done.refused:
        line(f"Not acquired: {refused.source}: {refused.reason}")
        line(f"  {refused.advice}")


def _show_one(one: Acquired) -> None:
    stands = "stood in the case already; this is another acquisition of it" if one.again else "acquired"
    line(f"{one.exhibit.id} {one.acquisition.original_name}: {stands}.")
    pairs = [("size", size_words(one.exhibit.size))]
    pairs += [(row.algorithm, row.value + (f"  ({row.remark})" if row.remark else "")) for row in one.exhibit.digests]
    for compared in one.acquisition.compared:
        words = "matches" if compared.matches else f"DOES NOT MATCH: computed {compared.computed}"
        pairs.append((f"declared {compared.algorithm}", f"{compared.declared} {words}"))
    facts(pairs)


@click.command()
@case_argument
@click.argument("exhibits", nargs=-1)
@click.option("--init", "init_segment", metavar="E-0001", help="The initialisation segment of a fragment.")
@click.option("--sidecar", metavar="E-0003", help="A manifest store that was acquired apart.")
@click.option("--second-reader", "readers", multiple=True, type=READERS, help="Let this program read the tags too.")
@click.option("--with", "asked", multiple=True, metavar="METHOD", help="Run this method too, which is on request only.")
@click.option("--set", "settings", multiple=True, metavar="METHOD.NAME=VALUE", help="A parameter of a method.")
@click.option(
    "--scheduler", default="", metavar="tcp://HOST:PORT", help="Have the machines of this Dask cluster measure."
)
@click.option(
    "--ship", is_flag=True, help="Send the files there; otherwise all machines see the case at the same path."
)
@json_option
def examine(  # noqa: PLR0917 - click calls it by name
    case: Path,
    exhibits: Sequence[str],
    init_segment: str | None,
    sidecar: str | None,
    readers: tuple[str, ...],
    asked: tuple[str, ...],
    settings: tuple[str, ...],
    scheduler: str,
    ship: bool,  # noqa: FBT001 - click calls it by name
    as_json: bool,  # noqa: FBT001 - click calls it by name
) -> int:
    """Measure the EXHIBITS of CASE (E-0001 …), or all that no examination has completed.

    A second reader is another program installed on this machine; it runs confined in a process of its own.

    What --init and --sidecar name is linked with the exhibit, and read with it from then on.

    The file is opened only in a process of its own, without network and without a place to write. What could not be
    measured is recorded with the reason. Ends with exit code 12 if a measuring process ended early.

    With --scheduler other machines measure and this one records; they need the same version of Assay. Whoever can
    reach that cluster can run programs on it, and its machines are believed as this one is.
    """
    from casefiles.companions import Role

    given = {Role.INIT_SEGMENT: init_segment, Role.SIDECAR: sidecar}
    read_with = {role: ExhibitId(name) for role, name in given.items() if name}
    if read_with and len(exhibits) != 1:
        raise click.UsageError("--init and --sidecar go with a single exhibit")
    if asked:
        from casefiles import verbs_methods

        for name in asked:
            click.echo(f"{name}: {verbs_methods.cost_of(name, case)}", err=True)
    if ship and not scheduler:
        raise click.UsageError("--ship goes with --scheduler")
    with watching() as watcher:
        ids = tuple(ExhibitId(exhibit) for exhibit in exhibits)
        done = workbench.examine(
            case,
            ids,
            signer=signer(),
            read_with=read_with,
            second_readers=readers,
            asked=asked,
            settings=[_setting(text) for text in settings],
            scheduler=scheduler,
            ship=ship,
            watcher=watcher,
        )
        stopped = watcher.cancelled()
    if as_json:
        print_json(done)
    else:
        for row in done:
            _show_examination(row)
        if not done and not stopped:
            line("Nothing to do: every exhibit has been examined. Name an exhibit to examine it again.")
    if stopped:
        raise Cancelled("stopped by a person")
    return 0 if all(row.outcome == "complete" for row in done) else ExaminationFailed.exit_code


def _setting(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise click.UsageError(f"--set {text!r} is not written as METHOD.NAME=VALUE")
    return name.strip(), value.strip()


def _show_examination(row: ExaminationRow) -> None:
    line(f"{row.exhibit} examined as {row.id}: {row.outcome}.")
    facts(
        (
            ("results", str(row.results)),
            ("findings", str(row.findings)),
            ("not measured", str(row.not_measured)),
        )
    )
