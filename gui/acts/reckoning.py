"""Calculations that a case keeps: hum against a log of the grid, sun and shadow, clocks on screen, a common time."""

from __future__ import annotations

from pathlib import Path

from casefiles import sunsheets, verbs_sensors, verbs_sources
from casefiles.computations import Computation, Sheet
from casefiles.errors import EntryRefused
from casefiles.humlogs import GivenLog
from casefiles.synchronising import Synchronised
from casefiles.views import ExhibitId
from forensics.evaluation.shadows import ShadowInFrame
from forensics.evaluation.sun import Angle, Place
from gui.acts.declared import Act, At, Book, Done, Listed
from gui.acts.words import ids, of_exhibits
from gui.fields import Blank, Values
from gui.models.rows import Heading
from gui.saying import tr
from gui.words import counted, one_line, paragraphs

Here = At[Computation]


def _read(path: Path, _exhibit: ExhibitId) -> Listed[Computation]:
    found = verbs_sources.computations(path)
    return Listed(found, "" if found else tr("No calculation is kept yet."))


def _sheet_words(sheet: Sheet) -> str:
    return "\n".join(f"{one_line(name)}: {paragraphs(value)}" for name, value in (*sheet.given, *sheet.found))


def _words(row: Computation) -> str:
    head = f"{row.id}, {one_line(row.sheet.kind)}, {row.exhibit}, {one_line(row.by)}, {row.made}"
    return "\n".join(filter(None, (head, paragraphs(row.note), "", _sheet_words(row.sheet))))


# Reading what was typed. Arithmetic is not done here: the sheets are made by casefiles.sunsheets.


def _numbers(text: str, count: int) -> tuple[float, ...]:
    parts = text.replace(";", " ").replace("±", " ").replace(",", " ").split()
    try:
        found = tuple(float(part) for part in parts)
    except ValueError:
        found = ()
    if len(found) != count:
        raise EntryRefused(
            tr("{given} is not {count} numbers", given=repr(text), count=count),
            hint=tr("Write decimals with a point, and a space between numbers."),
        )
    return found


def _two(text: str) -> tuple[float, float]:
    first, second = _numbers(text, 2)
    return (first, second)


def _keep(at: Here, sheets: list[Sheet], note: str) -> Done:
    made = [verbs_sources.keep_computation(at.path, at.exhibit, one, note=note, signer=at.signer) for one in sheets]
    return Done(tr("{ids} kept.", ids=", ".join(one.id for one in made)), "\n\n".join(map(_words, made)))


# Hum.


def _hum(at: Here, given: Values) -> Done:
    log = GivenLog(Path(given["log"]).expanduser(), given["source"], given["date"])
    held = verbs_sensors.hold_hum(at.path, at.exhibit, log, signer=at.signer if given["keep"] else None)
    kept = tr("{id} kept.", id=held.kept.id) if held.kept is not None else tr("Nothing is kept.")
    places = [place for place in (held.compared.best, held.compared.next_best) if place is not None]
    lines = [f"{place.at.isoformat()}  {place.deviation:.5f} Hz  r {place.correlation:.3f}" for place in places]
    return Done(f"{held.compared.words} {kept}", "\n".join([*lines, f"SHA-256 {held.log_sha256}"]))


# Sun and clocks.


def _place_blanks() -> tuple[Blank, ...]:
    return (
        Blank("lat", tr("&Latitude"), needed=True, hint=tr("degrees north")),
        Blank("lon", tr("L&ongitude"), needed=True, hint=tr("degrees east")),
    )


def _place(given: Values) -> Place:
    return Place(_numbers(given["lat"], 1)[0], _numbers(given["lon"], 1)[0])


