"""A BagIt bag (RFC 8493): writing its manifests while the files are written, and holding files against them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from casefiles.durable import sync_folder
from casefiles.errors import StorageFailed
from casefiles.file_check import Tell
from forensics.digest import BLOCK

DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
PAYLOAD, TAGS = "manifest-sha256.txt", "tagmanifest-sha256.txt"


def _silent(_count: int) -> None:
    return


@dataclass(slots=True)
class Bag:
    """A bag in the making: every file that was put in, with its SHA-256, and the payload's size."""

    folder: Path
    digests: dict[str, str] = field(default_factory=dict)
    octets: int = 0

    def write(self, name: str, content: bytes) -> None:
        """Put a small file in under its path in the bag."""
        with self._new(name) as descriptor:
            os.write(descriptor, content) if len(content) < BLOCK else _write_all(descriptor, content)
        self._count(name, sha256(content).hexdigest(), len(content))

    def write_lines(self, name: str, lines: Iterator[bytes]) -> int:
        """Put a file of lines in, made as it is written; return how many there were."""
        digest, size, count = sha256(), 0, 0
        with self._new(name) as descriptor, os.fdopen(descriptor, "wb", closefd=False) as file:
            for line in lines:
                file.write(line)
                digest.update(line)
                size, count = size + len(line), count + 1
        self._count(name, digest.hexdigest(), size)
        return count

    def copy(self, source: Path, name: str, *, tell: Tell = _silent) -> str:
        """Put a copy of a file in and return its SHA-256, computed from what was written."""
        digest, size = sha256(), 0
        try:
            origin = os.open(source, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
        except OSError as error:
            raise StorageFailed(f"{source} cannot be read: {error.strerror}", hint="Run `assay verify`.") from error
        try:
            with self._new(name) as descriptor:
                while block := os.read(origin, BLOCK):
                    _write_all(descriptor, block)
                    digest.update(block)
                    size += len(block)
                    tell(len(block))
        finally:
            os.close(origin)
        self._count(name, digest.hexdigest(), size)
        return digest.hexdigest()

    def close(self, facts: Mapping[str, str]) -> str:
        """Write the bag's own files and return the SHA-256 of the tag manifest, which stands for the whole bag."""
        payload = [name for name in self.digests if name.startswith("data/")]
        facts = {**facts, "Payload-Oxum": f"{self.octets}.{len(payload)}"}
        self.write("bagit.txt", DECLARATION.encode())
        self.write("bag-info.txt", "".join(f"{name}: {_one_line(value)}\n" for name, value in facts.items()).encode())
        self.write(PAYLOAD, self._manifest(payload))
        self.write(TAGS, self._manifest([name for name in self.digests if not name.startswith("data/")]))
        for place, _, _ in os.walk(self.folder):
            sync_folder(Path(place))
        return self.digests[TAGS]

    def _manifest(self, names: list[str]) -> bytes:
        return "".join(f"{self.digests[name]}  {name}\n" for name in sorted(names)).encode()

    def _count(self, name: str, digest: str, size: int) -> None:
        self.digests[name] = digest
        if name.startswith("data/"):
            self.octets += size

    def _new(self, name: str) -> _NewFile:
        return _NewFile(self.folder / name)


class _NewFile:
    """A file that did not exist, durable once it was left."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> int:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        self._descriptor = os.open(self._path, flags, 0o644)
        return self._descriptor

    def __exit__(self, *_: object) -> None:
        try:
            os.fsync(self._descriptor)
        finally:
            os.close(self._descriptor)


def _write_all(descriptor: int, content: bytes) -> None:
    view = memoryview(content)
    while view:
        view = view[os.write(descriptor, view) :]


def _one_line(value: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in value).split())
