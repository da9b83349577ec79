"""What `verify.py` says of a package that somebody changed: with manifests made anew, with and without outside help."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from casefiles import notes
from casefiles.keys import Signer
from casefiles.notes import signer_name
from casefiles.package.write import Packed, package_text
from tests.casefiles.package.conftest import OPENSSL, run_verify

Deed = Callable[[Path], None]


def lines(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines(keepends=True)


def edit(name: str, old: bytes, new: bytes) -> Deed:
    """Return the deed of replacing bytes in a file."""

    def deed(folder: Path) -> None:
        content = (folder / name).read_bytes()
        assert old in content
        (folder / name).write_bytes(content.replace(old, new, 1))

    return deed


def drop(name: str, number: int) -> Deed:
    """Return the deed of taking a line out of a file."""

    def deed(folder: Path) -> None:
        kept = lines(folder / name)
        del kept[number]
        (folder / name).write_bytes(b"".join(kept))

    return deed


def both(*deeds: Deed) -> Deed:
    """Return the deed of several."""

    def deed(folder: Path) -> None:
        for one in deeds:
            one(folder)

    return deed


def swap_events(folder: Path) -> None:
    for name in ("events.jsonl", "signatures.txt"):
        kept = lines(folder / "data/log" / name)
        kept[3], kept[4] = kept[4], kept[3]
        (folder / "data/log" / name).write_bytes(b"".join(kept))


def remove(name: str) -> Deed:
    return lambda folder: (folder / name).unlink()


def put(name: str, content: bytes) -> Deed:
    """Return the deed of writing a file."""

    def deed(folder: Path) -> None:
        (folder / name).write_bytes(content)

    return deed


def cut_end(folder: Path) -> None:
    """Cut the last event off, and everything that it brought."""
    for name in ("data/log/events.jsonl", "data/log/signatures.txt", "data/log/heads.jsonl"):
        (folder / name).write_bytes(b"".join(lines(folder / name)[:-1]))
    last = json.loads(lines(folder / "data/log/heads.jsonl")[-1])
    (folder / "data/log/head.note").write_text(last["note"])
    size = last["size"]
    for path in (folder / "data/rows").glob("*.jsonl"):
        kept = [line for line in lines(path) if json.loads(line)["event"] < size]
        path.write_bytes(b"".join(kept))


def remake_manifests(folder: Path, sign: Callable[[str], str] | None) -> None:
    """Make the bag valid again, as anybody can; with a key also sign it again."""
    for manifest, payload in (("manifest-sha256.txt", True), ("tagmanifest-sha256.txt", False)):
        names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
        names = [name for name in names if name.startswith("data/") == payload and not name.startswith("tagmanifest")]
        text = "".join(f"{sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names)
        (folder / manifest).write_text(text)
    if sign is not None:
        digest = sha256((folder / "tagmanifest-sha256.txt").read_bytes()).hexdigest()
        (folder / "tagmanifest-sha256.note").write_text(sign(digest))


EVENTS, SIGNATURES = "data/log/events.jsonl", "data/log/signatures.txt"


def add_row(folder: Path) -> None:
    path = folder / "data/rows/digest.jsonl"
    path.write_bytes(path.read_bytes() + lines(path)[0].replace(b"blake3", b"md5"))


def other_signature(folder: Path) -> None:
    kept = lines(folder / SIGNATURES)
    kept[2] = b"2 " + kept[1].split()[1] + b"\n"
    (folder / SIGNATURES).write_bytes(b"".join(kept))


def other_head(folder: Path) -> None:
    (folder / "data/seals/S-0001.note").write_bytes((folder / "data/log/head.note").read_bytes())


DEEDS: dict[str, tuple[Deed, str]] = {
    "an original swapped": (put("data/originals/E-0001.mp4", b"another"), "is not the original that E-0001"),
    "a derivative swapped": (
        put("data/derivatives/D-0001.png", b"another"),
        "not the file that was recorded as D-0001",
    ),
    "a report swapped": (
        put("data/reports/R-0001/report.pdf", b"another"),
        "not the file that was recorded as R-0001/pdf",
    ),
    "an original taken out": (remove("data/originals/E-0001.mp4"), "is not the original that E-0001"),
    "a row edited": (edit("data/rows/exhibit.jsonl", b"clip.mp4", b"film.mp4"), "table exhibit, row E-0001"),
    "a row deleted": (drop("data/rows/digest.jsonl", 0), "is missing or was changed; event 1 brought it"),
    "a row added": (
        add_row,
        "is not what its event brought",
    ),
    "a row of a long table edited": (
        edit("data/rows/record.jsonl", b"12347", b"99999"),
        "table record, rows of X-0001",
    ),
    "a row of a long table deleted": (drop("data/rows/record.jsonl", 2), "are not the 5 that event 2 brought"),
    "a statement erased without a record": (drop("data/rows/statement.jsonl", 0), "table statement, row A-0001"),
    "an event edited": (edit(EVENTS, b'"night"', b'"daily"'), "its signature is not good"),
    "an event reformatted": (edit(EVENTS, b'{"action"', b'{ "action"'), "not in canonical form"),
    "an event deleted": (both(drop(EVENTS, 3), drop(SIGNATURES, 3)), "stands after a gap in the log"),
    "events swapped": (swap_events, "stands out of order"),
    "a signature exchanged": (
        other_signature,
        "event 2: its signature is not good",
    ),
    "the end cut off, heads left": (both(drop(EVENTS, -1), drop(SIGNATURES, -1)), "do not have the root of the head"),
    "a head exchanged": (
        edit("data/log/head.note", b"\n1", b"\n2"),
        "data/log/head.note",
    ),
    "a head taken apart": (drop("data/log/head.note", 2), "data/log/head.note: is of another case"),
    "a file added": (put("data/originals/E-0003.mp4", b"planted"), ""),
    "a path out of the package": (
        edit("data/package.json", b"data/originals/E-0001.mp4", b"../../etc/passwd"),
        "is not the original that E-0001",
    ),
    "a description that is none": (put("data/package.json", b"[]"), "cannot be read to its end"),
}
if OPENSSL:
    DEEDS["a seal exchanged"] = (put("data/seals/S-0001.tsr", b"0"), "seal S-0001: cannot be read by openssl")
    DEEDS["a seal of another head"] = (
        other_head,
        "seal S-0001: openssl refuses it",
    )
    DEEDS["a seal re-dated"] = (
        edit("data/rows/seal.jsonl", b'"sealed":"20', b'"sealed":"19'),
        "seal S-0001: states 20",
    )


@pytest.mark.parametrize("what", DEEDS)
def test_a_changed_package_is_found_out_even_with_its_manifests_made_anew(
    packed: tuple[Path, Packed], tmp_path: Path, what: str
) -> None:
    folder = Path(shutil.copytree(packed[0], tmp_path / "p"))
    deed, words = DEEDS[what]
    deed(folder)
    code, plain = run_verify(folder)
    assert code == 1, plain
    remake_manifests(folder, None)
    code, said = run_verify(folder)
    assert code == 1, said
    assert "signs other manifests than these" in said or "cannot be read to its end" in said
    assert words in said


@pytest.mark.parametrize("what", [name for name in DEEDS if name != "a file added"])
def test_a_changed_package_is_found_out_even_if_its_packer_signs_it_anew(
    packed: tuple[Path, Packed], tmp_path: Path, jane: Signer, what: str
) -> None:
    folder = Path(shutil.copytree(packed[0], tmp_path / "p"))
    case = json.loads((folder / "data/package.json").read_text())["case"]
    deed, words = DEEDS[what]
    deed(folder)
    name = signer_name(jane.key_id)
    remake_manifests(folder, lambda digest: notes.sign(package_text(case, digest), name, jane.public, jane.sign))
    code, said = run_verify(folder)
    assert code == 1, said
    assert "signs other manifests" not in said
    assert words in said


def test_an_end_cut_off_by_the_packer_is_found_only_with_a_head_from_outside(
    packed: tuple[Path, Packed], tmp_path: Path, jane: Signer
) -> None:
    folder, made = Path(shutil.copytree(packed[0], tmp_path / "p")), packed[1]
    shutil.rmtree(folder / "data/seals", ignore_errors=True)
    case = json.loads((folder / "data/package.json").read_text())["case"]
    cut_end(folder)
    name = signer_name(jane.key_id)
    remake_manifests(folder, lambda digest: notes.sign(package_text(case, digest), name, jane.public, jane.sign))
    code, said = run_verify(folder)
    assert code == 0, said
    assert "whether the end was cut off or all was written anew: no --head was given" in said
    code, said = run_verify(folder, "--head", f"{made.head.size} {made.head.root}")
    assert code == 1
    assert "its end was cut off, or it is older" in said


def test_another_log_is_found_by_a_key_or_a_digest_known_from_outside(packed: tuple[Path, Packed]) -> None:
    folder, made = packed
    for option, value, words in (
        ("--key", "00" * 32, "is enrolled nowhere in this case"),
        ("--head", f"{made.head.size} {'00' * 32}", "it was rewritten, or is another"),
        ("--head", f"{made.head.size + 5} {'00' * 32}", "its end was cut off, or it is older"),
        ("--tagmanifest", "00" * 32, "not the one known from elsewhere"),
    ):
        code, said = run_verify(folder, option, value)
        assert (code, words in said) == (1, True), said


SUBSET: dict[str, tuple[Deed, str]] = {
    "a proof exchanged": (edit("data/log/proofs.json", b'"inclusion"', b'"inclusions"'), "cannot be read to its end"),
    "an event edited": (edit(EVENTS, b'"acquire"', b'"acquirE"'), "is not proved to have stood in the log"),
    "an event deleted": (both(drop(EVENTS, 1), drop(SIGNATURES, 1)), "is not what its event brought"),
    "a row edited": (edit("data/rows/acquisition.jsonl", b"A-0001", b"A-0007"), "is not what its event brought"),
    "the original swapped": (put("data/originals/E-0001.mp4", b"x"), "is not the original that E-0001"),
}


@pytest.mark.parametrize("what", SUBSET)
def test_a_changed_package_of_one_exhibit_is_found_out(
    packed_one: tuple[Path, Packed], tmp_path: Path, jane: Signer, what: str
) -> None:
    folder = Path(shutil.copytree(packed_one[0], tmp_path / "p"))
    case = json.loads((folder / "data/package.json").read_text())["case"]
    deed, words = SUBSET[what]
    deed(folder)
    name = signer_name(jane.key_id)
    remake_manifests(folder, lambda digest: notes.sign(package_text(case, digest), name, jane.public, jane.sign))
    code, said = run_verify(folder)
    assert (code, words in said) == (1, True), said
