"""What every report says whatever the case holds: limits, what the program does not do, how to check, the terms."""

from __future__ import annotations

ITEMS_ONLY = "The results in this report relate only to the items examined."
"""ISO/IEC 17025:2017, 7.8.2.1 l."""

THREE_LEVELS = (
    "This report keeps three things apart. A measurement is read off the file. An observation says in words what "
    "measurements show, with its innocent explanations and its limits. An opinion is the text of a named person. The "
    "program writes the first two and never the third."
)

ABSENCE = (
    "The absence of a mark, a credential or any other statement of origin means nothing: most files carry none, and "
    "every ordinary way of passing a file on removes them."
)

TRUST_NOT_EVALUATED = (
    "Trust was not evaluated: no trust list was used, so every name in a certificate is a claim of the one who "
    "wrote it."
)

LIMITS = (
    ITEMS_ONLY,
    "What was measured describes a file. It does not say whether the scene in it took place, where, or when.",
    "A file without any observation is a file in which these methods observed nothing. It supports no statement about "
    "how the file came to be.",
    "No observation decides by itself, and the number of observations is not a weight.",
    "Times, names and places that a file states of itself can be written by anybody who has the file, unless a "
    "signature over them is shown, and then by whoever holds the key.",
    "The scores of a method are scores. None of them is a probability, unless its calibration is printed with it.",
    "The custody log shows every change of what it records. It cannot show what was never recorded, and without a "
    "copy of a head kept elsewhere it cannot show that its end was cut off or an older copy put in its place.",
    "Times of the custody log are those of the machine named in the acquisition; the state of its clock is printed "
    "there.",
)

NOT_DONE = (
    "Place, time and persons in the picture were not examined by the program.",
    "The sound was not transcribed, and no speaker was compared.",
    "The material was not compared with copies outside this case, nor with recordings of a known camera.",
    "Nothing was fetched from a network: no revocation list, no manifest stored elsewhere, no account or post.",
    "No picture was enhanced; the pictures printed here are frames as decoded, scaled where it is said.",
)


def no_seal(seals: int) -> str:
    """Return what stands in the report about time-stamp tokens of the custody log."""
    if seals:
        return "The time-stamp tokens of the custody log were not asked for again; they are kept in the case."
    return "No time-stamp token of an outside authority is kept for the custody log."


CHECK_IT = (
    "An item: `sha256sum FILE` gives the SHA-256 printed under Items; `b3sum FILE` gives the BLAKE3.",
    "An event of the custody log: in custody.jsonl, attached to this PDF, take the text of `event` without a line "
    "end as event.json and the bytes of `signature` (hexadecimal) as event.sig; then "
    "`printf '\\0' | cat - event.json event.sig | sha256sum` gives the leaf printed in the log.",
    "The head: the RFC 6962 tree hash over all leaves is the root printed here; the note is signed with Ed25519 as "
    "C2SP signed notes are, and any implementation of them reads it.",
    "A measurement: `assay replay CASE` runs every examination again; docs/repeat.md says how to repeat digests of "
    "streams and frames with FFmpeg alone.",
    "This report: the same case at the same head gives the same bytes (`assay report CASE --at EVENTS`; for a final "
    "one with `--like final.json`, the JSON that is also attached to it). The file that was signed begins with exactly "
    "these bytes.",
    "A signed report: `pdfsig FILE` (poppler) and every reader that knows PAdES check its signature.",
)

GLOSSARY = (
    ("Claim", "What somebody says of the material, in their words."),
    ("Exhibit", "A file that was taken into the case, known by its SHA-256; it is never changed."),
    ("Acquisition", "The act of copying a file into the case, with digests computed while copying."),
    ("Examination", "One run of all methods over one exhibit in a confined process."),
    ("Measurement", "A value read off the file, with unit and place."),
    ("Not measured", "A quantity that was asked for and not obtained, with the reason."),
    ("Observation", "What measurements show, in words, with innocent explanations and limits; numbered F-0001 and on."),
    ("Opinion", "The text of a named person under a pair of propositions."),
    ("Pair of propositions", "H1 and H2: two statements that exclude each other, written for the case."),
    ("Result class", "SWGDE's words: consistent with an original, inconsistent with an original, inconclusive."),
    ("Strength", "A wording of a printed scale; a judgement, unless a calibrated method gave a likelihood ratio."),
    ("Custody event", "A signed entry of the log, chained to the one before it."),
    ("Head", "The number of events and the root over them: it fixes everything that stands in the case."),
    ("Derivative", "A file made from an exhibit, with its parent, how it was made, and its digest."),
    ("Replay", "Running an examination again and comparing every record to the byte."),
)
