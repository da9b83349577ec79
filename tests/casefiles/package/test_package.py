"""Packages: what is in them, what is not, and that they are BagIt and can be checked by hand."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from casefiles.case import Case
from casefiles.errors import CaseExists, UnknownItem, VerificationFailed
from casefiles.keys import Signer
from casefiles.package.content import Wanted
from casefiles.package.write import Packed, chosen, pack
from casefiles.verification import verify
from casefiles.views import ExhibitId, Watcher
from tests.casefiles.conftest import SteppingClock
from tests.casefiles.package.conftest import OPENSSL, run_verify

ONE = (ExhibitId("E-0001"),)


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of a package."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_package_of_a_whole_case_is_checked_by_its_own_program(packed: tuple[Path, Packed]) -> None:
    folder, made = packed
    head = f"{made.head.size} {made.head.root}"
    code, said = run_verify(folder, "--head", head, "--tagmanifest", made.tagmanifest_sha256)
    assert code == 0, said
    assert "2 originals as they were acquired" in said
    assert f"head of {made.head.size} events, known from elsewhere" in said
    assert "as Jane Doe signed it" in said
    assert ("by its authority" in said) == bool(OPENSSL)
    assert "whether the end was cut off" not in said


def test_with_only_python_it_says_that_no_signature_was_checked(packed: tuple[Path, Packed]) -> None:
    code, said = run_verify(packed[0], python=("-I", "-S"))
    assert code == 0, said
    assert "unchecked ALL SIGNATURES" in said
    assert "2 originals as they were acquired" in said


def test_the_package_stands_in_the_log(full_case: Path, packed: tuple[Path, Packed], jane: Signer) -> None:
    folder, made = packed
    manifest = (folder / "tagmanifest-sha256.txt").read_bytes()
    assert sha256(manifest).hexdigest() == made.tagmanifest_sha256
    with Case.open(full_case) as case:
        event = case.events()[made.event]
        assert (event.action, event.item) == ("package", "PK-0001")
        assert made.tagmanifest_sha256 in event.detail
        assert verify(case).problems == ()


def test_every_file_of_the_bag_is_in_a_manifest_and_the_payload_is_counted(packed: tuple[Path, Packed]) -> None:
    files = contents(packed[0])
    listed = {}
    for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        for line in files[manifest].decode().splitlines():
            digest, name = line.split("  ", 1)
            listed[name] = digest
    assert files.keys() - listed.keys() == {"tagmanifest-sha256.txt", "tagmanifest-sha256.note"}
    assert all(sha256(files[name]).hexdigest() == digest for name, digest in listed.items())
    payload = [content for name, content in files.items() if name.startswith("data/")]
    assert f"Payload-Oxum: {sum(map(len, payload))}.{len(payload)}" in files["bag-info.txt"].decode()


def test_a_package_of_one_exhibit_proves_what_it_holds_and_tells_nothing_of_the_others(
    packed_one: tuple[Path, Packed],
) -> None:
    folder, made = packed_one
    code, said = run_verify(folder, "--head", f"{made.head.size} {made.head.root}")
    assert code == 0, said
    assert re.search(r"\d+ events proved to have stood in the log of \d+ events", said)
    everything = b"\n".join(contents(folder).values())
    other = sha256(b"something else" * 1000).hexdigest().encode()
    for secret in (b"E-0002", b"A-0002", b"other clip", b"Mrs. Secret", other, b"night"):
        assert secret not in everything, secret
    assert (folder / "data/originals/E-0001.mp4").stat().st_size == 200_000
    assert (folder / "data/derivatives/D-0001.png").is_file()
    assert not (folder / "data/reports").exists(), "a report is about the whole case"
    assert any("they are about other exhibits" in words for words in made.left_out)


def test_originals_can_be_left_out(full_case: Path, jane: Signer, tmp_path: Path) -> None:
    with Case.open(full_case, signer=jane) as case:
        made = pack(case, tmp_path / "p", Wanted(without_originals=True), Watcher())
    assert not (tmp_path / "p/data/originals").exists()
    assert made.left_out[0] == "the original of E-0001 (asked for)"
    code, said = run_verify(tmp_path / "p")
    assert code == 0, said
    assert "unchecked the original of E-0001: it was left out" in said


def test_a_package_can_be_one_zip_file(full_case: Path, jane: Signer, tmp_path: Path) -> None:
    with Case.open(full_case, signer=jane) as case:
        pack(case, tmp_path / "p.zip", Wanted(as_zip=True), Watcher())
    assert [path.name for path in tmp_path.iterdir()] == ["p.zip"]
    with zipfile.ZipFile(tmp_path / "p.zip") as archive:
        archive.extractall(tmp_path)
    assert run_verify(tmp_path / "p")[0] == 0


def test_a_zip_whose_making_was_cut_off_at_its_very_end_leaves_nothing_once_it_is_asked_for_again(
    full_case: Path, jane: Signer, tmp_path: Path
) -> None:
    with Case.open(full_case, signer=jane) as case:
        pack(case, tmp_path / "p.zip", Wanted(as_zip=True), Watcher())
        left = tmp_path / ".p.zip.0a1b2c3d.part"
        (left / "data").mkdir(parents=True)
        (left / "data" / "E-0001.mp4").write_bytes(b"a copy")
        with pytest.raises(CaseExists):
            pack(case, tmp_path / "p.zip", Wanted(as_zip=True), Watcher())
    assert [path.name for path in tmp_path.iterdir()] == ["p.zip"]


def test_nothing_is_overwritten_and_a_damaged_case_is_not_packed(full_case: Path, jane: Signer, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(full_case, tmp_path / "copy.assay"))
    with Case.open(copy, signer=jane) as case:
        events = case.head().size
        with pytest.raises(CaseExists):
            pack(case, copy, Wanted(), Watcher())
        with pytest.raises(UnknownItem):
            pack(case, tmp_path / "p", Wanted((ExhibitId("E-0009"),)), Watcher())
        kept = case.original(ExhibitId("E-0001"))
        kept.chmod(0o644)
        kept.write_bytes(b"x" * 200_000)
        with pytest.raises(VerificationFailed, match="the original of E-0001"):
            pack(case, tmp_path / "p", Wanted(), Watcher())
        assert case.head().size == events
    assert [path.name for path in tmp_path.iterdir()] == ["copy.assay"]


def test_the_graph_names_what_the_case_holds(packed: tuple[Path, Packed]) -> None:
    graph = json.loads((packed[0] / "data/case.jsonld").read_text())
    kinds = [node["@type"] for node in graph["@graph"]]
    assert kinds.count("uco-observable:File") == 2
    assert kinds.count("case-investigation:InvestigativeAction") == 3
    files = [node for node in graph["@graph"] if node["@type"] == "uco-observable:File"]
    facet = files[0]["uco-core:hasFacet"][1]
    assert facet["uco-observable:hash"][0]["uco-types:hashMethod"] == "SHA256"


@pytest.mark.skipif(
    OPENSSL is None or shutil.which("sha256sum") is None, reason="openssl or sha256sum is not installed"
)
def test_the_commands_of_the_howto_do_what_it_says(packed: tuple[Path, Packed], tmp_path: Path) -> None:
    folder = Path(shutil.copytree(packed[0], tmp_path / "p"))
    text = (folder / "HOWTO.txt").read_text().partition("BY HAND")[2].partition("WHAT STANDS WHERE")[0]
    script = "\n".join(line for line in text.splitlines() if line.startswith("    "))
    if shutil.which("xxd") is None:
        script = script.replace("xxd -r -p", "python3 -c 'import sys; sys.stdout.buffer.write(bytes.fromhex(input()))'")
    done = subprocess.run(["bash", "-e", "-c", script], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Signature Verified Successfully" in done.stdout
    assert "Verification: OK" in done.stdout + done.stderr
    leaf = json.loads((folder / "data/log/events.jsonl").read_text().splitlines()[6])["prev"]
    assert leaf in done.stdout


def test_ids_are_read_as_a_person_writes_them() -> None:
    assert chosen([" e-0001 "]) == ONE
    assert SteppingClock().state() == "set by the test"
