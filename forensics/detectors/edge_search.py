"""Where edges are most like those of a part of another picture: the cosine of gradient vectors at every place.

OpenCV's normalised correlation says so to its last digit, but transforms both pictures anew, block by block, for every
pair. Here each is transformed once for all pairs, which shows where the greatest cosine is, and how large to SURE.
OpenCV is asked where that does not decide, and for a value that is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Edges = npt.NDArray[np.float16]
    Vectors = npt.NDArray[np.float32]
    Numbers = npt.NDArray[np.float64]

SURE: Final = 1e-5
"""More than the cosines of both ways can differ by: those of OpenCV are rounded to 32 bits, some 1e-7. Edges are whole
sixteenths, so that sums of their products, and energies, are exact here but for 1e-7 of a grey level."""


@dataclass(frozen=True, slots=True)
class Part:
    """Edges (2, h, w) that are looked for in pictures of ``size`` (H, W)."""

    vectors: Vectors
    energy: float
    spectra: tuple[Numbers, Numbers]

    @staticmethod
    def of(edges: npt.NDArray[np.generic], size: tuple[int, ...]) -> Part:
        """Prepare a part of edges."""
        import cv2  # only where frames are decoded: a report describes the detector elsewhere

        across, down = (np.zeros(size) for _ in range(2))
        height, width = edges.shape[1:]
        across[:height, :width], down[:height, :width] = edges
        spectra = tuple(np.asarray(cv2.dft(one, nonzeroRows=height), np.float64) for one in (across, down))
        energy = float(np.square(edges, dtype=np.float64).sum())
        return Part(vectors(edges), energy, (spectra[0], spectra[1]))


class Field:
    """Edges (2, H, W) in which parts are looked for."""

    def __init__(self, edges: Edges) -> None:
        self._edges = edges

    @cached_property
    def _transformed(self) -> tuple[Numbers, Numbers, Numbers]:
        """Return the spectra of both directions, and the integral of the energy."""
        import cv2

        across, down = self._edges.astype(np.float64)
        spectra = tuple(np.asarray(cv2.dft(one), np.float64) for one in (across, down))
        energy = np.square(across, out=across)
        energy += np.square(down, out=down)
        return spectra[0], spectra[1], np.asarray(cv2.integral(energy), np.float64)

    def find(self, part: Part, least: float) -> Found | None:
        """Return where a part is most alike, None where its cosine is nowhere ``least``; the first of equal places."""
        products = self._products(part)
        height, width = part.vectors.shape[:2]
        integral = self._transformed[2]
        energies = integral[height:, width:] - integral[:-height, width:]
        energies -= integral[height:, :-width]
        energies += integral[:-height, :-width]
        enough = (products > 0) & (np.square(products) >= (least - SURE) ** 2 * part.energy * energies)
        places = np.flatnonzero(enough & (energies > 0))
        if not len(places):
            return None
        cosines = products.ravel()[places] / np.sqrt(part.energy * energies.ravel()[places])
        greatest = float(cosines.max())
        near = places[cosines >= greatest - SURE]
        found = Found(self, part, int(near[0]) // products.shape[1], int(near[0]) % products.shape[1], greatest)
        if len(near) == 1 and greatest >= least + SURE:
            return found
        cosine, y, x = found.best()
        return Found(self, part, y, x, cosine) if cosine >= least else None

    def _products(self, part: Part) -> Numbers:
        """Return the sums of products of a part and what lies under it at each place (H - h + 1, W - w + 1)."""
        import cv2

        across, down, integral = self._transformed
        rows, columns = integral.shape[0] - part.vectors.shape[0], integral.shape[1] - part.vectors.shape[1]
        both = cv2.mulSpectrums(across, part.spectra[0], 0, conjB=True)
        both = cv2.add(both, cv2.mulSpectrums(down, part.spectra[1], 0, conjB=True))
        back = cv2.DFT_INVERSE | cv2.DFT_SCALE | cv2.DFT_REAL_OUTPUT
        return np.asarray(cv2.dft(both, flags=back, nonzeroRows=rows)[:rows, :columns], np.float64)

    def cosines(self, part: Part) -> Vectors:
        """Return the cosine at each place, as OpenCV gives it."""
        import cv2

        return np.asarray(cv2.matchTemplate(vectors(self._edges), part.vectors, cv2.TM_CCORR_NORMED), np.float32)


@dataclass(frozen=True, slots=True)
class Found:
    """Where a part was found; ``cosine`` is within SURE of OpenCV's."""

    field: Field
    part: Part
    y: int
    x: int
    cosine: float

    def best(self) -> tuple[float, int, int]:
        """Return the greatest cosine as OpenCV gives it, and the row and the column of its place."""
        cosines = self.field.cosines(self.part)
        y, x = np.unravel_index(int(np.argmax(cosines)), cosines.shape)
        return float(cosines[y, x]), int(y), int(x)


def least_cosine(found: Sequence[Found]) -> float:
    """Return the least of the cosines of what was found, at most 1, as OpenCV gives it."""
    lowest = min((one.cosine for one in found), default=1.0)
    return min([1.0, *(one.best()[0] for one in found if one.cosine <= lowest + 2 * SURE)])


def vectors(edges: npt.NDArray[np.generic]) -> Vectors:
    """Return gradients (2, H, W) as a picture of two channels."""
    return np.ascontiguousarray(np.moveaxis(edges.astype(np.float32), 0, -1))
