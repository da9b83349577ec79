"""The commands for references, from a file to the differences side by side."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from casefiles.cli.__main__ import run
from tests.forensics.media.handmade import clip

VOUCHED = ["--kind", "program", "--name", "FFmpeg\x1b[31m", "--source", "this test", "--by", "Jane Doe"]


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSAY_HOME", str(tmp_path / "home"))


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    one, two = tmp_path / "one.mp4", tmp_path / "two.mp4"
    one.write_bytes(clip("mp4", frames=6))
    two.write_bytes(clip("mp4", frames=12))
    return one, two


def test_a_file_is_added_listed_and_compared(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["reference", "add", str(files[0]), *VOUCHED]) == 0
    assert run(["reference", "list"]) == 0
    assert "Jane Doe" in capsys.readouterr().out
    assert run(["reference", "compare", str(files[1])]) == 0
    out = capsys.readouterr().out
    assert "consistent with" in out and "100.0%" in out and "not enough files" in out
    assert "\x1b" not in out
    assert run(["reference", "compare", str(files[1]), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["comparison"]["nearest"][0]["differences"] == []


def test_export_import_and_withdrawal_go_round(
    files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["reference", "add", *map(str, files), *VOUCHED]) == 0
    name = capsys.readouterr().out.split()[0]
    assert run(["reference", "export", str(tmp_path / "out.jsonl")]) == 0
    assert run(["reference", "withdraw", name, "--reason", "wrong file", "--by", "Jane"]) == 0
    assert run(["reference", "import", str(tmp_path / "out.jsonl"), "--by", "Omar"]) == 0
    assert "1 references taken in" in capsys.readouterr().out


def test_wrong_use_is_said_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["reference", "add", *VOUCHED]) == 2
    assert run(["reference", "compare", str(tmp_path / "none.mp4")]) == 8
    assert "none.mp4 cannot be read" in capsys.readouterr().err
