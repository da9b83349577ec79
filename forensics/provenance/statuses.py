"""The validation status codes of C2PA, grouped by what they answer.

Source: C2PA specification 2.2 (2025-05-01) 15.2 and c2pa-rs constants at 24d1755 (2026-08-20). A code is judged by
the list in which the library puts it; the sets here only tell which question it answers.
"""

from __future__ import annotations

from dataclasses import dataclass

from forensics.codec import Json
from forensics.provenance import manifest_json as mj

BINDINGS = ("dataHash", "bmffHash", "boxesHash", "collectionHash")
MATCHES = frozenset(f"assertion.{kind}.match" for kind in BINDINGS)
MISMATCHES = frozenset(f"assertion.{kind}.mismatch" for kind in BINDINGS)
MORE_EXCLUSIONS = frozenset(f"assertion.{kind}.additionalExclusionsPresent" for kind in BINDINGS)

SUCCESSES = frozenset(
    {
        "claimSignature.validated", "claimSignature.insideValidity", "signingCredential.trusted",
        "signingCredential.ocsp.notRevoked", "timeStamp.validated", "timeStamp.trusted",
        "assertion.hashedURI.match", "assertion.accessible", "ingredient.manifest.validated",
        "ingredient.claimSignature.validated", "cawg.x509.credential.trusted", "cawg.x509.signature.validated",
        "cawg.ica.credential_valid", "cawg.identity.well-formed",
    }
    | MATCHES
)  # fmt: skip
INFORMATION = frozenset(
    {
        "signingCredential.ocsp.skipped", "signingCredential.ocsp.inaccessible", "signingCredential.ocsp.unknown",
        "timeStamp.mismatch", "timeStamp.malformed", "timeStamp.outsideValidity", "timeStamp.untrusted",
        "manifest.unknownProvenance", "manifest.unreferenced", "ingredient.unknownProvenance",
        "algorithm.deprecated", "timeOfSigning.insideValidity", "cawg.ica.untrusted_issuer",
    }
    | MORE_EXCLUSIONS
)  # fmt: skip
SIGNER = frozenset(
    {
        "signingCredential.untrusted", "signingCredential.invalid", "signingCredential.expired",
        "signingCredential.ocsp.revoked", "claimSignature.outsideValidity",
    }
)  # fmt: skip
"""Failures that concern the signer, not the bytes."""


def concerns_bytes(code: str) -> bool:
    """Return whether a failure says that bytes, assertions or the claim are not the ones that were signed."""
    if code.startswith("cawg."):
        return False
    return code.endswith((".mismatch", ".missing", ".undeclared", ".outsideManifest", ".unknownBox"))


@dataclass(frozen=True, slots=True)
class Status:
    """One code with the place in the store that it speaks of, and the library's explanation."""

    code: str
    url: str
    explanation: str


@dataclass(frozen=True, slots=True)
class Statuses:
    """What a validation reported, as the library grouped it."""

    success: tuple[Status, ...] = ()
    informational: tuple[Status, ...] = ()
    failure: tuple[Status, ...] = ()

    def has(self, *codes: str) -> bool:
        """Return whether any of the codes was reported in any group."""
        wanted = frozenset(codes)
        return any(s.code in wanted for s in (*self.success, *self.informational, *self.failure))

    def succeeded(self, *codes: str) -> bool:
        """Return whether any of the codes stands among the successes."""
        return any(s.code in codes for s in self.success)

    def failed(self, *codes: str) -> bool:
        """Return whether any of the codes stands among the failures."""
        return any(s.code in codes for s in self.failure)

    def codes(self, *beginnings: str) -> tuple[str, ...]:
        """Return the distinct codes with one of these beginnings, in order."""
        every = (*self.failure, *self.informational, *self.success)
        return tuple(dict.fromkeys(s.code for s in every if s.code.startswith(beginnings)))

    def failures(self) -> tuple[str, ...]:
        """Return the distinct failure codes, in order."""
        return tuple(dict.fromkeys(s.code for s in self.failure))


def statuses(node: Json) -> Statuses:
    """Return the statuses of one validation-results object."""
    return Statuses(_group(node, "success"), _group(node, "informational"), _group(node, "failure"))


def recorded(ingredient: dict[str, Json]) -> tuple[str, ...]:
    """Return the failures that a signer recorded for an ingredient, from either version of the assertion."""
    found: dict[str, None] = {}
    results = mj.record(ingredient, "validationResults") or mj.record(ingredient, "validation_results")
    for part in (mj.record(results, "activeManifest"), *_deltas(results)):
        for status in _group(part, "failure"):
            found[status.code] = None
    for key in ("validationStatus", "validation_status"):  # claim version 1: one list for all
        for entry in mj.records(ingredient, key):
            code = mj.text(entry, "code")
            if code and code not in SUCCESSES and code not in INFORMATION and entry.get("success") is not True:
                found[code] = None
    return tuple(found)


def _deltas(results: Json) -> list[dict[str, Json]]:
    return [mj.record(delta, "validationDeltas") for delta in mj.records(results, "ingredientDeltas")]


def _group(node: Json, name: str) -> tuple[Status, ...]:
    return tuple(
        Status(mj.text(s, "code"), mj.text(s, "url"), mj.text(s, "explanation")) for s in mj.records(node, name)
    )
