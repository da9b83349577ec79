"""Every command of the window, with its key: the one list that makes the menus and the help."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from casefiles.marking import Shape
from gui.acts import repeating, sending
from gui.acts.declared import AnyAct
from gui.menus import Item, When
from gui.saying import tr

if TYPE_CHECKING:
    from gui.window import Window

CASE, FRAME, LOOK, NOTE, SEND, GO = "&Case", "F&rame", "&Look", "&Note", "&Send", "&Go"


def commands(window: Window) -> tuple[Item, ...]:
    """Return all commands in the order of the menus."""
    return (*_case(window), *_frame(window), *_look(window), *_note(window), *_send(window), *_go(window))


def _case(window: Window) -> tuple[Item, ...]:
    ask, desk = window.questions, window.desk
    return (
        Item(CASE, "&New case…", "Ctrl+N", "make a case", ask.new_case, "init"),
        Item(CASE, "&Open case…", "Ctrl+O", "open a case folder", ask.open_case, "summary"),
        Item(CASE, "Add &files…", "Ctrl+I", "copy files into the case", ask.files, "acquire", "case", separated=True),
        Item(
            CASE,
            "Add a fo&lder…",
            "Ctrl+Alt+I",
            "its files, and its structure",
            partial(window.acting.start, sending.FOLDER),
            when="case",
        ),
        Item(CASE, "&Examine this exhibit", "F5", "measure the exhibit picked", window.examine, "examine", "exhibit"),
        Item(CASE, "E&xamine all that were not", "Shift+F5", "measure all others", window.examine_rest, when="case"),
        Item(
            CASE,
            "&Methods…",
            "Ctrl+F6",
            "costs, methods on request, code that is allowed",
            window.show_methods,
            when="case",
        ),
        Item(
            CASE,
            "Examine with &parameters…",
            "Ctrl+Shift+F5",
            "other parameters, methods on request, second readers",
            partial(window.acting.start, repeating.EXAMINE),
            when="exhibit",
        ),
        Item(CASE, "S&top the work", "Ctrl+.", "stop the work under way", window.workbar.stop),
        Item(CASE, "&Verify", "Ctrl+Shift+V", "read everything again", window.verify, "verify", "case", separated=True),
        Item(CASE, "Make &report", "Ctrl+R", "write the report and show its folder", window.report, "report", "case"),
        Item(CASE, "&Unlock your key…", "Ctrl+K", "unlock or make your key", ask.key, "unlock", separated=True),
        Item(CASE, "Read the case a&gain", "Ctrl+F5", "fetch everything anew", desk.refetch, when="case"),
        Item(CASE, "&Close case", "Ctrl+W", "put the case away", desk.close, when="case"),
        Item(CASE, "&Quit", "Ctrl+Q", "close the window", window.quit),
    )


def _frame(window: Window) -> tuple[Item, ...]:
    show, view = window.viewer, window.viewer.picture
    step = (
        ("One frame &back", "Alt+Left", "also Left in the picture", show.back, "frames"),
        ("One frame &on", "Alt+Right", "also Right in the picture", show.forward, ""),
        ("Ten frames back", "Alt+Shift+Left", "also Shift+Left in the picture", show.back_ten, ""),
        ("Ten frames on", "Alt+Shift+Right", "also Shift+Right in the picture", show.forward_ten, ""),
        ("&Key frame before", "Alt+Up", "also Ctrl+Left in the picture", show.key_back, ""),
        ("Ne&xt key frame", "Alt+Down", "also Ctrl+Right in the picture", show.key_forward, ""),
        ("Shot before", "Alt+PgUp", "also Page Up in the picture", show.shot_back, ""),
        ("Next &shot", "Alt+PgDown", "also Page Down in the picture", show.shot_forward, ""),
        ("&First frame", "Alt+Home", "also Home in the picture", show.go_first, ""),
        ("&Last frame", "Alt+End", "also End in the picture", show.go_last, ""),
        ("Go to f&rame…", "Ctrl+G", "type a number", show.to_frame.setFocus, ""),
        (
            "Go to &time…",
            "Ctrl+T",
            "seconds, h:mm:ss.fff, a ratio, or timecode h:mm:ss:ff",
            show.to_time.setFocus,
            "",
        ),
    )
    look: tuple[tuple[str, str, str, Callable[[], None]], ...] = (
        ("Zoom &in", "Ctrl++", "each pixel larger, none mixed", partial(view.zoom_by, 1)),
        ("Zoom o&ut", "Ctrl+-", "each pixel smaller, none mixed", partial(view.zoom_by, -1)),
        ("&Whole frame", "Ctrl+0", "fit the frame into the pane", show.fit),
        ("One to one", "Ctrl+Shift+0", "a pixel for a pixel", partial(view.zoom_to, 1.0)),
        ("Turn the &view", "Ctrl+Shift+R", "a quarter clockwise; the frame stays as it is", view.turn),
        ("&Crop the view…", "Ctrl+Shift+X", "drag a box, or the whole again; the frame stays as it is", view.crop),
    )
    return (
        *(Item(FRAME, text, keys, words, do, verb, "exhibit") for text, keys, words, do, verb in step),
        *(
            Item(FRAME, text, keys, words, do, "", "exhibit", separated=n == 0)
            for n, (text, keys, words, do) in enumerate(look)
        ),
    )


def _look(window: Window) -> tuple[Item, ...]:
    look, play = window.looking, window.looking.playing
    entries: tuple[tuple[str, str, str, Callable[[], None], bool], ...] = (
        ("&Play or stop", "Alt+.", "every frame by its own time", play.forwards, False),
        ("Play &backwards or stop", "Alt+,", "every frame by its own time, muted", play.backwards, False),
        ("S&ound on or off", "Alt+M", "off until you ask; forwards at half to double speed", play.toggle_sound, False),
        ("&Faster", "Alt++", "twice as fast", play.faster, False),
        ("&Slower", "Alt+-", "half as fast", play.slower, False),
        ("Beside another &exhibit", "Ctrl+B", "both beside each other, held together", look.side_by_side, True),
        ("&Difference", "Ctrl+D", "what differs from the other exhibit, with gain", look.difference, False),
        ("&Wipe", "Ctrl+Shift+W", "this exhibit left of a line, the other right of it", look.wipe, False),
        ("F&licker", "Ctrl+Shift+F", "both in turn", look.flicker, False),
        ("This exhibit &alone", "Ctrl+Shift+B", "put the other exhibit away", look.alone, False),
        (
            "&Recipe…",
            "Ctrl+Y",
            "levels, sharpen, denoise, means of frames, one field",
            look.write_recipe,
            True,
        ),
        ("&Layer…", "Ctrl+Shift+L", "error levels, ghosts, noise, copies: for looking only", look.choose_layer, False),
        (
            "C&ounterpart",
            "Ctrl+Shift+K",
            "the layer where all parts have one history, and back",
            look.counterpart,
            False,
        ),
        (
            "Pers&pective…",
            "Ctrl+Alt+Y",
            "pick four corners; their plane is shown facing you",
            look.perspective,
            False,
        ),
        ("U&ndo the recipe", "Ctrl+Alt+Z", "the recipe before; what is signed stays", look.undo, False),
        ("As de&coded", "Ctrl+Shift+Y", "no recipe", look.as_decoded, False),
        ("Block &grid", "Ctrl+Shift+G", "lines every 16 pixels", partial(look.overlay, "grid"), True),
        ("&Motion vectors", "Ctrl+Shift+O", "where the decoder gives them", partial(look.overlay, "vectors"), False),
        ("&Quantisers", "Ctrl+Shift+Q", "where the decoder gives them", partial(look.overlay, "quantisers"), False),
        ("Maps and &regions", "Ctrl+Shift+H", "heat maps and regions that methods measured", look.lay_over, False),
        ("Ma&gnifier", "Ctrl+Shift+M", "the pixels around the pointer", partial(look.overlay, "magnifier"), False),
        (
            "See clearly, or &veil",
            "Ctrl+U",
            "veiled exhibits are grey squares until you ask",
            look.veiling.unveil,
            True,
        ),
        (
            "&Warn of graphic content…",
            "Ctrl+Alt+U",
            "recorded; take it back with the same key",
            look.veiling.warn,
            False,
        ),
        (
            "Veil every exhibit &until asked",
            "Ctrl+Shift+U",
            "or only those that are restricted",
            look.veiling.veil_all,
            False,
        ),
    )
    return tuple(
        Item(LOOK, text, keys, words, do, "", "exhibit", separated=apart) for text, keys, words, do, apart in entries
    )


def _note(window: Window) -> tuple[Item, ...]:
    look, line = window.looking, window.timeline
    entries: tuple[tuple[str, str, str, Callable[[], None], bool], ...] = (
        ("&Note…", "Ctrl+M", "on the frame, or on the range marked on the timeline", look.write, False),
        ("&Keep at once", "Ctrl+J", "the picture as a still, or the marked range", look.keep_at_once, False),
        ("&Box…", "Ctrl+Alt+B", "drag, or arrow keys and Space", partial(look.draw, Shape.BOX), True),
        ("&Arrow…", "Ctrl+Alt+A", "drag, or arrow keys and Space", partial(look.draw, Shape.ARROW), False),
        ("&Text…", "Ctrl+Alt+T", "click, or arrow keys and Space", partial(look.draw, Shape.TEXT), False),
        (
            "&Measure…",
            "Ctrl+Alt+M",
            "a distance in pixels of the frame, with the pixels at its ends",
            partial(look.draw, Shape.MEASURE),
            False,
        ),
        ("An&gle…", "Ctrl+Alt+G", "three points, the corner second", partial(look.draw, Shape.ANGLE), False),
        ("Range &from here", "Ctrl+[", "also [ on the timeline", line.mark_from, True),
        ("Range &to here", "Ctrl+]", "also ] on the timeline", line.mark_to, False),
        ("&Unmark the range", "Ctrl+Shift+]", "also Escape on the timeline", line.unmark, False),
        ("Search &pack…", "Ctrl+Alt+P", "pictures to look for earlier copies with", look.pack, True),
        ("&Log a search…", "Ctrl+Alt+S", "one made by hand, also when it found nothing", look.log_search, False),
    )
    return tuple(
        Item(NOTE, text, keys, words, do, "", "exhibit", separated=apart) for text, keys, words, do, apart in entries
    )


def _send(window: Window) -> tuple[Item, ...]:
    start = window.acting.start
    entries: tuple[tuple[AnyAct, str, str, bool], ...] = (
        (sending.FINAL, "Ctrl+Shift+S", "verified, frozen and signed, with your passphrase", False),
        (sending.CARDS, "Ctrl+Alt+C", "one page in plain words of each exhibit", False),
        (sending.CERTIFICATE, "Ctrl+Alt+D", "a draft for a lawyer", False),
        (sending.DISCLOSE, "Ctrl+Alt+R", "with named texts and pictures taken out", False),
        (sending.EARLIER, "Ctrl+Alt+E", "byte for byte, to be compared", False),
        (sending.PACKAGE, "Ctrl+Shift+P", "a case, or some exhibits, for others to check", True),
        (sending.IMPORT, "Ctrl+Shift+I", "make a case of a package, with its history", False),
        (repeating.REPLAY, "Ctrl+Alt+F5", "run the examinations again and compare", True),
        (repeating.REPLAY_PACKAGE, "Ctrl+Alt+F6", "one that somebody gave you", False),
        (repeating.SELFTEST, "Ctrl+Alt+F7", "all methods on footage whose truth is known", False),
    )
    needs: dict[str, When] = {"nothing": "always", "case": "case", "exhibit": "exhibit"}
    return tuple(
        Item(SEND, act.title, keys, words, partial(start, act), "", needs[act.needs], separated=apart)
        for act, keys, words, apart in entries
    )


def _go(window: Window) -> tuple[Item, ...]:
    pages, group = [], ""
    for n, page in enumerate(window.shelf.pages):
        words, verb = tr("show the page “{name}”", name=tr(page.name)), _VERBS.get(page.name, "")
        apart, group = page.group != group, page.group
        pages.append(Item(GO, page.name, page.key, words, partial(window.go, n), verb, separated=apart))
    exhibits, picture, timeline = window.exhibits.view, window.viewer.picture, window.timeline
    return (
        *pages,
        Item(GO, "&Exhibits", "Ctrl+E", "go to the list", exhibits.setFocus, "exhibits", "case", separated=True),
        Item(GO, "&Picture", "Ctrl+P", "go to the picture", picture.setFocus, when="case"),
        Item(GO, "&Timeline", "Ctrl+L", "go to the timeline", timeline.setFocus, "series", "case"),
        Item(
            GO,
            "Lanes of the time&line…",
            "Ctrl+Alt+L",
            "show lanes or put them away",
            timeline.choose_lanes,
            when="case",
        ),
        Item(GO, "Timeline: show &less time", "Alt+Shift++", "also + on the timeline", timeline.zoom_in, when="case"),
        Item(GO, "Timeline: show &more time", "Alt+Shift+-", "also - on the timeline", timeline.zoom_out, when="case"),
        Item(GO, "Timeline: show &all", "Alt+Shift+0", "also 0 on the timeline", timeline.show_all, when="case"),
        Item(GO, "&Larger text", "Ctrl+Shift++", "all text larger", partial(window.scale_text, 1), separated=True),
        Item(GO, "&Smaller text", "Ctrl+Shift+-", "all text smaller", partial(window.scale_text, -1)),
        Item("&Help", "&Keys…", "F1", "list all keys", window.show_keys),
    )


_VERBS = {
    "First page": "exhibit",
    "Custody": "events",
    "Clocks": "clocks",
    "References": "compare_with_references",
    "Structure": "raw_bytes",
}
