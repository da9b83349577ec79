"""The PDF of a very large report: volumes by exhibit, each with its own pages, the first naming all others."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest

from casefiles import reports, signing
from casefiles.case import Case
from casefiles.errors import ReportFailed
from casefiles.keys import Signer
from casefiles.report import typesetting, volumes
from casefiles.report.blocks import Layout, Listing, Text
from casefiles.report.document import build
from casefiles.report.layout import lay_out
from casefiles.report.write import write_report
from casefiles.verification import verify
from casefiles.views import Watcher
from tests.casefiles.conftest import PASSPHRASE
from tests.casefiles.report.cases import detector, full_case
from tests.casefiles.report.test_renderings import text_of

EXHIBITS = ("E-0002", "E-0001")


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let any report be too long for one PDF, and any exhibit fill a volume."""
    monkeypatch.setattr(volumes, "IN_ONE", 0)
    monkeypatch.setattr(volumes, "IN_A_VOLUME", 0)


def laid_out(folder: Path) -> Layout:
    return lay_out(build(full_case(folder), [detector()]))


def test_an_ordinary_report_is_not_divided(tmp_path: Path) -> None:
    assert volumes.divide(laid_out(tmp_path)) == ()


@pytest.mark.usefixtures("small")
def test_every_section_stands_in_one_volume_and_what_was_not_done_goes_with_its_exhibit(tmp_path: Path) -> None:
    layout = laid_out(tmp_path)
    others = volumes.divide(layout)
    first = volumes.first(layout, [])
    assert [{one.exhibit for one in other.sections if one.exhibit} for other in others] == [{n} for n in EXHIBITS]
    owned = [one.anchor for other in others for one in other.sections if one.exhibit]
    whole = [one.anchor for one in first.sections if one.anchor not in ("volumes", "where")]
    assert not any(one.exhibit for one in first.sections)
    added = [anchor for anchor in owned if anchor.startswith("not-done-")]
    assert sorted([*owned, *whole]) == sorted([*(one.anchor for one in layout.sections), *added])
    assert points(layout) == sorted(
        (point for each in (first, *others) for point in points(each)), key=lambda one: one.text
    )


def points(layout: Layout) -> list[Text]:
    done = (one for one in layout.sections if one.anchor.startswith("not-done"))
    found = (point for one in done for block in one.blocks if isinstance(block, Listing) for point in block.points)
    return sorted(found, key=lambda one: one.text)


@pytest.mark.usefixtures("small")
def test_volumes_name_each_other_and_the_pages_on_which_each_exhibit_begins(tmp_path: Path) -> None:
    case = full_case(tmp_path)
    document = build(case, [detector()])
    files = write_report(case, document, tmp_path / "out", ["pdf"], log=b"{}\n")
    assert [(kind, path.name) for kind, path, _ in files] == [
        ("pdf", "report.pdf"),
        ("volume-2", "report-volume-2.pdf"),
        ("volume-3", "report-volume-3.pdf"),
    ]
    read = {kind: path.read_bytes() for kind, path, _ in files}
    first = re.sub(r"\s", "", text_of(read["pdf"]))
    for kind in ("volume-2", "volume-3"):
        assert hashlib.sha256(read[kind]).hexdigest() in first
        assert f"{len(read[kind]):,}" in first
        assert document.id in text_of(read[kind])
        assert f"Volume {kind[-1]} of 3" in text_of(read[kind])
    for exhibit, kind in zip(EXHIBITS, ("volume-2", "volume-3"), strict=True):
        page = re.search(rf"{exhibit}{kind[-1]}-(\d)", first)  # the first column behind its name: observations
        assert page is not None
        opened = pypdfium2.PdfDocument(read[kind])
        text = opened[int(page[1]) - 1].get_textpage().get_text_range()
        assert f"{exhibit}: observations" in text
        assert f"Page {kind[-1]}-{page[1]} of {kind[-1]}-{len(opened)}" in text
        opened.close()
    again = write_report(case, document, tmp_path / "again", ["pdf"], log=b"{}\n")
    assert [sha256 for _, _, sha256 in again] == [sha256 for _, _, sha256 in files]


def test_a_process_that_cannot_set_a_page_says_why(tmp_path: Path) -> None:
    (tmp_path / typesetting.PAGE).write_text("#nothing-of-this-name", "utf-8")
    (tmp_path / typesetting.DATA).write_text("{}", "utf-8")
    with pytest.raises(ReportFailed, match=r"could not be set: .*unknown variable"):
        typesetting.typeset_apart(tmp_path, datetime(2026, 1, 1, tzinfo=UTC))


@pytest.mark.usefixtures("small")
def test_each_volume_of_a_final_report_is_signed_recorded_verified_and_made_again(
    filled: Case, jane: Signer, tmp_path: Path
) -> None:
    mine = signing.own(jane.home, PASSPHRASE, name=jane.name, now=datetime.now(UTC))
    final = reports.finalise(filled, reports.Finish(mine), formats=("pdf", "json"), watcher=Watcher())
    assert [kind for kind, _, _ in final.files] == ["pdf", "volume-2", "json"]
    assert verify(filled, Watcher()).problems == ()
    again = reports.write(
        filled,
        folder=tmp_path / "again",
        formats=("pdf",),
        at=final.head.size,
        like=final.folder / "final.json",
        watcher=Watcher(),
    )
    before = {kind: path.read_bytes() for kind, path, _ in again.files}
    assert (final.folder / "final.pdf").read_bytes().startswith(before["pdf"])
    signed = final.folder / "final-volume-2.pdf"
    assert signed.read_bytes().startswith(before["volume-2"])
    assert hashlib.sha256(before["volume-2"]).hexdigest() in re.sub(r"\s", "", text_of(before["pdf"]))
    signed.chmod(0o644)
    signed.write_bytes(signed.read_bytes()[:-1])
    (problem,) = verify(filled, Watcher()).problems
    assert problem.place.startswith(signed.relative_to(filled.path).as_posix())
