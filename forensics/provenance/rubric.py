"""C2PA's own words for what one manifest declares: the official asset rubric for local signals.

Source: c2pa-org/conformance-public at 7dbff51, asset-rubrics/asset-rubric-signals-local.yml with its composables,
issued by the C2PA Conformance Task Force, 2026-08-06, version 1.0. The conditions below follow those expressions;
the words are theirs. They are about the declaration, never about the media, and they hold for one manifest only.
"""

from __future__ import annotations

from forensics.codec import Json
from forensics.provenance import manifest_json as mj

RUBRIC = "C2PA asset rubric, local signals, version 1.0 of 2026-08-06"

_IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_INCEPTION = (
    ("Fully GenAI Media", (_IPTC + "trainedAlgorithmicMedia",)),
    ("Partly GenAI Creation", (_IPTC + "compositeWithTrainedAlgorithmicMedia",)),
    ("Captured Media", (_IPTC + "digitalCapture", _IPTC + "computationalCapture")),
    ("Stitched Captured Media", (_IPTC + "compositeCapture",)),
    ("Composition which may contain GenAI content", (_IPTC + "composite",)),
    ("Screen Capture Which May Contain GenAI Content", (_IPTC + "screenCapture",)),
    ("Non-GenAI digital creation", (_IPTC + "digitalCreation",)),
    ("Blank Canvas", ("http://c2pa.org/digitalsourcetype/empty",)),
)
_GENERATIVE = frozenset(
    {
        _IPTC + "trainedAlgorithmicMedia",
        _IPTC + "compositeWithTrainedAlgorithmicMedia",
        _IPTC + "compositeSynthetic",
        "http://c2pa.org/digitalsourcetype/trainedAlgorithmicData",
    }
)
_POSSIBLY = frozenset({_IPTC + "digitalArt", _IPTC + "composite"})
_BEGINNINGS = frozenset({"c2pa.created", "c2pa.opened"})
_NON_EDITORIAL = frozenset(
    {
        "c2pa.converted", "c2pa.published", "c2pa.repackaged", "c2pa.transcoded", "c2pa.resized.proportional",
        "c2pa.enhanced", "c2pa.edited.metadata", "c2pa.watermarked", "c2pa.watermarked.bound",
        "c2pa.watermarked.unbound", "c2pa.redacted",
    }
)  # fmt: skip


def rubric(manifest: dict[str, Json]) -> tuple[str, ...]:
    """Return the rubric's positive answers for one manifest of the library's full report."""
    assertion = mj.record(manifest, "assertions", "c2pa.actions.v2")
    actions = [(mj.text(a, "action"), mj.text(a, "digitalSourceType")) for a in mj.records(assertion, "actions")]
    found = [
        f"Contains {name}" for name, kinds in _INCEPTION if any(a in _BEGINNINGS and k in kinds for a, k in actions)
    ]
    ingredient = mj.at(manifest, "assertions", "c2pa.ingredient.v3")
    if ingredient is not None and mj.at(ingredient, "activeManifest") is None:
        found.append("Contains Media of Unknown Provenance")
    found.extend(_transformations(actions))
    if _ambiguous(manifest, assertion, actions):
        found.append("Contains ambiguous actions")
    return tuple(found)


def _transformations(actions: list[tuple[str, str]]) -> list[str]:
    perceptible = [kind for action, kind in actions if action and action not in _BEGINNINGS | _NON_EDITORIAL]
    found = []
    if any(kind in _GENERATIVE for kind in perceptible):
        found.append("Contains Perceptible GenAI Transformations")
    if any(kind in _POSSIBLY for kind in perceptible):
        found.append("Contains Perceptible Transformations Possibly Using GenAI")
    if any(kind and kind not in _GENERATIVE for kind in perceptible):
        found.append("Contains Perceptible Non-GenAI Transformations")
    if any(action in _NON_EDITORIAL for action, _ in actions):
        found.append("Contains Non-editorial Transformations")
    return found


def _ambiguous(manifest: dict[str, Json], assertion: dict[str, Json], actions: list[tuple[str, str]]) -> bool:
    gathered = mj.records(manifest, "claim.v2", "gathered_assertions")
    return (
        not actions
        or assertion.get("allActionsIncluded") is not True
        or any(action and not action.startswith("c2pa.") for action, _ in actions)
        or any(action == "c2pa.unknown" for action, _ in actions)
        or any("c2pa.actions" in mj.text(entry, "url") for entry in gathered)
    )
