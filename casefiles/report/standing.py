"""What every report says whatever the case holds: limits, what the program does not do, places left to a person."""

from __future__ import annotations

from casefiles.report.parts import Place

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
    "No time-stamp token of an outside authority is part of this report.",
)

PLACES = (
    Place(
        "Organisation and place of work", "Name, address, place of the examination", "ISO/IEC 17025:2017, 7.8.2.1 b, c"
    ),
    Place(
        "Request",
        "Who asked, when, under which authority, and the question put",
        "ISO/IEC 17025:2017, 7.8.2.1 e; CrimPR 19.4 (c)",
    ),
    Place(
        "Qualifications of the examiner",
        "Role, qualifications, experience, accreditation",
        "CrimPR 19.4 (a)",
    ),
    Place("Summary of conclusions", "In plain words, one page", "CrimPR 19.4 (i)"),
    Place("Propositions", "The pair of propositions, H1 and H2, under which the observations are weighed", "ENFSI"),
    Place(
        "Opinion",
        "Separate statements for integrity, source, manipulation, synthetic generation and context, each with its "
        "result class and strength of support on a printed scale",
        "ENFSI-BPM-DI-03, 12.2; SWGDE 23-V-001, 8",
    ),
    Place(
        "Range of opinion and qualifications", "Other views that can be held, and why this one", "CrimPR 19.4 (f), (g)"
    ),
    Place("Deviations, additions and exclusions", "From the methods as described", "ISO/IEC 17025:2017, 7.8.2.1 n"),
    Place(
        "Review and authorisation",
        "Second examiner, authoriser, dates, signatures",
        "ISO/IEC 17025:2017, 7.8.1.1, 7.8.2.1 o",
    ),
    Place(
        "Statement of duty and declaration of truth",
        "As the jurisdiction asks",
        "CrimPR 19.4 (j), (k); 28 U.S.C. § 1746",
    ),
)
