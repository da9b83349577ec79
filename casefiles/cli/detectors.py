"""`assay detectors`: which methods are installed, what each says of itself, and whose code a case allows."""

from __future__ import annotations

from pathlib import Path

import click

from casefiles import verbs_methods as verbs
from casefiles.cli.output import facts, heading, line, print_json, table
from casefiles.cli.session import CASE, case_argument, json_option, signer
from casefiles.cli.validate import validate
from casefiles.errors import UnknownItem
from casefiles.methods import Installed, cost_words, runs_words
from forensics.description import MethodDescription
from forensics.grounds import ground_words

_FOR_CASE = click.option("--case", type=CASE, help="Also load what this case allows, confined, and describe it.")


@click.group()
def detectors() -> None:
    """Show the methods that are installed; say whose code a case may load."""


detectors.add_command(validate)


@detectors.command("list")
@_FOR_CASE
@json_option
def list_them(case: Path | None, as_json: bool) -> None:  # noqa: FBT001 - click calls it by name
    """List the methods with version, family, when they run and what they cost.

    The cost is in seconds for a minute of 1920 x 1080 pictures, beside the one decode that serves all.
    """
    found = verbs.installed(case)
    if as_json:
        print_json(found)
        return
    table(("id", "version", "family", "runs", "cost", "does"), (_row(one) for one in found))


def _row(one: Installed) -> tuple[str, ...]:
    told = one.description
    runs = runs_words(one)
    if told is None:
        return one.name, "?", "?", runs, "?", f"code of {one.distribution}, SHA-256 {one.code_sha256}"
    return one.name, told.version, told.family, runs, cost_words(told.cost), told.summary


@detectors.command("show")
@click.argument("name")
@_FOR_CASE
@json_option
def show(name: str, case: Path | None, as_json: bool) -> None:  # noqa: FBT001 - click calls it by name
    """Show everything that a method says of itself."""
    found = verbs.one(name, case)
    if as_json:
        print_json(found)
        return
    if found.description is None:
        raise UnknownItem(
            f"{name} is code of {found.distribution} that was not loaded (SHA-256 {found.code_sha256})",
            hint=f"Allow it with `assay detectors allow CASE {name}` and name the case with --case.",
        )
    _show(found.description)


def _show(one: MethodDescription) -> None:
    line(f"{one.id} {one.version} ({one.family}, {one.determinism}): {one.summary}")
    runs = f"only when it is asked for: {one.on_request}" if one.on_request else "in every examination"
    told = [("runs", runs), ("cost a minute of 1080p", cost_words(one.cost))]
    if one.distribution:
        told += [("code of", one.distribution), ("SHA-256 of it", one.code_sha256)]
    told += [(f"parameter {name}", str(value)) for name, value in one.parameters]
    facts(told)
    heading("Quantities")
    table(("name", "unit", "kind", "meaning"), ((q.name, q.unit, q.kind, q.meaning) for q in one.quantities))
    for title, words in (("Limits", one.limits), ("Innocent explanations", one.innocent_explanations)):
        heading(title)
        for each in words:
            line(f"  - {each}")
    _show_card(one)


def _show_card(one: MethodDescription) -> None:
    heading(f"Card ({one.card.calibration})")
    for trial in one.card.validations:
        line(f"  - {trial.dated}, {trial.groups} groups, {trial.files} files: {trial.data}")
        line(f"    {trial.outcome}")
    heading("What its findings rest on")
    for ground in one.grounds:
        line(f"  - {ground_words(ground)}")
    if not one.grounds:
        line("  nothing: it makes no finding, and its values are measurements")
    heading("Known failures")
    for failure in one.card.known_failures:
        line(f"  - {failure}")
    heading("References")
    for reference in one.references:
        line(f"  - {reference.citation}. {reference.identifier}")


@detectors.command("allow")
@case_argument
@click.argument("name")
@click.option("--reason", required=True, help="Who vouches for the code, and why it is needed.")
@json_option
def allow(case: Path, name: str, reason: str, as_json: bool) -> None:  # noqa: FBT001 - click calls it by name
    """Allow CASE to load the code of the method NAME, of another package, as it is installed now.

    It is known by its SHA-256: another version of the package has to be allowed again. It runs confined all the same.
    """
    made = verbs.allow(case, name, reason=reason, signer=signer())
    if as_json:
        print_json(made)
        return
    line(f"{made.method} of {made.distribution} may be loaded: SHA-256 {made.sha256}.")


@detectors.command("withdraw")
@case_argument
@click.argument("name")
@click.option("--reason", required=True)
def withdraw(case: Path, name: str, reason: str) -> None:
    """Take the code of NAME off the list of CASE. What it measured until now stays."""
    for made in verbs.withdraw(case, name, reason=reason, signer=signer()):
        line(f"{made.method} is not loaded any more: SHA-256 {made.sha256}.")


@detectors.command("code")
@case_argument
@json_option
def code(case: Path, as_json: bool) -> None:  # noqa: FBT001 - click calls it by name
    """List whose code CASE allowed or withdrew, when, by whom and why."""
    found = verbs.code(case)
    if as_json:
        print_json(found)
        return
    table(
        ("id", "method", "code of", "SHA-256", "state", "made", "by", "reason"),
        ((c.id, c.method, c.distribution, c.sha256, c.state, c.made, c.by, c.reason) for c in found),
    )


@detectors.command("add-model")
@click.argument("card", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("model", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def add_model(card: Path, model: Path) -> None:
    """Take an ONNX MODEL of your own with its CARD (TOML, see docs/models.md).

    It runs in the confined worker, only when it is asked for: assay examine --with onnx_NAME.
    """
    made = verbs.add_model(card, model)
    line(f"{made.card.id} {made.card.version}: taken. SHA-256 of the model {made.card.sha256}.")
    line(f"It runs when it is asked for: assay examine CASE EXHIBIT --with {made.card.id}")


@detectors.command("models")
@json_option
def models(as_json: bool) -> None:  # noqa: FBT001 - click calls it by name
    """List your own models, with the population that each card names."""
    found = verbs.own_models()
    if as_json:
        print_json(found)
        return
    rows = ((m.card.id, m.card.version, m.card.sha256, m.card.target, m.card.population) for m in found)
    table(("id", "version", "SHA-256", "a high score stands for", "population"), rows)
