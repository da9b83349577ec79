"""From stored results to the one number by which a method is tried on a file."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from forensics.description import FileScore, MethodDescription
from forensics.evaluation.pack import Seen
from forensics.types import Measurement, NotMeasured, Result, StreamLocus


class NoScore(Exception):
    """A file gave no score; the text says why."""


def score_of(detector: MethodDescription, results: Sequence[Result]) -> float:
    """Return a file's score, turned so that higher points to the target; raise NoScore with the reason."""
    rule = rule_of(detector)
    mine = [result.outcome for result in results if result.method == detector.id]
    values = [
        float(outcome.value)
        for outcome in mine
        if isinstance(outcome, Measurement)
        and outcome.quantity == rule.quantity
        and isinstance(outcome.value, int | float | Fraction)
    ]
    if not values:
        reasons = [outcome.reason for outcome in mine if isinstance(outcome, NotMeasured)]
        raise NoScore("; ".join(dict.fromkeys(reasons)) or f"{rule.quantity} was not measured")
    value = max(values) if rule.take == "greatest" else min(values)
    return value if rule.towards == "high" else -value


def threshold_of(detector: MethodDescription) -> float | None:
    """Return the method's own threshold, turned as the score is, or None where it has none."""
    rule = rule_of(detector)
    if rule.threshold is None:
        return None
    return rule.threshold if rule.towards == "high" else -rule.threshold


def rule_of(detector: MethodDescription) -> FileScore:
    """Return how a file is scored; raise NoScore for a method that declares no score."""
    if detector.score is None:
        raise NoScore(f"the method {detector.id} declares no score for a whole file")
    return detector.score


def words_of(rule: FileScore) -> str:
    """Say how a file is scored."""
    return f"{rule.take} {rule.quantity} of a file, the {'higher' if rule.towards == 'high' else 'lower'} the more"


def seen_in(results: Sequence[Result]) -> Seen:
    """Return codec and size of the first stream with pictures, or of the first with sound, as results state them."""
    stated: dict[int, dict[str, object]] = {}
    for result in results:
        one = result.outcome
        if isinstance(one, Measurement) and isinstance(one.locus, StreamLocus) and one.quantity.startswith("stream."):
            stated.setdefault(one.locus.stream, {})[one.quantity.removeprefix("stream.")] = one.value
    for kind in ("video", "audio"):
        for stream in stated.values():
            if stream.get("kind") == kind:
                width, height = stream.get("width", 0), stream.get("height", 0)
                sides = [side if isinstance(side, int) else 0 for side in (width, height)]
                return Seen(str(stream.get("codec", "")), *sides)
    return Seen("", 0, 0)
