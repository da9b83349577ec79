"""Summarise the sample tables of ISO BMFF without expanding them into one value per sample."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from forensics.media.reading import Cursor
from forensics.types import Field, Unread

if TYPE_CHECKING:
    import numpy.typing as npt

MAX_TABLE = 32 << 20
"""Bytes of one table that are read; the rest is counted and named, not read."""


def _rows(cursor: Cursor, entries: int, columns: int, dtype: str = ">u4") -> npt.NDArray[np.int64]:
    width = np.dtype(dtype).itemsize * columns
    whole = min(entries, cursor.left // width)
    raw = cursor.data[cursor.at : cursor.at + whole * width]
    start = cursor.at
    if whole < entries:
        reason = f"{entries} entries are declared and {whole} lie in the bytes that were read"
        cursor.fields.append(Field("entries_read", Unread(reason), "1", cursor.base + start, len(raw)))
    cursor.at += len(raw)
    return np.frombuffer(raw, dtype=dtype).reshape(whole, columns).astype(np.int64)


def _derived(cursor: Cursor, name: str, value: int | str, unit: str, start: int) -> None:
    cursor.fields.append(
        Field(name, int(value) if not isinstance(value, str) else value, unit, cursor.base + start, cursor.at - start)
    )


def _leading(values: npt.NDArray[np.int64], limit: int = 12) -> str:
    shown = " ".join(str(int(value)) for value in values[:limit])
    return shown + (" …" if len(values) > limit else "")


def stts(cursor: Cursor) -> None:
    """Note how many samples there are, their total duration and the spread of their deltas."""
    entries = cursor.number("entries", 4)
    start = cursor.at
    table = _rows(cursor, entries, 2)
    if len(table):
        _derived(cursor, "samples", table[:, 0].sum(), "1", start)
        if float(np.dot(table[:, 0].astype(np.float64), table[:, 1].astype(np.float64))) < 1 << 62:
            _derived(cursor, "duration", (table[:, 0] * table[:, 1]).sum(), "ticks of mdhd timescale", start)
        _derived(cursor, "delta_min", table[:, 1].min(), "ticks of mdhd timescale", start)
        _derived(cursor, "delta_max", table[:, 1].max(), "ticks of mdhd timescale", start)
        _derived(cursor, "runs", _leading(table.reshape(-1)), "count, delta pairs", start)


def ctts(cursor: Cursor) -> None:
    """Note the first composition offset and the spread of the offsets (signed in version 1, and in practice in 0)."""
    entries = cursor.number("entries", 4)
    start = cursor.at
    table = _rows(cursor, entries, 2)
    if len(table):
        offsets = np.where(table[:, 1] >= 1 << 31, table[:, 1] - (1 << 32), table[:, 1])
        _derived(cursor, "samples", table[:, 0].sum(), "1", start)
        _derived(cursor, "offset_first", offsets[0], "ticks of mdhd timescale", start)
        _derived(cursor, "offset_min", offsets.min(), "ticks of mdhd timescale", start)
        _derived(cursor, "offset_max", offsets.max(), "ticks of mdhd timescale", start)


def stsz(cursor: Cursor) -> None:
    """Note how many samples there are and the spread of their sizes."""
    constant = cursor.number("sample_size", 4, "byte")
    entries = cursor.number("samples", 4)
    if constant:
        return
    start = cursor.at
    table = _rows(cursor, entries, 1)
    if len(table):
        _derived(cursor, "size_total", table.sum(), "byte", start)
        _derived(cursor, "size_min", table.min(), "byte", start)
        _derived(cursor, "size_max", table.max(), "byte", start)
        _derived(cursor, "size_first", table[0, 0], "byte", start)


def stss(cursor: Cursor) -> None:
    """Note how many key samples there are and how far they lie apart."""
    entries = cursor.number("entries", 4)
    start = cursor.at
    table = _rows(cursor, entries, 1)[:, 0]
    if len(table):
        _derived(cursor, "first_numbers", _leading(table), "sample numbers from 1", start)
    if len(table) > 1:
        apart = np.diff(table)
        _derived(cursor, "distance_min", apart.min(), "samples", start)
        _derived(cursor, "distance_max", apart.max(), "samples", start)


def stsc(cursor: Cursor) -> None:
    """Note how samples are gathered in chunks."""
    entries = cursor.number("entries", 4)
    start = cursor.at
    table = _rows(cursor, entries, 3)
    if len(table):
        _derived(cursor, "runs", _leading(table.reshape(-1)), "first chunk, samples, description", start)


def _chunks(cursor: Cursor, dtype: str) -> None:
    entries = cursor.number("entries", 4)
    start = cursor.at
    table = _rows(cursor, entries, 1, dtype)[:, 0]
    if len(table):
        _derived(cursor, "offset_first", table[0], "byte", start)
        _derived(cursor, "offset_min", table.min(), "byte", start)
        _derived(cursor, "offset_max", table.max(), "byte", start)


def stco(cursor: Cursor) -> None:
    """Note where the first and last chunk lie."""
    _chunks(cursor, ">u4")


def co64(cursor: Cursor) -> None:
    """Note where the first and last chunk lie, in 64-bit offsets."""
    _chunks(cursor, ">i8")


def trun(cursor: Cursor, flags: int) -> None:
    """Note a run of samples in a fragment (ISO/IEC 14496-12 8.8.8): count, offset, total duration and size."""
    samples = cursor.number("samples", 4)
    if flags & 1:
        cursor.number("data_offset", 4, "byte from moof or base", signed=True)
    if flags & 4:
        cursor.number("first_sample_flags", 4)
    names = [
        name for bit, name in ((0x100, "duration"), (0x200, "size"), (0x400, "flags"), (0x800, "offset")) if flags & bit
    ]
    if not names:
        return
    start = cursor.at
    table = _rows(cursor, samples, len(names))
    for column, name in enumerate(names):
        values = table[:, column]
        if len(values) and name in ("duration", "size"):
            _derived(
                cursor, f"{name}_total", values.sum(), "byte" if name == "size" else "ticks of mdhd timescale", start
            )
            _derived(cursor, f"{name}_first", values[0], "byte" if name == "size" else "ticks of mdhd timescale", start)


def sdtp(cursor: Cursor) -> None:
    """Note how many samples say that others depend on them."""
    start = cursor.at
    table = np.frombuffer(cursor.take(cursor.left), dtype=np.uint8)
    _derived(cursor, "samples", len(table), "1", start)
    _derived(cursor, "depended_on", int(np.count_nonzero((table >> 2) & 3 == 1)), "1", start)


TABLES: dict[str, Callable[[Cursor], None]] = {
    "stts": stts, "ctts": ctts, "stsz": stsz, "stss": stss, "stsc": stsc, "stco": stco, "co64": co64, "sdtp": sdtp,
}  # fmt: skip
