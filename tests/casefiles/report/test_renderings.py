"""PDF, HTML and files: everything is in them, nothing hostile acts in them, and the bytes repeat."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pypdfium2
import pytest

from casefiles.errors import ReportFailed
from casefiles.report import fonts, html, json, pdf
from casefiles.report.document import ReportDocument, build
from casefiles.report.layout import lay_out
from casefiles.report.pdf_check import require_everything
from casefiles.report.write import write_report
from tests.casefiles.report.cases import HOSTILE, SCRIPTS, RecordCase, detector, empty_case, full_case


def pictures(case: RecordCase, document: ReportDocument) -> dict[str, bytes]:
    shown = [s.derivative for item in document.items for s in item.pictures if not s.remark]
    return {made.sha256: case.derivative_path(made).read_bytes() for made in shown}


def rendered_pdf(case: RecordCase, text: str = "") -> bytes:
    document = build(case, [detector(text)])
    return pdf.render(document, pictures=pictures(case, document), attachment=json.render(document))


def text_of(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    pages = [document[index].get_textpage().get_text_range() for index in range(len(document))]
    document.close()
    return "\n".join(pages)


@pytest.mark.parametrize("text", ["", HOSTILE, SCRIPTS], ids=["plain", "hostile", "scripts"])
def test_the_pdf_holds_every_digest_id_and_figure(tmp_path: Path, text: str) -> None:
    case = full_case(tmp_path, text=text)
    squeezed = re.sub(r"\s", "", text_of(rendered_pdf(case, text)))
    wanted = [digest.value for row in case.exhibits() for digest in row.digests]
    wanted += [event.leaf for event in case.events()] + [case.head().root, "F-0003", "X-0001", "D-0004", "1,234,567"]
    assert [value for value in wanted if value not in squeezed] == []


def test_the_pdf_of_an_empty_case_is_a_report(tmp_path: Path) -> None:
    assert "nothing was acquired" in text_of(rendered_pdf(empty_case(tmp_path)))


def test_the_pdf_carries_its_json_byte_for_byte(tmp_path: Path) -> None:
    case = full_case(tmp_path)
    document = pypdfium2.PdfDocument(rendered_pdf(case))
    attachment = document.get_attachment(0)
    assert attachment.get_name() == "report.json"
    assert bytes(attachment.get_data()) == json.render(build(case, [detector()]))
    document.close()


def test_every_page_of_the_pdf_has_the_report_id_and_its_number_and_the_last_the_end_mark(tmp_path: Path) -> None:
    case = full_case(tmp_path)
    name = build(case, [detector()]).id
    document = pypdfium2.PdfDocument(rendered_pdf(case))
    pages = [document[index].get_textpage().get_text_range() for index in range(len(document))]
    assert all(name in page and f"Page {n} of {len(pages)}" in page for n, page in enumerate(pages, start=1))
    assert f"End of report {name}" in pages[-1]
    assert len(list(document.get_toc())) > 10
    document.close()


def test_the_pdf_ends_with_a_line_feed_after_its_mark(tmp_path: Path) -> None:
    assert rendered_pdf(empty_case(tmp_path)).endswith(b"%%EOF\n")


def test_a_word_that_the_pdf_lost_is_found_missing(tmp_path: Path) -> None:
    layout = lay_out(build(full_case(tmp_path), [detector()]))
    content = rendered_pdf(full_case(tmp_path))
    require_everything(content, layout)
    with pytest.raises(ReportFailed, match="does not hold"):
        require_everything(content, replace(layout, end="0123456789abcdef0123456789abcdef"))


def test_a_changed_font_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changed = (replace(fonts.STATIC[0], sha256="0" * 64), *fonts.STATIC[1:])
    monkeypatch.setattr(fonts, "STATIC", changed)
    with pytest.raises(ReportFailed, match="not the pinned one"):
        rendered_pdf(empty_case(tmp_path))


def test_a_family_that_no_font_has_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "TEXT_FAMILIES", ("No Such Family", *fonts.TEXT_FAMILIES))
    with pytest.raises(ReportFailed, match="warning: unknown font family"):
        rendered_pdf(empty_case(tmp_path))


class Seen(HTMLParser):
    """What a browser would be given."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.targets: set[str] = set()
        self.links: set[str] = set()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            assert values["id"] not in self.targets
            self.targets.add(values["id"])
        if "href" in values:
            self.links.add(values["href"].removeprefix("#"))
        if tag not in ("meta", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("text", ["", HOSTILE, SCRIPTS], ids=["plain", "hostile", "scripts"])
def test_the_html_is_well_formed_and_holds_no_script_and_no_outside_address(tmp_path: Path, text: str) -> None:
    case = full_case(tmp_path, text=text)
    document = build(case, [detector(text)])
    content = html.render(document, pictures=pictures(case, document)).decode("utf-8")
    seen = Seen()
    seen.feed(content)
    seen.close()
    assert seen.open == []
    assert not seen.tags & {"script", "b", "iframe", "object", "link", "form"}
    assert not {name for name in seen.attributes if name.startswith("on") or name == "style"}
    assert seen.links <= seen.targets
    assert "default-src 'none'" in content
    assert "http" not in re.sub(r'http-equiv="', "", content)


def test_the_html_holds_every_word_of_the_layout(tmp_path: Path) -> None:
    case = full_case(tmp_path)
    document = build(case, [detector()])
    content = html.render(document, pictures=pictures(case, document)).decode("utf-8")
    for event in case.events():
        assert event.leaf[:32] in content and event.leaf[32:] in content
    assert all(numbered.number in content for item in document.items for numbered in item.findings)
    assert content.count("data:image/png;base64,") >= 4


def test_the_same_head_gives_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    program = (
        "import hashlib, sys; from pathlib import Path; sys.path.insert(0, sys.argv[2])\n"
        "from tests.casefiles.report.test_renderings import rendered_pdf, full_case, html, build, detector, pictures\n"
        "case = full_case(Path(sys.argv[1])); document = build(case, [detector()])\n"
        "print(hashlib.sha256(rendered_pdf(case)).hexdigest())\n"
        "print(hashlib.sha256(html.render(document, pictures=pictures(case, document))).hexdigest())\n"
    )
    root = str(Path(__file__).parents[3])
    command = [sys.executable, "-c", program, str(tmp_path), root]
    runs = [
        subprocess.run(
            command, check=True, capture_output=True, text=True, env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    ]
    assert runs[0] == runs[1] != ""


def test_writing_twice_leaves_the_first_files_as_they_are(tmp_path: Path) -> None:
    case = full_case(tmp_path)
    document = build(case, [detector()])
    first = write_report(case, document, tmp_path / "exports")
    before = [path.stat().st_ino for _, path, _ in first]
    assert write_report(case, document, tmp_path / "exports") == first
    assert [path.stat().st_ino for _, path, _ in first] == before
    assert [name for name, _, _ in first] == ["pdf", "html", "json"]
    assert all(hashlib.sha256(path.read_bytes()).hexdigest() == digest for _, path, digest in first)
    assert sorted(p.name for p in (tmp_path / "exports" / document.id).iterdir()) == [
        "report.html",
        "report.json",
        "report.pdf",
    ]


def test_another_file_in_the_place_is_never_overwritten(tmp_path: Path) -> None:
    case = empty_case(tmp_path)
    document = build(case, [])
    place = tmp_path / "exports" / document.id / "report.json"
    place.parent.mkdir(parents=True)
    place.write_text("mine")
    with pytest.raises(ReportFailed, match="another report stands"):
        write_report(case, document, tmp_path / "exports", ["json"])
    assert place.read_text() == "mine"


def test_a_picture_that_changes_after_the_document_was_built_stops_the_report(tmp_path: Path) -> None:
    case = full_case(tmp_path)
    document = build(case, [detector()])
    (tmp_path / "derivatives" / "f0.png").write_bytes(b"other")
    with pytest.raises(ReportFailed, match="changed while the report was made"):
        write_report(case, document, tmp_path / "exports", ["html"])


def test_three_hundred_findings_are_all_printed(tmp_path: Path) -> None:
    text = text_of(rendered_pdf(full_case(tmp_path, findings=300)))
    assert all(f"F-{number:04d}" in text for number in range(1, 301))
