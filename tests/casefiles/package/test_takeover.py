"""A package becomes a case with its history: what goes on, what is checked, and what is refused."""

from __future__ import annotations

import json
import os
import shutil
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from casefiles import keys, notes
from casefiles.case import Case
from casefiles.errors import AssayError, CaseExists, EntryRefused, KeyUnavailable, VerificationFailed
from casefiles.keys import Signer
from casefiles.notes import signer_name
from casefiles.package.content import Wanted
from casefiles.package.takeover import Importer, take_over
from casefiles.package.write import Packed, pack, package_text
from casefiles.vault import acquire
from casefiles.verification import verify
from casefiles.views import ExhibitId, Provided, Watcher
from tests.casefiles.package.conftest import OPENSSL, run_verify
from tests.casefiles.package.test_attacks import DEEDS, remake_manifests

Zip = Callable[[zipfile.ZipFile], None]


@pytest.fixture(scope="session")
def ines(tmp_path_factory: pytest.TempPathFactory) -> Signer:
    """Return somebody of another desk."""
    return keys.create(tmp_path_factory.mktemp("ines"), name="Inês Prado", passphrase="other words")


def resigned(folder: Path, jane: Signer) -> None:
    """Make a changed bag valid and signed again, as its packer could."""
    case = json.loads((folder / "data/log/events.jsonl").read_bytes().splitlines()[0])["case"]
    name = signer_name(jane.key_id)
    remake_manifests(folder, lambda digest: notes.sign(package_text(case, digest), name, jane.public, jane.sign))


def test_an_imported_case_has_its_history_and_goes_on_under_the_importers_key(
    packed: tuple[Path, Packed], tmp_path: Path, ines: Signer
) -> None:
    folder, sent = packed
    made = take_over(folder, tmp_path / "in.assay", Importer(ines, "asked by the court"), Watcher())
    assert (made.packed_by, made.tagmanifest_sha256) == ("Jane Doe", sent.tagmanifest_sha256)
    assert (made.head.root, made.without_originals, made.verification.problems) == (sent.head.root, (), ())
    with Case.open(tmp_path / "in.assay", signer=ines) as case:
        events = case.events()
        assert [one.action for one in events[sent.head.size :]] == ["takeover", "verify"]
        assert (events[sent.head.size].actor, events[sent.head.size].reason) == ("Inês Prado", "asked by the court")
        assert case.detail(ExhibitId("E-0001")).derivatives[0].id == "D-0001"
        acquire(case, folder / "HOWTO.txt", Provided())
        found = verify(case)
        assert found.problems == ()
        assert any(f"At event {sent.head.size} Inês Prado" in limit for limit in found.limits)
        assert pack(case, tmp_path / "on", Wanted(), Watcher()).head.size == sent.head.size + 4
    code, said = run_verify(tmp_path / "on", "--head", f"{sent.head.size} {sent.head.root}")
    assert code == 0, said
    assert f"from event {sent.head.size} on Inês Prado" in said


def test_a_zip_can_be_imported_and_so_can_a_package_without_originals(
    full_case: Path, tmp_path: Path, jane: Signer, ines: Signer
) -> None:
    with Case.open(full_case, signer=jane) as case:
        pack(case, tmp_path / "p.zip", Wanted(without_originals=True, as_zip=True), Watcher())
    made = take_over(tmp_path / "p.zip", tmp_path / "in.assay", Importer(ines), Watcher())
    assert made.without_originals == ("E-0001", "E-0002")
    assert made.verification.problems == ()
    assert any("E-0001, E-0002 are not kept here" in limit for limit in made.verification.limits)
    with Case.open(tmp_path / "in.assay", signer=ines) as case:
        again = acquire(case, full_case.with_name("clip.mp4"), Provided())
        assert (again.exhibit.id, again.again) == ("E-0001", True)
        assert verify(case).problems == ()
        assert case.original(again.exhibit.id).is_file()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.assay", "p.zip"]


def test_the_packer_can_import_its_own_package_beside_the_case(
    packed: tuple[Path, Packed], full_case: Path, tmp_path: Path, jane: Signer
) -> None:
    take_over(packed[0], tmp_path / "in.assay", Importer(jane), Watcher())
    for path in (tmp_path / "in.assay", full_case):
        with Case.open(path, signer=jane) as case:
            assert (case.doubt, case.writable) == ("", True)


def test_who_signs_a_takeover_must_bring_the_key_that_signs(
    packed: tuple[Path, Packed], tmp_path: Path, ines: Signer, omar: Signer
) -> None:
    take_over(packed[0], tmp_path / "in.assay", Importer(ines), Watcher())
    stranger = keys.create(tmp_path / "home", name="Nobody", passphrase="x")
    with Case.open(tmp_path / "in.assay", signer=stranger) as case, pytest.raises(KeyUnavailable):
        case.require_writable()


@pytest.mark.parametrize("what", DEEDS)
def test_a_changed_package_is_not_imported(
    packed: tuple[Path, Packed], tmp_path: Path, ines: Signer, what: str
) -> None:
    folder = Path(shutil.copytree(packed[0], tmp_path / "p"))
    DEEDS[what][0](folder)
    for manifests in ("as they were", "made anew"):
        with pytest.raises(EntryRefused):
            take_over(folder, tmp_path / "in.assay", Importer(ines), Watcher())
        if manifests == "as they were":
            remake_manifests(folder, None)
    assert [path.name for path in tmp_path.iterdir()] == ["p"]


HARMLESS_TO_A_CASE = {"a file added", "a path out of the package"}


