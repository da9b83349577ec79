"""Restricted values of source records stay out of a package on request, and the package still verifies by itself."""

from __future__ import annotations

from pathlib import Path

from casefiles import sources
from casefiles.case import Case
from casefiles.package.content import Wanted
from casefiles.package.write import pack
from casefiles.views import ExhibitId, Watcher
from tests.casefiles.package.conftest import run_verify


def test_restricted_values_can_be_left_out_and_their_absence_is_said(filled: Case, tmp_path: Path) -> None:
    stated = [sources.parse("account=@rain"), sources.parse("contact=+1 555 0100")]
    sources.enter(filled, ExhibitId("E-0001"), stated)
    made = pack(filled, tmp_path / "p", Wanted(without_restricted=True), Watcher())
    assert any("1 restricted entries" in words for words in made.left_out)
    everything = b"".join(path.read_bytes() for path in (tmp_path / "p").rglob("*") if path.is_file())
    assert b"555 0100" not in everything
    assert b"@rain" in everything
    code, said = run_verify(tmp_path / "p")
    assert code == 0, said
    assert "withheld" in said


def test_a_row_that_is_missing_and_not_named_as_withheld_is_found(filled: Case, tmp_path: Path) -> None:
    sources.enter(filled, ExhibitId("E-0001"), [sources.parse("contact=+1 555 0100")])
    pack(filled, tmp_path / "p", Wanted(), Watcher())
    (tmp_path / "p/data/rows/source_words.jsonl").unlink()
    assert run_verify(tmp_path / "p")[0] != 0
