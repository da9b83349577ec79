"""Things that are worked on in a row come back in order, each once, and none is left behind."""

from __future__ import annotations

import pytest

from forensics.in_a_row import TOGETHER, InARow


@pytest.mark.parametrize("count", [0, 1, TOGETHER - 1, TOGETHER, 2 * TOGETHER + 3])
def test_all_come_back_in_order(count: int) -> None:
    row: InARow[int] = InARow()
    given = [list(row.add(number)) for number in range(count)]
    assert [number for part in [*given, row.rest()] for number in part] == list(range(count))
    assert {len(part) for part in given} <= {0, TOGETHER}
    assert not row.rest()
