"""A case with something of everything, and packages of it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from casefiles import handover, people, seal, vault
from casefiles.case import Case
from casefiles.keys import Signer
from casefiles.package.content import Wanted
from casefiles.package.write import Packed, pack
from casefiles.views import Provided, Watcher
from tests.casefiles.conftest import SteppingClock, fill
from tests.casefiles.test_seal import LocalAuthority

OPENSSL = shutil.which("openssl")
Checked = Callable[..., tuple[int, str]]


def add_files(case: Case) -> None:
    """Put a derivative and a report into a case, as an examination and a report would."""
    picture, report = b"a picture of nothing", b"%PDF a report"
    named = sha256(picture).hexdigest()
    kept = {f"derivatives/sha256/{named[:2]}/{named}.png": picture, "exports/R/report.pdf": report}
    for path, content in kept.items():
        (case.path / path).parent.mkdir(parents=True, exist_ok=True)
        (case.path / path).write_bytes(content)
    with case.change("picture") as change:
        row = {"id": "D-0001", "examination": "X-0001", "parent": "E-0001", "quantity": "picture", "recipe": "r"}
        row |= {"media_type": "image/png", "sha256": named, "path": next(iter(kept)), "locus_words": "frame 1"}
        change.insert("derivative", {**row, "width": 1, "height": 1})
    with case.change("report") as change:
        made = {"id": "R-0001", "made": change.at, "by": "Jane Doe", "head_root": "", "folder": "exports/R"}
        change.insert("report", {**made, "head_size": 1})
        file = {"report": "R-0001", "format": "pdf", "path": "exports/R/report.pdf"}
        change.insert("report_file", {**file, "sha256": sha256(report).hexdigest()})


@pytest.fixture(scope="module")
def full_case(tmp_path_factory: pytest.TempPathFactory, jane: Signer, omar: Signer) -> Path:
    """Return a closed case: two exhibits, files made of them, two examiners, a handover, an erasure, a seal."""
    folder = tmp_path_factory.mktemp("full")
    clip, other = folder / "clip.mp4", folder / "other clip.mov"
    clip.write_bytes(b"".join(number.to_bytes(4, "big") for number in range(50_000)))
    other.write_bytes(b"something else" * 1000)
    with Case.create(
        folder / "storm.assay", name="storm", claim="It rained.", signer=jane, clock=SteppingClock()
    ) as case:
        fill(case, clip)
        add_files(case)
        vault.acquire(case, other, Provided(received_from="Mrs. Secret"))
        people.enrol(case, people.request(case.id, omar), roles=("examiner",), reason="help")
        handover.offer(case, to_key=omar.key_id, reason="night")
        if OPENSSL:
            tsa = LocalAuthority(tmp_path_factory.mktemp("tsa"))
            seal.name_authority(case, tsa.authority)
            seal.ask(case, post=tsa.post)
    return case.path


@pytest.fixture(scope="module")
def packed(full_case: Path, jane: Signer) -> tuple[Path, Packed]:
    """Return the folder of a package of the whole case."""
    target = full_case.with_name("package")
    with Case.open(full_case, signer=jane, clock=SteppingClock()) as case:
        return target, pack(case, target, Wanted(), Watcher())


@pytest.fixture(scope="module")
def packed_one(full_case: Path, jane: Signer) -> tuple[Path, Packed]:
    """Return the folder of a package of E-0001 alone."""
    from casefiles.views import ExhibitId

    target = full_case.with_name("one")
    with Case.open(full_case, signer=jane, clock=SteppingClock()) as case:
        return target, pack(case, target, Wanted((ExhibitId("E-0001"),)), Watcher())


def run_verify(package: Path, *options: str, python: tuple[str, ...] = ()) -> tuple[int, str]:
    """Run the package's own verify.py as somebody who has only the package."""
    command = [sys.executable, *python, str(package / "verify.py"), *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=package.parent)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout
