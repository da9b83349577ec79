"""The fonts of the PDF, pinned by digest: a report must look the same wherever it is made."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from casefiles.errors import ReportFailed
from casefiles.report.escape import Coverage


@dataclass(frozen=True, slots=True)
class PinnedFont:
    """One font file: the name it has in its package, its family, and the SHA-256 of its bytes."""

    name: str
    family: str
    sha256: str


# Package pymupdf-fonts 1.0.5, SIL OFL 1.1, under the short names of its `fontdescriptors`.
STATIC = (
    PinnedFont("notos", "Noto Sans", "6b04c8dd65af6b73eb4279472ed1580b29102d6496a377340e80a40cdb3b22c9"),
    PinnedFont("notosbo", "Noto Sans", "7c15ac396d2ce6bc33a3b4efacdbd322c9e46376599a725c6f790d8036052cab"),
    PinnedFont("figo", "FiraGO", "495901c0c608ea265f4c31aa2a4c7a313e5cc2a3dd610da78a447fe8e07454a2"),
    PinnedFont("figbo", "FiraGO", "ab720753c39073556260ebbaee7e7af89f9ca202a7c7abc257d935db590a1e35"),
    PinnedFont("fimo", "Fira Mono", "1783904b9a03d1852ed185549d74526d9f6a4a643181eb591c3a69993ae42ced"),
    PinnedFont("symbol2", "Noto Sans Symbols2", "76b6a7b09dae28704c061710e1fcd42d28e3be8a397298414630a07063ae89c6"),
    PinnedFont("math", "Noto Sans Math", "ca61efa77e6bca4d4e90cd277cbb1364e55f5b58289ec28d2a6e5ec43e1e285b"),
)
# Package noto-cjk-sans-otc 0.0.1, SIL OFL 1.1.
COLLECTION = PinnedFont(
    "NotoSansCJK-Regular.ttc",
    "Noto Sans CJK SC",
    "b76b0433203017ca80401b2ee0dd69350349871c4b19d504c34dbdd80541690a",
)
TEXT_FAMILIES = ("Noto Sans", "FiraGO", "Noto Sans CJK SC", "Noto Sans Symbols2", "Noto Sans Math")
"""What sets running text, in order of preference: together they are the coverage."""


def put_fonts(folder: Path) -> list[Path]:
    """Write the static fonts into ``folder`` and return the folders that hold all fonts.

    Raises ReportFailed for a font whose bytes are not the pinned ones.
    """
    for font in STATIC:
        (folder / f"{font.name}.ttf").write_bytes(_static(font))
    return [folder, _collection().parent]


@cache
def coverage() -> Coverage:
    """Return the code points of each font that sets running text."""
    from fontTools.ttLib import TTCollection, TTFont

    fonts = [TTFont(BytesIO(_static(font))) for font in STATIC if _sets_text(font)]
    return (
        *(frozenset(font.getBestCmap()) for font in fonts),
        frozenset(TTCollection(str(_collection())).fonts[0].getBestCmap()),
    )


def _sets_text(font: PinnedFont) -> bool:
    # Bold faces only set the program's own headings; the regular ones say what can be set.
    return font.family in TEXT_FAMILIES and not font.name.endswith("bo")


def _static(font: PinnedFont) -> bytes:
    try:
        from pymupdf_fonts import myfont
    except ImportError as error:
        raise ReportFailed("the package pymupdf-fonts is not installed", hint=_INSTALL) from error
    content = bytes(myfont(font.name))
    _require_pinned(font, content)
    return content


@cache
def _collection() -> Path:
    try:
        from noto_cjk_sans_otc import FONT_PATH
    except ImportError as error:
        raise ReportFailed("the package noto-cjk-sans-otc is not installed", hint=_INSTALL) from error
    path = Path(str(FONT_PATH))
    _require_pinned(COLLECTION, path.read_bytes())
    return path


def _require_pinned(font: PinnedFont, content: bytes) -> None:
    found = hashlib.sha256(content).hexdigest()
    if found != font.sha256:
        raise ReportFailed(f"the font {font.name} is not the pinned one: SHA-256 {found}", hint=_INSTALL)


_INSTALL = "Install the program again with the versions that pyproject.toml names."