def _fit(at: Here, given: Values) -> Done:
    sheets: list[Sheet] = []
    apparent = Angle(*_two(given["elevation"])) if given["elevation"] else None
    if given["height"] and given["shadow"]:
        apparent, sheet = sunsheets.shadow_sheet(_two(given["height"]), _two(given["shadow"]))
        sheets.append(sheet)
    azimuth = None
    if given["bearing"]:
        azimuth = sunsheets.away_from(*_two(given["bearing"]))
    between = (sunsheets.moment(given["from"]), sunsheets.moment(given["to"]))
    _, sheet = sunsheets.fit_sheet(_place(given), between, apparent=apparent, sun_azimuth=azimuth)
    return _keep(at, [*sheets, sheet], given["note"])


def _position(_at: Here, given: Values) -> Done:
    sheet = sunsheets.sun_sheet(_place(given), sunsheets.moment(given["at"]))
    return Done(tr("Nothing is kept."), _sheet_words(sheet))


def _frame(at: Here, given: Values) -> Done:
    horizon, focal = _two(given["horizon"]), _two(given["focal"])
    points = (_two(given["foot"]), _two(given["top"]), _two(given["tip"]))
    seen = ShadowInFrame(*points, horizon[0], focal[0], _two(given["centre"]))
    pixels = _numbers(given["pixels"], 1)[0]
    _, sheet = sunsheets.frame_sheet(seen, pixels=pixels, horizon_error=horizon[1], focal_error=focal[1])
    return _keep(at, [sheet], given["note"])


def _drift(at: Here, given: Values) -> Done:
    readings = [sunsheets.reading(line) for line in given["readings"].splitlines() if line.strip()]
    sheet = sunsheets.drift_sheet(readings, resolution=_numbers(given["resolution"], 1)[0])
    return _keep(at, [sheet], given["note"])


def _note() -> Blank:
    return Blank("note", tr("&Note"))


def _pair(key: str, label: str, hint: str = "", *, needed: bool = True) -> Blank:
    return Blank(key, label, needed=needed, hint=hint or tr("value and uncertainty"))


# A common time.


def _synchronise(at: Here, given: Values) -> Done:
    found = verbs_sources.synchronise(at.path, ids(given["exhibits"]), watcher=at.watcher)
    kept: tuple[Computation, ...] = ()
    if given["keep"]:
        kept = verbs_sources.keep_synchronised(at.path, found, note=given["note"], signer=at.signer)
    words = tr("{count} laid on each other.", count=counted(len(found.pairs), "pair"))
    if not found.groups:
        words = tr("No two exhibits could be laid on each other. That shows nothing about where they are from.")
    return Done(f"{words} {', '.join(one.id for one in kept)}".strip(), _synchronised_words(found))


def _synchronised_words(found: Synchronised) -> str:
    lines: list[str] = []
    for group in found.groups:
        lines.append(tr("In seconds of {clip}:", clip=group.clips[0].clip))
        lines += [f"  {clip.clip}: {clip.start:+.3f} s ± {clip.error:.3f} s" for clip in group.clips]
    lines += [f"{one.this}, {one.other}: {one_line(one.reason, 600)}" for one in found.untold]
    lines += [f"{name}: {one_line(why, 600)}" for name, why in found.silent]
    return "\n".join(lines)


