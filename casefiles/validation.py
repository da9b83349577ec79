"""Try methods on a folder of labelled files: every file measured in the confined worker, then the arithmetic."""

from __future__ import annotations

import csv
import hashlib
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from casefiles import models
from casefiles.companions import joined
from casefiles.errors import Cancelled, SourceUnusable, UnknownItem
from casefiles.examinations import Beside, Taken, measure_file
from casefiles.kept_trials import Given, Kept, Tried
from casefiles.methods import using, with_beside
from casefiles.views import Watcher
from forensics.description import MethodDescription
from forensics.evaluation.file_scores import NoScore, rule_of, score_of, seen_in, threshold_of, words_of
from forensics.evaluation.pack import Domain, Seen
from forensics.evaluation.separation import Scored
from forensics.evaluation.trial import NotCalibrated, Separation, Trial, Unscored, calibrate, separation
from forensics.methods import ONLY
from forensics.registry import Outside, outside
from forensics.starting import command
from forensics.types import Progress

AS_IS = "as is"
MOST_FILES = 100_000
LAUNDER_SECONDS = 900


@dataclass(frozen=True, slots=True)
class Labels:
    """Which labels of the manifest are targets and which the others, and which columns hold label and group."""

    targets: frozenset[str]
    others: frozenset[str]
    label_column: str = "label"
    group_column: str = "group"


@dataclass(frozen=True, slots=True)
class Labelled:
    """One file of the folder with its class and group; ``sha256`` is of its bytes."""

    name: str
    path: Path
    group: str
    label: str
    target: bool
    sha256: str


def labelled_files(folder: Path, labels: Labels) -> tuple[Labelled, ...]:
    """Return the files that ``manifest.csv`` of a folder names with one of the labels; raise SourceUnusable.

    The column ``file`` is relative to the folder, or to the folder above it where it is no file there.
    """
    manifest = folder / "manifest.csv"
    try:
        with manifest.open(newline="", encoding="utf-8") as stream:
            rows = list(csv.DictReader(stream))[:MOST_FILES]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SourceUnusable(f"{manifest} cannot be read as a table: {error}") from error
    wanted = labels.targets | labels.others
    chosen = [row for row in rows if row.get(labels.label_column) in wanted]
    if not chosen:
        raise SourceUnusable(f"{manifest} names no file with a label of {', '.join(sorted(wanted))}")
    return tuple(_labelled(folder, row, labels) for row in chosen)


def _labelled(folder: Path, row: dict[str, str], labels: Labels) -> Labelled:
    name, group = row.get("file", ""), row.get(labels.group_column, "")
    if not name or not group:
        raise SourceUnusable(f"a row of the manifest has no file or no {labels.group_column}")
    path = folder / name if (folder / name).is_file() else folder.parent / name
    if not path.resolve().is_relative_to(folder.parent.resolve()) or not path.is_file():
        raise SourceUnusable(f"{name} is named in the manifest and is no file there")
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    label = row[labels.label_column]
    return Labelled(name, path, group, label, label in labels.targets, digest)


def digest_of(files: Sequence[Labelled]) -> str:
    """Return SHA-256 over the sorted lines 'sha256  group  label' of a trial's files: what it was made on."""
    lines = sorted(f"{one.sha256}  {one.group}  {one.label}\n" for one in files)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def tried(names: Sequence[str]) -> tuple[MethodDescription, ...]:
    """Return methods to be tried: these, or all of ours that declare a score; raise UnknownItem for one without.

    Naming a method of another package allows its code for the trial: it is loaded in the confined worker.
    """
    found = with_beside(_beside(names, outside()))
    installed = {one.name: one.description for one in found if one.description is not None}
    unknown = [name for name in names if name not in installed]
    if unknown:
        raise UnknownItem(f"no method {unknown[0]!r} is installed", hint="List them with `assay detectors list`.")
    chosen = tuple(installed[name] for name in names) or tuple(one for one in installed.values() if one.score)
    silent = [one.id for one in chosen if one.score is None]
    if silent:
        raise UnknownItem(
            f"the method {silent[0]!r} declares no score for a whole file",
            hint="Methods that only state facts have no error rate to be tried for; choose others.",
        )
    return chosen


def _beside(names: Sequence[str], found: Sequence[Outside]) -> Beside:
    """Return that these methods alone run, may be loaded and are asked for, the user's models among them."""
    code = [(one.name, one.code_sha256) for one in found if one.name in names and one.code_sha256]
    alone = Beside(options=((ONLY, ",".join(names)),))
    return joined((using(code, names), models.beside(names), alone))


