"""Call the C2PA library, offline always, and turn its answers and refusals into typed values.

Library: c2pa-python (Content Authenticity Initiative), Apache-2.0 OR MIT. Three settings together keep it from the
network; the two that its documentation names are not enough, because identity assertions with a did:web issuer
are resolved all the same (measured with 0.38.1).
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import Protocol

import c2pa

from forensics.codec import Json, clean_text
from forensics.provenance import manifest_json as mj
from forensics.provenance.trust import CLAIM_PURPOSES, TrustRole, TrustSettings

Settings = dict[str, "dict[str, bool | int | str | list[str]]"]

OFFLINE: Settings = {
    "verify": {"remote_manifest_fetch": False, "ocsp_fetch": False},
    "core": {"allowed_network_hosts": [], "allow_redirects": False},
}
"""What keeps the library from the network. An empty list of hosts blocks every one."""

_NEVER_CLAIM = frozenset({"1.3.6.1.5.5.7.3.8", "1.3.6.1.5.5.7.3.9"})  # id-kp-timeStamping, id-kp-OCSPSigning


class RefusalKind(StrEnum):
    """Why the library gave no answer."""

    NO_STORE = "no store"
    CONTAINER = "container"
    REMOTE = "remote"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Refusal:
    """The library gave no answer; ``message`` is its own sentence, quoted."""

    kind: RefusalKind
    message: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The library's two JSON reports of one manifest store, and its own summary word."""

    report: dict[str, Json]
    full: dict[str, Json]
    state: str

    @property
    def active(self) -> str:
        """Return the label of the active manifest."""
        return mj.text(self.report, "active_manifest")

    def manifest(self, label: str) -> dict[str, Json]:
        """Return the full report of one manifest; an empty object when it has none."""
        return next((m for m in mj.records(self.full, "manifests") if mj.text(m, "label") == label), {})


class _Reader(Protocol):
    def json(self) -> str: ...
    def crjson(self) -> str: ...
    def close(self) -> None: ...


def library_version() -> str:
    """Return the name and versions of the reading library."""
    return f"c2pa-python {version('c2pa-python')} (c2pa-rs {c2pa.sdk_version()})"


def settings(trust: TrustSettings, *, identities: bool) -> Settings:
    """Return the library's settings for these lists; ``identities`` decides whether CAWG assertions are checked."""
    purposes = [line for e in trust.lists if e.role is TrustRole.PURPOSES for line in e.pem.splitlines()]
    wanted = [oid for oid in purposes or CLAIM_PURPOSES if oid not in _NEVER_CLAIM]
    lists: dict[str, bool | int | str | list[str]] = {"trust_config": "\n".join(wanted)}
    slots = {
        "trust_anchors": trust.pem(TrustRole.OFFICIAL, TrustRole.TIME_STAMP),
        "user_anchors": trust.pem(TrustRole.INTERIM, TrustRole.OWN),
        "allowed_list": trust.pem(TrustRole.INTERIM_SIGNERS),
    }
    lists.update({slot: pem for slot, pem in slots.items() if pem})  # an empty text is refused as bad PEM
    made: Settings = {
        "verify": dict(OFFLINE["verify"]),
        "core": {**OFFLINE["core"], "decode_identity_assertions": identities},
        "trust": lists,
    }
    anchors = trust.pem(TrustRole.IDENTITY)
    if anchors:
        made["cawg_trust"] = {"user_anchors": anchors}
    return made


class Library:
    """The library with one set of trust settings; contexts are made once and used for every reading."""

    def __init__(self, trust: TrustSettings) -> None:
        self._claims = c2pa.Context.from_dict(settings(trust, identities=False))
        self._identities = c2pa.Context.from_dict(settings(trust, identities=True))

    def read_file(self, path: Path) -> Answer | Refusal:
        """Read the store inside a file, with its binding to the file's bytes; the bytes decide, not the name."""
        return _call(lambda: c2pa.Reader(str(path), context=self._claims))

    def read_with_sidecar(self, path: Path, mime: str, store: bytes) -> Answer | Refusal:
        """Read a store that was given apart, with its binding to the file's bytes."""
        with path.open("rb") as file:
            return _call(lambda: c2pa.Reader(mime, file, manifest_data=store, context=self._claims))

    def read_fragment(self, init_segment: Path, segment: Path) -> Answer | Refusal:
        """Read a fragment together with its initialisation segment."""

        def read() -> _Reader:
            with init_segment.open("rb") as init, segment.open("rb") as media:
                reader: _Reader = c2pa.Reader("video/mp4", init, context=self._claims).with_fragment(
                    "video/mp4", init, media
                )
                return reader

        return _call(read)

    def read_store(self, store: bytes, *, identities: bool = False) -> Answer | Refusal:
        """Read a store by itself: everything but the binding to an asset can be answered."""
        context = self._identities if identities else self._claims
        return _call(lambda: c2pa.Reader("application/c2pa", io.BytesIO(store), context=context))


def _call(read: Callable[[], _Reader]) -> Answer | Refusal:
    try:
        reader = read()
        try:
            report, full = mj.parsed(reader.json()), mj.parsed(reader.crjson())
        finally:
            reader.close()
    except c2pa.C2paError.ManifestNotFound as error:
        return Refusal(RefusalKind.NO_STORE, _message(error))
    except c2pa.C2paError.NotSupported as error:
        return Refusal(RefusalKind.CONTAINER, _message(error))
    except c2pa.C2paError as error:
        message = _message(error)
        remote = message.startswith("Remote:") and "http" in message
        return Refusal(RefusalKind.REMOTE if remote else RefusalKind.UNREADABLE, message)
    except (UnicodeError, OSError) as error:
        return Refusal(RefusalKind.UNREADABLE, f"{type(error).__name__}: {error}")
    if not mj.text(report, "active_manifest"):
        return Refusal(RefusalKind.UNREADABLE, "the library named no active manifest")
    return Answer(report, full, mj.text(report, "validation_state"))


def _message(error: BaseException) -> str:
    return clean_text(str(error))[:2_000]
