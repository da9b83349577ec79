"""The library of references of known origin: one append-only file of JSON lines in the user's home, grown by the user.

Each line carries the digest of the line before it, so that a line changed or taken out is seen. The program brings no
references: none may claim what was not measured on files of that origin.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from casefiles.case import Case
from casefiles.clock import SYSTEM, Clock, stamp
from casefiles.durable import sync_folder
from casefiles.errors import EntryRefused, ExaminationFailed, SourceUnusable, StorageFailed, UnknownItem
from casefiles.home import home
from casefiles.views import ExhibitId, Watcher
from forensics.codec import MAX_LINE, CodecError, clean_text, decode_as, encode
from forensics.confinement import Limits
from forensics.reference.compare import Comparison, compare
from forensics.reference.entries import Origin, Reference
from forensics.reference.signature import NoStructure, StructureSignature, signature
from forensics.types import Progress, Result
from forensics.worker import Job, measure, path_code

FOLDER, LIBRARY = "references", "library.jsonl"
MAX_LINES = 100_000
FIRST = "0" * 64
"""What stands for the digest of the line before the first one."""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A reference that does not stand any more, and why; its line stays."""

    reference: str
    reason: str


@dataclass(frozen=True, slots=True)
class LibraryLine:
    """One line: what was taken in or withdrawn, by whom and when, from where, after which line."""

    number: int
    previous: str
    at: str
    by: str
    through: str
    content: Reference | Withdrawal

    def sha256(self) -> str:
        """Return the SHA-256 of the line, in hex."""
        return hashlib.sha256(encode(self).encode("ascii")).hexdigest()


@dataclass(frozen=True, slots=True)
class Library:
    """A library as its lines make it."""

    lines: tuple[LibraryLine, ...]

    @property
    def sha256(self) -> str:
        """Return the digest of the last line, which stands for all of them."""
        return self.lines[-1].sha256() if self.lines else FIRST

    def references(self) -> tuple[Reference, ...]:
        """Return the references that stand, in the order in which they were taken in."""
        standing: dict[str, Reference] = {}
        for line in self.lines:
            match line.content:
                case Reference() as reference:
                    standing[reference.id] = reference
                case Withdrawal(name):
                    standing.pop(name, None)
        return tuple(standing.values())


@dataclass(frozen=True, slots=True)
class Vouched:
    """What a person says of a file that is to become a reference, and who says it."""

    origin: Origin
    source: str
    by: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """A file whose signature is known."""

    name: str
    sha256: str
    size: int
    signature: StructureSignature


@dataclass(frozen=True, slots=True)
class Compared:
    """A file held against the library: what it is, the state of the library, and what was found."""

    subject: Subject
    library_sha256: str
    comparison: Comparison


def place() -> Path:
    """Return where the library stands on this machine."""
    return home() / FOLDER / LIBRARY


def library() -> Library:
    """Return this user's library, empty where there is none yet; raise EntryRefused where its chain is broken."""
    path = place()
    return read(path) if path.exists() else Library(())


def read(path: Path) -> Library:
    """Return the library that a file holds; raise SourceUnusable, EntryRefused for what is none or was changed."""
    lines: list[LibraryLine] = []
    previous = FIRST
    try:
        with path.open("r", encoding="ascii", newline="\n") as file:
            for number, untrusted in enumerate(iter(lambda: file.readline(MAX_LINE + 2), ""), start=1):
                line = _line(untrusted, number, previous, path)
                previous = line.sha256()
                lines.append(line)
    except (OSError, UnicodeDecodeError) as error:
        raise SourceUnusable(f"{path.name} cannot be read as a library of references: {error}") from error
    return Library(tuple(lines))


def _line(untrusted: str, number: int, previous: str, path: Path) -> LibraryLine:
    if number > MAX_LINES:
        raise EntryRefused(f"{path.name} has more than {MAX_LINES} lines")
    try:
        line = decode_as(LibraryLine, untrusted.rstrip("\n"))
    except CodecError as error:
        raise EntryRefused(f"line {number} of {path.name} is no line of a library: {error}") from error
    if line.number != number or line.previous != previous or encode(line) != untrusted.rstrip("\n"):
        raise EntryRefused(
            f"line {number} of {path.name} does not follow the line before it: a line was changed, taken out or added",
            hint="Compare the file with an earlier export; nothing of it was used.",
        )
    return line


def exhibit(case: Case, exhibit_id: ExhibitId) -> Subject:
    """Return an exhibit of a case with the signature of its latest examination; raise UnknownItem, EntryRefused."""
    detail = case.detail(exhibit_id)
    if detail.examination is None:
        raise EntryRefused(f"{exhibit_id} has not been examined", hint="Run `assay examine` first.")
    try:
        made = signature(result.outcome for result in detail.results)
    except NoStructure as error:
        raise EntryRefused(f"{exhibit_id}: {error}") from error
    return Subject(detail.row.name, detail.row.sha256, detail.row.size, made)


