"""Make four complete cases from footage made on the spot: ``python -m docs.examples.make FOLDER``.

A genuine clip that is called altered, an edited clip, a clip that a program rendered, and a thumbnail of which no
method can speak. Two examiners who do not exist write what persons write: propositions, placements, opinions,
statements and a review. Their names, their keys and the scenes are made up; the measurements are not.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from casefiles import courtroom, keys, people, selftest, workbench
from casefiles.board import Laid, OpinionGiven, template
from casefiles.case import Case
from casefiles.keys import Signer
from casefiles.propositions import Pair, Side
from casefiles.reports import Finish
from casefiles.reviews import Said
from casefiles.views import Provided, Watcher
from forensics.footage.encode import Encoding, make, reencode
from forensics.footage.scene import Renderer, Scene
from forensics.footage.signing import sign
from forensics.footage.timeline import duplicate, jitter, plain

PASSPHRASE = "only for the examples"  # noqa: S105 - the keys of the examples are thrown away
WATCHER = Watcher()
NOTHING_OF_IT = "It says nothing about this question, in either direction."
Choice = Callable[[str], Laid | None]


@dataclass(frozen=True, slots=True)
class Example:
    """One case: its claim, what made the clip, which pairs, how findings are laid by their code, and the opinions."""

    name: str
    claim: str
    source: str
    footage: Callable[[Path], Path]
    pairs: Mapping[str, Mapping[str, Laid]]
    opinions: Mapping[str, tuple[OpinionGiven, str]]
    """By pair: the opinion, and the dissent with which it is kept ('' where the board does not object)."""
    statements: Mapping[str, str]
    interpretations: Mapping[str, tuple[str, str]]
    """By the code of a finding: what the examiner takes it to mean, and how it may be challenged."""


def genuine(folder: Path) -> Path:
    """Render a clip as a telephone writes one: frame times that vary, one encoding."""
    timeline = jitter(plain(Fraction(30), Fraction(6)), seed=7, ticks=120)
    return make(folder / "balcony.mp4", Scene(seed=71, noise=3.0), timeline, Encoding(gop=30, bframes=0)).path


def edited(folder: Path) -> Path:
    """Render a clip, show forty frames of it a second time later on, and encode it again."""
    timeline = duplicate(plain(Fraction(25), Fraction(10)), first=50, count=40, at=180)
    first = make(folder / "first.mp4", Scene(seed=72), timeline, Encoding(gop=50, quality=20))
    made = reencode(first, folder / "crossing.mp4", Encoding(gop=60, quality=26)).path
    first.path.unlink()
    return made


def rendered(folder: Path) -> Path:
    """Render a clip and sign it as C2PA with the true statement that no camera was used."""
    unsigned = folder / "unsigned.mp4"
    make(unsigned, Scene(seed=73, noise=0.0), plain(Fraction(24), Fraction(8)), Encoding(gop=24, bframes=0))
    signed = folder / "stadium.mp4"
    sign(unsigned, signed)
    unsigned.unlink()
    return signed


def tiny(folder: Path) -> Path:
    """Make a picture of 48 by 32 pixels without any mark: no method can speak of it."""
    import cv2  # the documentation may; the program's own reporting process may not

    target = folder / "thumbnail.png"
    target.write_bytes(bytes(cv2.imencode(".png", Renderer(Scene(48, 32, seed=74)).frame(0, Fraction(25)))[1]))
    return target


NEITHER = OpinionGiven(
    Side.NEUTRAL,
    "inconclusive",
    "no support either way",
    "What was observed is about as probable under H1 as under H2.",
    "An examiner who has the device could compare the file with recordings of it and say more.",
)
COMMON = {
    "organisation": "Desk of the Harbour Times (made up), 1 Quay Street",
    "place-of-work": "At the same address",
    "requester": "The duty editor of the Harbour Times (made up)",
    "request-reference": "Request 2026/11 of the day on which this example was made",
    "request-authority": "The house rules on footage of others (made up)",
    "background": "Nothing beyond the claim",
    "role": "Jane Example, verification editor, examined; Omar Example, verification editor, reviewed",
    "qualifications": "Made up for this example: five years at a verification desk",
    "accreditation": "None",
    "question": "Does the file support the claim, and what speaks against it?",
    "deviations": "None",
    "copies": "No search was made: the scene is made up",
    "time-and-place": "Not examined: the scene is made up",
    "enhancement": "Nothing was enhanced; no learned or generative model was used",
    "range-of-opinion": "See the opinions: each names other views",
    "qualifications-of-opinion": "It depends on the file alone. The device, or an earlier copy, could change it.",
    "duty": "Not stated: this is an example",
}
ENCODER = Laid(
    Side.NEUTRAL, "Every encoder leaves its name; cameras, sites and editors use the same ones.", ("a site",)
)
TIMES = Laid(Side.NEUTRAL, "Telephones vary the times of their frames.", ("a recording from a screen", "a conversion"))
AGAIN = Laid(
    Side.H2,
    "Forty frames of a moving scene return later; a camera does not record the same movement twice.",
    ("a scene that repeats by itself, such as a machine", "a player or a recorder that repeats"),
)
BREAKS = Laid(
    Side.H2,
    "Both breaks stand where the passage that is shown again begins and ends.",
    ("the recording was paused at both moments", "two flashes or knocks at just these moments"),
)
CREDENTIAL = Laid(
    Side.H2,
    "The holder of the signing key states that a program made them. The signature holds, the signer is unknown.",
    ("somebody signed a camera's recording with a false statement",),
)

EXAMPLES = (
    Example(
        "genuine",
        "The clip from the balcony was altered.",
        "a reader",
        genuine,
        {"unaltered": {"variable_times": TIMES, "encoder_statements": ENCODER}},
        {"unaltered": (NEITHER, "")},
        {
            "summary": "Nothing was observed that an alteration would leave and an ordinary recording would not. That "
            "is no support for either proposition: the methods used here see some alterations and not others.",
        },
        {"variable_times": ("The times vary as those of telephones do.", "A converter can write such times too.")},
    ),
    Example(
        "edited",
        "The clip shows the crossing as it was, from beginning to end.",
        "a public account",
        edited,
        {"unaltered": {"duplicated_frames": AGAIN, "shot_changes": BREAKS, "encoder_statements": ENCODER}},
        {
            "unaltered": (
                OpinionGiven(
                    Side.H2,
                    "inconsistent with an original",
                    "moderately strong support",
                    "The findings are more probable if frames were inserted than if the clip is as recorded.",
                    "A recorder that wrote the same pictures twice would explain it; none that does this is known.",
                ),
                "The two methods are of one family, and both look at the same pictures; but they look at other things "
                "in them, one at likeness far apart and one at steps from picture to picture. I also stepped through "
                "both passages frame by frame and saw the same movement.",
            ),
        },
        {
            "summary": "Forty frames, a little more than a second and a half, are shown a second time, and the picture "
            "breaks where that passage begins and ends. The findings support that the clip was edited more than that "
            "it is as recorded. Who did it and why cannot be told from the file; nothing follows for the rest of it.",
        },
        {
            "duplicated_frames": (
                "The passage from 2.0 s to 3.6 s was put in a second time at 7.2 s.",
                "That the scene repeated by itself. Four things move in it, each on its own way: they would all have "
                "had to be where they were, and the noise of the camera would still differ.",
            ),
        },
    ),
    Example(
        "abstaining",
        "The thumbnail was altered.",
        "a reader",
        tiny,
        {"unaltered": {}},
        {"unaltered": (NEITHER, "")},
        {
            "summary": "No method could speak of this file, and each says why. Nothing was observed, and that supports "
            "nothing. The file from which the thumbnail was made should be asked for.",
        },
        {},
    ),
    Example(
        "generator",
        "The clip was filmed in the stadium.",
        "a public account",
        rendered,
        {"camera": {"credential": CREDENTIAL, "encoder_statements": ENCODER}},
        {
            "camera": (
                OpinionGiven(
                    Side.H2,
                    "inconsistent with an original",
                    "moderate support",
                    "The findings are more probable if a program rendered the pictures than if a camera took them.",
                    "The statement is by a signer whom no trust list names; who doubts it gives it less weight.",
                ),
                "It rests on one signed statement of origin and on no measurement of the pictures.",
            ),
        },
        {
            "summary": "The file carries a signed statement that a program made the pictures, and the bytes are those "
            "that were signed. Who the signer is was not established; no measurement of the pictures speaks to it.",
        },
        {},
    ),
)


def main(arguments: Sequence[str]) -> int:
    """Make the cases in the folder named; 2 for a wrong call."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m docs.examples.make FOLDER\n")
        return 2
    folder = Path(arguments[0])
    jane, omar = (
        _examiner(folder / "keys" / name.split()[0].lower(), name) for name in ("Jane Example", "Omar Example")
    )
    tested = selftest.run(jane.home, watcher=WATCHER)
    for example in EXAMPLES:
        case = folder / f"{example.name}.assay"
        (folder / "footage").mkdir(exist_ok=True)
        _collect(case, example, example.footage(folder / "footage"), jane)
        with Case.open(case, signer=jane) as opened:
            selftest.take_over(opened, tested)
        courtroom.replay(case, signer=jane, watcher=WATCHER)
        _weigh(case, example, jane)
        _review(case, jane, omar)
        made = courtroom.final_report(
            case, Finish(courtroom.credentials(PASSPHRASE, signer=jane)), signer=jane, watcher=WATCHER
        )
        files = [*made.files, *courtroom.cards(case).files]
        for kind in ("fre902-14", "crimpr19.4"):
            files += courtroom.certificate(case, kind).files
        for _, path, _ in files:
            sys.stdout.write(f"{path}\n")
    return 0


