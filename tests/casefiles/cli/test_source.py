"""The source record through the command line."""

from __future__ import annotations

from pathlib import Path

from tests.casefiles.cli.conftest import Desk
from tests.casefiles.imports import making


def test_a_source_record_is_kept_shown_and_its_history_listed(desk: Desk, desk_case: Path) -> None:
    said = desk("source", "set", desk_case, "E-0001", "account=@rain", "contact=+1 555 0100", "--json").json()
    assert {one["field"] for one in said} == {"account", "contact"}
    assert "555 0100" not in str(said)
    assert "555 0100" not in desk("source", "show", desk_case, "E-0001").out
    assert "555 0100" in desk("source", "show", desk_case, "E-0001", "--restricted").out
    desk("source", "set", desk_case, "E-0001", "account=@sun")
    assert len(desk("source", "history", desk_case, "E-0001", "--json").json()) == 3
    assert len(desk("source", "fields", "--json").json()) > 30


def test_what_is_refused_is_said_in_one_line(desk: Desk, desk_case: Path) -> None:
    said = desk("source", "set", desk_case, "E-0001", "posted=2026-11-02T14:05")
    assert (said.code, said.out) == (16, "")
    assert "zone" in said.err
    assert desk("source", "show", desk_case, "E-0099").code == 10


def test_an_import_is_shown_with_its_checks_and_a_hostile_archive_is_refused_in_one_line(
    desk: Desk, desk_case: Path, tmp_path: Path
) -> None:
    made = desk("import", desk_case, making.proofmode(tmp_path / "proof.zip"), "--from", "a reader", "--json").json()
    assert (made["id"], made["kind"]) == ("IM-0001", "ProofMode")
    assert "OpenPGP signature over clip.mp4" in desk("imports", desk_case).out
    hostile = making.zipped(tmp_path / "out.zip", {"../out.txt": b"x"})
    said = desk("import", desk_case, hostile)
    assert (said.code, said.out) == (16, "")
    assert not (tmp_path.parent / "out.txt").exists()
    assert desk("import", desk_case, tmp_path / "gone.zip").code == 8


def test_a_transcript_is_kept_corrected_and_found(desk: Desk, desk_case: Path, tmp_path: Path) -> None:
    path = tmp_path / "words.srt"
    path.write_text("1\n00:00:01,000 --> 00:00:02,500\nIt rains\n")
    assert desk("transcript", "import", desk_case, "E-0001", path, "--json").json()["lines"] == 1
    desk("transcript", "correct", desk_case, "TX-0001", "0=It pours", "--reason", "heard again")
    assert "It pours" in desk("transcript", "show", desk_case, "TX-0002").out
    assert "TX-0002" in desk("transcript", "list", desk_case).out
    hits = desk("search", desk_case, "pours", "--json").json()
    assert (hits[0]["exhibit"], hits[0]["milliseconds"]) == ("E-0001", 1000)
    assert desk("search", desk_case, "snow").code == 0
    assert desk("transcript", "extract", desk_case, "E-0001").code == 10


def test_what_left_the_desk_is_listed_with_its_correction(desk: Desk, desk_case: Path) -> None:
    when = ("--at", "2026-03-01T18:00Z", "--where", "broadcast")
    desk("published", "add", desk_case, "text", "It rained.", *when, "--exhibit", "E-0001")
    assert desk("published", "add", desk_case, "retraction", "Withdrawn.", *when, "--about", "PB-0001").code == 16
    desk("published", "add", desk_case, "retraction", "Withdrawn.", *when, "--about", "PB-0001", "--reason", "old clip")
    found = desk("published", "list", desk_case, "--json").json()
    assert [one["id"] for one in found[0]] == ["PB-0001", "PB-0002"]


def test_times_that_fit_a_shadow_are_kept_with_what_was_given(desk: Desk, desk_case: Path) -> None:
    place = ("--lat", "36.20", "--lon", "37.16")
    stood = desk("sun", "position", *place, "--at", "2026-03-01T07:00Z", "--json").json()
    assert dict(stood["found"])["azimuth"].startswith("130.1")  # ERFA: 130.18
    day = ("--from", "2026-03-01T00:00Z", "--to", "2026-03-02T00:00Z")
    shadow = ("--height", "1.8", "0.05", "--shadow", "2.9", "0.05", "--bearing", "308", "4")
    said = desk("sun", "fit", desk_case, "E-0001", *place, *day, *shadow, "--json").json()
    assert [one["sheet"]["kind"] for one in said] == ["elevation from a shadow", "times that fit a shadow"]
    assert said[1]["sheet"]["found"][0][0].startswith("from 2026-03-01T0")
    drifting = desk("sun", "drift", desk_case, "E-0001", "0=12:00:00", "60=12:01:00", "120=12:01:59", "--json").json()
    assert drifting[0]["id"] == "CP-0003"
    points = ("--foot", "960", "900", "--top", "960", "700", "--tip", "800", "900", "--centre", "960", "540")
    lens = ("--horizon", "500", "3", "--focal", "1400", "50")
    assert "elevation" in desk("sun", "frame", desk_case, "E-0001", *points, *lens).out
    assert "CP-0004" in desk("sun", "list", desk_case).out
    assert desk("sun", "position", *place, "--at", "2026-03-01T07:00").code == 16
    desk("report", desk_case)
    document = next((desk_case / "exports").rglob("report.json"))
    assert "times that fit a shadow" in document.read_text("ascii")
    assert desk("verify", desk_case).code == 0
