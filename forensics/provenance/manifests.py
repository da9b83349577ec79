"""Turn one manifest of the library's full report into a record: what it says, word for word, and who signed it."""

from __future__ import annotations

from collections.abc import Iterator

from forensics.codec import Json
from forensics.provenance import manifest_json as mj
from forensics.provenance import statuses as codes
from forensics.provenance.presence import Look
from forensics.types import C2paAction

_STORE = "self#jumbf=/c2pa/"
_ALWAYS_LEFT_OUT = frozenset({"/ftyp", "/mfra"})
"""Boxes that C2PA 2.2 (2025-05-01) A.5.2 leaves out besides the store's own box."""


def assertions(manifest: Json) -> Iterator[tuple[str, dict[str, Json]]]:
    """Yield label and content of each assertion, at most ``MAX_ITEMS``."""
    for label, content in list(mj.record(manifest, "assertions").items())[: mj.MAX_ITEMS]:
        yield mj.plain(label), content if isinstance(content, dict) else {}


def labelled(manifest: Json, label: str) -> Iterator[dict[str, Json]]:
    """Yield the assertions of one kind: the label with any version and any instance number."""
    for name, content in assertions(manifest):
        bare = name.split("__", 1)[0]
        if bare == label or bare.startswith(f"{label}.v"):
            yield content


def claim(manifest: Json) -> dict[str, Json]:
    """Return the claim, of either version."""
    return mj.record(manifest, "claim.v2") or mj.record(manifest, "claim")


def claim_version(manifest: Json) -> int:
    """Return 2 for a claim of version 2, else 1."""
    return 2 if mj.record(manifest, "claim.v2") else 1


def listed(manifest: Json) -> int:
    """Return how many statements the claim lists, those left out by redaction not counted."""
    whole = claim(manifest)
    kinds = ("assertions", "created_assertions", "gathered_assertions")
    redacted = set(map(mj.plain, mj.items(whole, "redacted_assertions")))
    urls = [mj.text(entry, "url") for kind in kinds for entry in mj.records(whole, kind)]
    if urls:
        return sum(url not in redacted for url in urls)
    return len(mj.record(manifest, "assertions"))


