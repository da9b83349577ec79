"""Hostile text in every field of a manifest arrives whole and does nothing: record, terminal, HTML and PDF."""

from __future__ import annotations

import base64
import ctypes
import re
import unicodedata
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from casefiles import workbench
from casefiles.case import Case
from casefiles.cli.__main__ import run
from casefiles.keys import Signer
from casefiles.report import html
from casefiles.report.document import build
from casefiles.testimonies import Said
from casefiles.testimonies import TestimonyKind as Told
from casefiles.views import ExhibitId
from forensics.codec import decode_line, encode
from forensics.types import C2paReading, Result
from tests.forensics.provenance.files import reading
from tests.forensics.provenance.injection import HOSTILE, hostile, sign_hostile

SHOWN = ("title", "generator", "organisation", "agent", "description", "action", "ingredient", "algorithm")
"""Fields that the terminal and the report print; the record holds more."""
KEPT = (*SHOWN, "version", "own", "agentversion", "parameter", "key", "sourcetype", "ingredientdescription", "value")
E1 = ExhibitId("E-0001")


@pytest.fixture(scope="module")
def hostile_case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return an examined case of the hostile file, with hostile testimony, under a hostile name."""
    patch = pytest.MonkeyPatch()
    folder = tmp_path_factory.mktemp("hostile")
    patch.setenv("ASSAY_HOME", str(folder / "home"))
    film = sign_hostile(folder, patch)
    patch.undo()
    patch.setenv("ASSAY_HOME", str(folder / "home"))
    signer: Signer = workbench.create_key("Jane Doe", "four plain words here")
    path = folder / "hostile.assay"
    workbench.init(path, name=hostile("case"), claim=hostile("claim"), signer=signer)
    workbench.acquire(path, [film], signer=signer)
    (done,) = workbench.examine(path, signer=signer)
    assert done.outcome == "complete"
    said = Said(Told.PLATFORM_LABEL, hostile("statement"), product=hostile("product"), note=hostile("told"))
    workbench.testify(path, E1, said, signer=signer)
    yield path
    patch.undo()


def test_the_record_holds_every_text_as_it_stands_and_its_line_is_plain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = reading(sign_hostile(tmp_path, monkeypatch))
    line = encode(Result("c2pa", "1", found))
    assert line.isascii()
    assert line.isprintable()
    assert decode_line(line) == Result("c2pa", "1", found)
    held = repr(found)
    assert {field for field in KEPT if f"{field}-mark" in held} == set(KEPT)
    assert found.manifests[0].title == hostile("title")
    assert any(HOSTILE["long"] in action.software_agent for action in found.manifests[0].actions)


def test_the_terminal_gets_no_control_and_no_direction(hostile_case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["--provenance"], [E1], [E1, "--findings"], ["--provenance", "--json"], ["--events"]):
        assert run(["show", str(hostile_case), *arguments]) == 0
        said = capsys.readouterr().out
        active = {c for c in said if unicodedata.category(c) in {"Cc", "Cf", "Zl", "Zp"}} - {"\n"}
        assert active == set()
        assert "\nE-0001 forged line" not in said
    assert run(["show", str(hostile_case), "--provenance"]) == 0
    said = capsys.readouterr().out
    for field in ("generator", "statement"):
        assert f"{field}-mark <script>alert(1)</script>" in said
    assert "⟨U+001B⟩[31mred" in said
    assert "⟨U+202E⟩" in said
    assert "⟨U+0000⟩" in said


class _Page(HTMLParser):
    """Every element, every attribute and the text of a page."""

    def __init__(self, content: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: set[str] = set()
        self.attributes: set[tuple[str, str, str]] = set()
        self.comments: list[str] = []
        self.words: list[str] = []
        self.feed(content.decode())
        self.text = "".join(self.words)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes |= {(tag, name, value or "") for name, value in attrs}

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


SVG = "data:image/svg+xml;base64,"


def test_the_page_has_no_element_and_no_attribute_that_a_string_asked_for(hostile_case: Path) -> None:
    with Case.open(hostile_case) as case:
        document = build(case)
        shown = [s.derivative for item in document.items for s in item.pictures if not s.remark]
        pictures = {one.sha256: case.derivative_path(one).read_bytes() for one in shown}
    page = _Page(html.render(document, pictures=pictures))
    assert not page.elements & {"script", "b", "iframe", "object", "form", "input", "svg", "link"}
    assert page.comments == []
    names = {name for _, name, _ in page.attributes}
    assert not [name for name in names if name.startswith("on")]
    assert all(value.startswith("#") for tag, name, value in page.attributes if name == "href")
    sources = [value for tag, name, value in page.attributes if name == "src"]
    drawings = [value.removeprefix(SVG) for value in sources if value.startswith(SVG)]
    assert all(value.startswith(("data:image/png;base64,", SVG)) for value in sources)
    for drawing in drawings:
        drawn = _Page(base64.b64decode(drawing, validate=True))
        assert drawn.elements <= {"svg", "rect", "line", "path", "polygon", "polyline", "text"}
        assert not [n for _, n, _ in drawn.attributes if n.startswith("on") or "href" in n or n == "style"]
    assert not names & {"style", "action", "formaction", "srcset", "background"}
    for field in SHOWN:
        assert f"{field}-mark <script>alert(1)</script>" in page.text
    assert not {c for c in page.text if unicodedata.category(c) in {"Cc", "Cf"}} - {"\n"}


def test_the_pdf_shows_the_strings_as_text_and_links_nowhere(hostile_case: Path, tmp_path: Path) -> None:
    made = workbench.report(hostile_case, folder=tmp_path, formats=("pdf",))
    (content,) = [path.read_bytes() for _, path, _ in made.files]
    document = pypdfium2.PdfDocument(content)
    try:
        assert pdfium.FPDFDoc_GetJavaScriptActionCount(document) == 0
        assert set(_link_actions(document)) <= {pdfium.PDFACTION_UNSUPPORTED, pdfium.PDFACTION_GOTO}
        text = re.sub(r"\s", "", "".join(page.get_textpage().get_text_range() for page in document))
    finally:
        document.close()
    for field in SHOWN:
        assert f"{field}-mark<script>alert(1)</script>" in text
    assert '#link("http://evil.example")[go]#eval("1+1")#read("/etc/hostname")#pagebreak()' in text
    assert "{{7*7}}" in text
    assert "end-of-long" in text or "charactersinall" in text


def _link_actions(document: pypdfium2.PdfDocument) -> Iterator[int]:
    """Yield the kind of action of every link; a link inside the document without action has a destination."""
    for page in document:
        position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
        while pdfium.FPDFLink_Enumerate(page, ctypes.byref(position), ctypes.byref(link)):
            action = pdfium.FPDFLink_GetAction(link)
            if action:
                yield pdfium.FPDFAction_GetType(action)
            else:
                assert pdfium.FPDFLink_GetDest(document, link)


def test_the_names_of_a_spoofed_certificate_are_shown_as_claims(hostile_case: Path) -> None:
    (found,) = [r.outcome for r in workbench.exhibit(hostile_case, E1).results if isinstance(r.outcome, C2paReading)]
    assert found.manifests[0].signer_organisation == hostile("organisation")
    assert found.manifests[0].trusted_by == ()
