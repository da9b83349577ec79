"""Groups of pictures are those that the encoder made, and the bit rate is that of the bytes."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from forensics.detector import PacketView
from forensics.media.groups import MAX_TYPES, BitRate, Groups
from forensics.types import Measurement, NotMeasured, Outcome, Series, StreamFacts, StreamKind
from tests.forensics.media.handmade import values

FACTS = StreamFacts(0, StreamKind.VIDEO, "h264", "", Fraction(1, 25), Fraction(25))


def grouped(types: str) -> list[Outcome]:
    groups = Groups(FACTS)
    found = [one for index, kind in enumerate(types) for one in groups.frame(index, kind.upper(), key=kind == "I")]
    return [*found, *groups.finish()]


def rows(outcomes: list[Outcome]) -> list[tuple[object, ...]]:
    return [row for one in outcomes if isinstance(one, Series) for row in one.rows]


def test_groups_begin_with_key_frames_and_keep_their_pattern() -> None:
    found = grouped("IBBPIBBPIP")
    assert rows(found) == [(0, 4, "IBBP"), (4, 4, "IBBP"), (8, 2, "IP")]
    said = values(found)
    assert said["frames.types"] == "B 4, I 3, P 3"
    assert (said["gop.count"], said["gop.frames_min"], said["gop.frames_max"], said["gop.frames_usual"]) == (3, 2, 4, 4)
    assert said["gop.patterns_different"] == 2


def test_a_last_group_that_is_cut_off_is_not_the_usual_one() -> None:
    assert values(grouped("IPPPPPIP"))["gop.frames_usual"] == 6


def test_frames_before_the_first_key_frame_are_a_group_too() -> None:
    assert rows(grouped("PPIP")) == [(0, 2, "PP"), (2, 2, "IP")]


@given(st.text("IPBi", min_size=1, max_size=2 * MAX_TYPES))
def test_every_frame_is_in_one_group(types: str) -> None:
    found = rows(grouped(types))
    assert sum(int(str(row[1])) for row in found) == len(types)
    assert [row[0] for row in found] == sorted({0, *(n for n, kind in enumerate(types) if kind == "I")})


def packet(dts: int | None, size: int, pts: int | None = None) -> PacketView:
    return PacketView(0, 0, pts, dts, 5, Fraction(1, 10), size, -1, False, False, "")


def test_bytes_are_counted_by_the_second() -> None:
    rate = BitRate(FACTS)
    for one in (packet(-5, 100), packet(0, 200), packet(5, 300), packet(None, 400, 10), packet(None, 9)):
        rate.packet(one)
    found = list(rate.finish())
    assert rows(found) == [(-1, 100, 1), (0, 500, 2), (1, 400, 1)]
    said = values([one for one in found if isinstance(one, Measurement)])
    assert said["packets.bit_rate"] == 1000 * 8 / Fraction(2)
    assert said["packets.bit_rate_peak"] == 4000
    assert [one.reason for one in found if isinstance(one, NotMeasured)] == ["1 packets have no time and are left out"]


def test_a_stream_without_times_has_no_rate() -> None:
    rate = BitRate(FACTS)
    rate.packet(packet(None, 5))
    assert [type(one) for one in rate.finish()] == [NotMeasured]
