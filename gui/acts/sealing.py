"""Seals of the log's head by time-stamp authorities and calendars: asked over the network, and only when asked for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from casefiles import verbs_custody
from casefiles.errors import EntryRefused, SourceUnusable
from casefiles.seal import Authority, Seal
from casefiles.stamps import Stamp
from casefiles.views import ExhibitId
from gui.acts.declared import Act, At, Book, Done, Listed
from gui.acts.words import pairs
from gui.fields import Blank, Values
from gui.models.rows import Heading
from gui.saying import tr
from gui.words import counted, one_line

LARGEST = 1_000_000
"""Bytes of a file of certificates."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A seal or a stamp in one shape."""

    id: str
    events: int
    made: str
    by: str
    words: str


def _sealed(one: Seal | Stamp) -> Sealed:
    match one:
        case Seal():
            words = pairs(
                ("Seal", one.id),
                ("Authority", f"{one.authority} ({one.address})"),
                ("Time that it states", one.sealed),
                ("SHA-256 of the token", one.token_sha256),
            )
            return Sealed(one.id, one.head_size, one.sealed, one.authority, words)
        case Stamp():
            words = pairs(
                ("Stamp", one.id),
                ("Calendar", one.calendar),
                ("Obtained", one.obtained),
                ("Completes", one.supersedes),
                ("Leads to", "\n  ".join(one.states)),
            )
            return Sealed(one.id, one.head_size, one.obtained, one.calendar, words)


def _read(path: Path, _exhibit: ExhibitId) -> Listed[Sealed]:
    seals, unsealed = verbs_custody.seals(path)
    rows = (*map(_sealed, seals), *map(_sealed, verbs_custody.stamped(path)))
    count = counted(unsealed, "event")
    words = tr("{count} came after the last sealed head.", count=count) if seals else tr("No seal covers the log yet.")
    return Listed(rows, words)


def _text(path: Path) -> str:
    try:
        return path.read_bytes()[:LARGEST].decode()
    except (OSError, UnicodeDecodeError) as error:
        raise SourceUnusable(tr("{name} holds no certificates that can be read", name=path.name)) from error


def _ask(at: At[Sealed], given: Values) -> Done:
    named = [given["name"], given["address"], given["certificates"]]
    if any(named) and not all(named):
        raise EntryRefused(
            tr("name, address and certificates go together"), hint=tr("Fill all three, or leave them empty.")
        )
    authority = None
    if all(named):
        authority = Authority(given["name"], given["address"], _text(Path(given["certificates"]).expanduser()))
    asked = verbs_custody.ask_for_seals(at.path, signer=at.signer, authority=authority)
    return _outcome(len(asked.made), asked.waiting)


def _outcome(made: int, waiting: tuple[tuple[str, str], ...]) -> Done:
    words = tr("{count} obtained.", count=counted(made, "proof"))
    if waiting:
        words = tr("{words} The wish stays recorded; ask again later.", words=words)
    return Done(words, "\n".join(f"{one_line(name)}: {one_line(why, 1000)}" for name, why in waiting))


def _stamp(at: At[Sealed], given: Values) -> Done:
    found = verbs_custody.ask_for_stamps(at.path, signer=at.signer, calendar=given["calendar"])
    return _outcome(len(found.made), found.waiting)


def _upgrade(at: At[Sealed], _given: Values) -> Done:
    found = verbs_custody.upgrade_stamps(at.path, signer=at.signer)
    return _outcome(len(found.made), found.waiting)


def _header(at: At[Sealed], given: Values) -> Done:
    try:
        height, header = int(given["height"]), bytes.fromhex(given["header"])
    except ValueError:
        raise EntryRefused(
            tr("the height is a whole number and the header is hexadecimal"), hint=tr("A header has 160 digits.")
        ) from None
    found = verbs_custody.bring_header(at.path, height, header, source=given["source"], signer=at.signer)
    return Done(tr("{id} is kept.", id=found.id), "\n".join(found.shown))


def _export(at: At[Sealed], given: Values) -> Done:
    folder = Path(given["folder"]).expanduser()
    files = verbs_custody.export_seal(at.path, at.marked.id, folder)
    return Done(tr("The proof is written."), "\n".join(str(one) for one in files), folder)


SEALS: Book[Sealed] = Book(
    "Seals",
    "Time stamps over the custody log belong here: they show that it stood so at a time.\n\nMake or open a case.",
    "A seal needs the network: only the digest of the log's head is sent, never anything of the footage.",
    (
        Heading("Id", lambda row: row.id, fixed=True),
        Heading("Events", lambda row: str(row.events), lambda row: row.events, right=True, fixed=True),
        Heading("Made", lambda row: row.made, fixed=True),
        Heading("By", lambda row: one_line(row.by)),
    ),
    (90, 70, 200, 0),
    3,
    _read,
    lambda row: row.words,
    (
        (
            "&Ask for a seal…",
            Act(
                "Ask for a seal…",
                "Asks the time-stamp authorities of this case (RFC 3161) over the network. Name one the first time; it "
                "is asked from then on.",
                "Ask now",
                lambda _at: (
                    Blank("name", tr("&Name of an authority"), hint=tr("empty: those that the case has")),
                    Blank("address", tr("A&ddress"), hint="https://tsa.example/"),
                    Blank("certificates", tr("&Certificates"), asks="file", hint=tr("PEM file with its root")),
                ),
                _ask,
                long=True,
            ),
        ),
        (
            "Ask for a s&tamp…",
            Act(
                "Ask for a stamp…",
                "Asks OpenTimestamps calendars over the network; the proof is complete hours later.",
                "Ask now",
                lambda _at: (Blank("calendar", tr("&Calendar"), hint=tr("empty: those that the case has")),),
                _stamp,
                long=True,
            ),
        ),
        (
            "&Complete stamps…",
            Act(
                "Complete stamps…",
                "Asks the calendars over the network for what they promised.",
                "Ask now",
                lambda _at: (),
                _upgrade,
                long=True,
            ),
        ),
        (
            "&Block header…",
            Act(
                "Bring a block header…",
                "Stamps lead to a Bitcoin block; bring its header from where you trust it. Nothing is fetched.",
                "Keep",
                lambda _at: (
                    Blank("height", tr("&Height of the block"), needed=True),
                    Blank("header", tr("&Header"), needed=True, hint=tr("160 hexadecimal digits")),
                    Blank("source", tr("&Source"), needed=True, hint=tr("a node of your own, a web page")),
                ),
                _header,
            ),
        ),
        (
            "&Export…",
            Act(
                "Export a seal…",
                "Writes head, proof and certificates as openssl and ots read them.",
                "Write",
                lambda _at: (Blank("folder", tr("&Folder"), needed=True, asks="folder"),),
                _export,
                signed=False,
                of_row=True,
            ),
        ),
    ),
)
