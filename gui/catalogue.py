"""Gather the words of the window into catalogues for Qt Linguist, and compile them: ``python -m gui.catalogue``.

For who works on the program: it reads the window's source, finds every text that goes through ``tr`` or into a widget
by one of the calls below, and brings ``gui/translations/assay_LANGUAGE.ts`` up to date. What is translated stays; a
text that is gone is taken out; a new one stands there unfinished. ``lrelease`` then makes the .qm that is read.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import PySide6

from casefiles import firstpage, timelanes
from casefiles.board_rows import UNPLACED
from casefiles.choices import Printed
from casefiles.comparing import Manner
from casefiles.governance import State
from casefiles.handsearch import Outcome
from casefiles.marking import Shape
from casefiles.people import ROLES
from casefiles.propositions import Aspect, Side
from casefiles.published import Kind as Published
from casefiles.report.certificates import TITLES
from casefiles.reviews import Said
from casefiles.source_fields import CHOICES, FIELDS, Form
from casefiles.statement_rows import DRAFTED, EXAMINER, PROGRAM
from casefiles.testimonies import TestimonyKind
from forensics.evaluation.clock_rows import Reading, Role
from forensics.evaluation.readers import Agreement
from forensics.generators.claims import TrialKind
from forensics.generators.trials import Held, Standing, Weight
from forensics.provenance.trust import TrustRole
from forensics.reference.entries import OriginKind
from gui.saying import CONTEXT, FOLDER

GUI = Path(__file__).parent
LANGUAGES = ("de",)
CALLS = {
    "tr": (0,), "noop": (0,), "said": (0,), "Section": (0, 2), "_unexamined": (1,), "_more": (1,),
    "Act": (0, 1, 2), "Book": (0, 1, 2),
    "QLabel": (0,), "QPushButton": (0,), "QCheckBox": (0,), "setText": (0,), "setAccessibleName": (0,),
    "setToolTip": (0,), "setPlaceholderText": (0,), "setWindowTitle": (0,), "plain_label": (0, 1), "status_label": (0,),
    "reading_field": (0,), "filter_field": (0, 1), "table": (0,), "tree": (0,), "Page": (0, 1), "TableOf": (0, 1, 2),
    "Heading": (0,), "Item": (0, 1, 3), "PageOf": (0, 1), "_line": (0,), "_field": (0,), "_choice": (0,),
    "Stretches": (0,), "Sizes": (0,), "Words": (0, 1), "Curve": (0, 1), "Moments": (0,), "Wave": (0,), "Spectrum": (0,),
    "frame": (0,), "addRow": (0,), "counted": (1, 2), "OutlineModel": (0,), "_button": (0, 1), "button": (0, 1),
}  # fmt: skip
"""Calls whose arguments, by number, are words of the window."""
KINDS = (
    *(
        Side,
        Aspect,
        Said,
        Printed,
        Outcome,
        Form,
        Reading,
        Role,
        Agreement,
        OriginKind,
        Shape,
        Manner,
        Weight,
        Held,
        Standing,
        TrialKind,
    ),
    *(TestimonyKind, State, Published, TrustRole),
)
OTHERS = (
    *ROLES,
    "open",
    "accepted",
    "refused",
    "lapsed",
    *TITLES.values(),
    *firstpage.NEXT,
    firstpage.CAUTION,
    f"{firstpage.SILENT} {firstpage.CAUTION}",
    *timelanes.PHRASES,
)
"""Words of the case that are shown as they are stored."""


def words() -> tuple[str, ...]:
    """Return every text of the window that can be translated, in order, each once."""
    files = [
        *sorted(path for path in GUI.rglob("*.py") if path.name != "catalogue.py"),
        *(Path(str(one.__file__)) for one in (firstpage, timelanes)),
    ]
    found = [text for path in files for text in _of_file(path)]
    found += [one.value for kind in KINDS for one in kind]
    found += OTHERS
    found += [UNPLACED, PROGRAM, DRAFTED, EXAMINER, *(one.title for one in FIELDS)]
    found += [text for texts in CHOICES.values() for text in texts]
    return tuple(dict.fromkeys(text for text in found if _is_words(text)))


def _is_words(text: str) -> bool:
    """Return whether letters stand in a text beside the names of its values."""
    return len(text) > 1 and any(sign.isalpha() for sign in re.sub(r"\{[^}]*\}", "", text))


def _of_file(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text("utf-8"))
    named: dict[str, list[str]] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                _name(target, node.value, named)
    for call in ast.walk(tree):
        if isinstance(call, ast.Call):
            name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
            if name == "counted" and len(call.args) == 2:
                yield from (f"{text}s" for text in _texts(call.args[1], named))
            if name == "pairs":
                yield from (
                    text for pair in call.args if isinstance(pair, ast.Tuple) for text in _texts(pair.elts[0], {})
                )
            if name == "Book" and isinstance(call.args[-1], ast.Tuple):
                for pair in call.args[-1].elts:
                    yield from _texts(pair.elts[0], {}) if isinstance(pair, ast.Tuple) else ()
            for number in CALLS.get(name, ()):
                if number < len(call.args):
                    yield from _texts(call.args[number], named)
    for part in ast.walk(tree):  # tables of entries for menus, from which Items and buttons are made
        if isinstance(part, ast.Tuple) and path.name in ("commands.py", "board.py", "review.py"):
            yield from (
                one.value
                for one in part.elts
                if isinstance(one, ast.Constant) and isinstance(one.value, str) and _reads(one.value)
            )


def _name(target: ast.expr, value: ast.expr, named: dict[str, list[str]]) -> None:
    if isinstance(target, ast.Name):
        named[target.id] = list(_texts(value, {}))
    elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for one, text in zip(target.elts, value.elts, strict=True):
            _name(one, text, named)


def _texts(node: ast.expr, named: dict[str, list[str]]) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.Name(id=name):
            yield from named.get(name, ())
        case ast.IfExp(body=body, orelse=otherwise):
            yield from (*_texts(body, named), *_texts(otherwise, named))
        case ast.Tuple(elts=parts):
            yield from (text for part in parts for text in _texts(part, named))


def _reads(text: str) -> bool:
    """Return whether a text of a menu's table is words, and not a key, a name or a verb of the program."""
    return ("&" in text or " " in text) and not text.startswith(("Ctrl+", "Alt+", "Shift+"))


