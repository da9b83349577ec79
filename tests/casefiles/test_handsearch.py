"""A pack holds frames that differ, in four variants with digests; every search by hand is kept, empty ones too."""

from __future__ import annotations

import hashlib
import io
import json
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from casefiles import verbs_desk as verbs
from casefiles import workbench
from casefiles.cli.__main__ import run
from casefiles.errors import EntryRefused
from casefiles.handsearch import ALIKE, Outcome, difference_hash, variants
from casefiles.views import ExhibitId
from forensics.footage.encode import Encoding, make
from forensics.footage.scene import Scene
from forensics.footage.timeline import plain

ONE = ExhibitId("E-0001")
WORDS = "four plain words here"


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASSAY_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ASSAY_PASSPHRASE", WORDS)
    signer = workbench.create_key("Ada Example", WORDS)
    film = make(
        tmp_path / "f.mp4", Scene(width=96, height=64, seed=5), plain(Fraction(25), Fraction(1)), Encoding(gop=5)
    )
    path = tmp_path / "c.assay"
    workbench.init(path, name="c", claim="", signer=signer)
    workbench.acquire(path, (film.path,), signer=signer)
    return path


def test_a_pack_holds_frames_that_differ_in_four_variants_with_their_digests(case: Path, tmp_path: Path) -> None:
    made = verbs.search_pack(case, ONE, tmp_path / "pack", signer=workbench.unlock(WORDS), most=4)
    frames = {one.frame for one in made.pictures}
    assert made.pictures
    assert len(made.pictures) == 4 * len(frames)
    assert {one.variant for one in made.pictures} == {"as decoded", "mirrored", "middle 70 %", "full contrast"}
    for one in made.pictures:
        assert hashlib.sha256((tmp_path / "pack" / one.name).read_bytes()).hexdigest() == one.sha256
    hashes = [
        difference_hash(np.asarray(Image.open(io.BytesIO((tmp_path / "pack" / one.name).read_bytes()))))
        for one in made.pictures
        if one.variant == "as decoded"
    ]
    assert all(np.count_nonzero(a != b) > ALIKE for n, a in enumerate(hashes) for b in hashes[:n])
    assert len(json.loads((tmp_path / "pack" / "pack.json").read_text())["pictures"]) == len(made.pictures)
    assert workbench.events(case)[-1].action == "search pack exported"
    with pytest.raises(EntryRefused, match="exists already"):
        verbs.search_pack(case, ONE, tmp_path / "pack")


def test_the_variants_are_what_their_names_say() -> None:
    picture = np.random.default_rng(2).integers(60, 120, (40, 60, 3), np.uint8)
    made = dict(variants(picture))
    assert (made["as decoded"] == picture).all()
    assert (made["mirrored"][:, ::-1] == picture).all()
    assert made["middle 70 %"].shape == (28, 42, 3)
    assert made["full contrast"].min() == 0 and made["full contrast"].max() == 255


def test_searches_are_kept_with_the_empty_ones_and_stand_in_the_report(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base = ["searches", "add", str(case), ONE, "--place", "an archive", "--with", "frame 0 mirrored"]
    assert run([*base, "--outcome", "nothing"]) == 0
    assert run([*base, "--outcome", "found"]) == 16
    assert run([*base, "--outcome", "found", "--note", "https://example.org/1, 2019"]) == 0
    assert run(["note", "add", str(case), ONE, "--frame", "3", "--text", "a lamp", "--still"]) == 0
    capsys.readouterr()
    assert run(["searches", "list", str(case), "--json"]) == 0
    assert [one["outcome"] for one in json.loads(capsys.readouterr().out)] == ["nothing found", "something found"]
    assert verbs.searches(case, ONE)[0].outcome is Outcome.NOTHING
    made = workbench.report(case, folder=tmp_path / "report", formats=("html", "json"))
    page = next(path for kind, path, _ in made.files if kind == "html").read_text("utf-8")
    for words in (
        "Searches for other copies",
        "frame 0 mirrored",
        "1 with nothing found",
        "a lamp",
        "Stills, 1 in all",
    ):
        assert words in page
    assert not workbench.verify(case).problems
