"""Read a C2PA manifest store, every manifest of it, and answer each question about each apart from the others.

Order of the reading: look for the store ourselves; let the library read it with the file's bytes; take the store
apart so that each manifest is validated first-hand, as the active one of a shorter store; ask each trust list by
itself which signer it vouches for; check identity assertions in a context of their own, so that being offline
does not spoil the claim's answers. Nothing is fetched.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from forensics.codec import Json
from forensics.provenance import manifest_json as mj
from forensics.provenance import manifests as m
from forensics.provenance import statuses as codes
from forensics.provenance.dimensions import Asset, Evidence, dimensions
from forensics.provenance.fitting import fitted
from forensics.provenance.jumbf import MAX_MANIFESTS, joined, up_to
from forensics.provenance.library import Answer, Library, Refusal, RefusalKind, library_version
from forensics.provenance.presence import Look, StorePlace, look, store_bytes
from forensics.provenance.rubric import rubric
from forensics.provenance.statuses import Status, Statuses
from forensics.provenance.trust import TrustSettings
from forensics.provenance.vouching import Vouching
from forensics.types import (
    ByteRange,
    C2paIngredient,
    C2paManifest,
    C2paPresence,
    C2paReading,
    Locus,
    Outcome,
    WholeFile,
)

_MIMES = {"bmff": "video/mp4", "jpeg": "image/jpeg", "png": "image/png", "c2pa": "application/c2pa"}


MAX_FIRST_HAND = 1024 * 1024 * 1024
"""Bytes of stores that are validated again, manifest by manifest, at most; ordinary stores take a thousandth."""


@dataclass(frozen=True, slots=True)
class _Store:
    """An answered reading with everything that its manifests are judged from."""

    answer: Answer
    content: bytes
    asset: Asset
    look: Look | None
    vouching: Vouching
    library: Library
    trust: TrustSettings
    first_hand: dict[str, Statuses]
    """What each ancestor's own validation gave, so that it is made once."""

    def alone(self, label: str) -> bytes:
        """Return the store cut off after a manifest, b'' when that is not possible or has cost too much already."""
        if not self.content or len(self.first_hand) * len(self.content) > MAX_FIRST_HAND:
            return b""
        return up_to(self.content, label)


def read_c2pa(
    path: Path, *, trust: TrustSettings, sidecar: bytes | None = None, init_segment: Path | None = None
) -> Iterator[Outcome]:
    """Yield one C2paReading of the file at ``path``; raise OSError only when the file cannot be read.

    ``sidecar`` is a manifest store that lay beside the file; ``init_segment`` the initialisation segment of a
    fragment. The file's name plays no part.
    """
    seen = look(path)
    library = Library(trust)
    content = _content(path, seen) if sidecar is None else sidecar
    answer, asset = _read(path, seen, library, sidecar, init_segment)
    if isinstance(answer, Refusal):
        yield _without(answer, seen, trust, init_segment)
        return
    near = None if asset is Asset.NONE or sidecar is not None else seen
    store = _Store(answer, content, asset, near, Vouching(trust), library, trust, {})
    yield fitted(_present(store, seen, sidecar))


def _content(path: Path, seen: Look) -> bytes:
    return joined(tuple(store_bytes(path, place) for place in seen.places))


def _read(
    path: Path, seen: Look, library: Library, sidecar: bytes | None, init_segment: Path | None
) -> tuple[Answer | Refusal, Asset]:
    if sidecar is not None:
        mime = _MIMES.get(seen.container, "video/mp4" if seen.container != "riff" else "video/avi")
        return library.read_with_sidecar(path, mime, sidecar), Asset.THIS_FILE
    if init_segment is not None:
        return library.read_fragment(init_segment, path), Asset.THIS_FILE
    if seen.container == "c2pa":
        return library.read_store(_content(path, seen)), Asset.NONE
    return library.read_file(path), Asset.PARTIAL if seen.is_init_segment else Asset.THIS_FILE


def _without(refusal: Refusal, seen: Look, trust: TrustSettings, init_segment: Path | None) -> C2paReading:
    presence, detail = _absence(refusal, seen, init_segment)
    return C2paReading(
        presence=presence,
        detail=detail,
        library=library_version(),
        library_state="",
        dimensions=(),
        manifests=(),
        trust_lists=tuple(entry.used() for entry in trust.lists),
        locus=_locus(seen.places),
    )


