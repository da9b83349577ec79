"""The report as PDF/A-3a and PDF/UA-1: set by typst with pinned fonts, then read back and compared."""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import TextIO

from casefiles.errors import ReportFailed
from casefiles.report import volumes
from casefiles.report.blocks import Blank, Block, Cell, Drawing, Facts, Layout, Listing, Pictures, Prose, Table, Text
from casefiles.report.document import ReportDocument
from casefiles.report.escape import visible
from casefiles.report.fonts import TEXT_FAMILIES, coverage
from casefiles.report.layout import lay_out
from casefiles.report.pdf_check import require_everything
from casefiles.report.typesetting import DATA, PAGE, typeset, typeset_apart
from forensics.codec import Json

Setting = Callable[[Path, datetime], bytes]
PIECE = 16
"""Characters after which a word may be broken, where it is longer than this."""
KEPT_TOGETHER = 900
"""Characters up to which labels and values stand on one page."""
LONG_ROW = 1_500
"""Characters from which a table's row may run over the end of a page."""
_SUFFIX = {"image/png": "png", "image/jpeg": "jpg"}
_WORDS = re.compile(r"\S+|\s+")


def render(document: ReportDocument, *, pictures: Mapping[str, bytes], attachment: bytes, log: bytes = b"") -> bytes:
    """Return the PDF of a document with ``attachment`` (its JSON) and ``log`` inside; ``pictures`` by SHA-256.

    Raises ReportFailed if typst warns of anything, or if a word of the document is not in the pages.
    """
    return render_layout(lay_out(document), pictures=pictures, attachment=attachment, log=log)


def render_layout(
    layout: Layout,
    *,
    pictures: Mapping[str, bytes],
    attachment: bytes = b"",
    log: bytes = b"",
    setting: Setting = typeset,
) -> bytes:
    """Return the PDF of a layout, as ``render`` does; what is empty is not attached. ``setting`` runs typst."""
    with tempfile.TemporaryDirectory(prefix="assay-report-") as name:
        folder = Path(name)
        placed = _place_pictures(folder, layout, pictures)
        (folder / "report.json").write_bytes(attachment)
        (folder / "custody.jsonl").write_bytes(log)
        (folder / PAGE).write_bytes(files("casefiles.report").joinpath(PAGE).read_bytes())
        with (folder / DATA).open("w", encoding="utf-8") as file:
            _write_input(file, layout, placed, attached=bool(attachment), logged=bool(log))
        pdf = setting(folder, _moment(layout.issued))
    require_everything(pdf, layout)
    # pyHanko appends a revision to a signed report, and PDF/A 6.1.9 wants the line after %%EOF to end first.
    return pdf if pdf.endswith(b"\n") else pdf + b"\n"


def render_volumes(
    layout: Layout, *, pictures: Mapping[str, bytes], attachment: bytes = b"", log: bytes = b""
) -> Iterator[tuple[int, bytes]]:
    """Yield the PDF of a layout as number 1; of a very large one further volumes with their numbers, number 1 last.

    Each of several volumes is set in a process of its own, so that memory is bounded by the longest of them.
    """
    others = volumes.divide(layout)
    if not others:
        yield 1, render_layout(layout, pictures=pictures, attachment=attachment, log=log)
        return
    made = []
    for number, one in enumerate(others, start=2):
        pdf = render_layout(one, pictures=pictures, setting=typeset_apart)
        made.append(volumes.made(one, pdf))
        yield number, pdf
    main = volumes.first(layout, made)
    yield 1, render_layout(main, pictures=pictures, attachment=attachment, log=log, setting=typeset_apart)


def _moment(issued: str) -> datetime:
    try:
        moment = datetime.fromisoformat(issued)
    except ValueError as error:
        raise ReportFailed(f"the case's last event has no time that can be read: {visible(issued)}") from error
    whole = moment.replace(microsecond=0)  # a PDF date has no fractions of a second
    return whole if whole.tzinfo else whole.replace(tzinfo=UTC)


def _place_pictures(folder: Path, layout: Layout, pictures: Mapping[str, bytes]) -> dict[str, str]:
    """Write the pictures that the layout shows into ``folder`` and return their names there by SHA-256."""
    placed: dict[str, str] = {}
    for section in layout.sections:
        for block in section.blocks:
            for figure in block.figures if isinstance(block, Pictures) else ():
                name = f"picture-{len(placed):05d}.{_SUFFIX[figure.media_type]}"
                if placed.setdefault(figure.sha256, name) == name:
                    (folder / name).write_bytes(pictures[figure.sha256])
            if isinstance(block, Drawing):
                (folder / _drawn(block)).write_text(block.svg, "utf-8")
    return placed


