"""The graph of manifests and the generators pane: answers apart, stale claims marked, hostile text plain everywhere."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from casefiles import generators, workbench
from casefiles.views import ExhibitId
from forensics.provenance.words import Question
from forensics.types import C2paReading
from gui.panes.generators import STALE, GeneratorsPane, claim_rows
from gui.panes.manifests import MOST, ManifestGraph, graph_of
from gui.panes.provenance import ProvenancePane
from tests.forensics.provenance.files import reading
from tests.forensics.provenance.injection import sign_hostile
from tests.gui.conftest import PASSPHRASE

E1 = ExhibitId("E-0001")
OLD = """
schema = 1
id = "pika"
name = "Pika"
maker = "x"
[[claim]]
id = "own-old"
field = "duration"
value = "one second"
kind = "real deployment"
source = "our desk"
source_date = "2020-01-01"
reviewed = 2020-01-01
test = { kind = "durations", seconds = ["1"] }
"""


@pytest.fixture
def path(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an examined case of a file with hostile text in every field of its manifest."""
    signer = workbench.unlock(PASSPHRASE)
    made = tmp_path / "hostile.assay"
    workbench.init(made, name="hostile", claim="x", signer=signer)
    workbench.acquire(made, [sign_hostile(tmp_path, monkeypatch)], signer=signer)
    workbench.examine(made, signer=signer)
    return made


def harmless(text: str) -> bool:
    return not {c for c in text if unicodedata.category(c) in {"Cc", "Cf", "Zl", "Zp"}} - {"\n"}


def test_the_pane_shows_hostile_text_as_plain_text(qtbot: QtBot, path: Path) -> None:
    pane = ProvenancePane()
    qtbot.addWidget(pane)
    pane.show_detail(workbench.exhibit(path, E1))
    drawn = pane.graph.texts()
    assert any("<script>" in text for text in drawn)
    assert all(harmless(text) for text in drawn)
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in pane.findChildren(QLabel))
    model = pane.model
    waiting = [model.index(row, 0) for row in range(model.rowCount())]
    seen = 0
    while waiting:
        index = waiting.pop()
        for column in range(3):
            cell = index.siblingAtColumn(column)
            assert harmless(str(cell.data() or ""))
            assert cell.data(Qt.ItemDataRole.ToolTipRole) is None  # a tool tip would read markup
        waiting += [model.index(row, 0, index) for row in range(model.rowCount(index))]
        seen += 1
    assert seen > 20
    label = next(box.label for box in graph_of(_reading(path)).boxes if box.label)
    pane.graph.chosen.emit(label)
    assert "title-mark <script>" in pane.text.toPlainText()
    assert harmless(pane.text.toPlainText())


def _reading(path: Path) -> C2paReading:
    return next(r.outcome for r in workbench.exhibit(path, E1).results if isinstance(r.outcome, C2paReading))


def test_a_box_keeps_the_answers_apart_and_a_file_without_manifest_has_its_own(path: Path) -> None:
    graph = graph_of(_reading(path))
    active = graph.boxes[0]
    for question in (Question.BINDING, Question.SIGNATURE, Question.TRUST):
        assert any(line.startswith(f"{question}: ") for line in active.lines)
    assert [box.lines[1] for box in graph.boxes if not box.label] == ["brought no manifest"]
    assert all(0 <= arrow.start < arrow.end < len(graph.boxes) for arrow in graph.arrows)


def test_every_shared_store_can_be_drawn(qtbot: QtBot, shared_media: Path) -> None:
    view = ManifestGraph()
    qtbot.addWidget(view)
    found = reading(shared_media / "provenance" / "real_gemini_chain_synthid.png")
    view.show_readings((found,))
    assert len(graph_of(found).boxes) <= MOST
    assert sum("manifest" in text for text in view.texts()) >= len(found.manifests)


def test_the_generators_pane_marks_stale_claims_and_sums_nothing(qtbot: QtBot, path: Path, home: Path) -> None:
    entry = home / generators.FOLDER / "old.toml"
    entry.parent.mkdir(exist_ok=True)
    entry.write_text(OLD)
    try:
        matched = workbench.match(path, E1)
    finally:
        entry.unlink()
    pane = GeneratorsPane()
    qtbot.addWidget(pane)
    pane.show_match(matched)
    rows = claim_rows(matched)
    assert pane.model.total() == len(rows)
    assert {row.family.family.id for row in rows} == {one.family.id for one in matched.families}
    (stale,) = [row for row in rows if row.stale]
    assert stale.reviewed == f"2020-01-01 {STALE}"
    assert "our desk" in stale.whole()
    assert matched.register_sha256 in pane.used.text()
    assert "no sum" in pane.used.text()
    assert pane.used.textFormat() is Qt.TextFormat.PlainText
    pane.show_match(None)
    assert pane.model.total() == 0
