"""OpenTimestamps over heads of the log, as an option beside seals: asked for over the network only on request.

A calendar is asked with a salted digest of the newest head. Its answer is kept as it came; hours later the calendar can
complete it to a proof that leads to a Bitcoin block, and that is checked against a block header that a person brings.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256

from casefiles import ots
from casefiles.case import Case
from casefiles.errors import EntryRefused, NetworkUnavailable, UnknownItem, VerificationFailed
from casefiles.ots import Node, ProofRefused
from forensics.codec import Json

Ask = Callable[[str, bytes], bytes]
"""Send bytes to an address, or with none fetch it; raises NetworkUnavailable."""
NONCE = 16
_HEX = "0123456789abcdef"


@dataclass(frozen=True, slots=True)
class Stamp:
    """A proof over the head of ``head_size`` events: the calendar, and what it leads to in words, one line each."""

    id: str
    head_size: int
    calendar: str
    obtained: str
    supersedes: str
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stamped:
    """What asking the calendars gave: proofs, and which calendars did not answer, or cannot complete yet, and why."""

    made: tuple[Stamp, ...]
    waiting: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Header:
    """A block header that a person brought: height, hash, time and difficulty that it states, and whence it is."""

    id: str
    height: int
    hash: str
    time: str
    difficulty: int
    source: str
    shown: tuple[str, ...]
    """What it shows of which stamp, in words."""


def name_calendar(case: Case, address: str) -> None:
    """Record a calendar that this case asks, unless it stands there; raise EntryRefused."""
    if not address.startswith(("https://", "http://")) or not address.isprintable() or " " in address:
        raise EntryRefused(f"{address!r} is no web address", hint="Give it as https://HOST.")
    if address in calendars(case):
        return
    with case.change("stamp.calendar", body={"address": address}) as change:
        identifier = change.next_id("calendar")
        change.concern(identifier)
        by = case.signer.name if case.signer else ""
        change.insert("calendar", {"id": identifier, "address": address, "named": change.at, "by": by})


def calendars(case: Case) -> tuple[str, ...]:
    """Return the addresses of the calendars that the case names."""
    return tuple(str(row["address"]) for row in case.store.rows("SELECT address FROM calendar ORDER BY id"))


def ask(case: Case, *, over: Ask) -> Stamped:
    """Ask every calendar of the case to stamp the newest head; raise UnknownItem, VerificationFailed, case errors.

    A calendar that cannot be reached is waited for: the next time it stamps a head that covers all events until then.
    """
    case.require_writable()
    named = calendars(case)
    if not named:
        raise UnknownItem("this case names no calendar", hint="Name one: --calendar https://HOST.")
    made: list[Stamp] = []
    waiting: list[tuple[str, str]] = []
    for address in named:
        head = case.head()
        digest = sha256(head.note.encode()).digest()
        question, root, last = ots.begin(digest, secrets.token_bytes(NONCE))
        try:
            _join(last, _answer(address, over(f"{address.rstrip('/')}/digest", question), question))
        except NetworkUnavailable as error:
            waiting.append((address, str(error)))
            continue
        made.append(_keep(case, head.size, address, ots.write_proof(digest, root), supersedes=""))
    return Stamped(tuple(made), tuple(waiting))


def upgrade(case: Case, *, over: Ask) -> Stamped:
    """Ask the calendars to complete what they only promised; a completed proof is kept beside the one before it."""
    case.require_writable()
    made: list[Stamp] = []
    waiting: list[tuple[str, str]] = []
    for stamp, proof, digest in _newest(case):
        root = ots.read_proof(proof, digest)
        if any(one.height >= 0 for _, one in ots.attested(root)):
            continue
        more = False
        for node, one in tuple(ots.attested(root)):
            if not one.address:
                continue
            try:
                address = f"{_calendar(one.address, stamp.calendar)}/timestamp/{node.message.hex()}"
                more |= _join(node, _answer(one.address, over(address, b""), node.message))
            except NetworkUnavailable as error:
                waiting.append((stamp.id, str(error)))
        if more:
            made.append(
                _keep(case, stamp.head_size, stamp.calendar, ots.write_proof(digest, root), supersedes=stamp.id)
            )
    return Stamped(tuple(made), tuple(waiting))


def bring_header(case: Case, height: int, header: bytes, *, source: str) -> Header:
    """Record a block header that a person had from elsewhere, and say what it shows; raise EntryRefused."""
    try:
        block = ots.read_header(header)
    except ProofRefused as error:
        raise EntryRefused(str(error), hint="Give the 80 bytes of the header as 160 hexadecimal digits.") from error
    if not source.strip():
        raise EntryRefused("a block header says whence it is", hint="Give --source.")
    shown = [
        f"{stamp.id}: {words}"
        for stamp, proof, digest in _newest(case)
        for words in shows(proof, digest, {height: [header]}, stamp.head_size)
    ]
    if not shown:
        raise EntryRefused(
            f"no stamp of this case leads to the Merkle root of that header at height {height}",
            hint="Look at the heights in `assay seal show`, and bring the header of that block.",
        )
    by = case.signer.name if case.signer else ""
    with case.change("stamp.header", body={"height": height, "hash": block.hash}) as change:
        identifier = change.next_id("block_header")
        change.concern(identifier)
        change.insert(
            "block_header",
            {
                "id": identifier,
                "height": height,
                "header": header.hex(),
                "source": source,
                "given": change.at,
                "by": by,
            },
        )
    time = block.time.isoformat()
    return Header(identifier, height, block.hash, time, block.difficulty, source, tuple(shown))


def shows(proof: bytes, digest: bytes, headers: dict[int, list[bytes]], head_size: int) -> tuple[str, ...]:
    """Say which of the headers a proof leads to; raise ProofRefused for no proof of this digest or no header."""
    words = []
    for node, one in ots.attested(ots.read_proof(proof, digest)):
        for header in headers.get(one.height, []):
            block = ots.read_header(header)
            if block.merkle_root == node.message:
                words.append(
                    f"the head of {head_size} events stood before the Bitcoin block {one.height} of "
                    f"{block.time:%Y-%m-%d %H:%M:%S} UTC (hash {block.hash})"
                )
    return tuple(words)


def headers_of(rows: Iterable[tuple[object, ...]]) -> dict[int, list[bytes]]:
    """Return the block headers that stand in a case, by height; rows of other types are passed over."""
    found: dict[int, list[bytes]] = {}
    for row in rows:
        match row:
            case (int(height), str(header)) if len(header) == 2 * ots.HEADER and not set(header) - set(_HEX):
                found.setdefault(height, []).append(bytes.fromhex(header))
    return found


def stamps(case: Case) -> tuple[Stamp, ...]:
    """Return all stamps, oldest first."""
    return tuple(stamp for stamp, _, _ in _rows(case))


def proof_of(case: Case, identifier: str) -> tuple[str, bytes]:
    """Return the head that a stamp is of and its proof, as `ots verify` reads them; raise UnknownItem."""
    sql = "SELECT s.proof, h.note FROM stamp s JOIN head h ON h.size = s.head_size WHERE s.id = ?"
    row = next(case.store.rows(sql, (identifier,)), None)
    if row is None:
        raise UnknownItem(f"there is no stamp {identifier} in this case", hint="List them with `assay seal show CASE`.")
    return str(row["note"]), bytes.fromhex(str(row["proof"]))


def _rows(case: Case) -> list[tuple[Stamp, bytes, bytes]]:
    sql = "SELECT s.*, h.note FROM stamp s JOIN head h ON h.size = s.head_size ORDER BY s.event"
    return [
        (
            Stamp(
                str(row["id"]),
                int(str(row["head_size"])),
                str(row["calendar"]),
                str(row["obtained"]),
                str(row["supersedes"]),
                states(bytes.fromhex(str(row["proof"])), sha256(str(row["note"]).encode()).digest()),
            ),
            bytes.fromhex(str(row["proof"])),
            sha256(str(row["note"]).encode()).digest(),
        )
        for row in case.store.rows(sql)
    ]


def _newest(case: Case) -> list[tuple[Stamp, bytes, bytes]]:
    found = _rows(case)
    replaced = {stamp.supersedes for stamp, _, _ in found}
    return [one for one in found if one[0].id not in replaced]


def states(proof: bytes, digest: bytes) -> tuple[str, ...]:
    """Return in words what a proof leads to, or why it is none."""
    try:
        found = [one for _, one in ots.attested(ots.read_proof(proof, digest))]
    except ProofRefused as error:
        return (f"no proof of this head: {error}",)
    words = []
    for one in found:
        if one.height >= 0:
            words.append(f"the Bitcoin block {one.height}")
        elif one.address:
            words.append(f"a promise by {one.address}, which proves nothing yet")
        else:
            words.append(f"an attestation of an unknown kind ({one.tag.hex()})")
    return tuple(words)


def _keep(case: Case, size: int, calendar: str, proof: bytes, *, supersedes: str) -> Stamp:
    body: dict[str, Json] = {"head_size": size, "calendar": calendar, "proof_sha256": sha256(proof).hexdigest()}
    with case.change("stamp", body={**body, "supersedes": supersedes}) as change:
        identifier = change.next_id("stamp")
        change.concern(identifier)
        change.insert(
            "stamp",
            {
                "id": identifier,
                "head_size": size,
                "calendar": calendar,
                "proof": proof.hex(),
                "supersedes": supersedes,
                "obtained": change.at,
            },
        )
    return next(one for one in stamps(case) if one.id == identifier)


def _answer(address: str, answer: bytes, message: bytes) -> Node:
    try:
        return ots.read_answer(answer, message)
    except ProofRefused as error:
        raise VerificationFailed(
            f"the answer of {address} was not kept: {error}", hint="Check the address; the case is unchanged."
        ) from error


def _join(node: Node, more: Node) -> bool:
    """Add what an answer leads to; return whether anything of it is new."""
    known = {(one.tag, one.payload) for one in node.attestations}
    attestations = [one for one in more.attestations if (one.tag, one.payload) not in known]
    steps = [one for one in more.steps if one[0] not in {step for step, _ in node.steps}]
    node.attestations += attestations
    node.steps += steps
    return bool(attestations or steps)


def _calendar(address: str, named: str) -> str:
    """Return the address that a promise names; only by https, unless it is the calendar that the case names itself."""
    if not address.startswith("https://") and address.rstrip("/") != named.rstrip("/"):
        raise NetworkUnavailable(f"{address} is not asked: only https is")
    return address.rstrip("/")


def over_network(address: str, body: bytes) -> bytes:
    """Send bytes to a calendar, or with none fetch from it; raise NetworkUnavailable."""
    import urllib.error
    import urllib.request
    from http.client import HTTPException

    if not address.startswith(("https://", "http://")):
        raise NetworkUnavailable(f"{address} is no web address")
    headers = {"Accept": "application/vnd.opentimestamps.v1", "User-Agent": "assay"}
    if body:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    query = urllib.request.Request(address, data=body or None, headers=headers)  # noqa: S310 - scheme checked above
    try:
        with urllib.request.urlopen(query, timeout=30.0) as answer:  # noqa: S310 - as above
            content: bytes = answer.read(ots.LONGEST + 1)
    except urllib.error.HTTPError as error:
        if error.code == 404:
            raise NetworkUnavailable(f"{address} has no answer yet", hint="Repeat it in some hours.") from error
        raise NetworkUnavailable(f"{address} answered with {error.code}") from error
    except (urllib.error.URLError, HTTPException, OSError) as error:
        reason = error.reason if isinstance(error, urllib.error.URLError) else error
        raise NetworkUnavailable(
            f"{address} could not be reached: {reason}",
            hint="Repeat it when there is a network: the next stamp covers all events before it.",
        ) from error
    return content
