"""Pictures of visible marks that a user adds to the register: dated, sourced, known by their digest.

The program brings none: makers' marks are theirs, and a mark changes with a product. Each entry is a folder's file
pair, the picture and a TOML text that says what it is of.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from casefiles.errors import EntryRefused, SourceUnusable, StorageFailed, UnknownItem
from casefiles.examinations import Beside
from casefiles.generators import register
from casefiles.home import home
from forensics.codec import clean_text, encode
from forensics.detectors.mark_pictures import MARKS_FILE, MOST_MARKS, GivenMark, GivenMarks, size_of, suffix_of
from forensics.worker import path_code

FOLDER = "marks"
MAX_PICTURE = 4 * 1024 * 1024
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True, slots=True)
class OwnMark:
    """A mark picture: the family, where and when it was seen, its digest, and its file.

    ``share`` is its longest side as a share of the longest side of the frame that it was cut from.
    """

    id: str
    family: str
    source: str
    date: str
    note: str
    sha256: str
    share: float
    path: Path


def add(family: str, picture: Path, *, frame: tuple[int, int], source: str, date: str, note: str = "") -> OwnMark:
    """Take the picture of a mark (PNG or JPEG), cut from a frame of a size, into the user's part of the register.

    Raise UnknownItem for a family that the register does not have, EntryRefused, SourceUnusable, StorageFailed.
    """
    if register().family(family) is None:
        raise UnknownItem(f"the register has no family {family!r}", hint="See `assay generators list`.")
    if not source.strip() or _DATE.fullmatch(date) is None:
        raise EntryRefused("a mark picture needs its source, and its date as 2026-11-22, 2026-11 or 2026")
    content = _read(picture)
    suffix, size = suffix_of(content), size_of(content)
    if not suffix or not all(size):
        raise EntryRefused(f"{picture.name} is neither PNG nor JPEG", hint="Cut the mark out of a frame, as PNG.")
    share = max(size) / max(*frame, 1)
    if not 0 < share <= 1:
        raise EntryRefused(f"the mark has {size[0]}x{size[1]} pixels, more than the frame that it was cut from")
    digest = hashlib.sha256(content).hexdigest()
    if any(one.sha256 == digest for one in own()):
        raise EntryRefused("this picture stands in the register already")
    if len(own()) >= MOST_MARKS:
        raise EntryRefused(f"the register holds {MOST_MARKS} mark pictures, and no more are compared")
    made = OwnMark(
        f"{family}-{digest[:12]}",
        family,
        clean_text(source),
        date,
        clean_text(note),
        digest,
        round(share, 4),
        _folder() / (digest + suffix),
    )
    try:
        made.path.parent.mkdir(parents=True, exist_ok=True)
        made.path.write_bytes(content)
        made.path.with_suffix(".toml").write_text(_toml(made), "utf-8")
    except OSError as error:
        raise StorageFailed(f"{made.path} could not be written: {error.strerror}") from error
    return made


def own() -> tuple[OwnMark, ...]:
    """Return the user's mark pictures in order of family and digest; raise EntryRefused for one that is damaged."""
    folder = _folder()
    if not folder.is_dir():
        return ()
    found = [_entry(path) for path in sorted(folder.glob("*.toml"))]
    return tuple(sorted(found, key=lambda one: (one.family, one.sha256)))


def beside(only: frozenset[str] | None = None) -> Beside:
    """Return what an examination reads of the mark pictures: their files, and what each is, in its environment.

    ``only`` names those that an earlier examination used. Pictures that are damaged hinder no examination.
    """
    try:
        held = tuple(one for one in own() if only is None or one.id in only)
    except EntryRefused as error:
        return Beside(facts=(("mark pictures", f"not used: {error}"),))
    if not held:
        return Beside(facts=(("mark pictures", "none: a mark that is found bears no name"),))
    given = GivenMarks(
        tuple(
            GivenMark(one.id, one.family, one.source, one.date, one.sha256, one.share, path_code(one.path))
            for one in held
        )
    )
    return Beside(
        scratch_files=((MARKS_FILE, encode(given)),),
        originals=tuple((one.id, one.path) for one in held),
        facts=tuple((f"{_FACT}{one.id}", f"{one.source}, {one.date}; SHA-256 {one.sha256}") for one in held),
    )


def used(environment: tuple[tuple[str, str], ...]) -> frozenset[str]:
    """Return the mark pictures that an examination's environment names."""
    return frozenset(name.removeprefix(_FACT) for name, _ in environment if name.startswith(_FACT))


_FACT = "mark picture "


def _folder() -> Path:
    return home() / "generators" / FOLDER


def _read(picture: Path) -> bytes:
    try:
        if picture.stat().st_size > MAX_PICTURE:
            raise EntryRefused(f"{picture.name} has more than {MAX_PICTURE} bytes", hint="Cut out the mark alone.")
        return picture.read_bytes()
    except OSError as error:
        raise SourceUnusable(f"{picture.name}: {error.strerror}") from error


def _entry(path: Path) -> OwnMark:
    try:
        table = tomllib.loads(path.read_text("utf-8"))
        fields = {name: str(table[name]) for name in ("id", "family", "source", "date", "note", "sha256", "picture")}
        share = float(table["share"])
        picture = path.with_name(Path(fields.pop("picture")).name)
        content = picture.read_bytes()
    except (OSError, ValueError, KeyError) as error:
        raise EntryRefused(f"the mark picture {path.name} cannot be read: {error}") from error
    if hashlib.sha256(content).hexdigest() != fields["sha256"]:
        raise EntryRefused(f"the picture of {path.name} is not the one that was added")
    return OwnMark(path=picture, share=share, **fields)


def _toml(made: OwnMark) -> str:
    fields = {
        "id": made.id,
        "family": made.family,
        "source": made.source,
        "date": made.date,
        "note": made.note,
        "sha256": made.sha256,
        "picture": made.path.name,
    }
    texts = "".join(f"{name} = {_quoted(value)}\n" for name, value in fields.items())
    return f"{texts}share = {made.share}\n"


def _quoted(text: str) -> str:
    """Return a TOML basic string; TOML 1.0, String: quotation mark, backslash and controls are escaped."""
    escaped = "".join(
        f"\\{c}"
        if c in '"\\'
        else c
        if c.isprintable()
        else f"\\u{ord(c):04X}"
        if ord(c) < 0x10000
        else f"\\U{ord(c):08X}"
        for c in text
    )
    return f'"{escaped}"'
