"""What persons add is printed whole in every rendering, whatever they write."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from casefiles import board as boards
from casefiles import corrections, reviews, statements
from casefiles.board import Laid, OpinionGiven
from casefiles.case import Case
from casefiles.propositions import Aspect, Claimed, Pair, Side
from casefiles.report import html, json, pdf
from casefiles.report.document import ReportDocument, build
from casefiles.report.persons import gather
from casefiles.reviews import Said
from tests.casefiles.report.cases import HOSTILE, SCRIPTS
from tests.casefiles.report.test_renderings import Seen, text_of


def written(case: Case, text: str) -> ReportDocument:
    """Write ``text`` into every field that a person fills."""
    claimed = Claimed(f"claimant {text}", f"were-true {text}", f"were-not {text}")
    boards.state_claim(case, f"claim {text}", reason=text, claimed_as=claimed)
    boards.write_pair(case, Pair("cut", Aspect.CONTEXT, f"h-one {text}", f"h-two {text}", ""))
    boards.write_pair(case, Pair("cut", Aspect.CONTEXT, f"h-one again {text}", f"h-two {text}", ""), reason=text)
    boards.place(case, "cut", ["F-0001"], Laid(Side.H2, f"because {text}", (f"alternative {text}",)), absences=[text])
    given = OpinionGiven(Side.H2, "inconclusive", "weak support", f"opinion {text}", f"others {text}")
    boards.opine(case, "cut", given, dissent=f"dissent {text}")
    statements.state(case, [("summary", "", f"summary {text}"), ("interpretation", "F-0001", f"interpretation {text}")])
    statements.state(case, [("generation", "E-0001", f"generation {text}")])
    reviews.review(case, Said.COMMENT, text=f"comment {text}")
    corrections.correct(case, event=1, replacement=f"replacement {text}", reason=text)
    return build(case, [], persons=gather(case))


WORDS = (
    *("claim", "claimant", "were-true", "were-not", "h-one", "h-two", "because", "alternative", "opinion"),
    *("others", "dissent", "summary", "interpretation", "generation", "comment"),
)


@pytest.mark.parametrize("text", [HOSTILE, SCRIPTS], ids=["hostile", "scripts"])
def test_everything_written_stands_in_pdf_html_and_json_and_nothing_acts(filled: Case, text: str) -> None:
    document = written(filled, text)
    machine = json.render(document)
    assert json.read(machine) == document
    printed = re.sub(r"\s", "", text_of(pdf.render(document, pictures={}, attachment=machine, log=b"{}\n")))
    assert [word for word in (*WORDS, "replacement", "again") if word not in printed] == []
    content = html.render(document, pictures={}).decode("utf-8")
    seen = Seen()
    seen.feed(content)
    assert not seen.tags & {"script", "b", "iframe", "object", "link", "form"}
    assert seen.open == [] and seen.links <= seen.targets
    assert [word for word in WORDS if word not in content] == []


def test_every_objection_is_printed_with_its_dissent(filled: Case) -> None:
    document = written(filled, "plain words")
    content = html.render(document, pictures={}).decode("utf-8")
    assert len(document.persons.objections) >= 2
    assert all(objection.why.split("(")[0] in content for objection in document.persons.objections)
    assert document.persons.refused == ()


def test_the_custody_log_lies_in_the_pdf_as_it_was_signed(filled: Case, tmp_path: Path) -> None:
    import hashlib
    from json import loads

    import pypdfium2

    from casefiles.reports import log_lines

    document = build(filled, [], persons=gather(filled))
    made = pypdfium2.PdfDocument(
        pdf.render(document, pictures={}, attachment=json.render(document), log=log_lines(filled))
    )
    attached = {made.get_attachment(n).get_name(): made.get_attachment(n) for n in range(made.count_attachments())}
    lines = bytes(attached["custody.jsonl"].get_data()).decode("ascii").splitlines()
    made.close()
    assert len(lines) == filled.head().size
    for line, event in zip(map(loads, lines), filled.events(), strict=True):
        entry = b"\0" + line["event"].encode() + bytes.fromhex(line["signature"])
        assert hashlib.sha256(entry).hexdigest() == line["leaf"] == event.leaf
