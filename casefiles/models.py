"""The user's own models: taken into the user's folder with their cards, known by digest, run only when asked for.

The program ships no model. A case keeps what a model said and what its card says of it, not the model.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from casefiles.errors import EntryRefused, SourceUnusable, StorageFailed
from casefiles.examinations import Beside
from casefiles.home import home
from forensics.adapters.model_card import MODELS_FILE, PREFIX, CardError, GivenModel, GivenModels, ModelCard, parse_card
from forensics.codec import encode
from forensics.worker import path_code

FOLDER, CARD, MODEL = "models", "card.toml", "model.onnx"
MOST_CARD = 256 * 1024
_FACT = "model "


@dataclass(frozen=True, slots=True)
class OwnModel:
    """A model of the user's: its card, the card's digest, and the model's file."""

    card: ModelCard
    card_sha256: str
    path: Path


def add(card: Path, model: Path) -> OwnModel:
    """Take a model with its card; raise EntryRefused, SourceUnusable, StorageFailed. Nothing is overwritten."""
    try:
        if card.stat().st_size > MOST_CARD:
            raise EntryRefused(f"{card.name} has more than {MOST_CARD} bytes")
        text = card.read_text("utf-8")
        with model.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, UnicodeDecodeError) as error:
        raise SourceUnusable(f"{card.name} or {model.name} cannot be read: {error}") from error
    parsed = _parsed(text, card.name)
    if parsed.sha256 != digest:
        raise EntryRefused(
            f"{model.name} has SHA-256 {digest}, its card names {parsed.sha256}",
            hint="Write the digest of the very file into the card as model.sha256.",
        )
    place = home() / FOLDER / parsed.id
    if place.exists():
        raise EntryRefused(f"a model {parsed.name!r} stands there already", hint="Give the card another model.name.")
    try:
        place.mkdir(parents=True)
        shutil.copyfile(model, place / MODEL)
        (place / CARD).write_text(text, "utf-8")
    except OSError as error:
        shutil.rmtree(place, ignore_errors=True)
        raise StorageFailed(f"{place} could not be written: {error.strerror}") from error
    return _held(place)


def own() -> tuple[OwnModel, ...]:
    """Return the user's models in order of name; raise EntryRefused for a card that is damaged."""
    folder = home() / FOLDER
    return tuple(_held(path.parent) for path in sorted(folder.glob(f"*/{CARD}"))) if folder.is_dir() else ()


def beside(asked: Sequence[str], then: tuple[tuple[str, str], ...] | None = None) -> Beside:
    """Return what an examination reads of the models that it is asked for; raise EntryRefused.

    ``then`` is the environment of an earlier examination: only models with the digests of then are used.
    """
    names = sorted({name for name in asked if name.startswith(PREFIX)})
    held = {one.card.id: one for one in own()} if names else {}
    if then is None and (unknown := [name for name in names if name not in held]):
        raise EntryRefused(f"no model {unknown[0]!r} is at hand", hint="See `assay detectors models`.")
    used = [held[name] for name in names if name in held and (then is None or _fact(held[name]) in then)]
    if not used:
        return Beside()
    given = GivenModels(tuple(GivenModel(one.card, one.card_sha256, path_code(one.path)) for one in used))
    return Beside(
        scratch_files=((MODELS_FILE, encode(given)),),
        originals=tuple((one.card.id, one.path) for one in used),
        facts=tuple(_fact(one) for one in used),
    )


def _fact(one: OwnModel) -> tuple[str, str]:
    return f"{_FACT}{one.card.id}", f"SHA-256 {one.card.sha256}; card SHA-256 {one.card_sha256}"


def _held(place: Path) -> OwnModel:
    try:
        content = (place / CARD).read_bytes()
        text = content.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise EntryRefused(f"the card of the model {place.name} cannot be read: {error}") from error
    return OwnModel(_parsed(text, place.name), hashlib.sha256(content).hexdigest(), place / MODEL)


def _parsed(text: str, name: str) -> ModelCard:
    try:
        return parse_card(text)
    except CardError as error:
        raise EntryRefused(f"{name} is no card of a model: {error}", hint="See docs/models.md.") from error
