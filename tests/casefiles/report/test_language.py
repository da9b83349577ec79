"""Wordings that state more than a finding can are found, quotations are left alone, and our own texts use none."""

from __future__ import annotations

import ast
import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefiles.report import standing
from casefiles.report.document import build
from casefiles.report.fields import asks
from casefiles.report.language import check
from forensics.registry import detectors
from tests.casefiles.report.cases import detector, full_case


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("The video is authentic.", "absolute word"),
        ("This is a deepfake.", "absolute word"),
        ("The log proves that nothing happened.", "absolute word"),
        ("It was certainly edited.", "absolute word"),
        ("The probability that the clip is a copy", "transposed conditional"),
        ("The clip is most likely a copy.", "transposed conditional"),
        ("97% confidence", "score called a probability"),
        ("Confidence: 0.97", "score called a probability"),
        ("Absence of a watermark suggests a camera.", "absence taken for support"),
        ("No metadata was found, so the file was edited.", "absence taken for support"),
        ("Three of the five detectors agree.", "methods counted as a weight"),
    ],
)
def test_a_wording_that_states_too_much_is_found_with_a_proposal(text: str, rule: str) -> None:
    hit = check(text)[0]
    assert (hit.rule, text[hit.start :].startswith(hit.found)) == (rule, True)
    assert hit.why and hit.proposed
    assert check(hit.proposed) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The claim reads “this is fake”.",
        'He wrote "it is certainly authentic".',
        "«fake»",
        "The absence of a mark means nothing.",
        "The findings are more probable if H1 than if H2.",
        "consistent with an original",
        "Authentication of the sender's key",
        "100 % of 30 files",
        "the author's account",
    ],
)
def test_quotations_and_measured_wordings_are_left_alone(text: str) -> None:
    assert check(text) == ()


@given(st.text(max_size=300))
def test_any_text_can_be_checked_and_every_hit_lies_where_it_says(text: str) -> None:
    assert all(text[hit.start : hit.start + len(hit.found)] == hit.found for hit in check(text))


def test_the_programs_own_texts_use_none_of_them() -> None:
    texts = [*standing.LIMITS, *standing.NOT_DONE, standing.ABSENCE, standing.THREE_LEVELS, standing.ITEMS_ONLY]
    texts += [standing.TRUST_NOT_EVALUATED, *(f"{ask.title}. {ask.belongs}" for ask in asks().values())]
    texts += [*standing.CHECK_IT, *(f"{term}: {means}" for term, means in standing.GLOSSARY)]
    for known in detectors():
        trials = [trial.outcome for trial in known.card.validations]
        texts += [known.summary, *known.limits, *known.innocent_explanations, *known.card.known_failures, *trials]
    assert [(text, hit.found) for text in texts for hit in check(text)] == []


ROOT = Path(__file__).parents[3]
WORKS_NAMED = (
    "Exposing digital forgeries in video",
    "Deepfake-Eval-2024",
    "Audio authenticity, ENF phase continuity",
    "Defeating fake-quality MP3",
)
"""Titles of works, which are quotations."""


def printed(path: Path) -> Iterator[str]:
    """Yield the texts of a module that can be shown to somebody: all but docstrings and identifiers."""
    tree = ast.parse(path.read_text("utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    first = (node.body[0] for node in ast.walk(tree) if isinstance(node, documented) and node.body)
    docstrings = {id(one.value) for one in first if isinstance(one, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value if " " in node.value else ""


@pytest.mark.parametrize("package", ["forensics", "casefiles", "gui"])
def test_no_text_of_the_program_states_more_than_a_finding_can(package: str) -> None:
    """Commands, messages, reports, help and window: every text of the code."""
    said = [
        (path.relative_to(ROOT).as_posix(), hit.found, text[:120])
        for path in sorted((ROOT / package).rglob("*.py"))
        for text in printed(path)
        for hit in check(text)
        if not any(title in text for title in WORKS_NAMED)
    ]
    assert said == []


def test_help_texts_are_docstrings_and_state_no_more_either() -> None:
    said = []
    for path in sorted((ROOT / "casefiles/cli").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                said += [(path.name, node.name, hit.found) for hit in check(ast.get_docstring(node) or "")]
    assert said == []


@pytest.mark.parametrize("pattern", ["docs/**/*.md", "*.md", "casefiles/**/*.txt", "forensics/**/*.toml"])
def test_no_page_or_file_of_data_states_more_either(pattern: str) -> None:
    said = [
        (path.relative_to(ROOT).as_posix(), hit.found, line[:120])
        for path in sorted(ROOT.glob(pattern))
        if ".venv" not in path.parts
        for line in path.read_text("utf-8").splitlines()
        for hit in check(line)
        if not any(title in line for title in WORKS_NAMED)
    ]
    assert said == []


def test_of_a_key_there_is_proof_and_of_a_scene_there_is_not() -> None:
    assert check("the proof of possession is not good") == ()
    assert [hit.found for hit in check("It is proof of the scene.")] == ["proof of"]


def test_a_method_that_states_too_much_is_named_in_the_report(tmp_path: Path) -> None:
    boastful = dataclasses.replace(detector(), limits=("None: the result is certainly right.",))
    document = build(full_case(tmp_path), [boastful])
    assert [(w.place, w.found) for w in document.wordings] == [("method timeline.repeats", "certainly")]
    assert build(full_case(tmp_path), [detector()]).wordings == ()


def test_the_claim_is_a_quotation(tmp_path: Path) -> None:
    case = full_case(tmp_path)
    case.claim = "The clip is fake."
    assert build(case, [detector()]).wordings == ()
