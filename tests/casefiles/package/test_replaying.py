"""A package is replayed by who received it: checked first, on another copy of the program too, and nothing is left."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from fractions import Fraction
from hashlib import sha256
from pathlib import Path

import pypdfium2
import pytest

from casefiles import companions, courtroom, examinations, marks, trust, vault
from casefiles.case import Case
from casefiles.cli.__main__ import run
from casefiles.errors import EntryRefused, UnknownItem, VerificationFailed
from casefiles.keys import Signer
from casefiles.package import verify
from casefiles.package.content import Wanted
from casefiles.package.reading import read_as_case
from casefiles.package.write import pack
from casefiles.replay import Repeated
from casefiles.report.language import check
from casefiles.views import ExhibitId, Provided, Watcher
from forensics.footage.encode import Encoding, make
from forensics.footage.scene import Scene
from forensics.footage.timeline import plain
from tests.casefiles.conftest import SteppingClock

ROOT = Path(__file__).parents[3]
Packs = Callable[[str, Wanted], Path]


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory, jane: Signer) -> Packs:
    """Return what packs a case with an examined second of footage, once for each name."""
    folder = tmp_path_factory.mktemp("replayed")
    film, place = folder / "film.mp4", folder / "storm.assay"
    make(film, Scene(width=96, height=64, seed=3), plain(Fraction(25), Fraction(1)), Encoding(gop=10, bframes=0))
    with Case.create(place, name="storm", claim="It rained.", signer=jane, clock=SteppingClock()) as case:
        vault.acquire(case, film, Provided())
        beside = companions.joined((trust.beside(case), marks.beside(frozenset())))
        examinations.examine(case, ExhibitId("E-0001"), beside=beside)
        film.write_bytes(b"another file")
        vault.acquire(case, film, Provided())

    def packed(name: str, wanted: Wanted) -> Path:
        target = folder / name
        if not target.exists():
            with Case.open(place, signer=jane, clock=SteppingClock()) as case:
                pack(case, target, wanted, Watcher())
        return target

    return packed


WHOLE, ZIPPED, CHOSEN = Wanted(), Wanted(as_zip=True), Wanted((ExhibitId("E-0001"),))


def state(package: Path) -> dict[str, str]:
    """Return the digest of every file of a package."""
    files = [package] if package.is_file() else sorted(one for one in package.rglob("*") if one.is_file())
    return {str(one): sha256(one.read_bytes()).hexdigest() for one in files}


@pytest.mark.parametrize(("name", "wanted"), [("whole", WHOLE), ("chosen", CHOSEN)])
def test_every_result_of_a_package_comes_out_the_same_and_the_package_is_as_it_was(
    packs: Packs, name: str, wanted: Wanted
) -> None:
    package = packs(name, wanted)
    before = state(package)
    read, (made,) = courtroom.replay_package(package)
    assert (made.differs, made.not_repeatable, made.outcome, made.id) == (0, 0, "complete", "")
    assert made.same == len(made.lines) > 50
    assert (read.packed_by, read.whole) == ("Jane Doe", name != "chosen")
    assert any("whose key this is" in words for words in read.unchecked)
    assert state(package) == before


def test_a_package_of_chosen_exhibits_gives_a_case_without_the_others(packs: Packs) -> None:
    with read_as_case(packs("chosen", CHOSEN)) as (case, _):
        assert [row.id for row in case.exhibits()] == ["E-0001"]
        assert not case.writable
        place = case.path
    assert not place.exists()
    with pytest.raises(UnknownItem, match="E-0002"):
        courtroom.replay_package(packs("chosen", CHOSEN), [ExhibitId("E-0002")])


def test_without_originals_nothing_can_be_repeated_and_each_result_says_why(packs: Packs) -> None:
    _, (made,) = courtroom.replay_package(packs("bare", Wanted(without_originals=True)))
    assert (made.same, made.differs) == (0, 0)
    assert {line.reason for line in made.lines} == {"E-0001: its original is missing from the case"}


def test_nothing_is_measured_of_a_package_that_was_changed(packs: Packs, tmp_path: Path) -> None:
    bad = tmp_path / "bad"
    shutil.copytree(packs("whole", WHOLE), bad)
    original = bad / "data/originals/E-0001.mp4"
    original.write_bytes(original.read_bytes()[:-1] + b"\0")
    with pytest.raises(EntryRefused, match="not the file that the package's manifest names"):
        courtroom.replay_package(bad)
    # Somebody who makes the manifests fit again is found by the log: the packer's signature is over others.
    (bad / "manifest-sha256.txt").write_text(
        "".join(
            f"{verify.sha256_of(bad / name)}  {name}\n"
            for name in (line.partition("  ")[2] for line in (bad / "manifest-sha256.txt").read_text().splitlines())
        )
    )
    (bad / "tagmanifest-sha256.txt").write_text(
        "".join(
            f"{verify.sha256_of(bad / name)}  {name}\n"
            for name in (line.partition("  ")[2] for line in (bad / "tagmanifest-sha256.txt").read_text().splitlines())
        )
    )
    with pytest.raises(VerificationFailed, match="places of the package differ from its log"):
        courtroom.replay_package(bad)


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the interpreter of an environment of its own that runs a copy of the program."""
    folder = tmp_path_factory.mktemp("second")
    for name in ("casefiles", "forensics"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    venv.create(folder / "venv", with_pip=False, symlinks=True)
    (site,) = (folder / "venv").glob("lib/python3*/site-packages")
    paths = [str(folder), *(path for path in sys.path if path and Path(path).is_dir())]
    (site / "second.pth").write_text("\n".join(paths) + "\n")
    return folder / "venv/bin/python"


def replayed(python: Path, package: Path, home: Path) -> tuple[int, dict[str, list[dict[str, object]]]]:
    done = subprocess.run(
        [str(python), "-m", "casefiles.cli", "replay", str(package), "--json"],
        capture_output=True,
        text=True,
        check=False,
        cwd=home,
        env={"PATH": "/usr/bin:/bin", "ASSAY_HOME": str(home / "none"), "LANG": "C.UTF-8"},
        timeout=300,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, json.loads(done.stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="an environment of links to the interpreter is made")
def test_a_second_copy_of_the_program_finds_the_same_until_its_code_differs(
    packs: Packs, second: Path, tmp_path: Path
) -> None:
    package, copy = packs("whole", WHOLE), second.parents[2]
    code, found = replayed(second, package, tmp_path)
    (made,) = found["replays"]
    assert (code, made["differs"], made["not_repeatable"], made["environment"]) == (0, 0, 0, [])
    assert isinstance(made["same"], int) and made["same"] > 50
    for file, old, new in (
        ("double_encoding.py", 'VERSION: Final = "2"', 'VERSION: Final = "9"'),
        ("repeated_frames.py", '"repeated_frames.frames", self', '"repeated_frames.frames", 1 + self'),
    ):
        place = copy / "forensics/detectors" / file
        text = place.read_text()
        assert old in text
        place.write_text(text.replace(old, new, 1))
    code, found = replayed(second, package, tmp_path)
    (made,) = found["replays"]
    assert code == 20
    lines = made["lines"]
    assert isinstance(lines, list)
    reasons = {line["quantity"]: (line["outcome"], line["reason"]) for line in lines if line["outcome"] != "SAME"}
    outcome, why = reasons["repeated_frames.frames"]
    assert outcome == Repeated.DIFFERS
    assert why.startswith("then 25; now 26; of the environment differs: measuring code SHA-256")
    other = {(line["outcome"], line["reason"]) for line in lines if line["method"] == "double_encoding 2"}
    assert other == {(Repeated.NOT_HERE, "the method had version 2, here it has 9")}


def test_the_command_takes_an_archive_writes_a_report_of_it_and_refuses_what_is_none(
    packs: Packs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ASSAY_HOME", str(tmp_path / "home"))
    package = packs("whole.zip", ZIPPED)
    before = state(package)
    assert run(["replay", str(package), "--report", str(tmp_path / "out")]) == 0
    said = capsys.readouterr().out
    assert "no: this is a package" in said
    assert "Jane Doe" in said
    assert state(package) == before
    files = {path.suffix: path for path in (tmp_path / "out").rglob("replay.*")}
    tagmanifest = json.loads(files[".json"].read_text("ascii"))["package"]["tagmanifest_sha256"]
    assert f"{tagmanifest} (SHA-256 of tagmanifest-sha256.txt)" in said
    document = pypdfium2.PdfDocument(files[".pdf"])
    printed = " ".join("".join(page.get_textpage().get_text_range() for page in document).split())
    document.close()
    for words in ("Results that are the SAME", "NOT REPEATABLE HERE", tagmanifest[:40], "End of report Y-"):
        assert words in printed
    assert check(printed) == ()
    (tmp_path / "x.txt").write_text("no package")
    assert run(["replay", str(tmp_path / "x.txt")]) == 16
    errors = capsys.readouterr().err
    assert "damaged or of an unknown kind" in errors
    assert len(errors.splitlines()) == 2
    assert run(["replay", str(tmp_path / "out")]) != 0
