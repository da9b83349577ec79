"""Calibration packs, by which alone a score becomes a bounded likelihood ratio, and what they say of the exhibits."""

from __future__ import annotations

from pathlib import Path

from casefiles import verbs_methods
from casefiles.calibrations import Held
from casefiles.report.ratios import pack_words, ratio_words
from casefiles.views import ExhibitId
from gui.acts.declared import Act, At, Book, Done, Listed
from gui.acts.words import reason
from gui.fields import Blank, Values
from gui.models.rows import Heading
from gui.saying import tr
from gui.words import one_line


def _read(path: Path, _exhibit: ExhibitId) -> Listed[Held]:
    found = verbs_methods.calibrations(path)
    return Listed(found, "" if found else tr("No pack is in force: every score stays a score."))


def _words(row: Held) -> str:
    return "\n".join(f"{one_line(name)}: {one_line(value, 2000)}" for name, value in pack_words(row))


def _add(at: At[Held], given: Values) -> Done:
    pack, signature = (Path(given[key]).expanduser() for key in ("pack", "signature"))
    made = verbs_methods.add_calibration(at.path, pack, signature, reason=given["reason"], signer=at.signer)
    return Done(tr("{id} is in force.", id=made.id), _words(made))


def _withdraw(at: At[Held], given: Values) -> Done:
    made = verbs_methods.withdraw_calibration(at.path, at.marked.id, reason=given["reason"], signer=at.signer)
    return Done(tr("{id}: the pack is out of force.", id=made.id))


def _ratios(at: At[Held], _given: Values) -> Done:
    found = verbs_methods.ratios(at.path)
    lines = [f"{one.exhibit}, {one.held.pack.method} {one.held.pack.version}: {ratio_words(one)}" for one in found]
    return Done(tr("What every pack in force says of every examined exhibit."), "\n".join(lines) or tr("Nothing."))


PACKS: Book[Held] = Book(
    "Calibration",
    "Calibration packs that were taken into the case belong here.\n\nMake or open a case.",
    "A pack says for which footage it holds; outside of that it gives no ratio, and says why.",
    (
        Heading("Id", lambda row: row.id, fixed=True),
        Heading("Method", lambda row: one_line(f"{row.pack.method} {row.pack.version}")),
        Heading("State", lambda row: tr(row.state)),
        Heading("Signed by", lambda row: one_line(row.signed_by)),
        Heading("Reason", lambda row: one_line(row.reason)),
    ),
    (90, 180, 100, 130, 0),
    4,
    _read,
    _words,
    (
        (
            "&Take a pack in…",
            Act(
                "Take a calibration pack in…",
                "A pack that `assay validate` wrote, with its signature.",
                "Take in",
                lambda _at: (
                    Blank("pack", tr("&Pack"), asks="file", needed=True),
                    Blank("signature", tr("&Signature"), asks="file", needed=True),
                    Blank("reason", tr("&Reason"), needed=True, hint=tr("whose it is, and why its population fits")),
                ),
                _add,
            ),
        ),
        (
            "&Withdraw…",
            Act(
                "Withdraw a pack…",
                "That it was in force stays in the log.",
                "Withdraw",
                lambda _at: (reason(),),
                _withdraw,
                of_row=True,
            ),
        ),
        (
            "&Likelihood ratios…",
            Act(
                "Likelihood ratios…",
                "What every pack in force says of every examined exhibit, abstentions included.",
                "Show",
                lambda _at: (),
                _ratios,
                signed=False,
            ),
        ),
    ),
)
