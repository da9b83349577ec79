"""Start a module of the program in a process of its own: by the interpreter, or from inside a bundle that has none.

A bundle (PyInstaller) is one program without an interpreter beside it. Its entry calls ``run_if_asked`` first: asked to
run one of ``MODULES``, it becomes that module instead of the program.
"""

from __future__ import annotations

import runpy
import sys
from collections.abc import Sequence
from typing import Final

MODULES: Final = frozenset(
    {
        "casefiles.event_check",
        "casefiles.report.typesetting",
        "forensics.footage",
        "forensics.footage.launder",
        "forensics.outside",
        "forensics.selftest",
        "forensics.worker",
    }
)
"""What may be started so."""
ASKED: Final = "--run-assay-module"


def bundled() -> bool:
    """Return whether this process runs from inside a bundle."""
    return bool(getattr(sys, "frozen", False))


def command(module: str, *arguments: str) -> list[str]:
    """Return the command that runs a module in another process; raise ValueError for one that is not of ``MODULES``."""
    if module not in MODULES:
        raise ValueError(f"{module} is not started in a process of its own")
    if bundled():
        return [sys.executable, ASKED, module, *arguments]
    return [sys.executable, "-s", "-P", "-m", module, *arguments]


def run_if_asked(argv: Sequence[str]) -> None:
    """Run the module that the arguments of a bundle's process ask for, and end; return where they ask for none."""
    if len(argv) < 3 or argv[1] != ASKED:
        return
    if argv[2] not in MODULES:
        sys.exit(f"{argv[2]} is no module that is started so")
    sys.argv = [argv[2], *argv[3:]]
    runpy.run_module(argv[2], run_name="__main__", alter_sys=True)
    sys.exit(0)
