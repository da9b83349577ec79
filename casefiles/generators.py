"""The register of generators as a case uses it: the program's entries, the user's, and the state that a case pins."""

from __future__ import annotations

import contextlib
import datetime
import json
from dataclasses import dataclass
from pathlib import Path

from casefiles.case import Case
from casefiles.clock import stamp
from casefiles.errors import EntryRefused, NotACase, SourceUnusable, StorageFailed
from casefiles.home import home
from casefiles.views import ExhibitId
from forensics.generators.claims import Register
from forensics.generators.matching import FamilyMatch, match
from forensics.generators.register import RegisterError, load_register
from forensics.generators.traits import traits

FOLDER = "generators"


@dataclass(frozen=True, slots=True)
class Matched:
    """An exhibit held against the register: the tables, the register's digest, and whether the case pinned it."""

    exhibit: ExhibitId
    examination: str
    families: tuple[FamilyMatch, ...]
    register_sha256: str
    pinned: str
    today: datetime.date


def register() -> Register:
    """Return the program's register with the user's entries; raise EntryRefused for an entry that does not fit."""
    try:
        return load_register(added=own_entries())
    except RegisterError as error:
        raise EntryRefused(
            f"the register cannot be used: {error}", hint=f"The user's entries stand in {_folder()}."
        ) from error


def own_entries() -> tuple[tuple[str, str], ...]:
    """Return the user's entries as (file name, text), in order of name."""
    folder = _folder()
    if not folder.is_dir():
        return ()
    try:
        return tuple((path.name, path.read_text("utf-8")) for path in sorted(folder.glob("*.toml")))
    except (OSError, UnicodeDecodeError) as error:
        raise EntryRefused(f"an entry in {folder} cannot be read: {error}") from error


def add(source: Path) -> Register:
    """Take a file into the user's entries and return the register with it; raise EntryRefused, SourceUnusable.

    Nothing is overwritten: a correction is a further file, whose claims name what they replace.
    """
    try:
        text = source.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceUnusable(f"{source.name} cannot be read: {error}") from error
    target = _folder() / source.name
    if target.exists() or source.suffix != ".toml":
        why = "an entry of this name stands there already" if target.exists() else "its name must end in .toml"
        raise EntryRefused(f"{source.name}: {why}", hint="Give the file another name; claims may replace earlier ones.")
    try:
        made = load_register(added=(*own_entries(), (source.name, text)))
    except RegisterError as error:
        raise EntryRefused(str(error)) from error
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    except OSError as error:
        raise StorageFailed(f"{target} could not be written: {error.strerror}") from error
    return made


def pin(case: Case, used: Register) -> str:
    """Keep the state of the register in the case, with its event, and return its digest; once for each state."""
    case.require_writable()
    assert case.signer is not None  # require_writable saw one
    own = {claim.by for family in used.families for claim in family.claims} - {""}
    if not case.store.number("SELECT count(*) FROM register_state WHERE sha256 = ?", (used.sha256,)):
        with case.change("register of generators pinned") as change:
            change.record(sha256=used.sha256, entries=len(used.sources))
            change.insert(
                "register_state",
                {
                    "sha256": used.sha256,
                    "taken": stamp(case.clock.now()),
                    "by": case.signer.name,
                    "content": json.dumps([[s.name, s.text, s.name in own] for s in used.sources]),
                },
            )
    return used.sha256


def pinned(case: Case) -> tuple[str, ...]:
    """Return the digests of the register's states that the case pinned, oldest first."""
    return tuple(str(row["sha256"]) for row in case.store.rows("SELECT sha256 FROM register_state ORDER BY event"))


@dataclass(frozen=True, slots=True)
class Pinned:
    """A state of the register that a case keeps: when it was taken, by whom, and the register itself."""

    taken: str
    by: str
    register: Register


def last_pinned(case: Case) -> Pinned | None:
    """Return the state of the register that the case pinned last, None where it pinned none; raise NotACase."""
    found = list(case.store.rows("SELECT * FROM register_state ORDER BY event DESC LIMIT 1"))
    if not found:
        return None
    row = found[0]
    try:
        entries = [(str(name), str(text), bool(own)) for name, text, own in json.loads(str(row["content"]))]
        made = load_register(
            [(name, text) for name, text, own in entries if not own],
            added=[(name, text) for name, text, own in entries if own],
        )
    except (ValueError, TypeError) as error:  # a RegisterError is a ValueError
        raise NotACase(
            f"the register that the case pinned cannot be read: {error}", hint="Run `assay verify`."
        ) from error
    if made.sha256 != row["sha256"]:
        raise NotACase("the register that the case pinned is not the one its digest names", hint="Run `assay verify`.")
    return Pinned(str(row["taken"]), str(row["by"]), made)


def pin_if_none(case: Case) -> None:
    """Pin the register's state where the case pinned none yet and it can be had; a report is made with a pinned one.

    A register that cannot be used hinders no report: the report then says that nothing was held against it.
    """
    if case.writable and not pinned(case):
        with contextlib.suppress(EntryRefused):
            pin(case, register())


def match_exhibit(case: Case, exhibit: ExhibitId) -> Matched:
    """Hold an exhibit's latest examination against the register; raise UnknownItem, EntryRefused.

    A case that can be written pins the state of the register that was used.
    """
    used = register()
    detail = case.detail(exhibit)
    if detail.examination is None:
        raise EntryRefused(f"{exhibit} has not been examined", hint="Run `assay examine` first.")
    kept = pin(case, used) if case.writable else ""
    families = match(used, traits(detail.results))
    return Matched(exhibit, detail.examination.id, families, used.sha256, kept, case.clock.now().date())


def _folder() -> Path:
    return home() / FOLDER
