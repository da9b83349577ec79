"""The case folder: one door to write, several readers, and a witness outside it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from casefiles.case import DATABASE, Case
from casefiles.errors import (
    CaseExists,
    CaseNotWritable,
    KeyUnavailable,
    NotACase,
    StorageFailed,
    UnknownItem,
)
from casefiles.keys import Signer
from casefiles.notes import named_keys, open_note
from casefiles.verification import verify
from tests.casefiles.conftest import PASSPHRASE, SteppingClock


def test_a_new_case_says_who_made_it_and_what_is_claimed(case: Case, jane: Signer) -> None:
    summary = case.summary()
    assert (summary.name, summary.claim, summary.created_by) == ("storm", "It rained.", "Jane Doe")
    assert (summary.exhibits, summary.events, summary.writable) == (0, 1, True)
    first = case.events()[0]
    assert (first.action, first.actor, first.key) == ("case.open", "Jane Doe", jane.key_id)


def test_the_folder_holds_only_what_belongs_there(case: Case) -> None:
    assert sorted(path.name for path in case.path.iterdir()) == [
        DATABASE,
        "derivatives",
        "exports",
        "incoming",
        "originals",
    ]
    assert sorted(path.name for path in case.path.parent.iterdir()) == ["storm.assay"]


def test_nothing_that_exists_is_overwritten(case: Case, jane: Signer, tmp_path: Path) -> None:
    with pytest.raises(CaseExists):
        Case.create(case.path, name="x", claim="", signer=jane)
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    with pytest.raises(CaseExists):
        Case.create(tmp_path / "link", name="x", claim="", signer=jane)


def test_a_case_that_cannot_be_made_leaves_nothing(tmp_path: Path, jane: Signer) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StorageFailed):
        Case.create(tmp_path / "file" / "a.assay", name="x", claim="", signer=jane)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_what_is_no_case_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(NotACase, match="not a folder"):
        Case.open(tmp_path / "absent")
    with pytest.raises(NotACase, match=r"holds no case\.db"):
        Case.open(tmp_path)


def test_a_change_and_its_event_stand_together(case: Case) -> None:
    with case.change("note", item="E-0001", reason="why", authority="desk", body={"text": "said"}) as change:
        change.record(more="facts")
        assert change.seq == 1
    event = case.events()[1]
    assert (event.action, event.item, event.reason) == ("note", "E-0001", "why")
    assert event.detail == "more: facts; text: said"
    assert case.head().size == 2


def test_a_change_that_fails_leaves_nothing(case: Case) -> None:
    before = case.head()
    with pytest.raises(ZeroDivisionError), case.change("note") as change:
        change.insert("erasure", {"of_table": "x", "of_key": "1", "erased": "", "by": "", "reason": ""})
        _ = 1 / 0
    assert case.head() == before
    assert case.store.number("SELECT count(*) FROM erasure") == 0
    with case.change("note"):
        pass
    assert case.head().size == 2


def test_the_head_is_signed_after_every_change(case: Case, jane: Signer) -> None:
    with case.change("note"):
        pass
    head = case.head()
    note = open_note(head.note, named_keys({jane.key_id: jane.public}))
    assert note.text.splitlines()[1] == str(head.size) == "2"


def test_changes_do_not_nest(case: Case) -> None:
    with case.change("note"), pytest.raises(CaseNotWritable, match="already"), case.change("note"):
        pass
    assert case.head().size == 2


def test_a_body_without_a_canonical_form_changes_nothing(case: Case) -> None:
    with pytest.raises(StorageFailed, match="floating-point"), case.change("note", body={"value": 0.5}):
        pass
    assert case.head().size == 1


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ({"of_table": "x"}, "missing or unknown columns"),
        ({"of_table": "x", "of_key": "1", "erased": "", "by": "", "reason": "", "more": ""}, "missing or unknown"),
        ({"of_table": "x", "of_key": 1, "erased": "", "by": "", "reason": ""}, "holds text"),
    ],
)
def test_a_row_must_have_the_columns_of_its_table(case: Case, row: dict[str, str | int], complaint: str) -> None:
    with pytest.raises((ValueError, TypeError), match=complaint), case.change("note") as change:
        change.insert("erasure", row)
    assert case.head().size == 1


@pytest.mark.parametrize("size", ["1", 1.0, True, 2**53])
def test_an_integer_column_holds_integers_that_every_reader_can_hold(case: Case, size: int) -> None:
    with pytest.raises(TypeError, match="integers below"), case.change("note") as change:
        change.insert("exhibit", {"id": "E", "name": "", "size": size, "sha256": "", "stored_as": ""})


def test_long_runs_come_in_order(filled: Case) -> None:
    row = {"examination": "X-0001", "number": 90, "code": "c", "line": ""}
    with pytest.raises(ValueError, match="ascending"), filled.change("note") as change:
        change.insert_many("finding", [row, {**row, "number": 89}])


def test_ids_count_on_within_a_change(filled: Case) -> None:
    with filled.change("note") as change:
        assert change.next_id("exhibit") == "E-0002"
        assert change.next_id("examination") == "X-0002"
        assert change.next_id("derivative") == "D-0001"


def test_an_unknown_exhibit_is_said_to_be_unknown(case: Case) -> None:
    from casefiles.views import ExhibitId

    for ask in (case.row, case.acquisitions, case.examinations, case.detail, case.original):
        with pytest.raises(UnknownItem, match="E-0009"):
            ask(ExhibitId("E-0009"))


def test_a_case_opened_without_a_key_is_read_and_not_written(filled: Case) -> None:
    with Case.open(filled.path) as reader:
        assert reader.exhibits() == filled.exhibits()
        assert not reader.writable
        with pytest.raises(KeyUnavailable, match="no key"), reader.change("note"):
            pass
    assert filled.writable


def test_a_stranger_cannot_write(filled: Case, omar: Signer) -> None:
    filled.close()
    with Case.open(filled.path, signer=omar) as other:
        with pytest.raises(KeyUnavailable, match="not enrolled"), other.change("note"):
            pass
        with pytest.raises(KeyUnavailable, match="not enrolled"):
            other.require_writable()


def test_two_processes_write_in_turn(case: Case, jane: Signer) -> None:
    with Case.open(case.path, signer=jane, clock=SteppingClock()) as other:
        for number in range(3):
            with case.change("note", body={"by": number}):
                pass
            with other.change("note", body={"by": number}):
                pass
        assert case.head() == other.head()
        assert case.head().size == 7


WRITER = """
import sys
from pathlib import Path
from casefiles import keys, store, vault
from casefiles.case import Case
from casefiles.views import Provided
store.PATIENCE = 60.0  # however slow the disk is
signer = keys.unlock(Path(sys.argv[2]), sys.argv[3])
with Case.open(Path(sys.argv[1]), signer=signer) as case:
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(10):
        with case.change("note", body={"who": sys.argv[4], "number": number}):
            pass
    vault.acquire(case, Path(sys.argv[5]), Provided(source=sys.argv[4]))
