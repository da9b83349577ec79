"""Run the tests: `python -m tests.run [pytest arguments]`, all of them on all cores where no argument is given.

Without Qt's system libraries the window's tests are left out.
"""

from __future__ import annotations

import os
import sys

import pytest


def missing_library() -> str:
    """Return what Qt's import says is missing, or ''."""
    try:
        import PySide6.QtWidgets  # noqa: F401 - the import itself is the question
    except ImportError as error:
        return str(error)
    return ""


def main(arguments: list[str]) -> int:
    """Run pytest and return its exit code."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Threads of OpenBLAS wait by turning in circles: on a busy machine small products then take 50 times as long.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if not arguments:  # all of them: one process a core, and what shares a file's fixtures stays in one process
        arguments = ["-n", "auto", "--dist", "loadfile"]
    missing = missing_library()
    if missing:
        print(f"The window's tests are left out: Qt needs a system library ({missing}).")
        print("Install the packages named in the README under 'System libraries'.")
        return int(pytest.main(["-p", "no:pytest-qt", "--ignore", "tests/gui", *arguments]))
    return int(pytest.main(["-o", "qt_api=pyside6", "-o", "qt_log_level_fail=WARNING", *arguments]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
