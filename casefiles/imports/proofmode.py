"""Read a ProofMode bundle: media, proof as CSV and JSON, OpenPGP signatures over all of them, and the public key.

The key lies in the bundle, so a good signature shows that the parts belong together, and not who made them. The names
are those of github.com/guardianproject/proofmode-android, docs/verify.sh, read 2026-11-22.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pysequoia import Cert, Sig, verify

from casefiles.errors import EntryRefused
from casefiles.imports.archive import Member
from casefiles.imports.found import Check, Given, Outcome, Read, Role, json_of, mapping, octets_of, string
from casefiles.imports.times import with_zone
from forensics.codec import Json

_PROOF = re.compile(r"(?:^|/)([0-9a-f]{64})\.proof\.(json|csv)$")
KEY_INSIDE = "the key lies in the bundle: a good signature shows that the parts belong together, not who made them"
_NOTARY = (".ots", ".gst", ".devicecheck", ".c2pa")


def read(given: Given) -> Read | None:
    """Return what a bundle says, None where no proof named by a digest is among the members."""
    proofs = {name: match for name in given.members if (match := _PROOF.search(name.lower()))}
    if not proofs:
        return None
    found = Read("ProofMode")
    found.remarks.append(KEY_INSIDE)
    keys = _keys(given, found)
    by_digest = {one.sha256: one for one in given.members.values()}
    for name in proofs:
        found.roles[name] = Role.SIDECAR
        _signed(given, found, given.members[name], f"{name}.asc", keys)
    for digest in dict.fromkeys(match.group(1) for match in proofs.values()):
        _media(given, found, digest, by_digest.get(digest), keys)
    for name in given.members:
        if name.lower().endswith(_NOTARY):
            found.roles[name] = Role.SIGNATURE
            found.unchecked(name.rsplit("/", 1)[-1], "kept; it needs a service or a block chain to be checked")
    return found


def _keys(given: Given, found: Read) -> list[Cert]:
    keys = []
    for one in given.ending("pubkey.asc", "public.asc", "pubkey.txt"):
        found.roles[one.name] = Role.KEY
        try:
            key = Cert.from_bytes(octets_of(one))
        except RuntimeError as error:
            found.unchecked(one.base, f"no OpenPGP key: {_first_line(error)}")
            continue
        keys.append(key)
        found.remarks.append(f"{one.base}: fingerprint {key.fingerprint}")
    return keys


def _media(given: Given, found: Read, digest: str, media: Member | None, keys: list[Cert]) -> None:
    if media is None:
        found.checks.append(
            Check(f"media with the digest {digest}", Outcome.DIFFERS, "no member has the digest that names the proof")
        )
        return
    found.roles[media.name] = Role.MEDIA
    found.check(f"SHA-256 of {media.base} against the name of its proof", digest, media.sha256)
    folder = media.name[: -len(media.base)]
    _signed(given, found, media, f"{folder}{digest}.asc", keys)
    said = next((mapping(json_of(one)) for one in given.ending(f"{digest}.proof.json")), {})
    stated = string(said.get("File Hash SHA256"))
    if stated:
        found.check(f"SHA-256 that the proof states for {media.base}", stated, media.sha256)
    found.state(media.name, _values(said))


def _values(said: Mapping[str, Json]) -> list[tuple[str, object]]:
    place = [string(said.get(name)) for name in ("Location.Latitude", "Location.Longitude")]
    device = [string(said.get(name)) for name in ("Manufacturer", "Hardware", "Model")]
    return [
        ("recorded", with_zone(string(said.get("File Created")))),
        ("device", " ".join(filter(None, device))),
        ("place", ", ".join(place) if all(place) else ""),
        ("capture_tool", "ProofMode"),
    ]


def _signed(given: Given, found: Read, member: Member, name: str, keys: list[Cert]) -> None:
    """Hold a detached signature against its member, without trusting its clock or its key."""
    what = f"OpenPGP signature over {member.base}"
    signature = given.members.get(name)
    if signature is None:
        found.unchecked(what, f"{name.rsplit('/', 1)[-1]} is not there")
        return
    found.roles[name] = Role.SIGNATURE
    if not keys:
        found.unchecked(what, "the bundle holds no public key")
        return
    try:
        sig = Sig.from_bytes(octets_of(signature))
        result = verify(file=str(member.path), store=lambda _ids: keys, signature=sig)
    except (RuntimeError, EntryRefused) as error:
        found.checks.append(Check(what, Outcome.DIFFERS, _first_line(error)))
        return
    made = f", made {sig.created.isoformat()} by the signer's own clock" if sig.created else ""
    used = result.valid_sigs[0].certificate
    found.checks.append(Check(what, Outcome.SAME, f"good by key {used}{made}; {KEY_INSIDE}"))


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0][:300]
