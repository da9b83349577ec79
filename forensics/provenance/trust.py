"""Trust lists as dated evidence: what each is, how many certificates it holds, and the settings made of them.

There is no list inside the program and none is fetched here. Whether a signer is trusted is always an answer
about the lists that were given, so every list keeps its name, date, source and SHA-256.

Sources: C2PA trust lists, github c2pa-org/conformance-public at 7dbff51 (2026-08-05); the frozen interim list,
contentauth/c2pa-conformance-tool at 0915f05 (2026-04-16).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from cryptography import x509

from forensics.types import TrustListUsed

MAX_LIST = 1024 * 1024
"""Bytes of a list file; the published ones have up to 250 000."""
TRUST_FILE = "trust.json"
"""Name of the file in a worker's scratch folder that holds the settings, as forensics.codec writes them."""


class TrustRole(StrEnum):
    """What a list may vouch for."""

    OFFICIAL = "official anchors"
    TIME_STAMP = "time-stamp anchors"
    INTERIM = "interim anchors"
    INTERIM_SIGNERS = "interim signers"
    OWN = "own anchors"
    IDENTITY = "identity anchors"
    PURPOSES = "claim-signing purposes"


ANCHORS = frozenset({TrustRole.OFFICIAL, TrustRole.INTERIM, TrustRole.INTERIM_SIGNERS, TrustRole.OWN})
"""The roles that can vouch for the signer of a claim."""

CLAIM_PURPOSES = (
    "1.3.6.1.5.5.7.3.4",  # id-kp-emailProtection
    "1.3.6.1.5.5.7.3.36",  # id-kp-documentSigning
    "1.3.6.1.4.1.311.76.59.1.9",  # Microsoft C2PA signing
    "1.3.6.1.4.1.62558.2.1",  # c2pa-kp-claimSigning
)
"""Extended key usages of a claim signer. Time-stamping and OCSP signing are left out on purpose: with them a
time-stamp authority's certificate would pass as a claim signer."""


class TrustListError(ValueError):
    """A file is no trust list: it holds neither certificates nor purposes, or one of them cannot be read."""


@dataclass(frozen=True, slots=True)
class TrustList:
    """One list as it was given; ``dated`` and ``source`` are '' when nobody stated them.

    ``pem`` holds the PEM blocks alone; for purposes, one object identifier a line.
    """

    name: str
    role: TrustRole
    dated: str
    source: str
    sha256: str
    certificates: int
    pem: str

    def used(self) -> TrustListUsed:
        """Return the record of this list for a reading, without the certificates."""
        return TrustListUsed(self.name, self.role, self.dated, self.source, self.sha256, self.certificates)


@dataclass(frozen=True, slots=True)
class TrustSettings:
    """The lists that a reading uses. Without any, trust is not evaluated and the reading says so."""

    lists: tuple[TrustList, ...] = ()

    @property
    def evaluates_signers(self) -> bool:
        """Return whether any list could vouch for a claim's signer."""
        return any(entry.role in ANCHORS for entry in self.lists)

    @property
    def evaluates_time_stamps(self) -> bool:
        """Return whether any list could vouch for a time-stamp authority (anchors of any kind are taken for both)."""
        return any(entry.role in ANCHORS or entry.role is TrustRole.TIME_STAMP for entry in self.lists)

    @property
    def evaluates_identities(self) -> bool:
        """Return whether any list could vouch for a CAWG identity credential."""
        return any(entry.role is TrustRole.IDENTITY for entry in self.lists)

    def only(self, *roles: TrustRole, entry: TrustList | None = None) -> TrustSettings:
        """Return settings with the lists in these roles, the purposes, and one further list if given."""
        kept = tuple(e for e in self.lists if e.role in roles or e.role is TrustRole.PURPOSES)
        return TrustSettings((*kept, entry) if entry is not None else kept)

    def pem(self, *roles: TrustRole) -> str:
        """Return the certificates of all lists in these roles as one PEM text."""
        return "\n".join(entry.pem for entry in self.lists if entry.role in roles)


