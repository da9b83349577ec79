"""What a trial leaves: its record, a card to read, two plots, and a calibration pack where there is one."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from pathlib import Path

from casefiles.durable import write_new
from casefiles.errors import CaseExists
from casefiles.keys import Signer
from casefiles.report.escape import visible
from forensics.codec import encode
from forensics.evaluation.calibration import (
    Isotonic,
    Logistic,
    Mapping,
    TippettPoint,
    capped,
    fit,
    fit_isotonic,
    held_out,
    tippett,
    words_of_cap,
)
from forensics.evaluation.pack import CalibrationPack
from forensics.evaluation.separation import Interval, roc
from forensics.evaluation.trial import Calibrated, NotCalibrated, Separation, Trial

MOST_NAMED = 40
"""Files that a card names in one list; all of them stand in the record."""
WEIGHED = (
    "Rates weigh every group equally; their intervals are counted over groups, not over files. In the last column each "
    "group is held against the threshold at which 5 % of the other groups' others are reported: nothing of a group "
    "chose its own threshold."
)
_SIZE = 400
_MARGIN = 40


def write_trial(folder: Path, trial: Trial, pack: CalibrationPack | None, signer: Signer | None) -> tuple[Path, ...]:
    """Write a trial's files into a folder and return them; raise CaseExists where one of them stands already."""
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{trial.method}-{trial.version}"
    contents = {
        f"{name}.trial.json": encode(trial) + "\n",
        f"{name}.card.md": card(trial),
        f"{name}.roc.svg": _roc(trial),
    }
    if isinstance(trial.calibration, Calibrated):
        contents[f"{name}.tippett.svg"] = _tippett(trial, trial.calibration)
    if pack is not None:
        contents[f"{name}.pack.json"] = encode(pack) + "\n"
        if signer is not None:
            contents[f"{name}.pack.sig"] = signature(encode(pack).encode("ascii") + b"\n", signer)
    taken = [file for file in contents if (folder / file).exists()]
    if taken:
        raise CaseExists(f"{folder / taken[0]} exists already", hint="Give another folder; nothing is overwritten.")
    for file, content in contents.items():
        write_new(folder / file, content.encode("utf-8"), mode=0o644)
    return tuple(folder / file for file in contents)


def signature(content: bytes, signer: Signer) -> str:
    """Return a detached Ed25519 signature as three lines: who, the public key and the signature, both in base64."""
    public, signed = (base64.b64encode(raw).decode("ascii") for raw in (signer.public, signer.sign(content)))
    return f"{visible(signer.name)}\n{public}\n{signed}\n"


