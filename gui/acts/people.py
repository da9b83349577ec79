"""Who may write to a case and who has it in hand: enrolling, revoking, and handing over."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from casefiles import verbs_custody
from casefiles.handover import Handover
from casefiles.people import ROLES, Examiner
from casefiles.views import ExhibitId
from gui.acts.declared import Act, At, Book, Done, Listed
from gui.acts.words import authority, pairs, reason
from gui.fields import Blank, Values
from gui.models.rows import Heading
from gui.saying import tr
from gui.words import one_line


@dataclass(frozen=True, slots=True)
class Offered:
    """A handover with the names of the two persons."""

    handover: Handover
    giver: str
    taker: str


def _people(path: Path, _exhibit: ExhibitId) -> Listed[Examiner]:
    found = verbs_custody.examiners(path)
    return Listed(found, tr("Compare a key id with the one that its owner tells you by another way."))


def _person_words(row: Examiner) -> str:
    return pairs(
        ("Name", row.name),
        ("Roles", ", ".join(tr(role) for role in row.roles)),
        ("Key", row.key),
        ("Enrolled", row.enrolled),
        ("Revoked", row.revoked or tr("no")),
    )


def _request(at: At[Examiner], _given: Values) -> Done:
    line = verbs_custody.key_request(at.path, signer=at.signer)
    return Done(tr("Send this line to an examiner of the case. It is no secret."), line)


def _enrol(at: At[Examiner], given: Values) -> Done:
    made = verbs_custody.enrol(
        at.path,
        given["request"],
        roles=tuple(filter(None, given["roles"].split("\n"))),
        reason=given["reason"],
        authority=given["authority"],
        signer=at.signer,
    )
    words = tr("{name} may write to the case. Compare the key id with what its owner tells you.", name=made.name)
    return Done(words, _person_words(made))


def _revoke(at: At[Examiner], given: Values) -> Done:
    made = verbs_custody.revoke(
        at.path, at.marked.key, reason=given["reason"], authority=given["authority"], signer=at.signer
    )
    return Done(tr("{name} may not write to the case any more; what was signed before stays good.", name=made.name))


def _enrol_blanks(_at: At[Examiner]) -> tuple[Blank, ...]:
    roles = tuple((role, tr(role)) for role in ROLES)
    return (
        Blank("request", tr("Their re&quest"), tall=True, needed=True, hint=tr("the line that they sent you")),
        Blank("roles", tr("R&oles"), "examiner", choices=roles, asks="several", needed=True),
        reason(),
        authority(),
    )


ASK = Act(
    "Ask to be enrolled…",
    "Makes a line with your name and your key. Whoever examines the case enrols you with it.",
    "Make the line",
    lambda _at: (),
    _request,
)
ENROL = Act(
    "Enrol a person…",
    "Gives somebody the right to write to this case. They make the line with “Ask to be enrolled…” on a copy of it.",
    "Enrol",
    _enrol_blanks,
    _enrol,
)
REVOKE = Act(
    "Revoke a key…",
    "Takes the right to write from the key that is marked. What it signed stays good, and it is never enrolled again.",
    "Revoke",
    lambda _at: (reason(), authority()),
    _revoke,
    of_row=True,
)
PEOPLE: Book[Examiner] = Book(
    "People",
    "Everybody who may write to the case belongs here, each with a key.\n\nMake or open a case.",
    "Who may write to this case. Enrol a colleague before you hand the case over.",
    (
        Heading("Name", lambda row: one_line(row.name)),
        Heading("Roles", lambda row: ", ".join(tr(role) for role in row.roles)),
        Heading("Enrolled", lambda row: row.enrolled[:16], fixed=True),
        Heading("State", lambda row: tr("revoked") if row.revoked else tr("in force")),
        Heading("Key", lambda row: row.key, fixed=True),
    ),
    (150, 140, 140, 80, 0),
    4,
    _people,
    _person_words,
    (("&Enrol a person…", ENROL), ("&Revoke…", REVOKE), ("&Ask to be enrolled…", ASK)),
)


def _handovers(path: Path, _exhibit: ExhibitId) -> Listed[Offered]:
    names = {one.key: one.name for one in verbs_custody.examiners(path)}
    found = verbs_custody.handovers(path)
    rows = tuple(Offered(one, names.get(one.by_key, ""), names.get(one.to_key, "")) for one in found)
    return Listed(rows, "" if rows else tr("The case was never handed over."))


def _offer_words(row: Offered) -> str:
    one = row.handover
    said = pairs(
        ("Handover", one.id),
        ("Offered", one.offered),
        ("By", f"{row.giver} ({one.by_key})"),
        ("To", f"{row.taker} ({one.to_key})"),
        ("Reason", one.reason),
        ("Answer", f"{tr(one.answer)} {one.answered}"),
    )
    return said + "\n\n" + "\n".join(f"{exhibit}  {sha256}" for exhibit, sha256 in one.items)


def _offer(at: At[Offered], given: Values) -> Done:
    made = verbs_custody.offer(
        at.path, to_key=given["to"], reason=given["reason"], authority=given["authority"], signer=at.signer
    )
    return Done(tr("{id} is offered. The recipient accepts it with their own key.", id=made.id))


def _accept(at: At[Offered], _given: Values) -> Done:
    made = verbs_custody.accept(at.path, at.marked.handover.id, signer=at.signer, watcher=at.watcher)
    return Done(tr("{id}: everything was read again and you have custody of the case.", id=made.id))


def _refuse(at: At[Offered], given: Values) -> Done:
    made = verbs_custody.refuse(at.path, at.marked.handover.id, reason=given["reason"], signer=at.signer)
    return Done(tr("{id} is refused; custody stays where it was.", id=made.id))


def _offer_blanks(at: At[Offered]) -> tuple[Blank, ...]:
    mine = at.signer.key_id
    people = [one for one in verbs_custody.examiners(at.path) if not one.revoked and one.key != mine]
    choices = tuple((one.key, f"{one_line(one.name, 60)} ({one.key[:16]})") for one in people)
    nobody = tr("Nobody else is enrolled: enrol the recipient first, on the page “People”.")
    return (
        Blank("to", tr("&To"), choices=choices or (("", tr("nobody")),), needed=True, help="" if choices else nobody),
        reason(),
        authority(),
    )


HANDOVERS: Book[Offered] = Book(
    "Handovers",
    "Who had the case, and who has it now, belongs here.\n\nMake or open a case.",
    "One examiner offers the case; the other reads every original again and counter-signs.",
    (
        Heading("Id", lambda row: row.handover.id, fixed=True),
        Heading("Offered", lambda row: row.handover.offered[:16], fixed=True),
        Heading("By", lambda row: one_line(row.giver)),
        Heading("To", lambda row: one_line(row.taker)),
        Heading("Answer", lambda row: tr(row.handover.answer)),
        Heading("Reason", lambda row: one_line(row.handover.reason)),
    ),
    (80, 140, 120, 120, 80, 0),
    5,
    _handovers,
    _offer_words,
    (
        (
            "&Offer the case…",
            Act(
                "Hand the case over…",
                "Offers all that the case holds to another examiner of it. Only who has custody can.",
                "Offer",
                _offer_blanks,
                _offer,
            ),
        ),
        (
            "&Accept…",
            Act(
                "Accept a handover…",
                "Reads every original again, compares it with what was offered, and counter-signs with your key.",
                "Accept",
                lambda _at: (),
                _accept,
                long=True,
                of_row=True,
            ),
        ),
        (
            "&Refuse…",
            Act(
                "Refuse a handover…",
                "Custody stays where it was.",
                "Refuse",
                lambda _at: (reason(),),
                _refuse,
                of_row=True,
            ),
        ),
    ),
)
