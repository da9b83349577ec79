"""The report as one HTML file: no script, nothing fetched, everything from outside escaped."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from html import escape
from importlib.resources import files

from casefiles.report.blocks import (
    Blank,
    Block,
    Cell,
    Column,
    Drawing,
    Facts,
    Figure,
    Layout,
    Listing,
    Pictures,
    Prose,
    Section,
    Table,
    Text,
)
from casefiles.report.document import ReportDocument
from casefiles.report.escape import visible
from casefiles.report.layout import lay_out
from casefiles.report.stored import Stored


def render(document: ReportDocument, *, pictures: Mapping[str, bytes]) -> bytes:
    """Return the HTML of a document as UTF-8; ``pictures`` are found by SHA-256."""
    return render_layout(lay_out(document), pictures=pictures)


def render_layout(layout: Layout, *, pictures: Mapping[str, bytes]) -> bytes:
    """Return the HTML of a layout, as ``render`` does."""
    return stored(layout, pictures=pictures).all()


def stored(layout: Layout, *, pictures: Mapping[str, bytes]) -> Stored:
    """Return the same bytes in a file: they are written line by line as they are made."""
    found = Stored()
    for line in _page(layout, pictures):
        found.write(f"{line}\n".encode())
    return found


def _page(layout: Layout, pictures: Mapping[str, bytes]) -> Iterator[str]:
    style = "\n" + files("casefiles.report").joinpath("report.css").read_text("utf-8")
    allowed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; img-src data:; style-src 'sha256-{allowed}'; base-uri 'none'; form-action 'none'"
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f"<title>{_safe(layout.title)} {_safe(layout.id)}</title>"
    yield f"<style>{style}</style>\n</head>\n<body>\n<header>"
    yield f'<h1>{_safe(layout.title)}</h1>\n<p class="subtitle">{_safe(layout.subtitle)}, report {_safe(layout.id)}, '
    yield f"issued {_safe(layout.issued)}</p>\n</header>"
    if layout.contents:
        yield from _contents(layout.sections)
    yield "<main>"
    for number, section in zip(_numbers(layout.sections), layout.sections, strict=True):
        level = section.level + 1
        yield f'<h{level} id="{_safe(section.anchor)}">{number} {_safe(section.title)}</h{level}>'
        for block in section.blocks:
            yield from _block(block, pictures)
    yield f'<p class="end">{_safe(layout.end)}</p>\n</main>\n</body>\n</html>'


def _numbers(sections: tuple[Section, ...]) -> Iterator[str]:
    counts = [0, 0, 0]
    for section in sections:
        counts[section.level - 1] += 1
        counts[section.level :] = [0] * (3 - section.level)
        yield ".".join(str(count) for count in counts[: section.level])


def _contents(sections: tuple[Section, ...]) -> Iterator[str]:
    yield '<nav aria-label="Contents">\n<h2>Contents</h2>\n<ol>'
    inner = False
    for index, (number, section) in enumerate(zip(_numbers(sections), sections, strict=True)):
        if section.level == 3:
            continue
        if section.level == 1 and index:
            yield "</ol></li>" if inner else "</li>"
            inner = False
        if section.level == 2 and not inner:
            yield "<ol>"
            inner = True
        link = f'<li><a href="#{_safe(section.anchor)}">{number} {_safe(section.title)}</a>'
        yield link if section.level == 1 else f"{link}</li>"
    yield ("</ol></li>" if inner else "</li>") + "\n</ol>\n</nav>"


def _block(block: Block, pictures: Mapping[str, bytes]) -> Iterator[str]:
    match block:
        case Prose(text, tone):
            yield f'<p class="note">{_text(text)}</p>' if tone == "note" else f"<p>{_text(text)}</p>"
        case Facts(rows):
            yield "<dl>"
            yield from (f"<dt>{_safe(label)}</dt><dd>{_cell(cell)}</dd>" for label, cell in rows)
            yield "</dl>"
        case Listing(points):
            yield "<ul>"
            yield from (f"<li>{_text(point)}</li>" for point in points)
            yield "</ul>"
        case Table(caption, columns, rows):
            yield f"<table><caption>{_safe(caption)}</caption>"
            yield f"<thead><tr>{''.join(_head(column, columns) for column in columns)}</tr></thead><tbody>"
            yield from (f"<tr>{''.join(f'<td>{_cell(cell)}</td>' for cell in row)}</tr>" for row in rows)
            yield "</tbody></table>"
        case Pictures(figures, across):
            yield f'<div class="pictures across{across}">'
            yield from (_figure(figure, pictures) for figure in figures)
            yield "</div>"
        case Drawing(svg, alternative, caption):
            content = base64.b64encode(svg.encode()).decode()
            image = f'<img src="data:image/svg+xml;base64,{content}" alt="{_safe(alternative)}">'
            yield f'<figure class="drawing">{image}<figcaption>{_cell(caption)}</figcaption></figure>'
        case Blank(title, belongs, asked_by):
            yield f'<div class="blank"><span class="asked">{_safe(asked_by)}</span><strong>{_safe(title)}</strong>'
            yield f'<div class="belongs">{_safe(belongs)}</div><p class="empty">EMPTY: not filled by anybody.</p></div>'


def _head(column: Column, columns: tuple[Column, ...]) -> str:
    # Widths come as attributes: an inline style would need a hole in the content security policy.
    whole = sum(c.share or 0.5 for c in columns)
    return f'<th scope="col" width="{100 * (column.share or 0.5) / whole:.0f}%">{_safe(column.title)}</th>'


def _figure(figure: Figure, pictures: Mapping[str, bytes]) -> str:
    content = base64.b64encode(pictures[figure.sha256]).decode()
    image = f'<img src="data:{figure.media_type};base64,{content}" alt="{_safe(figure.alternative)}">'
    return f"<figure>{image}<figcaption>{_cell(figure.caption)}</figcaption></figure>"


def _cell(cell: Cell) -> str:
    mixed = any(text.voice == "quoted" for text in cell)
    lines = (_text(text, faint=mixed and text.voice == "words") for text in cell)
    return "".join(f'<span class="line">{line}</span>' for line in lines)


def _text(text: Text, *, faint: bool = False) -> str:
    shown = _safe(text.text)
    match text.voice:
        case "code":
            return f"<code>{shown}</code>"
        case "quoted":
            return f'<bdi dir="auto">{shown}</bdi>'
        case _:
            return f'<span class="faint">{shown}</span>' if faint else shown


def _safe(text: str) -> str:
    return escape(visible(text), quote=True)
