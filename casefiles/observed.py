"""Notes of persons as observations that can be laid under propositions, beside the findings of methods.

A note is what a named person saw on a frame or a range. It has no number of the report but its own, AN-0001; it counts
as one method and one family, however many notes there are, and nobody has to place it.
"""

from __future__ import annotations

import hashlib

from casefiles import marking
from casefiles.case import Case
from casefiles.marking import Annotation, drawing_words, values_words
from casefiles.numbering import Numbered
from forensics.codec import encode
from forensics.types import Finding, Locus, TimeSpan

METHOD, FAMILY = "observation", "a person's observation"
_INNOCENT = ("What one person sees another may see otherwise: have it looked at by a second one.",)
_LIMITS = ("A note is what a person saw and not a measurement; it has no error rate.",)


def observed(case: Case) -> tuple[Numbered, ...]:
    """Return the notes of a case as observations, oldest first."""
    return tuple(_numbered(note) for note in marking.notes(case))


def _numbered(note: Annotation) -> Numbered:
    finding = Finding(METHOD, "1", note.drawing.shape.value, _words(note), (_place(note),), (), _INNOCENT, _LIMITS)
    line = f"{note.exhibit}\n{note.id}\n{encode(finding)}"
    return Numbered(note.id, note.id, hashlib.sha256(line.encode()).hexdigest(), note.exhibit, finding)


def _words(note: Annotation) -> str:
    seen = "; ".join(filter(None, (drawing_words(note.drawing), values_words(note))))
    return f"{note.by} noted: {note.text} ({seen})"


def _place(note: Annotation) -> Locus:
    if note.until is None:
        return note.at
    return TimeSpan(note.at.stream, note.at.at, note.until.at)
