"""The examiners of a case: a second one asks with a proof, one who stands in the case enrols, a key can be revoked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from casefiles import custody
from casefiles.case import Case
from casefiles.custody import EventRefused
from casefiles.errors import KeyUnavailable, UnknownItem
from casefiles.keys import Signer, key_id
from casefiles.views import CaseId
from forensics.codec import CodecError, Json, parse_json

ROLES = ("collector", "examiner", "reviewer", "authoriser")


@dataclass(frozen=True, slots=True)
class Examiner:
    """A person who may write to the case. ``revoked`` is '' as long as the key stands."""

    key: str
    name: str
    roles: tuple[str, ...]
    enrolled: str
    revoked: str


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody sends who wants to be enrolled: who, with which key, and the proof that the key is theirs."""

    case: CaseId
    name: str
    public: bytes
    possession: str


def request(case: CaseId, signer: Signer) -> str:
    """Return a request in one line, to be sent to an examiner of the case; it is no secret."""
    fields: dict[str, Json] = {
        "case": case,
        "name": signer.name,
        "public": signer.public.hex(),
        "possession": custody.prove_possession(case, signer),
    }
    return custody.canonical({"assay_key_request": fields}).decode()


def read_request(untrusted: str) -> Request:
    """Return the request that a text states; raise KeyUnavailable where it is none, or where the proof is not good."""
    try:
        fields = parse_json(untrusted.strip())
        inner = fields.get("assay_key_request") if isinstance(fields, dict) else None
        if not isinstance(inner, dict):
            raise EventRefused("the text is no request")
        found = Request(
            CaseId(_text(inner, "case")),
            _name(inner),
            bytes.fromhex(_text(inner, "public")),
            _text(inner, "possession"),
        )
        custody.check_possession(found.case, found.public, found.possession)
    except (CodecError, EventRefused, ValueError) as error:
        raise KeyUnavailable(
            f"this is no request to be enrolled: {error}",
            hint="Ask for it again; it is one line of text, to be sent unchanged.",
        ) from error
    return found


def enrol(case: Case, untrusted: str, *, roles: tuple[str, ...], reason: str, authority: str = "") -> Examiner:
    """Give the sender of a request the right to write to the case; raise KeyUnavailable."""
    found = read_request(untrusted)
    if found.case != case.id:
        raise KeyUnavailable("the request is for another case", hint="Ask for one that was made for this case.")
    if not roles or set(roles) - set(ROLES):
        raise KeyUnavailable(f"a role is one of {', '.join(ROLES)}", hint="Name one or more of them.")
    key = key_id(found.public)
    if any(one.key == key for one in examiners(case)):
        raise KeyUnavailable(
            f"the key of {found.name} stands in this case", hint="A revoked key is never enrolled again."
        )
    said = ", ".join(roles)
    enrolled: dict[str, Json] = {"name": found.name, "key": key, "public": found.public.hex(), "roles": said}
    body: dict[str, Json] = {"enrol": enrolled, "possession": found.possession}
    with case.change("key.enrol", item=key, reason=reason, authority=authority, body=body) as change:
        row = {"key": key, "name": found.name, "public": found.public.hex(), "roles": said, "enrolled": change.at}
        change.insert("examiner", row)
    return next(one for one in examiners(case) if one.key == key)


def revoke(case: Case, key: str, *, reason: str, authority: str = "") -> Examiner:
    """Take the right to write from a key; what it signed before stays good. Raise UnknownItem, KeyUnavailable."""
    active = {one.key: one for one in examiners(case) if not one.revoked}
    if key not in active:
        raise UnknownItem(f"no key {key[:16]} is in force in this case", hint="List the keys of the case.")
    if len(active) == 1:
        raise KeyUnavailable(
            "this is the only key in force: nobody could write to the case any more", hint="Enrol another key first."
        )
    by = case.signer.name if case.signer else ""
    with case.change("key.revoke", item=key, reason=reason, authority=authority, body={"revoke": key}) as change:
        change.insert("revocation", {"key": key, "revoked": change.at, "by": by, "reason": reason})
    return next(one for one in examiners(case) if one.key == key)


def examiners(case: Case) -> tuple[Examiner, ...]:
    """Return everybody who was ever enrolled, in order."""
    rows = case.store.rows(
        "SELECT e.key, e.name, e.roles, e.enrolled, coalesce(r.revoked, '') AS revoked "
        "FROM examiner e LEFT JOIN revocation r ON r.key = e.key ORDER BY e.event, e.key"
    )
    return tuple(
        Examiner(
            str(row["key"]),
            str(row["name"]),
            tuple(str(row["roles"]).split(", ")),
            str(row["enrolled"]),
            str(row["revoked"]),
        )
        for row in rows
    )


def full_key(case: Case, beginning: str) -> str:
    """Return the id of the one enrolled key that begins so; raise UnknownItem for none or several."""
    found = [one.key for one in examiners(case) if beginning and one.key.startswith(beginning.strip().lower())]
    if len(found) != 1:
        raise UnknownItem(
            f"{len(found) or 'no'} keys of this case begin with {beginning[:64]}",
            hint="List the keys: `assay people list CASE`.",
        )
    return found[0]


def _name(fields: Mapping[str, Json]) -> str:
    name = _text(fields, "name")
    if not name.strip() or not name.isprintable() or len(name) > 200:
        raise EventRefused("the name cannot be printed")
    return name


def _text(fields: Mapping[str, Json], name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str):
        raise EventRefused(f"{name} is missing")
    return value
