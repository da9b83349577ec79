"""Read a PDF back and require in its text every word of the layout that it was set from.

A valid PDF/A can still have lost text: with a font missing, typst printed empty cells and the file passed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from casefiles.errors import ReportFailed
from casefiles.report.blocks import Blank, Block, Drawing, Facts, Layout, Listing, Pictures, Prose, Table, Text
from casefiles.report.escape import visible

_UNSEEN = re.compile(r"[\s\u200b\u0002\ufffe\u00ad-]+")
"""What an extraction may add, drop or change at the end of a line."""


def require_everything(pdf: bytes, layout: Layout) -> None:
    """Return if every ASCII word of the layout stands in the pages; raise ReportFailed with the first that does not.

    Words in other scripts are left to typst, which refuses a text that no font sets: an extraction gives them in
    another order or another form.
    """
    words = {word for text in _texts(layout) for word in visible(text).split() if word.isascii()}
    extracted = _extracted(pdf)
    standing = set(extracted.split())
    squeezed = _squeeze(extracted)
    for word in sorted(words - standing):
        if not _stands(_squeeze(word), squeezed) and not _broken_by_a_page(word, squeezed):
            raise ReportFailed(f"the PDF does not hold '{word[:80]}', which the document has")


def _stands(word: str, squeezed: str) -> bool:
    """Say whether a word stands in a text; one too long for a line may also be broken by the ends of pages."""
    breaks = 1 + len(word) // _ON_A_PAGE if len(word) > _SHORTEST_BROKEN else 0
    while breaks and word not in squeezed:
        known, unknown = 0, len(word)  # bisect the longest beginning that stands in the text
        while unknown - known > 1:
            middle = (known + unknown) // 2
            known, unknown = (middle, unknown) if word[:middle] in squeezed else (known, middle)
        word, breaks = word[known:], breaks - 1
    return word in squeezed


def _broken_by_a_page(word: str, squeezed: str) -> bool:
    """Say whether a page ended where a line may end in a word: then the foot of the page stands between its parts."""
    cuts = [at + 1 for at, character in enumerate(word[:-1]) if character in _LINE_MAY_END]
    return any(
        bool(_squeeze(word[:cut])) and _squeeze(word[:cut]) in squeezed and _squeeze(word[cut:]) in squeezed
        for cut in cuts
    )


_LINE_MAY_END = "-/!?|}"
"""ASCII characters behind which a line may end within a word (Unicode Standard Annex 14)."""
_SHORTEST_BROKEN = 60
"""Characters of a word beyond which the end of a page may break it: shorter ones stand on one line."""
_ON_A_PAGE = 500
"""Characters that the narrowest column has room for on a page, at least."""


def _squeeze(text: str) -> str:
    return _UNSEEN.sub("", text)


def _extracted(pdf: bytes) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(_page_text(document[index]) for index in range(len(document)))
    finally:
        document.close()


def _page_text(page: object) -> str:
    text_page = page.get_textpage()  # type: ignore[attr-defined]  # pypdfium2 is not typed
    try:
        return str(text_page.get_text_range())
    finally:
        text_page.close()
        page.close()  # type: ignore[attr-defined]  # as above


def _texts(layout: Layout) -> Iterator[str]:
    yield from (layout.id, layout.title, layout.subtitle, layout.issued, layout.end)
    for section in layout.sections:
        yield section.title
        for block in section.blocks:
            yield from _block_texts(block)


def _block_texts(block: Block) -> Iterator[str]:
    match block:
        case Prose(text):
            yield text.text
        case Facts(rows):
            for label, cell in rows:
                yield label
                yield from _lines(cell)
        case Listing(points):
            yield from _lines(points)
        case Table(caption, columns, rows):
            yield caption
            yield from (column.title for column in columns)
            for row in rows:
                for cell in row:
                    yield from _lines(cell)
        case Pictures(figures, _):
            for figure in figures:
                yield from _lines(figure.caption)
        case Drawing(_, _, caption):
            yield from _lines(caption)
        case Blank(title, belongs, asked_by):
            yield from (title, belongs, asked_by)


def _lines(texts: tuple[Text, ...]) -> Iterator[str]:
    return (text.text for text in texts)