"""


def test_two_processes_at_once_lose_nothing(case: Case, jane: Signer, clip: Path) -> None:
    case.close()
    other = clip.with_name("other.mp4")
    other.write_bytes(clip.read_bytes()[:50_000])
    running = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, case.path, jane.home, PASSPHRASE, who, source],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for who, source in (("one", clip), ("two", other))
    ]
    for process in running:
        assert process.stdout is not None and process.stdout.readline() == "ready\n"
    for process in running:
        process.communicate("go\n")
    assert [process.returncode for process in running] == [0, 0]
    with Case.open(case.path) as found:
        details = [event.detail for event in found.events() if event.action == "note"]
        for who in ("one", "two"):
            assert sum(f"who: {who}" in detail for detail in details) == 10
        assert sorted(row.name for row in found.exhibits()) == ["clip.mp4", "other.mp4"]
        assert verify(found).problems == ()


def test_the_second_writer_is_told_that_the_first_is_writing(
    case: Case, jane: Signer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casefiles.store.PATIENCE", 0.05)
    with (
        Case.open(case.path, signer=jane, clock=SteppingClock()) as other,
        case.change("note"),
        pytest.raises(CaseNotWritable, match="another process is writing"),
        other.change("note"),
    ):
        pass
    assert case.head().size == 2


READ_ONLY = """
import os, sys
from pathlib import Path
from casefiles import verification
from casefiles.case import Case
with Case.open(Path(sys.argv[1])) as case:
    verification.verify(case)  # so that all is loaded before this process loses its rights
