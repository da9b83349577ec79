"""The source record through the command line."""

from __future__ import annotations

from pathlib import Path

from tests.casefiles.cli.conftest import Desk


def test_a_source_record_is_kept_shown_and_its_history_listed(desk: Desk, desk_case: Path) -> None:
    said = desk("source", "set", desk_case, "E-0001", "account=@rain", "contact=+1 555 0100", "--json").json()
    assert {one["field"] for one in said} == {"account", "contact"}
    assert "555" not in str(said)
    assert "555" not in desk("source", "show", desk_case, "E-0001").out
    assert "555" in desk("source", "show", desk_case, "E-0001", "--restricted").out
    desk("source", "set", desk_case, "E-0001", "account=@sun")
    assert len(desk("source", "history", desk_case, "E-0001", "--json").json()) == 3
    assert len(desk("source", "fields", "--json").json()) > 30


def test_what_is_refused_is_said_in_one_line(desk: Desk, desk_case: Path) -> None:
    said = desk("source", "set", desk_case, "E-0001", "posted=2026-11-02T14:05")
    assert (said.code, said.out) == (16, "")
    assert "zone" in said.err
    assert desk("source", "show", desk_case, "E-0099").code == 10
