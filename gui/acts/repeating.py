"""Doing it again: replaying examinations of a case or a package, the self-test, and examining with other parameters."""

from __future__ import annotations

from pathlib import Path

from casefiles import courtroom, workbench
from casefiles.errors import EntryRefused
from casefiles.replay import Repeated, Replay
from forensics.registry import detectors
from gui.acts.declared import Act, AnyAct, At, Done
from gui.acts.words import Some, ids, of_exhibits
from gui.fields import Blank, Values
from gui.saying import tr
from gui.words import counted, one_line

OF_THE_PROGRAM = "scratch"


def replay_words(made: tuple[Replay, ...]) -> str:
    """Return what a replay found, examination by examination; only what is not the same in full."""
    lines: list[str] = []
    for one in made:
        lines.append(f"{one.examination} {one.exhibit}: SAME {one.same}, DIFFERS {one.differs}, "
                     f"NOT REPEATABLE HERE {one.not_repeatable}")  # fmt: skip
        lines += [f"  {name}: {value}" for name, value in one.environment]
        lines += [
            f"  {line.outcome.value}: {line.method} {line.kind} {line.quantity}: {one_line(line.reason, 600)}"
            for line in one.lines
            if line.outcome is not Repeated.SAME
        ]
    return "\n".join(lines)


def _told(made: tuple[Replay, ...]) -> str:
    differing = sum(one.differs for one in made)
    if differing:
        return tr(
            "{count} from those that the case holds.", count=counted(differing, "result differs", "results differ")
        )
    return tr("No result differs from those that the case holds.")


def _replay(at: Some, given: Values) -> Done:
    made = courtroom.replay(at.path, ids(given["exhibits"]), signer=at.signer, watcher=at.watcher)
    folder = Path(given["folder"]).expanduser() if given["folder"] else None
    if folder is not None:
        courtroom.replay_report(at.path, made, folder)
    return Done(_told(made), replay_words(made), folder)


REPLAY: AnyAct = Act(
    "Replay…",
    "Runs every examination again from the originals and compares every result. It is recorded, and stands in "
    "the report.",
    "Replay",
    lambda at: (
        of_exhibits(at, help=tr("None ticked: all.")),
        Blank("folder", tr("&Report into"), asks="folder", hint=tr("empty: no report of the replay alone")),
    ),
    _replay,
    long=True,
)


def _replay_package(at: At[object], given: Values) -> Done:
    package = Path(given["package"]).expanduser()
    read, made = courtroom.replay_package(package, watcher=at.watcher)
    folder = Path(given["folder"]).expanduser() if given["folder"] else None
    if folder is not None:
        courtroom.replay_report(package, made, folder, package=read)
    head = f"{one_line(read.name)}, {one_line(read.packed_by)}\nSHA-256 {read.tagmanifest_sha256}\n\n"
    return Done(_told(made), head + replay_words(made), folder)


REPLAY_PACKAGE: AnyAct = Act(
    "Replay a package…",
    "Checks a package that somebody gave you and runs its examinations again on this machine. Nothing is recorded, and "
    "nothing of it is left behind.",
    "Check and replay",
    lambda _at: (
        Blank("package", tr("&Package"), asks="file", needed=True, hint=tr("a ZIP; of a folder, its path")),
        Blank("folder", tr("&Report into"), asks="folder", hint=tr("empty: no report")),
    ),
    _replay_package,
    needs="nothing",
    signed=False,
    long=True,
)


def _selftest(at: Some, _given: Values) -> Done:
    found = courtroom.selftest(at.path, signer=at.signer, watcher=at.watcher)
    passed = len(found.checks) - len(found.failed)
    lines = [
        f"{tr('passed') if one.passed else tr('NOT PASSED')}: {one.file}: {one.expected} / {one.came_out}"
        for one in found.checks
    ]
    return Done(tr("{passed} of {all} checks passed.", passed=passed, all=len(found.checks)), "\n".join(lines))


SELFTEST: AnyAct = Act(
    "Self-test…",
    "Runs all methods on footage made on the spot whose truth is known. The outcome is taken into the case, and its "
    "reports print it.",
    "Run",
    lambda _at: (),
    _selftest,
    long=True,
)


def _examine(at: Some, given: Values) -> Done:
    settings: list[tuple[str, str]] = []
    for line in filter(None, map(str.strip, given["settings"].splitlines())):
        name, sign, value = line.partition("=")
        if not sign:
            raise EntryRefused(tr("{line} names no value", line=repr(line)), hint="METHOD.NAME=VALUE")
        settings.append((name.strip(), value.strip()))
    asked = tuple(filter(None, given["asked"].split("\n")))
    readers = tuple(filter(None, given["readers"].split()))
    (made,) = workbench.examine(
        at.path,
        (at.exhibit,),
        signer=at.signer,
        asked=asked,
        settings=settings,
        second_readers=readers,
        watcher=at.watcher,
    )
    return Done(tr("{id} is {outcome}: {count}.", id=made.id, outcome=one_line(made.outcome),
                   count=counted(made.findings, "finding")))  # fmt: skip


def _parameters() -> str:
    return "\n".join(
        f"{one.id}.{name}={value}"
        for one in detectors()
        for name, value in one.parameters.items()
        if name != OF_THE_PROGRAM
    )


def _examine_blanks(_at: Some) -> tuple[Blank, ...]:
    known = _parameters().replace("\n", ", ")
    on_request = tuple((one.id, f"{one.id}: {one.on_request}") for one in detectors() if one.on_request)
    return (
        Blank(
            "settings",
            tr("&Parameters"),
            tall=True,
            hint="METHOD.NAME=VALUE",
            help=tr("One a line. There are: {known}.", known=known) if known else "",
        ),
        Blank("asked", tr("Methods on re&quest"), choices=on_request, asks="several"),
        Blank("readers", tr("&Second readers"), hint=tr("programs that read the tags too, such as exiftool")),
    )


EXAMINE: AnyAct = Act(
    "Examine with parameters…",
    "Measures the exhibit again with other parameters. They are named in the examination, and a replay uses them too.",
    "Examine",
    _examine_blanks,
    _examine,
    needs="exhibit",
    long=True,
)
