"""Copies in a case and in the library, the whole way: files made, acquired, examined, compared, looked up, removed."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from casefiles import examinations, library, vault, verbs_copies, verbs_desk
from casefiles.aligning import By
from casefiles.case import Case
from casefiles.cli.__main__ import run
from casefiles.errors import EntryRefused, FramesUnavailable, SourceUnusable, UnknownItem
from casefiles.family import families
from casefiles.foldering import Seen
from casefiles.handsearch import Outcome
from casefiles.keys import Signer
from casefiles.views import ExhibitId, Provided, Watcher
from forensics.fingerprint.nearness import Nearness
from forensics.fingerprint.relation import Relation, Statement
from forensics.footage.encode import Crop, Encoding, make, reencode, remux
from forensics.footage.scene import Scene
from forensics.footage.timeline import plain

SCENE = Scene(width=320, height=180, seed=3)


@pytest.fixture(scope="module")
def clips(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return a clip, its copies and a stranger."""
    folder = tmp_path_factory.mktemp("clips")
    made = make(folder / "whole.mp4", SCENE, plain(Fraction(25), Fraction(4)))
    remux(made, folder / "remuxed.mkv")
    reencode(made, folder / "cropped.mp4", Encoding(quality=32), Crop(32, 20, 256, 140, 256, 140))
    make(folder / "stranger.mp4", Scene(width=320, height=180, seed=8), plain(Fraction(25), Fraction(3)))
    return {path.stem: path for path in folder.iterdir()}


