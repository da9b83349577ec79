"""Judge the statements of origin that were read: what a signer, listed or not, declares, and whether it fits the bytes.

Nothing is found from absence. A direction is given in two cases only: a statement that holds for these bytes by a
signer whom a loaded list vouches for, and a signed hash that these bytes do not match.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from forensics.detector import (
    ALL,
    Applicability,
    Card,
    Detector,
    Needs,
    Observer,
    Parameters,
    Quantity,
    Reading,
    Reference,
    Validation,
)
from forensics.provenance.declared import binds, holds, result, signer, vouched
from forensics.provenance.words import Binding, Identity, Ingredients, Question, Statement
from forensics.types import (
    Assurance,
    C2paManifest,
    C2paPresence,
    C2paReading,
    Direction,
    Finding,
    MediaFacts,
    NotMeasured,
    Outcome,
    Result,
    Signal,
)

ID: Final = "provenance_statements"
VERSION: Final = "1"
ORIGIN: Final = "H1: the media was made by a trained model; H2: it was recorded by a device"
BYTES: Final = "H1: the hashed bytes are those of the time of signing; H2: they are not"

_LIMITS = (
    "A manifest binds statements to bytes and to a key. Whether a statement is true is not measured.",
    "The absence of a manifest, a label or a watermark supports nothing: any re-encoding and most platforms drop them.",
    "Revocation of a certificate is seen only when the file encloses the authority's answer; nothing is fetched.",
    "Trust is an answer about the lists that were loaded; other lists, or a later day, may give another.",
)
_INNOCENT = (
    "Platforms and messengers re-encode files and leave a manifest that no longer fits, or none.",
    "Editors add boxes and metadata after signing; backup and transfer programs cut or change tails.",
    "Certificates end, and a file that was in order when signed reads otherwise years later.",
    "Broadcasters, agencies and test programs sign with certificates that are on no list.",
    "Labels are written for whole accounts or by mistake, and copied from one file to another by editors.",
)
_LABELS = ("label.", "iptc.", "mark.sei.kling", "mark.text.")


def _applicability(media: MediaFacts) -> Applicability:
    del media
    return Applicability(
        applicable=False,
        reasons=("It watches no packets, pictures or sound; it judges the statements that were read.",),
    )


def _observe(media: MediaFacts, parameters: Parameters) -> Observer:
    del media, parameters

    def finish() -> Iterator[Outcome]:
        yield NotMeasured(f"{ID}.observed", "This method measures nothing itself: it judges what other readings found.")

    return Observer(finish=finish)


def judge(results: Sequence[Result]) -> Sequence[Finding]:
    """Return the findings about the C2PA readings and signals among the results."""
    readings = [r.outcome for r in results if isinstance(r.outcome, C2paReading)]
    signals = [r.outcome for r in results if isinstance(r.outcome, Signal)]
    return [*(f for reading in readings for f in _reading(reading)), *_labels(signals)]


def _reading(reading: C2paReading) -> Iterator[Finding]:
    match reading.presence:
        case C2paPresence.UNREADABLE:
            yield _finding(
                reading, "credential_unreadable", f"A C2PA manifest store could not be read. {reading.detail}"
            )
        case C2paPresence.STORED_ELSEWHERE:
            yield _finding(reading, "credential_elsewhere", f"The file refers to content credentials. {reading.detail}")
        case C2paPresence.NEEDS_INIT_SEGMENT:
            yield _finding(reading, "credential_fragment", reading.detail)
        case C2paPresence.PRESENT:
            for manifest in reading.manifests:
                yield from _manifest(reading, manifest)


def _manifest(reading: C2paReading, manifest: C2paManifest) -> Iterator[Finding]:
    if manifest.depth == 0:
        yield _finding(reading, "credential", _summary(manifest))
        yield from _bytes(reading, manifest)
        yield from _ingredients(reading, manifest)
    if not holds(manifest):
        which = "The active manifest" if manifest.depth == 0 else f"The ingredient's manifest {manifest.label}"
        words = ", ".join(f"{q} “{result(manifest, q)}”" for q in (Question.SIGNATURE, Question.ASSERTIONS))
        yield _finding(reading, "claim_does_not_hold", f"{which}: {words}. What it says is not what was signed.")
        return
    yield from _origin(reading, manifest)


def _summary(manifest: C2paManifest) -> str:
    questions: tuple[Question, ...] = (
        Question.BINDING,
        Question.UNBOUND,
        Question.SIGNATURE,
        Question.CERTIFICATE,
        Question.TRUST,
        Question.TIME_STAMP,
        Question.REVOCATION,
    )
    if result(manifest, Question.IDENTITY) != Identity.NONE:
        questions = (*questions, Question.IDENTITY)
    answers = "; ".join(f"{question}: {result(manifest, question)}" for question in questions)
    return f"The file carries a C2PA manifest, written by {signer(manifest)}. {answers}."


def _bytes(reading: C2paReading, manifest: C2paManifest) -> Iterator[Finding]:
    if result(manifest, Question.BINDING) != Binding.DIFFERS:
        return
    signed = holds(manifest)
    words = (
        "Bytes that the manifest's hash covers are not the ones that were signed."
        if signed
        else ("Bytes do not match the manifest's hash, and the hash itself is not known to be the signed one.")
    )
    because = "The hash was signed, and the bytes that it covers give another."
    yield _finding(
        reading,
        "bytes_do_not_match",
        f"{words} This does not tell what changed, nor who changed it, nor whether it can be seen.",
        Direction(BYTES, "H2", because) if signed else None,
    )


def _ingredients(reading: C2paReading, manifest: C2paManifest) -> Iterator[Finding]:
    word = result(manifest, Question.INGREDIENTS)
    if word not in (Ingredients.RECORDED, Ingredients.FOUND, Ingredients.BOTH):
        return
    codes = next(d.codes for d in manifest.dimensions if d.name == Question.INGREDIENTS)
    yield _finding(
        reading,
        "ingredient_failures",
        f"A file that went into this one had a manifest with failures: {word} ({', '.join(codes)}). "
        "The library's own summary does not show failures that the signer recorded.",
    )


def _origin(reading: C2paReading, manifest: C2paManifest) -> Iterator[Finding]:
    statement = result(manifest, Question.STATEMENT)
    if statement in ("", Statement.NOTHING, Statement.OTHER):
        return
    agents = sorted({action.software_agent for action in manifest.actions if action.software_agent})
    by = f", naming {', '.join(f'“{agent}”' for agent in agents)}" if agents else ""
    what = f"The claim generator “{manifest.claim_generator}”{by}, {statement}"
    if not binds(manifest):
        reach = "of an ingredient" if manifest.depth != 0 else "of bytes that were not found to be these"
        yield _finding(reading, "origin_of_a_part", f"{what}; it speaks {reach}. Signed by {signer(manifest)}.")
        return
    towards: dict[str, Direction] = {
        Statement.GENERATED: Direction(ORIGIN, "H1", "A listed signer declares it over these bytes."),
        Statement.CAPTURED: Direction(ORIGIN, "H2", "A listed signer declares it over these bytes."),
    }
    yield _finding(
        reading,
        "origin_declared",
        f"{what}. Signed by {signer(manifest)}.",
        towards.get(statement) if vouched(manifest) else None,
    )


def _labels(signals: Sequence[Signal]) -> Iterator[Finding]:
    for signal in signals:
        if signal.assurance is Assurance.UNSIGNED and signal.kind.startswith(_LABELS):
            observation = f"{signal.statement} It is not signed: {signal.could_be_written_by}. {signal.supports}"
            yield Finding(
                ID, VERSION, "unsigned_label", observation, (signal.locus,), (signal.kind,), _INNOCENT, _LIMITS
            )


def _finding(reading: C2paReading, code: str, observation: str, direction: Direction | None = None) -> Finding:
    return Finding(ID, VERSION, code, observation, (reading.locus,), ("C2paReading",), _INNOCENT, _LIMITS, direction)


DETECTOR = Detector(
    id=ID,
    version=VERSION,
    family="provenance",
    summary="Says what content credentials and labels declare, whether they fit the bytes, and who stands behind them.",
    needs=Needs(),
    quantities=(
        Quantity(f"{ID}.observed", "1", "nothing: the statements are read by the C2PA and signal readings", "fact"),
    ),
    applicability=_applicability,
    limits=_LIMITS,
    references=(
        Reference("C2PA Technical Specification, validation", "C2PA 2.2 (2025-05-01) clause 15"),
        Reference("C2PA asset rubric for local signals", "C2PA Conformance Task Force, 2026-08-06"),
        Reference("Labelling of content generated by artificial intelligence", "GB 45438-2025"),
        Reference("IPTC Photo Metadata Standard", "IPTC 2025.1"),
    ),
    innocent_explanations=_INNOCENT,
    observe=_observe,
    judge=judge,
    grounds=(Reading(ALL, "what manifests and labels declare, whether it fits the bytes, and who signed it"),),
    card=Card(
        calibration="uncalibrated",
        validations=(
            Validation(
                data="real signed files of generators, cameras and editors, test vectors and files made here, "
                "under shared/media/provenance",
                dated="2026-11-22",
                groups=20,
                files=61,
                outcome="every dimension as the set's own list expects; no direction for any unlisted signer, and "
                "none from absence",
            ),
        ),
        known_failures=(
            "A device that records a screen signs a capture of it, and this reads as a capture.",
            "A key that its holder lost or lent signs as well as before.",
        ),
    ),
)
