"""A report of a case as the program itself keeps it."""

from __future__ import annotations

from pathlib import Path

from casefiles import keys, vault, verification
from casefiles.case import Case
from casefiles.report import json
from casefiles.report.document import build
from casefiles.report.layout import lay_out
from casefiles.report.write import write_report
from casefiles.views import DeclaredDigest, Provided, Watcher


def test_a_kept_case_gives_the_same_report_until_its_head_moves(tmp_path: Path) -> None:
    signer = keys.create(tmp_path / "home", name="A. Examiner", passphrase="long enough to pass")
    source = tmp_path / "clip \u202e\n.mp4"
    source.write_bytes(b"no film")
    provided = Provided(received_from="a witness", declared=(DeclaredDigest("md5", "0" * 32),))
    place = tmp_path / "c.assay"
    with Case.create(place, name="Harbour", claim="A claim.", signer=signer) as case:
        vault.acquire(case, source, provided, digests=frozenset(), watcher=Watcher())
    with Case.open(place) as case:
        first = build(case, [])
        written = write_report(case, first, tmp_path / "out")
        assert build(case, []) == first
    with Case.open(place) as case:
        assert write_report(case, build(case, []), tmp_path / "out") == written
    assert json.read((tmp_path / "out" / first.id / "report.json").read_bytes()) == first
    said = repr(lay_out(first))
    assert "NOT THE SAME" in said
    assert "has not been verified" in said
    assert all(count.in_case == count.in_report for count in first.counts)
    with Case.open(place, signer=signer) as case:
        verification.verify(case, Watcher())
        second = build(case, [])
    assert second.id != first.id
    assert second.custody.verification is not None
    assert second.custody.verification.action == "verify"
