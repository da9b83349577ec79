"""A report prints testimony, rechecks, the register and the check-list, and no picture of what is restricted."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

from casefiles import examinations, generators, governance, hashsets, rechecks, testimonies, trust, vault
from casefiles.case import Case
from casefiles.governance import State
from casefiles.report import html, json
from casefiles.report.document import ReportDocument, build
from casefiles.report.write import write_report
from casefiles.testimonies import Said
from casefiles.testimonies import TestimonyKind as Told
from casefiles.views import ExhibitId, Provided
from forensics.footage.signing import make_chain, sign
from forensics.generators.register import load_register
from forensics.provenance.words import Trust
from tests.casefiles.report.cases import HOSTILE
from tests.forensics.provenance.files import clip as footage

OLD_CLAIM = """
schema = 1
id = "openai-sora"
name = "x"
maker = "x"
[[claim]]
id = "own-old"
field = "duration"
value = "one second, seen long ago"
kind = "real deployment"
source = "our desk"
source_date = "2020-01-01"
reviewed = 2020-01-01
test = { kind = "durations", seconds = ["1"] }
"""


class Page(HTMLParser):
    """The text of a page and its elements."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.pictures: list[str] = []
        self.words: list[str] = []
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        source = dict(attrs).get("src") or ""
        if tag == "img" and not source.startswith("data:image/svg+xml"):  # a plot shows numbers and no picture
            self.pictures.append(source)

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


@pytest.fixture
def exhibit(case: Case, tmp_path: Path) -> ExhibitId:
    chain, signed, root = make_chain(), tmp_path / "signed.mp4", tmp_path / "root.pem"
    sign(footage(tmp_path), signed, chain)
    root.write_bytes(chain.root)
    taken = vault.acquire(case, signed, Provided()).exhibit
    examinations.examine(case, taken.id, beside=trust.beside(case))
    trust.import_lists(case, [root], stated=trust.Stated(name="Desk's own", dated="2026-11-01"))
    return taken.id


def page(case: Case, folder: Path) -> tuple[ReportDocument, Page]:
    document = build(case, [])
    write_report(case, document, folder, ["html", "json"])
    assert json.read((folder / document.id / "report.json").read_bytes()) == document
    return document, Page((folder / document.id / "report.html").read_bytes())


def test_everything_that_was_added_is_printed(case: Case, exhibit: ExhibitId, tmp_path: Path) -> None:
    rechecks.recheck(case, exhibit)
    said = Said(Told.WATERMARK_SERVICE, "SynthID was not found.", product="Gemini app", asked="2026-11-22T10:00Z")
    testimonies.testify(case, exhibit, said)
    testimonies.testify(case, exhibit, Said(Told.PLATFORM_LABEL, HOSTILE))
    governance.tick(case, exhibit, "prompts", State.REFUSED, note="the agency declined")
    pinned = generators.pin(case, load_register(added=[("own.toml", OLD_CLAIM)]))
    document, shown = page(case, tmp_path / "out")
    for words in (
        "SynthID was not found.",
        "Gemini app",
        "the absence would mean nothing",
        "the agency declined",
        State.REFUSED,
        "Desk's own",
        Trust.NOT_EVALUATED,
        Trust.LISTED,
        pinned[:32],
        "one second, seen long ago",
        "There is no sum and no score",
    ):
        assert words in shown.text
    (origin,) = [item.origin for item in document.items]
    assert origin is not None
    assert not origin.restricted
    stale = [row for family in origin.families for row in family.rows if row.stale]
    assert [row.value for row in stale] == ["one second, seen long ago"]
    assert "STALE" in shown.text
    assert shown.pictures
    assert not {"b", "script"} & set(shown.tags)


def test_without_a_pinned_register_nothing_is_matched_and_that_is_said(
    case: Case, exhibit: ExhibitId, tmp_path: Path
) -> None:
    document, shown = page(case, tmp_path / "out")
    assert document.items[0].origin is not None
    assert document.items[0].origin.register is None
    assert "was not held against the register" in shown.text
    assert "No person stated anything" in shown.text


def test_an_exhibit_that_a_set_names_has_no_picture_in_a_report(case: Case, exhibit: ExhibitId, tmp_path: Path) -> None:
    digests = tmp_path / "set.txt"
    digests.write_text(case.row(exhibit).sha256 + "\n")
    hashsets.import_set(case, digests, name="A set", purpose="care", source="a clearing house", dated="2026-11")
    document, shown = page(case, tmp_path / "out")
    assert document.items[0].pictures
    assert all("restricted" in one.remark for one in document.items[0].pictures)
    assert not shown.pictures
    assert hashsets.HANDLING_NOTE in shown.text
    assert "a clearing house" in shown.text


def test_a_mark_of_a_person_restricts_and_its_withdrawal_does_not_any_more(
    case: Case, exhibit: ExhibitId, tmp_path: Path
) -> None:
    governance.tick(case, exhibit, hashsets.HANDLING, State.HELD)
    assert not page(case, tmp_path / "out")[1].pictures
    governance.tick(case, exhibit, hashsets.HANDLING, State.NOT_APPLICABLE)
    assert page(case, tmp_path / "out")[1].pictures


def test_a_report_of_the_same_head_is_the_same(case: Case, exhibit: ExhibitId) -> None:
    generators.pin(case, load_register())
    first = build(case, [])
    assert build(case, []) == first
    assert html.render(first, pictures={d.derivative.sha256: b"x" for d in first.items[0].pictures})
