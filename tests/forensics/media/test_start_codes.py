"""Start codes are found wherever they begin, as a plain search would find them."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from forensics.media.start_codes import start_codes

STREAMS = st.lists(st.sampled_from((b"\0", b"\1", b"\2", b"\0\0\1", b"\0\0\3")), max_size=60).map(b"".join)


@given(STREAMS, st.sampled_from((2, 4, 8, 64)))
def test_each_start_code_is_found_once_whatever_the_block(data: bytes, block: int) -> None:
    assert list(start_codes(data, block)) == [one.start() for one in re.finditer(b"\0\0\1", data)]


def test_places_count_from_the_first_byte_of_a_view_at_an_odd_place() -> None:
    assert list(start_codes(memoryview(b"x\0\0\1abc\0\0\0\1")[1:])) == [0, 7]
