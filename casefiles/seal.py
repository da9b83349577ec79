"""RFC 3161 seals: a time-stamp authority states that a head of the log existed at a time.

A seal covers every event up to its head, so whatever could not be sealed while there was no network is covered by
the next seal. Tokens are checked by the authority's certificates as they were valid at the token's own time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from casefiles import openssl_seal, stamps
from casefiles.case import Case
from casefiles.clock import stamp
from casefiles.errors import EntryRefused, NetworkUnavailable, StorageFailed, UnknownItem, VerificationFailed

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

Post = Callable[[str, bytes], bytes]
"""Send a request to an address and return the answer; raises NetworkUnavailable."""
LONGEST_TOKEN = 100_000


@dataclass(frozen=True, slots=True)
class Authority:
    """A time-stamp authority: what it is called, where it answers, and its root and other certificates as PEM."""

    name: str
    address: str
    certificates: str


@dataclass(frozen=True, slots=True)
class Seal:
    """A seal of the head of ``head_size`` events: by whom, and the time that the authority states."""

    id: str
    head_size: int
    authority: str
    address: str
    sealed: str
    token_sha256: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What asking the authorities gave: seals, and which authorities did not answer and why."""

    made: tuple[Seal, ...]
    waiting: tuple[tuple[str, str], ...]


class SealRefused(ValueError):
    """A token is none, is not over this head, or is not by this authority."""


def seal(case: Case, authority: Authority, *, post: Post) -> Seal:
    """Have the newest head sealed and keep the token; raise NetworkUnavailable, VerificationFailed and case errors.

    1 ask with a nonce, 2 check the answer against head, nonce and certificates, 3 keep answer and certificates.
    """
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

    case.require_writable()
    head = case.head()
    request = (
        TimestampRequestBuilder()
        .data(head.note.encode())
        .hash_algorithm(HashAlgorithm.SHA256)
        .nonce(nonce=True)
        .build()
    )
    token = post(authority.address, request.as_bytes())
    try:
        sealed = check_token(token, head.note, authority.certificates, nonce=request.nonce)
    except SealRefused as error:
        raise VerificationFailed(
            f"the answer of {authority.name} was not kept: {error}",
            hint="Check the address and the certificates of the authority; the case is unchanged.",
        ) from error
    token_sha256 = sha256(token).hexdigest()
    with case.change("seal", body={"head_size": head.size, "sealed": sealed, "token_sha256": token_sha256}) as change:
        identifier = change.next_id("seal")
        change.concern(identifier)
        change.insert(
            "seal",
            {
                "id": identifier,
                "head_size": head.size,
                "authority": authority.name,
                "address": authority.address,
                "certificates": authority.certificates,
                "token": token.hex(),
                "sealed": sealed,
            },
        )
    return Seal(identifier, head.size, authority.name, authority.address, sealed, token_sha256)


def name_authority(case: Case, authority: Authority) -> None:
    """Record an authority whose seals this case asks for, unless it stands there; raise EntryRefused."""
    try:
        _divide(authority.certificates)
    except SealRefused as error:
        raise EntryRefused(f"{authority.name}: {error}", hint="Give its root certificate as PEM.") from error
    if authority in authorities(case):
        return
    by = case.signer.name if case.signer else ""
    with case.change("seal.authority", body={"name": authority.name, "address": authority.address}) as change:
        identifier = change.next_id("authority")
        change.concern(identifier)
        change.insert(
            "authority",
            {
                "id": identifier,
                "name": authority.name,
                "address": authority.address,
                "certificates": authority.certificates,
                "named": change.at,
                "by": by,
            },
        )


def authorities(case: Case) -> tuple[Authority, ...]:
    """Return the authorities that the case names; the newest of each name counts."""
    rows = case.store.rows("SELECT name, address, certificates FROM authority ORDER BY id")
    newest = {str(row["name"]): row for row in rows}
    return tuple(Authority(name, str(row["address"]), str(row["certificates"])) for name, row in newest.items())


def ask(case: Case, *, post: Post) -> Asked:
    """Ask every authority of the case to seal the newest head; raise VerificationFailed, UnknownItem, case errors.

    An authority that cannot be reached is waited for: the next time it seals a head that covers all events until then.
    """
    named = authorities(case)
    if not named:
        raise UnknownItem(
            "this case names no time-stamp authority", hint="Name one: --authority, --address and --certificates."
        )
    made: list[Seal] = []
    waiting: list[tuple[str, str]] = []
    for authority in named:
        try:
            made.append(seal(case, authority, post=post))
        except NetworkUnavailable as error:
            waiting.append((authority.name, str(error)))
    return Asked(tuple(made), tuple(waiting))


def export(case: Case, identifier: str, folder: Path) -> tuple[Path, ...]:
    """Write a seal as ``openssl ts -verify`` reads it: the head, the token, the certificates; raise UnknownItem.

    A stamp (OT-0001 …) is written as ``ots verify`` reads it: the head, and the proof beside it.

    Nothing is overwritten: raise StorageFailed where a file of that name stands.
    """
    contents = _of_stamp(case, identifier) if identifier.startswith("OT-") else _of_seal(case, identifier)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in contents:
            with (folder / name).open("xb") as file:
                file.write(content)
    except OSError as error:
        raise StorageFailed(f"{folder} cannot be written: {error.strerror}", hint="Choose another folder.") from error
    return tuple(folder / name for name, _ in contents)


