"""A hostile archive is refused whole, with the reason, and writes nothing outside its place."""

from __future__ import annotations

import io
import stat
import tarfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefiles.errors import AssayError, EntryRefused
from casefiles.imports.archive import Bounds, safe_name, unpack
from tests.casefiles.imports.making import zipped


def refused(path: Path, tmp_path: Path, words: str, bounds: Bounds = Bounds()) -> None:  # noqa: B008 - frozen
    place = tmp_path / "place"
    with pytest.raises(EntryRefused, match=words):
        unpack(path, place / "in", bounds)
    outside = [one for one in tmp_path.rglob("*") if one.is_file() and one != path and place not in one.parents]
    assert outside == []


@pytest.mark.parametrize(
    "name", ["../out.txt", "a/../../out.txt", "/etc/out", "C:\\out", "a\\..\\out", "C:out", "a/\x07b", ".."]
)
def test_a_path_that_leaves_its_place_is_refused(tmp_path: Path, name: str) -> None:
    refused(zipped(tmp_path / "x.zip", {name: b"x"}), tmp_path, "path|place|control")


def test_a_link_in_a_zip_is_refused(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("link")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr(info, "/etc/passwd")
    refused(tmp_path / "x.zip", tmp_path, "link")


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
def test_a_link_or_device_in_a_tar_is_refused(tmp_path: Path, kind: bytes) -> None:
    with tarfile.open(tmp_path / "x.tar", "w") as archive:
        info = tarfile.TarInfo("link")
        info.type, info.linkname = kind, "/etc/passwd"
        archive.addfile(info)
    refused(tmp_path / "x.tar", tmp_path, "link")


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("other", ["a.txt", "A.TXT", "./a.txt"])
def test_a_name_that_stands_twice_is_refused(tmp_path: Path, other: str) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("a.txt", b"1")
        archive.writestr(other, b"2")
    refused(tmp_path / "x.zip", tmp_path, "twice")


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", {"zeros": bytes(30_000_000)})
    refused(path, tmp_path, "grows", Bounds(ratio=100, free_ratio=1000))


def test_too_many_members_are_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", {str(number): b"" for number in range(12)})
    refused(path, tmp_path, "more than 10", Bounds(members=10))


def test_members_that_overlap_are_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", {"aaaa": b"1" * 5000, "bbbb": b"2" * 5000})
    content = bytearray(path.read_bytes())
    second = content.rindex(b"PK\x01\x02")
    content[second + 42 : second + 46] = (0).to_bytes(4, "little")
    path.write_bytes(content)
    refused(path, tmp_path, "overlap|damaged")


def test_a_damaged_or_encrypted_archive_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", {"a": b"1234" * 100})
    content = bytearray(path.read_bytes())
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    refused(path, tmp_path, "encrypted")


def test_a_sound_archive_gives_its_members_with_their_digests(tmp_path: Path) -> None:
    for path in (zipped(tmp_path / "x.zip", {"a/b.txt": b"1", "c.txt": b""}), _tar(tmp_path / "x.tar.gz")):
        members = unpack(path, tmp_path / path.name.replace(".", "-"))
        assert [one.name for one in members] == ["a/b.txt", "c.txt"]
        assert members[0].path.read_bytes() == b"1"


def _tar(path: Path) -> Path:
    with tarfile.open(path, "w:gz") as archive:
        for name, content in (("a/b.txt", b"1"), ("c.txt", b"")):
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return path


@given(st.text(max_size=60))
def test_a_name_is_refused_or_stays_in_its_place(name: str) -> None:
    try:
        kept = safe_name(name)
    except EntryRefused:
        return
    assert kept
    assert not kept.startswith("/")
    assert ".." not in kept.split("/")


@given(st.binary(max_size=300))
def test_any_bytes_are_unpacked_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = tmp_path_factory.mktemp("any")
    path = folder / "x.zip"
    path.write_bytes(b"PK\x03\x04" + content)
    try:
        unpack(path, folder / "in")
    except AssayError:
        return
