"""Layers for looking over one frame, each with its counterpart; never weighed, kept only where a person keeps it."""

from __future__ import annotations

from dataclasses import dataclass

from casefiles.errors import EntryRefused
from casefiles.player import FrameSource, PlayedFrame
from forensics.media.recipe import NotARecipe, counterpart, is_layer, parse, written


@dataclass(frozen=True, slots=True)
class Layered:
    """A frame through a recipe that makes a layer, and the same over the frame with one history for all its parts."""

    recipe: str
    counterpart_recipe: str
    made: PlayedFrame
    counterpart: PlayedFrame


def recipes(text: str) -> tuple[str, str]:
    """Return the recipe of a layer and that of its counterpart, in full; raise EntryRefused for anything else."""
    try:
        steps = parse(text)
    except NotARecipe as error:
        raise EntryRefused(str(error), hint="For the layers: `assay layer --help`.") from error
    if not is_layer(steps):
        raise EntryRefused(f"{text!r} makes no layer", hint="For the layers: `assay layer --help`.")
    return written(steps), written(counterpart(steps))


def layered(frames: FrameSource, index: int, text: str) -> Layered:
    """Return a layer of a frame with its counterpart; raise EntryRefused, FramesUnavailable."""
    recipe, plain = recipes(text)
    return Layered(recipe, plain, frames.frame(index, recipe), frames.frame(index, plain))
