"""Acts and books of the window on a real case: each form is filled and sent as a person would."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QListWidget, QPlainTextEdit, QPushButton, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from casefiles import keys, verbs_copies, verbs_custody, verbs_sensors, verbs_sources, workbench
from casefiles.views import ExhibitId
from gui.acts import repeating, sending
from gui.acts.books import BOOKS
from gui.acts.declared import AnyAct
from gui.app import make_application
from gui.fields import PathField
from gui.formdialog import FormDialog
from gui.panes.book import BookPane
from gui.resultdialog import ResultDialog
from gui.window import Window
from tests.gui.conftest import PASSPHRASE

LONG = 60_000
FIRST, TEXT = ExhibitId("E-0001"), ExhibitId("E-0002")


@pytest.fixture(scope="module")
def acts_home(pristine: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a user's folder of this module's own."""
    return Path(shutil.copytree(pristine, tmp_path_factory.mktemp("acts-home") / "home"))


@pytest.fixture(autouse=True)
def _at_home(acts_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSAY_HOME", str(acts_home))


@pytest.fixture(scope="module")
def own_case(case_made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the case that the tests of this file write to."""
    return Path(shutil.copytree(case_made, tmp_path_factory.mktemp("acts") / "harbour.assay"))


@pytest.fixture(scope="module")
def working(own_case: Path, acts_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    """Return one window on that case with the key unlocked, for all tests of this file."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASSAY_HOME", str(acts_home))
        app = make_application()
        ini = tmp_path_factory.mktemp("settings") / "settings.ini"
        made = Window(QSettings(str(ini), QSettings.Format.IniFormat))
        made.open_folder = lambda _folder: True
        made.show()
        made.desk.unlock(PASSPHRASE)
        made.desk.open(own_case)
        while made.desk.exhibit is None or made.jobs.busy():
            app.processEvents()
        yield made
        made.close()
        made.deleteLater()
        app.processEvents()


@pytest.fixture
def window(working: Window, qtbot: QtBot) -> Iterator[Window]:
    """Return the window with nothing under way and no dialog open."""
    yield working
    if working.questions.dialog is not None:
        working.questions.dialog.reject()
    qtbot.waitUntil(lambda: not working.jobs.busy(), timeout=LONG)


def put(field: QWidget, value: str) -> None:
    """Give a field of a form a value in the way of a person."""
    match field:
        case PathField():
            field.take(value.split("\n"))
        case QComboBox():
            assert field.findData(value) >= 0, value
            field.setCurrentIndex(field.findData(value))
        case QCheckBox():
            field.setChecked(bool(value))
        case QListWidget():
            for row in range(field.count()):
                item = field.item(row)
                ticked = item.data(Qt.ItemDataRole.UserRole) in value.split("\n")
                item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        case QPlainTextEdit():
            field.setPlainText(value)
        case QLineEdit():
            field.setText(value)


def asked(window: Window, qtbot: QtBot, act: AnyAct, row: object = None) -> FormDialog:
    """Begin an act and return its form."""
    window.acting.start(act, row)
    qtbot.waitUntil(lambda: isinstance(window.questions.dialog, FormDialog), timeout=LONG)
    dialog = window.questions.dialog
    assert isinstance(dialog, FormDialog)
    return dialog


def done(window: Window, qtbot: QtBot, act: AnyAct, row: object = None, **given: str) -> str:
    """Do an act and return what is told of it, with what stands in the window of its outcome."""
    dialog = asked(window, qtbot, act, row)
    for key, value in given.items():
        put(dialog.fields[key], value)
    with qtbot.waitSignal(window.acting.told, timeout=LONG) as told:
        dialog.submit()
        assert dialog.trouble.text() in ("One moment …", ""), dialog.trouble.text()
    text = ""
    if isinstance(window.questions.dialog, ResultDialog):
        text = window.questions.dialog.text.toPlainText()
        window.questions.dialog.reject()
    qtbot.waitUntil(lambda: not window.jobs.busy(), timeout=LONG)
    return f"{told.args[0]}\n{text}"


def refused(window: Window, qtbot: QtBot, act: AnyAct, row: object = None, **given: str) -> str:
    """Do an act that is refused; return the reason, the form being there again."""
    dialog = asked(window, qtbot, act, row)
    for key, value in given.items():
        put(dialog.fields[key], value)
    dialog.submit()
    qtbot.waitUntil(lambda: dialog.trouble.text() not in ("One moment …", ""), timeout=LONG)
    assert dialog.isVisible()
    assert dialog.buttons.button(dialog.buttons.StandardButton.Ok).isEnabled()
    words = dialog.trouble.text()
    dialog.reject()
    return words


def page(window: Window, qtbot: QtBot, title: str) -> BookPane:
    """Show the page of a book and return it with what it holds."""
    pane = window.shelf.books[title]
    window.tabs.setCurrentWidget(pane)
    qtbot.waitUntil(lambda: not window.jobs.busy() and pane.page.currentIndex() == 1, timeout=LONG)
    return pane


def act_of(title: str, words: str) -> AnyAct:
    """Return an act of a book by the beginning of its title."""
    book = next(one for one in BOOKS if one.title == title)
    return next(act for _button, act in book.acts if act.title.startswith(words))


@pytest.mark.parametrize("title", [book.title for book in BOOKS])
def test_each_book_shows_itself_its_model_is_sound_and_each_button_has_a_name(
    window: Window, qtbot: QtBot, title: str
) -> None:
    pane = page(window, qtbot, title)
    ModelTester(pane.model).check(pane.model)
    assert pane.about.text()
    assert all(button.text() and button.toolTip() for button in pane.findChildren(QPushButton))
    offered = [button.isEnabled() for button in pane.buttons.values()]
    wanted = [not act.of_row or bool(pane.model.rows()) for _words, act in pane.book.acts]
    assert offered == wanted


EVERY = [(book.title, act.title) for book in BOOKS for _words, act in book.acts if not act.of_row]
ALONE = (
    *(sending.FINAL, sending.CARDS, sending.CERTIFICATE, sending.DISCLOSE, sending.PACKAGE, sending.IMPORT),
    *(sending.FOLDER, sending.EARLIER, repeating.REPLAY, repeating.REPLAY_PACKAGE, repeating.SELFTEST),
    repeating.EXAMINE,
)


@pytest.mark.parametrize("act", [*(act_of(*names) for names in EVERY), *ALONE], ids=lambda act: act.title)
def test_each_form_names_its_fields_for_a_screen_reader_and_says_what_is_missing(
    window: Window, qtbot: QtBot, act: AnyAct
) -> None:
    dialog = asked(window, qtbot, act)
    for key, field in dialog.fields.items():
        named = field.line if isinstance(field, PathField) else field
        assert named.accessibleName(), key
    needed = [blank for blank in dialog.blanks if blank.needed and not dialog.values()[blank.key]]
    if needed:
        dialog.submit()
        assert dialog.trouble.text().startswith(needed[0].label.replace("&", ""))
    dialog.reject()


def test_a_colleague_is_enrolled_gets_the_case_and_is_revoked(
    window: Window, qtbot: QtBot, own_case: Path, tmp_path: Path
) -> None:
    colleague = keys.create(tmp_path, name="Ben Example", passphrase="other words here")
    line = verbs_custody.key_request(own_case, signer=colleague)
    told = done(window, qtbot, act_of("People", "Enrol"), request=line, roles="examiner\nreviewer", reason="joins us")
    assert "Ben Example may write" in told
    assert colleague.key_id in told
    people = page(window, qtbot, "People")
    assert [row.name for row in people.model.rows()] == ["Ada Example", "Ben Example"]
    offer = act_of("Handovers", "Hand")
    assert "is offered" in done(window, qtbot, offer, to=colleague.key_id, reason="end of shift")
    handovers = page(window, qtbot, "Handovers")
    row = handovers.model.rows()[0]
    assert (row.giver, row.taker, row.handover.answer) == ("Ada Example", "Ben Example", "open")
    assert refused(window, qtbot, act_of("Handovers", "Accept"), row)  # it is for the colleague's key
    verbs_custody.refuse(own_case, row.handover.id, reason="not today", signer=colleague)
    told = done(window, qtbot, act_of("People", "Revoke"), people.model.rows()[1], reason="has left")
    assert "may not write" in told
    assert verbs_custody.examiners(own_case)[1].revoked


def test_the_line_by_which_one_asks_to_be_enrolled_can_be_copied(window: Window, qtbot: QtBot) -> None:
    assert "Ada Example" in done(window, qtbot, act_of("People", "Ask"))


def test_a_wrong_request_comes_back_with_its_reason(window: Window, qtbot: QtBot) -> None:
    assert refused(window, qtbot, act_of("People", "Enrol"), request="nonsense", reason="why not")


def test_a_stamp_that_cannot_be_had_stays_a_wish(window: Window, qtbot: QtBot) -> None:
    ask = act_of("Seals", "Ask for a seal")
    assert "go together" in refused(window, qtbot, ask, name="only a name")
    told = done(window, qtbot, act_of("Seals", "Ask for a stamp"), calendar="https://127.0.0.1:9")
    assert "The wish stays recorded" in told
    assert page(window, qtbot, "Seals").standing.text() == "No seal covers the log yet."


def test_what_was_recorded_is_corrected_and_what_was_stated_is_erased(
    window: Window, qtbot: QtBot, own_case: Path
) -> None:
    done(window, qtbot, act_of("Corrections", "Correct"), event="2", replacement="it came by post", reason="misread")
    shown = page(window, qtbot, "Corrections").model.rows()
    assert [(row.corrects, row.replacement) for row in shown] == [(2, "it came by post")]
    assert "Erased" in done(window, qtbot, act_of("Corrections", "Erase"), item="A-0002", reason="asked by the source")
    assert "0 copies" in done(window, qtbot, act_of("Corrections", "Give up"))


def test_an_original_is_removed_only_with_its_reason(window: Window, qtbot: QtBot, own_case: Path) -> None:
    told = done(window, qtbot, act_of("Corrections", "Remove"), exhibit=TEXT, reason="a court ordered it")
    assert "is deleted" in told
    gone = next(row for row in workbench.exhibits(own_case) if row.id == TEXT)
    assert not list((own_case / "originals").rglob(gone.digests[0].value))


def test_a_testimony_is_kept_apart_and_its_gaps_are_refused(window: Window, qtbot: QtBot, own_case: Path) -> None:
    record = act_of("Testimony", "Record")
    assert refused(window, qtbot, record, kind="answer of a detection service", statement="0.93 synthetic")
    assert "region" in refused(window, qtbot, record, kind="visible mark", statement="a logo", frame="3", region="1,2")
    told = done(
        window, qtbot, record, kind="visible mark", statement="a logo", frame="3", region="1,2,30,40",
        asked="2026-11-22T10:00Z", exhibits=TEXT,
    )  # fmt: skip
    assert "is recorded" in told
    (row,) = page(window, qtbot, "Testimony").model.rows()
    assert (row.kind.value, row.attachments) == ("visible mark", (TEXT,))
    assert row.locus is not None and row.locus.region is not None and row.locus.region.height == 40


def test_an_item_of_the_check_list_is_stated(window: Window, qtbot: QtBot, own_case: Path) -> None:
    pane = page(window, qtbot, "Check-list")
    row = pane.model.rows()[0]
    assert row.state.value == "open"
    done(window, qtbot, act_of("Check-list", "State"), row, state="asked for", note="wrote to them")
    stated = workbench.checklist(own_case, FIRST)[0]
    assert (stated.state.value, stated.note) == ("asked for", "wrote to them")


def test_what_left_the_desk_is_entered_and_retracted(window: Window, qtbot: QtBot, own_case: Path) -> None:
    enter = act_of("Published", "Enter")
    done(
        window, qtbot, enter, text="The clip is from 2019.", at="2026-11-22T10:00+01:00", where="https://example.org/1"
    )
    first = page(window, qtbot, "Published").model.rows()[0]
    told = done(
        window, qtbot, act_of("Published", "Correct"), first, kind="retraction", text="It is not.",
        at="2026-11-23T10:00+01:00", where="https://example.org/1", reason="an earlier copy was found",
    )  # fmt: skip
    assert "never edited" in told
    ((_, second),) = verbs_sources.published(own_case)
    assert (second.about, second.kind.value) == (first.id, "retraction")


def test_an_editor_decides_on_the_newsroom_scale(window: Window, qtbot: QtBot) -> None:
    decide = act_of("Published", "Editor")
    assert "apart from everything forensic" in done(window, qtbot, decide, because="two sources agree")


def test_the_sun_over_a_place_and_the_times_that_fit_a_shadow_are_calculated(
    window: Window, qtbot: QtBot, own_case: Path
) -> None:
    place = {"lat": "52.5", "lon": "13.4"}
    sun = act_of("Calculations", "Where the sun")
    assert "azimuth" in done(window, qtbot, sun, **place, at="2026-03-01T12:00+01:00")
    assert "is no time" in refused(window, qtbot, sun, **place, at="noon")
    fit = act_of("Calculations", "Times that fit")
    times = {"from": "2026-03-01T08:00+01:00", "to": "2026-03-01T18:00+01:00"}
    assert "2 numbers" in refused(window, qtbot, fit, **place, **times, height="1.8", shadow="3.1 0.1")
    assert "kept" in done(window, qtbot, fit, **place, **times, height="1.8 0.02", shadow="3.1 0.1", note="the lamp")
    clock = act_of("Calculations", "Clock on screen")
    done(window, qtbot, clock, readings="1=14:03:01\n2=14:03:02\n3=14:03:03", resolution="1")
    kinds = [row.sheet.kind for row in page(window, qtbot, "Calculations").model.rows()]
    assert kinds[-1] == "drift of a clock on screen"
    assert len(verbs_sources.computations(own_case)) == len(kinds) >= 3


def test_a_shadow_in_a_frame_is_reckoned_from_pixels(window: Window, qtbot: QtBot) -> None:
    told = done(
        window, qtbot, act_of("Calculations", "Shadow in a frame"), foot="600 700", top="600 400", tip="900 720",
        horizon="380 5", focal="1100 40", centre="640 360",
    )  # fmt: skip
    assert "kept" in told


def test_hum_is_held_against_a_log_and_a_clip_without_hum_says_so(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    log = tmp_path / "grid.csv"
    log.write_text("time,hz\n2026-11-01T00:00:00Z,50.01\n")
    hum = act_of("Calculations", "Hum")
    assert refused(window, qtbot, hum, log=str(log), source="the grid's operator", date="2026-11-02", keep="")


def test_clips_without_sound_are_not_laid_on_each_other(window: Window, qtbot: QtBot) -> None:
    assert "No two exhibits could be laid" in done(window, qtbot, act_of("Calculations", "Common time"))


def test_a_fingerprint_of_a_sensor_wants_files_or_exhibits(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    make = act_of("Sensors", "Make")
    given = {"device": "camera 7", "source": "the desk's own"}
    assert "not both" in refused(window, qtbot, make, **given)
    few = tmp_path / "one.png"
    few.write_bytes(b"no picture")
    assert refused(window, qtbot, make, **given, files=str(few))
    assert "ticked" in refused(window, qtbot, act_of("Sensors", "Compare"), exhibits="")
    assert verbs_sensors.sensor_list() == ()


def test_a_pack_that_is_none_is_refused_and_without_packs_there_is_no_ratio(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    wrong = tmp_path / "pack.json"
    wrong.write_text("{}")
    take = act_of("Calibration", "Take")
    assert refused(window, qtbot, take, pack=str(wrong), signature=str(wrong), reason="ours")
    assert "Nothing." in done(window, qtbot, act_of("Calibration", "Likelihood"))


def test_a_hash_set_names_an_exhibit_and_it_is_restricted(
    window: Window, qtbot: QtBot, own_case: Path, film: Path, tmp_path: Path
) -> None:
    digests = tmp_path / "set.txt"
    digests.write_text("0" * 64 + "\n")
    told = done(window, qtbot, act_of("Lists", "Import a hash set"), file=str(digests), name="a set", purpose="a trial")
    assert "No exhibit of the case is in it" in told
    assert any(row.name == "a set" for row in page(window, qtbot, "Lists").model.rows())


def test_trust_lists_are_taken_in_and_credentials_read_again(window: Window, qtbot: QtBot, own_case: Path) -> None:
    take = act_of("Lists", "Take trust lists")
    assert refused(window, qtbot, take, files=str(own_case / "case.db"))
    told = done(window, qtbot, act_of("Lists", "Read credentials"), exhibits=FIRST)
    assert "1 exhibit" in told


def test_a_case_is_taken_into_the_library_given_to_another_desk_and_a_clip_is_found(
    window: Window, qtbot: QtBot, film: Path, tmp_path: Path
) -> None:
    assert "taken in" in done(window, qtbot, act_of("Library", "Take into"))
    row = page(window, qtbot, "Library").model.rows()[0]
    entry = tmp_path / "entry.assay-library"
    told = done(window, qtbot, act_of("Library", "Give"), row, target=str(entry), contact="desk", nameless="yes")
    assert entry.stat().st_size > 0 and "no footage" in told
    assert row.id in done(window, qtbot, act_of("Library", "Look"), clip=str(film))
    assert "taken out" in done(window, qtbot, act_of("Library", "Take an entry out"), row)
    assert row.id not in {one.id for one in verbs_copies.library_list()}


def test_without_a_shared_library_its_acts_say_that_there_is_none(window: Window, qtbot: QtBot, own_case: Path) -> None:
    (made, *_) = verbs_copies.library_add(own_case)
    for title in ("Share", "Take an entry back"):
        assert refused(
            window, qtbot, act_of("Library", title), made, **({"contact": "desk"} if title == "Share" else {})
        )
    assert refused(window, qtbot, act_of("Library", "Shared entries"))
    assert refused(window, qtbot, act_of("Library", "Connect"), address="nonsense")
    assert refused(window, qtbot, act_of("Library", "Connect"), address="")
    verbs_copies.library_remove(made.id)


def test_cards_and_the_draft_of_a_certificate_are_written(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    assert "SHA-256" in done(window, qtbot, sending.CARDS, exhibits=FIRST, folder=str(tmp_path / "cards"))
    told = done(window, qtbot, sending.CERTIFICATE, kind="fre902-14", folder=str(tmp_path / "draft"))
    assert "A lawyer completes it" in told
    assert list((tmp_path / "draft").iterdir())


def test_a_disclosure_version_takes_a_name_out(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    wanted = tmp_path / "out.toml"
    wanted.write_text('[[redact]]\ntext = "desk@example.org"\nreason = "protects the source"\n')
    told = done(window, qtbot, sending.DISCLOSE, redactions=str(wanted), formats="json")
    assert "disclosure version" in told


def test_a_final_report_wants_the_passphrase_and_is_signed(window: Window, qtbot: QtBot) -> None:
    assert refused(window, qtbot, sending.FINAL, passphrase="wrong")
    told = done(window, qtbot, sending.FINAL, passphrase=PASSPHRASE)
    assert "verified, frozen and signed" in told
    assert "final.pdf" in told


def test_an_earlier_report_is_made_again(window: Window, qtbot: QtBot, own_case: Path, tmp_path: Path) -> None:
    assert "whole number" in refused(window, qtbot, sending.EARLIER, at="many", folder=str(tmp_path))
    again = done(window, qtbot, sending.EARLIER, at="4", folder=str(tmp_path / "again"))
    assert "made again" in again


def test_a_package_is_written_imported_and_replayed(
    window: Window, qtbot: QtBot, own_case: Path, tmp_path: Path
) -> None:
    target = tmp_path / "for-the-court"
    packed = done(window, qtbot, sending.PACKAGE, target=str(target))
    assert "Tell the recipient this digest" in packed
    assert (target / "verify.py").is_file()
    told = done(
        window,
        qtbot,
        repeating.REPLAY_PACKAGE,
        package=str(target),
        folder=str(tmp_path / "replay"),
    )
    assert "No result differs" in told
    done(
        window, qtbot, sending.IMPORT, package=str(target), target=str(tmp_path / "theirs"),
        reason="asked to look at it",
    )  # fmt: skip
    assert window.desk.path == tmp_path / "theirs.assay"
    window.desk.open(own_case)
    qtbot.waitUntil(lambda: window.desk.path == own_case and not window.jobs.busy(), timeout=LONG)


def test_examinations_are_replayed_and_recorded(window: Window, qtbot: QtBot) -> None:
    assert "DIFFERS 0" in done(window, qtbot, repeating.REPLAY, exhibits=FIRST)


def test_a_folder_is_added_with_what_could_not_be_taken(
    window: Window, qtbot: QtBot, own_case: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "card"
    (folder / "DCIM").mkdir(parents=True)
    (folder / "DCIM" / "readme.txt").write_text("made by a camera")
    assert "1 file" in done(window, qtbot, sending.FOLDER, folder=str(folder))
    assert any(row.name == "readme.txt" for row in workbench.exhibits(own_case))


def test_an_exhibit_is_examined_with_a_parameter_that_the_environment_names(
    window: Window, qtbot: QtBot, own_case: Path
) -> None:
    assert "names no value" in refused(window, qtbot, repeating.EXAMINE, settings="nonsense")
    assert "there is no parameter" in refused(window, qtbot, repeating.EXAMINE, settings="no.such=1")
    told = done(window, qtbot, repeating.EXAMINE, asked="coded_blocks")
    assert "complete" in told


def test_a_model_without_a_card_is_refused_and_code_is_listed(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    card, model = tmp_path / "card.toml", tmp_path / "model.onnx"
    card.write_text("name = 1")
    model.write_bytes(b"no model")
    assert refused(window, qtbot, act_of("Other methods", "Add a model"), card=str(card), model=str(model))
    assert page(window, qtbot, "Other methods").standing.text() == "Only methods of the program are used."
