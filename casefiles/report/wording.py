"""Run the language check over every text of a report that is the program's or a method's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casefiles.report.language import check
from casefiles.report.parts import Item, Method, NumberedFinding, Wording

MOST = 200


def wordings(items: Sequence[Item], methods: Sequence[Method], standing: Sequence[str]) -> Iterator[Wording]:
    """Yield the wordings that a report should not use, with the place where each is printed."""
    found = 0
    for place, text in _texts(items, methods, standing):
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


def _of_finding(numbered: NumberedFinding) -> Iterator[str]:
    finding = numbered.finding
    yield from (finding.observation, *finding.innocent_explanations, *finding.limits)
    if finding.direction is not None:
        yield finding.direction.because
