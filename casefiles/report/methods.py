"""Say which methods gave the results, with everything that they state of themselves, and which gave none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from casefiles.report.parts import Item, Method
from forensics.description import MethodDescription
from forensics.grounds import ground_words
from forensics.methods import NOT_LOADED

MethodKey = tuple[str, str]

READERS = {
    "c2pa": "Reads content credentials (C2PA), checks them against the bytes, and keeps each answer by itself.",
    "captions": "Reads subtitle streams and captions.",
    "clocks": "Reads every date that the file states, and what its zone can be.",
    "container": "Walks the file's structure to the last byte and reads its elements and tables.",
    "fingerprint": "Computes perceptual digests of pictures, with which a picture can be looked for elsewhere.",
    "keyframes": "Picks pictures of shots and pictures evenly spread.",
    "media": "Reads streams, packets, frames and sound, and computes their digests.",
    "pictures": "Keeps the pictures that this report shows.",
    "second reader": "Reads the tags a second time with another program.",
    "signals": "Reads statements of origin: labels, marks in the metadata, encoder messages.",
    "sound_fingerprint": "Computes a fingerprint of the sound, with which copies are compared.",
    "video_fingerprint": "Computes a fingerprint of the pictures, with which copies are compared.",
    "worker": "States how the measuring process was confined and which libraries it used.",
}
"""What the program's own readers do; they measure and observe nothing."""


def methods_of(items: Sequence[Item], detectors: Sequence[MethodDescription]) -> tuple[Method, ...]:
    """Return the methods and versions that stand behind the items' results, ordered by id."""
    measured, not_measured, findings = _tally(items)
    described = {detector.id: detector for detector in detectors}
    described |= {told.id: told for item in items for told in item.described}
    return tuple(
        _method(key, (measured[key], not_measured[key], findings[key]), described.get(key[0]))
        for key in sorted({*measured, *not_measured, *findings})
    )


def not_run(items: Sequence[Item], detectors: Sequence[MethodDescription]) -> tuple[str, ...]:
    """Return sentences for exhibits without examination and for methods without any result on an exhibit."""
    return tuple(sentence for item in items for sentence in _missing(item, detectors))


def _missing(item: Item, detectors: Sequence[MethodDescription]) -> Iterator[str]:
    if item.examination is None:
        yield f"{item.exhibit.id} was not examined: only its bytes were kept and digested."
        return
    spoke = {key[0] for counter in _tally([item]) for key in counter}
    for detector in detectors:
        if detector.id not in spoke:
            yield (
                f"{item.exhibit.id}: the method {detector.id} {detector.version} gave neither a result nor a "
                f"reason in {item.examination.id}; nothing follows from that."
            )


def _tally(items: Sequence[Item]) -> tuple[Counter[MethodKey], Counter[MethodKey], Counter[MethodKey]]:
    measured: Counter[MethodKey] = Counter()
    not_measured: Counter[MethodKey] = Counter()
    findings: Counter[MethodKey] = Counter()
    for item in items:
        measured.update(dict(item.methods))
        not_measured.update((row.method, row.version) for row in item.not_measured)
        findings.update((row.finding.method, row.finding.version) for row in item.findings)
    return measured, not_measured, findings


def _method(key: MethodKey, counts: tuple[int, int, int], detector: MethodDescription | None) -> Method:
    name, version = key
    if detector is None:
        unknown = (
            "code of another package, not loaded" if version == NOT_LOADED else "not installed here: it says nothing"
        )
        remark = READERS.get(name, unknown)
        return Method(name, version, *counts, "", "", (), (), (), (), "", (), (), remark)
    installed = "" if detector.version == version else f"described as of version {detector.version}, now installed"
    return Method(
        id=name,
        version=version,
        measured=counts[0],
        not_measured=counts[1],
        findings=counts[2],
        summary=detector.summary,
        family=detector.family,
        parameters=tuple((name, str(value)) for name, value in detector.parameters),
        limits=detector.limits,
        references=detector.references,
        innocent_explanations=detector.innocent_explanations,
        calibration=detector.card.calibration,
        validations=detector.card.validations,
        known_failures=detector.card.known_failures,
        remark=installed,
        code=f"{detector.distribution}, SHA-256 {detector.code_sha256}" if detector.distribution else "",
        grounds=tuple(map(ground_words, detector.grounds)),
    )
