"""Run the language check over every text of a report that is the program's or a method's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casefiles.report.language import check
from casefiles.report.parts import Item, Method, NumberedFinding, Wording
from casefiles.report.persons import Persons

MOST = 200
QUOTED_FIELDS = frozenset({"question", "background", "third-parties"})
"""Fields that give the words of others."""


def wordings(
    items: Sequence[Item], methods: Sequence[Method], standing: Sequence[str], persons: Persons
) -> Iterator[Wording]:
    """Yield the wordings that a report should not use, with the place where each is printed."""
    found = 0
    for place, text in (*_texts(items, methods, standing), *_of_persons(persons)):
        for hit in check(text):
            found += 1
            if found > MOST:
                return
            yield Wording(place, hit.found, hit.rule, hit.why, hit.proposed)


def _texts(items: Sequence[Item], methods: Sequence[Method], standing: Sequence[str]) -> Iterator[tuple[str, str]]:
    for text in standing:
        yield "standing text", text
    for method in methods:
        trials = tuple(trial.outcome for trial in method.validations)
        for text in (method.summary, *method.limits, *method.known_failures, *trials):
            yield f"method {method.id}", text
    for item in items:
        for numbered in item.findings:
            for text in _of_finding(numbered):
                yield numbered.number, text


def _of_persons(persons: Persons) -> Iterator[tuple[str, str]]:
    """Yield what persons wrote as their own words; a question put and a claim are quotations."""
    for one in persons.board.opinions:
        yield f"opinion {one.row}", f"{one.text}\n{one.others}"
        for answer in one.dissents:
            yield f"dissent {answer.row}", answer.text
    for placed in persons.board.placements:
        yield f"placement {placed.row}", "\n".join((placed.because, *placed.alternatives))
    for said in persons.reviews:
        yield f"review {said.id}", said.text
    for decided in persons.board.decisions:
        yield f"decision {decided.row}", decided.because
    yield "what the claim lets expect", f"{persons.board.claimed.if_true}\n{persons.board.claimed.if_not}"
    for decision in persons.board.decisions:
        yield f"newsroom decision {decision.row}", decision.because
    for stated in persons.statements:
        if not stated.superseded_by and stated.field not in QUOTED_FIELDS:
            yield f"statement {stated.id}", stated.text


def _of_finding(numbered: NumberedFinding) -> Iterator[str]:
    finding = numbered.finding
    yield from (finding.observation, *finding.innocent_explanations, *finding.limits)
    if finding.direction is not None:
        yield finding.direction.because
