"""Methods that are not the program's own: code that the case allows, and models of this person with their cards."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from casefiles import verbs_methods
from casefiles.errors import EntryRefused
from casefiles.methods import Code
from casefiles.models import OwnModel
from casefiles.views import ExhibitId
from gui.acts.declared import Act, At, Book, Done, Listed
from gui.acts.words import pairs, reason
from gui.fields import Blank, Values
from gui.models.rows import Heading
from gui.saying import tr
from gui.words import one_line


@dataclass(frozen=True, slots=True)
class Foreign:
    """A model, or an entry of the case's list of code, in one shape; ``code`` is '' for a model."""

    code: str
    name: str
    kind: str
    state: str
    sha256: str
    words: str


def _code(row: Code) -> Foreign:
    words = pairs(
        ("Method", row.method),
        ("State", tr(row.state)),
        ("From", row.distribution),
        ("SHA-256", row.sha256),
        ("Reason", row.reason),
        ("By", f"{row.by}, {row.made}"),
    )
    return Foreign(row.method, row.method, tr("code of another package"), tr(row.state), row.sha256, words)


def _model(row: OwnModel) -> Foreign:
    card = row.card
    words = pairs(
        ("Model", f"{card.name} {card.version}"),
        ("What it is", card.summary),
        ("A high score stands for", card.target),
        ("Trained and tried on", card.population),
        ("Licence", card.licence),
        ("Source", card.source),
        ("SHA-256", card.sha256),
        ("Limits", "\n  ".join(card.limits)),
        ("Known failures", "\n  ".join(card.known_failures)),
    )
    return Foreign("", f"{card.name} {card.version}", tr("model of your own"), tr("on request"), card.sha256, words)


def _read(path: Path, _exhibit: ExhibitId) -> Listed[Foreign]:
    rows = (*map(_code, verbs_methods.code(path)), *map(_model, verbs_methods.own_models()))
    return Listed(rows, "" if rows else tr("Only methods of the program are used."))


def _add(_at: At[Foreign], given: Values) -> Done:
    made = verbs_methods.add_model(Path(given["card"]).expanduser(), Path(given["model"]).expanduser())
    return Done(tr("{name} is taken in; it runs only on request.", name=one_line(made.card.name)), _model(made).words)


def _withdraw(at: At[Foreign], given: Values) -> Done:
    if not at.marked.code:
        raise EntryRefused(
            tr("a model of your own is on no list of the case"), hint=tr("It runs only when you ask for it.")
        )
    verbs_methods.withdraw(at.path, at.marked.code, reason=given["reason"], signer=at.signer)
    return Done(tr("{name} is off the list; what it measured stays.", name=at.marked.name))


FOREIGN: Book[Foreign] = Book(
    "Other methods",
    "Methods that are not the program's own belong here.\n\nMake or open a case.",
    "Code of others runs only where the case allows it by its digest; a model of your own only when you ask for it. "
    "See also “Methods…” in the menu of the case.",
    (
        Heading("Name", lambda row: one_line(row.name)),
        Heading("Kind", lambda row: row.kind),
        Heading("State", lambda row: row.state),
        Heading("SHA-256", lambda row: row.sha256, fixed=True),
    ),
    (180, 160, 100, 0),
    3,
    _read,
    lambda row: row.words,
    (
        (
            "&Add a model…",
            Act(
                "Add a model of your own…",
                "An ONNX file with its card in TOML, which says what it was tried on. It stays on this machine.",
                "Add",
                lambda _at: (
                    Blank("card", tr("&Card"), asks="file", needed=True, hint="TOML"),
                    Blank("model", tr("&Model"), asks="file", needed=True, hint="ONNX"),
                ),
                _add,
                signed=False,
            ),
        ),
        (
            "&Withdraw code…",
            Act(
                "Withdraw code…",
                "Takes a method's code off the list of the case; what it measured stays.",
                "Withdraw",
                lambda _at: (reason(),),
                _withdraw,
                of_row=True,
            ),
        ),
    ),
)
