"""What the command show says of a file's inside: clocks, tags by reader, raw bytes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from casefiles.cli.__main__ import run
from tests.forensics.media.handmade import clip


@pytest.fixture(scope="module")
def examined(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a case with one examined clip of six frames, whose name states a date."""
    folder = tmp_path_factory.mktemp("technical")
    source = folder / "VID_20200601_120000.mp4"
    source.write_bytes(clip("mp4"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASSAY_HOME", str(folder / "home"))
        patch.setenv("ASSAY_PASSPHRASE", "four plain words here")
        patch.setenv("ASSAY_EXAMINER", "Jane Doe")
        case = folder / "one.assay"
        assert run(["init", str(case), "--claim", "It rained."]) == 0
        assert run(["acquire", str(case), str(source)]) == 0
        assert run(["examine", str(case)]) == 0
    return case


def test_clocks_are_shown_under_each_hypothesis(examined: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", str(examined), "E-0001", "--clocks", "--zone", "+05:30"]) == 0
    out = capsys.readouterr().out
    assert "file_name" in out and "2020-06-01T12:00:00" in out
    assert "If the device stood at UTC+05:30" in out and "2020-06-01T06:30:00Z" in out
    assert "file system at" in out
    assert run(["show", str(examined), "--clocks", "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert found["value"]["is"] == "ClockTable"


def test_a_zone_that_is_none_is_refused(examined: Path) -> None:
    assert run(["show", str(examined), "E-0001", "--clocks", "--zone", "Berlin"]) == 2


def test_tags_stand_side_by_side_with_their_readers(examined: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", str(examined), "E-0001", "--tags"]) == 0
    out = capsys.readouterr().out
    assert "Readers agree" in out and "writing program" in out
    assert run(["show", str(examined), "E-0001", "--tags", "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert {said["reader"] for row in found["value"] for said in row["said"]} >= {"ffmpeg", "assay"}


def test_bytes_at_a_place_are_shown_as_they_stand(examined: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", str(examined), "E-0001", "--bytes", "0x0:20"]) == 0
    out = capsys.readouterr().out
    assert "66 74 79 70" in out and "ftyp" in out
    assert run(["show", str(examined), "E-0001", "--bytes", "4:4", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["hex"] == b"ftyp".hex()


def test_bytes_outside_the_file_or_too_many_are_refused(examined: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", str(examined), "E-0001", "--bytes", "99999999:4"]) == 10
    assert "the file has bytes 0 to" in capsys.readouterr().err
    for wrong in ("1", "a:b", "0:0", "0:9999999", "-1:5"):
        assert run(["show", str(examined), "E-0001", "--bytes", wrong]) == 2
    assert run(["show", str(examined), "--bytes", "0:4"]) == 2
