"""Trust lists are evidence of the case: dated, counted, with an event, used by name, and never fetched unasked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from casefiles import examinations, fetching, rechecks, trust, vault, verification
from casefiles.case import Case
from casefiles.errors import EntryRefused, NetworkUnavailable, SourceUnusable
from casefiles.views import ExhibitId, Provided, Watcher
from forensics.footage.signing import make_chain, sign
from forensics.provenance.trust import TrustRole
from forensics.provenance.words import Question, Trust
from tests.forensics.provenance.files import clip as footage

SILENT = Watcher()


def acquire(case: Case, path: Path) -> ExhibitId:
    return vault.acquire(case, path, Provided(), digests=frozenset(), watcher=SILENT).exhibit.id


@pytest.fixture
def root(tmp_path: Path) -> Path:
    path = tmp_path / "own-root.pem"
    path.write_bytes(make_chain().root)
    return path


def test_a_list_is_kept_with_name_date_digest_and_count(case: Case, root: Path) -> None:
    (row,) = trust.import_lists(case, [root], stated=trust.Stated(name="Desk's own", dated="2026-11-01"))
    assert (row.id, row.name, row.dated, row.certificates) == ("L-0001", "Desk's own", "2026-11-01", 1)
    assert (row.role, row.in_force) == (TrustRole.OWN, True)
    event = case.events()[-1]
    assert event.action == "trust list imported"
    assert row.sha256 in event.detail
    assert verification.verify(case, SILENT).problems == ()


def test_the_same_list_is_not_taken_twice(case: Case, root: Path) -> None:
    first = trust.import_lists(case, [root])
    assert trust.import_lists(case, [root, root]) == (*first, *first)
    assert len(trust.lists(case)) == 1


def test_a_newer_list_of_the_same_name_takes_over_and_the_older_one_stays(case: Case, tmp_path: Path) -> None:
    for number in (1, 2):
        path = tmp_path / f"{number}.pem"
        path.write_bytes(make_chain().root)
        trust.import_lists(case, [path], stated=trust.Stated(name="ours", dated=f"2026-0{number}-01"))
    assert [(row.dated, row.in_force) for row in trust.lists(case)] == [("2026-01-01", False), ("2026-02-01", True)]
    assert [entry.dated for entry in trust.settings(case).lists] == ["2026-02-01"]
    assert [entry.dated for entry in trust.settings(case, ["L-0001"]).lists] == ["2026-01-01"]


def test_what_is_no_list_is_refused_and_nothing_is_taken(case: Case, root: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no list")
    before = len(case.events())
    with pytest.raises(EntryRefused, match=r"notes\.txt"):
        trust.import_lists(case, [root, tmp_path / "notes.txt"])
    with pytest.raises(SourceUnusable):
        trust.import_lists(case, [tmp_path / "missing.pem"])
    with pytest.raises(EntryRefused, match="L-0009"):
        trust.settings(case, ["L-0009"])
    assert len(case.events()) == before
    assert trust.lists(case) == ()


def test_a_recheck_says_which_answers_differ(case: Case, tmp_path: Path) -> None:
    chain = make_chain()
    signed, root = tmp_path / "signed.mp4", tmp_path / "root.pem"
    sign(footage(tmp_path), signed, chain)
    root.write_bytes(chain.root)
    exhibit = acquire(case, signed)
    done = examinations.examine(case, exhibit, beside=trust.beside(case))
    assert ("trust lists", "none: trust was not evaluated") in done.environment
    trust.import_lists(case, [root], stated=trust.Stated(name="Desk's own"))
    made = rechecks.recheck(case, exhibit)
    answers = {d.question: (d.before, d.now) for d in made.differences}
    assert answers[Question.TRUST] == (Trust.NOT_EVALUATED, Trust.LISTED)
    assert answers["lists that vouch for the signer"] == ("", "Desk's own")
    assert made.compared_with == done.id
    again = rechecks.recheck(case, exhibit)
    assert (again.differences, again.compared_with) == ((), made.id)
    assert [one.id for one in rechecks.rechecks(case, exhibit)] == [made.id, again.id]
    assert verification.verify(case, SILENT).problems == ()


def test_an_examination_names_the_lists_that_it_used(case: Case, root: Path, clip: Path) -> None:
    (row,) = trust.import_lists(case, [root], stated=trust.Stated(name="Desk's own", dated="2026-11-01"))
    done = examinations.examine(case, acquire(case, clip), beside=trust.beside(case))
    named = dict(done.environment)["trust list 1"]
    assert "Desk's own" in named
    assert "2026-11-01" in named
    assert row.sha256 in named


@pytest.mark.parametrize(
    "address", ["http://example.invalid/list.pem", "file:///etc/hostname", "https://[::1]:9/l.pem"]
)
def test_fetching_fails_with_one_line_and_leaves_nothing(tmp_path: Path, address: str) -> None:
    source = fetching.Published("list.pem", address)
    with pytest.raises(NetworkUnavailable) as caught:
        fetching.fetch(tmp_path / "lists", sources=[source])
    assert "import" in caught.value.advice
    assert not (tmp_path / "lists").exists()


def test_only_fetching_lists_and_asking_for_seals_and_stamps_can_reach_the_network() -> None:
    package = Path(trust.__file__).parent
    users = {
        p.name for p in package.rglob("*.py") if "urllib.request" in p.read_text() or "import socket" in p.read_text()
    }
    assert users == {"fetching.py", "seal.py", "stamps.py"}


def test_a_case_that_is_only_read_shows_its_lists(make_case: Callable[[str], Case], root: Path) -> None:
    case = make_case("lists")
    trust.import_lists(case, [root])
    with Case.open(case.path) as opened:
        assert [row.id for row in trust.lists(opened)] == ["L-0001"]