os.setuid(65534)
with Case.open(Path(sys.argv[1])) as case:
    assert not case.writable
    found = verification.verify(case)
    print(len(case.exhibits()), len(found.problems), found.recorded)
"""


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can become somebody who may not write")
def test_a_case_of_somebody_else_is_opened_and_verified(filled: Case) -> None:
    filled.close()
    # Not below pytest's own folder, which every other run on the machine closes to other people again.
    with tempfile.TemporaryDirectory(prefix="assay-test-") as place:
        folder = Path(place)
        folder.chmod(0o755)
        path = shutil.copytree(filled.path, folder / "storm.assay")
        path.chmod(0o755)
        run = subprocess.run([sys.executable, "-c", READ_ONLY, path], capture_output=True, text=True, check=False)
    assert run.stdout.strip() == "1 0 not recorded: the case is open for reading only", run.stderr


def test_a_case_on_a_read_only_disk_says_so(filled: Case, jane: Signer, monkeypatch: pytest.MonkeyPatch) -> None:
    filled.close()
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    with Case.open(filled.path, signer=jane) as reader:
        assert not reader.writable
        with pytest.raises(CaseNotWritable, match="read-only disk"), reader.change("note"):
            pass


def _copy(case: Case, to: str) -> Path:
    return Path(shutil.copytree(case.path, case.path.with_name(to)))


def test_an_older_copy_is_noticed_on_the_machine_that_saw_the_newer_one(case: Case, jane: Signer) -> None:
    older = _copy(case, "older.assay")
    with case.change("note"):
        pass
    case.close()
    with Case.open(older, signer=jane) as rolled:
        assert "this copy holds 1 events, but one with 2" in rolled.doubt
        assert not rolled.writable
        with pytest.raises(CaseNotWritable, match="this copy holds 1"), rolled.change("note"):
            pass


def test_a_copy_that_went_another_way_is_noticed(case: Case, jane: Signer, tmp_path: Path) -> None:
    home = tmp_path / "elsewhere"
    other = Signer(jane.name, jane.key_id, jane.public, home, jane.sign)
    fork = _copy(case, "fork.assay")
    with Case.open(fork, signer=other) as forked, forked.change("note", body={"way": "other"}):
        pass
    with case.change("note", body={"way": "this"}):
        pass
    case.close()
    with Case.open(fork, signer=jane) as forked:
        assert "differs from the log that was seen" in forked.doubt


def test_a_witness_that_cannot_be_kept_harms_nothing(case: Case, jane: Signer, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    other = Signer(jane.name, jane.key_id, jane.public, tmp_path / "file", jane.sign)
    with Case.open(case.path, signer=other) as again:
        with again.change("note"):
            pass
        assert again.head().size == 2
        assert again.witnessed() is None


@pytest.mark.parametrize("content", [b"", b"nonsense", b"\xff\xfe"])
def test_a_damaged_witness_is_no_witness(case: Case, jane: Signer, content: bytes) -> None:
    path = jane.home / "witness" / f"{case.id}.note"
    path.write_bytes(content)
    with Case.open(case.path, signer=jane) as again:
        assert again.witnessed() is None
        assert again.writable
    path.unlink()


def test_many_readers_see_whole_changes_only(case: Case) -> None:
    stop = threading.Event()
    seen: list[tuple[int, int]] = []

    def read() -> None:
        with Case.open(case.path) as reader:
            while not stop.is_set():
                head = reader.head()
                seen.append((head.size, head.note.count("\n")))

    thread = threading.Thread(target=read)
    thread.start()
    for _ in range(20):
        with case.change("note"):
            pass
    stop.set()
    thread.join()
    assert all(lines == 5 for _, lines in seen)


def test_statements_of_persons_can_be_erased_and_the_log_stays_whole(filled: Case) -> None:
    from casefiles.verification import verify

    with filled.change("erase", item="A-0001", reason="the source asked for it") as change:
        change.erase("statement", "A-0001", by="Jane Doe", reason="the source asked for it")
    act = filled.acquisitions(filled.exhibits()[0].id)[0]
    assert (act.provided.received_from, act.provided.note, act.source_path) == ("(erased)",) * 3
    assert b"as attachment" not in (filled.path / DATABASE).read_bytes()
    assert verify(filled).problems == ()


def test_only_statements_can_be_erased(filled: Case) -> None:
    with pytest.raises(UnknownItem, match="cannot be erased"), filled.change("erase") as change:
        change.erase("exhibit", "E-0001", by="", reason="")
    with pytest.raises(UnknownItem, match="does not stand"), filled.change("erase") as change:
        change.erase("statement", "A-0009", by="", reason="")


def test_views_show_what_was_put_in(filled: Case) -> None:
    exhibit = filled.exhibits()[0]
    detail = filled.detail(exhibit.id)
    assert detail.row == exhibit == filled.row(exhibit.id)
    assert (exhibit.examination, exhibit.findings, exhibit.acquisitions) == ("X-0001", 1, 1)
    assert [value.value for value in detail.measurements()] == [12345, 12346, 12347, 12348, 12349]
    assert detail.findings[0].observation == "One gap."
    assert detail.examination is not None
    assert detail.examination.environment == (("assay", "0.1.0"),)
    assert (detail.series, detail.derivatives) == ((), ())


def test_an_exhibit_that_was_not_examined_has_no_results(case: Case, clip: Path) -> None:
    from casefiles import vault
    from casefiles.views import Provided

    exhibit = vault.acquire(case, clip, Provided()).exhibit
    detail = case.detail(exhibit.id)
    assert (detail.examination, detail.results, exhibit.media) == (None, (), "")
    with pytest.raises(UnknownItem, match="no table packets"):
        case.series(exhibit.id, "packets")


def test_series_are_joined_stream_by_stream(filled: Case) -> None:
    from casefiles.views import ExhibitId
    from forensics.codec import encode
    from forensics.types import Column, Measurement, Result, Series, StreamLocus, WholeFile

    exhibit = filled.exhibits()[0].id
    columns = (Column("size", "byte"),)
    outcomes = (
        Measurement("container.format", "ISO BMFF", "text"),
        Measurement("stream.codec", "h264", "text", StreamLocus(0)),
        Measurement("stream.width", 640, "px", StreamLocus(0)),
        Measurement("stream.height", 480, "px", StreamLocus(0)),
        Measurement("stream.codec", "aac", "text", StreamLocus(1)),
        Series("packets", columns, 0, ((1,), (2,)), StreamLocus(0)),
        Series("packets", columns, 0, ((7,),), StreamLocus(1)),
        Series("packets", columns, 2, ((3,),), StreamLocus(0)),
        Series("levels", columns, 0, ((0,),), WholeFile()),
    )
    with filled.change("examine", item=exhibit) as change:
        change.insert(
            "examination",
            {
                "id": "X-0002", "exhibit": exhibit, "started": "", "ended": "", "by": "", "outcome": "complete",
                "results": 9, "findings": 0, "not_measured": 0, "environment": '[["assay","1"],["av","17"]]',
            },
        )  # fmt: skip
        for number, outcome in enumerate(outcomes):
            change.insert(
                "record",
                {
                    "examination": "X-0002", "number": number, "kind": type(outcome).__name__.lower(), "method": "m",
                    "quantity": outcome.quantity, "line": encode(Result("m", "1", outcome)),
                },
            )  # fmt: skip
    assert filled.series(exhibit, "packets").rows == ((1,), (2,), (3,))
    assert filled.series(exhibit, "packets", stream=1).rows == ((7,),)
    with pytest.raises(UnknownItem, match="stream 5"):
        filled.series(ExhibitId(exhibit), "packets", stream=5)
    detail = filled.detail(exhibit)
    assert [(row.quantity, row.stream, row.rows) for row in detail.series] == [
        ("packets", 0, 3),
        ("packets", 1, 1),
        ("levels", -1, 1),
    ]
    assert detail.row.media == "ISO BMFF: h264 640×480, aac"
    assert detail.examination is not None
    assert detail.examination.environment == (("assay", "1"), ("av", "17"))
    assert [one.id for one in filled.examinations(exhibit)] == ["X-0001", "X-0002"]


def test_a_case_made_by_one_person_is_named_in_every_event(make_case: Callable[[str], Case]) -> None:
    one, two = make_case("one"), make_case("two")
    assert one.id != two.id
