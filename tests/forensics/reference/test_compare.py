"""Comparing names references and says 'consistent with'; without a near one there is no reference."""

from __future__ import annotations

import math

import pytest

from forensics.reference.compare import CONSISTENT, MIN_FILES, compare, differences, likeness
from tests.forensics.media.handmade import box, clip, movie, png
from tests.forensics.reference.made import reference, signed

PLAIN = signed(movie())
WITH_UUID = signed(movie(box(b"uuid", b"x" * 16 + b"y")))
OTHER = signed(box(b"ftyp", b"qt  \0\0\0\0qt  ") + box(b"wide") + box(b"mdat", b"z") + box(b"moov"))
FFMPEG = signed(clip("mp4"))


def test_an_empty_library_is_no_reference() -> None:
    found = compare(PLAIN, ())
    assert found.statement.startswith("No reference: none of the 0")
    assert found.nearest == () and found.ratios == ()


def test_the_same_container_is_consistent_with_its_reference_which_is_named() -> None:
    ref = reference(PLAIN, 7, name="Hand")
    found = compare(PLAIN, [ref, reference(OTHER, 8)])
    assert "consistent with" in found.statement
    assert ref.id in found.statement and "Hand" in found.statement
    assert "made by" not in found.statement
    assert found.nearest[0].likeness == 1.0 and found.nearest[0].differences == ()


def test_two_origins_that_are_equally_near_are_both_named() -> None:
    found = compare(PLAIN, [reference(PLAIN, 1, name="First"), reference(PLAIN, 2, name="Second")])
    assert "First" in found.statement and "Second" in found.statement


def test_a_distant_nearest_is_no_reference_and_says_how_far_it_is() -> None:
    assert likeness(PLAIN, OTHER)[0] < CONSISTENT
    found = compare(PLAIN, [reference(OTHER, 1)])
    assert found.statement.startswith("No reference: the nearest of 1")


def test_another_format_is_never_compared() -> None:
    found = compare(signed(png()), [reference(PLAIN, 1)])
    assert (found.references, found.comparable) == (1, 0)
    assert "PNG" in found.statement


def test_the_very_file_says_nothing_of_itself() -> None:
    ref = reference(PLAIN, 7)
    assert compare(PLAIN, [ref], file_sha256=ref.file_sha256).nearest == ()


def test_differences_stand_side_by_side_and_only_once_for_a_missing_branch() -> None:
    rows = differences(PLAIN, WITH_UUID)
    assert [(row.place, row.name, row.here, row.there) for row in rows] == [
        ("moov", "order", "mvhd trak[vide]", "mvhd trak[vide] uuid"),
        ("moov/uuid", "stands", "", "yes"),
    ]
    assert differences(PLAIN, PLAIN) == ()


def test_likeness_is_the_same_both_ways_and_one_only_for_equal_containers() -> None:
    for first, second in ((PLAIN, WITH_UUID), (PLAIN, OTHER), (PLAIN, FFMPEG)):
        assert likeness(first, second) == likeness(second, first)
        assert likeness(first, second)[0] < 1
    assert likeness(PLAIN, PLAIN)[0] == 1


def test_few_files_give_no_ratio_but_the_counts() -> None:
    ratio = compare(PLAIN, [reference(PLAIN, 1), reference(OTHER, 2, name="Two")]).ratios[0]
    assert ratio.log10_ratio is None
    assert ratio.words.startswith("not enough files: 1 files from 1 sources")


def test_many_files_of_one_source_are_not_enough() -> None:
    many = [reference(PLAIN, n) for n in range(40)] + [reference(OTHER, 100 + n, name="Two") for n in range(40)]
    assert all(one.log10_ratio is None for one in compare(PLAIN, many).ratios)


def _two_classes() -> list:  # type: ignore[type-arg]
    ours = [reference(PLAIN, n, source=f"s{n % 4}") for n in range(MIN_FILES)]
    return ours + [reference(OTHER, 100 + n, name="Two", source=f"t{n % 5}") for n in range(MIN_FILES)]


def test_a_ratio_points_to_the_class_and_never_beyond_what_its_sources_carry() -> None:
    one, two = compare(PLAIN, _two_classes()).ratios
    assert one.log10_ratio == pytest.approx(math.log10(5), abs=1e-4)  # four sources against five
    assert two.log10_ratio == pytest.approx(-math.log10(5), abs=1e-4)
    assert "10 files from 4 sources, others 10 from 5 sources" in one.words
    assert "held at" in one.words


def test_a_file_between_two_classes_has_a_ratio_near_one() -> None:
    refs = _two_classes()
    swapped = [
        reference(one.signature, n, name="Two" if n % 2 else "One", source=one.source) for n, one in enumerate(refs)
    ]
    for ratio in compare(PLAIN, swapped).ratios:
        assert ratio.log10_ratio is not None and abs(ratio.log10_ratio) < 0.1


def test_a_track_that_one_file_lacks_does_not_make_it_unlike() -> None:
    sound = signed(clip("mp4"))
    silent = signed(clip("mov"))
    assert likeness(sound, silent)[0] > 0.5