@pytest.fixture(scope="module")
def case(clips: dict[str, Path], jane: Signer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a case with all of the clips, examined; E-0001 cropped, E-0002 remuxed, E-0003 stranger, E-0004 whole."""
    path = tmp_path_factory.mktemp("case") / "rain.assay"
    with Case.create(path, name="rain", claim="It rained.", signer=jane) as opened:
        for name in sorted(clips):
            taken = vault.acquire(opened, clips[name], Provided(), digests=frozenset(), watcher=Watcher())
            examinations.examine(opened, taken.exhibit.id)
    return path


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give each test a home of its own."""
    monkeypatch.setenv("ASSAY_HOME", str(tmp_path / "home"))
    yield


def test_copies_of_a_case_are_related_in_words_and_strangers_are_not(case: Path) -> None:
    found = verbs_copies.copies(case)
    said = {(one.this, one.other): {statement.code for statement in one.statements} for one in found.relations}
    assert found.compared == 6 and found.families == (("E-0001", "E-0002", "E-0004"),)
    assert {"same coded pictures", "same coded sound"} <= said["E-0002", "E-0004"]
    assert {"coded again", "cropped", "same sound"} <= said["E-0001", "E-0004"]
    assert not any("E-0003" in pair for pair in said)


def test_the_family_is_a_graph_with_what_is_proposed(case: Path) -> None:
    found = verbs_copies.copies(case).graph
    assert {node.exhibit: node.family for node in found.nodes} == {"E-0001": 1, "E-0002": 1, "E-0003": 0, "E-0004": 1}
    assert found.nodes[0].name == "cropped.mp4" and (found.nodes[0].width, found.nodes[0].height) == (256, 140)
    edges = {(edge.this, edge.other): edge for edge in found.edges}
    assert edges["E-0001", "E-0004"].nearer == "E-0004" and edges["E-0001", "E-0004"].copy
    assert edges["E-0001", "E-0004"].shared > 3
    assert found.families[0].first == ("E-0002", "E-0004")


def test_two_exhibits_are_aligned_frame_by_frame(case: Path) -> None:
    whole, cropped, remuxed = ExhibitId("E-0004"), ExhibitId("E-0001"), ExhibitId("E-0002")
    found = verbs_copies.frame_map(case, cropped, whole, by=By.PICTURES)
    assert [row.other for row in found.frames] == [row.frame for row in found.frames]
    assert len(found.frames) == 100 and not found.unpaired and not found.unused and not found.same
    assert verbs_copies.frame_map(case, remuxed, whole).same == 100
    heard = verbs_copies.alignment(case, cropped, whole)
    assert heard.sound and abs(float(heard.sound[0].piece.other_start - heard.sound[0].piece.start)) < 0.05
    assert heard.best is By.PICTURES and heard.relation.copies


def test_strangers_have_no_frames_for_each_other(case: Path) -> None:
    one, two = ExhibitId("E-0003"), ExhibitId("E-0004")
    assert "No stretch" in verbs_copies.alignment(case, one, two).remark
    with pytest.raises(FramesUnavailable):
        verbs_copies.frame_map(case, one, two)
    with pytest.raises(UnknownItem):
        verbs_copies.alignment(case, one, one)


def test_a_clip_is_found_in_the_library_with_its_case_and_exhibit(case: Path, clips: dict[str, Path]) -> None:
    assert len(verbs_copies.library_add(case)) == 4
    found = verbs_copies.find(clips["cropped"])
    assert found.held == 4
    assert (found.hits[0].entry.case_name, found.hits[0].entry.exhibit) == ("rain", "E-0001")
    assert {hit.entry.exhibit for hit in found.hits} == {"E-0001", "E-0002", "E-0004"}
    assert found.hits[0].relation.statements[0].code == "same bytes"


def test_what_is_not_in_the_library_is_not_found_and_that_says_nothing(case: Path, clips: dict[str, Path]) -> None:
    verbs_copies.library_add(case, (ExhibitId("E-0001"),))
    found = verbs_copies.find(clips["stranger"])
    assert not found.hits and "says nothing" in found.remark


def test_reference_footage_needs_no_case(clips: dict[str, Path]) -> None:
    (entry,) = verbs_copies.library_add(clips["whole"])
    assert not entry.case
    assert [hit.entry.id for hit in verbs_copies.find(clips["remuxed"]).hits] == [entry.id]


def test_adding_again_replaces_and_removing_forgets(case: Path) -> None:
    first = verbs_copies.library_add(case)
    assert {one.id for one in verbs_copies.library_add(case)} == {one.id for one in first}
    assert len(verbs_copies.library_list()) == 4
    verbs_copies.library_remove(first[0].id)
    assert first[0].id not in {one.id for one in verbs_copies.library_list()}
    with pytest.raises(UnknownItem):
        verbs_copies.library_remove(first[0].id)


def test_a_lost_index_is_made_again(case: Path, clips: dict[str, Path]) -> None:
    for entry in verbs_copies.library_add(case):
        (library.place() / entry.id / library.INDEX).write_bytes(b"broken")
    assert len(verbs_copies.find(clips["whole"]).hits) == 3


def test_a_changed_entry_is_refused(case: Path, clips: dict[str, Path]) -> None:
    entry = next(one for one in verbs_copies.library_add(case) if one.exhibit == "E-0004")
    kept = library.place() / entry.id / library.VIDEO
    content = kept.read_bytes()
    kept.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    with pytest.raises(EntryRefused):
        verbs_copies.find(clips["whole"])
    (library.place() / entry.id / library.ENTRY).write_text("{}")
    with pytest.raises(EntryRefused):
        verbs_copies.library_list()


def test_the_library_holds_no_footage(case: Path) -> None:
    for entry in verbs_copies.library_add(case):
        names = {path.name for path in (library.place() / entry.id).iterdir()}
        assert names <= {library.ENTRY, library.VIDEO, library.SOUND, library.INDEX}


def test_an_entry_is_given_without_footage_or_names_and_found_by_another_desk(
    case: Path, clips: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (entry,) = verbs_copies.library_add(case, (ExhibitId("E-0004"),))
    with pytest.raises(EntryRefused):
        verbs_copies.library_give(entry.id, tmp_path / "given.zip", nameless=True)
    verbs_copies.library_give(entry.id, tmp_path / "given.zip", contact="desk@example.org", nameless=True)
    content = zipfile.ZipFile(tmp_path / "given.zip")
    assert {info.filename for info in content.infolist()} == {library.ENTRY, library.VIDEO, library.SOUND}
    said = content.read(library.ENTRY).decode()
    assert not any(word in said for word in ("rain", "whole.mp4", "E-0004"))
    monkeypatch.setenv("ASSAY_HOME", str(tmp_path / "other desk"))
    assert run(["library", "take", str(tmp_path / "given.zip")]) == 0
    (hit,) = verbs_copies.find(clips["cropped"]).hits
    assert hit.entry.contact == "desk@example.org" and not hit.entry.case_path and hit.relation.copies


def test_what_is_no_entry_is_not_taken(tmp_path: Path) -> None:
    for number, content in enumerate((b"", b"PK nothing")):
        (tmp_path / f"{number}.zip").write_bytes(content)
        with pytest.raises(EntryRefused):
            verbs_copies.library_take(tmp_path / f"{number}.zip")
    with zipfile.ZipFile(tmp_path / "bare.zip", "w") as packed:
        packed.writestr("entry.json", "{}")
    with pytest.raises(EntryRefused):
        verbs_copies.library_take(tmp_path / "bare.zip")
    with pytest.raises(UnknownItem):
        verbs_copies.library_give("../library", tmp_path / "x.zip")


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(SourceUnusable):
        verbs_copies.find(tmp_path / "nowhere.mp4")


def test_a_file_without_pictures_is_not_looked_up(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("no film")
    assert "not looked up" in verbs_copies.find(tmp_path / "note.txt").remark
    with pytest.raises(EntryRefused):
        verbs_copies.library_add(tmp_path / "note.txt")


def test_the_same_sound_under_other_pictures_joins_no_family() -> None:
    def related(one: str, other: str, code: str) -> Relation:
        return Relation(one, other, (Statement(code, "", ""),), (), (), Nearness((), ""))

    pairs = (
        related("A", "B", "coded again"),
        related("B", "C", "cropped"),
        related("C", "D", "same sound, other pictures"),
    )
    assert families(pairs) == (("A", "B", "C"),)


def test_the_commands_answer_in_text_and_json(
    case: Path, clips: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["library", "add", str(case)]) == 0
    assert run(["copies", str(case)]) == 0
    assert run(["copies", str(case), "--json"]) == 0
    assert run(["align", str(case), "E-0001", "E-0004"]) == 0
    assert run(["align", str(case), "E-0001", "E-0004", "--frames"]) == 0
    assert run(["align", str(case), "E-0001", "E-0004", "--by", "sound", "--json"]) == 0
    assert run(["twoup", str(case), "E-0001", "E-0004", "--frame", "9", "--by", "pictures"]) == 0
    assert run(["find", str(clips["whole"])]) == 0
    assert run(["find", str(clips["whole"]), "--json"]) == 0
    assert run(["library", "list"]) == 0
    printed = capsys.readouterr().out
    assert "Family 1: E-0001, E-0002, E-0004" in printed and "4 entries." in printed
    assert "100 of 100 frames have a partner" in printed and "frame 9 and frame 9;" in printed


def test_a_film_that_comes_into_a_watched_folder_is_found_in_the_library(
    case: Path, clips: dict[str, Path], jane: Signer, tmp_path: Path
) -> None:
    (entry,) = verbs_copies.library_add(case, (ExhibitId("E-0004"),))
    folder, own = tmp_path / "incoming", tmp_path / "desk.assay"
    folder.mkdir()
    (folder / "seen.mp4").write_bytes(clips["cropped"].read_bytes())
    Case.create(own, name="desk", claim="", signer=jane).close()
    done = verbs_desk.watch_round(own, folder, Seen(settled=0), signer=jane, watcher=Watcher())
    assert "something found" in done.taken[-1].done and entry.id in done.taken[-1].done
    (search,) = verbs_desk.searches(own)
    assert (search.outcome, entry.id in search.note) == (Outcome.FOUND, True)
