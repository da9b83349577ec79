"""Hold one claim against a file: met, contradicted or not testable here, with the reason and the weight in words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from forensics.generators.claims import GeneratorClaim, Trial, TrialKind
from forensics.generators.traits import FileTraits
from forensics.provenance.declared import binds, holds, result, vouched
from forensics.provenance.words import Binding, Question
from forensics.types import Assurance, C2paManifest, C2paReading


class Held(StrEnum):
    """The three answers of a row."""

    MET = "met"
    CONTRADICTED = "contradicted"
    NOT_TESTABLE = "not testable here"


class Weight(StrEnum):
    """How much a row says, in words."""

    STRONG = "strong"
    SOME = "some"
    LITTLE = "little"
    NEARLY_NOTHING = "nearly nothing"
    NOTHING = "nothing"


class Standing(StrEnum):
    """How well the naming of a product in a manifest stands, the best first."""

    LISTED_PRODUCT = "listed product"
    LISTED_MAKER = "listed maker"
    INGREDIENT = "ingredient"
    UNLISTED = "unlisted"
    BROKEN = "broken"
    OTHER_PRODUCT = "other product"
    OTHER_KIND = "other kind of file"
    NOT_NAMED = "not named"


@dataclass(frozen=True, slots=True)
class Tried:
    """The answer of one row. ``points_here`` marks an unsigned trait that only few programs write."""

    held: Held
    weight: Weight
    because: str
    points_here: bool = False


def hold(claim: GeneratorClaim, file: FileTraits) -> Tried:
    """Return how a claim stands against a file."""
    if claim.unknown:
        return _untestable("The register knows nothing here.")
    return _TRIALS[claim.trial.kind](claim.trial, file)


def _untestable(why: str) -> Tried:
    return Tried(Held.NOT_TESTABLE, Weight.NOTHING, why)


def _no_trial(_trial: Trial, _file: FileTraits) -> Tried:
    return _untestable("Nothing in a file tells this.")


# --- what manifests name -------------------------------------------------------------------------------------------


def product_standing(trial: Trial, file: FileTraits) -> Standing:
    """Return how well the file's manifests name the product of a C2PA trial; the best of all manifests counts.

    Only the claim generator's and the software agents' own names are compared, whole: a signer's name is not, since
    the same certificate signs for several products and anybody can put any name into a certificate of their own.
    """
    if trial.kind is not TrialKind.C2PA_PRODUCT:
        return Standing.NOT_NAMED
    found = [_standing(trial, manifest, file) for reading in file.readings for manifest in reading.manifests]
    order = list(Standing)
    return min(found, key=order.index, default=Standing.NOT_NAMED)


def _standing(trial: Trial, manifest: C2paManifest, file: FileTraits) -> Standing:
    creates, touches = _named(trial, manifest)
    listed = vouched(manifest)
    if not (creates or touches):
        made_elsewhere = any(a.action == "c2pa.created" for a in manifest.actions)
        return Standing.OTHER_PRODUCT if made_elsewhere and listed and _whole(manifest) else Standing.NOT_NAMED
    if not holds(manifest) or result(manifest, Question.BINDING) == Binding.DIFFERS:
        return Standing.BROKEN
    if not listed:
        return Standing.UNLISTED
    if not trial.names_model and file.is_still:
        return Standing.OTHER_KIND
    if not _whole(manifest):
        return Standing.INGREDIENT if manifest.depth != 0 else Standing.BROKEN
    if not creates:
        return Standing.INGREDIENT
    return Standing.LISTED_PRODUCT if trial.names_model else Standing.LISTED_MAKER


def _whole(manifest: C2paManifest) -> bool:
    return holds(manifest) and binds(manifest)


def _named(trial: Trial, manifest: C2paManifest) -> tuple[bool, bool]:
    """Return whether the manifest says that the product created the media, and whether it took any part in it."""
    generator = generator_name(manifest)
    created = [a for a in manifest.actions if a.action == "c2pa.created"]
    by_generator = generator in trial.names
    by_agent = any(_agent(a.software_agent, trial) for a in created)
    part = by_generator or any(_agent(a.software_agent, trial) for a in manifest.actions)
    # A generator's own name counts for creation unless the creating action names another agent.
    silent = any(a.software_agent == "" for a in created)
    return bool(created) and (by_agent or (by_generator and silent)), part


def generator_name(manifest: C2paManifest) -> str:
    """Return the claim generator's name without version: the stated name, or the part before '/' or a space."""
    named = dict(manifest.claim_generator_info).get("name", "")
    if manifest.claim_version >= 2:
        return named
    return manifest.claim_generator.split("/", 1)[0].split(" ", 1)[0]


def _agent(agent: str, trial: Trial) -> bool:
    return any(agent == name or re.fullmatch(re.escape(name) + r" \S+", agent) for name in trial.agents)


