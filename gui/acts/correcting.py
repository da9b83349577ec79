"""What is said later of what was recorded: corrections, erasure of what a person stated, removal of an original."""

from __future__ import annotations

from pathlib import Path

from casefiles import verbs_custody, workbench
from casefiles.corrections import Correction
from casefiles.views import ExhibitId
from gui.acts.declared import Act, At, Book, Done, Listed
from gui.acts.words import authority, pairs, reason
from gui.fields import Blank, Values
from gui.models.rows import Heading
from gui.saying import tr
from gui.words import counted, one_line, size_words

LATEST = 400
"""Events that are offered to be corrected, the newest first."""


def _read(path: Path, _exhibit: ExhibitId) -> Listed[Correction]:
    found = verbs_custody.corrected(path)
    begun = verbs_custody.unfinished(path)
    words = [] if found else [tr("Nothing was corrected.")]
    words += [tr("{count} begun and not finished.", count=counted(len(begun), "copy", "copies"))] if begun else []
    words += [f"{one_line(one.source, 200)}: {size_words(one.finished)} / {size_words(one.size)}" for one in begun]
    return Listed(found, " ".join(words))


def _words(row: Correction) -> str:
    return pairs(
        ("Correction", row.id),
        ("Of event", str(row.corrects)),
        ("When", row.corrected),
        ("Who", row.by),
        ("What is right", row.replacement),
        ("Reason", row.reason),
    )


def _correct_blanks(at: At[Correction]) -> tuple[Blank, ...]:
    events = workbench.events(at.path)[::-1][:LATEST]
    choices = tuple(
        (str(one.seq), f"{one.seq}  {one.at[:16]}  {one_line(f'{one.action} {one.item}', 70)}") for one in events
    )
    return (
        Blank("event", tr("&Event"), choices=choices),
        Blank("replacement", tr("What is &right"), tall=True, needed=True),
        reason(),
        authority(),
    )


def _correct(at: At[Correction], given: Values) -> Done:
    made = verbs_custody.correct(
        at.path,
        int(given["event"]),
        replacement=given["replacement"],
        reason=given["reason"],
        authority=given["authority"],
        signer=at.signer,
    )
    return Done(tr("{id}: the event stays, and both are shown.", id=made.id))


def _erase(at: At[Correction], given: Values) -> Done:
    verbs_custody.erase(at.path, given["item"], reason=given["reason"], authority=given["authority"], signer=at.signer)
    return Done(tr("Erased. Copies, backups and packages that were made before are not reached."))


def _remove(at: At[Correction], given: Values) -> Done:
    exhibit = ExhibitId(given["exhibit"])
    made = verbs_custody.remove(
        at.path, exhibit, reason=given["reason"], authority=given["authority"], signer=at.signer
    )
    return Done(tr("{id}: the original of {exhibit} is deleted.", id=made.id, exhibit=exhibit))


def _remove_blanks(at: At[Correction]) -> tuple[Blank, ...]:
    choices = tuple((one.id, f"{one.id}  {one_line(one.name, 80)}") for one in at.exhibits)
    return (Blank("exhibit", tr("E&xhibit"), at.exhibit, choices=choices), reason(), authority())


def _discard(at: At[Correction], _given: Values) -> Done:
    gone = verbs_custody.discard_unfinished(at.path, signer=at.signer)
    return Done(tr("{count} given up.", count=counted(len(gone), "copy", "copies")))


CORRECTIONS: Book[Correction] = Book(
    "Corrections",
    "What was said later of what the log holds belongs here.\n\nMake or open a case.",
    "Corrections add: nothing that was recorded is edited. What a person stated can be erased lawfully; the log keeps "
    "a digest of it.",
    (
        Heading("Id", lambda row: row.id, fixed=True),
        Heading("Of event", lambda row: str(row.corrects), lambda row: row.corrects, right=True, fixed=True),
        Heading("When", lambda row: row.corrected[:16], fixed=True),
        Heading("Who", lambda row: one_line(row.by)),
        Heading("What is right", lambda row: one_line(row.replacement)),
    ),
    (80, 70, 140, 120, 0),
    4,
    _read,
    _words,
    (
        (
            "&Correct…",
            Act(
                "Correct what was recorded…",
                "Says that something recorded was wrong, and what is right. The event stays, and both are shown.",
                "Record",
                _correct_blanks,
                _correct,
            ),
        ),
        (
            "&Erase…",
            Act(
                "Erase what a person stated…",
                "Erases what was stated at an acquisition (A-0001), in a declaration (J-0001) or in a note (AN-0001). "
                "The log stays whole. This cannot be undone.",
                "Erase",
                lambda _at: (Blank("item", tr("&Item"), needed=True, hint="A-0001"), reason(), authority()),
                _erase,
            ),
        ),
        (
            "Re&move an original…",
            Act(
                "Remove an original…",
                "Deletes the file of an exhibit as a recorded act; its digests and all that was measured stay. This "
                "cannot be undone.",
                "Delete the file",
                _remove_blanks,
                _remove,
            ),
        ),
        (
            "&Give up copies…",
            Act(
                "Give up unfinished copies…",
                "Copies that were begun are gone on with when the same file is added again; this gives them up.",
                "Give up",
                lambda _at: (),
                _discard,
            ),
        ),
    ),
)
