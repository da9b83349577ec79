"""Turn what a C2PA manifest says into signals: source types, watermarks and soft bindings, as declared by a signer."""

from __future__ import annotations

from collections.abc import Iterator

from forensics.provenance.dimensions import CAPTURE, GENERATIVE, PARTLY_GENERATIVE, source_type
from forensics.provenance.words import Assertions, Binding, Certificate, Question, Revocation, Signature, Trust
from forensics.types import Assurance, C2paAction, C2paManifest, C2paReading, Signal


def result(manifest: C2paManifest, question: Question) -> str:
    """Return the word with which a question about a manifest was answered, '' when it was not."""
    return next((d.result for d in manifest.dimensions if d.name == question), "")


def holds(manifest: C2paManifest) -> bool:
    """Return whether the statements are the ones that the certificate's key signed."""
    return (
        result(manifest, Question.SIGNATURE) == Signature.VALIDATES
        and result(manifest, Question.ASSERTIONS) == Assertions.MATCH
    )


def binds(manifest: C2paManifest) -> bool:
    """Return whether the manifest's hash matches the bytes of this file."""
    return result(manifest, Question.BINDING) == Binding.MATCHES


def signer(manifest: C2paManifest) -> str:
    """Return the signer's name as far as it may be given: named by a list, or only claimed."""
    name = (
        ", ".join(filter(None, (manifest.signer_organisation, manifest.signer_common_name))) or "a signer without name"
    )
    if not holds(manifest):
        return f"whoever changed it; the signature of “{name}” does not cover it"
    if result(manifest, Question.TRUST) == Trust.LISTED:
        return f"the holder of the key of “{name}”, whose certificate is on {', '.join(manifest.trusted_by)}"
    if result(manifest, Question.TRUST) == Trust.NOT_EVALUATED:
        return f"the holder of a key that calls itself “{name}”; trust was not evaluated"
    return f"the holder of a key that calls itself “{name}”; no loaded list vouches for that name"


def vouched(manifest: C2paManifest) -> bool:
    """Return whether a loaded list vouches for the signer, whose certificate was in its time and not revoked."""
    return (
        result(manifest, Question.TRUST) == Trust.LISTED
        and result(manifest, Question.CERTIFICATE) in (Certificate.IN_TIME, Certificate.IN_TIME_STAMPED)
        and result(manifest, Question.REVOCATION) != Revocation.REVOKED
    )


def declared(reading: C2paReading) -> Iterator[Signal]:
    """Yield a signal for each source type, watermark and soft binding that any manifest declares."""
    for manifest in reading.manifests:
        where = "the active manifest" if manifest.depth == 0 else f"the manifest {manifest.label} (ingredient)"
        for action in manifest.actions:
            if action.digital_source_type:
                yield _source_type(reading, manifest, action, where)
            if _tells_of_watermark(action):
                yield _watermark(reading, manifest, where, _words(action))
        for binding in manifest.soft_bindings:
            yield _watermark(reading, manifest, where, f"soft binding {binding}")


def _source_type(reading: C2paReading, manifest: C2paManifest, action: C2paAction, where: str) -> Signal:
    kind = source_type(action.digital_source_type)
    meaning = "another source"
    if kind in GENERATIVE:
        meaning = "media from a trained model"
    elif kind in PARTLY_GENERATIVE:
        meaning = "parts from a trained model"
    elif kind in CAPTURE:
        meaning = "capture by a device"
    agent = f" by “{action.software_agent}”" if action.software_agent else ""
    return Signal(
        kind="c2pa.digital_source_type",
        statement=f"In {where}, “{action.action}”{agent}: digital source type “{kind}”.",
        assurance=Assurance.SIGNED if holds(manifest) else Assurance.UNSIGNED,
        could_be_written_by=signer(manifest),
        supports=f"That the signer declares {meaning}. {_reach(manifest)}",
        locus=reading.locus,
    )


def _watermark(reading: C2paReading, manifest: C2paManifest, where: str, words: str) -> Signal:
    return Signal(
        kind="watermark.declared",
        statement=f"In {where}, a watermark or fingerprint is declared: {words}.",
        assurance=Assurance.SIGNED if holds(manifest) else Assurance.UNSIGNED,
        could_be_written_by=signer(manifest),
        supports="That the signer declares a mark in the media. No mark was looked for: only the vendor's own "
        f"service can, and a person may record its answer. {_reach(manifest)}",
        locus=reading.locus,
    )


def _reach(manifest: C2paManifest) -> str:
    if binds(manifest):
        return "Its hash matches the bytes of this file."
    if manifest.depth != 0:
        return "It speaks of an ingredient, not of the whole file."
    return "Its hash was not found to match the bytes of this file, so it may speak of another one."


def _tells_of_watermark(action: C2paAction) -> bool:
    text = action.description.casefold()
    return action.action.startswith("c2pa.watermarked") or "watermark" in text or "synthid" in text


def _words(action: C2paAction) -> str:
    parts = (
        f"action “{action.action}”",
        f"“{action.description}”" if action.description else "",
        action.software_agent,
    )
    return ", ".join(filter(None, parts))
