"""A report of a replay alone: what was run again, of which case or package, on which machine, and how it came out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from casefiles.package.reading import PackageRead
from casefiles.replay import Environment, Replay
from casefiles.report import html, pdf
from casefiles.report.blocks import Block, Facts, Layout, Listing, Prose, Section, Text, code, quoted, words
from casefiles.report.persons import shown
from casefiles.report.received import environment_table
from casefiles.report.repeated import MEANING, replay_blocks
from casefiles.report.standing import ITEMS_ONLY
from casefiles.report.write import put
from forensics import codec


@dataclass(frozen=True, slots=True)
class ReplayReport:
    """A replay with what it was made of; ``package`` is None where a case itself was replayed."""

    case_id: str
    case_name: str
    package: PackageRead | None
    made: str
    """When it was made, by the clock of this machine (UTC)."""
    environment: Environment
    replays: tuple[Replay, ...]


def write_replay_report(report: ReplayReport, folder: Path) -> tuple[tuple[str, Path, str], ...]:
    """Write a report of a replay as PDF, HTML and JSON; return (format, path, SHA-256) of each.

    Raise ReportFailed where something else stands in its place, StorageFailed.
    """
    machine = (json.dumps(codec.plain(report), indent=1, sort_keys=True, allow_nan=False) + "\n").encode("ascii")
    layout = _lay_out(report, f"Y-{hashlib.sha256(machine).hexdigest()[:16].upper()}")
    rendered = (
        ("pdf", "replay.pdf", pdf.render_layout(layout, pictures={}, attachment=machine)),
        ("html", "replay.html", html.render_layout(layout, pictures={})),
        ("json", "replay.json", machine),
    )
    return put(folder / layout.id, rendered)


def _lay_out(report: ReplayReport, name: str) -> Layout:
    return Layout(
        id=name,
        title="Report of replay",
        subtitle=f"Case {report.case_id}",
        issued=report.made,
        head=report.package.head_root if report.package else "",
        sections=tuple(_sections(report)),
        end=f"End of report {name}",
    )


def _sections(report: ReplayReport) -> Iterator[Section]:
    yield Section(1, "In brief", "brief", tuple(_brief(report)))
    if report.package is not None:
        yield Section(1, "The package", "package", tuple(_package(report.package)))
    yield Section(
        1, "What measured here", "environment", (environment_table(report.environment, "Versions and machine"),)
    )
    yield Section(1, "Results", "results", (Prose(Text(MEANING), "note"),))
    for number, one in enumerate(report.replays, start=1):
        title = f"{one.examination} of {one.exhibit}"
        yield Section(2, title, f"replay-{number}", tuple(replay_blocks(shown(one))))


def _brief(report: ReplayReport) -> Iterator[Block]:
    same, differs, not_here = (
        sum(getattr(one, name) for one in report.replays) for name in ("same", "differs", "not_repeatable")
    )
    yield Facts(
        (
            ("Case", (*quoted(report.case_name), *code(report.case_id))),
            ("Made", (*code(report.made), *words("by the clock of the machine that replayed"))),
            ("Examinations run again", words(f"{len(report.replays):,}")),
            ("Results that are the SAME", words(f"{same:,}")),
            ("Results that DIFFER", words(f"{differs:,}")),
            ("Results NOT REPEATABLE HERE", words(f"{not_here:,}")),
        )
    )
    yield Prose(
        Text(
            "A result that comes out the same shows that it was measured as the case says. It does not show what the "
            f"result means. {ITEMS_ONLY}"
        ),
        "note",
    )


def _package(read: PackageRead) -> Iterator[Block]:
    yield Facts(
        (
            ("Packed by", quoted(read.packed_by)),
            ("SHA-256 of its tag manifest", code(read.tagmanifest_sha256)),
            ("Custody head", (*code(read.head_root), *words(f"root over {read.head_size} events"))),
            ("What it holds", words("the whole case" if read.whole else "chosen exhibits")),
        )
    )
    yield Prose(Text("Before anything was measured, the check that lies in the package was run. It found no problem:"))
    yield Listing(tuple(Text(line, "quoted") for line in read.checked))
    yield Prose(Text("What it could not check:"))
    yield Listing(tuple(Text(line, "quoted") for line in read.unchecked) or (Text("nothing"),))
