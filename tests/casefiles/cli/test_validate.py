"""`assay validate` and `assay detectors`, on labelled footage made here."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from casefiles.cli.__main__ import run
from casefiles.errors import EntryRefused, SourceUnusable, UnknownItem
from casefiles.kept_trials import Tried
from casefiles.validation import Labels, digest_of, labelled_files
from forensics.codec import decode_as, encode
from forensics.evaluation.pack import CalibrationPack
from forensics.evaluation.trial import Trial
from forensics.footage.encode import Encoding, make
from forensics.footage.scene import Scene
from forensics.footage.timeline import duplicate, plain
from forensics.registry import detectors

VERSION = next(one.version for one in detectors() if one.id == "repeated_frames")
NAME = f"repeated_frames-{VERSION}"
TWO_SECONDS = plain(Fraction(25), Fraction(2))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of labelled clips: six scenes, each as it is and with a run copied."""
    place = tmp_path_factory.mktemp("labelled") / "clips"
    place.mkdir()
    rows = []
    for seed in range(6):
        scene = Scene(160, 96, seed=seed + 40)
        for label, timeline in (("plain", TWO_SECONDS), ("copied", duplicate(TWO_SECONDS, 5, 12, at=35))):
            name = f"{label}-{seed}.mp4"
            make(place / name, scene, timeline, Encoding(sound=False))
            rows.append((name, label, f"scene-{seed}"))
    (place / "short.mp4").write_bytes(b"no media at all")
    rows.append(("short.mp4", "plain", "scene-9"))
    with (place / "manifest.csv").open("w", newline="") as stream:
        csv.writer(stream).writerows([("file", "label", "group"), *rows])
    return place


