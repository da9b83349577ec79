"""The verbs of the viewer: frames made by a recipe, two exhibits beside each other, notes and stills, searches."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from casefiles import comparing, foldering, handsearch, layering, marking
from casefiles.case import Case
from casefiles.comparing import Manner, Pair, Together
from casefiles.errors import FramesUnavailable, UnknownItem
from casefiles.foldering import Round, Seen
from casefiles.handsearch import Outcome, Pack, Searched
from casefiles.keys import Signer
from casefiles.layering import Layered
from casefiles.marking import WHOLE_FRAME, Annotation, Drawing
from casefiles.player import FrameSource
from casefiles.views import Derivative, ExhibitId, Watcher


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of a case or of one exhibit, and the stills that were kept."""

    notes: tuple[Annotation, ...]
    stills: tuple[Derivative, ...]


def frames(path: Path, exhibit: ExhibitId, *, marks: bool = False) -> FrameSource:
    """Return the frames of an exhibit, exact and one by one; raise UnknownItem, FramesUnavailable when entered.

    With ``marks`` the decoder is also asked for the motion vectors and quantisers of each frame.
    """
    with Case.open(path) as case:
        return _frames(case, exhibit, marks=marks)


def _frames(case: Case, exhibit: ExhibitId, *, marks: bool = False) -> FrameSource:
    row, original = case.row(exhibit), case.original(exhibit)
    if not original.is_file():
        raise UnknownItem(f"{exhibit}: its original is missing from the case", hint="Run `assay verify`.")
    return FrameSource(original, name=row.name, marks=marks)


def pair(
    path: Path,
    first: ExhibitId,
    second: ExhibitId,
    index: int,
    together: Together,
    *,
    manner: Manner = Manner.DIFFERENCE,
    gain: int = 1,
    wipe: float = 0.5,
) -> Pair:
    """Return a frame of one exhibit and the one of another that goes with it, as one picture.

    Raise UnknownItem, FramesUnavailable (also where no frame goes with it), EntryRefused.
    """
    with frames(path, first) as one, frames(path, second) as two:
        return paired_at(one, two, index, together, manner=manner, gain=gain, wipe=wipe)


def paired_at(
    one: FrameSource,
    two: FrameSource,
    index: int,
    together: Together,
    *,
    manner: Manner,
    gain: int = 1,
    wipe: float = 0.5,
    recipe: str = "",
) -> Pair:
    """Do what ``pair`` does on two open sources of frames; ``recipe`` is applied to the frames of both."""
    other = comparing.partner(one, two, index, together)
    if other is None:
        raise FramesUnavailable(
            f"no frame of the second goes with frame {index} of the first {comparing.speed_words(together)}",
            hint="Change the offset, or go to another frame.",
        )
    return comparing.paired(one.frame(index, recipe), two.frame(other, recipe), manner, gain=gain, wipe=wipe)


def annotate(
    path: Path,
    exhibit: ExhibitId,
    index: int,
    *,
    text: str,
    signer: Signer,
    drawing: Drawing = WHOLE_FRAME,
    until: int | None = None,
    still: bool = False,
    recipe: str = "",
) -> Annotation:
    """Keep a note on a frame or a range, with ``still`` also its picture; raise EntryRefused, FramesUnavailable."""
    with Case.open(path, signer=signer) as case, _frames(case, exhibit) as source:
        return marking.annotate(
            case, exhibit, source, index, text=text, drawing=drawing, until=until, still=still, recipe=recipe
        )


def layer(path: Path, exhibit: ExhibitId, index: int, recipe: str) -> Layered:
    """Return a layer for looking of a frame, with its counterpart; raise EntryRefused, FramesUnavailable."""
    layering.recipes(recipe)
    with frames(path, exhibit) as source:
        return layering.layered(source, index, recipe)


def keep_layer(
    path: Path, exhibit: ExhibitId, index: int, recipe: str, *, text: str, signer: Signer
) -> tuple[Annotation, Annotation]:
    """Keep a layer and its counterpart as stills, each with a note; raise EntryRefused, FramesUnavailable."""
    both = layering.recipes(recipe)
    words = (text, f"Counterpart of the layer {both[0]}: {text}")
    with Case.open(path, signer=signer) as case, _frames(case, exhibit) as source:
        one, two = (
            marking.annotate(case, exhibit, source, index, text=said, still=True, recipe=made)
            for said, made in zip(words, both, strict=True)
        )
    return one, two


def derivatives(path: Path) -> tuple[Derivative, ...]:
    """Return every file that was ever made from an exhibit of a case, with its digest and how it was made."""
    with Case.open(path) as case:
        return case.derivatives()


def notes(path: Path, exhibit: ExhibitId | None = None) -> Notes:
    """Return the notes and stills of a case, or of one exhibit; raise UnknownItem."""
    with Case.open(path) as case:
        if exhibit is not None:
            case.row(exhibit)
        return Notes(marking.notes(case, exhibit), marking.stills(case, exhibit))


def search_pack(
    path: Path,
    exhibit: ExhibitId,
    folder: Path,
    *,
    most: int = handsearch.MOST,
    signer: Signer | None = None,
    watcher: Watcher = handsearch.SILENT,
) -> Pack:
    """Write pictures to search with into a new folder; with a signer the export is recorded. Raise EntryRefused."""
    with Case.open(path, signer=signer) as case, _frames(case, exhibit) as source:
        return handsearch.pack(case, exhibit, source, folder, most=most, watcher=watcher)


def log_search(
    path: Path, exhibit: ExhibitId, place: str, outcome: Outcome, *, asked_with: str, signer: Signer, note: str = ""
) -> Searched:
    """Record a search that a person made by hand; raise EntryRefused, UnknownItem."""
    with Case.open(path, signer=signer) as case:
        return handsearch.log(case, exhibit, place, outcome, asked_with=asked_with, note=note)


def searches(path: Path, exhibit: ExhibitId | None = None) -> tuple[Searched, ...]:
    """Return the searches that were logged; raise UnknownItem."""
    with Case.open(path) as case:
        if exhibit is not None:
            case.row(exhibit)
        return handsearch.searches(case, exhibit)


def watch_round(path: Path, folder: Path, seen: Seen, *, signer: Signer, watcher: Watcher) -> Round:
    """Take in what is new in a folder, examine it and look it up; raise SourceUnusable, Cancelled and case errors."""
    return foldering.round_of(path, folder, seen, signer=signer, watcher=watcher)
