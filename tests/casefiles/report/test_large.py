"""Reports of large cases: what does not stand in memory, is not printed or is not attached, and is not lost."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from casefiles import disclosure
from casefiles.disclosure import Redact
from casefiles.errors import ReportFailed
from casefiles.report import annexes, custody_log, html, json, stored, write
from casefiles.report.document import build
from casefiles.report.layout import lay_out
from casefiles.report.parts import SignedWith
from casefiles.report.stored import Shelf, Shelved, Stored
from casefiles.report.write import LOG, write_report
from forensics.types import Measurement, Tag, WholeFile
from tests.casefiles.report.cases import RecordCase, detector, full_case
from tests.casefiles.report.test_renderings import pictures, text_of


def test_lists_on_a_shelf_are_those_that_were_put_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored, "HELD", 3)
    shelf = Shelf()
    lists = [[Measurement(f"q{n}é", n, "1", WholeFile()) for n in range(length)] for length in (2, 0, 4, 1, 5)]
    kept = [shelf.put(one, Measurement) for one in lists]
    assert [isinstance(one, Shelved) for one in kept] == [False, False, True, False, True]
    assert [list(one) for one in kept] == lists
    assert [one[1:3] for one in kept] == [tuple(one[1:3]) for one in lists]
    assert (kept[4][-1], kept[2][0], len(kept[2])) == (lists[4][-1], lists[2][0], 4)
    with pytest.raises(IndexError):
        kept[2][4]


def test_bytes_in_a_file_have_their_digest_and_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored, "PIECE", 5)
    found = Stored()
    for piece in (b"abc", b"", b"defghijk", b"l"):
        found.write(piece)
    assert (found.all(), b"".join(found), found.size) == (b"abcdefghijkl", b"abcdefghijkl", 12)
    assert found.sha256 == hashlib.sha256(b"abcdefghijkl").hexdigest()


def test_a_report_is_the_same_wherever_its_lists_lie(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = full_case(tmp_path)
    near = build(case, [detector()])
    monkeypatch.setattr(stored, "HELD", 0)
    far = build(case, [detector()])
    assert isinstance(next(item for item in far.items if item.tags).tags, Shelved)
    assert json.stored(far).all() == json.render(near) == json.render(far)
    assert html.render(far, pictures=pictures(case, far)) == html.render(near, pictures=pictures(case, near))


def test_redactions_reach_what_lies_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored, "HELD", 0)
    whole = build(full_case(tmp_path), [detector()])
    value = next(tag.value for item in whole.items for tag in item.tags if isinstance(tag, Tag) and len(tag.value) > 3)
    public = disclosure.redacted(whole, [Redact(value, "", "private")], "0" * 64)
    assert value.encode() in json.render(whole)
    assert value.encode() not in json.render(public)


def _large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write, "ATTACHED", 100)
    monkeypatch.setattr(custody_log, "MOST_EVENTS", 2)
    monkeypatch.setattr(custody_log, "FIRST_EVENTS", 1)
    monkeypatch.setattr(annexes, "ROWS_IN_ALL", 1)
    monkeypatch.setattr(annexes, "LEAST_ROWS", 1)


def _written(case: RecordCase, folder: Path, *formats: str) -> dict[str, Path]:
    files = write_report(case, build(case, [detector()]), folder, formats, log=b"{}\n" * 50)
    assert all(hashlib.sha256(path.read_bytes()).hexdigest() == sha256 for _, path, sha256 in files)
    return {kind: path for kind, path, _ in files}


def test_what_is_too_long_to_be_attached_stands_beside_the_pdf_which_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _large(monkeypatch)
    case = full_case(tmp_path)
    files = _written(case, tmp_path / "out", "pdf")
    assert sorted(files) == [LOG, "json", "pdf"]
    assert files["json"].read_bytes() == json.render(build(case, [detector()]))
    assert (files[LOG].name, files[LOG].read_bytes()) == ("report-custody.jsonl", b"{}\n" * 50)
    document = pypdfium2.PdfDocument(files["pdf"])
    assert document.count_attachments() == 0
    document.close()
    printed = text_of(files["pdf"].read_bytes())
    squeezed = "".join(printed.split())
    for path in (files["json"], files[LOG]):
        assert hashlib.sha256(path.read_bytes()).hexdigest() in squeezed
        assert f"{path.stat().st_size:,} bytes, beside this file" in " ".join(printed.split())
    assert "The first 1 and the last 1 of" in " ".join(printed.split())
    assert "The first 1 of" in " ".join(printed.split())
    assert _written(case, tmp_path / "out", "pdf") == files  # made again, byte for byte


def test_json_alone_brings_nothing_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _large(monkeypatch)
    assert list(_written(full_case(tmp_path), tmp_path / "out", "json")) == ["json"]


def test_an_ordinary_report_says_nothing_of_files_beside_it(tmp_path: Path) -> None:
    case = full_case(tmp_path)
    assert sorted(_written(case, tmp_path / "out", "pdf", "html")) == ["html", "pdf"]
    assert "beside this file" not in repr(lay_out(build(case, [detector()])))
    assert "events are printed" not in repr(lay_out(build(case, [detector()])))


SIGNED = SignedWith('Jane "J" é\\ },', "ab" * 32, self_made=True, authority="")


@pytest.mark.parametrize("signing", [None, SIGNED])
def test_the_signer_of_a_long_report_is_read_without_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, signing: SignedWith | None
) -> None:
    path = tmp_path / "final.json"
    path.write_bytes(json.render(replace(build(full_case(tmp_path), [detector()]), signing=signing)))
    assert json.signing_of(path) == signing
    monkeypatch.setattr(json, "_READ_WHOLE", 10)
    assert json.signing_of(path) == signing


@pytest.mark.parametrize("content", [b"x" * 100, b'{\n "signing": 7,\n}', b'{\n "signing": {\n' + b"  \n" * 2000])
def test_a_long_file_that_is_no_report_has_no_signer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    monkeypatch.setattr(json, "_READ_WHOLE", 10)
    (tmp_path / "x.json").write_bytes(content)
    with pytest.raises(ReportFailed, match="no report in JSON"):
        json.signing_of(tmp_path / "x.json")