def test_a_trial_is_made_and_its_files_hold_what_it_found(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSAY_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ASSAY_PASSPHRASE", "four words of trial")
    monkeypatch.setenv("ASSAY_EXAMINER", "A. Tester")
    described = ["--population", "made clips", "--target-proposition", "H1", "--other-proposition", "H2"]
    arguments = ["validate", str(folder), "--target", "copied", "--other", "plain", "--method", "repeated_frames"]
    assert run([*arguments, "--output", str(tmp_path / "out"), "--under", "crf32", *described]) == 0
    printed = capsys.readouterr().out
    assert "| as is | 6, 6, 0 | 6, 6, 1 | 1.000 [0.54–1.00]" in printed
    assert "| crf32 |" in printed
    assert "short.mp4: " in printed
    trial = decode_as(Trial, (tmp_path / "out" / f"{NAME}.trial.json").read_text().strip())
    assert {case.target for case in trial.scored if case.score > -0.17} == {True}
    assert [case.file for case in trial.unscored] == ["short.mp4"]
    pack = decode_as(CalibrationPack, (tmp_path / "out" / f"{NAME}.pack.json").read_text().strip())
    assert pack.calibration.cap == 7
    assert (tmp_path / "out" / f"{NAME}.pack.sig").read_text().startswith("A. Tester\n")
    assert "<svg" in (tmp_path / "out" / f"{NAME}.tippett.svg").read_text()
    used_in_a_case(folder / "copied-0.mp4", tmp_path / "out", tmp_path, capsys)


def used_in_a_case(clip: Path, out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The pack gives a bounded ratio for a file of the trial, which the report prints with all it rests on."""
    case, pack, signed = (
        str(tmp_path / "desk.assay"),
        out / f"{NAME}.pack.json",
        out / f"{NAME}.pack.sig",
    )
    assert run(["init", case]) == 0
    assert run(["acquire", case, str(clip), str(clip.with_name("short.mp4"))]) == 0
    assert run(["examine", case]) == 0
    changed = tmp_path / "changed.json"
    changed.write_text(pack.read_text().replace('"cap":7.0', '"cap":6.0'))
    why = ["--reason", "our own trial"]
    assert run(["calibration", "add", case, str(changed), str(signed), *why]) == EntryRefused.exit_code
    assert "one of the two was changed" in capsys.readouterr().err
    assert run(["calibration", "add", case, str(pack), str(signed), *why]) == 0
    capsys.readouterr()
    assert run(["calibration", "show", case, "--json"]) == 0
    given, none = json.loads(capsys.readouterr().out)
    assert 0 < given["outcome"]["log10"] <= 0.846  # six groups bear no more than a ratio of seven
    assert none["outcome"]["reason"]
    assert run(["report", case, "--format", "html"]) == 0
    (report,) = Path(case, "exports").glob("*/report.html")
    assert "times as often from H1 as from H2" in report.read_text()
    assert "made clips" in report.read_text()
    capsys.readouterr()
    assert run(["calibration", "withdraw", case, "CB-0001", "--reason", "another one is better"]) == 0
    assert run(["calibration", "show", case]) == 0
    assert "every score stays a score" in capsys.readouterr().out
    assert run(["calibration", "list", case]) == 0
    assert "A. Tester" in capsys.readouterr().out


def test_files_that_stand_are_not_overwritten_and_wrong_calls_are_refused(folder: Path) -> None:
    labels = Labels(frozenset({"copied"}), frozenset({"plain"}))
    files = labelled_files(folder, labels)
    assert [one.target for one in files].count(True) == 6
    assert len(digest_of(files)) == 64
    assert digest_of(files) == digest_of(files[::-1])
    with pytest.raises(SourceUnusable, match="names no file with a label"):
        labelled_files(folder, Labels(frozenset({"x"}), frozenset({"y"})))
    with pytest.raises(SourceUnusable, match="cannot be read as a table"):
        labelled_files(folder.parent, labels)
    assert run(["validate", str(folder), "--target", "copied", "--other", "copied"]) == 2
    unknown = ["validate", str(folder), "--target", "copied", "--other", "plain", "--method", "none"]
    assert run(unknown) == UnknownItem.exit_code
    silent = ["validate", str(folder), "--target", "copied", "--other", "plain", "--method", "frame_times"]
    assert run(silent) == UnknownItem.exit_code


def test_a_manifest_cannot_point_outside_of_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "clips"
    folder.mkdir(parents=True)
    (tmp_path / "secret.mp4").write_bytes(b"x")
    (folder / "manifest.csv").write_text("file,label,group\n../../secret.mp4,t,g\n")
    with pytest.raises(SourceUnusable, match="is no file there"):
        labelled_files(folder, Labels(frozenset({"t"}), frozenset({"o"})))


def test_every_installed_method_is_listed_and_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["detectors", "list", "--json"]) == 0
    listed = [row["name"] for row in json.loads(capsys.readouterr().out)]
    assert listed == [detector.id for detector in detectors()]
    for name in listed:
        assert run(["detectors", "show", name]) == 0
        assert "Known failures" in capsys.readouterr().out
    assert run(["detectors", "show", "none"]) == UnknownItem.exit_code


def test_what_was_measured_is_kept_and_only_the_rest_is_measured(folder: Path, tmp_path: Path) -> None:
    few = tmp_path / "clips"
    few.mkdir()
    for name in ("copied-0.mp4", "plain-0.mp4"):
        (few / name).write_bytes((folder / name).read_bytes())
    (few / "manifest.csv").write_text("file,label,group\ncopied-0.mp4,copied,a\nplain-0.mp4,plain,a\n")
    kept = tmp_path / "kept"
    arguments = ["validate", str(few), "--target", "copied", "--other", "plain", "--method", "repeated_frames"]
    assert run([*arguments, "--keep", str(kept)]) == 0
    records = {path: decode_as(Tried, path.read_text().strip()) for path in sorted(kept.iterdir())}
    assert len(records) == 2
    assert sorted(record.given[0].findings for record in records.values()) == [0, 1]
    marked, other = records
    written(marked, records[marked], score=-0.5, version=VERSION)  # what no measurement gave: seen, so it was read
    written(other, records[other], score=-0.5, version="0")  # of an earlier version: measured again
    assert run([*arguments, "--keep", str(kept), "--output", str(tmp_path / "out")]) == 0
    trial = decode_as(Trial, (tmp_path / "out" / f"{NAME}.trial.json").read_text().strip())
    assert [one.score == -0.5 for one in trial.scored].count(True) == 1
    card = (tmp_path / "out" / f"{NAME}.card.md").read_text()
    assert "independent groups: 1 of copied, 1 of plain; at least 5 of each are needed" in card
    assert decode_as(Tried, other.read_text().strip()) == records[other]
    other.write_text("{}")
    assert run([*arguments, "--keep", str(kept)]) == SourceUnusable.exit_code


def written(path: Path, record: Tried, *, score: float, version: str) -> None:
    path.write_text(encode(Tried(record.seen, (replace(record.given[0], score=score, version=version),))) + "\n")
