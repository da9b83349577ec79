"""Starting stays quick: what the smallest commands must not load. A fact about modules, not a time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.casefiles.cli.conftest import Desk

HEAVY = (
    *("numpy", "scipy", "PIL", "rich", "typst", "fontTools", "sqlite_utils", "click_default_group", "dateutil"),
    *("cryptography", "nacl", "rfc8785", "rfc3161_client", "asn1crypto", "pyhanko", "PySide6"),
    *("cv2", "av", "c2pa", "exifread", "imagehash", "miniaudio", "pypdfium2", "warcio", "pysequoia"),
    *("subprocess", "concurrent.futures", "asyncio", "urllib.request", "http", "email", "importlib.metadata"),
    *("casefiles.examinations", "casefiles.references", "casefiles.verbs_origin", "casefiles.verbs_custody"),
    *("casefiles.event_pool", "casefiles.seal", "casefiles.vault", "casefiles.package", "casefiles.report.document"),
    *("forensics.detectors", "forensics.methods", "forensics.registry", "forensics.judging", "forensics.worker"),
)
ONLY_FOR_VERSIONS = {"email", "importlib.metadata"}


@pytest.mark.parametrize("command", [("--version",), ("--help",), ("show", "case.assay"), ("show", "--help")])
def test_the_smallest_commands_load_nothing_heavy(desk: Desk, tmp_path: Path, command: tuple[str, ...]) -> None:
    if "case.assay" in command:
        assert desk("init", "case.assay").code == 0
    program = (
        "import sys, casefiles.cli.__main__ as program\n"
        f"assert program.run({list(command)!r}) == 0\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].strip("[]").replace("'", "").split(", ")) - {""}
    assert loaded <= (ONLY_FOR_VERSIONS if command == ("--version",) else set())


def test_acquiring_loads_nothing_of_measuring(desk: Desk, tmp_path: Path) -> None:
    assert desk("init", "case.assay").code == 0
    (tmp_path / "clip.mov").write_bytes(b"a clip")
    program = (
        "import sys, casefiles.cli.__main__ as program\n"
        "assert program.run(['acquire', 'case.assay', 'clip.mov']) == 0\n"
        "print([name for name in ('numpy', 'cv2', 'av', 'casefiles.examinations', 'casefiles.verbs_custody',\n"
        "    'forensics.detectors', 'forensics.judging') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