def card(trial: Trial) -> str:
    """Return a trial as a page of Markdown."""
    lines = [
        f"# Trial of {trial.method} {trial.version}",
        "",
        f"Targets: {visible(trial.target_label)}. Others: {visible(trial.other_label)}. Score: {trial.score}.",
        "",
        "| treatment | targets: groups, files, no score | others: groups, files, no score | AUC [95 % over groups] "
        "| share missed at the method's threshold | share of others reported | targets found where 5 % of others are "
        "| threshold chosen without the file's group: missed, reported |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for one in trial.separations:
        sides = [f"{side.groups}, {side.files}, {side.unscored}" for side in (one.targets, one.others)]
        errors = (
            ["no threshold"] * 2
            if one.errors is None
            else [_share(e) for e in (one.errors.missed, one.errors.reported)]
        )
        cells = [one.treatment, *sides, _figure(one.auc), *errors, f"{one.found_at_tolerated:.2f}", _left_out(one)]
        lines.append(f"| {' | '.join(cells)} |")
    silent = [name for name in trial.treatments if name not in {one.treatment for one in trial.separations}]
    lines += [f"| {name} | no file of one class gave a score | | | | | | |" for name in silent]
    lines += ["", WEIGHED, ""]
    lines += _calibration(trial)
    lines += _wrong(trial)
    lines += ["", "## Files without a score", ""]
    lines += [f"- {visible(one.file)}: {visible(one.reason)}" for one in trial.unscored] or ["None."]
    return "\n".join(lines) + "\n"


def _wrong(trial: Trial) -> Iterator[str]:
    """Yield the files that lie on the wrong side of the method's threshold as they are, by name."""
    as_is = trial.separations[0]
    if as_is.errors is None:
        return
    least = as_is.errors.threshold
    yield from ("", "## Files on the wrong side of the threshold, as they are", "")
    for words, target in (("Targets missed", True), ("Others reported", False)):
        wrong = sorted(one.file for one in trial.scored if one.target is target and (one.score >= least) is not target)
        more = f" and {len(wrong) - MOST_NAMED} more" if len(wrong) > MOST_NAMED else ""
        names = ", ".join(f"`{visible(name)}`" for name in wrong[:MOST_NAMED])
        yield f"- {words}: {len(wrong)}{'. ' if wrong else ''}{names}{more}"


def _calibration(trial: Trial) -> Sequence[str]:
    match trial.calibration:
        case NotCalibrated(reason):
            return [f"Uncalibrated: {reason}. The score stays a score, and a measurement without a direction."]
        case Calibrated() as made:
            return [
                f"Calibrated: {_mapping(made.mapping)}; "
                f"Cllr {made.cllr:.2f} held out by group, {abs(made.least_cllr):.2f} at best; {words_of_cap(made.cap)}."
            ]


def _mapping(mapping: Mapping) -> str:
    match mapping:
        case Logistic(slope, intercept):
            return f"ln LR = {slope:.4g} · score {'+' if intercept >= 0 else '−'} {abs(intercept):.4g}"
        case Isotonic(scores):
            return f"a rising staircase over {len(scores)} scores (isotonic)"


def _figure(interval: Interval) -> str:
    return f"{interval.value:.3f} [{interval.low:.2f}–{interval.high:.2f}]"


def _left_out(one: Separation) -> str:
    if one.left_out is None:
        return "others of one group only"
    return f"{_share(one.left_out.missed)}, {_share(one.left_out.reported)}"


def _share(interval: Interval) -> str:
    return f"{interval.value:.2f} [{interval.low:.2f}–{interval.high:.2f}]"


def _roc(trial: Trial) -> str:
    points = [(point.others, point.targets) for point in roc(trial.scored)]
    return _plot(
        [points], ("others reported", "targets found"), (0.0, 1.0), f"{trial.method}: receiver operating curve"
    )


def _tippett(trial: Trial, calibration: Calibrated) -> str:
    fitted = fit_isotonic if isinstance(calibration.mapping, Isotonic) else fit
    ratios = capped(held_out(trial.scored, fitted), calibration.cap)
    points: Sequence[TippettPoint] = tippett(trial.scored, ratios)
    span = max(1.0, *(abs(point.log10_ratio) for point in points))
    targets = [(point.log10_ratio, point.targets) for point in points]
    others = [(point.log10_ratio, point.others) for point in points]
    title = f"{trial.method}: Tippett plot, held out by group (upper: targets)"
    return _plot([targets, others], ("log10 likelihood ratio", "share at or above"), (-span, span), title)


def _plot(
    lines: Sequence[Sequence[tuple[float, float]]], axes: tuple[str, str], span: tuple[float, float], title: str
) -> str:
    """Return lines over a horizontal span and from 0 to 1 as a self-contained SVG."""
    low, high = span
    width = high - low

    def place(point: tuple[float, float]) -> str:
        x = _MARGIN + (point[0] - low) / width * _SIZE
        return f"{x:.1f},{_MARGIN + (1 - point[1]) * _SIZE:.1f}"

    full = _SIZE + 2 * _MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{full}" height="{full}" font-size="11">',
        f"<title>{title}</title>",
        f'<rect x="{_MARGIN}" y="{_MARGIN}" width="{_SIZE}" height="{_SIZE}" fill="none" stroke="#888"/>',
    ]
    for number, points in enumerate(lines):
        colour = ("#1f5fa8", "#b3541e")[number % 2]
        parts.append(f'<polyline fill="none" stroke="{colour}" points="{" ".join(map(place, points))}"/>')
    parts += [
        f'<text x="{full / 2}" y="{full - 12}" text-anchor="middle">{axes[0]} ({low:g} to {high:g})</text>',
        f'<text x="4" y="{_MARGIN - 8}">{axes[1]} (0 to 1)</text>',
        f'<text x="{full / 2}" y="24" text-anchor="middle">{title}</text>',
        "</svg>\n",
    ]
    return "\n".join(parts)
