"""The command report: an option that a kind of report would not heed is refused before anything is read."""

from __future__ import annotations

import pytest

from tests.casefiles.cli.conftest import Desk


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--final", "--folder", "out"), "--folder does not go with --final: that goes into the folder exports/"),
        (("--redact", "list.toml", "--folder", "out"), "--folder does not go with --redact"),
        (("--card", "--format", "html"), "--format does not go with --card"),
        (("--pkcs12", "mine.p12"), "--pkcs12 goes with --final"),
        (("--card", "--timestamp", "http://127.0.0.1/tsa"), "--timestamp goes with --final"),
        (("--at", "3", "--pkcs12", "mine.p12"), "--pkcs12 goes with --final"),
        (("--exhibit", "E-0001"), "--exhibit goes with --card"),
        (("--final", "--exhibit", "E-0001"), "--exhibit goes with --card"),
        (("--like", "final.json"), "--like goes with --at"),
        (("--final", "--card"), "do not go together"),
    ],
)
def test_an_option_that_would_not_be_heeded_is_refused(desk: Desk, given: tuple[str, ...], said: str) -> None:
    found = desk("report", "none.assay", *given)
    assert found.code == 2
    assert said in " ".join(found.err.split())
