"""A package read as a case: checked first, laid out in a folder of its own, and nothing is signed or left behind."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from casefiles.case import Case
from casefiles.errors import VerificationFailed
from casefiles.package import verify
from casefiles.package.bag import TAGS
from casefiles.package.laying import lay_out
from casefiles.package.opened import Opened, opened


@dataclass(frozen=True, slots=True)
class PackageRead:
    """What a package is: of which case, by whom it was packed, its digest, and what its own check says of it."""

    case_id: str
    name: str
    packed_by: str
    tagmanifest_sha256: str
    head_size: int
    head_root: str
    whole: bool
    checked: tuple[str, ...]
    unchecked: tuple[str, ...]


@contextmanager
def read_as_case(package: Path) -> Iterator[tuple[Case, PackageRead]]:
    """Yield the case of a package, for reading only; raise EntryRefused, SourceUnusable, VerificationFailed.

    1 hold the files against the manifests, 2 run the check that lies in every package, 3 lay it out, 4 read it.
    """
    with TemporaryDirectory(prefix="assay-package-", ignore_cleanup_errors=True) as name:
        part = Path(name) / "case.assay"
        with opened(package, Path(name), whole=False) as taken:
            found = verify.check(_as_folder(taken, Path(name) / "bag"))
            if found.problems:
                raise VerificationFailed(
                    f"{len(found.problems)} places of the package differ from its log; the first: {found.problems[0]}",
                    hint="Ask for the package again. Nothing was measured.",
                )
            facts = _facts(taken, tuple(found.checked), tuple(found.skipped))
            part.mkdir()
            lay_out(taken, part)
        with Case.open(part) as case:
            yield case, facts


def _as_folder(taken: Opened, into: Path) -> Path:
    """Return a folder that holds the bag: its own, or one of links where an archive was unpacked under other names."""
    folder = taken.path(TAGS).parent
    if all(member.path == folder / name for name, member in taken.members.items()):
        return folder
    for name, member in taken.members.items():
        (into / name).parent.mkdir(parents=True, exist_ok=True)
        os.link(member.path, into / name)
    return into


def _facts(taken: Opened, checked: tuple[str, ...], unchecked: tuple[str, ...]) -> PackageRead:
    said = taken.description
    head = said.get("head")
    size, root = (head.get("size"), head.get("root")) if isinstance(head, dict) else (0, "")
    return PackageRead(
        case_id=str(said.get("case", "")),
        name=str(said.get("name", "")),
        packed_by=str(said.get("by", "")),
        tagmanifest_sha256=taken.tagmanifest_sha256,
        head_size=size if isinstance(size, int) else 0,
        head_root=str(root),
        whole=taken.is_whole,
        checked=checked,
        unchecked=unchecked,
    )
