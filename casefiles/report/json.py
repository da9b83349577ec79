"""The report as JSON: the document itself, whole, which an outside program can read and check."""

from __future__ import annotations

from pathlib import Path
from typing import IO

from casefiles.errors import ReportFailed
from casefiles.report.document import ReportDocument
from casefiles.report.parts import SignedWith
from casefiles.report.stored import Stored
from forensics import codec

LARGEST = 512 * 1024 * 1024
"""Characters that a report in JSON may have to be read whole."""
_READ_WHOLE = 64 * 1024 * 1024
"""Bytes of a report of which the rest is read, and checked, where only its signer is asked for."""
_LONGEST_LINE = 16 * 1024 * 1024
_MOST_LINES = 1_000


def render(document: ReportDocument) -> bytes:
    """Return the document as ASCII JSON with sorted keys, one line feed at the end."""
    return codec.indented(document) + b"\n"


def stored(document: ReportDocument) -> Stored:
    """Return the same bytes in a file: a large case makes more of them than should stand in memory."""
    found = Stored()
    codec.write_indented(document, found.write)
    found.write(b"\n")
    return found


def read(untrusted: bytes) -> ReportDocument:
    """Return the document that a report in JSON holds; raise ReportFailed for anything else."""
    try:
        return codec.decode_as(ReportDocument, untrusted.decode("ascii"), limit=LARGEST)
    except (codec.CodecError, UnicodeDecodeError) as error:
        raise ReportFailed(f"no report in JSON: {error}", hint="Give a report.json as it was written.") from error


def signing_of(path: Path) -> SignedWith | None:
    """Return what a report in JSON says of its signer, None for a draft; raise ReportFailed, OSError.

    A report that is too long to be read whole is gone through line by line: each field of it begins a line behind one
    space, and no text holds the end of a line.
    """
    if path.stat().st_size <= _READ_WHOLE:
        return read(path.read_bytes()).signing
    with path.open("rb") as lines:
        for line in iter(lambda: lines.readline(_LONGEST_LINE), b""):
            if line.startswith(_SIGNING):
                return _signing(line[len(_SIGNING) :], lines)
    raise ReportFailed(f"{path.name} is no report in JSON", hint="Give a report.json as it was written.")


_SIGNING = b' "signing": '


def _signing(first: bytes, lines: IO[bytes]) -> SignedWith | None:
    found = first
    for _ in range(_MOST_LINES):
        if found.endswith((b"},\n", b"null,\n")):
            break
        found += lines.readline(_LONGEST_LINE)
    text = found.decode("ascii", "backslashreplace").removesuffix(",\n")
    try:
        return None if text == "null" else codec.decode_as(SignedWith, text)
    except codec.CodecError as error:
        raise ReportFailed(f"no report in JSON: {error}", hint="Give a report.json as it was written.") from error
