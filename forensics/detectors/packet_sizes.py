"""Sizes of packets by their presentation time, sixteen bytes each."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt


@dataclass(slots=True)
class PacketSizes:
    """Takes the packets of one stream; of several with one time the last counts."""

    times: array[int] = field(default_factory=lambda: array("q"))
    sizes: array[int] = field(default_factory=lambda: array("q"))

    def __len__(self) -> int:
        return len(self.times)

    def add(self, time: int, size: int) -> None:
        """Add a packet of ``size`` bytes."""
        self.times.append(time)
        self.sizes.append(size)

    def of(self, times: array[int], missing: int) -> npt.NDArray[np.int64]:
        """Return for each time the size of its packet, ``missing`` where there is none."""
        wanted, known = np.frombuffer(times, np.int64), np.frombuffer(self.times, np.int64)
        if not len(known):
            return np.full(len(wanted), missing, np.int64)
        order = np.argsort(known, kind="stable")
        last = order[np.maximum(np.searchsorted(known, wanted, side="right", sorter=order) - 1, 0)]
        return np.where(known[last] == wanted, np.frombuffer(self.sizes, np.int64)[last], missing)
