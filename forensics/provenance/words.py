"""The fixed words in which each dimension of a C2PA manifest is answered, and what each word means.

Every answer is about one question. None of them says that a picture is true or that it was changed: a manifest
binds statements to bytes and to a key, and nothing more. Source: C2PA 2.2 (2025-05-01) 15 (validation).
"""

from __future__ import annotations

from enum import StrEnum


class Question(StrEnum):
    """The dimensions, in the order in which they are reported."""

    BINDING = "binding to the bytes"
    ASSERTIONS = "assertions"
    UNBOUND = "bytes not bound"
    SIGNATURE = "claim signature"
    CERTIFICATE = "signer's certificate in its time"
    TRUST = "trust"
    TIME_STAMP = "time-stamp"
    REVOCATION = "revocation"
    INGREDIENTS = "ingredients"
    STATEMENT = "what it says of the origin"
    IDENTITY = "identity"
    SOFT_BINDING = "soft binding"


class Binding(StrEnum):
    """Whether the file's bytes are the ones that the manifest was made for."""

    MATCHES = "matches"
    DIFFERS = "does not match"
    OTHER_FILE = "not testable: the bytes are those of another file"
    NO_ASSET = "not testable: a manifest store by itself"
    NEEDS_SEGMENTS = "not testable without the media segments"
    UNCONFIRMED = "not confirmed"


class Assertions(StrEnum):
    """Whether the manifest's statements are the ones that were signed."""

    MATCH = "match"
    DIFFER = "do not match"
    UNCONFIRMED = "not confirmed"


class Unbound(StrEnum):
    """Whether parts of the file may change without the binding noticing."""

    USUAL = "only the parts that the specification leaves out"
    MORE = "further parts are left out"
    UNKNOWN = "not stated"


class Signature(StrEnum):
    """Whether the claim was signed with the key of the certificate inside it."""

    VALIDATES = "validates"
    DIFFERS = "does not validate"
    UNCONFIRMED = "not confirmed"


class Certificate(StrEnum):
    """Whether the signer's certificate was in its time, and made for signing claims."""

    IN_TIME_STAMPED = "in its time by a time-stamp on a loaded list"
    IN_TIME = "in its time on the day of this reading"
    EXPIRED = "expired, and no loaded list supports a time-stamp"
    UNSUITED = "not made for signing claims"
    OUTSIDE = "outside its time when it signed"
    UNCONFIRMED = "not confirmed"


class Trust(StrEnum):
    """Whether a loaded list vouches for the signer's certificate."""

    LISTED = "on a loaded list"
    NOT_LISTED = "on no loaded list"
    NOT_EVALUATED = "trust was not evaluated"


class TimeStamp(StrEnum):
    """Whether an authority vouches for the time of signing."""

    LISTED = "validates, authority on a loaded list"
    NOT_LISTED = "validates, authority on no loaded list"
    NOT_EVALUATED = "validates, trust was not evaluated"
    DIFFERS = "does not fit the signature"
    MALFORMED = "cannot be read"
    OUTSIDE = "outside the authority's time"
    NONE = "none"


class Revocation(StrEnum):
    """Whether the certificate was withdrawn; only an answer enclosed in the file is looked at."""

    NOT_REVOKED = "enclosed answer: not revoked"
    REVOKED = "enclosed answer: revoked"
    UNKNOWN = "enclosed answer: unknown"
    NOT_CHECKED = "not checked"


class Ingredients(StrEnum):
    """What is known of the files that the signer says went into this one."""

    NONE = "none declared"
    NO_FAILURES = "no failures found or recorded"
    RECORDED = "failures recorded by the signer"
    FOUND = "failures found here"
    BOTH = "failures recorded by the signer and found here"
    SIGNERS_ONLY = "only signers that no loaded list vouches for, or whose time has passed"
    WITHOUT = "declared, without manifests of their own"


class Statement(StrEnum):
    """What this manifest declares of the origin, in the terms of its digitalSourceType."""

    GENERATED = "states creation by a trained model"
    PARTLY = "states parts from a trained model"
    CAPTURED = "states capture by a device"
    OTHER = "states another source type"
    NOTHING = "states no source type"


class Identity(StrEnum):
    """CAWG identity assertions: who says to stand behind the file, apart from the claim's signer."""

    NONE = "none"
    VALIDATES_LISTED = "validates, on a loaded list"
    VALIDATES = "validates, trust was not evaluated"
    NOT_LISTED = "validates, on no loaded list"
    NEEDS_NETWORK = "not testable offline"
    DIFFERS = "does not validate"
    UNCONFIRMED = "not confirmed"


class SoftBinding(StrEnum):
    """Watermarks and fingerprints that the manifest declares; none is tested here."""

    NONE = "none declared"
    DECLARED = "declared, not tested"


