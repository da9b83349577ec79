"""The bytes of an exhibit at a place, read in the confined worker; looking leaves no trace in the case."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from casefiles.case import Case
from casefiles.errors import ExaminationFailed, SourceUnusable, UnknownItem
from casefiles.views import ExhibitId
from forensics.confinement import Limits
from forensics.types import ByteRange, Measurement, NotMeasured, Result
from forensics.worker import Job, measure, path_code

MAX_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class RawBytes:
    """Bytes of an exhibit, in hexadecimal, from ``offset`` on."""

    exhibit: ExhibitId
    offset: int
    hex: str


def span(text: str) -> tuple[int, int]:
    """Return offset and length of a text 'OFFSET:LENGTH', decimal or 0x…; raise ValueError for anything else."""
    found = re.fullmatch(r"(0x[0-9a-fA-F]{1,16}|\d{1,18}):(0x[0-9a-fA-F]{1,8}|\d{1,8})", text.strip())
    if found is None:
        raise ValueError(f"{text!r} is not OFFSET:LENGTH, such as 4096:64 or 0x1000:64")
    offset, length = int(found[1], 0), int(found[2], 0)
    if not 1 <= length <= MAX_BYTES:
        raise ValueError(f"{length} bytes were asked for; 1 to {MAX_BYTES} can be shown at once")
    return offset, length


def read(case: Case, exhibit: ExhibitId, offset: int, length: int) -> RawBytes:
    """Return bytes of an exhibit; raise UnknownItem for a place outside it, SourceUnusable, ExaminationFailed."""
    row, original = case.row(exhibit), case.original(exhibit)
    if not original.is_file():
        raise SourceUnusable(f"{exhibit}: its original is missing from the case", hint="Run `assay verify`.")
    with tempfile.TemporaryDirectory(prefix="assay-") as scratch:
        options = (("offset", str(offset)), ("length", str(length)))
        job = Job("bytes", path_code(original), "", path_code(Path(scratch)), (), Limits(), options)
        try:
            lines = [line for line in measure(job, cancelled=lambda: False) if isinstance(line, Result)]
        except OSError as error:
            raise ExaminationFailed(f"the measuring process could not be started: {error.strerror}") from error
    for line in lines:
        match line.outcome:
            case NotMeasured("bytes", reason):
                raise UnknownItem(f"{row.id}: {reason}", hint="Ask for a place inside the file.")
            case NotMeasured(_, reason):
                raise ExaminationFailed(f"{row.id}: {reason}")
            case Measurement("bytes", str(untrusted), _, ByteRange(at, _)) if at == offset:
                if len(untrusted) > 2 * length or re.search(r"[^0-9a-f]", untrusted):
                    raise ExaminationFailed(f"{row.id}: the measuring process answered with something that is no hex")
                return RawBytes(row.id, offset, untrusted)
    raise ExaminationFailed(f"{row.id}: the measuring process gave no bytes")


def dump(found: RawBytes) -> str:
    """Return bytes as lines of offset, hexadecimal and text; what is no printable ASCII is a dot."""
    raw = bytes.fromhex(found.hex)
    lines = []
    for at in range(0, len(raw), 16):
        row = raw[at : at + 16]
        shown = "".join(chr(byte) if 32 <= byte < 127 else "." for byte in row)
        lines.append(f"{found.offset + at:>12}  {row[:8].hex(' '):<23}  {row[8:].hex(' '):<23}  {shown}")
    return "\n".join(lines)