CALCULATIONS: Book[Computation] = Book(
    "Calculations",
    "What was calculated from what is seen and heard belongs here: sun, shadows, clocks, hum, a common time.\n\nMake "
    "or open a case.",
    "Each is kept with what was given and its uncertainty, so that anybody can do it again.",
    (
        Heading("Id", lambda row: row.id, fixed=True),
        Heading("Kind", lambda row: one_line(row.sheet.kind)),
        Heading("Exhibit", lambda row: row.exhibit, fixed=True),
        Heading("By", lambda row: one_line(row.by)),
        Heading("Note", lambda row: one_line(row.note)),
    ),
    (90, 230, 80, 110, 0),
    4,
    _read,
    _words,
    (
        (
            "Times that fit a &shadow…",
            Act(
                "Times that fit a shadow…",
                "Which times fit a shadow seen in the exhibit: give height and length of the shadow, or the sun's "
                "elevation, or where the shadow points.",
                "Calculate and keep",
                lambda _at: (
                    *_place_blanks(),
                    Blank("from", tr("&From"), needed=True, hint="2026-03-01T00:00+01:00"),
                    Blank("to", tr("&To"), needed=True, hint="2026-03-02T00:00+01:00"),
                    _pair("height", tr("&Height"), tr("of an upright object, and its uncertainty"), needed=False),
                    _pair("shadow", tr("Sh&adow"), tr("its length on level ground, and its uncertainty"), needed=False),
                    _pair("elevation", tr("&Elevation"), tr("instead: degrees, and their uncertainty"), needed=False),
                    _pair("bearing", tr("&Bearing"), tr("of the shadow, degrees from true north"), needed=False),
                    _note(),
                ),
                _fit,
                needs="exhibit",
            ),
        ),
        (
            "Shadow in a &frame…",
            Act(
                "Shadow in a frame…",
                "The sun's elevation from an upright object and its shadow, in pixels from the upper left of a frame.",
                "Calculate and keep",
                lambda _at: (
                    _pair("foot", tr("&Foot"), "x y"),
                    _pair("top", tr("&Top"), "x y"),
                    _pair("tip", tr("T&ip of the shadow"), "x y"),
                    _pair("horizon", tr("&Horizon"), tr("its row, and the uncertainty")),
                    _pair("focal", tr("Focal &length"), tr("in pixels, and its uncertainty")),
                    _pair("centre", tr("&Middle of the uncropped frame"), "x y"),
                    Blank("pixels", tr("&Uncertainty of a point"), "2", needed=True, hint=tr("pixels")),
                    _note(),
                ),
                _frame,
                needs="exhibit",
            ),
        ),
        (
            "&Clock on screen…",
            Act(
                "Clock on screen…",
                "How a clock that is seen in the exhibit runs against the recording.",
                "Calculate and keep",
                lambda _at: (
                    Blank(
                        "readings",
                        tr("&Readings"),
                        tall=True,
                        needed=True,
                        hint="12.5=14:03:07",
                        help=tr("One a line: seconds of the recording = what the clock shows."),
                    ),
                    Blank("resolution", tr("&Step of the clock"), "1", needed=True, hint=tr("seconds")),
                    _note(),
                ),
                _drift,
                needs="exhibit",
            ),
        ),
        (
            "&Where the sun stands…",
            Act(
                "Where the sun stands…",
                "At a place and a time. Nothing is kept.",
                "Calculate",
                lambda _at: (*_place_blanks(), Blank("at", tr("&Time"), needed=True, hint="2026-03-01T12:00+01:00")),
                _position,
                signed=False,
            ),
        ),
        (
            "&Hum against a log…",
            Act(
                "Hum against a log…",
                "Holds the hum of the exhibit, as its examination measured it, against a log of the grid's frequency. "
                "The program brings no log.",
                "Compare",
                lambda _at: (
                    Blank("log", tr("&Log"), asks="file", needed=True, hint=tr("CSV: time with zone, hertz")),
                    Blank("source", tr("&Source"), needed=True, hint=tr("who measured it, and where it was had")),
                    Blank("date", tr("&Had on"), needed=True, hint="2026-11-27"),
                    Blank("keep", tr("&Keep"), "yes", asks="tick", hint=tr("in the case, as a calculation")),
                ),
                _hum,
                needs="exhibit",
            ),
        ),
        (
            "Common &time…",
            Act(
                "Common time of clips…",
                "Lays clips of one event on a common time by their sound, and silent copies by their pictures.",
                "Compare",
                lambda at: (
                    of_exhibits(at, help=tr("None ticked: all.")),
                    Blank("keep", tr("&Keep"), asks="tick", hint=tr("in the case, as calculations")),
                    _note(),
                ),
                _synchronise,
                long=True,
            ),
        ),
    ),
)
