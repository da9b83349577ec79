"""Exact arithmetic on presentation times in ticks: the usual interval, its pattern, and what departs from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

LONGEST_CADENCE = 12
"""Intervals that one period of a repeating pattern may have (pull-down uses 2 and 5)."""
NEARLY_ALL = Fraction(19, 20)


@dataclass(frozen=True, slots=True)
class Intervals:
    """The intervals between consecutive times, in ticks; ``usual`` is the commonest, the shorter of equals."""

    usual: int
    usual_count: int
    count: int
    shortest: int
    longest: int
    pattern: str
    """'constant', 'constant to one tick', 'repeating: …' or 'variable'."""
    steady: bool
    """Whether nearly all intervals lie within a tenth, or one tick, of the usual one."""
    wide: int
    """An interval that 19 of 20 do not exceed."""


def describe(times: Sequence[int]) -> Intervals:
    """Describe increasing times; raise ValueError for fewer than two."""
    steps = [b - a for a, b in pairwise(times)]
    if not steps:
        raise ValueError("fewer than two times")
    counts = Counter(steps)
    most = max(counts.values())
    usual = min(step for step, count in counts.items() if count == most)
    near = sum(count for step, count in counts.items() if abs(step - usual) <= max(1, usual // 10))
    return Intervals(
        usual=usual,
        usual_count=counts[usual],
        count=len(steps),
        shortest=min(counts),
        longest=max(counts),
        pattern=_pattern(times, steps, counts),
        steady=near >= NEARLY_ALL * len(steps),
        wide=_below(counts, NEARLY_ALL),
    )


def _pattern(times: Sequence[int], steps: Sequence[int], counts: Counter[int]) -> str:
    if len(counts) == 1:
        return "constant"
    if _on_a_grid(times):
        return "constant to one tick"
    cadence = _cadence(steps)
    if cadence:
        return "repeating: " + " ".join(str(step) for step in cadence) + " ticks"
    return "variable"


def _on_a_grid(times: Sequence[int]) -> bool:
    """Say whether evenly spaced times, rounded to ticks, give these: |t(k) - t(0) - k·T| ≤ 1 tick for every k."""
    steps, span = len(times) - 1, times[-1] - times[0]
    return all(abs((time - times[0]) * steps - k * span) <= steps for k, time in enumerate(times))


def _cadence(steps: Sequence[int]) -> tuple[int, ...]:
    """Return the shortest period that nearly all intervals follow to one tick, or nothing."""
    for period in range(2, LONGEST_CADENCE + 1):
        if len(steps) < 4 * period:
            break
        same = sum(abs(a - b) <= 1 for a, b in zip(steps, steps[period:], strict=False))
        if same >= NEARLY_ALL * (len(steps) - period):
            middle = len(steps) // 2
            return tuple(steps[middle : middle + period])
    return ()


def _below(counts: Counter[int], share: Fraction) -> int:
    needed, seen = share * counts.total(), 0
    for step in sorted(counts):
        seen += counts[step]
        if seen >= needed:
            return step
    return max(counts)


@dataclass(frozen=True, slots=True)
class Gap:
    """A long interval: it starts at time number ``after``; ``excess`` ticks are beyond what is usual."""

    after: int
    start: int
    end: int
    excess: int


def gaps(times: Sequence[int], described: Intervals) -> list[Gap]:
    """Return intervals that are long for this file, in order.

    Where the rate is steady: half as long again as the usual interval, or more. Where it varies: three times
    what 19 of 20 intervals do not exceed. A repeating pattern's own long intervals are no gaps.
    """
    if described.steady:
        least = Fraction(3, 2) * described.usual
    elif described.pattern.startswith("repeating"):
        least = Fraction(3, 2) * described.wide
    else:
        least = Fraction(3) * described.wide
    least = max(least, Fraction(described.usual + 2))
    return [Gap(n, a, b, b - a - described.usual) for n, (a, b) in enumerate(pairwise(times)) if b - a >= least]
