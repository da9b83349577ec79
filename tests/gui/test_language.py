"""The window speaks English, and German where it is asked to; the catalogue is complete and fits the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QSettings, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gui import catalogue
from gui.app import make_application
from gui.saying import LANGUAGE, language, speak, tr
from gui.window import Window
from gui.words import counted


@pytest.fixture
def german() -> Iterator[None]:
    make_application()
    translator = speak("de")
    assert translator is not None
    yield
    QCoreApplication.removeTranslator(translator)


@pytest.mark.parametrize("name", catalogue.LANGUAGES)
def test_every_word_of_the_window_is_translated_and_no_other(name: str) -> None:
    path = catalogue.catalogue(name)
    known = catalogue.read(path)
    assert set(known) == set(catalogue.words()), "run `python -m gui.catalogue`"
    assert [text for text, said in known.items() if not said] == []
    assert path.read_text("utf-8") == catalogue.written(name, known), "run `python -m gui.catalogue`"


@pytest.mark.parametrize("name", catalogue.LANGUAGES)
def test_a_translation_names_the_same_values(name: str) -> None:
    for text, said in catalogue.read(catalogue.catalogue(name)).items():
        assert set(re.findall(r"\{[^}]*\}", text)) == set(re.findall(r"\{[^}]*\}", said)), text


def test_the_compiled_catalogue_says_what_the_source_says(german: None) -> None:
    for text, said in catalogue.read(catalogue.catalogue("de")).items():
        assert tr(text) == said, "run `python -m gui.catalogue`"
    assert counted(2, "finding") == "2 Befunde"


def test_the_window_speaks_german(german: None, tmp_path: Path, qtbot: QtBot) -> None:
    window = Window(QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat))
    window.show()
    try:
        assert window.start.new.text() == "&Neuer Fall…"
        assert window.menuBar().actions()[0].text() == "&Fall"
        assert window.tabs.groups.tabText(0) == "Lesen"
        assert window.findings.model.headerData(1, Qt.Orientation.Horizontal) == "Beobachtung"
        assert window.shelf.board.page.empty_words().startswith("Die Hypothesentafel gehört hierher")
        drop = next(label for label in window.start.findChildren(QLabel) if label.objectName() == "drop")
        assert drop.text().startswith("Legen Sie hier ein umstrittenes Video ab.")
        assert window.findings.view.accessibleName() == "Befunde"
        assert set(window.actions_by_name) >= {"Verify", "Make report"}  # names in the code stay
    finally:
        window.close()
        window.deleteLater()


def test_an_unknown_language_leaves_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(LANGUAGE, "xx_YY")
    assert language() == "xx"
    assert speak("xx") is None
    assert tr("Findings") == "Findings"


NO_WORDS = {
    "app.py": "what is said before there is a window",
    "outline.py": "a fault of the program",
}
NOT_WORDS = ("Ctrl+", "Alt+", "Shift+", "Null", "new f", "lanes hidden", "no case is open", "no row is marked", "x y",
             "the key is locked", "en, de, uk …", "%s failed", "[^", "\\w")  # fmt: skip
"""Texts that are keys, names in the program or examples of what a person types, or that no person is ever shown."""


def untranslated(path: Path, known: set[str]) -> Iterator[str]:
    """Yield texts in a file of the window that read like words and that no catalogue holds."""
    tree = ast.parse(path.read_text("utf-8"))
    documents = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = [part.value for part in node.values if isinstance(part, ast.Constant)]
            documents |= {id(part) for part in node.values}
            words = [word for part in parts for word in re.findall(r"(?<![\w{.-])[a-zäöü]{3,}(?![\w=-])", str(part))]
            if words:
                yield f"{path.name}:{node.lineno}: {words} in an f-string"
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in documents:
            continue
        text = node.value
        reads = " " in text.strip() or re.fullmatch(r"[A-Z][a-z]{2,}", text)
        if (
            reads
            and re.search("[a-z]", re.sub(r"\{[^}]*\}", "", text))
            and text not in known
            and not text.startswith(NOT_WORDS)
        ):
            yield f"{path.name}:{node.lineno}: {text!r}"


def test_no_word_of_the_window_passes_by_the_catalogue() -> None:
    known = set(catalogue.words())
    files = [path for path in catalogue.GUI.rglob("*.py") if path.name not in {*NO_WORDS, "catalogue.py"}]
    assert [said for path in files for said in untranslated(path, known)] == []
