"""An insider with the key swaps a file and writes everything anew: what shows it, and what only shows from outside."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

from casefiles import binding, seal
from casefiles.case import Case
from casefiles.keys import Signer
from casefiles.notes import Checkpoint
from casefiles.schema import BY_NAME
from casefiles.verification import Outside, printed_head
from tests.casefiles.conftest import SteppingClock, fill
from tests.casefiles.package.conftest import add_files
from tests.casefiles.test_seal import LocalAuthority
from tests.casefiles.test_verification import attack, check, places, recompute

OTHER = b"what the insider wants it to be"
needs_openssl = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")


@pytest.fixture
def whole(tmp_path: Path, jane: Signer, clip: Path) -> Path:
    """Return a closed case with an original, a derivative and a report."""
    with Case.create(tmp_path / "whole.assay", name="w", claim="", signer=jane, clock=SteppingClock()) as case:
        fill(case, clip)
        add_files(case)
    return case.path


@pytest.fixture
def printed(whole: Path) -> Checkpoint:
    """Return the head that was printed before the deed."""
    with Case.open(whole) as case:
        return printed_head(case.head().note)


def swap_original(path: Path, database: sqlite3.Connection) -> None:
    digest = sha256(OTHER).hexdigest()
    place = f"originals/sha256/{digest[:2]}/{digest}"
    old = path / database.execute("SELECT stored_as FROM exhibit").fetchone()[0]
    old.unlink()
    (path / place).parent.mkdir(parents=True, exist_ok=True)
    (path / place).write_bytes(OTHER)
    (path / place).chmod(0o444)
    database.execute("UPDATE exhibit SET sha256 = ?, stored_as = ?, size = ?", (digest, place, len(OTHER)))
    database.execute("UPDATE digest SET value = ? WHERE algorithm = 'sha256'", (digest,))


def swap_derivative(path: Path, database: sqlite3.Connection) -> None:
    (path / database.execute("SELECT path FROM derivative").fetchone()[0]).write_bytes(OTHER)
    database.execute("UPDATE derivative SET sha256 = ?", (sha256(OTHER).hexdigest(),))


def swap_report(path: Path, database: sqlite3.Connection) -> None:
    (path / database.execute("SELECT path FROM report_file").fetchone()[0]).write_bytes(OTHER)
    database.execute("UPDATE report_file SET sha256 = ?", (sha256(OTHER).hexdigest(),))


SWAPS: dict[str, Callable[[Path, sqlite3.Connection], None]] = {
    "original": swap_original,
    "derivative": swap_derivative,
    "report": swap_report,
}


def rewrite(path: Path, signer: Signer) -> None:
    """Bind every row anew, and chain and sign everything anew."""
    bound: dict[tuple[str, str], binding.Binding] = {}
    with attack(path) as database:
        database.row_factory = sqlite3.Row
        for table in BY_NAME.values():
            if not table.owner:
                for row in map(dict, database.execute(f"SELECT * FROM {table.name}").fetchall()):
                    key = "/".join(str(row[column]) for column in table.key)
                    bound[table.name, key] = binding.bind(table.name, table.bound, row)

    def rebind(event: dict[str, object]) -> None:
        body = event["body"]
        assert isinstance(body, dict)
        body["rows"] = [
            [table, key, bound[table, key].digest, bound[table, key].marks] for table, key, _, _ in body["rows"]
        ]

    recompute(path, signer, rebind)


@pytest.mark.parametrize("what", SWAPS)
def test_a_swap_by_an_insider_is_found_only_with_a_head_from_outside(
    whole: Path, printed: Checkpoint, jane: Signer, what: str
) -> None:
    with attack(whole) as database:
        SWAPS[what](whole, database)
    assert check(whole).problems != (), "as it stands the rows and the log disagree"
    rewrite(whole, jane)
    assert check(whole).problems == (), "nothing inside the case can show this"
    assert any("Compare with a head printed in a report" in limit for limit in check(whole).limits)
    assert places(check(whole, Outside((printed,)))) == [f"head of {printed.size} events known from outside"]


@pytest.fixture
def sealed(whole: Path, jane: Signer, tmp_path: Path) -> Path:
    """Return the case with a seal."""
    folder = tmp_path / "tsa"
    folder.mkdir()
    tsa = LocalAuthority(folder)
    with Case.open(whole, signer=jane, clock=SteppingClock()) as case:
        seal.seal(case, tsa.authority, post=tsa.post)
    return whole


@needs_openssl
@pytest.mark.parametrize("what", SWAPS)
def test_a_swap_by_an_insider_after_a_seal_is_found_by_the_seal(sealed: Path, jane: Signer, what: str) -> None:
    assert check(sealed).problems == ()
    with attack(sealed) as database:
        SWAPS[what](sealed, database)
    rewrite(sealed, jane)
    assert places(check(sealed)) == ["seal S-0001"]


@needs_openssl
def test_a_seal_made_anew_by_an_authority_of_the_insiders_own_is_found_only_from_outside(
    sealed: Path, printed: Checkpoint, jane: Signer, tmp_path: Path
) -> None:
    with attack(sealed) as database:
        swap_report(sealed, database)
    rewrite(sealed, jane)
    folder = tmp_path / "forged"
    folder.mkdir()
    forger = LocalAuthority(folder)
    with attack(sealed) as database:
        (note,) = database.execute("SELECT note FROM head JOIN seal ON size = head_size").fetchone()
        request = TimestampRequestBuilder().data(note.encode()).hash_algorithm(HashAlgorithm.SHA256).build()
        token = forger.post(forger.authority.address, request.as_bytes())
        stated = seal.check_token(token, note, forger.authority.certificates)
        row = (token.hex(), forger.authority.certificates, stated)
        database.execute("UPDATE seal SET token = ?, certificates = ?, sealed = ?", row)
    rewrite(sealed, jane)
    found = check(sealed)
    assert found.problems == ()
    assert any("compare those with the authority's own" in limit for limit in found.limits)
    assert places(check(sealed, Outside((printed,)))) == [f"head of {printed.size} events known from outside"]


@needs_openssl
def test_a_seal_whose_written_time_the_insider_changed_is_found_by_its_token(sealed: Path, jane: Signer) -> None:
    with attack(sealed) as database:
        database.execute("UPDATE seal SET sealed = '2020-01-01T00:00:00.000000Z'")
    rewrite(sealed, jane)
    assert places(check(sealed)) == ["seal S-0001"]
