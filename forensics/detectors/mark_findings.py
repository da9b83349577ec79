"""What is observed of overlaid marks: places to look at, and places like a mark picture that a user gave."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from forensics.types import Finding, Locus, Measurement, Result

ID: Final = "visible_marks"
VERSION: Final = "3"
SIDE: Final = 480
RATE: Final = Fraction(8)
LIKE: Final = 0.6
"""Similarity from which on an observation says that a place is like a given mark; chosen in the trials on the card."""

LIMITS = (
    "Without a mark picture only a place to look at is given, in the corners for marks that stay: more than half of "
    "ordinary clips in which pictures move have such a place, because captions, dashboards, borders and still "
    "backgrounds keep their edges too, and more than half of the marks in the trials were not found so.",
    "A mark can be pasted on, copied from another film, or removed: its presence does not say how the pictures came "
    "to be, and its absence means nothing.",
    f"Pictures are looked at with a longest side of {SIDE} pixels, {RATE} a second: marks smaller than about ten "
    "pixels there, faint ones, animated ones, and ones that drift by more than a pixel a second are missed.",
    "A mark picture is compared by the shape of its edges, and one in colours by its hues at the place where the edges "
    "fit: a mark shown in other colours or in grey is rated lower.",
)
INNOCENT = (
    "Broadcasters, agencies, platforms, cameras and editing programs put marks, clocks and captions over pictures.",
    "Parts of the scene that stand still before a moving camera or background keep their edges as well.",
    "Films that are passed on carry the marks of everybody who passed them on.",
)


def judge(results: Sequence[Result]) -> Sequence[Finding]:
    """Return what stored measurements of marks let be observed."""
    measured = [r.outcome for r in results if r.method == ID and isinstance(r.outcome, Measurement)]
    findings = list(_like(measured))
    steady = [m for m in measured if m.quantity == "visible_marks.keeping"]
    if steady:
        words = (
            f"A mark may stand at {_places(len(steady))}: edges stay there while the pictures around move. Look at "
            "the pictures of these places; this method names none of them."
        )
        findings.append(_finding("place_that_stays", words, [m.locus for m in steady], ("visible_marks.keeping",)))
    stops = [m for m in measured if m.quantity == "visible_marks.stop"]
    if stops:
        words = (
            "Edges that look alike stand still at one place and later at another while the pictures around move. Look "
            "whether it is one mark that changes its place: letters, lines and things that recur look alike, too."
        )
        findings.append(_finding("place_that_wanders", words, [m.locus for m in stops], ("visible_marks.stop",)))
    return findings


def _like(measured: Sequence[Measurement]) -> Iterator[Finding]:
    named = ""
    for found in measured:
        if found.quantity == "visible_marks.compared_with":
            named = str(found.value)
        elif found.quantity == "visible_marks.similarity" and isinstance(found.value, float) and found.value >= LIKE:
            words = (
                f"A place is like a given mark picture ({named}): similarity {found.value:.2f}, where 1 is the same "
                f"edges and {LIKE} the threshold of the trials."
            )
            rests_on = ("visible_marks.similarity", "visible_marks.compared_with")
            yield _finding("like_a_given_mark", words, [found.locus], rests_on)


def _places(count: int) -> str:
    return "one place" if count == 1 else f"one of {count} places"


def _finding(code: str, words: str, loci: Sequence[Locus], rests_on: tuple[str, ...]) -> Finding:
    return Finding(ID, VERSION, code, words, tuple(loci), rests_on, INNOCENT, LIMITS)