def _of_stamp(case: Case, identifier: str) -> tuple[tuple[str, bytes], ...]:
    note, proof = stamps.proof_of(case, identifier)
    return ((f"{identifier}.note", note.encode()), (f"{identifier}.note.ots", proof))


def _of_seal(case: Case, identifier: str) -> tuple[tuple[str, bytes], ...]:
    sql = "SELECT s.token, s.certificates, h.note FROM seal s JOIN head h ON h.size = s.head_size WHERE s.id = ?"
    row = next(case.store.rows(sql, (identifier,)), None)
    if row is None:
        raise UnknownItem(f"there is no seal {identifier} in this case", hint="List them with `assay seal show CASE`.")
    return (
        (f"{identifier}.note", str(row["note"]).encode()),
        (f"{identifier}.tsr", bytes.fromhex(str(row["token"]))),
        (f"{identifier}.pem", str(row["certificates"]).encode()),
    )


def seals(case: Case) -> tuple[Seal, ...]:
    """Return all seals, oldest first."""
    return tuple(
        Seal(
            str(row["id"]),
            int(str(row["head_size"])),
            str(row["authority"]),
            str(row["address"]),
            str(row["sealed"]),
            sha256(bytes.fromhex(str(row["token"]))).hexdigest(),
        )
        for row in case.store.rows("SELECT * FROM seal ORDER BY id")
    )


def token(case: Case, identifier: str) -> bytes:
    """Return a token as the authority gave it, as ``openssl ts -verify -in`` reads it; b'' for an unknown seal."""
    row = next(case.store.rows("SELECT token FROM seal WHERE id = ?", (identifier,)), None)
    return bytes.fromhex(str(row["token"])) if row else b""


def unsealed(case: Case) -> int:
    """Return how many events came after the last sealed head: those that wait for an authority."""
    return case.head().size - max((one.head_size for one in seals(case)), default=0)


def check_token(token: bytes, note: str, certificates: str, *, nonce: int | None = None) -> str:
    """Return the time that a token states for a head, as ISO 8601; raise SealRefused.

    The certificates must have been valid at that time (RFC 3161, 2.4.2 and 4); they may have expired since.
    """
    if len(token) > LONGEST_TOKEN:
        raise SealRefused("the token is too long")
    from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response

    roots, others = _divide(certificates)
    try:
        answer = decode_timestamp_response(token)
    except ValueError as error:
        return _by_openssl(token, note, roots, others, nonce=nonce, strict=str(error))
    builder = VerifierBuilder(roots=list(roots), intermediates=list(others), nonce=nonce)
    try:
        builder.build().verify_message(answer, note.encode())
    except (VerificationError, ValueError) as error:
        raise SealRefused(str(error)) from error
    return stamp(answer.tst_info.gen_time.astimezone(UTC))


def _by_openssl(
    token: bytes,
    note: str,
    roots: Sequence[Certificate],
    others: Sequence[Certificate],
    *,
    nonce: int | None,
    strict: str,
) -> str:
    """Let openssl check a token that the strict reader cannot read."""
    from cryptography.hazmat.primitives.serialization import Encoding

    pem = ["".join(one.public_bytes(Encoding.PEM).decode() for one in those) for those in (roots, others)]
    try:
        return stamp(openssl_seal.check(token, note.encode(), roots=pem[0], others=pem[1], nonce=nonce))
    except openssl_seal.TokenRefused as error:
        raise SealRefused(f"the token cannot be read: {strict}; {error}") from error


def _divide(certificates: str) -> tuple[Sequence[Certificate], Sequence[Certificate]]:
    """Return roots (issued by themselves) and other certificates."""
    from cryptography.x509 import load_pem_x509_certificates

    try:
        found = load_pem_x509_certificates(certificates.encode())
    except (ValueError, UnicodeEncodeError) as error:
        raise SealRefused(f"the certificates cannot be read: {error}") from error
    roots = [one for one in found if one.issuer == one.subject]
    if not roots:
        raise SealRefused("no root certificate of the authority is given")
    return roots, [one for one in found if one.issuer != one.subject]


def post_over_network(address: str, request: bytes) -> bytes:
    """Send a request to an authority; raise NetworkUnavailable. What comes back is signed, so plain http is allowed."""
    import urllib.error
    import urllib.request
    from http.client import HTTPException

    if not address.startswith(("https://", "http://")):
        raise NetworkUnavailable(f"{address} is no web address")
    headers = {"Content-Type": "application/timestamp-query", "User-Agent": "assay"}
    query = urllib.request.Request(address, data=request, headers=headers)  # noqa: S310 - scheme checked above
    try:
        with urllib.request.urlopen(query, timeout=30.0) as answer:  # noqa: S310 - as above
            content: bytes = answer.read(LONGEST_TOKEN + 1)
    except (urllib.error.URLError, HTTPException, OSError) as error:
        reason = error.reason if isinstance(error, urllib.error.URLError) else error
        raise NetworkUnavailable(
            f"{address} could not be reached: {reason}",
            hint="Repeat it when there is a network: the next seal covers all events before it.",
        ) from error
    return content
