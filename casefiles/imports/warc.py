"""Read web archives: WARC files and WACZ packages of them. Payloads that are media become members of their own.

WARC digests are checked by warcio (ISO 28500:2017, WARC-Block-Digest and WARC-Payload-Digest). Of WACZ (version 1.1.1
at specs.webrecorder.net) the digests of all resources, the digest of the package and an anonymous signature are
checked; the certificates of a domain's signature are kept and named, and not evaluated at import.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import zlib
from collections.abc import Iterator, Mapping
from typing import IO
from urllib.parse import unquote, urlsplit

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from casefiles.errors import EntryRefused
from casefiles.imports.archive import Member, write_member
from casefiles.imports.found import Check, Given, Outcome, Read, Role, json_of, mapping, sequence, string
from casefiles.imports.times import with_zone
from forensics.codec import Json

MOST_RECORDS = 200_000
MOST_PAYLOADS = 2_000
MOST_FAILED = 50
PAYLOAD_RATIO = 100
PAYLOAD_FREE = 64 * 1024 * 1024
"""Payloads may together be so much larger than their archive: media do not shrink, so more is no media."""
_BLOCK = 1024 * 1024
MEDIA_TYPES = ("video/", "audio/", "image/")
_ANONYMOUS = "the signature is anonymous: it shows that the package is whole, not who made it or when"


def read(given: Given) -> Read | None:
    """Return what a WACZ or WARC says, None where it is neither."""
    package = next(given.ending("datapackage.json"), None)
    said = mapping(json_of(package)) if package is not None else {}
    if package is not None and "wacz_version" in said:
        return _wacz(given, package, said)
    warcs = [one for one in given.members.values() if _is_warc(one)]
    if not warcs:
        return None
    found = Read("WARC")
    _records(given, found, warcs)
    return found


def _is_warc(member: Member) -> bool:
    with member.path.open("rb") as file:
        start = file.read(4096)
    if start[:2] == b"\x1f\x8b":
        try:
            start = zlib.decompressobj(31).decompress(start, 64)
        except zlib.error:
            return False
    return start.startswith((b"WARC/1.0\r\n", b"WARC/1.1\r\n"))


def _wacz(given: Given, package: Member, said: Mapping[str, Json]) -> Read:
    found = Read(f"WACZ {string(said.get('wacz_version'))}".strip())
    found.roles[package.name] = Role.SIDECAR
    listed = set()
    for one in (mapping(each) for each in sequence(said.get("resources"))):
        path = string(one.get("path"))
        listed.add(path)
        held = given.members.get(path)
        if held is None:
            found.checks.append(Check(f"resource {path}", Outcome.DIFFERS, "the package lists it and does not hold it"))
            continue
        algorithm, _, value = string(one.get("hash")).rpartition(":")
        if algorithm not in ("sha256", "md5"):
            found.unchecked(f"digest of {path}", "the package states none that is known here")
            continue
        computed = held.sha256 if algorithm == "sha256" else _md5(held)
        found.check(f"{algorithm} of {path}", value, computed)
    for name in given.members:
        if name not in listed and name not in (package.name, "datapackage-digest.json"):
            found.checks.append(Check(f"member {name}", Outcome.DIFFERS, "it is in the package and not in its list"))
    _digest_of_package(given, found, package)
    for name in given.members:
        if name.endswith((".jsonl", ".cdx", ".cdxj", ".idx", ".cdx.gz")):
            found.roles[name] = Role.SIDECAR
    _records(given, found, [one for one in given.members.values() if _is_warc(one)])
    return found


def _md5(member: Member) -> str:
    with member.path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()


def _digest_of_package(given: Given, found: Read, package: Member) -> None:
    kept = given.members.get("datapackage-digest.json")
    if kept is None:
        found.unchecked("digest and signature of the package", "datapackage-digest.json is not there")
        return
    found.roles[kept.name] = Role.SIGNATURE
    said = mapping(json_of(kept))
    stated = string(said.get("hash")).removeprefix("sha256:")
    found.check("SHA-256 of datapackage.json", stated, package.sha256)
    signed = mapping(said.get("signedData"))
    if not signed:
        found.unchecked("signature of the package", "there is none")
        return
    found.check("digest that was signed", string(signed.get("hash")).removeprefix("sha256:"), package.sha256)
    if not signed.get("publicKey"):
        domain = string(signed.get("domain"))
        found.unchecked(
            "signature of the package", f"made for the domain {domain}; its certificates are kept and not evaluated"
        )
        return
    found.checks.append(_anonymous(signed))


def _anonymous(signed: Mapping[str, Json]) -> Check:
    what = "anonymous signature of the package (ECDSA)"
    try:
        key = load_der_public_key(base64.b64decode(string(signed.get("publicKey")), validate=True))
        signature = base64.b64decode(string(signed.get("signature")), validate=True)
        if not isinstance(key, ec.EllipticCurvePublicKey):
            return Check(what, Outcome.NOT_CHECKED, "its key is none of an elliptic curve")
        width = (key.curve.key_size + 7) // 8
        if len(signature) == 2 * width:
            numbers = (int.from_bytes(signature[:width], "big"), int.from_bytes(signature[width:], "big"))
            signature = encode_dss_signature(*numbers)
        key.verify(signature, string(signed.get("hash")).encode(), ec.ECDSA(SHA256()))
    except InvalidSignature:
        return Check(what, Outcome.DIFFERS, "it does not belong to the digest and the key")
    except (ValueError, binascii.Error, UnsupportedAlgorithm) as error:
        return Check(what, Outcome.NOT_CHECKED, f"it cannot be read: {error}")
    return Check(what, Outcome.SAME, _ANONYMOUS)


def _records(given: Given, found: Read, warcs: list[Member]) -> None:
    for member in warcs:
        found.roles[member.name] = Role.PAGE
        tally = {True: 0, False: 0, None: 0}
        try:
            with member.path.open("rb") as file:
                for url, outcome in _each(given, found, file, member.size):
                    tally[outcome] += 1
                    if outcome is False and tally[False] <= MOST_FAILED:
                        found.checks.append(Check(f"record digest of {url}", Outcome.DIFFERS, f"in {member.base}"))
        except (ArchiveLoadFailed, EOFError, ValueError, UnicodeError, zlib.error, KeyError) as error:
            found.checks.append(Check(f"records of {member.base}", Outcome.DIFFERS, f"damaged: {str(error)[:300]}"))
        words = f"records of {member.base}: {tally[True]} digests hold, {tally[False]} do not, {tally[None]} state none"
        held = Outcome.SAME if tally[True] else Outcome.NOT_CHECKED
        found.checks.append(Check(words, Outcome.DIFFERS if tally[False] else held))


def _each(given: Given, found: Read, file: IO[bytes], size: int) -> Iterator[tuple[str, bool | None]]:
    left = max(size * PAYLOAD_RATIO, PAYLOAD_FREE)
    for number, record in enumerate(ArchiveIterator(file, check_digests=True)):
        if number >= MOST_RECORDS:
            raise EntryRefused(f"the archive holds more than {MOST_RECORDS:,} records")
        url = record.rec_headers.get_header("WARC-Target-URI") or record.rec_type
        if record.rec_type in ("response", "resource") and _is_media(record) and len(found.made) < MOST_PAYLOADS:
            name = f"payload/{len(found.made) + 1:05d}/{_base(url)}"
            made = write_member(name, len(found.made), record.content_stream(), given.scratch / "warc", left)
            left -= made.size
            found.made.append(made)
            found.roles[made.name] = Role.MEDIA if made.size else Role.UNKNOWN
            date = with_zone(record.rec_headers.get_header("WARC-Date") or "")
            found.state(made.name, [("post_url", url), ("captured", date), ("capture_tool", found.kind)])
        while record.raw_stream.read(_BLOCK):
            pass
        whole = not getattr(record.raw_stream, "limit", 0)
        yield url, record.digest_checker.passed if whole else False


def _is_media(record: ArcWarcRecord) -> bool:
    headers = record.http_headers
    kind = headers.get_header("Content-Type") if headers else record.rec_headers.get_header("Content-Type")
    if headers is not None and headers.get_statuscode() not in ("200", "206"):
        return False
    return bool(kind) and kind.lower().startswith(MEDIA_TYPES)


def _base(url: str) -> str:
    last = unquote(urlsplit(url).path).rsplit("/", 1)[-1]
    kept = "".join(sign for sign in last if sign.isalnum() or sign in "._-")[:80].lstrip(".")
    return kept or "payload"