def file(path: Path, *, watcher: Watcher = Watcher()) -> Subject:  # noqa: B008 - a frozen value, shared safely
    """Return a file with its signature, read in the confined worker; raise SourceUnusable, ExaminationFailed."""
    try:
        with path.open("rb") as opened:
            size = os.fstat(opened.fileno()).st_size
            sha256 = hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError as error:
        raise SourceUnusable(f"{path.name} cannot be read: {error.strerror}") from error
    with tempfile.TemporaryDirectory(prefix="assay-") as scratch:
        name, limits = clean_text(path.name), Limits()
        job = Job("signature", path_code(path), name, path_code(Path(scratch)), (), limits, ())
        try:
            lines = list(measure(job, cancelled=watcher.cancelled))
        except OSError as error:
            raise ExaminationFailed(f"the measuring process could not be started: {error.strerror}") from error
    for line in lines:
        if isinstance(line, Progress):
            watcher.progress(line)
    try:
        made = signature(line.outcome for line in lines if isinstance(line, Result))
    except NoStructure as error:
        raise SourceUnusable(f"{path.name}: {error}") from error
    return Subject(name, sha256, size, made)


def add(subjects: Sequence[Subject], vouched: Vouched, *, clock: Clock = SYSTEM) -> tuple[Reference, ...]:
    """Take files into the library as references of one origin; raise EntryRefused, StorageFailed.

    A file that stands there already is refused: what was vouched for wrongly is withdrawn first.
    """
    for words, text in (("origin's name", vouched.origin.name), ("source", vouched.source), ("voucher", vouched.by)):
        if not text.strip():
            raise EntryRefused(f"the {words} is empty", hint="A reference without it could not be judged by others.")
    now = stamp(clock.now())
    made = tuple(
        Reference(
            vouched.origin, vouched.source, vouched.by, now, vouched.note, one.sha256, one.size, one.signature
        )
        for one in {one.sha256: one for one in subjects}.values()
    )  # fmt: skip
    with _writing() as (descriptor, known):
        _refuse_known(made, known)
        _append(descriptor, known, [(one, vouched.by, "added here") for one in made], now)
    return made


def withdraw(reference: str, *, by: str, reason: str, clock: Clock = SYSTEM) -> None:
    """Say that a reference does not stand any more; raise UnknownItem, EntryRefused."""
    if not reason.strip() or not by.strip():
        raise EntryRefused("a withdrawal needs a person and a reason")
    with _writing() as (descriptor, known):
        if reference not in {one.id for one in known.references()}:
            raise UnknownItem(f"the library holds no {reference}", hint="List it with `assay reference list`.")
        _append(descriptor, known, [(Withdrawal(reference, reason), by, "withdrawn here")], stamp(clock.now()))


def export(target: Path) -> Library:
    """Write the library to a new file, byte for byte; raise EntryRefused, StorageFailed."""
    held = library()
    try:
        with target.open("x", encoding="ascii", newline="\n") as out:
            out.writelines(f"{encode(line)}\n" for line in held.lines)
    except FileExistsError as error:
        raise StorageFailed(f"{target} stands already", hint="Choose another name.") from error
    except OSError as error:
        raise StorageFailed(f"{target} could not be written: {error.strerror}") from error
    return held


def take(source: Path, *, by: str, clock: Clock = SYSTEM) -> tuple[Reference, ...]:
    """Take the standing references of an exported library that this one lacks; raise SourceUnusable, EntryRefused.

    Who vouched for them and when stays; who took them in, and from which state of that library, is written beside.
    """
    if not by.strip():
        raise EntryRefused("an import needs the name of the person who takes it in")
    theirs = read(source)
    with _writing() as (descriptor, known):
        here = {one.id: one for one in known.references()}
        new = [one for one in theirs.references() if one.id not in here]
        clash = next((one for one in theirs.references() if one.id in here and here[one.id].origin != one.origin), None)
        if clash is not None:
            words = f"{clash.id} is {here[clash.id].origin.words} here and {clash.origin.words} there"
            raise EntryRefused(words, hint="Find out who is right and withdraw the other one first.")
        through = f"import of a library with last line {theirs.sha256}"
        _append(descriptor, known, [(one, by, through) for one in new], stamp(clock.now()))
    return tuple(new)


def held_against(subject: Subject) -> Compared:
    """Hold a file against this user's library."""
    held = library()
    return Compared(subject, held.sha256, compare(subject.signature, held.references(), file_sha256=subject.sha256))


def _refuse_known(made: Sequence[Reference], known: Library) -> None:
    here = {one.id: one for one in known.references()}
    again = next((one for one in made if one.id in here), None)
    if again is not None:
        raise EntryRefused(
            f"{again.id} stands in the library already, as {here[again.id].origin.words}",
            hint="Withdraw it first if it was vouched for wrongly: `assay reference withdraw`.",
        )


@contextlib.contextmanager
def _writing() -> Iterator[tuple[int, Library]]:
    """Open the library for appending, alone, with what it holds; make what was appended last."""
    path = place()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    except OSError as error:
        raise StorageFailed(f"{path} cannot be written: {error.strerror}") from error
    try:
        _lock(descriptor)
        yield descriptor, library()
        os.fsync(descriptor)
        sync_folder(path.parent)
    finally:
        os.close(descriptor)


def _lock(descriptor: int) -> None:
    """Hold others off until the file is closed, where the system can."""
    try:
        import fcntl
    except ImportError:
        return
    fcntl.flock(descriptor, fcntl.LOCK_EX)


def _append(
    descriptor: int, known: Library, contents: Sequence[tuple[Reference | Withdrawal, str, str]], at: str
) -> None:
    number, previous = len(known.lines), known.sha256
    text = ""
    for content, by, through in contents:
        number += 1
        line = LibraryLine(number, previous, at, by, through, content)
        previous = line.sha256()
        text += f"{encode(line)}\n"
    try:
        os.write(descriptor, text.encode("ascii"))
    except OSError as error:
        raise StorageFailed(f"{place()} could not be written: {error.strerror}") from error
