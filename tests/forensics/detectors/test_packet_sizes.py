"""Sizes of packets, looked up by time."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from forensics.detectors.packet_sizes import PacketSizes

TIMES = st.integers(-5, 5)


@given(st.lists(st.tuples(TIMES, st.integers(0, 9))), st.lists(TIMES, min_size=1))
def test_sizes_are_those_of_a_dictionary(packets: list[tuple[int, int]], wanted: list[int]) -> None:
    sizes = PacketSizes()
    for time, size in packets:
        sizes.add(time, size)
    assert sizes.of(array("q", wanted), -1).tolist() == [dict(packets).get(time, -1) for time in wanted]
