"""Stored results as judgements see them."""

from __future__ import annotations

import io

from forensics.codec import encode
from forensics.judging import SHORT, StoredSeries, stored
from forensics.types import Column, Measurement, Result, Series, StreamLocus, Unread


def test_long_tables_are_read_again_when_their_rows_are_asked_for() -> None:
    rows = tuple((number, Unread("nothing")) for number in range(SHORT))
    pieces = [Series("some.table", (Column("a", "1"), Column("b", "1")), at, rows, StreamLocus(0)) for at in (0, SHORT)]
    short = Series("some.table", (Column("a", "1"),), 0, ((1,),), StreamLocus(1))
    given = [Result("m", "1", one) for one in (*pieces, Measurement("a", 1, "1"), short)]
    found = list(stored(io.BytesIO("".join(f"{encode(one)}\n" for one in given).encode())))
    assert found[2:] == given[2:]
    assert all(isinstance(one.outcome, StoredSeries) for one in found[:2])
    for result, piece in zip(reversed(found[:2]), reversed(pieces), strict=True):
        assert isinstance(result.outcome, Series)
        assert (result.outcome.rows, result.outcome.first_row) == (piece.rows, piece.first_row)
        assert (result.outcome.columns, result.outcome.locus) == (piece.columns, piece.locus)
