"""Corrections add and link; what persons stated can be erased, and the log stays whole."""

from __future__ import annotations

import pytest

from casefiles.case import DATABASE, Case
from casefiles.corrections import correct, corrections, erase_statement
from casefiles.errors import UnknownItem
from casefiles.verification import verify


def test_a_correction_names_what_it_supersedes_and_changes_nothing(filled: Case) -> None:
    before = filled.events()
    first = correct(filled, event=1, replacement="received from another reader", reason="the mail was misread")
    second = correct(filled, event=1, replacement="received from the reader's sister", reason="she called")
    assert filled.events()[: len(before)] == before
    assert corrections(filled, event=1) == corrections(filled) == (first, second)
    assert (first.id, first.corrects, second.replacement) == ("C-0001", 1, "received from the reader's sister")
    assert before[1].leaf in filled.events()[first.event].detail
    assert verify(filled).problems == ()


def test_a_correction_needs_an_event_a_text_and_a_reason(filled: Case) -> None:
    with pytest.raises(UnknownItem, match="no event 99"):
        correct(filled, event=99, replacement="x", reason="y")
    for replacement, reason in (("", "y"), ("x", " ")):
        with pytest.raises(UnknownItem, match="what is right and why"):
            correct(filled, event=1, replacement=replacement, reason=reason)
    assert corrections(filled) == ()


def test_an_erased_statement_is_gone_from_the_file_and_the_log_stays_whole(filled: Case) -> None:
    erase_statement(filled, "A-0001", reason="asked by the source", authority="data protection officer")
    act = filled.acquisitions(filled.exhibits()[0].id)[0]
    assert act.provided.received_from == act.provided.note == act.source_path == "(erased)"
    content = (filled.path / DATABASE).read_bytes()
    assert b"as attachment" not in content
    assert b"a reader" not in content
    event = filled.events()[-1]
    assert (event.action, event.item, event.reason) == ("erase", "A-0001", "asked by the source")
    assert verify(filled).problems == ()


def test_a_statement_is_erased_once(filled: Case) -> None:
    erase_statement(filled, "A-0001", reason="asked")
    with pytest.raises(UnknownItem, match="does not stand"):
        erase_statement(filled, "A-0001", reason="asked")
