"""Rows found by a key of some bits: sorted by it, with a table of where each prefix begins. Made to be memory-mapped.

The table is as fine as there are rows to tell apart, so that a small set needs no large table: what is found under a
key is then more than was asked for, and the caller looks at each row anyway.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Keys = npt.NDArray[np.uint32]
Places = npt.NDArray[np.int64]


def sorted_by(keys: Keys, bits: int, *, least: int = 8) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.uint32]]:
    """Return the order of rows by their keys of ``bits`` bits, and where the rows of each prefix begin and end.

    The prefix has between ``least`` and ``bits`` bits, about one value for every four rows.
    """
    used = min(bits, max(least, int(len(keys) // 4).bit_length()))
    prefixes = keys >> np.uint32(bits - used)
    counts = np.bincount(prefixes, minlength=1 << used)
    starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.uint32)
    return np.argsort(keys, kind="stable"), starts


def prefixes_of(keys: Keys, bits: int, starts: npt.NDArray[np.uint32]) -> Keys:
    """Return the prefixes under which keys are found in a table."""
    used = len(starts).bit_length() - 1
    return np.asarray(keys >> np.uint32(bits - used), np.uint32)


def found_under(starts: npt.NDArray[np.uint32], prefixes: Keys, most: int) -> tuple[Places, Places]:
    """Return all rows under prefixes: which prefix of those asked for, and the row's place in the order.

    Prefixes under which more than ``most`` rows stand are passed over: they tell nothing.
    """
    first = starts[prefixes].astype(np.int64)
    counts = starts[prefixes.astype(np.int64) + 1].astype(np.int64) - first
    counts[counts > most] = 0
    asked = np.repeat(np.arange(len(prefixes)), counts)
    return asked, np.arange(len(asked)) + np.repeat(first - np.cumsum(counts) + counts, counts)
