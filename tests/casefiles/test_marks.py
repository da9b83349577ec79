"""Mark pictures that a user adds are dated and sourced, reach the confined worker, and name what they are like."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np
import pytest

from casefiles import marks, workbench
from casefiles.errors import EntryRefused, SourceUnusable, UnknownItem
from casefiles.keys import Signer
from casefiles.views import ExhibitId
from forensics.footage import encode
from forensics.footage.encode import Encoding, make
from forensics.footage.scene import Picture, Renderer, Scene
from forensics.footage.timeline import plain
from tests.casefiles.report.cases import HOSTILE
from tests.forensics.detectors.test_visible_marks import mark


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSAY_HOME", str(tmp_path / "home"))


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "mark.png"
    cv2.imwrite(str(path), np.where(mark() > 0, mark(), 110).astype(np.uint8))
    return path


class Marked(Renderer):
    def frame(self, number: int, rate: Fraction) -> Picture:
        shown = super().frame(number, rate).copy()
        part = shown[140:180, 244:308]
        part[mark() > 0] = mark()[mark() > 0]
        return shown


def test_a_mark_is_added_with_source_and_date_and_read_back(picture: Path) -> None:
    made = workbench.add_mark("pika", picture, frame=(320, 192), source=HOSTILE, date="2026-11-22", note='a "b" \\')
    (held,) = workbench.own_marks()
    assert held == made
    assert (held.family, held.share, held.note) == ("pika", 0.2, 'a "b" \\')
    with pytest.raises(EntryRefused, match="already"):
        marks.add("pika", picture, frame=(320, 192), source="x", date="2026")


def test_what_does_not_fit_is_refused(picture: Path, tmp_path: Path) -> None:
    text = tmp_path / "text.png"
    text.write_text("no picture")
    for family, path, frame, date, error in (
        ("nobody", picture, (320, 192), "2026", UnknownItem),
        ("pika", picture, (320, 192), "lately", EntryRefused),
        ("pika", picture, (40, 30), "2026", EntryRefused),
        ("pika", text, (320, 192), "2026", EntryRefused),
        ("pika", tmp_path / "none.png", (320, 192), "2026", SourceUnusable),
    ):
        with pytest.raises(error):
            marks.add(family, path, frame=frame, source="a film", date=date)
    assert marks.own() == ()


def test_a_damaged_picture_hinders_no_examination_and_is_said(picture: Path) -> None:
    made = marks.add("pika", picture, frame=(320, 192), source="a film", date="2026")
    made.path.write_bytes(b"other")
    with pytest.raises(EntryRefused, match="not the one"):
        marks.own()
    ((name, value),) = marks.beside().facts
    assert (name, value[:8]) == ("mark pictures", "not used")


def test_an_examination_names_the_family_of_a_mark_that_it_found(
    picture: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jane: Signer
) -> None:
    made = marks.add("pika", picture, frame=(320, 192), source="our own film", date="2026-11-22")
    monkeypatch.setattr(encode, "Renderer", Marked)
    film = tmp_path / "film.mp4"
    scene = Scene(320, 192, seed=8, motion=2.0)
    make(film, scene, plain(Fraction(10), Fraction(4)), Encoding(sound=False, preset="ultrafast"))
    path = tmp_path / "films.assay"
    workbench.init(path, name="films", claim="x", signer=jane)
    workbench.acquire(path, [film], signer=jane)
    (row,) = workbench.examine(path, signer=jane)
    assert marks.used(row.environment) == {made.id}
    detail = workbench.exhibit(path, ExhibitId("E-0001"))
    (like,) = [finding for finding in detail.findings if finding.code == "like_a_given_mark"]
    assert "family pika; our own film, 2026-11-22" in like.observation
    assert like.direction is None
    assert [one for one in detail.derivatives if one.quantity == "visible_marks.picture"]
