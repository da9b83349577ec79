"""Draw pages of a PDF as pictures: the worker's mode for looking at a report before it is written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import pypdfium2

from forensics.types import Line, Measurement, NotMeasured, Picture, Result
from forensics.worker import Job, coded_path

METHOD, VERSION = "pages", "1"
MOST, WIDEST = 16, 2400
"""Pages that are drawn in one job, and pixels that a page may be wide."""
MEDIA_TYPE = "video/raw; rgb24"


def run(job: Job) -> Iterator[Line]:
    """Yield how many pages there are, then pages from option 'first' on, 'count' of them, 'width' pixels wide.

    Each is left in the scratch folder as rows of 8-bit RGB values without padding.
    """
    first, count = int(job.option("first", "0")), min(int(job.option("count", "1")), MOST)
    width = min(int(job.option("width", "900")), WIDEST)
    scratch = coded_path(job.scratch)
    with pypdfium2.PdfDocument(coded_path(job.exhibit)) as document:
        total = len(document)
        yield Result(METHOD, VERSION, Measurement("pages.count", total, "1"))
        if not 0 <= first < total or width < 1:
            yield Result(METHOD, VERSION, NotMeasured("page", f"there are pages 0 to {total - 1}"))
            return
        for number in range(first, min(first + count, total)):
            page = document[number]
            bitmap = page.render(scale=width / page.get_width(), rev_byteorder=True, prefer_bgrx=False)
            pixels = bitmap.to_numpy()[:, :, :3].tobytes()
            name = f"page-{number}"
            (scratch / name).write_bytes(pixels)
            digest = hashlib.sha256(pixels).hexdigest()
            yield Result(
                METHOD,
                VERSION,
                Picture(f"page.{number}", name, MEDIA_TYPE, digest, bitmap.width, bitmap.height, "drawn by PDFium"),
            )