def _examiner(home: Path, name: str) -> Signer:
    home.mkdir(parents=True, exist_ok=True)
    if keys.exists(home):
        return keys.unlock(home, PASSPHRASE)
    return keys.create(home, name=name, passphrase=PASSPHRASE)


def _collect(case: Path, example: Example, clip: Path, examiner: Signer) -> None:
    workbench.init(case, name=example.name, claim=example.claim, signer=examiner)
    provided = Provided(received_from=example.source, source="made up", reason="example")
    workbench.acquire(case, [clip], signer=examiner, provided=provided)
    workbench.examine(case, signer=examiner)


def _weigh(case: Path, example: Example, examiner: Signer) -> None:
    for name, choices in example.pairs.items():
        start = template(name)
        courtroom.write_pair(case, Pair(name, start.aspect, start.h1, start.h2, ""), reason="", signer=examiner)
        _, _, findings = courtroom.board(case)
        for one in findings:
            laid = choices.get(one.finding.code) or Laid(Side.NEUTRAL, NOTHING_OF_IT)
            courtroom.place(case, name, [one.number], laid, signer=examiner)
    statements = [(field, "", text) for field, text in {**COMMON, **example.statements}.items()]
    _, _, findings = courtroom.board(case)
    for one in findings:
        for field, text in zip(
            ("interpretation", "challenges"), example.interpretations.get(one.finding.code, ()), strict=False
        ):
            statements.append((field, one.number, text))
    courtroom.state(case, [*statements, ("generation", "E-0001", "Unknown")], signer=examiner)
    for name, (opinion, dissent) in example.opinions.items():
        courtroom.opine(case, name, opinion, signer=examiner, dissent=dissent)


def _review(case: Path, first: Signer, second: Signer) -> None:
    with Case.open(case, signer=first) as opened:
        people.enrol(opened, people.request(opened.id, second), roles=("reviewer", "authoriser"), reason="review")
    courtroom.review(case, Said.AGREES, signer=second, text="I read the observations, the board and the opinions.")
    courtroom.review(case, Said.AUTHORISES, signer=second)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
