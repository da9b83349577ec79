"""Answer each question about one manifest from the library's status codes, apart from every other question.

A good answer needs positive evidence: a code that says 'match' or 'validated'. The mere absence of a failure is
never taken for one, because a later signer's records can make failures vanish from the library's summary.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum

from forensics.provenance import statuses as codes
from forensics.provenance.statuses import Statuses
from forensics.provenance.words import (
    Assertions,
    Binding,
    Certificate,
    Identity,
    Ingredients,
    Question,
    Revocation,
    Signature,
    SoftBinding,
    Statement,
    TimeStamp,
    Trust,
    Unbound,
    meaning,
)
from forensics.types import C2paAction, C2paIngredient, Dimension

GENERATIVE = frozenset({"trainedAlgorithmicMedia", "trainedAlgorithmicData"})
PARTLY_GENERATIVE = frozenset({"compositeWithTrainedAlgorithmicMedia", "compositeSynthetic"})
CAPTURE = frozenset({"digitalCapture", "computationalCapture", "compositeCapture"})


class Asset(Enum):
    """Which bytes the manifest's hash could be compared with."""

    THIS_FILE = "this file"
    ANOTHER_FILE = "another file"
    NONE = "none"
    PARTIAL = "an initialisation segment"


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that the dimensions of one manifest are judged by."""

    statuses: Statuses
    asset: Asset
    listed: int
    """Statements that the claim lists."""
    has_hash: bool
    left_out: int
    """Parts that the hash leaves out beyond those that the specification always leaves out."""
    trust_evaluated: bool
    trusted_by: tuple[str, ...]
    time_stamps_evaluated: bool
    identities_evaluated: bool
    identity: Statuses
    has_identity: bool
    soft_bindings: int
    actions: tuple[C2paAction, ...]
    ingredients: tuple[C2paIngredient, ...]


def dimensions(evidence: Evidence) -> tuple[Dimension, ...]:
    """Return the answers of one manifest, one a question, in the order of ``Question``."""
    s = evidence.statuses
    answers: tuple[tuple[Question, StrEnum, tuple[str, ...]], ...] = (
        (Question.BINDING, _binding(evidence), tuple(c for c in s.codes("assertion.") if c in _BINDING_CODES)),
        (
            Question.ASSERTIONS,
            _assertions(evidence),
            s.codes("assertion.hashedURI", "assertion.missing", "assertion.und"),
        ),
        (Question.UNBOUND, _unbound(evidence), tuple(c for c in s.codes("assertion.") if c in codes.MORE_EXCLUSIONS)),
        (Question.SIGNATURE, _signature(s), s.codes("claimSignature.validated", "claimSignature.mis", "claim.")),
        (
            Question.CERTIFICATE,
            _certificate(s),
            s.codes(
                "claimSignature.insideV",
                "claimSignature.outsideV",
                "signingCredential.expired",
                "signingCredential.inv",
            ),
        ),
        (Question.TRUST, _trust(evidence), s.codes("signingCredential.trusted", "signingCredential.untrusted")),
        (Question.TIME_STAMP, _time_stamp(evidence), s.codes("timeStamp.", "timeOfSigning.")),
        (Question.REVOCATION, _revocation(s), s.codes("signingCredential.ocsp.")),
        (Question.INGREDIENTS, _ingredients(evidence.ingredients), _ingredient_codes(evidence.ingredients)),
        (Question.STATEMENT, _statement(evidence.actions), ()),
        (Question.IDENTITY, _identity(evidence), evidence.identity.codes("cawg.")),
        (Question.SOFT_BINDING, SoftBinding.DECLARED if evidence.soft_bindings else SoftBinding.NONE, ()),
    )
    return tuple(Dimension(question, word, meaning(word), found) for question, word, found in answers)


_BINDING_CODES = codes.MATCHES | codes.MISMATCHES | {"claim.hardBindings.missing"}


def _binding(evidence: Evidence) -> Binding:
    match evidence.asset:
        case Asset.ANOTHER_FILE:
            return Binding.OTHER_FILE
        case Asset.NONE:
            return Binding.NO_ASSET
        case Asset.PARTIAL:
            return Binding.NEEDS_SEGMENTS
        case Asset.THIS_FILE:
            pass
    if evidence.statuses.failed(*codes.MISMATCHES):
        return Binding.DIFFERS
    return Binding.MATCHES if evidence.statuses.succeeded(*codes.MATCHES) else Binding.UNCONFIRMED


def _assertions(evidence: Evidence) -> Assertions:
    s = evidence.statuses
    if any(
        f.code.startswith(("assertion.hashedURI.", "assertion.missing", "assertion.undeclared", "assertion.outside"))
        for f in s.failure
    ):
        return Assertions.DIFFER
    matched = sum(status.code == "assertion.hashedURI.match" for status in s.success)
    return Assertions.MATCH if evidence.listed and matched >= evidence.listed else Assertions.UNCONFIRMED


def _unbound(evidence: Evidence) -> Unbound:
    if not evidence.has_hash:
        return Unbound.UNKNOWN
    return Unbound.MORE if evidence.left_out else Unbound.USUAL


def _signature(s: Statuses) -> Signature:
    if s.failed("claimSignature.mismatch", "claimSignature.missing"):
        return Signature.DIFFERS
    return Signature.VALIDATES if s.succeeded("claimSignature.validated") else Signature.UNCONFIRMED


def _certificate(s: Statuses) -> Certificate:
    if s.failed("signingCredential.invalid"):
        return Certificate.UNSUITED
    if s.failed("claimSignature.outsideValidity"):
        return Certificate.OUTSIDE
    if s.failed("signingCredential.expired"):
        return Certificate.EXPIRED
    if not s.succeeded("claimSignature.insideValidity"):
        return Certificate.UNCONFIRMED
    return Certificate.IN_TIME_STAMPED if s.succeeded("timeStamp.trusted") else Certificate.IN_TIME


def _trust(evidence: Evidence) -> Trust:
    if not evidence.trust_evaluated:
        return Trust.NOT_EVALUATED
    return Trust.LISTED if evidence.trusted_by else Trust.NOT_LISTED


def _time_stamp(evidence: Evidence) -> TimeStamp:
    s = evidence.statuses
    if s.has("timeStamp.mismatch"):
        return TimeStamp.DIFFERS
    if s.has("timeStamp.malformed"):
        return TimeStamp.MALFORMED
    if s.has("timeStamp.outsideValidity"):
        return TimeStamp.OUTSIDE
    if s.succeeded("timeStamp.trusted") and evidence.time_stamps_evaluated:
        return TimeStamp.LISTED
    if s.has("timeStamp.validated", "timeStamp.untrusted"):
        return TimeStamp.NOT_LISTED if evidence.time_stamps_evaluated else TimeStamp.NOT_EVALUATED
    return TimeStamp.NONE


def _revocation(s: Statuses) -> Revocation:
    if s.failed("signingCredential.ocsp.revoked"):
        return Revocation.REVOKED
    if s.succeeded("signingCredential.ocsp.notRevoked"):
        return Revocation.NOT_REVOKED
    if s.has("signingCredential.ocsp.unknown"):
        return Revocation.UNKNOWN
    return Revocation.NOT_CHECKED


def _ingredients(ingredients: tuple[C2paIngredient, ...]) -> Ingredients:
    if not ingredients:
        return Ingredients.NONE
    recorded = any(not _only_signer(i.recorded_failures) for i in ingredients)
    found = any(not _only_signer(i.found_failures) for i in ingredients)
    if recorded and found:
        return Ingredients.BOTH
    if recorded:
        return Ingredients.RECORDED
    if found:
        return Ingredients.FOUND
    if any(i.recorded_failures or i.found_failures for i in ingredients):
        return Ingredients.SIGNERS_ONLY
    return Ingredients.NO_FAILURES if any(i.manifest_label for i in ingredients) else Ingredients.WITHOUT


def _only_signer(failures: tuple[str, ...]) -> bool:
    return all(code in codes.SIGNER for code in failures)


def _ingredient_codes(ingredients: tuple[C2paIngredient, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(c for i in ingredients for c in (*i.recorded_failures, *i.found_failures)))


def _statement(actions: tuple[C2paAction, ...]) -> Statement:
    stated = [source_type(action.digital_source_type) for action in actions if action.digital_source_type]
    created = [
        source_type(a.digital_source_type) for a in actions if a.digital_source_type and a.action == "c2pa.created"
    ]
    if any(word in GENERATIVE for word in created):
        return Statement.GENERATED
    if any(word in GENERATIVE | PARTLY_GENERATIVE for word in stated):
        return Statement.PARTLY
    if any(word in CAPTURE for word in stated):
        return Statement.CAPTURED
    return Statement.OTHER if stated else Statement.NOTHING


def source_type(uri: str) -> str:
    """Return the last part of a digital source type's URI."""
    return uri.rstrip("/").rsplit("/", 1)[-1]


def _identity(evidence: Evidence) -> Identity:
    if not evidence.has_identity:
        return Identity.NONE
    s = evidence.identity
    if s.failed("cawg.ica.did_unavailable"):
        return Identity.NEEDS_NETWORK
    tolerated = {"cawg.x509.credential.untrusted", "cawg.ica.untrusted_issuer"}
    if any(f.code.startswith("cawg.") and f.code not in tolerated for f in s.failure):
        return Identity.DIFFERS
    # Measured with c2pa-python 0.38.1: an issuer is called untrusted only after its signature was found to fit.
    fits = ("cawg.x509.signature.validated", "cawg.ica.credential_valid", "cawg.ica.untrusted_issuer")
    if not s.has(*fits):
        return Identity.UNCONFIRMED
    if s.succeeded("cawg.x509.credential.trusted") and evidence.identities_evaluated:
        return Identity.VALIDATES_LISTED
    return Identity.NOT_LISTED if evidence.identities_evaluated else Identity.VALIDATES
