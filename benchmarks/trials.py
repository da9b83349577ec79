"""Try the methods on files with known truth, and write the cards of docs/methods: the one command for that.

    python -m benchmarks.trials SHARED_MEDIA FOLDER [--minutes N] [METHOD …]
    make docs

Two sets. FOLDER/cases: edits with known truth made of real footage (made if they are missing, see
benchmarks.labelled_cases); a method is tried on the edit that it looks for, as it is and encoded again.
SHARED_MEDIA/detection as it is: every method over all files, with what it found in files of each label
(benchmarks.observed), and the scores that have labels there. FOLDER/kept holds what was measured of each file: the
command can be stopped and gone on with, one decode serves all methods of a file, and a method whose version was raised
is measured again alone. With ``--minutes`` it measures for so long and writes what is whole then: a trial without the
treatments of which files are missing. Last it compares mark pictures (benchmarks.marks). Cards, curves and records go
to docs/methods/trials; `make docs` puts the tables into the page of each method.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import labelled_cases, marks, observed
from casefiles import validation
from casefiles.errors import SourceUnusable
from casefiles.kept_trials import Kept
from casefiles.validation import AS_IS, Labelled, Labels
from casefiles.validation_files import write_trial
from casefiles.views import Watcher
from forensics.description import MethodDescription
from forensics.detector import described
from forensics.evaluation.separation import auc
from forensics.evaluation.trial import Trial
from forensics.registry import detectors

CARDS = Path(__file__).resolve().parents[1] / "docs" / "methods" / "trials"
UNDER = ("laundered", "crf32")


@dataclass(frozen=True)
class Plan:
    """One trial: which files of which set a method should find, which not, and how they are treated besides as is."""

    method: str
    targets: tuple[str, ...]
    others: tuple[str, ...]
    folder: str = "cases"
    under: tuple[str, ...] = UNDER
    note: str = ""
    """What a reader of the card must know of it besides."""

    def labels(self) -> Labels:
        return Labels(frozenset(self.targets), frozenset(self.others))


FITTED_HERE = (
    "The weights of this method were fitted on these same files: the figures flatter it. With the group of each file "
    "left out of the fitting the AUC is 0.704 as is and 0.640 at CRF 32 (docs/measured/generated_statistics.md)."
)
PLANS = (
    Plan("repeated_frames", ("copied", "copied18"), ("plain", "plain18")),
    Plan("discontinuity", ("cut",), ("plain",)),
    Plan("double_encoding", ("twice",), ("once",)),
    Plan(
        "interpolated_frames",
        ("mixed2", "mixed2_18", "mixed30", "followed2", "slow_mixed", "slow_followed"),
        ("plain", "plain18"),
    ),
    Plan("dropped_frames", ("left_out", "part_left_out"), ("plain",)),
    Plan("noise_level", ("joined",), ("shots",)),
    Plan("shot_statistics", ("joined",), ("shots",)),
    Plan("generated_statistics", ("ai",), ("camera", "camera_original"), "detection", note=FITTED_HERE),
)


def measure_all(
    plans: Sequence[Plan],
    sets: dict[str, Path],
    known: dict[str, MethodDescription],
    kept: Kept,
    until: float,
    treatments: Sequence[str],
) -> None:
    """Measure what is not kept yet, all methods of a file in one decode; stop where the clock is at ``until``."""
    wanted: dict[tuple[str, str], tuple[Labelled, list[MethodDescription]]] = {}
    for treatment in treatments:
        for plan in plans:
            if treatment == AS_IS or treatment in plan.under:
                for one in validation.labelled_files(sets[plan.folder], plan.labels()):
                    wanted.setdefault((treatment, str(one.path)), (one, []))[1].append(known[plan.method])
    started = time.monotonic()
    for number, ((treatment, _path), (one, methods)) in enumerate(wanted.items(), 1):
        before = time.monotonic()
        if before > until:
            print(f"stopped before {number}/{len(wanted)}", flush=True)
            return
        validation.measured(one, treatment, methods, kept, Watcher())
        took = time.monotonic() - before
        if took > 0.5:  # what was kept takes no time
            print(f"{number}/{len(wanted)} {treatment} {one.name}: {took:.1f} s", flush=True)
    print(f"measured in {time.monotonic() - started:.0f} s", flush=True)


def cards(plans: Sequence[Plan], sets: dict[str, Path], known: dict[str, MethodDescription], kept: Kept) -> None:
    """Write the record, card and plots of each trial; those of earlier versions go."""
    for plan in plans:
        files, method = validation.labelled_files(sets[plan.folder], plan.labels()), known[plan.method]
        whole = [name for name in (AS_IS, *plan.under) if all(kept.read(one.sha256, name).by(method) for one in files)]
        if AS_IS not in whole:
            print(f"{plan.method}: not whole yet", flush=True)
            continue
        try:
            (trial,), _ = validation.validate(files, (method,), whole[1:], plan.labels(), Watcher(), kept=kept)
        except SourceUnusable as error:
            print(f"{plan.method}: {error}", flush=True)
            continue
        for stale in stale_files(plan.method):
            stale.unlink()
        for path in write_trial(CARDS, trial, None, None):
            print(f"wrote {path.name}", flush=True)
        if plan.note:
            note = f"# How to read this trial of {method.id}\n\n{plan.note}\n"
            (CARDS / f"{method.id}-{method.version}.note.md").write_text(note, "utf-8")
        if len(plan.targets) > 1:
            text = "\n".join(kinds(trial, files)) + "\n"
            (CARDS / f"{method.id}-{method.version}.kinds.md").write_text(text, "utf-8")


def kinds(trial: Trial, files: Sequence[Labelled]) -> Iterator[str]:
    """Yield a table of the targets by label, as they are: each against all others of the trial."""
    label = {one.name: one.label for one in files}
    others = [one.score for one in trial.scored if not one.target]
    errors = trial.separations[0].errors
    yield f"# {trial.method} {trial.version} by kind of target, as they are"
    yield ""
    yield "| kind | files with a score | without | AUC against the others | found at the threshold |"
    yield "|---|---|---|---|---|"
    for kind in sorted({one.label for one in files if one.target}):
        scores = [one.score for one in trial.scored if label[one.file] == kind]
        silent = sum(label[one.file] == kind for one in trial.unscored)
        area = f"{auc(scores, others):.3f}" if scores and others else "–"
        found = "–" if errors is None else str(sum(score >= errors.threshold for score in scores))
        yield f"| {kind} | {len(scores)} | {silent} | {area} | {found} |"


def stale_files(method: str) -> Iterator[Path]:
    """Yield what an earlier trial of a method left."""
    for suffix in ("card.md", "kinds.md", "note.md", "roc.svg", "tippett.svg", "trial.json"):
        yield from CARDS.glob(f"{method}-*.{suffix}")


def main(media: Path, folder: Path, names: Sequence[str], minutes: float) -> None:
    """Run the trials of these methods, or of all, and put their cards into the documentation."""
    started = time.monotonic()
    sets, kept = {"cases": folder / "cases", "detection": media / "detection"}, Kept(folder / "kept")
    known = {one.id: described(one) for one in detectors() if not one.id.startswith("example.")}
    unknown = [name for name in names if name not in known]
    if unknown:
        sys.exit(f"no method {unknown[0]!r}; there are {', '.join(known)}")
    plans = [plan for plan in PLANS if not names or plan.method in names]
    if any(plan.folder == "cases" for plan in plans):
        labelled_cases.main(media, sets["cases"])
    CARDS.mkdir(parents=True, exist_ok=True)
    chosen = [one for one in known.values() if not names or one.id in names]
    until = started + 60 * minutes
    measure_all(plans, sets, known, kept, until, (AS_IS,))
    observed.measure_all(sets["detection"], chosen, kept, until)
    observed.write(sets["detection"], chosen, kept, CARDS)
    measure_all(plans, sets, known, kept, until, UNDER)
    cards(plans, sets, known, kept)
    if not names or "visible_marks" in names:
        marks.main(media, folder / "marks", max(0.0, (until - time.monotonic()) / 60))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Try the methods on files with known truth.")
    parser.add_argument("media", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("methods", nargs="*")
    parser.add_argument("--minutes", type=float, default=float("inf"))
    given = parser.parse_intermixed_args()
    main(given.media, given.folder, given.methods, given.minutes)