def _absence(refusal: Refusal, seen: Look, init_segment: Path | None) -> tuple[C2paPresence, str]:
    quoted = f"The library's answer: “{refusal.message}”."
    if refusal.kind is RefusalKind.REMOTE:
        url = refusal.message[refusal.message.find("http") :]
        return (
            C2paPresence.STORED_ELSEWHERE,
            f"The file says that its manifest is stored at {url}. Nothing was fetched.",
        )
    if seen.is_fragment and init_segment is None:
        boxes = f" It holds {seen.merkle_boxes} C2PA box of a fragmented file." if seen.merkle_boxes else ""
        detail = (
            f"This is a media segment; its manifest stands in the initialisation segment, which was not given.{boxes}"
        )
        return C2paPresence.NEEDS_INIT_SEGMENT, detail
    if seen.places:
        place = seen.places[0]
        whole = "whole" if place.complete else "cut off"
        detail = (
            f"A manifest store stands in the file ({place.carrier} at byte {place.offset}, {place.length} bytes, "
            f"{whole}), but it could not be read: damage, or a form that the library refuses. {quoted}"
        )
        return C2paPresence.UNREADABLE, detail
    if refusal.kind is RefusalKind.NO_STORE:
        return (
            C2paPresence.NONE,
            "No manifest store was found, by the library and by a look of our own. This means nothing.",
        )
    if seen.container == "other":
        return C2paPresence.CONTAINER_NOT_SUPPORTED, f"C2PA's library does not read this kind of file. {quoted}"
    if seen.walked:
        return (
            C2paPresence.NONE,
            f"No manifest store stands at the outermost level of the file. This means nothing. {quoted}",
        )
    detail = f"The file's structure could not be walked to its end, and no manifest store was met before. {quoted}"
    return C2paPresence.UNDETERMINED, detail


def _locus(places: tuple[StorePlace, ...]) -> Locus:
    return ByteRange(places[0].offset, places[0].length) if places else WholeFile()


def _present(store: _Store, seen: Look, sidecar: bytes | None) -> C2paReading:
    walked, whole = _walk(store)
    where = "given apart (a sidecar or another source)" if sidecar is not None else _where(seen)
    detail = f"{len(walked)} manifest{'s' if len(walked) != 1 else ''}, {where}."
    if not whole:
        detail += f" Only the first {MAX_MANIFESTS} manifests were read."
    active = walked[0]
    return C2paReading(
        presence=C2paPresence.PRESENT,
        detail=detail,
        library=library_version(),
        library_state=store.answer.state,
        dimensions=active.dimensions,
        manifests=walked,
        trust_lists=tuple(entry.used() for entry in store.trust.lists),
        rubric=active.rubric,
        locus=WholeFile() if sidecar is not None else _locus(seen.places),
    )


def _where(seen: Look) -> str:
    if not seen.places:
        return "in a place that the look of our own does not know"
    return " and ".join(f"{p.carrier} at byte {p.offset}, {p.length} bytes" for p in seen.places[:10])


def _walk(store: _Store) -> tuple[tuple[C2paManifest, ...], bool]:
    """Follow the ingredients from the active manifest, each manifest once, then add those that nothing refers to."""
    labels = [mj.text(entry, "label") for entry in mj.records(store.answer.full, "manifests")]
    depths: dict[str, int] = {}
    waiting: deque[tuple[str, int]] = deque([(store.answer.active, 0)])
    while waiting and len(depths) < MAX_MANIFESTS:
        label, depth = waiting.popleft()
        if label in depths:
            continue
        depths[label] = depth
        for _, ingredient in m.ingredients(store.answer.manifest(label)):
            child = m.ingredient_manifest(ingredient)
            if child in labels:
                waiting.append((child, depth + 1))
    for label in labels:
        if len(depths) < MAX_MANIFESTS:
            depths.setdefault(label, -1)
    whole = not waiting and all(label in depths for label in labels)
    return tuple(_manifest(store, label, depth) for label, depth in depths.items()), whole


def _manifest(store: _Store, label: str, depth: int) -> C2paManifest:
    manifest = store.answer.manifest(label)
    alone = store.alone(label)
    statuses = _active(store) if depth == 0 else _ancestor(store, label)
    binds = depth == 0 or label == mj.text(_bound(store, store.answer.manifest(store.answer.active)), "label")
    asset = store.asset if binds else Asset.ANOTHER_FILE
    if binds and depth != 0:
        statuses = _with_binding(statuses, store)
    trusted_by = store.vouching.lists(alone) if statuses.succeeded("signingCredential.trusted") else ()
    parts, beyond, hashed = m.unbound(_bound(store, manifest), store.look if binds else None)
    name, fields = m.generator(manifest)
    evidence = Evidence(
        statuses=statuses,
        asset=asset,
        listed=m.listed(manifest),
        has_hash=hashed,
        left_out=beyond,
        trust_evaluated=store.trust.evaluates_signers,
        trusted_by=trusted_by,
        time_stamps_evaluated=store.trust.evaluates_time_stamps,
        identities_evaluated=store.trust.evaluates_identities,
        identity=_identity(store, manifest, alone),
        has_identity=bool(m.identities(manifest)),
        soft_bindings=len(m.soft_bindings(manifest)),
        actions=m.actions(manifest),
        ingredients=_ingredients(store, label, manifest),
    )
    signature = mj.record(manifest, "signature")
    certificate = mj.record(signature, "certificateInfo")
    return C2paManifest(
        label=label,
        depth=depth,
        title=mj.text(m.claim(manifest), "dc:title"),
        claim_generator=name,
        claim_version=m.claim_version(manifest),
        signer_organisation=mj.text(certificate, "subject", "O"),
        signer_common_name=mj.text(certificate, "subject", "CN"),
        signer_issuer=m.name(mj.record(certificate, "issuer")),
        signer_not_before=mj.text(certificate, "validity", "notBefore"),
        signer_not_after=mj.text(certificate, "validity", "notAfter"),
        signed_at=mj.text(signature, "timeStampInfo", "timestamp"),
        time_stamp_authority=mj.text(signature, "timeStampInfo", "certificateInfo", "subject", "CN"),
        dimensions=dimensions(evidence),
        actions=evidence.actions,
        ingredients=evidence.ingredients,
        assertions=tuple(name for name, _ in m.assertions(manifest)),
        soft_bindings=m.soft_bindings(manifest),
        identities=m.identities(manifest),
        unbound=parts,
        trusted_by=trusted_by,
        claim_generator_info=fields,
        rubric=rubric(manifest),
        signer_unit=mj.text(certificate, "subject", "OU"),
        signer_serial=mj.text(certificate, "serialNumber"),
        algorithm=mj.text(signature, "algorithm"),
    )


