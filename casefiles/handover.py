"""Handing a case over: one examiner offers what the case holds, the other reads it all again and counter-signs."""

from __future__ import annotations

import json
from dataclasses import dataclass

from casefiles.case import Case
from casefiles.change import Change
from casefiles.errors import KeyUnavailable, UnknownItem, VerificationFailed
from casefiles.file_check import KeptFile, check_files
from casefiles.people import examiners
from casefiles.verification import BytesRead
from casefiles.views import Watcher
from forensics.codec import Json


@dataclass(frozen=True, slots=True)
class Handover:
    """An offer and its answer: 'open', 'accepted', 'refused' or 'lapsed'. ``items`` are exhibits with their SHA-256."""

    id: str
    offered: str
    by_key: str
    to_key: str
    items: tuple[tuple[str, str], ...]
    reason: str
    answer: str
    answered: str
    event: int


def offer(case: Case, *, to_key: str, reason: str, authority: str = "") -> Handover:
    """Offer all exhibits to another examiner; raise UnknownItem, KeyUnavailable. Only the custodian can offer."""
    signer_key = case.signer.key_id if case.signer else ""
    if to_key not in {one.key for one in examiners(case) if not one.revoked}:
        raise UnknownItem(f"no key {to_key[:16]} is in force in this case", hint="Enrol the recipient first.")
    if case.signer is not None and signer_key != custodian(case):
        raise KeyUnavailable(
            f"{case.signer.name} is not the custodian of this case", hint="Let the custodian offer it."
        )
    if any(one.answer == "open" for one in handovers(case)):
        raise KeyUnavailable("an offer is open already", hint="It must be accepted or refused first.")
    items = [(str(row.id), row.sha256) for row in case.exhibits()]
    body: dict[str, Json] = {"to": to_key, "items": [[exhibit, sha256] for exhibit, sha256 in items]}
    with case.change("custody.offer", reason=reason, authority=authority, body=body) as change:
        identifier = change.next_id("handover")
        change.concern(identifier)
        change.insert(
            "handover",
            {
                "id": identifier,
                "offered": change.at,
                "by_key": signer_key,
                "to_key": to_key,
                "items": json.dumps(items),
                "reason": reason,
            },
        )
    return _handover(case, identifier)


def accept(case: Case, identifier: str, *, watcher: Watcher = Watcher()) -> Handover:  # noqa: B008 - frozen
    """Read every offered original again and take custody; raise VerificationFailed where one differs."""
    open_offer = _answerable(case, identifier)
    paths = {str(row.id): row for row in case.exhibits()}
    kept = [
        KeptFile(paths[exhibit].stored_as, sha256, exhibit, paths[exhibit].size) for exhibit, sha256 in open_offer.items
    ]
    counter = BytesRead(watcher, "reading the offered originals", sum(one.size for one in kept))
    problems = check_files(case.path, kept, counter.add)
    if problems:
        raise VerificationFailed(
            f"{len(problems)} of the offered originals are not what was offered; the first: "
            f"{problems[0].place}: {problems[0].what}",
            hint="Refuse the handover with this as the reason.",
        )
    with case.change("custody.accept", item=identifier) as change:
        change.record(read_again="all originals have the offered SHA-256", bytes_read=counter.done)
        _answer(case, change, open_offer, "accepted", "")
    return _handover(case, identifier)


def refuse(case: Case, identifier: str, *, reason: str) -> Handover:
    """Refuse an offer; custody stays where it was."""
    open_offer = _answerable(case, identifier)
    with case.change("custody.refuse", item=identifier, reason=reason) as change:
        _answer(case, change, open_offer, "refused", reason)
    return _handover(case, identifier)


def handovers(case: Case) -> tuple[Handover, ...]:
    """Return all offers with their answers, oldest first."""
    rows = case.store.rows(
        "SELECT h.*, coalesce(a.answered, '') AS answered, coalesce(a.answer, CASE WHEN EXISTS "
        "(SELECT 1 FROM takeover t WHERE t.event > h.event) THEN 'lapsed' ELSE 'open' END) AS answer "
        "FROM handover h LEFT JOIN answer a ON a.handover = h.id ORDER BY h.id"
    )
    return tuple(
        Handover(
            str(row["id"]),
            str(row["offered"]),
            str(row["by_key"]),
            str(row["to_key"]),
            tuple((str(exhibit), str(sha256)) for exhibit, sha256 in json.loads(str(row["items"]))),
            str(row["reason"]),
            str(row["answer"]),
            str(row["answered"]),
            int(str(row["event"])),
        )
        for row in rows
    )


def custodian(case: Case) -> str:
    """Return the key id of who has custody: the first examiner, or who accepted it or took a copy over last."""
    last = next(
        case.store.rows(
            "SELECT a.event, a.by_key AS key FROM answer a WHERE a.answer = 'accepted' "
            "UNION ALL SELECT event, key FROM takeover ORDER BY event DESC LIMIT 1"
        ),
        None,
    )
    return str(last["key"]) if last else examiners(case)[0].key


def _answer(case: Case, change: Change, offered: Handover, answer: str, reason: str) -> None:
    """Name the offer by number and leaf: the recipient's signature over them is the counter-signature."""
    leaf = next(case.store.rows("SELECT leaf FROM event WHERE seq = ?", (offered.event,)))["leaf"]
    change.record(offer=offered.event, offer_leaf=leaf.hex() if isinstance(leaf, bytes) else "")
    change.insert(
        "answer",
        {
            "handover": offered.id,
            "answered": change.at,
            "answer": answer,
            "by_key": offered.to_key,
            "reason": reason,
        },
    )


def _answerable(case: Case, identifier: str) -> Handover:
    found = _handover(case, identifier)
    if found.answer != "open":
        raise UnknownItem(f"{identifier} was {found.answer} already", hint="Nothing more is to be done.")
    case.require_writable()
    if case.signer is not None and case.signer.key_id != found.to_key:
        raise KeyUnavailable(f"{identifier} was not offered to {case.signer.name}", hint="Let the recipient answer it.")
    return found


def _handover(case: Case, identifier: str) -> Handover:
    found = next((one for one in handovers(case) if one.id == identifier), None)
    if found is None:
        raise UnknownItem(f"there is no handover {identifier} in this case", hint="List the handovers of the case.")
    return found
