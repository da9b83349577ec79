"""`assay validate` tries methods on labelled files."""

from __future__ import annotations

from pathlib import Path

import click

from casefiles import validation
from casefiles.cli.output import line, print_json
from casefiles.cli.session import json_option, signer, watching
from casefiles.clock import SYSTEM, stamp
from casefiles.kept_trials import Kept
from casefiles.validation_files import card, write_trial
from forensics.evaluation.pack import FORMAT, CalibrationPack, Domain
from forensics.evaluation.trial import Calibrated, Trial
from forensics.footage.treatments import TREATMENTS


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--target", "targets", multiple=True, required=True, help="Label of the files that a method should find.")
@click.option("--other", "others", multiple=True, required=True, help="Label of the files that it should not.")
@click.option("--method", "names", multiple=True, help="Id of a method; all that declare a score if none is given.")
@click.option("--under", multiple=True, type=click.Choice(sorted(TREATMENTS)), help="Also after encoding again.")
@click.option("--label-column", default="label", show_default=True)
@click.option("--group-column", default="group", show_default=True, help="Files of one group are not independent.")
@click.option("--output", type=click.Path(path_type=Path), help="Folder for records, cards, plots and packs.")
@click.option("--keep", type=click.Path(path_type=Path), help="Folder of what was measured: stop, go on, add methods.")
@click.option("--target-proposition", default="", help="What a target is, for a calibration pack.")
@click.option("--other-proposition", default="", help="What the others are.")
@click.option("--population", default="", help="What the files are: sources, codecs, sizes, dates.")
@click.option("--generators-until", default="", help="Day after which generators are not among them, if any are.")
@click.option("--isotonic", is_flag=True, help="Calibrate by pooling adjacent violators: 200 groups of each class.")
@json_option
def validate(  # noqa: PLR0917 - click calls it by name
    folder: Path,
    targets: tuple[str, ...],
    others: tuple[str, ...],
    names: tuple[str, ...],
    under: tuple[str, ...],
    label_column: str,
    group_column: str,
    output: Path | None,
    keep: Path | None,
    target_proposition: str,
    other_proposition: str,
    population: str,
    generators_until: str,
    isotonic: bool,  # noqa: FBT001 - click calls it by name
    as_json: bool,  # noqa: FBT001 - click calls it by name
) -> None:
    """Try methods on FOLDER, whose manifest.csv names files with a label and a group.

    Intervals are counted over groups. A pack, by which a score may become a bounded likelihood ratio, is written and
    signed only where --population and both propositions are given and the method separates.
    """
    labels = validation.Labels(frozenset(targets), frozenset(others), label_column, group_column)
    if labels.targets & labels.others:
        raise click.UsageError("a label cannot be target and other at once")
    files = validation.labelled_files(folder, labels)
    with watching() as watcher:
        chosen = validation.tried(names)
        trials, domain = validation.validate(files, chosen, under, labels, watcher, isotonic=isotonic, kept=Kept(keep))
    propositions = (target_proposition, other_proposition)
    described = bool(population and all(propositions))
    for trial in trials:
        pack = _pack(trial, files, propositions, population, generators_until, domain) if described else None
        if output is not None:
            for path in write_trial(output, trial, pack, signer() if pack is not None else None):
                click.echo(f"wrote {path}", err=True)
    if as_json:
        print_json(trials)
        return
    for trial in trials:
        for each in card(trial).splitlines():
            line(each)


def _pack(  # noqa: PLR0917 - private, one caller
    trial: Trial,
    files: tuple[validation.Labelled, ...],
    propositions: tuple[str, str],
    population: str,
    generators_until: str,
    domain: Domain,
) -> CalibrationPack | None:
    if not isinstance(trial.calibration, Calibrated):
        return None
    as_is = trial.separations[0]
    return CalibrationPack(
        format=FORMAT,
        method=trial.method,
        version=trial.version,
        score=trial.score,
        proposition_target=propositions[0],
        proposition_other=propositions[1],
        population=population,
        generators_until=generators_until,
        made=stamp(SYSTEM.now()),
        groups_target=as_is.targets.groups,
        groups_other=as_is.others.groups,
        files_target=as_is.targets.files,
        files_other=as_is.others.files,
        files_sha256=validation.digest_of(files),
        domain=domain,
        calibration=trial.calibration,
    )