def catalogue(language: str) -> Path:
    """Return where a language's catalogue stands."""
    return GUI / FOLDER / f"assay_{language}.ts"


def read(path: Path) -> dict[str, str]:
    """Return the translations of a catalogue, '' for what is unfinished."""
    if not path.exists():
        return {}
    messages = ET.parse(path).getroot().iter("message")  # noqa: S314 - a file of the program
    return {
        message.findtext("source", ""): ""
        if (found := message.find("translation")) is None or found.get("type") == "unfinished"
        else found.text or ""
        for message in messages
    }


def written(language: str, known: dict[str, str]) -> str:
    """Return a catalogue (Qt's TS 2.1) of all words with what is known of them."""
    top = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    context = ET.SubElement(top, "context")
    ET.SubElement(context, "name").text = CONTEXT
    for text in words():
        message = ET.SubElement(context, "message")
        ET.SubElement(message, "source").text = text
        said = ET.SubElement(message, "translation")
        if known.get(text):
            said.text = known[text]
        else:
            said.set("type", "unfinished")
    ET.indent(top, " ")
    return '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n' + ET.tostring(top, "unicode") + "\n"


def main() -> int:
    """Bring every catalogue up to date, compile it, and say what is unfinished."""
    lrelease = Path(PySide6.__file__).parent / ("lrelease.exe" if sys.platform == "win32" else "lrelease")
    for language in LANGUAGES:
        path = catalogue(language)
        path.parent.mkdir(exist_ok=True)
        known = read(path)
        path.write_text(written(language, known), "utf-8")
        subprocess.run([str(lrelease), "-silent", str(path), "-qm", str(path.with_suffix(".qm"))], check=True)
        missing = [text for text in words() if not known.get(text)]
        sys.stdout.write(f"{path}: {len(words())} texts, {len(missing)} unfinished\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
