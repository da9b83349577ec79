"""`assay`: the group of commands, and the one place where a failure becomes a line and an exit code."""

from __future__ import annotations

import importlib
import os
import sys

import click

from casefiles.errors import AssayError

COMMANDS = {
    "init": ("casefiles.cli.case", "Make a case folder."),
    "acquire": ("casefiles.cli.exhibits", "Copy files into a case as exhibits."),
    "examine": ("casefiles.cli.exhibits", "Measure exhibits in a confined process."),
    "show": ("casefiles.cli.show", "Show a case, or everything about one exhibit."),
    "report": ("casefiles.cli.reports", "Write the report of a case."),
    "board": ("casefiles.cli.board", "Lay findings under propositions; record opinions."),
    "preview": ("casefiles.cli.reports", "Draw a page of the report as it would be now."),
    "finding": ("casefiles.cli.findings", "List findings by number; choose how the report prints them."),
    "statement": ("casefiles.cli.court", "State what the report leaves to its examiner."),
    "replay": ("casefiles.cli.court", "Run examinations again and compare every result."),
    "review": ("casefiles.cli.court", "Review a case as a second person."),
    "denial": ("casefiles.cli.denial", "Somebody says that footage is made up: what speaks for it, what is missing."),
    "certificate": ("casefiles.cli.court", "Draft a certificate for a lawyer."),
    "selftest": ("casefiles.cli.court", "Run all methods on footage whose truth is known."),
    "verify": ("casefiles.cli.case", "Read everything in a case again and say what is wrong."),
    "trust": ("casefiles.cli.trust", "Import, show and fetch trust lists."),
    "generators": ("casefiles.cli.generators", "Show the register of video generators; match an exhibit against it."),
    "provenance": ("casefiles.cli.provenance", "Read content credentials again."),
    "testimony": ("casefiles.cli.governance", "Record what a person saw or was told about an exhibit."),
    "imports": ("casefiles.cli.imports", "Show what was imported, with its checks."),
    "transcript": ("casefiles.cli.transcript", "Keep transcripts of exhibits, in versions."),
    "search": ("casefiles.cli.transcript", "Find words in everything that a case holds."),
    "published": ("casefiles.cli.published", "Keep what left the desk, with corrections and retractions."),
    "sun": ("casefiles.cli.sun", "Time bench: sun, shadows, and clocks seen on screen."),
    "sync": ("casefiles.cli.sync", "Lay clips of one event on a common time."),
    "source": ("casefiles.cli.source", "Keep where an exhibit comes from."),
    "checklist": ("casefiles.cli.governance", "What should be preserved of an exhibit, and how that stands."),
    "hashset": ("casefiles.cli.governance", "Import digests of material that must be handled with care."),
    "copies": ("casefiles.cli.copies", "Compare exhibits: the same footage, where, what differs."),
    "align": ("casefiles.cli.copies", "Say which times of one exhibit are which of another."),
    "find": ("casefiles.cli.copies", "Look a clip up in the library of fingerprints."),
    "watch": ("casefiles.cli.watch", "Take in what comes into a folder, and look it up in the library."),
    "library": ("casefiles.cli.library", "Keep the library of fingerprints."),
    "reference": ("casefiles.cli.reference", "Keep files of known origin, and compare with them."),
    "people": ("casefiles.cli.people", "Enrol and revoke the keys of examiners."),
    "handover": ("casefiles.cli.people", "Offer, accept or refuse the custody of a case."),
    "correct": ("casefiles.cli.people", "Say that something recorded was wrong; list what was said."),
    "erase": ("casefiles.cli.people", "Erase what a person stated; the log stays whole."),
    "remove": ("casefiles.cli.keeping", "Delete an original as a recorded act; its digests stay."),
    "unfinished": ("casefiles.cli.keeping", "List copies of large files that can be gone on with."),
    "seal": ("casefiles.cli.seal", "Have heads of the log time-stamped (RFC 3161)."),
    "package": ("casefiles.cli.package", "Pack a case, or some exhibits, for others to check."),
    "import": ("casefiles.cli.imports", "Take in what others made of a clip; or make a case of a package."),
    "note": ("casefiles.cli.notes", "Keep notes on frames, and stills."),
    "hum": ("casefiles.cli.hum", "Hold the hum of an exhibit against a log of the grid."),
    "sensor": ("casefiles.cli.sensor", "Keep fingerprints of sensors, and compare exhibits with them."),
    "layer": ("casefiles.cli.layers", "Make a layer for looking of one frame; never weighed."),
    "searches": ("casefiles.cli.searches", "Pictures to search with, and the log of searches by hand."),
    "twoup": ("casefiles.cli.notes", "Hold a frame of one exhibit against one of another."),
    "detectors": ("casefiles.cli.detectors", "Show methods; say whose code a case may load."),
    "calibration": ("casefiles.cli.calibration", "Keep calibration packs; show likelihood ratios and abstentions."),
    "validate": ("casefiles.cli.validate", "Try methods on a folder of labelled files."),
    "gui": ("casefiles.cli.window", "Open the window."),
    "desktop": ("casefiles.cli.desktop", "Put the window into the menu of a Linux desktop."),
    "demo": ("casefiles.cli.demo", "Run the whole way on footage made on the spot."),
}


class _Lazy(click.Group):
    """A group that imports a command's module only when the command is used, so that starting stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as above
        if cmd_name not in COMMANDS:
            return None
        command = getattr(importlib.import_module(COMMANDS[cmd_name][0]), cmd_name.replace("-", "_"))
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - as above
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in COMMANDS.items()])


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="assay", prog_name="assay")
def assay() -> None:
    """Keep a disputed video, measure it, and report what the measurements do and do not support.

    Everything works without the network. What is wrong is said in one line; the exit codes stand in docs/errors.md.
    """


def main() -> None:
    """Run the command line and leave with its exit code."""
    # Threads of OpenBLAS wait by turning in circles: on a busy machine small products then take 50 times as long.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code; say in one line what went wrong."""
    try:
        outcome = assay.main(args=arguments, prog_name="assay", standalone_mode=False)
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.Abort:
        return _say("stopped", "What was finished before is kept; repeat the command to do the rest.", 130)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except AssayError as error:
        return _say(str(error), error.advice, error.exit_code)
    except KeyboardInterrupt:
        return _say("stopped", "What was finished before is kept; repeat the command to do the rest.", 130)
    except BrokenPipeError:  # the reader of a pipe, such as `head`, has seen enough
        sys.stderr.close()
        return 0
    except Exception as error:  # noqa: BLE001 - the boundary: a person gets one line, the rest goes into a file
        return _say(f"{type(error).__name__}: {error}", _fault(), AssayError.exit_code)
    return outcome if isinstance(outcome, int) else 0


def _say(message: str, advice: str, code: int) -> int:
    from casefiles.report.escape import visible

    click.secho(f"assay: {visible(message)}", err=True, fg="red", bold=True)
    click.echo(f"       {visible(advice)}", err=True)
    return code


def _fault() -> str:
    import traceback

    from casefiles.home import home

    place = home() / "last-fault.txt"
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(traceback.format_exc(), "utf-8", "backslashreplace")
    except OSError:
        return AssayError.hint
    return f"{AssayError.hint} The details stand in {place}."


if __name__ == "__main__":
    main()
