"""Read the output of bellingcat's auto-archiver: its JSON of an item, the media, `hashes.txt` and its time stamps.

Its RFC 3161 tokens are over `hashes.txt`, which is the media's digests joined by line feeds, and not over the media
(auto_archiver/modules/timestamping_enricher, read 2026-11-22): that text is built again here and compared.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from casefiles.imports.archive import Member
from casefiles.imports.found import Given, Read, Role, is_media, json_of, mapping, sequence, string, text_of
from forensics.codec import Json

HASHES = "hashes.txt"
_ALGORITHMS = {"SHA-256": "sha256", "SHA3-512": "sha3_512"}
PRIVATE = (
    "the JSON of auto-archiver can name the machine and the settings of whoever archived (its own documentation says "
    "so): look at it before it is handed on"
)


def read(given: Given) -> Read | None:
    """Return what auto-archiver's files say, None where there is no item of it among them."""
    known = [(one, mapping(json_of(one))) for one in given.ending(".json")]
    items = [(one, said) for one, said in known if _is_item(said)]
    if not items:
        return None
    found = Read("auto-archiver")
    found.remarks.append(PRIVATE)
    for sidecar, said in items:
        found.roles[sidecar.name] = Role.SIDECAR
        _item(given, found, said)
    for name in given.members:
        base = name.rsplit("/", 1)[-1]
        if base == HASHES or base.startswith("timestamp_token") or base.endswith((".tsr", ".ots", ".crt")):
            found.roles.setdefault(name, Role.SIGNATURE)
        elif base.endswith((".html", ".wacz")):
            found.roles.setdefault(name, Role.PAGE)
    return found


def _is_item(said: Mapping[str, Json]) -> bool:
    return isinstance(said.get("media"), list) and isinstance(said.get("metadata"), dict) and "status" in said


def _item(given: Given, found: Read, said: Mapping[str, Json]) -> None:
    metadata = mapping(said.get("metadata"))
    hashes = []
    for media in _media(said):
        declared = string(mapping(media.get("properties")).get("hash"))
        if declared:
            hashes.append(declared.removeprefix("SHA-256:").removeprefix("SHA3-512:"))
        held = _held(given, media)
        if held is None:
            found.unchecked(f"media {string(media.get('filename')) or '?'}", "it is not among what was given")
            continue
        if held.base == HASHES:
            continue
        found.roles[held.name] = Role.MEDIA if is_media(held.name) else Role.UNKNOWN
        found.state(held.name, _values(metadata, said))
        _compare(found, held, declared)
    _rebuilt(given, found, hashes)


def _media(said: Mapping[str, Json]) -> Iterator[Mapping[str, Json]]:
    """Yield the media of an item in its order; what stands inside others (thumbnails) is not in `hashes.txt`."""
    return (mapping(one) for one in sequence(said.get("media")))


def _held(given: Given, media: Mapping[str, Json]) -> Member | None:
    names = [string(media.get("filename")), string(media.get("key")), string(media.get("_key"))]
    names += [string(url) for url in sequence(media.get("urls"))]
    bases = {name.replace("\\", "/").rsplit("/", 1)[-1] for name in names if name}
    return next((one for one in given.members.values() if one.base in bases), None)


def _compare(found: Read, held: Member, declared: str) -> None:
    name, _, value = declared.rpartition(":")
    algorithm = _ALGORITHMS.get(name, "")
    if not declared:
        found.unchecked(f"digest of {held.base}", "auto-archiver recorded none for it")
    elif not algorithm:
        found.unchecked(f"digest of {held.base}", f"its algorithm {name or 'is not named'} is not known here")
    else:
        with held.path.open("rb") as file:
            found.check(f"{name} of {held.base}", value, hashlib.file_digest(file, algorithm).hexdigest())


def _rebuilt(given: Given, found: Read, hashes: list[str]) -> None:
    kept = next((one for name, one in given.members.items() if name.rsplit("/", 1)[-1] == HASHES), None)
    if kept is None:
        found.unchecked(HASHES, "it is not there, so no time stamp can be held against the media")
        return
    lines = text_of(kept).split("\n")
    found.check(f"{HASHES} against the digests of the JSON", "\n".join(lines), "\n".join(hashes[: len(lines)]))
    tokens = [name for name in given.members if "timestamp_token" in name or name.endswith(".tsr")]
    if tokens:
        found.unchecked(
            f"{len(tokens)} RFC 3161 tokens over {HASHES}",
            "kept; the trust in their authorities is not evaluated at import",
        )


def _values(metadata: Mapping[str, Json], said: Mapping[str, Json]) -> list[tuple[str, object]]:
    from casefiles.imports.times import with_zone

    return [
        ("post_url", metadata.get("url")),
        ("platform", string(said.get("status")).partition(":")[0]),
        ("text", metadata.get("title")),
        ("caption", metadata.get("content")),
        ("posted", with_zone(string(metadata.get("timestamp")))),
        ("captured", with_zone(string(metadata.get("_processed_at")))),
        ("capture_tool", "auto-archiver"),
    ]
