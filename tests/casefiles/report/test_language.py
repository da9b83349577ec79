"""Wordings that state more than a finding can are found, quotations are left alone, and our own texts use none."""

from __future__ import annotations

import dataclasses
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


def test_a_method_that_states_too_much_is_named_in_the_report(tmp_path: Path) -> None:
    boastful = dataclasses.replace(detector(), limits=("None: the result is certainly right.",))
    document = build(full_case(tmp_path), [boastful])
    assert [(w.place, w.found) for w in document.wordings] == [("method timeline.repeats", "certainly")]
    assert build(full_case(tmp_path), [detector()]).wordings == ()


def test_the_claim_is_a_quotation(tmp_path: Path) -> None:
    case = full_case(tmp_path)
    case.claim = "The clip is fake."
    assert build(case, [detector()]).wordings == ()
