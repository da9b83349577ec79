"""Write the renderings of a report into the case's exports: durably, and never over anything that stands."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from casefiles.durable import sync_folder
from casefiles.errors import ReportFailed, StorageFailed
from casefiles.report import html, json, pdf
from casefiles.report.card import card
from casefiles.report.certificates import Kind, certificate
from casefiles.report.document import ReadableCase, ReportDocument
from casefiles.report.layout import Apart, lay_out
from casefiles.report.stored import Stored

FORMATS = ("pdf", "html", "json")
LOG = "custody"
"""The kind of a custody log that stands beside a report."""
VOLUME = "volume-"
"""What the kinds of the further volumes of a PDF begin with."""
ATTACHED = 64 * 1024 * 1024
"""Bytes of a file that is attached to the PDF."""
Pictures = dict[str, bytes]
Content = bytes | Stored


def write_report(
    case: ReadableCase,
    document: ReportDocument,
    folder: Path,
    formats: Sequence[str] = FORMATS,
    *,
    log: Content = b"",
    name: str = "report",
) -> tuple[tuple[str, Path, str], ...]:
    """Write ``document`` to ``folder / <report id>`` and return (format, path, SHA-256) of each rendering.

    ``log`` is attached to the PDF as custody.jsonl, or stands beside it where it is long; ``name`` is that of the files
    without their extension.

    A rendering that stands there already with the same bytes is left as it is. Raises ReportFailed for an unknown
    format, a picture that is no longer what it was, a rendering that lost something, or another file in the place;
    StorageFailed where the disk refuses.
    """
    unknown = [name for name in formats if name not in FORMATS]
    if unknown:
        raise ReportFailed(f"no format {unknown[0]!r}", hint=f"The formats are {', '.join(FORMATS)}.")
    rendered = render_all(document, pictures_of(case, document), formats, log=log)
    return put(folder / document.id, [(kind, file_name(name, kind), content) for kind, content in rendered])


def write_cards(
    document: ReportDocument, folder: Path, exhibits: Sequence[str] = ()
) -> tuple[tuple[str, Path, str], ...]:
    """Write a newsroom card as PDF for each exhibit named, or for all, beside the report.

    Returns (exhibit, path, SHA-256) of each. Raises UnknownItem, ReportFailed, StorageFailed as ``write_report`` does.
    """
    names = tuple(exhibits) or tuple(item.exhibit.id for item in document.items)
    rendered = [(name, pdf.render_layout(card(document, name), pictures={})) for name in names]
    return put(folder / document.id, [(name, f"card-{name}.pdf", content) for name, content in rendered])


def write_certificate(document: ReportDocument, folder: Path, kind: Kind) -> tuple[tuple[str, Path, str], ...]:
    """Write the draft of a certificate as PDF beside the report; raise ReportFailed, StorageFailed."""
    content = pdf.render_layout(certificate(document, kind), pictures={})
    return put(folder / document.id, [(kind, f"draft-{kind}.pdf", content)])


def put(place: Path, renderings: Sequence[tuple[str, str, Content]]) -> tuple[tuple[str, Path, str], ...]:
    """Write renderings, each (kind, file name, content), durably and never over anything else; see ``write_report``."""
    try:
        place.mkdir(parents=True, exist_ok=True)
        written = tuple(
            (kind, _keep(place / name, content), _measured(content)[1]) for kind, name, content in renderings
        )
        sync_folder(place)
        sync_folder(place.parent)
    except OSError as error:
        raise StorageFailed(f"the report could not be written to {place}: {error.strerror}") from error
    return written


def render_all(
    document: ReportDocument, pictures: Pictures, formats: Sequence[str], *, log: Content = b""
) -> list[tuple[str, Content]]:
    """Return the renderings of a document in the formats named.

    A JSON or a custody log of more than ``ATTACHED`` bytes is not attached to the PDF: it comes along as a file of its
    own, and PDF and HTML name its length and SHA-256. The PDF of a very large report comes in volumes: its first is of
    the kind ``pdf``, the others, right behind it, of kinds that begin with ``VOLUME``.
    """
    made: dict[str, Content] = {"json": json.stored(document), LOG: log}
    all_made = (Apart(kind, *_measured(content)) for kind, content in made.items())
    large = {one.kind: one for one in all_made if one.size > ATTACHED}
    apart = tuple(large.values()) if set(formats) & {"pdf", "html"} else ()
    layout = cache(lambda: lay_out(document, apart=apart))

    def attached(kind: str) -> bytes:
        return b"" if kind in large else _whole(made[kind])

    def paper() -> dict[str, Content]:
        parts = dict(pdf.render_volumes(layout(), pictures=pictures, attachment=attached("json"), log=attached(LOG)))
        return {"pdf" if number == 1 else f"{VOLUME}{number}": parts[number] for number in sorted(parts)}

    renderings: dict[str, Callable[[], dict[str, Content]]] = {
        "pdf": paper,
        "html": lambda: {"html": html.stored(layout(), pictures=pictures)},
        "json": lambda: {"json": made["json"]},
        LOG: lambda: {LOG: made[LOG]},
    }
    names = dict.fromkeys((*formats, *(one.kind for one in apart)))
    return [rendering for name in names for rendering in renderings[name]().items()]


def _measured(content: Content) -> tuple[int, str]:
    """Return the length and the SHA-256 of a rendering."""
    if isinstance(content, Stored):
        return content.size, content.sha256
    return len(content), hashlib.sha256(content).hexdigest()


def _whole(content: Content) -> bytes:
    return content.all() if isinstance(content, Stored) else content


def file_name(name: str, kind: str) -> str:
    """Return what the file of a rendering is called."""
    if kind == LOG:
        return f"{name}-{LOG}.jsonl"
    return f"{name}-{kind}.pdf" if kind.startswith(VOLUME) else f"{name}.{kind}"


def pictures_of(case: ReadableCase, document: ReportDocument) -> Pictures:
    """Return the bytes of the pictures that a document shows, by SHA-256; raise ReportFailed where one changed."""
    pictures: Pictures = {}
    for item in document.items:
        for shown in item.pictures:
            if shown.remark:
                continue
            wanted = shown.derivative.sha256
            content = _read(case.derivative_path(shown.derivative))
            if hashlib.sha256(content).hexdigest() != wanted:
                raise ReportFailed(f"the picture {shown.derivative.id} changed while the report was made")
            pictures[wanted] = content
    return pictures


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ReportFailed(f"a picture of the report cannot be read: {error.strerror}") from error


def _keep(path: Path, content: Content) -> Path:
    """Put ``content`` at ``path`` durably, unless it stands there already; raise ReportFailed for other bytes."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        _write_new(part, content)
        _give_name(part, path, content)
    except FileExistsError:
        with path.open("rb") as file:
            standing = hashlib.file_digest(file, "sha256").hexdigest()
        if standing != _measured(content)[1]:
            raise ReportFailed(
                f"another report stands at {path}",
                hint="It was made by another version of the program. Move it away, then repeat the command.",
            ) from None
    finally:
        part.unlink(missing_ok=True)
    return path


def _give_name(part: Path, path: Path, content: Content) -> None:
    # A link never replaces what stands; where the disk knows no links (FAT), creating anew does not either.
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:
        _write_new(path, content)


def _write_new(path: Path, content: Content) -> None:
    with path.open("xb") as file:
        file.writelines(content if isinstance(content, Stored) else (content,))
        file.flush()
        os.fsync(file.fileno())
    path.chmod(0o444)
