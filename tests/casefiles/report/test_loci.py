"""A locus reads as a place that a person can go to."""

from __future__ import annotations

from fractions import Fraction

import pytest

from casefiles.report.loci import clock, locus_words
from forensics.types import ByteRange, FrameLocus, Locus, Region, StreamLocus, TimeSpan, Timestamp, WholeFile

AT = Timestamp(1024, Fraction(1, 15360))


@pytest.mark.parametrize(
    ("locus", "words"),
    [
        (WholeFile(), "the file as a whole"),
        (StreamLocus(1), "stream 1"),
        (ByteRange(32, 8), "bytes 32 to 39 (8 bytes from offset 0x20)"),
        (ByteRange(32, 0), "byte offset 32 (0x20)"),
        (
            TimeSpan(0, Timestamp(0, Fraction(1, 15360)), AT),
            "stream 0, from 0:00:00.000000 (pts 0 × 1/15360 s) to ≈0:00:00.066667 (pts 1024 × 1/15360 s)",
        ),
        (
            FrameLocus(0, 2, AT, Region(10, 20, 300, 200)),
            "frame 2 of stream 0, at ≈0:00:00.066667 (pts 1024 × 1/15360 s), region 300 × 200 pixels, "
            "left edge at x = 10, top edge at y = 20",
        ),
    ],
)
def test_every_kind_of_locus_has_words(locus: Locus, words: str) -> None:
    assert locus_words(locus) == words


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (Fraction(0), "0:00:00.000000"),
        (Fraction(-1, 2), "−0:00:00.500000"),
        (Fraction(3723004, 1000), "1:02:03.004000"),
        (Fraction(59_999_999_9, 10_000_000), "≈0:01:00.000000"),
        (Fraction(360000), "100:00:00.000000"),
    ],
)
def test_a_time_is_exact_or_says_that_it_is_rounded(seconds: Fraction, shown: str) -> None:
    assert clock(seconds) == shown
