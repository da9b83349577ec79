"""A library that desks share: given with whom to ask, found by another desk, withdrawn; never footage or a path."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from casefiles import library, shared_library, verbs_copies
from casefiles.cli.__main__ import run
from casefiles.copies import found_in_library
from casefiles.errors import EntryRefused, SharedLibraryFailed, UnknownItem
from casefiles.fingerprints import Prints
from casefiles.library import LibraryEntry, Origin
from forensics.fingerprint.known_copy import KnownCopy
from forensics.fingerprint.video import to_bytes
from tests.casefiles.database import server
from tests.forensics.fingerprint.printed import footage, printed

CONTACT = "archive@example.org"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Return the address of a server of this module's own."""
    with server() as started:
        yield started


@pytest.fixture(scope="module")
def film() -> KnownCopy:
    """Return what is known of a film of three seconds that a desk looks up."""
    return KnownCopy(
        "film.mp4", "f" * 64, "", (), (), 0.0, (), printed(footage(5, 3), lambda grey: grey[:, ::-1]), None
    )


@pytest.fixture
def desks(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Path, Path]]:
    """Return the homes of two desks; the database is empty, the first desk is at work."""
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"DROP SCHEMA IF EXISTS {shared_library.schema()} CASCADE")
    monkeypatch.setenv("ASSAY_HOME", str(tmp_path / "one"))
    yield tmp_path / "one", tmp_path / "two"


def kept(seed: int) -> LibraryEntry:
    """Return an entry of a case in the library of the desk at work."""
    origin = Origin(f"{seed}.mp4", f"{seed:064x}", "the case", "Flood", "/secret/place", f"E-{seed:04d}")
    return library.add(origin, Prints(to_bytes(printed(footage(seed, 3))), b""))


def test_a_film_that_one_desk_shared_is_found_by_another_with_whom_to_ask(
    desks: tuple[Path, Path],
    address: str,
    film: KnownCopy,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    own = kept(5)
    stranger = kept(2)
    assert verbs_copies.library_connect(address) == 0
    (said, other) = verbs_copies.library_share((own.id, stranger.id), contact=CONTACT)
    assert said.contact == CONTACT and other.case_name == "Flood" and not other.case_path
    found = found_in_library(film)
    assert [hit.entry.id for hit in found.hits] == [own.id] and not found.hits[0].entry.contact and found.held == 4

    monkeypatch.setenv("ASSAY_HOME", str(desks[1]))
    assert found_in_library(film).hits == ()
    assert run(["library", "connect", address]) == 0 and "2 entries" in capsys.readouterr().out
    (hit,) = found_in_library(film).hits
    assert hit.entry == said and hit.relation.copies
    assert run(["library", "list", "--shared"]) == 0
    assert other.id in capsys.readouterr().out
    assert run(["library", "withdraw", own.id]) == 0
    assert found_in_library(film).hits == ()
    assert run(["library", "disconnect"]) == 0
    with pytest.raises(UnknownItem, match="no shared library"):
        verbs_copies.library_shared()


def test_without_names_only_the_contact_is_given_and_nothing_says_where_the_case_stands(
    desks: tuple[Path, Path], address: str
) -> None:
    import psycopg

    entry = kept(3)
    verbs_copies.library_connect(address)
    verbs_copies.library_share((entry.id,), contact=CONTACT, nameless=True)
    (said,) = verbs_copies.library_shared()
    assert (said.name, said.case, said.case_name, said.exhibit, said.contact) == ("(not named)", "", "", "", CONTACT)
    with psycopg.connect(address) as connection:
        rows = connection.execute(f"SELECT said FROM {shared_library.schema()}.entries").fetchall()
    assert "secret" not in str(rows) and "Flood" not in str(rows)


def test_sharing_again_replaces_and_without_a_contact_is_refused(desks: tuple[Path, Path], address: str) -> None:
    entry = kept(3)
    with pytest.raises(UnknownItem, match="no shared library"):
        verbs_copies.library_share((entry.id,), contact=CONTACT)
    verbs_copies.library_connect(address)
    with pytest.raises(EntryRefused, match="somebody to ask"):
        verbs_copies.library_share((entry.id,), contact=" ")
    for contact in (CONTACT, "desk@example.org"):
        verbs_copies.library_share((entry.id,), contact=contact)
    (said,) = verbs_copies.library_shared()
    assert said.contact == "desk@example.org"
    with pytest.raises(UnknownItem, match="L-000000000000"):
        verbs_copies.library_share((entry.id, "L-000000000000"), contact=CONTACT)
    with pytest.raises(UnknownItem, match="L-000000000000"):
        verbs_copies.library_withdraw((entry.id, "L-000000000000"))
    assert len(verbs_copies.library_shared()) == 1


def test_what_a_stranger_wrote_into_the_database_is_refused_in_one_line(
    desks: tuple[Path, Path], address: str, film: KnownCopy
) -> None:
    import psycopg

    own = kept(5)
    verbs_copies.library_connect(address)
    verbs_copies.library_share((own.id,), contact=CONTACT)
    verbs_copies.library_remove(own.id)
    with psycopg.connect(address) as connection:
        connection.execute(f"UPDATE {shared_library.schema()}.entries SET said = '{{}}'")
    with pytest.raises(EntryRefused, match=own.id):
        verbs_copies.library_shared()
    found = found_in_library(film)
    assert not found.hits and "Only this desk's own library was searched" in found.remark


def test_an_address_that_is_none_holds_a_password_or_does_not_answer_is_refused(desks: tuple[Path, Path]) -> None:
    for wrong, words in (
        ("/tmp/file", "no address"),
        ("postgresql://one:secret@host/db", "holds a password"),
        ("postgresql://host/db?password=secret", "holds a password"),
    ):
        with pytest.raises(EntryRefused, match=words) as refused:
            verbs_copies.library_connect(wrong)
        assert "secret" not in refused.value.advice
    with pytest.raises(SharedLibraryFailed, match="could not be asked"):
        verbs_copies.library_connect("postgresql://assay@/none?host=/nowhere/at/all")
    assert shared_library.address() == ""
