"""The library of references: only appended to, broken chains are refused, who vouched stays written."""

from __future__ import annotations

from pathlib import Path

import pytest

from casefiles import references
from casefiles.case import Case
from casefiles.errors import EntryRefused, SourceUnusable, StorageFailed, UnknownItem
from casefiles.references import Subject, Vouched
from casefiles.views import ExhibitId, Provided
from forensics.reference.entries import Origin, OriginKind
from tests.forensics.media.handmade import box, clip, movie
from tests.forensics.reference.made import signed

CAMERA = Vouched(Origin(OriginKind.DEVICE, "Camera", "1.2"), "my own", "Jane Doe", "bought new")


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSAY_HOME", str(tmp_path / "home"))


def _subject(number: int = 1) -> Subject:
    return Subject("clip.mp4", f"{number:064x}"[::-1], 100, signed(movie(box(b"free", b"x" * number))))


def test_a_library_begins_empty() -> None:
    assert references.library().references() == ()
    assert references.library().sha256 == references.FIRST


def test_a_reference_keeps_who_vouched_when_and_of_which_file() -> None:
    (made,) = references.add([_subject()], CAMERA)
    (kept,) = references.library().references()
    assert kept == made
    assert (kept.vouched_by, kept.file_sha256, kept.origin.words) == (
        "Jane Doe",
        f"{1:064x}"[::-1],
        "device Camera, 1.2",
    )
    assert kept.vouched_at.startswith("20")


def test_a_file_is_read_in_the_worker_and_gives_the_signature_of_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "clip.mp4"
    path.write_bytes(clip("mp4"))
    subject = references.file(path)
    assert subject.signature.format == "ISO BMFF"
    assert any(trait.name == "encoder.name" and "x264" in trait.value for trait in subject.signature.traits)


def test_a_file_without_structure_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("nothing to see")
    with pytest.raises(SourceUnusable, match="no structure"):
        references.file(path)


def test_an_exhibit_gives_the_signature_that_its_file_gives(case: Case, tmp_path: Path) -> None:
    from casefiles import examinations, vault

    path = tmp_path / "clip.mp4"
    path.write_bytes(clip("mp4"))
    acquired = vault.acquire(case, path, Provided())
    with pytest.raises(EntryRefused, match="not been examined"):
        references.exhibit(case, acquired.exhibit.id)
    examinations.examine(case, ExhibitId(acquired.exhibit.id))
    subject = references.exhibit(case, acquired.exhibit.id)
    assert subject == references.file(path)
    references.add([subject], CAMERA)
    assert references.held_against(subject).comparison.nearest == ()  # the very file says nothing of itself


def test_the_same_file_is_not_taken_in_twice() -> None:
    references.add([_subject()], CAMERA)
    with pytest.raises(EntryRefused, match="stands in the library already"):
        references.add([_subject()], CAMERA)
    assert len(references.library().lines) == 1


@pytest.mark.parametrize("missing", ["name", "source", "by"])
def test_a_reference_without_origin_source_or_voucher_is_refused(missing: str) -> None:
    wrong = Vouched(
        Origin(OriginKind.DEVICE, " " if missing == "name" else "Camera", ""),
        "" if missing == "source" else "mine",
        "" if missing == "by" else "Jane",
    )
    with pytest.raises(EntryRefused, match="is empty"):
        references.add([_subject()], wrong)


def test_a_withdrawn_reference_stands_no_more_but_its_line_does() -> None:
    (made,) = references.add([_subject()], CAMERA)
    references.withdraw(made.id, by="Jane Doe", reason="it was another camera")
    held = references.library()
    assert held.references() == () and len(held.lines) == 2
    references.add([_subject()], CAMERA)
    assert len(references.library().references()) == 1
    with pytest.raises(UnknownItem):
        references.withdraw("R-none", by="Jane", reason="x")


@pytest.mark.parametrize("lie", ["changed", "taken out", "swapped", "added", "torn", "no JSON"])
def test_a_library_that_was_changed_is_refused_with_the_line(lie: str) -> None:
    references.add([_subject(number) for number in (1, 2, 3)], CAMERA)
    lines = references.place().read_text().splitlines(keepends=True)
    changed = {
        "changed": [lines[0].replace("bought new", "bought old"), *lines[1:]],
        "taken out": [lines[0], lines[2]],
        "swapped": [lines[1], lines[0], lines[2]],
        "added": [*lines, lines[2]],
        "torn": [*lines[:2], lines[2][:50]],
        "no JSON": [*lines, "hello\n"],
    }[lie]
    references.place().write_text("".join(changed))
    with pytest.raises(EntryRefused, match="line "):
        references.library()
    with pytest.raises(EntryRefused):
        references.add([_subject(9)], CAMERA)


def test_an_export_is_imported_with_its_vouchers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = references.add([_subject(1), _subject(2)], CAMERA)
    references.withdraw(second.id, by="Jane Doe", reason="not sure")
    held = references.export(tmp_path / "out.jsonl")
    monkeypatch.setenv("ASSAY_HOME", str(tmp_path / "other"))
    assert references.take(tmp_path / "out.jsonl", by="Omar Haddad") == (first,)
    line = references.library().lines[0]
    assert (line.by, line.content) == ("Omar Haddad", first)
    assert held.sha256 in line.through
    assert references.take(tmp_path / "out.jsonl", by="Omar Haddad") == ()


def test_an_import_that_contradicts_the_library_takes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    references.add([_subject(1), _subject(2)], CAMERA)
    references.export(tmp_path / "out.jsonl")
    monkeypatch.setenv("ASSAY_HOME", str(tmp_path / "other"))
    references.add([_subject(2)], Vouched(Origin(OriginKind.PROGRAM, "Editor", ""), "theirs", "Omar"))
    with pytest.raises(EntryRefused, match="Editor"):
        references.take(tmp_path / "out.jsonl", by="Omar")
    assert len(references.library().lines) == 1


def test_an_export_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "out.jsonl").write_text("mine")
    with pytest.raises(StorageFailed):
        references.export(tmp_path / "out.jsonl")