def _drawn(drawing: Drawing) -> str:
    return f"drawing-{hashlib.sha256(drawing.svg.encode()).hexdigest()}.svg"


def _write_input(file: TextIO, layout: Layout, placed: Mapping[str, str], *, attached: bool, logged: bool) -> None:
    """Write what the page sets as JSON, section by section: as objects a long report takes forty times its bytes."""
    whole = {
        "contents": layout.contents,
        "families": list(TEXT_FAMILIES),
        "id": layout.id,
        "title": layout.title,
        "subtitle": _set(layout.subtitle),
        "issued": _set(layout.issued),
        "head": _set(layout.head),
        "end": _set(layout.end),
        "volume": None if layout.volume is None else {"number": layout.volume.number, "of": layout.volume.of},
        "attached": attached,
        "logged": logged,
    }
    file.write(json.dumps(whole).removesuffix("}") + ', "sections": [')
    for number, section in enumerate(layout.sections):
        blocks = [_block(block, placed) for block in section.blocks]
        one = {"level": section.level, "title": _run(Text(section.title)), "blocks": blocks}
        file.write((", " if number else "") + json.dumps(one))
    file.write("]}")


def _block(block: Block, placed: Mapping[str, str]) -> Json:
    match block:
        case Prose(text, tone):
            return {"shape": "prose", "text": _run(text), "tone": tone}
        case Facts(rows):
            together = (
                sum(len(label) + sum(len(text.text) + 40 for text in cell) for label, cell in rows) < KEPT_TOGETHER
            )
            return {
                "shape": "facts",
                "together": together,
                "rows": [[_set(label), _cell(cell)] for label, cell in rows],
            }
        case Listing(points):
            return {"shape": "listing", "points": [_run(point) for point in points]}
        case Table(caption, columns, rows):
            return {
                "shape": "table",
                "caption": _run(Text(caption)),
                "columns": [{"title": _run(Text(c.title)), "share": c.share} for c in columns],
                "rows": [{"cells": [_cell(cell) for cell in row], "long": _long(row)} for row in rows],
            }
        case Pictures(figures, across):
            return {
                "shape": "pictures",
                "across": across,
                "figures": [
                    {"path": placed[f.sha256], "alternative": _set(f.alternative), "caption": _cell(f.caption)}
                    for f in figures
                ],
            }
        case Drawing(_, alternative, caption):
            shown_as = {"path": _drawn(block), "alternative": _set(alternative), "caption": _cell(caption)}
            return {"shape": "drawing", **shown_as}
        case Blank(title, belongs, asked_by):
            shown = {"title": title, "belongs": belongs, "asked_by": asked_by}
            return {"shape": "blank", **{name: _run(Text(text)) for name, text in shown.items()}}


def _long(row: tuple[Cell, ...]) -> bool:
    return max(sum(len(text.text) + 30 for text in cell) for cell in row) > LONG_ROW


def _cell(cell: Cell) -> Json:
    return [_run(text) for text in cell]


def _set(text: str) -> str:
    return visible(text, coverage=coverage())


def _run(text: Text) -> Json:
    return [text.voice, *_pieces(_set(text.text))]


def _pieces(text: str) -> Iterator[str]:
    """Yield a text in pieces, so that a line can be broken within its long words."""
    held = ""
    for word in _WORDS.findall(text):
        *before, last = _cut(word)
        for piece in before:
            yield held + piece
            held = ""
        held += last
    if held or not text:
        yield held


def _cut(word: str) -> Iterator[str]:
    """Yield a word in parts of about PIECE characters.

    A line may not begin with most signs (UAX 14), so a part begins with a letter or digit if one is near, and with a
    zero-width space, after which a line may always be broken, if none is.
    """
    start = 0
    while len(word) - start > PIECE:
        end = _end_of_piece(word, start)
        yield _beginning(word[start:end])
        start = end
    yield _beginning(word[start:]) if start else word


def _end_of_piece(word: str, start: int) -> int:
    """Return where a line may best be broken: after a separator just before the length of a piece, or near it."""
    most = start + PIECE
    after_separator = (at for at in range(most, most - 8, -1) if word[at - 1] in "._/-:," and word[at].isalnum())
    alphanumeric = (at for at in range(most, most + 4) if word[at : at + 1].isalnum())
    return next(after_separator, next(alphanumeric, most))


def _beginning(part: str) -> str:
    return part if part[:1].isalnum() else f"\u200b{part}"