def _bound(store: _Store, manifest: dict[str, Json]) -> dict[str, Json]:
    """Return the manifest whose hash binds the file: for an update manifest that of its parent, and so on."""
    for _ in range(MAX_MANIFESTS):
        if manifest.get("isUpdateManifest") is not True:
            break
        parents = [i for _, i in m.ingredients(manifest) if mj.text(i, "relationship") == "parentOf"]
        parent = store.answer.manifest(m.ingredient_manifest(parents[0])) if parents else {}
        if not parent:
            break
        manifest = parent
    return manifest


def _with_binding(statuses: Statuses, store: _Store) -> Statuses:
    """Add the binding that the active update manifest's validation found for the manifest whose hash it keeps."""
    active = _active(store)
    matched = tuple(s for s in active.success if s.code in codes.MATCHES)
    differs = tuple(s for s in active.failure if s.code in codes.MISMATCHES)
    return Statuses(_united(statuses.success, matched), statuses.informational, _united(statuses.failure, differs))


def _active(store: _Store) -> Statuses:
    return codes.statuses(mj.record(store.answer.report, "validation_results", "activeManifest"))


def _ancestor(store: _Store, label: str) -> Statuses:
    """Return what was found for an ancestor first-hand, from the store cut off after it, made once."""
    if label not in store.first_hand:
        store.first_hand[label] = _validated(store, label)
    return store.first_hand[label]


def _validated(store: _Store, label: str) -> Statuses:
    inside = codes.statuses(mj.record(store.answer.manifest(label), "validationResults"))
    alone = store.alone(label)
    first_hand = store.library.read_store(alone) if alone else Refusal(RefusalKind.UNREADABLE, "")
    if isinstance(first_hand, Refusal) or first_hand.active != label:
        return inside
    own = codes.statuses(mj.record(first_hand.report, "validation_results", "activeManifest"))
    # A time-stamp that a later manifest adds is known only to the whole store.
    stamped = tuple(s for s in inside.success if s.code.startswith(("timeStamp.", "ingredient.")))
    failures = tuple(f for f in own.failure if f.code not in codes.MISMATCHES)
    if any(s.code == "timeStamp.trusted" for s in stamped):
        failures = tuple(f for f in failures if f.code != "signingCredential.expired")
    return Statuses(_united(own.success, stamped), own.informational, _united(failures, inside.failure))


def _united(first: tuple[Status, ...], second: tuple[Status, ...]) -> tuple[Status, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _identity(store: _Store, manifest: Json, alone: bytes) -> Statuses:
    if not alone or not m.identities(manifest):
        return Statuses()
    answer = store.library.read_store(alone, identities=True)
    if isinstance(answer, Refusal):
        return Statuses()
    own = codes.statuses(mj.record(answer.report, "validation_results", "activeManifest"))
    return Statuses(*(tuple(s for s in group if s.code.startswith("cawg.")) for group in _groups(own)))


def _groups(statuses: Statuses) -> tuple[tuple[Status, ...], ...]:
    return statuses.success, statuses.informational, statuses.failure


def _ingredients(store: _Store, label: str, manifest: Json) -> tuple[C2paIngredient, ...]:
    active = store.answer.manifest(store.answer.active)
    found = []
    for name, ingredient in m.ingredients(manifest):
        child = m.ingredient_manifest(ingredient)
        failures = m.found_failures(store.answer.report, f"{label}/c2pa.assertions/{name}", active)
        failures += _own_failures(store, child)
        found.append(
            C2paIngredient(
                title=mj.text(ingredient, "dc:title"),
                relationship=mj.text(ingredient, "relationship"),
                manifest_label=child,
                media_type=mj.text(ingredient, "dc:format"),
                recorded_failures=codes.recorded(ingredient),
                found_failures=tuple(dict.fromkeys(failures)),
                description=mj.text(ingredient, "description"),
            )
        )
    return tuple(found)


def _own_failures(store: _Store, child: str) -> tuple[str, ...]:
    """Return the failures of an ingredient's manifest that this reading finds first-hand."""
    if not child or not store.answer.manifest(child) or child == store.answer.active:
        return ()
    return _ancestor(store, child).failures()
