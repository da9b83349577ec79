"""The report as JSON: the document itself, whole, which an outside program can read and check."""

from __future__ import annotations

from casefiles.errors import ReportFailed
from casefiles.report.document import ReportDocument
from forensics import codec

LARGEST = 512 * 1024 * 1024
"""Characters that a report in JSON may have: many exhibits make a long one."""


def render(document: ReportDocument) -> bytes:
    """Return the document as ASCII JSON with sorted keys, one line feed at the end."""
    return codec.indented(document) + b"\n"


def read(untrusted: bytes) -> ReportDocument:
    """Return the document that a report in JSON holds; raise ReportFailed for anything else."""
    try:
        return codec.decode_as(ReportDocument, untrusted.decode("ascii"), limit=LARGEST)
    except (codec.CodecError, UnicodeDecodeError) as error:
        raise ReportFailed(f"no report in JSON: {error}", hint="Give a report.json as it was written.") from error
