"""A package that somebody sent: its files held against its manifests, before anything in it is believed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from casefiles.errors import EntryRefused, SourceUnusable
from casefiles.halfmade import half_made
from casefiles.imports.archive import Bounds, Member, of_folder, unpack
from casefiles.package.bag import PAYLOAD, TAGS
from casefiles.package.content import DESCRIPTION, FORMAT
from casefiles.package.write import SIGNATURE
from casefiles.sourcefile import display
from forensics.codec import CodecError, Json, parse_json

BOUNDS = Bounds(members=2_000_000, octets=2**60)
"""A package may be as large as its case; the disk and the ratio bound it."""
LONGEST_DESCRIPTION = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Opened:
    """A package whose files are those of its manifests; what its description says is not yet held against its log."""

    members: Mapping[str, Member]
    description: Mapping[str, Json]
    tagmanifest_sha256: str

    def read(self, name: str) -> bytes:
        """Return a file of the package; raise EntryRefused where it holds none of that name."""
        return self.path(name).read_bytes()

    def path(self, name: str) -> Path:
        """Return where a file of the package lies; raise EntryRefused where it holds none of that name."""
        member = self.members.get(name)
        if member is None:
            raise EntryRefused(f"the package holds no {display(name)}")
        return member.path

    @property
    def is_whole(self) -> bool:
        """Return whether it is of a whole case and not of chosen exhibits."""
        return self.description.get("scope") == "whole"

    def under(self, folder: str) -> Iterator[str]:
        """Yield the names of the files in a folder of the package, in order."""
        yield from sorted(name for name in self.members if name.startswith(f"{folder}/"))


@contextmanager
def opened(package: Path, beside: Path, *, whole: bool = True) -> Iterator[Opened]:
    """Hold a package that is a folder or an archive; raise EntryRefused, SourceUnusable.

    An archive is unpacked below ``beside``, the file system that the case will stand on. With ``whole``, a package of
    chosen exhibits is refused: it can be read and checked, but not gone on with.
    """
    if package.is_dir():
        yield _checked(of_folder(package, BOUNDS), whole=whole)
        return
    if not package.is_file():
        raise SourceUnusable(f"{display(str(package))} does not exist", hint="Check the path.")
    with half_made(beside / f"{package.name}.unpacked") as folder:
        yield _checked(unpack(package, folder, BOUNDS), whole=whole)


def _checked(found: tuple[Member, ...], *, whole: bool) -> Opened:
    """1 find the bag, 2 hold every file against the manifests, 3 read the description."""
    roots = [name.removesuffix("bagit.txt") for name in (one.name for one in found) if _is_declaration(name)]
    if len(roots) != 1 or not all(one.name.startswith(roots[0]) for one in found):
        raise EntryRefused("this is no package of a case: it is not one BagIt bag")
    members = {one.name.removeprefix(roots[0]): one for one in found}
    for manifest in (PAYLOAD, TAGS):
        if manifest not in members:
            raise EntryRefused(f"the package holds no {manifest}")
    _hold(members)
    package = Opened(members, {}, members[TAGS].sha256)
    return Opened(members, _description(package, whole=whole), members[TAGS].sha256)


def _is_declaration(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return bool(parts) and parts[-1] == "bagit.txt" and len(parts) <= 2


def _hold(members: Mapping[str, Member]) -> None:
    listed: dict[str, str] = {}
    for manifest in (PAYLOAD, TAGS):
        try:
            lines = members[manifest].path.read_text("utf-8").splitlines()
        except UnicodeDecodeError as error:
            raise EntryRefused(f"{manifest} of the package is not text") from error
        for line in lines:
            digest, _, name = line.partition("  ")
            if listed.setdefault(name, digest) != digest:
                raise EntryRefused(f"{manifest} of the package names {display(name)} twice")
    for name, digest in listed.items():
        member = members.get(name)
        if member is None:
            raise EntryRefused(f"{display(name)} is missing from the package")
        if member.sha256 != digest:
            raise EntryRefused(f"{display(name)} is not the file that the package's manifest names")
    unnamed = members.keys() - listed.keys() - {TAGS, SIGNATURE}
    if unnamed:
        raise EntryRefused(f"{display(min(unnamed))} is named in no manifest of the package")


def _description(package: Opened, *, whole: bool) -> dict[str, Json]:
    try:
        said = parse_json(package.read(DESCRIPTION).decode(), limit=LONGEST_DESCRIPTION)
    except (CodecError, UnicodeDecodeError) as error:
        raise EntryRefused(f"the description of the package cannot be read: {error}") from error
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise EntryRefused("this is no package of a case that this program knows")
    if whole and said.get("scope") != "whole":
        raise EntryRefused(
            "this package holds chosen exhibits and not the whole log, so it cannot be gone on with as a case",
            hint="Check it with its verify.py, and acquire its originals into a case of your own.",
        )
    return said
