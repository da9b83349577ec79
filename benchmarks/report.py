"""Time and memory of a report with 2,000 findings and some hundred pages: ``python -m benchmarks.report [FINDINGS]``.

The case is made by hand, record by record, as the tests make theirs. Prints one JSON line a rendering.
"""

from __future__ import annotations

import json as plain_json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pypdfium2

from casefiles.report import html, json, pdf
from casefiles.report.document import ReportDocument, build
from tests.casefiles.report.cases import detector, full_case


def main(arguments: list[str]) -> int:
    """Measure building, JSON, HTML and PDF, and reading the JSON back."""
    findings = int(arguments[0]) if arguments else 2_000
    with tempfile.TemporaryDirectory() as name:
        case = full_case(Path(name), findings=findings)
        document: ReportDocument = _timed("build", lambda: build(case, [detector()]))
        shown = [s.derivative for item in document.items for s in item.pictures if not s.remark]
        pictures = {made.sha256: case.derivative_path(made).read_bytes() for made in shown}
        machine = _timed("json", lambda: json.render(document))
        if _timed("json read back", lambda: json.read(machine)) != document:
            raise SystemExit("the JSON does not give the document back")
        page = _timed("html", lambda: html.render(document, pictures=pictures))
        paper = _timed("pdf", lambda: pdf.render(document, pictures=pictures, attachment=machine))
        opened = pypdfium2.PdfDocument(paper)
        said = {
            "findings": findings,
            "pages": len(opened),
            "json_bytes": len(machine),
            "html_bytes": len(page),
            "pdf_bytes": len(paper),
        }
        opened.close()
        print(plain_json.dumps(said))
    return 0


_T = TypeVar("_T")


def _timed(what: str, work: Callable[[], _T]) -> _T:
    start, processor = time.perf_counter(), time.process_time()
    result = work()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    said = {
        "step": what,
        "seconds": round(time.perf_counter() - start, 2),
        "processor_seconds": round(time.process_time() - processor, 2),
        "peak_MiB_so_far": peak,
    }
    print(plain_json.dumps(said), flush=True)
    return result


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