_STANDINGS = {
    Standing.LISTED_PRODUCT: Tried(
        Held.MET, Weight.STRONG,
        "A manifest over these bytes, by a signer on a loaded list, names the product as creator.",
    ),
    Standing.LISTED_MAKER: Tried(
        Held.MET, Weight.STRONG,
        "A manifest over these bytes, by a signer on a loaded list, names the maker's generator; strong for the "
        "maker, nothing for the model, which is not named.",
    ),
    Standing.INGREDIENT: Tried(
        Held.NOT_TESTABLE, Weight.LITTLE,
        "A listed signer names the product for an ingredient or a part; of the whole file it says nothing.",
    ),
    Standing.UNLISTED: Tried(
        Held.NOT_TESTABLE, Weight.NEARLY_NOTHING,
        "A manifest names the product, but no loaded list vouches for its signer: anybody could have written it.",
    ),
    Standing.BROKEN: Tried(
        Held.NOT_TESTABLE, Weight.NEARLY_NOTHING,
        "A manifest names the product, but it was not found to hold for these bytes.",
    ),
    Standing.OTHER_PRODUCT: Tried(
        Held.CONTRADICTED, Weight.STRONG,
        "A manifest over these bytes, by a signer on a loaded list, names another creator.",
    ),
    Standing.OTHER_KIND: Tried(
        Held.CONTRADICTED, Weight.STRONG,
        "A listed signer names the maker's generator for a still picture; this family makes video.",
    ),
}  # fmt: skip


def _c2pa(trial: Trial, file: FileTraits) -> Tried:
    standing = product_standing(trial, file)
    if standing in _STANDINGS:
        return _STANDINGS[standing]
    return _untestable(_no_name(file.readings))


def _no_name(readings: tuple[C2paReading, ...]) -> str:
    if not any(reading.manifests for reading in readings):
        return "No manifest was read. Manifests are lost whenever a file is re-encoded or sent through a platform."
    return "No manifest names it."


# --- what the file is like -----------------------------------------------------------------------------------------


def _kind(trial: Trial, file: FileTraits) -> Tried:
    if file.is_still is None:
        return _untestable("The kind of file was not measured.")
    if file.is_still and trial.word == "video":
        return Tried(
            Held.CONTRADICTED, Weight.SOME, "This is a still picture. A frame may have been taken from a film."
        )
    return Tried(Held.MET, Weight.NOTHING, "This is a film, as countless others are.")


def _durations(trial: Trial, file: FileTraits) -> Tried:
    if file.seconds is None:
        return _untestable("The duration was not measured.")
    near = any(abs(file.seconds - wanted) <= Fraction(1, 4) for wanted in trial.seconds)
    return _shape(f"The file lasts {float(file.seconds):.2f} s.", met=near)


def _longest(trial: Trial, file: FileTraits) -> Tried:
    if file.seconds is None or not trial.seconds:
        return _untestable("The duration was not measured.")
    within = file.seconds <= max(trial.seconds) + Fraction(1, 4)
    return _shape(f"The file lasts {float(file.seconds):.2f} s.", met=within)


def _rates(trial: Trial, file: FileTraits) -> Tried:
    if file.rate is None or file.is_still:
        return _untestable("There is no frame rate.")
    near = any(abs(file.rate - wanted) <= Fraction(1, 100) for wanted in trial.rates)
    return _shape(f"It has {float(file.rate):.3f} frames a second.", met=near)


def _sizes(trial: Trial, file: FileTraits) -> Tried:
    if file.size is None:
        return _untestable("The picture's size was not measured.")
    return _shape(f"The picture has {file.size[0]}x{file.size[1]} px.", met=file.size in trial.sizes)


def _sound(trial: Trial, file: FileTraits) -> Tried:
    if file.has_sound is None or file.is_still:
        return _untestable("Whether there is sound was not measured.")
    words = "The file has a sound track." if file.has_sound else "The file has no sound track."
    return _shape(words, met=file.has_sound == (trial.word == "present"))


def _shape(words: str, *, met: bool) -> Tried:
    if met:
        return Tried(Held.MET, Weight.NEARLY_NOTHING, f"{words} So do countless other files.")
    why = f"{words} Cutting, scaling, re-encoding or a change of the product explain that as well."
    return Tried(Held.CONTRADICTED, Weight.LITTLE, why)


_COMMON = frozenset({"mark.writer.ffmpeg", "mark.writer.google", "mark.sei.x264", "mark.sei.x265"})
"""Marks that so many programs write that they point nowhere."""


def _signal(trial: Trial, file: FileTraits) -> Tried:
    found = [s for s in file.signals if s.kind in trial.names]
    if trial.word:
        found = [s for s in found if re.search(trial.word, s.statement) is not None]
    if not found:
        return _untestable("No such mark was found. Its absence means nothing.")
    first = found[0]
    if first.kind in _COMMON:
        return Tried(Held.MET, Weight.NEARLY_NOTHING, f"{first.statement} Many programs write it.")
    if first.assurance is Assurance.SIGNED:
        return Tried(Held.MET, Weight.LITTLE, f"{first.statement} Other products of the maker declare the same.")
    because = f"{first.statement} It is not bound to a maker: anybody can write it."
    return Tried(Held.MET, Weight.LITTLE, because, points_here=True)


_TRIALS: dict[TrialKind, Callable[[Trial, FileTraits], Tried]] = {
    TrialKind.NONE: _no_trial,
    TrialKind.C2PA_PRODUCT: _c2pa,
    TrialKind.OUTPUT_KIND: _kind,
    TrialKind.DURATIONS: _durations,
    TrialKind.LONGEST: _longest,
    TrialKind.FRAME_RATES: _rates,
    TrialKind.RESOLUTIONS: _sizes,
    TrialKind.SOUND: _sound,
    TrialKind.SIGNAL: _signal,
}
