"""Lines of results, the long ones in a file."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from casefiles.long_lines import SHORT, Lines

LINE = st.builds(lambda letter, times: letter * times, st.sampled_from("ab{"), st.integers(0, 2 * SHORT))


@given(st.lists(LINE, max_size=8), st.data())
def test_lines_come_back_in_order_whatever_their_length(lines: list[str], data: st.DataObject) -> None:
    kept = Lines()
    for line in lines:
        kept.append(line)
    if lines:
        place = data.draw(st.integers(0, len(lines) - 1))
        kept[place] = lines[place] = "another"
        assert kept[place] == "another"
    assert (list(kept), len(kept)) == (lines, len(lines))
    assert list(kept) == lines


def test_long_lines_take_no_memory() -> None:
    kept = Lines()
    for _ in range(20):
        kept.append("x" * (SHORT + 1))
    assert not any(isinstance(one, str) for one in kept._lines)