def validate(
    files: Sequence[Labelled],
    chosen: Sequence[MethodDescription],
    treatments: Sequence[str],
    labels: Labels,
    watcher: Watcher,
    *,
    isotonic: bool = False,
    kept: Kept = Kept(),  # noqa: B008 - a frozen value, shared safely
) -> tuple[tuple[Trial, ...], Domain]:
    """Measure every file as it is and under each treatment; return a trial of each method, and what the files are.

    What ``kept`` holds of these files and methods is not measured again. Raise SourceUnusable where a method scored no
    file of one class as it is, Cancelled when asked to stop.
    """
    seen: list[Seen] = []
    scored: dict[tuple[str, str], list[Scored]] = {}
    unscored: dict[tuple[str, str], list[Unscored]] = {}
    for treatment in (AS_IS, *treatments):
        for number, one in enumerate(files):
            watcher.progress(Progress(f"measuring, {treatment}", number, len(files), "file"))
            tried_now = measured(one, treatment, chosen, kept, watcher)
            if treatment == AS_IS:
                seen.append(tried_now.seen)
            for detector in chosen:
                place, given = (detector.id, treatment), tried_now.by(detector)
                if given is None or given.score is None:
                    why = given.reason if given is not None else "it was not measured"
                    unscored.setdefault(place, []).append(Unscored(one.name, one.group, one.target, why))
                else:
                    scored.setdefault(place, []).append(Scored(one.name, one.group, one.target, given.score))
    trials = (_trial(detector, scored, unscored, treatments, labels, isotonic=isotonic) for detector in chosen)
    return tuple(trials), _domain(seen)


def measured(one: Labelled, treatment: str, chosen: Sequence[MethodDescription], kept: Kept, watcher: Watcher) -> Tried:
    """Return what methods give of a file under a treatment: what is kept, and the rest measured in one decode.

    Raise Cancelled when asked to stop; SourceUnusable where the folder of what is kept cannot be used.
    """
    before = kept.read(one.sha256, treatment)
    missing = [detector for detector in chosen if before.by(detector) is None]
    if not missing:
        return before
    if watcher.cancelled():
        rest = "what was measured is kept; run it again to go on" if kept.folder else "nothing of it is kept"
        raise Cancelled(f"the trial was stopped; {rest}")
    outcome = _taken(one, treatment, _beside([detector.id for detector in missing], outside()))
    given = tuple(_given(detector, outcome) for detector in missing)
    names = {detector.id for detector in missing}
    earlier = tuple(was for was in before.given if was.method not in names)
    seen = before.seen if isinstance(outcome, str) else seen_in(outcome.results)
    now = Tried(seen, (*earlier, *given))
    kept.write(one.sha256, treatment, now)
    return now


def _given(detector: MethodDescription, outcome: Taken | str) -> Given:
    made = (detector.id, detector.version, detector.code_sha256)
    if isinstance(outcome, str):
        return Given(*made, None, outcome, 0)
    findings = sum(finding.method == detector.id for finding in outcome.findings)
    try:
        return Given(*made, score_of(detector, outcome.results), "", findings)
    except NoScore as error:
        return Given(*made, None, str(error), findings)


def _domain(seen: Sequence[Seen]) -> Domain:
    known = [one for one in seen if one.codec]
    sides = [side for one in known for side in (one.width, one.height)]
    return Domain(tuple(sorted({one.codec for one in known})), min(sides, default=0), max(sides, default=0))


def _taken(one: Labelled, treatment: str, beside: Beside) -> Taken | str:
    """Return what the worker answers of a file under a treatment, or why it could not be treated."""
    if treatment == AS_IS:
        return measure_file(one.path, beside=beside)
    with tempfile.TemporaryDirectory(prefix="assay-trial-") as scratch:
        target = Path(scratch) / "treated.mp4"
        made = command("forensics.footage.launder", str(one.path), str(target), treatment)
        try:
            done = subprocess.run(made, check=False, capture_output=True, text=True, timeout=LAUNDER_SECONDS)
        except subprocess.TimeoutExpired:
            return f"encoding it again took more than {LAUNDER_SECONDS} s"
        if done.returncode:
            return f"it could not be encoded again: {done.stderr.strip()[-200:]}"
        return measure_file(target, beside=beside)


def _trial(
    detector: MethodDescription,
    scored: dict[tuple[str, str], list[Scored]],
    unscored: dict[tuple[str, str], list[Unscored]],
    treatments: Sequence[str],
    labels: Labels,
    *,
    isotonic: bool,
) -> Trial:
    found = tuple(_separations(detector, scored, unscored, treatments, labels))
    as_is = scored.get((detector.id, AS_IS), [])
    if not found or found[0].treatment != AS_IS:
        raise SourceUnusable(
            f"{detector.id} gave no score for any file of one class",
            hint="The reasons stand with `assay examine` on such a file; choose files that the method applies to.",
        )
    target, other = ", ".join(sorted(labels.targets)), ", ".join(sorted(labels.others))
    return Trial(
        method=detector.id,
        version=detector.version,
        score=words_of(rule_of(detector)),
        target_label=target,
        other_label=other,
        treatments=(AS_IS, *treatments),
        separations=found,
        calibration=calibrate(as_is, found[0], isotonic=isotonic) if as_is else NotCalibrated("no file was scored"),
        scored=tuple(as_is),
        unscored=tuple(unscored.get((detector.id, AS_IS), [])),
    )


def _separations(
    detector: MethodDescription,
    scored: dict[tuple[str, str], list[Scored]],
    unscored: dict[tuple[str, str], list[Unscored]],
    treatments: Sequence[str],
    labels: Labels,
) -> Iterator[Separation]:
    names = (", ".join(sorted(labels.targets)), ", ".join(sorted(labels.others)))
    for treatment in (AS_IS, *treatments):
        mine = scored.get((detector.id, treatment), [])
        if len({case.target for case in mine}) == 2:
            left = unscored.get((detector.id, treatment), [])
            yield separation(treatment, mine, left, names, threshold_of(detector))
