"""Each page on a real case: what it shows, what a person can do there, and that hostile text does nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from casefiles import courtroom, verbs_desk, verbs_sources, workbench
from casefiles.board import Laid
from casefiles.board_rows import UNPLACED
from casefiles.choices import Printed
from casefiles.handsearch import Outcome
from casefiles.propositions import Aspect, Pair, Side
from casefiles.reviews import Said
from casefiles.sources import Stated
from casefiles.views import ExhibitId
from gui.app import make_application
from gui.formdialog import FormDialog
from gui.models.outline import OutlineModel
from gui.models.rows import RowsModel
from gui.window import Window
from tests.gui.conftest import PASSPHRASE

E1 = ExhibitId("E-0001")
HOSTILE = "<img src=x onerror=alert(1)><h1>\u202egnp.exe</h1> &amp;"
SUBTITLES = f"1\n00:00:00,500 --> 00:00:01,000\nA ship {HOSTILE}\n\n2\n00:00:01,500 --> 00:00:02,000\nThe crane\n"


@pytest.fixture(scope="module")
def panes_home(pristine: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a user's folder of this module's own: what was seen of one copy of a case forbids to write to another."""
    return Path(shutil.copytree(pristine, tmp_path_factory.mktemp("panes") / "home"))


@pytest.fixture(autouse=True)
def _at_home(panes_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSAY_HOME", str(panes_home))


@pytest.fixture(scope="module")
def worked(panes_home: Path, case_made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a case in which persons have written everything that they can, with hostile text in it."""
    patch = pytest.MonkeyPatch()
    patch.setenv("ASSAY_HOME", str(panes_home))
    path = tmp_path_factory.mktemp("worked") / "worked.assay"
    shutil.copytree(case_made, path)
    signer = workbench.unlock(PASSPHRASE)
    pair = Pair("unaltered", Aspect.MANIPULATION, f"H1 {HOSTILE}", "It was altered.", "")
    courtroom.write_pair(path, pair, reason="for this case", signer=signer)
    courtroom.place(path, "unaltered", ("F-0001",), Laid(Side.H2, f"because {HOSTILE}"), signer=signer)
    courtroom.state(path, (("organisation", "", f"Desk {HOSTILE}"),), signer=signer)
    courtroom.review(path, Said.COMMENT, text=f"Look again {HOSTILE}", signer=signer)
    verbs_sources.state_source(path, E1, (Stated("account", f"@eye {HOSTILE}"), Stated("sender", "Bo")), signer=signer)
    file = path.parent / "words.srt"
    file.write_text(SUBTITLES, "utf-8")
    verbs_sources.import_transcript(path, E1, file, signer=signer, source=f"a listener {HOSTILE}")
    verbs_desk.log_search(path, E1, f"an archive {HOSTILE}", Outcome.NOTHING, asked_with="frame 0", signer=signer)
    patch.undo()
    return path


@pytest.fixture(scope="module")
def shown(panes_home: Path, worked: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    """Return the window on that case; tests of this module only look at it."""
    patch = pytest.MonkeyPatch()
    patch.setenv("ASSAY_HOME", str(panes_home))
    app = make_application()
    file = tmp_path_factory.mktemp("settings") / "settings.ini"
    window = Window(QSettings(str(file), QSettings.Format.IniFormat))
    window.show()
    window.desk.open(worked)
    while window.projector.shown_index() < 0 or window.jobs.busy():
        app.processEvents()
    yield window
    window.close()
    window.deleteLater()
    app.processEvents()
    patch.undo()


@pytest.fixture(scope="module")
def written_in(
    panes_home: Path, worked: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Window, Path]]:
    """Return a window on a copy of that case with the key unlocked, and the home that goes with the copy.

    A home of its own: what was seen of one copy of a case forbids to write to an earlier one.
    """
    folder = tmp_path_factory.mktemp("own")
    shutil.copytree(panes_home, folder / "home")
    shutil.copytree(worked, folder / "own.assay")
    patch = pytest.MonkeyPatch()
    patch.setenv("ASSAY_HOME", str(folder / "home"))
    app = make_application()
    window = Window(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
    window.show()
    window.desk.unlock(PASSPHRASE)
    window.desk.open(folder / "own.assay")
    while window.projector.shown_index() < 0 or window.jobs.busy():
        app.processEvents()
    assert window.desk.signer is not None
    yield window, folder / "home"
    window.close()
    window.deleteLater()
    app.processEvents()
    patch.undo()


@pytest.fixture
def own(written_in: tuple[Window, Path], monkeypatch: pytest.MonkeyPatch) -> Window:
    """Return the window in which the tests of what a person does write, one after the other."""
    window, home = written_in
    monkeypatch.setenv("ASSAY_HOME", str(home))
    return window


def look(window: Window, name: str, qtbot: QtBot) -> QWidget:
    """Show a page and wait until it has what it asked for."""
    number = next(n for n, page in enumerate(window.shelf.pages) if page.name == name)
    window.go(number)
    qtbot.waitUntil(lambda: not window.jobs.busy(), timeout=60_000)
    return window.shelf.pages[number].pane


def form(window: Window, qtbot: QtBot) -> FormDialog:
    qtbot.waitUntil(lambda: isinstance(window.questions.dialog, FormDialog), timeout=60_000)
    dialog = window.questions.dialog
    assert isinstance(dialog, FormDialog)
    return dialog


def give(dialog: FormDialog, **values: str) -> None:
    for key, value in values.items():
        field = dialog.fields[key]
        if isinstance(field, QPlainTextEdit):
            field.setPlainText(value)
        elif isinstance(field, QLineEdit):
            field.setText(value)
        else:
            field.setCurrentIndex(field.findData(value))  # type: ignore[attr-defined] # the third kind: choices


def done(window: Window, qtbot: QtBot) -> None:
    """Wait until the form is gone and everything was read anew."""
    qtbot.waitUntil(lambda: window.questions.dialog is None and not window.jobs.busy(), timeout=60_000)


# What is seen.


def test_every_page_shows_something_or_says_what_belongs_there(shown: Window, qtbot: QtBot) -> None:
    for page in shown.shelf.pages:
        look(shown, page.name, qtbot)
        assert page.pane.isVisible(), page.name
        filled = page.pane.page.currentIndex() == 1
        assert filled or "belong" in page.pane.page.empty_words() or "No " in page.pane.page.empty_words(), page.name
        assert not page.pane.grab().isNull()


def test_every_model_of_every_page_keeps_the_rules(shown: Window, qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    for page in shown.shelf.pages:
        look(shown, page.name, qtbot)
    models = [*shown.findChildren(RowsModel), *shown.findChildren(OutlineModel), shown.exhibits.model]
    assert len(models) > 25
    for model in models:
        qtmodeltester.check(model)


def test_text_from_outside_is_shown_as_text_wherever_it_stands(shown: Window, qtbot: QtBot) -> None:
    for name in ("Board", "Statements", "Review", "Source", "Transcript", "Searches"):
        pane = look(shown, name, qtbot)
        pane.view.selectRow(0)  # type: ignore[attr-defined] # each of these has a table
    for label in shown.findChildren(QLabel):
        assert "\u202e" not in label.text()
        assert label.textFormat() is Qt.TextFormat.PlainText or "<img" not in label.text()
    for model in shown.findChildren(RowsModel):
        for row in range(min(model.rowCount(), 40)):
            for column in range(model.columnCount()):
                assert "\u202e" not in str(model.data(model.index(row, column)))
    for field in shown.findChildren(QPlainTextEdit):
        assert "\u202e" not in field.toPlainText()
    assert "<img" in str(shown.shelf.review.text.toPlainText())


def test_exhibits_stand_with_what_was_made_from_them_and_their_digests(shown: Window) -> None:
    tree = shown.exhibits
    first = tree.model.index(0, 0)
    assert tree.model.rowCount(first) > 0
    made = tree.model.index(0, 0, first)
    tree.view.setCurrentIndex(made)
    assert tree.model.data(made).startswith("D-")
    assert "SHA-256" in tree.about.toPlainText() and "made from E-0001" in tree.about.toPlainText()
    tree.view.selectRow(0)
    assert workbench.exhibits(shown.desk.path or Path())[0].sha256 in tree.about.toPlainText()
    tree.filter.setText("no film")
    assert tree.model.rowCount() == 1
    tree.filter.clear()
    assert tree.model.rowCount() == 2


def test_a_board_shows_where_each_finding_lies(shown: Window, qtbot: QtBot) -> None:
    look(shown, "Board", qtbot)
    board = shown.shelf.board
    rows = board.model.rows()
    assert rows[0].number == "F-0001" and rows[0].lies == Side.H2.value
    assert {row.lies for row in rows[1:]} <= {UNPLACED}
    assert "1 supports H2" in board.counts.text()
    board.view.selectRow(0)
    assert "because <img" in board.text.toPlainText()


def test_the_fields_of_the_report_stand_with_who_fills_them(shown: Window, qtbot: QtBot) -> None:
    look(shown, "Statements", qtbot)
    page = shown.shelf.statements
    assert {row.number for row in page.model.rows()} == set(range(1, 39))
    row = next(n for n, one in enumerate(page.model.rows()) if one.ask is not None and one.ask.id == "organisation")
    page.view.selectRow(row)
    assert page.text.toPlainText().startswith("Desk <img")
    page.open_only.setChecked(True)
    assert all(not one.text and one.ask is not None for one in page.model.rows())
    page.open_only.setChecked(False)


def test_clocks_stand_under_each_hypothesis_and_a_zone_can_be_tried(shown: Window, qtbot: QtBot) -> None:
    look(shown, "Clocks", qtbot)
    page = shown.shelf.clocks
    assert page.clocks.total() > 0 and page.hypotheses.total() > 0
    before = page.hypotheses.total()
    page.zone.setText("+05:30")
    page.attempt.click()
    qtbot.waitUntil(lambda: page.hypotheses.total() > before, timeout=60_000)
    assert page.cells.total() > 0
    page.zone.setText("soon")
    page.attempt.click()
    qtbot.waitUntil(lambda: shown.questions.dialog is not None, timeout=60_000)
    shown.questions.dialog.accept()  # type: ignore[union-attr] # waited for above
    page.zone.clear()


def test_bytes_are_read_when_they_are_asked_for(shown: Window, film: Path, qtbot: QtBot) -> None:
    look(shown, "Structure", qtbot)
    page = shown.shelf.container
    page.view.setCurrentIndex(page.model.index_of(0))
    assert not page.bytes.toPlainText()
    page.show_bytes.click()
    qtbot.waitUntil(lambda: bool(page.bytes.toPlainText()), timeout=60_000)
    first = page.bytes.toPlainText().splitlines()[0]
    assert film.read_bytes()[:8].hex(" ") in first and "ftyp" in first


def test_tags_stand_with_a_column_for_each_reader(shown: Window, qtbot: QtBot) -> None:
    look(shown, "Tags", qtbot)
    model = shown.shelf.tags.model
    titles = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount())]
    assert titles[:3] == ["Of", "Tag", "Readers"] and {"ffmpeg", "assay"} <= set(titles)


def test_a_search_finds_a_line_of_a_transcript_and_goes_to_its_moment(shown: Window, qtbot: QtBot) -> None:
    look(shown, "Search", qtbot)
    page = shown.shelf.search
    page.words.setText("crane")
    page.seek.click()
    qtbot.waitUntil(lambda: page.model.total() > 0 and not shown.jobs.busy(), timeout=60_000)
    number = next(n for n, hit in enumerate(page.model.rows()) if hit.where == "transcript")
    page.view.activated.emit(page.model.index(number, 0))
    source = shown.projector.source
    assert source is not None
    from fractions import Fraction

    qtbot.waitUntil(lambda: shown.projector.shown_index() == source.index_at(Fraction(3, 2)), timeout=60_000)
    page.words.setText("Bo")
    page.search()
    qtbot.waitUntil(lambda: not shown.jobs.busy(), timeout=60_000)
    assert not any(hit.where.startswith("source record, sender") for hit in page.model.rows())


def test_what_speaks_for_an_exhibit_that_is_denied_is_gone_through(shown: Window, qtbot: QtBot) -> None:
    look(shown, "If denied", qtbot)
    page = shown.shelf.denied
    page.button.click()
    qtbot.waitUntil(lambda: "CUSTODY FROM THE FIRST HOUR" in page.text.toPlainText(), timeout=60_000)
    said = page.text.toPlainText()
    assert "Missing: The sender gave no digest" in said
    assert "Not stated: who shot it." in said
    assert "what is missing shows nothing" in page.words.text()


def test_the_report_is_drawn_as_it_would_be_now(shown: Window, qtbot: QtBot) -> None:
    look(shown, "Report", qtbot)
    page = shown.shelf.report
    qtbot.waitUntil(lambda: not page.sheet.pixmap().isNull() and not shown.jobs.busy(), timeout=120_000)
    assert page.number.maximum() > 5
    first = page.sheet.pixmap().toImage()
    page.on.click()
    qtbot.waitUntil(lambda: page.sheet.pixmap().toImage() != first and not shown.jobs.busy(), timeout=60_000)
    assert f"at {shown.desk.summary.events} custody events" in page.state.text()  # type: ignore[union-attr] # open


def test_a_window_that_shows_a_page_asks_for_nothing_that_another_page_shows(shown: Window, qtbot: QtBot) -> None:
    look(shown, "First page", qtbot)
    started: list[str] = []
    begin = shown.jobs.start

    def spy(lane: str, name: str, *arguments: object, **named: object) -> object:
        started.append(name)
        return begin(lane, name, *arguments, **named)  # type: ignore[arg-type] # handed through

    shown.jobs.start = spy  # type: ignore[method-assign, assignment] # told of, and done all the same
    try:
        shown.desk.refetch()
        qtbot.waitUntil(lambda: not shown.jobs.busy(), timeout=60_000)
    finally:
        shown.jobs.start = begin  # type: ignore[method-assign] # as it was
    assert not {"Reading the board", "Setting the report", "Reading the statements", "Reading the findings"} & {
        *started
    }


# What a person does.


def test_a_finding_is_laid_on_the_board_and_an_opinion_is_refused_with_its_reason(own: Window, qtbot: QtBot) -> None:
    look(own, "Board", qtbot)
    board = own.shelf.board
    board.view.selectRow(1)
    board.sides[Side.NEUTRAL].click()
    dialog = form(own, qtbot)
    dialog.submit()
    assert "needed" in dialog.trouble.text()
    give(dialog, because="it says nothing about the pictures", alternatives="one\n\ntwo")
    dialog.submit()
    done(own, qtbot)
    row = board.model.rows()[1]
    assert row.placement is not None and row.placement.alternatives == ("one", "two")
    board.opine.click()
    dialog = form(own, qtbot)
    give(dialog, towards=Side.H2.value, text="The pictures were altered after they were recorded.")
    dialog.submit()
    qtbot.waitUntil(lambda: "considered" in dialog.trouble.text(), timeout=60_000)
    assert dialog.fields["dissent"].isVisible()
    give(dialog, dissent="The others are about other questions; I say so here.")
    dialog.submit()
    done(own, qtbot)
    said = board.opinions.toPlainText()
    assert "OBJECTION" in said and "DISSENT of Ada Example: The others" in said


def test_pair_and_claim_are_worded_anew_and_an_absence_is_laid(own: Window, qtbot: QtBot) -> None:
    look(own, "Board", qtbot)
    board = own.shelf.board
    board.write.click()
    dialog = form(own, qtbot)
    dialog.submit()
    done(own, qtbot)
    assert board.pairs.count() == 2
    board.pairs.setCurrentIndex(board.pairs.findData("unaltered"))
    board.absence.click()
    dialog = form(own, qtbot)
    give(dialog, of="a watermark", because="none was seen")
    dialog.submit()
    done(own, qtbot)
    assert board.model.rows()[-1].words == "absence of a watermark"
    board.restate.click()
    dialog = form(own, qtbot)
    give(dialog, text="Filmed on 4 November", reason="the sender corrected it")
    dialog.submit()
    done(own, qtbot)
    assert "4 November" in board.claim.text()


def test_a_statement_is_kept_and_the_one_before_stays(own: Window, qtbot: QtBot) -> None:
    look(own, "Statements", qtbot)
    page = own.shelf.statements
    row = next(n for n, one in enumerate(page.model.rows()) if one.ask is not None and one.ask.id == "organisation")
    page.view.selectRow(row)
    page.text.setPlainText("Another desk")
    page.keep.click()
    qtbot.waitUntil(lambda: page.model.rows()[row].text == "Another desk" and not own.jobs.busy(), timeout=60_000)
    assert "Desk <img" in page.earlier.toPlainText()


def test_a_reviewer_who_wrote_an_opinion_is_refused_and_a_reading_is_recorded(own: Window, qtbot: QtBot) -> None:
    look(own, "Review", qtbot)
    page = own.shelf.review
    page.say(Said.READ)
    form(own, qtbot).submit()
    done(own, qtbot)
    assert [one.kind for one in page.model.rows()] == [Said.COMMENT, Said.READ]


def test_findings_are_chosen_to_be_printed_as_one_line_and_the_choice_is_shown(own: Window, qtbot: QtBot) -> None:
    look(own, "Findings", qtbot)
    page = own.findings
    assert page.model.rows()[0].number == "F-0001"
    page.view.selectRow(0)
    page.shorten.click()
    dialog = form(own, qtbot)
    give(dialog, because="told in F-0002 already")
    dialog.submit()
    done(own, qtbot)
    assert page.model.rows()[0].chosen.printed is Printed.LINE  # type: ignore[union-attr] # its number is known
    page.everything.setChecked(True)
    qtbot.waitUntil(lambda: not own.jobs.busy(), timeout=60_000)
    assert page.model.total() == len(courtroom.findings(own.desk.path or Path()))


def test_source_values_are_entered_in_versions_and_restricted_ones_are_covered(own: Window, qtbot: QtBot) -> None:
    look(own, "Source", qtbot)
    page = own.shelf.source
    names = [row.field.id for row in page.model.rows()]
    sender = names.index("sender")
    assert "restricted" in str(page.model.data(page.model.index(sender, 1)))
    page.restricted.setChecked(True)
    assert page.model.data(page.model.index(sender, 1)) == "Bo"
    page.view.selectRow(names.index("platform"))
    page.enter.click()
    dialog = form(own, qtbot)
    give(dialog, value="Example Video", reason="read on the page")
    dialog.submit()
    done(own, qtbot)
    assert page.model.data(page.model.index(names.index("platform"), 1)) == "Example Video"


def test_a_line_of_a_transcript_is_corrected_in_a_new_version(own: Window, qtbot: QtBot) -> None:
    look(own, "Transcript", qtbot)
    page = own.shelf.transcript
    page.view.selectRow(1)
    page.correct.click()
    dialog = form(own, qtbot)
    give(dialog, text="The crane turns", reason="heard again")
    dialog.submit()
    done(own, qtbot)
    qtbot.waitUntil(lambda: page.model.total() == 2 and not own.jobs.busy(), timeout=60_000)
    assert page.model.rows()[1].cue.text == "The crane turns"
    assert page.versions.count() == 2
    page.versions.setCurrentIndex(1)
    qtbot.waitUntil(lambda: page.model.rows()[1].cue.text == "The crane", timeout=60_000)
    assert not page.correct.isEnabled()


def test_a_file_of_known_origin_becomes_a_reference_and_is_found_nearest(
    own: Window, film: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    look(own, "References", qtbot)
    page = own.shelf.reference
    assert page.model.total() == 0
    twin = tmp_path / "twin.mp4"
    twin.write_bytes(film.read_bytes() + b"\0\0\0\x08free")
    page.add_these((twin,))
    dialog = form(own, qtbot)
    give(dialog, name="Example camera", source="one device")
    dialog.submit()
    done(own, qtbot)
    qtbot.waitUntil(lambda: page.model.total() == 1 and not own.jobs.busy(), timeout=60_000)
    (row,) = page.model.rows()
    assert 0.9 < row.likeness < 1.0
    assert any("free" in f"{one.place} {one.name} {one.there}" for one in page.differences.rows())


def test_copies_are_compared_and_looked_at_beside_each_other(
    window: Window,
    film: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
    settled: Callable[[Window], None],
) -> None:
    monkeypatch.setenv("ASSAY_HOME", str(tmp_path / "home"))
    path = tmp_path / "pair.assay"
    signer = workbench.create_key("Bo Example", PASSPHRASE)
    workbench.init(path, name="Pair", claim="", signer=signer)
    workbench.acquire(path, (film,), signer=signer)
    twin = tmp_path / "twin.mp4"
    twin.write_bytes(film.read_bytes() + b"\0\0\0\x08free")
    workbench.acquire(path, (twin,), signer=signer)
    workbench.examine(path, signer=signer)
    window.desk.open(path)
    qtbot.waitUntil(lambda: window.projector.shown_index() >= 0 and not window.jobs.busy(), timeout=60_000)
    look(window, "Copies", qtbot)
    page = window.shelf.copies
    page.compare.click()
    qtbot.waitUntil(lambda: page.model.total() == 1 and not window.jobs.busy(), timeout=60_000)
    assert "E-0002" in " ".join(page.graph.texts())
    assert "film.mp4" in " ".join(page.graph.texts())
    assert "same coded pictures" in "; ".join(one.code for one in page.model.rows()[0].statements)
    page.alignment.setFocus()
    if page.segments.total():
        qtbot.keyClick(page.alignment, Qt.Key.Key_Right)
        assert page.alignment.chosen() == 0
    if any(one.kind == "pictures" for one in page.segments.rows()):
        page.look.click()
        qtbot.waitUntil(lambda: window.projector.pair is not None, timeout=60_000)
        assert window.looking.twoup.together.currentText() == "by alignment"
    settled(window)
