"""Give bytes of an exhibit as they stand: the worker's mode for looking at a place that a result names."""

from __future__ import annotations

from collections.abc import Iterator

from forensics.types import ByteRange, Line, Measurement, NotMeasured, Result
from forensics.worker import Job, coded_path

MAX_BYTES = 64 * 1024
METHOD, VERSION = "raw bytes", "1"


def run(job: Job) -> Iterator[Line]:
    """Yield the bytes from option 'offset', at most MAX_BYTES of 'length', in hexadecimal."""
    offset, length = int(job.option("offset", "0")), min(int(job.option("length", "0")), MAX_BYTES)
    path = coded_path(job.exhibit)
    size = path.stat().st_size
    if not 0 <= offset < size or length < 1:
        yield Result(METHOD, VERSION, NotMeasured("bytes", f"the file has bytes 0 to {size - 1}"))
        return
    with path.open("rb") as file:
        file.seek(offset)
        raw = file.read(length)
    yield Result(METHOD, VERSION, Measurement("bytes", raw.hex(), "hex", ByteRange(offset, len(raw))))
