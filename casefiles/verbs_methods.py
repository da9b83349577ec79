"""The verbs of methods: what is installed, whose code a case allows, and what its calibrations say."""

from __future__ import annotations

from pathlib import Path

from casefiles import calibrations as packs
from casefiles import methods, models
from casefiles.calibrations import Evaluated, Held
from casefiles.case import Case
from casefiles.errors import UnknownItem
from casefiles.keys import Signer
from casefiles.methods import Code, Installed
from casefiles.models import OwnModel


def installed(path: Path | None = None) -> tuple[Installed, ...]:
    """Return all installed methods; those of other packages are described where the case at ``path`` allows them."""
    if path is None:
        return methods.installed()
    with Case.open(path) as case:
        return methods.installed(case)


def one(name: str, path: Path | None = None) -> Installed:
    """Return one installed method; raise UnknownItem."""
    for found in installed(path):
        if found.name == name:
            return found
    raise UnknownItem(f"no method {name!r} is installed", hint="List them with `assay detectors list`.")


def cost_of(name: str, path: Path) -> str:
    """Say before a method on request starts what it costs; raise UnknownItem for one that is not installed."""
    if any(name == model.card.id for model in models.own()):
        return "a model of your own: its cost was not measured"
    told = one(name, path).description
    if told is None:
        return "code that this case does not allow: it will not be loaded"
    if not told.on_request:
        return "it runs in every examination anyhow"
    memory = f" and {told.cost.megabytes} MB of memory" if told.cost.megabytes else ""
    seconds = f"{told.cost.seconds_per_minute:.1f} s"
    return f"on request ({told.on_request}); about {seconds} for each minute of 1920 x 1080 pictures{memory}"


def code(path: Path) -> tuple[Code, ...]:
    """Return every entry of the case's list of code, oldest first."""
    with Case.open(path) as case:
        return methods.entries(case)


def allow(path: Path, name: str, *, reason: str, signer: Signer) -> Code:
    """Allow the code of a method of another package in a case; raise UnknownItem, EntryRefused, CaseNotWritable."""
    with Case.open(path, signer=signer) as case:
        return methods.allow(case, name, reason=reason)


def withdraw(path: Path, name: str, *, reason: str, signer: Signer) -> tuple[Code, ...]:
    """Take a method's code off the list; what it measured stays. Raise UnknownItem, EntryRefused, CaseNotWritable."""
    with Case.open(path, signer=signer) as case:
        return methods.withdraw(case, name, reason=reason)


def add_model(card: Path, model: Path) -> OwnModel:
    """Take a model of the user's own with its card; raise EntryRefused, SourceUnusable, StorageFailed."""
    return models.add(card, model)


def own_models() -> tuple[OwnModel, ...]:
    """Return the user's models; raise EntryRefused for a card that is damaged."""
    return models.own()


def add_calibration(path: Path, pack: Path, signature: Path, *, reason: str, signer: Signer) -> Held:
    """Take a signed calibration pack into a case; raise SourceUnusable, EntryRefused, CaseNotWritable."""
    with Case.open(path, signer=signer) as case:
        return packs.add(case, pack, signature, reason=reason)


def withdraw_calibration(path: Path, identifier: str, *, reason: str, signer: Signer) -> Held:
    """Take a pack out of force; raise UnknownItem, EntryRefused, CaseNotWritable."""
    with Case.open(path, signer=signer) as case:
        return packs.withdraw(case, identifier, reason=reason)


def calibrations(path: Path) -> tuple[Held, ...]:
    """Return every taking in and withdrawal of a pack, oldest first."""
    with Case.open(path) as case:
        return packs.entries(case)


def ratios(path: Path) -> tuple[Evaluated, ...]:
    """Return what every pack in force says of every examined exhibit, abstentions included."""
    with Case.open(path) as case:
        return packs.evaluate(case)
