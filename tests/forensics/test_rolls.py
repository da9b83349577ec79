"""Tables that grow in a file."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forensics import rolls
from forensics.rolls import Roll


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 40), max_size=12), st.sampled_from([8, 100, 1 << 18]), st.integers(-3, 200), st.data())
def test_parts_of_a_roll_are_those_of_one_array(pieces: list[int], held: int, start: int, data: st.DataObject) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rolls, "HELD", held)
        roll, whole = Roll(np.int16, 3), np.arange(3 * sum(pieces), dtype=np.int16).reshape(-1, 3)
        at = 0
        for piece in pieces:
            roll.add(whole[at : at + piece])
            at += piece
        end = data.draw(st.integers(start, start + 200))
        assert len(roll) == len(whole)
        assert roll.all().tolist() == whole.tolist()
        assert roll.part(start, end).tolist() == whole[max(0, start) : max(0, end)].tolist()
        assert np.concatenate([np.zeros((0, 3)), *roll.parts(7)]).tolist() == whole.tolist()
        if len(whole):
            chosen = np.array(data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=9)), np.int64)
            assert roll.chosen(chosen).tolist() == whole[chosen].tolist()


def test_a_long_roll_lies_in_a_file_and_its_parts_are_ones_own() -> None:
    roll = Roll(np.float64)
    for first in range(0, 1 << 17, 1 << 12):
        roll.add(np.arange(first, first + (1 << 12), dtype=np.float64))
    assert len(roll._waiting) < rolls.HELD
    part = roll.part(100_000, 100_003)
    part[:] = 0
    assert roll.part(100_000, 100_003).tolist() == [100_000, 100_001, 100_002]


def test_a_table_whose_file_was_cut_off_is_refused() -> None:
    roll = Roll(np.uint8)
    roll.add(np.zeros(rolls.HELD, np.uint8))
    assert roll._file is not None
    roll._file.truncate(10)
    with pytest.raises(OSError, match="are gone"):
        roll.part(0, 100)
