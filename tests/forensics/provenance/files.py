"""Signed footage for tests: our own chain, any manifest, and the trust lists of the shared media."""

from __future__ import annotations

import io
from fractions import Fraction
from functools import cache
from pathlib import Path

import c2pa

from forensics.footage.encode import Encoding, make
from forensics.footage.scene import Scene
from forensics.footage.signing import Chain, make_chain
from forensics.footage.timeline import plain
from forensics.provenance.c2pa_reader import read_c2pa
from forensics.provenance.library import OFFLINE
from forensics.provenance.trust import CLAIM_PURPOSES, NO_TRUST, TrustRole, TrustSettings, load_trust, trust_list
from forensics.types import C2paManifest, C2paReading

DST = "http://cv.iptc.org/newscodes/digitalsourcetype/"
CREATED = {"action": "c2pa.created", "digitalSourceType": DST + "trainedAlgorithmicMedia"}
PUBLISHED = ("C2PA-TRUST-LIST.pem", "C2PA-TSA-TRUST-LIST.pem", "itl-anchors.pem", "itl-allowed.pem", "store.cfg")


def clip(folder: Path) -> Path:
    """Return half a second of made footage."""
    return make(folder / "clip.mp4", Scene(96, 64, seed=3), plain(Fraction(10), Fraction(1)), Encoding()).path


@cache
def chain() -> Chain:
    """Return one chain for all tests of a run."""
    return make_chain()


def own_root() -> TrustSettings:
    """Return settings with the root of our own chain."""
    return TrustSettings((trust_list(chain().root, name="own root", role=TrustRole.OWN, dated="2026-11-22"),))


def sign(source: Path, target: Path, **manifest: object) -> Path:
    """Sign ``source`` into ``target`` with a manifest of the given fields; ``actions`` are its actions."""
    fields = dict(manifest)
    actions = fields.pop("actions", [CREATED])
    extra = fields.pop("extra", [])
    parent = fields.pop("parent", None)
    definition = {
        "claim_version": 2,
        "claim_generator_info": [{"name": "Test program"}],
        "assertions": [{"label": "c2pa.actions.v2", "data": {"actions": actions}}, *extra],
        **fields,
    }
    quiet = {"auto_created_action": {"enabled": False}, "auto_opened_action": {"enabled": False}}
    settings = {
        "verify": dict(OFFLINE["verify"]),
        "core": dict(OFFLINE["core"]),
        "trust": {"trust_config": "\n".join(CLAIM_PURPOSES)},
        "builder": {"thumbnail": {"enabled": False}, "actions": quiet},
    }
    context = c2pa.Context.from_dict(settings)
    info = c2pa.C2paSignerInfo(c2pa.C2paSigningAlg.ES256, chain().certificates, chain().key, None)
    out = io.BytesIO()
    with c2pa.Signer.from_info(info) as signer, c2pa.Builder(definition, context=context) as builder:
        if parent is not None:
            builder.set_intent(c2pa.C2paBuilderIntent.EDIT)
        builder.sign(signer, "video/mp4", io.BytesIO(source.read_bytes()), out)
    target.write_bytes(out.getvalue())
    return target


def published(shared_media: Path, *names: str) -> TrustSettings:
    """Return the published lists of the shared media, or some of them."""
    return load_trust(shared_media / "provenance" / "trust" / name for name in names or PUBLISHED)


def reading(path: Path, trust: TrustSettings = NO_TRUST, **options: object) -> C2paReading:
    """Return the one reading of a file."""
    (found,) = read_c2pa(path, trust=trust, **options)  # type: ignore[arg-type]  # options are passed through
    assert isinstance(found, C2paReading)
    return found


def answers(manifest: C2paManifest) -> dict[str, str]:
    """Return question and answer of each dimension."""
    return {str(d.name): str(d.result) for d in manifest.dimensions}
