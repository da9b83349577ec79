"""Fetch the published trust lists. With `seal.py` the only place that uses the network, and only when asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from casefiles.errors import NetworkUnavailable, StorageFailed
from forensics.provenance.trust import MAX_LIST, TrustListError, trust_list

TIMEOUT = 30.0
"""Seconds to wait for an answer."""
_OFFICIAL = "https://raw.githubusercontent.com/c2pa-org/conformance-public/main/trust-list/"


@dataclass(frozen=True, slots=True)
class Published:
    """A list that can be fetched: its file name and its address."""

    name: str
    address: str


SOURCES = (
    Published("C2PA-TRUST-LIST.pem", _OFFICIAL + "C2PA-TRUST-LIST.pem"),
    Published("C2PA-TSA-TRUST-LIST.pem", _OFFICIAL + "C2PA-TSA-TRUST-LIST.pem"),
)
"""The interim list is frozen and not fetched: import its files with `assay trust import`."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A list that was fetched, where it was put, and what it is."""

    path: Path
    address: str
    sha256: str
    certificates: int


def fetch(folder: Path, *, sources: Sequence[Published] = SOURCES) -> tuple[Fetched, ...]:
    """Fetch the published lists into a folder; raise NetworkUnavailable, StorageFailed.

    Nothing is overwritten and nothing is imported: look at the files, then give them to `assay trust import`.
    """
    taken = []
    for source in sources:
        content = _get(source.address)
        try:
            entry = trust_list(content, name=source.name)
        except TrustListError as error:
            raise NetworkUnavailable(f"{source.address} gave no trust list: {error}") from error
        path = folder / f"{entry.sha256[:12]}-{source.name}"
        _write(path, content)
        taken.append(Fetched(path, source.address, entry.sha256, entry.certificates))
    return tuple(taken)


def _get(address: str) -> bytes:
    import urllib.error
    import urllib.request
    from http.client import HTTPException

    if not address.startswith("https://"):
        raise NetworkUnavailable(f"{address} is not fetched: only https is")
    request = urllib.request.Request(address, headers={"User-Agent": "assay"})  # noqa: S310 - https was checked above
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310 - as above
            content: bytes = answer.read(MAX_LIST + 1)
            led_to: str = answer.geturl()
    except (urllib.error.URLError, HTTPException, OSError) as error:
        reason = error.reason if isinstance(error, urllib.error.URLError) else error
        raise NetworkUnavailable(f"{address} could not be had: {reason}") from error
    if not led_to.startswith("https://"):
        raise NetworkUnavailable(f"{address} leads to {led_to}: only https is fetched")
    return content


def _write(path: Path, content: bytes) -> None:
    if path.exists():
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise StorageFailed(f"{path.name} could not be written: {error.strerror}") from error