def generator(manifest: Json) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return the claim generator as one text, and every field that it states of itself."""
    whole = claim(manifest)
    stated = whole.get("claim_generator_info")
    first = next(mj.records(whole, "claim_generator_info"), {}) if isinstance(stated, list) else mj.record(stated)
    fields = tuple((mj.plain(k), mj.plain(v)) for k, v in list(first.items())[:50])
    name = mj.text(whole, "claim_generator")
    if not name:
        name = " ".join(part for part in (mj.text(first, "name"), mj.text(first, "version")) if part)
    return name, fields


def actions(manifest: Json) -> tuple[C2paAction, ...]:
    """Return the actions in their order, as the signer wrote them."""
    found = [
        _action(entry) for content in labelled(manifest, "c2pa.actions") for entry in mj.records(content, "actions")
    ]
    return tuple(found[: mj.MAX_ITEMS])


def _action(entry: dict[str, Json]) -> C2paAction:
    parameters = mj.record(entry, "parameters")
    return C2paAction(
        action=mj.text(entry, "action"),
        digital_source_type=mj.text(entry, "digitalSourceType"),
        software_agent=_agent(entry.get("softwareAgent")),
        description=mj.text(entry, "description") or mj.text(parameters, "description"),
        when=mj.text(entry, "when"),
        parameters=tuple(
            (mj.plain(key), mj.plain(value))
            for key, value in list(parameters.items())[:50]
            if key not in ("ingredients", "ingredient", "description")
        ),
    )


def _agent(node: Json) -> str:
    if isinstance(node, dict):
        return " ".join(part for part in (mj.text(node, "name"), mj.text(node, "version")) if part)
    return mj.plain(node)


def ingredients(manifest: Json) -> Iterator[tuple[str, dict[str, Json]]]:
    """Yield label and content of the ingredient assertions."""
    for name, content in assertions(manifest):
        bare = name.split("__", 1)[0]
        if bare == "c2pa.ingredient" or bare.startswith("c2pa.ingredient.v"):
            yield name, content


def ingredient_manifest(ingredient: dict[str, Json]) -> str:
    """Return the label of the manifest that an ingredient brought, '' when it brought none."""
    for key in ("activeManifest", "c2pa_manifest"):
        url = mj.text(ingredient, key, "url") or mj.text(ingredient, key)
        if url.startswith(_STORE):
            return url.removeprefix(_STORE).split("/", 1)[0]
    return ""


def soft_bindings(manifest: Json) -> tuple[str, ...]:
    """Return each declared soft binding as 'algorithm: values'; the old form is an action of that name."""
    found = []
    for content in labelled(manifest, "c2pa.soft-binding"):
        values = [
            " ".join(filter(None, (mj.plain(block.get("scope") or None), mj.text(block, "value"))))
            for block in mj.records(content, "blocks")
        ]
        found.append(f"{mj.text(content, 'alg')}: {'; '.join(values)}"[: mj.MAX_TEXT])
    for action in actions(manifest):
        if action.action == "c2pa.soft-binding":
            found.append(f"action c2pa.soft-binding: {dict(action.parameters)}"[: mj.MAX_TEXT])
    return tuple(found)


def identities(manifest: Json) -> tuple[str, ...]:
    """Return each CAWG identity as the file claims it: kind, issuer or subject, roles, accounts."""
    found = []
    for content in labelled(manifest, "cawg.identity"):
        signature = mj.record(content, "signature")
        parts = [mj.text(content, "signer_payload", "sig_type")]
        roles = ", ".join(map(mj.plain, mj.items(content, "signer_payload", "role")))
        subject = mj.record(signature, "certificateInfo", "subject")
        claimed = {
            "role": roles,
            "issuer": mj.text(signature, "issuer"),
            "subject": name(subject),
            "certificate issuer": name(mj.record(signature, "certificateInfo", "issuer")),
        }
        parts += [f"{key} {value}" for key, value in claimed.items() if value]
        for account in mj.records(signature, "verifiedIdentities"):
            stated = (mj.text(account, key) for key in ("type", "name", "username", "uri", "verifiedAt"))
            parts.append("account " + " ".join(filter(None, stated)))
        found.append("; ".join(filter(None, parts))[: mj.MAX_TEXT])
    return tuple(found)


def name(distinguished: dict[str, Json]) -> str:
    """Return a certificate name as 'CN=…, O=…', in the order of the certificate."""
    return ", ".join(f"{mj.plain(k)}={mj.plain(v)}" for k, v in list(distinguished.items())[:20])


def unbound(manifest: Json, look: Look | None) -> tuple[tuple[str, ...], int, bool]:
    """Return the parts that the hash leaves out, how many are beyond the usual, and whether there is a hash.

    ``look`` gives the byte ranges of outermost boxes; None for a manifest of another file.
    """
    parts: list[str] = []
    beyond = 0
    hashed = False
    for label, content in assertions(manifest):
        bare = label.split("__", 1)[0]
        if not bare.startswith(tuple(f"c2pa.hash.{kind}" for kind in ("data", "bmff", "boxes", "collection"))):
            continue
        hashed = True
        for exclusion in mj.records(content, "exclusions"):
            text, usual = _exclusion(exclusion, look)
            parts.append(text)
            beyond += not usual
        for box in mj.records(content, "boxes"):
            if box.get("excluded") is True:
                parts.append(f"box {mj.plain(box.get('names'))}")
                beyond += 1
    return tuple(parts), beyond, hashed


def _exclusion(exclusion: dict[str, Json], look: Look | None) -> tuple[str, bool]:
    if "start" in exclusion:
        start, length = _number(exclusion, "start"), _number(exclusion, "length")
        place = "" if look is None else _overlap(start, length, look)
        usual = look is None or place != ""
        return f"bytes {start} to {start + length} ({length} bytes{place})", usual
    path = mj.text(exclusion, "xpath")
    is_store = path == "/uuid" and exclusion.get("data") is not None
    words = "the manifest store's own box /uuid" if is_store else f"box {path}"
    subset = mj.items(exclusion, "subset")
    if subset:
        words += f", only its bytes {mj.plain(subset)}"
    places = [] if look is None else [b for b in look.boxes if f"/{b.kind}" == path and (b.is_store or not is_store)]
    if places:
        words += ": " + ", ".join(f"bytes {b.offset} to {b.offset + b.length}" for b in places[:50])
    elif look is not None and path.count("/") == 1:
        words += ": no such box in this file"
    return words, is_store or path in _ALWAYS_LEFT_OUT


def _overlap(start: int, length: int, look: Look) -> str:
    """Say so when an exclusion is the place of a store (which an update may have lengthened)."""
    for place in look.places:
        if abs(start - place.offset) <= 16 and length <= place.length + 12:
            return ", the manifest store's own place"
    return ""


def _number(node: dict[str, Json], key: str) -> int:
    value = node.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def found_failures(full: dict[str, Json], uri_end: str, active: dict[str, Json]) -> tuple[str, ...]:
    """Return the failures that the library found for one ingredient, from its deltas."""
    found: dict[str, None] = {}
    for source in (mj.records(full, "validation_results", "ingredientDeltas"), mj.records(active, "ingredientDeltas")):
        for delta in source:
            if mj.text(delta, "ingredientAssertionURI").endswith(uri_end):
                for code in codes.statuses(mj.record(delta, "validationDeltas")).failures():
                    found[code] = None
    return tuple(found)
