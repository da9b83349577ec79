"""What the digest of another package's code covers beyond its own files: the packages that it requires."""

from __future__ import annotations

from importlib.metadata import distribution
from pathlib import Path

import pytest

from forensics import requirements


def installed(site: Path, name: str, version: str, requires: str = "", record: str = "") -> None:
    """Lay a distribution out as an installer would."""
    info = site / f"{name.replace('-', '_')}-{version}.dist-info"
    info.mkdir(exist_ok=True)
    head = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    (info / "METADATA").write_text(head + "".join(f"Requires-Dist: {one}\n" for one in requires.split("|") if one))
    (info / "RECORD").write_text(record or f"{name}.py,sha256=abc,1\n")


def test_requirements_are_told_all_the_way_down_but_not_the_programs_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    installed(tmp_path, "lab-method", "1.0", "lab_helper>=2|assay|numpy|absent-one|lab-extra ; extra == 'more'")
    installed(tmp_path, "lab-helper", "2.1", "lab.deeper (>1)|lab-method")
    installed(tmp_path, "lab-deeper", "3.0")
    installed(tmp_path, "lab-extra", "1.0")
    before = list(requirements.lines(distribution("lab-method")))
    assert [line.split()[1:] for line in before] == [
        ["requires", "lab-deeper", "3.0"],
        ["requires", "lab-helper", "2.1"],
    ]
    installed(tmp_path, "lab-deeper", "3.0", record="lab_deeper.py,sha256=other,1\n")
    after = list(requirements.lines(distribution("lab-method")))
    assert after[0] != before[0]  # the same version, built otherwise
    assert after[1] == before[1]