# Words of different answers can be the same text, and equal StrEnum members are one key: hence the class beside
# the word.
_MEANING: dict[tuple[type[StrEnum], StrEnum], str] = {
    (type(word), word): text
    for word, text in (
        (Binding.MATCHES, "The bytes that the hash covers are the ones present when the claim was signed."),
        (
            Binding.DIFFERS,
            "Bytes that the hash covers differ from those at signing. Re-encoding, added or cut bytes, damage in "
            "storage, a manifest moved to another file and deliberate change all do this; the hash does not tell "
            "which.",
        ),
        (Binding.OTHER_FILE, "The manifest belongs to an ingredient, whose own bytes are not in this file."),
        (Binding.NO_ASSET, "The store was read without the file that it describes."),
        (
            Binding.NEEDS_SEGMENTS,
            "This is an initialisation segment; its hash covers media segments that were not given.",
        ),
        (Binding.UNCONFIRMED, "The library reported neither a match nor a mismatch of the hash."),
        (Assertions.MATCH, "Each statement that the claim lists is the one that was signed."),
        (Assertions.DIFFER, "A statement is missing, added or not the one that was signed."),
        (Assertions.UNCONFIRMED, "Not every listed statement was reported as matching."),
        (
            Unbound.USUAL,
            "Only the manifest's own place and the parts that C2PA always leaves out can change unnoticed.",
        ),
        (
            Unbound.MORE,
            "The parts listed can be changed or filled without the binding noticing. Many tools leave such parts out.",
        ),
        (Unbound.UNKNOWN, "The manifest holds no hash of the file, so what it leaves out is not stated."),
        (
            Signature.VALIDATES,
            "The claim was signed with the private key of the enclosed certificate, and is unchanged since.",
        ),
        (Signature.DIFFERS, "The claim or its signature is not the one that was signed."),
        (Signature.UNCONFIRMED, "The library reported no outcome for the claim signature."),
        (Certificate.IN_TIME_STAMPED, "A trusted time-stamp places the signature inside the certificate's validity."),
        (
            Certificate.IN_TIME,
            "The certificate is valid on the day of this reading; a later reading may answer otherwise.",
        ),
        (
            Certificate.EXPIRED,
            "The certificate has ended since, and no loaded list supports a time of signing. This is the ordinary"
            " fate of a manifest with the years, and says nothing of the content.",
        ),
        (Certificate.UNSUITED, "The certificate's stated purposes do not include signing claims."),
        (Certificate.OUTSIDE, "The certificate was not valid at the stated time of signing."),
        (Certificate.UNCONFIRMED, "The library reported no outcome for the certificate's validity."),
        (
            Trust.LISTED,
            "A list that was loaded leads to this certificate. The list vouches for who holds the key, not for "
            "what the picture shows.",
        ),
        (
            Trust.NOT_LISTED,
            "No list that was loaded leads to this certificate: the names in it are claims. Broadcasters, "
            "agencies and test files commonly sign outside the lists.",
        ),
        (Trust.NOT_EVALUATED, "No trust list was loaded, so the names in the certificate are claims and nothing more."),
        (TimeStamp.LISTED, "An authority on a loaded list states that the signature existed at the given time."),
        (TimeStamp.NOT_LISTED, "The time-stamp fits the signature, but no loaded list vouches for its authority."),
        (TimeStamp.NOT_EVALUATED, "The time-stamp fits the signature; without a list its authority is a claim."),
        (TimeStamp.DIFFERS, "The time-stamp belongs to another signature."),
        (TimeStamp.MALFORMED, "There is a time-stamp that cannot be read."),
        (TimeStamp.OUTSIDE, "The authority's certificate was not valid at the stated time."),
        (TimeStamp.NONE, "Any time in the manifest is the signer's own statement."),
        (
            Revocation.NOT_REVOKED,
            "An answer of the certificate authority inside the file says that it was not revoked then.",
        ),
        (Revocation.REVOKED, "An answer of the certificate authority inside the file says that it was revoked."),
        (Revocation.UNKNOWN, "An answer inside the file could not be used."),
        (
            Revocation.NOT_CHECKED,
            "The file encloses no answer, and none is fetched. A withdrawn certificate would not be noticed.",
        ),
        (Ingredients.NONE, "The manifest names no other file."),
        (Ingredients.NO_FAILURES, "Neither the signer nor this reading reports a failure for an ingredient."),
        (
            Ingredients.RECORDED,
            "When the signer added an ingredient, its own manifest failed; the library's summary leaves this out.",
        ),
        (Ingredients.FOUND, "This reading finds a failure in an ingredient's manifest."),
        (Ingredients.BOTH, "The signer recorded failures, and this reading finds failures."),
        (
            Ingredients.SIGNERS_ONLY,
            "An ingredient's signer is on no loaded list or its certificate's time has passed; no mismatch.",
        ),
        (Ingredients.WITHOUT, "Files are named that brought no manifest: nothing is known of them here."),
        (Statement.GENERATED, "The signer declares that the media was made by a trained model."),
        (Statement.PARTLY, "The signer declares that parts were made or changed by a trained model."),
        (Statement.CAPTURED, "The signer declares a recording by a device. A device can also record a screen."),
        (Statement.OTHER, "The signer declares another source type, quoted with the action."),
        (Statement.NOTHING, "This manifest declares no source type. That is no statement in either direction."),
        (Identity.NONE, "No identity assertion."),
        (
            Identity.VALIDATES_LISTED,
            "The identity assertion's signature fits, and a loaded identity list leads to its certificate.",
        ),
        (Identity.VALIDATES, "The identity assertion's signature fits; without an identity list the names are claims."),
        (
            Identity.NOT_LISTED,
            "The identity assertion's signature fits; no loaded list vouches for its certificate or issuer.",
        ),
        (
            Identity.NEEDS_NETWORK,
            "Its issuer's key stands on the network and was not fetched. This says nothing about the file.",
        ),
        (Identity.DIFFERS, "The identity assertion's signature does not fit. The claim itself is judged apart."),
        (Identity.UNCONFIRMED, "The library reported no outcome for the identity assertion."),
        (SoftBinding.NONE, "No watermark or fingerprint is declared in this manifest. That means nothing."),
        (SoftBinding.DECLARED, "The manifest declares a watermark or fingerprint; no tool here tests it."),
    )
}


def meaning(word: StrEnum) -> str:
    """Return what an answer means, in a sentence for a person."""
    return _MEANING[type(word), word]
