"""A case in which every method abstains: each says why, nothing is observed, and the report supports nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from casefiles import workbench
from docs.examples.make import tiny
from forensics.registry import detectors
from forensics.types import NotMeasured

FACTS_ONLY = {"frame_times"}
"""It counts the packets of any file; of one packet it measures no interval and says so."""


def test_every_method_abstains_with_a_reason_and_the_report_says_what_follows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from casefiles.case import Case

    monkeypatch.setenv("ASSAY_HOME", str(tmp_path / "home"))
    jane = workbench.create_key("Jane Doe", "four plain words here")
    path = tmp_path / "desk.assay"
    workbench.init(path, name="desk", claim="The thumbnail was altered.", signer=jane)
    workbench.acquire(path, [tiny(tmp_path)], signer=jane)
    (examined,) = workbench.examine(path, signer=jane)
    assert examined.findings == 0
    with Case.open(path) as case:
        results = case.detail(examined.exhibit).results
    for detector in detectors():
        mine = [one.outcome for one in results if one.method == detector.id]
        said = [one for one in mine if isinstance(one, NotMeasured)]
        assert said, f"{detector.id} neither measured nor said why not"
        assert all(one.reason for one in said)
        if detector.id not in FACTS_ONLY:
            assert len(said) == len(mine), f"{detector.id} measured something of a thumbnail"
    (_, written, _), *_ = workbench.report(path, signer=jane, formats=("html",)).files
    page = written.read_text("utf-8")
    assert "No observation. That supports no statement about how the file came to be." in page
    assert "pictures of 48x32 are smaller than 64 pixels" in page