@pytest.mark.parametrize("what", [name for name in DEEDS if name not in HARMLESS_TO_A_CASE])
def test_a_changed_package_is_not_imported_even_if_its_packer_signs_it_anew(
    packed: tuple[Path, Packed], tmp_path: Path, jane: Signer, ines: Signer, what: str
) -> None:
    folder = Path(shutil.copytree(packed[0], tmp_path / "p"))
    DEEDS[what][0](folder)
    resigned(folder, jane)
    if what.startswith(("a seal", "a head")) and not what.startswith("a seal re-dated"):
        # The case's own seals and heads stand in its rows; these files are copies for people with openssl.
        take_over(folder, tmp_path / "in.assay", Importer(ines), Watcher())
        return
    with pytest.raises((EntryRefused, VerificationFailed)):
        take_over(folder, tmp_path / "in.assay", Importer(ines), Watcher())
    assert [path.name for path in tmp_path.iterdir()] == ["p"]


def test_a_package_with_problems_can_be_taken_with_them_on_record(
    packed: tuple[Path, Packed], tmp_path: Path, jane: Signer, ines: Signer
) -> None:
    folder = Path(shutil.copytree(packed[0], tmp_path / "p"))
    DEEDS["a row edited"][0](folder)
    resigned(folder, jane)
    importer = Importer(ines, despite_problems=True)
    made = take_over(folder, tmp_path / "in.assay", importer, Watcher())
    assert [one.place for one in made.verification.problems] == ["case.db, table exhibit, row E-0001, column name"]
    with Case.open(tmp_path / "in.assay") as case:
        assert "problems: 1" in case.events()[-1].detail


def test_another_log_of_a_case_that_this_machine_has_seen_is_refused(
    packed: tuple[Path, Packed], full_case: Path, tmp_path: Path, jane: Signer
) -> None:
    folder, made = packed
    seen = (jane.home / "witness").glob("*.note")
    kept = {path: path.read_text() for path in seen}
    with Case.open(full_case) as case:
        path = jane.home / "witness" / f"{case.id}.note"
    other = notes.Checkpoint(f"assay.local/{path.stem}", made.head.size, bytes(32)).text()
    path.write_text(notes.sign(other, signer_name(jane.key_id), jane.public, jane.sign))
    try:
        with pytest.raises(VerificationFailed, match="another root"):
            take_over(folder, tmp_path / "in.assay", Importer(jane), Watcher())
    finally:
        for place, text in kept.items():
            place.write_text(text)


def test_only_a_whole_package_can_be_gone_on_with(
    packed_one: tuple[Path, Packed], tmp_path: Path, ines: Signer
) -> None:
    with pytest.raises(EntryRefused, match="chosen exhibits"):
        take_over(packed_one[0], tmp_path / "in.assay", Importer(ines), Watcher())


def test_nothing_is_overwritten_and_nothing_is_left(packed: tuple[Path, Packed], tmp_path: Path, ines: Signer) -> None:
    (tmp_path / "in.assay").mkdir()
    with pytest.raises(CaseExists):
        take_over(packed[0], tmp_path / "in.assay", Importer(ines), Watcher())
    for source in (tmp_path / "missing", tmp_path / "in.assay", packed[0] / "HOWTO.txt"):
        with pytest.raises(AssayError):
            take_over(source, tmp_path / "other.assay", Importer(ines), Watcher())
    assert [path.name for path in tmp_path.iterdir()] == ["in.assay"]


def add(name: str, content: bytes = b"x", mode: int = 0) -> Zip:
    """Return what adds a member to an archive."""

    def write(archive: zipfile.ZipFile) -> None:
        entry = zipfile.ZipInfo(name)
        entry.external_attr = mode << 16
        archive.writestr(entry, content)

    return write


def bomb(archive: zipfile.ZipFile) -> None:
    archive.writestr(zipfile.ZipInfo("p/data/bomb"), bytes(200_000_000), zipfile.ZIP_DEFLATED, 9)


ARCHIVES: dict[str, Zip] = {
    "a path upwards": add("p/../../escaped"),
    "an absolute path": add("/escaped"),
    "a path of another system": add("p\\..\\escaped"),
    "a drive": add("C:/escaped"),
    "a link": add("p/link", b"/etc/passwd", stat.S_IFLNK | 0o777),
    "a device": add("p/device", b"", stat.S_IFCHR | 0o600),
    "a name twice": add("p/bagit.txt"),
    "a name twice in other letters": add("p/BAGIT.TXT"),
    "a file beside the bag": add("other.txt"),
    "a bomb": bomb,
}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("what", ARCHIVES)
def test_a_hostile_archive_is_refused_and_leaves_nothing(
    packed: tuple[Path, Packed], tmp_path: Path, ines: Signer, what: str
) -> None:
    desk = tmp_path / "desk"
    desk.mkdir()
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as archive:
        for path in sorted(packed[0].rglob("*")):
            if path.is_file():
                archive.write(path, f"p/{path.relative_to(packed[0])}")
        ARCHIVES[what](archive)
    with pytest.raises(EntryRefused):
        take_over(tmp_path / "p.zip", desk / "in.assay", Importer(ines), Watcher())
    assert list(desk.iterdir()) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["desk", "p.zip"]


@pytest.mark.parametrize("kind", ["link", "pipe"])
def test_a_folder_with_what_is_no_file_is_refused(
    packed: tuple[Path, Packed], tmp_path: Path, ines: Signer, kind: str
) -> None:
    folder = Path(shutil.copytree(packed[0], tmp_path / "p"))
    path = folder / "data/originals/E-0001.mp4"
    path.unlink()
    if kind == "link":
        path.symlink_to(packed[0] / "data/originals/E-0001.mp4")
    else:
        os.mkfifo(path)
    with pytest.raises(EntryRefused, match=r"E-0001\.mp4 is missing"):
        take_over(folder, tmp_path / "in.assay", Importer(ines), Watcher())
    assert OPENSSL is None or (folder / "data/seals").is_dir()
