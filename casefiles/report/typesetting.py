"""Run typst over a folder that holds a report's page, data, pictures and fonts: here, or in a process that then ends.

typst keeps what it made of every page until its process ends, some 1.6 MB a page.
"""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from pathlib import Path

from casefiles.errors import ReportFailed
from casefiles.report.escape import visible
from casefiles.report.fonts import put_fonts
from forensics.starting import command

PAGE, DATA, MADE = "report.typ", "layout.json", "report.pdf"
_REFUSED = 3
"""The status with which a process ends that says on its standard error why there is no PDF."""


def typeset(folder: Path, moment: datetime) -> bytes:
    """Return the PDF of what lies in ``folder``, dated ``moment``; raise ReportFailed where typst errs or warns."""
    import typst

    (folder / "fonts").mkdir()
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(path) for path in put_fonts(folder / "fonts")],
    )
    try:
        pdf, warnings = typst.compile_with_warnings(
            str(folder / PAGE),
            root=str(folder),
            font_paths=fonts,
            format="pdf",
            sys_inputs={"layout": (folder / DATA).read_text("utf-8")},
            pdf_standards=["a-3a", "ua-1"],
            timestamp=moment,
        )
    except typst.TypstError as error:
        raise ReportFailed(f"the PDF could not be set: {_one_line(error)}") from error
    if warnings:
        raise ReportFailed(f"the PDF was set with a warning: {_one_line(warnings[0])}")
    return bytes(pdf)


def typeset_apart(folder: Path, moment: datetime) -> bytes:
    """Do the same in a process of its own, so that the memory goes with it."""
    asked = command("casefiles.report.typesetting", str(folder.absolute()), moment.isoformat())
    try:
        done = subprocess.run(asked, capture_output=True, check=False)
    except OSError as error:
        raise ReportFailed(f"the process that sets the PDF could not be started: {error.strerror}") from error
    said = _one_line(done.stderr.decode("utf-8", "replace").strip())
    if done.returncode == _REFUSED:
        raise ReportFailed(said)
    if done.returncode:
        raise ReportFailed(f"the process that sets the PDF ended with status {done.returncode}: {said}")
    return (folder / MADE).read_bytes()


def _one_line(problem: object) -> str:
    return visible(str(problem).partition("\n")[0])[:300]


def main(arguments: list[str]) -> int:
    """Set what lies in a folder and leave the PDF there."""
    folder = Path(arguments[0])
    try:
        (folder / MADE).write_bytes(typeset(folder, datetime.fromisoformat(arguments[1])))
    except ReportFailed as error:
        sys.stderr.write(f"{error}\n")
        return _REFUSED
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