NO_TRUST = TrustSettings()


@dataclass(frozen=True, slots=True)
class Published:
    """A list that is known by its digest, so that importing the file states its name, role, date and source."""

    name: str
    role: TrustRole
    dated: str
    source: str


_CONFORMANCE = "https://github.com/c2pa-org/conformance-public at 7dbff51, CC BY 4.0"
_INTERIM = "https://github.com/contentauth/c2pa-conformance-tool at 0915f05 (frozen interim list)"
PUBLISHED_BY_DIGEST = {
    "75cacc98b79ecac33713c7ecfb58d4a0ef383f3c1f886e7409f9e37e8664aea5": Published(
        "C2PA Trust List", TrustRole.OFFICIAL, "2026-08-05", _CONFORMANCE
    ),
    "c688d3555f4a2f1f8d663472bbd37888ff234abdd234c25934c0f9292e4eb5c9": Published(
        "C2PA TSA Trust List", TrustRole.TIME_STAMP, "2026-08-05", _CONFORMANCE
    ),
    "db57e50b9bd4e4c786cbb91f38fd85e2af6a9d5412438a8cddcc42688df07ae5": Published(
        "Interim Trust List, anchors", TrustRole.INTERIM, "2026-04-16", _INTERIM
    ),
    "a3b79faa4cf3351d0ec8c8920930d19a701a77496738627b365551a113a440f8": Published(
        "Interim Trust List, signers", TrustRole.INTERIM_SIGNERS, "2026-04-16", _INTERIM
    ),
    "1044c30a906b0c9cbe28b4a4c0002ca56a718f0ae22b9af83238543a07d0e718": Published(
        "Interim Trust List, purposes", TrustRole.PURPOSES, "2026-04-16", _INTERIM
    ),
}
"""The published lists by the SHA-256 of their files, as read on 2026-11-22."""

_PEM = re.compile(r"-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----")
_OID = re.compile(r"[0-2](?:\.\d{1,20}){2,20}")


def trust_list(
    content: bytes, *, name: str, role: TrustRole | None = None, dated: str = "", source: str = ""
) -> TrustList:
    """Return the list that a file's content states; raise TrustListError when it is none.

    ``name`` is the file's name. A role that is not given is taken from the published name or from the content:
    certificates of authorities are own anchors, object identifiers are purposes.
    """
    if len(content) > MAX_LIST:
        raise TrustListError(f"a trust list of {len(content)} bytes; at most {MAX_LIST} are read")
    text = content.decode("utf-8", "replace")
    blocks = _PEM.findall(text)
    digest = hashlib.sha256(content).hexdigest()
    known = PUBLISHED_BY_DIGEST.get(digest)
    if known is not None:
        name, source = known.name, source or known.source
        role, dated = role or known.role, dated or known.dated
    if not blocks:
        purposes = tuple(line.strip() for line in text.splitlines() if _OID.fullmatch(line.strip()))
        if not purposes or role not in (None, TrustRole.PURPOSES):
            raise TrustListError("no certificate in PEM form was found in it")
        return TrustList(name, TrustRole.PURPOSES, dated, source, digest, 0, "\n".join(purposes))
    for number, block in enumerate(blocks, 1):
        _check(block, number)
    return TrustList(name, role or TrustRole.OWN, dated, source, digest, len(blocks), "\n".join(blocks))


def load_trust(files: Iterable[Path]) -> TrustSettings:
    """Return the settings made of list files; raise TrustListError or OSError for a file that is none."""
    lists = []
    for path in files:
        try:
            lists.append(trust_list(path.read_bytes(), name=path.name))
        except TrustListError as error:
            raise TrustListError(f"{path.name}: {error}") from error
    return TrustSettings(tuple(lists))


def _check(block: str, number: int) -> None:
    try:
        x509.load_pem_x509_certificate(block.encode("ascii"))
    except ValueError as error:
        raise TrustListError(f"certificate {number} cannot be read: {error}") from error
