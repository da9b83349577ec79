"""Calibration packs in a case: signed data by which a score becomes a bounded likelihood ratio, or the host abstains.

A method ships none and cannot change one. A person takes a pack into the case, with its signature and a reason; which
packs were in force, and whose, stands in the log. The ratio is arithmetic over stored results and is done by the host.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from casefiles import methods
from casefiles.case import Case
from casefiles.clock import stamp
from casefiles.errors import EntryRefused, SourceUnusable, UnknownItem
from casefiles.keys import key_id
from casefiles.views import ExhibitId
from forensics.codec import CodecError, clean_text, decode_as
from forensics.description import MethodDescription
from forensics.detector import described
from forensics.evaluation.file_scores import NoScore, score_of, seen_in
from forensics.evaluation.pack import FORMAT, Abstained, CalibrationPack, Ratio, likelihood_ratio
from forensics.registry import detectors
from forensics.types import NotMeasured, Result

USED, WITHDRAWN = "in force", "withdrawn"
MOST_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Held:
    """A pack as the case holds it: its SHA-256, who signed it with which key, and who took it in, when and why."""

    id: str
    pack: CalibrationPack
    state: str
    sha256: str
    signed_by: str
    key_id: str
    reason: str
    made: str
    by: str


@dataclass(frozen=True, slots=True)
class Evaluated:
    """What a pack says of one exhibit: the score, and a ratio or why there is none."""

    exhibit: ExhibitId
    examination: str
    held: Held
    score: float | None
    outcome: Ratio | Abstained


def add(case: Case, pack: Path, signature: Path, *, reason: str) -> Held:
    """Take a pack into the case; raise SourceUnusable, EntryRefused where pack, signature or reason will not do."""
    case.require_writable()
    if not reason.strip():
        raise EntryRefused("a pack is taken in for a reason", hint="Say with --reason whose it is and why it fits.")
    content, signed = _read(pack), _read(signature)
    parsed, name, key = _parsed(content, pack.name), *_signer(content, signed, signature.name)
    digest = hashlib.sha256(content).hexdigest()
    if any(one.sha256 == digest for one in in_force(case)):
        raise EntryRefused("this pack is in force in the case already")
    return _put(case, _Entry(parsed, content, signed, digest, name, key), USED, reason)


def withdraw(case: Case, identifier: str, *, reason: str) -> Held:
    """Take a pack out of force; raise UnknownItem, EntryRefused. The report prints that it was in force."""
    case.require_writable()
    found = next((one for one in in_force(case) if one.id == identifier), None)
    if found is None:
        raise UnknownItem(f"no pack {identifier} is in force", hint="See `assay calibration list CASE`.")
    if not reason.strip():
        raise EntryRefused("a pack is withdrawn for a reason", hint="Give --reason.")
    (row,) = case.store.rows("SELECT content, signature FROM calibration WHERE id = ?", (identifier,))
    content, signed = str(row["content"]).encode("ascii"), str(row["signature"]).encode("utf-8")
    entry = _Entry(found.pack, content, signed, found.sha256, found.signed_by, found.key_id)
    return _put(case, entry, WITHDRAWN, reason)


def entries(case: Case) -> tuple[Held, ...]:
    """Return every taking in and withdrawal, oldest first; raise EntryRefused for a damaged one."""
    return tuple(_held(row) for row in case.store.rows("SELECT * FROM calibration ORDER BY event, id"))


def in_force(case: Case) -> tuple[Held, ...]:
    """Return the packs in force: the last word on each digest counts."""
    last = {one.sha256: one for one in entries(case)}
    return tuple(one for one in last.values() if one.state == USED)


def evaluate(case: Case) -> tuple[Evaluated, ...]:
    """Return what every pack in force says of every examined exhibit, abstentions included."""
    packs = in_force(case)
    if not packs:
        return ()
    told = {one.id: described(one) for one in detectors()} | {one.id: one for one in methods.kept_in(case)}
    found = []
    for row in case.exhibits():
        detail = case.detail(row.id)
        if detail.examination is not None:
            found += [_of(held, row.id, detail.examination.id, detail.results, told) for held in packs]
    return tuple(found)


def _of(
    held: Held,
    exhibit: ExhibitId,
    examination: str,
    results: Sequence[Result],
    told: Mapping[str, MethodDescription],
) -> Evaluated:
    name = held.pack.method
    mine = [one for one in results if one.method == name and not isinstance(one.outcome, NotMeasured)]
    method = told.get(name)
    try:
        if method is None:
            raise NoScore(f"the method {name} did not measure this exhibit")
        score = score_of(method, results)
    except NoScore as error:
        return Evaluated(exhibit, examination, held, None, Abstained(str(error)))
    version = mine[-1].version if mine else ""
    outcome = likelihood_ratio(held.pack, method=name, version=version, score=score, seen=seen_in(results))
    return Evaluated(exhibit, examination, held, score, outcome)


@dataclass(frozen=True, slots=True)
class _Entry:
    pack: CalibrationPack
    content: bytes
    signed: bytes
    sha256: str
    signed_by: str
    key_id: str


def _put(case: Case, entry: _Entry, state: str, reason: str) -> Held:
    assert case.signer is not None  # require_writable saw one
    with case.change(f"calibration {state}", reason=reason) as change:
        identifier = change.next_id("calibration")
        change.concern(identifier)
        change.record(method=entry.pack.method, version=entry.pack.version, sha256=entry.sha256, signed=entry.key_id)
        change.insert(
            "calibration",
            {
                "id": identifier,
                "method": entry.pack.method,
                "version": entry.pack.version,
                "state": state,
                "sha256": entry.sha256,
                "content": entry.content.decode("ascii"),
                "signature": entry.signed.decode("utf-8"),
                "key_id": entry.key_id,
                "reason": clean_text(reason),
                "made": stamp(case.clock.now()),
                "by": case.signer.name,
            },
        )
    return next(one for one in entries(case) if one.id == identifier)


def _held(row: Mapping[str, object]) -> Held:
    content, signed = str(row["content"]).encode("utf-8"), str(row["signature"]).encode("utf-8")
    parsed = _parsed(content, str(row["id"]))
    name, key = _signer(content, signed, str(row["id"]))
    given = (str(row[column]) for column in ("reason", "made", "by"))
    return Held(str(row["id"]), parsed, str(row["state"]), str(row["sha256"]), name, key, *given)


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise EntryRefused(f"{path.name} has more than {MOST_BYTES} bytes")
        return path.read_bytes()
    except OSError as error:
        raise SourceUnusable(f"{path.name}: {error.strerror}") from error


def _parsed(untrusted: bytes, name: str) -> CalibrationPack:
    try:
        pack = decode_as(CalibrationPack, untrusted.decode("ascii").strip())
    except (CodecError, UnicodeDecodeError) as error:
        raise EntryRefused(f"{name} is no calibration pack of this form: {error}") from error
    if pack.format != FORMAT:
        raise EntryRefused(f"{name} is of the form {pack.format!r}; this program reads {FORMAT!r}")
    cap = pack.calibration.cap
    if not 1 <= cap <= 1 + min(pack.groups_target, pack.groups_other):
        raise EntryRefused(f"{name} states a cap of {cap:g}, more than its groups bear")
    return pack


def _signer(content: bytes, untrusted: bytes, name: str) -> tuple[str, str]:
    """Return the name and the key id of a detached signature that fits; raise EntryRefused."""
    try:
        who, public, signed = untrusted.decode("utf-8").splitlines()
        raw = base64.b64decode(public, validate=True)
        Ed25519PublicKey.from_public_bytes(raw).verify(base64.b64decode(signed, validate=True), content)
    except (ValueError, UnicodeDecodeError, binascii.Error) as error:
        raise EntryRefused(f"{name} is no signature of a pack: name, public key and signature, a line each") from error
    except InvalidSignature as error:
        raise EntryRefused(f"the signature {name} does not fit the pack: one of the two was changed") from error
    return clean_text(who), key_id(raw)
